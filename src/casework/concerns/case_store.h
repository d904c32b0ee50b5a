// Cases with their steps, and statutory markers, of the children whose safeguarding the reader may see.
#pragma once

#include "access/unit_of_work.h"
#include "casework/concerns/case.h"
#include "casework/concerns/triage_store.h"

namespace concerns {

using FilePass = access::PupilPass<access::May::concern_triage>;

namespace deeds {
inline constexpr access::Deed case_moved{"case.moved", "Opened, moved or closed a safeguarding case"};
inline constexpr access::Deed cases_seen{"cases.seen", "Saw the safeguarding cases"};
inline constexpr access::Deed file_seen{"case.seen", "Opened a child's safeguarding file"};
inline constexpr access::Deed marker_set{"marker.set", "Set or ended a statutory marker"};
}  // namespace deeds

/// An open case in the list of cases.
struct CaseLine {
  CaseId id = {};
  QueuePupil pupil = {};
  base::UtcTime opened_at = {};
  int level = 0;
  std::string lead = {};
  std::optional<base::LocalDate> review_on = {};
};
/// By the day to look again, soonest first. Sights.
std::vector<CaseLine> list_open_cases(const TriagePass& pass);
std::optional<CaseId> find_open_case(const access::Pass& pass, const access::PupilId& pupil);
/// Every case of the pupil of the pass, oldest first. A sight of the file.
std::vector<Case> list_cases(const FilePass& pass);

/// `from`: the concern whose decision opens it.
void open_case(access::UnitOfWork& work, const TriagePass& pass, const access::PupilId& pupil, const RecordId& from, const CaseStepDraft& draft);
/// The case that was opened from a concern goes with it to the right child, unless other concerns about the child it stands with are in it; where the
/// right child has an open one, it is joined to that. What a child who stays in the concern has, stays. A part of the unit that moves the concern.
void cases_go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& wrong, const access::PupilId& right);
/// The same of one child of a concern that was split.
void case_stays(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& pupil);
/// With no case yet the draft opens one. A step somebody else made meanwhile fails the unit with conflict; the same id twice is one.
void take_step(access::UnitOfWork& work, const FilePass& pass, const Case* current, const CaseStepDraft& draft);
bool is_taken(const access::Pass& pass, const CaseStepId& id);

struct Marker {
  MarkerId id = {};
  std::string marker = {}, category = {};
  base::LocalDate from_on = {};
  std::optional<base::LocalDate> until_on = {};
  std::string note = {};
};
std::vector<Marker> list_markers(const FilePass& pass);
void set(access::UnitOfWork& work, const FilePass& pass, const MarkerDraft& draft);
void end_marker(access::UnitOfWork& work, const FilePass& pass, const MarkerId& id, base::LocalDate until);

/// Concerns of one child, open and closed, oldest first, as the file shows them.
struct FileConcern {
  RecordId id = {};
  base::UtcTime occurred_at = {}, recorded_at = {};
  std::string author = {}, author_post = {}, state = {}, line = {}, kind = {};
  bool linked = false;  ///< the child is only linked: nothing of it stands here
};
std::vector<FileConcern> list_concerns_of(const FilePass& pass);

}  // namespace concerns
