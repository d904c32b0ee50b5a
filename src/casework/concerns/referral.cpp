// Sections, consent, and the order of a referral's steps.
#include "casework/concerns/referral.h"

#include "base/text.h"
#include "people/calendar.h"
#include "web/json.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace concerns {
namespace {

constexpr std::array section_list = {
    Section{"to", "To", "Front door or MASH, with its e-mail or telephone", 2},
    Section{"child", "The child", "Name, date of birth, address, languages, school and class, needs", 6},
    Section{"family", "Family and who has parental responsibility", "Names, how they are related, contact, other children at home", 6},
    Section{"concern", "The concern, with the evidence", "What was seen and said, by whom, when. The child’s own words.", 10},
    Section{"chronology", "What happened before", "In the order of time", 10},
    Section{"done", "What the school did, and with what effect", "", 5},
    Section{"child_view", "What the child says and wants", "", 3},
    Section{"parent_view", "What the parents say", "", 3},
    Section{"risk", "Anything that is a risk to whoever visits", "", 2},
    Section{"referrer", "Who refers", "Name, post, school, telephone", 3},
};
constexpr std::array consent_list = {
    Word{"given", "Sought and given"},
    Word{"refused", "Sought and refused"},
    Word{"not_sought", "Not sought", "Consent is not needed to protect a child. Say why it was not sought."},
};
constexpr std::array deed_list = {
    Word{"sent", "Sent"}, Word{"acknowledged", "They answered what they will do"}, Word{"chased", "Asked again"},
    Word{"escalated", "Escalated: we do not agree"}, Word{"outcome", "Outcome"},
};

bool is_any(const std::vector<ReferralStep>& steps, std::string_view deed) {
  return std::any_of(steps.begin(), steps.end(), [&](const ReferralStep& step) { return step.what.deed == deed; });
}

}  // namespace

std::span<const Section> referral_sections() { return section_list; }
std::span<const Word> consents() { return consent_list; }
std::span<const Word> referral_deeds() { return deed_list; }

std::string to_text(const ReferralBody& body) {
  web::Json out = web::Json::Object{};
  for (const auto& [code, words] : body.sections) out.set(code, words);
  out.set("consent", body.consent);
  out.set("consent_why", body.consent_why);
  return web::to_json(out);
}

ReferralBody referral_body(std::string_view text) {
  const auto json = web::parse_json(text);
  if (!json || !json->object()) throw std::runtime_error("a referral's body is not JSON");
  ReferralBody out;
  const auto words = [&](std::string_view code) {
    const auto* found = json->find(code);
    return found && found->string() ? *found->string() : std::string();
  };
  for (const auto& section : section_list) out.sections[std::string(section.code)] = words(section.code);
  out.consent = words("consent");
  out.consent_why = words("consent_why");
  return out;
}

base::Result<ReferralBody> check(ReferralBody body) {
  std::vector<base::FieldError> wrong;
  for (auto& [code, words] : body.sections) {
    const auto made = base::Text<20000>::make(words);
    if (!made) wrong.push_back({code, "It must be 20,000 characters or fewer"});
    else words = made->text();
  }
  if (body.sections["concern"].empty()) wrong.push_back({"concern", "Enter the concern"});
  if (label_of(consent_list, body.consent).empty()) wrong.push_back({"consent", "Select whether consent was sought"});
  const auto why = base::Text<2000>::make(body.consent_why);
  if (!why) wrong.push_back({"consent_why", "It must be 2000 characters or fewer"});
  else body.consent_why = why->text();
  if (body.consent != "given" && body.consent_why.empty()) wrong.push_back({"consent_why", "Enter why it goes without consent"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "referral");
  return body;
}

std::vector<Word> next_referral_deeds(const std::vector<ReferralStep>& steps) {
  if (!is_any(steps, "sent")) return {deed_list[0]};
  if (is_any(steps, "outcome")) return {deed_list[3]};
  if (is_any(steps, "acknowledged")) return {deed_list[4], deed_list[2], deed_list[3]};
  return {deed_list[1], deed_list[2], deed_list[3], deed_list[4]};
}

base::Result<ReferralStepDraft> check(ReferralStepDraft draft, const std::vector<ReferralStep>& steps, base::UtcTime now) {
  std::vector<base::FieldError> wrong;
  const auto next = next_referral_deeds(steps);
  if (std::none_of(next.begin(), next.end(), [&](const Word& word) { return word.code == draft.deed; })) wrong.push_back({"deed", "Select what happened"});
  if (draft.happened_at > now) wrong.push_back({"on", "It must be now or in the past"});
  const auto how = base::Text<200>::make(draft.how), whom = base::Text<200>::make(draft.whom);
  const auto words = base::Text<4000>::make(draft.words);
  if (!how || (draft.deed == "sent" && how->empty())) wrong.push_back({"how", "Enter how it was sent"});
  if (!whom || (draft.deed == "sent" && whom->empty())) wrong.push_back({"whom", "Enter to whom it was sent"});
  if (!words) wrong.push_back({"words", "It must be 4000 characters or fewer"});
  else if (words->empty() && (draft.deed == "outcome" || draft.deed == "escalated")) wrong.push_back({"words", "Enter what was said"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "referral step");
  draft.how = how->text();
  draft.whom = whom->text();
  draft.words = words->text();
  return draft;
}

std::optional<base::LocalDate> answer_due(const std::vector<ReferralStep>& steps, const base::Zone& zone) {
  if (is_any(steps, "acknowledged") || is_any(steps, "outcome")) return std::nullopt;
  for (const auto& step : steps) {
    if (step.what.deed != "sent") continue;
    auto day = zone.date_of(step.what.happened_at) + 1;
    while (base::weekday(day) >= base::Weekday::saturday || !people::bank_holiday_name(day).empty()) day = day + 1;
    return day;
  }
  return std::nullopt;
}

}  // namespace concerns
