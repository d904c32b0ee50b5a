// The only room that writes the tables `audit` and `audit_head`.
#include "access/chain_store.h"

#include <algorithm>
#include <array>

namespace access {

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

void add_entry(db::WriteConnection& connection, const ChainEntry& entry, const base::Bytes32& hash) {
  static constexpr db::Sql sql =
      "INSERT INTO audit (seq, at, actor, deed, info_class, subject, pupil, basis, policy_version, commitment, hash) "
      "VALUES (:seq, :at, :actor, :deed, :info_class, :subject, :pupil, :basis, :policy_version, :commitment, :hash)";
  const std::array binds = {db::Bind{"seq", entry.seq},
                            db::Bind{"at", entry.at},
                            db::Bind{"actor", entry.actor},
                            db::Bind{"deed", std::string_view(entry.deed)},
                            db::Bind{"info_class", entry.info_class},
                            db::Bind{"subject", entry.subject},
                            db::Bind{"pupil", entry.pupil},
                            db::Bind{"basis", std::string_view(entry.basis)},
                            db::Bind{"policy_version", entry.policy_version},
                            db::Bind{"commitment", entry.commitment},
                            db::Bind{"hash", hash}};
  connection.execute(sql, binds);
}

}  // namespace access
