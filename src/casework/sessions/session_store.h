// Sessions as they are kept, beside the records that hold their words.
#pragma once

#include "access/unit_of_work.h"
#include "casework/sessions/session.h"
#include "record/record_store.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace sessions {

namespace deeds {
inline constexpr access::Deed written{"session.written", "Wrote a session up"};
inline constexpr access::Deed seen{"session.seen", "Saw sessions"};
}  // namespace deeds

using OwnPass = access::StaffPass<access::May::entries_own>;

/// What one pupil had of a session, as it is counted.
struct Given {
  access::PupilId pupil;
  base::LocalDate day;
  SessionId session;
  access::StaffId staff;
  plans::ProvisionLineId line = {};
  record::RecordId record;
  Happened happened = Happened::yes;
  std::int64_t promised = 0;  ///< minutes that stood on the timetable; 0: it stood in none
  std::int64_t minutes = 0;
  std::int64_t planned = 0;   ///< minutes that were meant, on a timetable or not
  std::string reason;
  std::optional<int> engagement;
  std::optional<base::LocalDate> planned_on = {};  ///< moved: the day it was promised for
  base::LocalDate owed_on() const { return planned_on.value_or(day); }
};

struct Session {
  SessionId id;
  base::Bytes16 slot{};
  base::LocalDate day;
  int starts = 0, minutes = 0;
  access::StaffId staff;
  std::string staff_name;
  base::Bytes16 programme{};
  std::string title;
  Place place = Place::withdrawal;
  access::StaffId written_by;
  base::UtcTime written_at;
};

/// What a target showed on a day.
struct ScorePoint {
  plans::TargetId target;
  base::LocalDate day;
  SessionId session;
  access::PupilId pupil;
  std::optional<plans::Value> value;
  std::optional<Prompt> prompt;
};

/// Days, both counted.
struct Days {
  base::LocalDate first, last;
  bool have(base::LocalDate day) const { return first <= day && day <= last; }
  /// With those from which, or to which, a session may have been moved.
  Days with_moves() const { return {first + -14, last + 14}; }
};

std::optional<Session> find_session(const access::Pass& pass, const SessionId& id);
/// The session a record is of; the one a card was written up in. Nothing where there is none, or the reader may not know of it.
std::optional<SessionId> find_of_record(const access::Pass& pass, const record::RecordId& record);
std::optional<SessionId> find_of_card(const access::Pass& pass, const base::Bytes16& slot, base::LocalDate day);
std::vector<Given> list_given(const access::Pass& pass, const SessionId& id);
/// Of one pupil; across all pupils the reader may see; of one adult. By day.
std::vector<Given> list_given_to(const access::Pass& pass, const access::PupilId& pupil, const Days& days);
std::vector<Given> list_given_across(const access::Pass& pass, const Days& days);
/// The same by the day each was promised for: what was moved there or away goes with its promise.
std::vector<Given> list_owed_to(const access::Pass& pass, const access::PupilId& pupil, const Days& days);
std::vector<Given> list_owed_across(const access::Pass& pass, const Days& days);
std::vector<Given> list_given_by(const access::Pass& pass, const access::StaffId& staff, const Days& days);
/// What everybody had of the sessions this pupil was in: a group's cost is known only with all of it.
std::vector<Given> list_given_beside(const access::Pass& pass, const access::PupilId& pupil, const Days& days);
/// The sessions of an adult, the newest first.
std::vector<Session> list_sessions_by(const access::Pass& pass, const access::StaffId& staff, const Days& days);
/// Every session of these days by id, as far as the reader may know of it.
std::map<SessionId, Session> sessions_between(const access::Pass& pass, const Days& days);

/// A pupil's scores, by target and day. Notes no sight: its caller has the pupil's plan open.
std::vector<ScorePoint> list_scores(const access::Pass& pass, const access::PupilId& pupil, const Days& days);
/// The scores of one session.
std::vector<ScorePoint> scores_of(const access::Pass& pass, const SessionId& id);

/// Which (slot, day, pupil) are written up, as far as the reader may know.
using Written = std::set<std::pair<std::pair<base::Bytes16, base::LocalDate>, access::PupilId>>;
Written list_written(const access::Pass& pass, const Days& days);
Written list_written_of(const access::Pass& pass, const access::PupilId& pupil, const Days& days);

/// What these pupils and this adult have on that day already.
std::vector<Standing> list_standing(const access::Pass& pass, base::LocalDate day, const SessionId& but);

/// What is written up: the session it belongs to (a further pupil of one that is there already has `is_new` no), and the sheet it was written on, from which
/// the ids of its records follow.
struct Sheet {
  SessionId session, id;
  enum class New { yes, no } is_new = New::yes;
};
/// The counted rows of a session whose records are written in the same unit. A card that somebody wrote up meanwhile fails it with conflict.
void keep(access::UnitOfWork& work, const OwnPass& pass, const Sheet& sheet, const Card& card, const std::vector<PupilPart>& parts);

/// The rows of a record of kind `session` that was written by itself: one session with its pupils.
std::vector<access::Step> steps_of_record(const SessionId& id, const Card& card, const std::vector<PupilPart>& parts, const record::RecordId& record,
                                          const access::StaffId& by, base::UtcTime at);
/// The bare statements, for the demonstration school; each pupil's record is `record_of` session and pupil.
std::vector<access::Step> steps_of(const SessionId& id, const Card& card, const std::vector<PupilPart>& parts, const access::StaffId& by, base::UtcTime at);
/// What follows a correction of the record's words.
access::Step follow_correction(const record::RecordId& record, Happened happened, std::string_view reason, std::int64_t minutes, std::optional<int> engagement);

}  // namespace sessions
