// Remembers how much waits for each person, so that every page can say so without asking the store.
#pragma once

#include "access/inbox.h"
#include "access/visit.h"
#include "record/catalogue.h"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace overview {

class InboxCounts final : public access::InboxCounter {
 public:
  explicit InboxCounts(std::shared_ptr<const record::Catalogue> catalogue) : catalogue_(std::move(catalogue)) {}
  access::InboxCount count(access::Visit& visit) override;
  void touch(const access::StaffId& staff, base::UtcTime now) override;
  void touch_everybody(base::UtcTime now) override;

 private:
  struct Kept {
    access::InboxCount count;
    base::UtcTime counted_at, touched_at;
    base::LocalDate day;
    std::int64_t epoch = -1;
    access::SignInStrength strength = access::SignInStrength::password;
  };
  access::InboxCount count_anew(access::Visit& visit) const;

  std::shared_ptr<const record::Catalogue> catalogue_;
  std::mutex guard_;
  std::unordered_map<access::StaffId, Kept> kept_;
  base::UtcTime all_touched_at_;
};

}  // namespace overview
