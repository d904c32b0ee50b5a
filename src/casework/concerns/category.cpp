// The rules of a list of categories.
#include "casework/concerns/category.h"

#include "base/text.h"

#include <algorithm>
#include <map>

namespace concerns {
namespace {

constexpr std::size_t longest_label = 120, longest_code = 40;

bool has_code(const CategoryList& list, std::string_view code) {
  return std::any_of(list.all.begin(), list.all.end(), [&](const Category& one) { return one.code == code; });
}

}  // namespace

std::vector<Category> offered(const CategoryList& list) {
  std::vector<Category> out;
  std::copy_if(list.all.begin(), list.all.end(), std::back_inserter(out), [](const Category& one) { return one.offered; });
  return out;
}

std::vector<std::string> themes_of(const CategoryList& list) {
  std::vector<std::string> out;
  for (const auto& one : list.all)
    if (std::find(out.begin(), out.end(), one.theme) == out.end()) out.push_back(one.theme);
  return out;
}

std::string code_for(std::string_view label, const CategoryList& list) {
  std::string code;
  for (const char c : base::fold(label)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) code += c;
    else if (!code.empty() && code.back() != '_') code += '_';
    if (code.size() == longest_code) break;
  }
  while (code.ends_with('_')) code.pop_back();
  if (code.empty()) code = "category";
  auto out = code;
  for (int n = 2; has_code(list, out); ++n) out = code + "_" + std::to_string(n);
  return out;
}

base::Result<CategoryList> check(CategoryList list) {
  std::vector<base::FieldError> wrong;
  std::map<std::string, std::string> said;
  for (auto& one : list.all) {
    const auto field = "label-" + one.code;
    one.label = std::string(base::trim(base::clean(one.label)));
    if (one.label.empty()) wrong.push_back({field, "Enter the words of the category"});
    else if (base::count_characters(one.label) > longest_label) wrong.push_back({field, "The words must be 120 characters or fewer"});
    else if (const auto [first, fresh] = said.emplace(base::fold(one.label), one.code); !fresh)
      wrong.push_back({field, "Another category has these words already"});
  }
  if (std::none_of(list.all.begin(), list.all.end(), [](const Category& one) { return one.offered; }))
    wrong.push_back({"offered", "Leave at least one category to choose from"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "categories");
  return list;
}

}  // namespace concerns
