// Rules of cover.
#include "casework/cover/cover.h"

#include "access/digest.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace cover {
namespace {

base::Bytes16 follows_from(const base::Bytes16& id, std::string_view what) {
  const auto digest = access::digest({id, base::as_bytes(what)});
  auto out = id;  // the time of the id, then bits that follow from both
  std::copy_n(digest.begin(), 10, out.begin() + 6);
  out[6] = std::byte{0x70} | (out[6] & std::byte{0x0F});
  out[8] = std::byte{0x80} | (out[8] & std::byte{0x3F});
  return out;
}

std::string between(int starts, int ends) { return timetable::clock_words(starts) + " to " + timetable::clock_words(ends); }

}  // namespace

Window window_of(const Cover& cover, const base::Zone& zone) {
  return {zone.to_utc(cover.day, base::LocalTime{cover.starts}) + -before_ms, zone.to_utc(cover.day, base::LocalTime{cover.ends}) + after_ms};
}

std::vector<base::FieldError> check(const Cover& cover, const timetable::SchoolWeeks& weeks, base::UtcTime now, const base::Zone& zone) {
  std::vector<base::FieldError> wrong;
  if (cover.staff.is_nil()) wrong.push_back({"staff", "Choose who covers"});
  if (!cover.staff.is_nil() && cover.staff == cover.away) wrong.push_back({"staff", "Choose somebody other than the teacher who is away"});
  if (cover.school_class.is_nil()) wrong.push_back({"class", "Choose the class"});
  if (!weeks.is_open(cover.day)) wrong.push_back({"day", fmt::format("{}: choose a school day", weeks.closed_words(cover.day))});
  if (cover.ends <= cover.starts) wrong.push_back({"ends", "The end is after the start"});
  else if (window_of(cover, zone).closes <= now) wrong.push_back({"ends", "That time has passed already"});
  if (base::count_characters(cover.lesson) > 60) wrong.push_back({"lesson", "Use at most 60 characters"});
  if (base::count_characters(cover.place) > 60) wrong.push_back({"place", "Use at most 60 characters"});
  return wrong;
}

std::vector<base::FieldError> check_class(const Cover& cover, const std::vector<Cover>& others) {
  for (const auto& other : others)
    if (other.id != cover.id && other.school_class == cover.school_class && other.overlaps(cover))
      return {{"class", fmt::format("{} is covered by {} from {} already", other.class_name, other.staff_name, between(other.starts, other.ends))}};
  return {};
}

std::vector<std::string> clashes_of(const Cover& cover, const std::vector<Cover>& others, const std::vector<timetable::Occurrence>& own,
                                    const timetable::WorkingTimes& times) {
  std::vector<std::string> out;
  if (auto against = timetable::against_words(times, cover.staff, cover.day, {cover.starts, cover.ends}); !against.empty()) out.push_back(std::move(against));
  for (const auto& other : others)
    if (other.id != cover.id && other.staff == cover.staff && other.overlaps(cover))
      out.push_back(fmt::format("They cover {} from {} already.", other.class_name, between(other.starts, other.ends)));
  for (const auto& each : own) {
    if (!each.happens() || each.starts >= cover.ends || cover.starts >= each.ends) continue;
    const bool supports = timetable::is_delivered(each.slot.kind);
    out.push_back(fmt::format("They have {} from {}{}", base::to_lower_ascii(timetable::title(each.slot.kind)), between(each.starts, each.ends),
                              supports ? ": a pupil would go without promised support." : "."));
  }
  return out;
}

CoverId lesson_id(const CoverId& form, int starts) { return CoverId(follows_from(form.bytes(), std::to_string(starts))); }
access::TieId tie_of(const CoverId& cover) { return access::TieId(follows_from(cover.bytes(), "tie")); }

std::string lesson_words(const Cover& cover) {
  return fmt::format("{}{}{}–{}", cover.lesson, cover.lesson.empty() ? "" : ", ", timetable::clock_words(cover.starts), timetable::clock_words(cover.ends));
}

}  // namespace cover
