// Which of the rarer kinds is written, and the words of those that tell what somebody saw, said or planned.
#include "app/demo_further.h"

#include <algorithm>
#include <array>

namespace app {
namespace {

using web::Json;

// Of a hundred thousand records. A hold or a room nobody may leave is a rare thing even in a large school.
constexpr std::array kinds{FurtherKind{"first_aid", 1500}, FurtherKind{"check_in", 1400}, FurtherKind{"medicine", 900}, FurtherKind{"observation", 900}, FurtherKind{"handover", 500},
                           FurtherKind{"restorative", 450}, FurtherKind{"club_trip", 450}, FurtherKind{"distress", 280}, FurtherKind{"childs_voice", 240}, FurtherKind{"parents_voice", 200},
                           FurtherKind{"test_given", 200}, FurtherKind{"personal_care", 200}, FurtherKind{"professional", 150}, FurtherKind{"bodily_fluids", 120}, FurtherKind{"feeding", 120},
                           FurtherKind{"lifting", 100}, FurtherKind{"complaint", 90}, FurtherKind{"visit", 60}, FurtherKind{"physical_intervention", 45}, FurtherKind{"e_safety", 40},
                           FurtherKind{"medical_event", 30}, FurtherKind{"seclusion", 12}};

struct Seen {
  std::string_view words, objective, shows;
};
constexpr Seen seen[] = {
    {"Asked {peer} for the blue pencil, waited, and said thank you without a prompt. Used it and gave it back.", "Asks for what is needed", "The script from the morning is used elsewhere now."},
    {"Read the first page alone with a finger under the line, lost the place twice, found it again.", "Reads a page alone", "Keeps going where {he} stopped last month."},
    {"Sat on the carpet for {m} minutes. Twice began to stand, looked at the card, and sat.", "Stays for the input", "The card helps; the first ten minutes are the hardest."},
    {"Counted on from seven without starting at one for {k} of the cards.", "Counts on from the bigger number", "Knows it with cubes, not yet in the head."},
    {"Chose between two jobs by pointing, then said the word when I waited.", "Chooses and says so", "Waiting works better than asking again."}};
constexpr std::string_view voices[] = {"“I like it when I know what is next. I do not like when people talk about me over my head.”", "“Reading is better with the ruler. Can I have it at home?”", "“I want to go on the residential if I can ring home.”",
                                       "“Lunch is too loud. The small room is good on Mondays.”", "“I am proud of the bridge I made. Nobody helped.”"};
constexpr std::string_view homes[] = {"They see more talking at home since the autumn, most of all in the car.", "They would like {him} to have a friend to tea, and wonder whom to ask.", "Mornings are hard. A picture of the day on the fridge helped for a while.",
                                      "They feel listened to, and would like shorter words in the plan."};
constexpr std::string_view advice[] = {"Watched in {lesson} for half an hour. Two short tasks in place of one long one; show before telling.", "Grip and posture looked at. A slope and a pencil grip; five minutes of putty before writing.",
                                       "Heard in class and alone. Sounds at the ends of words go first; the sheet of pairs twice a week.", "Talked with {n} and with me. Feelings are named later than they are felt; the thermometer twice a day."};
constexpr std::string_view handed[] = {"Up and down. {n} was put out by the change of room, fine after lunch. Reading book is in the bag.", "A good day. Needs the glasses for the board; they are in the tray.", "Tired. Ate little. Is being collected by Grandma at quarter past three.",
                                       "Calm until {lesson}, then five minutes outside. Please begin tomorrow with the check-in."};
constexpr std::string_view clubs[] = {"Homework club", "Choir", "Gardening club", "Football after school", "Walk to the library", "Visit to the museum"};
constexpr std::string_view praises[] = {"Wrote to say how much the daily message in the book means to the family.", "Thanked the adult who found the lost hearing aid mould.", "Is unhappy that the swimming kit was wet in the bag for two days.",
                                        "Says nobody told the family that the group had stopped.", "Asked why the same adult is not there each day any more."};

std::string clock(int minutes) { return base::to_text(base::LocalTime{std::min(minutes, 24 * 60 - 1)}); }

void say(Fields& fields, std::string_view name, std::string_view words, const Scene& scene, Dice& dice) { set(fields, name, told(words, scene, dice)); }

void tell_test(Fields& fields, const Scene& scene, int at, Dice& dice) {
  static constexpr std::string_view tests[] = {"Reading paper, practice", "Arithmetic paper, practice", "End of unit check", "Spelling check"};
  set(fields, "test", dice.one(tests));
  set(fields, "sort", dice.of_thousand(700) ? "class" : "mock");
  const bool reader = dice.of_thousand(450);
  set(fields, "arrangements", reader ? Json::Array{"reader", "separate"} : Json::Array{"extra_time", "rest_breaks"});
  Json used;
  used.set("what", reader ? "Reader" : "Extra time");
  used.set("used", true);
  if (!reader) used.set("minutes", static_cast<std::int64_t>(8));
  set(fields, "used", Json::Array{used});
  set(fields, "role", Json::Array{reader ? "read" : "invigilated"});
  set(fields, "began", clock(at));
  set(fields, "ended", clock(at + 40));
  set(fields, "place", scene.primary ? "Library" : "Learning support");
  const auto of = static_cast<std::int64_t>(40);
  set(fields, "marks", static_cast<std::int64_t>(10 + dice.upto(28)));
  set(fields, "marks_of", of);
}

void tell_online(Fields& fields, const Scene& scene, Dice& dice) {
  say(fields, "what_happened", dice.of_thousand(500) ? "{n} told me at the door that somebody {he} does not know keeps asking for a picture in a game chat. {He} has not sent one."
                                                     : "Two children showed me messages in which {n} is called names. {n} had seen them and shrugged.", scene, dice);
  const bool stranger = fields.back().second.string()->find("does not know") != std::string::npos;
  set(fields, "sort", Json::Array{stranger ? "stranger" : "unkind"});
  set(fields, "source", stranger ? "told_me" : "another_pupil");
  set(fields, "safe_now", true);
  set(fields, "device", "own");
  set(fields, "looked", false);
}

}  // namespace

std::span<const FurtherKind> further_kinds() { return kinds; }

int further_sum() {
  int sum = 0;
  for (const auto& each : kinds) sum += each.share;
  return sum;
}

std::string_view further_kind(std::size_t thrown) {
  for (const auto& each : kinds) {
    if (thrown < static_cast<std::size_t>(each.share)) return each.kind;
    thrown -= static_cast<std::size_t>(each.share);
  }
  return {};
}

void tell_further(Fields& fields, std::string_view kind, const Scene& scene, const Around& around, const Adults& adults, int at, std::uint64_t seed, Dice& dice) {
  static constexpr std::string_view upset[] = {"distress", "physical_intervention", "seclusion", "restorative", "check_in"};
  static constexpr std::string_view care[] = {"first_aid", "medicine", "personal_care", "lifting", "feeding", "medical_event", "bodily_fluids"};
  if (std::find(std::begin(upset), std::end(upset), kind) != std::end(upset)) return tell_upset(fields, kind, scene, around, adults, at, dice);
  if (std::find(std::begin(care), std::end(care), kind) != std::end(care)) return tell_care(fields, kind, scene, around, adults, at, seed, dice);
  const auto day = around.day.day;
  if (kind == "observation") {
    const auto& one = dice.one(seen);
    say(fields, "what_happened", one.words, scene, dice);
    set(fields, "objective", one.objective);
    static constexpr std::string_view achieved[] = {"met", "partly", "partly", "beginning", "not_yet"};
    set(fields, "achieved", Json(dice.one(achieved)));
    static constexpr std::string_view help[] = {"alone", "picture", "gesture", "word", "shown"};
    set(fields, "help", Json(dice.one(help)));
    set(fields, "place", scene.slot.place);
    set(fields, "lesson", scene.slot.title);
    if (around.voice != Voice::terse) say(fields, "what_it_shows", one.shows, scene, dice);
  } else if (kind == "childs_voice") {
    say(fields, "words", dice.one(voices), scene, dice);
    static constexpr std::string_view about[] = {"plan", "review", "likes", "hard", "help", "friends"};
    set(fields, "about", Json::Array{Json(dice.one(about))});
    set(fields, "feeling", static_cast<std::int64_t>(2 + dice.upto(4)));
    set(fields, "told_how", Json::Array{dice.of_thousand(750) ? "spoken" : "cards"});
    set(fields, "scribe", Json::Array{adults.author});
  } else if (kind == "parents_voice") {
    say(fields, "words", dice.one(homes), scene, dice);
    set(fields, "who", adults.parent);
    set(fields, "agree", dice.of_thousand(800) ? "yes" : "mostly");
    set(fields, "how", dice.of_thousand(500) ? "meeting" : "call");
  } else if (kind == "professional") {
    say(fields, "summary", dice.one(advice), scene, dice);
    static constexpr std::pair<std::string_view, std::string_view> visitors[] = {{"Dr Ines Falk, educational psychologist", "ep"}, {"Tom Okafor, speech and language therapist", "salt"}, {"Bea Lund, occupational therapist", "ot"}, {"Nurse Rao", "nurse"}};
    const auto& [who, role] = dice.one(visitors);
    set(fields, "who", who);
    set(fields, "role", role);
    set(fields, "channel", dice.of_thousand(600) ? "visit" : "call");
    set(fields, "basis", "parent");
    set(fields, "follow_up", base::to_iso(day + 60));
  } else if (kind == "handover") {
    say(fields, "what", dice.one(handed), scene, dice);
    set(fields, "how", dice.of_thousand(600) ? "calm" : "up_and_down");
    set(fields, "to", Json::Array{adults.other});
  } else if (kind == "test_given") {
    tell_test(fields, scene, at, dice);
  } else if (kind == "club_trip") {
    set(fields, "what", dice.one(clubs));
    const bool came = dice.of_thousand(850);
    set(fields, "came", came ? "yes" : "no");
    if (!came) set(fields, "why_not", dice.of_thousand(500) ? "absent" : "not_wish");
    else set(fields, "liked", static_cast<std::int64_t>(3 + dice.upto(3)));
  } else if (kind == "visit") {
    say(fields, "what_happened", "Went as arranged. {n} showed the room and the new desk. Talked about mornings and about the way to school.", scene, dice);
    set(fields, "purpose", Json::Array{dice.of_thousand(500) ? "attendance" : "family"});
    set(fields, "place", "At home");
    set(fields, "seen", "with");
    set(fields, "with_whom", adults.parent);
    set(fields, "came", clock(at));
    set(fields, "left", clock(at + 35));
    say(fields, "agreed", "They try the earlier bedtime for a week; I ring on Friday.", scene, dice);
  } else if (kind == "e_safety") {
    tell_online(fields, scene, dice);
  } else {
    const auto turn = dice.upto(std::size(praises));
    say(fields, "what_said", praises[turn], scene, dice);
    set(fields, "sort", turn < 2 ? "compliment" : "worry");
    set(fields, "who", adults.parent);
    set(fields, "about", Json::Array{"support"});
  }
}

}  // namespace app
