// What has happened at the demonstration school, day by day in the order of time.
#include "app/demo_school.h"
#include "app/demo_words.h"
#include "base/random.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/new_record.h"
#include "record/record_store.h"
#include "record/summary.h"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// Each pupil is written about this often in a school day, on the average of a school; weights of the pupils make it uneven.
constexpr double usual_share = 0.15;
constexpr int followed_days = 21;

/// Sums of the pupils' weights, to draw one by.
class Draw {
 public:
  explicit Draw(const std::vector<people::PupilTraits>& traits) {
    for (const auto& one : traits) sums_.push_back((sums_.empty() ? 0.0 : sums_.back()) + one.weight);
  }
  std::size_t pupil(base::Random& random) const {
    const double at = sums_.back() * static_cast<double>(random.below(1'000'000)) / 1'000'000.0;
    return std::min(static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin()), sums_.size() - 1);
  }
  double total() const { return sums_.back(); }

 private:
  std::vector<double> sums_;
};

class Writing {
 public:
  Writing(access::House& house, const people::InventedSchool& school, const people::InventChoices& choices)
      : house_(house), school_(school), circle_(house.room<access::Circles>().today(house)), random_(choices.seed ^ 0x5EED5), draw_(school.traits), today_(choices.today) {
    for (auto half_term : school.calendar.half_terms())
      for (const auto day : school.calendar.school_days(half_term.first, std::min(half_term.last, today_))) days_.push_back(day);
  }

  base::Result<std::int64_t> write(std::int64_t least, const std::function<void(std::int64_t, std::int64_t)>& progress) {
    const auto usual = static_cast<std::int64_t>(std::llround(static_cast<double>(days_.size()) * draw_.total() * usual_share));
    const auto all = std::max<std::int64_t>(std::max(usual, least), 1);
    const double a_day = static_cast<double>(all) / static_cast<double>(std::max<std::size_t>(days_.size(), 1));
    double owed = 0;
    std::int64_t done = 0;
    std::vector<record::RecordSteps> group;
    for (std::size_t i = 0; i < days_.size(); ++i) {
      owed += a_day;
      const auto todays = i + 1 == days_.size() ? all - done - static_cast<std::int64_t>(group.size()) : static_cast<std::int64_t>(owed);
      owed -= static_cast<double>(todays);
      write_day(days_[i], todays, group);
      if (group.size() < 4000 && i + 1 < days_.size()) continue;
      done += static_cast<std::int64_t>(group.size());
      TRY_DO(put(group));
      group.clear();
      progress(done, all);
    }
    TRY_DO(follow_up_demonstration(house_, followed_, random_));
    return done;
  }

 private:
  void write_day(base::LocalDate day, std::int64_t count, std::vector<record::RecordSteps>& group) {
    std::vector<record::RecordSteps> today;
    for (std::int64_t n = 0; n < count; ++n)
      if (auto made = one(day)) today.push_back(std::move(*made));
    std::stable_sort(today.begin(), today.end(), [](const auto& a, const auto& b) { return a.entry.at < b.entry.at; });
    for (auto& made : today) group.push_back(std::move(made));
  }

  std::optional<record::RecordSteps> one(base::LocalDate day) {
    const auto which = draw_.pupil(random_);
    const auto& traits = school_.traits[which];
    const auto& pupil = school_.roll.pupils[traits.pupil];
    auto told = invent_record(traits, pupil.forename(), school_.phase, day, random_);
    const auto occurred = house_.zone().to_utc(day, told.at);
    if (occurred > house_.now()) return std::nullopt;
    const auto in_force = house_.room<record::Catalogue>().find(told.kind);
    if (!in_force) throw std::logic_error("the demonstration needs the kind " + told.kind);
    record::Surroundings around{day};
    const auto body = record::check(*in_force->kind, record::Submission(told.fields), around);
    if (!body) throw std::logic_error("an invented " + told.kind + " breaks its kind: " + body.error().fields.at(0).field);
    // Written down within the hour, mostly; now and then the day after.
    const auto recorded = std::min(house_.now(), occurred + static_cast<std::int64_t>(random_.below(50) == 0 ? base::day_ms : random_.below(3600) * 1000));
    record::NewRecord record;
    record.id = record::RecordId(base::make_uuid7(recorded, random_));
    record.kind = told.kind;
    record.kind_version = in_force->version;
    record.info_class = in_force->kind->info_class;
    record.occurred_at = occurred;
    const auto& parts = in_force->kind->pupils.parts;
    record.parts = {{*pupil.id, parts.empty() ? std::string() : parts.front().code}};
    if (traits.other && told.kind == "behaviour" && parts.size() > 1)
      record.parts.push_back({*school_.roll.pupils[*traits.other].id, parts[1].code});
    const auto& statuses = in_force->kind->workflow.statuses;
    if (!statuses.empty()) record.state = today_ - day > 14 ? statuses.back().code : statuses.front().code;
    record.line = record::summarise(*in_force->kind, *body);
    record.body = body->text();
    const auto author = author_of(traits.pupil, told.kind);
    // Sign-offs are of these weeks; what is older was written before the school began them.
    if (today_ - day <= followed_days) {
      record::follow(record, *in_force->kind, *circle_, author);
      followed_.push_back({record.id, record.info_class, *pupil.id, author, record.must_see, record.signers, recorded});
    }
    base::Bytes32 salt;
    random_.fill(salt);
    return record::steps_of(record, author, recorded, salt);
  }

  access::StaffId author_of(std::size_t pupil, const std::string& kind) {
    const auto& key_worker = school_.key_worker_of[pupil];
    const bool by_key_worker = key_worker && (kind == "session" || random_.below(4) != 0);
    return *school_.roll.staff[by_key_worker ? *key_worker : school_.teacher_of[pupil]].id;
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
  base::SeededRandom random_;
  Draw draw_;
  base::LocalDate today_;
  std::vector<base::LocalDate> days_;
  std::vector<DemoFollowed> followed_;
};

}  // namespace

base::Result<std::int64_t> write_demonstration_records(access::House& house, const people::InventedSchool& school,
                                                       const people::InventChoices& choices, std::int64_t records,
                                                       const std::function<void(std::int64_t done, std::int64_t all)>& progress) {
  return Writing(house, school, choices).write(records, progress);
}

}  // namespace app
