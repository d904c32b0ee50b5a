// Rules of the note.
#include "casework/cover/note.h"

#include "access/digest.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace cover {
namespace {

using Words = std::pair<std::string_view, std::string_view>;
constexpr std::array<Words, went_count> wents{{{"well", "Well"}, {"mixed", "Some of it well"}, {"hard", "It was hard"}}};
constexpr std::array<Words, tick_count> ticks{{{"worked", "Worked"}, {"some", "Worked some of the time"}, {"none", "Did not work"}, {"away", "Was not there"}}};

template <class Kind>
std::optional<Kind> find(const auto& all, std::string_view code) {
  for (std::size_t n = 0; n < all.size(); ++n)
    if (all[n].first == code) return static_cast<Kind>(n);
  return std::nullopt;
}

}  // namespace

std::string_view code(Went went) { return wents.at(static_cast<std::size_t>(went)).first; }
std::string_view title(Went went) { return wents.at(static_cast<std::size_t>(went)).second; }
std::optional<Went> went_of(std::string_view code) { return find<Went>(wents, code); }
std::string_view code(Tick tick) { return ticks.at(static_cast<std::size_t>(tick)).first; }
std::string_view title(Tick tick) { return ticks.at(static_cast<std::size_t>(tick)).second; }
std::optional<Tick> tick_of(std::string_view code) { return find<Tick>(ticks, code); }

std::vector<base::FieldError> check(const Note& note) {
  std::vector<base::FieldError> wrong;
  if (note.done.empty()) wrong.push_back({"done", "Enter what was done"});
  if (base::count_characters(note.done) > 4000) wrong.push_back({"done", "Use at most 4,000 characters"});
  if (!note.went) wrong.push_back({"went", "Choose how it went"});
  if (base::count_characters(note.words) > 4000) wrong.push_back({"words", "Use at most 4,000 characters"});
  for (const auto& one : note.pupils)
    if (base::count_characters(one.words) > 600) wrong.push_back({"line." + one.pupil.text(), "Use at most 600 characters"});
  return wrong;
}

record::RecordId record_of(const NoteId& note, const access::PupilId& pupil) {
  const auto digest = access::digest({note.bytes(), pupil.bytes()});
  auto out = note.bytes();  // the time of the note's id, then bits that follow from both
  std::copy_n(digest.begin(), 10, out.begin() + 6);
  out[6] = std::byte{0x70} | (out[6] & std::byte{0x0F});
  out[8] = std::byte{0x80} | (out[8] & std::byte{0x3F});
  return record::RecordId(out);
}

}  // namespace cover
