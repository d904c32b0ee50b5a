// Concerns about adults: for the head, or for the chair of governors where one is about the head; never for the subject.
#pragma once

#include "access/unit_of_work.h"
#include "casework/concerns/conduct.h"
#include "casework/concerns/triage_store.h"

#include <optional>
#include <string>
#include <vector>

namespace concerns {

using ConductPass = access::StaffPass<access::May::conduct_decide>;

namespace deeds {
inline constexpr access::Deed conduct_raised{"conduct.raised", "Raised a concern about an adult"};
inline constexpr access::Deed conduct_seen{"conduct.seen", "Saw a concern about an adult"};
inline constexpr access::Deed conduct_decided{"conduct.decided", "Decided about a concern about an adult"};
inline constexpr access::Deed conduct_added{"conduct.added_to", "Added to a concern about an adult"};
}  // namespace deeds

/// Whom it goes to, and whose name on the list it is: worked out before it is raised.
struct Destination {
  bool to_chair = false;
  std::optional<access::StaffId> subject = {};
  std::vector<access::StaffId> heads = {};  ///< who would else read it
};
/// A subject who decides such concerns themselves, and everything said to be about the head, goes to the chair. A name typed that is one
/// person's on the list is taken to be theirs.
Destination destination_of(const access::Pass& pass, const ConductDraft& draft);

/// The subject, where known, is sealed from the entries about it. The same draft twice is one concern, another under its id a conflict.
void raise(access::UnitOfWork& work, const Own& pass, const ConductDraft& draft, const Destination& destination);

struct ConductStep {
  std::string author = {};
  base::UtcTime at = {};
  std::string threshold = {}, lado = {};
  std::optional<base::UtcTime> lado_at = {};
  std::string lado_words = {}, reason = {};
  bool closes = false;
};

struct Conduct {
  ConductId id = {};
  std::string author = {}, author_post = {};
  base::UtcTime at = {};
  std::optional<access::StaffId> subject_id = {};
  std::string subject = {};  ///< name on the list, or as it was typed
  std::string goes_to = {};
  std::optional<base::LocalDate> happened_on = {};
  std::string words = {}, context = {}, done = {};
  bool keep_name = false;
  std::string state = {};
  std::vector<ConductStep> steps = {};  ///< oldest first
  std::vector<Saying> answers = {}, additions = {};
};

/// Whether such concerns come to this person at all: the head's right, or the school's chair.
bool is_for_them(const ConductPass& pass);
/// Newest first, without steps. Sights.
std::vector<Conduct> list_conduct(const ConductPass& pass);
/// Nothing where it is not there, or not theirs to see. A sight.
std::optional<Conduct> find_conduct(const ConductPass& pass, const ConductId& id);
/// How many nobody has decided about.
std::size_t count_undecided(const ConductPass& pass);
bool is_conduct_decided(const access::Pass& pass, const ConductStepId& id);
void decide(access::UnitOfWork& work, const ConductPass& pass, const ConductStepDraft& draft);

struct OwnConduct {
  ConductId id = {};
  base::UtcTime at = {};
  std::string subject = {}, goes_to = {}, words = {}, context = {}, done = {}, state = {};
  std::vector<Saying> answers = {}, additions = {};
};
std::vector<OwnConduct> list_own_conduct(const Own& pass);
std::optional<OwnConduct> find_own_conduct(const Own& pass, const ConductId& id);
void add_to(access::UnitOfWork& work, const Own& pass, const base::Bytes16& id, const ConductId& concern, std::string_view words);

}  // namespace concerns
