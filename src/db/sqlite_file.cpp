// Checks made on the file and its file system, and the flushes SQLite does not do for us.
#include "db/sqlite_file.h"

#include "base/log.h"
#include "db/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace db {
namespace {

struct OpenFile {
  int number;
  explicit OpenFile(int opened) : number(opened) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (number >= 0) ::close(number);
  }
};

void sync_path(const std::filesystem::path& path, int flags) {
  const OpenFile file(::open(path.c_str(), flags | O_CLOEXEC));
  if (file.number < 0 || ::fsync(file.number) != 0) {
    throw DatabaseError(DatabaseError::Kind::connection,
                        fmt::format("cannot flush {} to the disk: {}", path.string(), std::strerror(errno)));
  }
}

}  // namespace

FileSystemFitness fitness_of_file_system(long magic) {
  switch (static_cast<unsigned long>(magic) & 0xFFFFFFFFUL) {
    case 0x6969:      // NFS
    case 0x517B:      // SMB
    case 0xFE534D42:  // SMB 2 and 3
    case 0xFF534D42:  // CIFS
    case 0x65735546:  // FUSE, whatever stands behind it
    case 0x01021997:  // 9p
    case 0x5346414F:  // AFS
    case 0x73757245:  // Coda
    case 0x564C:      // NCP
    case 0x00C36400:  // Ceph
    case 0x0BD00BD0:  // Lustre
    case 0x7461636F:  // OCFS2: locks are kept by a cluster
    case 0x01161970:  // GFS2
      return FileSystemFitness::unfit;
    case 0x794C7630:  // overlayfs: a container's own layer, gone with the container
    case 0x01021994:  // tmpfs: gone with the power
    case 0x858458F6:  // ramfs
      return FileSystemFitness::doubtful;
    default:
      return FileSystemFitness::fit;
  }
}

void check_file_system(const std::filesystem::path& file) {
  auto folder = file.parent_path();
  if (folder.empty()) folder = ".";
  struct statfs about {};
  if (::statfs(folder.c_str(), &about) != 0) {
    throw CannotStart(fmt::format("The folder {} cannot be read: {}. Check that it exists and belongs to the user Alongside runs as.",
                                  folder.string(), std::strerror(errno)));
  }
  switch (fitness_of_file_system(about.f_type)) {
    case FileSystemFitness::fit:
      return;
    case FileSystemFitness::doubtful:
      base::log::warning("database_on_doubtful_file_system", {{"type", static_cast<std::int64_t>(about.f_type)}});
      return;
    case FileSystemFitness::unfit:
      throw CannotStart(fmt::format(
          "The folder {} is on a network share or a FUSE file system. A database there can be damaged, because such file systems do "
          "not keep locks as a disk does. Move the data to a disk of this machine and start again with --data and its new place.",
          folder.string()));
  }
}

void prepare_file(const std::filesystem::path& file, bool create) {
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0) {
    if (errno != ENOENT) {
      throw CannotStart(fmt::format("{} cannot be read: {}. Check who owns it and its folder.", file.string(), std::strerror(errno)));
    }
    if (!create) {
      throw CannotStart(fmt::format("There is no database at {}. Check --data, or make a new school with: alongside init",
                                    file.string()));
    }
    const OpenFile made(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (made.number < 0) {
      throw CannotStart(fmt::format("{} cannot be made: {}. Check who owns the folder, and that the disk is not full.",
                                    file.string(), std::strerror(errno)));
    }
    return;
  }
  if (!S_ISREG(about.st_mode)) throw CannotStart(fmt::format("{} is not a file. Check --data.", file.string()));
  if (about.st_size == 0) {
    if (create) return;
    throw CannotStart(fmt::format("{} is empty, so it is not a school's database. Put the last backup back with: alongside restore",
                                  file.string()));
  }
  const OpenFile opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  char head[16] = {};
  if (opened.number < 0 || ::pread(opened.number, head, sizeof head, 0) < 0) {
    throw CannotStart(fmt::format("{} cannot be read: {}. Check who owns it.", file.string(), std::strerror(errno)));
  }
  if (std::string_view(head, sizeof head) == std::string_view("SQLite format 3", 16)) {
    throw CannotStart(fmt::format("{} is an unencrypted SQLite database, not one Alongside made. Check --data.", file.string()));
  }
}

void check_sqlite_version(int version) {
  if (version >= 3'051'003) return;
  throw CannotStart(fmt::format(
      "This program was built with SQLite {}.{}.{}, which can corrupt a database (the WAL-reset race). Build it with bin/build, which "
      "brings a version from 3.51.3 on.",
      version / 1'000'000, version / 1000 % 1000, version % 1000));
}

void sync_file(const std::filesystem::path& file) { sync_path(file, O_RDONLY); }

void sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.parent_path();
  sync_path(folder.empty() ? std::filesystem::path(".") : folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace db
