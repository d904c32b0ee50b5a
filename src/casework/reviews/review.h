// A review of a plan's cycle: what is decided of each target, and the rules that hold before it is closed. Types and rules.
#pragma once

#include "access/ids.h"
#include "access/policy.h"
#include "base/result.h"
#include "base/time.h"
#include "casework/plans/plan.h"
#include "casework/plans/target.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reviews {

using ReviewId = base::Id<struct ReviewTag>;

/// What becomes of a target. `none` until somebody says so.
enum class Decision : std::uint8_t { none, met, go_on, change, stop };
inline constexpr std::size_t decision_count = 5;
std::string_view code(Decision decision);   ///< "met", "continue", "change", "stop"; empty for none
std::string_view title(Decision decision);  ///< "Met", "Go on", "Change it", "Stop"
std::optional<Decision> decision_of(std::string_view code);

/// What a teacher or key worker marked of something that was done to reach the target.
enum class Helped : std::uint8_t { not_said, helped, did_not, not_tried };
inline constexpr std::size_t helped_count = 4;
std::string_view code(Helped helped);
std::string_view title(Helped helped);  ///< "Helped", "Did not help", "Not tried"
std::optional<Helped> helped_of(std::string_view code);

struct TargetDecision {
  plans::TargetId target;
  Decision decision = Decision::none;
  std::string words = {};
  std::string next_statement = {};  ///< of a target that is changed; empty: as it was
  std::string next_goal = {};       ///< as typed, on the target's own scale; empty: as it was
  std::vector<Helped> strategies = {};  ///< in the order of the target's strategies
  friend bool operator==(const TargetDecision&, const TargetDecision&) = default;
};

/// Somebody who agreed at the review, on its day. Once it is closed this is an agreement to the plan.
struct Agreed {
  plans::Party party = plans::Party::teacher;
  std::string name = {}, how = {};
  friend bool operator==(const Agreed&, const Agreed&) = default;
};

/// Everything that is typed into a review.
struct ReviewWords {
  std::optional<base::LocalDate> held_on = {};
  std::string early_reason = {};
  std::string present = {};
  std::string attendance = {};  ///< from the school's register, which is not kept here
  std::vector<TargetDecision> targets = {};
  std::string summary = {};
  std::string home = {};        ///< for the pupil and the family, in plain words
  std::optional<base::LocalDate> next_review = {};
  std::vector<Agreed> agreed = {};
  const TargetDecision* find(const plans::TargetId& target) const;
  friend bool operator==(const ReviewWords&, const ReviewWords&) = default;
};
std::string to_stored(const ReviewWords& words);
/// What cannot be read is left out.
ReviewWords from_stored(std::string_view text);

/// Dropped: it was opened by mistake. Nothing is decided by it, and the plan goes on as if it had not been.
enum class ReviewState : std::uint8_t { open, closed, dropped };
std::string_view code(ReviewState state);

struct Review {
  ReviewId id;
  plans::PlanId plan;
  access::PupilId pupil;
  std::string pupil_name = {}, class_name = {};
  std::string plan_title = {}, template_id = {};
  access::InfoClass info_class = access::InfoClass::c6_send;
  int plan_version = 1;
  ReviewState state = ReviewState::open;
  base::LocalDate from;
  std::optional<base::LocalDate> until = {}, due = {};
  int version = 0;
  std::string opened_by = {}, closed_by = {};
  base::UtcTime opened_at = {}, changed_at = {};
  std::optional<base::UtcTime> closed_at = {};
  std::optional<int> next_version = {};
  std::optional<base::LocalDate> sent_on = {};
  std::string sent_how = {};
  std::optional<base::UtcTime> dropped_at = {};
  std::string dropped_by = {}, dropped_why = {};
  bool is_open() const { return state == ReviewState::open; }
  bool is_closed() const { return state == ReviewState::closed; }
  bool is_dropped() const { return state == ReviewState::dropped; }
};

/// What was decided of a target when the review was closed, and the target as it then stood.
struct Decided {
  plans::TargetId target;
  Decision decision = Decision::none;
  std::string words = {}, need = {}, statement = {};
  plans::Measure measure = {};
  plans::Value baseline = 0, goal = 0;
  base::LocalDate by_when = {};
  std::optional<plans::Value> latest = {};
  std::int64_t promised = 0, delivered = 0;  ///< minutes of its own provision
};

/// What is too long, whatever else; such words are not even kept. Field names are those of the form: "present", "summary", "words.<target>" …
std::vector<base::FieldError> check_lengths(const ReviewWords& words);
/// What is missing or makes no sense before it may be closed: "held_on", "early_reason", "decision.<target>", "words.<target>", "goal.<target>",
/// "next_review", "agreed_how.<party>". A review before its cycle has ended is asked about until a reason is given.
std::vector<base::FieldError> check_to_close(const Review& review, const ReviewWords& words, std::span<const plans::Target> targets, base::LocalDate today);

/// How far a target got, as its judgement has it: from what was decided and the newest score.
plans::Outcome outcome_for(Decision decision, const plans::TargetWords& words, const std::optional<plans::Value>& latest);
/// The words of a target in the next cycle: it begins where the pupil now is. `ends` is the day to reach it by. Where the goal is reached
/// already and stays, the pupil begins where they began.
plans::TargetWords in_next_cycle(const plans::TargetWords& words, const TargetDecision& decision, const std::optional<plans::Value>& latest, base::LocalDate begins, base::LocalDate ends);
/// "2 met, 1 goes on, 1 stops."
std::string decisions_in_words(std::span<const TargetDecision> decisions);
/// How the step "reviewed" of the plan reads.
std::string step_words(const ReviewWords& words);

// ---- What pupil and parents say beforehand

using VoiceId = base::Id<struct VoiceTag>;
using VoiceLinkId = base::Id<struct VoiceLinkTag>;

enum class VoiceParty : std::uint8_t { pupil, parent };
std::string_view code(VoiceParty party);
std::string_view title(VoiceParty party);  ///< "The pupil", "A parent or carer"
std::optional<VoiceParty> voice_party_of(std::string_view code);
/// What is asked, in the order it is asked. `given` is the pupil's first name.
std::vector<std::string> questions_for(VoiceParty party, std::string_view given);

struct VoiceAnswer {
  std::string question, answer;
  friend bool operator==(const VoiceAnswer&, const VoiceAnswer&) = default;
};
std::string to_stored(const std::vector<VoiceAnswer>& answers);
std::vector<VoiceAnswer> answers_from_stored(std::string_view text);
inline constexpr std::size_t most_of_an_answer = 2000;

struct Voice {
  VoiceId id;
  VoiceParty party = VoiceParty::pupil;
  std::string name = {}, how = {};
  base::LocalDate given_on = {};
  std::vector<VoiceAnswer> answers = {};
  std::string scribe = {};  ///< who wrote it down; empty: they themselves, through a link
};

struct VoiceLink {
  VoiceLinkId id;
  VoiceParty party = VoiceParty::parent;
  std::string for_name = {}, made_by = {};
  base::UtcTime made_at = {}, expires_at = {};
  std::optional<base::UtcTime> used_at = {}, withdrawn_at = {};
  std::optional<people::FamilyMemberId> member = {};  ///< to whom of the family it went, where they were chosen from the list
  bool opens(base::UtcTime now) const { return !used_at && !withdrawn_at && now < expires_at; }
};
/// How long a link opens.
inline constexpr std::int64_t link_life_ms = 14 * base::day_ms;

}  // namespace reviews
