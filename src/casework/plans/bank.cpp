// The bank as it is shipped. Numbers are left open: they are the pupil's own.
#include "casework/plans/bank.h"

#include "base/text.h"

#include <fmt/format.h>

#include <array>

namespace plans {

std::span<const ShippedEntry> shipped_bank() {
  using enum Area;
  constexpr auto target = BankSort::target, strategy = BankSort::strategy;
  static constexpr std::array<ShippedEntry, 36> all = {{
      {"t_sight_words", target, cognition, "Reads … of the first 100 words on sight, in two of three checks", Scale::count, "words"},
      {"t_fluency", target, cognition, "Reads … words in a minute from a text at their level, with no more than three mistakes", Scale::count, "words in a minute"},
      {"t_sounds", target, cognition, "Says the sound for … of the letters and letter pairs taught so far", Scale::count, "sounds"},
      {"t_spelling", target, cognition, "Spells … out of 10 words of the week in a sentence that is read out", Scale::count, "words"},
      {"t_number_facts", target, cognition, "Answers … out of 20 number facts to 20 within two minutes", Scale::count, "facts"},
      {"t_task_alone", target, independence, "Starts a task and goes on with it for … minutes without an adult’s word", Scale::count, "minutes"},
      {"t_pack_away", target, independence, "Gets ready for the next lesson alone", Scale::rubric, "", "With hand on hand|When shown how|With a picture list|With one reminder|Alone"},
      {"t_dressing", target, independence, "Puts on coat and shoes alone", Scale::rubric, "", "With full help|With some help|With words|Alone"},
      {"t_ask_help", target, communication, "Asks for help with a word, sign or card in … out of 5 times when stuck", Scale::count, "times"},
      {"t_instruction", target, communication, "Follows an instruction with … important words the first time", Scale::count, "words"},
      {"t_take_turns", target, communication, "Takes turns in a game with another pupil for … turns", Scale::count, "turns"},
      {"t_tell", target, communication, "Tells what happened in order, with who, where and what", Scale::rubric, "", "One word|One part|Two parts|All three parts"},
      {"t_use_toolbox", target, semh, "Uses a tool of their own at the early sign in … of 100 times that it is seen", Scale::percentage},
      {"t_zone_word", target, semh, "Says or shows how they feel, and one thing that helps", Scale::rubric, "", "When an adult names it|From two choices|With a picture|Alone"},
      {"t_fewer_leaves", target, semh, "Leaves the room without asking no more than … times a week", Scale::count, "times a week"},
      {"t_playtime", target, semh, "Plays with others at break for … minutes without an adult stepping in", Scale::count, "minutes"},
      {"t_lesson_start", target, attendance, "Is in the room at the beginning of … out of 10 lessons", Scale::count, "lessons"},
      {"t_mornings", target, attendance, "Comes into school on … mornings a week", Scale::count, "mornings a week"},
      {"t_scissors", target, sensory_physical, "Cuts along a curved line", Scale::rubric, "", "With hand on hand|A straight line|A curved line with help|A curved line alone"},
      {"t_writing", target, sensory_physical, "Writes … words that others can read in five minutes", Scale::count, "words"},
      {"s_pre_teach", strategy, cognition, "Teach the important words before the lesson"},
      {"s_precision", strategy, cognition, "Precision teaching: five minutes a day, counted each time"},
      {"s_small_steps", strategy, cognition, "One step at a time, each ticked off by the pupil"},
      {"s_concrete", strategy, cognition, "Things to hold before numbers on paper"},
      {"s_visual_timetable", strategy, communication, "A visual timetable, looked at together at each change"},
      {"s_wait", strategy, communication, "Wait ten seconds for an answer before saying it again"},
      {"s_now_next", strategy, communication, "A now-and-next board"},
      {"s_model", strategy, communication, "Say back what the pupil said, with one word more"},
      {"s_check_in", strategy, semh, "Check-in with the key adult on arrival and after lunch"},
      {"s_calm_place", strategy, semh, "A calm place that the pupil may go to by a signal"},
      {"s_catch_right", strategy, semh, "Say what went right within a minute of it"},
      {"s_movement", strategy, sensory_physical, "A movement break before each piece of writing"},
      {"s_slope", strategy, sensory_physical, "A writing slope and a thick pencil"},
      {"s_checklist", strategy, independence, "A picture list of the steps on the table"},
      {"s_fade", strategy, independence, "Less help each week, written down"},
      {"s_soft_start", strategy, attendance, "A soft start: the first ten minutes with the key adult"},
  }};
  return all;
}

std::string_view code(BankSort sort) { return sort == BankSort::target ? "target" : "strategy"; }
std::string_view title(BankSort sort) { return sort == BankSort::target ? "A target" : "A strategy"; }
std::optional<BankSort> bank_sort_of(std::string_view text) {
  for (const auto sort : {BankSort::target, BankSort::strategy})
    if (code(sort) == text) return sort;
  return std::nullopt;
}

std::vector<base::FieldError> check(const OwnEntry& entry) {
  std::vector<base::FieldError> out;
  const std::size_t most = entry.sort == BankSort::target ? 400 : 300;
  if (entry.words.empty()) out.push_back({"words", entry.sort == BankSort::target ? "Enter what a pupil will be able to do" : "Enter what is done"});
  else if (base::count_characters(entry.words) > most) out.push_back({"words", fmt::format("Use at most {} characters", most)});
  if (entry.sort == BankSort::strategy) return out;
  const auto& measure = entry.measure;
  if (measure.scale == Scale::count && measure.unit.empty()) out.push_back({"unit", "Enter what is counted"});
  if (base::count_characters(measure.unit) > 60) out.push_back({"unit", "Use at most 60 characters"});
  if (measure.scale == Scale::rubric && (measure.steps.size() < 2 || measure.steps.size() > 10)) out.push_back({"steps", "Enter two to ten steps, one on each line"});
  if (measure.scale == Scale::goal_attainment && !measure.steps.empty() && measure.steps.size() != 5) out.push_back({"steps", "Enter five lines, from −2 to +2, or none"});
  return out;
}

bool keeps_bank(const access::Grants& grants) {
  const auto c6 = access::bit(access::InfoClass::c6_send);
  if ((grants.everyone().classes(access::Act::correct) & c6) != 0) return true;
  for (const auto& near : grants.close())
    if ((near.allowed.classes(access::Act::correct) & c6) != 0) return true;
  return false;
}

std::string used_words(const BankEntry& entry) {
  if (entry.used == 0) return "Not used yet";
  auto out = fmt::format("Used {} time{}", entry.used, entry.used == 1 ? "" : "s");
  if (entry.judged > 0) out += fmt::format(", {} {} of {}", entry.sort == BankSort::target ? "met in" : "helped in", entry.helped, entry.judged);
  return out;
}

}  // namespace plans
