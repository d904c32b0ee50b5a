// What may be seen in each lesson of a primary and of a secondary school: topic and words.
#pragma once

#include "app/demo_scene.h"

namespace app {

struct Sighting {
  std::string_view topic;  ///< a code of the note's form
  std::string_view words;
};

std::span<const Sighting> sightings(Lesson lesson, bool primary);
/// What shows how a child meets the world.
std::span<const Sighting> sightings(Temper temper);

}  // namespace app
