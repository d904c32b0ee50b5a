// Headings matched with the words of the field tables, and mappings kept as JSON.
#include "people/import_columns.h"

#include "base/text.h"
#include "people/roll_fields.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace people {
namespace {

using Of = ColumnTarget::Of;

/// Letters and digits only: "D.O.B.", "dob" and "D O B" are one.
std::string key_of(std::string_view header) {
  std::string key;
  for (const char c : base::fold(header))
    if (c != ' ') key += c;
  return key;
}

bool has_word(std::string_view words, std::string_view key) {
  while (!words.empty()) {
    const auto end = std::min(words.find('|'), words.size());
    if (words.substr(0, end) == key) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

/// The code of the field that goes by this word, or empty.
template <class Record>
std::string_view field_for(std::string_view key) {
  if (key.empty()) return {};
  for (const auto& field : fields_of<Record>())
    if (has_word(field.words, key)) return field.code;
  return {};
}

constexpr std::array<std::string_view, 6> pupil_reference = {"upn",  "admission_no", "legal_surname", "legal_forename",
                                                             "born", "full_name"};
bool finds_a_pupil(std::string_view field) {
  return std::find(pupil_reference.begin(), pupil_reference.end(), field) != pupil_reference.end();
}

/// Plain "Forename" and "Surname", which may be legal or preferred, a pupil's or a contact's.
std::string_view plain_name_of(std::string_view key) {
  if (key == "forename" || key == "firstname" || key == "givenname" || key == "forenames" || key == "given") return "forename";
  if (key == "surname" || key == "lastname" || key == "familyname" || key == "family") return "surname";
  return {};
}

/// "contact1name", "prioritycontact2mobile", "parentemail", "contactname1": the number and the rest. Number 0 when it is no contact's.
std::pair<int, std::string> contact_of(std::string_view key) {
  static constexpr std::array<std::string_view, 10> prefixes = {
      "prioritycontact", "emergencycontact", "parentcarer", "parentguardian", "familymember",
      "contact",         "priority",         "parent",      "carer",          "guardian"};
  for (const auto prefix : prefixes) {
    if (!key.starts_with(prefix)) continue;
    std::string_view rest = key.substr(prefix.size());
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    int number = 1;
    if (!rest.empty() && digit(rest.front())) {
      number = rest.front() - '0';
      rest.remove_prefix(1);
      if (!rest.empty() && digit(rest.front())) return {0, {}};
    } else if (!rest.empty() && digit(rest.back())) {
      number = rest.back() - '0';
      rest.remove_suffix(1);
    }
    if (number < 1 || number > most_contacts) return {0, {}};
    // "Parental responsibility" is no field of a parent; "Contact 1" alone is a name.
    if (rest.empty()) return {prefix == "priority" ? 0 : number, "name"};
    return {number, std::string(rest)};
  }
  return {0, {}};
}

ColumnTarget propose_for_pupils(const std::string& key, bool has_legal_names) {
  if (const auto plain = plain_name_of(key); !plain.empty())
    return {Of::own, 0, fmt::format("{}_{}", has_legal_names ? "preferred" : "legal", plain)};
  for (const auto prefix :
       {std::string_view(), std::string_view("pupil"), std::string_view("student"), std::string_view("child")}) {
    if (!key.starts_with(prefix)) continue;
    const auto rest = std::string_view(key).substr(prefix.size());
    if (const auto plain = plain_name_of(rest); !prefix.empty() && !plain.empty())
      return {Of::own, 0, fmt::format("{}_{}", has_legal_names ? "preferred" : "legal", plain)};
    if (const auto field = field_for<PupilRecord>(rest); !field.empty()) return {Of::own, 0, std::string(field)};
  }
  if (const auto [number, rest] = contact_of(key); number > 0)
    if (const auto field = field_for<FamilyMemberRecord>(rest); !field.empty() && field != "order")
      return {Of::contact, number, std::string(field)};
  return {};
}

/// The pupil a line is about. `plain_names` says whether "Surname" alone is the pupil's.
ColumnTarget propose_reference(const std::string& key, bool plain_names) {
  if (const auto plain = plain_name_of(key); !plain.empty())
    return plain_names ? ColumnTarget{Of::pupil, 0, fmt::format("legal_{}", plain)} : ColumnTarget{};
  for (const auto prefix : {std::string_view("pupil"), std::string_view("student"), std::string_view("child")}) {
    if (!key.starts_with(prefix)) continue;
    const auto rest = std::string_view(key).substr(prefix.size());
    if (rest == "name") return {Of::pupil, 0, "full_name"};
    if (const auto plain = plain_name_of(rest); !plain.empty()) return {Of::pupil, 0, fmt::format("legal_{}", plain)};
    if (const auto field = field_for<PupilRecord>(rest); finds_a_pupil(field)) return {Of::pupil, 0, std::string(field)};
  }
  if (const auto field = field_for<PupilRecord>(key); finds_a_pupil(field) && (field != "full_name" || plain_names))
    return {Of::pupil, 0, std::string(field)};
  return {};
}

ColumnTarget propose_for_family(const std::string& key, bool plain_names_are_pupils) {
  if (!plain_names_are_pupils && (!plain_name_of(key).empty() || key == "name"))
    return {Of::own, 0, std::string(field_for<FamilyMemberRecord>(key))};
  if (auto target = propose_reference(key, plain_names_are_pupils); target.of != Of::nothing) return target;
  if (const auto field = field_for<FamilyMemberRecord>(key); !field.empty()) return {Of::own, 0, std::string(field)};
  if (const auto [number, rest] = contact_of(key); number == 1)
    if (const auto field = field_for<FamilyMemberRecord>(rest); !field.empty()) return {Of::own, 0, std::string(field)};
  return {};
}

ColumnTarget propose_one(ImportSubject subject, const std::string& key, const std::vector<std::string>& keys) {
  const auto any = [&](auto&& test) { return std::any_of(keys.begin(), keys.end(), test); };
  switch (subject) {
    case ImportSubject::pupils:
      return propose_for_pupils(key, any([](const std::string& k) {
                                  return k.starts_with("legal") && !plain_name_of(std::string_view(k).substr(5)).empty();
                                }));
    case ImportSubject::staff:
      if (const auto field = field_for<StaffRecord>(key); !field.empty()) return {Of::own, 0, std::string(field)};
      if (key.starts_with("staff"))
        if (const auto field = field_for<StaffRecord>(std::string_view(key).substr(5)); !field.empty())
          return {Of::own, 0, std::string(field)};
      return {};
    case ImportSubject::memberships:
      if (auto target = propose_reference(key, true); target.of != Of::nothing) return target;
      if (const auto field = field_for<ClassRecord>(key); !field.empty()) return {Of::own, 0, std::string(field)};
      return {};
    case ImportSubject::family: {
      const bool contact_names = any([](const std::string& k) {
        const auto [number, rest] = contact_of(k);
        return number == 1 && (!plain_name_of(rest).empty() || rest == "name");
      });
      return propose_for_family(key, contact_names);
    }
  }
  return {};
}

template <class Record>
void add_choices(std::vector<ColumnChoice>& into, std::string_view prefix, std::string_view title_prefix,
                 bool references_only = false) {
  for (const auto& field : fields_of<Record>())
    if (!references_only || finds_a_pupil(field.code))
      into.push_back({fmt::format("{}{}", prefix, field.code), fmt::format("{}{}", title_prefix, field.title)});
}

bool is_known(ImportSubject subject, const ColumnTarget& target) {
  if (target.of == Of::nothing) return target.field.empty();
  if (target.of == Of::pupil)
    return (subject == ImportSubject::memberships || subject == ImportSubject::family) && finds_a_pupil(target.field);
  if (target.of == Of::contact)
    return subject == ImportSubject::pupils && target.contact >= 1 && target.contact <= most_contacts &&
           target.field != "order" && find_field<FamilyMemberRecord>(target.field) != nullptr;
  switch (subject) {
    case ImportSubject::pupils: return find_field<PupilRecord>(target.field) != nullptr;
    case ImportSubject::staff: return find_field<StaffRecord>(target.field) != nullptr;
    case ImportSubject::memberships: return find_field<ClassRecord>(target.field) != nullptr;
    case ImportSubject::family: return find_field<FamilyMemberRecord>(target.field) != nullptr;
  }
  return false;
}

}  // namespace

std::string_view code(ImportSubject subject) {
  switch (subject) {
    case ImportSubject::pupils: return "pupils";
    case ImportSubject::staff: return "staff";
    case ImportSubject::memberships: return "memberships";
    case ImportSubject::family: return "family";
  }
  return "pupils";
}

std::string_view title(ImportSubject subject) {
  switch (subject) {
    case ImportSubject::pupils: return "Pupils";
    case ImportSubject::staff: return "Staff";
    case ImportSubject::memberships: return "Classes and groups";
    case ImportSubject::family: return "Family members";
  }
  return "Pupils";
}

std::optional<ImportSubject> import_subject_of(std::string_view text) {
  for (auto subject : {ImportSubject::pupils, ImportSubject::staff, ImportSubject::memberships, ImportSubject::family})
    if (code(subject) == text) return subject;
  return std::nullopt;
}

std::string to_choice(const ColumnTarget& target) {
  switch (target.of) {
    case Of::nothing: return {};
    case Of::own: return target.field;
    case Of::pupil: return "pupil." + target.field;
    case Of::contact: return fmt::format("contact.{}.{}", target.contact, target.field);
  }
  return {};
}

std::optional<ColumnTarget> parse_choice(ImportSubject subject, std::string_view choice) {
  ColumnTarget target;
  if (choice.starts_with("pupil.")) {
    target = {Of::pupil, 0, std::string(choice.substr(6))};
  } else if (choice.starts_with("contact.") && choice.size() > 10 && choice[9] == '.') {
    target = {Of::contact, choice[8] - '0', std::string(choice.substr(10))};
  } else if (!choice.empty()) {
    target = {Of::own, 0, std::string(choice)};
  }
  if (!is_known(subject, target)) return std::nullopt;
  return target;
}

std::vector<ColumnChoice> column_choices(ImportSubject subject) {
  std::vector<ColumnChoice> choices = {{"", "Not imported"}};
  switch (subject) {
    case ImportSubject::pupils:
      add_choices<PupilRecord>(choices, "", "");
      for (int n = 1; n <= most_contacts; ++n)
        for (const auto& field : family_fields())
          if (field.code != "order")
            choices.push_back({fmt::format("contact.{}.{}", n, field.code), fmt::format("Contact {}: {}", n, field.title)});
      break;
    case ImportSubject::staff: add_choices<StaffRecord>(choices, "", ""); break;
    case ImportSubject::memberships:
      add_choices<PupilRecord>(choices, "pupil.", "Pupil: ", true);
      add_choices<ClassRecord>(choices, "", "");
      break;
    case ImportSubject::family:
      add_choices<PupilRecord>(choices, "pupil.", "Pupil: ", true);
      add_choices<FamilyMemberRecord>(choices, "", "");
      break;
  }
  return choices;
}

ColumnMapping propose_mapping(ImportSubject subject, std::span<const std::string> headers) {
  std::vector<std::string> keys;
  for (const auto& header : headers) keys.push_back(key_of(header));
  ColumnMapping mapping{subject, {}, {}};
  std::set<ColumnTarget> taken;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    auto target = propose_one(subject, keys[i], keys);
    if (target.of != Of::nothing && !taken.insert(target).second) target = {};
    mapping.columns.push_back({headers[i], std::move(target)});
  }
  return mapping;
}

ImportSubject guess_subject(std::span<const std::string> headers) {
  auto best = ImportSubject::pupils;
  std::ptrdiff_t most = -1;
  for (auto subject : {ImportSubject::pupils, ImportSubject::staff, ImportSubject::memberships, ImportSubject::family}) {
    const auto mapping = propose_mapping(subject, headers);
    auto known = std::count_if(mapping.columns.begin(), mapping.columns.end(),
                               [](const MappedColumn& c) { return c.target.of != Of::nothing; });
    if (!check_mapping(mapping)) known -= 100;  // it could not be imported as that
    if (known > most) {
      most = known;
      best = subject;
    }
  }
  return best;
}

ColumnMapping fit_mapping(const ColumnMapping& saved, std::span<const std::string> headers) {
  auto mapping = propose_mapping(saved.subject, headers);
  mapping.dates = saved.dates;
  std::set<ColumnTarget> taken;
  std::vector<bool> settled(mapping.columns.size(), false);
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    for (const auto& column : saved.columns) {
      if (key_of(column.header) != key_of(headers[i])) continue;
      const bool free = column.target.of == Of::nothing || taken.insert(column.target).second;
      mapping.columns[i].target = free ? column.target : ColumnTarget{};
      settled[i] = true;
      break;
    }
  }
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    auto& target = mapping.columns[i].target;
    if (!settled[i] && target.of != Of::nothing && !taken.insert(target).second) target = {};
  }
  return mapping;
}

