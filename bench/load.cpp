// The load of bin/bench: asks a running server and checks every answer. Prints one line of name=value.
//
//   alongside_load pages   --at HOST:PORT --user NAME [--coding zstd|gzip]   chronologies of pupils at random, 50 entries each
//   alongside_load records --at HOST:PORT --user NAME --token TOKEN          notes, each with a fresh id
//   alongside_load names   --at HOST:PORT --user NAME                        names, as they are typed
//   alongside_load search  --at HOST:PORT --user NAME --words "a,b c,d"      full text
//   alongside_load words   --at HOST:PORT --user NAME --words "a,b c"        the same within a pupil's chronology, the fullest ones
//   alongside_load static  --at HOST:PORT --user NAME                        one of the page's own files of about 20 kB
//   alongside_load found   --at HOST:PORT --user NAME --token TOKEN          writes at full rate; how long until a new record is found
//   alongside_load start   --at HOST:PORT -- COMMAND…                        starts a server; how long until it answers /readyz
//   alongside_load up      --at HOST:PORT                                    ends with 0 where a server answers /readyz
//   alongside_load disk    --in FOLDER                                       how often this disk flushes in a second
// Each: --connections N (64) --seconds S (10) --warm S (2) --password WORD --fullest N (only the N fullest pupils)
#include "load_school.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zstd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <thread>

namespace {

using namespace bench;

constexpr std::size_t entries_a_page = 50;

std::size_t count_of(std::string_view text, std::string_view piece) {
  if (piece.empty()) return 0;
  std::size_t out = 0;
  for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + piece.size())) ++out;
  return out;
}

/// Options by name; what follows "--" is the command.
struct Options {
  std::map<std::string, std::string> named;
  std::vector<char*> command;
  std::string text(const std::string& name, const std::string& otherwise = {}) const {
    const auto found = named.find(name);
    return found == named.end() ? otherwise : found->second;
  }
  double number(const std::string& name, double otherwise) const {
    const auto found = named.find(name);
    return found == named.end() ? otherwise : std::atof(found->second.c_str());
  }
};

Options read_options(int count, char** words) {
  Options out;
  for (int n = 2; n < count; ++n) {
    const std::string word = words[n];
    if (word == "--") {
      out.command.assign(words + n + 1, words + count);
      break;
    }
    if (!word.starts_with("--") || n + 1 == count) throw std::runtime_error("not understood: " + word);
    out.named[word.substr(2)] = words[++n];
  }
  return out;
}

Address address_of(const Options& options) {
  const auto text = options.text("at");
  const auto colon = text.find(':');
  if (colon == std::string::npos) throw std::runtime_error("say --at HOST:PORT");
  return {text.substr(0, colon), static_cast<std::uint16_t>(std::atoi(text.c_str() + colon + 1))};
}

class Unpacker {
 public:
  ~Unpacker() {
    ZSTD_freeDCtx(zstd_);
    libdeflate_free_decompressor(gzip_);
  }
  /// The page as the browser would have it; empty where it cannot be unpacked.
  std::string_view page_of(const Answer& answer) {
    const auto coding = answer.header("Content-Encoding");
    if (coding.empty()) return answer.body;
    std::size_t size = 0;
    if (coding == "zstd") {
      const auto made = ZSTD_decompressDCtx(zstd_, page_.data(), page_.size(), answer.body.data(), answer.body.size());
      size = ZSTD_isError(made) ? 0 : made;
    } else if (coding == "gzip") {
      if (libdeflate_gzip_decompress(gzip_, answer.body.data(), answer.body.size(), page_.data(), page_.size(), &size) != LIBDEFLATE_SUCCESS) size = 0;
    }
    return {page_.data(), size};
  }

 private:
  ZSTD_DCtx* zstd_ = ZSTD_createDCtx();
  libdeflate_decompressor* gzip_ = libdeflate_alloc_decompressor();
  std::string page_ = std::string(1 << 20, ' ');
};

/// The same GETs over and over, drawn at random; right is what has the status, the coding and so many of a piece.
class Gets final : public Work {
 public:
  Gets(std::vector<std::string> requests, std::string_view piece, std::size_t least, std::size_t most, std::string coding)
      : requests_(std::move(requests)), piece_(piece), least_(least), most_(most), coding_(std::move(coding)) {}
  void ask(std::size_t, std::string& bytes) override { bytes += requests_[dice_() % requests_.size()]; }
  bool is_right(std::size_t, const Answer& answer) override {
    if (answer.status != 200 || answer.header("Content-Encoding") != coding_) return false;
    const auto page = unpacker_.page_of(answer);
    const auto met = count_of(page, piece_);
    plain_ += page.size();
    ++pages_;
    return met >= least_ && met <= most_;
  }
  double bytes_a_page() const { return pages_ == 0 ? 0 : static_cast<double>(plain_) / static_cast<double>(pages_); }

