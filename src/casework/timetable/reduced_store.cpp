// SQL of reduced timetables.
#include "casework/timetable/reduced_store.h"

namespace timetable {
namespace {

using access::Act;
using access::InfoClass;

constexpr db::Sql of_pupil =
    "SELECT id, pupil_id, version, reason, why, starts_on, ends_on, full_minutes, steps, off_site, risk, consent_by, consent_how, consent_on, "
    "consent_withdrawn_on, authority_told_on, ended_on FROM seen_reduced_timetable WHERE pupil_id = :pupil ORDER BY starts_on DESC, id DESC";
constexpr db::Sql between =
    "SELECT id, pupil_id, version, reason, why, starts_on, ends_on, full_minutes, steps, off_site, risk, consent_by, consent_how, consent_on, "
    "consent_withdrawn_on, authority_told_on, ended_on FROM seen_reduced_timetable WHERE starts_on <= :last AND (ended_on IS NULL OR ended_on > :first) "
    "ORDER BY pupil_id, starts_on, id";
constexpr db::Sql reviews =
    "SELECT r.id, r.on_day, r.words, COALESCE(s.name, '') FROM seen_reduced_review r LEFT JOIN staff s ON s.id = r.made_by "
    "WHERE r.reduced_id = :id AND r.pupil_id = :pupil ORDER BY r.on_day DESC, r.id DESC";
constexpr db::Sql insert_reduced =
    "INSERT INTO reduced_timetable (id, pupil_id, version, reason, why, starts_on, ends_on, full_minutes, steps, off_site, risk, consent_by, consent_how, "
    "consent_on, authority_told_on, made_by, made_at) VALUES (:id, :about, 1, :reason, :why, :starts_on, :ends_on, :full, :steps, :off_site, :risk, "
    ":consent_by, :consent_how, :consent_on, :told_on, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_review =
    "INSERT INTO reduced_review (id, reduced_id, pupil_id, on_day, words, made_by, made_at) SELECT :id, r.id, r.pupil_id, :day, :words, :me, :now "
    "FROM reduced_timetable r WHERE r.id = :reduced AND r.pupil_id = :about ON CONFLICT (id) DO NOTHING";
constexpr db::Sql note_told =
    "UPDATE reduced_timetable SET authority_told_on = :day, version = version + 1 WHERE id = :id AND pupil_id = :about AND version = :was";
constexpr db::Sql note_withdrawn =
    "UPDATE reduced_timetable SET consent_withdrawn_on = :day, version = version + 1 WHERE id = :id AND pupil_id = :about AND version = :was";
constexpr db::Sql note_ended = "UPDATE reduced_timetable SET ended_on = :day, version = version + 1 WHERE id = :id AND pupil_id = :about AND version = :was";

Reduced read(const db::Row& row) {
  Reduced out;
  out.id = row.id<ReducedId>(0);
  out.pupil = row.id<access::PupilId>(1);
  out.version = static_cast<int>(row.integer(2));
  out.reason = reduced_reason_of(row.text(3)).value_or(ReducedReason::other);
  out.why = row.string(4);
  out.starts_on = row.date(5);
  out.ends_on = row.date(6);
  out.full_minutes = static_cast<int>(row.integer(7));
  out.steps = steps_of(row.text(8));
  out.off_site = row.string(9);
  out.risk = row.string(10);
  out.consent_by = row.string(11);
  out.consent_how = row.string(12);
  out.consent_on = row.date(13);
  out.consent_withdrawn_on = row.maybe(14, &db::Row::date);
  out.authority_told_on = row.maybe(15, &db::Row::date);
  out.ended_on = row.maybe(16, &db::Row::date);
  return out;
}

base::Error not_theirs() { return base::Error::not_found("decides on no SEND information of this pupil"); }

access::Entry entry(access::Deed deed, const ReducedId& id) { return {.deed = deed, .subject = id.bytes(), .info = InfoClass::c6_send}; }

}  // namespace

bool sees_reduced(const access::Grants& grants, const access::PupilId& pupil) { return (grants.see(pupil) & access::bit(InfoClass::c6_send)) != 0; }
bool decides_reduced(const access::Grants& grants, const access::PupilId& pupil) {
  return (grants.for_pupil(pupil).classes(Act::decide) & access::bit(InfoClass::c6_send)) != 0;
}

std::vector<Reduced> list_reduced(const ReadPass& pass) {
  auto out = pass.rows(of_pupil, read);
  for (const auto& each : out) pass.saw(InfoClass::c6_send, pass.pupil(), each.id.bytes(), deeds::reduced_seen);
  return out;
}

std::vector<Reduced> list_reduced_between(const access::CaseloadPass<May::pupil_find>& pass, base::LocalDate first, base::LocalDate last) {
  auto out = pass.rows(between, read, {{"first", first}, {"last", last}});
  for (const auto& each : out) pass.saw(InfoClass::c6_send, each.pupil, each.id.bytes(), deeds::reduced_seen);
  return out;
}

std::vector<ReducedReview> list_reviews(const ReadPass& pass, const ReducedId& id) {
  return pass.rows(reviews, [](const db::Row& row) { return ReducedReview{row.id<ReducedReviewId>(0), row.date(1), row.string(2), row.string(3)}; }, {{"id", id}});
}

base::Result<void> begin_reduced(access::UnitOfWork& work, const DecidePass& pass, const Reduced& reduced) {
  if (!decides_reduced(pass.grants(), pass.pupil())) return not_theirs();
  work.write(pass, entry(deeds::reduced_begun, reduced.id), insert_reduced,
             {{"id", reduced.id},
              {"about", pass.pupil()},
              {"reason", code(reduced.reason)},
              {"why", reduced.why},
              {"starts_on", reduced.starts_on},
              {"ends_on", reduced.ends_on},
              {"full", reduced.full_minutes},
              {"steps", to_stored(reduced.steps)},
              {"off_site", reduced.off_site},
              {"risk", reduced.risk},
              {"consent_by", reduced.consent_by},
              {"consent_how", reduced.consent_how},
              {"consent_on", reduced.consent_on},
              {"told_on", reduced.authority_told_on}});
  return {};
}

base::Result<void> review_reduced(access::UnitOfWork& work, const DecidePass& pass, const ReducedId& id, const ReducedReview& review) {
  if (!decides_reduced(pass.grants(), pass.pupil())) return not_theirs();
  work.write(pass, entry(deeds::reduced_reviewed, id), insert_review,
             {{"id", review.id}, {"reduced", id}, {"about", pass.pupil()}, {"day", review.on}, {"words", review.words}});
  return {};
}

base::Result<void> note_reduced(access::UnitOfWork& work, const DecidePass& pass, const Reduced& reduced, ReducedNote what, base::LocalDate on) {
  if (!decides_reduced(pass.grants(), pass.pupil())) return not_theirs();
  const std::initializer_list<db::Bind> binds = {{"id", reduced.id}, {"about", pass.pupil()}, {"was", reduced.version}, {"day", on}};
  switch (what) {
    case ReducedNote::authority_told: work.write(pass, entry(deeds::reduced_noted, reduced.id), note_told, binds, access::Expect::one); break;
    case ReducedNote::consent_withdrawn: work.write(pass, entry(deeds::reduced_noted, reduced.id), note_withdrawn, binds, access::Expect::one); break;
    case ReducedNote::ended: work.write(pass, entry(deeds::reduced_noted, reduced.id), note_ended, binds, access::Expect::one); break;
  }
  return {};
}

}  // namespace timetable
