// Every mark of a pupil the reader may see, on one body, by date; and the slip for home of one first aid record.
#include "record/body_map_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "people/last_look.h"
#include "people/pupil_view.h"
#include "people/recipient.h"
#include "record/body_view.h"
#include "record/catalogue.h"
#include "record/new_record.h"
#include "record/record_sight.h"
#include "record/register_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Reading = access::PupilPass<May::chronology_read>;
using Own = access::StaffPass<May::entries_own>;

/// A mark with the record it stands in.
struct DatedMark {
  Mark mark;
  RecordId record;
  base::UtcTime at;
  std::string kind;
};

std::vector<DatedMark> marks_between(Visit& visit, const Reading& pass, base::UtcTime from, base::UtcTime until) {
  std::vector<DatedMark> out;
  for (const auto& kind : visit.house().room<Catalogue>().kinds()->all()) {
    for (const auto& field : kind.fields) {
      if (field.type != FieldType::body_map) continue;
      for (const auto& record : list_bodies(pass, kind.id, from, until)) {
        const auto body = Body::stored(record.body);
        const auto* value = body.find(field.name);
        if (!value) continue;
        for (auto& mark : marks_of(field, *value)) out.push_back({std::move(mark), record.record, record.occurred_at, kind.title});
        pass.saw(record.info_class, pass.pupil(), record.record.bytes(), deeds::seen);
      }
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const DatedMark& a, const DatedMark& b) { return a.at < b.at; });
  return out;
}

/// The days on which there are marks, each a link that shows that day alone: a slider made of links.
web::Html days_of(const Visit& visit, const web::Url& here, const std::vector<DatedMark>& marks, std::optional<base::LocalDate> on) {
  const auto& zone = visit.house().zone();
  std::vector<base::LocalDate> days;
  for (const auto& each : marks)
    if (const auto day = zone.date_of(each.at); days.empty() || days.back() != day) days.push_back(day);
  web::Html items;
  items.add("<li><a class=\"govuk-link\" href=\"{}\"{}>All days</a></li>", here, web::attr_if("aria-current", !on, "true"));
  for (const auto day : days)
    items.add("<li><a class=\"govuk-link\" href=\"{}\"{}>{}</a></li>", here.with("on", base::to_iso(day)), web::attr_if("aria-current", on == day, "true"), base::to_text(day));
  return web::html("<nav aria-label=\"Days with marks\"><ul class=\"app-day-links\">{}</ul></nav>", items);
}

base::Result<Answer> show_body_map(Visit& visit, const Reading& pass) {
  const auto pupil = people::load(pass);
  const auto& zone = visit.house().zone();
  const auto& query = visit.query();
  const auto from = base::parse_iso_date(query.text("from")), until = base::parse_iso_date(query.text("until"));
  const auto on = base::parse_iso_date(query.text("on"));
  auto here = web::Url::path("/pupils/{}/body-map", pupil.id);
  if (from) here = here.with("from", base::to_iso(*from));
  if (until) here = here.with("until", base::to_iso(*until));
  const auto all = marks_between(visit, pass, from ? zone.start_of_day(*from) : base::UtcTime{0},
                                 until ? zone.start_of_day(*until + 1) : visit.now() + base::day_ms);
  web::Html main = web::heading("Body map", pupil.name());
  main.add(web::body_text("Every mark in the records you may read, oldest first, on one body."));
  web::Html fields = web::day_input({.name = "from", .label = "From", .value = std::string(query.text("from"))});
  fields.add(web::day_input({.name = "until", .label = "Until", .value = std::string(query.text("until"))}));
  fields.add(web::button({.text = "Show these days", .look = web::ButtonLook::secondary}));
  main.add(web::details({.summary = "Choose days", .matter = web::get_form(web::Url::path("/pupils/{}/body-map", pupil.id), fields), .open = from || until}));
  if (all.empty()) {
    main.add(web::empty_state({.icon = web::Icon::person, .title = "No marks", .words = "No record that you may read has a body map in these days."}));
  } else {
    main.add(days_of(visit, here, all, on));
    std::vector<Mark> shown;
    web::Html list;
    for (const auto& each : all) {
      if (on && zone.date_of(each.at) != *on) continue;
      shown.push_back(each.mark);
      list.add("<li><bdi>{}</bdi><br><a class=\"govuk-link\" href=\"{}\">{}, {}</a></li>", each.mark.words, web::Url::path("/records/{}", each.record), each.kind,
               access::moment_words(zone, visit.now(), each.at));
    }
    main.add("<div class=\"app-body-map\">{}<ol class=\"govuk-list govuk-list--number\">{}</ol></div>", body_pictures(shown, BodyUse::to_read), list);
  }
  return access::page(visit, 200, {.title = "Body map – " + pupil.name(), .place = access::Place::pupils,
                                   .before = web::back_link(people::pupil_url(pupil.id), pupil.name())}, main);
}

