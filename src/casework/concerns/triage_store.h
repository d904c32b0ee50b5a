// Open concerns with how they stand, and what is decided, answered and added about each.
#pragma once

#include "access/unit_of_work.h"
#include "casework/concerns/triage.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concerns {

/// Kinds that come before the safeguarding team in the queue: what happened, and what happened on a screen.
constexpr bool is_triaged(std::string_view kind) { return kind == "concern" || kind == "e_safety"; }

using TriagePass = access::CaseloadPass<access::May::concern_triage>;
using Own = access::StaffPass<access::May::entries_own>;

namespace deeds {
inline constexpr access::Deed queue_seen{"concerns.seen", "Saw the concerns that are open"};
inline constexpr access::Deed concern_seen{"concern.seen", "Opened a concern to deal with it"};
inline constexpr access::Deed decided{"concern.decided", "Decided about a concern"};
inline constexpr access::Deed added_to{"concern.added_to", "Added to a concern they had raised"};
inline constexpr access::Deed went_along{"concern.went_along", "What was done about a concern went with it to the right child"};
}  // namespace deeds

/// A decision as it stands.
struct Step {
  int place = 0;
  std::string author = {}, author_post = {};
  base::UtcTime at = {};
  std::string outcome = {}, category = {}, categories = {};  ///< codes; further categories apart by spaces
  int academic_year = 0;
  int level = 0;
  std::string reason = {}, parents = {}, parents_why = {};
  std::optional<base::LocalDate> review_on = {};
};
/// Words with author and moment: an answer, an addition.
struct Saying {
  std::string author = {};
  base::UtcTime at = {};
  std::string words = {};
};
/// Somebody who was told when it was saved.
struct Told {
  std::string name = {}, post = {}, why = {}, words = {};
};

/// One concern with everything that was done about it.
struct Dossier {
  std::vector<Step> steps = {};      ///< oldest first
  std::vector<Saying> answers = {}, additions = {};
  std::vector<Told> told = {};
  std::vector<Told> told_wrongly = {};  ///< of the child it was written about in error, and then that it was put right
};

/// Open ones of every child the reader may see them of, in no order. Each is a sight.
std::vector<OpenConcern> list_open(const TriagePass& pass);
/// One concern, open or closed, as the queue shows it; nothing where it is no concern or not theirs to see. A sight.
std::optional<OpenConcern> find(const TriagePass& pass, const RecordId& id);
Dossier load_dossier(const access::Pass& pass, const RecordId& id);
/// Pupils who share a family member, each household under a number; only pupils of `open` are in it.
std::map<access::PupilId, int> households(const TriagePass& pass, const std::vector<OpenConcern>& open);

/// Writes the decision and, where it has one, the answer, and moves the safe status. `pupil` is one it is about, for the entry. A decision
/// somebody else made meanwhile fails the unit with conflict. The same draft twice is one decision.
void decide(access::UnitOfWork& work, const TriagePass& pass, const DecisionDraft& draft, int academic_year, const access::PupilId& pupil);
/// The bare statements of a decision, for the demonstration school: `decide` is made of them. Author and time are as given.
std::vector<access::Step> decision_steps(const DecisionDraft& draft, int academic_year, const access::StaffId& author, base::UtcTime at,
                                         const base::Bytes16& answer);
/// Whether a decision of this id was made already by this person.
bool is_decided(const access::Pass& pass, const StepId& id);

/// Decisions, answers and additions go to where the concern was written anew; a part of the unit that ends it where it stood.
void go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew);
/// The ids of them, whoever looks.
struct DossierIds {
  std::vector<base::Bytes16> steps = {}, answers = {}, additions = {};
};
DossierIds list_dossier_ids(access::House& house, const RecordId& id);
/// Writes them a second time, by the same people at the same times, for another child of a concern that was split.
void copy(access::UnitOfWork& work, const DossierIds& ids, const RecordId& anew);
/// Where a concern stands that was moved to the right child; nothing where it was not, or the reader may not see that.
std::optional<RecordId> find_moved(access::Visit& visit, const RecordId& id);

/// What the person who raised a concern may read of it.
struct OwnDossier {
  std::vector<Saying> answers = {}, additions = {};
  std::vector<Told> told = {};
};
OwnDossier load_own_dossier(const access::Pass& pass, const RecordId& id);
/// Where one's own concern stands that was moved to the right child.
std::optional<RecordId> find_own_moved(const Own& pass, const RecordId& id);
/// An addition to one's own concern: never refused for having been closed, which opens it again. The same id twice is one.
void add_to(access::UnitOfWork& work, const Own& pass, const base::Bytes16& id, const RecordId& record, const access::PupilId& pupil,
            std::string_view words);

}  // namespace concerns
