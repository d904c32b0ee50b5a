// From the slot of now to a place and a lesson.
#include "casework/timetable/here.h"

#include "casework/timetable/slot_store.h"

namespace timetable {

std::optional<record::Whereabouts> whereabouts_of(access::Visit& visit) {
  const auto pass = access::Door::staff<May::entries_own>(visit);
  if (!pass) return std::nullopt;
  const auto minute = visit.house().zone().to_local(visit.now()).time.minutes;
  std::optional<record::Whereabouts> out;
  for (const auto& each : days_of_mine(*pass, visit.today(), visit.today()))
    if (each.happens() && each.staff == visit.who().id && each.starts <= minute && minute < each.ends)
      out = record::Whereabouts{each.place, each.slot.title.empty() ? std::string(title(each.slot.kind)) : each.slot.title};
  return out;
}

}  // namespace timetable
