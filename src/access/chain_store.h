// Where the audit chain is kept: its entries, and its head, which only ever moves on.
#pragma once

#include "access/chain.h"
#include "db/database.h"

#include <span>

namespace access {

/// The chain's first link, when a school is founded.
void add_head(db::WriteConnection& connection, const ChainHead& genesis);
/// Where the chain ends. Two programs over one PostgreSQL schema take turns: the lock is held to the end of the transaction.
/// Throws db::CannotStart when the head is damaged.
ChainHead load_head(db::WriteConnection& connection, db::Engine engine);
void move_head(db::WriteConnection& connection, const ChainHead& head);
/// Each has its seq, and a hash that links it to the one before.
struct LinkedEntry {
  const ChainEntry& entry;
  base::Bytes32 hash;
};
/// Where each statement is a way to the server and back, in as few as may be: a look at two hundred children is two hundred entries. In a file of
/// one's own there is no way, and one small statement again and again is the quickest.
void add_entries(db::WriteConnection& connection, db::Engine engine, std::span<const LinkedEntry> entries);

}  // namespace access
