// What is decided about a safeguarding concern, and the rules of a decision: no SQL, no HTTP, no clock.
#pragma once

#include "access/ids.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "record/action.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concerns {

using record::RecordId;
using StepId = base::Id<struct ConcernStepTag>;

/// A code with the words people read.
struct Word {
  std::string_view code, label, hint = {};
};
/// Empty for a code that is not in the list.
std::string_view label_of(std::span<const Word> words, std::string_view code);

/// What may be decided. "close" ends the concern; every other keeps it open.
std::span<const Word> outcomes();
/// Whether a parent or carer knows.
std::span<const Word> parents_words();
/// 1 to 4; 0 is not decided yet. Source: working together locally; names differ between authorities.
std::span<const Word> levels();
std::string_view level_words(int level);

/// A formal category of the academic year it is used in.
struct Category {
  std::string code = {}, theme = {}, label = {};
  bool offered = true;  ///< else it stands only for the decisions that name it
  friend bool operator==(const Category&, const Category&) = default;
};

/// A decision as somebody means to write it down.
struct DecisionDraft {
  StepId id = {};
  RecordId record = {};
  int was = 0;  ///< how many decisions stood when the sheet was opened
  std::string outcome = {};
  std::string category = {};                  ///< the main one
  std::vector<std::string> categories = {};   ///< further ones
  int level = 0;
  std::string reason = {};
  std::string parents = {}, parents_why = {};
  std::optional<base::LocalDate> review_on = {};
  std::string answer = {};  ///< to the person who raised it; empty: none now
  std::vector<record::NewAction> actions = {};  ///< what somebody must do because of it
};

/// Holds a draft to the rules. Errors: invalid, with a field error for each rule broken. `today` is the school's day, `in_force` the
/// categories of its academic year.
base::Result<DecisionDraft> check(DecisionDraft draft, base::LocalDate today, std::span<const Category> in_force);

/// The safe status a decision gives, as the kind has it: "looked_at" or "closed".
std::string_view status_after(std::string_view outcome);
inline constexpr std::string_view received = "received";
inline constexpr std::string_view looked_at = "looked_at";
inline constexpr std::string_view closed = "closed";

/// Words somebody adds or answers: not empty, at most 4000 characters. Errors: invalid, on `field`.
base::Result<std::string> check_words(std::string_view typed, std::string_view field, std::string_view if_empty);

}  // namespace concerns
