// The census codes of SEN as a table, and how what schools write is read into them.
#include "people/sen.h"

#include "base/text.h"

#include <array>
#include <utility>

namespace people {
namespace {

constexpr std::array<SenType, 15> types = {{
    {"SPLD", "Specific learning difficulty", SenArea::cognition, false},
    {"MLD", "Moderate learning difficulty", SenArea::cognition, false},
    {"SLD", "Severe learning difficulty", SenArea::cognition, false},
    {"PMLD", "Profound and multiple learning difficulty", SenArea::cognition, false},
    {"SEMH", "Social, emotional and mental health", SenArea::semh, false},
    {"SLCN", "Speech, language and communication needs", SenArea::communication, false},
    {"ASD", "Autism", SenArea::communication, false},
    {"HI", "Hearing impairment", SenArea::sensory_physical, false},
    {"VI", "Vision impairment", SenArea::sensory_physical, false},
    {"MSI", "Multi-sensory impairment", SenArea::sensory_physical, false},
    {"PD", "Physical disability", SenArea::sensory_physical, false},
    {"DS", "Down syndrome", SenArea::cognition, false},
    {"OTH", "Other difficulty or disability", SenArea::any, false},
    {"NSA", "SEN support, no specialist assessment of type of need", SenArea::any, false},
    {"BESD", "Behaviour, emotional and social difficulties (before 2015)", SenArea::semh, true},
}};

// Other words for the same type, folded.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> other_words = {{
    {"autistic spectrum disorder", "ASD"},
    {"autism spectrum disorder", "ASD"},
    {"autistic spectrum condition", "ASD"},
    {"autism spectrum condition", "ASD"},
    {"asc", "ASD"},
    {"dyslexia", "SPLD"},
    {"visual impairment", "VI"},
    {"other difficultydisability", "OTH"},
    {"other", "OTH"},
    {"downs syndrome", "DS"},
    {"social emotional mental health", "SEMH"},
    {"no specialist assessment", "NSA"},
}};

}  // namespace

std::string_view code(SenStatus status) {
  switch (status) {
    case SenStatus::none: return "N";
    case SenStatus::support: return "K";
    case SenStatus::plan: return "E";
  }
  return "N";
}

std::string_view title(SenStatus status) {
  switch (status) {
    case SenStatus::none: return "No SEN";
    case SenStatus::support: return "SEN support";
    case SenStatus::plan: return "EHC plan";
  }
  return "No SEN";
}

std::optional<SenStatus> parse_sen_status(std::string_view text) {
  const std::string word = base::fold(base::trim(text));
  for (std::string_view none : {"n", "none", "no sen", "no special educational need", "no"})
    if (word == none) return SenStatus::none;
  for (std::string_view support :
       {"k", "sen support", "sen support k", "k sen support", "support", "a", "p", "school action", "school action plus"})
    if (word == support) return SenStatus::support;
  for (std::string_view plan : {"e", "ehcp", "ehc plan", "e ehc plan", "education health and care plan", "s", "statement"})
    if (word == plan) return SenStatus::plan;
  return std::nullopt;
}

std::string_view title(SenArea area) {
  switch (area) {
    case SenArea::communication: return "Communication and interaction";
    case SenArea::cognition: return "Cognition and learning";
    case SenArea::semh: return "Social, emotional and mental health";
    case SenArea::sensory_physical: return "Sensory and/or physical";
    case SenArea::any: return "Any area";
  }
  return "Any area";
}

std::span<const SenType> sen_types() { return types; }

const SenType* find_sen_type(std::string_view text) {
  const std::string word = base::fold(base::trim(text));
  if (word.empty()) return nullptr;
  for (const auto& type : types)
    if (word == base::fold(type.code) || word == base::fold(type.title)) return &type;
  for (const auto& [other, code] : other_words)
    if (word == other) return find_sen_type(code);
  return nullptr;
}

}  // namespace people
