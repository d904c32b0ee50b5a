// What was said with home, and what was worrying enough to be passed on at once.
#include "app/demo_words.h"

namespace app {
namespace {

using people::PupilStory;

struct Talk {
  std::string_view purpose, words;
  std::string_view channel = {};  ///< empty: any
  std::string_view direction = "out";
};
constexpr Talk talks[] = {
    {"good_news", "Rang to say what a good week {n} has had. The [reading|effort in maths|kindness at lunch] came up twice.",
     "phone"},
    {"good_news", "Told home at the door how {n} put things right after the argument, without being asked.", "gate"},
    {"good_news", "Sent a message with a photograph of the [model|poem|painting]. {n} knew it was going and was pleased.", "app"},
    {"learning", "Talked through the reading folder: {m} minutes on {k} evenings is plenty. They will do it after tea."},
    {"learning", "Explained how we do [column addition|phonics|equations] now, and sent the sheet with the steps."},
    {"learning", "Asked about homework. {n} does it at [Grandma’s|the kitchen table|the club]; the laptop there is slow."},
    {"behaviour", "Told home about what happened in {lesson}, what helped, and that it is finished with."},
    {"behaviour",
     "Spoke about the last two weeks. At home it is easier when {n} knows what is coming; we will send the timetable on Fridays."},
    {"attendance", "Asked how we can help with the mornings. A lift from a neighbour may be possible on [Mondays|Wednesdays]."},
    {"attendance", "Rang about {k} late marks this half-term. The bus is early now; they will leave ten minutes sooner.",
     "phone"},
    {"wellbeing", "Asked how sleep has been. They have noticed that {n} is tired too and will try an earlier tea."},
    {"wellbeing",
     "They rang because {n} cried about [a friend|the trip|a test] last night. I will check in first thing tomorrow.", "phone",
     "in"},
    {"wellbeing", "Passed on that {n} was quiet today. Nothing they knew of; they will ask gently on the walk home."},
    {"support", "Talked through the new timetable. They will practise it with the picture cards over the weekend."},
    {"support",
     "Went through the plan’s targets. They agree with the first two and would like something about [friends|getting dressed|eating with others]."},
    {"support", "Agreed what {n}’s card should say. They suggested “tell me what is next”, which is exactly right."},
    {"medical", "The new [inhaler|cream|glasses] came in a labelled bag. Form signed at the office.", "gate", "in"},
    {"medical", "{n} has an appointment on [Tuesday|Thursday] and will be in by eleven.", "phone", "in"},
    {"practical", "Reminded home about [swimming|the trip|the costume]. Kit from the school box if that is easier."},
    {"practical", "New telephone number; passed to the office. The grandmother may collect on Fridays, and is on the list.",
     "phone", "in"},
    {"complaint",
     "They were upset that nobody rang about [the bump|the lost coat|the seat change]. I said sorry, wrote down what they said, and passed it to the phase lead.",
     "phone", "in"}};
constexpr std::string_view family_words[] = {"“Thank you for ringing about something good.”",
                                             "“{He} never tells us anything, so this helps.”",
                                             "“We see the same at home on Sundays.”",
                                             "“It works when we count down with {him}.”",
                                             "“{He} talks about you all the time.”",
                                             "“We did not know it was that hard for {him}.”",
                                             "“Please keep telling us, even the small things.”"};
constexpr std::string_view agreements[] = {"We use the same words at home and here. I send them tonight.",
                                           "They ask about one thing {n} did well, each evening. We write it in the book.",
                                           "I ring again next [Monday|Friday].",
                                           "They will try {help} at home over the weekend.",
                                           "They let us know before a change of who collects.",
                                           "Nothing more needed for now."};
constexpr std::string_view people_at_home[] = {"Mother",      "Mother",       "Mother", "Father",      "Father",
                                               "Grandmother", "Both parents", "Aunt",   "Step-father", "Carer"};
constexpr std::string_view channels[] = {"phone",   "phone", "phone", "gate",      "gate",      "app",  "email",
                                         "meeting", "book",  "text",  "no_answer", "voicemail", "video"};

struct Worry {
  std::string_view topic, source, words, own;
  std::string_view marks = {};
};
constexpr Worry worries[] = {
    {"looked_after", "told_me", "{n} said there was nothing for breakfast again and asked for a second apple.",
     "“There isn’t any till Friday.”"},
    {"looked_after", "saw", "{n} came in the same clothes as on Thursday and Friday; the sleeves were wet and smelled.", ""},
    {"sad", "saw", "{n} flinched when the door banged and asked whether somebody was cross.", "“Is somebody angry with me?”"},
    {"home", "told_me", "{n} told me that {he} sleeps on the sofa because the bed is broken, and that it is noisy until late.",
     "“They shout when I’m in bed.”"},
    {"home", "told_me", "{n} was very quiet and said that home is loud at night.", ""},
    {"online", "told_me", "{n} told me about messages in a game from somebody who asked which school {he} goes to.",
     "“He said not to tell anyone.”"},
    {"injury", "saw",
     "{n} had a mark on the left forearm, about three centimetres, yellow and brown. {He} said {he} fell off a bike and then that {he} did not remember.",
     "“I fell. I think.”", "Left forearm, outside, about three centimetres, yellow and brown, oval."},
    {"injury", "saw",
     "{n} had three small round marks above the right elbow when the sleeves went up for painting. {He} pulled the sleeve down when I looked.",
     "", "Above the right elbow, three in a row, each about a centimetre, blue."},
    {"injury", "told_me", "{n} kept a hand on the left ear in {lesson} and said it hurt “from yesterday”. It was red at the top.",
     "“It’s nothing. Don’t say.”", "Left ear, the upper edge, red, no swelling."},
    {"adult_unwell", "told_me", "{n} said {he} put {his} little brother to bed because Mum was poorly and would not wake up.",
     "“I did his bottle and everything.”"},
    {"hurting_self", "told_me",
     "{n} said that it would be better if {he} was not here. I stayed with {him} and told the safeguarding lead in person at once.",
     "“It’d be easier for everyone.”"},
    {"other_pupils", "another_pupil", "Two pupils told me that somebody has been taking {n}’s lunch money at the gate.", ""},
    {"missing", "saw",
     "{n} was seen at the shops at eleven; the mark was present in the afternoon only. {He} would not say with whom.", ""}};
constexpr Worry slow_worries[] = {
    {"looked_after", "pattern",
     "Third week that {n} has come in hungry on a Monday, without a coat, and tired. Each time it was nothing much; together it worries me.",
     ""},
    {"looked_after", "saw", "{n} has the same shirt as last week, not washed. {He} put food in the bag and asked me not to say.",
     "“It’s for my sister.”"},
    {"home", "told_me", "{n} said nobody was up this morning, so {he} got {himself} and {his} sister ready.",
     "“I know how to do the toast.”"}};
constexpr std::string_view seemed[] = {"Quiet, looking at the floor.", "Chatty, as if it was nothing.",
                                       "Tearful, then calm.",          "Tired.",
                                       "Watching the door.",           "As usual."};
constexpr std::string_view actions[] = {"Thanked {him} for telling me, asked nothing more, wrote this straight away.",
                                        "Stayed with {him} until the bell and told the safeguarding lead in person.",
                                        "Gave {him} something to eat and a quiet place. Wrote this within the half hour.",
                                        "Made sure {he} was with an adult; spoke to the deputy."};

}  // namespace

void tell_conversation(Fields& fields, const Scene& scene, const Around& around, Dice& dice) {
  const auto& talk = dice.one(talks);
  const auto any = dice.one(channels);
  const auto channel = talk.channel.empty() || any == "no_answer" || any == "voicemail" ? any : talk.channel;
  const bool unanswered = channel == "no_answer" || channel == "voicemail";
  std::string words;
  if (unanswered)
    tell(words,
         channel == "voicemail"
             ? "Left a message: nothing urgent, {n} has had [a good day|a wobbly day], please ring when it suits."
             : "Rang about {n}; no answer. Will try at [four|half past eight].",
         scene, dice);
  else
    tell(words, talk.words, scene, dice);
  set(fields, "summary", std::move(words));
  set(fields, "channel", channel);
  set(fields, "direction", unanswered ? std::string_view("out") : talk.direction);
  set(fields, "with_whom", dice.one(people_at_home));
  set(fields, "purpose", web::Json::Array{web::Json(unanswered ? std::string_view("wellbeing") : talk.purpose)});
  if (unanswered) return;
  if (dice.of_thousand(around.voice == Voice::terse ? 80 : 350))
    set(fields, "family_said", told(dice.one(family_words), scene, dice));
  if (dice.of_thousand(around.voice == Voice::careful ? 650 : 250))
    set(fields, "agreed", told(dice.one(agreements), scene, dice));
  if (dice.of_thousand(450)) set(fields, "lasted", static_cast<std::int64_t>(2 + dice.upto(6) * (channel == "meeting" ? 6 : 2)));
  if (dice.of_thousand(500))
    set(fields, "mood", static_cast<std::int64_t>(talk.purpose == "complaint" ? 1 + dice.upto(2) : 3 + dice.upto(3)));
  if (scene.child.other_language && dice.of_thousand(300)) set(fields, "interpreter", true);
  if (dice.of_thousand(150)) set(fields, "follow_up", false);
}

void tell_concern(Fields& fields, const Scene& scene, const Around& around, Dice& dice) {
  const auto& worry = around.story == PupilStory::hungry_mondays ? dice.one(slow_worries) : dice.one(worries);
  set(fields, "what_happened", told(worry.words, scene, dice));
  set(fields, "source", worry.source);
  set(fields, "topic", web::Json::Array{web::Json(worry.topic)});
  const bool unsure = dice.of_thousand(110);
  set(fields, "safe_now", unsure ? "not_sure" : "yes");
  if (unsure) set(fields, "why_not_safe", "Went home as usual before I could ask more.");
  if (!worry.own.empty() && dice.of_thousand(700)) {
    set(fields, "childs_words", worry.own);
    if (dice.of_thousand(500)) set(fields, "questions", "“Tell me more about that.” Nothing else.");
  }
  if (around.voice != Voice::terse) set(fields, "seemed", dice.one(seemed));
  if (!worry.marks.empty()) {
    set(fields, "marks", true);
    set(fields, "marks_note", worry.marks);
  }
  if (dice.of_thousand(600)) set(fields, "place", scene.slot.place);
  if (dice.of_thousand(750)) set(fields, "action", told(dice.one(actions), scene, dice));
  set(fields, "parent_told", "not_mine");
}

}  // namespace app
