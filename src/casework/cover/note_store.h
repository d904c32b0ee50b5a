// Notes of covered lessons as they are kept, read and answered.
#pragma once

#include "casework/cover/cover_store.h"
#include "casework/cover/note.h"

#include <vector>

namespace cover {

namespace deeds {
inline constexpr access::Deed note_written{"cover_note.written", "Wrote a note of a covered lesson"};
inline constexpr access::Deed note_read{"cover_note.read", "Read the note of a covered lesson"};
inline constexpr access::Deed note_answered{"cover_note.answered", "Answered the note of a covered lesson"};
inline constexpr access::Deed note_seen{"cover_note.seen", "Saw the note of a covered lesson"};
}  // namespace deeds

/// Of a covered lesson, with its pupils as far as the reader may know them; notes the sights.
std::optional<Note> find_note(const access::Pass& pass, const CoverId& cover);
/// Mine, those to me, and those of classes I teach, of lessons since `since`; the newest first, without their pupils.
std::vector<Note> list_notes(const Own& pass, base::LocalDate since);
/// True where the note is theirs to read and answer: the teacher it is for, or, where nobody is named, whoever teaches the class.
bool is_for(const access::Pass& pass, const Note& note);
std::vector<Note> list_unread(const Own& pass);
std::int64_t count_unread(const Own& pass);

/// One of a lesson: a second one fails the unit with conflict.
void write(access::UnitOfWork& work, const Own& pass, const Note& note);
/// The bare statements, for the demonstration school;
std::vector<access::Step> steps_of(const Note& note, base::UtcTime at);
void mark_read(access::UnitOfWork& work, const Own& pass, const Note& note);
/// The first answer stands; a second one fails the unit with conflict. Reading goes with it.
void answer(access::UnitOfWork& work, const Own& pass, const Note& note, std::string_view words);

}  // namespace cover
