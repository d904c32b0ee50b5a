// The program itself under mixed load, killed at any moment three hundred times: every acknowledged record is there, whole and once.
#include "access/digest.h"
#include "access/sign_in.h"
#include "access/unit_of_work.h"
#include "app/commands.h"
#include "base/log.h"
#include "record/ids.h"
#include "testing/http_client.h"
#include "testing/places.h"
#include "testing/school.h"
#include "web/json.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <set>
#include <system_error>
#include <thread>

namespace {

constexpr int kills = 300;
constexpr int writers = 3;

constexpr db::Sql records_there = "SELECT COUNT(*) FROM record";
constexpr db::Sql whole = "SELECT COUNT(*) FROM record r JOIN record_version v ON v.record_id = r.id AND v.version = 1 "
                          "JOIN record_part p ON p.record_id = r.id JOIN audit a ON a.subject = r.id AND a.deed = 'record.added' WHERE r.id = :id";
constexpr db::Sql corrected_there = "SELECT COUNT(*) FROM record_version WHERE version = 2";

/// The program serving a folder, until it is killed.
class Served {
 public:
  explicit Served(const std::filesystem::path& folder) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category());
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    const auto program = test::in_build("alongside").string(), data = folder.string();
    const char* words[] = {program.c_str(), "serve", "--data", data.c_str(), "--listen", "127.0.0.1:0", nullptr};
    const int failed = ::posix_spawn(&child_, program.c_str(), &files, nullptr, const_cast<char**>(words), environ);
    posix_spawn_file_actions_destroy(&files);
    ::close(ends[1]);
    if (failed != 0) throw std::system_error(failed, std::generic_category());
    std::string line;
    for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(ends[0]);
    const auto colon = line.rfind(':');
    if (colon == std::string::npos) throw std::runtime_error("the program did not start: " + line);
    port_ = static_cast<std::uint16_t>(std::stoi(line.substr(colon + 1)));
  }
  ~Served() { kill(); }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;
  std::uint16_t port() const { return port_; }
  void kill() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
  }

 private:
  pid_t child_ = 0;
  std::uint16_t port_ = 0;
};

struct Note {
  std::string id, body;
};

/// What one writer knows: what it was told is saved, and what it never heard of.
struct Told {
  std::set<std::string> saved;
  std::set<std::string> corrected;
  std::vector<Note> unheard;
};

TEST(Crash, KillsOfTheProgramUnderLoadLoseNothingAcknowledgedAndDoubleNothing) {
  std::string log;
  base::log::capture(&log);
  auto house = test::a_house(db::Engine::sqlite);
  const auto maya = test::a_pupil(house);
  const auto amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {access::Role::key_worker}});
  test::a_tie(house, amara, access::Relation::assigned, maya);
  const auto token = access::make_token(house->random());
  {
    access::UnitOfWork work(*house, access::JobName{"test"});
    work.note({.deed = access::deeds::token_made, .subject = amara.bytes()});
    const auto until = base::system_clock().now() + base::day_ms;  // the program lives by its own clock
    work.also(access::insert_token({access::TokenId::make(house->now(), house->random()), "a test", until}, amara, token, house->now()));
    ASSERT_TRUE(std::move(work).commit());
  }
  house.close();

  const auto ask = [&](test::HttpClient& client, const std::string& method, const std::string& path, const std::string& body) {
    return client.ask(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token +
                      (body.empty() ? "" : "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size())) + "\r\n\r\n" + body);
  };
  base::SeededRandom dice(20260303);
  std::vector<Told> told(writers);
  std::vector<base::SeededRandom> ids;
  for (int n = 0; n < writers; ++n) ids.emplace_back(100 + n);
  std::atomic<int> strange{0};
  for (int round = 0; round <= kills; ++round) {
    Served program(house.folder());
    std::atomic<int> heard{0}, settled{0};
    const int kill_after = 1 + static_cast<int>(dice.below(12));
    std::vector<std::thread> people;
    for (int n = 0; n < writers; ++n) {
      people.emplace_back([&, n] {
        auto& mine = told[n];
        try {
          test::HttpClient client(program.port());
          const auto save = [&](const Note& note) {
            const auto answer = ask(client, "POST", "/api/v1/records", note.body);
            if (!answer) return false;
            if (answer->status != 201 && answer->status != 200) ++strange;
            mine.saved.insert(note.id);
            ++heard;
            heard.notify_one();
            return true;
          };
          while (!mine.unheard.empty()) {  // first what may or may not have been saved, word for word
            if (!save(mine.unheard.back())) return;
            mine.unheard.pop_back();
          }
          ++settled;
          while (round < kills) {
            const auto id = record::RecordId::make(base::system_clock().now(), ids[n]).text();
            const web::Json note = web::Json::Object{{"id", id}, {"kind", "note"}, {"pupils", web::Json::Array{web::Json::Object{{"id", maya.text()}}}},
                                                     {"fields", web::Json::Object{{"what_happened", "Words of " + id}}}};
            mine.unheard.push_back({id, web::to_json(note)});
            if (!save(mine.unheard.back())) return;
            mine.unheard.pop_back();
            const auto path = "/api/v1/records/" + id;
            if (id.back() % 3 == 0) {
              if (!ask(client, "GET", "/api/v1/pupils/" + maya.text() + "/chronology?limit=5", "")) return;
            } else if (id.back() % 3 == 1) {
              const web::Json change = web::Json::Object{{"version", 1}, {"reason", "Said more exactly."},
                                                         {"fields", web::Json::Object{{"what_happened", "Better words of " + id}}}};
              const auto answer = ask(client, "POST", path + "/corrections", web::to_json(change));
              if (!answer) return;
              if (answer->status == 201 || answer->status == 200) mine.corrected.insert(id);
            }
          }
        } catch (const std::system_error&) {  // killed before the connection stood
        }
      });
    }
    if (round < kills) {
      for (int so_far = heard; so_far < kill_after; so_far = heard) heard.wait(so_far);
      program.kill();
    }
    for (auto& person : people) person.join();
    if (round == kills) {
      EXPECT_EQ(writers, settled) << "what nobody had heard of is settled at the end";
    }
  }
  EXPECT_EQ(0, strange);

  house.open_again();
  std::size_t saved = 0, corrected = 0;
  for (const auto& mine : told) {
    saved += mine.saved.size();
    corrected += mine.corrected.size();
    EXPECT_TRUE(mine.unheard.empty());
    for (const auto& id : mine.saved)
      ASSERT_EQ(1, test::number(house, whole, {{"id", record::RecordId::parse(id).value()}})) << "an acknowledged record is lost, torn or doubled";
  }
  EXPECT_GT(saved, 1'000U);
  EXPECT_GT(corrected, 50U);
  EXPECT_EQ(static_cast<std::int64_t>(saved), test::number(house, records_there));
  EXPECT_GE(test::number(house, corrected_there), static_cast<std::int64_t>(corrected));
  house.close();
  EXPECT_EQ(0, app::run({"verify", "--data", house.folder().string()})) << "and the chain holds";
  base::log::capture(nullptr);
  std::printf("[ killed   ] %d times: %zu records and %zu corrections acknowledged, 0 lost, 0 torn, 0 doubled\n", kills, saved, corrected);
}

}  // namespace
