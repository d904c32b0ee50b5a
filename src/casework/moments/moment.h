// Being beside a child who is losing control: the steps to follow, what was tapped when, and the draft it becomes. No SQL, no clock.
#pragma once

#include "access/ids.h"
#include "base/result.h"
#include "base/zone.h"
#include "record/kind.h"
#include "web/request.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moments {

using MomentId = base::Id<struct MomentTag>;
using TapId = base::Id<struct TapTag>;

/// One line of a script: what to say or do. `code` is stored with each tap of it, and where the behaviour kind's list of what was tried
/// knows it, it is ticked there.
struct Step {
  std::string code, words;
  friend bool operator==(const Step&, const Step&) = default;
};

inline constexpr std::size_t most_steps = 15, most_step_characters = 160;

/// The house's own script, where the school has not written one: plain words of ours, in the order they are tried.
std::vector<Step> house_script();

/// Steps as people write them, one a line. Lines that stand in `known` keep their codes; others get one of their own ("s1", "s2" …).
/// Errors: invalid on `steps`.
base::Result<std::vector<Step>> read_steps(std::string_view text, const std::vector<Step>& known);
std::string as_lines(const std::vector<Step>& steps);
std::string to_stored(const std::vector<Step>& steps);
/// Throws std::runtime_error where the store is damaged.
std::vector<Step> from_stored(std::string_view json);

/// What is tapped besides steps.
inline constexpr std::string_view help_code = "help", safe_code = "safe", hurt_code = "hurt", hold_code = "hold",
                                  let_go_code = "let_go";

struct Tap {
  TapId id;
  base::UtcTime at;
  std::string code, words;
};

struct Moment {
  MomentId id;
  access::PupilId pupil;
  std::string pupil_name;
  base::UtcTime started_at;
  std::optional<base::UtcTime> ended_at;
};

/// When a tap happened, as far as it can be believed: what the device says, held between the start and now.
base::UtcTime believed(std::optional<base::UtcTime> said, const Moment& moment, base::UtcTime now);

/// The draft: a form of the behaviour kind with who, when, how long, what was tried and the time line in it. Only fields the kind has are filled.
web::Form draft_of(const Moment& moment, const std::vector<Tap>& taps, const record::Kind& kind, const base::Zone& zone);

}  // namespace moments
