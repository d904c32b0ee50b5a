// The CSV reader and writer: dialects, encodings, the place of every fault, limits that cost nothing, and exact round trips.
#include "people/csv.h"

#include "testing/places.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace people {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const CsvTable& table) {
  Rows rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    auto& cells = rows.emplace_back();
    for (std::size_t column = 0; column < table.columns(row); ++column) cells.emplace_back(table.cell(row, column));
  }
  return rows;
}

Rows read(std::string_view bytes) {
  const auto table = read_csv(bytes);
  if (!table) return {{"FAULT", table.error().for_user}};
  return rows_of(*table);
}

std::string fault(std::string_view bytes) {
  const auto table = read_csv(bytes);
  return table ? "no fault" : table.error().for_user;
}

TEST(Csv, ReadsQuotedCellsWithDelimitersLineBreaksAndDoubledMarks) {
  EXPECT_EQ(read("a,b\r\n\"x,\r\n\"\"y\"\"\",2\r\n"), (Rows{{"a", "b"}, {"x,\r\n\"y\"", "2"}}));
  EXPECT_EQ(read("a,b\n1,2"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("a,b\r1,2\r"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("a,b\n1,\n,"), (Rows{{"a", "b"}, {"1", ""}, {"", ""}}));
  EXPECT_EQ(read("a,b\n6\" ruler,x"), (Rows{{"a", "b"}, {"6\" ruler", "x"}}));
}

TEST(Csv, KnowsTheLineOfEachRowPastBlankLinesAndBreaksInCells) {
  const auto table = read_csv("a,b\n\n\"x\ny\",2\r\n\r\n3,4\n");
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows(), 3U);
  EXPECT_EQ(table->line(0), 1U);
  EXPECT_EQ(table->line(1), 3U);
  EXPECT_EQ(table->line(2), 6U);
  EXPECT_EQ(table->cell(2, 7), "");
  EXPECT_EQ(table->cell(9, 0), "");
}

TEST(Csv, FindsTheDelimiterItself) {
  EXPECT_EQ(read_csv("a;b;c\n1,5;2;3\n")->delimiter(), ';');
  EXPECT_EQ(read_csv("a\tb\nx, y\tz\n")->delimiter(), '\t');
  EXPECT_EQ(read_csv("a|b\n1|2\n")->delimiter(), '|');
  EXPECT_EQ(read_csv("Surname,Forename\n\"Li; Mei; x\",b\n")->delimiter(), ',');
  EXPECT_EQ(read_csv("only\none\n")->delimiter(), ',');
  EXPECT_EQ(read("sep=;\r\na;b,c\r\n"), (Rows{{"a", "b,c"}}));
}

TEST(Csv, ReadsTheEncodingsOfferedBySpreadsheets) {
  EXPECT_EQ(read("\xEF\xBB\xBFn\nZo\xC3\xAB\n"), (Rows{{"n"}, {"Zoë"}}));
  EXPECT_EQ(read("n\nZo\xEB \x80\n"), (Rows{{"n"}, {"Zoë €"}}));
  EXPECT_EQ(read_csv("n\nZo\xEB\n")->encoding(), CsvEncoding::windows_1252);
  EXPECT_EQ(read(std::string_view("\xFF\xFEn\0\n\0\xEB\0\x3D\xD8\x00\xDE", 12)), (Rows{{"n"}, {"ë😀"}}));
  EXPECT_EQ(read(std::string_view("\xFE\xFF\0n\0\n\0\xEB", 8)), (Rows{{"n"}, {"ë"}}));
  EXPECT_NE(fault("n\nZo\xEB \x81\n").find("line 2"), std::string::npos);
  EXPECT_NE(fault("\xEF\xBB\xBFn\nZo\xEB\n").find("UTF-8 is broken"), std::string::npos);
  EXPECT_NE(fault(std::string_view("\xFF\xFE\x3D\xD8", 4)).find("UTF-16 is broken"), std::string::npos);
  EXPECT_NE(fault(std::string_view("\xFF\xFEn", 3)).find("UTF-16 is broken"), std::string::npos);
}

TEST(Csv, NamesTheLineAndColumnOfAFault) {
  EXPECT_EQ(fault("a,b\n1,\"open\n2,3\n"),
            "This is not a CSV file: line 2, column 2 opens a quotation mark that is never closed.");
  EXPECT_EQ(fault("a,b\n1,2\n\"x\ny\"z,2\n"),
            "This is not a CSV file: line 4, column 1 has text after the closing quotation mark.");
  EXPECT_EQ(fault(std::string_view("a,b\n1,2\0\n", 9)),
            "This is not a CSV file: line 2, column 2 holds a NUL byte, which no text has.");
}

TEST(Csv, RefusesOtherKindsOfFileInPlainWords) {
  EXPECT_NE(fault("").find("it is empty"), std::string::npos);
  EXPECT_NE(fault("\r\n\r\n").find("empty lines"), std::string::npos);
  EXPECT_NE(fault("PK\x03\x04zzz").find("workbook or a zip"), std::string::npos);
  EXPECT_NE(fault("\xD0\xCF\x11\xE0zzz").find("old Excel workbook"), std::string::npos);
  EXPECT_NE(fault("%PDF-1.7").find("a PDF"), std::string::npos);
  EXPECT_NE(fault("  <!DOCTYPE html>").find("a web page"), std::string::npos);
  const auto refused = read_csv("%PDF-1.7");
  EXPECT_EQ(refused.error().kind, base::Error::Kind::invalid);
  EXPECT_EQ(refused.error().fields.at(0).field, "file");
}

TEST(Csv, HoldsItsLimits) {
  std::string wide(500, ',');
  EXPECT_NE(fault(wide).find("line 1 has more than 500 columns"), std::string::npos);
  EXPECT_EQ(read_csv(std::string(499, ','))->columns(0), 500U);
  std::string tall;
  for (int i = 0; i < 200'001; ++i) tall += "x\n";
  EXPECT_NE(fault(tall).find("more than 200000 rows"), std::string::npos);
  EXPECT_NE(fault("a,b\nc," + std::string(40'000, 'x')).find("line 2, column 2 has more than 32768 characters"),
            std::string::npos);
  EXPECT_NE(fault("a,b\nc,\"" + std::string(40'000, 'x')).find("perhaps a quotation mark is missing"), std::string::npos);
  EXPECT_NE(read_csv("abc", {.bytes = 2}).error().for_user.find("larger than"), std::string::npos);
}

TEST(Csv, RefusesAMillionColumns) {
  const std::string wide(1'000'000, ',');
  EXPECT_NE(fault(wide).find("more than 500 columns"), std::string::npos);
}

TEST(CsvWriter, GuardsWhatASpreadsheetMightRun) {
  for (std::string_view cell : {"=1+1", "+44", "-1", "@SUM", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'=1", " =1"}) {
    CsvWriter writer;
    writer.row({cell});
    EXPECT_TRUE(writer.text().starts_with("\xEF\xBB\xBF\"'")) << cell;
    EXPECT_EQ(read(writer.text()), (Rows{{std::string(cell)}}));
  }
  CsvWriter writer;
  writer.row({std::string_view("\0x", 2), "a=b", "'tis", "O'Neill", ""});
  EXPECT_EQ(writer.text(), std::string("\xEF\xBB\xBF\"'\0x\",a=b,'tis,O'Neill,\r\n", 28));
}

TEST(CsvWriter, EverythingWrittenIsReadBackExactly) {
  const auto piece = rc::gen::element<std::string>("=", "+", "-", "@", "\t", "\r", "\n", std::string(1, '\0'), "'", " ", ",", ";",
                                                   "|", "\"", "a", "é", "＝", "＠", "sep=", "\xEF\xBB\xBF", "<html");
  const auto cell = rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string whole;
    for (const auto& one : pieces) whole += one;
    return whole;
  });
  rc::check([&] {
    const auto rows =
        *rc::gen::nonEmpty(rc::gen::container<Rows>(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell))));
    CsvWriter writer;
    for (const auto& row : rows) {
      std::vector<std::string_view> cells(row.begin(), row.end());
      writer.row(cells);
    }
    RC_ASSERT(read(writer.text()) == rows);
  });
}

TEST(Csv, SurvivesItsCorpusAndEveryCutOfIt) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::in_checkout("tests/fuzz/corpus/csv"))) {
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
      const auto table = read_csv(std::string_view(bytes).substr(0, length));
      if (!table) {
        EXPECT_NE(table.error().for_user, "") << entry.path();
        continue;
      }
      CsvWriter writer;
      const auto rows = rows_of(*table);
      for (const auto& row : rows) writer.row(std::vector<std::string_view>(row.begin(), row.end()));
      EXPECT_EQ(read(writer.text()), rows) << entry.path() << " cut at " << length;
    }
    ++files;
  }
  EXPECT_GE(files, 16U);
}

}  // namespace
}  // namespace people
