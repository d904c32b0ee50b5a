// Group commit on both engines: every job once, neighbours apart, nobody told "saved" who is not.
#include "db/group_writer.h"

#include "base/log.h"
#include "testing/test_databases.h"

#include <atomic>
#include <future>
#include <set>
#include <thread>

namespace db {
namespace {

using base::Error;
using base::Result;

constexpr Migration steps[] = {{1, "lines", "CREATE TABLE line (id INT64 PRIMARY KEY) STRICT;\n"}};
constexpr Sql add = "INSERT INTO line (id) VALUES (:id)";
constexpr Sql count_all = "SELECT count(*) FROM line";

Result<void> add_line(WriteConnection& pen, std::int64_t id) {
  const Bind values[] = {{"id", id}};
  (void)pen.execute(add, values);
  return {};
}

template <class Connection>
std::int64_t count(Connection& connection) {
  std::int64_t found = -1;
  connection.rows(count_all, {}, [&](const Row& row) { found = row.integer(0); });
  return found;
}

/// A pen that fails where a test says so.
class FailingPen final : public WriteConnection {
 public:
  struct Orders {
    std::atomic<bool> begin{false}, commit{false}, savepoint{false};
    std::atomic<int> commits{0}, tidied{0};
  };
  FailingPen(std::unique_ptr<WriteConnection> real, std::shared_ptr<Orders> orders) : real_(std::move(real)), orders_(std::move(orders)) {}
  std::int64_t execute(const Sql& sql, Binds binds) override { return real_->execute(sql, binds); }
  void rows(const Sql& sql, Binds binds, const RowReader& each) override { real_->rows(sql, binds, each); }
  void begin() override {
    if (orders_->begin) throw DatabaseError(DatabaseError::Kind::connection, "begin fails");
    real_->begin();
  }
  void commit() override {
    if (orders_->commit) throw DatabaseError(DatabaseError::Kind::full, "commit fails");
    ++orders_->commits;
    real_->commit();
  }
  void rollback() noexcept override { real_->rollback(); }
  void savepoint() override { real_->savepoint(); }
  void release() override { real_->release(); }
  void rollback_to_savepoint() override {
    if (orders_->savepoint) throw DatabaseError(DatabaseError::Kind::connection, "the engine rolled back by itself");
    real_->rollback_to_savepoint();
  }
  void tidy(bool work_waits) noexcept override {
    ++orders_->tidied;
    real_->tidy(work_waits);
  }
  void run_script(std::string_view script) override { real_->run_script(script); }

 private:
  std::unique_ptr<WriteConnection> real_;
  std::shared_ptr<Orders> orders_;
};

class Group : public ::testing::TestWithParam<Engine> {
 protected:
  ~Group() override { base::log::capture(nullptr); }
  std::unique_ptr<WriteConnection> failing() { return std::make_unique<FailingPen>(school.writer(), orders); }

