// Reads the tables of docs/permissions.md. It knows nothing of access/policy.cpp but the names of roles.
#include "testing/permissions_page.h"

#include "testing/places.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace test {
namespace {

using access::Act;
using access::May;

constexpr std::array<std::string_view, access::act_count> headings = {"### See", "### Add", "### Correct", "### Release", "### Sign", "### Decide"};
/// The letters of the page, in the order of Relation.
constexpr std::array<char, access::relation_count> letters = {'S', 'A', 'C', 'G', 'Y', 'D', 'K', 'V', 'L', 'B'};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) {
    const auto from = cell.find_first_not_of(' ');
    out.push_back(from == std::string::npos ? "" : cell.substr(from, cell.find_last_not_of(' ') - from + 1));
  }
  return out;
}

/// The rows of the first table after `heading`, without its head.
std::vector<std::vector<std::string>> table_after(const std::string& page, std::string_view heading) {
  const auto at = page.find(std::string("\n") + std::string(heading) + "\n");
  if (at == std::string::npos) throw std::runtime_error("docs/permissions.md has no " + std::string(heading));
  std::istringstream lines(page.substr(at + heading.size() + 2));
  std::vector<std::vector<std::string>> out;
  int before = 2;  // the head and the line under it
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('|')) {
      if (inside) break;
      continue;
    }
    inside = true;
    if (before-- > 0) continue;
    out.push_back(cells_of(line));
  }
  return out;
}

}  // namespace

PermissionsPage::PermissionsPage() {
  std::ifstream file(in_checkout("docs/permissions.md"), std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  for (std::size_t act = 0; act < headings.size(); ++act) {
    for (auto& row : table_after(page, headings[act])) {
      if (row.size() < access::class_count + 1) throw std::runtime_error("a row of docs/permissions.md is short");
      acts_[act].push_back({row[0], {row.begin() + 1, row.begin() + 1 + access::class_count}});
    }
    if (acts_[act].size() != access::role_count) throw std::runtime_error("docs/permissions.md does not name every role");
  }
  for (auto& row : table_after(page, "## Deeds of the school")) deeds_.push_back(", " + row.at(1) + ", ");
  if (deeds_.size() != access::may_count) throw std::runtime_error("docs/permissions.md does not name every deed");
}

const std::string& PermissionsPage::cell(access::Role role, unsigned info_class, Act act) const {
  for (const auto& row : acts_[static_cast<std::size_t>(act)])
    if (row.role == access::title(role)) return row.cells.at(info_class);
  throw std::runtime_error("docs/permissions.md does not know a role");
}

bool PermissionsPage::allows(access::Role role, const Stance& stance, unsigned info_class, Act act) const {
  const auto& letters_there = cell(role, info_class, act);
  const bool through_school = letters_there.find('S') != std::string::npos;
  if (stance.is_family) return through_school && (act == Act::add || (act == Act::see && info_class == 0));
  return through_school || letters_there.find(letters[static_cast<std::size_t>(stance.relation)]) != std::string::npos;
}

bool PermissionsPage::allows_some(access::Role role, const Stance& stance, std::uint32_t classes, Act act) const {
  for (unsigned n = 0; n < access::class_count; ++n)
    if (((classes >> n) & 1U) != 0 && allows(role, stance, n, act)) return true;
  return false;
}

bool PermissionsPage::is_about_pupils(May may) {
  switch (may) {
    case May::pupil_find:
    case May::card_read:
    case May::contacts_read:
    case May::chronology_read:
    case May::record_add:
    case May::record_correct:
    case May::record_sign:
    case May::record_decide:
    case May::concern_triage:
    case May::item_share:
    case May::glass_open: return true;
    default: return false;
  }
}

bool PermissionsPage::allows(access::Role role, May may) const {
  return deeds_[static_cast<std::size_t>(may)].find(", " + std::string(access::title(role)) + ", ") != std::string::npos;
}

bool PermissionsPage::allows(access::Role role, const Stance& stance, May may) const {
  constexpr std::uint32_t every = (1U << access::class_count) - 1;
  switch (may) {
    case May::pupil_find: return allows(role, stance, 0, Act::see);
    case May::card_read: return allows(role, stance, 1, Act::see);
    case May::contacts_read: return allows(role, stance, 2, Act::see);
    case May::chronology_read: return allows_some(role, stance, 0x0FF8, Act::see);
    case May::record_add: return allows_some(role, stance, every, Act::add);
    case May::record_correct: return allows_some(role, stance, every, Act::correct);
    case May::record_sign: return allows_some(role, stance, every, Act::sign);
    case May::record_decide: return allows_some(role, stance, every, Act::decide);
    case May::concern_triage:
    case May::item_share: return allows(role, stance, 9, Act::decide);
    case May::glass_open: return allows(role, may) && !stance.is_family && allows(role, stance, 0, Act::see);
    default: return allows(role, may);
  }
}

}  // namespace test
