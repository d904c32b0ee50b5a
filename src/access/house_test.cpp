// How a house ends.
#include "access/house.h"
#include "access/unit_of_work.h"
#include "testing/school.h"

#include <gtest/gtest.h>

namespace {

constexpr access::JobName job{"late"};
constexpr access::Deed written_late{"test.late", "Wrote at the very end"};
constexpr db::Sql count_late = "SELECT COUNT(*) FROM seen_audit WHERE deed = 'test.late'";

/// Writes once more while it goes, as a thread does that was in the middle of something.
class LateWriter {
 public:
  explicit LateWriter(access::House& house) : house_(house) {}
  LateWriter(const LateWriter&) = delete;
  LateWriter& operator=(const LateWriter&) = delete;
  ~LateWriter() {
    access::UnitOfWork work(house_, job);
    work.note({written_late});
    (void)std::move(work).commit();
  }

 private:
  access::House& house_;
};

class HouseOnBothEngines : public testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, HouseOnBothEngines, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(HouseOnBothEngines, LetsItsRoomsFinishWritingBeforeThePenGoes) {
  auto house = test::a_house(GetParam());
  house->add_room(std::make_shared<LateWriter>(*house));
  ASSERT_EQ(test::number(house, count_late), 0);
  house.close();
  house.open_again();
  EXPECT_EQ(test::number(house, count_late), 1);
}

}  // namespace
