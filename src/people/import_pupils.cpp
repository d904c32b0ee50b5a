// Pupils of a file matched with pupils on the roll, and their family members with those held.
#include "people/import_lines.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <unordered_set>

namespace people {
namespace {

/// How a line found its pupil.
struct Match {
  std::optional<std::size_t> held;  ///< nothing: the pupil is new
  bool keeps_upn = false;           ///< the file's UPN is a former one
};

std::string name_key(const FieldValues& values) {
  return base::fold(value_or_empty(values, "legal_surname")) + "|" + base::fold(value_or_empty(values, "legal_forename")) + "|" +
         value_or_empty(values, "born");
}

void check_needed(ReadLine& line, base::LocalDate today) {
  if (line.is_left_out()) return;
  // A file may have preferred names only in some lines: a legal name is then the preferred one.
  for (std::string_view part : {"surname", "forename"}) {
    const auto legal = fmt::format("legal_{}", part);
    if (!line.own.contains(legal)) {
      leave_out(line, fmt::format("It has no {}", part));
      return;
    }
  }
  const auto born = base::parse_iso_date(value_or_empty(line.own, "born"));
  if (!born && !line.own.contains("upn"))
    leave_out(line, "It has neither a UPN nor a date of birth, so the pupil cannot be matched");
  if (!born) return;
  if (*born > today) leave_out(line, "The date of birth is in the future");
  if (base::age_in_years(*born, today) > 21) line.out.notes.push_back("The date of birth makes the pupil older than 21");
  const auto actual = parse_year_group(value_or_empty(line.own, "year_group"));
  if (!actual || *actual == YearGroup::not_following()) return;
  // Near a new year files are made ahead or behind, so one year beside is said of no one.
  for (int year : {-1, 0, 1}) {
    const auto range = birthdays_of(
        *actual, (base::to_parts(today).month >= 9 ? base::to_parts(today).year : base::to_parts(today).year - 1) + year);
    if (range && *born >= range->first && *born <= range->last) return;
  }
  line.out.notes.push_back(fmt::format("{} is more than a year away from what the date of birth suggests", actual->title()));
}

/// Decides for every good line which pupil it is, UPNs before names, and leaves out what stands twice.
std::vector<Match> match_lines(std::vector<ReadLine>& lines, const PupilIndex& index, std::size_t held_count,
                               const std::vector<PupilRecord>& held) {
  std::vector<Match> matches(lines.size());
  std::vector<std::size_t> claimed(held_count, 0);  // the line of the file that is about this pupil
  std::unordered_map<std::string, std::size_t> upn_lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto& line = lines[i];
    const auto upn = value_or_empty(line.own, "upn");
    if (line.is_left_out() || upn.empty()) continue;
    if (const auto [first, fresh] = upn_lines.emplace(upn, line.out.line); !fresh) {
      leave_out(line, fmt::format("The same UPN stands in line {}", first->second));
      continue;
    }
    if (const auto found = index.by_upn(upn)) {
      matches[i].held = found;
      claimed[*found] = line.out.line;
    }
  }
  std::unordered_map<std::string, const ReadLine*> new_names;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto& line = lines[i];
    if (line.is_left_out() || matches[i].held) continue;
    const auto upn = value_or_empty(line.own, "upn"), born = value_or_empty(line.own, "born");
    if (const auto former = upn.empty() ? std::nullopt : index.by_former_upn(upn)) {
      if (claimed[*former] != 0) {
        leave_out(line, fmt::format("Line {} is about the same pupil", claimed[*former]));
        continue;
      }
      line.out.notes.push_back("This is a former UPN; the one held was kept");
      matches[i] = {former, true};
      claimed[*former] = line.out.line;
      continue;
    }
    std::vector<std::size_t> free;
    std::size_t other_line = 0;
    if (!born.empty()) {
      for (const auto found :
           index.by_name(value_or_empty(line.own, "legal_surname"), value_or_empty(line.own, "legal_forename"), born)) {
        if (claimed[found] == 0)
          free.push_back(found);
        else
          other_line = claimed[found];
      }
    }
    if (free.size() > 1) {
      leave_out(line, "More than one pupil on the roll has this name and date of birth, and the UPN is not theirs");
    } else if (free.size() == 1) {
      matches[i].held = free.front();
      claimed[free.front()] = line.out.line;
      if (!upn.empty() && !held[free.front()].upn.empty())
        line.out.notes.push_back("The UPN differs from the one held, which is kept as a former UPN");
    } else if (other_line != 0 && upn.empty()) {
      leave_out(line, fmt::format("Line {} is about the same pupil", other_line));
    } else {
      if (other_line != 0) line.out.notes.push_back(fmt::format("Line {} has the same name and date of birth", other_line));
      const auto [first, fresh] = new_names.emplace(name_key(line.own), &line);
      if (fresh || born.empty()) continue;
      const bool both_have_upns = !upn.empty() && first->second->own.contains("upn");
      const auto told = fmt::format("Line {} has the same name and date of birth", first->second->out.line);
      if (both_have_upns)
        line.out.notes.push_back(told);
      else
        leave_out(line, told);
    }
  }
  return matches;
}

