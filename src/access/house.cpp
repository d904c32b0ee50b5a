// Opening a school, lending readers, keeping grants.
#include "access/house.h"

#include "access/chain_store.h"
#include "access/embedded_migrations.h"
#include "access/house_key.h"
#include "access/school_store.h"
#include "access/standing_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace access {
namespace {

std::shared_ptr<const db::Sight> sight_of(std::uint32_t everyone, bool all_flags, std::uint64_t fingerprint) {
  auto sight = std::make_shared<db::Sight>();
  sight->everyone = everyone;
  sight->everyone_decides = sight->everyone_signs = all_flags ? everyone : 0;
  sight->restricted = sight->sealed = all_flags;
  if (all_flags) sight->roles = {"house"};  // who reads a kind is narrowed for people; the house goes on counting and searching it
  sight->fingerprint = fingerprint;
  return sight;
}

}  // namespace

ReaderLease::~ReaderLease() {
  if (reader_) house_->give_back(std::move(reader_));
}

House::House(HouseOptions options)
    : options_(std::move(options)),
      door_sight_(sight_of(bit(InfoClass::c0_directory), false, 1)),
      house_sight_(sight_of(0xFFFFFFFF, true, 2)) {
  if (!options_.clock) throw std::invalid_argument("a house needs a clock");
  db::Options open;
  open.open_tables = open_tables();
  open.create = options_.create;
  open.reader_cache_kib = 768;  // a pupil's page lies together: more keeps memory, and is no faster
  if (options_.postgres_url.empty()) {
    if (options_.create) std::filesystem::create_directories(options_.folder);
    open.engine = db::Engine::sqlite;
    open.file = options_.folder / "alongside.db";
    const bool fresh = options_.create && !std::filesystem::exists(open.file);
    if (!fresh && !std::filesystem::exists(open.file))
      throw db::CannotStart(fmt::format("There is no school in {}. Make one with `alongside init` or `alongside demo`.",
                                        options_.folder.string()));
    key_ = load_key(key_place(options_.folder, options_.key_file), fresh, *options_.random);
    open.key = key_.copy();
  } else {
    open.engine = db::Engine::postgres;
    open.url = options_.postgres_url;
    open.schema = options_.postgres_schema;
  }
  database_ = db::open(open);
  auto pen = database_->writer();
  db::migrate(*pen, database_->engine(), embedded_migrations(), [&] {
    if (database_->engine() == db::Engine::sqlite)
      database_->backup(options_.folder / fmt::format("before-upgrade-{}.db", base::to_iso(now()).substr(0, 10)));
  });
  school_ = find_school(*pen);
  if (school_) move_in(std::move(pen));
}

House::~House() {
  rooms_.clear();  // some still write in a thread of their own until they are gone
  pen_.reset();
}

void House::move_in(std::unique_ptr<db::WriteConnection> pen) {
  zone_.emplace(school_->zone);
  pen_ = std::make_unique<Pen>(std::move(pen), database_->engine());
}

base::Result<void> House::found(const School& school) {
  if (school_) return base::Error::conflict("There is a school here already.", "found: school exists");
  auto founded = school;
  if (founded.id.is_nil()) founded.id = SchoolId::make(now(), random());
  auto pen = database_->writer();
  pen->begin();
  add_school(*pen, founded, now());
  add_head(*pen, genesis(founded.id.bytes()));
  pen->commit();
  school_ = std::move(founded);
  move_in(std::move(pen));
  return {};
}

db::Options House::search_options() const {
  db::Options out;
  out.engine = database_->engine();
  out.file = options_.folder / "alongside.db";
  out.key = key_.copy();
  out.url = options_.postgres_url;
  out.schema = options_.postgres_schema;
  return out;
}

ReaderLease House::reader() {
  {
    const std::scoped_lock lock(guard_);
    if (!readers_.empty()) {
      auto reader = std::move(readers_.back());
      readers_.pop_back();
      return {*this, std::move(reader)};
    }
  }
  return {*this, database_->reader()};
}

void House::give_back(std::unique_ptr<db::ReadConnection> reader) {
  reader->end_snapshot();
  reader->look_as(nullptr);  // whoever is lent it next looks as themselves, or is refused
  const std::scoped_lock lock(guard_);
  if (readers_.size() < 8) readers_.push_back(std::move(reader));
}

std::shared_ptr<const Grants> House::grants_of(const StaffId& staff, SignInStrength strength, Freshness freshness,
                                               db::ReadConnection& reader) {
  const auto at = now();
  const auto epoch = access_epoch(reader);
  known_epoch_.store(epoch, std::memory_order_relaxed);
  const auto who = std::pair{staff, static_cast<int>(strength) * 2 + static_cast<int>(freshness)};
  {
    const std::scoped_lock lock(guard_);
    const auto kept = kept_.find(who);
    if (kept != kept_.end() && kept->second.epoch == epoch && at < kept->second.until) return kept->second.grants;
  }
  reader.look_as(door_sight_);
  const auto day = zone().date_of(at);
  auto found = load_standing(reader, staff, at, day);
  if (!found) return nullptr;
  found->standing.strength = strength;
  found->standing.freshness = freshness;
  found->standing.second_factor_required = school_->second_factor_required;
  auto grants = work_out(found->standing);
  const auto until = std::min(found->until, zone().start_of_day(day + 1));
  const std::scoped_lock lock(guard_);
  if (kept_.size() > 1000) kept_.clear();
  kept_[who] = {epoch, until, grants};
  return grants;
}

}  // namespace access
