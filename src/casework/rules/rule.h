// What a rule is: which records it watches, when that is worth telling, and whom. Data of the school; no SQL, no clock.
#pragma once

#include "base/id.h"
#include "record/kind.h"
#include "record/notice_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rules {

using RuleId = base::Id<struct RuleTag>;

enum class Watch : std::uint8_t {
  count,        ///< so many records of a kind about one pupil within so many days
  incomplete,   ///< a record that still lacks something when its time is up
  not_followed  ///< a record after which another kind of record has not come when its time is up
};
enum class Days : std::uint8_t { school_days, days };

struct Rule {
  RuleId id;
  int version = 0;  ///< 0: never stored
  std::string name;
  bool active = false;
  bool draft = false;    ///< written down, not in force: what stood before it keeps watch
  bool watches = false;  ///< some version of it keeps watch now
  Watch watch = Watch::count;
  std::string kind;                      ///< id of the kind that is watched
  std::string part;                      ///< the pupil's part in it; empty: any
  std::vector<record::Condition> where;  ///< all must hold of the record; none: every record of the kind
  int count = 3;                         ///< count only
  int within = 10;                       ///< count only
  Days unit = Days::school_days;         ///< count only
  record::Condition unless;              ///< incomplete only: what should stand there by then; no values: anything at all
  std::string followed_by;               ///< not_followed only: id of a kind
  int due_days = 0;                      ///< 0: at the end of the same school day; else so many school days later
  std::vector<std::string> tell;         ///< codes of roles: those who hold one and may see it are told
  record::Urgency urgency = record::Urgency::digest;
  std::vector<std::string> unless_plans;  ///< ids of templates: a pupil for whom such a plan is followed is passed over
  friend bool operator==(const Rule&, const Rule&) = default;
};

inline constexpr int most_count = 50, most_within = 200, most_due_days = 20;

std::string_view code(Watch watch);
std::optional<Watch> watch_of(std::string_view code);
std::string_view code(Days unit);
std::optional<Days> days_of(std::string_view code);

/// Holds a rule to the kinds in force. Errors: invalid, named for the form's inputs: name, kind, part, count, within, unless, followed_by,
/// due_days, tell, where.<field>.
base::Result<Rule> check(Rule rule, const record::Kinds& kinds);
/// What is left of a rule in force after a kind was given to other readers: it goes on telling those who may still see it. Where nobody is left
/// it stays as it was, and `check` says so.
Rule without_the_shut_out(Rule rule, const record::Kinds& kinds);
/// Errors of its `unless_plans`. Apart from `check`: a rule keeps watch though a template it names is gone.
std::vector<base::FieldError> check_plans(const Rule& rule, const record::Kinds& templates);

/// The rule as people say it: "When one pupil has 3 behaviour records within 10 school days where step is 3 Time to calm, tell: SENCo."
/// `templates` are those of plans.
std::string sentence(const Rule& rule, const record::Kinds& kinds, const record::Kinds& templates);
/// What a notice says of a firing, without a name: "3 behaviour records within 10 school days".
std::string finding(const Rule& rule, const record::Kinds& kinds);

/// What is stored, and back. Throws std::runtime_error where the store is damaged.
std::string to_stored(const Rule& rule);
Rule from_stored(const RuleId& id, int version, std::string name, bool active, std::string_view body);

/// Rules a school may begin from, not yet checked against its kinds.
std::vector<Rule> starters();

}  // namespace rules
