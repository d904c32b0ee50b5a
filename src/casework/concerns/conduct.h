// A concern about an adult who works here: where it goes, and what a decision about it must say. No SQL, no HTTP, no clock.
#pragma once

#include "casework/concerns/concern.h"

namespace concerns {

using ConductId = base::Id<struct ConductConcernTag>;
using ConductStepId = base::Id<struct ConductStepTag>;

/// Whom it is about, as the sheet asks.
struct ConductDraft {
  ConductId id = {};
  bool about_head = false;  ///< said so on the sheet
  std::optional<access::StaffId> subject = {};
  std::string subject_named = {};  ///< where the person is not on the list, or nobody may be shown
  std::optional<base::LocalDate> happened_on = {};
  std::string words = {}, context = {}, done = {};
  bool keep_name = false;  ///< the reporter asks that the subject should not learn their name
};

/// Errors: invalid, with a field error for each rule broken. Source: guidance on concerns about staff; there is no threshold for raising one.
base::Result<ConductDraft> check(ConductDraft draft, base::LocalDate today);

/// Thresholds, and what was done with the local authority's designated officer.
std::span<const Word> thresholds();
std::span<const Word> lado_words();

struct ConductStepDraft {
  ConductStepId id = {};
  ConductId concern = {};
  int was = 0;
  std::string threshold = {}, lado = {};
  std::optional<base::UtcTime> lado_at = {};
  std::string lado_words = {};
  std::string reason = {};
  bool closes = false;
  std::string answer = {};
};
/// An allegation needs the designated officer: contacted, or to be. Closing needs a threshold and, for an allegation, that they were contacted.
base::Result<ConductStepDraft> check(ConductStepDraft draft, base::UtcTime now);

}  // namespace concerns
