// What a plan asks for: a kind of the record floor, with what plans have besides. From plans/*.toml in the binary and a school's own in DATA/plans.
#pragma once

#include "casework/plans/plan.h"
#include "record/answers.h"
#include "record/catalogue.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plans {

/// What a field of a plan is on the pupil's card: a must, a help, one of its lines beneath, or steps of what to do if, in the order in which they stand.
enum class OnCard : std::uint8_t { must, help, signs, script, care, step };
inline constexpr std::size_t on_card_count = 6;
std::string_view code(OnCard as);
std::optional<OnCard> on_card_of(std::string_view code);
struct CardField {
  std::string field;
  OnCard as = OnCard::must;
  std::string before = {};  ///< words that make a line of it, as "Do not": "Do not: touch my things"
  friend bool operator==(const CardField&, const CardField&) = default;
};

/// The settings of a template's [plan] table.
struct PlanRules {
  int review_weeks = 12;
  bool targets = true;      ///< a plan of it has targets
  bool provision = true;    ///< … and promised provision
  bool section_f = false;   ///< its provision is that of section F
  std::vector<Party> agreed_by = {};
  std::vector<WantedConsent> consents = {};       ///< must hold before it starts, and while people follow it
  std::vector<std::string> at_a_glance = {};      ///< fields that stand on the pupil's page
  std::vector<CardField> card = {};               ///< fields that speak on the pupil's card, the most important first
  std::string map = {};                           ///< rows that are drawn as an anxiety map: columns what and level
  friend bool operator==(const PlanRules&, const PlanRules&) = default;
};

/// A template as this school words it.
struct Template {
  std::shared_ptr<const record::Kinds> catalogue;  ///< keeps `kind` alive
  const record::Kind* kind = nullptr;
  PlanRules rules;
  std::string version;
};

struct ReadTemplate {
  std::optional<record::Kind> kind;
  PlanRules rules;
  std::vector<record::Mistake> mistakes;
};
ReadTemplate parse_template(const record::NamedText& file);

/// Every template of the house. A room of the house.
class Templates {
 public:
  /// Throws db::CannotStart naming file, line and cure of every mistake; an id that a kind of record has is one.
  Templates(const std::filesystem::path& folder, const record::Catalogue& kinds);
  std::optional<Template> find(std::string_view id) const;
  /// In the order of their tiles.
  std::vector<Template> all() const;
  /// For the pages on which a school changes words: they change these as they change kinds.
  const std::shared_ptr<record::Catalogue>& catalogue() const { return catalogue_; }

 private:
  std::shared_ptr<record::Catalogue> catalogue_;
  std::map<std::string, PlanRules, std::less<>> rules_;
};

/// The adults that the body names in fields that ask for a training.
std::vector<access::StaffId> named_in(const record::Kind& kind, const record::Body& body);
/// The fields that say why somebody without the training is named, where they hold something.
bool names_untrained(const record::Kind& kind, const record::Body& body);

}  // namespace plans
