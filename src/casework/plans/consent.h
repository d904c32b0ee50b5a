// Consents that a plan's template asks for: how long one lasts, whether it holds today, and which are lost. Types and rules.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "casework/plans/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plans {

/// What a template asks for before its plan may start. One lasts `weeks` unless another last day is written down; 0: it has no end.
struct WantedConsent {
  std::string code, label;
  int weeks = 0;
  friend bool operator==(const WantedConsent&, const WantedConsent&) = default;
};
/// The last day that is offered for one given on that day.
std::optional<base::LocalDate> usual_end(const WantedConsent& wanted, base::LocalDate given_on);

struct Consent {
  ConsentId id;
  std::string what = {};  ///< a code of the template
  std::string given_by = {};
  base::LocalDate given_on = {};
  std::string how = {};
  std::optional<base::LocalDate> withdrawn_on = {};
  std::string withdrawn_by = {};
  std::optional<base::LocalDate> until = {};  ///< the last day it holds; none: it has no end
  ConsentId renews = {};                      ///< the one it takes the place of; nil for none
};
/// The same words: a request that was sent again.
bool says_the_same(const Consent& one, const Consent& other);

/// Field names: "given_by", "given_on", "given_how", "until".
std::vector<base::FieldError> check(const Consent& consent, base::LocalDate today);

enum class ConsentState : std::uint8_t { holds, ended, withdrawn, renewed };
std::string_view code(ConsentState state);
/// `all` are those of its plan: one that another renews counts no more, whatever else became of it.
ConsentState state_of(const Consent& consent, const std::vector<Consent>& all, base::LocalDate today);

/// The one that holds the longest of those asked for by that code; nullptr where none holds.
const Consent* holding(std::string_view what, const std::vector<Consent>& all, base::LocalDate today);

/// A consent that was given and holds no more, with nothing in its place.
struct LostConsent {
  WantedConsent wanted;
  Consent consent;
  base::LocalDate since;  ///< the first day without it
};
/// Of those a followed plan asks for. What was lost by the day somebody passed over it, with a reason, is not told again.
std::vector<LostConsent> list_lost(const std::vector<WantedConsent>& wanted, const std::vector<Consent>& all, base::LocalDate today,
                                   const std::optional<base::LocalDate>& passed_over_on);
/// "A parent’s agreement: ended on 2 March 2026".
std::string words_of(const LostConsent& lost);

}  // namespace plans
