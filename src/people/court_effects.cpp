// Puts effects into words.
#include "people/court_effects.h"

#include "people/pupil_store.h"
#include "web/components/messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace people {
namespace {

std::string certain_words(const CourtEffect& effect, std::string words) {
  if (effect.is_certain || effect.effect == Effect::not_known) return words;
  return words + " The school has not seen the order yet: ask the safeguarding lead before you act.";
}

std::string named_line(const CourtEffect& effect, const std::string& given) {
  switch (effect.effect) {
    case Effect::no_collection: return fmt::format("Must not be collected by {}.", effect.who);
    case Effect::no_contact: return fmt::format("{} must have no contact with {}, and must not collect them.", effect.who, given);
    case Effect::no_information: return fmt::format("No information about {} to {}.", given, effect.who);
    case Effect::no_removal:
      return effect.who.empty() ? fmt::format("{} must not be taken out of the United Kingdom.", given) : fmt::format("{} must not take {} out of the United Kingdom.", effect.who, given);
    case Effect::surname: return fmt::format("{}’s surname must stay as it is.", given);
    case Effect::not_known: return fmt::format("Ask the safeguarding lead before {} is told anything about {} or collects them.", effect.who, given);
  }
  return {};
}

std::string unnamed_line(const CourtEffect& effect, const std::string& given) {
  switch (effect.effect) {
    case Effect::no_collection:
    case Effect::no_contact: return fmt::format("Somebody must not collect {}. Ask the office before anybody does.", given);
    case Effect::no_information: return fmt::format("Somebody must not be told about {}. Ask the office before you tell anybody from outside.", given);
    case Effect::no_removal: return fmt::format("{} must not be taken out of the United Kingdom.", given);
    case Effect::surname: return fmt::format("{}’s surname must stay as it is.", given);
    case Effect::not_known: return fmt::format("Ask the safeguarding lead before you tell anybody from outside about {}, and before they are collected.", given);
  }
  return {};
}

/// At the door first.
constexpr std::array order_at_the_door = {Effect::no_collection, Effect::no_contact, Effect::no_information, Effect::not_known, Effect::no_removal, Effect::surname};

}  // namespace

std::vector<std::string> effect_lines(const std::vector<CourtEffect>& effects, const Pupil& pupil) {
  std::vector<std::string> out;
  for (const auto sort : order_at_the_door)
    for (const auto& effect : effects) {
      if (effect.effect != sort) continue;
      auto line = certain_words(effect, effect.is_named ? named_line(effect, pupil.given) : unnamed_line(effect, pupil.given));
      if (std::find(out.begin(), out.end(), line) == out.end()) out.push_back(std::move(line));
    }
  return out;
}

web::Html effects_banner(const access::Pass& pass, const Pupil& pupil) {
  const auto effects = list_effects(pass, pupil.id);
  if (effects.empty()) return {};
  web::Html list;
  for (const auto& line : effect_lines(effects, pupil)) list.add("<li><strong>{}</strong></li>", line);
  return web::alert({.kind = web::AlertKind::error, .title = "Keep " + pupil.given + " safe", .matter = web::html("<ul class=\"govuk-list app-court\">{}</ul>", list)});
}

web::Html effects_notes(const access::Pass& pass, const std::vector<PupilId>& pupils) {
  web::Html out;
  for (const auto& id : pupils) {
    auto effects = list_effects(pass, id);
    std::erase_if(effects, [](const CourtEffect& effect) { return bar_on_anybody({effect}) == access::Bar::none; });
    if (effects.empty()) continue;
    for (const auto& line : effect_lines(effects, load(pass, id))) out.add(web::warning_text(line));
  }
  return out;
}

}  // namespace people
