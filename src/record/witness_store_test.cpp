// Every way somebody with the file in hand might change what was written, and that verify names the first entry that does not hold.
#include "record/witness_store.h"

#include "record/correction_store.h"
#include "record/record_store.h"
#include "testing/school.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace record {
namespace {

using access::May;
using access::Role;
using ::testing::HasSubstr;

class Witness : public ::testing::TestWithParam<db::Engine> {
 protected:
  Witness() : house_(test::a_house(GetParam())) {
    amara_ = test::a_member_of_staff(house_, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    maya_ = test::a_pupil(house_, {.given = "Maya", .family = "Osei"});
    tom_ = test::a_pupil(house_, {.given = "Tom", .family = "Reed"});
    test::a_tie(house_, amara_, access::Relation::assigned, maya_);
    first_ = add("Maya told me about her rabbit.");
    second_ = add("Maya read a whole page aloud.");
    correct(first_, 1, "Maya told me about her two rabbits.");
    last_ = test::last_entry(house_);
  }

  RecordId add(std::string_view words) {
    auto visit = test::visit_as(house_, amara_);
    const std::array passes = {access::Door::pupil<May::record_add>(*visit, maya_).value(),
                               access::Door::pupil<May::record_add>(*visit, tom_).value()};
    NewRecord record;
    record.id = visit->fresh<RecordId>();
    record.kind = "note";
    record.kind_version = "0011223344556677";
    record.occurred_at = house_->now();
    record.parts = {{maya_, "about"}, {tom_, "witness"}};
    record.line = words;
    record.body = fmt::format("{{\"what\":\"{}\"}}", words);
    access::UnitOfWork work(*visit);
    record::add(work, house_.random, passes, record);
    EXPECT_TRUE(std::move(work).commit());
    return record.id;
  }

  void correct(const RecordId& id, int was, std::string_view words) {
    auto visit = test::visit_as(house_, amara_);
    const auto pass = access::Door::pupil<May::record_add>(*visit, maya_).value();
    access::UnitOfWork work(*visit);
    record::correct(work, house_.random, pass,
                    Correction{id, was, "There are two.", "0011223344556677", std::string(words), fmt::format("{{\"what\":\"{}\"}}", words),
                               access::InfoClass::c3_pastoral, maya_});
    EXPECT_TRUE(std::move(work).commit());
  }

  std::string broken(std::vector<access::ChainHead> recorded = {}) {
    house_->pen().flush();
    return verify(*house_->database().writer(), std::move(recorded)).broken.value_or("");
  }
  /// The witness keeps itself from being changed; whoever has the file can take that away.
  void take_guards_away() {
    if (GetParam() == db::Engine::sqlite) {
      test::damage(house_, "DROP TRIGGER audit_never_changes");
      test::damage(house_, "DROP TRIGGER audit_never_shrinks");
      test::damage(house_, "DROP TRIGGER version_never_changes");
    } else {
      test::damage(house_, "DROP TRIGGER audit_never_changes ON audit");
      test::damage(house_, "DROP TRIGGER version_never_changes ON record_version");
    }
  }

  test::TestHouse house_;
  access::StaffId amara_;
  access::PupilId maya_, tom_;
  RecordId first_, second_;
  std::int64_t last_ = 0;
};

TEST_P(Witness, HoldsAsItWasWritten) {
  const auto verified = verify(*house_->database().writer());
  EXPECT_EQ(verified.broken.value_or(""), "");
  EXPECT_EQ(verified.entries, last_);
  EXPECT_EQ(verified.versions, 3);
}

TEST_P(Witness, IsNotChangedByTheProgramItself) {
  EXPECT_THROW(test::damage(house_, "UPDATE audit SET basis = 'school' WHERE seq = 2"), db::DatabaseError);
  EXPECT_THROW(test::damage(house_, "DELETE FROM audit WHERE seq = 2"), db::DatabaseError);
  EXPECT_THROW(test::damage(house_, "UPDATE record_version SET body = 'x'"), db::DatabaseError);
}

TEST_P(Witness, NamesTheEntryThatWasChanged) {
  take_guards_away();
  struct Change {
    db::Sql forth, back;
  };
  static constexpr Change changes[] = {
      {"UPDATE audit SET at = at + 1 WHERE seq = 3", "UPDATE audit SET at = at - 1 WHERE seq = 3"},
      {"UPDATE audit SET deed = deed || 'x' WHERE seq = 3", "UPDATE audit SET deed = substr(deed, 1, length(deed) - 1) WHERE seq = 3"},
      {"UPDATE audit SET basis = basis || ' ' WHERE seq = 3", "UPDATE audit SET basis = substr(basis, 1, length(basis) - 1) WHERE seq = 3"},
      {"UPDATE audit SET info_class = info_class + 1 WHERE seq = 3", "UPDATE audit SET info_class = info_class - 1 WHERE seq = 3"},
      {"UPDATE audit SET policy_version = policy_version + 1 WHERE seq = 3", "UPDATE audit SET policy_version = policy_version - 1 WHERE seq = 3"},
  };
  for (const auto& change : changes) {
    test::damage(house_, change.forth);
    EXPECT_EQ(broken(), "entry 3 is not what was hashed") << change.forth.text();
    test::damage(house_, change.back);
    ASSERT_EQ(broken(), "") << change.back.text();
  }
}

TEST_P(Witness, NamesTheEntryWhoseBytesWereChanged) {
  take_guards_away();
  base::Bytes32 other{};
  other.back() = std::byte{1};
  test::damage(house_, "UPDATE audit SET actor = :id WHERE seq = 4", {{"id", tom_}});
  EXPECT_EQ(broken(), "entry 4 is not what was hashed");
  test::damage(house_, "UPDATE audit SET commitment = :other WHERE seq = 2", {{"other", other}});
  EXPECT_EQ(broken(), "entry 2 is not what was hashed");
  test::damage(house_, "UPDATE audit SET hash = :other WHERE seq = 1", {{"other", other}});
  EXPECT_EQ(broken(), "entry 1 is not what was hashed");
}

TEST_P(Witness, MissesAnEntryThatWasTakenOut) {
  take_guards_away();
  test::damage(house_, "DELETE FROM audit WHERE seq = 3");
  EXPECT_EQ(broken(), "entry 3 is missing");
}

TEST_P(Witness, SeesTwoEntriesThatChangedPlaces) {
  take_guards_away();
  test::damage(house_, "UPDATE audit SET seq = -1 WHERE seq = 3");
  test::damage(house_, "UPDATE audit SET seq = 3 WHERE seq = 4");
  test::damage(house_, "UPDATE audit SET seq = 4 WHERE seq = -1");
  EXPECT_EQ(broken(), "entry 3 is not what was hashed");
}

TEST_P(Witness, MissesTheNewestEntry) {
  take_guards_away();
  test::damage(house_, "DELETE FROM audit WHERE seq = :last", {{"last", last_}});
  EXPECT_EQ(broken(), fmt::format("entry {} is missing", last_));
}

TEST_P(Witness, SeesAnEntryAfterTheEnd) {
  take_guards_away();
  test::damage(house_,
               "INSERT INTO audit (seq, at, actor, deed, info_class, subject, pupil, basis, policy_version, commitment, hash) "
               "SELECT seq + 1, at, actor, deed, info_class, subject, pupil, basis, policy_version, commitment, hash FROM audit "
               "WHERE seq = :last",
               {{"last", last_}});
  EXPECT_EQ(broken(), fmt::format("entry {} stands after the end of the chain", last_ + 1));
}

TEST_P(Witness, ACutTailNeedsAHeadWrittenDownElsewhere) {
  take_guards_away();
  const auto before = verify(*house_->database().writer()).head;
  base::Bytes32 hash{};
  const auto head = access::read_head_at(*house_->database().writer(), last_ - 1);
  ASSERT_TRUE(head);
  hash = head->hash;
  test::damage(house_, "DELETE FROM record_version WHERE version = 2");
  test::damage(house_, "DELETE FROM audit WHERE seq = :last", {{"last", last_}});
  test::damage(house_, "UPDATE audit_head SET seq = :seq, hash = :hash", {{"seq", last_ - 1}, {"hash", hash}});
  EXPECT_EQ(broken(), "");
  EXPECT_THAT(broken({before}), HasSubstr(fmt::format("entry {}", last_)));
}

TEST_P(Witness, SeesWordsOfARecordThatWereChanged) {
  take_guards_away();
  test::damage(house_, "UPDATE record_version SET body = replace(body, 'page', 'book') WHERE record_id = :id", {{"id", second_}});
  EXPECT_THAT(broken(), HasSubstr("is not what was written (version 1)"));
}

TEST_P(Witness, SeesACorrectionThatWasChanged) {
  take_guards_away();
  test::damage(house_, "UPDATE record_version SET reason = 'Another reason.' WHERE version = 2");
  EXPECT_EQ(broken(), fmt::format("the record that entry {} speaks of is not what was written (version 2)", last_));
}

TEST_P(Witness, SeesARecordMovedToAnotherPupilOrMoment) {
  const auto ella = test::a_pupil(house_, {.given = "Ella", .family = "Brook"});
  test::damage(house_, "UPDATE record_part SET pupil_id = :ella WHERE record_id = :id AND pupil_id = :tom",
               {{"ella", ella}, {"id", second_}, {"tom", tom_}});
  EXPECT_THAT(broken(), HasSubstr("is not what was written"));
  test::damage(house_, "UPDATE record_part SET pupil_id = :tom WHERE record_id = :id AND pupil_id = :ella",
               {{"ella", ella}, {"id", second_}, {"tom", tom_}});
  ASSERT_EQ(broken(), "");
  test::damage(house_, "UPDATE record SET occurred_at = occurred_at + 60000 WHERE id = :id", {{"id", second_}});
  EXPECT_THAT(broken(), HasSubstr("is not what was written"));
}

TEST_P(Witness, MissesAVersionThatIsGone) {
  take_guards_away();
  test::damage(house_, "DELETE FROM record_version WHERE record_id = :id", {{"id", second_}});
  EXPECT_THAT(broken(), HasSubstr("is gone (version 1)"));
}

TEST_P(Witness, SeesAVersionThatNobodyEntered) {
  base::Bytes32 salt{};
  test::damage(house_,
               "INSERT INTO record_version (record_id, version, author_id, at, reason, kind_version, body, salt) "
               "VALUES (:id, 2, :author, 0, 'x', 'x', 'x', :salt)",
               {{"id", second_}, {"author", amara_}, {"salt", salt}});
  EXPECT_EQ(broken(), "4 versions of records stand in the store, 3 in the chain");
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Witness, ::testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace record
