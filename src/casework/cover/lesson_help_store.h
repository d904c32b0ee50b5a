// Lesson help as it is kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/cover/lesson_help.h"

#include <vector>

namespace cover {

using HelpPass = access::StaffPass<access::May::entries_own>;

namespace deeds {
inline constexpr access::Deed help_asked{"lesson_help.asked", "Asked for help in a lesson"};
inline constexpr access::Deed help_prepared{"lesson_help.prepared", "Prepared help for a lesson"};
inline constexpr access::Deed help_evaluated{"lesson_help.evaluated", "Looked back on help in a lesson"};
inline constexpr access::Deed help_ended{"lesson_help.ended", "Took a request for help in a lesson back"};
inline constexpr access::Deed help_seen{"lesson_help.seen", "Saw what help a pupil has in a lesson"};
}  // namespace deeds

/// Of lessons from `first` to `last`, by day; with the pupils the reader may see. Notes the sights.
std::vector<LessonHelp> list_help(const HelpPass& pass, base::LocalDate first, base::LocalDate last);
std::optional<LessonHelp> find_help(const HelpPass& pass, const HelpId& id);
/// Asked twice under one id it is one.
void ask(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help);
/// The bare statements, for the demonstration school; as the help stands, prepared and judged where it is.
std::vector<access::Step> steps_of(const LessonHelp& help, base::UtcTime at);
/// Of what its writer knew as `help`: somebody who was quicker fails the unit with conflict.
void prepare(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, std::string_view prepared, std::string_view kept_at);
void evaluate(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const std::vector<HelpedPupil>& judged, std::string_view words);
void take_back(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help);

}  // namespace cover
