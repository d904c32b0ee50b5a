// Rules as versions, exemptions with dates, and the log of what fired and why.
#pragma once

#include "casework/rules/rule_fire.h"

#include <optional>
#include <string>
#include <vector>

namespace rules {

using access::May;
using KeepPass = access::StaffPass<May::kinds_administer>;
using AcrossPass = access::CaseloadPass<May::pupil_find>;
using FiringId = base::Id<struct FiringTag>;
using ExemptionId = base::Id<struct ExemptionTag>;

namespace deeds {
inline constexpr access::Deed rule_made{"rule.made", "Made a rule"};
inline constexpr access::Deed rule_drafted{"rule.drafted", "Kept a rule as a draft"};
inline constexpr access::Deed draft_dropped{"rule.draft_dropped", "Threw a draft of a rule away"};
inline constexpr access::Deed rule_changed{"rule.changed", "Changed a rule"};
inline constexpr access::Deed rule_log_seen{"rule.log_seen", "Saw what a rule found"};
inline constexpr access::Deed pupil_exempted{"rule.exempted", "Took a pupil out of a rule"};
inline constexpr access::Deed exemption_ended{"rule.exemption_ended", "Put a pupil back into a rule"};
inline constexpr access::Deed rule_fired{"rule.fired", "A rule found something"};
inline constexpr access::Deed rules_read{"rules.read", "The rules looked at what was written"};
}  // namespace deeds

/// The newest version of each, by name.
std::vector<Rule> list_rules(const KeepPass& pass);
std::optional<Rule> find_rule(const KeepPass& pass, const RuleId& id);
/// The newest that is no draft.
std::optional<Rule> find_in_force(const KeepPass& pass, const RuleId& id);
/// The next version. A version somebody else stored meanwhile fails the unit with conflict.
void put_rule(access::UnitOfWork& work, const KeepPass& pass, const Rule& rule);

/// Throws the draft away: what stood before it is the rule again, and where nothing did there is no rule. It stays among the versions, with who threw
/// it away. Fails the unit with conflict where the draft is not the newest version any more.
void drop_draft(access::UnitOfWork& work, const KeepPass& pass, const Rule& draft);
/// Whether there ever was such a rule: one whose only version was thrown away is no rule, and was one.
bool was_rule(const KeepPass& pass, const RuleId& id);

struct RuleVersion {
  Rule rule;
  bool dropped = false;  ///< no version of its own: the draft before it was thrown away
  std::string made_by;
  base::UtcTime made_at;
};
/// Newest first.
std::vector<RuleVersion> list_versions(const KeepPass& pass, const RuleId& id);

struct Exemption {
  ExemptionId id;
  access::PupilId pupil;
  std::string pupil_name, reason, made_by;
  base::LocalDate until_on;
};
/// Live today, of pupils whose class of information the reader may see.
std::vector<Exemption> list_exemptions(const AcrossPass& pass, const RuleId& id);
struct ExemptionDraft {
  ExemptionId id;
  RuleId rule;
  access::PupilId pupil;
  access::InfoClass info_class;
  std::string reason;
  base::LocalDate until_on;
};
void exempt(access::UnitOfWork& work, const KeepPass& pass, const ExemptionDraft& draft);
void end_exemption(access::UnitOfWork& work, const KeepPass& pass, const ExemptionId& id, const RuleId& rule);

struct Fired {
  FiringId id;
  int rule_version = 0;
  access::PupilId pupil;
  std::string pupil_name;
  access::InfoClass info_class;
  base::UtcTime at;
  std::vector<record::RecordId> because;
  std::vector<std::string> told;
};
/// Newest first, as far as the reader may see.
std::vector<Fired> list_fired(const AcrossPass& pass, const RuleId& id, int most);

/// Every record of a kind in a stretch of time, with its newest words: for a dry run, as far as the reader may see.
struct Written {
  Happening happening;
  record::Body body;
};
std::vector<Written> list_written(const AcrossPass& pass, std::string_view kind, base::UtcTime from, base::UtcTime until);
std::int64_t count_on_roll(const AcrossPass& pass);

}  // namespace rules
