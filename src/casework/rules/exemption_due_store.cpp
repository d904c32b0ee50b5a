// SQL of exemptions that end.
#include "casework/rules/exemption_due_store.h"

#include "casework/rules/rule_store.h"

namespace rules {
namespace {

constexpr db::Sql ending =
    "SELECT e.id, e.rule_id, e.pupil_id, e.info_class, e.until_on, e.made_by, s.name FROM seen_ending_exemption e JOIN seen_pupil u ON u.id = e.pupil_id "
    "JOIN staff s ON s.id = e.made_by WHERE e.until_on <= :until AND e.until_on >= :today ORDER BY e.until_on, e.id";

}  // namespace

std::vector<record::Due> exemptions_due(access::Visit& visit, base::LocalDate until) {
  const auto pass = access::Door::caseload<May::pupil_find>(visit);
  if (!pass) return {};
  const bool keeps = visit.may(May::kinds_administer);
  std::vector<record::Due> out;
  pass->each(ending, [&](const db::Row& row) {
    const auto made_by = row.id<access::StaffId>(5);
    if (!keeps && made_by != visit.who().id) return;
    const auto pupil = row.id<access::PupilId>(2);
    out.push_back({.on = row.date(4), .what = "The pupil takes part in a rule again the day after", .leads_to = keeps ? web::Url::path("/school/rules/{}", row.id<RuleId>(1)) : web::Url::path("/pupils/{}", pupil),
                   .key = "exemption " + row.id<ExemptionId>(0).text(), .pupil = pupil, .info_class = static_cast<access::InfoClass>(row.integer(3)), .owner = made_by, .owner_words = row.string(6)});
  }, {{"until", until}});
  for (const auto& each : out) pass->saw(each.info_class, each.pupil, each.pupil.bytes(), deeds::rule_log_seen);
  return out;
}

}  // namespace rules
