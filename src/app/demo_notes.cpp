// Notes: what was seen in a lesson, by the writer's voice; and the small worries that only together say something.
#include "app/demo_note_words.h"
#include "app/demo_words.h"

namespace app {
namespace {

using people::PupilStory;

// After something learned, and after anything else.
constexpr std::string_view did_next[] = {"I [sat alongside|stayed near|knelt beside {him}] and said little.",
                                         "I gave {m} seconds to think before asking again.",
                                         "I broke the task into [two|three] parts and covered the rest.",
                                         "We used {help}.",
                                         "I modelled the first one and {he} did the second.",
                                         "I asked “what do you need?” and waited.",
                                         "I wrote the steps on a sticky note and left it on the table.",
                                         "I praised the start, not the finish.",
                                         "I moved to the next table so that {he} could do it without me.",
                                         "I told {him} exactly what I had seen.",
                                         "We swapped: {he} explained and I wrote.",
                                         "I checked it against the passport."};
constexpr std::string_view did_near[] = {"I stayed near and said little.",
                                         "I told {him} exactly what I had seen.",
                                         "We used {help}.",
                                         "I asked “what do you need?” and waited.",
                                         "I let it be and looked again after {m} minutes.",
                                         "I wrote it on the card for tomorrow’s adult.",
                                         "I thanked {him} for telling me.",
                                         "I told the class teacher at the door."};
constexpr std::string_view endings[] = {"Will do the same tomorrow.",
                                        "One prompt fewer next time.",
                                        "Passed on to the class teacher.",
                                        "{He} smiled on the way out.",
                                        "Worth trying in [maths|reading|PE] as well.",
                                        "It took {m} minutes.",
                                        "{He} went first and I followed: the right way round.",
                                        "Needs a little longer to answer than we usually give.",
                                        "The seat [by the window|near the door|at the front] suits {him}.",
                                        "Could be done without me beside {him}.",
                                        "I have put it on the card.",
                                        "A good {lesson}.",
                                        "I will ask {him} about it tomorrow.",
                                        "Shown to the [SENCo|teacher] with the book.",
                                        "{help} again. It is worth having ready."};
constexpr std::string_view endings_near[] = {"{He} smiled on the way out.",
                                             "Passed on to the class teacher.",
                                             "I will look again tomorrow.",
                                             "I have put it on the card.",
                                             "Worth keeping an eye on.",
                                             "It was all right by the bell.",
                                             "{help} again. It is worth having ready.",
                                             "Calmer than last week."};
constexpr std::string_view asides[] = {"We had a laugh about {like} along the way.",
                                       "{He} told me three new facts about {like}; I knew none of them.",
                                       "A lovely moment and a quiet one.",
                                       "Made my [morning|afternoon].",
                                       "I would not have believed it in [September|October].",
                                       "Somebody has been practising at home, I think.",
                                       "The others noticed too, which was nice."};
constexpr std::string_view next_steps[] = {"Start with {help} before the task, not after.",
                                           "Give the word list the day before.",
                                           "Let {him} choose the order again.",
                                           "Sit {him} with [one|two] others, not at the big table.",
                                           "Try it without the [counters|word mat|timer].",
                                           "Ask {him} to explain it to {peer}.",
                                           "Show the end of the lesson on the timetable first.",
                                           "Same seat, same start, fewer words from me."};
constexpr std::string_view learners_words[] = {"“I did it all by my own.”",
                                               "“Can I show my [mum|dad|nan]?”",
                                               "“It was easier when it was quiet.”",
                                               "“Don’t help me, I want to do it.”",
                                               "“Can we do that again tomorrow?”",
                                               "“I knew that one already.”",
                                               "“My hand is tired but my brain isn’t.”",
                                               "“Oh! It’s just like the other one.”"};
constexpr std::string_view feelers_words[] = {"“My head was full.”",
                                              "“I like it when you tell me what is next.”",
                                              "“It’s not fair, but it’s okay.”",
                                              "“I wasn’t being rude, I was thinking.”",
                                              "“My tummy feels funny when it is loud.”",
                                              "“I just needed a minute.”",
                                              "“Don’t tell the others.”",
                                              "“I’m fine. I’m just tired.”"};
constexpr std::string_view openers[] = {"Just so you know:",           "For tomorrow:",        "In {lesson}:",
                                        "Small thing, worth keeping:", "From {lesson} today:", "Before I forget:"};
constexpr Sighting terse[] = {{"learning", "{n}: {b} out of 20 in {lesson}. [No help|One prompt|Two prompts]."},
                              {"learning", "{n} on task {m} minutes in {lesson}, then a break, then {m} more."},
                              {"feelings", "{n} unsettled from about the middle of {lesson}. {help}. Fine after."},
                              {"learning", "{n} finished. Extension started."},
                              {"friends", "{n} worked with {peer}. No trouble."},
                              {"independence", "{n} did it alone. Checked afterwards: all there."},
                              {"health", "{n} tired. Head down twice in {lesson}. Drink and a window seat."},
                              {"equipment", "{n} no [glasses|reading book|kit] today. Lent."},
                              {"feelings", "{n} used {help} without being told."},
                              {"learning", "{n}: [steady|slow start, good end|good start, tired end]. {k} questions left."}};

constexpr Sighting first_weeks[] = {
    {"feelings", "{n} is finding {his} way: new room, new adults. Knew my name today."},
    {"learning", "{n} has kept [the times tables|letter sounds|reading] over the summer better than I hoped."},
    {"independence", "{n} went to the new [toilets|hall|lockers] alone after we walked it twice together."}};
constexpr Sighting fireworks[] = {
    {"feelings", "{n} did not sleep much because of the fireworks. Quiet start, {help}, then all right."},
    {"home", "{n} talked about [the bonfire|the lights for Diwali|sparklers] and drew them for the display."}};
constexpr Sighting december[] = {
    {"feelings", "{n} found the change for [rehearsals|the carol practice] hard and watched from the side with me."},
    {"learning", "{n} learned {k} lines for the play and says them to everybody."},
    {"feelings", "{n} is very tired; everything is a little louder this week. Kept the morning the same as always for {him}."}};
constexpr Sighting snow[] = {{"health", "{n} had wet feet after break. Spare socks from the box."},
                             {"getting_there", "{n} walked in because the [bus|car] did not come, and was proud of it."}};
constexpr Sighting tests[] = {
    {"feelings", "{n} worried about the tests and asked what happens “if I get none”. We looked at the breathing card."},
    {"learning", "{n} did the practice paper in the small room with the reader. Finished with time over."}};
constexpr Sighting hot[] = {
    {"health", "{n} has a hat, a bottle and cream in the bag. Needed a reminder about the water."},
    {"friends", "{n} ran the [egg and spoon|relay] practice with the group and cheered for the last one in."}};
constexpr Sighting last_weeks[] = {
    {"feelings", "{n} met next year’s [teacher|tutor] today, with me there. {He} asked {k} questions from the list."},
    {"feelings", "{n} is sad that {peer} is moving away and made a card."}};
constexpr Sighting with_cover[] = {
    {"feelings", "{n} asked where {his} teacher is. We looked at the note on the board and at who is here instead."},
    {"feelings", "{n} was worried about the supply teacher and said so. I stayed near for the first {m} minutes."},
    {"learning", "The supply teacher did not know about {help}. I showed the card and the rest of {lesson} went well for {n}."}};
constexpr Sighting wet_play[] = {
    {"friends", "Wet play: {n} chose [the card game|drawing|the construction set] with {k} others. No falling out."},
    {"feelings",
     "Wet play again. {n} had no run, so we did wall pushes and walked a message to the office before the next lesson."}};

constexpr Sighting after_visit[] = {
    {"home",
     "{n} came in very tired and did not want to take {his} coat off. {He} said it is a long way back from Dad’s. {help}; joined in at the second lesson."},
    {"feelings",
     "{n} was tearful at the door after the weekend at {his} dad’s. No words for it yet. We drew for ten minutes and then went in."},
    {"home",
     "{n} had forgotten the reading folder at Dad’s and was upset about it all register. Lent another; better once that was settled."},
    {"feelings",
     "Hard start for {n}. Slept in the car, {he} said. Quiet corner until reading, then all right for the rest of the day."}};
constexpr Sighting between_visits[] = {
    {"getting_there", "{n} came in well this Monday, straight to {his} place, and told us about baking with Mum."},
    {"learning", "{n} had the reading folder and the spellings done. A good Monday."}};
constexpr Sighting breaks_work[] = {
    {"feelings", "{n} had the movement break before the long task, looked at the door once, and stayed."},
    {"learning", "{n} stayed in for the whole of {lesson}. Movement break at the start, five minutes, timer on the table."},
    {"independence", "{n} fetched the movement card {himself} today. I had not even looked at the clock."}};
constexpr Sighting check_in_works[] = {
    {"feelings", "{n} came to the check-in and said “four out of ten, because of the bus”. Six by break."},
    {"feelings", "Check-in done. {n} chose what to do if it gets too much: {help}. It was not needed."}};

std::span<const Sighting> of_season(Season season) {
  switch (season) {
    case Season::usual: return {};
    case Season::first_weeks: return first_weeks;
    case Season::fireworks: return fireworks;
    case Season::december: return december;
    case Season::snow: return snow;
    case Season::tests: return tests;
    case Season::hot: return hot;
    case Season::last_weeks: return last_weeks;
  }
  return {};
}

std::span<const Sighting> of_story(const Around& around) {
  switch (around.story) {
    case PupilStory::after_weekends:
      if (around.day.weekday != base::Weekday::monday) return {};
      return around.after_visit ? std::span<const Sighting>(after_visit) : between_visits;
    case PupilStory::running_off: return around.helped ? std::span<const Sighting>(breaks_work) : std::span<const Sighting>();
    case PupilStory::better_since_check_in:
      return around.helped ? std::span<const Sighting>(check_in_works) : std::span<const Sighting>();
    case PupilStory::none:
    case PupilStory::after_lunch_tuesdays:
    case PupilStory::hungry_mondays:
    case PupilStory::clash:
    case PupilStory::unsettled_by_cover:
    case PupilStory::speech_growing:
    case PupilStory::hard_mornings:
    case PupilStory::unseen: return {};
  }
  return {};
}

const Sighting& choose(const Scene& scene, const Around& around, Dice& dice) {
  if (const auto own = of_story(around); !own.empty() && dice.of_thousand(around.after_visit ? 850 : 350)) return dice.one(own);
  if (around.cover && dice.of_thousand(300)) return dice.one(with_cover);
  if (around.day.wet && scene.slot.lesson == Lesson::break_time && dice.of_thousand(700)) return dice.one(wet_play);
  if (const auto season = of_season(around.day.season); !season.empty() && dice.of_thousand(140)) return dice.one(season);
  if (around.voice == Voice::terse && dice.of_thousand(600)) return dice.one(terse);
  if (dice.of_thousand(170)) return dice.one(sightings(scene.child.temper));
  return dice.one(sightings(scene.slot.lesson, scene.primary));
}

struct SmallWorry {
  std::string_view topic, words;
};
// Each is nothing much. They come from the class, the dining hall and the office.
constexpr SmallWorry small_worries[] = {
    {"health", "{n} asked for toast twice before register and ate it quickly. Said there was “nothing in the cupboard”."},
    {"health", "{n} came in with a thin jumper and no coat, wet through. Spare clothes from the box."},
    {"equipment", "{n} had no PE kit for the third week. {He} said it is “in the wash still”."},
    {"home", "{n} was collected at ten to four. The office had rung {k} numbers. No reason given."},
    {"health", "{n} fell asleep in {lesson} for about {m} minutes. {He} said the television is in the room where {he} sleeps."},
    {"health", "{n} wore the same shirt as on Thursday; the cuffs were dirty. Washed hands and face together, no fuss."},
    {"home", "{n} said an older cousin had put {him} to bed “because Mum was out”."},
    {"health", "{n} scratched {his} head all through {lesson}. Nurse looked; letter sent again."},
    {"health", "{n} had seconds and thirds at lunch and put an apple in the bag “for later”."},
    {"equipment", "{n}’s shoes are split at the side and the socks were wet. Dried them on the radiator."},
    {"getting_there", "{n} walked to school with no adult today, {he} said, because everybody was still asleep."},
    {"health", "Dinner money not paid for {n}, third week. Given a meal. {n} said not to tell Mum."}};

}  // namespace

void tell_note(Fields& fields, const Scene& scene, const Around& around, Dice& dice) {
  const auto& seen = choose(scene, around, dice);
  std::string words;
  if (around.voice == Voice::chatty && dice.of_thousand(160)) tell(words, dice.one(openers), scene, dice);
  tell(words, seen.words, scene, dice);
  const bool learned = seen.topic == "learning" || seen.topic == "independence";
  const auto did = learned ? Words(did_next) : Words(did_near), ends = learned ? Words(endings) : Words(endings_near);
  std::string_view i_did, next;
  switch (around.voice) {
    case Voice::terse: break;
    case Voice::plain:
      if (dice.of_thousand(420)) tell(words, dice.one(dice.of_thousand(500) ? did : ends), scene, dice);
      break;
    case Voice::careful:
      if (dice.of_thousand(550)) i_did = dice.one(did);
      if (learned && dice.of_thousand(400)) next = dice.one(next_steps);
      if (dice.of_thousand(250)) tell(words, dice.one(ends), scene, dice);
      break;
    case Voice::chatty:
      if (dice.of_thousand(600)) tell(words, dice.one(did), scene, dice);
      if (dice.of_thousand(450)) tell(words, dice.one(asides), scene, dice);
      break;
  }
  set(fields, "what_happened", std::move(words));
  set(fields, "topic", web::Json::Array{web::Json(seen.topic)});
  if (dice.of_thousand(around.voice == Voice::careful ? 800 : 350)) set(fields, "place", scene.slot.place);
  if (dice.of_thousand(around.voice == Voice::terse ? 200 : 500)) set(fields, "lesson", scene.slot.title);
  if ((learned || seen.topic == "feelings") &&
      dice.of_thousand(around.voice == Voice::careful || around.voice == Voice::chatty ? 160 : 50))
    set(fields, "childs_words", told(dice.one(learned ? Words(learners_words) : Words(feelers_words)), scene, dice));
  if (!i_did.empty()) set(fields, "what_i_did", told(i_did, scene, dice));
  if (!next.empty()) set(fields, "next", told(next, scene, dice));
}

void tell_small_worry(Fields& fields, const Scene& scene, const Around& around, Dice& dice) {
  const auto& worry = dice.one(small_worries);
  std::string words = told(worry.words, scene, dice);
  if (around.voice != Voice::terse && dice.of_thousand(250)) tell(words, "I have told the class teacher.", scene, dice);
  set(fields, "what_happened", std::move(words));
  set(fields, "topic", web::Json::Array{web::Json(worry.topic)});
  if (dice.of_thousand(300)) set(fields, "place", scene.slot.place);
}

}  // namespace app
