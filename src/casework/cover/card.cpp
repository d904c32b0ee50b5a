// Rules of the card.
#include "casework/cover/card.h"

#include "access/digest.h"
#include "base/text.h"
#include "record/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cover {
namespace {

using plans::OnCard;

std::string_view without_bullet(std::string_view line) {
  line = base::trim(line);
  for (const std::string_view mark : {"- ", "* ", "• ", "– "})
    if (line.starts_with(mark)) return base::trim(line.substr(mark.size()));
  return line;
}

void add_sentences(std::vector<std::string>& out, std::string_view line) {
  while (base::count_characters(line) > most_characters) {
    const auto end = line.find(". ");
    if (end == std::string_view::npos || end + 2 >= line.size()) break;
    out.emplace_back(line.substr(0, end + 1));
    line = base::trim(line.substr(end + 2));
  }
  if (!line.empty()) out.emplace_back(line);
}

/// Lines of a text, or what stands in the first two columns of each row.
std::vector<std::string> lines_of(const record::Field& field, const web::Json& value) {
  std::vector<std::string> out;
  if (const auto* text = value.string()) {
    std::string_view rest = *text;
    if (!field.choices.empty()) return {record::display(field, value)};
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      if (const auto line = without_bullet(rest.substr(0, end)); !line.empty()) add_sentences(out, line);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
  }
  const auto* rows = value.array();
  if (!rows) return {record::display(field, value)};
  for (const auto& row : *rows) {
    std::string words;
    std::size_t taken = 0;
    for (const auto& column : field.columns) {
      const auto* cell = row.find(column.name);
      if (!cell || !cell->string() || !column.choices.empty() || taken == 2) continue;
      words += (words.empty() ? "" : " – ") + *cell->string();
      ++taken;
    }
    if (!words.empty()) out.push_back(std::move(words));
  }
  return out;
}

/// Whoever wrote “Do not shout” needs no “Do not” before it.
bool says_so_already(std::string_view words, std::string_view before) {
  const auto said = base::fold(words);
  for (const auto& start : {base::fold(before), std::string("do not"), std::string("dont"), std::string("never"), std::string("no "), std::string("avoid"), std::string("please")})
    if (said.starts_with(start)) return true;
  return false;
}

void add_piece(std::string& to, std::string_view piece) {
  if (piece.empty() || base::count_characters(to) + base::count_characters(piece) + 2 > most_characters) return;
  to += (to.empty() ? "" : "; ") + std::string(piece);
}

std::string own_words(std::string_view raw, std::string_view field, std::vector<base::FieldError>& wrong, std::size_t most = most_characters) {
  auto text = base::Text<most_characters>::make(raw);
  if (!text || base::count_characters(text->text()) > most) wrong.push_back({std::string(field), fmt::format("Use at most {} characters: a card is read in ten seconds", most)});
  std::string out = text ? text->text() : std::string();
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

}  // namespace

std::string_view code(Side side) {
  switch (side) {
    case Side::must: return "must";
    case Side::help: return "help";
    case Side::step: return "step";
  }
  return {};
}

bool stands_by_itself(access::InfoClass info) { return info == access::InfoClass::c1_life_safety || info == access::InfoClass::c5_profile; }

std::vector<Candidate> candidates_of(const plans::Template& form, const plans::Followed& plan) {
  std::vector<Candidate> out;
  const auto body = record::Body::stored(plan.body);
  for (const auto& one : form.rules.card) {
    const auto* field = form.kind->find_field(one.field);
    const auto* value = field ? body.find(one.field) : nullptr;
    if (!value || field->sensitive) continue;
    for (auto& words : lines_of(*field, *value)) {
      if (!one.before.empty() && !says_so_already(words, one.before)) words = one.before + ": " + words;
      out.push_back({one.as, base::excerpt(words, one.as == OnCard::step ? most_in_step : most_characters), plan.id, plan.version, plan.title, plan.info_class});
    }
  }
  return out;
}

bool Card::is_blank() const {
  return std::all_of(sides.begin(), sides.end(), [](const auto& side) { return side.empty(); }) && signs.empty() && script.empty() && care.empty() && safety.empty();
}

Card draw_card(const access::PupilId& pupil, const std::vector<Candidate>& candidates) {
  Card out;
  out.pupil = pupil;
  for (const auto side : {Side::must, Side::help}) {
    const auto as = side == Side::must ? OnCard::must : OnCard::help;
    std::vector<plans::PlanId> order;
    std::map<plans::PlanId, std::vector<const Candidate*>> by_plan;
    for (const auto& one : candidates) {
      if (one.as != as || !stands_by_itself(one.info_class)) continue;
      if (!by_plan.contains(one.plan)) order.push_back(one.plan);
      by_plan[one.plan].push_back(&one);
    }
    auto& lines = out.lines(side);
    for (std::size_t turn = 0; turn < most_lines; ++turn) {
      for (const auto& plan : order) {
        if (lines.size() == most_lines || turn >= by_plan[plan].size()) continue;
        const auto& one = *by_plan[plan][turn];
        if (std::none_of(lines.begin(), lines.end(), [&](const CardLine& line) { return line.words == one.words; }))
          lines.push_back({one.words, one.plan, one.plan_version, one.source});
      }
    }
  }
  for (const auto& one : candidates) {
    auto& steps = out.lines(Side::step);
    if (one.as != OnCard::step || !stands_by_itself(one.info_class) || steps.size() == most_steps || (!steps.empty() && steps.front().plan != one.plan)) continue;
    steps.push_back({one.words, one.plan, one.plan_version, one.source});
  }
  for (const auto& one : candidates) {
    if (!stands_by_itself(one.info_class)) continue;
    if (one.as == OnCard::signs) add_piece(out.signs, one.words);
    if (one.as == OnCard::script && out.script.empty()) out.script = one.words;
    if (one.as == OnCard::care) add_piece(out.care, one.words);
  }
  return out;
}

base::Bytes32 face_of(const Card& card) {
  std::string all;
  const auto add = [&](std::string_view words) { all += std::to_string(words.size()) + ":" + std::string(words) + ";"; };
  for (const auto side : all_sides) {
    if (side == Side::step && card.lines(side).empty()) continue;  // a card without steps has the face it had before there were any
    all += "|";
    for (const auto& line : card.lines(side)) add(line.words);
  }
  for (const auto* words : {&card.said, &card.signs, &card.script, &card.care, &card.safety}) add(*words);
  return access::digest({base::as_bytes(all)});
}

base::Result<Card> read_card(const access::PupilId& pupil, const SentCard& sent) {
  std::vector<base::FieldError> wrong;
  Card out;
  out.pupil = pupil;
  out.chosen = true;
  for (const auto side : all_sides) {
    const auto what = side == Side::must ? "three musts" : side == Side::help ? "three helps" : "five steps";
    const auto most = most_of(side);
    std::vector<const SentLine*> places(most);
    std::size_t on_card = 0;
    for (const auto& line : sent.sides[static_cast<std::size_t>(side)]) {
      if (line.place == 0) continue;
      ++on_card;
      if (line.place < 1 || line.place > static_cast<int>(most)) {
        wrong.push_back({line.field, fmt::format("Choose a place from 1 to {}", most)});
        continue;
      }
      auto& place = places[static_cast<std::size_t>(line.place) - 1];
      if (place && on_card <= most) wrong.push_back({line.field, fmt::format("Place {} is taken: give each line a place of its own", line.place)});
      if (!place) place = &line;
    }
    if (on_card > most) wrong.push_back({std::string(code(side)), fmt::format("Choose at most {}: {} are on the card", what, on_card)});
    for (const auto* line : places) {
      if (!line) continue;
      auto words = own_words(line->words, line->field, wrong, side == Side::step ? most_in_step : most_characters);
      if (words.empty() && base::trim(line->words).empty()) wrong.push_back({line->field, "Enter the words, or take the line off the card"});
      out.lines(side).push_back({std::move(words), line->plan, line->plan_version, {}});
    }
  }
  if (wrong.empty() && std::all_of(out.sides.begin(), out.sides.end(), [](const auto& lines) { return lines.empty(); }))
    wrong.push_back({"must", "Choose at least one line, or let the plans speak"});
  out.said = own_words(sent.said, "said", wrong);
  out.signs = own_words(sent.signs, "signs", wrong);
  out.script = own_words(sent.script, "script", wrong);
  out.care = own_words(sent.care, "care", wrong);
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "card");
  return out;
}

}  // namespace cover
