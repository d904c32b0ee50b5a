// The card: what any adult must know of a pupil and can read in ten seconds. Three musts, three helps, what to do if in order, a few lines. Types and rules.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "casework/plans/plan_store.h"
#include "casework/plans/template.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cover {

inline constexpr std::size_t most_lines = 3;         ///< of musts, and of helps: never more
inline constexpr std::size_t most_steps = 5;         ///< of what to do if
inline constexpr std::size_t most_characters = 140;  ///< of a line
inline constexpr std::size_t most_in_step = 100;     ///< of a step

/// What the card has lines of; steps are what to do if, in order.
enum class Side : std::uint8_t { must, help, step };
inline constexpr std::array all_sides{Side::must, Side::help, Side::step};
/// "must", "help", "step".
std::string_view code(Side side);
constexpr std::size_t most_of(Side side) { return side == Side::step ? most_steps : most_lines; }

/// Something a plan says that may stand on the card.
struct Candidate {
  plans::OnCard as = plans::OnCard::must;
  std::string words;
  plans::PlanId plan = {};
  int plan_version = 0;
  std::string source = {};  ///< the plan's title
  access::InfoClass info_class = access::InfoClass::c5_profile;
};
/// What a plan's text says for the card, in the order its template has, a line each, cut to what fits.
std::vector<Candidate> candidates_of(const plans::Template& form, const plans::Followed& plan);
/// True for what everybody who sees a card may know anyway: such words stand on it by themselves. Others only once somebody chose them.
bool stands_by_itself(access::InfoClass info);

struct CardLine {
  std::string words;
  plans::PlanId plan = {};  ///< nil: words of one's own
  int plan_version = 0;
  std::string source = {};  ///< the plan's title, as far as the reader may see it
  friend bool operator==(const CardLine&, const CardLine&) = default;
};

struct Card {
  access::PupilId pupil;
  int version = 0;       ///< of what somebody chose; 0: nobody has
  bool chosen = false;   ///< false: drawn from the plans
  std::array<std::vector<CardLine>, all_sides.size()> sides = {};
  std::string said = {};    ///< how the name is said aloud
  std::string signs = {};   ///< triggers and early signs
  std::string script = {};  ///< the first words
  std::string care = {};    ///< medicine and toilet
  std::string safety = {};  ///< the life-safety note: C1, whoever sees the card at all
  std::string chosen_by = {};
  base::UtcTime chosen_at = {};
  std::vector<CardLine>& lines(Side side) { return sides[static_cast<std::size_t>(side)]; }
  const std::vector<CardLine>& lines(Side side) const { return sides[static_cast<std::size_t>(side)]; }
  /// Nothing on it that must be read.
  bool is_blank() const;
};

/// Takes musts and helps from each plan in turn, so that no plan alone fills the card; steps in the order of the first plan that has some, and no others: two
/// ways to calm somebody down are none.
Card draw_card(const access::PupilId& pupil, const std::vector<Candidate>& candidates);
/// What was read: the same words give the same face, whoever looks and however they came there.
base::Bytes32 face_of(const Card& card);
/// As a form carries it.
inline std::string face_code(const base::Bytes32& face) { return base::to_hex(face); }

/// A line as somebody sends it: `place` 1 to 3 (of steps 5), 0 for not on the card. `field` is the form's ("must-4").
struct SentLine {
  std::string field;
  std::string words;
  int place = 0;
  plans::PlanId plan = {};
  int plan_version = 0;
};
struct SentCard {
  std::array<std::vector<SentLine>, all_sides.size()> sides = {};
  std::string said = {}, signs = {}, script = {}, care = {};
};
/// Held to the rules. Errors: invalid, beside each line; "must", "help", "step" for what concerns a side as a whole.
base::Result<Card> read_card(const access::PupilId& pupil, const SentCard& sent);

}  // namespace cover
