// One record: what was written, by whom, every correction; and one's own entries with what became of them.
#include "access/frame.h"
#include "access/moment_words.h"
#include "people/pupil_view.h"
#include "record/file_view.h"
#include "record/kind_form.h"
#include "record/new_record.h"
#include "record/record_sight.h"
#include "record/school_offers.h"
#include "record/summary.h"
#include "record/write_pages.h"
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
using Own = access::StaffPass<May::entries_own>;

std::string status_words(const Kind* kind, std::string_view state) {
  if (kind)
    for (const auto& status : kind->workflow.statuses)
      if (status.code == state) return status.label;
  return "";
}

Names names_in(Visit& visit, const Kind* kind, const Record& record) {
  Names names = kind ? staff_names_for(visit, *kind) : Names{};
  names.pupil = [&record](std::string_view id) {
    for (const auto& part : record.parts)
      if (part.pupil.text() == id) return part.name;
    return std::string("another pupil");
  };
  names.file = file_names(record);
  return names;
}

web::Html people_rows(const Sight& sight, const Kind* kind) {
  web::Html out;
  for (const auto& part : sight.record.parts) {
    const auto* word = kind ? kind->pupils.find_part(part.part) : nullptr;
    out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a>", people::pupil_url(part.pupil), part.name);
    if (word && kind->pupils.parts.size() > 1) out.add(" – {}", word->label);
    out.add("</p>");
  }
  return out;
}

web::Html version_body(const Kind* kind, const Names& names, const Version& version) {
  std::vector<web::SummaryRow> rows;
  const auto body = Body::stored(version.body);
  if (kind)
    for (const auto& row : describe(*kind, body, names)) rows.push_back({row.label, web::html("<span class=\"app-words\">{}</span>", row.value), {}});
  return web::summary_list(rows);
}

base::Result<Answer> show_record(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight) return base::Error::not_found("no such record, or not theirs to see");
  const auto& record = sight->record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  const Kind* kind = in_force ? in_force->kind : nullptr;
  const auto title = kind ? kind->title : record.kind;
  const auto names = names_in(visit, kind, record);
  const auto& zone = visit.house().zone();
  web::Html main;
  if (visit.query().text("saved") == "yes" && !record.versions.empty()) {
    web::Html words;
    words.add("<p>Saved {}.", base::to_text(zone.to_local(record.versions.back().at).time));
    if (kind) {
      std::string readers;
      for (const auto& reader : readers_of(*kind)) readers += (readers.empty() ? "" : ", ") + reader;
      words.add(" Seen by: {}.", readers);
    }
    words.add("</p>");
    main.add(web::alert({.kind = web::AlertKind::success, .title = "Saved", .matter = words}));
  }
  main.add(web::heading(access::moment_words(zone, visit.now(), record.occurred_at), title));
  if (record.flag > 0) main.add(web::tag(record.flag == 1 ? "Restricted" : "Sealed", web::Tint::red));
  std::vector<web::SummaryRow> facts;
  facts.push_back({"About", people_rows(*sight, kind), {}});
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
  }
  main.add(file_list(record.files));
  if (may_correct(visit, *sight))
    main.add(web::button_link(web::Url::path("/records/{}/correct", record.id), "Correct this", web::ButtonLook::secondary));
  for (std::size_t i = record.versions.size(); i-- > 1;) {
    const auto& earlier = record.versions[i - 1];
    main.add(web::details({fmt::format("As it stood before: {}, {}", access::moment_words(zone, visit.now(), earlier.at), earlier.author),
                           version_body(kind, names, earlier), false}));
  }
  return access::page(visit, 200, {.title = title, .place = sight->whole ? access::Place::pupils : access::Place::entries}, main);
}

