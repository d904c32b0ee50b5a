// The rules of cases and markers.
#include "casework/concerns/case.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace concerns {
namespace {

constexpr std::array deed_list = {
    Word{"opened", "Case opened"}, Word{"stepped_up", "Stepped up"}, Word{"stepped_down", "Stepped down"},
    Word{"reviewed", "Looked at again"}, Word{"closed", "Case closed"}, Word{"reopened", "Case opened again"},
};
constexpr std::array marker_list = {
    Word{"eha", "Family help (early help) assessment"},
    Word{"cin", "Child in need plan (s.17)"},
    Word{"cp", "Child protection plan (s.47)"},
    Word{"lac_s20", "Looked after, by agreement (s.20)"},
    Word{"lac_s31", "Looked after, care order (s.31)"},
    Word{"lac_ico", "Looked after, interim care order"},
    Word{"previously_lac", "Previously looked after"},
    Word{"sgo", "Special guardianship order"},
    Word{"cao", "Child arrangements order"},
    Word{"plo", "Public law outline, before court"},
    Word{"social_worker", "Has a social worker"},
};
constexpr std::array category_list = {Word{"neglect", "Neglect"}, Word{"physical", "Physical abuse"}, Word{"sexual", "Sexual abuse"},
                                      Word{"emotional", "Emotional abuse"}};

}  // namespace

const Case* current_case(const std::vector<Case>& cases) {
  const auto open = std::find_if(cases.rbegin(), cases.rend(), [](const Case& one) { return one.is_open(); });
  if (open != cases.rend()) return &*open;
  return cases.empty() ? nullptr : &cases.back();
}

std::string_view case_deed_words(std::string_view deed) { return label_of(deed_list, deed); }
std::span<const Word> markers() { return marker_list; }
std::span<const Word> plan_categories() { return category_list; }

std::vector<Word> next_deeds(const Case* current) {
  if (!current) return {{"opened", "Open a case"}};
  if (!current->is_open()) return {{"reopened", "Open it again"}};
  return {{"reviewed", "Looked at again: it stays at this level"}, {"stepped_up", "Step up"}, {"stepped_down", "Step down"}, {"closed", "Close the case"}};
}

base::Result<CaseStepDraft> check(CaseStepDraft draft, const Case* current, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  const auto next = next_deeds(current);
  if (std::none_of(next.begin(), next.end(), [&](const Word& word) { return word.code == draft.deed; }))
    wrong.push_back({"deed", "Select what is done"});
  const int before = current ? current->now().level : 0;
  if (current && (draft.deed == "reviewed" || draft.deed == "closed")) draft.level = before;
  if (draft.level < 1 || draft.level > 4) wrong.push_back({"level", "Select the level of need"});
  else if (draft.deed == "stepped_up" && draft.level <= before) wrong.push_back({"level", "A step up needs a higher level"});
  else if (draft.deed == "stepped_down" && draft.level >= before) wrong.push_back({"level", "A step down needs a lower level"});
  if (draft.lead.is_nil()) wrong.push_back({"lead", "Choose who leads the case"});
  if (draft.deed == "closed") draft.review_on.reset();
  else if (!draft.review_on) wrong.push_back({"review_on", "Enter the day to look again"});
  else if (*draft.review_on < today) wrong.push_back({"review_on", "The day to look again must be today or later"});
  const auto reason = base::Text<4000>::make(draft.reason);
  if (!reason) wrong.push_back({"reason", "The reason must be 4000 characters or fewer"});
  else if (reason->empty()) wrong.push_back({"reason", "Enter why"});
  else draft.reason = reason->text();
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "case step");
  return draft;
}

base::Result<MarkerDraft> check(MarkerDraft draft) {
  std::vector<base::FieldError> wrong;
  if (label_of(marker_list, draft.marker).empty()) wrong.push_back({"marker", "Choose what it is"});
  if (draft.marker != "cp") draft.category.clear();
  else if (label_of(category_list, draft.category).empty()) wrong.push_back({"plan_category", "Choose the category of the plan"});
  if (draft.until_on && *draft.until_on < draft.from_on) wrong.push_back({"until_on", "The last day must be the same as or after the first day"});
  const auto note = base::Text<500>::make(draft.note);
  if (!note) wrong.push_back({"note", "The note must be 500 characters or fewer"});
  else draft.note = note->text();
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "statutory marker");
  return draft;
}

}  // namespace concerns
