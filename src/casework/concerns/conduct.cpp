// The rules of concerns about adults.
#include "casework/concerns/conduct.h"

#include "base/text.h"

#include <array>

namespace concerns {
namespace {

constexpr std::array threshold_list = {
    Word{"not_decided", "Not decided yet", "More has to be asked. Do not investigate before you have spoken to the designated officer."},
    Word{"neither", "Neither", "Nothing in it was against the code of conduct."},
    Word{"low_level", "Low-level concern", "Not in line with the code of conduct, but not harm. Kept so that a pattern can be seen."},
    Word{"allegation", "Allegation", "May have harmed a child, broken the law, or be unsuitable to work with children."},
};
constexpr std::array lado_list = {
    Word{"not_needed", "Not needed"},
    Word{"to_contact", "Still to contact"},
    Word{"contacted", "Contacted"},
};

template <std::size_t Most>
void take(std::string& text, std::string field, std::string_view too_long, std::vector<base::FieldError>& wrong) {
  const auto made = base::Text<Most>::make(text);
  if (!made) wrong.push_back({std::move(field), std::string(too_long)});
  else text = made->text();
}

}  // namespace

std::span<const Word> thresholds() { return threshold_list; }
std::span<const Word> lado_words() { return lado_list; }

base::Result<ConductDraft> check(ConductDraft draft, base::LocalDate today) {
  std::vector<base::FieldError> wrong;
  take<120>(draft.subject_named, "subject_named", "The name must be 120 characters or fewer", wrong);
  if (!draft.about_head && !draft.subject && draft.subject_named.empty()) wrong.push_back({"subject_named", "Enter who it is about"});
  take<8000>(draft.words, "words", "What you saw or heard must be 8000 characters or fewer", wrong);
  if (draft.words.empty()) wrong.push_back({"words", "Enter what you saw or heard"});
  take<2000>(draft.context, "context", "It must be 2000 characters or fewer", wrong);
  take<2000>(draft.done, "done", "It must be 2000 characters or fewer", wrong);
  if (draft.happened_on && *draft.happened_on > today) wrong.push_back({"happened_on", "The day must be today or in the past"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "concern about an adult");
  return draft;
}

base::Result<ConductStepDraft> check(ConductStepDraft draft, base::UtcTime now) {
  std::vector<base::FieldError> wrong;
  if (label_of(threshold_list, draft.threshold).empty()) wrong.push_back({"threshold", "Select what it is"});
  if (label_of(lado_list, draft.lado).empty()) wrong.push_back({"lado", "Select whether the designated officer was contacted"});
  if (draft.threshold == "allegation" && draft.lado == "not_needed") wrong.push_back({"lado", "An allegation goes to the designated officer within one working day"});
  if (draft.lado == "contacted" && !draft.lado_at) wrong.push_back({"lado_on", "Enter when the designated officer was contacted"});
  if (draft.lado != "contacted") draft.lado_at.reset();
  if (draft.lado_at && *draft.lado_at > now) wrong.push_back({"lado_on", "The contact must be in the past"});
  take<2000>(draft.lado_words, "lado_words", "It must be 2000 characters or fewer", wrong);
  take<4000>(draft.reason, "reason", "The reason must be 4000 characters or fewer", wrong);
  if (draft.reason.empty()) wrong.push_back({"reason", "Enter why you decided this"});
  take<2000>(draft.answer, "answer", "The answer must be 2000 characters or fewer", wrong);
  if (draft.closes && draft.threshold == "not_decided") wrong.push_back({"threshold", "Decide what it is before you close it"});
  if (draft.closes && draft.lado == "to_contact") wrong.push_back({"lado", "Contact the designated officer before you close it"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "decision about an adult");
  return draft;
}

}  // namespace concerns
