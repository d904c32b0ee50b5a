// What has happened at the demonstration school, written down day by day in the order of time.
#include "app/demo_further.h"
#include "app/demo_life.h"
#include "app/demo_school.h"
#include "base/random.h"
#include "casework/care/medicine_store.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/correction_store.h"
#include "record/new_record.h"
#include "record/record_store.h"
#include "record/summary.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace app {
namespace {

/// Each pupil is written about this often in a school day, on the average of a school; weights of the pupils make it uneven.
constexpr double usual_share = 0.15;
constexpr int followed_days = 21;

class Writing {
 public:
  Writing(access::House& house, const people::InventedSchool& school, const people::InventChoices& choices)
      : house_(house), school_(school), circle_(house.room<access::Circles>().today(house)), life_(school, choices.seed),
        random_(choices.seed ^ 0x5EED5), today_(choices.today), seed_(choices.seed) {
    for (auto half_term : school.calendar.half_terms())
      for (const auto day : school.calendar.school_days(half_term.first, std::min(half_term.last, today_))) days_.push_back(day);
  }

  base::Result<std::int64_t> write(std::int64_t least, const std::function<void(std::int64_t, std::int64_t)>& progress) {
    const auto usual = static_cast<std::int64_t>(std::llround(static_cast<double>(days_.size()) * life_.weight() * usual_share));
    const auto all = std::max<std::int64_t>(std::max(usual, least), 1);
    double shares = 0;
    for (const auto day : days_) shares += life_.writing_on(day);
    const double a_share = static_cast<double>(all) / std::max(shares, 1.0);
    double owed = 0;
    std::int64_t done = 0, told = 0;
    std::vector<record::RecordSteps> group;
    TRY_DO(write_medicine_plans());
    for (std::size_t i = 0; i < days_.size(); ++i) {
      owed += a_share * life_.writing_on(days_[i]);
      const auto todays = i + 1 == days_.size() ? all - told : static_cast<std::int64_t>(owed);
      owed -= static_cast<double>(todays);
      told += todays;
      done += write_day(i, static_cast<std::size_t>(std::max<std::int64_t>(todays, 0)), group);
      if (group.size() < 4000 && i + 1 < days_.size()) continue;
      TRY_DO(put(group));
      group.clear();
      progress(done, all);
    }
    TRY_DO(follow_up_demonstration(house_, followed_, random_));
    return done;
  }

 private:
  std::int64_t write_day(std::size_t place, std::size_t count, std::vector<record::RecordSteps>& group) {
    const auto day = days_[place];
    std::vector<record::RecordSteps> today;
    std::int64_t written = 0;
    // Even in a small school each of the rarer kinds was written once in the last term, where there is a child it fits.
    const auto back = days_.size() - place;
    if (const auto kinds = further_kinds(); back % 2 == 0 && back / 2 <= kinds.size())
      if (auto once = life_.tell_of(day, kinds[back / 2 - 1].kind)) written += add(day, std::move(*once), today) ? 1 : 0;
    for (auto& told : life_.tell(day, count)) written += add(day, std::move(told), today) ? 1 : 0;
    std::stable_sort(today.begin(), today.end(), [](const auto& a, const auto& b) { return a.entry.at < b.entry.at; });
    for (auto& made : today) group.push_back(std::move(made));
    return written;
  }

  const record::KindInForce& kind_of(std::string_view id) {
    auto found = kinds_.find(id);
    if (found == kinds_.end()) {
      auto in_force = house_.room<record::Catalogue>().find(id);
      if (!in_force) throw std::logic_error("the demonstration needs the kind " + std::string(id));
      found = kinds_.emplace(std::string(id), std::move(*in_force)).first;
    }
    return found->second;
  }

  record::Body checked(const record::Kind& kind, const web::Json& fields, base::LocalDate day) {
    record::Surroundings school{day};
    school.find_pick = [&](std::string_view, std::string_view) -> std::optional<std::string> {
      const auto* picked = fields.find("plan_line");
      const auto* label = picked ? picked->find("label") : nullptr;
      return label && label->string() ? std::optional(*label->string()) : std::nullopt;
    };
    auto body = record::check(kind, record::Submission(fields), school);
    if (!body) throw std::logic_error("an invented " + kind.id + " breaks its kind: " + body.error().fields.at(0).field);
    return std::move(*body);
  }

