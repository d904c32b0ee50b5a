// How two texts differ, word by word: the longest words they share in order stay, the rest is taken out or came in.
#include "casework/plans/plan_view.h"

#include <algorithm>

namespace plans {
namespace {

/// Beyond this many words the two texts stand whole, one after the other: the table of the sums would be too large.
constexpr std::size_t most_words = 1500;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from < text.size();) {
    auto to = text.find_first_of(" \n", from);
    to = to == std::string_view::npos ? text.size() : to + 1;
    out.push_back(text.substr(from, to - from));
    from = to;
  }
  return out;
}

struct Runs {
  web::Html out;
  std::string kept, gone, came;
  void flush() {
    if (!kept.empty()) out.add("{}", kept);
    if (!gone.empty()) out.add("<del class=\"app-gone\">{}</del>", gone);
    if (!came.empty()) out.add("<ins class=\"app-came\">{}</ins>", came);
    kept.clear();
    gone.clear();
    came.clear();
  }
};

}  // namespace

web::Html difference(std::string_view before, std::string_view after) {
  Runs runs;
  const auto a = words_of(before), b = words_of(after);
  if (a.size() > most_words || b.size() > most_words) {
    if (before == after) runs.kept = std::string(before);
    else runs.gone = std::string(before), runs.came = std::string(after);
    runs.flush();
    return web::html("<span class=\"app-words\">{}</span>", runs.out);
  }
  // length[i][j]: how many words a from i on and b from j on share in order.
  std::vector<std::vector<std::uint16_t>> length(a.size() + 1, std::vector<std::uint16_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      length[i][j] = a[i] == b[j] ? static_cast<std::uint16_t>(length[i + 1][j + 1] + 1) : std::max(length[i + 1][j], length[i][j + 1]);
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      if (!runs.gone.empty() || !runs.came.empty()) runs.flush();
      runs.kept += a[i];
      ++i;
      ++j;
      continue;
    }
    if (!runs.kept.empty()) runs.flush();
    if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) runs.gone += a[i++];
    else runs.came += b[j++];
  }
  runs.flush();
  return web::html("<span class=\"app-words\">{}</span>", runs.out);
}

}  // namespace plans
