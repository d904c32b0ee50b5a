// One school, opened: its store, its pen, its readers, its clock. Everything above asks this room for them.
#pragma once

#include "access/grants.h"
#include "access/pen.h"
#include "access/school.h"
#include "base/zone.h"

#include <atomic>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <typeindex>

namespace access {

struct HouseOptions {
  std::filesystem::path folder;        ///< DATA: alongside.db, key, kinds/
  std::filesystem::path key_file;      ///< empty: folder/key, or the systemd credential `alongside-key` where there is one
  std::string postgres_url;            ///< set: that server instead of the file
  std::string postgres_schema = "alongside";
  bool create = false;                 ///< make the store when there is none
  const base::Clock* clock = nullptr;  ///< must be given: main's, or a test's frozen one
  base::Random* random = &base::system_random();
};

class House;

/// A reading connection for as long as this lives, then back to the others.
class ReaderLease {
 public:
  ReaderLease(House& house, std::unique_ptr<db::ReadConnection> reader) : house_(&house), reader_(std::move(reader)) {}
  ReaderLease(ReaderLease&&) noexcept = default;
  ReaderLease& operator=(ReaderLease&&) = delete;
  ~ReaderLease();
  db::ReadConnection& operator*() const { return *reader_; }
  db::ReadConnection* operator->() const { return reader_.get(); }

 private:
  House* house_;
  std::unique_ptr<db::ReadConnection> reader_;
};

class House {
 public:
  /// Opens and brings the schema forward. Throws std::invalid_argument without a clock, and db::CannotStart with words for the person who starts it.
  explicit House(HouseOptions options);
  ~House();

  /// True once `found` was called, now or earlier.
  bool is_founded() const { return school_.has_value(); }
  /// Writes the school row and the first entry of the chain. Error when there is one already.
  base::Result<void> found(const School& school);
  const School& school() const { return school_.value(); }
  const base::Zone& zone() const { return zone_.value(); }

  const base::Clock& clock() const { return *options_.clock; }
  base::Random& random() const { return *options_.random; }
  base::UtcTime now() const { return options_.clock->now(); }
  base::LocalDate today() const { return zone().date_of(now()); }
  const std::filesystem::path& folder() const { return options_.folder; }
  db::Database& database() { return *database_; }
  const base::Secret& key() const { return key_; }

  /// Where the search store of this school stands, and its key.
  db::Options search_options() const;

  ReaderLease reader();
  Pen& pen() { return *pen_; }

  /// What a higher floor keeps for this school (its catalogue of kinds, its search index), one of each type. Put in before serving.
  template <class Room>
  void add_room(std::shared_ptr<Room> room) {
    rooms_[std::type_index(typeid(Room))] = std::move(room);
  }
  /// Nothing when nobody put one in.
  template <class Room>
  Room* find_room() const {
    const auto found = rooms_.find(std::type_index(typeid(Room)));
    return found == rooms_.end() ? nullptr : static_cast<Room*>(found->second.get());
  }
  /// Throws std::out_of_range when nobody put one in.
  template <class Room>
  Room& room() const {
    return *static_cast<Room*>(rooms_.at(std::type_index(typeid(Room))).get());
  }

  /// The grants of somebody who may sign in today; nothing for a leaver, a suspended account, an unknown id. Kept until a role,
  /// a relation or the day changes.
  std::shared_ptr<const Grants> grants_of(const StaffId& staff, SignInStrength strength, db::ReadConnection& reader);
  /// The number of changes to roles and relations, as the request that began last knows it.
  std::int64_t known_epoch() const { return known_epoch_.load(std::memory_order_relaxed); }
  /// What the house itself may see at the door: names and ties, no narrative.
  const std::shared_ptr<const db::Sight>& door_sight() const { return door_sight_; }
  /// What a named job of the house may see: everything, to index, export and verify.
  const std::shared_ptr<const db::Sight>& house_sight() const { return house_sight_; }

 private:
  friend class ReaderLease;
  struct KeptGrants {
    std::int64_t epoch = -1;
    base::UtcTime until;
    std::shared_ptr<const Grants> grants;
  };
  void move_in(std::unique_ptr<db::WriteConnection> pen);
  void give_back(std::unique_ptr<db::ReadConnection> reader);

  HouseOptions options_;
  base::Secret key_;
  std::unique_ptr<db::Database> database_;
  std::optional<School> school_;
  std::optional<base::Zone> zone_;
  std::unique_ptr<Pen> pen_;
  std::shared_ptr<const db::Sight> door_sight_;
  std::shared_ptr<const db::Sight> house_sight_;
  std::atomic<std::int64_t> known_epoch_ = -1;
  std::mutex guard_;
  std::vector<std::unique_ptr<db::ReadConnection>> readers_;
  std::map<std::pair<StaffId, int>, KeptGrants> kept_;
  std::map<std::type_index, std::shared_ptr<void>> rooms_;
};

/// The tables a reading connection may see directly: nothing in them is about a child.
std::vector<std::string> open_tables();

}  // namespace access
