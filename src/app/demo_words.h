// What the adults of the demonstration school wrote: invented sentences that read like notes, with patterns worth finding.
#pragma once

#include "base/random.h"
#include "people/invent.h"
#include "web/json.h"

#include <string>

namespace app {

/// One thing somebody wrote.
struct InventedRecord {
  std::string kind;
  web::Json fields = web::Json::Object{};
  base::LocalTime at;
};

/// Pure but for the random numbers it draws. `given` is the only name that appears in it. Takes a few microseconds.
InventedRecord invent_record(const people::PupilTraits& traits, std::string_view given, people::SchoolPhase phase, base::LocalDate day,
                             base::Random& random);

}  // namespace app
