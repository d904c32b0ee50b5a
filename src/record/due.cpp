// Gathers what is due.
#include "record/due.h"

#include "access/staff_store.h"
#include "people/training_store.h"

#include <algorithm>

namespace record {

std::vector<Due> DueSources::list(access::Visit& visit, base::LocalDate until) const {
  std::vector<Due> out;
  for (const auto& source : sources_)
    for (auto& each : source(visit, until)) out.push_back(std::move(each));
  std::stable_sort(out.begin(), out.end(), [](const Due& a, const Due& b) { return a.on != b.on ? a.on < b.on : a.what < b.what; });
  return out;
}

std::vector<Due> trainings_due(access::Visit& visit, base::LocalDate until) {
  const auto own = access::Door::staff<access::May::entries_own>(visit);
  if (!own) return {};
  const bool keeps = visit.may(access::May::relations_administer);
  std::vector<Due> out;
  for (const auto& each : people::list_running_out(*own, until)) {
    const bool mine = each.training.staff == visit.who().id;
    if (!mine && !keeps) continue;
    const auto* topic = people::find_topic(each.training.topic);
    const auto title = topic ? std::string(topic->title) : each.training.topic;
    out.push_back({.on = *each.training.expires_on, .what = "Training runs out: " + title,
                   .leads_to = keeps ? web::Url::path("/school/staff/{}", each.training.staff) : web::Url::path("/due"), .key = "training " + each.training.id.text(),
                   .owner = each.training.staff, .owner_words = mine ? "" : each.staff_name});
  }
  return out;
}

}  // namespace record
