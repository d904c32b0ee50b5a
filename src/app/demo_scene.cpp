// Fills the holes of an invented sentence.
#include "app/demo_scene.h"

#include <array>

namespace app {
namespace {

void append_number(std::string& out, std::size_t number) {
  static constexpr std::string_view words[] = {"zero", "one",   "two",   "three", "four", "five",
                                               "six",  "seven", "eight", "nine",  "ten"};
  if (number < std::size(words))
    out += words[number];
  else
    out += std::to_string(number);
}

void fill(std::string& out, std::string_view hole, const Scene& scene, Dice& dice) {
  static constexpr std::string_view peers[] = {"another pupil", "a classmate", "a friend", "the pupil next to {him}",
                                               "somebody in the group"};
  const bool girl = scene.child.girl;
  if (hole == "n")
    out += scene.child.given;
  else if (hole == "he")
    out += girl ? "she" : "he";
  else if (hole == "He")
    out += girl ? "She" : "He";
  else if (hole == "his")
    out += girl ? "her" : "his";
  else if (hole == "His")
    out += girl ? "Her" : "His";
  else if (hole == "him")
    out += girl ? "her" : "him";
  else if (hole == "himself")
    out += girl ? "herself" : "himself";
  else if (hole == "like")
    out += scene.child.like;
  else if (hole == "help")
    out += scene.help.empty() ? scene.child.helps[dice.of_thousand(720) ? 0 : 1].words : scene.help;
  else if (hole == "sign")
    out += scene.child.sign;
  else if (hole == "place")
    out += scene.slot.place;
  else if (hole == "lesson")
    out += scene.slot.words;
  else if (hole == "m")
    append_number(out, 3 + dice.upto(13));
  else if (hole == "k")
    append_number(out, 2 + dice.upto(5));
  else if (hole == "b")
    out += std::to_string(7 + dice.upto(13));
  else if (hole == "peer") {
    const auto peer = peers[dice.upto(std::size(peers) - 1 + (scene.primary ? 1 : 0)) % std::size(peers)];
    const auto end = peer.find('{');
    out += peer.substr(0, end);
    if (end != std::string_view::npos) out += girl ? "her" : "him";
  }
}

/// Text without alternatives, holes filled.
void fill_all(std::string& out, std::string_view text, const Scene& scene, Dice& dice) {
  for (;;) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) return;
    const auto close = text.find('}', open);
    fill(out, text.substr(open + 1, close - open - 1), scene, dice);
    text.remove_prefix(close + 1);
  }
}

/// Sentences begin with a capital, though a hole may stand there.
void capitalise(std::string& out, std::size_t from) {
  bool begins = true;
  for (std::size_t i = from; i < out.size(); ++i) {
    if (begins && out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 'a' + 'A');
    begins = out[i] == ' ' && i > from && (out[i - 1] == '.' || out[i - 1] == '?' || out[i - 1] == '!');
  }
}

}  // namespace

void tell(std::string& out, std::string_view sentence, const Scene& scene, Dice& dice) {
  if (sentence.empty()) return;
  if (!out.empty() && out.back() != ' ') out += ' ';
  const auto from = out.size();
  for (;;) {
    const auto open = sentence.find('[');
    fill_all(out, sentence.substr(0, open), scene, dice);
    if (open == std::string_view::npos) return capitalise(out, from);
    const auto close = sentence.find(']', open);
    std::array<std::string_view, 8> choices;
    std::size_t count = 0;
    auto rest = sentence.substr(open + 1, close - open - 1);
    for (;;) {
      const auto bar = rest.find('|');
      choices[count++] = rest.substr(0, bar);
      if (bar == std::string_view::npos || count == choices.size()) break;
      rest.remove_prefix(bar + 1);
    }
    fill_all(out, choices[dice.upto(count)], scene, dice);
    sentence.remove_prefix(close + 1);
  }
}

}  // namespace app
