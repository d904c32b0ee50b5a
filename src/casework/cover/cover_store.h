// Who covers which lesson, and what its teacher left for it.
#pragma once

#include "access/unit_of_work.h"
#include "casework/cover/card_store.h"
#include "casework/cover/cover.h"

#include <vector>

namespace cover {

using ArrangePass = access::StaffPass<May::relations_administer>;

namespace deeds {
inline constexpr access::Deed cover_arranged{"cover.arranged", "Arranged cover"};
inline constexpr access::Deed cover_ended{"cover.ended", "Took cover back"};
inline constexpr access::Deed work_left{"cover.work_left", "Left work for a covered lesson"};
inline constexpr access::Deed work_seen{"cover.work_seen", "Saw what was left for a covered lesson"};
}  // namespace deeds

/// Those in force, by time.
std::vector<Cover> list_covers(const access::Pass& pass, base::LocalDate day);
std::vector<Cover> list_mine(const Own& pass, base::LocalDate day);
/// From `first` on, of my classes (class teacher or teacher) or of lessons of mine: what I may leave something for.
std::vector<Cover> list_of_my_classes(const Own& pass, base::LocalDate first);
std::optional<Cover> find_cover(const access::Pass& pass, const CoverId& id);
/// The lesson and the relation that opens the class. Made twice under one id it is one.
void arrange(access::UnitOfWork& work, const ArrangePass& pass, const Cover& cover);
/// From now on the class is closed to them.
void take_back(access::UnitOfWork& work, const ArrangePass& pass, const Cover& cover);
/// The bare statements, for setting a school up.
std::vector<access::Step> steps_of(const Cover& cover, const access::StaffId& by, base::UtcTime at, const base::Zone& zone);

/// Pupils of a class on a day that the reader may know of, by name.
std::vector<access::PupilId> members_of(const access::Pass& pass, const people::ClassId& school_class, base::LocalDate day);
/// The same as the house sees it: whether somebody was in a class.
std::vector<access::PupilId> members_of(access::House& house, const people::ClassId& school_class, base::LocalDate day);
struct ClassName {
  people::ClassId id;
  std::string name;
};
/// Classes and groups that this person teaches, by name.
std::vector<ClassName> list_my_classes(const Own& pass);

/// What is left for a lesson, or (`starts` 0) for the whole day.
struct Work {
  people::ClassId school_class;
  base::LocalDate day;
  int starts = 0;
  int version = 0;  ///< 0: nothing was left yet
  std::string work = {}, seating = {}, what_if = {};
  std::string author_name = {};
  base::UtcTime at = {};
  bool is_empty() const { return work.empty() && seating.empty() && what_if.empty(); }
};
/// As far as the reader sees the profile of somebody in the class.
Work find_work(const access::Pass& pass, const people::ClassId& school_class, base::LocalDate day, int starts);
/// Held to 4,000 characters each. Field names: "work", "seating", "what_if".
std::vector<base::FieldError> check(const Work& work);
/// The version after `work.version`. One that somebody else stored meanwhile fails the unit with conflict.
void leave_work(access::UnitOfWork& unit, const Own& pass, const Work& work);
access::Step work_step(const Work& work, const access::StaffId& by, base::UtcTime at);

}  // namespace cover
