// Sentences with holes, drawn by what is going on with the pupil. {} is the name they go by.
#include "app/demo_words.h"

#include <array>
#include <span>

namespace app {
namespace {

using people::PupilStory;
using Words = std::span<const std::string_view>;

constexpr std::string_view note_starts[] = {
    "{} settled quickly after register and", "{} came in quietly this morning and", "After break {}", "In the group on the carpet {}",
    "With the visual timetable in front, {}", "{} had a wobbly start but then", "When I sat alongside, {}", "Before lunch {}",
    "At the quiet table {}", "Once the task was cut into three steps, {}", "In assembly {}", "On the way back from the hall {}",
    "With headphones on, {}", "In pairs work {}", "After a drink and two minutes of quiet {}", "During reading {}"};
constexpr std::string_view note_middles[] = {
    "worked for twelve minutes without a break", "asked a question in front of the class", "chose a partner and took turns",
    "needed the instructions twice, then did the rest alone", "read the first page aloud", "used the feelings cards to say what was wrong",
    "counted in tens to two hundred", "wrote four sentences with capital letters", "was worried about the supply teacher and said so",
    "found the noise too much and used the exit card", "explained the answer to the person next door", "packed away without being asked",
    "finished the sorting task and started another", "talked about the weekend in full sentences", "kept the pencil grip all lesson",
    "lost the thread when the room got loud", "remembered the three steps from yesterday", "waited for a turn with the tablet"};
constexpr std::string_view note_ends[] = {
    "Will try the same tomorrow.", "A good lesson.", "Told the class teacher.", "The smaller sheet helps.", "Next time with one prompt fewer.",
    "Worth keeping the seat by the window.", "Smiled on the way out.", "", "", "The timer helped.", "Needs more time to answer than we gave.",
    "Could do this without me beside.", "I have put it in the passport."};
constexpr std::string_view good_deeds[] = {
    "{} tried the hard one first and did not give up.", "{} noticed somebody alone and asked them to play.", "{} used the calm corner without being told and came back ready.",
    "{} did the whole page alone.", "{} said sorry first, and meant it.", "{} asked for help before it got too much.",
    "{} carried the register to the office and came straight back.", "{} kept going for the whole session although it was noisy.",
    "{} read to a younger child.", "{} remembered the kit two days running.", "{} told the truth when it was not easy.", "{} helped tidy the paints without a word."};
constexpr std::string_view deed_codes[] = {"had_a_go", "kind", "calmed", "self_reliance", "put_right", "asked_for_help",
                                           "ready", "kept_going", "kind", "ready", "respectful", "teamwork"};
constexpr std::string_view troubles[] = {
    "{} put the book on the floor and would not pick it up. I gave two choices and stepped back.",
    "{} shouted across the room when the game was lost. I used few words and pointed to the calm corner.",
    "{} left the room without the card. I followed at a distance; back after four minutes.",
    "{} pushed past in the line and somebody fell against the wall. No injury. We talked when both were calm.",
    "{} tore the worksheet when it looked too long. I offered the first three questions only.",
    "{} used unkind words about another pupil's drawing. Spoke outside, low voice.",
    "{} would not come in from the yard. We walked one lap together and then came in.",
    "{} threw a pencil pot. Nobody was hit. I moved the others to the carpet."};
constexpr std::string_view trouble_codes[] = {"refused", "disrupted", "left_room", "hurt_pupil", "damage", "rude", "refused", "threw"};
constexpr std::string_view steps[] = {"reminder", "warning", "time_out", "out_of_class", "leader"};
constexpr std::string_view triggers[] = {"demand", "change", "waiting", "noise", "peer", "lost", "tired"};
constexpr std::string_view tries[] = {"space", "few_words", "named_feeling", "choices", "distract", "sensory", "movement", "script"};
constexpr std::string_view worries[] = {
    "{} said there was nothing for breakfast again and asked for a second apple.",
    "{} came in the same clothes as on Thursday and Friday; the sleeves are wet.",
    "{} flinched when the door banged and asked whether somebody was cross.",
    "{} said that sleeping on the sofa is because the bed is broken.",
    "{} was very quiet and said that home is loud at night.",
    "{} told me about messages on a game from somebody not known at school."};
constexpr std::string_view worry_topics[] = {"looked_after", "looked_after", "sad", "home", "home", "online"};
constexpr std::string_view calls[] = {
    "Rang to say what a good week {} has had. The effort with reading came up twice.",
    "Spoke about the morning: what helps {} come in is the job with the registers.",
    "Told home about the incident after lunch and how {} put it right.",
    "Asked how sleep has been. They have noticed that {} is tired too.",
    "Talked through the new timetable for {}. They will practise with the picture cards."};
constexpr std::string_view call_purposes[] = {"good_news", "wellbeing", "behaviour", "wellbeing", "support"};
constexpr std::string_view session_deeds[] = {
    "Phonics: blending three sounds, then reading the caption. {} got seven of ten.", "Turn-taking game with two others. {} waited each time after the first round.",
    "Number bonds to ten with the frame. {} explained two of them.", "Sentence building with picture prompts. {} wrote five.",
    "Fine motor: threading and cutting along a curve. {} cut on the line for half of it.", "Feelings session: what my body tells me. {} named two signs.",
    "Reading for meaning: three questions about the page. {} found two answers in the text.", "Speech targets: s-blends in words. {} was clear in eight of twelve."};
constexpr std::string_view programmes[] = {"Phonics catch-up", "Taking turns", "Number steps", "Sentence builders", "Busy hands", "My feelings", "Reading for meaning", "Clear speech"};
constexpr std::string_view prompts[] = {"together", "shown", "word", "look", "alone"};
constexpr std::string_view missed[] = {"pupil_absent", "adult_covering", "event", "pupil_not_ready", "no_room"};
constexpr std::string_view places_primary[] = {"Classroom", "Hall", "Yard", "Library", "Quiet room", "Corridor", "Dining hall"};
constexpr std::string_view places_secondary[] = {"Maths room", "English room", "Science lab", "Canteen", "Yard", "Learning support", "Corridor"};

class Telling {
 public:
  Telling(const people::PupilTraits& traits, std::string_view given, people::SchoolPhase phase, base::LocalDate day, base::Random& random)
      : traits_(traits), given_(given), phase_(phase), day_(day), random_(random) {}

