// Cards as they are kept, and who has read which.
#pragma once

#include "access/unit_of_work.h"
#include "casework/cover/card.h"

#include <set>
#include <vector>

namespace cover {

using access::May;
using WritePass = access::PupilPass<May::record_add>;
using CardPass = access::PupilPass<May::card_read>;
using Own = access::StaffPass<May::entries_own>;

namespace deeds {
inline constexpr access::Deed card_chosen{"card.chosen", "Chose the words of a pupil's card"};
inline constexpr access::Deed card_read{"card.read", "Said that they had read a pupil's card"};
inline constexpr access::Deed card_seen{"card.seen", "Saw a pupil's card"};
inline constexpr access::Deed safety_seen{"card.safety_seen", "Saw a pupil's life-safety note"};
}  // namespace deeds

/// What somebody chose, newest version; nothing where nobody has, or the reader does not see C5 of the pupil. One that is not `chosen`
/// has a version and no words.
std::optional<Card> find_chosen(const access::Pass& pass, const access::PupilId& pupil);
/// Every version there was, the newest first, as find_chosen gives one.
std::vector<Card> list_versions(const access::Pass& pass, const access::PupilId& pupil);
/// Empty where nothing is noted or it is not theirs to see.
std::string find_safety(const access::Pass& pass, const access::PupilId& pupil);
/// The next version after `was`. A version somebody else stored meanwhile fails the unit with conflict.
void choose(access::UnitOfWork& work, const WritePass& pass, const Card& card, int was);
/// The bare statements of it, for the demonstration school.
std::vector<access::Step> steps_of(const Card& card, int version, const access::StaffId& author, base::UtcTime at);

/// The person of the pass has read this face; twice is once.
template <class AnyPass>
void acknowledge(access::UnitOfWork& work, const AnyPass& pass, const access::PupilId& pupil, const base::Bytes32& face);
access::Step read_step(const access::PupilId& pupil, const access::StaffId& staff, const base::Bytes32& face, base::UtcTime at);
bool has_read(const access::Pass& pass, const access::PupilId& pupil, const base::Bytes32& face);
/// Those of whom something may stand on a card, as far as the reader sees it: a plan that speaks, chosen words, a life-safety note.
std::set<access::PupilId> list_with_card(const access::Pass& pass);
/// Whether they have read some card of the pupil, whatever it said.
bool has_read_any(const access::Pass& pass, const access::PupilId& pupil);

/// An adult who teaches or supports the pupil today, or covers now; and when they read this face.
struct Adult {
  access::StaffId staff;
  std::string name, post;
  std::optional<base::UtcTime> read_at = {};
  bool read_earlier = false;  ///< read it when it said something else
};
std::vector<Adult> list_adults(const access::Pass& pass, const access::PupilId& pupil, const base::Bytes32& face);

namespace detail {
access::Entry read_entry(const access::PupilId& pupil);
}
template <class AnyPass>
void acknowledge(access::UnitOfWork& work, const AnyPass& pass, const access::PupilId& pupil, const base::Bytes32& face) {
  work.write(pass, detail::read_entry(pupil), read_step(pupil, pass.who().id, face, work.now()));
}

}  // namespace cover
