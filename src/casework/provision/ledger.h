// The ledger of minutes: plans' promises, the timetable's cards and what was given, put side by side, line by line and week by week.
#pragma once

#include "casework/plans/provision_line.h"
#include "casework/provision/account.h"
#include "casework/sessions/session_store.h"
#include "casework/timetable/reduced.h"
#include "people/calendar.h"

#include <span>
#include <vector>

namespace provision {

/// A share of the ledger: whose minutes they were, and in which week. What has no line, adult or programme has a nil id there.
struct Entry {
  plans::ProvisionLineId line;
  access::PupilId pupil;
  access::StaffId adult;
  base::Bytes16 programme{};
  base::LocalDate week;  ///< its Monday; of what was moved, that of the day it was promised for
  Tally tally;
};

/// What the ledger is made of.
struct Sources {
  std::span<const plans::ProvisionLine> lines;
  std::span<const sessions::Card> cards;  ///< of the timetable, those on closed days too
  std::span<const sessions::Given> given;
  const people::Calendar& calendar;
  sessions::Days days;                 ///< both counted
  base::LocalDate today;
  int minute_now = 0;                  ///< a card of today that has not ended yet is not owed yet
  std::span<const timetable::Reduced> reduced = {};  ///< what nobody gave while a pupil was not at school is lost to it, and to nobody
};

/// Every entry adds up, so every sum of them does. A plan's weekly promise counts for weeks that lie wholly within the days asked for and are over; the
/// ends of the span count what the timetable held.
std::vector<Entry> keep_ledger(const Sources& sources);

/// Everything together.
Tally sum_of(std::span<const Entry> entries);

}  // namespace provision
