// Which consent holds, and which is lost.
#include "casework/plans/consent.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace plans {
namespace {

constexpr std::array<std::string_view, 4> state_codes{"holds", "ended", "withdrawn", "renewed"};
constexpr std::size_t longest_name = 120;
constexpr int longest_years = 5;

bool outlasts(const Consent& one, const Consent& other) { return other.until && (!one.until || *one.until > *other.until); }

/// The first day without it, of one that is withdrawn or has ended.
base::LocalDate lost_since(const Consent& consent) {
  if (consent.withdrawn_on && consent.until) return std::min(*consent.withdrawn_on, *consent.until + 1);
  return consent.withdrawn_on ? *consent.withdrawn_on : *consent.until + 1;
}

}  // namespace

std::optional<base::LocalDate> usual_end(const WantedConsent& wanted, base::LocalDate given_on) {
  return wanted.weeks == 0 ? std::nullopt : std::optional(given_on + 7 * wanted.weeks);
}

bool says_the_same(const Consent& one, const Consent& other) {
  return one.what == other.what && one.given_by == other.given_by && one.given_on == other.given_on && one.how == other.how && one.until == other.until && one.renews == other.renews;
}

std::vector<base::FieldError> check(const Consent& consent, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  if (consent.given_by.empty()) wrong.push_back({"given_by", "Enter who gave consent"});
  if (base::count_characters(consent.given_by) > longest_name) wrong.push_back({"given_by", "Use at most 120 characters"});
  if (consent.given_on > today) wrong.push_back({"given_on", "The day must not be in the future"});
  if (base::count_characters(consent.how) > longest_name) wrong.push_back({"given_how", "Use at most 120 characters"});
  if (consent.until && *consent.until < consent.given_on) wrong.push_back({"until", "The last day must not be before the day it was given"});
  if (consent.until && *consent.until > consent.given_on + 366 * longest_years) wrong.push_back({"until", "The last day must be within five years. Leave it empty for a consent without an end"});
  return wrong;
}

std::string_view code(ConsentState state) { return state_codes.at(static_cast<std::size_t>(state)); }

ConsentState state_of(const Consent& consent, const std::vector<Consent>& all, base::LocalDate today) {
  if (std::any_of(all.begin(), all.end(), [&](const Consent& each) { return !each.renews.is_nil() && each.renews == consent.id; })) return ConsentState::renewed;
  if (consent.withdrawn_on) return ConsentState::withdrawn;
  return consent.until && *consent.until < today ? ConsentState::ended : ConsentState::holds;
}

const Consent* holding(std::string_view what, const std::vector<Consent>& all, base::LocalDate today) {
  const Consent* out = nullptr;
  for (const auto& each : all)
    if (each.what == what && state_of(each, all, today) == ConsentState::holds && (!out || outlasts(each, *out))) out = &each;
  return out;
}

std::vector<LostConsent> list_lost(const std::vector<WantedConsent>& wanted, const std::vector<Consent>& all, base::LocalDate today,
                                   const std::optional<base::LocalDate>& passed_over_on) {
  std::vector<LostConsent> out;
  for (const auto& each : wanted) {
    if (holding(each.code, all, today)) continue;
    const Consent* last = nullptr;
    for (const auto& consent : all) {
      const auto state = state_of(consent, all, today);
      if (consent.what != each.code || (state != ConsentState::ended && state != ConsentState::withdrawn)) continue;
      if (!last || lost_since(consent) > lost_since(*last)) last = &consent;
    }
    if (last && (!passed_over_on || *passed_over_on < lost_since(*last))) out.push_back({each, *last, lost_since(*last)});
  }
  return out;
}

std::string words_of(const LostConsent& lost) {
  if (lost.consent.withdrawn_on && *lost.consent.withdrawn_on == lost.since) return lost.wanted.label + ": withdrawn on " + base::to_text(lost.since);
  return lost.wanted.label + ": ended on " + base::to_text(lost.since + -1);
}

}  // namespace plans