void plan_new_classes(const SchoolRoll& held, ImportPlan& plan) {
  std::map<std::string, ImportStep<ClassRecord>> fresh;
  for (const auto& step : plan.pupils) {
    const auto& pupil = step.after;
    if (pupil.class_name.empty()) continue;
    const auto same = [&](const ClassRecord& c) { return c.kind == ClassKind::registration && c.name == pupil.class_name; };
    if (std::any_of(held.classes.begin(), held.classes.end(), same)) continue;
    const auto [found, is_first] = fresh.try_emplace(pupil.class_name);
    auto& record = found->second;
    if (is_first) {
      record.line = step.line;
      record.after.name = pupil.class_name;
      record.after.year_group = pupil.year_group;
    } else if (record.after.year_group != pupil.year_group) {
      record.after.year_group.reset();  // a mixed class
    }
  }
  for (auto& [name, step] : fresh) plan.classes.push_back(std::move(step));
}

using FamilyByPupil = std::map<PupilId, std::vector<const FamilyMemberRecord*>>;

FamilyByPupil family_by_pupil(const SchoolRoll& held) {
  FamilyByPupil family;
  for (const auto& member : held.family)
    if (member.pupil) family[*member.pupil].push_back(&member);
  return family;
}

std::vector<const FamilyMemberRecord*> family_of(const FamilyByPupil& family, const std::optional<PupilId>& pupil) {
  if (!pupil) return {};
  const auto found = family.find(*pupil);
  return found == family.end() ? std::vector<const FamilyMemberRecord*>{} : found->second;
}

}  // namespace

void plan_pupils(std::vector<ReadLine>& lines, const SchoolRoll& held, base::LocalDate today, ImportPlan& plan) {
  for (auto& line : lines) check_needed(line, today);
  const PupilIndex index(held.pupils);
  const auto matches = match_lines(lines, index, held.pupils.size(), held.pupils);
  const auto family = family_by_pupil(held);
  std::vector<bool> in_file(held.pupils.size(), false);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto& line = lines[i];
    if (line.is_left_out()) {
      // A line that is left out still says that its pupil has not gone.
      if (const auto found = index.by_upn(value_or_empty(line.own, "upn"))) in_file[*found] = true;
      for (const auto found :
           index.by_name(value_or_empty(line.own, "legal_surname"), value_or_empty(line.own, "legal_forename"), {}))
        in_file[found] = true;
      continue;
    }
    const PupilRecord* before = matches[i].held ? &held.pupils[*matches[i].held] : nullptr;
    PupilRecord after = before ? *before : PupilRecord{};
    auto values = line.own;
    if (matches[i].keeps_upn) values.erase("upn");
    if (before) {
      in_file[*matches[i].held] = true;
      for (const auto& empty : line.empty_own)
        if (const auto* field = find_field<PupilRecord>(empty); field && !field->get(*before).empty()) ++plan.empty_cells_kept;
      const auto upn = values.find("upn");
      if (upn != values.end() && !before->upn.empty() && before->upn != upn->second &&
          std::find(before->former_upns.begin(), before->former_upns.end(), before->upn) == before->former_upns.end() &&
          !values.contains("former_upns"))
        after.former_upns.push_back(before->upn);
      // What the preferred name column repeats from the legal one is no preferred name.
    }
    for (std::string_view part : {"surname", "forename"}) {
      const auto preferred = values.find(fmt::format("preferred_{}", part));
      const bool none_held = !before || (part == "surname" ? before->preferred_surname : before->preferred_forename).empty();
      if (preferred != values.end() && none_held && preferred->second == value_or_empty(values, fmt::format("legal_{}", part)))
        values.erase(preferred);
    }
    line.out.changes = apply_values(after, values);
    line.out.outcome = !before ? LineOutcome::added : line.out.changes.empty() ? LineOutcome::unchanged : LineOutcome::changed;
    if (line.out.outcome != LineOutcome::unchanged)
      plan.pupils.push_back({line.out.line, before ? std::optional(*before) : std::nullopt, after});
    for (const auto& [number, contact] : line.contacts)
      plan_family_member(family_of(family, before ? before->id : std::nullopt), before ? before->id : std::nullopt,
                         before ? std::nullopt : std::optional(line.out.line), contact, number,
                         fmt::format("contact.{}.", number), fmt::format("Contact {}: ", number), line, plan);
  }
  for (std::size_t i = 0; i < held.pupils.size(); ++i)
    if (!in_file[i] && held.pupils[i].id && !held.pupils[i].left_on) plan.pupils_not_in_file.push_back(*held.pupils[i].id);
  plan_new_classes(held, plan);
}

