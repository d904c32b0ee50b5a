// Sessions: the programme, what was done, how much help it took, and now and then why it did not happen.
#include "app/demo_words.h"

#include <optional>

namespace app {
namespace {

using people::PupilStory;

struct Work {
  std::string_view need;  ///< the first need of the pupil; empty: any
  std::string_view programme, objective, done;
};
constexpr Work works[] = {
    {"SLCN", "Clear speech", "Says s at the start of words",
     "S-blends in words with picture cards. {n} was clear in {b} of 20 and heard the ones that were not."},
    {"SLCN", "Clear speech", "Says s at the start of words",
     "Listening first, then saying: [star, spoon, snail]. {n} chose the order. Shorter turns helped."},
    {"SLCN", "Talk group", "Speaks in sentences of six words",
     "Barrier game with {k} cards. {n} gave instructions with who, what and where."},
    {"SLCN", "Talk group", "Asks when something is not clear",
     "Muddled instructions on purpose. {n} said “can you say it again?” {k} times."},
    {"SPLD", "Reading catch-up", "Reads words with two syllables",
     "Cutting long words with scissors, then reading them. {n} read {b} of 20, slowly and right."},
    {"SPLD", "Reading catch-up", "Finds the answer in the text",
     "{k} questions about one page. {n} put a finger on the line before answering."},
    {"SPLD", "Sentence builders", "Writes three sentences with full stops",
     "Said, counted, wrote, checked. {n} wrote {k} sentences; capitals still need the list."},
    {"SEMH", "Calm start", "Names a feeling and a next step",
     "Check-in with the scale. {n} started at [three|four|five] and left at [six|seven]. We used {help}."},
    {"SEMH", "My feelings", "Knows two early signs",
     "Drew where anger starts in the body. {n} said: {sign}. We made a card for it."},
    {"SEMH", "Mentoring", "Plans one thing for the week",
     "Looked back at last week’s goal: [met|nearly|not yet]. {n} set the next one {himself}."},
    {"ASD", "Social stories", "Knows what to do when plans change",
     "Read the story about a change of room and acted it with figures. {n} added the last page."},
    {"ASD", "Taking turns", "Waits for two turns",
     "Turn-taking game with {k} others and a marker for whose turn it is. {n} waited each time after the first round."},
    {"ASD", "Sensory circuit", "Arrives ready to learn",
     "Wall pushes, balance beam, then the lap pad. {n} was calm by the third part."},
    {"MLD", "Number steps", "Number bonds to ten",
     "Bonds with the frame, then without. {n} knew {k} of nine by heart and worked out the rest."},
    {"MLD", "Number steps", "Counts on from the bigger number",
     "Shop with real coins. {n} counted on from ten each time but one."},
    {"PD", "Busy hands", "Cuts along a curve",
     "Threading, pegs, then cutting along a curve. {n} stayed on the line for half of it."},
    {"", "Phonics catch-up", "Blends three sounds", "Sounds on cards, then the caption. {n} read {b} of 20 alone."},
    {"", "Reading for meaning", "Finds two answers in the text",
     "Read together, then {k} questions. {n} found the answer on the page for most of them."},
    {"", "Busy hands", "Holds the pencil with three fingers",
     "Putty, pegs and then the name three times. {n} kept the grip for the last two."},
    {"", "Maths pre-teaching", "Knows tomorrow’s words",
     "Tomorrow’s words with pictures: [factor and multiple|numerator|perimeter]. {n} used them in a sentence."},
    {"", "Mentoring", "Plans one thing for the week",
     "Talked about what went well and one thing to try. {n} wrote it in the planner."}};
constexpr std::string_view evidence[] = {"“I can do it if I go slowly.”",  "The sheet is in the folder, marked by {him}.",
                                         "{k} right in a row at the end.", "Used it again in {lesson} without me.",
                                         "{He} explained it to {peer}.",   "Last week this took twice as long."};
constexpr std::string_view adjustments[] = {"Started with {help}.",
                                            "Fewer cards: six, not ten.",
                                            "Moved to the small room because of noise.",
                                            "Let {him} be the teacher for the second half.",
                                            "Timer where {he} can see it.",
                                            "Skipped the warm-up; {he} was ready."};
constexpr std::string_view next_steps[] = {"Same again, one prompt fewer.",           "Two cards more.",
                                           "Try it in the classroom with the group.", "Mix with last week’s words.",
                                           "Ask the teacher to listen in.",           "Ready for the next step."};
constexpr std::string_view for_teacher[] = {"Can use this in {lesson} if asked first.",
                                            "Please praise the checking, not the speed.", "Works best sitting at the side.",
                                            "Has the cards in the tray."};
constexpr std::string_view missed[] = {"pupil_absent",    "pupil_absent", "adult_covering", "adult_covering",  "event",
                                       "pupil_not_ready", "no_room",      "adult_absent",   "pupil_elsewhere", "adult_incident"};
constexpr std::string_view missed_notes[] = {"Tomorrow before lunch instead.", "Cannot be caught up this week.",
                                             "Did five minutes at the table in class.", "Asked for the room on Thursday."};
constexpr std::string_view prompts[] = {"full", "together", "shown", "word", "look", "alone"};

/// The number before " of 20".
std::optional<std::int64_t> right_of_twenty(std::string_view words) {
  auto at = words.find(" of 20");
  if (at == std::string_view::npos) return std::nullopt;
  std::int64_t number = 0, place = 1;
  while (at > 0 && words[at - 1] >= '0' && words[at - 1] <= '9') {
    number += (words[--at] - '0') * place;
    place *= 10;
  }
  return number;
}

const Work& work_for(std::string_view need, Dice& dice) {
  const auto first = need.substr(0, need.find(' '));
  for (int tries = 0; tries < 24; ++tries) {
    const auto& work = dice.one(works);
    if (work.need == first || (work.need.empty() && dice.of_thousand(250))) return work;
  }
  return works[std::size(works) - 5];
}

}  // namespace

void tell_session(Fields& fields, const Scene& scene, const Around& around, std::string_view need, std::size_t together,
                  Dice& dice) {
  const bool speech = around.story == PupilStory::speech_growing;
  const auto& work = speech ? works[dice.upto(2)] : work_for(need, dice);
  const int lost = around.cover ? 450 : around.day.season == Season::december ? 200 : 95;
  const bool not_done = dice.of_thousand(lost), in_part = !not_done && dice.of_thousand(70);
  set(fields, "delivered", not_done ? "no" : in_part ? "part" : "yes");
  std::string done;
  if (!not_done) tell(done, work.done, scene, dice);
  const auto counted = right_of_twenty(done);
  const bool others = done.find("others") != std::string::npos;
  if (!not_done) set(fields, "what_was_done", std::move(done));
  if (not_done || in_part) {
    set(fields, "not_delivered_why",
        around.cover                                                     ? "adult_covering"
        : around.day.season == Season::december && dice.of_thousand(500) ? "event"
                                                                         : dice.one(missed));
    if (dice.of_thousand(350)) set(fields, "not_delivered_note", dice.one(missed_notes));
  }
  set(fields, "programme", work.programme);
  if (dice.of_thousand(600)) set(fields, "objective", work.objective);
  const auto planned = static_cast<std::int64_t>(15 + 5 * dice.upto(4));
  if (dice.of_thousand(500)) set(fields, "planned_minutes", planned);
  if (not_done) return;
  set(fields, "minutes", in_part ? planned / 2 : planned);
  // Less help as the months go by, for everybody a little, for some a great deal.
  std::size_t level = 1 + dice.upto(4);
  if (speech) level = std::min<std::size_t>(5, static_cast<std::size_t>(std::max(0, around.weeks)) / 11 + dice.upto(2));
  set(fields, "prompt_level", prompts[level]);
  if (dice.of_thousand(650))
    set(fields, "engagement", static_cast<std::int64_t>(around.day.hard > 1.3 ? 2 + dice.upto(3) : 3 + dice.upto(3)));
  set(fields, "setting",
      together > 2 || others  ? "group"
      : together == 2         ? "pair"
      : dice.of_thousand(200) ? "in_class"
                              : "one_to_one");
  if (dice.of_thousand(450)) set(fields, "place", scene.primary ? "Quiet room" : "Learning support");
  if (dice.of_thousand(550))
    set(fields, "achieved", level > 3 ? "yes" : level > 2 ? "nearly" : dice.of_thousand(600) ? "nearly" : "not_yet");
  if (counted) {
    set(fields, "tries", *counted);
    set(fields, "out_of", 20);
  }
  if (around.voice == Voice::terse) return;
  if (dice.of_thousand(350)) set(fields, "evidence", told(dice.one(evidence), scene, dice));
  if (around.voice == Voice::careful && dice.of_thousand(450))
    set(fields, "adjustments", told(dice.one(adjustments), scene, dice));
  if (dice.of_thousand(400)) set(fields, "next_step", told(dice.one(next_steps), scene, dice));
  if (around.voice == Voice::careful && dice.of_thousand(200))
    set(fields, "for_teacher", told(dice.one(for_teacher), scene, dice));
}

}  // namespace app
