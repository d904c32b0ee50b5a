// Well done: what was seen, so exactly that the child could do it again.
#include "app/demo_words.h"

namespace app {
namespace {

struct Praise {
  std::string_view code, words;
};
constexpr Praise praises[] = {
    {"had_a_go", "{n} tried the hard question first and did not give up when it went wrong."},
    {"had_a_go", "{n} read aloud to the [group|class|visitor] although {he} was nervous."},
    {"had_a_go", "{n} wrote a first line {himself} before asking for help."},
    {"had_a_go", "{n} tasted [the soup|something new|the beans] at lunch. Two bites!"},
    {"kept_going", "{n} kept going for {m} minutes in {lesson} although it was noisy."},
    {"kept_going", "{n} came back to the same [sum|sentence|drawing] three times until it was right."},
    {"kept_going", "{n} ran the whole [lap|mile] without stopping."},
    {"self_reliance", "{n} did the whole page alone and checked it with the list."},
    {"self_reliance", "{n} changed for PE, folded {his} clothes and was ready first."},
    {"self_reliance", "{n} looked at the wall for the next step, not at me."},
    {"self_reliance", "{n} sorted out {his} own [bag|locker|tray] and found the missing book."},
    {"calmed", "{n} felt {himself} getting cross, asked for {help} and came back ready."},
    {"calmed", "{n} walked away when the game went wrong and told an adult. Exactly what we practised."},
    {"calmed", "{n} used the breathing card in {lesson} without being told."},
    {"asked_for_help", "{n} asked for help before it got too much."},
    {"asked_for_help", "{n} put a hand up and said “I don’t understand the second part”. Brave and useful."},
    {"kind", "{n} noticed that {peer} was alone and asked if they wanted to play."},
    {"kind", "{n} waited for {peer}, who was slower on the stairs, and held the door."},
    {"kind", "{n} gave {his} turn away to somebody who had not had one."},
    {"kind", "{n} showed the new pupil where everything is and sat with them at lunch."},
    {"put_right", "{n} said sorry first, and meant it. They mended the model together."},
    {"put_right", "{n} told the truth about the [broken pot|lost ball|torn page] when it was not easy."},
    {"put_right", "{n} came back after break and cleared up what had been knocked over."},
    {"teamwork", "{n} made sure everybody in the group had a job, and did {his} own."},
    {"teamwork", "{n} passed the ball to somebody who had not touched it yet."},
    {"teamwork", "{n} listened to {peer}’s idea and they used half of each."},
    {"ready", "{n} was at {his} place with book open and pencil sharp before anybody asked."},
    {"ready", "{n} remembered [the kit|the homework|glasses and planner] [two|three] days running."},
    {"respectful", "{n} waited until the visitor had finished and then asked a good question."},
    {"respectful", "{n} said “I don’t agree because…” and stayed calm about it."},
    {"safe", "{n} saw the water on the floor, told an adult and kept others away."},
    {"safe", "{n} walked all the way along the corridor on a busy Friday."},
    {"good_work", "{n} wrote {b} lines in {lesson}, the most this [term|year], and they make you want to read on."},
    {"good_work", "{n}’s [map|model|poster] about {like} is so clear that we have put it on the wall."},
    {"good_work", "{n} explained {his} method at the board and everybody followed."},
    {"target", "{n} met the target for {lesson}: {k} in a row without a prompt."},
    {"target", "{n} used {his} sounds in a whole sentence. We rang home."},
    {"came_in", "{n} came in with the class today and stayed for the whole morning."},
    {"came_in", "{n} walked through the gate by {himself} and waved back."}};
constexpr std::string_view short_praises[] = {"Good start: book open, pencil ready.",
                                              "Helped tidy without a word.",
                                              "{m} minutes on task. Best this week.",
                                              "Kind to {peer}.",
                                              "Did it alone.",
                                              "Lovely manners at lunch."};
constexpr std::string_view short_codes[] = {"ready", "teamwork", "kept_going", "kind", "self_reliance", "respectful"};
constexpr std::string_view told_home[] = {"", "{He} asked me to tell [Mum|Dad|Nan].", "It went in the home book.", ""};
constexpr std::string_view answers[] = {"“I know. I did it!”",
                                        "“Can I do it again tomorrow?”",
                                        "A very big smile.",
                                        "“It was easy in the end.”",
                                        "Went red and hid behind the book, pleased.",
                                        "“Will you tell my [mum|dad|key worker]?”"};
constexpr std::string_view rewards[] = {"words", "words",       "words",       "points",  "points",
                                        "shown", "certificate", "chosen_time", "postcard"};

}  // namespace

void tell_recognition(Fields& fields, const Scene& scene, const Around& around, Dice& dice) {
  std::string words;
  web::Json::Array codes;
  if (around.voice == Voice::terse && dice.of_thousand(500)) {
    const auto which = dice.upto(std::size(short_praises));
    tell(words, short_praises[which], scene, dice);
    codes.emplace_back(short_codes[which]);
  } else {
    const auto& praise = dice.one(praises);
    tell(words, praise.words, scene, dice);
    codes.emplace_back(praise.code);
    if (around.voice == Voice::chatty) tell(words, dice.one(told_home), scene, dice);
    if (dice.of_thousand(120) && praise.code != "self_reliance") codes.emplace_back("self_reliance");
  }
  set(fields, "what_happened", std::move(words));
  set(fields, "for_what", std::move(codes));
  if (dice.of_thousand(700)) set(fields, "told_pupil", true);
  if (dice.of_thousand(450)) {
    const auto reward = dice.one(rewards);
    set(fields, "reward", reward);
    if (reward == "points") set(fields, "points", static_cast<std::int64_t>(1 + dice.upto(3)));
    if (reward == "postcard") set(fields, "tell_home", true);
  }
  if (dice.of_thousand(400)) set(fields, "place", scene.slot.place);
  if (around.voice == Voice::careful && dice.of_thousand(200)) set(fields, "childs_words", told(dice.one(answers), scene, dice));
}

}  // namespace app
