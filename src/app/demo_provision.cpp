// Support at the demonstration school: promised in plans, given in sessions that show it, lost now and then for the reasons a school knows, and paid for.
#include "access/staff_store.h"
#include "app/demo_desk.h"
#include "app/demo_scene.h"
#include "app/demo_school.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/plans/template.h"
#include "casework/programmes/group_store.h"
#include "casework/provision/funding_store.h"
#include "casework/sessions/write_up.h"
#include "casework/timetable/slot_store.h"
#include "record/catalogue.h"
#include "record/summary.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace app {
namespace {

using access::May;

/// What one kind of need is helped with.
struct Support {
  std::string_view need, what, statement, unit;
  plans::Area area;
  std::int64_t baseline, goal;
  int minutes;
  std::string_view words[3];
};
constexpr Support supports[] = {
    {"SLCN", "Speech sounds with the cards", "Says the new sound in 18 of 20 words without a model", "of 20 words", plans::Area::communication, 4, 18, 15,
     {"Listened first, then said it. The mirror helped.", "Clear at the start of words, not yet in the middle.", "Used it in the story without being asked."}},
    {"SPLD", "Reading catch-up", "Reads 60 of the first 100 words at sight", "words", plans::Area::cognition, 14, 60, 20,
     {"Fast through the known pile; two new cards stayed.", "Cut long words with the scissors, then read them.", "Read the page alone and found the answer on it."}},
    {"SEMH", "Mentoring and a weekly goal", "Names a feeling and a next step on four days of five", "days of five", plans::Area::semh, 1, 4, 20,
     {"Started at three and left at six on the scale.", "Talked about the wait at lunch and tried the card.", "Set the next goal alone."}},
    {"ASD", "Taking turns", "Waits for 8 turns in a game with others", "turns", plans::Area::communication, 1, 8, 20,
     {"Marker for whose turn it is; waited each time after the first round.", "Left once and came back with the timer.", "Told the new child the rule."}},
    {"", "Number steps", "Knows 9 number bonds to ten by heart", "bonds", plans::Area::cognition, 2, 9, 20,
     {"With the frame first, then without.", "Counted on from the bigger number each time but one.", "Explained it to the person next door."}},
};
constexpr std::string_view reasons[] = {"pupil_absent", "pupil_absent", "adult_covering", "adult_covering", "event", "pupil_elsewhere", "adult_absent", "pupil_not_ready"};
constexpr int days_back = 180;

const Support& support_for(std::string_view needs) {
  for (const auto& support : supports)
    if (!support.need.empty() && needs.starts_with(support.need)) return support;
  return supports[std::size(supports) - 1];
}

class Supporting {
 public:
  Supporting(access::House& house, const people::InventedSchool& school, std::uint64_t seed)
      : house_(house), school_(school), random_(seed ^ 0x5E55), dice_(seed ^ 0xD1CE5), circle_(house.room<access::Circles>().today(house)) {
    auto in_force = house.room<record::Catalogue>().find("session");
    if (!in_force) throw std::logic_error("the demonstration needs the kind session");
    kind_ = *std::move(in_force);
    days_ = school.calendar.school_days(school.today + -days_back, school.today);
  }

  base::Result<void> run(const access::StaffId& senco, const access::StaffId& office) {
    if (days_.empty()) return {};
    std::size_t helped = 0;
    for (const auto n : supported_pupils(school_)) {
      const auto& pupil = school_.roll.pupils[n];
      const auto key_worker = school_.key_worker_of[n];
      const auto& staff = *school_.roll.staff[*key_worker].id;
      TRY_DO(support(*pupil.id, staff, senco, support_for(pupil.sen_need), helped++));
      if (*pupil.sen_status == people::SenStatus::plan) pay_for(*pupil.id, office);
      if (std::find(paid_.begin(), paid_.end(), staff) == paid_.end()) write_pay(staff, office);
    }
    write_up_cards(senco);
    return put();
  }

