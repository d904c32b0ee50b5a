// `alongside restore`: a backup in place of an absent or broken school, looked at from end to end before anything is moved.
#include "access/house_key.h"
#include "access/unit_of_work.h"
#include "app/commands.h"
#include "record/witness_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr access::Deed restored{"backup.restored", "Put a backup in place"};
/// What SQLite keeps beside its file: without them it loses the newest commits, and beside another file they would damage it.
constexpr std::string_view companions[] = {"", "-wal", "-shm"};

/// True when another program has the file open: each holds a lock on this byte of the shared memory beside it (SQLite's file format, WAL).
bool is_in_use(const fs::path& file) {
  const int shared = ::open((file.string() + "-shm").c_str(), O_RDONLY | O_CLOEXEC);
  if (shared < 0) return false;
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = 128;
  lock.l_len = 1;
  const bool held = ::fcntl(shared, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  ::close(shared);
  return held;
}

void sync(const fs::path& place) {
  const int opened = ::open(place.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = opened >= 0 && ::fsync(opened) == 0;
  if (opened >= 0) ::close(opened);
  if (!done) throw db::CannotStart(fmt::format("{} could not be made durable. Check the disk.", place.string()));
}

/// The copy under examination; taken away unless it was put in place.
struct Candidate {
  fs::path file;
  ~Candidate() {
    std::error_code ignored;
    for (const auto part : companions) fs::remove(file.string() + std::string(part), ignored);
  }
};

base::Result<record::Verified> examine(const fs::path& file, const base::Secret& key) {
  const auto store = access::open_copy(file, key);
  if (const auto said = access::check_structure(*store); !said.empty())
    return base::Error::invalid("from", "The backup is damaged: " + said, "restore integrity");
  auto verified = record::verify(*store->writer());
  if (verified.broken) return base::Error::invalid("from", "The backup is not what was written: " + *verified.broken, "restore chain");
  return verified;
}

}  // namespace

int restore(const Arguments& arguments) {
  const auto options = house_options(arguments);
  if (!options.postgres_url.empty())
    return refuse(base::Error::invalid("database", "A school in PostgreSQL is restored with pg_restore", "restore postgres"));
  const fs::path from = arguments.text("from");
  const auto present = options.folder / "alongside.db";
  if (from.empty()) return refuse(base::Error::invalid("from", "Say which backup: --from FILE", "restore from"));
  if (!fs::is_regular_file(from)) return refuse(base::Error::invalid("from", "There is no such file", "restore from"));
  if (fs::exists(present) && !arguments.has("replace"))
    return refuse(base::Error::conflict("There is a school here already. With --replace it is moved aside and kept.", "restore exists"));
  if (is_in_use(present)) return refuse(base::Error::conflict("The school is being served. Stop it first.", "restore in use"));
  fs::create_directories(options.folder);
  const auto key = access::load_key(access::key_place(options.folder, options.key_file), false, *options.random);

  const Candidate candidate{options.folder / "alongside.db.restoring"};
  fs::copy_file(from, candidate.file, fs::copy_options::overwrite_existing);
  fs::permissions(candidate.file, fs::perms::owner_read | fs::perms::owner_write);
  const auto verified = examine(candidate.file, key);
  if (!verified) return refuse(verified.error());
  sync(candidate.file);

  std::string aside;
  if (fs::exists(present)) {
    auto moment = base::to_iso(options.clock->now());
    std::replace(moment.begin(), moment.end(), ':', '-');
    aside = fmt::format("{}.before-{}", present.string(), moment);
    for (const auto part : companions) {
      const auto one = present.string() + std::string(part);
      if (fs::exists(one)) fs::rename(one, aside + std::string(part));
    }
  }
  fs::rename(candidate.file, present);
  sync(options.folder);

  const auto house = open_house(arguments);
  access::UnitOfWork work(*house, access::JobName{"restore"});
  work.note({.deed = restored, .subject = house->school().id.bytes()});
  if (const auto written = std::move(work).commit(); !written) return refuse(written.error());
  std::fputs(fmt::format("{} is back as it was at entry {}: {} versions of records, unbroken.\n{}", house->school().name, verified->entries,
                         verified->versions, aside.empty() ? "" : fmt::format("What was here is kept in {}\n", aside))
                 .c_str(),
             stdout);
  return 0;
}

}  // namespace app
