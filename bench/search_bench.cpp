// Measures the search store: how fast it is filled, and how long a search takes over what one may see, newest first.
//   alongside_search_bench FOLDER [records] [postgres://…]      FOLDER is on the disk to be measured
#include "db/search_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>

namespace {

using Clock = std::chrono::steady_clock;
using db::SearchTerm;
using std::chrono::duration;

constexpr int pupils = 1000, vocabulary = 30000, words_each = 40, batch = 2000, searches = 200;

std::mt19937_64 dice(1);

double roll() { return std::uniform_real_distribution<double>(0, 1)(dice); }
/// The n-th commonest word comes about 1/n as often as the commonest.
int a_word() { return static_cast<int>(std::exp(roll() * std::log(vocabulary))); }
std::string word(int n) {
  std::string out = "w";
  for (unsigned left = static_cast<unsigned>(n) * 2654435761U >> 4, i = 0; i < 6; ++i, left /= 26) out += static_cast<char>('a' + left % 26);
  return out;
}
std::string pupil(int n) { return fmt::format("p{:026}", n); }
std::string info() { return roll() < 0.6 ? "k3" : roll() < 0.7 ? "k4" : roll() < 0.5 ? "k6" : "k9"; }

double fill(db::SearchStore& store, int records) {
  const auto begin = Clock::now();
  std::vector<db::SearchEntry> entries;
  for (int n = 0; n < records; ++n) {
    db::SearchEntry entry;
    for (auto& byte : entry.thing) byte = static_cast<std::byte>(dice());
    entry.at = {1700000000000 + n * 40000LL};
    std::vector<int> numbers;
    for (int w = 0; w < words_each; ++w) numbers.push_back(a_word());
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    for (int number : numbers) entry.tokens.push_back(word(number));
    entry.scope.push_back(pupil(static_cast<int>(dice() % pupils)));
    entry.scope.push_back(info());
    entries.push_back(std::move(entry));
    if (static_cast<int>(entries.size()) < batch && n + 1 < records) continue;
    store.put(entries, {n + 1, "bench"});
    entries.clear();
  }
  return duration<double>(Clock::now() - begin).count();
}

SearchTerm any(std::vector<std::string> tokens) {
  std::vector<SearchTerm> of;
  for (auto& token : tokens) of.push_back(SearchTerm::token(std::move(token)));
  return SearchTerm::any(std::move(of));
}

SearchTerm caseload(int size) {
  std::vector<std::string> tokens;
  for (int n = 0; n < size; ++n) tokens.push_back(pupil(static_cast<int>(dice() % pupils)));
  return SearchTerm::all({any(std::move(tokens)), any({"k3", "k4", "k6"})});
}

std::pair<SearchTerm, std::optional<SearchTerm>> asked(std::vector<SearchTerm> words, SearchTerm scope) {
  return {SearchTerm::all(std::move(words)), std::move(scope)};
}

template <class Make>
void measure(db::SearchStore& store, std::string_view name, Make make) {
  std::vector<double> times;
  std::size_t hits = 0;
  for (int n = 0; n < searches; ++n) {
    const auto [looked_for, scope] = make();
    const auto begin = Clock::now();
    hits += store.find(looked_for, scope, db::SearchStore::newest, 20).size();
    times.push_back(duration<double, std::milli>(Clock::now() - begin).count());
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:<58}{:>8.2f}{:>8.2f}{:>8.2f}{:>8.1f}\n", name, times[searches / 2], times[searches * 95 / 100], times.back(),
             static_cast<double>(hits) / searches);
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    fmt::print(stderr, "alongside_search_bench FOLDER [records] [postgres://…]\n");
    return 2;
  }
  db::Options options;
  options.file = std::filesystem::path(words[1]) / "alongside.db";
  options.key = base::Secret(base::Bytes(32, std::byte{7}));
  const int records = count > 2 ? std::atoi(words[2]) : 1'000'000;
  if (count > 3) {
    options.engine = db::Engine::postgres;
    options.url = words[3];
  }
  const auto store = db::open_search(options);
  if (store->mark().seq < records) {
    store->start_anew();
    const double took = fill(*store, records);
    fmt::print("filled with {} records in {:.1f} s: {:.0f} a second\n", records, took, records / took);
  }
  fmt::print("{:<58}{:>8}{:>8}{:>8}{:>8}\n", "search, newest 20 of what one may see", "p50 ms", "p95 ms", "max ms", "hits");
  const auto by_rank = [](int from, int to) { return SearchTerm::token(word(from + static_cast<int>(dice() % static_cast<unsigned>(to - from)))); };
  const auto everyone = any({"k3", "k4", "k6", "k9"});
  for (const auto& [name, from, to] : {std::tuple{"common", 1, 20}, std::tuple{"middling", 100, 1000}, std::tuple{"rare", 10000, 30000}}) {
    measure(*store, fmt::format("{} word, the whole school", name), [&] { return asked({by_rank(from, to)}, everyone); });
    measure(*store, fmt::format("{} word, a caseload of 5", name), [&] { return asked({by_rank(from, to)}, caseload(5)); });
    measure(*store, fmt::format("{} word, classes of 150", name), [&] { return asked({by_rank(from, to)}, caseload(150)); });
  }
  measure(*store, "two middling words, the whole school", [&] { return asked({by_rank(50, 300), by_rank(50, 300)}, everyone); });
  measure(*store, "a common and an unfinished word, the whole school",
          [&] { return asked({by_rank(1, 100), SearchTerm::beginning(word(a_word()).substr(0, 4))}, everyone); });
  measure(*store, "an unfinished word, classes of 150", [&] { return asked({SearchTerm::beginning(word(a_word()).substr(0, 4))}, caseload(150)); });
  return 0;
}
