// A workbook is unzipped and read: text is text whatever it begins with, numbers are numbers, money and days are typed.
#include "web/workbook.h"
#include "web/zip.h"

#include <gmock/gmock.h>

namespace web {
namespace {

using testing::HasSubstr;
using testing::Not;

Sheet a_sheet() {
  return {"Provision: all/of it",
          {{"Pupil", 20}, {"Minutes", 10}, {"Cost", 12}, {"Since", 12}},
          {{std::string("=HYPERLINK(\"http://bad.example\")"), std::int64_t{45}, MoneyCell{1234}, *base::to_date(2026, 3, 3)},
           {std::string("+1"), std::monostate{}, MoneyCell{-5}, std::monostate{}},
           {std::string("@SUM(A1) & <b>"), std::int64_t{-3}, std::monostate{}, std::monostate{}},
           {std::string("-2+3"), std::int64_t{0}, std::monostate{}, std::monostate{}}},
          {std::string("All"), std::int64_t{42}, MoneyCell{1229}}};
}

TEST(Workbook, KeepsTextAsTextAndNumbersAsNumbers) {
  const auto files = read_zip(to_workbook({a_sheet()}));
  ASSERT_TRUE(files) << "it is a zip";
  const auto& sheet = files->at("xl/worksheets/sheet1.xml");
  const auto& strings = files->at("xl/sharedStrings.xml");
  EXPECT_THAT(sheet, Not(HasSubstr("<f>"))) << "no formula anywhere";
  for (const char* text : {"=HYPERLINK(&quot;http://bad.example&quot;)", "+1", "@SUM(A1) &amp; &lt;b&gt;", "-2+3"}) {
    std::string escaped(text);
    for (auto at = escaped.find("&quot;"); at != std::string::npos; at = escaped.find("&quot;")) escaped.replace(at, 6, "\"");
    EXPECT_THAT(strings, HasSubstr(escaped));
  }
  EXPECT_THAT(sheet, HasSubstr("<c r=\"A2\" t=\"s\">")) << "a string, by its type";
  EXPECT_THAT(sheet, HasSubstr("<v>45</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>12.34</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>46084</v>")) << "3 March 2026 as a spreadsheet counts days";
  EXPECT_THAT(files->at("xl/styles.xml"), HasSubstr("£#,##0.00"));
  EXPECT_THAT(files->at("xl/workbook.xml"), HasSubstr("name=\"Provision allof it\""));
}

TEST(Workbook, HoldsManyRowsAndSeveralSheets) {
  auto sheet = a_sheet();
  sheet.rows.assign(5'000, sheet.rows.front());
  auto other = a_sheet();
  other.name = "Weeks";
  const auto files = read_zip(to_workbook({sheet, other}));
  ASSERT_TRUE(files);
  EXPECT_THAT(files->at("xl/worksheets/sheet1.xml"), HasSubstr("r=\"A5001\""));
  EXPECT_THAT(files->at("xl/workbook.xml"), HasSubstr("name=\"Weeks\""));
}

}  // namespace
}  // namespace web
