// Draws what happened on a day.
#include "app/demo_life.h"

#include "app/demo_child.h"
#include "app/demo_further.h"

#include <algorithm>
#include <map>

namespace app {
namespace {

using base::Weekday;
using people::PupilStory;

bool is_free(Lesson lesson) { return lesson == Lesson::break_time || lesson == Lesson::lunch || lesson == Lesson::lunch_play; }

std::string_view first_part(std::string_view kind) {
  if (kind == "behaviour") return "involved";
  if (kind == "recognition") return "praised";
  if (kind == "session") return "took_part";
  return "about";
}

}  // namespace

/// What all records of a day have in common.
struct SchoolLife::Today {
  SchoolDay day;
  std::vector<bool> cover;  ///< by class
};

Voice voice_of(std::size_t staff, std::uint64_t seed) {
  static constexpr Voice voices[] = {Voice::plain, Voice::terse,   Voice::careful, Voice::chatty,
                                     Voice::plain, Voice::careful, Voice::terse,   Voice::plain};
  return voices[mixed(seed, staff, 0x70) % std::size(voices)];
}

SchoolLife::SchoolLife(const people::InventedSchool& school, std::uint64_t seed)
    : school_(school), seed_(seed), children_(children_of(school, seed)) {
  double sum = 0;
  for (const auto& one : school.traits) weights_.push_back(sum += one.weight);
  of_class_.resize(school.roll.classes.size());
  for (const auto& child : children_) of_class_[child.school_class].push_back(child.pupil);
  std::map<std::string_view, std::size_t> by_code, class_of;
  for (std::size_t i = 0; i < school.roll.staff.size(); ++i) {
    const auto& person = school.roll.staff[i];
    by_code.emplace(person.staff_code, i);
    for (const auto role : person.roles) {
      if (role == access::Role::key_worker) supporters_.push_back(i);
      if (role == access::Role::cover) cover_ = i;
    }
    if (person.post == "Attendance officer") office_ = i;
  }
  for (std::size_t i = 0; i < school.roll.classes.size(); ++i)
    if (school.roll.classes[i].kind == people::ClassKind::registration) class_of.emplace(school.roll.classes[i].name, i);
  subject_of_.resize(school.roll.classes.size());
  for (const auto& group : school.roll.classes) {
    const auto space = group.name.rfind(' ');
    if (group.kind != people::ClassKind::group || space == std::string::npos || group.teachers.empty()) continue;
    const auto tutor_group = class_of.find(std::string_view(group.name).substr(0, space));
    const auto teacher = by_code.find(group.teachers.front());
    if (tutor_group != class_of.end() && teacher != by_code.end()) subject_of_[tutor_group->second].push_back(teacher->second);
  }
  // The class and the year are not those of the stories: there is something to find in more than one place.
  const bool primary = school.phase == people::SchoolPhase::primary;
  for (const auto& child : children_)
    if (child.rank == (primary ? 5 : 9)) thursday_class_ = child.school_class;
  queue_rank_ = primary ? 3 : 7;
  queue_since_ = base::to_date(people::academic_year_of(school.today), 9, 14).value_or(school.today);
}

double SchoolLife::writing_on(base::LocalDate day) const { return school_day(school_.calendar, day, seed_).writing; }

bool SchoolLife::has_cover(std::size_t school_class, base::LocalDate day) const {
  const auto week = static_cast<std::uint64_t>(day.days + 3) / 7;  // weeks begin on Monday
  return mixed(seed_ ^ school_class, week, 0xC0) % 26 == 0 ||
         mixed(seed_ ^ school_class, static_cast<std::uint64_t>(day.days), 0xC1) % 28 == 0;
}

SchoolLife::Today SchoolLife::today_of(base::LocalDate day) const {
  Today today{school_day(school_.calendar, day, seed_), std::vector<bool>(school_.roll.classes.size())};
  for (std::size_t i = 0; i < today.cover.size(); ++i) today.cover[i] = has_cover(i, day);
  return today;
}

std::vector<Told> SchoolLife::tell(base::LocalDate day, std::size_t count) const {
  Dice dice(mixed(seed_, static_cast<std::uint64_t>(day.days), 0xDA7));
  const auto today = today_of(day);
  std::vector<Told> out;
  out.reserve(count);
  for (std::size_t n = 0; n < count; ++n) {
    const auto pupil = drawn(dice);
    out.push_back(one(today, pupil, kind_of(pupil, today, dice), dice));
  }
  return out;
}

std::optional<Told> SchoolLife::tell_of(base::LocalDate day, std::string_view kind) const {
  Dice dice(mixed(seed_ ^ static_cast<std::uint64_t>(day.days), kind.size(), 0xDA8));
  for (std::size_t tries = 0; tries < 2 * children_.size(); ++tries) {
    const auto pupil = tries < children_.size() ? drawn(dice) : tries - children_.size();
    if (suits(pupil, kind)) return one(today_of(day), pupil, kind, dice);
  }
  return std::nullopt;
}

std::size_t SchoolLife::drawn(Dice& dice) const {
  const double at = weights_.back() * static_cast<double>(dice.upto(1'000'000)) / 1'000'000.0;
  return std::min(static_cast<std::size_t>(std::upper_bound(weights_.begin(), weights_.end(), at) - weights_.begin()),
                  weights_.size() - 1);
}

double SchoolLife::trouble_of(std::size_t pupil, const Today& today) const {
  const auto& traits = school_.traits[pupil];
  const auto& child = children_[pupil];
  const auto& day = today.day;
  double share = traits.trouble * day.hard;
  if (today.cover[child.school_class]) share *= traits.story == PupilStory::unsettled_by_cover ? 4 : 1.6;
  if (child.school_class == thursday_class_ && day.weekday == Weekday::thursday) share = std::max(share * 1.5, 0.3);
  if (child.rank == queue_rank_ && day.day >= queue_since_) share += 0.08;
  const bool helped = traits.since && day.day >= *traits.since;
  switch (traits.story) {
    case PupilStory::after_lunch_tuesdays: share = day.weekday == Weekday::tuesday ? 0.7 : share * 0.4; break;
    case PupilStory::better_since_check_in:
      share = helped ? std::max(0.05, 0.5 - 0.005 * (day.day - *traits.since)) : 0.55;
      break;
    case PupilStory::running_off: share = helped ? 0.05 : 0.5; break;
    case PupilStory::after_weekends:
      if (day.weekday == Weekday::monday) share = (day.day.days + 3) / 7 % 2 == 0 ? 0.65 : 0.04;
      break;
    case PupilStory::unsettled_by_cover:
      if (!today.cover[child.school_class]) share *= 0.5;
      break;
    case PupilStory::hard_mornings: share = 0.3; break;
    case PupilStory::clash: share = std::max(share, 0.3); break;
    case PupilStory::none:
    case PupilStory::hungry_mondays:
    case PupilStory::speech_growing:
    case PupilStory::unseen: break;
  }
  return std::min(share, 0.85);
}

/// Not every child is held, or has a medicine here: what is written fits whom it is about.
bool SchoolLife::suits(std::size_t pupil, std::string_view kind) const {
  const auto& traits = school_.traits[pupil];
  const auto& need = school_.roll.pupils[pupil].sen_need;
  if (kind == "physical_intervention" || kind == "seclusion")
    return traits.story == PupilStory::running_off || traits.story == PupilStory::clash || traits.story == PupilStory::after_weekends || traits.trouble > 0.25;
  if (kind == "medicine") return medicine_of(pupil, seed_).has_value();
  if (kind == "lifting" || kind == "feeding") return need.starts_with("PD") || need.starts_with("PMLD");
  if (kind == "personal_care") return need.starts_with("PD") || need.starts_with("PMLD") || need.starts_with("SLD") || children_[pupil].rank == 0;
  if (kind == "medical_event") return mixed(seed_, pupil, 0x5E1) % 60 == 0;
  if (kind == "observation" || kind == "childs_voice" || kind == "parents_voice" || kind == "professional" || kind == "test_given")
    return school_.roll.pupils[pupil].sen_status.value_or(people::SenStatus::none) != people::SenStatus::none || school_.key_worker_of[pupil];
  if (kind == "e_safety") return children_[pupil].rank >= 3;
  return true;
}

std::string_view SchoolLife::kind_of(std::size_t pupil, const Today& today, Dice& dice) const {
  const auto& traits = school_.traits[pupil];
  const auto& child = children_[pupil];
  if (const auto thrown = dice.upto(100'000); thrown < static_cast<std::size_t>(further_sum())) {
    const auto kind = further_kind(thrown);
    if (suits(pupil, kind)) return kind;
  }
  if (dice.of_thousand(static_cast<int>(trouble_of(pupil, today) * 1000))) return "behaviour";
  const auto roll = dice.upto(1000);
  if (traits.story == PupilStory::hungry_mondays && roll < (today.day.weekday == Weekday::monday ? 90U : 15U)) return "concern";
  if (traits.story == PupilStory::speech_growing && roll < 450) return "session";
  // Boys with pupil premium are recognised less often than others for the same: a gap worth seeing.
  const std::size_t praise = child.premium && !child.girl ? 120 : 260;
  if (roll < praise) return "recognition";
  if (roll < praise + 4) return "concern";
  if (roll < praise + 110) return "conversation";
  const bool supported = school_.key_worker_of[pupil].has_value();
  if (roll < praise + (supported ? 400 : 150)) return "session";
  return "note";
}

const Slot& SchoolLife::slot_of(std::size_t pupil, std::string_view kind, const Today& today, Dice& dice) const {
  const auto& child = children_[pupil];
  const auto slots = slots_of(school_.phase, child.school_class, today.day.weekday);
  const auto find = [&](Lesson lesson) -> const Slot& {
    const auto at = std::find_if(slots.begin(), slots.end(), [&](const Slot& slot) { return slot.lesson == lesson; });
    return at == slots.end() ? slots.front() : *at;
  };
  const auto story = school_.traits[pupil].story;
  if (kind == "session") {  // out of lessons, never out of play
    for (;;)
      if (const auto& slot = dice.one(slots);
          !is_free(slot.lesson) && slot.lesson != Lesson::arrival && slot.lesson != Lesson::home_time)
        return slot;
  }
  if (kind == "behaviour") {
    if (story == PupilStory::hard_mornings) return slots[dice.upto(2)];
    if (story == PupilStory::after_weekends && today.day.weekday == Weekday::monday) return slots[dice.upto(3)];
    if (story == PupilStory::after_lunch_tuesdays && today.day.weekday == Weekday::tuesday)
      return slots[slots.size() - 2 - dice.upto(2)];
    if (story == PupilStory::running_off && !dice.of_thousand(150))
      return dice.of_thousand(500) ? find(Lesson::maths) : find(Lesson::writing);
    if (child.school_class == thursday_class_ && today.day.weekday == Weekday::thursday && dice.of_thousand(700))
      return slots[slots.size() - 2];
    if (child.rank == queue_rank_ && today.day.day >= queue_since_ && dice.of_thousand(450)) return find(Lesson::lunch);
    if (dice.of_thousand(330))
      return dice.of_thousand(450)
                 ? find(Lesson::lunch)
                 : find(school_.phase == people::SchoolPhase::primary ? Lesson::lunch_play : Lesson::break_time);
    if (dice.of_thousand(150)) return find(Lesson::back_in);
    // Each has a time of day that is harder than others.
    if (dice.of_thousand(350)) return slots[mixed(seed_, pupil, 0x51) % slots.size()];
  }
  if (story == PupilStory::hungry_mondays && dice.of_thousand(500)) return slots[dice.upto(2)];
  if (story == PupilStory::after_weekends && today.day.weekday == Weekday::monday && dice.of_thousand(700))
    return slots[dice.upto(2)];
  return dice.one(slots);
}

std::size_t SchoolLife::author_of(std::size_t pupil, std::string_view kind, const Slot& slot, const Today& today,
                                  Dice& dice) const {
  const auto& child = children_[pupil];
  const auto key_worker = school_.key_worker_of[pupil];
  const auto teacher = school_.teacher_of[pupil];
  if (school_.traits[pupil].story == PupilStory::hungry_mondays &&
      kind != "session") {  // three writers, none of whom knows of the others'
    const auto at = dice.upto(3);
    return at == 0 ? teacher : at == 1 ? supporters_[(pupil + 1) % supporters_.size()] : office_;
  }
  if (kind == "session") return key_worker ? *key_worker : supporters_[child.school_class % supporters_.size()];
  if (kind == "conversation" && slot.lesson == Lesson::arrival && dice.of_thousand(300)) return office_;
  if (is_free(slot.lesson)) return supporters_[(child.school_class + dice.upto(3)) % supporters_.size()];
  if (today.cover[child.school_class] && dice.of_thousand(350)) return cover_;
  if (key_worker && dice.of_thousand(600)) return *key_worker;
  const auto& subjects = subject_of_[child.school_class];
  if (!subjects.empty() && slot.lesson != Lesson::registration && dice.of_thousand(700))
    return subjects[static_cast<std::size_t>(slot.lesson) % subjects.size()];
  if (dice.of_thousand(250)) return supporters_[(child.school_class * 2 + 1) % supporters_.size()];
  return teacher;
}

void SchoolLife::add_others(Told& told, const Slot& slot, std::size_t count, Dice& dice) const {
  const auto first = told.parts.front().pupil;
  const auto& classmates = of_class_[children_[first].school_class];
  const auto& traits = school_.traits[first];
  const auto join = [&](std::size_t pupil, std::string_view part) {
    if (std::none_of(told.parts.begin(), told.parts.end(), [&](const ToldPart& each) { return each.pupil == pupil; }))
      told.parts.push_back({pupil, part});
  };
  if (told.kind == "behaviour" && traits.story == PupilStory::clash && traits.other && dice.of_thousand(750))
    join(*traits.other, dice.of_thousand(700) ? "involved" : "harmed");
  for (std::size_t n = 1; n < count && classmates.size() > 2; ++n) {
    const auto other = dice.one(std::span<const std::size_t>(classmates));
    if (told.kind != "behaviour")
      join(other, first_part(told.kind));
    else if (count > 2)
      join(other, n + 1 < count ? "involved" : is_free(slot.lesson) ? "harmed" : "witness");
    else
      join(other, dice.of_thousand(600) ? "harmed" : dice.of_thousand(600) ? "witness" : "helped");
  }
}

Around SchoolLife::around_of(std::size_t pupil, std::size_t author, const Today& today) const {
  const auto& traits = school_.traits[pupil];
  Around around{today.day};
  around.story = traits.story;
  around.helped = traits.since && today.day.day >= *traits.since;
  around.weeks = traits.since ? (today.day.day - *traits.since) / 7 : 0;
  around.cover = today.cover[children_[pupil].school_class];
  around.after_visit =
      traits.story == PupilStory::after_weekends && today.day.weekday == Weekday::monday && (today.day.day.days + 3) / 7 % 2 == 0;
  around.voice = voice_of(author, seed_);
  return around;
}

Told SchoolLife::one(const Today& today, std::size_t pupil, std::string_view kind, Dice& dice) const {
  const auto& child = children_[pupil];
  Told told;
  told.kind = kind;
  const auto& slot = slot_of(pupil, told.kind, today, dice);
  if (const auto medicine = told.kind == "medicine" ? medicine_of(pupil, seed_) : std::nullopt; medicine && medicine->due >= 0)
    told.at = {medicine->due + static_cast<int>(dice.upto(20))};
  else
    told.at = {slot.first + static_cast<int>(dice.upto(static_cast<std::size_t>(slot.last - slot.first)))};
  told.author = author_of(pupil, told.kind, slot, today, dice);
  told.parts.push_back({pupil, first_part(told.kind)});
  const auto around = around_of(pupil, told.author, today);
  const Scene scene{child, slot, school_.phase == people::SchoolPhase::primary};
  Fields fields;
  fields.reserve(16);
  if (told.kind == "note") {
    if (around.story == PupilStory::hungry_mondays && dice.of_thousand(today.day.weekday == Weekday::monday ? 850 : 350))
      tell_small_worry(fields, scene, around, dice);
    else
      tell_note(fields, scene, around, dice);
  } else if (told.kind == "recognition") {
    if (dice.of_thousand(120)) add_others(told, slot, 2 + dice.upto(4), dice);
    tell_recognition(fields, scene, around, dice);
  } else if (told.kind == "behaviour") {
    const bool thursday =
        child.school_class == thursday_class_ && today.day.weekday == Weekday::thursday &&
        &slot == &slots_of(school_.phase, child.school_class,
                           today.day.weekday)[slots_of(school_.phase, child.school_class, today.day.weekday).size() - 2];
    const bool queue = child.rank == queue_rank_ && today.day.day >= queue_since_ && slot.lesson == Lesson::lunch;
    const std::size_t together = (thursday || queue) && dice.of_thousand(650) ? 3 + dice.upto(3) : dice.of_thousand(260) ? 2 : 1;
    add_others(told, slot, together, dice);
    tell_behaviour(fields, scene, around, together, dice);
  } else if (told.kind == "concern") {
    tell_concern(fields, scene, around, dice);
  } else if (told.kind == "conversation") {
    told.at = {dice.of_thousand(400) ? 15 * 60 + 20 + static_cast<int>(dice.upto(70)) : told.at.minutes};
    tell_conversation(fields, scene, around, dice);
  } else if (told.kind != "session") {
    const auto other = supporters_[(told.author + 1 + pupil) % supporters_.size()];
    const Adults adults{school_.roll.staff[told.author].id->text(), school_.roll.staff[other].id->text(), "Mother"};
    tell_further(fields, told.kind, scene, around, adults, told.at.minutes, seed_, dice);
  } else {
    const std::size_t together = dice.of_thousand(300) ? 2 + dice.upto(3) : 1;
    add_others(told, slot, together, dice);
    tell_session(fields, scene, around, school_.roll.pupils[pupil].sen_need, told.parts.size(), dice);
  }
  told.fields = std::move(fields);
  // At once by some, after school by others, now and then a day or two late.
  const int after_school = std::max(5, 15 * 60 + 25 - told.at.minutes);
  told.written_after = around.voice == Voice::terse ? 1 + static_cast<int>(dice.upto(12))
                       : dice.of_thousand(450)      ? after_school + static_cast<int>(dice.upto(80))
                                                    : 2 + static_cast<int>(dice.upto(45));
  if (dice.of_thousand(18)) told.written_after = 24 * 60 * (1 + static_cast<int>(dice.upto(3))) + 30;
  if (told.kind == "behaviour" && dice.of_thousand(12)) {
    told.second = Told::Second{told.fields, "The place was wrong.", 20 + static_cast<int>(dice.upto(300))};
    told.second->fields.set("place", is_free(slot.lesson) ? "Corridor" : "Hall");
  } else if (told.kind == "note" && dice.of_thousand(6)) {
    told.second = Told::Second{told.fields, "I had left out what happened next.", 30 + static_cast<int>(dice.upto(400))};
    const auto words = *told.fields.find("what_happened")->string() + " Later: calm, and ready for the next lesson.";
    told.second->fields.set("what_happened", words);
  }
  return told;
}

}  // namespace app
