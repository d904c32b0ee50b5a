// The only room that names the medicine tables.
#include "casework/care/medicine_store.h"

#include <charconv>

namespace care {
namespace {

constexpr db::Sql lines_of_pupil =
    "SELECT id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, stops_on, expires_on, "
    "consent_by, consent_on, stock, note, ended_at, counted_at FROM seen_medicine_line WHERE pupil_id = :pupil ORDER BY ended_at IS NOT NULL, medicine, id";
constexpr db::Sql doses_of_line =
    "SELECT d.slot, d.record_id, d.given_at, d.amount, s.name, d.taken, "
    "CASE WHEN EXISTS (SELECT 1 FROM seen_part p WHERE p.record_id = d.record_id AND p.pupil_id = d.pupil_id) THEN 1 ELSE 0 END "
    "FROM seen_medicine_dose d JOIN staff s ON s.id = d.given_by "
    "WHERE d.line_id = :line AND d.pupil_id = :pupil AND d.given_at >= :since ORDER BY d.given_at DESC";
constexpr db::Sql dose_of_record =
    "SELECT d.slot, d.record_id, d.given_at, d.amount, s.name, d.taken, 1, d.line_id, l.unit, l.stock FROM seen_medicine_dose d "
    "JOIN staff s ON s.id = d.given_by JOIN seen_medicine_line l ON l.id = d.line_id WHERE d.record_id = :record AND d.pupil_id = :pupil";
constexpr db::Sql insert_line =
    "INSERT INTO medicine_line (id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, "
    "stops_on, expires_on, consent_by, consent_on, stock, note, made_by, made_at, counted_at) VALUES (:id, :pupil, :medicine, :strength, :route, :dose, :unit, "
    ":times, :gap, :most, :controlled, :starts_on, :stops_on, :expires_on, :consent_by, :consent_on, :stock, :note, :made_by, :made_at, :counted_at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql end_one =
    "UPDATE medicine_line SET ended_at = :now, ended_by = :me WHERE id = :line AND pupil_id = :pupil AND ended_at IS NULL";
constexpr db::Sql count_one = "UPDATE medicine_line SET stock = :stock, counted_at = :now WHERE id = :line AND pupil_id = :pupil AND ended_at IS NULL";
// What is taken off the stock: what was given after the last count, and no more than is left.
// The due dose itself is the key.
constexpr db::Sql insert_due =
    "INSERT INTO medicine_dose (line_id, slot, pupil_id, record_id, given_at, amount, given_by, taken) "
    "SELECT l.id, :slot, l.pupil_id, :record, :given_at, :amount, :giver, "
    "CASE WHEN l.stock IS NULL OR COALESCE(l.counted_at, 0) > :given_at THEN 0 WHEN l.stock < :amount THEN l.stock ELSE :amount END "
    "FROM medicine_line l WHERE l.id = :line AND l.pupil_id = :about AND (l.ended_at IS NULL OR :ended_too = 1) ON CONFLICT (line_id, slot) DO NOTHING";
// By need: units are written one after another, so what this statement does not see was not given.
constexpr db::Sql insert_needed =
    "INSERT INTO medicine_dose (line_id, slot, pupil_id, record_id, given_at, amount, given_by, taken) "
    "SELECT l.id, :slot, l.pupil_id, :record, :given_at, :amount, :giver, "
    "CASE WHEN l.stock IS NULL OR COALESCE(l.counted_at, 0) > :given_at THEN 0 WHEN l.stock < :amount THEN l.stock ELSE :amount END "
    "FROM medicine_line l WHERE l.id = :line AND l.pupil_id = :about AND (l.ended_at IS NULL OR :ended_too = 1) "
    "AND NOT EXISTS (SELECT 1 FROM medicine_dose d WHERE d.line_id = :line AND d.given_at > :after AND d.given_at < :before) "
    "AND (:most = 0 OR (SELECT COUNT(*) FROM medicine_dose d WHERE d.line_id = :line AND d.given_at >= :day_begins AND d.given_at < :day_ends) < :most)";
constexpr db::Sql take_from_stock =
    "UPDATE medicine_line SET stock = stock - (SELECT d.taken FROM medicine_dose d WHERE d.record_id = :record) WHERE id = :line AND stock IS NOT NULL";
constexpr db::Sql put_back =
    "UPDATE medicine_line SET stock = stock + (SELECT d.taken FROM medicine_dose d WHERE d.record_id = :record) "
    "WHERE stock IS NOT NULL AND EXISTS (SELECT 1 FROM medicine_dose d WHERE d.record_id = :record AND d.line_id = medicine_line.id "
    "AND d.given_at >= COALESCE(medicine_line.counted_at, 0))";
constexpr db::Sql forget_dose = "DELETE FROM medicine_dose WHERE record_id = :record";
constexpr db::Sql set_giver = "UPDATE medicine_dose SET given_by = :giver WHERE record_id = :record AND given_by <> :giver";

std::vector<base::LocalTime> stored_times(std::string_view text) {
  std::vector<base::LocalTime> out;
  while (!text.empty()) {
    base::LocalTime time;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), time.minutes);
    if (error != std::errc{}) break;
    out.push_back(time);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty()) text.remove_prefix(1);
  }
  return out;
}

std::string to_store(const std::vector<base::LocalTime>& times) {
  std::string out;
  for (const auto time : times) out += (out.empty() ? "" : ",") + std::to_string(time.minutes);
  return out;
}

Dose read_dose(const db::Row& row) {
  return {row.string(0), row.id<record::RecordId>(1), row.time(2), row.integer(3), row.string(4), row.integer(5), row.yes(6)};
}