void plan_family_member(const std::vector<const FamilyMemberRecord*>& held, std::optional<PupilId> pupil,
                        std::optional<std::size_t> pupil_line, FieldValues values, int order, std::string_view prefix,
                        std::string_view title_prefix, ReadLine& line, ImportPlan& plan) {
  if (value_or_empty(values, "surname").empty() && value_or_empty(values, "forename").empty()) {
    line.out.notes.push_back(
        fmt::format("{}no name, so what stands beside it was left out", title_prefix.empty() ? "Family member: " : title_prefix));
    return;
  }
  const auto surname = base::fold(value_or_empty(values, "surname")), forename = base::fold(value_or_empty(values, "forename"));
  const FamilyMemberRecord* before = nullptr;
  const auto taken = [&](const FamilyMemberRecord* member) {  // two contacts of one line are two people
    for (auto step = plan.family.rbegin(); step != plan.family.rend() && step->line == line.out.line; ++step)
      if (step->before && step->before->id == member->id) return true;
    return false;
  };
  for (const auto* member : held)
    if (!before && base::fold(member->surname) == surname && base::fold(member->forename) == forename && !taken(member))
      before = member;
  for (const auto* member : held) {  // a changed surname, or a forename written in full at last
    const bool one_name_same =
        base::fold(member->surname) == surname || (!forename.empty() && base::fold(member->forename) == forename);
    if (!before && order != 0 && member->order == order && one_name_same && !taken(member)) before = member;
  }
  if (before && before->is_kept_safe) {
    std::size_t left_alone = 0;
    for (const auto* way : {"mobile", "home_phone", "work_phone", "email", "address", "note"}) left_alone += values.erase(way);
    if (left_alone > 0)
      line.out.notes.push_back(fmt::format("{}how they are reached is kept safe, and stays as it is", title_prefix.empty() ? "Family member: " : title_prefix));
  }
  FamilyMemberRecord after = before ? *before : FamilyMemberRecord{};
  after.pupil = pupil;
  if (!before && order != 0) after.order = order;
  auto changes = apply_values(after, values, prefix, title_prefix);
  if (before && changes.empty()) return;
  for (auto& change : changes) line.out.changes.push_back(std::move(change));
  if (line.out.outcome == LineOutcome::unchanged) line.out.outcome = LineOutcome::changed;
  FamilyStep step;
  step.line = line.out.line;
  if (before) step.before = *before;
  step.after = std::move(after);
  step.pupil_line = pupil_line;
  plan.family.push_back(std::move(step));
}

void plan_family(std::vector<ReadLine>& lines, const SchoolRoll& held, ImportPlan& plan) {
  const PupilIndex index(held.pupils);
  const auto family = family_by_pupil(held);
  std::map<std::string, std::size_t> seen;
  std::map<PupilId, int> added;
  for (auto& line : lines) {
    if (line.is_left_out()) continue;
    auto found = index.resolve(line.pupil);
    if (!found) {
      leave_out(line, found.error().for_user);
      continue;
    }
    const auto& pupil = held.pupils[*found];
    if (line.out.about.empty()) line.out.about = pupil.forename() + " " + pupil.surname();
    const auto surname = value_or_empty(line.own, "surname"), forename = value_or_empty(line.own, "forename");
    if (surname.empty() && forename.empty()) {
      leave_out(line, "It has no name of a family member");
      continue;
    }
    const auto key = fmt::format("{}|{}|{}", *found, base::fold(surname), base::fold(forename));
    if (const auto [first, fresh] = seen.emplace(key, line.out.line); !fresh) {
      leave_out(line, fmt::format("Line {} is about the same family member", first->second));
      continue;
    }
    const auto those = family_of(family, pupil.id);
    for (const auto& empty : line.empty_own)
      for (const auto* member : those)
        if (const auto* field = find_field<FamilyMemberRecord>(empty); field && !field->get(*member).empty() &&
                                                                       base::fold(member->surname) == base::fold(surname) &&
                                                                       base::fold(member->forename) == base::fold(forename))
          ++plan.empty_cells_kept;
    const auto said = value_or_empty(line.own, "order");
    const auto steps = plan.family.size();
    plan_family_member(those, pupil.id, std::nullopt, line.own, said.empty() ? 0 : std::stoi(said), "", "", line, plan);
    if (plan.family.size() > steps && !plan.family.back().before) {
      line.out.outcome = LineOutcome::added;
      auto& after = plan.family.back().after;
      if (after.order == 0 && pupil.id) after.order = static_cast<int>(those.size()) + ++added[*pupil.id];
    }
  }
}

}  // namespace people
