// The Write sheet: who, what, words, Save. It works without JavaScript, and sent twice it saves once.
#include "record/write_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "people/shared_item_notes.h"
#include "record/here_now.h"
#include "record/kind_form.h"
#include "record/kind_keeper.h"
#include "record/new_record.h"
#include "record/rows.h"
#include "record/school_offers.h"
#include "record/upload.h"
#include "record/who_when.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Own = access::StaffPass<May::entries_own>;

web::Icon icon_of(const Kind& kind) {
  using web::Icon;
  static constexpr std::array<std::pair<std::string_view, Icon>, 36> icons = {{
      {"note", Icon::note}, {"star", Icon::well_done}, {"well_done", Icon::well_done}, {"ladder", Icon::behaviour}, {"behaviour", Icon::behaviour},
      {"shield", Icon::safeguarding}, {"concern", Icon::concern}, {"phone", Icon::talk}, {"talk", Icon::talk}, {"clock", Icon::clock},
      {"session", Icon::session}, {"plaster", Icon::first_aid}, {"first_aid", Icon::first_aid}, {"card", Icon::card}, {"person", Icon::person},
      {"eye", Icon::eye}, {"repair", Icon::repair}, {"heart", Icon::heart}, {"hand", Icon::hand}, {"hold", Icon::hold}, {"door", Icon::door},
      {"medicine", Icon::medicine}, {"care", Icon::care}, {"lift", Icon::lift}, {"cup", Icon::cup}, {"pulse", Icon::pulse}, {"drop", Icon::drop},
      {"house", Icon::house}, {"screen", Icon::screen}, {"voice", Icon::voice}, {"family", Icon::family}, {"badge", Icon::badge},
      {"relay", Icon::relay}, {"test", Icon::test}, {"flag", Icon::flag}, {"scales", Icon::scales}}};
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

/// The kinds without a group stand on top; the others are folded away under their headings, so that Write stays calm. Whoever has one of those open
/// came for it: then all others are folded away, and its own questions begin at once.
web::Html kind_tiles(Visit& visit, const Kinds& kinds, std::string_view current, const std::vector<std::string>& pupils) {
  std::vector<web::LinkTile> top;
  std::vector<std::pair<std::string, std::vector<web::LinkTile>>> groups;
  bool current_is_further = false;
  for (const auto& kind : kinds.all()) {
    if (!may_add_of_some(visit.grants(), kind) || !is_written_now(visit, kind.id)) continue;
    // The address brings the record's id: whoever comes Back to the sheet saves the same record.
    web::LinkTile tile{write_url(kind.id, pupils).with("id", visit.fresh<RecordId>().text()), kind.tile, icon_of(kind), kind.id == current};
    if (kind.group.empty()) {
      top.push_back(std::move(tile));
      continue;
    }
    current_is_further = current_is_further || tile.current;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& each) { return each.first == kind.group; });
    if (group == groups.end()) group = groups.insert(groups.end(), {kind.group, {}});
    group->second.push_back(std::move(tile));
  }
  web::Html out;
  if (!current_is_further) out.add(web::link_tiles(top));
  if (groups.empty()) return out;
  web::Html further = web::html("<div class=\"app-tile-search\" data-tile-search hidden><label class=\"govuk-label\" for=\"tile-search\">Find a form</label>"
                                "<input class=\"govuk-input govuk-input--width-20\" id=\"tile-search\" type=\"search\" autocomplete=\"off\"></div>");
  if (current_is_further) further.add("<div class=\"app-tile-group\">{}</div>", web::link_tiles(top));
  for (const auto& [title, tiles] : groups)
    further.add("<div class=\"app-tile-group\"><h2 class=\"govuk-heading-s\">{}</h2>{}</div>", title, web::link_tiles(tiles));
  const auto words = current_is_further ? std::string("Another form") : std::string("More…");
  out.add("<div class=\"app-more-tiles\">{}</div>", web::details({.summary = words, .matter = further}));
  return out;
}

