// The timetable of the demonstration school: its day, every class's lessons, groups, and a week for each key worker in which nobody is in
// two places.
#include "app/demo_school.h"
#include "app/demo_school_day.h"
#include "casework/programmes/group_store.h"
#include "casework/timetable/hours_store.h"
#include "casework/timetable/slot_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace app {
namespace {

using base::Weekday;
using timetable::SlotKind;

constexpr access::Deed demonstration_timetabled{"demonstration.made", "Made the demonstration school"};
constexpr int weekdays = 5;

class Planner {
 public:
  Planner(const people::InventedSchool& school, std::uint64_t seed, base::UtcTime now) : school_(school), random_(seed ^ 0x7177), now_(now) {
    for (const auto& half : school.calendar.half_terms())
      if (half.academic_year == people::academic_year_of(school.today)) {
        from_ = half.first;
        break;
      }
    for (const auto& each : school.roll.classes) classes_[each.name] = *each.id;
  }

  std::vector<access::Step> steps() {
    add_periods();
    add_lessons();
    std::map<std::size_t, std::vector<std::size_t>> caseloads;
    for (std::size_t n = 0; n < school_.key_worker_of.size(); ++n)
      if (const auto& worker = school_.key_worker_of[n]; worker && !school_.roll.pupils[n].left_on) caseloads[*worker].push_back(n);
    std::size_t turn = 0;
    for (const auto& [worker, pupils] : caseloads) add_week(*school_.roll.staff[worker].id, pupils, turn++);
    add_first_aid(caseloads);
    add_hours(caseloads);
    return std::move(steps_);
  }

 private:
  template <class IdType>
  IdType fresh() {
    return IdType(base::make_uuid7(now_, random_));
  }

  void add_periods() {
    for (const auto& slot : slots_of(school_.phase, 0, Weekday::monday)) {
      timetable::Period period;
      period.id = fresh<timetable::PeriodId>();
      const bool numbered = school_.phase == people::SchoolPhase::secondary && slot.lesson != Lesson::arrival && slot.lesson != Lesson::registration &&
                            slot.lesson != Lesson::break_time && slot.lesson != Lesson::lunch && slot.lesson != Lesson::home_time;
      static constexpr std::string_view numbers[] = {"Period 1", "Period 2", "Period 3", "Period 4", "Period 5"};
      period.name = numbered ? std::string(numbers[std::min<std::size_t>(periods_++, 4)]) : afternoon(slot) ? fmt::format("Afternoon {}", ++afternoons_) : std::string(slot.title);
      period.kind = slot.lesson == Lesson::registration                                     ? timetable::PeriodKind::registration
                    : slot.lesson == Lesson::break_time                                     ? timetable::PeriodKind::break_time
                    : slot.lesson == Lesson::lunch || slot.lesson == Lesson::lunch_play     ? timetable::PeriodKind::lunch
                    : slot.lesson == Lesson::arrival || slot.lesson == Lesson::home_time    ? timetable::PeriodKind::other
                                                                                            : timetable::PeriodKind::lesson;
      period.starts = slot.first;
      period.ends = slot.last;
      period.from = from_;
      steps_.push_back(timetable::insert_period(period, {}, now_));
    }
  }
  bool afternoon(const Slot& slot) const { return school_.phase == people::SchoolPhase::primary && slot.first >= 800 && slot.first < 900; }

  timetable::Slot planned(SlotKind kind, int day, int starts, int ends, std::string place) {
    timetable::Slot out;
    out.id = fresh<timetable::SlotId>();
    out.kind = kind;
    out.day = static_cast<Weekday>(day);
    out.starts = starts;
    out.ends = ends;
    out.place = std::move(place);
    out.from = from_;
    return out;
  }
  void put(const timetable::Slot& slot) { steps_.push_back(timetable::insert_slot(slot, {}, now_)); }

