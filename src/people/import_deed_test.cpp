// Imports on both engines: ten pupils come in, the same file twice writes nothing, and an undo puts the school back.
#include "people/import_deed.h"

#include "people/protected_contact_store.h"
#include "people/roll_store.h"
#include "testing/places.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace people {
namespace {

using access::Role;
using testing::Contains;
using testing::HasSubstr;

std::string the_example() {
  std::ifstream in(test::in_checkout("docs/operate/examples/pupils.csv"), std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

class Importing : public testing::TestWithParam<db::Engine> {
 protected:
  Importing() : house(test::a_house(GetParam())) {
    office = test::a_member_of_staff(house, {.name = "Ines Marchetti", .roles = {Role::office}, .post = "Office"});
  }

  struct Came {
    ImportRun run;
    ImportPlan plan;
  };
  /// Sent, looked at and confirmed.
  Came bring(std::string_view bytes, std::optional<ImportSubject> subject = {}) {
    auto visit = test::visit_as(house, office);
    const auto pass = *access::Door::staff<access::May::people_import>(visit);
    const auto file = read_import_file(pass, bytes, subject).value();
    const auto runs = new_runs(visit, bytes, file);
    access::UnitOfWork sent(visit);
    keep(sent, pass, runs);
    EXPECT_TRUE(std::move(sent).commit());
    auto shown = preview(house, pass, file.parts.front().table, file.parts.front().mapping).value();
    Came out{runs.front(), shown.plan};
    if (shown.plan.writes_nothing()) return out;
    access::UnitOfWork work(visit);
    confirm(work, pass, out.run, std::move(shown));
    const auto written = std::move(work).commit();
    EXPECT_TRUE(written) << written.error().for_log;
    out.run = find_import(house, pass, out.run.id).value();
    return out;
  }
  base::Result<UndoResult> take_back(const ImportId& id) {
    auto visit = test::visit_as(house, office);
    const auto pass = *access::Door::staff<access::May::people_import>(visit);
    access::UnitOfWork work(visit);
    TRY(auto result, undo(house, work, pass, find_import(house, pass, id).value()));
    TRY_DO(std::move(work).commit());
    return result;
  }
  SchoolRoll roll() {
    auto reader = house->reader();
    return load_roll(house, *reader);
  }
  const PupilRecord& named(const SchoolRoll& held, std::string_view surname) {
    const auto found = std::find_if(held.pupils.begin(), held.pupils.end(), [&](const auto& one) { return one.legal_surname == surname; });
    EXPECT_NE(found, held.pupils.end()) << surname;
    return *found;
  }

  test::TestHouse house;
  access::StaffId office;
};

TEST_P(Importing, BringsTenPupilsWithTheirClassesAndFamilies) {
  const auto before = test::last_entry(house);
  const auto came = bring(the_example());
  EXPECT_EQ(came.plan.count(LineOutcome::added), 10U);
  const auto held = roll();
  ASSERT_EQ(held.pupils.size(), 10U);
  EXPECT_EQ(held.family.size(), 10U);
  EXPECT_EQ(held.classes.size(), 3U);
  EXPECT_EQ(held.memberships.size(), 10U);
  const auto& zofia = named(held, "Kowalczyk");
  EXPECT_EQ(zofia.forename(), "Zosia");
  EXPECT_EQ(zofia.class_name, "4 Willow");
  EXPECT_EQ(base::to_iso(*zofia.born), "2017-08-30");
  const auto deeds = test::deeds_after(house, before);
  EXPECT_EQ(std::count(deeds.begin(), deeds.end(), "people.imported"), 1);
  EXPECT_EQ(std::count(deeds.begin(), deeds.end(), "pupil.added"), 10);
  EXPECT_EQ(came.run.state, ImportState::done);
  EXPECT_TRUE(came.run.file.empty());
  EXPECT_EQ(read_summary(came.run.summary).lines.size(), 10U);
}

TEST_P(Importing, TheSameFileTwiceChangesNothing) {
  bring(the_example());
  const auto held = roll();
  const auto again = bring(the_example());
  EXPECT_EQ(again.plan.count(LineOutcome::unchanged), 10U);
  EXPECT_TRUE(again.plan.writes_nothing());
  EXPECT_EQ(roll().pupils, held.pupils);
  EXPECT_EQ(roll().family, held.family);
}

TEST_P(Importing, AnUndoTakesAwayWhatWasAddedAndPutsBackWhatWasChanged) {
  const auto empty = roll();
  const auto first = bring(the_example());
  const auto held = roll();
  auto text = the_example();
  const auto line = text.find("Whitfield,Rowan");
  text.replace(text.find("4 Willow", line), 8, "4 Hazel_");
  text.replace(text.find("Mother", line), 6, "Carer_");
  const auto second = bring(text);
  EXPECT_EQ(second.plan.count(LineOutcome::changed), 1U);
  EXPECT_EQ(named(roll(), "Whitfield").class_name, "4 Hazel_");

  const auto back = take_back(second.run.id);
  ASSERT_TRUE(back) << back.error().for_log;
  EXPECT_TRUE(back->conflicts.empty());
  EXPECT_EQ(roll().pupils, held.pupils);
  EXPECT_EQ(roll().family, held.family);
  EXPECT_EQ(roll().memberships, held.memberships);
  EXPECT_EQ(roll().classes, held.classes);

  ASSERT_TRUE(take_back(first.run.id));
  EXPECT_EQ(roll().pupils, empty.pupils);
  EXPECT_EQ(roll().family, empty.family);
  EXPECT_EQ(roll().classes, empty.classes);
  EXPECT_FALSE(take_back(first.run.id)) << "an import is taken back once";
}

TEST_P(Importing, AnUndoLeavesAPupilSomebodyStandsBesideAndSaysSo) {
  const auto came = bring(the_example());
  test::a_tie(house, office, access::Relation::assigned, *named(roll(), "Haddad").id);
  const auto back = take_back(came.run.id);
  ASSERT_TRUE(back) << back.error().for_log;
  ASSERT_EQ(back->conflicts.size(), 1U);
  EXPECT_EQ(back->conflicts.front().about, "Layla Haddad");
  const auto held = roll();
  ASSERT_EQ(held.pupils.size(), 1U);
  ASSERT_EQ(held.family.size(), 1U) << "who stays keeps their family";
  EXPECT_EQ(held.family.front().forename, "Omar");
}

TEST_P(Importing, BadLinesAreLeftOutByNumberWithTheReason) {
  const auto came = bring(
      "UPN,Surname,Forename,Date of birth\n"
      "N001100121001,Okonkwo,Adaeze,14/10/2016\n"
      "B001100121002,Whitfield,Rowan,02/03/2017\n"
      ",Rahman,Tasnim,31/02/2026\n");
  ASSERT_EQ(came.plan.lines.size(), 3U);
  EXPECT_EQ(came.plan.lines[0].outcome, LineOutcome::added);
  EXPECT_EQ(came.plan.lines[1].outcome, LineOutcome::left_out);
  EXPECT_EQ(came.plan.lines[1].line, 3U);
  EXPECT_EQ(came.plan.lines[1].column, 1U);
  EXPECT_EQ(came.plan.lines[2].outcome, LineOutcome::left_out);
  EXPECT_EQ(came.plan.lines[2].line, 4U);
  EXPECT_EQ(came.plan.lines[2].column, 4U);
  EXPECT_FALSE(came.plan.lines[2].reason.empty());
  EXPECT_EQ(roll().pupils.size(), 1U);
}

TEST_P(Importing, SomebodyWhoImportedMeanwhileStopsAConfirmation) {
  auto visit = test::visit_as(house, office);
  const auto pass = *access::Door::staff<access::May::people_import>(visit);
  const auto file = read_import_file(pass, the_example(), {}).value();
  const auto runs = new_runs(visit, the_example(), file);
  access::UnitOfWork sent(visit);
  keep(sent, pass, runs);
  ASSERT_TRUE(std::move(sent).commit());
  auto shown = preview(house, pass, file.parts.front().table, file.parts.front().mapping).value();
  bring(the_example());
  access::UnitOfWork late(visit);
  confirm(late, pass, runs.front(), std::move(shown));
  const auto written = std::move(late).commit();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, base::Error::Kind::conflict);
  EXPECT_EQ(roll().pupils.size(), 10U);
}

TEST_P(Importing, StaffGetOnlyRolesAnImportMayGive) {
  const auto came = bring("Forename,Surname,Email,Job title,Role\nTeresa,Lindqvist,t.l@school.example,Teaching assistant,key_worker\n"
                          "Bram,Achterberg,b.a@school.example,Deputy,dsl\n",
                          ImportSubject::staff);
  EXPECT_GE(came.plan.count(LineOutcome::added), 1U);
  for (const auto& person : roll().staff) {
    if (person.surname == "Lindqvist") {
      EXPECT_THAT(person.roles, Contains(Role::key_worker));
    }
    if (person.surname == "Achterberg") {
      EXPECT_TRUE(person.roles.empty());
    }
  }
  ASSERT_TRUE(take_back(came.run.id));
  EXPECT_EQ(roll().staff.size(), 1U);
}

TEST_P(Importing, ColumnsSomebodyChoseAreRemembered) {
  constexpr std::string_view odd = "Key,Sn,Fn,When\nN001100121001,Okonkwo,Adaeze,14/10/2016\n";
  auto visit = test::visit_as(house, office);
  const auto pass = *access::Door::staff<access::May::people_import>(visit);
  const auto file = read_import_file(pass, odd, ImportSubject::pupils).value();
  const auto runs = new_runs(visit, odd, file);
  auto mapping = file.parts.front().mapping;
  EXPECT_FALSE(check_mapping(mapping));
  int column = 0;
  for (const auto* choice : {"upn", "legal_surname", "legal_forename", "born"})
    mapping.columns[static_cast<std::size_t>(column++)].target = parse_choice(ImportSubject::pupils, choice).value();
  access::UnitOfWork work(visit);
  keep(work, pass, runs);
  choose_columns(work, pass, runs.front(), mapping, "Our odd export");
  ASSERT_TRUE(std::move(work).commit());
  EXPECT_EQ(find_import(house, pass, runs.front().id)->mapping, mapping);
  EXPECT_EQ(find_mapping(pass, ImportSubject::pupils, "Our odd export"), mapping);
  EXPECT_THAT(list_mappings(pass, ImportSubject::pupils), testing::ElementsAre("Our odd export"));
  EXPECT_EQ(read_import_file(pass, odd, ImportSubject::pupils)->parts.front().mapping, mapping);
}

TEST_P(Importing, AFileThatWasDroppedOrForgottenIsEmptied) {
  auto visit = test::visit_as(house, office);
  const auto pass = *access::Door::staff<access::May::people_import>(visit);
  const auto bytes = the_example();
  const auto file = read_import_file(pass, bytes, {}).value();
  const auto send = [&](access::Visit& by) {
    const auto runs = new_runs(by, bytes, file);
    access::UnitOfWork work(by);
    keep(work, pass, runs);
    EXPECT_TRUE(std::move(work).commit());
    return runs.front();
  };
  const auto dropped = send(visit), forgotten = send(visit);
  EXPECT_EQ(find_import(house, pass, dropped.id)->file, bytes);
  access::UnitOfWork work(visit);
  drop(work, pass, dropped);
  ASSERT_TRUE(std::move(work).commit());
  EXPECT_TRUE(find_import(house, pass, dropped.id)->file.empty());
  EXPECT_EQ(find_import(house, pass, forgotten.id)->file, bytes);
  house.clock.pass(8 * base::day_ms);
  auto later = test::visit_as(house, office);
  send(later);
  EXPECT_TRUE(find_import(house, pass, forgotten.id)->file.empty());
  EXPECT_EQ(find_import(house, pass, forgotten.id)->state, ImportState::dropped);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Importing, testing::ValuesIn(test::engines_under_test()), test::engine_name);

// --- what is kept safe, and whom an order is about ----------------------------------------------------------------------------

constexpr std::string_view a_family = "Legal surname,Legal forename,Date of birth,Year group,Contact 1 forename,Contact 1 surname,Contact 1 relationship,Contact 1 mobile,Contact 1 address";
std::string a_file(std::string_view lines) { return std::string(a_family) + "\n" + std::string(lines); }

TEST_P(Importing, DoesNotBringBackWhatIsKeptSafe) {
  const auto first = bring(a_file("Osei,Maya,14/10/2016,4,Ada,Osei,Mother,07700 900417,417 Zqkept Row\n"));
  ASSERT_EQ(first.plan.count(LineOutcome::added), 1U) << "the file is read";
  const auto held = roll();
  ASSERT_EQ(held.family.size(), 1U);
  EXPECT_EQ(held.family.front().address, "417 Zqkept Row");
  const auto member = *held.family.front().id;
  const auto kept = KeptSafeId::make(house->now(), house.random);
  access::UnitOfWork work(*house, access::JobName{"test"});
  work.note({.deed = deeds::contact_kept_safe});
  for (auto& step : keep_safe_steps(kept, member, *held.family.front().pupil, office, house->now(), "A refuge")) work.also(std::move(step));
  ASSERT_TRUE(std::move(work).commit());
  const auto nothing = [&] {
    EXPECT_EQ(test::number(house, "SELECT count(*) FROM family_member WHERE address <> '' OR mobile <> ''"), 0);
    EXPECT_EQ(test::number(house, "SELECT count(*) FROM protected_contact WHERE address = '417 Zqkept Row' AND mobile = '07700 900417'"), 1);
  };
  nothing();

  const auto again = bring(a_file("Osei,Maya,14/10/2016,4,Ada,Osei,Mother,07700 900999,9 Other Street\n"));
  EXPECT_TRUE(again.plan.writes_nothing()) << "how she is reached is no change";
  ASSERT_FALSE(again.plan.lines.empty());
  EXPECT_THAT(again.plan.lines.front().notes, Contains(HasSubstr("kept safe, and stays as it is")));
  nothing();
  bring(a_file("Osei,Maya,14/10/2016,4,Ada,Osei,Carer,07700 900999,9 Other Street\n"));
  EXPECT_EQ(roll().family.front().relationship, "Carer") << "what is not about reaching her is taken";
  nothing();
  auto written = roll().family.front();
  written.address = "9 Other Street";
  access::UnitOfWork anew(*house, access::JobName{"test"});
  anew.note({.deed = deeds::contact_kept_safe});
  for (auto& step : update_family(written)) anew.also(std::move(step));
  ASSERT_TRUE(std::move(anew).commit());
  nothing();  // whoever writes a family writes no address there
  EXPECT_TRUE(take_back(first.run.id));
  nothing();
}

TEST_P(Importing, KeepsSomebodyNewAtAnAddressThatIsKeptSafeWithIt) {
  bring(a_file("Osei,Maya,14/10/2016,4,Ada,Osei,Mother,07700 900417,417 Zqkept Row\n"));
  const auto held = roll();
  access::UnitOfWork work(*house, access::JobName{"test"});
  work.note({.deed = deeds::contact_kept_safe});
  for (auto& step : keep_safe_steps(KeptSafeId::make(house->now(), house.random), *held.family.front().id, *held.family.front().pupil, office, house->now(), "A refuge")) work.also(std::move(step));
  ASSERT_TRUE(std::move(work).commit());
  bring(a_file("Osei,Maya,14/10/2016,4,Efua,Mensah,Grandmother,07700 900418,417 ZQKEPT ROW\n"));
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM family_member"), 2);
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM kept_safe WHERE ended_at IS NULL"), 2);
  EXPECT_EQ(test::number(house, "SELECT count(*) FROM family_member WHERE address <> '' OR mobile <> ''"), 0);
}

}  // namespace
}  // namespace people
