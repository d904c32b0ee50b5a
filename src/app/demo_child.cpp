// What sets a child off, what helps, what they love: drawn by need and temper.
#include "app/demo_child.h"

#include <map>

namespace app {
namespace {

using people::PupilStory;

struct Ways {
  Temper temper;
  std::string_view triggers[3];
  std::string_view codes[4];  ///< of behaviour, the usual first
  std::string_view helps[3];  ///< codes
  std::string_view signs[4];
};

constexpr Ways ways[] = {
    {Temper::steady,
     {"peer", "tired", "lost"},
     {"disrupted", "refused", "rude", "teasing"},
     {"few_words", "choices", "humour"},
     {"getting louder", "tapping the table", "asking to go to the toilet again", "putting the pencil down"}},
    {Temper::anxious,
     {"change", "adult", "unknown"},
     {"refused", "left_room", "climbed", "disrupted"},
     {"named_feeling", "few_words", "plan"},
     {"asking the same question again", "chewing the sleeve", "going very quiet", "holding on to the door frame"}},
    {Temper::quick,
     {"waiting", "peer", "lost"},
     {"disrupted", "hurt_pupil", "threw", "swearing"},
     {"movement", "choices", "distract"},
     {"a red face", "shouting out", "rocking the chair", "tight fists"}},
    {Temper::quiet,
     {"demand", "adult", "tired"},
     {"refused", "refused", "left_room", "damage"},
     {"space", "few_words", "named_feeling"},
     {"head on the table", "no eye contact", "pulling the hood up", "turning away"}},
    {Temper::exact,
     {"demand", "lost", "change"},
     {"damage", "refused", "disrupted", "left_room"},
     {"choices", "named_feeling", "space"},
     {"rubbing the page out again and again", "covering the work", "saying “I can’t”", "pressing very hard with the pencil"}},
    {Temper::sensory,
     {"noise", "change", "waiting"},
     {"left_room", "threw", "hurt_adult", "climbed"},
     {"sensory", "space", "movement"},
     {"hands over the ears", "humming", "pacing along the wall", "pulling at the collar"}},
    {Temper::sociable,
     {"peer", "lost", "adult"},
     {"teasing", "rude", "disrupted", "hurt_pupil"},
     {"distract", "humour", "choices"},
     {"whispering", "looking round to see who is watching", "a running commentary", "leaving the seat"}},
    {Temper::dreamy,
     {"demand", "tired", "noise"},
     {"refused", "disrupted", "left_room", "took"},
     {"few_words", "movement", "script"},
     {"gazing at the window", "losing the place", "fiddling with the ruler", "yawning"}}};

struct HelpWords {
  std::string_view code;
  std::string_view words[4];
};
constexpr HelpWords help_words[] = {
    {"few_words",
     {"very few words and a low voice", "one short sentence, then waiting", "a calm voice and no questions",
      "the card with one picture"}},
    {"choices", {"a choice of two", "choosing which part to do first", "a choice of where to sit", "a choice of pen or tablet"}},
    {"humour", {"a gentle joke", "a silly voice for the instructions", "laughing about it together", "the joke about the goat"}},
    {"named_feeling",
     {"putting the feeling into words", "the feelings cards", "pointing to the zone on the board",
      "saying “this looks hard today”"}},
    {"plan", {"the steps on the plan", "the calm plan on the lanyard", "the plan from the passport", "the agreed script"}},
    {"movement", {"a walk to the office with a message", "ten wall pushes", "two laps of the path", "carrying the box of books"}},
    {"distract",
     {"talking about what comes next", "a job for the teacher", "a question about a favourite thing", "the number puzzle"}},
    {"space", {"five minutes in the quiet corner", "a seat by the door", "time alone in the tent", "nobody near for a while"}},
    {"sensory", {"the ear defenders", "the weighted lap pad", "the box of putty", "the wobble cushion"}},
    {"script",
     {"the script on the card", "the same four steps as always", "the words we always use", "now and next on the whiteboard"}}};

constexpr std::string_view likes_primary[] = {"dinosaurs",
                                              "trains",
                                              "football cards",
                                              "the school rabbit",
                                              "drawing dragons",
                                              "space",
                                              "baking",
                                              "building with bricks",
                                              "sharks",
                                              "horses",
                                              "counting coins",
                                              "dancing",
                                              "pirates",
                                              "diggers",
                                              "the solar system",
                                              "making dens",
                                              "bugs",
                                              "painting",
                                              "maps",
                                              "puzzles",
                                              "singing",
                                              "cats",
                                              "skipping",
                                              "volcanoes",
                                              "number facts",
                                              "fishing with Grandad",
                                              "gardening",
                                              "comics",
                                              "cycling",
                                              "castles"};
constexpr std::string_view likes_secondary[] = {"basketball",
                                                "old buses",
                                                "drawing manga",
                                                "chess",
                                                "the school play",
                                                "cooking",
                                                "coding small games",
                                                "rugby",
                                                "photography",
                                                "horse riding",
                                                "the drum kit",
                                                "climbing",
                                                "history podcasts",
                                                "boxing club",
                                                "animation",
                                                "running",
                                                "electronics",
                                                "fishing",
                                                "dance",
                                                "cycling repairs",
                                                "fantasy novels",
                                                "the allotment",
                                                "birds of prey",
                                                "football statistics",
                                                "choir",
                                                "skateboarding",
                                                "textiles",
                                                "astronomy",
                                                "cadets",
                                                "robots"};

Temper temper_of(const people::PupilRecord& pupil, Dice& dice) {
  static constexpr Temper any[] = {Temper::steady, Temper::steady,   Temper::anxious,  Temper::quick, Temper::quiet,
                                   Temper::exact,  Temper::sociable, Temper::sociable, Temper::dreamy};
  static constexpr Temper of_asd[] = {Temper::sensory, Temper::sensory, Temper::anxious, Temper::exact};
  static constexpr Temper of_semh[] = {Temper::quick, Temper::quick, Temper::anxious, Temper::sociable};
  static constexpr Temper of_slcn[] = {Temper::quiet, Temper::quiet, Temper::quick, Temper::dreamy};
  if (pupil.sen_need.starts_with("ASD")) return dice.one(of_asd);
  if (pupil.sen_need.starts_with("SEMH")) return dice.one(of_semh);
  if (pupil.sen_need.starts_with("SLCN")) return dice.one(of_slcn);
  return dice.one(any);
}

Help help_of(std::string_view code, Dice& dice) {
  for (const auto& known : help_words)
    if (known.code == code) return {known.code, dice.one(known.words)};
  return {help_words[0].code, help_words[0].words[0]};
}

/// A story says more than the temper does.
void bend_to_story(Child& child, PupilStory story) {
  switch (story) {
    case PupilStory::running_off:
      child.hard_code = "left_room";
      child.triggers[0] = "demand";
      child.helps[0] = {"movement", "the movement break before the long task"};
      child.sign = "looking at the door again and again";
      return;
    case PupilStory::after_weekends:
      child.triggers[0] = "home";
      child.helps[0] = {"named_feeling", "ten quiet minutes with the drawing book first thing"};
      child.hard_code = "refused";
      return;
    case PupilStory::better_since_check_in:
      child.helps[0] = {"named_feeling", "the check-in before register"};
      child.hard_code = "disrupted";
      return;
    case PupilStory::hard_mornings: child.hard_code = "refused"; return;
    case PupilStory::unsettled_by_cover: child.triggers[0] = "change"; return;
    case PupilStory::clash:
      child.triggers[0] = "peer";
      child.hard_code = "hurt_pupil";
      return;
    case PupilStory::after_lunch_tuesdays: child.triggers[0] = "change"; return;
    case PupilStory::none:
    case PupilStory::hungry_mondays:
    case PupilStory::speech_growing:
    case PupilStory::unseen: return;
  }
}

}  // namespace

std::vector<Child> children_of(const people::InventedSchool& school, std::uint64_t seed) {
  Dice dice(seed ^ 0xC41D);
  std::map<std::string_view, std::size_t> classes;
  for (std::size_t i = 0; i < school.roll.classes.size(); ++i)
    if (school.roll.classes[i].kind == people::ClassKind::registration) classes.emplace(school.roll.classes[i].name, i);
  const bool primary = school.phase == people::SchoolPhase::primary;
  std::vector<Child> out;
  out.reserve(school.roll.pupils.size());
  for (std::size_t i = 0; i < school.roll.pupils.size(); ++i) {
    const auto& pupil = school.roll.pupils[i];
    Child child;
    child.pupil = i;
    child.given = pupil.forename();
    child.girl = pupil.sex == "F";
    child.rank = pupil.year_group ? pupil.year_group->rank() : 0;
    child.school_class = classes.at(pupil.class_name);
    child.temper = temper_of(pupil, dice);
    const auto& way = ways[static_cast<std::size_t>(child.temper)];
    const auto first = dice.upto(3), help = dice.upto(3);
    child.triggers[0] = way.triggers[first];
    child.triggers[1] = way.triggers[(first + 1) % 3];
    child.helps[0] = help_of(way.helps[help], dice);
    child.helps[1] = help_of(way.helps[(help + 1) % 3], dice);
    child.sign = dice.one(way.signs);
    child.hard_code = dice.early(Words(way.codes));
    child.like = primary ? dice.one(likes_primary) : dice.one(likes_secondary);
    child.premium = pupil.pupil_premium == people::YesNo::yes;
    child.other_language = pupil.eal == people::YesNo::yes;
    bend_to_story(child, school.traits[i].story);
    out.push_back(child);
  }
  return out;
}

}  // namespace app
