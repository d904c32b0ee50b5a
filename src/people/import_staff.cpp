// Staff of a file matched with staff held; memberships of classes and groups, and the classes that are new.
#include "people/import_lines.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace people {
namespace {

std::string staff_name_key(std::string_view surname, std::string_view forename) {
  return base::fold(surname) + "|" + base::fold(forename);
}

/// Staff by e-mail, code and name.
class StaffIndex {
 public:
  explicit StaffIndex(const std::vector<StaffRecord>& staff) : staff_(staff) {
    for (std::size_t i = 0; i < staff.size(); ++i) {
      if (!staff[i].email.empty()) emails_.emplace(base::to_lower_ascii(staff[i].email), i);
      if (!staff[i].staff_code.empty()) codes_.emplace(staff[i].staff_code, i);
      names_.emplace(staff_name_key(staff[i].surname, staff[i].forename), i);
    }
  }

  std::vector<std::size_t> by_name(const FieldValues& values) const {
    std::vector<std::size_t> found;
    const auto [first, last] =
        names_.equal_range(staff_name_key(value_or_empty(values, "surname"), value_or_empty(values, "forename")));
    for (auto it = first; it != last; ++it) found.push_back(it->second);
    return found;
  }

  /// The member of staff a line is about. Errors: two that fit.
  base::Result<std::optional<std::size_t>> match(const FieldValues& values) const {
    const auto email = base::to_lower_ascii(value_or_empty(values, "email"));
    const auto staff_code = value_or_empty(values, "staff_code");
    if (const auto found = emails_.find(email); found != emails_.end()) return std::optional(found->second);
    if (const auto found = codes_.find(staff_code); found != codes_.end()) return std::optional(found->second);
    auto found = by_name(values);
    // The same name with another address and another code is another person.
    std::erase_if(found, [&](std::size_t i) {
      return !email.empty() && !staff_[i].email.empty() && !staff_code.empty() && !staff_[i].staff_code.empty();
    });
    if (found.size() > 1)
      return base::Error{base::Error::Kind::invalid,
                         "More than one member of staff has this name; add the e-mail or the staff code", "import staff"};
    return found.empty() ? std::optional<std::size_t>() : std::optional(found.front());
  }

 private:
  const std::vector<StaffRecord>& staff_;
  std::unordered_map<std::string, std::size_t> emails_, codes_;
  std::unordered_multimap<std::string, std::size_t> names_;
};

}  // namespace

void plan_staff(std::vector<ReadLine>& lines, const SchoolRoll& held, ImportPlan& plan) {
  const StaffIndex index(held.staff);
  std::map<std::size_t, std::size_t> claimed;
  std::map<std::string, std::size_t> fresh;
  std::vector<bool> in_file(held.staff.size(), false);
  for (auto& line : lines) {
    if (line.is_left_out()) {
      for (const auto i : index.by_name(line.own)) in_file[i] = true;
      continue;
    }
    if (value_or_empty(line.own, "surname").empty() || value_or_empty(line.own, "forename").empty()) {
      leave_out(line, "It needs a forename and a surname");
      continue;
    }
    const auto found = index.match(line.own);
    if (!found) {
      leave_out(line, found.error().for_user);
      continue;
    }
    const StaffRecord* before = nullptr;
    if (found->has_value()) {
      const auto [first, is_first] = claimed.emplace(**found, line.out.line);
      if (!is_first) {
        leave_out(line, fmt::format("Line {} is about the same member of staff", first->second));
        continue;
      }
      before = &held.staff[**found];
      in_file[**found] = true;
    } else {
      const auto who = value_or_empty(line.own, "email").empty() ? value_or_empty(line.own, "staff_code")
                                                                 : base::to_lower_ascii(value_or_empty(line.own, "email"));
      const auto key =
          who.empty() ? staff_name_key(value_or_empty(line.own, "surname"), value_or_empty(line.own, "forename")) : who;
      if (const auto [first, is_first] = fresh.emplace(key, line.out.line); !is_first) {
        leave_out(line, fmt::format("Line {} is about the same member of staff", first->second));
        continue;
      }
    }
    auto values = line.own;
    if (!values.contains("roles") && !before)  // a new person's role may be plain from the post
      if (const auto role = importable_role(value_or_empty(values, "post"))) values.emplace("roles", access::code(*role));
    if (before && !before->roles.empty()) values.erase("roles");  // roles given here are changed here, by people
    StaffRecord after = before ? *before : StaffRecord{};
    if (before)
      for (const auto& empty : line.empty_own)
        if (const auto* field = find_field<StaffRecord>(empty); field && !field->get(*before).empty()) ++plan.empty_cells_kept;
    line.out.changes = apply_values(after, values);
    line.out.outcome = !before ? LineOutcome::added : line.out.changes.empty() ? LineOutcome::unchanged : LineOutcome::changed;
    if (line.out.outcome != LineOutcome::unchanged)
      plan.staff.push_back({line.out.line, before ? std::optional(*before) : std::nullopt, std::move(after)});
  }
  for (std::size_t i = 0; i < held.staff.size(); ++i)
    if (!in_file[i] && held.staff[i].id && !held.staff[i].left_on) plan.staff_not_in_file.push_back(*held.staff[i].id);
}

