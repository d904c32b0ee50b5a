// Backup, verify and restore as whoever runs the machine uses them, each way they must refuse included.
#include "app/commands.h"
#include "testing/school.h"

#include <gtest/gtest.h>

#include <fstream>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr db::Sql pupils_there = "SELECT COUNT(*) FROM pupil";

class Backup : public ::testing::Test {
 protected:
  Backup() : house_(test::a_house(db::Engine::sqlite)), copy_(house_.folder() / "copy.db") {
    test::a_pupil(house_, {.given = "Maya", .family = "Osei"});
    house_.close();
    EXPECT_EQ(run({"backup", "--data", folder(), "--to", copy_.string()}), 0);
    house_.open_again();
    test::a_pupil(house_, {.given = "Tom", .family = "Reed"});
    house_.close();
  }
  std::string folder() const { return house_.folder().string(); }
  int restore(bool replace) {
    std::vector<std::string> words = {"restore", "--data", folder(), "--from", copy_.string()};
    if (replace) words.push_back("--replace");
    return run(words);
  }
  std::int64_t pupils() {
    house_.open_again();
    const auto count = test::number(house_, pupils_there);
    house_.close();
    return count;
  }
  static void flip_a_byte(const fs::path& file, std::streamoff place) {
    std::fstream both(file, std::ios::binary | std::ios::in | std::ios::out);
    both.seekg(place);
    const auto was = static_cast<char>(both.get());
    both.seekp(place);
    both.put(static_cast<char>(was ^ 1));
  }
  test::TestHouse house_;
  fs::path copy_;
};

TEST_F(Backup, IsAWholeSchoolThatVerifies) {
  EXPECT_EQ(run({"verify", "--data", folder(), "--file", copy_.string()}), 0);
  EXPECT_EQ(run({"verify", "--data", folder()}), 0);
}

TEST_F(Backup, IsNotWrittenOverAnother) { EXPECT_EQ(run({"backup", "--data", folder(), "--to", copy_.string()}), 1); }

TEST_F(Backup, ComesBackInPlaceOfTheSchoolWhichIsKept) {
  ASSERT_EQ(pupils(), 2);
  EXPECT_EQ(restore(true), 0);
  EXPECT_EQ(pupils(), 1);
  EXPECT_EQ(run({"verify", "--data", folder()}), 0);
  int kept = 0;
  for (const auto& entry : fs::directory_iterator(house_.folder()))
    if (entry.path().filename().string().starts_with("alongside.db.before-") && entry.path().extension() != ".db") ++kept;
  EXPECT_GE(kept, 1);
}

TEST_F(Backup, ComesBackWhereThereIsNoSchool) {
  for (const auto part : {"", "-wal", "-shm"}) fs::remove(house_.folder() / (std::string("alongside.db") + part));
  EXPECT_EQ(restore(false), 0);
  EXPECT_EQ(pupils(), 1);
}

TEST_F(Backup, DoesNotReplaceASchoolUnasked) {
  EXPECT_EQ(restore(false), 1);
  EXPECT_EQ(pupils(), 2);
}

TEST_F(Backup, ThatIsDamagedIsRefusedAndTheSchoolStaysAsItWas) {
  const auto size = static_cast<std::streamoff>(fs::file_size(copy_));
  for (const auto place : {size / 3, size / 2, size - 100}) {
    flip_a_byte(copy_, place);
    int answer = 1;
    EXPECT_NO_THROW(answer = restore(true)) << place;
    EXPECT_EQ(answer, 1) << place;
    EXPECT_FALSE(fs::exists(house_.folder() / "alongside.db.restoring"));
    EXPECT_EQ(run({"verify", "--data", folder(), "--file", copy_.string()}), 1) << place;
    flip_a_byte(copy_, place);
  }
  EXPECT_EQ(pupils(), 2);
  EXPECT_EQ(restore(true), 0) << "and it was the byte";
}

TEST_F(Backup, OfAnotherKeyIsRefused) {
  std::ofstream(house_.folder() / "key", std::ios::trunc) << std::string(64, '7') << '\n';
  EXPECT_EQ(restore(true), 1);
}

}  // namespace
}  // namespace app
