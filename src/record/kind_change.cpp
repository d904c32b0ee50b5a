// Applies a school's changes to a kind.
#include "record/kind_change.h"

#include "base/text.h"
#include "record/kind_read.h"
#include "record/kind_rules.h"
#include "record/own_kind.h"

#include <algorithm>

namespace record {
namespace {

constexpr std::string_view own_prefix = "own_";

Field* find(Kind& kind, const std::string& name) {
  for (auto& field : kind.fields)
    if (field.name == name) return &field;
  return nullptr;
}

template <class T>
T* find_code(std::vector<T>& list, const std::string& code) {
  for (auto& each : list)
    if (each.code == code) return &each;
  return nullptr;
}

/// Cleaned words on one line, or what is wrong with them.
std::optional<std::string> words_wrong(std::string_view text, std::string& into) {
  if (!base::is_valid_utf8(text)) return "The words must be plain text";
  into = base::clean(text);
  std::replace(into.begin(), into.end(), '\n', ' ');
  into = std::string(base::trim(into));
  return std::nullopt;
}

/// Puts the named first, in that order; the rest stay behind as they were. What is wrong, if anything.
template <class T, class Key>
std::optional<std::string> reorder(std::vector<T>& list, const std::vector<std::string>& order, Key key) {
  std::vector<T> sorted;
  auto rest = list;
  for (const auto& name : order) {
    const auto at = std::find_if(rest.begin(), rest.end(), [&](const T& each) { return key(each) == name; });
    if (at == rest.end()) return "The order names “" + base::excerpt(name, 60) + "”, which is not there or stands twice";
    sorted.push_back(std::move(*at));
    rest.erase(at);
  }
  std::move(rest.begin(), rest.end(), std::back_inserter(sorted));
  list = std::move(sorted);
  return std::nullopt;
}

/// One change upon one kind.
struct Changer {
  Kind& kind;
  const KindChange& change;