web::Response draw_correction(Visit& visit, int status, const Record& record, const Kind& kind, const web::Form& typed,
                              const std::vector<base::FieldError>& errors, const web::Html& above) {
  web::Html main = web::error_summary(errors, form_anchors(kind));
  main.add(web::heading("Correct", kind.title));
  main.add(web::inset_text(web::html("<p>The words as they stood stay readable beneath the new ones, with your reason.</p>")));
  main.add(above);
  web::Html fields = web::hidden("was", std::to_string(record.version));
  fields.add(kind_fields(kind, typed, errors, visit.today(), offers_for(visit, kind)));
  fields.add(web::text_input({.name = "reason", .label = "Why is it corrected?", .value = std::string(typed.text("reason")),
                              .error = web::message_for(errors, "reason"), .label_as = web::LabelAs::small}));
  fields.add(web::save_bar(web::button({.text = "Save the correction"})));
  main.add(web::post_form({.action = web::Url::path("/records/{}/corrections", record.id), .csrf = visit.csrf_token(),
                           .draft = "correct:" + record.id.text()}, fields));
  return access::page(visit, status, {.title = "Correct", .before = web::back_link(web::Url::path("/records/{}", record.id)),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_correction(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight || !may_correct(visit, *sight) || sight->record.versions.empty()) return base::Error::not_found("no record to correct");
  const auto in_force = visit.house().room<Catalogue>().find(sight->record.kind);
  if (!in_force) return base::Error::not_found("kind is gone");
  const auto typed = form_of(*in_force->kind, Body::stored(sight->record.versions.back().body));
  return draw_correction(visit, 200, sight->record, *in_force->kind, typed, {}, {});
}

base::Result<Answer> post_correction(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight || !may_correct(visit, *sight) || sight->record.versions.empty()) return base::Error::not_found("no record to correct");
  const auto& record = sight->record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  if (!in_force) return base::Error::not_found("kind is gone");
  const auto& kind = *in_force->kind;
  const auto& form = visit.form();
  const auto before = Body::stored(record.versions.back().body);
  auto school = surroundings_for(visit, kind);
  school.before = &before;
  std::vector<base::FieldError> wrong;
  const auto body = check(kind, Submission(form), school);
  if (!body) wrong = body.error().fields;
  const auto reason = base::Text<500>::make(form.text("reason"));
  if (!reason) wrong.push_back({"reason", "The reason must be 500 characters or fewer"});
  else if (reason->empty()) wrong.push_back({"reason", "Enter why it is corrected"});
  if (!wrong.empty()) return draw_correction(visit, 422, record, kind, form, wrong, {});
  if (form.text("was") != std::to_string(record.version)) {
    // Somebody else corrected it meanwhile: both texts on one page, nothing typed is lost.
    web::Html theirs = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                                   .matter = web::html("<p>{} corrected this while you were writing. Their words are here; yours are in the form. "
                                                       "Save again to put yours on top.</p>", record.versions.back().author)});
    theirs.add(version_body(&kind, names_in(visit, &kind, record), record.versions.back()));
    return draw_correction(visit, 409, record, kind, form, {}, theirs);
  }
  Correction correction{record.id, record.version, reason->text(), in_force->version, summarise(kind, *body), body->text(), record.info_class,
                        record.parts.empty() ? access::PupilId{} : record.parts.front().pupil};
  access::UnitOfWork work{visit};
  correct(work, visit.house().random(), pass, correction);
  const auto done = web::Url::path("/records/{}", record.id).with("saved", "yes");
  return std::move(work).commit_and([done](base::Result<void> written) {
    return written ? web::see_other(done)
                   : web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

base::Result<Answer> show_entries(Visit& visit, const Own& pass) {
  const auto entries = list_own(pass, 100);
  const auto kinds = visit.house().room<Catalogue>().kinds();
  const auto& zone = visit.house().zone();
  web::Html main = web::heading("My entries");
  if (entries.empty()) {
    main.add(web::empty_state({.icon = web::Icon::write, .title = "Nothing written yet",
                               .words = "Everything you write stands here with what became of it, also what only others may read.",
                               .button = web::button_link(web::Url::path("/write"), "Write")}));
  } else {
    web::Table table{"What I wrote, newest first", {{"When"}, {"What"}, {"About"}, {"What became of it"}}, {}, true, false, true};
    for (const auto& entry : entries) {
      const auto* kind = kinds->find(entry.kind);
      std::string about;
      for (const auto& part : entry.parts) about += (about.empty() ? "" : ", ") + part.name;
      const auto status = status_words(kind, entry.state);
      table.rows.push_back({web::html("{}", access::moment_words(zone, visit.now(), entry.occurred_at)),
                            web::html("<a class=\"govuk-link\" href=\"{}\">{}</a><br>{}", web::Url::path("/records/{}", entry.id),
                                      kind ? kind->title : entry.kind, base::excerpt(entry.line, 120)),
                            web::html("{}", about),
                            status.empty() ? web::html("{}", entry.version > 1 ? "Saved, corrected" : "Saved") : web::tag(status, web::Tint::blue)});
    }
    main.add(web::table(table));
  }
  return access::page(visit, 200, {.title = "My entries", .place = access::Place::entries}, main);
}

}  // namespace

void add_record_routes(access::Routes& routes) {
  routes.get("/records/{record}", show_record);
  routes.get("/records/{record}/correct", show_correction);
  routes.post("/records/{record}/corrections", post_correction);
  routes.get("/entries", show_entries);
}

}  // namespace record
