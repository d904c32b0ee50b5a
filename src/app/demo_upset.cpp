// Hard moments and what follows them: distress, a hold, a room nobody may leave, and the talk that puts things right.
#include "app/demo_further.h"

#include <algorithm>

namespace app {
namespace {

using web::Json;

constexpr std::string_view upsets[] = {
    "Came in from the corridor with both hands over the ears and slid down behind the coats. Would not speak for {m} minutes.",
    "Began to cry when the supply adult called the register, and could not say why. Shook for some time.",
    "Tore the sheet in two after the second mistake, put the head on the table and pulled the jumper over it.",
    "Ran to the gate at the bell and held the bars. Said again and again that Mum would not find {him}.",
    "Went very quiet in {lesson}, then rocked on the chair with eyes shut. {He} did not hear {his} name."};
constexpr std::string_view calmed[] = {"Sat near without talking until the breathing was slow.", "{help}, then a drink of water, and a walk along the corridor.",
                                       "Counted the tiles together, first aloud, then in a whisper.", "The key adult came; two words from her and the shoulders came down."};
constexpr std::string_view settings[] = {"The class was changing from {lesson} and it was loud.", "A fire practice in the morning, and wet play at lunch.", "{peer} had said that {he} was not on the team.",
                                         "The usual adult was away. {He} had not been told."};
constexpr std::string_view held[] = {
    "{He} climbed on to the table by the window and kicked out at {peer}. I asked twice, low voice, and held out a hand. {He} swung a chair over the other children. We held {him} until the chair was down and {his} breathing slowed, then stepped back.",
    "{He} ran for the car park gate, which was open for a delivery. I stood in the way and guided {him} back by the shoulders. {He} pulled twice, then walked with us.",
    "{peer} and {n} had each other by the hair. Words did not reach either. We moved one each apart and stood between until both could look up."};
constexpr std::string_view accounts[] = {"“I did not want to hurt anybody. It was too loud.”", "“I was so cross I could not hear.”", "{He} drew the room, very small, and one big chair.", "“I wanted to go home.”"};
constexpr std::string_view told_sides[] = {"“{He} took my ball and I pushed.”", "“I thought they were laughing at me.”", "“I said it, and then I could not stop.”", "“I only wanted them to wait for me.”"};
constexpr std::string_view agreements[] = {"They share the ball: one half of play each, and tell me on Friday how it went.", "{n} says sorry with a card, and they sit together at lunch tomorrow.",
                                           "A signal, hand on the table, when it gets too much. {peer} knows it too.", "Each mends what they tore. They did it at once, and laughed."};
constexpr std::string_view small_things[] = {"Slept badly: the baby cried.", "Happy about the swimming badge.", "Worried about the test, we looked at the timetable together.", "Nothing new, wanted to show the wobbly tooth.",
                                             "Hungry, had toast from the kitchen.", "Fell out with {peer} on the bus, it is mended."};
constexpr std::string_view own_words[] = {"“I am a four today.”", "“Can I sit by the window?”", "“I dreamed about a wolf.”", "“It is fine now.”", "“I do not want to say.”"};

std::string clock(int minutes) { return base::to_text(base::LocalTime{std::min(minutes, 24 * 60 - 1)}); }

Json row(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json out;
  for (const auto& [name, value] : members) out.set(name, value);
  return out;
}

/// Each parent told the same afternoon, but now and then one of them is still to be reached.
Json parents(const Scene& scene, const Around& around, const Adults& adults, int at, Dice& dice) {
  Json::Array out;
  const auto day = base::to_iso(around.day.day);
  out.push_back(row({{"who", adults.parent}, {"told", true}, {"on", day}, {"at", clock(std::max(at + 40, 15 * 60 + 25))}, {"how", dice.of_thousand(700) ? "call" : "face"},
                     {"copy_sent", day}, {"reply", told(dice.of_thousand(500) ? "Thanked us for telling {him} and asked how {n} was." : "Wanted to know what we will do next time.", scene, dice)}}));
  if (dice.of_thousand(450))
    out.push_back(row({{"who", "The other parent"}, {"told", false}, {"why_not", "No answer at the number we have; will be rung tomorrow before school."}}));
  return out;
}

void hold(Fields& fields, const Scene& scene, const Around& around, const Adults& adults, int at, Dice& dice) {
  const int lasted = 1 + static_cast<int>(dice.upto(6));
  set(fields, "what_happened", told(dice.one(held), scene, dice));
  static constexpr std::string_view types[] = {"guided", "blocked", "standing", "seated", "separated"};
  set(fields, "type", Json::Array{Json(dice.one(types))});
  set(fields, "hold", "One adult on each side, hands flat on the upper arms, as taught. No weight on back or chest.");
  set(fields, "began", clock(at));
  set(fields, "ended", clock(at + lasted));
  set(fields, "place", scene.slot.place);
  Json::Array who = {row({{"who", Json::Array{adults.author}}, {"did", "led"}})};
  if (adults.other != adults.author) who.push_back(row({{"who", Json::Array{adults.other}}, {"did", "helped"}}));
  set(fields, "adults", std::move(who));
  set(fields, "risk", dice.of_thousand(600) ? Json::Array{"pupils"} : Json::Array{"self"});
  set(fields, "why_needed", "Words, space and another adult had been tried. The next moment would have hurt somebody.");
  set(fields, "parents_told", parents(scene, around, adults, at, dice));
  set(fields, "setting", told(dice.one(settings), scene, dice));
  set(fields, "tried", Json::Array{"few_words", "space", "changed_adult"});
  set(fields, "planned", around.story == people::PupilStory::running_off && around.helped);
  if (around.story == people::PupilStory::running_off && around.helped) set(fields, "followed", true);
  set(fields, "checks", Json::Array{row({{"at", clock(at + lasted)}, {"seen", "Breathing even, colour good, able to talk."}})});
  if (dice.of_thousand(180)) set(fields, "injuries", Json::Array{row({{"who", "adult"}, {"what", "Scratch on the forearm, skin not broken."}})});
  if (dice.of_thousand(800)) {
    set(fields, "pupil_account", told(dice.one(accounts), scene, dice));
    set(fields, "pupil_account_how", Json::Array{dice.of_thousand(800) ? "spoken" : "drawn"});
  }
  set(fields, "debriefs", Json::Array{row({{"with", told("{n}", scene, dice)}, {"on", base::to_iso(around.day.day)}, {"said", told("What helps next time: {help}, sooner.", scene, dice)}})});
  set(fields, "told_head", clock(at + lasted + 15));
}

void secluded(Fields& fields, const Scene& scene, const Around& around, const Adults& adults, int at, Dice& dice) {
  const int lasted = 5 + static_cast<int>(dice.upto(12));
  set(fields, "what_happened", told("{n} threw what was in reach and would have hit the younger ones. The others left. I stood in the door of the room until {he} had sat down and put the block away; then the door was open.", scene, dice));
  set(fields, "place", scene.primary ? "Blue room" : "Reset room");
  set(fields, "began", clock(at));
  set(fields, "ended", clock(at + lasted));
  set(fields, "how_kept", Json::Array{"adult"});
  set(fields, "watched_by", Json::Array{adults.author});
  Json::Array checks;
  for (int each = 0; each < lasted; each += 5) checks.push_back(row({{"at", clock(at + each)}, {"seen", each == 0 ? "Shouting, pacing, no harm to self." : "Sitting, looking at the floor, answers to the name."}}));
  set(fields, "checks", std::move(checks));
  set(fields, "risk", Json::Array{"pupils"});
  set(fields, "why_needed", "The other children could not be kept from it in any other way for those minutes.");
  set(fields, "parents_told", parents(scene, around, adults, at, dice));
  set(fields, "setting", told(dice.one(settings), scene, dice));
  set(fields, "offered", Json::Array{"water", "talk"});
  set(fields, "pupil_account", told(dice.one(accounts), scene, dice));
  set(fields, "told_head", clock(at + lasted + 10));
}

}  // namespace

void tell_upset(Fields& fields, std::string_view kind, const Scene& scene, const Around& around, const Adults& adults, int at, Dice& dice) {
  if (kind == "physical_intervention") return hold(fields, scene, around, adults, at, dice);
  if (kind == "seclusion") return secluded(fields, scene, around, adults, at, dice);
  if (kind == "distress") {
    const int lasted = 5 + static_cast<int>(dice.upto(30));
    set(fields, "what_happened", told(dice.one(upsets), scene, dice));
    static constexpr std::string_view signs[] = {"crying", "hiding", "frozen", "running", "breath", "rocking"};
    set(fields, "signs", Json::Array{Json(dice.one(signs))});
    set(fields, "strength", static_cast<std::int64_t>(2 + dice.upto(4)));
    set(fields, "place", scene.slot.place);
    set(fields, "setting", told(dice.one(settings), scene, dice));
    static constexpr std::string_view triggers[] = {"noise", "change", "parting", "peer", "task", "unknown"};
    set(fields, "trigger", Json::Array{Json(dice.one(triggers))});
    set(fields, "began", clock(at));
    set(fields, "calm_again", clock(at + lasted));
    set(fields, "helped", Json::Array{"stayed", "quiet", "drink"});
    set(fields, "what_helped", told(dice.one(calmed), scene, dice));
    if (dice.of_thousand(500)) set(fields, "childs_words", told(dice.one(accounts), scene, dice));
    set(fields, "home_told", dice.of_thousand(600));
    return;
  }
  if (kind == "restorative") {
    const int lasted = 10 + static_cast<int>(dice.upto(15));
    set(fields, "what_happened", told("After what happened in {lesson} we sat down together, first each alone with me, then both.", scene, dice));
    Json::Array sides = {row({{"who", told("{n}", scene, dice)}, {"told", told(dice.one(told_sides), scene, dice)}, {"affected", "Hot face, stomach like a knot."}, {"needs", "To be asked first."}}),
                         row({{"who", "The other child"}, {"told", told(dice.one(told_sides), scene, dice)}, {"needs", "To know it is over."}})};
    set(fields, "sides", std::move(sides));
    const bool agreed = dice.of_thousand(820);
    set(fields, "outcome", agreed ? "agreed" : "again");
    if (agreed) set(fields, "agreed", told(dice.one(agreements), scene, dice));
    set(fields, "check_back", base::to_iso(around.day.day + 7));
    set(fields, "check_back_who", Json::Array{adults.author});
    set(fields, "began", clock(at));
    set(fields, "ended", clock(at + lasted));
    set(fields, "led_by", Json::Array{adults.author});
    set(fields, "way", "together");
    set(fields, "how_now", static_cast<std::int64_t>(3 + dice.upto(3)));
    return;
  }
  set(fields, "what_happened", told(dice.one(small_things), scene, dice));
  set(fields, "how", static_cast<std::int64_t>(around.day.hard > 1.3 ? 1 + dice.upto(4) : 2 + dice.upto(4)));
  if (dice.of_thousand(500)) set(fields, "childs_words", told(dice.one(own_words), scene, dice));
  static constexpr std::string_view about[] = {"sleep", "food", "friends", "lessons", "home", "change"};
  if (dice.of_thousand(400)) set(fields, "about", Json::Array{Json(dice.one(about))});
  set(fields, "when_in_day", at < 9 * 60 + 15 ? "arrival" : at < 12 * 60 ? "morning" : at < 13 * 60 + 15 ? "midday" : at < 14 * 60 + 45 ? "afternoon" : "leaving");
}

}  // namespace app
