// The words of decisions, and what a decision must say.
#include "casework/concerns/concern.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace concerns {
namespace {

constexpr std::array outcome_list = {
    Word{"look_into", "Look into it further", "More has to be asked, seen or waited for."},
    Word{"monitor", "Keep watching", "Nothing to do now. Give a day to look again."},
    Word{"support", "Support in school", "A key worker, a plan, a talk with home."},
    Word{"early_help", "Family help (early help)", "With the family's agreement, with other services."},
    Word{"refer", "Refer to the front door (MASH)", "Write the referral next."},
    Word{"open_case", "Open a case, or add to the open one", "For the child this is about."},
    Word{"close", "Close: nothing more to do", "The reporter reads that it is closed, and your answer."},
};
constexpr std::array parents_list = {
    Word{"told", "Yes"},
    Word{"to_tell", "Not yet, but they will be"},
    Word{"not_told", "No, and they will not be now"},
};
constexpr std::array level_list = {
    Word{"1", "1 – Universal", "Needs met in school as for everybody."},
    Word{"2", "2 – Family help in the community", "Some more help, with the family's agreement."},
    Word{"3", "3 – Targeted family help, child in need (s.17)", "Several services, social care may lead."},
    Word{"4", "4 – Significant harm (s.47), looked after (s.20, s.31)", "Social care must act."},
};

bool is_in(std::span<const Word> words, std::string_view code) { return !label_of(words, code).empty(); }

bool is_category(std::span<const Category> in_force, std::string_view code) {
  return std::any_of(in_force.begin(), in_force.end(), [&](const Category& one) { return one.code == code; });
}

void clean(std::string& text, std::size_t most, std::string field, std::string too_long, std::vector<base::FieldError>& wrong) {
  text = std::string(base::trim(base::clean(text)));
  if (base::count_characters(text) > most) wrong.push_back({std::move(field), std::move(too_long)});
}

}  // namespace

std::string_view label_of(std::span<const Word> words, std::string_view code) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.code == code; });
  return found == words.end() ? std::string_view() : found->label;
}

std::span<const Word> outcomes() { return outcome_list; }
std::span<const Word> parents_words() { return parents_list; }
std::span<const Word> levels() { return level_list; }
std::string_view level_words(int level) {
  return level >= 1 && level <= static_cast<int>(level_list.size()) ? level_list[static_cast<std::size_t>(level - 1)].label : std::string_view("Not decided");
}

base::Result<DecisionDraft> check(DecisionDraft draft, base::LocalDate today, std::span<const Category> in_force) {
  std::vector<base::FieldError> wrong;
  if (!is_in(outcomes(), draft.outcome)) wrong.push_back({"outcome", "Select what you decided"});
  if (draft.category.empty() && draft.outcome != "look_into") wrong.push_back({"category", "Choose a category"});
  if (!draft.category.empty() && !is_category(in_force, draft.category)) wrong.push_back({"category", "Choose a category from the list"});
  for (const auto& more : draft.categories)
    if (!is_category(in_force, more)) wrong.push_back({"categories", "Choose further categories from the list"});
  std::erase(draft.categories, draft.category);
  if (draft.level < 0 || draft.level > 4) wrong.push_back({"level", "Select a level from the list"});
  if (draft.level == 0 && draft.outcome != "look_into") wrong.push_back({"level", "Select the level of need"});
  clean(draft.reason, 4000, "reason", "The reason must be 4000 characters or fewer", wrong);
  if (draft.reason.empty()) wrong.push_back({"reason", "Enter why you decided this"});
  if (!is_in(parents_words(), draft.parents)) wrong.push_back({"parents", "Select whether a parent or carer knows"});
  clean(draft.parents_why, 1000, "parents_why", "The reason must be 1000 characters or fewer", wrong);
  if (draft.parents == "not_told" && draft.parents_why.empty()) wrong.push_back({"parents_why", "Enter why no parent or carer is told"});
  if (draft.parents == "told") draft.parents_why.clear();
  if (draft.review_on && *draft.review_on < today) wrong.push_back({"review_on", "The day to look again must be today or later"});
  if (draft.outcome == "monitor" && !draft.review_on) wrong.push_back({"review_on", "Enter the day to look again"});
  if (draft.outcome == "close") draft.review_on.reset();
  clean(draft.answer, 2000, "answer", "The answer must be 2000 characters or fewer", wrong);
  if (draft.outcome == "close" && draft.answer.empty()) wrong.push_back({"answer", "Enter an answer for the person who raised it"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "concern decision");
  return draft;
}

std::string_view status_after(std::string_view outcome) { return outcome == "close" ? closed : looked_at; }

base::Result<std::string> check_words(std::string_view typed, std::string_view field, std::string_view if_empty) {
  const auto words = base::Text<4000>::make(typed);
  if (!words) return base::Error::invalid(std::string(field), "It must be 4000 characters or fewer", "words too long");
  if (words->empty()) return base::Error::invalid(std::string(field), std::string(if_empty), "words empty");
  return words->text();
}

}  // namespace concerns
