// The door through which somebody without an account answers before a review: a link that opens once.
#pragma once

#include "access/routes.h"
#include "access/throttle.h"

namespace reviews {

/// How often links may be tried, from one network and by everybody together. A room of the house.
struct VoiceDoor {
  access::Throttle throttle;
};

/// /voice/{secret}: nobody need be signed in.
void add_voice_door_routes(access::Routes& routes);

}  // namespace reviews
