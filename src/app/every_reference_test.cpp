// Every id that anybody's pages show, asked for by everybody else wherever an id can stand; and the second wall behind a handler that
// forgot to ask.
#include "testing/route_parts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace {

using access::Act;
using access::May;
using access::RouteLine;
using web::Method;

std::string headers_of(const web::Response& response) {
  std::string out = std::to_string(response.status) + " " + response.content_type;
  for (const auto& [name, value] : response.headers) out += "\n" + name + ": " + value;
  return out;
}

/// The ids in a text: 26 characters of Crockford's base 32.
void gather_ids(std::string_view text, std::set<std::string>& into) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'L' && c != 'O' && c != 'U'); };
  std::size_t run = 0;
  for (std::size_t n = 0; n <= text.size(); ++n) {
    if (n < text.size() && is_digit(text[n])) {
      ++run;
      continue;
    }
    if (run == 26) into.emplace(text.substr(n - 26, 26));
    run = 0;
  }
}

class EveryReference : public testing::TestWithParam<db::Engine> {
 protected:
  void wrong(const std::string& what) {
    if (++faults_ <= 40) ADD_FAILURE() << what;
  }
  /// On PostgreSQL who is in charge and two who are not: above the store it is the same code.
  static bool is_asked(const test::WholeSchool::Member& who) {
    return GetParam() == db::Engine::sqlite || who.role == access::Role::head || who.role == access::Role::key_worker || who.role == access::Role::office;
  }
  test::WholeSchool school{GetParam()};
  const access::Routes routes = test::every_route();

