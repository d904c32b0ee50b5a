// GET /api/v1/pupils/{pupil}/card: the card as its reader may see it.
#include "casework/cover/card_desk.h"
#include "casework/cover/card_view.h"
#include "casework/cover/cover_api.h"
#include "web/json_body.h"

namespace cover {
namespace {

namespace schema = web::schema;
using web::Json;

Json lines_json(const std::vector<CardLine>& lines) {
  Json out = Json::Array{};
  for (const auto& line : lines) out.push(line.words);
  return out;
}

base::Result<access::Answer> show(access::Visit& visit, const CardPass& pass) {
  return web::json(200, web::to_json(card_json(visit, pass, show_card(visit, pass, pass.pupil()))));
}

}  // namespace

Json card_json(const access::Visit& visit, const access::Pass& pass, const Card& card) {
  Json out;
  out.set("pupil", card.pupil.text());
  out.set("version", card.version);
  out.set("chosen", card.chosen);
  out.set("said", card.said);
  out.set("musts", lines_json(card.lines(Side::must)));
  out.set("helps", lines_json(card.lines(Side::help)));
  out.set("steps", lines_json(card.lines(Side::step)));
  out.set("signs", card.signs);
  out.set("script", card.script);
  out.set("care", card.care);
  out.set("safety", card.safety);
  Json call = Json::Array{};
  for (auto& one : whom_to_call(pass, card.pupil)) call.push(std::move(one));
  out.set("call", std::move(call));
  out.set("read", sees_profile(visit.grants(), card.pupil) && has_read(pass, card.pupil, face_of(card)));
  return out;
}

void add_card_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.define("Card", schema::object({{"pupil", schema::id("The pupil")},
                                     {"version", schema::whole("Of the words somebody chose; 0 where nobody has", 0, 1'000'000)},
                                     {"chosen", schema::yes_no("Whether somebody chose the words; otherwise the plans speak")},
                                     {"said", schema::text("How the name is said; may be empty")},
                                     {"musts", schema::list(schema::text("A line"), "At most three, the most important first")},
                                     {"helps", schema::list(schema::text("A line"), "At most three")},
                                     {"steps", schema::list(schema::text("A step"), "What to do if it gets hard, in order; at most five")},
                                     {"signs", schema::text("Triggers and early signs; may be empty")},
                                     {"script", schema::text("First words to say; may be empty")},
                                     {"care", schema::text("Medicine and toilet in a line; may be empty")},
                                     {"safety", schema::text("The life-safety note; may be empty")},
                                     {"call", schema::list(schema::text("An adult"), "Whom to call")},
                                     {"read", schema::yes_no("Whether the asker said that they have read it as it stands")}}));
  api.get("/api/v1/pupils/{pupil}/card",
          {.name = "showCard", .tag = "Cover", .summary = "A pupil's card",
           .description = "What any adult must know of a pupil: three musts, three helps, what to do if it gets hard, a few lines. Whoever sees the life-safety note alone gets nothing else.",
           .parameters = {{In::path, "pupil", "The pupil", schema::id("")}},
           .answers = {{200, "The card", schema::ref("Card")}},
           .problems = {404}},
          show);
}

}  // namespace cover
