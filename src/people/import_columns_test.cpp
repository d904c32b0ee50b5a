// Headings of MIS exports recognised, mappings kept, dates told apart, cells judged.
#include "people/import_columns.h"
#include "people/import_cells.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace people {
namespace {

std::string proposed(ImportSubject subject, std::vector<std::string> headers) {
  std::string all;
  for (const auto& column : propose_mapping(subject, headers).columns)
    all += (all.empty() ? "" : " ") + (column.target.field.empty() ? "-" : to_choice(column.target));
  return all;
}

TEST(ImportColumns, KnowTheUsualHeadingsOfPupils) {
  EXPECT_EQ(proposed(ImportSubject::pupils, {"UPN", "Adno", "Legal Surname", "Legal Forename", "Preferred Forename", "DOB",
                                             "Gender", "Year Group", "Reg Group"}),
            "upn admission_no legal_surname legal_forename preferred_forename born sex year_group class_name");
  EXPECT_EQ(proposed(ImportSubject::pupils, {"Unique Pupil Number", "Admission Number", "Last Name", "First Name",
                                             "Date of Birth", "SEN Provision", "Primary SEN Need"}),
            "upn admission_no legal_surname legal_forename born sen_status sen_need");
  EXPECT_EQ(proposed(ImportSubject::pupils, {"Curriculum Year", "Registration Form", "Home Language", "FSM Eligible",
                                             "Pupil Premium Indicator", "In Care", "Service Child"}),
            "year_group class_name first_language fsm pupil_premium looked_after service_child");
  EXPECT_EQ(proposed(ImportSubject::pupils, {"Year taught in", "Tutor Group", "Ever 6 FSM", "PP", "LAC", "Ethnicity",
                                             "Medical Notes", "Attendance %", "Chosen Name"}),
            "year_group class_name fsm pupil_premium looked_after ethnicity medical_note - preferred_forename");
}

TEST(ImportColumns, DoNotMindCaseSpacesAndPunctuation) {
  EXPECT_EQ(proposed(ImportSubject::pupils,
                     {"D.O.B.", "date_of_birth", "DATE-OF-BIRTH", "  upn ", "Pupil Surname", "student forename"}),
            "born - - upn legal_surname legal_forename");
}

TEST(ImportColumns, PlainNamesArePreferredOnesBesideLegalOnes) {
  EXPECT_EQ(proposed(ImportSubject::pupils, {"Forename", "Surname", "Legal Forename", "Legal Surname"}),
            "preferred_forename preferred_surname legal_forename legal_surname");
  EXPECT_EQ(proposed(ImportSubject::pupils, {"Forename", "Surname"}), "legal_forename legal_surname");
}

TEST(ImportColumns, KnowNumberedContacts) {
  EXPECT_EQ(
      proposed(ImportSubject::pupils, {"Contact 1 Name", "Contact 1 Relationship", "Priority 2 Mobile", "Contact3 Email",
                                       "Contact 1 Parental Responsibility", "Parent Email"}),
      "contact.1.full_name contact.1.relationship contact.2.mobile contact.3.email contact.1.responsibility contact.1.email");
  EXPECT_EQ(
      proposed(ImportSubject::pupils, {"Contact 12 Name", "Contact 0 Name", "Emergency Contact 2 Home Phone", "Contact Name 2"}),
      "- - contact.2.home_phone contact.2.full_name");
}

TEST(ImportColumns, KnowStaffMembershipsAndFamilyFiles) {
  EXPECT_EQ(proposed(ImportSubject::staff, {"Title", "First Name", "Last Name", "Job Title", "Work Email", "Staff Code", "Role"}),
            "title forename surname post email staff_code roles");
  EXPECT_EQ(proposed(ImportSubject::memberships, {"UPN", "Surname", "Forename", "Class Name", "Teacher", "Subject"}),
            "pupil.upn pupil.legal_surname pupil.legal_forename class_name teachers subject");
  EXPECT_EQ(proposed(ImportSubject::family,
                     {"Pupil UPN", "Pupil Name", "Title", "Forename", "Surname", "Relationship", "Mobile", "Priority"}),
            "pupil.upn pupil.full_name title forename surname relationship mobile order");
  EXPECT_EQ(proposed(ImportSubject::family, {"UPN", "Forename", "Surname", "Contact Forename", "Contact Surname", "PR"}),
            "pupil.upn pupil.legal_forename pupil.legal_surname forename surname responsibility");
}

TEST(ImportColumns, TheSubjectIsGuessedFromTheHeadings) {
  const auto guess = [](std::vector<std::string> headers) { return guess_subject(headers); };
  EXPECT_EQ(guess({"UPN", "Surname", "Forename", "DOB", "Year", "Reg", "Contact 1 Name"}), ImportSubject::pupils);
  EXPECT_EQ(guess({"Title", "Forename", "Surname", "Job Title", "Email"}), ImportSubject::staff);
  EXPECT_EQ(guess({"UPN", "Class", "Teacher", "Subject"}), ImportSubject::memberships);
  EXPECT_EQ(guess({"Pupil UPN", "Title", "Forename", "Surname", "Relationship", "Mobile", "Home phone"}), ImportSubject::family);
}

TEST(ImportColumns, AMappingSaysWhatItLacks) {
  const auto faults = [](ImportSubject subject, std::vector<std::string> headers) {
    const auto checked = check_mapping(propose_mapping(subject, headers));
    return checked ? std::size_t{0} : checked.error().fields.size();
  };
  EXPECT_EQ(faults(ImportSubject::pupils, {"UPN", "Surname", "Forename"}), 0U);
  EXPECT_EQ(faults(ImportSubject::pupils, {"Name", "DOB"}), 0U);
  EXPECT_EQ(faults(ImportSubject::pupils, {"Surname", "House"}), 2U);
  EXPECT_EQ(faults(ImportSubject::staff, {"Surname"}), 1U);
  EXPECT_EQ(faults(ImportSubject::memberships, {"House"}), 2U);
  EXPECT_EQ(faults(ImportSubject::family, {"UPN", "Mobile"}), 1U);
  auto mapping = propose_mapping(ImportSubject::pupils, std::vector<std::string>{"UPN", "Surname", "Forename", "Other"});
  mapping.columns[3].target = mapping.columns[1].target;
  EXPECT_EQ(check_mapping(mapping).error().fields.at(0).field, "columns.3");
  mapping.columns[3].target = {ColumnTarget::Of::pupil, 0, "upn"};
  EXPECT_EQ(check_mapping(mapping).error().fields.at(0).field, "columns.3");
}

TEST(ImportColumns, EveryChoiceReadsBackAndNothingElseDoes) {
  for (auto subject : {ImportSubject::pupils, ImportSubject::staff, ImportSubject::memberships, ImportSubject::family}) {
    EXPECT_EQ(import_subject_of(code(subject)), subject);
    for (const auto& choice : column_choices(subject)) {
      const auto target = parse_choice(subject, choice.choice);
      ASSERT_TRUE(target) << choice.choice;
      EXPECT_EQ(to_choice(*target), choice.choice);
    }
  }
  for (std::string_view wrong :
       {"contact.0.mobile", "contact.1.order", "contact.1.nothing", "contact.x.mobile", "pupil.upn", "legal", "contact."})
    EXPECT_FALSE(parse_choice(ImportSubject::pupils, wrong)) << wrong;
}

TEST(ImportColumns, AMappingIsKeptAsJsonAndFitsTheNextFile) {
  auto mapping =
      propose_mapping(ImportSubject::pupils, std::vector<std::string>{"UPN", "Surname", "Forename", "Group A", "Contact 1 Name"});
  mapping.columns[3].target = {ColumnTarget::Of::own, 0, "house"};
  mapping.dates = DateOrder::month_first;
  const auto back = mapping_from_json(to_json(mapping));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, mapping);
  const auto fitted = fit_mapping(mapping, std::vector<std::string>{"group a", "House", "DOB", "Surname"});
  EXPECT_EQ(to_choice(fitted.columns[0].target), "house");
  EXPECT_EQ(to_choice(fitted.columns[1].target), "");  // taken by the saved choice
  EXPECT_EQ(to_choice(fitted.columns[2].target), "born");
  EXPECT_EQ(to_choice(fitted.columns[3].target), "legal_surname");
  EXPECT_EQ(fitted.dates, DateOrder::month_first);
  EXPECT_FALSE(mapping_from_json(web::Json("x")));
  EXPECT_FALSE(mapping_from_json(web::Json::Object{
      {"subject", "pupils"}, {"columns", web::Json::Array{web::Json::Object{{"header", "a"}, {"choice", "b"}}}}}));
}