  /// What a class does all week, with the teacher who has most of its pupils.
  void add_lessons() {
    std::map<std::string, std::size_t> teachers;
    for (std::size_t n = 0; n < school_.roll.pupils.size(); ++n) teachers.try_emplace(school_.roll.pupils[n].class_name, school_.teacher_of[n]);
    std::size_t number = 0;
    for (const auto& each : school_.roll.classes) {
      if (each.kind != people::ClassKind::registration) continue;
      const auto index = number++;
      const auto teacher = teachers.find(each.name);
      for (int day = 1; day <= weekdays; ++day)
        for (const auto& lesson : slots_of(school_.phase, index, static_cast<Weekday>(day))) {
          if (lesson.last - lesson.first < 30 || lesson.lesson == Lesson::lunch || lesson.lesson == Lesson::lunch_play) continue;
          auto slot = planned(SlotKind::lesson, day, lesson.first, lesson.last, lesson.place == "Classroom" ? each.name : std::string(lesson.place));
          slot.title = std::string(lesson.title);
          slot.school_class = *each.id;
          // In a secondary school the tutor does not teach every subject: lessons stand there without a name.
          if (teacher != teachers.end() && school_.phase == people::SchoolPhase::primary) slot.staff = *school_.roll.staff[teacher->second].id;
          put(slot);
        }
    }
  }

  timetable::GroupId add_group(const access::StaffId& lead, const std::vector<std::size_t>& pupils, std::size_t turn, const programmes::Programme& programme, std::string place) {
    programmes::Group group;
    group.id = fresh<programmes::GroupId>();
    group.name = fmt::format("{} {}", programme.name, turn + 1);
    group.programme = programme.id;
    group.lead = lead;
    group.place = std::move(place);
    group.starts_on = from_;
    steps_.push_back(programmes::insert_group(group, {}, now_));
    for (std::size_t n = 0; n < pupils.size() && n < static_cast<std::size_t>(programme.group_most); ++n)
      steps_.push_back(programmes::insert_member(group.id, *school_.roll.pupils[pupils[n]].id, from_, {}, now_));
    return group.id;
  }

  void add_week(const access::StaffId& worker, const std::vector<std::size_t>& pupils, std::size_t turn) {
    const auto& bank = programmes::shipped_programmes();
    std::vector<const programmes::Programme*> for_groups, for_one;
    for (const auto& each : bank) (each.group_most > 1 ? for_groups : for_one).push_back(&each);
    const auto room = fmt::format("Room {}", turn % 6 + 1);
    const auto& grouped = *for_groups[turn % for_groups.size()];
    const auto& alone = *for_one[turn % for_one.size()];
    const auto group = pupils.size() > 1 ? add_group(worker, pupils, turn, grouped, room) : timetable::GroupId();
    const auto pupil = [&](std::size_t n) { return *school_.roll.pupils[pupils[n % pupils.size()]].id; };
    const auto class_of = [&](std::size_t n) { return school_.roll.pupils[pupils[n % pupils.size()]].class_name; };
    for (int day = 1; day <= weekdays; ++day) {
      const auto nth = static_cast<std::size_t>(day) - 1;
      const auto add = [&](SlotKind kind, int starts, int ends, std::string place, auto change) {
        auto slot = planned(kind, day, starts, ends, std::move(place));
        slot.staff = worker;
        change(slot);
        put(slot);
      };
      const auto with_pupil = [&](std::size_t n) { return [&, n](timetable::Slot& slot) { slot.pupil = pupil(n); }; };
      const auto in_class = [&](std::size_t n, std::string title) {
        return [&, n, title](timetable::Slot& slot) {
          slot.title = title;
          if (const auto found = classes_.find(class_of(n)); found != classes_.end()) slot.school_class = found->second;
          else slot.pupil = pupil(n);
        };
      };
      add(SlotKind::check_in, 525, 540, "Cloakroom", with_pupil(nth));
      add(SlotKind::lesson_support, 555, 585, class_of(nth), in_class(nth, "Reading"));
      if (!group.is_nil() && nth % 2 == 0)
        add(SlotKind::programme, 592, 592 + std::min(grouped.minutes, 34), room, [&](timetable::Slot& slot) {
          slot.group = group;
          slot.programme = grouped.id;
          slot.title = grouped.name;
        });
      else
        add(SlotKind::programme, 592, 592 + std::min(alone.minutes, 34), room, [&](timetable::Slot& slot) {
          slot.pupil = pupil(nth);
          slot.programme = alone.id;
          slot.title = alone.name;
        });
      if ((turn + nth) % 3 == 0) add(SlotKind::break_duty, 630, 645, "Playground", [](timetable::Slot&) {});
      add(SlotKind::lesson_support, 650, 680, class_of(nth + 1), in_class(nth + 1, "Maths"));
      add(SlotKind::one_to_one, 685, 710, room, with_pupil(nth + 1));
      if ((turn + nth) % 4 == 1) add(SlotKind::lunch_duty, 750, 782, "Playground", [](timetable::Slot&) {});
      if (day == weekdays) add(SlotKind::preparation, 800, 850, "Staff room", [](timetable::Slot&) {});
      else add(SlotKind::lesson_support, 800, 850, class_of(nth + 2), in_class(nth + 2, "Afternoon lesson"));
      if (nth % 2 == 1) add(SlotKind::mentoring, 858, 878, room, with_pupil(nth + 2));
    }
    if (turn % 5 == 0)
      for (int day : {2}) {
        auto club = planned(SlotKind::club, day, 925, 970, "Library");
        club.title = "Homework club";
        club.staff = worker;
        put(club);
      }
  }

