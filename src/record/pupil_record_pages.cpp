// The pupil as the people around them need: at a glance, and the one line of time.
#include "record/pupil_record_pages.h"

#include "access/frame.h"
#include "people/glass_notes.h"
#include "people/pupil_view.h"
#include "people/shared_item_notes.h"
#include "record/catalogue.h"
#include "record/chronology_view.h"
#include "record/glance.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;

constexpr int page_lines = 50;

web::Html write_buttons(const Visit& visit, const people::Pupil& pupil) {
  web::Html buttons = web::button_link(web::Url::path("/write").with("pupil", pupil.id), "Write about " + pupil.given);
  buttons.add(web::button_link(web::Url::path("/pupils/{}/moments", pupil.id), "In the moment", web::ButtonLook::secondary));
  const auto sees = visit.grants().see(pupil.id);
  if ((sees & (access::bit(access::InfoClass::c4_behaviour) | access::bit(access::InfoClass::c7_medical))) != 0)
    buttons.add(web::button_link(web::Url::path("/pupils/{}/body-map", pupil.id), "Body map", web::ButtonLook::secondary));
  if ((sees & access::bit(access::InfoClass::c7_medical)) != 0)
    buttons.add(web::button_link(web::Url::path("/pupils/{}/medicines", pupil.id), "Medicines", web::ButtonLook::secondary));
  if ((sees & access::bit(access::InfoClass::c6_send)) != 0)
    buttons.add(web::button_link(web::Url::path("/pupils/{}/provision", pupil.id), "Provision", web::ButtonLook::secondary));
  return web::button_group(buttons);
}

base::Result<Answer> show_glance(Visit& visit, const access::PupilPass<May::pupil_find>& pass) {
  const auto pupil = people::load(pass);
  const auto kinds = visit.house().room<Catalogue>().kinds();
  web::Html main = people::pupil_head(pass, pupil, people::PupilTab::glance);
  if (const auto card = pass.narrowed<May::card_read>())
    if (const auto note = people::safety_note(*card); !note.empty()) main.add(web::warning_text(note));
  main.add(people::shared_notes(pass, pupil));
  if (visit.may(May::entries_own)) main.add(write_buttons(visit, pupil));
  main.add(access::offer_to_confirm(visit));
  if (const auto* parts = visit.house().find_room<GlanceParts>()) main.add(parts->draw(visit, pass));
  web::Html matter;
  const auto chronology = pass.narrowed<May::chronology_read>();
  if (chronology) {
    ChronologyFilter filter;
    filter.limit = 5;
    const auto lines = list(*chronology, filter);
    if (lines.empty()) {
      matter.add(web::body_text("Nothing has been written about " + pupil.given + " yet."));
    } else {
      add_chronology(matter, pass.zone(), pass.now(), *kinds, lines);
      matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">The whole chronology</a></p>",
                 web::Url::path("/pupils/{}/chronology", pupil.id));
    }
    main.add(web::card("Lately", matter));
  } else {
    main.add(web::inset_text(web::html("<p>You may write about {}. What others have written is for those who work with {} day by day.</p>",
                                       pupil.given, pupil.given)));
  }
  main.add(people::glass_way(visit, pupil));
  if (const auto found = people::need(pass, pupil.id); found && !found->sen_need.empty())
    main.add(web::card("Needs", web::body_text(found->sen_need)));
  return access::page(visit, 200, {.title = pupil.name(), .place = access::Place::pupils}, main);
}

/// "b" of the address: the moment and the record to go on from.
std::optional<std::pair<base::UtcTime, RecordId>> read_place(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos || dash > 18) return std::nullopt;
  std::int64_t ms = 0;
  for (char c : text.substr(0, dash)) {
    if (c < '0' || c > '9') return std::nullopt;
    ms = ms * 10 + (c - '0');
  }
  const auto id = RecordId::parse(text.substr(dash + 1));
  if (!id) return std::nullopt;
  return std::pair{base::UtcTime{ms}, *id};
}