base::Error given_already() {
  return base::Error::conflict("Somebody else recorded this dose a moment ago.", "dose stands already");
}

}  // namespace

std::vector<MedicineLine> list_lines(const ReadPass& pass) {
  auto out = pass.rows(lines_of_pupil, [](const db::Row& row) {
    MedicineLine line;
    line.id = row.id<MedicineLineId>(0);
    line.pupil = row.id<access::PupilId>(1);
    line.medicine = row.string(2);
    line.strength = row.string(3);
    line.route = row.string(4);
    line.dose = row.integer(5);
    line.unit = row.string(6);
    line.times = stored_times(row.text(7));
    line.gap_minutes = static_cast<int>(row.integer(8));
    line.most_a_day = static_cast<int>(row.integer(9));
    line.controlled = row.yes(10);
    line.starts_on = row.date(11);
    line.stops_on = row.maybe(12, &db::Row::date);
    line.expires_on = row.maybe(13, &db::Row::date);
    line.consent_by = row.string(14);
    line.consent_on = row.maybe(15, &db::Row::date);
    line.stock = row.maybe(16, &db::Row::integer);
    line.note = row.string(17);
    line.ended = !row.is_null(18);
    line.counted_at = row.maybe(19, &db::Row::time);
    return line;
  });
  if (!out.empty()) pass.saw(access::InfoClass::c7_medical, pass.pupil(), pass.pupil().bytes(), deeds::lines_seen);
  return out;
}

std::vector<Dose> list_doses(const ReadPass& pass, const MedicineLineId& line, base::UtcTime since) {
  return pass.rows(doses_of_line, read_dose, {{"line", line}, {"since", since}});
}

std::optional<DoseOfRecord> find_dose(const ReadPass& pass, const record::RecordId& record) {
  return pass.row(dose_of_record, [](const db::Row& row) {
    return DoseOfRecord{row.id<MedicineLineId>(7), read_dose(row), row.string(8), row.maybe(9, &db::Row::integer)};
  }, {{"record", record}});
}

access::Step line_step(const MedicineLine& line, const access::StaffId& made_by, base::UtcTime at) {
  return {insert_line,
          {{"id", line.id}, {"pupil", line.pupil}, {"medicine", line.medicine}, {"strength", line.strength}, {"route", line.route}, {"dose", line.dose},
           {"unit", line.unit}, {"times", to_store(line.times)}, {"gap", line.gap_minutes}, {"most", line.most_a_day}, {"controlled", line.controlled ? 1 : 0},
           {"starts_on", line.starts_on}, {"stops_on", line.stops_on}, {"expires_on", line.expires_on}, {"consent_by", line.consent_by},
           {"consent_on", line.consent_on}, {"stock", line.stock}, {"note", line.note}, {"made_by", made_by}, {"made_at", at},
           {"counted_at", line.stock ? std::optional(at) : std::nullopt}}};
}

void add_line(access::UnitOfWork& work, const KeepPass& pass, const MedicineLine& line) {
  auto of_pupil = line;
  of_pupil.pupil = pass.pupil();
  work.write(pass, {.deed = deeds::line_added, .subject = line.id.bytes(), .info = access::InfoClass::c7_medical}, line_step(of_pupil, pass.who().id, work.now()));
}

void end_line(access::UnitOfWork& work, const KeepPass& pass, const MedicineLineId& line) {
  work.write(pass, {.deed = deeds::line_ended, .subject = line.bytes(), .info = access::InfoClass::c7_medical}, end_one, {{"line", line}, {"pupil", pass.pupil()}},
             access::Expect::one);
}

void count_stock(access::UnitOfWork& work, const KeepPass& pass, const MedicineLineId& line, std::int64_t stock) {
  work.write(pass, {.deed = deeds::stock_counted, .subject = line.bytes(), .info = access::InfoClass::c7_medical}, count_one,
             {{"line", line}, {"pupil", pass.pupil()}, {"stock", stock}}, access::Expect::one);
}

std::vector<access::Step> dose_steps(const NewDose& dose) {
  std::vector<access::Step> out;
  std::vector<db::Bind> binds = {{"line", dose.line}, {"slot", dose.slot.empty() ? "needed " + dose.record.text() : dose.slot}, {"about", dose.pupil}, {"record", dose.record},
                                 {"given_at", dose.given_at}, {"amount", dose.amount}, {"giver", dose.giver}, {"ended_too", dose.under == Under::any_line ? 1 : 0}};
  if (!dose.slot.empty()) {
    out.push_back({insert_due, std::move(binds), access::Expect::one, given_already()});
  } else {
    const auto guard = dose.guard_minutes * base::minute_ms;
    for (db::Bind bind : {db::Bind{"after", dose.given_at + -guard}, db::Bind{"before", dose.given_at + guard}, db::Bind{"most", dose.most_a_day},
                          db::Bind{"day_begins", dose.day_begins}, db::Bind{"day_ends", dose.day_begins + base::day_ms}})
      binds.push_back(std::move(bind));
    out.push_back({insert_needed, std::move(binds), access::Expect::one, given_already()});
  }
  out.push_back({take_from_stock, {{"line", dose.line}, {"record", dose.record}}});
  return out;
}

void give(access::UnitOfWork& work, const NewDose& dose) {
  for (auto& step : dose_steps(dose)) work.also(std::move(step));
}

void take_back(access::UnitOfWork& work, const record::RecordId& record) {
  work.also(put_back, {{"record", record}});
  work.also(forget_dose, {{"record", record}});
}

void name_giver(access::UnitOfWork& work, const record::RecordId& record, const access::StaffId& giver) {
  work.also(set_giver, {{"record", record}, {"giver", giver}});
}

}  // namespace care
