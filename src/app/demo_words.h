// What the adults of the demonstration school write: invented, but written as a good teaching assistant writes.
#pragma once

#include "app/demo_school_day.h"
#include "web/json.h"

namespace app {

/// How somebody writes. Everybody has one voice and keeps it.
enum class Voice : std::uint8_t { terse, plain, careful, chatty };

/// What lies around a record beside its scene.
struct Around {
  const SchoolDay& day;
  people::PupilStory story = people::PupilStory::none;
  bool helped = false;       ///< what the story says was started has been started
  int weeks = 0;             ///< since then
  bool cover = false;        ///< another adult has the class today
  bool after_visit = false;  ///< the Monday after a weekend at his father's
  Voice voice = Voice::plain;
};

using Fields = web::Json::Object;
inline void set(Fields& fields, std::string_view name, web::Json value) {
  fields.emplace_back(std::string(name), std::move(value));
}

void tell_note(Fields& fields, const Scene& scene, const Around& around, Dice& dice);
void tell_small_worry(Fields& fields, const Scene& scene, const Around& around, Dice& dice);
void tell_recognition(Fields& fields, const Scene& scene, const Around& around, Dice& dice);
/// `together` where others had a part in it.
void tell_behaviour(Fields& fields, const Scene& scene, const Around& around, std::size_t together, Dice& dice);
void tell_concern(Fields& fields, const Scene& scene, const Around& around, Dice& dice);
void tell_conversation(Fields& fields, const Scene& scene, const Around& around, Dice& dice);
void tell_session(Fields& fields, const Scene& scene, const Around& around, std::string_view need, std::size_t together,
                  Dice& dice);

}  // namespace app
