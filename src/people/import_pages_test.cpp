// Importing through the real routes, as an office does it in a browser without JavaScript.
#include "people/import_store.h"
#include "testing/places.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace people {
namespace {

using access::Role;
using testing::HasSubstr;
using testing::Not;

constexpr db::Sql pupils_held = "SELECT COUNT(*) FROM pupil";
constexpr db::Sql family_held = "SELECT COUNT(*) FROM family_tie";
constexpr db::Sql staff_held = "SELECT COUNT(*) FROM staff";

std::string the_example() {
  std::ifstream in(test::in_checkout("docs/operate/examples/pupils.csv"), std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

/// A zip whose entries are stored as they are (APPNOTE 4.3.7, 4.3.12, 4.3.16).
std::string a_zip(const std::vector<std::pair<std::string, std::string>>& files) {
  const auto put = [](std::string& out, std::uint32_t number, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((number >> (8 * i)) & 0xFFU);
  };
  const auto checksum = [](std::string_view text) {
    std::uint32_t crc = ~0U;
    for (const char c : text) {
      crc ^= static_cast<unsigned char>(c);
      for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
  };
  std::string out, directory;
  for (const auto& [name, text] : files) {
    const auto at = static_cast<std::uint32_t>(out.size()), size = static_cast<std::uint32_t>(text.size());
    std::string head;
    put(head, 20, 2);  // version needed
    put(head, 0, 8);   // flags, method 0, time, date
    put(head, checksum(text), 4);
    put(head, size, 4);
    put(head, size, 4);
    put(head, static_cast<std::uint32_t>(name.size()), 2);
    put(head, 0, 2);
    out += "PK\x03\x04" + head + name + text;
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += head;
    put(directory, 0, 4);
    put(directory, 0, 4);
    put(directory, 0, 2);
    put(directory, at, 4);
    directory += name;
  }
  const auto start = static_cast<std::uint32_t>(out.size());
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(files.size()), 2);
  put(out, static_cast<std::uint32_t>(files.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, start, 4);
  put(out, 0, 2);
  return out;
}

class ImportPages : public testing::TestWithParam<db::Engine> {
 protected:
  ImportPages() : house(test::a_house(GetParam())), routes(test::every_route()) {
    office = test::a_member_of_staff(house, {.name = "Ines Marchetti", .roles = {Role::office}, .post = "Office"});
    key_worker = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
  }
  web::Response send(test::Browser& browser, std::string bytes, std::string subject = "") {
    return browser.post("/school/import", {{"subject", std::move(subject)}}, {{"file", "export.csv", "text/csv", std::move(bytes)}});
  }
  /// The columns as the page has them chosen.
  static test::Fields chosen(const std::string& page) {
    test::Fields out;
    for (std::size_t at = page.find("name=\"columns."); at != std::string::npos; at = page.find("name=\"columns.", at + 1)) {
      const auto name = page.substr(at + 6, page.find('"', at + 6) - at - 6);
      const auto end = page.find("</select>", at);
      auto value = std::string();
      const auto mark = page.find(" selected", at);
      if (mark < end) {
        const auto option = page.rfind("value=\"", mark) + 7;
        value = page.substr(option, page.find('"', option) - option);
      }
      out.emplace_back(name, value);
    }
    return out;
  }
  static std::string seal(const std::string& page) {
    const auto at = page.find("name=\"seal\" value=\"");
    return at == std::string::npos ? "" : page.substr(at + 19, 64);
  }
  /// From the file to its preview; gives the import's address.
  std::string to_preview(test::Browser& browser, std::string bytes) {
    const auto sent = send(browser, std::move(bytes));
    EXPECT_EQ(sent.status, 303) << sent.body;
    const auto columns = test::location_of(sent);
    const auto answered = browser.post(columns, chosen(browser.get(columns).body));
    EXPECT_EQ(answered.status, 303) << answered.body;
    return test::location_of(answered);
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId office, key_worker;
};

TEST_P(ImportPages, AFileIsLookedAtConfirmedSeenAndUndone) {
  test::Browser browser(house, routes, office);
  const auto place = to_preview(browser, the_example());
  auto page = browser.get(place).body;
  EXPECT_THAT(page, HasSubstr("Nothing is written yet"));
  EXPECT_THAT(page, HasSubstr("Added: 10 lines"));
  EXPECT_EQ(test::number(house, pupils_held), 0);

  EXPECT_EQ(browser.post(place + "/confirmation", {{"seal", seal(page)}}).status, 303);
  EXPECT_EQ(test::number(house, pupils_held), 10);
  EXPECT_THAT(browser.get(place).body, HasSubstr("Undo this import"));
  EXPECT_THAT(browser.get("/pupils").body, HasSubstr("Okonkwo"));
  EXPECT_THAT(browser.get("/school/import").body, HasSubstr("Ines Marchetti"));

  const auto again = to_preview(browser, the_example());
  page = browser.get(again).body;
  EXPECT_THAT(page, HasSubstr("The school holds all of this already"));
  EXPECT_EQ(seal(page), "") << "nothing to confirm";

  EXPECT_EQ(browser.post(place + "/undo").status, 303);
  EXPECT_THAT(browser.get(place).body, HasSubstr("Taken back"));
  EXPECT_EQ(test::number(house, pupils_held), 0);
}

TEST_P(ImportPages, APreviewShowsBeforeAndAfterAndWhatIsLeftOut) {
  test::Browser browser(house, routes, office);
  const auto first = to_preview(browser, the_example());
  browser.post(first + "/confirmation", {{"seal", seal(browser.get(first).body)}});
  auto text = the_example();
  text.replace(text.find("Adaeze"), 6, "Adaora");
  text += "B001100121002,Wrong,Letter,,14/10/2016,F,4,4 Willow,English,N,No,,,,,\n,Wrong,Day,,31/02/2026,F,4,4 Willow,English,N,No,,,,,\n";
  const auto page = browser.get(to_preview(browser, text)).body;
  EXPECT_THAT(page, HasSubstr("<del>Adaeze</del> → <ins>Adaora</ins>"));
  EXPECT_THAT(page, HasSubstr("Left out: 2 lines"));
  EXPECT_THAT(page, HasSubstr("1 (UPN)"));
  EXPECT_THAT(page, HasSubstr("5 (Date of birth)"));
}

TEST_P(ImportPages, WhatChangedSinceThePreviewIsShownAgainBeforeAnythingIsWritten) {
  test::Browser browser(house, routes, office);
  const auto late = to_preview(browser, the_example());
  const auto old_seal = seal(browser.get(late).body);
  const auto other = to_preview(browser, "UPN,Surname,Forename,Date of birth\nN001100121001,Okonkwo,Adaeze,14/10/2016\n");
  browser.post(other + "/confirmation", {{"seal", seal(browser.get(other).body)}});
  const auto answer = browser.post(late + "/confirmation", {{"seal", old_seal}});
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr("nothing was written"));
  EXPECT_EQ(test::number(house, pupils_held), 1);
}

struct BadFile {
  std::string_view what, bytes, says;
};

TEST_P(ImportPages, AFileThatCannotBeReadIsToldPlainlyAndNothingIsWritten) {
  test::Browser browser(house, routes, office);
  const std::string wide(1'000'000, ',');
  const std::string nul("Surname,Forename\nA\0b,c\n", 23);
  const std::vector<BadFile> files = {{"no file", "", "Select a file"},
                                      {"a million columns", wide, "more than 500 columns"},
                                      {"not text", nul, "line 2"},
                                      {"headings only", "Surname,Forename,UPN\n", "no lines below"},
                                      {"a broken zip", "PK\x03\x04 not a zip", "zip"},
                                      {"an open quotation mark", "Surname,Forename\n\"Okonkwo,Adaeze\n", "line 2, column 1"}};
  const auto before = test::last_entry(house);
  for (const auto& file : files) {
    const auto answer = send(browser, std::string(file.bytes));
    EXPECT_EQ(answer.status, 422) << file.what;
    EXPECT_THAT(answer.body, HasSubstr("govuk-error-summary")) << file.what;
    EXPECT_THAT(answer.body, HasSubstr(file.says)) << file.what;
  }
  EXPECT_EQ(test::last_entry(house), before);
}

TEST_P(ImportPages, ColumnsThatDoNotFitAreToldBesideThem) {
  test::Browser browser(house, routes, office);
  const auto columns = test::location_of(send(browser, "Surname,Forename,UPN\nOkonkwo,Adaeze,N001100121001\n", "pupils"));
  const auto answer = browser.post(columns, {{"columns.0", "legal_surname"}, {"columns.1", "legal_surname"}, {"columns.2", "nonsense"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("columns-2-error"));
  EXPECT_EQ(browser.post(columns, {{"columns.0", "legal_surname"}, {"columns.1", "legal_surname"}, {"columns.2", "upn"}}).status, 422);
}

TEST_P(ImportPages, AreForThoseWhoImportOnly) {
  test::Browser browser(house, routes, office);
  const auto place = to_preview(browser, the_example());
  const auto shown_seal = seal(browser.get(place).body);
  ASSERT_NE(shown_seal, "");
  test::Browser outsider(house, routes, key_worker);
  for (const auto& path : {std::string("/school/import"), place, place + "/columns"}) {
    const auto page = outsider.get(path);
    EXPECT_EQ(page.status, 404) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("Okonkwo")));
  }
  EXPECT_EQ(outsider.post(place + "/confirmation", {{"seal", shown_seal}}).status, 404);
  EXPECT_EQ(send(outsider, the_example()).status, 404);
  EXPECT_EQ(test::number(house, pupils_held), 0);
}

TEST_P(ImportPages, AOneRosterSetIsImportedPartByPart) {
  test::Browser browser(house, routes, office);
  const auto set = a_zip({{"manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n"},
                          {"users.csv",
                           "sourcedId,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,identifier,email,sms,phone,"
                           "agentSourcedIds,grades\n"
                           "u1,true,o1,student,dk,{UPN:B801200005001},Deniz,Kaya,A17,,,,u5,5\n"
                           "u3,true,o1,teacher,tr,,Tom,Reed,TRE,t.reed@school.example,,,,\n"
                           "u5,true,o1,parent,ek,,Elif,Kaya,,e.kaya@home.example,07700 900123,,,\n"}});
  auto sent = send(browser, set);
  ASSERT_EQ(sent.status, 303) << sent.body;
  auto place = test::location_of(sent);
  int parts = 0;
  for (; !place.empty(); ++parts) {
    ASSERT_LT(parts, 4);
    const auto shown = browser.get(place);
    ASSERT_EQ(shown.status, 200);
    ASSERT_EQ(browser.post(place + "/confirmation", {{"seal", seal(shown.body)}}).status, 303) << shown.body;
    const auto done = browser.get(place).body;
    EXPECT_THAT(done, HasSubstr("Undo this import"));
    const auto next = done.find("Go on with the same set");
    if (next == std::string::npos) break;
    const auto link = done.rfind("href=\"", next) + 6;
    place = done.substr(link, done.find('"', link) - link);
  }
  EXPECT_EQ(parts, 2) << "pupils, staff, family";
  EXPECT_EQ(test::number(house, pupils_held), 1);
  EXPECT_EQ(test::number(house, family_held), 1);
  EXPECT_EQ(test::number(house, staff_held), 3);
}

INSTANTIATE_TEST_SUITE_P(BothEngines, ImportPages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace people
