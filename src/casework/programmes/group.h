// A group of pupils who follow a programme together, each with a day in and a day out.
#pragma once

#include "access/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "casework/programmes/programme.h"

namespace programmes {

using GroupId = base::Id<struct GroupTag>;

struct Group {
  GroupId id;
  int version = 1;
  std::string name;
  ProgrammeId programme = {};   ///< nil: none of the bank
  access::StaffId lead = {};    ///< nil: nobody yet
  std::string place = {};
  base::LocalDate starts_on = {};
  std::optional<base::LocalDate> ends_on = {};
  std::string lead_name = {};   ///< as read
  access::StaffId made_by = {}; ///< as read
  bool runs_on(base::LocalDate day) const { return starts_on <= day && (!ends_on || *ends_on >= day); }
};

struct Member {
  access::PupilId pupil;
  std::string name;  ///< as far as the reader may know it
  base::LocalDate starts_on;
  std::optional<base::LocalDate> ends_on = {};
  bool is_in(base::LocalDate day) const { return starts_on <= day && (!ends_on || *ends_on >= day); }
};

/// One pupil's time in one group.
struct Membership {
  GroupId group;
  std::string group_name;
  ProgrammeId programme = {};
  access::PupilId pupil;
  base::LocalDate starts_on;
  std::optional<base::LocalDate> ends_on = {};
};

/// Field names are the form's: "name", "place", "starts_on", "ends_on".
std::vector<base::FieldError> check(const Group& group);
/// How many of these are in on that day.
std::size_t count_in(const std::vector<Member>& members, base::LocalDate day);

}  // namespace programmes
