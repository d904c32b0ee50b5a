// One record: what was written, by whom, every correction.
#include "access/frame.h"
#include "access/moment_words.h"
#include "record/file_view.h"
#include "record/flag_pages.h"
#include "record/catalogue.h"
#include "record/following_view.h"
#include "record/link_pages.h"
#include "record/put_right_pages.h"
#include "record/kind_keeper.h"
#include "record/record_sight.h"
#include "record/record_view.h"
#include "record/write_pages.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Own = access::StaffPass<May::entries_own>;

web::Html saved_alert(Visit& visit, const Own& pass, const Sight& sight, const Kind* kind) {
  const auto& record = sight.record;
  web::Html words;
  words.add("<p>Saved {}.", access::clock_words(visit.house().zone(), record.versions.back().at));
  if (kind) words.add(" Seen by: {}.", readers_in_words(*kind));
  if (const auto told = told_words(pass, record.id); !told.empty()) words.add(" It stands in the inbox of {}.", told);
  words.add("</p>");
  words.add(undo_button(visit, record));
  return web::alert({.kind = web::AlertKind::success, .title = "Saved", .matter = words});
}

/// When and about whom an earlier version was, where that was corrected.
web::Html then_words(Visit& visit, const Record& record, const Version& version) {
  web::Html out;
  if (version.occurred_at && *version.occurred_at != record.occurred_at)
    out.add("<p class=\"govuk-body\">Happened: {}</p>", access::moment_words(visit.house().zone(), visit.now(), *version.occurred_at));
  std::string names;
  for (const auto& part : version.parts) names += (names.empty() ? "" : ", ") + part.name;
  if (!names.empty()) out.add("<p class=\"govuk-body\">About: {}</p>", names);
  return out;
}

web::Html earlier_versions(Visit& visit, const Record& record, const Kind* kind, const Names& names) {
  web::Html out;
  for (std::size_t i = record.versions.size(); i-- > 1;) {
    const auto& earlier = record.versions[i - 1];
    web::Html matter = then_words(visit, record, earlier);
    matter.add(version_body(kind, names, earlier));
    matter.add(file_list(files_of(record, earlier)));
    out.add(web::details({fmt::format("As it stood before: {}, {}", access::moment_words(visit.house().zone(), visit.now(), earlier.at), earlier.author),
                          matter, false}));
  }
  return out;
}

base::Result<Answer> show_record(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  if (!id) return base::Error::not_found("not an id");
  const auto sight = look(visit, pass, *id);
  if (!sight || sight->ended) {
    if (auto ended = show_ended(visit, *id, sight ? &sight->record : nullptr)) return std::move(*ended);
    return base::Error::not_found("no such record, or not theirs to see");
  }
  const auto& record = sight->record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  const Kind* kind = in_force ? in_force->kind : nullptr;
  const auto title = kind ? kind->title : record.kind;
  const auto names = names_in(visit, kind, record);
  const auto& zone = visit.house().zone();
  web::Html main;
  if (visit.query().text("saved") == "yes" && !record.versions.empty()) main.add(saved_alert(visit, pass, *sight, kind));
  main.add(web::heading(access::moment_words(zone, visit.now(), record.occurred_at), title));
  if (record.flag > 0) main.add(web::tag(record.flag == 1 ? "Restricted" : "Sealed", web::Tint::red));
  main.add(flag_notes(visit, pass, *sight));
  std::vector<web::SummaryRow> facts;
  if (record.number > 0)
    facts.push_back({"Number in the bound book", web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/registers/{}", record.kind), record.number), {}});
  facts.push_back({"About", people_rows(record.parts, kind), {}});
  facts.push_back({"Written by", web::html("{}, {}, {}", record.author, record.author_post, access::moment_words(zone, visit.now(), record.recorded_at)), {}});
  if (const auto status = status_words(kind, record.state); !status.empty()) facts.push_back({"What became of it", web::tag(status, web::Tint::blue), {}});
  main.add(web::summary_list(facts));
  if (!sight->whole)
    main.add(web::inset_text(web::html("<p>These are your own words. What others add is for those who deal with it.</p>")));
  if (!record.versions.empty()) {
    const auto& now = record.versions.back();
    if (now.number > 1)
      main.add("<p class=\"govuk-body\"><strong>Corrected {} by {}</strong> – {}</p>", access::moment_words(zone, visit.now(), now.at), now.author, now.reason);
    main.add(version_body(kind, names, now));
    main.add(file_list(files_of(record, now)));
  }
  main.add(keeper_of(visit, record.kind).on_its_page(visit, record));
  main.add(linked_records(visit, *sight));
  web::Html buttons;
  if (kind && kind->find_field("slip") && record.parts.size() == 1)
    buttons.add(web::button_link(web::Url::path("/records/{}/slip", record.id), "Slip for home", web::ButtonLook::secondary));
  if (may_correct(visit, *sight))
    buttons.add(web::button_link(web::Url::path("/records/{}/correct", record.id), "Correct this", web::ButtonLook::secondary));
  buttons.add(put_right_buttons(visit, *sight));
  if (!buttons.empty()) main.add(web::button_group(buttons));
  main.add(following_panel(visit, pass, *sight, kind));
  main.add(earlier_versions(visit, record, kind, names));
  return access::page(visit, 200, {.title = title, .place = sight->whole ? access::Place::pupils : access::Place::entries}, main);
}

}  // namespace

void add_record_routes(access::Routes& routes) {
  routes.get("/records/{record}", show_record);
}

}  // namespace record
