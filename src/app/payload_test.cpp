// What somebody may type to break a page, in every text field of every kind, looked for wherever words can come out: pages, print, search, export,
// letters, programs. Each is first shown to be there as plain text, then not to be there as anything else. See docs/proofs.md, E1.
#include "base/text.h"
#include "overview/digest_mail.h"
#include "overview/export.h"
#include "people/calendar_store.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/kind_form.h"
#include "record/new_record.h"
#include "record/search_index.h"
#include "record/summary.h"
#include "testing/kind_answers.h"
#include "testing/program.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace {

using access::Relation;
using access::Role;
using record::Field;
using record::Kind;
using testing::HasSubstr;
using testing::Not;

/// One line each: what was typed. The text somebody reads is the same, but for direction overrides, which the house leaves out.
const std::vector<std::string>& corpus() {
  static const std::vector<std::string> all = {
      "<script>alert(1)</script>",
      "</script><script src=//x.example></script>",
      "\"><img src=x onerror=alert(1)>",
      "' onmouseover='alert(1)' x='",
      "\" autofocus onfocus=alert(1) x=\"",
      "</textarea><b>bold</b>",
      "</title><svg/onload=alert(1)>",
      "<svg><script>alert(1)</script></svg>",
      "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
      "<a href=\"javascript:alert(1)\">x</a>",
      "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\">",
      "<!--><img src=x onerror=alert(1)>-->",
      "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
      "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {}",
      "&lt;b&gt; &#60;i&#62; &amp;quot;",
      "=HYPERLINK(\"http://x.example\",\"x\")",
      "+1+1", "-2+3", "@SUM(A1:A9)", "\xEF\xBC\x9D" "1+1",
      "\xE2\x80\xAE" "gnirts desrever" "\xE2\x80\xAC",
      "zero\xE2\x80\x8B" "width\xE2\x80\x8D" "joiners\xEF\xBB\xBF",
      "Z\xCC\x91\xCC\x91\xCC\x91\xCC\x91" "algo \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7",
      "line\xE2\x80\xA8separator\xE2\x80\xA9" "there",
      "'; DROP TABLE record; --",
      "\\\"\\u003cscript\\u003e\\",
      "%0d%0aSet-Cookie: x=1",
      std::string(20'000, 'W'),
  };
  return all;
}

/// What a browser would show of mark-up: entities read back.
std::string shown(std::string_view html) {
  static const std::vector<std::pair<std::string_view, char>> known = {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&#x27;", '\''}, {"&#34;", '"'}, {"&amp;", '&'}};
  std::string out;
  out.reserve(html.size());
  while (!html.empty()) {
    bool found = false;
    if (html.front() == '&')
      for (const auto& [entity, letter] : known)
        if (html.starts_with(entity)) {
          out += letter;
          html.remove_prefix(entity.size());
          found = true;
          break;
        }
    if (found) continue;
    out += html.front();
    html.remove_prefix(1);
  }
  return out;
}

bool is_markup(std::string_view payload) { return payload.find_first_of("<>\"&") != std::string_view::npos; }

/// True where a page holds what was typed as mark-up, or turns the direction of what follows.
bool breaks_out(std::string_view page, std::string_view payload) {
  if (page.find("\xE2\x80\xAE") != std::string_view::npos) return true;
  if (page.find("' onmouseover='") != std::string_view::npos) return true;
  return is_markup(payload) && payload.find("&lt;b&gt;") == std::string_view::npos && page.find(payload) != std::string_view::npos;
}

/// Answers to every field of a kind; each text has the mark and the payload behind it, as much of it as fits.
struct Filled {
  web::Json sent;
  std::vector<std::pair<std::string, std::string>> texts;  ///< field and what a reader is to see
};
Filled filled_in(const Kind& kind, const std::string& payload, const std::string& mark, const std::string& staff, const std::string& pupil) {
  Filled out;
  const auto words = [&](const Field& field, const std::string& place) {
    const auto most = field.max_length == 0 ? std::size_t{4000} : field.max_length;
    const auto typed = mark + " " + payload;
    std::string fits;
    std::size_t count = 0;
    for (std::string_view rest = typed; !rest.empty() && count < most; ++count) {
      std::size_t length = 1;
      while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) ++length;
      fits += rest.substr(0, length);
      rest.remove_prefix(length);
    }
    out.texts.emplace_back(place, std::string(base::trim(base::clean(fits))));
    return fits;
  };
  out.sent = test::KindAnswers{.words = words, .staff = staff, .pupil = pupil}.all(kind);
  return out;
}

/// The cells as a spreadsheet reads them, without taking anything off again.
std::vector<std::string> cells_of(const std::string& csv) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') out.back() += csv[++i];
    else if (c == '"') quoted = !quoted;
    else if (!quoted && (c == ',' || c == '\n')) out.emplace_back();
    else if (quoted || c != '\r') out.back() += c;
  }
  return out;
}