 private:
  std::vector<std::string> requests_;
  std::string piece_;
  std::size_t least_, most_;
  std::string coding_;
  std::mt19937_64 dice_{7};
  Unpacker unpacker_;
  std::size_t plain_ = 0, pages_ = 0;
};

class Posts final : public Work {
 public:
  Posts(Notes notes, std::size_t connections) : notes_(std::move(notes)), ids_(connections) {}
  void ask(std::size_t connection, std::string& bytes) override { ids_[connection] = notes_.post(bytes); }
  /// Saved, and under the id that was sent.
  bool is_right(std::size_t connection, const Answer& answer) override {
    return answer.status == 201 && answer.body.find(ids_[connection]) != std::string_view::npos;
  }

 private:
  Notes notes_;
  std::vector<std::string> ids_;
};

unsigned long long whole(std::uint64_t number) { return number; }

void print(const Outcome& outcome, double bytes_a_page = 0) {
  std::printf("rate=%.0f p50=%.3f p95=%.3f p99=%.3f max=%.1f answers=%llu saved=%llu all=%llu wrong=%llu refused=%llu bytes=%.0f plain=%.0f\n",
              outcome.rate(), outcome.latencies.ms_at(0.5), outcome.latencies.ms_at(0.95), outcome.latencies.ms_at(0.99),
              outcome.latencies.longest_ms(), whole(outcome.latencies.count()), whole(outcome.all - outcome.wrong), whole(outcome.all),
              whole(outcome.wrong), whole(outcome.refused),
              outcome.latencies.count() == 0 ? 0 : static_cast<double>(outcome.bytes) / static_cast<double>(outcome.latencies.count()), bytes_a_page);
  if (outcome.wrong > 0) std::fprintf(stderr, "the first wrong answer: %s\n", outcome.first_wrong.c_str());
}

struct Size {
  std::size_t connections;
  double warm, seconds;
};
Size size_of(const Options& options) {
  return {static_cast<std::size_t>(options.number("connections", 64)), options.number("warm", 2), options.number("seconds", 10)};
}

