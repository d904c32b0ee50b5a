// The only room that names the medicine tables.
#include "casework/care/medicine_store.h"

#include <charconv>

namespace care {
namespace {

constexpr db::Sql lines_of_pupil =
    "SELECT id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, stops_on, expires_on, "
    "consent_by, consent_on, stock, note, ended_at FROM seen_medicine_line WHERE pupil_id = :pupil ORDER BY ended_at IS NOT NULL, medicine, id";
constexpr db::Sql doses_of_line =
    "SELECT d.slot, d.record_id, d.given_at, d.amount, s.name FROM seen_medicine_dose d JOIN staff s ON s.id = d.given_by "
    "WHERE d.line_id = :line AND d.pupil_id = :pupil AND d.given_at >= :since ORDER BY d.given_at DESC";
constexpr db::Sql insert_line =
    "INSERT INTO medicine_line (id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, "
    "stops_on, expires_on, consent_by, consent_on, stock, note, made_by, made_at) VALUES (:id, :pupil, :medicine, :strength, :route, :dose, :unit, "
    ":times, :gap, :most, :controlled, :starts_on, :stops_on, :expires_on, :consent_by, :consent_on, :stock, :note, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql end_one =
    "UPDATE medicine_line SET ended_at = :now, ended_by = :me WHERE id = :line AND pupil_id = :pupil AND ended_at IS NULL";
constexpr db::Sql count_one = "UPDATE medicine_line SET stock = :stock WHERE id = :line AND pupil_id = :pupil AND ended_at IS NULL";
constexpr db::Sql take_from_stock =
    "UPDATE medicine_line SET stock = CASE WHEN stock IS NULL THEN NULL WHEN stock < :amount THEN 0 ELSE stock - :amount END "
    "WHERE id = :line AND pupil_id = :about AND ended_at IS NULL";
// The due dose itself is the key.
constexpr db::Sql insert_due =
    "INSERT INTO medicine_dose (line_id, slot, pupil_id, record_id, given_at, amount, given_by) "
    "VALUES (:line, :slot, :about, :record, :given_at, :amount, :me) ON CONFLICT (line_id, slot) DO NOTHING";
// By need: units are written one after another, so what this statement does not see was not given.
constexpr db::Sql insert_needed =
    "INSERT INTO medicine_dose (line_id, slot, pupil_id, record_id, given_at, amount, given_by) "
    "SELECT l.id, :slot, l.pupil_id, :record, :given_at, :amount, :me FROM medicine_line l WHERE l.id = :line AND l.pupil_id = :about "
    "AND NOT EXISTS (SELECT 1 FROM medicine_dose d WHERE d.line_id = :line AND d.given_at > :after AND d.given_at < :before) "
    "AND (:most = 0 OR (SELECT COUNT(*) FROM medicine_dose d WHERE d.line_id = :line AND d.given_at >= :day_begins AND d.given_at < :day_ends) < :most)";

constexpr access::Deed line_added{"medicine_line.added", "Added a medicine to a pupil's plan"};
constexpr access::Deed line_ended{"medicine_line.ended", "Ended a medicine of a pupil's plan"};
constexpr access::Deed stock_counted{"medicine_line.counted", "Counted a pupil's medicine"};
constexpr access::Deed lines_seen{"medicine_lines.seen", "Saw a pupil's medicine plan"};

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
    return line;
  });
  if (!out.empty()) pass.saw(access::InfoClass::c7_medical, pass.pupil(), pass.pupil().bytes(), lines_seen);
  return out;
}

std::vector<Dose> list_doses(const ReadPass& pass, const MedicineLineId& line, base::UtcTime since) {
  return pass.rows(doses_of_line, [](const db::Row& row) {
    return Dose{row.string(0), row.id<record::RecordId>(1), row.time(2), row.integer(3), row.string(4)};
  }, {{"line", line}, {"since", since}});
}

void add_line(access::UnitOfWork& work, const KeepPass& pass, const MedicineLine& line) {
  work.write(pass, {.deed = line_added, .subject = line.id.bytes(), .info = access::InfoClass::c7_medical}, insert_line,
             {{"id", line.id}, {"pupil", pass.pupil()}, {"medicine", line.medicine}, {"strength", line.strength}, {"route", line.route}, {"dose", line.dose},
              {"unit", line.unit}, {"times", to_store(line.times)}, {"gap", line.gap_minutes}, {"most", line.most_a_day}, {"controlled", line.controlled ? 1 : 0},
              {"starts_on", line.starts_on}, {"stops_on", line.stops_on}, {"expires_on", line.expires_on}, {"consent_by", line.consent_by},
              {"consent_on", line.consent_on}, {"stock", line.stock}, {"note", line.note}});
}

void end_line(access::UnitOfWork& work, const KeepPass& pass, const MedicineLineId& line) {
  work.write(pass, {.deed = line_ended, .subject = line.bytes(), .info = access::InfoClass::c7_medical}, end_one, {{"line", line}, {"pupil", pass.pupil()}},
             access::Expect::one);
}

void count_stock(access::UnitOfWork& work, const KeepPass& pass, const MedicineLineId& line, std::int64_t stock) {
  work.write(pass, {.deed = stock_counted, .subject = line.bytes(), .info = access::InfoClass::c7_medical}, count_one,
             {{"line", line}, {"pupil", pass.pupil()}, {"stock", stock}}, access::Expect::one);
}

void give(access::UnitOfWork& work, const NewDose& dose) {
  work.also(take_from_stock, {{"line", dose.line}, {"about", dose.pupil}, {"amount", dose.amount}}, access::Expect::one, given_already());
  if (!dose.slot.empty()) {
    work.also(insert_due, {{"line", dose.line}, {"slot", dose.slot}, {"about", dose.pupil}, {"record", dose.record}, {"given_at", dose.given_at}, {"amount", dose.amount}},
              access::Expect::one, given_already());
    return;
  }
  const auto guard = dose.guard_minutes * base::minute_ms;
  work.also(insert_needed,
            {{"line", dose.line}, {"slot", "needed " + dose.record.text()}, {"about", dose.pupil}, {"record", dose.record}, {"given_at", dose.given_at},
             {"amount", dose.amount}, {"after", dose.given_at + -guard}, {"before", dose.given_at + guard}, {"most", dose.most_a_day},
             {"day_begins", dose.day_begins}, {"day_ends", dose.day_begins + base::day_ms}},
            access::Expect::one, given_already());
}

}  // namespace care
