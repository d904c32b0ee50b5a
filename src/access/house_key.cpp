// Key files.
#include "access/house_key.h"

#include "db/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace access {

std::filesystem::path key_place(const std::filesystem::path& folder, const std::filesystem::path& asked) {
  if (!asked.empty()) return asked;
  if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY")) {
    const auto place = std::filesystem::path(credentials) / "alongside-key";
    if (std::filesystem::exists(place)) return place;
  }
  return folder / "key";
}

base::Secret load_key(const std::filesystem::path& file, bool create, base::Random& random) {
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0) {
    if (!create)
      throw db::CannotStart(fmt::format(
          "The key is not at {}. Without it nobody can open this school's records. Put the key file back, or name its place with --key.",
          file.string()));
    base::Bytes fresh(32);
    random.fill(fresh);
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0) throw db::CannotStart(fmt::format("The key could not be written to {}. Check that the folder may be written.", file.string()));
    const std::string text = base::to_hex(fresh) + "\n";
    const bool written = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(out) == 0;
    ::close(out);
    if (!written) throw db::CannotStart("The key could not be written in full. Free some disk space and start again.");
    std::fputs(fmt::format("A new key was made: {}\n"
                           "Keep a copy of it in a safe place, APART from the backups: whoever has both can read everything,\n"
                           "and without the key nobody can read anything again.\n",
                           file.string()).c_str(), stderr);
    return base::Secret(std::move(fresh));
  }
  if ((about.st_mode & 077) != 0)
    throw db::CannotStart(fmt::format("Others on this machine may read the key at {}. Run: chmod 600 {}", file.string(), file.string()));
  std::ifstream in(file, std::ios::binary);
  std::string text;
  std::getline(in, text);
  auto key = base::from_hex(text);
  if (!key || key->size() != 32)
    throw db::CannotStart(fmt::format("The file {} does not hold a key (64 hexadecimal characters). Put the right file back.", file.string()));
  return base::Secret(std::move(*key));
}

}  // namespace access
