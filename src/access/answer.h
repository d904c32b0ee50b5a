// What a handler gives back: a response now, or one that waits until what it wrote is durable.
#pragma once

#include "access/pen.h"
#include "web/response.h"

#include <functional>
#include <optional>

namespace access {

/// Called with how the unit of work ended; on the writer thread, so it only builds a short response.
using Then = std::function<web::Response(base::Result<void>)>;

class Answer {
 public:
  Answer(web::Response response) : response_(std::move(response)) {}
  Answer(Unit unit, Then then) : unit_(std::move(unit)), then_(std::move(then)) {}
  bool waits() const { return unit_.has_value(); }
  web::Response& response() { return response_; }
  Unit& unit() { return *unit_; }
  const Then& then() const { return then_; }

 private:
  web::Response response_;
  std::optional<Unit> unit_;
  Then then_;
};

}  // namespace access
