// Import plans: what is added, changed, left alone and left out; the same file twice; and the way back.
#include "people/import_plan.h"

#include "people/roll_fields.h"
#include "people/upn.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>


namespace people {
namespace {

base::LocalDate on(std::string_view iso) { return *base::parse_iso_date(iso); }
const base::LocalDate today = on("2026-11-23");

/// A roll that imports are written to as the stores would.
struct School {
  SchoolRoll roll;
  base::SeededRandom random{1};

  template <class IdType>
  IdType fresh() {
    return IdType::make({1}, random);
  }

  template <class Record, class Step>
  static void write(std::vector<Record>& records, std::vector<Step>& steps, auto&& make_id) {
    for (auto& step : steps) {
      if (!step.before) {
        step.after.id = make_id();
        records.push_back(step.after);
        continue;
      }
      for (auto& record : records)
        if (record == *step.before) record = step.after;
    }
  }

  void write(ImportPlan& plan) {
    write(roll.pupils, plan.pupils, [&] { return fresh<PupilId>(); });
    for (auto& step : plan.family)
      if (step.pupil_line)
        for (const auto& pupil : plan.pupils)
          if (pupil.line == *step.pupil_line) step.after.pupil = pupil.after.id;
    write(roll.staff, plan.staff, [&] { return fresh<StaffId>(); });
    write(roll.classes, plan.classes, [&] { return fresh<ClassId>(); });
    write(roll.family, plan.family, [&] { return fresh<FamilyMemberId>(); });
    for (const auto& step : plan.memberships) roll.memberships.push_back(step.after);
  }