  InventedRecord tell() {
    const auto roll = static_cast<double>(random_.below(1000)) / 1000.0;
    const double trouble = trouble_share();
    if (roll < trouble) return behaviour();
    const auto rest = random_.below(100);
    if (traits_.story == PupilStory::hungry_mondays && base::weekday(day_) == base::Weekday::monday && rest < 30) return concern();
    if (rest < 42) return note();
    if (rest < 64) return session();
    if (rest < 84) return recognition();
    if (rest < 98) return conversation();
    return concern();
  }

 private:
  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_.below(count)); }
  std::string_view one(Words words) { return words[pick(words.size())]; }
  std::string filled(std::string_view sentence) const {
    const auto hole = sentence.find("{}");
    if (hole == std::string_view::npos) return std::string(sentence);
    return std::string(sentence.substr(0, hole)) + std::string(given_) + std::string(sentence.substr(hole + 2));
  }
  base::LocalTime between(int first, int last) { return {first + static_cast<int>(random_.below(static_cast<std::uint64_t>(last - first)))}; }
  base::LocalTime school_time() { return between(8 * 60 + 50, 15 * 60 + 15); }
  std::string place() { return std::string(one(phase_ == people::SchoolPhase::primary ? Words(places_primary) : Words(places_secondary))); }

  double trouble_share() const {
    const auto weekday = base::weekday(day_);
    switch (traits_.story) {
      case PupilStory::after_lunch_tuesdays: return weekday == base::Weekday::tuesday ? 0.75 : traits_.trouble * 0.5;
      case PupilStory::better_since_check_in:
        if (!traits_.since || day_ < *traits_.since) return 0.6;
        return std::max(0.06, 0.5 - 0.004 * (day_ - *traits_.since));
      case PupilStory::none:
      case PupilStory::hungry_mondays:
      case PupilStory::clash:
      case PupilStory::unsettled_by_cover:
      case PupilStory::speech_growing:
      case PupilStory::hard_mornings:
      case PupilStory::unseen: return traits_.trouble;
    }
    return traits_.trouble;
  }

  InventedRecord note() {
    InventedRecord out{"note", web::Json::Object{}, school_time()};
    auto words = filled(one(note_starts)) + " " + std::string(one(note_middles)) + ".";
    if (const auto end = one(note_ends); !end.empty()) words += " " + std::string(end);
    out.fields.set("what_happened", words);
    if (random_.below(3) == 0) out.fields.set("place", place());
    return out;
  }

