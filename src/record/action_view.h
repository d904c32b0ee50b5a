// Actions in words and mark-up: a line in a list, whom one can be given to.
#pragma once

#include "record/action_store.h"
#include "web/components/todo.h"

#include <string>
#include <vector>

namespace record {

/// "due today", "due Friday 6 March 2026", "3 days late".
std::string due_words(base::LocalDate due_on, base::LocalDate today);
std::string urgency_words(ActionUrgency urgency);
/// What a step did, beginning a sentence: "Done", "Put off until …".
std::string step_words(const ActionStep& step, base::LocalDate today);

/// One line: what, leading to the action; beneath it how urgent, due when, about whom, asked by whom or with whom it is.
enum class ActionLineFor { owner, asker };
web::TodoItem action_item(const Action& action, base::LocalDate today, ActionLineFor reader);

/// A list to choose an owner from, people first, then roles that may own such an action. Values are ids and "role:<code>".
struct OwnerField {
  std::string label;
  std::string value = {};
  std::string error = {};
  bool roles = true;
  std::string name = "owner";
};
web::Html owner_select(const std::vector<Choosable>& people, const NewAction& about, const OwnerField& field);
/// What such a field holds; an owner without person and role where it is neither.
Owner read_owner(std::string_view value);
std::string owner_value(const Owner& owner);

/// The date a day field holds; nothing where it is empty, an error where it is no day.
base::Result<std::optional<base::LocalDate>> read_day_field(std::string_view text, std::string field);

}  // namespace record