base::Result<void> check_mapping(const ColumnMapping& mapping) {
  std::vector<base::FieldError> wrong;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    const auto& column = mapping.columns[i];
    if (column.target.of == Of::nothing) continue;
    if (!is_known(mapping.subject, column.target)) {
      wrong.push_back({fmt::format("columns.{}", i), "Choose what this column is from the list"});
    } else if (!seen.insert(to_choice(column.target)).second) {
      wrong.push_back({fmt::format("columns.{}", i), "Another column is already imported as this; choose one of the two"});
    }
  }
  const auto has = [&](std::string_view choice) { return seen.contains(std::string(choice)); };
  const auto names = [&](std::string_view prefix, std::string_view forename, std::string_view surname) {
    const std::string p(prefix);
    return has(p + "full_name") || (has(p + std::string(forename)) && has(p + std::string(surname)));
  };
  switch (mapping.subject) {
    case ImportSubject::pupils:
      if (!names("", "legal_forename", "legal_surname"))
        wrong.push_back({"columns", "Choose the columns with the forename and the surname"});
      if (!has("upn") && !has("born"))
        wrong.push_back({"columns", "Choose the column with the UPN or the date of birth: pupils are matched by them"});
      break;
    case ImportSubject::staff:
      if (!names("", "forename", "surname")) wrong.push_back({"columns", "Choose the columns with the forename and the surname"});
      break;
    case ImportSubject::memberships:
    case ImportSubject::family:
      if (!has("pupil.upn") && !has("pupil.admission_no") && !names("pupil.", "legal_forename", "legal_surname"))
        wrong.push_back(
            {"columns", "Choose the columns that say which pupil a line is about: the UPN, the admission number or the names"});
      if (mapping.subject == ImportSubject::memberships && !has("class_name"))
        wrong.push_back({"columns", "Choose the column with the name of the class or group"});
      if (mapping.subject == ImportSubject::family && !names("", "forename", "surname"))
        wrong.push_back({"columns", "Choose the columns with the family member’s forename and surname"});
      break;
  }
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "import mapping");
  return {};
}

