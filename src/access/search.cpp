// Records and sights as tokens: w<word>, p<pupil>, k<class and flag>, n<member of staff it names>.
#include "access/search.h"

#include "base/text.h"

#include <map>

namespace access {
namespace {

using db::SearchTerm;

std::string pupil_token(const base::Bytes16& pupil) { return "p" + base::to_lower_ascii(PupilId(pupil).text()); }
std::string named_token(const base::Bytes16& staff) { return "n" + base::to_lower_ascii(StaffId(staff).text()); }
std::string class_token(unsigned info, int flag) { return "k" + std::to_string(info + 16U * static_cast<unsigned>(flag)); }
std::string word_token(const std::string& word) { return "w" + word; }

constexpr std::uint32_t narrative = 0x0FF8;  ///< C3 to C11: what records are of

SearchTerm classes_term(const db::Sight& sight, std::uint32_t classes) {
  std::vector<SearchTerm> any;
  for (unsigned info = 0; info < class_count; ++info) {
    if (((classes >> info) & 1U) == 0) continue;
    any.push_back(SearchTerm::token(class_token(info, 0)));
    if (sight.restricted) any.push_back(SearchTerm::token(class_token(info, 1)));
    if (sight.sealed) any.push_back(SearchTerm::token(class_token(info, 2)));
  }
  return SearchTerm::any(std::move(any));
}

}  // namespace

std::optional<db::SearchTerm> scope_of(const db::Sight& sight) {
  if ((sight.everyone & narrative) == narrative && sight.restricted && sight.sealed) return std::nullopt;
  std::vector<SearchTerm> any;
  // What one is named on is in one's scope whatever its flag; the views hold it to the class and the day.
  if (sight.me != base::Bytes16{}) any.push_back(SearchTerm::token(named_token(sight.me)));
  if ((sight.everyone & narrative) != 0) any.push_back(classes_term(sight, sight.everyone & narrative));
  // Pupils of whom more is seen than of everyone, gathered by what is seen of them. One of whom less is seen is held by the views.
  std::map<std::uint32_t, std::vector<SearchTerm>> by_classes;
  for (const auto& pupil : sight.pupils)
    if (const auto more = pupil.classes & narrative & ~sight.everyone; more != 0)
      by_classes[more].push_back(SearchTerm::token(pupil_token(pupil.pupil)));
  for (auto& [classes, pupils] : by_classes)
    any.push_back(SearchTerm::all({SearchTerm::any(std::move(pupils)), classes_term(sight, classes)}));
  return SearchTerm::any(std::move(any));
}

db::SearchStore& Search::store() {
  std::call_once(opened_, [this] { store_ = db::open_search(house_->search_options()); });
  return *store_;
}

void Search::put(std::span<const Findable> records, const db::SearchMark& mark) {
  std::vector<db::SearchEntry> entries;
  entries.reserve(records.size());
  for (const auto& record : records) {
    db::SearchEntry entry{record.record, record.occurred_at, {}, {}};
    if (!record.pupils.empty()) {
      for (const auto& word : record.words) entry.tokens.push_back(word_token(word));
      for (const auto& pupil : record.pupils) entry.scope.push_back(pupil_token(pupil.bytes()));
      entry.scope.push_back(class_token(static_cast<unsigned>(record.info), record.flag));
      for (const auto& staff : record.named) entry.scope.push_back(named_token(staff.bytes()));
    }
    entries.push_back(std::move(entry));
  }
  store().put(entries, mark);
}

std::vector<db::SearchHit> Search::find(const Pass& pass, const Sought& sought, std::int64_t before, std::size_t most) {
  if (sought.words.empty()) return {};
  std::vector<SearchTerm> all;
  for (std::size_t i = 0; i < sought.words.size(); ++i) {
    const bool unfinished = i + 1 == sought.words.size() && sought.last == Sought::Last::beginning;
    const auto token = word_token(sought.words[i]);
    all.push_back(unfinished ? SearchTerm::beginning(token) : SearchTerm::token(token));
  }
  return store().find(SearchTerm::all(std::move(all)), scope_of(*pass.grants().sight()), before, most);
}

}  // namespace access
