// Lesson help as it is kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/cover/lesson_help.h"
#include "record/record_store.h"

#include <vector>

namespace cover {

using HelpPass = access::StaffPass<access::May::entries_own>;

namespace deeds {
inline constexpr access::Deed help_asked{"lesson_help.asked", "Asked for help in a lesson"};
inline constexpr access::Deed help_prepared{"lesson_help.prepared", "Prepared help for a lesson"};
inline constexpr access::Deed help_evaluated{"lesson_help.evaluated", "Looked back on help in a lesson"};
inline constexpr access::Deed help_ended{"lesson_help.ended", "Took a request for help in a lesson back"};
inline constexpr access::Deed help_changed{"lesson_help.changed", "Changed what help is asked for in a lesson"};
inline constexpr access::Deed help_file_added{"lesson_help.file_added", "Added a file to help in a lesson"};
inline constexpr access::Deed help_file_removed{"lesson_help.file_removed", "Took a file off help in a lesson"};
inline constexpr access::Deed help_seen{"lesson_help.seen", "Saw what help a pupil has in a lesson"};
}  // namespace deeds

/// Of lessons from `first` to `last`, by day; with the pupils the reader may see. Notes the sights.
std::vector<LessonHelp> list_help(const HelpPass& pass, base::LocalDate first, base::LocalDate last);
std::optional<LessonHelp> find_help(const HelpPass& pass, const HelpId& id);
/// How it stood before each change, the newest first.
std::vector<EarlierHelp> list_earlier(const HelpPass& pass, const HelpId& id);
/// Asked twice under one id it is one. Whoever prepares gets a notice; so with every deed below: the other of the two is told.
void ask(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help);
/// The bare statements, for the demonstration school; as the help stands, prepared and judged where it is.
std::vector<access::Step> steps_of(const LessonHelp& help, base::UtcTime at);
/// `changed` takes the place of what its writer knew as `help`, which is kept; pupils of `help` that it does not have leave.
void change(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const LessonHelp& changed);
/// Of what its writer knew as `help`: somebody who was quicker fails the unit with conflict.
void prepare(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, std::string_view prepared, std::string_view kept_at);
void evaluate(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const std::vector<HelpedPupil>& judged, std::string_view words);
void take_back(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help);

std::vector<HelpFile> list_files(const HelpPass& pass, const HelpId& id);
/// With its bytes; nothing where it is not of that help, or not theirs to see.
std::optional<record::Attached> read_file(const HelpPass& pass, const HelpId& help, const HelpFileId& id);
/// Added twice, under ids that follow from their content, they are there once.
void add_files(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const std::vector<record::Attached>& files);
void remove_file(access::UnitOfWork& work, const HelpPass& pass, const LessonHelp& help, const HelpFileId& file);
/// The bare statements of a file, for setting a school up.
std::vector<access::Step> file_steps(const HelpId& help, const record::Attached& file, const access::StaffId& by, base::UtcTime at);

}  // namespace cover
