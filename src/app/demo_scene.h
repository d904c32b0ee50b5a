// The scene of one invented record: a child with ways of their own, a lesson of a school day, and the dice that tell what happened.
#pragma once

#include "base/random.h"
#include "people/invent.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace app {

using Words = std::span<const std::string_view>;

/// Chance from a seed. Cheap enough for a hundred throws a record.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::size_t upto(std::size_t count) { return static_cast<std::size_t>(random_.below(count)); }
  bool of_thousand(int share) { return static_cast<int>(random_.below(1000)) < share; }
  template <class T>
  const T& one(std::span<const T> list) {
    return list[upto(list.size())];
  }
  template <class T, std::size_t N>
  const T& one(const T (&list)[N]) {
    return list[upto(N)];
  }
  /// First ones likelier than later ones.
  template <class T>
  const T& early(std::span<const T> list) {
    return list[upto(upto(list.size()) + 1)];
  }

 private:
  base::SeededRandom random_;
};

/// How a child meets the world. One word each; nobody is only that.
enum class Temper : std::uint8_t { steady, anxious, quick, quiet, exact, sensory, sociable, dreamy };

/// One thing that helps: the code the behaviour form knows, and words for it that fit after "with" or "we tried".
struct Help {
  std::string_view code;
  std::string_view words;
};

/// What the telling knows of a child. Index of the child in the roll is `pupil`.
struct Child {
  std::size_t pupil = 0;
  std::string_view given;
  bool girl = false;
  int rank = 0;  ///< of the year group: 0 is Reception
  std::size_t school_class = 0;
  Temper temper = Temper::steady;
  std::string_view triggers[2];  ///< codes of the behaviour form
  Help helps[2];
  std::string_view sign;       ///< an early sign: "going very quiet"
  std::string_view like;       ///< an interest: "dinosaurs"
  std::string_view hard_code;  ///< of behaviour: what it most often looks like
  bool premium = false, other_language = false;
};

enum class Lesson : std::uint8_t {
  arrival,
  registration,
  reading,
  writing,
  maths,
  break_time,
  lunch,
  lunch_play,
  back_in,
  science,
  humanities,
  art,
  computing,
  music,
  pe,
  wellbeing,
  golden,
  home_time,
  languages,
  drama
};
inline constexpr std::size_t lesson_count = 20;

/// One stretch of the school day.
struct Slot {
  Lesson lesson = Lesson::registration;
  std::string_view title;  ///< "Maths", as the form has it
  std::string_view words;  ///< "maths", as it stands in a sentence after "in"
  std::string_view place;
  int first = 0, last = 0;  ///< minutes after midnight
};

/// The holes of a sentence are filled from here. {n} the name, {he} {him} {his} {himself} {He} {His} by the child's sex, {like}, {help},
/// {sign}, {place}, {lesson}, {peer}, {m} 3 to 15 minutes, {k} two to six, {b} 7 to 19 in figures. [a|b|c] is one of them.
struct Scene {
  const Child& child;
  const Slot& slot;
  bool primary = true;
  std::string_view help = {};  ///< what {help} is; empty: one of the child's
};

/// Appends the sentence with its holes filled, a space before it where something stands already.
void tell(std::string& out, std::string_view sentence, const Scene& scene, Dice& dice);
inline std::string told(std::string_view sentence, const Scene& scene, Dice& dice) {
  std::string out;
  tell(out, sentence, scene, dice);
  return out;
}

}  // namespace app
