// The care of the demonstration school: bumps, medicines, help with what is private, lifting, food by tube, seizures.
#include "app/demo_further.h"

#include "base/id.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace app {
namespace {

using web::Json;

struct Bump {
  std::string_view what, treatment, cause, then, words;
};
constexpr Bump bumps[] = {
    {"graze", "cleaned", "fall", "class", "Tripped over the kerb of the [sandpit|planter] and grazed the [left|right] knee."},
    {"bump_head", "cold", "collision", "class", "Ran into {peer} round the corner. A bump on the forehead, no break in the skin; knew the day and counted back from twenty."},
    {"bruise", "cold", "ball", "class", "The ball hit the [wrist|shin] in {lesson}. Red, can be moved without pain."},
    {"nosebleed", "pressure", "unknown", "class", "The nose began to bleed in {lesson}. Leaned forward and pinched for {m} minutes; it stopped."},
    {"tummy", "rest", "ill", "watched", "Stomach ache after lunch. Lay down with a bucket near; no sickness, colour came back."},
    {"headache", "rest", "ill", "watched", "Headache in {lesson}. Water and the dark room; better after {m} minutes."},
    {"sick", "comfort", "ill", "collected", "Was sick once in the corridor. Home rung; collected within the half hour."},
    {"sprain", "cold", "sport", "collected", "Turned the ankle on the climbing frame. Swollen on the outside, can stand on it."},
    {"bite", "cleaned", "another", "class", "{peer} bit the forearm in the queue. Marks of teeth, skin not broken."},
    {"hot", "rest", "ill", "collected", "Felt hot and wanted to sleep. Measured twice; home rung."}};
constexpr std::string_view responses[] = {"Calm, chose the song.", "Helped with the sleeves.", "Turned away first, then ready after a minute.", "Laughed at the cold cream."};
constexpr std::string_view fed[] = {"Ate well, in the small room with {peer}.", "Slow today, stopped twice to rest.", "Wanted the spoon {himself} for the last part."};

std::string clock(int minutes) { return base::to_text(base::LocalTime{std::min(minutes, 24 * 60 - 1)}); }

Json row(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json out;
  for (const auto& [name, value] : members) out.set(name, value);
  return out;
}

struct LineTag {};

}  // namespace

std::string DemoMedicine::label() const {
  return fmt::format("{}{}{}: {} {}, {}, {}", medicine, strength.empty() ? "" : " ", strength, dose, unit, route, due < 0 ? "when needed, 4 hours apart" : "at " + clock(due));
}

std::optional<DemoMedicine> medicine_of(std::size_t pupil, std::uint64_t seed) {
  const auto lot = mixed(seed, pupil, 0x3ED) % 1000;
  if (lot >= 75) return std::nullopt;
  base::Bytes16 id{};
  const auto first = mixed(seed, pupil, 0x3EE), second = mixed(seed, pupil, 0x3EF);
  for (std::size_t n = 0; n < 8; ++n) {
    id[n] = std::byte(first >> (8 * n) & 0xFF);
    id[8 + n] = std::byte(second >> (8 * n) & 0xFF);
  }
  id[0] = std::byte{1};  // in the order of ids, it is older than everything made since
  id[6] = std::byte{0x70} | (id[6] & std::byte{0x0F});
  id[8] = std::byte{0x80} | (id[8] & std::byte{0x3F});
  auto line = base::Id<LineTag>(id).text();
  if (lot < 58) return DemoMedicine{std::move(line), "Salbutamol", "100 micrograms a puff", "inhaled", "puffs", 2, -1};
  return DemoMedicine{std::move(line), "Methylphenidate", "5 mg a tablet", "by mouth", "tablets", 1, 12 * 60 + 10};
}

