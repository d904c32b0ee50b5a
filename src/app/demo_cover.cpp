// Cover, cards and lesson help of the demonstration school: one class is covered today, one was last week, and a teacher plans the week to come.
#include "app/demo_school.h"
#include "casework/cover/lesson_help_store.h"
#include "casework/cover/note_store.h"
#include "casework/timetable/week.h"

#include <algorithm>

namespace app {
namespace {

constexpr access::Deed demonstration_covered{"demonstration.made", "Made the demonstration school"};
constexpr int first_bell = 8 * 60 + 45, last_bell = 15 * 60 + 15, end_of_day = 24 * 60 - 1;

class CoverWriter {
 public:
  CoverWriter(access::House& house, const people::InventedSchool& school, std::uint64_t seed) : house_(house), school_(school), random_(seed ^ 0xc07e6ULL) {
    for (const auto& sign_in : school.sign_ins) {
      if (sign_in.username == "teacher") teacher_ = sign_in.staff;
      if (sign_in.username == "cover") cover_ = sign_in.staff;
      if (sign_in.username == "keyworker") key_worker_ = sign_in.staff;
    }
    for (const auto& tie : school.ties)
      if (tie.relation == access::Relation::cover && tie.school_class) class_ = *tie.school_class;
    for (std::size_t n = 0; n < school.roll.pupils.size(); ++n) {
      if (school.roll.pupils[n].left_on) continue;
      const auto& id = school.roll.pupils[n].id.value();
      if (staff(school.teacher_of[n]) == teacher_) in_class_.push_back(id);
      if (school.key_worker_of[n] && staff(*school.key_worker_of[n]) == key_worker_) {
        caseload_.push_back(n);
        if (staff(school.teacher_of[n]) == teacher_) shared_.push_back(n);
      }
    }
  }

  base::Result<void> write_all() {
    if (!class_.is_nil() && in_class_.size() > 4) {
      cover_today();
      note_of_last_week();
    }
    for (const auto n : caseload_) choose_card(n);
    plan_lessons();
    return carry_out();
  }

 private:
  template <class IdType>
  IdType fresh() {
    return IdType(base::make_uuid7(house_.now(), random_));
  }
  const access::StaffId& staff(std::size_t n) const { return school_.roll.staff[n].id.value(); }
  void put(std::vector<access::Step> steps) {
    for (auto& step : steps) steps_.push_back(std::move(step));
  }

  cover::Cover lesson(base::LocalDate day, int starts, int ends) {
    cover::Cover out;
    out.id = fresh<cover::CoverId>();
    out.staff = cover_;
    out.away = teacher_;
    out.school_class = class_;
    out.day = day;
    out.starts = starts;
    out.ends = ends;
    out.lesson = "Maths and English";
    out.place = "Own classroom";
    out.tie = cover::tie_of(out.id);
    return out;
  }

  /// Of the day the school is made on, also where that is in the evening: whoever looks finds the board open.
  void cover_today() {
    const auto hour = house_.zone().to_local(house_.now()).time.minutes / 60 * 60;
    const auto today = lesson(school_.today, std::min(first_bell, hour), std::max(last_bell, std::min(hour + 60, end_of_day)));
    put(cover::steps_of(today, teacher_, house_.now(), house_.zone()));
    cover::Work work{class_, today.day, today.starts};
    work.work = "Maths: pages 14 and 15 in the green books, questions 1 to 8. Cubes are in the tray under the window.\nEnglish: finish the letter from yesterday. Early finishers read.";
    work.seating = "At their usual tables: the plan is on the inside of the cupboard door. Nobody moves tables today.";
    work.what_if = "Somebody leaves the room: do not follow, ring the office.\nThe board does not come on: use the paper copies in the blue folder.";
    put({cover::work_step(work, teacher_, house_.now() + -base::hour_ms)});
  }

  void note_of_last_week() {
    auto day = school_.today + -1;
    const timetable::SchoolWeeks weeks(school_.calendar, std::nullopt);
    for (int n = 0; n < 60 && !weeks.is_open(day); ++n) day = day + -1;
    const auto then = lesson(day, 13 * 60, 14 * 60);
    const auto at = house_.zone().to_utc(day, base::LocalTime{14 * 60 + 5});
    put(cover::steps_of(then, teacher_, at + -2 * base::day_ms, house_.zone()));
    cover::Note note;
    note.id = fresh<cover::NoteId>();
    note.cover = then.id;
    note.school_class = class_;
    note.teacher = teacher_;
    note.author = cover_;
    note.went = cover::Went::well;
    note.done = "Everybody finished the first page; about half began the second. The books are marked as far as we went through them.";
    note.words = "The assembly ran ten minutes late, so we started at ten past.";
    note.pupils = {{in_class_[0], cover::Tick::worked}, {in_class_[1], cover::Tick::worked}, {in_class_[2], cover::Tick::some}};
    put(cover::steps_of(note, at));
  }

