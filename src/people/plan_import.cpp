// From a parsed file to lines with values, and from lines to the plan of their subject.
#include "people/import_plan.h"

#include "base/text.h"
#include "people/import_lines.h"

#include <fmt/core.h>

#include <algorithm>

namespace people {

std::string_view code(LineOutcome outcome) {
  switch (outcome) {
    case LineOutcome::added: return "added";
    case LineOutcome::changed: return "changed";
    case LineOutcome::unchanged: return "unchanged";
    case LineOutcome::left_out: return "left_out";
  }
  return "left_out";
}

std::size_t ImportPlan::count(LineOutcome outcome) const {
  return static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [&](const PlanLine& line) { return line.outcome == outcome; }));
}

void leave_out(ReadLine& line, std::string reason, std::size_t column, std::string_view header) {
  if (line.is_left_out()) return;  // the first fault is told
  line.out.outcome = LineOutcome::left_out;
  line.out.reason = std::move(reason);
  line.out.column = column;
  line.out.header = std::string(header);
  line.out.changes.clear();
}

namespace {

using Of = ColumnTarget::Of;

struct TargetKind {
  FieldKind kind = FieldKind::text;
  std::size_t max = 0;
};

template <class Record>
TargetKind kind_in(std::string_view code) {
  const auto* field = find_field<Record>(code);
  return field ? TargetKind{field->kind, field->max} : TargetKind{};
}

TargetKind kind_of(ImportSubject subject, const ColumnTarget& target) {
  if (target.of == Of::pupil) return kind_in<PupilRecord>(target.field);
  if (target.of == Of::contact) return kind_in<FamilyMemberRecord>(target.field);
  switch (subject) {
    case ImportSubject::pupils: return kind_in<PupilRecord>(target.field);
    case ImportSubject::staff: return kind_in<StaffRecord>(target.field);
    case ImportSubject::memberships: return kind_in<ClassRecord>(target.field);
    case ImportSubject::family: return kind_in<FamilyMemberRecord>(target.field);
  }
  return {};
}

DateOrder find_date_order(const CsvTable& table, const ColumnMapping& mapping) {
  if (mapping.dates) return *mapping.dates;
  std::vector<std::string_view> cells;
  for (std::size_t c = 0; c < mapping.columns.size(); ++c) {
    const auto& target = mapping.columns[c].target;
    if (target.of == Of::nothing || kind_of(mapping.subject, target).kind != FieldKind::date) continue;
    for (std::size_t row = 1; row < table.rows(); ++row) cells.push_back(table.cell(row, c));
  }
  return detect_date_order(cells);
}

std::string about_of(const ReadLine& line, ImportSubject subject) {
  const bool own = subject == ImportSubject::pupils || subject == ImportSubject::staff;
  const auto& values = own ? line.own : line.pupil;
  const bool legal = subject != ImportSubject::staff;
  const auto pick = [&](std::string_view plain) {
    if (!legal) return value_or_empty(values, plain);
    const auto preferred = value_or_empty(values, fmt::format("preferred_{}", plain));
    return preferred.empty() ? value_or_empty(values, fmt::format("legal_{}", plain)) : preferred;
  };
  const std::string forename = pick("forename"), surname = pick("surname");
  return forename.empty() || surname.empty() ? forename + surname : forename + " " + surname;
}

}  // namespace

void spread_full_name(FieldValues& values, std::string_view title, std::string_view forename, std::string_view surname) {
  const auto whole = values.find("full_name");
  if (whole == values.end()) return;
  const auto name = split_name(whole->second);
  values.erase(whole);
  const auto fill = [&](std::string_view code, const std::string& text) {
    if (!code.empty() && !text.empty() && !values.contains(code)) values.emplace(std::string(code), text);
  };
  fill(title, name.title);
  fill(forename, name.forename);
  fill(surname, name.surname);
}

std::vector<ReadLine> read_lines(const CsvTable& table, const ColumnMapping& mapping, base::LocalDate today, ImportPlan& plan) {
  plan.dates = find_date_order(table, mapping);
  const CellRules rules{plan.dates, today};
  std::vector<TargetKind> kinds;
  for (const auto& column : mapping.columns) kinds.push_back(kind_of(mapping.subject, column.target));
  std::vector<ReadLine> lines;
  for (std::size_t row = 1; row < table.rows(); ++row) {
    ReadLine line;
    line.row = row;
    line.out.line = table.line(row);
    bool any = false;
    for (std::size_t c = 0; c < table.columns(row); ++c) any = any || !base::trim(table.cell(row, c)).empty();
    if (!any) continue;  // ",,,,": spreadsheets leave such lines at the end
    for (std::size_t c = mapping.columns.size(); c < table.columns(row); ++c)
      if (!table.cell(row, c).empty())
        leave_out(line,
                  fmt::format("It has {} cells where the headings have {}; a comma inside a cell may lack its quotation marks",
                              table.columns(row), mapping.columns.size()),
                  c + 1);
    for (std::size_t c = 0; c < mapping.columns.size(); ++c) {
      const auto& [header, target] = mapping.columns[c];
      if (target.of == Of::nothing) continue;
      auto reading = read_cell(kinds[c].kind, kinds[c].max, table.cell(row, c), rules);
      if (!reading.fault.empty()) leave_out(line, std::move(reading.fault), c + 1, header);
      if (!reading.note.empty()) line.out.notes.push_back(fmt::format("{}: {}", header, reading.note));
      if (reading.value.empty()) {
        if (target.of == Of::own && base::trim(table.cell(row, c)).empty()) line.empty_own.push_back(target.field);
        continue;
      }
      auto& values = target.of == Of::own ? line.own : target.of == Of::pupil ? line.pupil : line.contacts[target.contact];
      values.emplace(target.field, std::move(reading.value));
    }
    spread_full_name(line.pupil, {}, "legal_forename", "legal_surname");
    if (mapping.subject == ImportSubject::pupils) spread_full_name(line.own, {}, "legal_forename", "legal_surname");
    if (mapping.subject == ImportSubject::staff || mapping.subject == ImportSubject::family)
      spread_full_name(line.own, "title", "forename", "surname");
    for (auto& [number, values] : line.contacts) spread_full_name(values, "title", "forename", "surname");
    line.out.about = about_of(line, mapping.subject);
    lines.push_back(std::move(line));
  }
  return lines;
}

