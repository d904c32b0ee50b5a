// Where somebody is now by their timetable, so that nobody types it: a wing that knows fills this in.
#pragma once

#include "access/visit.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace record {

struct Whereabouts {
  std::string place, lesson;  ///< empty: not known
};

/// A room of the house; a house without it knows nothing of where people are.
class HereNow {
 public:
  using Ask = std::function<std::optional<Whereabouts>(access::Visit&)>;
  explicit HereNow(Ask ask) : ask_(std::move(ask)) {}
  std::optional<Whereabouts> ask(access::Visit& visit) const { return ask_(visit); }

 private:
  Ask ask_;
};

}  // namespace record
