// Sightings by lesson and by temper.
#include "app/demo_note_words.h"

namespace app {
namespace {

constexpr Sighting arrival[] = {
    {"getting_there", "{n} came in [with a wave|quietly|chatting about {like}] and hung up {his} coat [without a prompt|after one reminder]."},
    {"getting_there", "{n} stood by the gate for {m} minutes. I did not hurry {him}; we talked about {like} and then walked in together."},
    {"home", "{n} told me [about the weekend|what was for breakfast|about a visit from a cousin] in full sentences while we unpacked the bag."},
    {"equipment", "{n} had everything in the bag today: [reading book, bottle and PE kit|homework folder and glasses|kit, planner and pencil case]."},
    {"feelings", "{n} pointed to [worried|tired|excited|ready] on the feelings chart at the door and could say why."},
    {"getting_there", "{n} was [five|ten] minutes late and [did not want to walk in alone|came straight to the table]. I met {him} at the door."}};
constexpr Sighting registration[] = {
    {"independence", "{n} found {his} own peg, book and place before register. The picture list on the table was enough."},
    {"learning", "{n} used the early-work sheet without asking and finished {b} of the questions."},
    {"friends", "{n} kept a place for {peer} at register and said good morning first."},
    {"feelings", "{n} used {help} before register and was ready for the first lesson."},
    {"feelings", "{n} asked what was different today. We went through the [timetable|board] together and {he} ticked each part off."}};
constexpr Sighting reading[] = {
    {"learning", "{n} read {k} pages aloud with only [two|three] words told. Talked about the [dog|storm|old lady] in the story afterwards."},
    {"learning", "{n} blended [sh|ch|igh|oa] words correctly in {b} of 20. Still mixes up b and d when going fast."},
    {"learning", "{n} answered “how do you know?” with a sentence from the text for the first time."},
    {"learning", "{n} lost the place when the group read together. A ruler under the line [helped at once|helped after a page]."},
    {"feelings", "{n} would not read in front of the group but read the same page to me afterwards, well."},
    {"learning", "{n} chose a book about {like} and read for {m} minutes without looking up."},
    {"independence", "{n} changed {his} reading book alone and wrote the title in the record."}};
constexpr Sighting writing[] = {
    {"learning", "{n} wrote {k} sentences with full stops. The [word mat|sentence strip] was used, not just looked at."},
    {"learning", "{n} said the sentence aloud, counted the words on {his} fingers and then wrote it. That order works."},
    {"learning", "{n} had plenty of ideas about [the lighthouse|the lost key|{like}] and told them to me; I wrote the first line, {he} wrote the next {k}."},
    {"feelings", "{n} rubbed out the first line [twice|three times]. With {help} {he} left it and went on."},
    {"equipment", "{n} wrote for {m} minutes with the pencil grip and the sloping board. The hand hurt less, {he} said."},
    {"learning", "{n} typed the story on the tablet and wrote twice as much as by hand on [Monday|Tuesday]."},
    {"independence", "{n} checked for capitals alone with the checklist and found {k}."},
    {"learning", "{n} needed the task in three parts. Each part was done within {m} minutes."}};
constexpr Sighting maths[] = {
    {"learning", "{n} worked out {b} and {b} on the number line and explained it to {peer}."},
    {"learning", "{n} knows the [threes|fours|fives|eights] up to ten times if {he} starts from the beginning. Not yet out of order."},
    {"learning", "{n} used the counters for the first {k} questions and then did not need them."},
    {"learning", "{n} finished {b} questions; the ones in words were read out to {him}."},
    {"feelings", "{n} said “this is too hard” before looking. We covered all but the first question and {he} did that one, then the next."},
    {"learning", "{n} mixed up [tens and ones|perimeter and area|half past and half to] again. Worth a few minutes tomorrow before the lesson."},
    {"learning", "{n} spotted the mistake I had made on purpose and was [very|quietly] pleased."},
    {"independence", "{n} got out the equipment, did the sheet and put it all back without me."}};
constexpr Sighting break_time[] = {
    {"friends", "{n} asked to join the [skipping|football|tag] and was let in. They played for {m} minutes."},
    {"friends", "{n} walked round the edge for most of break. Said {he} was not sad, “just looking”."},
    {"friends", "{n} sorted out an argument about the rules by [rock, paper, scissors|giving up {his} turn]. I only watched."},
    {"feelings", "{n} came to find me when the game got too rough. That is what we practised."},
    {"health", "{n} slipped on the [grass|steps] and grazed a knee. Washed, no plaster needed, back to play."},
    {"friends", "{n} and {peer} spent break drawing {like} on the wall with chalk."}};
constexpr Sighting lunch[] = {
    {"health", "{n} ate [everything|the pasta and the apple|half of the main and all of the fruit] and drank two cups of water."},
    {"independence", "{n} carried the tray and cut the food alone today. The new fork helps."},
    {"health", "{n} ate very little: [two bites of bread|only the yoghurt]. Said the hall was too loud."},
    {"friends", "{n} sat with {k} others from the class and talked all through lunch."},
    {"feelings", "{n} ate in the small room with {peer}. Calm, and back on time."},
    {"independence", "{n} opened {his} own packets and wiped the table without being asked."}};
constexpr Sighting lunch_play[] = {
    {"friends", "{n} played [tag|stuck in the mud|horses|shops] with {k} others for the whole of lunch play."},
    {"friends", "{n} was left out of the game at first. A buddy asked {him} in and it went well from there."},
    {"feelings", "{n} found the end of play hard. Two minutes’ warning and {help} made the line all right."},
    {"health", "{n} wore {his} coat and hat all play. Still has no gloves."},
    {"friends", "{n} showed {peer} how to [skip backwards|bounce the ball off the wall|do a handstand] and was patient about it."}};
constexpr Sighting back_in[] = {
    {"feelings", "{n} was out of breath and loud after lunch. {help} for {m} minutes and then ready to listen."},
    {"feelings", "{n} came in [calm|tired but calm] and went straight to the mat."},
    {"friends", "{n} was still cross about the game. We drew what happened in four boxes and {he} let it go."},
    {"independence", "{n} got a drink, sat down and started the quiet task with no adult near."}};
constexpr Sighting science[] = {
    {"learning", "{n} predicted which [ball would fall first|boat would float|lamp would be brighter] and gave a reason."},
    {"learning", "{n} measured the [water|ramp|shadow] with {peer} and wrote the number down with its unit."},
    {"learning", "{n} knew more about [magnets|plants|the planets|{like}] than anybody at the table and told us all."},
    {"friends", "{n} shared the [magnifier|beaker|stopwatch] well; turns were written on the board and nobody argued."},
    {"learning", "{n} needed the words [evaporate and condense|solid and liquid|repel and attract] with pictures. Used both by the end."}};
constexpr Sighting humanities[] = {
    {"learning", "{n} put {k} events on the timeline in the right order and could say what came before."},
    {"learning", "{n} found [our town|the river|the longest railway] on the map without help and then helped {peer}."},
    {"learning", "{n} asked whether people [in those days|in that village] had {like}. A good question; we looked it up."},
    {"learning", "{n} labelled the drawing well but did not want to write underneath. I wrote to dictation, {k} sentences."}};
constexpr Sighting art[] = {
    {"learning", "{n} mixed [three greens|a proper brown|skin tones] and was proud of it. It is on the wall."},
    {"feelings", "{n} did not like the [wet clay|glue] on {his} hands. With gloves {he} finished the whole pot."},
    {"independence", "{n} worked for {m} minutes without looking round. Cleaned the brushes afterwards."},
    {"learning", "{n} drew {like} from memory with every detail. Worth using for the writing task."}};
constexpr Sighting computing[] = {
    {"learning", "{n} found the bug in the loop before {peer} did and explained it kindly."},
    {"learning", "{n} logged in alone with the card and saved the work in the right place."},
    {"feelings", "{n} found it hard to stop when the lesson ended. The sand timer with two minutes left made it possible."},
    {"other", "{n} told me about a message from somebody {he} does not know in a game. I thanked {him} for telling me and passed it on as a concern."}};
constexpr Sighting music[] = {
    {"learning", "{n} kept the beat on the [drum|shaker|glockenspiel] all through the song."},
    {"feelings", "{n} wore the ear defenders for the loud part and joined in the quiet part."},
    {"friends", "{n} sang with the group today. It was the first time I have heard {him}."}};
constexpr Sighting pe[] = {
    {"independence", "{n} changed for PE [in five minutes|alone but for the laces|with the picture strip]. Shirt the right way round."},
    {"friends", "{n} passed the ball to everybody in the team, not only to friends."},
    {"feelings", "{n} did not want to be picked last and said so before we began. We drew names from a hat."},
    {"health", "{n} was out of breath quickly. Inhaler, sat out for {m} minutes, then joined in again."},
    {"learning", "{n} landed the jump with both feet after {k} tries and showed the others how."}};
constexpr Sighting wellbeing[] = {
    {"feelings", "{n} said in the circle that [the dark|a new baby at home|being last|fireworks] can be scary. The others listened."},
    {"feelings", "{n} named three people {he} can go to. I was glad to be one."},
    {"friends", "{n} passed the talking stick and waited {k} turns without calling out."},
    {"learning", "{n} could say what makes a good friend and gave an example from this week."}};
constexpr Sighting golden[] = {
    {"friends", "{n} built [a bridge|a tower|a zoo] with {peer}; they planned it on paper first."},
    {"independence", "{n} chose, played and packed away without a prompt."},
    {"feelings", "{n} chose the quiet table and drew {like}. Happy to be left alone."}};
constexpr Sighting home_time[] = {
    {"independence", "{n} packed {his} bag from the list. Only the bottle was left behind."},
    {"home", "{n} was collected by [Grandma|an aunt|a neighbour] today. I checked the list: named there."},
    {"home", "{n} told [Mum|Dad|Nan] at the door what went well before I could."},
    {"feelings", "{n} was tired and tearful at the end. It had been a long day; the card went home with what went well on it."},
    {"home", "{n} was the last to be collected, at [twenty past|half past] three. The office rang twice."}};

constexpr Sighting secondary_arrival[] = {
    {"getting_there", "{n} came in by the [side gate|main gate] on time and checked the timetable before the bell."},
    {"getting_there", "{n} arrived at {b} minutes past and signed in at the office. Bus late, {he} said. Walked to lesson with me."},
    {"equipment", "{n} was missing [a tie|the planner|a calculator]. Lent one from the box and written on the list."},
    {"feelings", "{n} asked to use the quiet entrance again. The corridor is easier for {him} after the first bell."},
    {"home", "{n} said {he} was up late because [of the baby|the neighbours were loud|Dad works nights]. Managed the morning well all the same."}};
constexpr Sighting tutor[] = {
    {"independence", "{n} had the planner signed and showed it without being asked."},
    {"feelings", "{n} talked to me about [the mocks|options|the trip] for a few minutes. Less worried once we had written the steps down."},
    {"friends", "{n} sat with {peer} and they tested each other on the spellings."},
    {"equipment", "{n} went through the bag with me: {k} old sheets out, the rest in the right folders."}};
constexpr Sighting secondary_maths[] = {
    {"learning", "{n} solved {k} equations by balancing and explained each step to {peer}."},
    {"learning", "{n} is secure on [fractions of amounts|angles in a triangle|simple ratio]. Negative numbers still need the number line."},
    {"learning", "{n} did the first {b} questions and then stopped. With the page folded in half {he} did the rest."},
    {"feelings", "{n} put the pen down at the word “test”. We looked at last term’s paper together and {he} could see the difference."},
    {"independence", "{n} used the worked example on the wall before asking me. Twice."}};
constexpr Sighting secondary_english[] = {
    {"learning", "{n} found {k} quotations for [the storm scene|Act 2|the narrator] and chose the strongest alone."},
    {"learning", "{n} wrote a paragraph of {b} lines with the sentence starters; yesterday it was four."},
    {"learning", "{n} reads accurately but slowly. I read the second page aloud so that {he} could keep up with the questions."},
    {"feelings", "{n} read {his} own poem to the class. Shaking a little, and very pleased afterwards."},
    {"equipment", "{n} used the reading overlay and the laptop. Both made a clear difference to how much was written."}};
constexpr Sighting languages[] = {
    {"learning", "{n} asked for [the bill|two tickets|the way to the station] in French, with a good accent."},
    {"learning", "{n} remembered {b} of 20 words. Cards with pictures work better than the list."},
    {"friends", "{n} helped {peer}, who is new to English, with the instructions."}};
constexpr Sighting drama[] = {
    {"feelings", "{n} directed the group from the side today and did not act. That was agreed, and it worked."},
    {"friends", "{n} took a part with {k} lines and waited for {peer} to finish theirs."}};
constexpr Sighting secondary_break[] = {
    {"friends", "{n} spent break in the library with {peer}, talking about {like}."},
    {"friends", "{n} was on {his} own by the fence for all of break. Said {he} prefers it; I will look again tomorrow."},
    {"feelings", "{n} came to the base at break and used {help}. Back to lesson on the bell."}};
constexpr Sighting secondary_lunch[] = {
    {"health", "{n} ate with {k} others in the canteen for the first time since [September|the move|the half-term]."},
    {"health", "{n} had no lunch and no credit on the card. Office sorted it; ate a hot meal."},
    {"friends", "{n} went to [chess|choir|the art room|games] at lunch. Third week in a row."}};
constexpr Sighting secondary_home[] = {
    {"getting_there", "{n} got on the right bus without me at the stop. I watched from the door."},
    {"independence", "{n} wrote down all {k} pieces of homework before leaving. Photograph of the board on the tablet as well."},
    {"home", "{n} asked me to ring home with the good news. Done."}};

constexpr Sighting steady_sights[] = {
    {"learning", "{n} got on with the work in {lesson} and helped tidy at the end."},
    {"friends", "{n} listened to {peer} and said “good idea” before adding {his} own."}};
constexpr Sighting anxious_sights[] = {
    {"feelings", "{n} asked {k} times when I would be back. I drew the clock on a sticky note and that was enough."},
    {"feelings", "{n} noticed that the [seats|timetable|room] had changed and went pale. A minute outside, {help}, and then in."},
    {"feelings", "{n} wrote the worry on paper and posted it in the box. Did not mention it again all {lesson}."}};
constexpr Sighting quick_sights[] = {
    {"learning", "{n} called out {k} times in the first ten minutes and not once in the last ten. The tally on the desk is {his} own idea."},
    {"feelings", "{n} felt it coming, asked for {help} and came back after {m} minutes. That was {his} own decision."},
    {"independence", "{n} needed to move: gave out the books, carried the box, then sat for {m} minutes."}};
constexpr Sighting quiet_sights[] = {
    {"learning", "{n} said nothing in the group, but told me every answer when we were alone."},
    {"learning", "{n} put a hand up in {lesson}. I nearly missed it. The answer was right."},
    {"friends", "{n} whispered to {peer} and they both laughed. First time I have seen it."}};
constexpr Sighting exact_sights[] = {
    {"feelings", "{n} left a mistake in the book with one line through it. That has never happened before."},
    {"learning", "{n} did {k} questions perfectly rather than {b} quickly. Finished the rest at home time by choice."}};
constexpr Sighting sensory_sights[] = {
    {"feelings", "{n} put the ear defenders on before the bell, without me. Stayed for the whole of {lesson}."},
    {"health", "{n} found the [lights|new jumper|smell from the kitchen] hard today. Moved seats; better within {m} minutes."},
    {"feelings", "{n} showed me {sign}, so we went out for {m} minutes before it got bigger."}};
constexpr Sighting sociable_sights[] = {
    {"friends", "{n} made sure the new pupil knew where everything is and whom to ask."},
    {"learning", "{n} talked more than {he} wrote in {lesson}. Moved next to the window: {k} sentences in ten minutes."}};
constexpr Sighting dreamy_sights[] = {
    {"learning", "{n} was somewhere else for the first {m} minutes. My finger on the page brought {him} back; no words needed."},
    {"learning", "{n} heard the first part of the instruction only. One at a time works: {k} done out of {k}."}};

}  // namespace

std::span<const Sighting> sightings(Lesson lesson, bool primary) {
  switch (lesson) {
    case Lesson::arrival: return primary ? std::span<const Sighting>(arrival) : secondary_arrival;
    case Lesson::registration: return primary ? std::span<const Sighting>(registration) : tutor;
    case Lesson::reading: return reading;
    case Lesson::writing: return primary ? std::span<const Sighting>(writing) : secondary_english;
    case Lesson::maths: return primary ? std::span<const Sighting>(maths) : secondary_maths;
    case Lesson::break_time: return primary ? std::span<const Sighting>(break_time) : secondary_break;
    case Lesson::lunch: return primary ? std::span<const Sighting>(lunch) : secondary_lunch;
    case Lesson::lunch_play: return lunch_play;
    case Lesson::back_in: return back_in;
    case Lesson::science: return science;
    case Lesson::humanities: return humanities;
    case Lesson::art: return art;
    case Lesson::computing: return computing;
    case Lesson::music: return music;
    case Lesson::pe: return pe;
    case Lesson::wellbeing: return wellbeing;
    case Lesson::golden: return golden;
    case Lesson::home_time: return primary ? std::span<const Sighting>(home_time) : secondary_home;
    case Lesson::languages: return languages;
    case Lesson::drama: return drama;
  }
  return registration;
}

std::span<const Sighting> sightings(Temper temper) {
  switch (temper) {
    case Temper::steady: return steady_sights;
    case Temper::anxious: return anxious_sights;
    case Temper::quick: return quick_sights;
    case Temper::quiet: return quiet_sights;
    case Temper::exact: return exact_sights;
    case Temper::sensory: return sensory_sights;
    case Temper::sociable: return sociable_sights;
    case Temper::dreamy: return dreamy_sights;
  }
  return steady_sights;
}

}  // namespace app
