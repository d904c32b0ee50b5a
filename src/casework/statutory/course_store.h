// Reviews and requests for an assessment as they are kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/plans/plan_store.h"
#include "casework/statutory/course.h"

namespace statutory {

/// Sight: the rows are held to the class of each.
using PupilSight = plans::PupilSight;
using CaseloadSight = plans::CaseloadSight;
/// Writing what somebody says: as a plan's. What binds the school – days, meeting, recommendation – is decided.
using WritePass = plans::WritePass;
using DecidePass = plans::DecidePass;

struct NewProcedure {
  ProcedureId id;
  Sort sort = Sort::review;
  plans::PlanId plan = {};  ///< nil for a request
  access::InfoClass info_class = access::InfoClass::c6_send;
  access::StaffId lead = {};
  std::optional<base::LocalDate> counted_from = {}, meeting_on = {};
  Transfer transfer = Transfer::none;
  int transfer_year = 0;
  std::optional<base::LocalDate> transfer_on = {};
};

/// Whether this very request was made before by the same person.
plans::BegunBefore begun_before(const access::Pass& pass, const access::PupilId& pupil, const NewProcedure& made);
/// With everybody on its list whom the regulations name. An id that stands already fails the unit with conflict.
base::Result<void> begin(access::UnitOfWork& work, const DecidePass& pass, const NewProcedure& made);
/// The bare statements of it, with its steps after the first, for the demonstration school.
std::vector<access::Step> steps_of(const NewProcedure& made, const access::PupilId& pupil, const access::StaffId& author, base::UtcTime at, base::Random& random, const std::vector<Step>& more);

/// A step after the ones its writer read. A step taken meanwhile fails the unit with conflict.
base::Result<void> take_step(access::UnitOfWork& work, const DecidePass& pass, const Procedure& of, const Step& step);
/// Whose job it is from now on, how the pupil moves on, and the day everything is counted from.
struct Frame {
  access::StaffId lead = {};
  std::optional<base::LocalDate> counted_from = {};
  Transfer transfer = Transfer::none;
  int transfer_year = 0;
  std::optional<base::LocalDate> transfer_on = {};
};
base::Result<void> reframe(access::UnitOfWork& work, const DecidePass& pass, const Procedure& of, const Frame& frame);

/// A fresh voice is added, once where it is sent twice; a known one is changed, where `voice.version` is the one that stands. One changed meanwhile fails the
/// unit with conflict.
enum class VoiceIs : std::uint8_t { fresh, known };
base::Result<void> put_voice(access::UnitOfWork& work, const WritePass& pass, const Procedure& of, const Voice& voice, VoiceIs what);
/// The next version of the form, after `was` (0: none yet).
base::Result<void> put_words(access::UnitOfWork& work, const WritePass& pass, const Procedure& of, const Words& words, int was);
base::Result<void> put_exemption(access::UnitOfWork& work, const DecidePass& pass, const Procedure& of, const KeptExemption& exemption);
/// It stays readable, with who took it back and why; the clocks count without it. One taken back before fails the unit with conflict.
base::Result<void> take_back_exemption(access::UnitOfWork& work, const DecidePass& pass, const Procedure& of, const ExemptionId& exemption, std::string_view words);

/// Notes the sight. Nothing where it is not this pupil's, or not theirs to see.
std::optional<Procedure> find_procedure(const PupilSight& pass, const ProcedureId& id);
/// Open ones first, newest first.
std::vector<Procedure> list_procedures(const PupilSight& pass);
/// Those that are open, and reviews that ended: from both the next twelve months are counted.
std::vector<Procedure> list_procedures(const CaseloadSight& pass);
std::vector<Step> list_steps(const access::Pass& pass, const ProcedureId& id);
std::vector<Voice> list_voices(const access::Pass& pass, const ProcedureId& id);
std::vector<KeptExemption> list_exemptions(const access::Pass& pass, const ProcedureId& id);
struct KeptWords {
  int version = 0;  ///< 0: nothing was written yet
  Words words = {};
  access::StaffId by = {};
  std::string by_name = {};
  base::UtcTime at = {};
};
KeptWords newest_words(const access::Pass& pass, const ProcedureId& id);

namespace deeds {
inline constexpr access::Deed statutory_begun{"statutory.begun", "Began a review or a request by the law’s clocks"};
inline constexpr access::Deed statutory_stepped{"statutory.stepped", "Wrote down a day or a decision of a review or request"};
inline constexpr access::Deed statutory_reframed{"statutory.reframed", "Changed what a review or request is counted from"};
inline constexpr access::Deed statutory_voice{"statutory.voice", "Wrote down whose advice was asked and given"};
inline constexpr access::Deed statutory_written{"statutory.written", "Wrote on the form of a review or request"};
inline constexpr access::Deed statutory_excused{"statutory.excused", "Wrote down why a limit need not be kept"};
inline constexpr access::Deed statutory_unexcused{"statutory.unexcused", "Took back why a limit need not be kept"};
inline constexpr access::Deed statutory_seen{"statutory.seen", "Saw a review or a request for an assessment"};
}  // namespace deeds

}  // namespace statutory