 private:
  /// What stood on the timetable in the last weeks was written up by whoever gave it, most of it.
  void write_up_cards(const access::StaffId& senco) {
    const auto last = school_.today + -1, first = last + -20;
    std::vector<timetable::Occurrence> occurrences;
    {
      auto reader = house_.reader();
      reader->look_as(house_.house_sight());
      occurrences = timetable::slots_between(*reader, first, last);
    }
    AtTheDesk desk(house_, senco);
    const auto pass = access::Door::staff<May::entries_own>(desk.visit());
    if (!pass) return;
    std::map<programmes::GroupId, std::vector<programmes::Member>> members;
    for (const auto& occurrence : occurrences) {
      if (!timetable::is_delivered(occurrence.slot.kind) || !occurrence.happens() || occurrence.staff.is_nil() || dice_.of_thousand(occurrence.day >= school_.today + -3 ? 250 : 40)) continue;
      std::vector<access::PupilId> pupils;
      if (!occurrence.slot.pupil.is_nil()) pupils = {occurrence.slot.pupil};
      if (const auto& group = occurrence.slot.group; !group.is_nil()) {
        if (!members.contains(group)) members.emplace(group, programmes::list_members(*pass, group));
        for (const auto& member : members[group])
          if (member.is_in(occurrence.day)) pupils.push_back(member.pupil);
      }
      sessions::Card card;
      card.slot = occurrence.slot.id.bytes();
      card.day = occurrence.day;
      card.starts = occurrence.starts;
      card.minutes = std::max(1, occurrence.minutes());
      card.staff = occurrence.staff;
      card.title = timetable::what_words(occurrence.slot);
      for (const auto& pupil : pupils) card.pupils.push_back({pupil, {}, {}});
      std::vector<sessions::PupilPart> parts;
      for (const auto& pupil : pupils) {
        sessions::PupilPart part;
        part.pupil = pupil;
        part.minutes = card.minutes;
        if (dice_.of_thousand(90)) {
          part.happened = sessions::Happened::no;
          part.minutes = 0;
          part.reason = std::string(dice_.one(reasons));
        } else {
          part.engagement = 3 + static_cast<int>(dice_.upto(3));
        }
        parts.push_back(std::move(part));
      }
      if (!parts.empty()) write(card, parts, {}, house_.zone().to_utc(card.day, base::LocalTime{card.starts}));
    }
  }

  base::Result<void> support(const access::PupilId& pupil, const access::StaffId& staff, const access::StaffId& senco, const Support& what, std::size_t number) {
    const auto began = days_.front();
    const auto form = house_.room<plans::Templates>().find("education_plan");
    if (!form) throw std::logic_error("the demonstration uses a template that is not there");
    web::Json words;
    words.set("strengths", "Comes gladly, and shows what went well.");
    words.set("areas", web::Json::Array{web::Json(plans::code(what.area))});
    words.set("barriers", "Needs small steps, often, with somebody who knows what came before.");
    words.set("strategies", "Start with what is known. One new thing at a time. Say what was done well, at once.");
    plans::NewPlan plan{plans::PlanId(fresh(house_.now())), "education_plan", access::InfoClass::c6_send, {}};
    // One in four was due for review a week ago, one in four is due in two days.
    const auto review = school_.today + (number % 4 == 2 ? -8 : number % 4 == 1 ? 2 : 50);
    plan.draft = {std::string(what.what), began, school_.today + 60, review, web::to_json(words), form->version, {}};
    TRY_DO(as(staff, [&](access::Visit& visit, access::UnitOfWork& work) -> base::Result<void> {
      if (const auto write = access::Door::pupil<May::record_add>(visit, pupil)) plans::begin(work, *write, plan);
      return {};
    }));
    TRY_DO(as(staff, [&](access::Visit& visit, access::UnitOfWork& work) -> base::Result<void> {
      const auto write = access::Door::pupil<May::record_add>(visit, pupil);
      const auto made = found(visit, pupil, plan.id);
      return write && made ? plans::move(work, *write, *made, plans::PlanDeed::submitted, "") : base::Result<void>();
    }));
    for (const auto deed : {plans::PlanDeed::approved, plans::PlanDeed::started}) {
      TRY_DO(as(senco, [&](access::Visit& visit, access::UnitOfWork& work) -> base::Result<void> {
        const auto decide = access::Door::pupil<May::record_decide>(visit, pupil);
        const auto made = found(visit, pupil, plan.id);
        return decide && made ? plans::move(work, *decide, *made, deed, "As agreed with the family") : base::Result<void>();
      }));
    }
    plans::NewTarget target{plans::TargetId(fresh(house_.now())), plan.id, {}, {}};
    target.words.area = what.area;
    target.words.need = std::string(what.what);
    target.words.statement = std::string(what.statement);
    target.words.success = "Counted in each session";
    target.words.measure = {plans::Scale::count, std::string(what.unit), {}};
    target.words.baseline = what.baseline * plans::one;
    target.words.goal = what.goal * plans::one;
    target.words.starts_on = began;
    target.words.by_when = school_.today + 60;
    target.words.owner = staff;
    for (auto& step : plans::steps_of(target, pupil, access::InfoClass::c6_send, plans::TargetState::live, staff, house_.now())) steps_.push_back(std::move(step));
    plans::NewProvisionLine line{plans::ProvisionLineId(fresh(house_.now())), plan.id, {}};
    line.words.what = std::string(what.what);
    line.words.who = "Key worker";
    line.words.staff = staff;
    line.words.target = target.id;
    line.words.minutes = what.minutes;
    line.words.times = 3;
    line.words.from = began;
    line.words.wave = number % 3 == 0 ? plans::Wave::specialist : plans::Wave::targeted;
    line.words.area = what.area;
    for (auto& step : plans::steps_of(line, pupil, access::InfoClass::c6_send, plans::LineState::live, staff, house_.now())) steps_.push_back(std::move(step));
    give(pupil, staff, what, target, line, number);
    return steps_.size() > 20'000 ? put() : base::Result<void>();
  }