web::Json to_json(const ColumnMapping& mapping) {
  web::Json::Array columns;
  for (const auto& column : mapping.columns)
    columns.emplace_back(web::Json::Object{{"header", column.header}, {"choice", to_choice(column.target)}});
  web::Json json(web::Json::Object{{"subject", code(mapping.subject)}, {"columns", std::move(columns)}});
  if (mapping.dates) json.set("dates", code(*mapping.dates));
  return json;
}

base::Result<ColumnMapping> mapping_from_json(const web::Json& json) {
  const auto broken = [] { return base::Error::invalid("mapping", "This is no saved column mapping", "import mapping json"); };
  const auto* subject_text = json.find("subject") ? json.find("subject")->string() : nullptr;
  const auto* columns = json.find("columns") ? json.find("columns")->array() : nullptr;
  if (!subject_text || !columns || columns->size() > 500) return broken();
  const auto subject = import_subject_of(*subject_text);
  if (!subject) return broken();
  ColumnMapping mapping{*subject, {}, {}};
  for (const auto& column : *columns) {
    const auto* header = column.find("header") ? column.find("header")->string() : nullptr;
    const auto* choice = column.find("choice") ? column.find("choice")->string() : nullptr;
    if (!header || !choice) return broken();
    auto target = parse_choice(*subject, *choice);
    if (!target) return broken();
    mapping.columns.push_back({*header, std::move(*target)});
  }
  if (const auto* dates = json.find("dates")) {
    if (!dates->string()) return broken();
    mapping.dates = date_order_of(*dates->string());
    if (!mapping.dates) return broken();
  }
  return mapping;
}

}  // namespace people