class Payloads : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId lead = test::a_member_of_staff(house, {.name = "Ruth Kay", .roles = {Role::head, Role::dsl, Role::senco, Role::key_worker}, .post = "Head"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
  const access::TieId a = test::a_tie(house, lead, Relation::assigned, maya);
  test::Browser browser{house, routes, lead};

  record::Surroundings surroundings() {
    record::Surroundings out{.today = house->zone().date_of(house->now())};
    out.find_pick = [](std::string_view, std::string_view) { return std::optional<std::string>("A line"); };
    return out;
  }
  struct Written {
    record::RecordId id;
    std::vector<std::pair<std::string, std::string>> texts;
    record::Body body;
  };
  /// Past the sheet, which `AWriteSheet…` looks at: every kind is written, those too that this school keeps elsewhere.
  Written write(const record::KindInForce& in_force, const std::string& payload, const std::string& mark) {
    const auto& kind = *in_force.kind;
    const auto staff = lead.text(), other = leon.text();
    auto filler = filled_in(kind, payload, mark, staff, other);
    auto body = record::check(kind, record::Submission(filler.sent), surroundings());
    if (!body) {
      ADD_FAILURE() << kind.id << ": " << body.error().fields.front().field << " " << body.error().fields.front().message;
      return {};
    }
    auto visit = test::visit_as(house, lead);
    const std::array passes = {*access::Door::pupil<access::May::record_add>(*visit, maya)};
    record::NewRecord fresh;
    fresh.id = record::RecordId::make(house->now(), house.random);
    fresh.kind = kind.id;
    fresh.kind_version = in_force.version;
    fresh.info_class = kind.info_class;
    fresh.numbered = kind.numbered;
    fresh.occurred_at = house->now();
    fresh.parts = {{maya, kind.pupils.parts.empty() ? std::string() : kind.pupils.parts.front().code}};
    fresh.line = record::summarise(kind, *body);
    fresh.body = body->text();
    access::UnitOfWork work{*visit};
    record::add(work, house.random, passes, fresh);
    EXPECT_TRUE(std::move(work).commit()) << kind.id;
    // A condition may hide a field: what the checker left out is nowhere to be found.
    std::erase_if(filler.texts, [&](const auto& text) { return fresh.body.find(mark) == std::string::npos || !body->find(text.first.substr(0, text.first.find('.'))); });
    return {fresh.id, std::move(filler.texts), *std::move(body)};
  }
  std::size_t payloads() const { return GetParam() == db::Engine::sqlite ? corpus().size() : 6; }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, Payloads, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST(PayloadOracle, SeesAPayloadThatBreaksOut) {
  for (const auto& payload : corpus()) {
    const auto page = "<p>" + payload + "</p>";
    const bool harmless_on_a_page = !is_markup(payload) && payload.find("\xE2\x80\xAE") == std::string::npos && payload.find("' onmouseover='") == std::string::npos;
    EXPECT_EQ(breaks_out(page, payload), !harmless_on_a_page && payload.find("&lt;b&gt;") == std::string::npos) << payload.substr(0, 60);
  }
  EXPECT_EQ(shown("&lt;b&gt; &amp;lt; &quot;x&#39;"), "<b> &lt; \"x'");
}

TEST_P(Payloads, StandAsPlainTextOnEveryPageThatShowsWords) {
  std::size_t cells = 0;
  const auto kinds = house->room<record::Catalogue>().kinds();
  for (std::size_t k = 0; k < kinds->all().size(); ++k) {
    const auto in_force = *house->room<record::Catalogue>().find(kinds->all()[k].id);
    for (std::size_t p = 0; p < payloads(); ++p) {
      const auto& payload = corpus()[p];
      const auto mark = "zq" + std::to_string(k) + "x" + std::to_string(p) + "y";
      house.clock.pass(1000);
      const auto written = write(in_force, payload, mark);
      if (written.texts.empty()) continue;
      const auto id = written.id.text();
      const auto record_page = browser.get("/records/" + id);
      const auto readable = shown(record_page.body);
      for (const auto& [field, words] : written.texts) {
        ++cells;
        EXPECT_NE(readable.find(words), std::string::npos) << kinds->all()[k].id << "." << field << " is not shown: " << words.substr(0, 80);
      }
      for (const auto& target : {"/records/" + id, "/records/" + id + "/correct", "/records/" + id + "/move", "/records/" + id + "/concern", "/records/" + id + "/flag", "/records/" + id + "/slip",
                                 "/pupils/" + maya.text() + "/chronology?kind=" + kinds->all()[k].id, "/concerns/" + id}) {
        const auto page = target == "/records/" + id ? record_page : browser.get(target);
        if (page.status != 200) continue;
        ++cells;
        EXPECT_FALSE(breaks_out(page.body, payload)) << target << " lets out " << payload.substr(0, 60);
      }
      if (::testing::Test::HasFailure()) return;
    }
  }
  EXPECT_GT(cells, GetParam() == db::Engine::sqlite ? 5000U : 1000U);
  for (const auto& target : {std::string("/entries"), "/pupils/" + maya.text(), "/pupils/" + maya.text() + "/behaviour", "/pupils/" + maya.text() + "/body-map", std::string("/registers/seclusion"),
                             std::string("/registers/physical_intervention"), std::string("/concerns"), std::string("/inbox"), std::string("/sign-offs"), std::string("/entries/suggested"),
                             std::string("/reports/behaviour"), std::string("/search?q=zq3x0y")}) {
    const auto page = browser.get(target);
    EXPECT_EQ(page.status, 200) << target;
    for (const auto& payload : corpus()) EXPECT_FALSE(breaks_out(page.body, payload)) << target << " lets out " << payload.substr(0, 60);
  }
}

TEST_P(Payloads, AWriteSheetThatComesBackHoldsThemAsTheyWereTyped) {
  const auto kinds = house->room<record::Catalogue>().kinds();
  const auto staff = lead.text(), other = leon.text();
  for (const auto& kind : kinds->all()) {
    for (std::size_t p = 0; p < payloads(); p += 3) {
      const std::string mark = "zqsheety";
      const auto filler = filled_in(kind, corpus()[p], mark, staff, other);
      const auto body = record::check(kind, record::Submission(filler.sent), surroundings());
      ASSERT_TRUE(body) << kind.id;
      test::Fields fields = {{"id", record::RecordId::make(house->now(), house.random).text()}, {"kind", kind.id}};
      const auto form = record::form_of(kind, *body);
      for (const auto& [name, value] : form.entries()) fields.emplace_back(name, value);
      const auto page = browser.post("/records", fields);  // about nobody: it comes back
      if (page.status == 404) continue;                    // kept elsewhere
      ASSERT_EQ(page.status, 422) << kind.id;
      EXPECT_FALSE(breaks_out(page.body, corpus()[p])) << kind.id << " lets out " << corpus()[p].substr(0, 60);
      EXPECT_THAT(page.body, HasSubstr(mark)) << kind.id;
    }
  }
}

TEST_P(Payloads, StandAsPlainTextInSearchForProgramsAndInWhatIsExported) {
  const auto kinds = house->room<record::Catalogue>().kinds();
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> all;
  for (std::size_t k = 0; k < kinds->all().size(); ++k)
    for (std::size_t p = k % 2; p < payloads(); p += 2) {
      const auto in_force = *house->room<record::Catalogue>().find(kinds->all()[k].id);
      auto written = write(in_force, corpus()[p], "zq" + std::to_string(k) + "x" + std::to_string(p) + "y");
      all.emplace_back(written.id.text(), std::move(written.texts));
    }
  house->room<record::SearchIndex>().catch_up();
  test::Program program(house, routes, lead);
  std::size_t found = 0;
  for (std::size_t k = 0; k < kinds->all().size(); ++k)
    for (std::size_t p = k % 2; p < payloads(); p += 2) {
      const auto page = browser.get("/search?q=zq" + std::to_string(k) + "x" + std::to_string(p) + "y");
      if (page.body.find("/records/") != std::string::npos) ++found;
      EXPECT_FALSE(breaks_out(page.body, corpus()[p])) << "search lets out " << corpus()[p].substr(0, 60);
    }
  EXPECT_GT(found, all.size() / 2) << "what is searched for is there";
  for (std::size_t n = 0; n < all.size(); n += 5) {
    const auto answer = program.get("/api/v1/records/" + all[n].first);
    if (answer.status != 200) continue;  // a class no program reads
    EXPECT_THAT(answer.content_type, HasSubstr("json"));
    const auto parsed = web::parse_json(answer.body);
    ASSERT_TRUE(parsed);
    const auto text = web::to_json(*parsed);
    for (const auto& [field, words] : all[n].second)
      EXPECT_NE(text.find(web::to_json(web::Json(words)).substr(1, 12)), std::string::npos) << field;
  }

  // What a spreadsheet might run stands in cells of its own: an action, a medicine, who undid what.
  const auto post = [&](const std::string& target, const test::Fields& fields) { return browser.post(target, fields).status; };
  int n = 0;
  for (const auto& payload : corpus()) {
    if (payload.size() > 400) continue;
    ASSERT_EQ(post("/actions", {{"id", record::RecordId::make(house->now(), house.random).text()}, {"what", payload}, {"owner", lead.text()}, {"urgency", "normal"}}), 303) << payload;
    ASSERT_EQ(post("/pupils/" + maya.text() + "/medicines", {{"id", record::RecordId::make(house->now(), house.random).text()}, {"medicine", payload.substr(0, 100)}, {"dose", "1"}, {"unit", "mg"}, {"route", "by mouth"}, {"gap_hours", "4"},
                                                             {"starts_on", "2026-01-05"}, {"note", payload}}), 303) << payload;
    ++n;
  }
  const auto folder = house.folder() / "out";
  ASSERT_TRUE(overview::export_school(house, folder, [](std::string_view) {}));
  std::size_t cells = 0, guarded = 0, records = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    if (entry.path().filename() == "records.jsonl") {
      std::string line;
      while (std::getline(bytes, line)) {
        ++records;
        EXPECT_TRUE(web::parse_json(line)) << line.substr(0, 200);
      }
    }
    if (entry.path().extension() != ".csv") continue;
    for (const auto& cell : cells_of(bytes.str())) {
      ++cells;
      if (cell.empty()) continue;
      const bool number = cell.find_first_not_of("-.0123456789") == std::string::npos;
      EXPECT_TRUE(number || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos) << entry.path().filename() << ": " << cell.substr(0, 60);
      EXPECT_FALSE(cell.starts_with("\xEF\xBC\x9D")) << "a full-width sign is a sign to some";
      if (cell.starts_with("'=") || cell.starts_with("'+") || cell.starts_with("'-") || cell.starts_with("'@")) ++guarded;
    }
  }
  EXPECT_EQ(records, all.size());
  EXPECT_GT(cells, 500U);
  EXPECT_GE(guarded, 8U) << "those that would run are there, with an apostrophe before them";
  EXPECT_GT(n, 20);
}

TEST_P(Payloads, NeverStandInALetter) {
  std::vector<mail::Message> sent;
  overview::DigestMail letters{house, {"alongside@thistledown.example", "https://a.example"}, [&](const mail::Message& message, std::string_view) -> base::Result<void> {
                                 sent.push_back(message);
                                 return {};
                               }};
  access::UnitOfWork opens(house, access::JobName{"test"});
  const people::Calendar year{{{2025, 4, *base::to_date(2026, 2, 23), *base::to_date(2026, 3, 27)}}, {}};
  opens.note({.deed = {"test.made", "Made for a test"}});
  for (auto& step : people::insert_calendar(year, house->now(), house.random)) opens.also(std::move(step));
  ASSERT_TRUE(std::move(opens).commit());
  constexpr db::Sql give_address = "UPDATE staff SET email = 'r.kay@thistledown.example'";
  test::damage(house, give_address);
  for (const auto& payload : corpus()) {
    if (payload.size() > 400) continue;
    const auto asked = browser.post("/actions", {{"id", record::RecordId::make(house->now(), house.random).text()}, {"what", "zqlettery " + payload}, {"owner", lead.text()}, {"urgency", "urgent"}});
    ASSERT_EQ(asked.status, 303);
  }
  house.clock.move_to(house->zone().to_utc(house->today() + 1, {8 * 60}));
  letters.send_due();
  house.clock.pass(base::day_ms);
  letters.send_due();
  ASSERT_FALSE(sent.empty()) << "a letter went";
  for (const auto& letter : sent) {
    EXPECT_THAT(letter.words + letter.subject + letter.from_name, Not(HasSubstr("zqlettery")));
    EXPECT_EQ(letter.subject.find_first_of("\r\n"), std::string::npos);
  }
}

}  // namespace
