// Moments, taps and scripts as they are kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/moments/moment.h"

namespace moments {

using access::May;
using OwnPass = access::StaffPass<May::entries_own>;
using AddPass = access::PupilPass<May::record_add>;

namespace deeds {
inline constexpr access::Deed started{"moment.started", "Began a moment beside a pupil"};
inline constexpr access::Deed tapped{"moment.tapped", "Noted a step in a moment"};
inline constexpr access::Deed ended{"moment.ended", "Ended a moment"};
inline constexpr access::Deed script_changed{"moment.script_changed", "Changed the school's calming script"};
inline constexpr access::Deed steps_changed{"moment.steps_changed", "Changed a pupil's own calming steps"};
inline constexpr access::Deed steps_seen{"moment.steps_seen", "Saw a pupil's own calming steps"};
}  // namespace deeds

/// Started twice under one id it is one moment.
void start(access::UnitOfWork& work, const AddPass& pass, const MomentId& id);
std::optional<Moment> find_own(const OwnPass& pass, const MomentId& id);
/// The one that is not over, of today.
std::optional<Moment> find_running(const OwnPass& pass);
std::vector<Tap> list_taps(const OwnPass& pass, const MomentId& id);
/// The same tap sent twice is one. Nothing happens to somebody else's moment.
void tap(access::UnitOfWork& work, const OwnPass& pass, const Moment& moment, const Tap& tap);
void end(access::UnitOfWork& work, const OwnPass& pass, const Moment& moment, base::UtcTime at);

struct Script {
  int version = 0;  ///< 0: none was written yet
  std::vector<Step> steps;
};
/// The school's, or the house's own where it has none.
Script school_script(const access::Pass& pass);
/// A version somebody else stored meanwhile fails the unit with conflict.
void put_school_script(access::UnitOfWork& work, const access::StaffPass<May::kinds_administer>& pass, const Script& script);
/// Empty where there are none, or the reader may not see the pupil's strategies.
Script pupil_script(const access::Pass& pass, const access::PupilId& pupil);
void put_pupil_script(access::UnitOfWork& work, const AddPass& pass, const Script& script);

/// Adults to call: those with an account who may decide on this pupil's behaviour records, by name, with their telephone.
struct Comer {
  access::StaffId staff;
  std::string name, post, phone;
};
std::vector<Comer> list_comers(const access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil);

}  // namespace moments