web::Response draw_sheet(Visit& visit, const Sheet& sheet) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  web::Html main = web::error_summary(sheet.errors, form_anchors(sheet.kind));
  main.add(web::heading(sheet.kind.title));
  main.add(kind_tiles(visit, *kinds, sheet.kind.id, pupils_in(sheet.typed)));
  web::Html fields;
  // Enter presses a form's first button: that is the one that saves, not one that adds a row.
  if (has_row_buttons(sheet.kind)) fields.add(first_button("Save"));
  fields.add(web::hidden("id", sheet.id.text()));
  fields.add(web::hidden("kind", sheet.kind.id));
  if (const auto across = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<access::PupilId> about;
    for (const auto& text : pupils_in(sheet.typed)) about.push_back(*access::PupilId::parse(text));
    main.add(people::contact_alert_note(*across, about));
  }
  fields.add(who_field(visit, sheet.kind, sheet.typed, sheet.errors));
  if (!sheet.kind.description.empty()) main.add(web::body_text(sheet.kind.description));
  auto offers = offers_for(visit, sheet.kind);
  offer_picks(visit, sheet.kind, pupils_in(sheet.typed), offers);
  offers.most_file_bytes = most_file_bytes;
  fields.add(kind_fields(sheet.kind, sheet.typed, sheet.errors, visit.today(), offers));
  fields.add(when_fields(sheet.typed, sheet.errors, "now, " + base::to_text(visit.house().zone().to_local(visit.now()).time)));
  std::string readers;
  for (const auto& reader : readers_of(sheet.kind)) readers += (readers.empty() ? "" : ", ") + reader;
  fields.add("<p class=\"govuk-body-s\">Who can read it: {}.</p>", readers);
  fields.add(keeper_of(visit, sheet.kind.id).before_saving(visit, sheet.typed));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  main.add(web::post_form({.action = web::Url::path("/records"), .csrf = visit.csrf_token(), .draft = "write:" + sheet.kind.id, .saves = web::Saves::with_page, .files = has_files(sheet.kind)}, fields));
  return access::page(visit, sheet.status,
                      {.title = sheet.kind.title, .place = access::Place::write,
                       .outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

/// A fresh sheet: where its writer is by their timetable stands there already, to be changed where it is not so.
web::Form begun_here(Visit& visit, const Kind& kind) {
  auto out = visit.query();
  const auto* here = visit.house().find_room<HereNow>();
  const bool asks = kind.find_field("place") || kind.find_field("lesson");
  const auto now = here && asks ? here->ask(visit) : std::nullopt;
  if (!now) return out;
  const auto fill = [&](std::string_view name, const std::string& value) {
    const auto* field = kind.find_field(name);
    const bool is_written = field && !field->hidden && (field->type == FieldType::place || field->type == FieldType::text);
    const auto input = "f." + std::string(name);
    if (is_written && !value.empty() && !out.has(input)) out.add(input, value);
  };
  fill("place", now->place);
  fill("lesson", now->lesson);
  return out;
}

base::Result<Answer> show_write(Visit& visit, const Own&) {
  auto& catalogue = visit.house().room<Catalogue>();
  const auto pupils = pupils_in(visit.query());
  const auto kind = catalogue.find(visit.query().text("kind"));
  if (kind)
    if (const auto other = keeper_of(visit, kind->kind->id).written_instead(visit); !other.empty()) return web::see_other(write_url(other, pupils));
  if (kind && may_add_of_some(visit.grants(), *kind->kind)) {
    const auto given = RecordId::parse(visit.query().text("id"));
    const auto begun = begun_here(visit, *kind->kind);
    return draw_sheet(visit, {given ? *given : visit.fresh<RecordId>(), *kind->kind, begun, {}, 200});
  }
  const auto kinds = catalogue.kinds();
  web::Html main = web::heading("What happened?");
  main.add(kind_tiles(visit, *kinds, "", pupils));
  return access::page(visit, 200, {.title = "Write", .place = access::Place::write}, main);
}

Kind as_it_was_written(Kind kind) {
  kind.retired = false;
  return kind;
}

base::Result<Answer> post_record(Visit& visit, const Own& pass) {
  const auto& form = visit.form();
  const auto id = RecordId::parse(form.text("id"));
  const auto in_force = visit.house().room<Catalogue>().find(form.text("kind"));
  if (id && in_force && in_force->kind->retired && may_add_of_some(visit.grants(), as_it_was_written(*in_force->kind))) {
    // Retired while somebody was writing: their words are theirs to take elsewhere.
    const Sheet late{*id, *in_force->kind, form, {{"", "Your school does not write “" + in_force->kind->title + "” any more. Copy your words, and write them as something else."}}, 409};
    return draw_sheet(visit, late);
  }
  if (!id || !in_force || !may_add_of_some(visit.grants(), *in_force->kind)) return base::Error::not_found("no such kind, or no id");
  Sheet sheet{*id, *in_force->kind, form, {}, 422};
  if (asks_for_rows(form)) {
    const auto changed = with_rows_changed(*in_force->kind, form);
    Sheet again{*id, *in_force->kind, changed, {}, 200};
    ask_for_files_again(again.kind, form, again.errors);
    return draw_sheet(visit, again);
  }
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
  write(work, visit, *ready);
  // A wing may find, when it is written, that somebody was quicker: then the sheet comes back with all that was typed.
  std::optional<web::Response> clash;
  if (const auto words = keeper_of(visit, in_force->kind->id).clash(); !words.empty()) {
    Sheet back{*id, *in_force->kind, form, {{"", words}}, 409};
    ask_for_files_again(back.kind, form, back.errors);
    clash = draw_sheet(visit, back);
  }
  return std::move(work).commit_and([saved, house = &visit.house(), author = pass.who().id, record = ready->record, clash = std::move(clash)](base::Result<void> written) {
    if (written) return web::see_other(saved);
    if (saved_before(*house, author, record) == Before::same) return web::see_other(saved);
    if (clash && written.error().kind == base::Error::Kind::conflict) return *clash;
    return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

}  // namespace

void add_write_routes(access::Routes& routes) {
  routes.get("/write", show_write);
  routes.post_files("/records", post_record);
}

}  // namespace record