 private:
  int faults_ = 0;
};
INSTANTIATE_TEST_SUITE_P(BothEngines, EveryReference, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(EveryReference, SeenByOnePersonIsNotFoundByWhoeverMayNotSeeIt) {
  std::map<std::string, std::size_t> pupils;
  std::map<std::string, const test::WholeSchool::Written*> records, files;
  for (std::size_t n = 0; n < school.pupils.size(); ++n) pupils[school.pupils[n].id.text()] = n;
  for (const auto& each : school.written) records[each.id.text()] = files[each.file.text()] = &each;

  // What people are shown, page by page, those with an address and those that lists lead to.
  std::set<std::string> shown;
  for (const auto& who : school.people) {
    if (!who.has_ties || !is_asked(who)) continue;
    test::Asker asker(school, routes, who);
    const auto read = [&](const std::string& target) {
      const auto answer = asker.ask(Method::get, target);
      gather_ids(answer.body, shown);
      for (const auto& [name, value] : answer.headers) gather_ids(value, shown);
    };
    for (const auto& line : routes.lines()) {
      if (line.method != Method::get) continue;
      for (const auto& address : test::addresses(school, line.pattern))
        if (!address.info_class || *address.info_class % 2 == 1) read(address.path);
    }
    for (const auto* query : {"/pupils?q=pupil", "/search?q=pupil", "/api/v1/pupils?query=pupil", "/school/staff?q=known"}) read(query);
    for (const auto& pupil : school.pupils) read("/write?kind=note&pupil=" + pupil.id.text());
  }
  const auto count_of = [&](const auto& known) { return std::count_if(known.begin(), known.end(), [&](const auto& each) { return shown.contains(each.first); }); };
  EXPECT_EQ(count_of(pupils), static_cast<std::ptrdiff_t>(pupils.size()));
  EXPECT_GT(count_of(records), 40) << "the head sees them all";
  EXPECT_GT(shown.size(), 120U);

  // Asking is the same for a class of information whoever it is about: two pupils and the family stand for the rest of things.
  // Sheets bring fresh ids of nothing yet by the hundred: eighty of what is neither pupil, record nor file are enough.
  // On PostgreSQL one pupil's are enough: above the store it is the same code.
  const bool is_sqlite = GetParam() == db::Engine::sqlite;
  std::size_t others = 0;
  std::erase_if(shown, [&](const std::string& id) {
    const auto* thing = records.contains(id) ? records[id] : files.contains(id) ? files[id] : nullptr;
    if (thing) return is_sqlite ? thing->pupil > 1 && thing->pupil + 1 != school.pupils.size() : thing->pupil != 1;
    return !pupils.contains(id) && ++others > (is_sqlite ? 80 : 15);
  });
  std::int64_t refused = 0, allowed = 0;
  for (const auto& who : school.people) {
    if (!is_asked(who)) continue;
    test::Asker asker(school, routes, who);
    const auto page_nowhere = asker.ask(Method::get, "/nowhere"), api_nowhere = asker.ask(Method::get, "/api/v1/nowhere");
    for (const auto& line : routes.lines()) {
      const auto parts = test::parts_of(line.pattern);
      if (line.method != Method::get || parts.size() != 1 || line.guard == RouteLine::Guard::open) continue;
      const std::string before(line.pattern.substr(0, line.pattern.find('{'))), after(line.pattern.substr(line.pattern.find('}') + 1));
      for (const auto& id : shown) {
        const bool is_pupil = pupils.contains(id), is_record = records.contains(id), is_file = files.contains(id);
        bool may = false;
        if (parts[0] == "pupil") {
          may = is_pupil && school.allows(who, pupils[id], *line.may);
          if (!is_pupil && line.guard == RouteLine::Guard::pupil && !is_record && !is_file) may = true;  // the spare pupil: anybody's of the school
        } else if (parts[0] == "record" || (parts[0] == "concern" && is_record)) {  // a concern is a record
          may = is_record && school.allows(who, records[id]->pupil, records[id]->info_class, after == "/correct" ? Act::correct : Act::see);
        } else if (parts[0] == "file") {
          may = is_file && school.allows(who, files[id]->pupil, files[id]->info_class, Act::see);
        } else {
          may = !is_pupil && !is_record && !is_file && school.page.allows(who.role, *line.may);
        }
        const auto answer = asker.ask(Method::get, before + id + after);
        const auto said = [&] { return before + "<id of " + (is_pupil ? "a pupil" : is_record ? "a record" : is_file ? "a file" : "something") + ">" + after + " to " + who.text(); };
        if (const auto leak = school.leak(who, answer.body); !leak.empty()) wrong(said() + " shows " + leak);
        if (may) {
          ++allowed;
          continue;
        }
        ++refused;
        const auto& nowhere = before.starts_with("/api/") ? api_nowhere : page_nowhere;
        if (headers_of(nowhere) != headers_of(answer) || test::without_tokens(nowhere.body) != test::without_tokens(answer.body))
          wrong(said() + " is told apart from nowhere: " + headers_of(answer));
      }
    }
  }
  EXPECT_GT(refused, is_sqlite ? 15'000 : 2'000);
  EXPECT_GT(allowed, 200);
  std::printf("[ replayed ] %zu ids, %lld times refused, %lld times theirs\n", shown.size(), static_cast<long long>(refused), static_cast<long long>(allowed));
}

struct View {
  const char* name;
  db::Sql texts;
};
// What a handler reads that took the weakest pass there is and asked for nobody in particular.
constexpr View views[] = {
    {"pupil", "SELECT family FROM seen_pupil"},
    {"pupil_safety", "SELECT safety_note FROM seen_pupil_safety"},
    {"pupil_detail", "SELECT legal_family FROM seen_pupil_detail"},
    {"pupil_circumstance", "SELECT looked_after FROM seen_pupil_circumstance"},
    {"pupil_need", "SELECT sen_need FROM seen_pupil_need"},
    {"family", "SELECT address FROM seen_family"},
    {"part", "SELECT line FROM seen_part"},
    {"record", "SELECT line FROM seen_record"},
    {"version", "SELECT body FROM seen_version"},
    {"attachment", "SELECT name FROM seen_attachment"},
    {"medicine_line", "SELECT medicine FROM seen_medicine_line"},
    {"referral", "SELECT body FROM seen_referral"},
    {"marker", "SELECT note FROM seen_marker"},
    {"shared_item", "SELECT line FROM seen_shared_item"},
    {"rule_exemption", "SELECT reason FROM seen_rule_exemption"},
    {"action", "SELECT what FROM seen_action"},
};
constexpr db::Sql chunks = "SELECT bytes FROM seen_attachment_chunk";
constexpr db::Sql own_entries = "SELECT line FROM my_entry";
constexpr db::Sql own_words = "SELECT body FROM my_words";
constexpr db::Sql log_lines = "SELECT deed FROM seen_audit";
constexpr db::Sql bare[] = {"SELECT family FROM pupil", "SELECT line FROM record_part", "SELECT line FROM record", "SELECT body FROM record_version",
                            "SELECT bytes FROM attachment_chunk", "SELECT address FROM family_member", "SELECT deed FROM audit"};

TEST_P(EveryReference, AHandlerThatForgotToAskGetsNoRowItsReaderMayNotSee) {
  using Marks = std::set<std::pair<unsigned, std::size_t>>;
  std::int64_t held = 0;
  std::size_t own = 0;
  for (const auto& who : school.people) {
    auto visit = test::visit_as(school.house, who.id);
    const auto pass = access::Door::staff<May::entries_own>(*visit);
    ASSERT_EQ(pass.has_value(), who.role != access::Role::service);
    if (!pass) continue;
    for (const auto& view : views) {
      Marks seen;
      for (const auto& text : pass->rows(view.texts, [](const db::Row& row) { return row.string(0); }))
        for (const auto& mark : test::WholeSchool::marks_in(text)) seen.insert(mark);
      Marks theirs;
      const bool is_words = std::string_view(view.name) == "part" || std::string_view(view.name) == "record" ||
                            std::string_view(view.name) == "version" || std::string_view(view.name) == "attachment";
      static const std::map<std::string_view, unsigned> class_of = {
          {"pupil", 0}, {"pupil_safety", 1}, {"pupil_detail", 2}, {"pupil_circumstance", 3}, {"pupil_need", 6}, {"family", 2},
          {"medicine_line", 7}, {"referral", 9}, {"marker", 9}, {"shared_item", 9}, {"rule_exemption", 4}, {"action", 4}};
      const bool stands_for_all = std::string_view(view.name) != "rule_exemption";
      const auto act = std::string_view(view.name) == "action" ? Act::decide : Act::see;  // somebody else's is for those who decide
      for (std::size_t n = 0; n < school.pupils.size(); ++n)
        for (unsigned info_class = is_words ? 3 : class_of.at(view.name); info_class <= (is_words ? 11 : class_of.at(view.name)); ++info_class)
          if (school.allows(who, n, info_class, act) && (stands_for_all || n == 1 || n + 1 == school.pupils.size())) theirs.emplace(info_class, n);
      EXPECT_EQ(theirs, seen) << "seen_" << view.name << " to " << who.text();
      held += static_cast<std::int64_t>(seen.size());
    }
    std::string bytes;
    for (const auto& chunk : pass->rows(chunks, [](const db::Row& row) { return std::string(base::as_text(row.bytes(0))); })) bytes += chunk + " ";
    EXPECT_EQ("", school.leak(who, bytes)) << who.text();
    const auto wrote = static_cast<std::size_t>(std::count_if(school.things.begin(), school.things.end(), [&](const auto& thing) { return thing.part == "record" && thing.theirs(who); }));
    EXPECT_EQ(wrote, pass->rows(own_entries, [](const db::Row& row) { return row.string(0); }).size()) << who.text() << " sees their own entries alone";
    EXPECT_EQ(wrote, pass->rows(own_words, [](const db::Row& row) { return row.string(0); }).size()) << who.text();
    own += wrote;
    EXPECT_EQ(pass->rows(log_lines, [](const db::Row& row) { return row.string(0); }).empty(), !school.page.allows(who.role, {}, 12, Act::see)) << who.text();
    for (const auto& sql : bare) {
      // Either the store refuses the statement, or it gives no row that is not theirs; there is no third way.
      try {
        std::string text;
        for (const auto& line : pass->rows(sql, [](const db::Row& row) { return row.string(0); })) text += line + " ";
        EXPECT_EQ("", school.leak(who, text)) << who.text();
      } catch (const std::exception&) {
        ++held;
      }
    }
  }
  EXPECT_GT(held, 700);
  EXPECT_EQ(own, 1U);
}

}  // namespace
