// SQL of funding.
#include "casework/provision/funding_store.h"

namespace provision {
namespace {

constexpr db::Sql every_share = "SELECT from_on, pence FROM school_share ORDER BY from_on DESC";
constexpr db::Sql put_share =
    "INSERT INTO school_share (from_on, pence, made_by, made_at) VALUES (:from_on, :pence, :me, :now) "
    "ON CONFLICT (from_on) DO UPDATE SET pence = excluded.pence, made_by = excluded.made_by, made_at = excluded.made_at";
constexpr db::Sql top_ups_of_one = "SELECT id, pupil_id, source, band, pence_a_year, from_on, until_on FROM seen_top_up WHERE pupil_id = :about ORDER BY from_on, id";
constexpr db::Sql every_top_up = "SELECT id, pupil_id, source, band, pence_a_year, from_on, until_on FROM seen_top_up ORDER BY from_on, id";
constexpr db::Sql insert_top_up =
    "INSERT INTO top_up (id, pupil_id, source, band, pence_a_year, from_on, until_on, made_by, made_at) "
    "VALUES (:id, :about, :source, :band, :pence, :from_on, :until_on, :by, :at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql withdraw = "UPDATE top_up SET withdrawn_at = :now WHERE id = :id AND withdrawn_at IS NULL";
constexpr db::Sql further_costs =
    "SELECT cost_id, pupil_id, pence, what, source, on_day, whole_pence FROM seen_further_cost WHERE on_day >= :first AND on_day <= :last "
    "ORDER BY on_day DESC, cost_id, pupil_id";
constexpr db::Sql insert_cost =
    "INSERT INTO further_cost (id, what, source, pence, on_day, made_by, made_at) VALUES (:id, :what, :source, :pence, :on_day, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_part =
    "INSERT INTO further_cost_share (cost_id, pupil_id, pence) VALUES (:id, :about, :pence) ON CONFLICT (cost_id, pupil_id) DO NOTHING";

TopUp read_top_up(const db::Row& row) {
  return {row.id<TopUpId>(0), row.id<access::PupilId>(1), row.string(2), row.string(3), {row.integer(4)}, row.date(5), row.date(6)};
}

}  // namespace

std::vector<SchoolShare> list_shares(const access::Pass& pass) {
  return pass.rows(every_share, [](const db::Row& row) { return SchoolShare{row.date(0), {row.integer(1)}}; });
}

void set_share(access::UnitOfWork& work, const ReadCosts& pass, const SchoolShare& share) {
  work.write(pass, {.deed = deeds::share_set}, put_share, {{"from_on", share.from_on}, {"pence", share.most.value}});
}

std::vector<TopUp> list_top_ups(const ReadCosts& pass, const access::PupilId& pupil) {
  if (pupil.is_nil()) return pass.rows(every_top_up, read_top_up);
  return pass.rows(top_ups_of_one, read_top_up, {{"about", pupil}});
}

access::Step top_up_step(const TopUp& top_up, const access::StaffId& by, base::UtcTime at) {
  return {insert_top_up,
          {{"id", top_up.id}, {"about", top_up.pupil}, {"source", top_up.source}, {"band", top_up.band}, {"pence", top_up.a_year.value},
           {"from_on", top_up.from_on}, {"until_on", top_up.until_on}, {"by", by}, {"at", at}}};
}

void write_top_up(access::UnitOfWork& work, const ReadCosts& pass, const TopUp& top_up) {
  work.write(pass, {.deed = deeds::top_up_written, .subject = top_up.id.bytes(), .info = access::InfoClass::c6_send, .pupil = top_up.pupil},
             top_up_step(top_up, pass.who().id, work.now()));
}

void withdraw_top_up(access::UnitOfWork& work, const ReadCosts& pass, const TopUp& top_up) {
  work.write(pass, {.deed = deeds::top_up_withdrawn, .subject = top_up.id.bytes(), .info = access::InfoClass::c6_send, .pupil = top_up.pupil}, withdraw,
             {{"id", top_up.id}}, access::Expect::one);
}

std::vector<FurtherCost> list_further_costs(const ReadCosts& pass, base::LocalDate first, base::LocalDate last) {
  std::vector<FurtherCost> out;
  pass.each(further_costs, [&](const db::Row& row) {
    const auto id = row.id<FurtherCostId>(0);
    if (out.empty() || out.back().id != id) out.push_back({id, row.string(3), row.string(4), {row.integer(6)}, row.date(5), {}});
    out.back().parts.push_back({row.id<access::PupilId>(1), {row.integer(2)}});
  }, {{"first", first}, {"last", last}});
  return out;
}

void write_further_cost(access::UnitOfWork& work, const ReadCosts& pass, const FurtherCost& cost) {
  bool first = true;
  for (const auto& part : cost.parts) {
    const access::Entry entry{.deed = deeds::cost_written, .subject = cost.id.bytes(), .info = access::InfoClass::c6_send, .pupil = part.pupil};
    if (first)
      work.write(pass, entry, insert_cost,
                 {{"id", cost.id}, {"what", cost.what}, {"source", cost.source}, {"pence", cost.whole.value}, {"on_day", cost.on_day}});
    first = false;
    work.write(pass, entry, insert_part, {{"id", cost.id}, {"about", part.pupil}, {"pence", part.pence.value}});
  }
}

}  // namespace provision
