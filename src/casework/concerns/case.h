// A safeguarding case of a child: its level, who leads it, when it is looked at again, and the steps up, down and to its end. Rules only.
#pragma once

#include "casework/concerns/concern.h"

namespace concerns {

using CaseId = base::Id<struct SafeguardingCaseTag>;
using CaseStepId = base::Id<struct CaseStepTag>;
using MarkerId = base::Id<struct StatutoryMarkerTag>;

struct CaseStepDraft {
  CaseStepId id = {};
  std::string deed = {};  ///< "opened", "stepped_up", "stepped_down", "reviewed", "closed", "reopened"
  int level = 0;
  access::StaffId lead = {};
  std::optional<base::LocalDate> review_on = {};
  std::string reason = {};
};

struct CaseStep {
  std::string author = {};
  base::UtcTime at = {};
  std::string deed = {};
  int level = 0;
  access::StaffId lead_id = {};
  std::string lead = {};
  std::optional<base::LocalDate> review_on = {};
  std::string reason = {};
};

struct Case {
  CaseId id = {};
  access::PupilId pupil = {};
  base::UtcTime opened_at = {};
  std::vector<CaseStep> steps = {};  ///< oldest first, never empty
  const CaseStep& now() const { return steps.back(); }
  bool is_open() const { return now().deed != "closed"; }
};

/// The one that is open, else the newest; nothing where there is none.
const Case* current_case(const std::vector<Case>& cases);

/// "Opened", "Stepped up", …
std::string_view case_deed_words(std::string_view deed);
/// What may be done next with a case, or (nothing) with a child who has none.
std::vector<Word> next_deeds(const Case* current);
/// Errors: invalid, with a field error for each rule broken. A step up has a higher level, a step down a lower; closing and stepping down
/// say why; an open case has a day to look again.
base::Result<CaseStepDraft> check(CaseStepDraft draft, const Case* current, base::LocalDate today);

/// Statutory markers. Source: Children Act 1989, as docs/glossary.md explains them.
std::span<const Word> markers();
/// Of a child protection plan.
std::span<const Word> plan_categories();
struct MarkerDraft {
  MarkerId id = {};
  std::string marker = {}, category = {};
  base::LocalDate from_on = {};
  std::optional<base::LocalDate> until_on = {};
  std::string note = {};
};
base::Result<MarkerDraft> check(MarkerDraft draft);

}  // namespace concerns
