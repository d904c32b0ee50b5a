// Which engine stands behind the search, and what both share.
#include "db/search_store.h"

#include <algorithm>

namespace db {

std::unique_ptr<SearchStore> open_search(const Options& options) {
  switch (options.engine) {
    case Engine::sqlite: return open_search_file(options);
    case Engine::postgres: return open_search_schema(options);
  }
  throw CannotStart("no such engine");
}

std::int64_t search_place(base::UtcTime at, const base::Bytes16& thing) {
  // The last 20 bits of a UUIDv7 are random. A moment takes 43 bits until the year 2248.
  std::int64_t low = 0;
  for (std::size_t i = 13; i < 16; ++i) low = (low << 8) | std::to_integer<std::int64_t>(thing[i]);
  return (std::clamp<std::int64_t>(at.ms, 0, (std::int64_t{1} << 43) - 1) << 20) | (low & 0xFFFFF);
}

bool is_search_token(std::string_view text) {
  return !text.empty() && text.size() <= 200 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) > 0x7F;
  });
}

SearchSieve::SearchSieve(const SearchTerm& term) : is_(term.is) {
  if (is_ == SearchTerm::Is::token) tokens_.insert(term.text);
  for (const auto& part : term.of) {
    if (is_ == SearchTerm::Is::any && part.is == SearchTerm::Is::token) {
      tokens_.insert(part.text);
    } else {
      parts_.emplace_back(part);
    }
  }
}

bool SearchSieve::lets_through(std::string_view tokens) const {
  const auto through = [&](const SearchSieve& part) { return part.lets_through(tokens); };
  if (is_ == SearchTerm::Is::all) return std::all_of(parts_.begin(), parts_.end(), through);
  for (auto left = tokens; !left.empty() && !tokens_.empty();) {
    const auto space = left.find(' ');
    if (tokens_.contains(std::string(left.substr(0, space)))) return true;
    left.remove_prefix(space == std::string_view::npos ? left.size() : space + 1);
  }
  return is_ == SearchTerm::Is::any && std::any_of(parts_.begin(), parts_.end(), through);
}

std::size_t count_tokens(const SearchTerm& term) {
  std::size_t out = term.text.empty() ? 0 : 1;
  for (const auto& part : term.of) out += count_tokens(part);
  return out;
}

}  // namespace db
