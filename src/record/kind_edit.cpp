// Merges changes and says them in words.
#include "record/kind_edit.h"

#include "base/text.h"
#include "record/own_kind.h"

#include <algorithm>
#include <array>

namespace record {
namespace {

using Deed = KindChange::Deed;

bool is_visibility(Deed deed) {
  return deed == Deed::hide_choice || deed == Deed::show_choice || deed == Deed::hide_field || deed == Deed::show_field;
}
bool is_of_choice(Deed deed) { return deed == Deed::hide_choice || deed == Deed::show_choice; }
bool is_life(Deed deed) { return deed == Deed::retire || deed == Deed::bring_back; }
bool adds(Deed deed) { return deed == Deed::add_choice || deed == Deed::add_field; }

/// True where the later one makes the earlier one pointless.
bool supersedes(const KindChange& later, const KindChange& earlier) {
  if (adds(later.deed) || later.kind != earlier.kind || later.field != earlier.field || later.choice != earlier.choice) return false;
  if (is_visibility(later.deed)) return is_visibility(earlier.deed) && is_of_choice(later.deed) == is_of_choice(earlier.deed);
  if (is_life(later.deed)) return is_life(earlier.deed);
  return later.deed == earlier.deed;
}

std::string role_titles(const std::vector<std::string>& codes) {
  std::string out;
  for (const auto role : roles_of(codes)) out += (out.empty() ? "" : ", ") + std::string(access::title(role));
  return out.empty() ? "everybody the policy lets" : out;
}

std::string field_words(const Kind& kind, const std::string& name) {
  const auto* field = kind.find_field(name);
  return "“" + (field ? field->label : name) + "”";
}

std::string choice_words(const Kind& kind, const KindChange& change) {
  const auto* field = kind.find_field(change.field);
  const auto* choice = field ? field->find_choice(change.choice) : nullptr;
  return "“" + (choice ? choice->label : change.choice) + "”";
}

std::string label_of(const web::Json& added) {
  const auto* label = added.find("label");
  return "“" + (label && label->string() ? *label->string() : std::string()) + "”";
}

}  // namespace

KindEdit::KindEdit(const Kind& base, std::vector<KindChange> stood) : base_(base) {
  // What an upgrade of the house made unfit would refuse every later change; it is left behind with the first.
  const auto refused = apply_what_fits(base, stood).refused;
  for (std::size_t i = 0; i < stood.size(); ++i) {
    const auto number = std::to_string(i);
    if (std::none_of(refused.begin(), refused.end(), [&](const base::FieldError& error) { return error.field == number; }))
      stood_.push_back(std::move(stood[i]));
  }
}

void KindEdit::add(KindChange change, std::string input) {
  change.kind = base_.id;
  std::erase_if(stood_, [&](const KindChange& earlier) { return supersedes(change, earlier); });
  std::erase_if(fresh_, [&](const auto& earlier) { return supersedes(change, earlier.first); });
  fresh_.emplace_back(std::move(change), std::move(input));
}

void KindEdit::set(Deed deed, std::string_view was, std::string_view now, std::string field, std::string choice, std::string input) {
  if (base::trim(base::clean(now)) == was) return;
  KindChange change;
  change.deed = deed;
  change.field = std::move(field);
  change.choice = std::move(choice);
  change.text = std::string(now);
  add(std::move(change), std::move(input));
}

base::Result<std::vector<KindChange>> KindEdit::finish() const {
  auto all = stood_;
  for (const auto& [change, input] : fresh_) all.push_back(change);
  const auto applied = apply_changes(base_, all);
  if (applied) return all;
  std::vector<base::FieldError> told;
  for (const auto& error : applied.error().fields) {
    std::string input;
    for (std::size_t i = 0; i < fresh_.size(); ++i)
      if (error.field == std::to_string(stood_.size() + i)) input = fresh_[i].second;
    // A rule of the whole kind is told beside the one thing that was done, where it was one.
    if (input.empty() && fresh_.size() == 1) input = fresh_.front().second;
    told.push_back({std::move(input), error.message});
  }
  return base::Error::invalid(std::move(told), "changes to kind " + base_.id + " refused");
}

std::string own_name(std::string_view words, const std::vector<std::string>& taken) {
  std::string slug = "own_";
  for (const char c : base::fold(words)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) slug += c;
    else if (slug.back() != '_') slug += '_';
    if (slug.size() >= 36) break;
  }
  while (slug.size() > 4 && slug.back() == '_') slug.pop_back();
  if (slug == "own_") slug += "x";
  auto name = slug;
  for (int n = 2; std::find(taken.begin(), taken.end(), name) != taken.end(); ++n) name = slug + "_" + std::to_string(n);
  return name;
}

std::string change_words(const Kind& kind, const KindChange& change) {
  const auto to = " became “" + base::excerpt(change.text, 80) + "”";
  switch (change.deed) {
    case Deed::set_title: return "The title" + to;
    case Deed::set_plural: return "The title of several" + to;
    case Deed::set_tile: return "The button" + to;
    case Deed::set_description: return "The description" + to;
    case Deed::set_part: return "A pupil's part" + to;
    case Deed::set_section: return "The heading of a section" + to;
    case Deed::set_label: return "A field is now called “" + base::excerpt(change.text, 80) + "”";
    case Deed::set_hint: return "The hint of " + field_words(kind, change.field) + (change.text.empty() ? " was taken away" : to);
    case Deed::set_prompt: return "The prompt of " + field_words(kind, change.field) + (change.text.empty() ? " was taken away" : to);
    case Deed::set_choice: return "A choice of " + field_words(kind, change.field) + to;
    case Deed::hide_choice: return choice_words(kind, change) + " is offered no more in " + field_words(kind, change.field);
    case Deed::show_choice: return choice_words(kind, change) + " is offered again in " + field_words(kind, change.field);
    case Deed::hide_field: return field_words(kind, change.field) + " is asked no more";
    case Deed::show_field: return field_words(kind, change.field) + " is asked again";
    case Deed::order_choices: return "The order of the choices of " + field_words(kind, change.field);
    case Deed::order_fields: return "The order of the fields";
    case Deed::add_choice: return "A choice " + label_of(change.added) + " in " + field_words(kind, change.field);
    case Deed::add_field: return "A field " + label_of(change.added);
    case Deed::set_writers: return "It is written by: " + role_titles(change.order);
    case Deed::set_readers: return "It is read by: " + role_titles(change.order);
    case Deed::retire: return "It is not written any more";
    case Deed::bring_back: return "It is written again";
  }
  return {};
}

std::string type_words(FieldType type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> known = {{
      {"text", "A few words"}, {"long_text", "Text of several lines"}, {"choice", "One of a list"}, {"choices", "Several of a list"},
      {"scale", "A scale, 1 to 5"}, {"number", "A number"}, {"duration", "Minutes"}, {"date", "A day"}, {"time", "A time"}, {"yes_no", "Yes or no"},
      {"people", "Members of staff"}, {"pupils", "Other pupils"}, {"place", "A place"}, {"files", "Files and pictures"}}};
  const auto name = code(type);
  for (const auto& [its_code, words] : known)
    if (its_code == name) return std::string(words);
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

}  // namespace record
