// The school's catalogue: files first, then what the school changed, newest version of each kind.
#include "record/catalogue.h"

#include "access/digest.h"
#include "access/pass.h"
#include "record/embedded_kinds.h"
#include "record/ids.h"
#include "record/own_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace record {
namespace {

constexpr db::Sql newest_changes =
    "SELECT c.kind, c.version, c.changes FROM kind_change c "
    "WHERE c.version = (SELECT MAX(n.version) FROM kind_change n WHERE n.kind = c.kind) ORDER BY c.kind";
constexpr db::Sql insert_change =
    "INSERT INTO kind_change (kind, version, changes, made_by, made_at) SELECT :kind, :version, :changes, :me, :now "
    "WHERE (SELECT COALESCE(MAX(version), 0) FROM kind_change WHERE kind = :kind) = :was";
constexpr db::Sql newest_own =
    "SELECT o.id, o.declared FROM own_kind o WHERE o.version = (SELECT MAX(n.version) FROM own_kind n WHERE n.id = o.id) ORDER BY o.id";
constexpr db::Sql insert_own =
    "INSERT INTO own_kind (id, version, declared, made_by, made_at) SELECT :id, 1, :declared, :me, :now "
    "WHERE NOT EXISTS (SELECT 1 FROM own_kind WHERE id = :id)";
constexpr db::Sql history =
    "SELECT c.version, c.changes, s.name, c.made_at FROM kind_change c JOIN staff s ON s.id = c.made_by WHERE c.kind = :kind ORDER BY c.version DESC";
constexpr db::Sql forget_readers = "DELETE FROM kind_reader WHERE kind = :kind";
constexpr db::Sql add_reader = "INSERT INTO kind_reader (kind, role) VALUES (:kind, :role)";
constexpr db::Sql all_readers = "SELECT kind, role FROM kind_reader ORDER BY kind, role";
constexpr db::Sql waiting_wish =
    "SELECT w.id, w.was_version, w.changes, w.asked_by, s.name, w.asked_at FROM kind_wish w JOIN staff s ON s.id = w.asked_by "
    "WHERE w.kind = :kind AND w.decided_at IS NULL";
constexpr db::Sql insert_wish =
    "INSERT INTO kind_wish (id, kind, was_version, changes, asked_by, asked_at) SELECT :id, :kind, :was, :changes, :me, :now "
    "WHERE NOT EXISTS (SELECT 1 FROM kind_wish WHERE kind = :kind AND decided_at IS NULL)";
constexpr db::Sql close_wish =
    "UPDATE kind_wish SET decided_by = :me, decided_at = :now, agreed = :agreed WHERE id = :id AND decided_at IS NULL AND asked_by <> :me";
constexpr db::Sql counts = "SELECT p.kind, COUNT(DISTINCT p.record_id) FROM seen_part p GROUP BY p.kind";

/// The house itself reads every kind: it counts, searches and applies rules for those who may read.
constexpr std::string_view the_house = "house";

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
  auto all = loaded.kinds.all();
  for (auto& kind : all)
    kind.own = std::any_of(own.begin(), own.end(), [&](const auto& file) { return std::filesystem::path(file.first).stem() == kind.id; });
  shipped_ = Kinds(std::move(all));
  remember_digests(files);
  kinds_ = std::make_shared<const Kinds>(shipped_);
}

Catalogue::Catalogue(std::span<const NamedText> files, Kinds shipped) : shipped_(std::move(shipped)), made_on_pages_(MadeHere::none) {
  remember_digests(files);
  kinds_ = std::make_shared<const Kinds>(shipped_);
}

void Catalogue::remember_digests(std::span<const NamedText> files) {
  for (const auto& file : files) {
    const auto id = std::filesystem::path(file.name).stem().string();
    versions_[id] = base::to_hex(access::digest({base::as_bytes(file.text)})).substr(0, 16);
  }
}