base::LocalDate today() { return *base::parse_iso_date("2026-11-23"); }
std::string date(std::string_view cell, DateOrder order = DateOrder::day_first) {
  const auto reading = read_date(cell, order, today());
  return reading.date ? base::to_iso(*reading.date) : reading.fault;
}

TEST(ImportDates, ReadWhatSpreadsheetsAndPeopleWrite) {
  for (std::string_view cell :
       {"01/09/2016", "1/9/2016", "01.09.2016", "1-9-16", "01-Sep-2016", "1 September 2016", "1st Sept 2016", "2016-09-01",
        "2016-09-01T00:00:00", "01/09/2016 00:00:00", "20160901", "Sep 1, 2016", " 01/09/2016 "})
    EXPECT_EQ(date(cell), "2016-09-01") << cell;
  EXPECT_EQ(date("09/01/2016", DateOrder::month_first), "2016-09-01");
  EXPECT_EQ(date("1/9/26"), "2026-09-01");
  EXPECT_EQ(date("1/9/27"), "1927-09-01");
  EXPECT_EQ(date("29/02/2016"), "2016-02-29");
}

TEST(ImportDates, SayWhyACellIsNoDate) {
  EXPECT_EQ(date("31/02/2026"), "There is no 31 February 2026");
  EXPECT_EQ(date("29/02/2015"), "There is no 29 February 2015");
  EXPECT_EQ(date("09/25/2016"), "There is no month 25; write the day first, like 01/09/2016");
  EXPECT_EQ(date("25/13/2016"), "There is no month 13");
  for (std::string_view cell :
       {"soon", "1/9", "1/9/2016/4", "42370", "1/9/216", "01/09/2016 10:30", "2016-09", "1/Foo/2016", "111111111111/1/1"})
    EXPECT_EQ(date(cell), "This is no date; write it like 01/09/2016") << cell;
  EXPECT_EQ(date(""), "");
}

