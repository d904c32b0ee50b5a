// Reads facts and roll through the guarded views.
#include "record/analysis_store.h"

#include "people/year_group.h"
#include "record/following.h"
#include "record/small_numbers.h"

#include <algorithm>
#include <functional>

namespace record {
namespace {

constexpr db::Sql facts_of_kind =
    "SELECT record_id, pupil_id, part, day, minute, author_id, facts FROM seen_fact WHERE kind = :kind AND day >= :first AND day <= :last "
    "ORDER BY day, record_id, pupil_id";
constexpr db::Sql facts_of_pupil =
    "SELECT record_id, pupil_id, part, day, minute, author_id, facts FROM seen_fact WHERE pupil_id = :about AND kind = :kind AND day >= :first "
    "AND day <= :last ORDER BY day, record_id";
constexpr db::Sql pupils_on_roll =
    "SELECT p.id, p.given, p.family, p.year_group, p.class_name, d.sex, d.eal, c.pupil_premium, n.sen_status FROM seen_pupil p "
    "LEFT JOIN seen_pupil_detail d ON d.id = p.id LEFT JOIN seen_pupil_circumstance c ON c.id = p.id LEFT JOIN seen_pupil_need n ON n.id = p.id "
    "WHERE p.left_on IS NULL OR p.left_on >= :first";
constexpr db::Sql members_of =
    "SELECT m.pupil_id FROM seen_class_member m JOIN school_class k ON k.id = m.class_id WHERE k.name = :name AND "
    "(m.ends_on IS NULL OR m.ends_on >= :first)";
constexpr db::Sql names_of_staff = "SELECT id, name, post FROM staff";
constexpr db::Sql classes_seen =
    "SELECT DISTINCT k.name, k.kind FROM school_class k JOIN seen_class_member m ON m.class_id = k.id ORDER BY k.kind, k.name";
constexpr db::Sql years_seen = "SELECT DISTINCT year_group FROM seen_pupil WHERE left_on IS NULL AND year_group <> ''";

constexpr std::size_t most_listed = 30;

/// Somebody's way of reading: a pass, or the house's own connection.
using Reading = std::function<void(const db::Sql&, const db::RowReader&, std::vector<db::Bind>)>;

struct RollPupil {
  std::string given, family, year, class_name, sex, eal, premium, sen;
  bool knows_detail = false, knows_circumstance = false, knows_need = false;
};
using Roll = std::unordered_map<access::PupilId, RollPupil>;

Roll read_roll(const Reading& read, base::LocalDate first) {
  Roll out;
  read(pupils_on_roll,
       [&](const db::Row& row) {
         out.emplace(row.id<access::PupilId>(0),
                     RollPupil{row.string(1), row.string(2), row.string(3), row.string(4), row.string(5), row.string(6),
                               row.string(7), row.string(8), !row.is_null(5), !row.is_null(7), !row.is_null(8)});
       },
       {{"first", first}});
  return out;
}

Fact read_fact(const db::Row& row) {
  return {row.id<RecordId>(0), row.id<access::PupilId>(1),       row.text(2),
          row.date(3),         static_cast<int>(row.integer(4)), row.id<access::StaffId>(5),
          row.text(6)};
}

/// The pupils a scope narrows to; nothing where it does not.
std::optional<std::unordered_set<access::PupilId>> pupils_in(const Reading& read, const Scope& scope, const Roll& roll) {
  if (scope.class_name.empty() && scope.year_group.empty()) return std::nullopt;
  std::unordered_set<access::PupilId> members;
  if (!scope.class_name.empty())
    read(members_of, [&](const db::Row& row) { members.insert(row.id<access::PupilId>(0)); },
         {{"name", scope.class_name}, {"first", scope.first}});
  std::unordered_set<access::PupilId> out;
  for (const auto& [id, pupil] : roll)
    if ((scope.class_name.empty() || members.contains(id)) && (scope.year_group.empty() || pupil.year == scope.year_group))
      out.insert(id);
  return out;
}

/// One way of dividing the roll: the code of a pupil's row, or nothing where the reader may not know.
struct Division {
  std::string_view name, label;
  std::vector<std::pair<std::string, std::string>> rows;  ///< code, label; empty: what occurs
  std::function<std::optional<std::string>(const RollPupil&)> code;
};

std::vector<Division> divisions() {
  const auto yes_no = [](std::string_view yes, std::string_view no) {
    return std::vector<std::pair<std::string, std::string>>{{"yes", std::string(yes)}, {"no", std::string(no)}};
  };
  const auto known = [](bool knows, const std::string& value) {
    return knows ? std::optional<std::string>(value) : std::nullopt;
  };
  return {{"year",
           "Year group",
           {},
           [](const RollPupil& p) { return p.year.empty() ? std::nullopt : std::optional<std::string>(p.year); }},
          {"class",
           "Class",
           {},
           [](const RollPupil& p) { return p.class_name.empty() ? std::nullopt : std::optional<std::string>(p.class_name); }},
          {"sen",
           "Special educational needs",
           {{"N", "No SEN"}, {"K", "SEN support"}, {"E", "EHC plan"}},
           [known](const RollPupil& p) { return known(p.knows_need, p.sen); }},
          {"premium", "Pupil premium", yes_no("Pupil premium", "No pupil premium"),
           [known](const RollPupil& p) { return known(p.knows_circumstance, p.premium); }},
          {"sex", "Sex", {{"F", "Girls"}, {"M", "Boys"}}, [known](const RollPupil& p) { return known(p.knows_detail, p.sex); }},
          {"eal", "Language at home", yes_no("English as an additional language", "English at home"),
           [known](const RollPupil& p) { return known(p.knows_detail, p.eal); }}};
}

std::vector<Groups> divide(const Roll& roll, const std::optional<std::unordered_set<access::PupilId>>& only,
                           const Report& report) {
  std::vector<Groups> out;
  for (const auto& division : divisions()) {
    std::map<std::string, GroupCount> rows;
    for (const auto& [code, label] : division.rows) rows[code] = {code, label};
    for (const auto& [id, pupil] : roll) {
      if (only && !only->contains(id)) continue;
      const auto code = division.code(pupil);
      if (!code || (!division.rows.empty() && !rows.contains(*code))) continue;
      auto& row = rows[*code];
      ++row.pupils;
      if (const auto at = report.by_pupil.find(id); at != report.by_pupil.end()) row.records += at->second;
    }
    Groups groups{std::string(division.name), std::string(division.label), {}};
    if (division.rows.empty()) {
      for (auto& [code, row] : rows) {
        row.code = row.label = code;
        if (const auto year = division.name == "year" ? people::parse_year_group(code) : std::nullopt) row.label = year->title();
        groups.rows.push_back(row);
      }
      if (division.name == "year")
        std::stable_sort(groups.rows.begin(), groups.rows.end(), [](const GroupCount& a, const GroupCount& b) {
          const auto first = people::parse_year_group(a.code), second = people::parse_year_group(b.code);
          return first && second && first->rank() < second->rank();
        });
    } else {
      for (const auto& [code, label] : division.rows) groups.rows.push_back(rows[code]);
    }
    const auto somebody =
        std::count_if(groups.rows.begin(), groups.rows.end(), [](const GroupCount& row) { return row.pupils > 0; });
    if (somebody > 1) out.push_back(std::move(groups));
  }
  return out;
}

/// Each row tells how many pupils and how many records: a row is hidden where either must be.
void hide_groups(std::vector<Groups>& groups) {
  for (auto& each : groups) {
    std::vector<std::int64_t> pupils, records;
    for (const auto& row : each.rows) {
      pupils.push_back(row.pupils);
      records.push_back(row.records);
    }
    const auto few = hidden_cells(pupils), rare = hidden_cells(records);
    for (std::size_t i = 0; i < each.rows.size(); ++i) {
      auto& row = each.rows[i];
      row.hidden = few[i] || rare[i];
      row.pupils = row.hidden ? 0 : rounded(row.pupils);
      row.records = row.hidden ? 0 : rounded(row.records);
    }
  }
}

std::vector<PupilCount> most_of(const Roll& roll, const Report& report) {
  std::vector<PupilCount> out;
  for (const auto& [id, records] : report.by_pupil) {
    const auto at = roll.find(id);
    if (at == roll.end()) continue;
    out.push_back({id, at->second.given + " " + at->second.family, at->second.class_name, records});
  }
  std::sort(out.begin(), out.end(), [](const PupilCount& a, const PupilCount& b) {
    return a.records != b.records ? a.records > b.records : a.name < b.name;
  });
  if (out.size() > most_listed) out.resize(most_listed);
  return out;
}

std::vector<AdultCount> adults_of(const Reading& read, const Report& report) {
  std::vector<AdultCount> out;
  read(names_of_staff,
       [&](const db::Row& row) {
         const auto id = row.id<access::StaffId>(0);
         if (const auto at = report.by_adult.find(id); at != report.by_adult.end())
           out.push_back({id, row.string(1), row.string(2), at->second});
       },
       {});
  std::sort(out.begin(), out.end(), [](const AdultCount& a, const AdultCount& b) {
    return a.records != b.records ? a.records > b.records : a.name < b.name;
  });
  if (out.size() > most_listed) out.resize(most_listed);
  return out;
}

Reading as_pass(const access::Pass& pass) {
  return [&pass](const db::Sql& sql, const db::RowReader& row, std::vector<db::Bind> binds) {
    switch (binds.size()) {  // a pass takes a list
      case 0: return pass.each(sql, row);
      case 1: return pass.each(sql, row, {binds[0]});
      case 2: return pass.each(sql, row, {binds[0], binds[1]});
      case 3: return pass.each(sql, row, {binds[0], binds[1], binds[2]});
      default: return pass.each(sql, row, {binds[0], binds[1], binds[2], binds[3]});
    }
  };
}

Counted count_with(const Reading& read, const Kind& kind, const people::Calendar& calendar, const Scope& scope,
                   std::optional<base::LocalDate> split) {
  // One pupil is counted without the roll, unless a class or year narrows the scope besides.
  const bool one_pupil = scope.pupil && scope.class_name.empty() && scope.year_group.empty();
  const auto roll = one_pupil ? Roll{} : read_roll(read, scope.first);
  const auto only = pupils_in(read, scope, roll);
  Tally tally(kind, calendar, scope, only);
  const auto take = [&](const db::Row& row) { tally.add(read_fact(row)); };
  if (scope.pupil)
    read(facts_of_pupil, take, {{"about", *scope.pupil}, {"kind", kind.id}, {"first", scope.first}, {"last", scope.last}});
  else
    read(facts_of_kind, take, {{"kind", kind.id}, {"first", scope.first}, {"last", scope.last}});
  Counted out;
  if (split) out.split = before_and_after(tally, calendar, scope.first, *split, scope.last);
  out.report = tally.finish();
  out.pupils_on_roll = scope.pupil ? 1 : static_cast<std::int64_t>(only ? only->size() : roll.size());
  if (scope.pupil) return out;
  out.groups = divide(roll, only, out.report);
  out.pupils = most_of(roll, out.report);
  out.adults = adults_of(read, out.report);
  return out;
}

}  // namespace

bool may_count(const access::Grants& grants, const Kind& kind) {
  if (!is_read_by(kind, grants.person().roles)) return false;
  const auto wanted = access::bit(kind.info_class);
  if ((grants.everyone().classes(access::Act::see) & wanted) != 0) return true;
  return std::any_of(grants.close().begin(), grants.close().end(),
                     [&](const access::PupilGrant& grant) { return (grant.allowed.classes(access::Act::see) & wanted) != 0; });
}

bool may_be_told(const Kind& kind) { return !access::existence_hidden(kind.info_class); }

Counted count(const CountPass& pass, const Kind& kind, const people::Calendar& calendar, const Scope& scope,
              std::optional<base::LocalDate> split) {
  auto out = count_with(as_pass(pass), kind, calendar, scope, split);
  if (!pass.grants().may(access::May::numbers_read)) out.adults.clear();
  pass.saw(kind.info_class, scope.pupil.value_or(access::PupilId{}), {}, deeds::counted);
  return out;
}

Counted count(const access::PupilPass<access::May::chronology_read>& pass, const Kind& kind, const people::Calendar& calendar,
              Scope scope, std::optional<base::LocalDate> split) {
  scope.pupil = pass.pupil();
  auto out = count_with(as_pass(pass), kind, calendar, scope, split);
  pass.saw(kind.info_class, pass.pupil(), {}, deeds::counted);
  return out;
}

Counted count_whole_school(const NumbersPass& pass, access::House& house, const Kind& kind, const people::Calendar& calendar,
                           base::LocalDate first, base::LocalDate last) {
  Scope scope;
  scope.first = first;
  scope.last = last;
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  const Reading read = [&](const db::Sql& sql, const db::RowReader& row, const std::vector<db::Bind>& binds) {
    reader->rows(sql, binds, row);
  };
  auto out = count_with(read, kind, calendar, scope, std::nullopt);
  out.only_counts = true;
  out.pupils.clear();
  out.adults.clear();
  // Classes add up to years: told side by side, one would give the other's hidden rows away.
  std::erase_if(out.groups, [](const Groups& each) { return each.name == "class"; });
  hide_groups(out.groups);
  out.pupils_on_roll = rounded(out.pupils_on_roll);
  hide_small_numbers(out.report);
  if (out.report.hidden) out.groups.clear();
  pass.saw(access::InfoClass::c0_directory, {}, {}, deeds::counted);
  return out;
}

Behind behind(const CountPass& pass, const Kind& kind, const people::Calendar& calendar, const Scope& scope, std::size_t most) {
  const auto read = as_pass(pass);
  const auto roll = read_roll(read, scope.first);
  Tally tally(kind, calendar, scope, pupils_in(read, scope, roll));
  tally.keep(most);
  read(facts_of_kind, [&](const db::Row& row) { tally.add(read_fact(row)); },
       {{"kind", kind.id}, {"first", scope.first}, {"last", scope.last}});
  Behind out;
  auto kept = tally.kept();
  std::reverse(kept.begin(), kept.end());
  for (const auto& [record, pupil] : kept)
    if (auto line = find_line(pass, record, pupil)) {
      const auto at = roll.find(pupil);
      out.lines.push_back(std::move(*line));
      out.pupils.push_back(at == roll.end() ? "" : at->second.given + " " + at->second.family);
    }
  return out;
}

std::vector<ClassChoice> class_choices(const CountPass& pass) {
  return pass.rows(classes_seen, [](const db::Row& row) { return ClassChoice{row.string(0), row.text(1) == "group"}; });
}

std::vector<std::string> year_choices(const CountPass& pass) {
  auto out = pass.rows(years_seen, [](const db::Row& row) { return row.string(0); });
  std::sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) {
    const auto first = people::parse_year_group(a), second = people::parse_year_group(b);
    return first && second ? first->rank() < second->rank() : a < b;
  });
  return out;
}

}  // namespace record