  base::Result<ImportPlan> try_plan(std::string_view csv, ImportSubject subject = ImportSubject::pupils) const {
    TRY(auto table, read_csv(csv));
    std::vector<std::string> headers;
    for (std::size_t c = 0; c < table.columns(0); ++c) headers.emplace_back(table.cell(0, c));
    return plan_import(table, propose_mapping(subject, headers), roll, today);
  }
  ImportPlan plan(std::string_view csv, ImportSubject subject = ImportSubject::pupils) const {
    return try_plan(csv, subject).value();
  }
  ImportPlan import(std::string_view csv, ImportSubject subject = ImportSubject::pupils) {
    auto made = plan(csv, subject);
    write(made);
    return made;
  }
  void undo(const ImportPlan& done) {
    const auto back = plan_undo(done, roll);
    EXPECT_TRUE(back.conflicts.empty());
    const auto put = [](auto& records, const auto& steps) {
      for (const auto& step : steps)
        for (auto& record : records)
          if (record == *step.before) record = step.after;
    };
    put(roll.pupils, back.pupils);
    put(roll.staff, back.staff);
    put(roll.classes, back.classes);
    put(roll.family, back.family);
    const auto among = [](const auto& list) {
      return [&list](const auto& r) { return std::find(list.begin(), list.end(), *r.id) != list.end(); };
    };
    std::erase_if(roll.pupils, among(back.remove_pupils));
    std::erase_if(roll.staff, among(back.remove_staff));
    std::erase_if(roll.classes, among(back.remove_classes));
    std::erase_if(roll.family, [&](const auto& m) {
      return std::find(back.remove_family.begin(), back.remove_family.end(), std::pair(*m.id, *m.pupil)) !=
             back.remove_family.end();
    });
    std::erase_if(roll.memberships, [&](const auto& m) {
      return std::find(back.remove_memberships.begin(), back.remove_memberships.end(), m) != back.remove_memberships.end();
    });
  }
};

std::string outcomes(const ImportPlan& plan) {
  std::string all;
  for (const auto& line : plan.lines) all += (all.empty() ? "" : " ") + std::string(code(line.outcome));
  return all;
}

constexpr std::string_view two_pupils =
    "UPN,Surname,Forename,DOB,Year,Reg,SEN,Contact 1 Name,Contact 1 Mobile\n"
    "B801200005001,Kaya,Deniz,01/09/2016,Year 5,5 Oak,K,Mrs Elif Kaya,07700 900123\n"
    "R674123101121,Owusu-Adjei,Zoë,14/02/2017,4,4 Elm,,Kofi Owusu-Adjei,07700 900456\n";

TEST(ImportPlan, AddsPupilsTheirContactsAndTheirClasses) {
  School school;
  const auto plan = school.plan(two_pupils);
  EXPECT_EQ(outcomes(plan), "added added");
  ASSERT_EQ(plan.pupils.size(), 2U);
  const auto& deniz = plan.pupils[0].after;
  EXPECT_EQ(deniz.upn, "B801200005001");
  EXPECT_EQ(deniz.legal_surname, "Kaya");
  EXPECT_EQ(deniz.born, on("2016-09-01"));
  EXPECT_EQ(deniz.year_group, YearGroup::year(5));
  EXPECT_EQ(deniz.sen_status, SenStatus::support);
  EXPECT_FALSE(plan.pupils[1].after.sen_status);
  ASSERT_EQ(plan.family.size(), 2U);
  EXPECT_EQ(plan.family[0].after.title, "Mrs");
  EXPECT_EQ(plan.family[0].after.forename, "Elif");
  EXPECT_EQ(plan.family[0].after.order, 1);
  EXPECT_EQ(plan.family[0].pupil_line, 2U);
  ASSERT_EQ(plan.classes.size(), 2U);
  EXPECT_EQ(plan.classes[1].after.name, "5 Oak");
  EXPECT_EQ(plan.lines[0].about, "Deniz Kaya");
  const auto& change = plan.lines[0].changes.at(3);
  EXPECT_EQ(change, (FieldChange{"born", "Date of birth", "", "1 September 2016"}));
}

TEST(ImportPlan, TheSameFileTwiceChangesNothing) {
  School school;
  school.import(two_pupils);
  const auto again = school.plan(two_pupils);
  EXPECT_EQ(outcomes(again), "unchanged unchanged");
  EXPECT_TRUE(again.writes_nothing());
  EXPECT_TRUE(again.pupils_not_in_file.empty());
}

TEST(ImportPlan, TellsEachFieldThatWouldChange) {
  School school;
  school.import(two_pupils);
  const auto plan = school.plan(
      "UPN,Surname,Forename,DOB,Year,SEN,Contact 1 Name,Contact 1 Mobile\nB801200005001,Kaya,Deniz,01/09/2016,6,E,Elif Kaya,07700 900999\n");
  EXPECT_EQ(outcomes(plan), "changed");
  EXPECT_EQ(plan.lines[0].changes,
            (std::vector<FieldChange>{{"year_group", "Year group", "Year 5", "Year 6"},
                                      {"sen_status", "SEN status", "SEN support", "EHC plan"},
                                      {"contact.1.mobile", "Contact 1: Mobile", "07700 900123", "07700 900999"}}));
  EXPECT_EQ(plan.pupils_not_in_file.size(), 1U);
  EXPECT_EQ(plan.pupils.at(0).after.class_name, "5 Oak");  // a column the file does not have
  EXPECT_EQ(plan.family.at(0).after.title, "Mrs");
}

TEST(ImportPlan, AMissingColumnOrAnEmptyCellEmptiesNothing) {
  School school;
  school.import(two_pupils);
  const auto plan = school.plan("UPN,Surname,Forename,SEN,Reg\nB801200005001,Kaya,Deniz,,\n");
  EXPECT_EQ(outcomes(plan), "unchanged");
  EXPECT_EQ(plan.empty_cells_kept, 2U);
}

TEST(ImportPlan, ABadLineIsLeftOutWithItsPlaceAndTheOthersAreTaken) {
  const auto plan = School().plan(
      "UPN,Surname,Forename,DOB,Year\n"
      "A801200005001,Kaya,Deniz,01/09/2016,5\n"
      "R674123101121,Owusu,Zoë,31/02/2026,4\n"
      ",Silva,Rui,03/03/2017,Oak\n"
      ",Silva,,03/03/2017,4\n"
      ",Silva,Ana,,4\n"
      ",Silva,Bia,03/03/2027,4\n"
      ",=SUM(1),Bia,03/03/2017,4\n"
      ",Silva,Eva,03/03/2017,4,extra\n"
      ",,,,\n"
      ",Silva,Ivo,03/03/2017,4\n");
  EXPECT_EQ(outcomes(plan), "left_out left_out left_out left_out left_out left_out left_out left_out added");
  const auto told = [&](std::size_t i) {
    return fmt::format("{}:{} {}: {}", plan.lines[i].line, plan.lines[i].column, plan.lines[i].header, plan.lines[i].reason);
  };
  EXPECT_EQ(told(0), "2:1 UPN: This UPN fails its check: the first letter does not fit the digits, so one of them is mistyped");
  EXPECT_EQ(told(1), "3:4 DOB: There is no 31 February 2026");
  EXPECT_EQ(told(2), "4:5 Year: This is no year group; write N1, N2, R, 1 to 14, or X");
  EXPECT_EQ(told(3), "5:0 : It has no forename");
  EXPECT_EQ(told(4), "6:0 : It has neither a UPN nor a date of birth, so the pupil cannot be matched");
  EXPECT_EQ(told(5), "7:0 : The date of birth is in the future");
  EXPECT_EQ(told(6), "8:2 Surname: It begins like a formula of a spreadsheet; write the value itself");
  EXPECT_NE(told(7).find("9:6 : It has 6 cells where the headings have 5"), std::string::npos);
  EXPECT_EQ(plan.lines[8].line, 11U);
}

TEST(ImportPlan, MatchesByUpnThenByFoldedNamesAndBirthDate) {
  School school;
  school.import(two_pupils);
  const auto plan = school.plan(
      "UPN,Surname,Forename,DOB\n"
      "B801200005001,Kaya-Yilmaz,Deniz,01/09/2016\n"  // by UPN: a new surname
      ",owusu adjei,ZOE,14/02/2017\n");               // by name: only the spelling differs
  EXPECT_EQ(outcomes(plan), "changed changed");
  EXPECT_EQ(plan.lines[0].changes.at(0).before, "Kaya");
  EXPECT_EQ(plan.lines[1].changes.at(0).before, "Owusu-Adjei");
}

TEST(ImportPlan, ANewUpnKeepsTheOldOneAsFormer) {
  School school;
  school.import("UPN,Surname,Forename,DOB\nM82343212600A,Kaya,Deniz,01/09/2016\n");
  const auto plan = school.import("UPN,Surname,Forename,DOB\nB801200005001,Kaya,Deniz,01/09/2016\n");
  EXPECT_EQ(outcomes(plan), "changed");
  EXPECT_EQ(school.roll.pupils[0].former_upns, std::vector<std::string>{"M82343212600A"});
  EXPECT_EQ(school.roll.pupils[0].upn, "B801200005001");
  const auto old_file = school.plan("UPN,Surname,Forename,DOB\nM82343212600A,Kaya,Deniz,01/09/2016\n");
  EXPECT_EQ(outcomes(old_file), "unchanged");
  EXPECT_EQ(old_file.lines[0].notes.at(0), "This is a former UPN; the one held was kept");
}

TEST(ImportPlan, ReportsDuplicatesInsideTheFile) {
  const auto plan = School().plan(
      "UPN,Surname,Forename,DOB\n"
      "B801200005001,Kaya,Deniz,01/09/2016\n"
      "B801200005001,Kaya,Deniz,01/09/2016\n"
      ",Silva,Rui,03/03/2017\n"
      ",SILVA,rui,3/3/2017\n"
      "R674123101121,Silva,Rui,03/03/2017\n"
      "M82343212600A,Kaya,Deniz,01/09/2016\n");
  EXPECT_EQ(outcomes(plan), "added left_out added left_out left_out added");
  EXPECT_EQ(plan.lines[1].reason, "The same UPN stands in line 2");
  EXPECT_EQ(plan.lines[3].reason, "Line 4 has the same name and date of birth");
  EXPECT_EQ(plan.lines[5].notes.at(0), "Line 2 has the same name and date of birth");
}

TEST(ImportPlan, TwoOnTheRollWithOneNameAreNotGuessed) {
  School school;
  school.import("UPN,Surname,Forename,DOB\nB801200005001,Li,Mei,01/09/2016\nR674123101121,Li,Mei,01/09/2016\n");
  ASSERT_EQ(school.roll.pupils.size(), 2U);
  const auto plan = school.plan("Surname,Forename,DOB\nLi,Mei,01/09/2016\n");
  EXPECT_EQ(outcomes(plan), "left_out");
}

TEST(ImportPlan, NotesWhatSomebodyShouldLookAt) {
  const auto plan = School().plan(
      "UPN,Surname,Forename,DOB,Year,PP,Contact 1 Name,Contact 1 Email,Contact 2 Mobile\nB801200005001,Kaya,Deniz,01/09/2016,9,maybe,Elif Kaya,nobody,07700 900123\n");
  EXPECT_EQ(outcomes(plan), "added");
  ASSERT_EQ(plan.lines[0].notes.size(), 4U);
  EXPECT_EQ(plan.lines[0].notes[0], "PP: Neither yes nor no, so it was left out");
  EXPECT_EQ(plan.lines[0].notes[1], "Contact 1 Email: No e-mail address, so it was left out");
  EXPECT_EQ(plan.lines[0].notes[2], "Year 9 is more than a year away from what the date of birth suggests");
  EXPECT_EQ(plan.lines[0].notes[3], "Contact 2: no name, so what stands beside it was left out");
}

TEST(ImportPlan, RefusesAMappingOfAnotherFileAndAFileWithoutLines) {
  School school;
  EXPECT_EQ(school.try_plan("UPN,Surname,Forename\n").error().fields.at(0).field, "file");
  EXPECT_EQ(school.try_plan("A,B\n1,2\n").error().fields.at(0).field, "columns");
  const auto table = read_csv("UPN,Surname,Forename\n,,\n");
  EXPECT_FALSE(
      plan_import(*table, propose_mapping(ImportSubject::pupils, std::vector<std::string>{"UPN", "Name"}), school.roll, today));
}

TEST(ImportPlan, StaffAreMatchedByEmailCodeAndNameAndNeverGivenASensitiveRole) {
  School school;
  const auto first = school.import(
      "Title,Forename,Surname,Job Title,Email,Staff Code,Role\n"
      "Ms,Amina,Hussain,Teaching Assistant,a.hussain@school.example,AHU,\n"
      "Mr,Tom,Reed,Headteacher,t.reed@school.example,TRE,Head\n"
      "Mr,Tom,Reed,Headteacher,T.Reed@school.example,,\n"
      "Dr,,Solo,,,,\n",
      ImportSubject::staff);
  EXPECT_EQ(outcomes(first), "added added left_out left_out");
  EXPECT_EQ(first.staff[0].after.roles, std::vector<access::Role>{access::Role::key_worker});
  EXPECT_TRUE(first.staff[1].after.roles.empty());
  const auto second =
      school.plan("Forename,Surname,Staff Code,Job Title\nAmina,Khan,AHU,Senior teaching assistant\nTom,Reed,,Headteacher\n",
                  ImportSubject::staff);
  EXPECT_EQ(outcomes(second), "changed unchanged");
  EXPECT_EQ(second.lines[0].changes.at(0).field, "surname");
}

TEST(ImportPlan, MembershipsMakeTheirClassesAndSayWhoIsNoLongerNamed) {
  School school;
  school.import(two_pupils);
  constexpr std::string_view csv =
      "UPN,Class Name,Subject,Teacher\n"
      "B801200005001,Phonics A,English,AHU\n"
      "R674123101121,Phonics A,English,TRE\n"
      "B801200005001,Phonics A,English,AHU\n"
      "M82343212600A,Phonics A,English,AHU\n"
      "B801200005001,5 Oak,,\n";
  const auto plan = school.import(csv, ImportSubject::memberships);
  EXPECT_EQ(outcomes(plan), "added added left_out left_out added");
  ASSERT_EQ(plan.classes.size(), 1U);
  EXPECT_EQ(plan.classes[0].after.kind, ClassKind::group);
  EXPECT_EQ(plan.classes[0].after.teachers, (std::vector<std::string>{"AHU", "TRE"}));
  EXPECT_EQ(plan.memberships[2].after.kind, ClassKind::registration);
  EXPECT_TRUE(school.plan(csv, ImportSubject::memberships).writes_nothing());
  EXPECT_EQ(school.plan("UPN,Class\nB801200005001,Phonics A\n", ImportSubject::memberships).memberships_not_in_file.size(), 1U);
}

TEST(ImportPlan, FamilyMembersAreFoundWithinTheirPupil) {
  School school;
  school.import(two_pupils);
  constexpr std::string_view csv =
      "Pupil UPN,Title,Contact Forename,Contact Surname,Relationship,PR,Phone\n"
      "B801200005001,Mrs,Elif,Kaya,Mother,Yes,07700 900123\n"
      "B801200005001,Mr,Can,Kaya,Father,Yes,07700 900222\n"
      "B801200005001,Mr,Can,Kaya,Father,Yes,07700 900222\n"
      "R674123101128,Mr,Can,Kaya,Father,Yes,07700 900222\n";
  const auto plan = school.import(csv, ImportSubject::family);
  EXPECT_EQ(outcomes(plan), "changed added left_out left_out");
  EXPECT_EQ(plan.family.at(1).after.order, 2);
  EXPECT_TRUE(school.plan(csv, ImportSubject::family).writes_nothing());
}

TEST(ImportUndo, PutsEverythingBackAndLeavesWhatWasChangedSince) {
  School school;
  school.import(two_pupils);
  const SchoolRoll before = school.roll;
  const auto done = school.import(
      "UPN,Surname,Forename,DOB,Year,House,Contact 1 Name,Contact 1 Mobile\n"
      "B801200005001,Kaya,Deniz,01/09/2016,6,Red,Elif Kaya,07700 900999\n"
      "M82343212600A,Nowak,Jan,05/05/2018,3,Blue,Ewa Nowak,07700 900777\n");
  EXPECT_NE(school.roll.pupils, before.pupils);
  School other = school;
  school.undo(*steps_from_json(steps_to_json(done)));
  EXPECT_EQ(school.roll.pupils, before.pupils);
  EXPECT_EQ(school.roll.family, before.family);
  EXPECT_EQ(school.roll.classes, before.classes);

  other.roll.pupils[0].house = "Green";  // by somebody, since
  other.roll.pupils[2].sex = "M";
  const auto back = plan_undo(done, other.roll);
  ASSERT_EQ(back.pupils.size(), 1U);
  EXPECT_EQ(back.pupils[0].after.house, "Green");
  EXPECT_EQ(back.pupils[0].after.year_group, YearGroup::year(5));
  EXPECT_TRUE(back.remove_pupils.empty());
  ASSERT_EQ(back.conflicts.size(), 2U);
  EXPECT_EQ(back.conflicts[0].field, "House");
  EXPECT_EQ(back.conflicts[1].about, "Jan Nowak");
}

TEST(ImportUndo, RefusesJsonThatIsNoImport) {
  EXPECT_FALSE(steps_from_json(web::Json("x")));
  auto json = steps_to_json(School().plan(two_pupils));
  ASSERT_TRUE(steps_from_json(json));
  json.set("pupils", web::Json::Array{web::Json::Object{{"line", 2}, {"after", web::Json::Object{{"nothing", "x"}}}}});
  EXPECT_FALSE(steps_from_json(json));
}

/// A file with a line for each of `count` invented numbers, and what a roll would export of itself.
std::string big_file(int count, int from) {
  CsvWriter writer;
  writer.row({"UPN", "Surname", "Forename", "DOB", "Sex", "Year", "Reg", "SEN", "Need", "FSM", "Contact 1 Name",
              "Contact 1 Relationship", "Contact 1 Mobile", "Contact 2 Name", "Contact 2 Email"});
  for (int i = from; i < from + count; ++i) {
    const std::string body = fmt::format("8012000{:05}", i);
    const std::string upn = *upn_check_letter(body) + body;
    writer.row({upn, fmt::format("Surname{}", i), fmt::format("Forename {}", i % 97), base::to_text(on("2010-09-01") + i % 2000),
                i % 2 ? "F" : "M", std::to_string(i % 11 + 1), fmt::format("Class {}", i % 60), i % 7 ? "N" : "K",
                i % 7 ? "" : "SLCN", i % 5 ? "No" : "Yes", fmt::format("Ms Parent{} Surname{}", i, i), "Mother", "07700 900123",
                fmt::format("Mr Other{} Surname{}", i, i), "x@y.example"});
  }
  return writer.take();
}

TEST(ImportPlan, AnyPartOfAFileIsIdempotentAndCanBeUndone) {
  rc::check([] {
    School school;
    school.import(big_file(*rc::gen::inRange(1, 20), *rc::gen::inRange(0, 30)));
    const SchoolRoll before = school.roll;
    const auto csv = big_file(*rc::gen::inRange(1, 20), *rc::gen::inRange(0, 30));
    const auto done = school.import(csv);
    RC_ASSERT(done.count(LineOutcome::left_out) == 0U);
    RC_ASSERT(school.plan(csv).writes_nothing());
    school.undo(done);
    RC_ASSERT(school.roll.pupils == before.pupils);
    RC_ASSERT(school.roll.family == before.family);
  });
}

TEST(ImportPlan, TakesTwoThousandPupilsAndFindsThemAgain) {
  School school;
  const auto csv = big_file(2000, 0);
  auto plan = school.plan(csv);
  EXPECT_EQ(plan.count(LineOutcome::added), 2000U);
  EXPECT_EQ(plan.family.size(), 4000U);
  for (auto& step : plan.pupils) step.after.id = school.fresh<PupilId>(), school.roll.pupils.push_back(step.after);
  EXPECT_EQ(school.plan(csv).count(LineOutcome::left_out), 0U);
}

}  // namespace
}  // namespace people
