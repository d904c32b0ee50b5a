// Counts what waits: actions, sign-offs, things to be seen, entries that came back, notices, and who is out alone and overdue.
#include "overview/inbox_counts.h"

#include "casework/cover/card_desk.h"
#include "casework/cover/note_store.h"
#include "casework/visits/outing_store.h"
#include "record/action_store.h"
#include "record/must_see_store.h"
#include "record/notice_store.h"
#include "record/sign_off_store.h"

#include <algorithm>

namespace overview {
namespace {

/// What nobody touched is counted anew after this long: a guard against what was forgotten, and against days put off that have come.
constexpr std::int64_t longest_ms = 60 * base::second_ms;
/// A commit that was announced by a touch is through by then.
constexpr std::int64_t commit_ms = 2 * base::second_ms;

}  // namespace

access::InboxCount InboxCounts::count(access::Visit& visit) {
  const auto& who = visit.who().id;
  const auto now = visit.now();
  const auto epoch = visit.house().known_epoch();
  const auto strength = visit.signed_in() ? visit.signed_in()->strength : access::SignInStrength::password;
  {
    const std::scoped_lock lock(guard_);
    const auto found = kept_.find(who);
    if (found != kept_.end()) {
      const auto& kept = found->second;
      const auto touched = std::max(kept.touched_at, all_touched_at_);
      if (kept.epoch == epoch && kept.strength == strength && now - kept.counted_at < longest_ms && kept.counted_at - touched > commit_ms &&
          kept.day == visit.today())
        return kept.count;
    }
  }
  const auto counted = count_anew(visit);
  const std::scoped_lock lock(guard_);
  if (kept_.size() > 2000) kept_.clear();
  auto& kept = kept_[who];
  kept = {counted, now, kept.touched_at, visit.today(), epoch, strength};
  return counted;
}

access::InboxCount InboxCounts::count_anew(access::Visit& visit) const {
  access::InboxCount out;
  const auto pass = access::Door::staff<access::May::entries_own>(visit);
  if (!pass) return out;
  const auto signing = access::Door::caseload<access::May::record_sign>(visit);
  out.signs = signing.has_value();
  out.to_sign = signing ? record::count_to_sign(*signing, *catalogue_->kinds()) : 0;
  out.all = record::count_to_do(*pass) + record::count_to_see(*pass) + out.to_sign + record::count_returned(*pass) +
            record::count_unseen_notices(*pass) + visits::count_overdue(*pass) +
            cover::count_to_read(visit, *pass) + cover::count_unread(*pass);
  return out;
}

void InboxCounts::touch(const access::StaffId& staff, base::UtcTime now) {
  const std::scoped_lock lock(guard_);
  kept_[staff].touched_at = now;  // also of somebody not counted yet: their first count may come before the commit
}

void InboxCounts::touch_everybody(base::UtcTime now) {
  const std::scoped_lock lock(guard_);
  all_touched_at_ = now;
}

}  // namespace overview