  test::TestDatabase school{GetParam(), steps, {"line"}};
  std::shared_ptr<FailingPen::Orders> orders = std::make_shared<FailingPen::Orders>();
  std::string log;
};

/// Holds the writer inside a job until told, so that a test decides what shares a group.
struct Gate {
  std::promise<void> entered, opened;
  Job job() {
    return {[this](WriteConnection&) {
              entered.set_value();
              opened.get_future().wait();
              return Result<void>();
            },
            nullptr};
  }
};

TEST_P(Group, EveryJobOfEveryThreadIsThereOnce) {
  constexpr int threads = 16, each = 60;
  std::atomic<int> saved{0};
  {
    GroupWriter writer(school.writer(), {});
    std::vector<std::thread> people;
    for (int t = 0; t < threads; ++t) {
      people.emplace_back([&, t] {
        for (int i = 0; i < each; ++i) {
          if (writer.run([&, t, i](WriteConnection& pen) { return add_line(pen, t * each + i); })) ++saved;
        }
      });
    }
    for (auto& person : people) person.join();
  }
  EXPECT_EQ(saved, threads * each);
  EXPECT_EQ(count(*school.reader()), threads * each);
}

TEST_P(Group, WhatIsAnsweredIsDurable) {
  GroupWriter writer(school.writer(), {});
  const auto reader = school.reader();
  for (int id = 1; id <= 20; ++id) {
    ASSERT_TRUE(writer.run([&](WriteConnection& pen) { return add_line(pen, id); }));
    EXPECT_EQ(count(*reader), id);
  }
}

TEST_P(Group, AFailingJobLeavesItsNeighboursAlone) {
  int rolled_back = 0;
  GroupWriter writer(school.writer(), {.job_rolled_back = [&] { ++rolled_back; }});
  Gate gate;
  writer.submit(gate.job());
  gate.entered.get_future().wait();
  std::vector<std::future<Result<void>>> answers;
  const auto submit = [&](std::function<Result<void>(WriteConnection&)> deed) {
    auto promise = std::make_shared<std::promise<Result<void>>>();
    answers.push_back(promise->get_future());
    writer.submit({std::move(deed), [promise](Result<void> result) { promise->set_value(std::move(result)); }});
  };
  submit([](WriteConnection& pen) { return add_line(pen, 1); });
  submit([](WriteConnection& pen) -> Result<void> {
    TRY_DO(add_line(pen, 2));
    return Error::invalid("what", "Enter what happened", "no text");
  });
  submit([](WriteConnection& pen) { return add_line(pen, 1); });
  submit([](WriteConnection& pen) -> Result<void> {
    TRY_DO(add_line(pen, 3));
    throw std::runtime_error("Maya hit Tom");
  });
  submit([](WriteConnection& pen) { return add_line(pen, 4); });
  gate.opened.set_value();
  writer.flush();
  EXPECT_TRUE(answers[0].get());
  EXPECT_EQ(answers[1].get().error().fields.at(0).message, "Enter what happened");
  EXPECT_EQ(answers[2].get().error().kind, Error::Kind::conflict);
  const auto thrown = answers[3].get();
  EXPECT_EQ(thrown.error().kind, Error::Kind::unavailable);
  EXPECT_EQ(thrown.error().for_log.find("Maya"), std::string::npos);
  EXPECT_TRUE(answers[4].get());
  EXPECT_EQ(rolled_back, 3);
  EXPECT_EQ(count(*school.reader()), 2);
}

TEST_P(Group, WhatWaitsSharesOneCommitUpToFiveHundredAndTwelve) {
  GroupWriter writer(failing(), {});
  Gate gate;
  writer.submit(gate.job());
  gate.entered.get_future().wait();
  for (int id = 1; id <= 600; ++id) {
    writer.submit({[id](WriteConnection& pen) { return add_line(pen, id); }, nullptr});
  }
  gate.opened.set_value();
  writer.flush();
  EXPECT_EQ(count(*school.reader()), 600);
  EXPECT_GE(orders->commits, 3);  // the gate; 512; the rest, with the flush or before it
  EXPECT_LE(orders->commits, 4);
}

TEST_P(Group, WhatIsWrittenBehindGoesAlongOrByItself) {
  GroupWriter writer(failing(), {});
  writer.submit_behind({[](WriteConnection& pen) { return add_line(pen, 1); }, nullptr});
  ASSERT_TRUE(writer.run([](WriteConnection& pen) { return add_line(pen, 2); }));
  EXPECT_EQ(count(*school.reader()), 2);
  EXPECT_EQ(orders->commits, 1);
  std::promise<Result<void>> done;
  const auto start = std::chrono::steady_clock::now();
  writer.submit_behind({[](WriteConnection& pen) { return add_line(pen, 3); }, [&](Result<void> result) { done.set_value(result); }});
  EXPECT_TRUE(done.get_future().get());
  const auto waited = std::chrono::steady_clock::now() - start;
  EXPECT_GE(waited, std::chrono::milliseconds(GroupWriter::behind_ms - 5));
  writer.submit_behind({[](WriteConnection& pen) { return add_line(pen, 4); }, nullptr});
  writer.flush();
  EXPECT_EQ(count(*school.reader()), 4);
}

TEST_P(Group, StoppingFinishesWhatWasHandedIn) {
  std::atomic<int> answered{0};
  {
    GroupWriter writer(school.writer(), {});
    for (int id = 0; id < 50; ++id) {
      const Job job{[id](WriteConnection& pen) { return add_line(pen, id); }, [&](Result<void> result) { answered += result ? 1 : 0; }};
      id % 2 ? writer.submit(job) : writer.submit_behind(job);
    }
  }
  EXPECT_EQ(answered, 50);
  EXPECT_EQ(count(*school.reader()), 50);
}

TEST_P(Group, HooksAreCalledInOrder) {
  std::vector<std::string> heard;
  {
    GroupWriter writer(school.writer(), {.began =
                                             [&](WriteConnection& pen) {
                                               heard.push_back("began");
                                               EXPECT_EQ(count(pen), 0);
                                             },
                                         .job_rolled_back = [&] { heard.push_back("job rolled back"); },
                                         .ended = [&](bool durable) { heard.push_back(durable ? "durable" : "lost"); }});
    std::promise<void> answered;
    writer.submit({[&](WriteConnection&) -> Result<void> {
                     heard.push_back("job");
                     return Error::conflict("no", "no");
                   },
                   [&](Result<void>) {
                     heard.push_back("done");
                     answered.set_value();
                   }});
    answered.get_future().wait();
  }
  EXPECT_EQ(heard, (std::vector<std::string>{"began", "job", "job rolled back", "durable", "done"}));
}

TEST_P(Group, ALostCommitIsToldToEachAndTheNextOneWorks) {
  base::log::capture(&log);
  std::vector<bool> ended;
  GroupWriter writer(failing(), {.ended = [&](bool durable) { ended.push_back(durable); }});
  orders->commit = true;
  const auto lost = writer.run([](WriteConnection& pen) { return add_line(pen, 1); });
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, Error::Kind::unavailable);
  EXPECT_NE(lost.error().for_user.find("Nothing you typed is lost"), std::string::npos);
  orders->commit = false;
  EXPECT_TRUE(writer.run([](WriteConnection& pen) { return add_line(pen, 1); }));
  EXPECT_EQ(count(*school.reader()), 1);
  writer.flush();
  EXPECT_EQ(ended.at(0), false);
  EXPECT_EQ(ended.at(1), true);
  EXPECT_NE(log.find("group_not_saved"), std::string::npos);
}

TEST_P(Group, WhenTheEngineRollsBackByItselfNobodyIsToldSaved) {
  base::log::capture(&log);
  GroupWriter writer(failing(), {});
  Gate gate;
  writer.submit(gate.job());
  gate.entered.get_future().wait();
  orders->savepoint = true;
  std::promise<Result<void>> good, bad;
  writer.submit({[](WriteConnection& pen) { return add_line(pen, 1); }, [&](Result<void> result) { good.set_value(result); }});
  writer.submit({[](WriteConnection&) -> Result<void> { return Error::conflict("no", "no"); }, [&](Result<void> result) { bad.set_value(result); }});
  gate.opened.set_value();
  EXPECT_EQ(good.get_future().get().error().kind, Error::Kind::unavailable);
  EXPECT_FALSE(bad.get_future().get());
  EXPECT_EQ(count(*school.reader()), 0);
  orders->savepoint = false;
  EXPECT_TRUE(writer.run([](WriteConnection& pen) { return add_line(pen, 1); }));
}

TEST_P(Group, ABeginThatFailsIsToldAndDoesNotStopTheThread) {
  base::log::capture(&log);
  GroupWriter writer(failing(), {});
  orders->begin = true;
  EXPECT_EQ(writer.run([](WriteConnection& pen) { return add_line(pen, 1); }).error().kind, Error::Kind::unavailable);
  orders->begin = false;
  EXPECT_TRUE(writer.run([](WriteConnection& pen) { return add_line(pen, 1); }));
}

TEST_P(Group, TheWritersThreadMayNotWaitForItself) {
  GroupWriter writer(school.writer(), {});
  std::promise<bool> refused;
  writer.submit({[](WriteConnection&) { return Result<void>(); },
                 [&](Result<void>) {
                   try {
                     writer.flush();
                     refused.set_value(false);
                   } catch (const std::logic_error&) {
                     refused.set_value(true);
                   }
                 }});
  EXPECT_TRUE(refused.get_future().get());
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Group, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST(SqliteGroup, AJobThatGoesOnAfterTheEngineRolledBackWritesNothing) {
  std::string log;
  base::log::capture(&log);
  test::TestDatabase school(Engine::sqlite, steps, {"line"});
  GroupWriter writer(school.writer(), {});
  ASSERT_TRUE(writer.run([](WriteConnection& pen) { return add_line(pen, 1); }));
  const auto result = writer.run([](WriteConnection& pen) -> Result<void> {
    TRY_DO(add_line(pen, 2));
    try {
      static constexpr Sql rolls_back = "INSERT OR ROLLBACK INTO line (id) VALUES (1)";
      (void)pen.execute(rolls_back, {});
    } catch (const DatabaseError&) {
      // as a careless job would
    }
    return add_line(pen, 3);  // without a transaction it would commit by itself
  });
  base::log::capture(nullptr);
  EXPECT_FALSE(result);
  EXPECT_EQ(count(*school.reader()), 1);
  EXPECT_TRUE(writer.run([](WriteConnection& pen) { return add_line(pen, 2); }));
}

TEST_P(Group, AJobThatSwallowsAnErrorDoesNotTakeItsNeighboursAlong) {
  GroupWriter writer(school.writer(), {});
  Gate gate;
  writer.submit(gate.job());
  gate.entered.get_future().wait();
  std::promise<Result<void>> careless, next;
  writer.submit({[](WriteConnection& pen) -> Result<void> {
                   TRY_DO(add_line(pen, 1));
                   try {
                     TRY_DO(add_line(pen, 1));
                   } catch (const DatabaseError&) {
                     // as a careless job would
                   }
                   return {};
                 },
                 [&](Result<void> result) { careless.set_value(result); }});
  writer.submit({[](WriteConnection& pen) { return add_line(pen, 2); }, [&](Result<void> result) { next.set_value(result); }});
  gate.opened.set_value();
  const bool saved = careless.get_future().get().has_value();  // SQLite keeps what went well; PostgreSQL keeps nothing
  EXPECT_TRUE(next.get_future().get());
  EXPECT_EQ(count(*school.reader()), saved ? 2 : 1);
}

}  // namespace
}  // namespace db
