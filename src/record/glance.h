// What wings put on the pupil's page, At a glance: live targets, what helps.
#pragma once

#include "access/pass.h"
#include "web/html.h"

#include <functional>
#include <vector>

namespace record {

/// In the order they were added. A room of the house.
class GlanceParts {
 public:
  using Part = std::function<web::Html(access::Visit&, const access::PupilPass<access::May::pupil_find>&)>;
  void add(Part part) { parts_.push_back(std::move(part)); }
  web::Html draw(access::Visit& visit, const access::PupilPass<access::May::pupil_find>& pass) const {
    web::Html out;
    for (const auto& part : parts_) out.add(part(visit, pass));
    return out;
  }

 private:
  std::vector<Part> parts_;
};

}  // namespace record
