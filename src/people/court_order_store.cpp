// SQL of orders: the order, its versions, and the effects that are in force.
#include "people/court_order_store.h"

#include "access/chain.h"

namespace people {
namespace {

constexpr db::Sql orders_of =
    "SELECT o.id, o.pupil_id, o.version, v.body, s.name, o.recorded_at, o.changed_at FROM seen_court_order o "
    "JOIN seen_court_order_version v ON v.order_id = o.id AND v.version = o.version JOIN staff s ON s.id = o.recorded_by "
    "WHERE o.pupil_id = :pupil ORDER BY o.made_on DESC, o.id DESC";
constexpr db::Sql one_order =
    "SELECT o.id, o.pupil_id, o.version, v.body, s.name, o.recorded_at, o.changed_at FROM seen_court_order o "
    "JOIN seen_court_order_version v ON v.order_id = o.id AND v.version = o.version JOIN staff s ON s.id = o.recorded_by "
    "WHERE o.pupil_id = :pupil AND o.id = :id";
constexpr db::Sql versions_of =
    "SELECT v.version, s.name, v.reason, v.at, v.body FROM seen_court_order_version v JOIN seen_court_order o ON o.id = v.order_id "
    "JOIN staff s ON s.id = v.author_id WHERE v.order_id = :id AND o.pupil_id = :pupil ORDER BY v.version";
constexpr db::Sql running_out =
    "SELECT o.id, o.pupil_id, o.expires_on, o.recorded_by, s.name FROM seen_court_order o JOIN seen_pupil p ON p.id = o.pupil_id "
    "JOIN staff s ON s.id = o.recorded_by WHERE o.ended_on IS NULL AND o.expires_on <= :until AND p.left_on IS NULL ORDER BY o.expires_on, o.id";
constexpr db::Sql insert_order =
    "INSERT INTO court_order (id, pupil_id, version, made_on, expires_on, ended_on, kept_as, recorded_by, recorded_at, changed_at) "
    "VALUES (:id, :about, 1, :made_on, :expires_on, NULL, 'child_protection', :by, :at, :at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql update_order =
    "UPDATE court_order SET version = :version, made_on = :made_on, expires_on = :expires_on, ended_on = :ended_on, changed_at = :at "
    "WHERE id = :id AND pupil_id = :about AND version = :was AND ended_on IS NULL";
constexpr db::Sql insert_version =
    "INSERT INTO court_order_version (order_id, version, author_id, at, reason, body, salt) VALUES (:id, :version, :by, :at, :reason, :body, :salt)";
constexpr db::Sql end_effects = "UPDATE court_effect SET ended_at = :at WHERE order_id = :id AND ended_at IS NULL";
constexpr db::Sql insert_effect =
    "INSERT INTO court_effect (id, order_id, pupil_id, version, effect, family_member_id, who, is_certain, from_on, until_on, ended_at) "
    "VALUES (:effect_id, :id, :about, :version, :effect, :member, :who, :certain, :from_on, :until_on, NULL)";

CourtOrder read(const db::Row& row) {
  return {row.id<CourtOrderId>(0), row.id<PupilId>(1), static_cast<int>(row.integer(2)), order_from_stored(row.text(3)), row.string(4), row.time(5), row.time(6)};
}

access::Step version_step(const CourtOrderId& id, int version, const std::string& body, std::string_view reason, const access::StaffId& by, base::UtcTime at, const base::Bytes32& salt) {
  return {insert_version, {{"id", id}, {"version", version}, {"by", by}, {"at", at}, {"reason", reason}, {"body", body}, {"salt", salt}}};
}

std::vector<access::Step> effect_steps(const CourtOrderId& id, int version, const OrderWords& words, const PupilId& pupil, base::UtcTime at, base::Random& random) {
  std::vector<access::Step> out;
  for (const auto& each : words.effects)
    out.push_back({insert_effect,
                   {{"effect_id", base::make_uuid7(at, random)}, {"id", id}, {"about", pupil}, {"version", version}, {"effect", code(each.effect)}, {"member", each.member},
                    {"who", each.who}, {"certain", words.is_certain() ? 1 : 0}, {"from_on", words.made_on}, {"until_on", words.expires_on}}});
  return out;
}

access::Step order_step(const CourtOrderId& id, const OrderWords& words, const PupilId& pupil, const access::StaffId& by, base::UtcTime at) {
  return {insert_order, {{"id", id}, {"about", pupil}, {"made_on", words.made_on}, {"expires_on", words.expires_on}, {"by", by}, {"at", at}}, access::Expect::one,
          base::Error::conflict("This order was written down already.", "order exists")};
}

access::Entry entry_of(const access::Deed& deed, const CourtOrderId& id, const base::Bytes32& salt, const std::string& body) {
  return {deed, id.bytes(), access::InfoClass::c11_court, {}, access::commitment(salt, base::as_bytes(body))};
}

}  // namespace

bool keeps_orders(const access::Grants& grants, const PupilId& pupil) {
  return (grants.for_pupil(pupil).classes(access::Act::decide) & access::bit(access::InfoClass::c11_court)) != 0;
}

bool CourtOrder::runs(base::LocalDate day) const {
  return words.made_on && *words.made_on <= day && (!words.expires_on || *words.expires_on >= day) && !words.ended_on;
}

std::vector<CourtOrder> list_orders(const OrderPass& pass) {
  auto out = pass.rows(orders_of, read);
  for (const auto& order : out) pass.saw(access::InfoClass::c11_court, order.pupil, order.id.bytes(), deeds::order_seen);
  return out;
}

std::optional<CourtOrder> find_order(const OrderPass& pass, const CourtOrderId& id) {
  auto out = pass.row(one_order, read, {{"id", id}});
  if (out) pass.saw(access::InfoClass::c11_court, out->pupil, out->id.bytes(), deeds::order_seen);
  return out;
}

std::vector<OrderVersion> list_versions(const OrderPass& pass, const CourtOrderId& id) {
  return pass.rows(versions_of, [](const db::Row& row) {
    return OrderVersion{static_cast<int>(row.integer(0)), row.string(1), row.string(2), row.time(3), order_from_stored(row.text(4))};
  }, {{"id", id}});
}

void record_order(access::UnitOfWork& work, const OrderPass& pass, const CourtOrderId& id, const OrderWords& words) {
  base::Bytes32 salt;
  work.random().fill(salt);
  const auto body = to_stored(words);
  auto first = order_step(id, words, pass.pupil(), pass.who().id, work.now());
  auto miss = std::move(first.miss);
  work.write(pass, entry_of(deeds::order_recorded, id, salt, body), std::move(first), access::Expect::one, std::move(miss));
  work.also(version_step(id, 1, body, "", pass.who().id, work.now(), salt));
  for (auto& step : effect_steps(id, 1, words, pass.pupil(), work.now(), work.random())) work.also(std::move(step));
}

void change_order(access::UnitOfWork& work, const OrderPass& pass, const CourtOrder& order, const OrderWords& words, std::string_view reason) {
  base::Bytes32 salt;
  work.random().fill(salt);
  const auto body = to_stored(words);
  const int version = order.version + 1;
  work.write(pass, entry_of(words.ended_on ? deeds::order_ended : deeds::order_changed, order.id, salt, body), update_order,
             {{"id", order.id}, {"about", pass.pupil()}, {"version", version}, {"was", order.version}, {"made_on", words.made_on}, {"expires_on", words.expires_on},
              {"ended_on", words.ended_on}, {"at", work.now()}},
             access::Expect::one, base::Error::conflict("Somebody else changed this order while you were writing. Look at it again.", "order moved on"));
  work.also(version_step(order.id, version, body, reason, pass.who().id, work.now(), salt));
  work.also(end_effects, {{"id", order.id}, {"at", work.now()}});
  if (words.ended_on) return;
  for (auto& step : effect_steps(order.id, version, words, pass.pupil(), work.now(), work.random())) work.also(std::move(step));
}

std::vector<access::Step> steps_of(const CourtOrderId& id, const OrderWords& words, const PupilId& pupil, const access::StaffId& by, base::UtcTime at, base::Random& random) {
  base::Bytes32 salt;
  random.fill(salt);
  std::vector<access::Step> out = {order_step(id, words, pupil, by, at), version_step(id, 1, to_stored(words), "", by, at, salt)};
  for (auto& step : effect_steps(id, 1, words, pupil, at, random)) out.push_back(std::move(step));
  return out;
}

std::vector<RunningOutOrder> list_running_out_orders(const access::Pass& pass, base::LocalDate until) {
  auto out = pass.rows(running_out, [](const db::Row& row) {
    return RunningOutOrder{row.id<CourtOrderId>(0), row.id<PupilId>(1), row.date(2), row.id<access::StaffId>(3), row.string(4)};
  }, {{"until", until}});
  for (const auto& order : out) pass.saw(access::InfoClass::c11_court, order.pupil, order.id.bytes(), deeds::order_seen);
  return out;
}

}  // namespace people
