// Gathers the board: timetable, trainings, what is left, cards.
#include "casework/cover/board.h"

#include "access/staff_store.h"
#include "casework/programmes/group_store.h"
#include "casework/timetable/slot_store.h"
#include "people/training_store.h"

#include <algorithm>
#include <map>
#include <set>

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

std::vector<TrainedAdult> trained_and_free(access::Visit& visit, const Own& pass, const Cover& lesson, const std::vector<Cover>& covers, int minute) {
  const auto held = people::trainings_held(pass);
  std::map<access::StaffId, access::StaffLine> staff;
  for (auto& line : access::list_staff(pass)) staff.emplace(line.id, std::move(line));
  const auto day = whole_day(visit.house(), lesson.day);
  std::vector<TrainedAdult> out;
  const auto add = [&](const access::StaffId& who, const std::optional<int>& until, bool is_timetabled) {
    const auto found = staff.find(who);
    if (found == staff.end() || who == pass.who().id || who == lesson.away || (found->second.ends_on && *found->second.ends_on < lesson.day)) return;
    TrainedAdult adult{found->second.name, found->second.post, {}, until, is_timetabled};
    for (const auto& [holder, topic] : held)
      if (holder == who.text())
        if (const auto* known = people::find_topic(topic)) adult.trained.emplace_back(known->title);
    if (is_timetabled || !adult.trained.empty()) out.push_back(std::move(adult));
  };
  for (const auto& one : free_at(day, covers, minute)) add(one.staff, one.until, true);
  for (const auto& [who, line] : staff) {
    const bool has_timetable = std::any_of(day.begin(), day.end(), [&, id = who](const Occurrence& each) { return each.staff == id; }) ||
                               std::any_of(covers.begin(), covers.end(), [&, id = who](const Cover& one) { return one.staff == id; });
    if (!has_timetable) add(who, std::nullopt, false);
  }
  const auto rank = [](const TrainedAdult& one) { return one.is_timetabled ? (one.trained.empty() ? 1 : 0) : 2; };
  std::stable_sort(out.begin(), out.end(), [&](const TrainedAdult& a, const TrainedAdult& b) { return rank(a) != rank(b) ? rank(a) < rank(b) : a.name < b.name; });
  return out;
}

}  // namespace

std::vector<FreeAdult> free_at(const std::vector<Occurrence>& day, const std::vector<Cover>& covers, int minute) {
  std::map<access::StaffId, FreeAdult> out;
  std::set<access::StaffId> busy;
  const auto take = [&](const access::StaffId& staff, int starts, int ends) {
    if (staff.is_nil()) return;
    auto& one = out[staff];
    one.staff = staff;
    if (starts <= minute && minute < ends) busy.insert(staff);
    else if (starts > minute && (!one.until || starts < *one.until)) one.until = starts;
  };
  for (const auto& each : day)
    if (each.happens()) take(each.staff, each.starts, each.ends);
  for (const auto& one : covers) take(one.staff, one.starts, one.ends);
  std::vector<FreeAdult> free;
  for (auto& [staff, one] : out)
    if (!busy.contains(staff)) free.push_back(one);
  return free;
}

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
  out.free = trained_and_free(visit, pass, cover, covers, out.minute);
  out.lesson = find_work(pass, cover.school_class, cover.day, cover.starts);
  out.day = find_work(pass, cover.school_class, cover.day, 0);
  return out;
}

}  // namespace cover
