// The card as a reader may see it: what was chosen, or what the plans say, with the life-safety note.
#pragma once

#include "casework/cover/card_store.h"

#include <vector>

namespace cover {

bool sees_profile(const access::Grants& grants, const access::PupilId& pupil);
/// Who adds to the pupil's profile, and sees it, chooses the words.
bool may_choose(const access::Grants& grants, const access::PupilId& pupil);

/// What stands on it today. Where somebody sees only the life-safety note, nothing else is on it. Notes no sight.
Card card_of(access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil);
/// The same, and notes the sight of what is on it.
Card show_card(access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil);
/// Everything the plans say for the card, as far as this person sees the plans; what is hidden from most (C8 and above) never.
std::vector<Candidate> offered(access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil);
/// Titles of plans that have a newer text than the one a chosen line was taken from, or are followed no more.
std::vector<std::string> moved_on(const access::Pass& pass, const Card& card);

/// A card that the reader should read: of a pupil they teach or support, with something on it, and not read as it stands.
struct ToRead {
  access::PupilId pupil;
  std::string pupil_name, class_name;
  bool changed = false;  ///< they read it when it said something else
};
std::vector<ToRead> list_to_read(access::Visit& visit, const Own& pass);
std::int64_t count_to_read(access::Visit& visit, const Own& pass);

}  // namespace cover
