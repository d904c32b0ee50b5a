// SQL of the bank.
#include "casework/programmes/bank_store.h"

#include <algorithm>

namespace programmes {
namespace {

constexpr db::Sql newest =
    "SELECT id, version, name, strand, need, purpose, minutes, times_a_week, weeks, group_least, group_most, skills, steps, materials, baseline, "
    "cost_pence, retired, run_pence FROM programme p WHERE version = (SELECT MAX(version) FROM programme n WHERE n.id = p.id)";
constexpr db::Sql insert_programme =
    "INSERT INTO programme (id, version, name, strand, need, purpose, minutes, times_a_week, weeks, group_least, group_most, skills, steps, materials, "
    "baseline, cost_pence, run_pence, retired, made_by, made_at) SELECT :id, :version, :name, :strand, :need, :purpose, :minutes, :times, :weeks, :least, :most, "
    ":skills, :steps, :materials, :baseline, :cost, :run, :retired, :me, :now WHERE (SELECT COALESCE(MAX(version), 0) FROM programme WHERE id = :id) = :was "
    "OR EXISTS (SELECT 1 FROM programme WHERE id = :id AND version = :version AND name = :name AND purpose = :purpose AND steps = :steps AND cost_pence = :cost AND "
    "run_pence = :run AND made_by = :me) "
    "ON CONFLICT (id, version) DO UPDATE SET made_by = excluded.made_by";

Programme read(const db::Row& row) {
  const auto whole = [&](int column) { return static_cast<int>(row.integer(column)); };
  Programme out;
  out.id = row.id<ProgrammeId>(0);
  out.version = whole(1);
  out.name = row.string(2);
  out.strand = strand_of(row.text(3)).value_or(Strand::other);
  out.need = need_of(row.text(4)).value_or(Need::cognition);
  out.purpose = row.string(5);
  out.minutes = whole(6);
  out.times_a_week = whole(7);
  out.weeks = whole(8);
  out.group_least = whole(9);
  out.group_most = whole(10);
  out.skills = row.string(11);
  out.steps = from_lines(row.text(12));
  out.materials = row.string(13);
  out.baseline = row.string(14);
  out.cost_pence = row.integer(15);
  out.retired = row.yes(16);
  out.run_pence = row.integer(17);
  return out;
}

/// What the school says of a programme counts before what its file says.
std::vector<Programme> with_shipped(std::vector<Programme> own) {
  for (const auto& shipped : shipped_programmes())
    if (std::none_of(own.begin(), own.end(), [&](const Programme& each) { return each.id == shipped.id; })) own.push_back(shipped);
  std::sort(own.begin(), own.end(), [](const Programme& a, const Programme& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
  return own;
}

}  // namespace

std::vector<Programme> list_bank(const access::Pass& pass) { return with_shipped(pass.rows(newest, read)); }

std::vector<Programme> list_bank(db::ReadConnection& reader) {
  std::vector<Programme> own;
  reader.rows(newest, {}, [&](const db::Row& row) { own.push_back(read(row)); });
  return with_shipped(std::move(own));
}

std::optional<Programme> find_programme(const access::Pass& pass, const ProgrammeId& id) {
  for (auto& each : list_bank(pass))
    if (each.id == id) return std::move(each);
  return std::nullopt;
}

void put_programme(access::UnitOfWork& work, const BankPass& pass, const Programme& programme) {
  work.write(pass, access::Entry{.deed = deeds::programme_changed, .subject = programme.id.bytes()}, insert_programme,
             {{"id", programme.id},
              {"version", programme.version + 1},
              {"was", programme.version},
              {"name", programme.name},
              {"strand", code(programme.strand)},
              {"need", code(programme.need)},
              {"purpose", programme.purpose},
              {"minutes", programme.minutes},
              {"times", programme.times_a_week},
              {"weeks", programme.weeks},
              {"least", programme.group_least},
              {"most", programme.group_most},
              {"skills", programme.skills},
              {"steps", to_lines(programme.steps)},
              {"materials", programme.materials},
              {"baseline", programme.baseline},
              {"cost", programme.cost_pence},
              {"run", programme.run_pence},
              {"retired", programme.retired ? 1 : 0}},
             access::Expect::one);
}

}  // namespace programmes