  /// Lunch, one adult a day, by turns.
  void add_first_aid(const std::map<std::size_t, std::vector<std::size_t>>& caseloads) {
    if (caseloads.empty()) return;
    auto next = caseloads.begin();
    for (int day = 1; day <= weekdays; ++day) {
      auto slot = planned(SlotKind::first_aid, day, 720, 748, "Medical room");
      slot.staff = *school_.roll.staff[next->first].id;
      put(slot);
      if (++next == caseloads.end()) next = caseloads.begin();
    }
  }

  /// Whoever has a week of lessons or pupils works all of it; of the others some work part of it, one is away, and of some nobody wrote it down.
  void add_hours(const std::map<std::size_t, std::vector<std::size_t>>& caseloads) {
    std::set<std::size_t> whole_week(school_.teacher_of.begin(), school_.teacher_of.end());
    for (const auto& [worker, pupils] : caseloads) whole_week.insert(worker);
    for (std::size_t n = 0; n < school_.roll.staff.size(); ++n)  // and those whom a visitor signs in as
      if (std::any_of(school_.sign_ins.begin(), school_.sign_ins.end(), [&](const auto& each) { return each.staff == *school_.roll.staff[n].id; })) whole_week.insert(n);
    std::size_t other = 0;
    for (std::size_t n = 0; n < school_.roll.staff.size(); ++n) {
      const auto& staff = school_.roll.staff[n];
      if (staff.left_on) continue;
      timetable::WorkingHours hours;
      hours.id = fresh<timetable::HoursId>();
      hours.staff = *staff.id;
      hours.from = from_;
      hours.days.fill(timetable::DaySpan{8 * 60, 16 * 60 + 30});
      if (!whole_week.contains(n)) {
        const auto turn = other++ % 4;
        if (turn == 3) continue;
        if (turn == 1) hours.days[3].reset(), hours.days[4].reset();
        if (turn == 2) hours.days.fill(timetable::DaySpan{8 * 60 + 30, 12 * 60 + 30});
        if (other == 5) steps_.push_back(timetable::insert_away({fresh<timetable::AwayId>(), *staff.id, school_.today, school_.today}, {}, now_));
      }
      steps_.push_back(timetable::insert_hours(hours, {}, now_));
    }
  }

  const people::InventedSchool& school_;
  base::SeededRandom random_;
  base::UtcTime now_;
  base::LocalDate from_;
  std::map<std::string, people::ClassId> classes_;
  std::vector<access::Step> steps_;
  std::size_t periods_ = 0;
  int afternoons_ = 0;
};

}  // namespace

base::Result<void> timetable_demonstration(access::House& house, const people::InventedSchool& school, std::uint64_t seed) {
  access::Unit unit;
  unit.steps = Planner(school, seed, house.now()).steps();
  access::ChainEntry entry;
  entry.at = house.now();
  entry.deed = std::string(demonstration_timetabled.code);
  entry.info_class = -1;
  entry.basis = "job:demo";
  unit.entries.push_back(entry);
  return house.pen().run(std::move(unit));
}

}  // namespace app