  /// One deed of somebody, as they would do it.
  template <class Deed>
  base::Result<void> as(const access::StaffId& who, Deed deed) {
    AtTheDesk desk(house_, who);
    access::UnitOfWork work{desk.visit()};
    TRY_DO(deed(desk.visit(), work));
    return std::move(work).commit();
  }
  static std::optional<plans::Plan> found(access::Visit& visit, const access::PupilId& pupil, const plans::PlanId& id) {
    const auto pass = access::Door::pupil<May::pupil_find>(visit, pupil);
    return pass ? plans::find_plan(*pass, id) : std::nullopt;
  }

  /// Three times a week: mostly given, better month by month, sometimes lost, now and then not written up.
  void give(const access::PupilId& pupil, const access::StaffId& staff, const Support& what, const plans::NewTarget& target, const plans::NewProvisionLine& line, std::size_t number) {
    plans::Target known;
    known.id = target.id;
    known.words = target.words;
    for (std::size_t n = 0; n < days_.size(); ++n) {
      const auto weekday = base::weekday(days_[n]);
      if (weekday == base::Weekday::tuesday || weekday == base::Weekday::thursday || dice_.of_thousand(60)) continue;
      sessions::Card card;
      card.day = days_[n];
      card.starts = 9 * 60 + static_cast<int>(number % 8) * 25;
      card.minutes = what.minutes;
      card.staff = staff;
      card.title = std::string(what.what);
      card.place = number % 4 == 1 ? sessions::Place::in_class : sessions::Place::withdrawal;
      card.pupils = {{pupil, {}, line.id}};
      const auto began = house_.zone().to_utc(card.day, base::LocalTime{card.starts});
      if (began + what.minutes * base::minute_ms > house_.now()) continue;
      sessions::PupilPart part;
      part.pupil = pupil;
      part.line = line.id;
      part.minutes = what.minutes;
      if (dice_.of_thousand(120)) {
        part.happened = sessions::Happened::no;
        part.minutes = 0;
      } else if (dice_.of_thousand(70)) {
        part.happened = sessions::Happened::part;
        part.minutes = what.minutes / 2;
      }
      if (part.happened != sessions::Happened::yes) part.reason = std::string(dice_.one(reasons));
      if (part.happened != sessions::Happened::no) {
        const auto share = static_cast<std::int64_t>(n * 850 / days_.size()) + static_cast<std::int64_t>(dice_.upto(220));
        const auto value = what.baseline + (what.goal - what.baseline) * share / 1000;
        const auto help = 5 - std::min<std::int64_t>(5, share / 200);
        part.scores.push_back({target.id, std::clamp(value, std::int64_t{0}, what.goal) * plans::one, static_cast<sessions::Prompt>(help)});
        part.engagement = 3 + static_cast<int>(dice_.upto(3));
        part.words = std::string(dice_.one(what.words));
        if (dice_.of_thousand(150)) part.for_teacher = "Can use this in class if asked first.";
      }
      write(card, {part}, {known}, began);
    }
  }

