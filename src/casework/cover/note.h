// The note that goes back to the teacher of a covered lesson: what was done, how it went, and of each pupil a tick and a line.
#pragma once

#include "casework/cover/cover.h"
#include "record/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cover {

using NoteId = base::Id<struct CoverNoteTag>;

enum class Went : std::uint8_t { well, mixed, hard };
inline constexpr std::size_t went_count = 3;
std::string_view code(Went went);
std::string_view title(Went went);  ///< "Well"
std::optional<Went> went_of(std::string_view code);

/// How one pupil worked.
enum class Tick : std::uint8_t { worked, some, none, away };
inline constexpr std::size_t tick_count = 4;
std::string_view code(Tick tick);
std::string_view title(Tick tick);
std::optional<Tick> tick_of(std::string_view code);

struct PupilLine {
  access::PupilId pupil;
  Tick tick = Tick::worked;
  std::string words = {};
  bool is_record = false;       ///< the words are a record of the pupil too: `record_of`
  std::string pupil_name = {};  ///< as read
};

struct Note {
  NoteId id;
  CoverId cover;
  people::ClassId school_class = {};
  access::StaffId teacher = {}, author = {};
  std::string done = {}, words = {};
  std::optional<Went> went = {};  ///< never empty once it is kept
  std::vector<PupilLine> pupils = {};
  base::UtcTime written_at = {};
  std::optional<base::UtcTime> read_at = {}, answered_at = {};
  std::string answer = {};
  std::string author_name = {}, reader_name = {}, answered_by = {}, class_name = {}, lesson = {};  ///< as read
  base::LocalDate day = {};
};
/// Field names are the form's: "done", "went", "words", "tick.<pupil>", "line.<pupil>".
std::vector<base::FieldError> check(const Note& note);
/// A line about a pupil is a record of that pupil: its id follows from the note's and the pupil's, so that one note sent twice is one.
record::RecordId record_of(const NoteId& note, const access::PupilId& pupil);

}  // namespace cover
