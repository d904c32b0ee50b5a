// A court's order about a child: what was decided, and in plain words what it means for everybody who works with the child. Rules only.
#pragma once

#include "access/ids.h"
#include "base/result.h"
#include "base/time.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace people {

using CourtOrderId = base::Id<struct CourtOrderTag>;

/// What it means in practice. `not_known` is for an order whose effect on somebody is not clear yet: people ask before they act.
enum class Effect : std::uint8_t { no_contact, no_collection, no_information, no_removal, surname, not_known };
inline constexpr std::size_t effect_count = 6;
std::string_view code(Effect effect);
std::optional<Effect> effect_of(std::string_view code);
std::string_view title(Effect effect);  ///< "No contact with the child"
/// Whether somebody under it is given no information about the child. Nobody is told things of a child they may have no contact with.
bool bars_information(Effect effect);
/// Whether the child is not handed over to them.
bool bars_collection(Effect effect);
/// Whether it may be about everybody, and not one person.
bool may_be_about_all(Effect effect);

struct OrderSort {
  std::string_view code, title;
};
std::span<const OrderSort> order_sorts();
std::string_view title_of_sort(std::string_view code);

/// One effect on one person; about everybody where there is neither a member nor a name.
struct EffectOn {
  Effect effect = Effect::not_known;
  std::optional<FamilyMemberId> member;
  std::string who;  ///< the full name
  bool is_about_all() const { return !member && who.empty(); }
  friend bool operator==(const EffectOn&, const EffectOn&) = default;
};

/// What is written down of an order; a version of it.
struct OrderWords {
  std::string sort;   ///< code of order_sorts()
  std::string court;
  std::string number;  ///< the court's case number
  std::optional<base::LocalDate> made_on, expires_on;
  std::string words;     ///< what it says, in short
  std::string copy_at;   ///< where the school keeps its copy
  std::string seen_by;   ///< who at the school has seen the order itself; empty: nobody yet
  std::optional<base::LocalDate> seen_on;
  std::optional<base::LocalDate> ended_on;
  std::vector<EffectOn> effects;
  bool is_certain() const { return !seen_by.empty() && seen_on.has_value(); }
  friend bool operator==(const OrderWords&, const OrderWords&) = default;
};
/// One message for each rule that is broken, beside its field. `today` is the school's day.
std::vector<base::FieldError> check(const OrderWords& words, base::LocalDate today);

/// As it is kept in a version, and back.
std::string to_stored(const OrderWords& words);
OrderWords order_from_stored(std::string_view text);

}  // namespace people
