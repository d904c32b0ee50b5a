// Behaviour as a camera would have seen it: what came before, what happened, what was tried, what helped, what follows.
#include "app/demo_words.h"

#include <array>

namespace app {
namespace {

using people::PupilStory;

/// Where words fit: anywhere, in a lesson, or in free time.
enum class Where : std::uint8_t { any, lesson, free };
struct Spoken {
  std::string_view code, words;
  Where where = Where::any;
};
constexpr Spoken settings[] = {
    {"demand", "The task had just been given out: [a page of questions|a blank page|a test of ten words].", Where::lesson},
    {"demand", "{n} was asked to start writing and had no first sentence.", Where::lesson},
    {"demand", "Long task in {lesson}, about {m} minutes in.", Where::lesson},
    {"change", "The [room|seat|order of the morning] was different and had not been on the timetable.", Where::lesson},
    {"change", "Coming from one thing to the next, with little warning."},
    {"waiting", "{n} had been waiting for a turn for about {m} minutes."},
    {"waiting", "Standing in line; those behind were pushing a little."},
    {"noise", "The room was loud, with {k} groups talking at once.", Where::lesson},
    {"noise", "The bell, then the whole corridor at once."},
    {"peer", "{peer} had laughed [at {his} answer|at the drawing|when {he} got it wrong]."},
    {"peer", "There had been words at [break|lunch] that nobody had sorted out."},
    {"adult", "{n} had been told to move seat in front of the others.", Where::lesson},
    {"adult", "{n} was asked a question {he} could not answer, with everybody looking.", Where::lesson},
    {"lost", "{n} had just lost [the game|a turn|{his} place on the team]."},
    {"lost", "{His} [pencil case|card|ball] could not be found."},
    {"tired", "{n} had eaten little and said {he} was tired before {lesson} began.", Where::lesson},
    {"home", "{n} had been unsettled since coming in and said “I don’t want to be here”."},
    {"unknown", "Nothing we could see. {He} had been working well."}};

constexpr Spoken deeds[] = {
    {"refused", "{n} put the book on the floor and would not pick it up.", Where::lesson},
    {"refused", "{n} said “no” and turned the chair round to face the wall.", Where::lesson},
    {"refused", "{n} put {his} head on the table and did not answer for {m} minutes.", Where::lesson},
    {"refused", "{n} stayed under the table from the start of {lesson}, about {m} minutes.", Where::lesson},
    {"refused", "{n} would not come in from the [playground|yard] and held on to the fence."},
    {"refused", "{n} sat on the step by the door and would not take {his} coat off."},
    {"refused", "{n} would not leave the [swing|wall|ball] when the bell went and stood with {his} back to us.", Where::free},
    {"disrupted", "{n} called out over the teacher {b} times and got up to see who was laughing.", Where::lesson},
    {"disrupted", "{n} shouted across the room and banged the table with a flat hand.", Where::lesson},
    {"disrupted", "{n} tapped, hummed and then sang so that the table could not work.", Where::lesson},
    {"disrupted", "{n} ran through the middle of the others’ game {k} times and kicked the ball away.", Where::free},
    {"disrupted", "{n} shouted and banged the tray on the table until the hall went quiet.", Where::free},
    {"disrupted", "{n} threw small pieces of rubber at [the board|the next table] for several minutes.", Where::lesson},
    {"left_room",
     "{n} slipped away from the line and was behind the shed. Found after {m} minutes, inside the fence all the time.",
     Where::free},
    {"left_room",
     "{n} got up and left the room without the card. I followed at a distance; {he} stopped at the [library|cloakroom|steps].",
     Where::lesson},
    {"left_room", "{n} ran out of {lesson}, down the corridor and round the hall twice. Back after {m} minutes.", Where::lesson},
    {"left_room", "{n} pushed the chair back and ran. I kept {him} in sight the whole time; {he} stayed inside the building.",
     Where::lesson},
    {"damage", "{n} kicked over the planter by the door; soil everywhere.", Where::free},
    {"damage", "{n} tore the worksheet in half and then the book cover.", Where::lesson},
    {"damage", "{n} snapped the ruler and pushed the pot of pencils off the table.", Where::lesson},
    {"damage", "{n} scribbled over the whole page, and over the table.", Where::lesson},
    {"hurt_adult", "{n} hit out when I stood between them and caught my hand. No mark.", Where::free},
    {"hurt_adult", "{n} hit my arm twice with a fist when I came close. I stepped back."},
    {"hurt_adult", "{n} kicked out as I moved the chair and caught my leg. A small bruise.", Where::lesson},
    {"threw", "{n} threw [a handful of gravel|a lunch box|a hard ball] towards the others. Nobody was hit.", Where::free},
    {"threw", "{n} threw a [pencil pot|shoe|water bottle] across the room. Nobody was hit.", Where::lesson},
    {"threw", "{n} threw a chair on to its side. The others were already on the carpet.", Where::lesson},
    {"rude", "{n} said [“shut up”|“you’re not my teacher”|“I hate this place”] to [the adult at the table|me]."},
    {"rude", "{n} called {peer} names about [a drawing|a haircut|the way they read]."},
    {"swearing", "{n} swore when the [pen broke|answer was wrong|ball went out], loudly, {k} times.", Where::lesson},
    {"swearing", "{n} swore at {peer} across the table.", Where::lesson},
    {"teasing", "{n} and two others would not let {peer} sit down and laughed about it."},
    {"teasing", "{n} kept repeating {peer}’s answer in a silly voice after being asked to stop.", Where::lesson},
    {"took", "{n} had {peer}’s [cards|rubber|snack] in a pocket and said {he} had found them."},
    {"left_site",
     "{n} went through the gate behind a delivery van and along the pavement. I called, and {he} stopped at the corner and came back with me."},
    {"hurt_pupil", "{n} pushed {peer}, who fell against the [wall|bench]. A grazed elbow, washed."},
    {"hurt_pupil", "{n} kicked {peer} on the shin under the table, once.", Where::lesson},
    {"hurt_pupil", "{n} pulled {peer}’s hair in the line and would not let go until I opened {his} fingers."},
    {"hurt_pupil", "{n} and {peer} hit each other with open hands. I stood between them and they stopped."},
    {"climbed", "{n} climbed on the [low wall|table|coat rail] and would not come down for {m} minutes."}};

constexpr Spoken responses[] = {{"few_words", "I said {his} name, “book, please”, and waited.", Where::lesson},
                                {"few_words", "I said {his} name and “walk with me, please”, and waited.", Where::free},
                                {"choices", "I gave two choices and stepped back."},
                                {"humour", "I made a small joke about {like}; {he} looked up."},
                                {"named_feeling", "I said “this looks hard today” and sat down near {him}.", Where::lesson},
                                {"plan", "I used {help}, as it stands there."},
                                {"movement", "I offered {help}, and {he} took it."},
                                {"distract", "I asked {him} about {like} and we went from there."},
                                {"space", "I moved away and let {him} be, in sight."},
                                {"sensory", "I put {help} on the table without a word."},
                                {"script", "I used the script: “I’m here. You’re safe. When you’re ready.”"},
                                {"changed_adult", "We changed over: the teacher stayed with {him} and I took the group."},
                                {"moved_others", "I moved the others to the carpet first."}};

constexpr std::string_view outcomes[] = {"{He} came back to the table after {m} minutes and did {k} questions.",
                                         "{He} cried a little and then drew.",
                                         "Calm again by the end of {lesson}.",
                                         "We talked when {he} was calm.",
                                         "{He} put everything back without being asked.",
                                         "{He} stayed in the quiet corner until the bell.",
                                         "Ready again for the last part of {lesson}.",
                                         "The others went on working; I thanked them."};
constexpr std::string_view outcomes_outside[] = {
    "{He} walked with me for the rest of play.",         "We talked on the bench when {he} was calm.",
    "They shook hands in the end, both of them.",        "Calm again by the time the bell went.",
    "{He} went in early and set out the books with me.", "I stayed between them until the line went in."};
constexpr std::string_view helped_words[] = {"{help}",
                                             "{help}, and time",
                                             "{help}; talking came later",
                                             "nobody watching",
                                             "{help} and a drink of water",
                                             "a fresh start at the next lesson"};
constexpr std::string_view pupil_words[] = {"“I didn’t mean to. I was just so cross.”",
                                            "“They always laugh at me.”",
                                            "“I don’t know how to do it and everybody else does.”",
                                            "“I wanted to go home.”",
                                            "“It was too loud in there.”",
                                            "“I said sorry in my head.”",
                                            "“He started it, but I shouldn’t have pushed.”",
                                            "“I don’t want to talk about it yet.”",
                                            "“I was waiting and waiting.”"};
constexpr std::string_view agreed_words[] = {"{n} will show the card; the adult will answer at once.",
                                             "They will sit at different tables until Friday, then try again.",
                                             "{n} mends the book with me at lunch.",
                                             "First the easy three, then a break, then the rest.",
                                             "{n} can ask to be last in the line.",
                                             "Say “stop” and walk to an adult. We practised it twice."};
constexpr std::string_view follow_notes[] = {"With me at lunch, ten minutes", "Tomorrow before register",
                                             "With the class teacher after break",
                                             "This afternoon, together with the other pupil"};

bool is_free(Lesson lesson) {
  return lesson == Lesson::break_time || lesson == Lesson::lunch || lesson == Lesson::lunch_play || lesson == Lesson::arrival ||
         lesson == Lesson::home_time;
}

bool is_dangerous(std::string_view code) {
  return code == "left_site" || code == "hurt_pupil" || code == "hurt_adult" || code == "threw" || code == "climbed";
}

/// One of those of the code that fit the place, evenly; of any place where none does.
template <std::size_t N>
std::string_view of_code(const Spoken (&list)[N], std::string_view code, bool free_time, Dice& dice) {
  std::array<std::string_view, 8> fitting;
  std::size_t count = 0;
  std::string_view otherwise;
  for (const auto& each : list) {
    if (each.code != code) continue;
    otherwise = each.words;
    if (each.where != (free_time ? Where::lesson : Where::free) && count < fitting.size()) fitting[count++] = each.words;
  }
  return count == 0 ? otherwise : fitting[dice.upto(count)];
}

std::string_view trigger_of(const Scene& scene, const Around& around, Dice& dice) {
  static constexpr std::string_view any[] = {"demand", "change", "waiting", "noise", "peer", "adult", "lost", "tired", "unknown"};
  if (around.after_visit && dice.of_thousand(700)) return "home";
  if (around.cover && dice.of_thousand(600)) return "change";
  if (scene.slot.lesson == Lesson::lunch && dice.of_thousand(500)) return "waiting";
  const auto at = dice.upto(10);
  if (at < 6) return scene.child.triggers[0];
  if (at < 8) return scene.child.triggers[1];
  return dice.one(any);
}

std::string_view deed_of(const Scene& scene, const Around& around, Dice& dice) {
  static constexpr std::string_view inside[] = {"refused",   "refused", "disrupted", "disrupted", "disrupted", "rude",
                                                "left_room", "teasing", "swearing",  "damage",    "took",      "threw"};
  static constexpr std::string_view outside[] = {"hurt_pupil", "hurt_pupil", "teasing", "rude",
                                                 "refused",    "swearing",   "climbed", "took"};
  const bool free_time = is_free(scene.slot.lesson);
  if (around.story == PupilStory::running_off && !around.helped) return dice.of_thousand(880) ? "left_room" : "refused";
  if (around.story == PupilStory::hard_mornings) return "refused";
  if (dice.of_thousand(free_time ? 250 : 550)) return scene.child.hard_code;
  if (dice.of_thousand(4)) return "left_site";
  return free_time ? dice.one(outside) : dice.one(inside);
}

void tell_after(Fields& fields, const Scene& scene, const Around& around, bool dangerous, Dice& dice) {
  static constexpr std::string_view teaching[] = {"talk", "talk", "practise", "repair", "catch_up"};
  static constexpr std::string_view protecting[] = {"apart", "adult_near", "missed_time", "leader"};
  if (around.voice == Voice::careful && dice.of_thousand(350))
    set(fields, "childs_words", told(dice.one(pupil_words), scene, dice));
  if (dice.of_thousand(around.voice == Voice::terse ? 300 : 650)) {
    web::Json::Array follows{web::Json(dice.one(teaching))};
    if (dangerous || dice.of_thousand(150))
      follows.emplace_back(dangerous ? dice.one(protecting) : std::string_view("missed_time"));
    set(fields, "consequence", std::move(follows));
    if (around.voice == Voice::careful && dice.of_thousand(400)) set(fields, "consequence_note", dice.one(follow_notes));
  }
  if (dice.of_thousand(around.voice == Voice::careful ? 700 : 350)) {
    const auto at = dice.upto(10);
    set(fields, "restorative", at < 6 ? "done" : at < 7 ? "not_ready" : "not_needed");
    if (at < 6 && dice.of_thousand(500)) set(fields, "agreed", told(dice.one(agreed_words), scene, dice));
  }
  if (dangerous || dice.of_thousand(300)) {
    const bool told_home = dice.of_thousand(800);
    set(fields, "home_told", told_home);
    if (!told_home) set(fields, "home_not_told_why", "The class teacher will ring after school.");
  }
}

}  // namespace

void tell_behaviour(Fields& fields, const Scene& stage, const Around& around, std::size_t together, Dice& dice) {
  const auto deed = together > 2 ? std::string_view("disrupted") : deed_of(stage, around, dice);
  const auto trigger = trigger_of(stage, around, dice);
  const bool dangerous = is_dangerous(deed), free_time = is_free(stage.slot.lesson);
  const auto& help = stage.child.helps[dice.of_thousand(650) ? 0 : 1];
  const auto first_help = help.code;
  const Scene scene{stage.child, stage.slot, stage.primary, help.words};
  std::string_view second_help = dangerous ? "moved_others" : dice.one(responses).code;
  std::string what;
  if (together > 2 && scene.slot.lesson == Lesson::lunch)
    tell(
        what,
        "The queue was [long|all the way to the door] and those at the back pushed. {n} was in the middle of it; {k} trays went over.",
        scene, dice);
  else if (together > 2)
    tell(what, "{n} and {k} others talked over the teacher until {lesson} stopped, about {m} minutes before the end.", scene,
         dice);
  else
    tell(what, of_code(deeds, deed, free_time, dice), scene, dice);
  const bool careful = around.voice == Voice::careful;
  if (!careful && around.voice != Voice::terse) tell(what, of_code(responses, first_help, free_time, dice), scene, dice);
  if (around.voice != Voice::terse) tell(what, dice.one(free_time ? Words(outcomes_outside) : Words(outcomes)), scene, dice);
  set(fields, "what_happened", std::move(what));
  set(fields, "behaviour", web::Json::Array{web::Json(deed)});
  static constexpr std::string_view steps[] = {"reminder", "warning", "time_out", "out_of_class", "leader"};
  const auto step = dangerous ? 2 + dice.upto(3) : std::min<std::size_t>(4, dice.upto(2) + dice.upto(3));
  if (dice.of_thousand(920)) set(fields, "step", steps[step]);
  if (dice.of_thousand(around.voice == Voice::terse ? 750 : 950)) set(fields, "place", scene.slot.place);
  if (careful || dice.of_thousand(250)) set(fields, "setting", told(of_code(settings, trigger, free_time, dice), scene, dice));
  if (dice.of_thousand(around.voice == Voice::terse ? 600 : 900)) set(fields, "trigger", web::Json::Array{web::Json(trigger)});
  if (careful || dice.of_thousand(200)) set(fields, "early_signs", scene.child.sign);
  if (dice.of_thousand(600)) set(fields, "lesson", scene.slot.title);
  if (careful || dice.of_thousand(500))
    set(fields, "lasted", static_cast<std::int64_t>(1 + dice.upto(4) * dice.upto(5) + (dangerous ? 3 : 0)));
  if (careful || dice.of_thousand(350))
    set(fields, "intensity", static_cast<std::int64_t>(dangerous ? 3 + dice.upto(3) : 1 + dice.upto(3)));
  if (careful) set(fields, "what_i_did", told(of_code(responses, first_help, free_time, dice), scene, dice));
  web::Json::Array tried{web::Json(first_help)};
  if (second_help != first_help && dice.of_thousand(550)) tried.emplace_back(second_help);
  if (dice.of_thousand(around.voice == Voice::terse ? 500 : 900)) set(fields, "tried", std::move(tried));
  if (dice.of_thousand(careful ? 800 : 400)) set(fields, "what_helped", told(dice.one(helped_words), scene, dice));
  static constexpr std::string_view needs[] = {"away", "away", "people", "thing", "sensory", "fear", "unsure", "unsure"};
  if (careful || dice.of_thousand(250)) set(fields, "what_for", deed == "left_room" ? "away" : dice.one(needs));
  if (dangerous) set(fields, "held", dice.of_thousand(40));
  if (dangerous)
    set(fields, "hurt", web::Json::Array{web::Json(deed == "hurt_pupil" ? "pupil" : deed == "hurt_adult" ? "adult" : "nobody")});
  tell_after(fields, scene, around, dangerous, dice);
}

}  // namespace app
