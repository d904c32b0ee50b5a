// Two taps from a phone: where and how long, then Save; back again is one.
#include "casework/visits/outing_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/visits/outing_store.h"
#include "casework/visits/outing_view.h"
#include "record/submission.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace visits {
namespace {

using access::Answer;
using access::Visit;

web::Url here() { return web::Url::path("/visits"); }

web::Html out_form(Visit& visit, const OutingId& id, const std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  web::Html fields = web::hidden("id", id.text());
  fields.add(web::text_input({.name = "place", .label = "Where are you going?", .hint = "So that somebody could find you.", .value = std::string(form.text("place")),
                              .error = web::message_for(errors, "place"), .label_as = web::LabelAs::small}));
  fields.add(web::radios({.name = "for", .legend = "Back in", .choices = {{"30", "30 minutes"}, {"60", "1 hour"}, {"120", "2 hours"}, {"at", "At another time"}},
                          .value = form.has("for") ? std::string(form.text("for")) : "60", .error = web::message_for(errors, "for"), .legend_as = web::LabelAs::small,
                          .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row}));
  fields.add(web::shown_when("for", "at", web::time_input({.name = "back", .label = "Back at", .value = std::string(form.text("back")), .error = web::message_for(errors, "back")})));
  web::Html more = web::text_input({.name = "with_whom", .label = "With whom", .value = std::string(form.text("with_whom")), .error = web::message_for(errors, "with_whom")});
  more.add(web::text_input({.name = "phone", .label = "Your telephone today", .value = std::string(form.text("phone")), .error = web::message_for(errors, "phone"),
                            .type = "tel", .autocomplete = "tel", .width = web::InputWidth::twenty}));
  fields.add(web::details({.summary = "With whom, and your telephone", .matter = more, .open = !form.text("with_whom").empty() || !form.text("phone").empty()}));
  fields.add(web::button({.text = "I am going now"}));
  return web::post_form({.action = here(), .csrf = visit.csrf_token()}, fields);
}

web::Html back_table(const Visit& visit, const std::vector<Outing>& outings) {
  if (outings.empty()) return {};
  const auto& zone = visit.house().zone();
  std::vector<std::vector<web::Html>> rows;
  for (const auto& outing : outings)
    rows.push_back({web::html("{}", outing.name), web::html("{}", outing.place), web::html("{}", access::moment_words(zone, visit.now(), outing.out_at)),
                    web::html("{}", outing.back_at ? access::moment_words(zone, visit.now(), *outing.back_at) : "")});
  web::Html out = web::subheading("Back again, the last two weeks");
  out.add(web::table({.caption = "Back again", .columns = {{"Who"}, {"Where"}, {"Out"}, {"Back"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true}));
  return out;
}

web::Response draw(Visit& visit, const Own& pass, const OutingId& id, const std::vector<base::FieldError>& errors) {
  web::Html main = access::told(visit, {{"out", "You are checked out. Come back to this page, or to My day, to say that you are back."}, {"back", "Welcome back. Now write up the visit."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Visits"));
  const auto out = list_out(pass);
  main.add(out_now(visit, out));
  const bool am_out = std::any_of(out.begin(), out.end(), [&](const Outing& each) { return each.staff == visit.who().id; });
  if (!am_out) {
    main.add(web::subheading("Going out alone?"));
    main.add(out_form(visit, id, errors));
  }
  main.add(web::button_group(web::button_link(web::Url::path("/write").with("kind", "visit"), "Write up a visit", web::ButtonLook::secondary)));
  main.add(back_table(visit, list_back(pass, visit.now() + -14 * base::day_ms)));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Visits", .place = access::Place::my_day, .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show(Visit& visit, const Own& pass) { return draw(visit, pass, visit.fresh<OutingId>(), {}); }

/// When they will be back: so many minutes from now, or a time of day, which may be tomorrow's.
std::optional<base::UtcTime> expected(const Visit& visit, const web::Form& form) {
  const auto choice = form.text("for");
  if (choice == "30") return visit.now() + 30 * base::minute_ms;
  if (choice == "60") return visit.now() + 60 * base::minute_ms;
  if (choice == "120") return visit.now() + 120 * base::minute_ms;
  const auto time = choice == "at" ? record::read_time(form.text("back")) : std::nullopt;
  if (!time) return std::nullopt;
  const auto& zone = visit.house().zone();
  const auto today = zone.to_utc(visit.today(), *time);
  return today > visit.now() ? today : zone.to_utc(visit.today() + 1, *time);
}

base::Result<Answer> post_out(Visit& visit, const Own& pass) {
  const auto& form = visit.form();
  const auto id = OutingId::parse(form.text("id"));
  if (!id) return base::Error::not_found("an outing without its id");
  std::vector<base::FieldError> wrong;
  const auto take = [&](std::string_view name, std::size_t most) {
    auto text = std::string(base::trim(base::clean(form.text(name))));
    if (base::count_characters(text) > most) wrong.push_back({std::string(name), "Use at most " + std::to_string(most) + " characters"});
    return text;
  };
  Outing outing;
  outing.id = *id;
  outing.place = take("place", 160);
  if (outing.place.empty()) wrong.push_back({"place", "Enter where you are going"});
  outing.with_whom = take("with_whom", 160);
  outing.phone = take("phone", 40);
  const auto until = expected(visit, form);
  if (!until) wrong.push_back({form.text("for") == "at" ? "back" : "for", "Enter when you will be back, like 15:30"});
  if (!wrong.empty()) return draw(visit, pass, *id, wrong);
  outing.expected_at = *until;
  access::UnitOfWork work{visit};
  check_out(work, pass, outing);
  return access::then_go(visit, std::move(work), here().with("done", "out"));
}

base::Result<Answer> post_return(Visit& visit, const Own& pass) {
  const auto id = OutingId::parse(visit.match.part("outing"));
  const auto out = list_out(pass);
  const auto found = std::find_if(out.begin(), out.end(), [&](const Outing& each) { return id && each.id == *id; });
  if (found == out.end()) return base::Error::not_found("no such outing, or back already");
  access::UnitOfWork work{visit};
  check_in(work, pass, *found, found->staff == visit.who().id ? "" : "said by somebody else");
  return access::then_go(visit, std::move(work), here().with("done", "back"));
}

}  // namespace

void add_outing_routes(access::Routes& routes) {
  routes.get("/visits", show);
  routes.post("/visits", post_out);
  routes.post("/visits/{outing}/return", post_return);
}

}  // namespace visits
