// The only room that writes the tables `audit` and `audit_head`.
#include "access/chain_store.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace access {
namespace {

constexpr std::array<std::string_view, 11> columns = {"seq", "at", "actor", "deed", "info_class", "subject", "pupil", "basis", "policy_version", "commitment", "hash"};

/// Text that is put together while compiling: a literal, though nobody wrote it out.
template <std::size_t Size>
struct Letters {
  std::array<char, Size> text{};
  std::size_t length = 0;
  constexpr void put(std::string_view more) {
    for (const char c : more) text[length++] = c;
  }
  constexpr void put_number(std::size_t number) {
    if (number >= 10) put_number(number / 10);
    text[length++] = static_cast<char>('0' + number % 10);
  }
};

/// One INSERT of so many rows, whose parameters are called seq0, at0 … seq1, at1 …
template <std::size_t Rows>
struct Insert {
  static constexpr auto text = [] {
    Letters<200 + Rows * 150> out;
    out.put("INSERT INTO audit (");
    for (std::size_t column = 0; column < columns.size(); ++column) {
      if (column > 0) out.put(", ");
      out.put(columns[column]);
    }
    out.put(") VALUES ");
    for (std::size_t row = 0; row < Rows; ++row) {
      out.put(row == 0 ? "(" : ", (");
      for (std::size_t column = 0; column < columns.size(); ++column) {
        out.put(column == 0 ? ":" : ", :");
        out.put(columns[column]);
        out.put_number(row);
      }
      out.put(")");
    }
    return out;
  }();
  static constexpr auto names = [] {
    std::array<Letters<20>, Rows * columns.size()> out{};
    for (std::size_t n = 0; n < out.size(); ++n) {
      out[n].put(columns[n % columns.size()]);
      out[n].put_number(n / columns.size());
    }
    return out;
  }();
  static constexpr db::Sql sql = text.text.data();
  static constexpr std::string_view name(std::size_t n) { return {names[n].text.data(), names[n].length}; }
};

/// Writes the first `Rows` and returns those that are left.
template <std::size_t Rows>
std::span<const LinkedEntry> add_first(db::WriteConnection& connection, std::span<const LinkedEntry> entries) {
  std::vector<db::Bind> binds;
  binds.reserve(Rows * columns.size());
  const auto bind = [&](db::Value value) { binds.push_back({Insert<Rows>::name(binds.size()), std::move(value)}); };
  for (const auto& [entry, hash] : entries.first(Rows)) {
    bind(entry.seq);
    bind(entry.at);
    bind(entry.actor);
    bind(std::string_view(entry.deed));
    bind(entry.info_class);
    bind(entry.subject);
    bind(entry.pupil);
    bind(std::string_view(entry.basis));
    bind(entry.policy_version);
    bind(entry.commitment);
    bind(hash);
  }
  connection.execute(Insert<Rows>::sql, binds);
  return entries.subspan(Rows);
}

}  // namespace

void add_head(db::WriteConnection& connection, const ChainHead& genesis) {
  static constexpr db::Sql sql = "INSERT INTO audit_head (only_one, seq, hash) VALUES (1, :seq, :hash)";
  const std::array binds = {db::Bind{"seq", genesis.seq}, db::Bind{"hash", genesis.hash}};
  connection.execute(sql, binds);
}

ChainHead load_head(db::WriteConnection& connection, db::Engine engine) {
  static constexpr db::Sql sqlite = "SELECT seq, hash FROM audit_head WHERE only_one = 1";
  static constexpr db::Sql postgres = "SELECT seq, hash FROM audit_head WHERE only_one = 1 FOR UPDATE";
  ChainHead head;
  connection.rows(engine == db::Engine::postgres ? postgres : sqlite, {}, [&](const db::Row& row) {
    head.seq = row.integer(0);
    const auto hash = row.bytes(1);
    if (hash.size() != head.hash.size()) throw db::CannotStart("The audit chain's head is damaged. Restore the last good backup.");
    std::copy(hash.begin(), hash.end(), head.hash.begin());
  });
  return head;
}

void move_head(db::WriteConnection& connection, const ChainHead& head) {
  static constexpr db::Sql sql = "UPDATE audit_head SET seq = :seq, hash = :hash WHERE only_one = 1";
  const std::array binds = {db::Bind{"seq", head.seq}, db::Bind{"hash", head.hash}};
  connection.execute(sql, binds);
}

void add_entries(db::WriteConnection& connection, db::Engine engine, std::span<const LinkedEntry> entries) {
  if (engine == db::Engine::postgres) {
    while (entries.size() >= 64) entries = add_first<64>(connection, entries);
    while (entries.size() >= 16) entries = add_first<16>(connection, entries);
    while (entries.size() >= 4) entries = add_first<4>(connection, entries);
  }
  while (!entries.empty()) entries = add_first<1>(connection, entries);
}

}  // namespace access