  /// Two of the caseload have words that somebody chose; the others' cards say what the passports say.
  void choose_card(std::size_t n) {
    if (chosen_ == 2) return;
    const auto& pupil = school_.roll.pupils[n];
    cover::Card card;
    card.pupil = pupil.id.value();
    card.chosen = true;
    if (chosen_++ == 0) {
      card.lines(cover::Side::must) = {{"Say the name first, then one short instruction"}, {"Tell of a change before it comes"}, {"Let them leave the room by the card on the table"}};
      card.lines(cover::Side::help) = {{"The now-and-next board, on the left of the table"}, {"Ten minutes of drawing after lunch"}, {"Praise quietly, beside the table"}};
      card.lines(cover::Side::step) = {{"Step back, lower your voice, say nothing for ten seconds"}, {"Say: I can see this is hard. Shall we go to the calm place?"}, {"Others leave the table, one adult stays"}, {"Afterwards: a drink, ten quiet minutes, then one easy task"}};
      card.signs = "Pulls the sleeves down, stops answering";
      card.script = "I can see this is hard. Let us look at the first one together.";
    } else {
      card.lines(cover::Side::must) = {{"Read the task aloud once before the pupil starts"}, {"Never ask for reading aloud to the class"}};
      card.lines(cover::Side::help) = {{"Cubes and a number line on the table"}, {"One page at a time, the rest covered"}, {"A movement break before writing"}};
    }
    put(cover::steps_of(card, 1, key_worker_, house_.now() + -5 * base::day_ms));
    steps_.push_back(cover::read_step(card.pupil, key_worker_, cover::face_of(card), house_.now() + -5 * base::day_ms));
  }

  void plan_lessons() {
    const auto& pupils = shared_.empty() ? caseload_ : shared_;
    if (pupils.empty()) return;
    const auto next = timetable::monday_of(school_.today) + 7;
    struct Planned {
      base::LocalDate on;
      std::string_view lesson, objective, words, prepared, kept_at;
      cover::Want want;
    };
    const Planned all[] = {{next, "Science, first lesson", "Names the parts of a plant and says what each is for", "Six picture cards with the words, large, and two talked through on Friday.", "", "", cover::Want::pre_teach},
                           {next + 1, "Maths", "Adds two numbers to twenty with a method of their own", "Ten sums in place of twenty, the first two done, cubes beside it.", "Ten sums, two done; copied four times.",
                            "Blue drawer, second shelf", cover::Want::adapt},
                           {school_.today + -1, "English", "Writes three sentences about a journey", "A writing frame with the first words of each sentence.", "Frame on yellow paper.", "Their tray", cover::Want::resources}};
    for (const auto& one : all) {
      const auto n = pupils[steps_.size() % pupils.size()];
      cover::LessonHelp help;
      help.id = fresh<cover::HelpId>();
      help.teacher = staff(school_.teacher_of[n]);
      help.helper = key_worker_;
      help.lesson = std::string(one.lesson);
      help.on = one.on;
      help.due = one.on + (base::weekday(one.on) == base::Weekday::monday ? -3 : -1);  // a school day
      help.objective = std::string(one.objective);
      help.wants = {one.want};
      help.words = std::string(one.words);
      help.pupils = {{school_.roll.pupils[n].id.value()}};
      help.prepared = std::string(one.prepared);
      help.kept_at = std::string(one.kept_at);
      if (!help.prepared.empty()) help.prepared_at = house_.now() + -2 * base::day_ms;
      put(cover::steps_of(help, house_.now() + -4 * base::day_ms));
    }
  }

  base::Result<void> carry_out() {
    access::Unit unit;
    unit.steps = std::move(steps_);
    access::ChainEntry entry;
    entry.at = house_.now();
    entry.deed = std::string(demonstration_covered.code);
    entry.info_class = -1;
    entry.basis = "job:demo";
    unit.entries.push_back(entry);
    return house_.pen().run(std::move(unit));
  }

  access::House& house_;
  const people::InventedSchool& school_;
  base::SeededRandom random_;
  access::StaffId teacher_, cover_, key_worker_;
  people::ClassId class_;
  std::vector<access::PupilId> in_class_;
  std::vector<std::size_t> caseload_, shared_;
  std::size_t chosen_ = 0;
  std::vector<access::Step> steps_;
};

}  // namespace

base::Result<void> write_demonstration_cover(access::House& house, const people::InventedSchool& school, std::uint64_t seed) {
  return CoverWriter(house, school, seed).write_all();
}

}  // namespace app