void tell_care(Fields& fields, std::string_view kind, const Scene& scene, const Around&, const Adults& adults, int at, std::uint64_t seed, Dice& dice) {
  if (kind == "first_aid") {
    const auto& bump = dice.one(bumps);
    set(fields, "what_happened", told(bump.words, scene, dice));
    set(fields, "what", Json::Array{Json(bump.what)});
    set(fields, "treatment", Json::Array{Json(bump.treatment)});
    if (bump.what == "bump_head") set(fields, "marks", Json::Array{row({{"region", "front_head"}, {"sort", "bump"}})});
    set(fields, "place", scene.slot.place);
    set(fields, "then", bump.then);
    set(fields, "cause", bump.cause);
    const bool told_home = bump.then == "collected" || bump.what == "bump_head" || dice.of_thousand(350);
    set(fields, "home_told", told_home);
    if (told_home) set(fields, "home_told_at", clock(at + 15));
    set(fields, "slip", std::string("We looked after it at school. Please look again at bedtime, and ring us if you are worried."));
    if (bump.what == "hot") set(fields, "temperature", 38.4);
    return;
  }
  if (kind == "medicine") {
    const auto medicine = medicine_of(scene.child.pupil, seed);
    if (!medicine) return;
    set(fields, "plan_line", row({{"id", medicine->id}, {"label", medicine->label()}}));
    const bool refused = dice.of_thousand(40);
    set(fields, "outcome", refused ? "refused" : medicine->due < 0 && dice.of_thousand(350) ? "self" : "given");
    if (refused) set(fields, "why", "Turned away twice; home rung, and they will give it there.");
    else set(fields, "amount", medicine->dose);
    if (refused || medicine->due >= 0) return;
    set(fields, "before", told("Tight chest after {lesson}, could speak in short sentences.", scene, dice));
    set(fields, "effect", "Easier within ten minutes.");
    return;
  }
  if (kind == "personal_care") {
    set(fields, "notes", told("All as in the plan.", scene, dice));
    set(fields, "care", Json::Array{Json(dice.of_thousand(600) ? "pad" : "toilet")});
    set(fields, "adults", adults.other == adults.author ? Json::Array{adults.author} : Json::Array{adults.author, adults.other});
    set(fields, "agreed", dice.of_thousand(700) ? "showed" : "yes");
    set(fields, "dignity", Json::Array{"door", "told", "gloves"});
    set(fields, "help_level", "most");
    set(fields, "plan_followed", true);
    set(fields, "skin", "well");
    set(fields, "response", told(dice.one(responses), scene, dice));
    return;
  }
  if (kind == "lifting") {
    set(fields, "transfers", Json::Array{row({{"from", "Wheelchair"}, {"to", "Standing frame"}, {"how", "Hoist, loops as on the card."}})});
    set(fields, "adults", adults.other == adults.author ? Json::Array{adults.author} : Json::Array{adults.author, adults.other});
    set(fields, "equipment", Json::Array{"hoist", "frame"});
    set(fields, "sling", "Size S, tag 14");
    set(fields, "checked", true);
    set(fields, "plan_followed", true);
    set(fields, "agreed", true);
    set(fields, "near_miss", false);
    return;
  }
  if (kind == "feeding") {
    const bool tube = dice.of_thousand(250);
    set(fields, "notes", told(dice.one(fed), scene, dice));
    set(fields, "way", tube ? "bolus" : "watched");
    if (tube) {
      set(fields, "drunk", static_cast<std::int64_t>(200));
    } else {
      set(fields, "eaten", dice.of_thousand(600) ? "most" : "half");
      set(fields, "food_level", "6");
    }
    set(fields, "adult", Json::Array{adults.author});
    set(fields, "trouble", Json::Array{dice.of_thousand(900) ? "none" : "cough"});
    return;
  }
  if (kind == "medical_event") {
    const int lasted = 1 + static_cast<int>(dice.upto(3));
    set(fields, "what_happened", told("In {lesson} {n} stopped answering, went stiff and then shook on one side. Laid on the side, chairs moved, timed it. Slept afterwards and knew {his} name after {m} minutes.", scene, dice));
    set(fields, "event", "seizure");
    set(fields, "began", clock(at));
    set(fields, "ended", clock(at + lasted));
    set(fields, "seconds", static_cast<std::int64_t>(dice.upto(60)));
    set(fields, "looked", Json::Array{"stiff", "jerking"});
    set(fields, "recovery", static_cast<std::int64_t>(10 + dice.upto(20)));
    set(fields, "plan_followed", true);
    set(fields, "medicine_given", false);
    set(fields, "ambulance", false);
    set(fields, "home_told_at", clock(at + 20));
    set(fields, "helpers", Json::Array{adults.author});
    return;
  }
  set(fields, "what_happened", told("Was sick beside the table in {lesson}. The others moved to the hall while it was cleaned.", scene, dice));
  set(fields, "what", Json::Array{"vomit"});
  set(fields, "place", scene.slot.place);
  set(fields, "cleaned", Json::Array{"gloves", "closed", "disinfected", "bagged"});
  set(fields, "cleaned_by", Json::Array{adults.author});
  set(fields, "cleaned_at", clock(at + 12));
  set(fields, "home_told", true);
}

}  // namespace app