  using Wrong = std::optional<std::string>;
  Wrong apply();
  Wrong set(std::string& target, bool may_be_empty);
  Wrong with_field(Wrong (Changer::*deed)(Field&));
  Wrong hide_choice(Field& field);
  Wrong show_choice(Field& field);
  Wrong hide_field(Field& field);
  Wrong add_choice(Field& field);
  Wrong add_field();
  Wrong set_choice(Field& field);
  Wrong set_roles(Narrowing& narrowing, access::Act act);
};

Changer::Wrong Changer::set(std::string& target, bool may_be_empty) {
  std::string words;
  if (auto wrong = words_wrong(change.text, words)) return wrong;
  if (words.empty() && !may_be_empty) return "Enter the new words";
  target = std::move(words);
  return std::nullopt;
}

Changer::Wrong Changer::with_field(Wrong (Changer::*deed)(Field&)) {
  auto* field = find(kind, change.field);
  if (!field) return "There is no field “" + base::excerpt(change.field, 60) + "” any more";
  return (this->*deed)(*field);
}

Changer::Wrong Changer::set_choice(Field& field) {
  auto* choice = find_code(field.choices, change.choice);
  return choice ? set(choice->label, false) : "There is no choice “" + base::excerpt(change.choice, 60) + "” any more";
}

Changer::Wrong Changer::hide_choice(Field& field) {
  auto* choice = find_code(field.choices, change.choice);
  if (!choice) return "There is no choice “" + base::excerpt(change.choice, 60) + "” any more";
  if (is_scaled(field.type)) return "A point of a scale cannot be taken off";
  choice->hidden = true;
  // A default nobody can choose any more would be chosen by everybody who does not look.
  if (field.preset.string() && *field.preset.string() == change.choice) field.preset = {};
  if (const auto* list = field.preset.array();
      list && std::find(list->begin(), list->end(), web::Json(change.choice)) != list->end())
    field.preset = {};
  return std::nullopt;
}

Changer::Wrong Changer::show_choice(Field& field) {
  auto* choice = find_code(field.choices, change.choice);
  if (!choice) return "There is no choice “" + base::excerpt(change.choice, 60) + "” any more";
  choice->hidden = false;
  return std::nullopt;
}

Changer::Wrong Changer::hide_field(Field& field) {
  if (field.required) return "“" + field.label + "” must be answered and so cannot be hidden";
  if (field.name == kind.quick_field) return "“" + field.label + "” is the text box of the quick form and cannot be hidden";
  field.hidden = true;
  return std::nullopt;
}

Changer::Wrong Changer::add_choice(Field& field) {
  if (!is_chosen(field.type) && field.type != FieldType::pupils) return "“" + field.label + "” is not a list of choices";
  std::vector<Mistake> mistakes;
  auto choice = read_choice(written(change.added), mistakes);
  if (!choice) return mistakes.front().what + ". " + mistakes.front().cure;
  if (!choice->code.starts_with(own_prefix)) return "The code of a choice of your own begins with own_";
  if (field.type == FieldType::choices && field.most == field.choices.size()) ++field.most;
  field.choices.push_back(std::move(*choice));
  return std::nullopt;
}

Changer::Wrong Changer::set_roles(Narrowing& narrowing, access::Act act) {
  std::vector<access::Role> roles;
  for (const auto& code : change.order) {
    const auto role = access::role_of(code);
    if (!role) return "There is no role “" + base::excerpt(code, 40) + "”";
    roles.push_back(*role);
  }
  if (!some_role_may(roles, kind.info_class, act))
    return act == access::Act::add ? "None of these roles may write this kind of information. Choose another, or none"
                                   : "None of these roles may read this kind of information. Choose another, or none";
  narrowing.roles = std::move(roles);
  return std::nullopt;
}

Changer::Wrong Changer::add_field() {
  std::vector<Mistake> mistakes;
  auto field = read_field(written(change.added), mistakes);
  if (!field || !mistakes.empty()) return mistakes.front().what + ". " + mistakes.front().cure;
  if (!field->name.starts_with(own_prefix)) return "The name of a field of your own begins with own_";
  if (field->required) return "A field of your own cannot be one that must be answered";
  field->own = true;
  kind.fields.push_back(std::move(*field));
  return std::nullopt;
}

Changer::Wrong Changer::apply() {
  using Deed = KindChange::Deed;
  if (!kind.own && (change.deed == Deed::set_writers || change.deed == Deed::set_readers || change.deed == Deed::retire || change.deed == Deed::bring_back))
    return "Only for a kind of your own: every school writes and reads this one alike";
  switch (change.deed) {
    case Deed::set_title: return set(kind.title, false);
    case Deed::set_plural: return set(kind.plural, false);
    case Deed::set_tile: return set(kind.tile, false);
    case Deed::set_description: return set(kind.description, true);
    case Deed::set_part: {
      auto* part = find_code(kind.pupils.parts, change.choice);
      return part ? set(part->label, false) : "There is no part “" + base::excerpt(change.choice, 60) + "” any more";
    }
    case Deed::set_section: {
      const auto at =
          std::find_if(kind.sections.begin(), kind.sections.end(), [&](const Section& s) { return s.name == change.field; });
      if (at == kind.sections.end()) return "There is no section “" + base::excerpt(change.field, 60) + "” any more";
      return set(at->title, false);
    }
    case Deed::set_label:
    case Deed::set_hint:
    case Deed::set_prompt: {
      auto* field = find(kind, change.field);
      if (!field) return "There is no field “" + base::excerpt(change.field, 60) + "” any more";
      if (change.deed == Deed::set_hint) return set(field->hint, true);
      if (change.deed == Deed::set_prompt) return set(field->prompt, true);
      // An error message that asks for a field by its former name would puzzle.
      if (auto wrong = set(field->label, false)) return wrong;
      field->ask.clear();
      return std::nullopt;
    }
    case Deed::set_choice: return with_field(&Changer::set_choice);
    case Deed::hide_choice: return with_field(&Changer::hide_choice);
    case Deed::show_choice: return with_field(&Changer::show_choice);
    case Deed::hide_field: return with_field(&Changer::hide_field);
    case Deed::show_field: {
      auto* field = find(kind, change.field);
      if (!field) return "There is no field “" + base::excerpt(change.field, 60) + "” any more";
      field->hidden = false;
      return std::nullopt;
    }
    case Deed::order_choices: {
      auto* field = find(kind, change.field);
      if (!field) return "There is no field “" + base::excerpt(change.field, 60) + "” any more";
      return reorder(field->choices, change.order, [](const Choice& choice) -> const std::string& { return choice.code; });
    }
    case Deed::order_fields:
      return reorder(kind.fields, change.order, [](const Field& field) -> const std::string& { return field.name; });
    case Deed::add_choice: return with_field(&Changer::add_choice);
    case Deed::add_field: return add_field();
    case Deed::set_writers: return set_roles(kind.workflow.write, access::Act::add);
    case Deed::set_readers: return set_roles(kind.workflow.read, access::Act::see);
    case Deed::retire:
    case Deed::bring_back: kind.retired = change.deed == Deed::retire; return std::nullopt;
  }
  return std::nullopt;
}

base::FieldError told(const BrokenRule& rule) {
  std::string what = rule.what;
  if (!what.empty() && what[0] >= 'a' && what[0] <= 'z') what[0] = static_cast<char>(what[0] - 'a' + 'A');
  return {"", what + ". " + rule.cure};
}

}  // namespace

base::Result<Kind> apply_changes(const Kind& kind, std::span<const KindChange> changes) {
  Kind changed = kind;
  std::vector<base::FieldError> refused;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].kind != kind.id) continue;
    if (auto wrong = Changer{changed, changes[i]}.apply()) refused.push_back({std::to_string(i), std::move(*wrong)});
  }
  settle(changed);
  for (const auto& rule : broken_rules(changed)) refused.push_back(told(rule));
  if (!refused.empty()) return base::Error::invalid(std::move(refused), "changes to kind " + kind.id + " do not fit");
  return changed;
}

Applied apply_what_fits(const Kind& kind, std::span<const KindChange> changes) {
  // Together first: one change may only fit because of another (a choice taken off, one of the school's own added).
  if (auto all = apply_changes(kind, changes)) return {*std::move(all), {}};
  Applied applied{kind, {}};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto next = apply_changes(applied.kind, changes.subspan(i, 1));
    if (next) {
      applied.kind = *std::move(next);
      continue;
    }
    for (const auto& error : next.error().fields) applied.refused.push_back({std::to_string(i), error.message});
  }
  return applied;
}

Kinds with_changes(const Kinds& kinds, std::span<const KindChange> changes) {
  std::vector<Kind> all;
  for (const auto& kind : kinds.all()) all.push_back(apply_what_fits(kind, changes).kind);
  return Kinds(std::move(all));
}

}  // namespace record