Catalogue& catalogue_of(access::House& house, std::string_view kind) {
  auto& records = house.room<Catalogue>();
  if (const auto* further = house.find_room<FurtherCatalogues>(); further && !records.find(kind))
    for (const auto& entry : further->all())
      if (entry.catalogue->find(kind)) return *entry.catalogue;
  return records;
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
  std::map<std::string, Kind, std::less<>> made_here;
  std::map<std::string, std::string, std::less<>> digests;
  reader.rows(newest_own, {}, [&](const db::Row& row) {
    if (made_on_pages_ == MadeHere::none) return;
    const auto id = row.string(0);
    auto kind = shipped_.find(id) ? std::nullopt : declared_kind(id, row.text(1));
    if (!kind) return;
    digests[id] = base::to_hex(access::digest({base::as_bytes(row.text(1))})).substr(0, 16);
    made_here.emplace(id, std::move(*kind));
  });
  auto before = shipped_.all();
  for (const auto& [id, kind] : made_here) before.push_back(kind);
  auto kinds = std::make_shared<const Kinds>(with_changes(Kinds(std::move(before)), all));
  const std::scoped_lock lock(guard_);
  kinds_ = std::move(kinds);
  changes_ = std::move(changes);
  made_here_ = std::move(made_here);
  for (auto& [id, digest] : digests) versions_[id] = std::move(digest);
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

std::optional<Kind> Catalogue::before_changes(std::string_view id) const {
  if (const auto* kind = shipped_.find(id)) return *kind;
  const std::scoped_lock lock(guard_);
  const auto found = made_here_.find(id);
  return found == made_here_.end() ? std::nullopt : std::optional<Kind>(found->second);
}

bool Catalogue::is_made_here(std::string_view id) const {
  const std::scoped_lock lock(guard_);
  return made_here_.contains(id);
}

void change_kind(access::UnitOfWork& work, const KindPass& pass, std::string_view kind, std::int64_t was_version, std::string_view changes_json) {
  work.write(pass, {.deed = deeds::kind_changed}, insert_change,
             {{"kind", kind}, {"version", was_version + 1}, {"was", was_version}, {"changes", changes_json}}, access::Expect::one);
}

void make_kind(access::UnitOfWork& work, const KindPass& pass, std::string_view id, std::string_view declared) {
  work.write(pass, {.deed = deeds::kind_made}, insert_own, {{"id", id}, {"declared", declared}}, access::Expect::one);
}

void write_down_readers(access::UnitOfWork& work, std::string_view kind, const std::vector<access::Role>& roles) {
  work.also(forget_readers, {{"kind", kind}});
  if (roles.empty()) return;
  work.also(add_reader, {{"kind", kind}, {"role", the_house}});
  for (const auto role : roles) work.also(add_reader, {{"kind", kind}, {"role", access::code(role)}});
}

void write_down_readers(access::House& house, const Catalogue& catalogue) {
  std::map<std::string, std::vector<access::Role>> wanted;
  std::set<std::pair<std::string, std::string>> stands, should;
  for (const auto& kind : catalogue.kinds()->all()) {
    if (!kind.own || kind.workflow.read.roles.empty()) continue;
    wanted[kind.id] = kind.workflow.read.roles;
    should.emplace(kind.id, the_house);
    for (const auto role : kind.workflow.read.roles) should.emplace(kind.id, access::code(role));
  }
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  // Of a file that is gone the readers stay as they were: its records are still there to be read.
  reader->rows(all_readers, {}, [&](const db::Row& row) {
    if (catalogue.find(row.text(0))) stands.emplace(row.string(0), row.string(1));
  });
  if (stands == should) return;
  for (const auto& [kind, role] : stands) wanted.try_emplace(kind);
  access::UnitOfWork work{house, access::JobName{"kinds.readers"}};
  work.note({.deed = deeds::kind_readers});
  for (const auto& [kind, roles] : wanted) write_down_readers(work, kind, roles);
  if (const auto done = std::move(work).commit(); !done) throw std::runtime_error("who reads the school's own kinds could not be written down");
}

std::optional<KindWish> find_wish(const KindPass& pass, std::string_view kind) {
  return pass.row(waiting_wish, [](const db::Row& row) {
    KindWish wish;
    wish.id = row.id<RecordId>(0).bytes();
    wish.was_version = row.integer(1);
    if (const auto json = web::parse_json(row.text(2)))
      if (auto list = changes_from(*json)) wish.changes = *std::move(list);
    wish.asked_by = row.id<access::StaffId>(3);
    wish.asked_by_name = row.string(4);
    wish.asked_at = row.time(5);
    return wish;
  }, {{"kind", kind}});
}

void ask_for_readers(access::UnitOfWork& work, const KindPass& pass, std::string_view kind, std::int64_t was_version, std::string_view changes_json) {
  const auto id = work.fresh_bytes();
  work.write(pass, {.deed = deeds::kind_asked, .subject = id}, insert_wish, {{"id", id}, {"kind", kind}, {"was", was_version}, {"changes", changes_json}},
             access::Expect::one);
}

void decide_wish(access::UnitOfWork& work, const KindPass& pass, std::string_view kind, const KindWish& wish, Decision decision) {
  const bool agreed = decision == Decision::agree;
  work.write(pass, {.deed = agreed ? deeds::kind_agreed : deeds::kind_refused, .subject = wish.id}, close_wish, {{"id", wish.id}, {"agreed", agreed ? 1 : 0}},
             access::Expect::one);
  if (agreed) change_kind(work, pass, kind, wish.was_version, web::to_json(to_json(wish.changes)));
}

std::vector<KindVersion> kind_history(const KindPass& pass, std::string_view kind) {
  return pass.rows(history, [](const db::Row& row) {
    KindVersion out{row.integer(0), {}, row.string(2), row.time(3)};
    if (const auto json = web::parse_json(row.text(1)))
      if (auto list = changes_from(*json)) out.changes = *std::move(list);
    return out;
  }, {{"kind", kind}});
}

std::map<std::string, std::int64_t> count_by_kind(const KindPass& pass) {
  std::map<std::string, std::int64_t> out;
  pass.each(counts, [&](const db::Row& row) { out[row.string(0)] = row.integer(1); });
  return out;
}

}  // namespace record
