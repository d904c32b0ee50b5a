// Everything that leaves the school, in one list. A route that hands something out and stands neither here nor among those that stay inside fails
// Outgoing.EveryRouteThatHandsSomethingOutSaysForWhomItIs (src/app/outgoing_test.cpp).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace people {

/// A paper, a link, a file, a letter. What goes to a family is made for a recipient (recipient.h).
enum class Paper : std::uint8_t {
  first_aid_slip, review_copy, review_questions, review_link, plan_print, statutory_print, conference_chronology, referral,
  calendar_feed, digest_mail, school_export
};
inline constexpr std::size_t paper_count = 11;

/// Who gets it. `family` and `pupil` are chosen by name; a body from a list of its page; the others are one person's own, or the school's.
enum class GoesTo : std::uint8_t { family, body, member_of_staff, school };

struct Outgoing {
  Paper paper;
  std::string_view title;
  GoesTo to;
  std::vector<std::string_view> routes;  ///< patterns that hand it out; none for what a job or a command sends
  std::string_view held_by;              ///< what keeps the wrong facts out of it
};
std::span<const Outgoing> outgoing();
std::string_view title(Paper paper);

/// Routes that print or download for use inside the school, with the reason.
struct StaysInside {
  std::string_view route, why;
};
std::span<const StaysInside> stays_inside();

}  // namespace people