TEST(ImportDates, TheOrderIsFoundFromTheWholeColumn) {
  const auto detect = [](std::vector<std::string_view> cells) { return detect_date_order(cells); };
  EXPECT_EQ(detect({"01/02/2016", "03/04/2015"}), DateOrder::day_first);
  EXPECT_EQ(detect({"01/02/2016", "03/14/2015"}), DateOrder::month_first);
  EXPECT_EQ(detect({"03/14/2015", "14/03/2015"}), DateOrder::day_first);
  EXPECT_EQ(detect({"2016-12-31", "x"}), DateOrder::day_first);
}

TEST(ImportDates, EveryDayReadsBackInEveryForm) {
  rc::check([] {
    const auto day = *base::parse_iso_date("1990-01-01") + *rc::gen::inRange(0, 13400);
    const auto parts = base::to_parts(day);
    const auto dmy = std::to_string(parts.day) + "/" + std::to_string(parts.month) + "/" + std::to_string(parts.year);
    const auto mdy = std::to_string(parts.month) + "/" + std::to_string(parts.day) + "/" + std::to_string(parts.year);
    RC_ASSERT(date(dmy) == base::to_iso(day));
    RC_ASSERT(date(mdy, DateOrder::month_first) == base::to_iso(day));
    RC_ASSERT(date(base::to_iso(day)) == base::to_iso(day));
    RC_ASSERT(date(base::to_text(day)) == base::to_iso(day));
  });
}

