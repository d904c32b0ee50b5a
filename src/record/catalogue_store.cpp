// The school's catalogue: files first, then what the school changed, newest version of each kind.
#include "record/catalogue.h"

#include "access/digest.h"
#include "access/pass.h"
#include "record/embedded_kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace record {
namespace {

constexpr db::Sql newest_changes =
    "SELECT c.kind, c.version, c.changes FROM kind_change c "
    "WHERE c.version = (SELECT MAX(n.version) FROM kind_change n WHERE n.kind = c.kind) ORDER BY c.kind";
constexpr db::Sql insert_change =
    "INSERT INTO kind_change (kind, version, changes, made_by, made_at) "
    "SELECT :kind, COALESCE(MAX(version), 0) + 1, :changes, :me, :now FROM kind_change WHERE kind = :kind";

constexpr access::Deed kind_changed{"kind.changed", "Changed the words of a kind"};

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

Catalogue::Catalogue(const std::filesystem::path& folder) {
  std::vector<std::pair<std::string, std::string>> own;
  const auto place = folder / "kinds";
  if (std::filesystem::is_directory(place)) {
    for (const auto& entry : std::filesystem::directory_iterator(place))
      if (entry.path().extension() == ".toml") own.emplace_back(entry.path().string(), read_file(entry.path()));
    std::sort(own.begin(), own.end());
  }
  std::vector<NamedText> files(embedded_kinds().begin(), embedded_kinds().end());
  for (const auto& [name, text] : own) files.push_back({name, text});
  auto loaded = load_kinds(files);
  if (!loaded.mistakes.empty()) {
    std::string words = "What can be recorded could not be read. Put these right and start again:";
    for (const auto& mistake : loaded.mistakes) words += "\n  " + mistake.text();
    throw db::CannotStart(words);
  }
  shipped_ = std::move(loaded.kinds);
  for (const auto& file : files) {
    const auto id = std::filesystem::path(file.name).stem().string();
    versions_[id] = base::to_hex(access::digest({base::as_bytes(file.text)})).substr(0, 16);
  }
  kinds_ = std::make_shared<const Kinds>(shipped_);
}

void Catalogue::refresh(db::ReadConnection& reader) {
  std::map<std::string, std::vector<KindChange>, std::less<>> changes;
  std::map<std::string, std::int64_t> numbers;
  std::vector<KindChange> all;
  reader.rows(newest_changes, {}, [&](const db::Row& row) {
    const auto json = web::parse_json(row.text(2));
    if (!json) return;
    auto list = changes_from(*json);
    if (!list) return;
    all.insert(all.end(), list->begin(), list->end());
    numbers[row.string(0)] = row.integer(1);
    changes[row.string(0)] = std::move(*list);
  });
  auto kinds = std::make_shared<const Kinds>(with_changes(shipped_, all));
  const std::scoped_lock lock(guard_);
  kinds_ = std::move(kinds);
  changes_ = std::move(changes);
  for (auto& [kind, version] : versions_) {
    version = version.substr(0, 16);
    if (const auto found = numbers.find(kind); found != numbers.end()) version += fmt::format("+{}", found->second);
  }
}

std::shared_ptr<const Kinds> Catalogue::kinds() const {
  const std::scoped_lock lock(guard_);
  return kinds_;
}

std::optional<KindInForce> Catalogue::find(std::string_view id) const {
  const std::scoped_lock lock(guard_);
  const auto* kind = kinds_->find(id);
  if (!kind) return std::nullopt;
  const auto version = versions_.find(id);
  return KindInForce{kinds_, kind, version == versions_.end() ? std::string() : version->second};
}

std::vector<KindChange> Catalogue::changes(std::string_view id) const {
  const std::scoped_lock lock(guard_);
  const auto found = changes_.find(id);
  return found == changes_.end() ? std::vector<KindChange>{} : found->second;
}

void change_kind(access::UnitOfWork& work, const access::StaffPass<access::May::kinds_administer>& pass, std::string_view kind,
                 std::string_view changes_json) {
  work.write(pass, {.deed = kind_changed}, insert_change, {{"kind", kind}, {"changes", changes_json}}, access::Expect::one);
}

}  // namespace record
