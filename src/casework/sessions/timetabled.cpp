// From occurrences of the timetable to cards.
#include "casework/sessions/timetabled.h"

#include "casework/plans/provision_line_store.h"
#include "casework/programmes/group_store.h"
#include "casework/timetable/slot_store.h"

#include <algorithm>
#include <map>

namespace sessions {
namespace {

using access::May;
using timetable::Occurrence;
using Members = std::map<programmes::GroupId, std::vector<programmes::Member>>;

Place place_of_kind(const timetable::Slot& slot) {
  switch (slot.kind) {
    case timetable::SlotKind::home: return Place::home;
    case timetable::SlotKind::community: return Place::community;
    case timetable::SlotKind::lesson:
    case timetable::SlotKind::lesson_support: return Place::in_class;
    case timetable::SlotKind::programme:
    case timetable::SlotKind::one_to_one:
    case timetable::SlotKind::mentoring:
    case timetable::SlotKind::check_in:
    case timetable::SlotKind::break_duty:
    case timetable::SlotKind::lunch_duty:
    case timetable::SlotKind::first_aid:
    case timetable::SlotKind::club:
    case timetable::SlotKind::preparation:
    case timetable::SlotKind::meeting:
    case timetable::SlotKind::other: break;
  }
  return Place::withdrawal;
}

/// The promise a slot keeps for a pupil: the one it names, or the one of the same programme.
plans::ProvisionLineId line_for(const timetable::Slot& slot, const access::PupilId& pupil, base::LocalDate day, std::span<const plans::ProvisionLine> lines) {
  const auto lives = [&](const plans::ProvisionLine& line) { return line.pupil == pupil && line.words.from <= day && (!line.words.until || *line.words.until >= day); };
  for (const auto& line : lines)
    if (lives(line) && !slot.line.is_nil() && line.id.bytes() == slot.line.bytes()) return line.id;
  for (const auto& line : lines)
    if (lives(line) && !slot.programme.is_nil() && line.words.programme == slot.programme.text()) return line.id;
  return {};
}

Card bare_card(const Occurrence& occurrence) {
  Card card;
  card.slot = occurrence.slot.id.bytes();
  card.day = occurrence.day;
  if (occurrence.planned_on != occurrence.day) card.planned_on = occurrence.planned_on;
  card.starts = occurrence.starts;
  card.minutes = std::max(1, occurrence.minutes());
  card.staff = occurrence.staff;
  card.staff_name = occurrence.staff_name;
  card.programme = occurrence.slot.programme.bytes();
  card.title = timetable::what_words(occurrence.slot);
  if (!occurrence.slot.group_name.empty()) card.title = occurrence.slot.group_name;
  card.place = place_of_kind(occurrence.slot);
  card.cancelled = occurrence.state == timetable::OccurrenceState::cancelled;
  return card;
}

void add_pupils(Card& card, const access::Pass& pass, const Occurrence& occurrence, Members& members) {
  const auto& slot = occurrence.slot;
  if (!slot.pupil.is_nil()) {
    if (!slot.pupil_name.empty()) card.pupils.push_back({slot.pupil, slot.pupil_name, {}});
    return;
  }
  if (slot.group.is_nil()) return;
  auto found = members.find(slot.group);
  if (found == members.end()) found = members.emplace(slot.group, programmes::list_members(pass, slot.group)).first;
  for (const auto& member : found->second)
    if (member.is_in(occurrence.day) && !member.name.empty()) card.pupils.push_back({member.pupil, member.name, {}});
}

bool is_written_up(const Occurrence& occurrence) { return timetable::is_delivered(occurrence.slot.kind) && occurrence.state != timetable::OccurrenceState::moved_away; }

}  // namespace

std::vector<Card> list_cards(access::Visit& visit, const OwnPass& pass, const Days& days) {
  std::vector<Card> out;
  Members members;
  std::map<access::PupilId, std::vector<plans::ProvisionLine>> lines;
  for (const auto& occurrence : timetable::days_of_mine(pass, days.first, days.last)) {
    if (!is_written_up(occurrence) || !occurrence.happens()) continue;
    auto card = bare_card(occurrence);
    add_pupils(card, pass, occurrence, members);
    for (auto& pupil : card.pupils) {
      auto known = lines.find(pupil.pupil);
      if (known == lines.end()) {
        const auto find = access::Door::pupil<May::pupil_find>(visit, pupil.pupil);
        known = lines.emplace(pupil.pupil, find ? plans::list_provision_lines(*find, days.with_moves().first, days.last) : std::vector<plans::ProvisionLine>{}).first;
      }
      pupil.line = line_for(occurrence.slot, pupil.pupil, card.owed_on(), known->second);
    }
    if (!card.pupils.empty()) out.push_back(std::move(card));
  }
  return out;
}

std::optional<Card> find_card(access::Visit& visit, const OwnPass& pass, const base::Bytes16& slot, base::LocalDate day) {
  for (auto& card : list_cards(visit, pass, {day, day}))
    if (card.slot == slot) return card;
  return std::nullopt;
}

std::vector<Card> list_cards_of(const access::PupilPass<May::chronology_read>& pass, std::span<const plans::ProvisionLine> lines, const Days& days) {
  std::vector<Card> out;
  const auto wide = days.with_moves();
  for (const auto& occurrence : timetable::days_of_pupil(pass, wide.first, wide.last)) {
    if (!is_written_up(occurrence) || !occurrence.slot.school_class.is_nil() || !days.have(occurrence.planned_on)) continue;
    auto card = bare_card(occurrence);
    card.pupils = {{pass.pupil(), {}, line_for(occurrence.slot, pass.pupil(), card.owed_on(), lines)}};
    out.push_back(std::move(card));
  }
  return out;
}

std::vector<Card> list_cards_across(const access::CaseloadPass<May::pupil_find>& pass, std::span<const plans::ProvisionLine> lines, const Days& days) {
  std::map<access::PupilId, std::vector<plans::ProvisionLine>> by_pupil;
  for (const auto& line : lines) by_pupil[line.pupil].push_back(line);
  std::vector<Card> out;
  Members members;
  const auto wide = days.with_moves();
  for (const auto& occurrence : timetable::slots_of_all(pass, wide.first, wide.last)) {
    if (!is_written_up(occurrence) || !days.have(occurrence.planned_on)) continue;
    auto card = bare_card(occurrence);
    add_pupils(card, pass, occurrence, members);
    for (auto& pupil : card.pupils) pupil.line = line_for(occurrence.slot, pupil.pupil, card.owed_on(), by_pupil[pupil.pupil]);
    // Whose promises the reader does not see is not theirs to count.
    std::erase_if(card.pupils, [](const CardPupil& pupil) { return pupil.line.is_nil(); });
    if (!card.pupils.empty()) out.push_back(std::move(card));
  }
  return out;
}

std::vector<Card> to_write_up(const std::vector<Card>& cards, const Written& written, base::LocalDate today, int minute_now) {
  std::vector<Card> out;
  for (auto card : cards) {
    if (card.day > today || (card.day == today && card.ends() > minute_now)) continue;
    std::erase_if(card.pupils, [&](const CardPupil& pupil) { return written.contains({{card.slot, card.day}, pupil.pupil}); });
    if (!card.pupils.empty()) out.push_back(std::move(card));
  }
  return out;
}

}  // namespace sessions