CellReading cell(FieldKind kind, std::string_view text, std::size_t max = 100) {
  return read_cell(kind, max, text, {DateOrder::day_first, today()});
}

TEST(ImportCells, AreJudgedByTheKindOfTheirField) {
  EXPECT_EQ(cell(FieldKind::text, "  Ana\n Maria ").value, "Ana Maria");
  EXPECT_EQ(cell(FieldKind::yes_no, "Y").value, "yes");
  EXPECT_EQ(cell(FieldKind::yes_no, "false").value, "no");
  EXPECT_NE(cell(FieldKind::yes_no, "perhaps").note, "");
  EXPECT_EQ(cell(FieldKind::sex, "Girl").value, "F");
  EXPECT_EQ(cell(FieldKind::sen_need, "SLCN - Speech, language").value, "SLCN");
  EXPECT_EQ(cell(FieldKind::sen_need, "SEMH, Autism").value, "SEMH ASD");
  EXPECT_EQ(cell(FieldKind::sen_need, "ASD SEMH").value, "ASD SEMH");
  EXPECT_NE(cell(FieldKind::sen_need, "wizardry").note, "");
  EXPECT_NE(cell(FieldKind::year_group, "Oak").fault, "");
  EXPECT_EQ(cell(FieldKind::phone, "7700900123").value, "07700900123");
  EXPECT_EQ(cell(FieldKind::phone, "+44 7700 900123").value, "+44 7700 900123");
  EXPECT_NE(cell(FieldKind::phone, "none").note, "");
  EXPECT_EQ(cell(FieldKind::email, "a@b.example").value, "a@b.example");
  EXPECT_NE(cell(FieldKind::email, "a@b").note, "");
  EXPECT_EQ(cell(FieldKind::number, "02").value, "2");
  EXPECT_NE(cell(FieldKind::number, "0").note, "");
  EXPECT_EQ(cell(FieldKind::role, "Learning Support Assistant").value, "key_worker");
  EXPECT_EQ(cell(FieldKind::role, "DSL").value, "");
  EXPECT_NE(cell(FieldKind::role, "Head teacher").note, "");
  EXPECT_EQ(cell(FieldKind::class_kind, "Registration group").value, "class");
  EXPECT_EQ(cell(FieldKind::class_kind, "Maths set").value, "group");
}

TEST(ImportCells, RefuseFormulasAndTooLongTexts) {
  for (std::string_view formula : {"=1+1", "@SUM(A1)", "＝1", " =x"})
    EXPECT_NE(cell(FieldKind::text, formula).fault, "") << formula;
  EXPECT_EQ(cell(FieldKind::text, "-").fault, "");
  EXPECT_EQ(cell(FieldKind::text, std::string(101, 'x')).fault, "It has 101 characters; at most 100 are kept here");
  EXPECT_EQ(cell(FieldKind::text, "éééé", 4).value, "éééé");
}

TEST(ImportCells, NamesAreSplitAtTheRightPlace) {
  const auto split = [](std::string_view whole) {
    const auto name = split_name(whole);
    return name.title + "|" + name.forename + "|" + name.surname;
  };
  EXPECT_EQ(split("Kaya, Deniz"), "|Deniz|Kaya");
  EXPECT_EQ(split("Mrs. Anna Kowalska"), "Mrs|Anna|Kowalska");
  EXPECT_EQ(split("Kowalska, Mrs Anna"), "Mrs|Anna|Kowalska");
  EXPECT_EQ(split("Juan de la Cruz"), "|Juan|de la Cruz");
  EXPECT_EQ(split("Mary Ann Evans"), "|Mary Ann|Evans");
  EXPECT_EQ(split("Madonna"), "||Madonna");
  EXPECT_EQ(split("Van Nguyen"), "|Van|Nguyen");
  EXPECT_EQ(split(""), "||");
}

}  // namespace
}  // namespace people