  void write(const sessions::Card& card, const std::vector<sessions::PupilPart>& parts, const std::vector<plans::Target>& targets, base::UtcTime began) {
    const auto recorded = std::min(house_.now(), began + (card.minutes + 10) * base::minute_ms);
    const sessions::SessionId session(fresh(recorded));
    for (const auto& part : parts) {
      const auto fields = sessions::record_fields(card, part, targets);
      const auto body = record::check(*kind_.kind, record::Submission(fields), record::Surroundings{card.day});
      if (!body) throw std::logic_error("an invented session breaks its kind: " + body.error().fields.at(0).field);
      record::NewRecord made;
      made.id = sessions::record_of(session, part.pupil);
      made.kind = "session";
      made.kind_version = kind_.version;
      made.info_class = kind_.kind->info_class;
      made.occurred_at = began;
      made.sent_moment = began;
      made.parts = {{part.pupil, kind_.kind->pupils.parts.empty() ? std::string() : kind_.kind->pupils.parts.front().code}};
      made.line = record::summarise(*kind_.kind, *body);
      made.body = body->text();
      if (school_.today - card.day <= 5) record::follow(made, *kind_.kind, *circle_, card.staff);
      base::Bytes32 salt;
      random_.fill(salt);
      auto written = record::steps_of(made, card.staff, recorded, salt);
      for (auto& step : written.steps) steps_.push_back(std::move(step));
      entries_.push_back(std::move(written.entry));
    }
    for (auto& step : sessions::steps_of(session, card, parts, card.staff, recorded)) steps_.push_back(std::move(step));
  }

  void pay_for(const access::PupilId& pupil, const access::StaffId& office) {
    const auto year = people::academic_year_of(school_.today);
    steps_.push_back(provision::top_up_step({provision::TopUpId(fresh(house_.now())), pupil, "top_up", "Band B", {450'000 + static_cast<std::int64_t>(dice_.upto(5)) * 75'000},
                                             *base::to_date(year, 9, 1), *base::to_date(year + 1, 8, 31)}, office, house_.now()));
  }

  void write_pay(const access::StaffId& staff, const access::StaffId& office) {
    constexpr std::int64_t scale[] = {2'329'700, 2'368'000, 2'407'400, 2'422'300};
    provision::Pay pay;
    pay.id = provision::PayId(fresh(house_.now()));
    pay.staff = staff;
    pay.from_on = school_.today + -400;
    pay.grade = "Grade 3";
    const auto point = dice_.upto(std::size(scale));
    pay.point = std::to_string(5 + point);
    pay.full_time = {scale[point]};
    pay.week_minutes = 31 * 60 + 40;
    pay.paid_weeks = 43'100;
    pay.on_costs = 2'500;
    for (auto& step : provision::pay_steps(pay, office, house_.now())) steps_.push_back(std::move(step));
    paid_.push_back(staff);
  }

  base::Result<void> put() {
    auto steps = std::move(steps_);
    auto entries = std::move(entries_);
    steps_.clear();
    entries_.clear();
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return house_.pen().run([&](db::WriteConnection& connection, access::Pen& pen) -> base::Result<void> {
      for (const auto& step : steps)
        if (connection.execute(step.sql, step.binds) != 1 && step.expect == access::Expect::one) return step.miss;
      for (const auto& entry : entries) pen.append(connection, entry);
      return {};
    });
  }

  base::Bytes16 fresh(base::UtcTime at) { return base::make_uuid7(at, random_); }

  access::House& house_;
  const people::InventedSchool& school_;
  base::SeededRandom random_;
  Dice dice_;
  std::shared_ptr<const access::Circle> circle_;
  record::KindInForce kind_;
  std::vector<base::LocalDate> days_;
  std::vector<access::Step> steps_;
  std::vector<access::ChainEntry> entries_;
  std::vector<access::StaffId> paid_;
};

}  // namespace

base::Result<void> write_demonstration_provision(access::House& house, const people::InventedSchool& school, std::uint64_t seed) {
  const auto who = [&](std::string_view username) -> std::optional<access::StaffId> {
    auto reader = house.reader();
    reader->look_as(house.house_sight());
    return access::staff_by_username(*reader, username);
  };
  const auto senco = who("senco"), office = who("office");
  if (!senco || !office) return {};
  return Supporting(house, school, seed).run(*senco, *office);
}

}  // namespace app
