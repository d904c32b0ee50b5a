// Reduced timetables and their reviews as they are kept: C6 of their pupil.
#pragma once

#include "access/unit_of_work.h"
#include "casework/timetable/reduced.h"

namespace timetable {

using access::May;
using ReadPass = access::PupilPass<May::chronology_read>;
using DecidePass = access::PupilPass<May::record_decide>;

namespace deeds {
inline constexpr access::Deed reduced_begun{"reduced.begun", "Began a reduced timetable"};
inline constexpr access::Deed reduced_reviewed{"reduced.reviewed", "Reviewed a reduced timetable"};
inline constexpr access::Deed reduced_noted{"reduced.noted", "Noted what happened to a reduced timetable"};
inline constexpr access::Deed reduced_seen{"reduced.seen", "Saw a reduced timetable"};
}  // namespace deeds

/// True where this person may read and decide on the pupil's SEND information.
bool sees_reduced(const access::Grants& grants, const access::PupilId& pupil);
bool decides_reduced(const access::Grants& grants, const access::PupilId& pupil);

/// The newest first. Notes the sight.
std::vector<Reduced> list_reduced(const ReadPass& pass);
/// Those in force on some day from `first` to `last`, of pupils whose SEND information the reader sees. Notes the sights.
std::vector<Reduced> list_reduced_between(const access::CaseloadPass<May::pupil_find>& pass, base::LocalDate first, base::LocalDate last);
std::vector<ReducedReview> list_reviews(const ReadPass& pass, const ReducedId& id);
/// Begun twice under one id it is one. Error: not theirs to decide.
base::Result<void> begin_reduced(access::UnitOfWork& work, const DecidePass& pass, const Reduced& reduced);
base::Result<void> review_reduced(access::UnitOfWork& work, const DecidePass& pass, const ReducedId& id, const ReducedReview& review);
/// Told the authority, consent withdrawn, or over: on that day. A version somebody else stored meanwhile fails the unit with conflict.
enum class ReducedNote : std::uint8_t { authority_told, consent_withdrawn, ended };
base::Result<void> note_reduced(access::UnitOfWork& work, const DecidePass& pass, const Reduced& reduced, ReducedNote what, base::LocalDate on);

}  // namespace timetable
