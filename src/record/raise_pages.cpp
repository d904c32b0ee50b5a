// A note that proves to be a concern is raised as one: the concern holds its words, the note is restricted, its author is told.
#include "access/frame.h"
#include "record/kind_form.h"
#include "record/kind_keeper.h"
#include "record/new_record.h"
#include "record/put_right.h"
#include "record/put_right_pages.h"
#include "record/put_right_store.h"
#include "record/record_view.h"
#include "record/school_offers.h"
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
using Own = access::StaffPass<May::entries_own>;
using Errors = std::vector<base::FieldError>;

constexpr std::string_view concern_kind = "concern";

struct Found {
  Sight sight;
  KindInForce concern, original;
};

/// A record of a class below safeguarding, by who may decide about it or its author while it is new, about pupils they know all of.
std::optional<Found> find_to_raise(Visit& visit, const Sight& sight) {
  auto& catalogue = visit.house().room<Catalogue>();
  auto concern = catalogue.find(concern_kind);
  auto original = catalogue.find(sight.record.kind);
  if (!concern || !original || sight.record.info_class >= concern->kind->info_class || sight.record.flag != 0 || sight.record.versions.empty()) return std::nullopt;
  if (!sight.whole || !may_put_right(visit, sight)) return std::nullopt;
  const auto& parts = sight.record.parts;
  if (std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return !may_add(visit.grants(), *concern->kind, part.pupil); })) return std::nullopt;
  return Found{sight, *std::move(concern), *std::move(original)};
}

base::Result<Found> look_to_raise(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto sight = id ? look(visit, pass, *id) : std::nullopt;
  auto found = sight ? find_to_raise(visit, *sight) : std::nullopt;
  if (!found) return base::Error::not_found("no such record, or not theirs to raise");
  return *std::move(found);
}

web::Response draw(Visit& visit, const Found& found, const RecordId& id, int status, const web::Form& typed, const Errors& wrong) {
  const auto& kind = *found.concern.kind;
  const auto& record = found.sight.record;
  web::Html main = web::error_summary(wrong, form_anchors(kind));
  main.add(web::heading("Raise as a concern", found.original.kind->title));
  main.add(web::inset_text(web::html("<p>The concern goes to the safeguarding team with the words below. The entry itself is restricted: from then on "
                                     "only they read it. {} is told that a concern was raised, and nothing of what becomes of it.</p>", record.author)));
  main.add(keeper_of(visit, record.kind).before_change(visit, record, Change::restricted));
  main.add(web::card("The entry", version_body(found.original.kind, names_in(visit, found.original.kind, record), record.versions.back())));
  web::Html fields = web::hidden("id", id.text());
  fields.add(web::hidden("was", std::to_string(record.version)));
  fields.add(kind_fields(kind, typed, wrong, visit.today(), offers_for(visit, kind)));
  fields.add(web::save_bar(web::button({.text = "Raise it"})));
  main.add(web::post_form({.action = web::Url::path("/records/{}/concern", record.id), .csrf = visit.csrf_token(), .draft = "raise:" + record.id.text()}, fields));
  return access::page(visit, status, {.title = "Raise as a concern", .before = web::back_link(web::Url::path("/records/{}", record.id)),
                                      .outcome = wrong.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

/// The words as they were, answer by answer, into the concern's one text box.
std::string words_of(const Found& found) {
  std::string out;
  const auto body = Body::stored(found.sight.record.versions.back().body);
  for (const auto& row : describe(*found.original.kind, body)) {
    if (const auto* field = found.original.kind->find_field(row.field); field && field->type == FieldType::files) continue;
    out += out.empty() && row.field == found.original.kind->quick_field ? row.value : (out.empty() ? "" : "\n") + row.label + ": " + row.value;
  }
  return out;
}

base::Result<Answer> show_raise(Visit& visit, const Own& pass) {
  TRY(const auto found, look_to_raise(visit, pass));
  web::Form typed;
  typed.add("f." + found.concern.kind->quick_field, words_of(found));
  return draw(visit, found, visit.fresh<RecordId>(), 200, typed, {});
}

base::Result<Answer> post_raise(Visit& visit, const Own& pass) {
  const auto& form = visit.form();
  const auto id = RecordId::parse(form.text("id"));
  if (!id) return base::Error::not_found("no id");
  const auto done = web::Url::path("/records/{}", *id).with("saved", "yes");
  if (own_digest(pass, *id)) return web::see_other(done);  // pressed twice
  TRY(const auto found, look_to_raise(visit, pass));
  const auto& record = found.sight.record;
  Sent sent{*id, std::string(concern_kind), {}, record.occurred_at};
  for (const auto& part : record.parts) sent.pupils.push_back({part.pupil, {}});
  auto ready = prepare(visit, sent, Submission(form));
  if (!ready) {
    if (ready.error().kind != base::Error::Kind::invalid) return std::move(ready).error();
    return draw(visit, found, *id, 422, form, ready.error().fields);
  }
  if (form.text("was") != std::to_string(record.version))
    return draw(visit, found, *id, 422, form, {{"", "Somebody corrected the entry while you were writing. Read it again, then send this again."}});
  access::UnitOfWork work{visit};
  write(work, visit, *ready);
  restrict_for(work, pass, record, *id);
  return std::move(work).commit_and([done](base::Result<void> written) {
    if (written) return web::see_other(done);
    return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

}  // namespace

bool may_raise(Visit& visit, const Sight& sight) { return find_to_raise(visit, sight).has_value(); }

void add_raise_routes(access::Routes& routes) {
  routes.get("/records/{record}/concern", show_raise);
  routes.post("/records/{record}/concern", post_raise);
}

}  // namespace record
