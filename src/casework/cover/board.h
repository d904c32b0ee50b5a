// The cover board: what a stranger to a class needs at 8:40. Who needs an adult now, who is trained and free, what is left, the cards.
#pragma once

#include "casework/cover/card_desk.h"
#include "casework/cover/cover_store.h"
#include "casework/cover/free.h"
#include "people/pupil_store.h"

#include <vector>

namespace cover {

/// A pupil of the class for whom the timetable has an adult during the lesson.
struct NeedsAdult {
  access::PupilId pupil;
  std::string pupil_name;
  int starts = 0, ends = 0;
  std::string what, place;
  std::string staff_name;  ///< empty: nobody
  std::string why;         ///< why nobody: "Amara Nwosu covers 5 Elm"
};

/// Of the slots of that day, those with one of the class's pupils during the lesson, in order of time. Pure.
std::vector<NeedsAdult> needs_adult(const std::vector<timetable::Occurrence>& day, const std::vector<Cover>& covers, const Cover& lesson,
                                    const std::vector<people::Pupil>& pupils);

struct BoardPupil {
  people::Pupil pupil;
  Card card;
  bool read = false;  ///< the reader said so, of the card as it stands
};
struct TrainedAdult {
  std::string name, post;
  std::vector<std::string> trained;  ///< titles of what they are trained in today
  AdultAt at = {};
};
struct Board {
  Cover cover;
  int minute = 0;  ///< of the day: now, or the lesson's start where it has not begun
  std::vector<BoardPupil> pupils;
  std::vector<NeedsAdult> needs;
  std::vector<std::string> in_the_room;  ///< adults whom the timetable has with the whole class
  std::vector<TrainedAdult> free;        ///< the trained first, last those who are trained and of whom nobody knows
  std::vector<TrainedAdult> not_free;    ///< and why not; the trained first
  Work lesson, day;
};
/// As far as the reader may see the class; notes the sights.
Board gather(access::Visit& visit, const Own& pass, const Cover& cover);

}  // namespace cover
