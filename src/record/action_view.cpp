// Draws actions.
#include "record/action_view.h"

#include "access/moment_words.h"
#include "base/text.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"

#include <fmt/format.h>

namespace record {
namespace {

constexpr std::string_view role_prefix = "role:";

std::string with_small_letter(std::string words) {
  if (!words.empty() && words.front() >= 'A' && words.front() <= 'Z') words.front() = static_cast<char>(words.front() - 'A' + 'a');
  return words;
}

}  // namespace

std::string due_words(base::LocalDate due_on, base::LocalDate today) {
  if (due_on == today) return "due today";
  if (due_on == today + 1) return "due tomorrow";
  if (due_on > today) return "due " + base::to_long_text(due_on);
  return today - due_on == 1 ? "due yesterday" : fmt::format("{} days late", today - due_on);
}

std::string urgency_words(ActionUrgency urgency) {
  switch (urgency) {
    case ActionUrgency::now: return "Now";
    case ActionUrgency::soon: return "Soon";
    case ActionUrgency::normal: return "Normal";
  }
  return "";
}

std::string step_words(const ActionStep& step, base::LocalDate today) {
  switch (step.deed) {
    case ActionDeed::asked: return "Asked " + step.owner_name;
    case ActionDeed::taken: return "Took it on";
    case ActionDeed::done: return "Done";
    case ActionDeed::snoozed: return "Put off until " + (step.day ? access::day_words(today, *step.day) : std::string("later"));
    case ActionDeed::handed_on: return "Handed on to " + step.owner_name;
    case ActionDeed::escalated: return "Escalated to " + step.owner_name;
    case ActionDeed::cancelled: return "Called off";
    case ActionDeed::reopened: return "Opened again";
    case ActionDeed::put_right: return "Went to the right pupil, with the record it came from";
  }
  return "";
}

web::TodoItem action_item(const Action& action, base::LocalDate today, ActionLineFor reader) {
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/actions/{}", action.id), action.what);
  if (action.urgency == ActionUrgency::now) item.facts.add(web::tag("Now", web::Tint::red));
  if (action.urgency == ActionUrgency::soon) item.facts.add(web::tag("Soon", web::Tint::yellow));
  if (action.now.state == ActionState::done) item.facts.add(web::tag("Done", web::Tint::green));
  if (action.now.state == ActionState::cancelled) item.facts.add(web::tag("Called off", web::Tint::grey));
  if (action.now.state == ActionState::open) {
    const auto due = due_words(action.now.due_on, today);
    if (action.now.due_on < today) item.facts.add(web::tag(due, web::Tint::red));
    else item.facts.add("<span>{}</span>", due);
    if (action.now.snoozed_until && *action.now.snoozed_until > today)
      item.facts.add("<span>put off until {}</span>", access::day_words(today, *action.now.snoozed_until));
    if (!action.now.escalated_to.is_nil()) item.facts.add(web::tag("Escalated to " + action.leader_name, web::Tint::orange));
  }
  if (!action.pupil_name.empty()) item.facts.add("<span>about <a class=\"govuk-link\" href=\"{}\">{}</a></span>", people::pupil_url(action.pupil), action.pupil_name);
  if (reader == ActionLineFor::asker || action.now.owner.role) item.facts.add("<span>{}</span>", action.owner_name);
  if (reader == ActionLineFor::owner && action.asker != action.now.owner.person) item.facts.add("<span>asked by {}</span>", action.asker_name);
  return item;
}

web::Html owner_select(const std::vector<Choosable>& people, const NewAction& about, const OwnerField& field) {
  std::vector<web::Option> options = {{"", "Choose"}};
  for (const auto& one : people) options.push_back({one.id.text(), one.post.empty() ? one.name : one.name + ", " + with_small_letter(one.post), "People"});
  if (field.roles) {
    for (std::size_t n = 0; n < access::role_count; ++n) {
      const auto role = static_cast<access::Role>(n);
      // Who signs nobody in, or sees nothing of a child, cannot take anything on.
      if (!access::allows(role, access::May::entries_own) || !access::allows(role, access::May::chronology_read) || !can_own(role, about)) continue;
      options.push_back({std::string(role_prefix) + std::string(access::code(role)), "Any " + with_small_letter(std::string(access::title(role))), "Roles"});
    }
  }
  return web::select({.name = field.name, .label = field.label, .options = options, .value = field.value, .error = field.error, .label_as = web::LabelAs::small});
}

Owner read_owner(std::string_view value) {
  if (value.starts_with(role_prefix)) {
    const auto role = access::role_of(value.substr(role_prefix.size()));
    return role ? Owner::of(*role) : Owner{};
  }
  const auto person = access::StaffId::parse(value);
  return person ? Owner::of(*person) : Owner{};
}

std::string owner_value(const Owner& owner) {
  if (owner.role) return std::string(role_prefix) + std::string(access::code(*owner.role));
  return owner.person.is_nil() ? std::string() : owner.person.text();
}

base::Result<std::optional<base::LocalDate>> read_day_field(std::string_view text, std::string field) {
  const auto words = base::trim(text);
  if (words.empty()) return std::optional<base::LocalDate>{};
  const auto day = base::parse_iso_date(words);
  if (!day) return base::Error::invalid(std::move(field), "Enter the day as 2026-03-03", "day");
  return day;
}

}  // namespace record
