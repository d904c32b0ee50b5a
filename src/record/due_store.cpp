// SQL of reminders.
#include "record/due_store.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace record {
namespace {

constexpr db::Sql setting = "SELECT value FROM school_setting WHERE name = 'due_ahead'";
constexpr db::Sql put_setting =
    "INSERT INTO school_setting (name, value, set_by, set_at) VALUES ('due_ahead', :value, :me, :now) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at";
constexpr db::Sql people =
    "SELECT s.id FROM staff s JOIN account a ON a.staff_id = s.id WHERE s.starts_on <= :today AND (s.ends_on IS NULL OR s.ends_on >= :today) ORDER BY s.id";
constexpr db::Sql leavers = "SELECT id, name FROM staff WHERE ends_on < :today";
constexpr db::Sql told = "SELECT COUNT(*) FROM due_reminder WHERE staff_id = :staff AND what = :what AND ahead <= :ahead";
constexpr db::Sql insert = "INSERT INTO due_reminder (staff_id, what, ahead, at) VALUES (:staff, :what, :ahead, :now) ON CONFLICT DO NOTHING";

constexpr std::size_t most = 5;
constexpr int longest = 180;

Aheads usual() { return {28, 14, 3}; }

Aheads stored(const std::string& text) {
  const auto read = read_aheads(text);
  return read ? *read : usual();
}

}  // namespace

base::Result<Aheads> read_aheads(std::string_view text) {
  const auto wrong = [] { return base::Error::invalid("ahead", "Enter one to five numbers of days from 1 to 180, like 28, 14, 3", "days ahead"); };
  Aheads out;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    const auto word = base::trim(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    int days = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), days);
    if (read.ec != std::errc() || read.ptr != word.data() + word.size() || days < 1 || days > longest) return wrong();
    if (std::find(out.begin(), out.end(), days) == out.end()) out.push_back(days);
  }
  if (out.empty() || out.size() > most) return wrong();
  std::sort(out.rbegin(), out.rend());
  return out;
}

std::string to_text(const Aheads& aheads) { return fmt::format("{}", fmt::join(aheads, ", ")); }

Aheads find_aheads(const access::Pass& pass) { return stored(pass.row(setting, [](const db::Row& row) { return row.string(0); }).value_or(std::string())); }

Aheads find_aheads(db::ReadConnection& reader) {
  std::string text;
  reader.rows(setting, {}, [&](const db::Row& row) { text = row.string(0); });
  return stored(text);
}

void put_aheads(access::UnitOfWork& work, const access::StaffPass<access::May::school_administer>& pass, const Aheads& aheads) {
  work.write(pass, access::Entry{.deed = deeds::due_set, .subject = pass.who().id.bytes()}, put_setting, {{"value", to_text(aheads)}}, access::Expect::one);
}

std::map<access::StaffId, std::string> list_leavers(const access::Pass& pass) {
  std::map<access::StaffId, std::string> out;
  pass.each(leavers, [&](const db::Row& row) { out[row.id<access::StaffId>(0)] = row.string(1); });
  return out;
}

std::vector<access::StaffId> list_who_is_reminded(db::ReadConnection& reader, base::LocalDate today) {
  std::vector<access::StaffId> out;
  const std::array on = {db::Bind{"today", today}};
  reader.rows(people, on, [&](const db::Row& row) { out.push_back(row.id<access::StaffId>(0)); });
  return out;
}

bool was_reminded(db::ReadConnection& reader, const access::StaffId& staff, const base::Bytes32& what, int ahead) {
  std::int64_t count = 0;
  const std::array binds = {db::Bind{"staff", staff}, db::Bind{"what", what}, db::Bind{"ahead", ahead}};
  reader.rows(told, binds, [&](const db::Row& row) { count = row.integer(0); });
  return count > 0;
}

void remind(access::UnitOfWork& work, const access::StaffId& staff, const base::Bytes32& what, int ahead, const access::Entry& entry) {
  work.write_at_the_door(entry, insert, {{"staff", staff}, {"what", what}, {"ahead", ahead}}, access::Expect::one);
}

}  // namespace record
