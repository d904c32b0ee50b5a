// Referrals of one child, with their steps.
#pragma once

#include "access/unit_of_work.h"
#include "casework/concerns/case_store.h"
#include "casework/concerns/referral.h"

#include <algorithm>

namespace concerns {

namespace deeds {
inline constexpr access::Deed referral_written{"referral.written", "Wrote a referral"};
inline constexpr access::Deed referral_moved{"referral.moved", "Sent or chased a referral, or noted its answer"};
inline constexpr access::Deed referral_seen{"referral.seen", "Opened a referral"};
}  // namespace deeds

struct ReferralLine {
  ReferralId id = {};
  base::UtcTime made_at = {};
  std::optional<base::UtcTime> sent_at = {};
};
struct Referral {
  ReferralId id = {};
  std::optional<RecordId> concern = {};
  ReferralBody body = {};
  int version = 1;
  std::string made_by = {};
  base::UtcTime made_at = {}, changed_at = {};
  std::optional<base::UtcTime> sent_at = {};
  std::optional<base::UtcTime> moved_at = {};  ///< when it came to this child with its concern, having been written about another
  std::vector<ReferralStep> steps = {};  ///< oldest first
  /// Written about another child, and nobody has gone through it since.
  bool is_about_another() const { return moved_at && !sent_at && changed_at <= *moved_at; }
  /// Sent about another child.
  bool was_sent_wrongly() const {
    return moved_at && std::any_of(steps.begin(), steps.end(), [&](const ReferralStep& step) { return step.what.deed == "sent" && step.at <= *moved_at; });
  }
};

/// Newest first.
std::vector<ReferralLine> list_referrals(const FilePass& pass);
/// A sight.
std::optional<Referral> find_referral(const FilePass& pass, const ReferralId& id);
/// The same id with the same body twice is one referral, with another a conflict.
void write(access::UnitOfWork& work, const FilePass& pass, const ReferralId& id, const std::optional<RecordId>& concern, const ReferralBody& body);
/// Until it is sent. A change somebody else made meanwhile fails the unit with conflict.
void change(access::UnitOfWork& work, const FilePass& pass, const ReferralId& id, int was_version, const ReferralBody& body);
void take_step(access::UnitOfWork& work, const FilePass& pass, const Referral& referral, const ReferralStepDraft& draft);

/// Those written from a concern go with it to the right child; those of children who stay in it only name it anew. A part of the unit that moves it.
void referrals_go_along(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& wrong, const access::PupilId& right);
/// The same of one child of a concern that was split.
void referrals_stay(access::UnitOfWork& work, const RecordId& stood, const RecordId& anew, const access::PupilId& pupil);

/// Referrals of the whole school that were sent and not answered, by child: for whoever chases them.
struct OpenReferral {
  ReferralId id = {};
  access::PupilId pupil = {};
  std::string name = {};
  base::UtcTime sent_at = {};
};
std::vector<OpenReferral> list_unanswered(const TriagePass& pass);

}  // namespace concerns
