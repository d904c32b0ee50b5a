// Where the audit chain is kept: its entries, and its head, which only ever moves on.
#pragma once

#include "access/chain.h"
#include "db/database.h"

namespace access {

/// The chain's first link, when a school is founded.
void add_head(db::WriteConnection& connection, const ChainHead& genesis);
/// Where the chain ends. Two programs over one PostgreSQL schema take turns: the lock is held to the end of the transaction.
/// Throws db::CannotStart when the head is damaged.
ChainHead load_head(db::WriteConnection& connection, db::Engine engine);
void move_head(db::WriteConnection& connection, const ChainHead& head);
/// `entry` has its seq; `hash` links it to the one before.
void add_entry(db::WriteConnection& connection, const ChainEntry& entry, const base::Bytes32& hash);

}  // namespace access