void plan_memberships(std::vector<ReadLine>& lines, const SchoolRoll& held, ImportPlan& plan) {
  const PupilIndex index(held.pupils);
  const auto key_of = [](const PupilId& pupil, std::string_view name, ClassKind kind) {
    return fmt::format("{}|{}|{}", pupil.text(), code(kind), name);
  };
  std::set<std::string> have, in_file;
  for (const auto& membership : held.memberships) have.insert(key_of(membership.pupil, membership.class_name, membership.kind));
  std::map<std::pair<std::string, ClassKind>, std::size_t> steps;  // class → its step in the plan
  std::set<std::pair<std::string, ClassKind>> named;
  std::map<std::string, std::size_t> seen;
  for (auto& line : lines) {
    if (line.is_left_out()) continue;
    const auto found = index.resolve(line.pupil);
    if (!found) {
      leave_out(line, found.error().for_user);
      continue;
    }
    const auto& pupil = held.pupils[*found];
    if (line.out.about.empty()) line.out.about = pupil.forename() + " " + pupil.surname();
    const auto name = value_or_empty(line.own, "class_name");
    if (name.empty() || !pupil.id) {
      leave_out(line, "It names no class or group");
      continue;
    }
    ClassRecord wanted;
    apply_values(wanted, line.own);
    if (!line.own.contains("kind")) {  // what the school already calls it, else a group unless it is the pupil's own class
      const auto same =
          std::find_if(held.classes.begin(), held.classes.end(), [&](const ClassRecord& c) { return c.name == name; });
      wanted.kind = same != held.classes.end() ? same->kind
                    : pupil.class_name == name ? ClassKind::registration
                                               : ClassKind::group;
    }
    const auto key = key_of(*pupil.id, name, wanted.kind);
    if (const auto [first, fresh] = seen.emplace(key, line.out.line); !fresh) {
      leave_out(line, fmt::format("Line {} says the same", first->second));
      continue;
    }
    const std::pair which(name, wanted.kind);
    named.insert(which);
    in_file.insert(key);
    // The class itself: new, or with a year group, subject or teacher that was not known.
    auto step = steps.find(which);
    if (step == steps.end()) {
      const auto existing = std::find_if(held.classes.begin(), held.classes.end(),
                                         [&](const ClassRecord& c) { return c.name == name && c.kind == wanted.kind; });
      ImportStep<ClassRecord> made{line.out.line, existing == held.classes.end() ? std::nullopt : std::optional(*existing), {}};
      made.after = made.before ? *made.before : ClassRecord{{}, name, wanted.kind, {}, {}, {}};
      step = steps.emplace(which, plan.classes.size()).first;
      plan.classes.push_back(std::move(made));
    }
    auto& record = plan.classes[step->second].after;
    if (wanted.year_group) record.year_group = wanted.year_group;
    if (!wanted.subject.empty()) record.subject = wanted.subject;
    for (const auto& teacher : wanted.teachers)
      if (std::find(record.teachers.begin(), record.teachers.end(), teacher) == record.teachers.end())
        record.teachers.push_back(teacher);
    if (have.contains(key)) continue;
    line.out.outcome = LineOutcome::added;
    line.out.changes.push_back({"class_name", "Class or group", "", name});
    plan.memberships.push_back({line.out.line, std::nullopt, {*pupil.id, name, wanted.kind}});
  }
  std::erase_if(plan.classes, [](const ImportStep<ClassRecord>& step) { return step.before && *step.before == step.after; });
  std::set<std::size_t> class_lines;
  for (const auto& step : plan.classes) class_lines.insert(step.line);
  for (auto& line : lines)
    if (line.out.outcome == LineOutcome::unchanged && class_lines.contains(line.out.line))
      line.out.outcome = LineOutcome::changed;
  for (const auto& membership : held.memberships)
    if (named.contains({membership.class_name, membership.kind}) &&
        !in_file.contains(key_of(membership.pupil, membership.class_name, membership.kind)))
      plan.memberships_not_in_file.push_back(membership);
}

}  // namespace people
