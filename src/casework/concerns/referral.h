// A referral to the local authority's front door: its sections, its sending, and the clock of the answer. No SQL, no HTTP, no clock.
#pragma once

#include "casework/concerns/concern.h"
#include "base/zone.h"

#include <map>

namespace concerns {

using ReferralId = base::Id<struct ReferralTag>;
using ReferralStepId = base::Id<struct ReferralStepTag>;

/// One section of the form.
struct Section {
  std::string_view code = {}, label = {}, hint = {};
  int rows = {};
};
std::span<const Section> referral_sections();
std::span<const Word> consents();

/// Words by section, and what was done about consent. Nothing of it is about any other child by name unless somebody typed it.
struct ReferralBody {
  std::map<std::string, std::string, std::less<>> sections = {};
  std::string consent = {}, consent_why = {};
};
std::string to_text(const ReferralBody& body);      ///< as stored
ReferralBody referral_body(std::string_view text);  ///< back; throws std::runtime_error where the store is damaged
/// Errors: invalid. Where consent was not given, why it goes without it.
base::Result<ReferralBody> check(ReferralBody body);

struct ReferralStepDraft {
  ReferralStepId id = {};
  std::string deed = {};  ///< "sent", "acknowledged", "chased", "escalated", "outcome"
  base::UtcTime happened_at = {};
  std::string how = {}, whom = {}, words = {};
};
struct ReferralStep {
  std::string author = {};
  base::UtcTime at = {};
  ReferralStepDraft what = {};
};
std::span<const Word> referral_deeds();
/// What may come after these steps.
std::vector<Word> next_referral_deeds(const std::vector<ReferralStep>& steps);
base::Result<ReferralStepDraft> check(ReferralStepDraft draft, const std::vector<ReferralStep>& steps, base::UtcTime now);

/// The day by whose end the authority should have answered: one working day (Monday to Friday, no bank holiday) after it was sent; nothing
/// where it was not sent, or answered. Source: Working Together, as docs/glossary.md says.
std::optional<base::LocalDate> answer_due(const std::vector<ReferralStep>& steps, const base::Zone& zone);

}  // namespace concerns
