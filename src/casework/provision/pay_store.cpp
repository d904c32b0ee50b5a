// SQL of pay. The view of pay gives nothing to whoever may not keep it; the view of costs gives no pay.
#include "casework/provision/pay_store.h"

namespace provision {
namespace {

constexpr db::Sql every_row =
    "SELECT id, staff_id, from_on, grade, point, full_time_pence, week_minutes, full_week_minutes, paid_weeks, worked_weeks, on_costs "
    "FROM seen_pay ORDER BY staff_id, from_on DESC, id DESC";
constexpr db::Sql insert_pay =
    "INSERT INTO pay (id, staff_id, from_on, grade, point, full_time_pence, week_minutes, full_week_minutes, paid_weeks, worked_weeks, on_costs, made_by, made_at) "
    "VALUES (:id, :staff, :from_on, :grade, :point, :full_time, :week_minutes, :full_week, :paid_weeks, :worked_weeks, :on_costs, :by, :at) "
    "ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_cost =
    "INSERT INTO minute_cost (pay_id, staff_id, from_on, micropence) VALUES (:id, :staff, :from_on, :micropence) ON CONFLICT (pay_id) DO NOTHING";
constexpr db::Sql withdraw = "UPDATE pay SET withdrawn_at = :now WHERE id = :id AND withdrawn_at IS NULL";
constexpr db::Sql withdraw_cost = "UPDATE minute_cost SET withdrawn_at = :now WHERE pay_id = :id AND withdrawn_at IS NULL";
// Of two rows that begin on one day the one written later counts.
constexpr db::Sql every_cost = "SELECT staff_id, from_on, micropence FROM seen_minute_cost ORDER BY pay_id";

access::Step cost_step(const Pay& pay) {
  return {insert_cost, {{"id", pay.id}, {"staff", pay.staff}, {"from_on", pay.from_on}, {"micropence", minute_cost(pay).micropence}}};
}

}  // namespace

std::vector<Pay> list_pay(const KeepPay& pass) {
  pass.saw(access::InfoClass::c10_about_staff, {}, {}, deeds::pay_seen);
  return pass.rows(every_row, [](const db::Row& row) {
    Pay pay;
    pay.id = row.id<PayId>(0);
    pay.staff = row.id<access::StaffId>(1);
    pay.from_on = row.date(2);
    pay.grade = row.string(3);
    pay.point = row.string(4);
    pay.full_time = {row.integer(5)};
    pay.week_minutes = row.integer(6);
    pay.full_week_minutes = row.integer(7);
    pay.paid_weeks = row.integer(8);
    pay.worked_weeks = row.integer(9);
    pay.on_costs = row.integer(10);
    return pay;
  });
}

std::vector<access::Step> pay_steps(const Pay& pay, const access::StaffId& by, base::UtcTime at) {
  return {{insert_pay,
           {{"id", pay.id}, {"staff", pay.staff}, {"from_on", pay.from_on}, {"grade", pay.grade}, {"point", pay.point}, {"full_time", pay.full_time.value},
            {"week_minutes", pay.week_minutes}, {"full_week", pay.full_week_minutes}, {"paid_weeks", pay.paid_weeks}, {"worked_weeks", pay.worked_weeks},
            {"on_costs", pay.on_costs}, {"by", by}, {"at", at}}},
          cost_step(pay)};
}

void write_pay(access::UnitOfWork& work, const KeepPay& pass, const Pay& pay) {
  auto steps = pay_steps(pay, pass.who().id, work.now());
  work.write(pass, {.deed = deeds::pay_written, .subject = pay.staff.bytes()}, std::move(steps[0]));
  work.also(std::move(steps[1]));
}

void withdraw_pay(access::UnitOfWork& work, const KeepPay& pass, const PayId& id) {
  work.write(pass, {.deed = deeds::pay_withdrawn, .subject = id.bytes()}, withdraw, {{"id", id}}, access::Expect::one);
  work.also(withdraw_cost, {{"id", id}});
}

std::optional<MinuteCost> MinuteCosts::find(const access::StaffId& staff, base::LocalDate day) const {
  const auto found = dated_.find(staff);
  if (found == dated_.end()) return std::nullopt;
  const auto after = found->second.upper_bound(day);
  if (after == found->second.begin()) return std::nullopt;
  return std::prev(after)->second;
}

MinuteCosts load_minute_costs(const ReadCosts& pass) {
  MinuteCosts out;
  pass.each(every_cost, [&](const db::Row& row) { out.add(row.id<access::StaffId>(0), row.date(1), {row.integer(2)}); });
  return out;
}

}  // namespace provision