web::Html filter_form(const Visit& visit, const access::PupilId& pupil, const Kinds& kinds) {
  const auto& query = visit.query();
  std::vector<web::Option> options = {{"", "Everything"}};
  for (const auto& kind : kinds.all())
    if ((visit.grants().see(pupil) & access::bit(kind.info_class)) != 0) options.push_back({kind.id, kind.plural});
  web::Html fields = web::select({.name = "kind", .label = "What", .options = options, .value = std::string(query.text("kind"))});
  fields.add(web::text_input({.name = "q", .label = "Words", .value = std::string(query.text("q")), .type = "search"}));
  fields.add(web::day_input({.name = "from", .label = "From", .value = std::string(query.text("from"))}));
  fields.add(web::day_input({.name = "until", .label = "Until", .value = std::string(query.text("until"))}));
  const auto here = web::Url::path("/pupils/{}/chronology", pupil);
  std::vector<web::FilterTag> chosen;
  const auto without = [&](std::string_view left_out) {
    auto url = here;
    if (left_out != "kind" && query.has("kind")) url = url.with("kind", query.text("kind"));
    if (left_out != "q" && query.has("q")) url = url.with("q", query.text("q"));
    if (left_out != "from" && query.has("from")) url = url.with("from", query.text("from"));
    if (left_out != "until" && query.has("until")) url = url.with("until", query.text("until"));
    return url;
  };
  if (const auto* kind = kinds.find(query.text("kind"))) chosen.push_back({kind->plural, without("kind")});
  if (!query.text("q").empty()) chosen.push_back({fmt::format("“{}”", query.text("q")), without("q")});
  if (!query.text("from").empty()) chosen.push_back({fmt::format("From {}", query.text("from")), without("from")});
  if (!query.text("until").empty()) chosen.push_back({fmt::format("Until {}", query.text("until")), without("until")});
  return web::filter_panel({.action = here, .clear = here, .chosen = chosen, .options = fields});
}

ChronologyFilter read_filter(const Visit& visit) {
  ChronologyFilter filter;
  const auto& query = visit.query();
  const auto& zone = visit.house().zone();
  filter.kind = std::string(query.text("kind"));
  filter.words = std::string(query.text("q"));
  if (const auto day = base::parse_iso_date(query.text("from"))) filter.from = zone.start_of_day(*day);
  if (const auto day = base::parse_iso_date(query.text("until"))) filter.until = zone.start_of_day(*day + 1) + -1;
  filter.before = read_place(query.text("before"));
  filter.limit = page_lines;
  return filter;
}

base::Result<Answer> show_chronology(Visit& visit, const access::PupilPass<May::chronology_read>& pass) {
  const auto pupil = people::load(pass);
  const auto kinds = visit.house().room<Catalogue>().kinds();
  const auto filter = read_filter(visit);
  const auto lines = list(pass, filter);
  web::Html main;
  main.reserve(32 * 1024);
  main.add(people::pupil_head(pass, pupil, people::PupilTab::chronology));
  if (visit.may(May::entries_own)) main.add(write_buttons(visit, pupil));
  main.add(access::offer_to_confirm(visit));
  main.add(filter_form(visit, pupil.id, *kinds));
  if (lines.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "Nothing here",
                               .words = "What people write about " + pupil.given + " stands here, newest first, as far as it is yours to see."}));
  }
  add_chronology(main, pass.zone(), pass.now(), *kinds, lines);
  if (static_cast<int>(lines.size()) == filter.limit) {
    const auto& last = lines.back();
    auto older = web::Url::path("/pupils/{}/chronology", pupil.id).with("before", fmt::format("{}-{}", last.occurred_at.ms, last.id.text()));
    if (!filter.kind.empty()) older = older.with("kind", filter.kind);
    if (!filter.words.empty()) older = older.with("q", filter.words);
    if (filter.from) older = older.with("from", visit.query().text("from"));
    if (filter.until) older = older.with("until", visit.query().text("until"));
    main.add(web::pagination(std::nullopt, web::PageLink{older, "", "Older"}));
  }
  return access::page(visit, 200, {.title = "Chronology – " + pupil.name(), .place = access::Place::pupils}, main);
}

}  // namespace

void add_pupil_record_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}", show_glance);
  routes.get("/pupils/{pupil}/chronology", show_chronology);
}

}  // namespace record
