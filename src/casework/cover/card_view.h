// Draws a card: on a page, on A6, four to a sheet.
#pragma once

#include "casework/cover/card.h"
#include "people/pupil_store.h"
#include "web/html.h"

#include <vector>

namespace cover {

enum class CardFor { page, board };
/// `call` are those to call, as "Amara Nwosu, key worker".
struct CardWords {
  const Card& card;
  const people::Pupil& pupil;
  std::vector<std::string> call = {};
  std::vector<std::string> orders = {};  ///< what court orders mean today, in words
};
/// On a board it is folded to what is read first: musts, helps, the life-safety note.
web::Html draw(const CardWords& words, CardFor where);
/// "Chosen by Amara Nwosu, 3 March 2026", "From Pupil passport and Toolbox".
std::string origin_words(const Card& card, const base::Zone& zone);
/// What every adult in charge must know of court orders today.
std::vector<std::string> order_lines(const access::Pass& pass, const people::Pupil& pupil);
/// Those to call: the pupil's key workers, then the class teacher.
std::vector<std::string> whom_to_call(const access::Pass& pass, const access::PupilId& pupil);

}  // namespace cover