PupilIndex::PupilIndex(const std::vector<PupilRecord>& pupils) : pupils_(pupils) {
  for (std::size_t i = 0; i < pupils.size(); ++i) {
    const auto& pupil = pupils[i];
    if (!pupil.upn.empty()) upns_.emplace(pupil.upn, i);
    for (const auto& former : pupil.former_upns) former_.emplace(former, i);
    if (!pupil.admission_no.empty()) admissions_.emplace(pupil.admission_no, i);
    std::vector<std::string> keys;
    for (const auto* surname : {&pupil.legal_surname, &pupil.preferred_surname})
      for (const auto* forename : {&pupil.legal_forename, &pupil.preferred_forename}) {
        if (surname->empty() || forename->empty()) continue;
        auto key = base::fold(*surname) + "|" + base::fold(*forename);
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
      }
    for (auto& key : keys) names_.emplace(std::move(key), i);
  }
}

std::optional<std::size_t> PupilIndex::by_upn(std::string_view upn) const {
  const auto found = upns_.find(std::string(upn));
  return found == upns_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> PupilIndex::by_former_upn(std::string_view upn) const {
  const auto found = former_.find(std::string(upn));
  return found == former_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::size_t> PupilIndex::by_name(std::string_view surname, std::string_view forename, std::string_view born) const {
  std::vector<std::size_t> found;
  const auto [first, last] = names_.equal_range(base::fold(surname) + "|" + base::fold(forename));
  for (auto it = first; it != last; ++it) {
    const auto& pupil = pupils_[it->second];
    if (born.empty() || (pupil.born && base::to_iso(*pupil.born) == born)) found.push_back(it->second);
  }
  std::sort(found.begin(), found.end());
  return found;
}

base::Result<std::size_t> PupilIndex::resolve(const FieldValues& reference) const {
  const auto told = [](std::string text) { return base::Error{base::Error::Kind::invalid, std::move(text), "import reference"}; };
  if (const auto upn = value_or_empty(reference, "upn"); !upn.empty()) {
    if (const auto found = by_upn(upn)) return *found;
    if (const auto found = by_former_upn(upn)) return *found;
    return told("No pupil with this UPN is on the roll; import the pupils first");
  }
  if (const auto number = value_or_empty(reference, "admission_no"); !number.empty()) {
    const auto found = admissions_.find(number);
    if (found != admissions_.end()) return found->second;
    return told("No pupil with this admission number is on the roll; import the pupils first");
  }
  const auto surname = value_or_empty(reference, "legal_surname"), forename = value_or_empty(reference, "legal_forename");
  if (surname.empty() || forename.empty()) return told("It does not say which pupil it is about");
  const auto found = by_name(surname, forename, value_or_empty(reference, "born"));
  if (found.size() == 1) return found.front();
  if (found.empty()) return told("No pupil with this name is on the roll; import the pupils first");
  return told("More than one pupil has this name; add the UPN or the date of birth");
}

base::Result<ImportPlan> plan_import(const CsvTable& table, const ColumnMapping& mapping, const SchoolRoll& held,
                                     base::LocalDate today) {
  TRY_DO(check_mapping(mapping));
  if (table.rows() == 0 || mapping.columns.size() != table.columns(0))
    return base::Error::invalid("columns", "The columns chosen are those of another file; choose them again",
                                "import mapping width");
  if (table.rows() < 2)
    return base::Error::invalid("file", "The file has headings but no lines below them", "import without lines");
  ImportPlan plan;
  plan.subject = mapping.subject;
  auto lines = read_lines(table, mapping, today, plan);
  switch (mapping.subject) {
    case ImportSubject::pupils: plan_pupils(lines, held, today, plan); break;
    case ImportSubject::staff: plan_staff(lines, held, plan); break;
    case ImportSubject::memberships: plan_memberships(lines, held, plan); break;
    case ImportSubject::family: plan_family(lines, held, plan); break;
  }
  plan.lines.reserve(lines.size());
  for (auto& line : lines) plan.lines.push_back(std::move(line.out));
  return plan;
}

}  // namespace people
