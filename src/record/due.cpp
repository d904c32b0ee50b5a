// Gathers what is due.
#include "record/due.h"

#include "people/court_order_store.h"
#include "people/training_store.h"
#include "record/due_store.h"

#include <algorithm>

namespace record {
namespace {

void hand_on(std::vector<Due>& all, access::Visit& visit) {
  const auto own = access::Door::staff<access::May::entries_own>(visit);
  if (!own) return;
  const auto gone = list_leavers(*own);
  for (auto& due : all) {
    const auto found = gone.find(due.owner);
    if (due.pupil.is_nil() || found == gone.end()) continue;
    const bool decides = (visit.grants().everyone().classes(access::Act::decide) & access::bit(due.info_class)) != 0 && !visit.grants().is_own_family(due.pupil);
    due.owner = decides ? visit.who().id : access::StaffId{};
    due.owner_words = found->second + ", who has left";
  }
}

}  // namespace

std::vector<Due> DueSources::list(access::Visit& visit, base::LocalDate until) const {
  std::vector<Due> out;
  for (const auto& source : sources_)
    for (auto& each : source(visit, until)) out.push_back(std::move(each));
  hand_on(out, visit);
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

std::vector<Due> orders_due(access::Visit& visit, base::LocalDate until) {
  const auto pass = access::Door::caseload<access::May::pupil_find>(visit);
  if (!pass) return {};
  std::vector<Due> out;
  for (const auto& each : people::list_running_out_orders(*pass, until))
    out.push_back({.on = each.expires_on, .what = "An order runs out: look at what holds from then on", .leads_to = web::Url::path("/pupils/{}/orders/{}", each.pupil, each.id),
                   .key = "order " + each.id.text(), .pupil = each.pupil, .info_class = access::InfoClass::c11_court, .owner = each.recorded_by, .owner_words = each.recorded_by_name});
  return out;
}

}  // namespace record