  InventedRecord recognition() {
    InventedRecord out{"recognition", web::Json::Object{}, school_time()};
    const auto which = pick(std::size(good_deeds));
    out.fields.set("what_happened", filled(good_deeds[which]));
    out.fields.set("for_what", web::Json::Array{web::Json(deed_codes[which])});
    out.fields.set("told_pupil", true);
    return out;
  }

  InventedRecord behaviour() {
    const bool after_lunch = traits_.story == PupilStory::after_lunch_tuesdays && base::weekday(day_) == base::Weekday::tuesday;
    const bool morning = traits_.story == PupilStory::hard_mornings;
    InventedRecord out{"behaviour", web::Json::Object{},
                       after_lunch ? between(13 * 60 + 10, 14 * 60 + 20) : morning ? between(8 * 60 + 45, 9 * 60 + 30) : school_time()};
    const auto which = morning ? std::size_t{6} : pick(std::size(troubles));
    out.fields.set("what_happened", filled(troubles[which]));
    out.fields.set("behaviour", web::Json::Array{web::Json(trouble_codes[which])});
    out.fields.set("step", steps[std::min<std::size_t>(pick(4) * pick(3) / 2, 4)]);
    out.fields.set("place", place());
    out.fields.set("trigger", web::Json::Array{web::Json(after_lunch ? std::string_view("change") : one(triggers))});
    const auto first = pick(std::size(tries) - 1);
    out.fields.set("tried", web::Json::Array{web::Json(tries[first]), web::Json(tries[first + 1])});
    return out;
  }

  InventedRecord concern() {
    InventedRecord out{"concern", web::Json::Object{}, between(8 * 60 + 45, 10 * 60 + 30)};
    const auto which = traits_.story == PupilStory::hungry_mondays ? pick(2) : pick(std::size(worries));
    out.fields.set("what_happened", filled(worries[which]));
    out.fields.set("source", random_.below(3) == 0 ? "saw" : "told_me");
    out.fields.set("topic", web::Json::Array{web::Json(worry_topics[which])});
    out.fields.set("safe_now", random_.below(8) == 0 ? "not_sure" : "yes");
    if (*out.fields.find("safe_now")->string() == "not_sure")
      out.fields.set("why_not_safe", "Went home as usual before I could ask more.");
    return out;
  }

  InventedRecord conversation() {
    static constexpr std::string_view channels[] = {"phone", "phone", "gate", "app", "email", "meeting"};
    static constexpr std::string_view whom[] = {"Mother", "Father", "Grandmother", "Carer", "Both parents", "Aunt"};
    InventedRecord out{"conversation", web::Json::Object{}, between(8 * 60 + 30, 16 * 60 + 30)};
    const auto which = pick(std::size(calls));
    out.fields.set("summary", filled(calls[which]));
    out.fields.set("channel", one(channels));
    out.fields.set("direction", random_.below(4) == 0 ? "in" : "out");
    out.fields.set("with_whom", one(whom));
    out.fields.set("purpose", web::Json::Array{web::Json(call_purposes[which])});
    return out;
  }

  InventedRecord session() {
    InventedRecord out{"session", web::Json::Object{}, between(9 * 60, 15 * 60)};
    const auto which = traits_.story == PupilStory::speech_growing ? std::size_t{7} : static_cast<std::size_t>(traits_.liking) % std::size(session_deeds);
    out.fields.set("programme", programmes[which]);
    if (random_.below(9) == 0) {
      out.fields.set("delivered", "no");
      out.fields.set("not_delivered_why", one(missed));
      return out;
    }
    out.fields.set("delivered", "yes");
    out.fields.set("what_was_done", filled(session_deeds[which]));
    out.fields.set("minutes", 15 + 5 * static_cast<std::int64_t>(random_.below(4)));
    std::size_t level = pick(std::size(prompts));
    if (traits_.story == PupilStory::speech_growing && traits_.since)  // less help as the months go by
      level = std::min<std::size_t>(4, static_cast<std::size_t>(std::max(0, day_ - *traits_.since) / 60) + pick(2));
    out.fields.set("prompt_level", prompts[level]);
    return out;
  }

  const people::PupilTraits& traits_;
  std::string_view given_;
  people::SchoolPhase phase_;
  base::LocalDate day_;
  base::Random& random_;
};

}  // namespace

InventedRecord invent_record(const people::PupilTraits& traits, std::string_view given, people::SchoolPhase phase, base::LocalDate day,
                             base::Random& random) {
  return Telling(traits, given, phase, day, random).tell();
}

}  // namespace app
