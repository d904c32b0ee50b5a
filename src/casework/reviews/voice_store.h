// What pupil and parents said before a review, and the links they were asked by. The secret of a link is stored as its digest only.
#pragma once

#include "access/unit_of_work.h"
#include "casework/reviews/review_store.h"
#include "people/court_effect_store.h"

#include <optional>
#include <string_view>
#include <vector>

namespace reviews {

std::vector<Voice> list_voices(const access::Pass& pass, const ReviewId& review);
/// On paper or in a conversation; the pass's person wrote it down. The same id twice is one voice.
void write_voice(access::UnitOfWork& work, const WritePass& pass, const Review& review, const Voice& voice);

std::vector<VoiceLink> list_links(const access::Pass& pass, const ReviewId& review);
struct NewLink {
  VoiceLinkId id;
  VoiceParty party = VoiceParty::parent;
  std::string for_name;
  std::optional<people::FamilyMemberId> member = {};
};
/// The secret opens it until `link_life_ms` from now. An id that stands already fails the unit with conflict: its secret was shown once.
void make_link(access::UnitOfWork& work, const WritePass& pass, const Review& review, const NewLink& link, std::string_view secret);
void withdraw_link(access::UnitOfWork& work, const WritePass& pass, const Review& review, const VoiceLinkId& id);

/// What a link leads to: nothing where it was used, taken back, has run out or never was, or its review is closed. Read as the house itself.
struct OpenLink {
  VoiceLinkId id;
  ReviewId review;
  access::PupilId pupil;
  access::InfoClass info_class = access::InfoClass::c6_send;
  VoiceParty party = VoiceParty::parent;
  std::string for_name;
  std::string given;  ///< the pupil's first name
  std::optional<people::FamilyMemberId> member = {};
};
std::optional<OpenLink> find_open_link(db::ReadConnection& reader, std::string_view secret, base::UtcTime now);
/// True where an order keeps whoever has the link from being told about the child, or nobody knows that it does not: one that went to a typed name
/// opens nothing as soon as anybody is barred.
bool is_stopped(const std::vector<people::CourtEffect>& effects, VoiceParty party, const std::optional<people::FamilyMemberId>& member, std::string_view for_name);
/// The first name behind a link that took an answer; nothing for any other.
std::optional<std::string> given_of_link(db::ReadConnection& reader, std::string_view secret);
/// True where the very same answers came through this link before: the first answer to them was lost on its way.
bool answered_before(db::ReadConnection& reader, std::string_view secret, const std::vector<VoiceAnswer>& answers);
/// Takes the one answer of a link. One that was used or taken back meanwhile fails the unit with conflict.
void answer_link(access::UnitOfWork& work, const OpenLink& link, const std::vector<VoiceAnswer>& answers, base::LocalDate today);

namespace deeds {
inline constexpr access::Deed voice_written{"review.voice_written", "Wrote down what a pupil or parent said for a review"};
inline constexpr access::Deed voice_given{"review.voice_given", "Somebody answered through a review's link"};
inline constexpr access::Deed link_made{"review.link_made", "Made a link that asks for a view before a review"};
inline constexpr access::Deed link_withdrawn{"review.link_withdrawn", "Took a review's link back"};
}  // namespace deeds

}  // namespace reviews
