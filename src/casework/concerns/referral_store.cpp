// The only room that names the tables of referrals.
#include "casework/concerns/referral_store.h"

namespace concerns {
namespace {

constexpr db::Sql all = "SELECT id, made_at, sent_at FROM seen_referral WHERE pupil_id = :pupil ORDER BY made_at DESC, id DESC";
constexpr db::Sql one =
    "SELECT r.id, r.record_id, r.body, r.version, w.name, r.made_at, r.changed_at, r.sent_at, r.moved_at FROM seen_referral r JOIN staff w ON w.id = r.made_by "
    "WHERE r.id = :id AND r.pupil_id = :pupil";
constexpr db::Sql steps_of =
    "SELECT w.name, s.at, s.id, s.deed, s.happened_at, s.how, s.whom, s.words FROM seen_referral_step s JOIN staff w ON w.id = s.author_id "
    "WHERE s.referral_id = :id ORDER BY s.place";
constexpr db::Sql insert =
    "INSERT INTO referral (id, pupil_id, record_id, body, version, made_by, made_at, changed_at) "
    "VALUES (:id, :pupil, :record, :body, 1, :me, :now, :now) "
    "ON CONFLICT (id) DO UPDATE SET version = referral.version WHERE referral.made_by = :me AND referral.body = :body";
constexpr db::Sql update =
    "UPDATE referral SET body = :body, version = version + 1, changed_at = :now WHERE id = :id AND pupil_id = :pupil AND version = :was AND sent_at IS NULL";
constexpr db::Sql insert_step =
    "INSERT INTO referral_step (id, referral_id, place, author_id, at, deed, happened_at, how, whom, words) "
    "SELECT :id, r.id, :was + 1, :me, :now, :deed, :happened_at, :how, :whom, :words FROM referral r WHERE r.id = :referral AND r.pupil_id = :pupil "
    "AND (SELECT COUNT(*) FROM referral_step s WHERE s.referral_id = :referral) = :was";
constexpr db::Sql mark_sent = "UPDATE referral SET sent_at = :happened_at WHERE id = :referral AND sent_at IS NULL";
constexpr db::Sql of_the_wrong =
    "UPDATE referral SET record_id = :anew, pupil_id = :right, moved_at = :now WHERE record_id = :stood AND pupil_id = :wrong";
constexpr db::Sql of_others = "UPDATE referral SET record_id = :anew WHERE record_id = :stood AND pupil_id <> :wrong";
constexpr db::Sql of_one = "UPDATE referral SET record_id = :anew WHERE record_id = :stood AND pupil_id = :about";
constexpr db::Sql unanswered =
    "SELECT r.id, r.pupil_id, u.given, u.family, r.sent_at FROM seen_referral r JOIN seen_pupil u ON u.id = r.pupil_id "
    "WHERE r.sent_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seen_referral_step s WHERE s.referral_id = r.id AND s.deed IN ('acknowledged', 'outcome')) "
    "ORDER BY r.sent_at";

access::Entry entry_of(access::Deed deed, const ReferralId& id) { return {deed, id.bytes(), access::InfoClass::c9_safeguarding, {}, {}}; }

}  // namespace

std::vector<ReferralLine> list_referrals(const FilePass& pass) {
  return pass.rows(all, [](const db::Row& row) {
    return ReferralLine{row.id<ReferralId>(0), row.time(1), row.maybe<base::UtcTime>(2, &db::Row::time)};
  });
}

std::optional<Referral> find_referral(const FilePass& pass, const ReferralId& id) {
  auto found = pass.row(one, [](const db::Row& row) {
    Referral out;
    out.id = row.id<ReferralId>(0);
    if (!row.is_null(1)) out.concern = row.id<RecordId>(1);
    out.body = referral_body(row.text(2));
    out.version = static_cast<int>(row.integer(3));
    out.made_by = row.string(4);
    out.made_at = row.time(5);
    out.changed_at = row.time(6);
    out.sent_at = row.maybe<base::UtcTime>(7, &db::Row::time);
    out.moved_at = row.maybe<base::UtcTime>(8, &db::Row::time);
    return out;
  }, {{"id", id}});
  if (!found) return found;
  found->steps = pass.rows(steps_of, [](const db::Row& row) {
    return ReferralStep{row.string(0), row.time(1), {row.id<ReferralStepId>(2), row.string(3), row.time(4), row.string(5), row.string(6), row.string(7)}};
  }, {{"id", id}});
  pass.saw(access::InfoClass::c9_safeguarding, pass.pupil(), id.bytes(), deeds::referral_seen);
  return found;
}

void write(access::UnitOfWork& work, const FilePass& pass, const ReferralId& id, const std::optional<RecordId>& concern, const ReferralBody& body) {
  work.write(pass, entry_of(deeds::referral_written, id), insert,
             {{"id", id}, {"pupil", pass.pupil()}, {"record", concern}, {"body", to_text(body)}}, access::Expect::one);
}

void change(access::UnitOfWork& work, const FilePass& pass, const ReferralId& id, int was_version, const ReferralBody& body) {
  work.write(pass, entry_of(deeds::referral_written, id), update,
             {{"id", id}, {"pupil", pass.pupil()}, {"was", was_version}, {"body", to_text(body)}}, access::Expect::one);
}

void take_step(access::UnitOfWork& work, const FilePass& pass, const Referral& referral, const ReferralStepDraft& draft) {
  work.write(pass, entry_of(deeds::referral_moved, referral.id), insert_step,
             {{"id", draft.id}, {"referral", referral.id}, {"pupil", pass.pupil()}, {"was", static_cast<int>(referral.steps.size())}, {"deed", draft.deed},
              {"happened_at", draft.happened_at}, {"how", draft.how}, {"whom", draft.whom}, {"words", draft.words}},
             access::Expect::one);
  if (draft.deed == "sent") work.also(mark_sent, {{"referral", referral.id}, {"happened_at", draft.happened_at}});
}

void referrals_go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& wrong, const access::PupilId& right) {
  work.also(of_others, {{"stood", stood}, {"anew", anew}, {"wrong", wrong}});
  work.also(of_the_wrong, {{"stood", stood}, {"anew", anew}, {"wrong", wrong}, {"right", right}});
}

void referrals_stay(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& pupil) {
  work.also(of_one, {{"stood", stood}, {"anew", anew}, {"about", pupil}});
}

std::vector<OpenReferral> list_unanswered(const TriagePass& pass) {
  auto out = pass.rows(unanswered, [](const db::Row& row) {
    return OpenReferral{row.id<ReferralId>(0), row.id<access::PupilId>(1), row.string(2) + " " + row.string(3), row.time(4)};
  });
  for (const auto& one_of : out) pass.saw(access::InfoClass::c9_safeguarding, one_of.pupil, one_of.id.bytes(), deeds::referral_seen);
  return out;
}

}  // namespace concerns