int get_all(const Address& address, const Options& options, Gets work) {
  const auto size = size_of(options);
  const auto outcome = load(address, size.connections, size.warm, size.seconds, work);
  print(outcome, work.bytes_a_page());
  return outcome.wrong == 0 ? 0 : 1;
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    out.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

std::string plus_for_space(std::string text) {
  for (char& c : text)
    if (c == ' ') c = '+';
  return text;
}

/// How many pages of fifty a pupil's chronology has, by going on to older ones; at most `most`.
std::size_t depth_of(Asker& asker, const Address& address, const std::string& cookie, const std::string& pupil, std::size_t most) {
  std::string path = "/pupils/" + pupil + "/chronology";
  for (std::size_t depth = 0;; ++depth) {
    const std::string page(asker.ask(get_request(address, path, cookie, {})).body);
    const auto link = page.find("?before=");
    if (depth == most || link == std::string::npos) return depth;
    path = "/pupils/" + pupil + "/chronology" + page.substr(link, page.find('"', link) - link);
  }
}

int pages(const Address& address, const Options& options) {
  const auto cookie = sign_in(address, options.text("user"), options.text("password", "alongside-demo"));
  const auto coding = options.text("coding");
  Asker asker(address);
  std::vector<std::string> requests;
  const auto pupils = list_pupils(address, cookie);
  for (const auto& pupil : pupils) {
    const auto path = "/pupils/" + pupil + "/chronology";
    if (count_of(asker.ask(get_request(address, path, cookie, {})).body, "class=\"moj-timeline__item\"") != entries_a_page) continue;
    requests.push_back(get_request(address, path, cookie, coding));
  }
  std::printf("pupils=%zu with_a_full_page=%zu ", pupils.size(), requests.size());
  if (requests.empty()) throw std::runtime_error("no pupil has a full page");
  return get_all(address, options, Gets(std::move(requests), "class=\"moj-timeline__item\"", entries_a_page, entries_a_page, coding));
}

int words(const Address& address, const Options& options) {
  const auto cookie = sign_in(address, options.text("user"), options.text("password", "alongside-demo"));
  Asker asker(address);
  std::vector<std::pair<std::size_t, std::string>> by_depth;
  for (const auto& pupil : list_pupils(address, cookie)) by_depth.emplace_back(depth_of(asker, address, cookie, pupil, 100), pupil);
  std::sort(by_depth.rbegin(), by_depth.rend());
  by_depth.resize(std::min(by_depth.size(), static_cast<std::size_t>(options.number("fullest", 5))));
  std::vector<std::string> requests;
  for (const auto& [depth, pupil] : by_depth)
    for (const auto& word : split(options.text("words")))
      requests.push_back(get_request(address, "/pupils/" + pupil + "/chronology?q=" + plus_for_space(word), cookie, {}));
  std::printf("fullest=%zu ", by_depth.front().first * entries_a_page);
  return get_all(address, options, Gets(std::move(requests), "class=\"moj-timeline__item\"", 0, entries_a_page, {}));
}

int names(const Address& address, const Options& options) {
  const auto cookie = sign_in(address, options.text("user"), options.text("password", "alongside-demo"));
  Asker asker(address);
  std::vector<std::string> requests;
  constexpr std::array<std::string_view, 12> typed = {"am", "ama", "amar", "mi", "mila", "so", "ch", "cha", "da", "joha", "ol", "le"};
  for (const auto part : typed) {
    auto request = get_request(address, "/pupils/suggestions?q=" + std::string(part), cookie, {});
    if (count_of(asker.ask(request).body, "\"detail\"") > 0) requests.push_back(std::move(request));
  }
  if (requests.empty()) throw std::runtime_error("nobody is called by any of the names");
  return get_all(address, options, Gets(std::move(requests), "\"detail\"", 1, 8, {}));
}

int search(const Address& address, const Options& options) {
  const auto cookie = sign_in(address, options.text("user"), options.text("password", "alongside-demo"));
  std::vector<std::string> requests;
  Asker asker(address);
  std::size_t hits = 0, empty = 0;
  for (const auto& word : split(options.text("words"))) {
    requests.push_back(get_request(address, "/search?q=" + plus_for_space(word), cookie, {}));
    const auto met = count_of(asker.ask(requests.back()).body, "class=\"moj-timeline__item\"");
    hits += met;
    empty += met == 0 ? 1 : 0;
  }
  std::printf("words=%zu hits=%.1f empty=%zu ", requests.size(), static_cast<double>(hits) / static_cast<double>(requests.size()), empty);
  return get_all(address, options, Gets(std::move(requests), "class=\"moj-timeline__item\"", 0, 20, {}));
}

int static_file(const Address& address, const Options& options) {
  const auto cookie = sign_in(address, options.text("user"), options.text("password", "alongside-demo"));
  return get_all(address, options, Gets({get_request(address, find_asset(address, cookie, 20'000), {}, {})}, "", 0, SIZE_MAX, {}));
}

Notes notes_for(const Address& address, const Options& options, std::uint64_t seed) {
  const auto cookie = sign_in(address, options.text("user"), options.text("password", "alongside-demo"));
  return {address, options.text("token"), list_pupils(address, cookie), seed};
}

int records(const Address& address, const Options& options) {
  const auto size = size_of(options);
  Posts work(notes_for(address, options, 11), size.connections);
  const auto outcome = load(address, size.connections, size.warm, size.seconds, work);
  print(outcome);
  return outcome.wrong == 0 ? 0 : 1;
}

/// Some connections write without a pause; beside them one writes a word nobody wrote before, and searches until it is found.
int found(const Address& address, const Options& options) {
  const auto size = size_of(options);
  auto notes = notes_for(address, options, 13);
  Outcome written;
  std::string failed;
  std::atomic<bool> writing = true;
  std::thread writers([&] {
    try {
      Posts work(notes_for(address, options, 17), size.connections);
      written = load(address, size.connections, size.warm, size.seconds, work);
    } catch (const std::exception& error) {
      failed = error.what();
    }
    writing = false;
  });
  Latencies waits;
  std::uint64_t lost = 0;
  {
    Asker asker(address);
    auto word_of = [n = static_cast<std::uint64_t>(now_ns())]() mutable {
      std::string out = "zq";
      for (auto left = n += 977; left > 0; left /= 26) out += static_cast<char>('a' + left % 26);
      return out;
    };
    std::this_thread::sleep_for(std::chrono::milliseconds(static_cast<int>(size.warm * 1000)));
    while (writing) {
      const auto word = word_of();
      std::string post;
      notes.post(post, word);
      if (asker.ask(post).status != 201) throw std::runtime_error("the record to be found was not saved");
      const auto saved = now_ns();
      bool is_found = false;
      while (!is_found && now_ns() - saved < 20'000'000'000) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        is_found = asker.ask(api_get(address, "/api/v1/search?q=" + word, options.text("token"))).body.find("\"excerpt\"") != std::string_view::npos;
      }
      if (is_found) waits.add(now_ns() - saved);
      else ++lost;
    }
  }
  writers.join();
  if (!failed.empty()) throw std::runtime_error(failed);
  std::printf("probes=%llu lost=%llu found_p50=%.0f found_p95=%.0f found_max=%.0f ", whole(waits.count()), whole(lost), waits.ms_at(0.5), waits.ms_at(0.95), waits.longest_ms());
  print(written);
  return written.wrong == 0 && lost == 0 ? 0 : 1;
}

int start(const Address& address, const Options& options) {
  if (options.command.empty()) throw std::runtime_error("say -- COMMAND…");
  auto command = options.command;
  command.push_back(nullptr);
  const auto began = now_ns();
  const pid_t child = ::fork();
  if (child == 0) {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(nowhere, STDOUT_FILENO);
    ::execvp(command[0], command.data());
    std::perror(command[0]);
    ::_exit(127);
  }
  bool ready = false;
  while (!ready && now_ns() - began < 60'000'000'000) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (::waitpid(child, nullptr, WNOHANG) == child) throw std::runtime_error("the server ended by itself");
    const int probe = connect_to(address);
    if (probe < 0) continue;
    ::close(probe);
    ready = Asker(address).ask(get_request(address, "/readyz", {}, {})).status == 200;
  }
  const auto took = static_cast<double>(now_ns() - began) / 1e6;
  ::kill(child, SIGTERM);
  ::waitpid(child, nullptr, 0);
  if (!ready) throw std::runtime_error("the server did not get ready in a minute");
  std::printf("ready=%.1f\n", took);
  return 0;
}

/// As the write-ahead log does it: 4 KiB into a file that is there already, and again from its beginning when it is full.
int disk(const Options& options) {
  const auto file = options.text("in", ".") + "/flush-probe";
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) throw std::runtime_error("cannot write in " + options.text("in", "."));
  const std::string page(4096, 'x');
  constexpr off_t pages = 1024;
  for (off_t n = 0; n < pages; ++n)
    if (::pwrite(fd, page.data(), page.size(), n * 4096) < 0) throw std::runtime_error("the disk does not take it");
  ::fsync(fd);
  Latencies flushes;
  const auto began = now_ns();
  const auto until = began + static_cast<std::int64_t>(options.number("seconds", 3) * 1e9);
  for (off_t n = 0; now_ns() < until; ++n) {
    const auto asked = now_ns();
    if (::pwrite(fd, page.data(), page.size(), n % pages * 4096) < 0 || ::fdatasync(fd) != 0) throw std::runtime_error("the disk does not flush");
    flushes.add(now_ns() - asked);
  }
  const auto seconds = static_cast<double>(now_ns() - began) / 1e9;
  ::close(fd);
  ::unlink(file.c_str());
  std::printf("rate=%.0f p50=%.3f p99=%.3f max=%.1f\n", static_cast<double>(flushes.count()) / seconds, flushes.ms_at(0.5), flushes.ms_at(0.99),
              flushes.longest_ms());
  return 0;
}

int run(const std::string& part, const Options& options) {
  if (part == "disk") return disk(options);
  const auto address = address_of(options);
  if (part == "pages") return pages(address, options);
  if (part == "records") return records(address, options);
  if (part == "names") return names(address, options);
  if (part == "search") return search(address, options);
  if (part == "words") return words(address, options);
  if (part == "static") return static_file(address, options);
  if (part == "found") return found(address, options);
  if (part == "start") return start(address, options);
  if (part == "up") return Asker(address).ask(get_request(address, "/readyz", {}, {})).status == 200 ? 0 : 1;
  throw std::runtime_error("there is no part called " + part);
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "alongside_load PART --at HOST:PORT …; the parts stand at the head of bench/load.cpp\n");
    return 2;
  }
  try {
    return run(words[1], read_options(count, words));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "alongside_load: %s\n", error.what());
    return 2;
  }
}
