// `alongside verify`: is everything as it was written? Of the school in use, or of a backup.
#include "access/house_key.h"
#include "app/commands.h"
#include "record/witness_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace app {
namespace {

base::Result<std::vector<access::ChainHead>> read_recorded(const std::string& text) {
  if (text.empty()) return std::vector<access::ChainHead>{};
  const auto colon = text.find(':');
  access::ChainHead head;
  const auto hash = colon == std::string::npos ? std::nullopt : base::from_hex(text.substr(colon + 1));
  const auto read = std::from_chars(text.data(), text.data() + std::min(colon, text.size()), head.seq);
  if (!hash || hash->size() != head.hash.size() || read.ec != std::errc{} || read.ptr != text.data() + colon)
    return base::Error::invalid("head", "Write the head as verify printed it: NUMBER:HASH", "verify head");
  std::copy(hash->begin(), hash->end(), head.hash.begin());
  return std::vector{head};
}

int tell(const record::Verified& verified) {
  if (verified.broken) {
    std::fputs(fmt::format("BROKEN: {}\n{} entries before it hold.\n", *verified.broken, verified.entries).c_str(), stdout);
    return 1;
  }
  std::fputs(fmt::format("Unbroken: {} entries, {} versions of records.\n"
                         "Head {}:{}\n"
                         "Keep that line somewhere else; `alongside verify --head …` shows later that nothing before it was rewritten.\n",
                         verified.entries, verified.versions, verified.head.seq, base::to_hex(verified.head.hash))
                 .c_str(),
             stdout);
  return 0;
}

}  // namespace

namespace {

int walk(const Arguments& arguments) {
  auto recorded = read_recorded(arguments.text("head"));
  if (!recorded) return refuse(recorded.error());
  if (const auto file = arguments.text("file"); !file.empty()) {
    const auto options = house_options(arguments);
    const auto key = access::load_key(access::key_place(options.folder, options.key_file), false, *options.random);
    const auto store = access::open_copy(file, key);
    if (const auto said = access::check_structure(*store); !said.empty()) {
      std::fputs(fmt::format("BROKEN: the file is damaged: {}\n", said).c_str(), stdout);
      return 1;
    }
    return tell(record::verify(*store->writer(), std::move(*recorded)));
  }
  const auto house = open_house(arguments);
  return tell(record::verify(*house->database().writer(), std::move(*recorded)));
}

}  // namespace

int verify(const Arguments& arguments) {
  try {
    return walk(arguments);
  } catch (const db::DatabaseError& fault) {
    if (fault.kind() != db::DatabaseError::Kind::damaged) throw;
    std::fputs(fmt::format("BROKEN: {}\nA page of the file is not what was written. Restore the last good backup: alongside restore\n", fault.what()).c_str(),
               stdout);
    return 1;
  }
}

}  // namespace app