  /// False where it has not happened yet.
  bool add(base::LocalDate day, Told told, std::vector<record::RecordSteps>& out) {
    const auto occurred = house_.zone().to_utc(day, told.at);
    if (occurred > house_.now()) return false;
    if (told.kind == "medicine" && !medicated_.emplace(told.parts.front().pupil, day.days).second) return false;  // once a day is enough
    const auto& in_force = kind_of(told.kind);
    const auto& kind = *in_force.kind;
    const auto body = checked(kind, told.fields, day);
    const auto recorded = std::min(
        house_.now(), occurred + told.written_after * base::minute_ms + static_cast<std::int64_t>(random_.below(60'000)));
    record::NewRecord record;
    record.id = record::RecordId(base::make_uuid7(recorded, random_));
    record.kind = told.kind;
    record.kind_version = in_force.version;
    record.info_class = kind.info_class;
    record.occurred_at = occurred;
    record.numbered = kind.numbered;
    for (const auto& part : told.parts) {
      const auto& known = kind.pupils.parts;
      const bool is_known = std::any_of(known.begin(), known.end(), [&](const auto& each) { return each.code == part.part; });
      record.parts.push_back({*school_.roll.pupils[part.pupil].id, is_known        ? std::string(part.part)
                                                                   : known.empty() ? std::string()
                                                                                   : known.front().code});
    }
    const auto& statuses = kind.workflow.statuses;
    if (!statuses.empty()) record.state = today_ - day > 14 ? statuses.back().code : statuses.front().code;
    record.line = record::summarise(kind, body);
    record.body = body.text();
    const auto& author = *school_.roll.staff[told.author].id;
    // Sign-offs are of these weeks; what is older was written before the school began them.
    if (today_ - day <= followed_days) {
      record::follow(record, kind, *circle_, author);
      const auto corrected = told.second ? recorded + told.second->after * base::minute_ms : house_.now() + 1;
      const bool is_corrected = corrected <= house_.now();
      followed_.push_back({record.id, is_corrected ? 2 : 1, record.info_class, record.parts.front().pupil, author, record.must_see, record.signers,
                           is_corrected ? corrected : recorded});
    }
    out.push_back(record::steps_of(record, author, recorded, salt()));
    if (told.kind == "medicine") add_dose(told, record, author, day, out.back());
    if (told.second) correct(record, in_force, *told.second, author, recorded, day, out);
    return true;
  }

  /// The dose beside the record, as when somebody writes it.
  void add_dose(const Told& told, const record::NewRecord& record, const access::StaffId& author, base::LocalDate day, record::RecordSteps& out) {
    const auto medicine = medicine_of(told.parts.front().pupil, seed_);
    const auto* amount = told.fields.find("amount");
    if (!medicine || !amount) return;
    const auto slot = medicine->due < 0 ? std::string() : base::to_iso(day) + " " + base::to_text(base::LocalTime{medicine->due});
    for (auto& step : care::dose_steps({.line = *care::MedicineLineId::parse(medicine->id), .pupil = record.parts.front().pupil, .record = record.id, .given_at = record.occurred_at,
                                        .amount = medicine->dose * 1000, .slot = slot, .guard_minutes = 0, .most_a_day = 0, .day_begins = house_.zone().start_of_day(day), .giver = author}))
      out.steps.push_back(std::move(step));
  }

  /// The medicine plans, before anything is given under them.
  base::Result<void> write_medicine_plans() {
    std::vector<access::Step> steps;
    const auto made_at = house_.zone().start_of_day(days_.front());
    for (std::size_t n = 0; n < school_.roll.pupils.size(); ++n) {
      const auto medicine = medicine_of(n, seed_);
      if (!medicine) continue;
      care::MedicineLine line;
      line.id = *care::MedicineLineId::parse(medicine->id);
      line.pupil = *school_.roll.pupils[n].id;
      line.medicine = medicine->medicine;
      line.strength = medicine->strength;
      line.route = medicine->route;
      line.unit = medicine->unit;
      line.dose = medicine->dose * 1000;
      if (medicine->due >= 0) line.times = {base::LocalTime{medicine->due}};
      else line.gap_minutes = 240;
      line.most_a_day = medicine->due < 0 ? 4 : 0;
      line.starts_on = days_.front();
      line.consent_by = "A parent, on the school's form";
      line.consent_on = days_.front();
      line.note = "In the locked cupboard of the office.";
      steps.push_back(care::line_step(line, *school_.roll.staff[school_.teacher_of[n]].id, made_at));
    }
    return house_.pen().run([&](db::WriteConnection& connection, access::Pen&) -> base::Result<void> {
      for (const auto& step : steps) connection.execute(step.sql, step.binds);
      return {};
    });
  }

  void correct(const record::NewRecord& record, const record::KindInForce& in_force, const Told::Second& second,
               const access::StaffId& author, base::UtcTime recorded, base::LocalDate day,
               std::vector<record::RecordSteps>& out) {
    const auto at = recorded + second.after * base::minute_ms;
    if (at > house_.now()) return;
    const auto body = checked(*in_force.kind, second.fields, day);
    out.push_back(record::correction_steps(
        {record.id, 1, std::string(second.reason), in_force.version, record::summarise(*in_force.kind, body), body.text(),
         record.info_class, record.parts.front().pupil},
        author, at, salt()));
  }

  base::Bytes32 salt() {
    base::Bytes32 out;
    random_.fill(out);
    return out;
  }

  base::Result<void> put(std::vector<record::RecordSteps>& group) {
    return house_.pen().run([&](db::WriteConnection& connection, access::Pen& pen) -> base::Result<void> {
      for (auto& made : group) {
        for (const auto& step : made.steps)
          if (connection.execute(step.sql, step.binds) != 1 && step.expect == access::Expect::one) return step.miss;
        pen.append(connection, made.entry);
      }
      return {};
    });
  }

  access::House& house_;
  const people::InventedSchool& school_;
  std::shared_ptr<const access::Circle> circle_;
  SchoolLife life_;
  base::SeededRandom random_;
  std::map<std::string, record::KindInForce, std::less<>> kinds_;
  base::LocalDate today_;
  std::vector<base::LocalDate> days_;
  std::vector<DemoFollowed> followed_;
  std::uint64_t seed_;
  std::set<std::pair<std::size_t, std::int32_t>> medicated_;
};

}  // namespace

base::Result<std::int64_t> write_demonstration_records(access::House& house, const people::InventedSchool& school,
                                                       const people::InventChoices& choices, std::int64_t records,
                                                       const std::function<void(std::int64_t done, std::int64_t all)>& progress) {
  return Writing(house, school, choices).write(records, progress);
}

}  // namespace app
