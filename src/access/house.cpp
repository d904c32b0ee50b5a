// Opening a school, lending readers, keeping grants.
#include "access/house.h"

#include "access/embedded_migrations.h"
#include "access/house_key.h"
#include "access/standing_store.h"

#include <fmt/format.h>

#include <algorithm>

namespace access {
namespace {

std::shared_ptr<const db::Sight> sight_of(std::uint32_t everyone, bool all_flags, std::uint64_t fingerprint) {
  auto sight = std::make_shared<db::Sight>();
  sight->everyone = everyone;
  sight->restricted = sight->sealed = all_flags;
  sight->fingerprint = fingerprint;
  return sight;
}

}  // namespace

std::vector<std::string> open_tables() {
  return {"school",    "school_term",   "school_closure", "vocabulary", "staff",        "staff_role",  "role_request", "account",
          "recovery_code", "sign_in",   "api_token",      "school_class", "tie",        "own_family",  "kind_change",  "import_mapping",
          "record_named", "audit_head"};
}

ReaderLease::~ReaderLease() {
  if (reader_) house_->give_back(std::move(reader_));
}

House::House(HouseOptions options)
    : options_(std::move(options)),
      door_sight_(sight_of(bit(InfoClass::c0_directory), false, 1)),
      house_sight_(sight_of(0xFFFFFFFF, true, 2)) {
  db::Options open;
  open.open_tables = open_tables();
  open.create = options_.create;
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
  read_school(*pen);
  if (school_) {
    zone_.emplace(school_->zone);
    pen_ = std::make_unique<Pen>(std::move(pen), database_->engine());
  }
}

House::~House() { pen_.reset(); }

void House::read_school(db::WriteConnection& connection) {
  static constexpr db::Sql sql = "SELECT id, name, phase, zone, made_by, second_factor FROM school WHERE only_one = 1";
  connection.rows(sql, {}, [&](const db::Row& row) {
    school_ = School{row.id<SchoolId>(0), row.string(1), row.string(2), row.string(3), row.text(4) == "demo", row.text(5) == "required"};
  });
}

base::Result<void> House::found(const School& school) {
  if (school_) return base::Error::conflict("There is a school here already.", "found: school exists");
  static constexpr db::Sql insert_school =
      "INSERT INTO school (only_one, id, name, phase, zone, made_by, second_factor, access_epoch, created_at) "
      "VALUES (1, :id, :name, :phase, :zone, :made_by, :second_factor, 1, :now)";
  static constexpr db::Sql insert_head = "INSERT INTO audit_head (only_one, seq, hash) VALUES (1, 0, :hash)";
  auto pen = database_->writer();
  const auto id = school.id.is_nil() ? SchoolId::make(now(), random()) : school.id;
  const std::array binds = {db::Bind{"id", id},
                            db::Bind{"name", school.name},
                            db::Bind{"phase", school.phase},
                            db::Bind{"zone", school.zone},
                            db::Bind{"made_by", school.is_demonstration ? "demo" : "init"},
                            db::Bind{"second_factor", school.second_factor_required ? "required" : "optional"},
                            db::Bind{"now", now()},
                            db::Bind{"hash", genesis(id.bytes()).hash}};
  pen->begin();
  pen->execute(insert_school, binds);
  pen->execute(insert_head, binds);
  pen->commit();
  read_school(*pen);
  zone_.emplace(school_->zone);
  pen_ = std::make_unique<Pen>(std::move(pen), database_->engine());
  return {};
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
  const std::scoped_lock lock(guard_);
  if (readers_.size() < 8) readers_.push_back(std::move(reader));
}

std::shared_ptr<const Grants> House::grants_of(const StaffId& staff, SignInStrength strength, db::ReadConnection& reader) {
  const auto at = now();
  const auto epoch = access_epoch(reader);
  const auto who = std::pair{staff, static_cast<int>(strength)};
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
  found->standing.second_factor_required = school_->second_factor_required;
  auto grants = work_out(found->standing);
  const auto until = std::min(found->until, zone().start_of_day(day + 1));
  const std::scoped_lock lock(guard_);
  if (kept_.size() > 1000) kept_.clear();
  kept_[who] = {epoch, until, grants};
  return grants;
}

}  // namespace access
