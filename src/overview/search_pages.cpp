// GET /search: pupils of that name, then records with these words, newest first, the words marked.
#include "overview/search_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "base/text.h"
#include "people/pupil_store.h"
#include "record/search_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <charconv>

namespace overview {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Find = access::CaseloadPass<May::pupil_find>;

constexpr std::size_t names_shown = 8, records_shown = 20, longest_query = 200;

std::int64_t read_place(std::string_view text) {
  std::int64_t place = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), place);
  return wrong == std::errc{} && end == text.data() + text.size() && place > 0 ? place : access::Search::newest;
}

web::Html search_form(std::string_view typed) {
  web::Html fields = web::text_input({.name = "q", .label = "Name or words", .value = std::string(typed), .type = "search",
                                      .spelling = web::Spelling::off});
  fields.add(web::button({.text = "Search", .look = web::ButtonLook::secondary}));
  return web::get_form(web::Url::path("/search"), fields);
}

void add_names(web::Html& main, const std::vector<people::Pupil>& pupils) {
  if (pupils.empty()) return;
  std::vector<web::PersonRow> rows;
  for (const auto& pupil : pupils) rows.push_back({{pupil.name(), people::year_and_class(pupil), web::Url::path("/pupils/{}", pupil.id)}, {}});
  main.add(web::subheading("Pupils"));
  main.add(web::people_list(rows));
}

web::Html marked(const std::vector<record::Piece>& pieces) {
  web::Html out;
  out.add("<p class=\"govuk-body\">");
  for (const auto& piece : pieces) {
    if (piece.found)
      out.add("<mark>{}</mark>", piece.text);
    else
      out.add("{}", piece.text);
  }
  out.add("</p>");
  return out;
}

void add_records(web::Html& main, const Visit& visit, const std::vector<record::FoundRecord>& records) {
  if (records.empty()) return;
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  main.add(web::subheading("What was written, newest first"));
  main.add("<div class=\"app-timeline-day\">");
  for (const auto& found : records) {
    const auto* kind = kinds->find(found.kind);
    std::string about;
    for (const auto& part : found.parts) about += (about.empty() ? "" : ", ") + part.name;
    const auto id = found.id.text();
    const auto url = web::Url::path("/records/{}", id);
    const auto title = (kind ? kind->title : found.kind) + (about.empty() ? "" : " – " + about);
    const auto byline = found.author_post.empty() ? found.author : found.author + ", " + found.author_post;
    const auto moment = access::moment_words(visit.house().zone(), visit.now(), found.occurred_at);
    const auto machine_time = base::to_iso(found.occurred_at);
    const auto matter = marked(found.excerpt);
    web::Html notes;
    if (found.flag > 0) notes.add(web::tag(found.flag == 1 ? "Restricted" : "Sealed", web::Tint::red));
    if (found.version > 1) notes.add(web::badge("Corrected", web::Tint::yellow));
    web::TimelineEntry entry;
    entry.id = id;
    entry.title = title;
    entry.url = &url;
    entry.byline = byline;
    entry.moment = moment;
    entry.machine_time = machine_time;
    entry.matter = &matter;
    entry.notes = notes.empty() ? nullptr : &notes;
    web::add_timeline_entry(main, entry);
  }
  main.add("</div>");
}

base::Result<Answer> show_search(Visit& visit, const Find& pass) {
  const auto typed = base::excerpt(base::trim(visit.query().text("q")), longest_query);
  web::Html main = web::heading("Search");
  main.add(search_form(typed));
  const auto before = read_place(visit.query().text("before"));
  std::vector<people::Pupil> names;
  if (!typed.empty() && before == access::Search::newest) names = people::find_by_name(pass, typed, names_shown);
  const auto page = record::search(visit, pass, record::read_query(typed), before, records_shown);
  main.add(access::offer_to_confirm(visit));
  add_names(main, names);
  add_records(main, visit, page.records);
  if (names.empty() && page.records.empty()) {
    main.add(web::empty_state({.icon = web::Icon::search,
                               .title = typed.empty() ? "Search pupils and what was written" : "Nothing found",
                               .words = typed.empty() ? "Type a name, or words that stand in a record. Only what is yours to see is searched."
                                                      : "Try fewer words, or only the beginning of the last one. Only what is yours to see "
                                                        "is searched."}));
  }
  if (page.next)
    main.add(web::pagination(std::nullopt, web::PageLink{web::Url::path("/search").with("q", typed).with("before", std::to_string(*page.next)), "", "Older"}));
  return access::page(visit, 200, {.title = typed.empty() ? "Search" : "Search results", .query = typed}, main);
}

}  // namespace

void add_search_routes(access::Routes& routes) { routes.get("/search", show_search); }

}  // namespace overview
