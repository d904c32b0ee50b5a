// The Write sheet: who, what, words, Save. It works without JavaScript, and sent twice it saves once.
#include "record/write_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "people/shared_item_notes.h"
#include "record/kind_form.h"
#include "record/kind_keeper.h"
#include "record/new_record.h"
#include "record/school_offers.h"
#include "record/upload.h"
#include "record/who_when.h"
#include "web/components/choices.h"
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

web::Icon icon_of(const Kind& kind) {
  static constexpr std::array<std::pair<std::string_view, web::Icon>, 9> icons = {{
      {"note", web::Icon::note}, {"star", web::Icon::well_done}, {"ladder", web::Icon::behaviour}, {"shield", web::Icon::concern},
      {"phone", web::Icon::talk}, {"clock", web::Icon::session}, {"plaster", web::Icon::first_aid}, {"card", web::Icon::card},
      {"person", web::Icon::person}}};
  for (const auto& [name, icon] : icons)
    if (kind.icon == name) return icon;
  return web::Icon::more;
}

web::Url write_url(std::string_view kind, const std::vector<std::string>& pupils) {
  auto url = web::Url::path("/write").with("kind", kind);
  for (const auto& pupil : pupils) url = url.with("pupil", pupil);
  return url;
}

/// What the sheet shows: what was typed so far, or nothing yet.
struct Sheet {
  RecordId id;
  const Kind& kind;
  const web::Form& typed;
  std::vector<base::FieldError> errors;
  int status = 200;
};

web::Html kind_tiles(Visit& visit, const Kinds& kinds, std::string_view current, const std::vector<std::string>& pupils) {
  std::vector<web::LinkTile> tiles;
  for (const auto& kind : kinds.all())
    if (may_add_of_some(visit.grants(), kind) && is_written_now(visit, kind.id)) tiles.push_back({write_url(kind.id, pupils), kind.tile, icon_of(kind), kind.id == current});
  return web::link_tiles(tiles);
}

web::Response draw_sheet(Visit& visit, const Sheet& sheet) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  web::Html main = web::error_summary(sheet.errors, form_anchors(sheet.kind));
  main.add(web::heading(sheet.kind.title));
  main.add(kind_tiles(visit, *kinds, sheet.kind.id, pupils_in(sheet.typed)));
  web::Html fields = web::hidden("id", sheet.id.text());
  fields.add(web::hidden("kind", sheet.kind.id));
  if (const auto across = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<access::PupilId> about;
    for (const auto& text : pupils_in(sheet.typed)) about.push_back(*access::PupilId::parse(text));
    main.add(people::contact_alert_note(*across, about));
  }
  fields.add(who_field(visit, sheet.kind, sheet.typed, sheet.errors));
  auto offers = offers_for(visit, sheet.kind);
  offers.most_file_bytes = most_file_bytes;
  fields.add(kind_fields(sheet.kind, sheet.typed, sheet.errors, visit.today(), offers));
  fields.add(when_fields(sheet.typed, sheet.errors, "now, " + base::to_text(visit.house().zone().to_local(visit.now()).time)));
  std::string readers;
  for (const auto& reader : readers_of(sheet.kind)) readers += (readers.empty() ? "" : ", ") + reader;
  fields.add("<p class=\"govuk-body-s\">Who can read it: {}.</p>", readers);
  if (const auto* keeper = visit.house().room<KindKeepers>().find(sheet.kind.id)) fields.add(keeper->before_saving(visit, sheet.typed));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  main.add(web::post_form({.action = web::Url::path("/records"), .csrf = visit.csrf_token(), .draft = "write:" + sheet.kind.id, .saves = web::Saves::with_page, .files = has_files(sheet.kind)}, fields));
  return access::page(visit, sheet.status,
                      {.title = sheet.kind.title, .place = access::Place::write,
                       .outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_write(Visit& visit, const Own&) {
  auto& catalogue = visit.house().room<Catalogue>();
  const auto pupils = pupils_in(visit.query());
  const auto kind = catalogue.find(visit.query().text("kind"));
  if (const auto* keeper = kind ? visit.house().room<KindKeepers>().find(kind->kind->id) : nullptr)
    if (const auto other = keeper->written_instead(visit); !other.empty()) return web::see_other(write_url(other, pupils));
  if (kind && may_add_of_some(visit.grants(), *kind->kind))
    return draw_sheet(visit, {visit.fresh<RecordId>(), *kind->kind, visit.query(), {}, 200});
  const auto kinds = catalogue.kinds();
  web::Html main = web::heading("What happened?");
  main.add(kind_tiles(visit, *kinds, "", pupils));
  return access::page(visit, 200, {.title = "Write", .place = access::Place::write}, main);
}

base::Result<Answer> post_record(Visit& visit, const Own& pass) {
  const auto& form = visit.form();
  const auto id = RecordId::parse(form.text("id"));
  const auto in_force = visit.house().room<Catalogue>().find(form.text("kind"));
  if (!id || !in_force || !may_add_of_some(visit.grants(), *in_force->kind)) return base::Error::not_found("no such kind, or no id");
  Sheet sheet{*id, *in_force->kind, form, {}, 422};
  auto uploaded = take_uploads(visit.house().room<PictureDesk>(), *in_force->kind, *id, 1, form);

  Sent sent{*id, std::string(form.text("kind")), {}, std::nullopt};
  for (const auto& text : pupils_in(form))
    sent.pupils.push_back({*access::PupilId::parse(text), std::string(form.text("part." + text))});
  auto moment = read_moment(visit, form);
  if (moment) sent.occurred_at = *moment;
  auto ready = prepare(visit, sent, Submission(uploaded.form), std::move(uploaded.files));
  if (!moment) sheet.errors = moment.error().fields;
  sheet.errors.insert(sheet.errors.end(), uploaded.wrong.begin(), uploaded.wrong.end());
  if (!ready) {
    if (ready.error().kind != base::Error::Kind::invalid) return std::move(ready).error();
    sheet.errors.insert(sheet.errors.end(), ready.error().fields.begin(), ready.error().fields.end());
  }
  // Somebody typed a name and pressed Save: offer whom it may mean before anything is saved.
  if (sheet.errors.empty() && !base::trim(form.text("pupil-search")).empty())
    sheet.errors.push_back({"pupil", "Tick the pupil you mean, or empty the box"});
  if (!sheet.errors.empty()) {
    ask_for_files_again(sheet.kind, form, sheet.errors);
    return draw_sheet(visit, sheet);
  }

  const auto saved = web::Url::path("/records/{}", *id).with("saved", "yes");
  switch (saved_before(pass, ready->record)) {
    case Before::same: return web::see_other(saved);
    case Before::other:
      sheet.status = 409;
      sheet.id = visit.fresh<RecordId>();
      sheet.errors.push_back({"", "This was saved before with other words. Press Save again to keep these words as a new record."});
      ask_for_files_again(sheet.kind, form, sheet.errors);
      return draw_sheet(visit, sheet);
    case Before::no: break;
  }
  access::UnitOfWork work{visit};
  add(work, visit.house().random(), ready->passes, ready->record, ready->files);
  go_with(visit, work, ready->record);
  return std::move(work).commit_and([saved, house = &visit.house(), author = pass.who().id, record = ready->record](base::Result<void> written) {
    if (written) return web::see_other(saved);
    if (saved_before(*house, author, record) == Before::same) return web::see_other(saved);
    return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

}  // namespace

void add_write_routes(access::Routes& routes) {
  routes.get("/write", show_write);
  routes.post_files("/records", post_record);
}

}  // namespace record
