// The second wall of writing: the pen sees every table, so the stores that write what is said of a child hold the pass they were handed to it once more.
#pragma once

#include "access/pass.h"

#include <stdexcept>

namespace access {

/// A store was handed a pass too weak for what it was asked to write: a fault of the program, never of the person. Nothing is written, and
/// whoever keeps watch is told.
class PassRefused : public std::logic_error {
 public:
  explicit PassRefused(const char* why) : std::logic_error(why) {}
};

/// Throws PassRefused unless the person of the pass may do that with this class of information about the pupil of the pass.
template <class AnyPass>
void hold_to(const AnyPass& pass, Act act, InfoClass info) {
  if ((pass.grants().for_pupil(pass.pupil()).classes(act) & bit(info)) == 0) throw PassRefused("a pass too weak for this class of information");
}

}  // namespace access
