// The list.
#include "people/outgoing.h"

namespace people {

std::span<const Outgoing> outgoing() {
  static const std::vector<Outgoing> all = {
      {Paper::first_aid_slip, "Slip for home", GoesTo::family, {"/records/{record}/slip"}, "a recipient"},
      {Paper::review_copy, "Copy of a review for home", GoesTo::family, {"/pupils/{pupil}/reviews/{review}/letter", "/pupils/{pupil}/reviews/{review}/copy"}, "a recipient"},
      {Paper::review_questions, "Questions before a review", GoesTo::family, {"/pupils/{pupil}/reviews/{review}/questions"}, "a recipient"},
      {Paper::review_link, "Link that asks before a review", GoesTo::family, {"/pupils/{pupil}/reviews/{review}/links", "/voice/{secret}"},
       "a recipient when it is made, and again whenever it is opened"},
      {Paper::plan_print, "Plan on paper", GoesTo::family, {"/pupils/{pupil}/plans/{plan}/print"}, "a recipient; without one it is the school’s own copy and says so"},
      {Paper::statutory_print, "Report or request for the authority", GoesTo::body, {"/pupils/{pupil}/statutory/{procedure}/print"}, "a recipient; without one it is the authority’s"},
      {Paper::conference_chronology, "Chronology for a conference", GoesTo::body, {"/pupils/{pupil}/safeguarding/chronology"}, "a body chosen on the page"},
      {Paper::referral, "Referral to the front door", GoesTo::body, {"/pupils/{pupil}/referrals/{referral}"}, "the front door the school named; its form is for the lead alone"},
      {Paper::calendar_feed, "One’s own week in a calendar program", GoesTo::member_of_staff, {"/calendar/{secret}"}, "it names no pupil and no family"},
      {Paper::digest_mail, "Letter that counts what waits", GoesTo::member_of_staff, {}, "it names nobody"},
      {Paper::school_export, "Everything the school has", GoesTo::school, {}, "made at the machine, for the school itself"},
  };
  return all;
}

std::string_view title(Paper paper) {
  for (const auto& one : outgoing())
    if (one.paper == paper) return one.title;
  return {};
}

std::span<const StaysInside> stays_inside() {
  static constexpr StaysInside all[] = {
      {"/api/v1/files/{file}", "a file of a record, for whoever may read the record"},
      {"/cards", "cards for the adults in charge of a class"},
      {"/files/{file}", "a file of a record, for whoever may read the record"},
      {"/lesson-help/{help}/files/{file}", "a file for a lesson, for the teacher and the key worker who prepare it"},
      {"/provision/map.xlsx", "support and what it costs, for those who plan it; nothing of the family"},
      {"/reports/{kind}/csv", "counts; nothing of the family"},
  };
  return all;
}

}  // namespace people
