// The words and rules of a session.
#include "casework/sessions/session.h"

#include "access/digest.h"
#include "base/bytes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sessions {
namespace {

struct Named {
  std::string_view code, title;
};
constexpr std::array<Named, 3> happenings{{{"yes", "All of it"}, {"part", "Part of it"}, {"no", "Not at all"}}};
constexpr std::array<Named, prompt_count> prompts{{{"independent", "Alone"},
                                                   {"visual", "A picture"},
                                                   {"gestural", "A sign"},
                                                   {"verbal", "A word"},
                                                   {"modelled", "Shown how"},
                                                   {"partial_physical", "A light touch"},
                                                   {"full_physical", "Hand over hand"}}};
constexpr std::array<Named, place_count> places{
    {{"in_class", "In class"}, {"withdrawal", "In another room"}, {"home", "At home"}, {"community", "Out in the community"}}};

template <class Enum, std::size_t N>
std::optional<Enum> find_in(const std::array<Named, N>& names, std::string_view code) {
  for (std::size_t n = 0; n < N; ++n)
    if (names[n].code == code) return static_cast<Enum>(n);
  return std::nullopt;
}

constexpr std::string_view question_mark = " If it is right, tick “Save it like this”";

}  // namespace

std::string_view code(Happened happened) { return happenings.at(static_cast<std::size_t>(happened)).code; }
std::string_view title(Happened happened) { return happenings.at(static_cast<std::size_t>(happened)).title; }
std::optional<Happened> happened_of(std::string_view code) { return find_in<Happened>(happenings, code); }
std::string_view code(Prompt prompt) { return prompts.at(static_cast<std::size_t>(prompt)).code; }
std::string_view title(Prompt prompt) { return prompts.at(static_cast<std::size_t>(prompt)).title; }
std::optional<Prompt> prompt_of(std::string_view code) { return find_in<Prompt>(prompts, code); }
std::string_view code(Place place) { return places.at(static_cast<std::size_t>(place)).code; }
std::string_view title(Place place) { return places.at(static_cast<std::size_t>(place)).title; }
std::optional<Place> place_of(std::string_view code) { return find_in<Place>(places, code); }

const CardPupil* Card::find(const access::PupilId& pupil) const {
  const auto found = std::find_if(pupils.begin(), pupils.end(), [&](const CardPupil& each) { return each.pupil == pupil; });
  return found == pupils.end() ? nullptr : &*found;
}

std::string time_words(const Card& card) {
  return base::to_text(base::LocalTime{card.starts}) + " to " + base::to_text(base::LocalTime{std::min(card.ends(), 24 * 60 - 1)});
}

std::vector<base::FieldError> check_part(const Card& card, const PupilPart& part, bool sure, const std::vector<Standing>& standing) {
  std::vector<base::FieldError> wrong;
  const auto who = part.pupil.text();
  if (part.happened != Happened::yes && part.reason.empty()) wrong.push_back({"reason." + who, "Select why it did not take place, or not all of it"});
  if (part.happened == Happened::no) return wrong;
  if (part.minutes <= 0) {
    wrong.push_back({"minutes." + who, "Enter how many minutes were given"});
  } else if (part.minutes > 480) {
    wrong.push_back({"minutes." + who, "Minutes must be 480 or fewer"});
  } else if (part.minutes > card.minutes && !sure) {
    wrong.push_back({"minutes." + who, fmt::format("This is more than the {} minutes of the slot.{}", card.minutes, question_mark)});
  } else if (part.happened == Happened::part && part.minutes >= card.minutes) {
    wrong.push_back({"minutes." + who, fmt::format("Part of it is less than {} minutes. Choose “All of it”, or fewer minutes", card.minutes)});
  } else if (part.happened == Happened::yes && part.minutes < card.minutes) {
    wrong.push_back({"minutes." + who, fmt::format("All of it is {} minutes. Choose “Part of it” and why, or more minutes", card.minutes)});
  }
  for (const auto& other : standing) {
    if (other.pupil != part.pupil || !overlap(card.starts, part.minutes, other.starts, other.minutes) || sure) continue;
    wrong.push_back({"minutes." + who, fmt::format("At that time stands “{}” with {} already, from {}.{}", other.title, other.staff_name,
                                                   base::to_text(base::LocalTime{other.starts}), question_mark)});
  }
  return wrong;
}

bool is_question(const base::FieldError& error) { return error.message.ends_with(question_mark); }

record::RecordId record_of(const SessionId& session, const access::PupilId& pupil) {
  const auto digest = access::digest({session.bytes(), pupil.bytes()});
  auto out = session.bytes();  // the time of the session's id, then bits that follow from both
  std::copy_n(digest.begin(), 10, out.begin() + 6);
  out[6] = std::byte{0x70} | (out[6] & std::byte{0x0F});
  out[8] = std::byte{0x80} | (out[8] & std::byte{0x3F});
  return record::RecordId(out);
}

}  // namespace sessions
