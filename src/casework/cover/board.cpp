// Gathers the board: timetable, trainings, what is left, cards.
#include "casework/cover/board.h"

#include "access/staff_store.h"
#include "casework/programmes/group_store.h"
#include "casework/timetable/hours_store.h"
#include "casework/timetable/slot_store.h"
#include "people/training_store.h"

#include <algorithm>

namespace cover {
namespace {

using timetable::Occurrence;

bool is_during(const Occurrence& each, int starts, int ends) { return each.happens() && each.starts < ends && starts < each.ends; }

const Cover* covers_elsewhere(const std::vector<Cover>& covers, const access::StaffId& staff, const Occurrence& each) {
  const auto found = std::find_if(covers.begin(), covers.end(), [&](const Cover& one) { return one.staff == staff && one.starts < each.ends && each.starts < one.ends; });
  return found == covers.end() ? nullptr : &*found;
}

/// Everybody's day as the house knows it: only who is somewhere when leaves this room, never with whom.
std::vector<Occurrence> whole_day(access::House& house, base::LocalDate day) {
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  return timetable::slots_between(*reader, day, day);
}

/// A group's time as that of each of its pupils whom the reader may know: they leave the lesson, or somebody comes for them.
std::vector<Occurrence> with_groups(const access::Pass& pass, const std::vector<Occurrence>& day, const Cover& lesson) {
  std::vector<Occurrence> out;
  for (const auto& each : day) {
    if (each.slot.group.is_nil() || each.starts >= lesson.ends || lesson.starts >= each.ends) continue;
    for (const auto& member : programmes::list_members(pass, each.slot.group)) {
      if (!member.is_in(lesson.day)) continue;
      auto one = each;
      one.slot.pupil = member.pupil;
      if (!each.slot.group_name.empty()) one.slot.title = each.slot.group_name;
      out.push_back(std::move(one));
    }
  }
  return out;
}

/// Everybody who works here on the day of the lesson, but the reader and whoever is away: free or not, with what they are trained in.
void add_adults(Board& out, access::Visit& visit, const Own& pass, const std::vector<Cover>& covers) {
  const auto held = people::trainings_held(pass);
  const auto slots = whole_day(visit.house(), out.cover.day);
  const auto times = timetable::load_working_times(pass, out.cover.day);
  const DayKnown known{out.cover.day, slots, covers, times};
  for (const auto& line : access::list_staff(pass)) {
    if (line.id == pass.who().id || line.id == out.cover.away || (line.ends_on && *line.ends_on < out.cover.day)) continue;
    TrainedAdult adult{line.name, line.post, {}, adult_at(line.id, known, out.minute)};
    for (const auto& [holder, topic] : held)
      if (holder == line.id.text())
        if (const auto* found = people::find_topic(topic)) adult.trained.emplace_back(found->title);
    if (adult.at.freedom == Freedom::taken) out.not_free.push_back(std::move(adult));
    else if (adult.at.freedom == Freedom::free || !adult.trained.empty()) out.free.push_back(std::move(adult));
  }
  const auto rank = [](const TrainedAdult& one) { return one.at.freedom == Freedom::unknown ? 2 : one.trained.empty() ? 1 : 0; };
  const auto by_rank = [&](const TrainedAdult& a, const TrainedAdult& b) { return rank(a) != rank(b) ? rank(a) < rank(b) : a.name < b.name; };
  std::stable_sort(out.free.begin(), out.free.end(), by_rank);
  std::stable_sort(out.not_free.begin(), out.not_free.end(), by_rank);
}

}  // namespace

std::vector<NeedsAdult> needs_adult(const std::vector<Occurrence>& day, const std::vector<Cover>& covers, const Cover& lesson, const std::vector<people::Pupil>& pupils) {
  std::vector<NeedsAdult> out;
  for (const auto& each : day) {
    const bool called_off = each.state == timetable::OccurrenceState::cancelled && each.starts < lesson.ends && lesson.starts < each.ends;
    if (each.slot.pupil.is_nil() || (!is_during(each, lesson.starts, lesson.ends) && !called_off)) continue;
    const auto pupil = std::find_if(pupils.begin(), pupils.end(), [&](const people::Pupil& one) { return one.id == each.slot.pupil; });
    if (pupil == pupils.end()) continue;
    NeedsAdult one{pupil->id, pupil->name(), each.starts, each.ends, timetable::what_words(each.slot), each.place, each.staff_name, {}};
    if (called_off) {
      one.staff_name.clear();
      one.why = each.why.empty() ? std::string("It does not happen today") : each.why;
    } else if (const auto* elsewhere = covers_elsewhere(covers, each.staff, each)) {
      one.why = each.staff_name + " covers " + elsewhere->class_name;
      one.staff_name.clear();
    }
    out.push_back(std::move(one));
  }
  std::stable_sort(out.begin(), out.end(), [](const NeedsAdult& a, const NeedsAdult& b) { return a.starts < b.starts; });
  return out;
}

Board gather(access::Visit& visit, const Own& pass, const Cover& cover) {
  Board out;
  out.cover = cover;
  const auto local = visit.house().zone().to_local(visit.now());
  out.minute = local.date == cover.day ? std::clamp(local.time.minutes, cover.starts, cover.ends - 1) : cover.starts;
  const auto pupils = people::load_all(pass, members_of(pass, cover.school_class, cover.day));
  for (const auto& pupil : pupils) {
    if (!visit.grants().may(May::card_read, pupil.id)) continue;
    BoardPupil one{pupil, show_card(visit, pass, pupil.id)};
    one.read = one.card.is_blank() || has_read(pass, pupil.id, face_of(one.card));
    out.pupils.push_back(std::move(one));
  }
  const auto covers = list_covers(pass, cover.day);
  if (const auto find = access::Door::caseload<May::pupil_find>(visit)) {
    auto day = timetable::slots_on(*find, cover.day);
    for (auto& each : with_groups(pass, day, cover)) day.push_back(std::move(each));
    out.needs = needs_adult(day, covers, cover, pupils);
    for (const auto& each : day)
      if (each.slot.school_class == cover.school_class && timetable::is_delivered(each.slot.kind) && is_during(each, out.minute, cover.ends) && !each.staff.is_nil() &&
          each.staff != cover.away && !covers_elsewhere(covers, each.staff, each))
        out.in_the_room.push_back(timetable::clock_words(each.starts) + "–" + timetable::clock_words(each.ends) + " " + each.staff_name);
  }
  add_adults(out, visit, pass, covers);
  out.lesson = find_work(pass, cover.school_class, cover.day, cover.starts);
  out.day = find_work(pass, cover.school_class, cover.day, 0);
  return out;
}

}  // namespace cover
