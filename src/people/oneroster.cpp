// Users, enrolments, classes and demographics joined by their source ids.
#include "people/oneroster.h"

#include "base/text.h"
#include "people/upn.h"
#include "people/year_group.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>

namespace people {
namespace {

/// One file of the set, read by heading.
class Sheet {
 public:
  Sheet() = default;
  explicit Sheet(CsvTable table) : table_(std::move(table)) {
    for (std::size_t c = 0; c < table_.columns(0); ++c) columns_.emplace(base::to_lower_ascii(base::trim(table_.cell(0, c))), c);
  }
  std::size_t rows() const { return table_.rows(); }
  std::size_t line(std::size_t row) const { return table_.line(row); }
  bool has(std::string_view heading) const { return columns_.contains(base::to_lower_ascii(heading)); }
  std::string cell(std::size_t row, std::string_view heading) const {
    const auto found = columns_.find(base::to_lower_ascii(heading));
    return found == columns_.end() ? std::string() : std::string(base::trim(table_.cell(row, found->second)));
  }
  bool is_deleted(std::size_t row) const { return base::to_lower_ascii(cell(row, "status")) == "tobedeleted"; }

 private:
  CsvTable table_;
  std::unordered_map<std::string, std::size_t> columns_;
};

using Files = std::map<std::string, std::string>;

/// An empty sheet when the set does not have the file.
base::Result<Sheet> read_sheet(const Files& files, std::string_view name) {
  for (const auto& [path, bytes] : files) {
    const auto slash = path.rfind('/');
    if (base::to_lower_ascii(slash == std::string::npos ? path : path.substr(slash + 1)) != name) continue;
    auto table = read_csv(bytes);
    if (!table) {
      const auto told = fmt::format("{}: {}", name, table.error().for_user);
      return base::Error{base::Error::Kind::invalid, told, "oneroster: " + table.error().for_log, {{"file", told}}};
    }
    return Sheet(*std::move(table));
  }
  return Sheet();
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    if (const auto one = base::trim(text.substr(0, end)); !one.empty()) out.emplace_back(one);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

struct User {
  std::size_t line = 0;
  std::string role, given, family, preferred_given, preferred_family, email, phone, sms, upn, identifier, born, sex, grade,
      class_name;
  std::vector<std::string> agents;
};

/// A UPN in `identifier` or as one of the ids in userIds ("{UPN:B801200005001},{mis:17}").
std::string find_upn(const std::string& identifier, const std::string& user_ids) {
  if (auto reading = read_upn(identifier); !reading.upn.empty()) return reading.upn;
  for (const auto& pair : split_list(user_ids)) {
    std::string id;
    for (const char c : pair.substr(pair.find(':') == std::string::npos ? 0 : pair.find(':') + 1))
      if (c != '{' && c != '}') id += c;
    const auto reading = read_upn(id);
    if (!reading.upn.empty()) return reading.upn;
    // One that says it is a UPN and fails its check is handed on, so that the preview can tell its line.
    if (base::to_lower_ascii(pair).starts_with("{upn:")) return id;
  }
  return {};
}

std::string year_of(const std::string& grades) {
  for (const auto& grade : split_list(grades))
    if (const auto group = parse_year_group(grade)) return group->code();
  return {};
}

struct Joined {
  std::map<std::string, User> users;  // by source id, in a fixed order
  std::vector<std::string> order;     // as they stand in users.csv
};

Joined join_users(const Sheet& users, const Sheet& roles, const Sheet& demographics) {
  Joined joined;
  std::unordered_map<std::string, std::string> main_roles;  // 1.2 keeps roles in a file of their own
  for (std::size_t row = 1; row < roles.rows(); ++row) {
    if (roles.is_deleted(row)) continue;
    const auto user = roles.cell(row, "userSourcedId");
    if (base::to_lower_ascii(roles.cell(row, "roleType")) == "primary" || !main_roles.contains(user))
      main_roles[user] = base::to_lower_ascii(roles.cell(row, "role"));
  }
  for (std::size_t row = 1; row < users.rows(); ++row) {
    const auto id = users.cell(row, "sourcedId");
    if (id.empty() || users.is_deleted(row)) continue;
    User user;
    user.line = users.line(row);
    user.role = base::to_lower_ascii(users.cell(row, "role"));
    if (user.role.empty() && main_roles.contains(id)) user.role = main_roles[id];
    user.given = users.cell(row, "givenName");
    user.family = users.cell(row, "familyName");
    user.preferred_given = users.cell(row, "preferredGivenName");
    user.preferred_family = users.cell(row, "preferredFamilyName");
    user.email = users.cell(row, "email");
    user.phone = users.cell(row, "phone");
    user.sms = users.cell(row, "sms");
    user.identifier = users.cell(row, "identifier");
    user.upn = find_upn(user.identifier, users.cell(row, "userIds"));
    if (user.upn == user.identifier) user.identifier.clear();
    user.grade = year_of(users.cell(row, "grades"));
    user.agents = split_list(users.cell(row, "agentSourcedIds"));
    if (joined.users.emplace(id, std::move(user)).second) joined.order.push_back(id);
  }
  for (std::size_t row = 1; row < demographics.rows(); ++row) {
    const auto found = joined.users.find(demographics.cell(row, "sourcedId"));
    if (found == joined.users.end() || demographics.is_deleted(row)) continue;
    found->second.born = demographics.cell(row, "birthDate");
    const auto sex = base::to_lower_ascii(demographics.cell(row, "sex"));
    if (sex == "female" || sex == "male") found->second.sex = sex;
  }
  return joined;
}

struct Class {
  std::string title, kind, grade, subject;
  std::string teachers;  // addresses or names, a semicolon between
};

std::map<std::string, Class> read_classes(const Sheet& sheet) {
  std::map<std::string, Class> classes;
  for (std::size_t row = 1; row < sheet.rows(); ++row) {
    if (sheet.is_deleted(row)) continue;
    const auto subjects = split_list(sheet.cell(row, "subjects"));
    classes.emplace(sheet.cell(row, "sourcedId"),
                    Class{sheet.cell(row, "title"),
                          base::to_lower_ascii(sheet.cell(row, "classType")) == "homeroom" ? "class" : "group",
                          year_of(sheet.cell(row, "grades")),
                          subjects.empty() ? std::string() : subjects.front(),
                          {}});
  }
  return classes;
}

/// A table under construction: choices for its columns, then rows.
class PartBuilder {
 public:
  PartBuilder(ImportSubject subject, std::initializer_list<std::string_view> choices) : subject_(subject) {
    for (const auto choice : choices) choices_.emplace_back(choice);
    builder_.row(1, choices_);
  }
  void row(std::size_t line, std::vector<std::string> cells) {
    builder_.row(line, cells);
    ++rows_;
  }
  void add_to(std::vector<OneRosterPart>& parts) {
    if (rows_ == 0) return;
    ColumnMapping mapping{subject_, {}, DateOrder::day_first};
    for (const auto& choice : choices_)
      mapping.columns.push_back({choice, parse_choice(subject_, choice).value_or(ColumnTarget{})});
    parts.push_back({subject_, builder_.take(), std::move(mapping)});
  }

 private:
  ImportSubject subject_;
  std::vector<std::string> choices_;
  CsvTableBuilder builder_;
  std::size_t rows_ = 0;
};

/// The reference columns of a pupil: the UPN where there is one, else the names with the birth date.
std::vector<std::string> reference_to(const User& pupil) {
  if (!pupil.upn.empty()) return {pupil.upn, "", "", ""};
  return {"", pupil.family, pupil.given, pupil.born};
}

std::string title_of_role(const std::string& role) {
  if (role.empty()) return {};
  std::string title = role;
  title[0] = title[0] >= 'a' && title[0] <= 'z' ? static_cast<char>(title[0] - 'a' + 'A') : title[0];
  return title;
}

bool is_staff(const std::string& role) {
  return role == "teacher" || role == "aide" || role == "administrator" || role == "proctor";
}
bool is_family(const std::string& role) { return role == "parent" || role == "guardian" || role == "relative"; }

void add_family(const Joined& joined, std::vector<OneRosterPart>& parts) {
  PartBuilder family(ImportSubject::family, {"pupil.upn", "pupil.legal_surname", "pupil.legal_forename", "pupil.born", "surname",
                                             "forename", "relationship", "mobile", "home_phone", "email"});
  std::map<std::string, std::set<std::string>> children_of;  // either side may name the other
  for (const auto& [id, user] : joined.users) {
    for (const auto& agent : user.agents) {
      if (user.role == "student") children_of[agent].insert(id);
      if (is_family(user.role)) children_of[id].insert(agent);
    }
  }
  for (const auto& id : joined.order) {
    const auto& member = joined.users.at(id);
    const auto children = children_of.find(id);
    if (!is_family(member.role) || children == children_of.end()) continue;
    for (const auto& child : children->second) {
      const auto pupil = joined.users.find(child);
      if (pupil == joined.users.end() || pupil->second.role != "student") continue;
      auto cells = reference_to(pupil->second);
      for (const auto& cell : {member.family, member.given, title_of_role(member.role), member.sms, member.phone, member.email})
        cells.push_back(cell);
      family.row(member.line, std::move(cells));
    }
  }
  family.add_to(parts);
}

void add_memberships(const Joined& joined, const Sheet& enrollments, const std::map<std::string, Class>& classes,
                     std::vector<OneRosterPart>& parts) {
  PartBuilder memberships(ImportSubject::memberships, {"pupil.upn", "pupil.legal_surname", "pupil.legal_forename", "pupil.born",
                                                       "class_name", "kind", "year_group", "subject", "teachers"});
  for (std::size_t row = 1; row < enrollments.rows(); ++row) {
    const auto user = joined.users.find(enrollments.cell(row, "userSourcedId"));
    const auto held = classes.find(enrollments.cell(row, "classSourcedId"));
    if (enrollments.is_deleted(row) || user == joined.users.end() || held == classes.end() || user->second.role != "student")
      continue;
    auto cells = reference_to(user->second);
    for (const auto& cell :
         {held->second.title, held->second.kind, held->second.grade, held->second.subject, held->second.teachers})
      cells.push_back(cell);
    memberships.row(enrollments.line(row), std::move(cells));
  }
  memberships.add_to(parts);
}

base::Error refused(std::string told, std::string for_log) {
  return base::Error::invalid("file", std::move(told), std::move(for_log));
}

}  // namespace

base::Result<OneRosterSet> read_oneroster(const Files& files) {
  TRY(const auto manifest, read_sheet(files, "manifest.csv"));
  TRY(const auto users, read_sheet(files, "users.csv"));
  TRY(const auto roles, read_sheet(files, "roles.csv"));
  TRY(const auto demographics, read_sheet(files, "demographics.csv"));
  TRY(const auto class_sheet, read_sheet(files, "classes.csv"));
  TRY(const auto enrollments, read_sheet(files, "enrollments.csv"));
  if (users.rows() < 2 || !users.has("sourcedId") || !users.has("givenName") || !users.has("familyName"))
    return refused("This is not a OneRoster set: it has no users.csv with people in it.", "oneroster: no users");
  OneRosterSet set;
  set.version = users.has("role") ? "1.1" : "1.2";
  for (std::size_t row = 1; row < manifest.rows(); ++row) {
    const auto name = manifest.cell(row, "propertyName"), value = manifest.cell(row, "value");
    if (name == "oneroster.version") set.version = value;
    if (name == "file.users" && base::to_lower_ascii(value) == "delta") set.only_changes = true;
  }
  if (set.version != "1.1" && set.version != "1.2")
    return refused("This OneRoster set is of a version that is not known here. Ask for version 1.1 or 1.2.",
                   "oneroster: version");
  auto joined = join_users(users, roles, demographics);
  auto classes = read_classes(class_sheet);
  for (std::size_t row = 1; row < enrollments.rows(); ++row) {
    const auto user = joined.users.find(enrollments.cell(row, "userSourcedId"));
    const auto held = classes.find(enrollments.cell(row, "classSourcedId"));
    if (enrollments.is_deleted(row) || user == joined.users.end() || held == classes.end()) continue;
    const auto& person = user->second;
    if (person.role == "student" && held->second.kind == "class") user->second.class_name = held->second.title;
    if (person.role == "teacher") {
      auto& teachers = held->second.teachers;
      teachers += (teachers.empty() ? "" : "; ") + (person.email.empty() ? person.given + " " + person.family : person.email);
    }
  }

  PartBuilder pupils(ImportSubject::pupils, {"upn", "admission_no", "legal_surname", "legal_forename", "preferred_surname",
                                             "preferred_forename", "born", "sex", "year_group", "class_name"});
  PartBuilder staff(ImportSubject::staff, {"staff_code", "surname", "forename", "email", "phone", "roles"});
  for (const auto& id : joined.order) {
    const auto& user = joined.users.at(id);
    if (user.role == "student") {
      pupils.row(user.line, {user.upn, user.identifier, user.family, user.given, user.preferred_family, user.preferred_given,
                             user.born, user.sex, user.grade, user.class_name});
    } else if (is_staff(user.role)) {
      const bool role_is_given = user.role == "teacher" || user.role == "aide";
      staff.row(user.line, {user.identifier, user.family, user.given, user.email, user.phone.empty() ? user.sms : user.phone,
                            role_is_given ? user.role : std::string()});
    }
  }
  pupils.add_to(set.parts);
  staff.add_to(set.parts);
  add_memberships(joined, enrollments, classes, set.parts);
  add_family(joined, set.parts);
  if (set.parts.empty()) return refused("This OneRoster set holds neither pupils nor staff.", "oneroster: nobody");
  return set;
}

}  // namespace people