/// What home needs to know and nothing else: one child's name, what was wrong, what was done. Never anybody else's name, for no field that could
/// hold one is taken.
base::Result<Answer> show_slip(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight || sight->record.versions.empty() || sight->record.parts.size() != 1) return base::Error::not_found("no record to make a slip of");
  const auto& record = sight->record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  const auto* kind = in_force ? in_force->kind : nullptr;
  if (!kind || !kind->find_field("slip")) return base::Error::not_found("this kind makes no slip");
  const auto body = Body::stored(record.versions.back().body);
  const auto& zone = visit.house().zone();
  const auto here = web::Url::path("/records/{}/slip", record.id);
  auto pupil = people::load(pass, record.parts.front().pupil);
  if (pupil.id.is_nil()) pupil = {.id = record.parts.front().pupil, .given = record.parts.front().name, .family = {}, .year_group = {}, .class_name = {}};  // theirs to write about only
  const people::Addressing to(visit, pass, pupil, people::Paper::first_aid_slip, record.info_class);
  const auto chosen = to.choose(visit.query().text("for"));
  if (!chosen || !*chosen)
    return people::ask_for_whom(visit, to, here, web::back_link(web::Url::path("/records/{}", record.id)), chosen ? std::vector<base::FieldError>() : chosen.error().fields);
  web::Html main = web::heading("For home", record.parts.front().name);
  main.add(people::for_whom(to, **chosen, here));
  std::vector<web::SummaryRow> rows;
  rows.push_back({"When", web::html("{}", access::moment_words(zone, visit.now(), record.occurred_at)), {}});
  for (const std::string_view name : {"what", "treatment", "temperature", "marks", "then", "watch_for"}) {
    const auto* field = kind->find_field(name);
    const auto* value = body.find(name);
    if (!field || !value) continue;
    // Free words about a mark may name somebody; its place and sort cannot.
    if (field->type == FieldType::body_map) {
      Field bare = *field;
      std::erase_if(bare.columns, [](const Field& column) { return column.name == "words"; });
      rows.push_back({field->label, web::html("<span class=\"app-words\">{}</span>", display(bare, *value)), {}});
    } else {
      rows.push_back({field->label, web::html("{}", display(*field, *value)), {}});
    }
  }
  if (const auto* words = body.find("slip"); words && words->string()) rows.push_back({"What happened", web::html("<span class=\"app-words\">{}</span>", *words->string()), {}});
  rows.push_back({"Looked after by", web::html("{}", record.author), {}});
  main.add(web::summary_list(rows));
  main.add(web::body_text("Please ring school if you have a question or if your child feels worse."));
  main.add("<p class=\"govuk-body app-screen-only\">Read it once more before it goes home: it must not name another child. Then print this page.</p>");
  return people::last_look(visit, pupil.id, access::page(visit, 200, {.title = "Slip for home", .place = access::Place::pupils, .before = web::back_link(web::Url::path("/records/{}", record.id))}, main));
}

}  // namespace

void add_body_map_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/body-map", show_body_map);
  routes.get("/records/{record}/slip", show_slip);
}

}  // namespace record
