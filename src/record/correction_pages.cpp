// Corrects a record: its words, when it happened, about whom, and its files.
#include "access/frame.h"
#include "people/pupil_view.h"
#include "record/correction.h"
#include "record/file_view.h"
#include "record/kind_form.h"
#include "record/kind_keeper.h"
#include "record/record_view.h"
#include "record/rows.h"
#include "record/school_offers.h"
#include "record/upload.h"
#include "record/who_when.h"
#include "record/write_pages.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Own = access::StaffPass<May::entries_own>;

web::Response draw_correction(Visit& visit, int status, const Record& record, const Kind& kind, const web::Form& typed,
                              const std::vector<base::FieldError>& errors, const web::Html& above) {
  web::Html main = web::error_summary(errors, form_anchors(kind));
  main.add(web::heading("Correct", kind.title));
  main.add(web::inset_text(web::html("<p>The words as they stood stay readable beneath the new ones, with your reason.</p>")));
  main.add(keeper_of(visit, kind.id).before_change(visit, record, Change::corrected));
  main.add(above);
  web::Html fields;
  if (has_row_buttons(kind)) fields.add(first_button("Save the correction"));
  fields.add(web::hidden("was", std::to_string(record.version)));
  fields.add(web::hidden("frame", "yes"));
  fields.add(who_field(visit, kind, typed, errors, record.parts));
  auto offers = offers_for(visit, kind);
  offers.most_file_bytes = most_file_bytes;
  offers.file_name = file_names(record);
  offer_picks(visit, kind, pupils_in(typed), offers);
  keep_picked(kind, Body::stored(record.versions.back().body), offers);
  fields.add(kind_fields(kind, typed, errors, visit.today(), offers));
  fields.add(when_fields(typed, errors, "as before"));
  fields.add(web::text_input({.name = "reason", .label = "Why is it corrected?", .value = std::string(typed.text("reason")),
                              .error = web::message_for(errors, "reason"), .label_as = web::LabelAs::small}));
  fields.add(web::save_bar(web::button({.text = "Save the correction"})));
  main.add(web::post_form({.action = web::Url::path("/records/{}/corrections", record.id), .csrf = visit.csrf_token(),
                           .draft = "correct:" + record.id.text(), .files = has_files(kind)}, fields));
  return access::page(visit, status, {.title = "Correct", .before = web::back_link(web::Url::path("/records/{}", record.id)),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Sight> look_to_correct(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight || !may_correct(visit, *sight) || sight->record.versions.empty()) return base::Error::not_found("no record to correct");
  return *std::move(sight);
}

base::Result<Answer> show_correction(Visit& visit, const Own& pass) {
  TRY(const auto sight, look_to_correct(visit, pass));
  const auto in_force = visit.house().room<Catalogue>().find(sight.record.kind);
  if (!in_force) return base::Error::not_found("kind is gone");
  // Of other pupils a field names, those this corrector may know of: the others stay without going through their hands.
  const auto known = shown_fields(visit, in_force->kind, sight.record, Body::stored(sight.record.versions.back().body));
  auto typed = form_of(*in_force->kind, Body::stored(web::to_json(known)));
  put_frame(typed, visit, sight.record);
  return draw_correction(visit, 200, sight.record, *in_force->kind, typed, {}, {});
}

/// The pupils as the form has them; nothing where it did not ask.
std::optional<std::vector<PartDraft>> pupils_sent(const web::Form& form) {
  if (form.text("frame") != "yes") return std::nullopt;
  std::vector<PartDraft> out;
  for (const auto& text : pupils_in(form)) out.push_back({*access::PupilId::parse(text), std::string(form.text("part." + text))});
  return out;
}

/// A form tells minutes: the moment is as it was unless another minute is meant.
std::optional<base::UtcTime> other_moment(std::optional<base::UtcTime> typed, base::UtcTime stands) {
  if (!typed || typed->ms / base::minute_ms == stands.ms / base::minute_ms) return std::nullopt;
  return typed;
}

base::Result<Answer> post_correction(Visit& visit, const Own& pass) {
  TRY(const auto sight, look_to_correct(visit, pass));
  const auto& record = sight.record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  if (!in_force) return base::Error::not_found("kind is gone");
  const auto& kind = *in_force->kind;
  const auto& form = visit.form();
  if (asks_for_rows(form)) return draw_correction(visit, 200, record, kind, with_rows_changed(kind, form), {}, {});
  std::vector<std::string> standing;
  for (const auto& file : record.files) standing.push_back(file.id.text());
  auto uploaded = take_uploads(visit.house().room<PictureDesk>(), kind, record.id, record.version + 1, form, standing);
  std::vector<base::FieldError> wrong = uploaded.wrong;
  CorrectionWish wish{form.text("reason"), pupils_sent(form), std::nullopt, std::move(uploaded.files)};
  if (const auto moment = read_moment(visit, form)) {
    wish.occurred_at = other_moment(*moment, record.occurred_at);
  } else {
    wrong.insert(wrong.end(), moment.error().fields.begin(), moment.error().fields.end());
  }
  const auto correction = prepare_correction(visit, sight, *in_force, Submission(uploaded.form), std::move(wish));
  if (!correction) wrong.insert(wrong.end(), correction.error().fields.begin(), correction.error().fields.end());
  if (wrong.empty() && !base::trim(form.text("pupil-search")).empty())
    wrong.push_back({"pupil", "Tick the pupil you mean, or empty the box"});
  if (!wrong.empty()) {
    ask_for_files_again(kind, form, wrong);
    return draw_correction(visit, 422, record, kind, form, wrong, {});
  }
  if (form.text("was") != std::to_string(record.version)) {
    // Somebody else corrected it meanwhile: both texts on one page, nothing typed is lost.
    web::Html theirs = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                                   .matter = web::html("<p>{} corrected this while you were writing. Their words are here; yours are in the form. "
                                                       "Save again to put yours on top.</p>", record.versions.back().author)});
    theirs.add(version_body(&kind, names_in(visit, &kind, record), record.versions.back()));
    return draw_correction(visit, 409, record, kind, form, {}, theirs);
  }
  access::UnitOfWork work{visit};
  correct(work, visit.house().random(), pass, *correction);
  const auto& keeper = keeper_of(visit, record.kind);
  keeper.go_with_correction(work, visit, record, *correction);
  const auto done = web::Url::path("/records/{}", record.id).with("saved", "yes");
  // Between the look and the pen somebody may have been quicker: the form comes back with all that was typed.
  auto words = keeper.clash();
  if (!words.empty()) words += " If this record itself was changed, you see it when you open it again.";
  if (words.empty()) words = "Somebody else changed this record a moment ago. Nothing of yours is lost. Open the record again to see what they wrote.";
  std::vector<base::FieldError> clash = {{"", std::move(words)}};
  ask_for_files_again(kind, form, clash);
  auto back = draw_correction(visit, 409, record, kind, form, clash, {});
  return std::move(work).commit_and([done, back = std::move(back)](base::Result<void> written) {
    if (written) return web::see_other(done);
    return written.error().kind == base::Error::Kind::conflict ? back : web::text(503, written.error().for_user);
  });
}

}  // namespace

void add_correction_routes(access::Routes& routes) {
  routes.get("/records/{record}/correct", show_correction);
  routes.post_files("/records/{record}/corrections", post_correction);
}

}  // namespace record
