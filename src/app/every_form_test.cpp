// Every form of every page, filled in: with fields of other forms and columns of the store added, and with text that tries to break
// out of a log line, a header or a file.
#include "app/commands.h"
#include "base/log.h"
#include "people/csv.h"
#include "testing/page_forms.h"
#include "testing/route_parts.h"
#include "web/json.h"
#include "web/wire.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace {

using access::RouteLine;
using access::Role;
using web::Method;

/// A school with somebody at its pages who fills in what they find.
struct Scribe {
  Scribe() = default;
  test::WholeSchool school{db::Engine::sqlite};
  const access::Routes routes = test::every_route();

  /// Each form this person is shown, once for each address it is sent to and each set of names.
  std::vector<test::PageForm> forms(test::Asker& asker) {
    std::vector<test::PageForm> out;
    std::set<std::string> known;
    const auto read = [&](const std::string& target) {
      for (auto& form : test::forms_on(asker.ask(Method::get, target).body)) {
        if (form.action == "/lock" || form.action == "/sign-out" || form.action == "/unlock" || form.action == "/sign-in") continue;
        std::string key = form.action;
        for (const auto& name : form.names) key += " " + name;
        if (known.insert(key).second) out.push_back(std::move(form));
      }
    };
    for (const auto& line : routes.lines())
      if (line.method == Method::get && !line.pattern.starts_with("/api/")) read(test::addresses(school, line.pattern).front().path);
    const auto assigned = school.pupils[static_cast<std::size_t>(access::Relation::assigned)].id.text();
    for (const auto* kind : {"note", "recognition", "behaviour", "concern", "conversation", "session"})
      read("/write?kind=" + std::string(kind) + "&pupil=" + assigned);
    return out;
  }
  web::Response post(test::Asker& asker, const test::PageForm& form, const test::Fields& fields) {
    auto request = asker.request(Method::post, form.action);
    request.form = web::Form();
    for (const auto& [name, value] : fields) request.form.add(name, value);
    return asker.send(std::move(request));
  }
};

constexpr Role scribes[] = {Role::head, Role::it, Role::office, Role::senco, Role::dsl, Role::key_worker, Role::class_teacher};

class EveryForm : public testing::Test {
 protected:
  EveryForm() { base::log::capture(&log); }
  ~EveryForm() override { base::log::capture(nullptr); }
  std::string log;
};

TEST_F(EveryForm, TakesNoFieldThatIsNotItsOwn) {
  // Two schools of one seed, asked the same in step: they hold the same afterwards, though one was sent every field there is.
  Scribe plain, stuffed;
  std::map<std::string, std::string> every;
  for (const auto& name : test::every_column(stuffed.school.house)) every.emplace(name, "1");
  for (const auto* name : {"role", "roles", "is_admin", "info_class", "author", "author_id", "version", "flag", "state", "who", "staff", "school"}) every.emplace(name, "head");
  int sent = 0, taken = 0;
  std::set<std::string> actions;
  for (const auto role : scribes) {
    const auto& who = plain.school.people[static_cast<std::size_t>(role)];
    test::Asker one(plain.school, plain.routes, who), other(stuffed.school, stuffed.routes, stuffed.school.people[static_cast<std::size_t>(role)]);
    const auto forms = plain.forms(one), same_forms = stuffed.forms(other);
    ASSERT_EQ(forms.size(), same_forms.size()) << who.text();
    for (const auto& form : forms)
      for (const auto& [name, value] : form.fields) every.emplace(name, value.empty() ? "1" : value);
    for (std::size_t n = 0; n < forms.size(); ++n) {
      const auto& form = forms[n];
      ASSERT_EQ(form.action, same_forms[n].action);
      const auto words = "Words number " + std::to_string(++sent);
      const auto fields = test::filled_in(form, words);
      auto more = test::filled_in(same_forms[n], words);
      ASSERT_EQ(fields, more) << "the two schools drifted apart before " << form.action;
      const std::set<std::string> own(form.names.begin(), form.names.end());
      for (const auto& [name, value] : every)
        if (!own.contains(name) && name != "csrf") more.emplace_back(name, value);
      const auto answer = plain.post(one, form, fields), stuffed_answer = stuffed.post(other, same_forms[n], more);
      EXPECT_EQ(answer.status, stuffed_answer.status) << form.action << " by " << who.text();
      EXPECT_EQ(test::location_of(answer), test::location_of(stuffed_answer)) << form.action;
      ASSERT_EQ(test::everything_kept(plain.school.house, false), test::everything_kept(stuffed.school.house, false))
          << form.action << " by " << who.text() << " took a field that is not its own";
      if (answer.status == 303) {
        ++taken;
        actions.insert(form.action);
      }
    }
  }
  EXPECT_GT(sent, 50);
  EXPECT_GT(taken, 20) << "a form that is refused anyway shows nothing";
  std::printf("[ stuffed  ] %d forms, %d of them taken, at %zu addresses, %zu names added\n", sent, taken, actions.size(), every.size());
}

TEST_F(EveryForm, WritesNoLogLineHeaderOrFileThatTypedTextCanSplit) {
  Scribe scribe;
  auto& house = scribe.school.house;
  const std::string hostile("Qzbreak\r\nSet-Cookie: qz=1\r\n\r\n{\"at\":\"qz\"}\n=1+1\t\"\xE2\x80\xAE\xE2\x80\xA8\xC2\x85<script>qz()</script>\0,\"qz\"", 86);
  int sent = 0, taken = 0;
  for (const auto role : scribes) {
    test::Asker asker(scribe.school, scribe.routes, scribe.school.people[static_cast<std::size_t>(role)]);
    for (const auto& form : scribe.forms(asker)) {
      auto fields = test::filled_in(form, hostile);
      const auto answer = scribe.post(asker, form, fields);
      EXPECT_LT(answer.status, 500) << form.action;
      EXPECT_NO_THROW((void)web::to_wire(answer, {.secure = true})) << form.action;
      EXPECT_EQ(answer.body.find("<script>qz"), std::string::npos) << form.action;
      // And in the places a browser fills without being asked.
      auto request = asker.request(Method::post, form.action);
      request.headers.emplace_back("user-agent", hostile);
      request.headers.emplace_back("referer", hostile);
      request.query.add("q", hostile);
      for (auto& [name, value] : fields) value = hostile;
      for (const auto& [name, value] : fields) request.form.add(name, value);
      const auto all_hostile = asker.send(std::move(request));
      EXPECT_LT(all_hostile.status, 500) << form.action;
      EXPECT_NO_THROW((void)web::to_wire(all_hostile, {.secure = true})) << form.action;
      ++sent;
      if (answer.status == 303) ++taken;
    }
    for (const auto* place : {"/", "/entries", "/pupils", "/school/staff", "/school/audit", "/school/relations", "/school/calendar", "/me/tokens"})
      EXPECT_EQ(asker.ask(Method::get, place).body.find("<script>qz"), std::string::npos) << place;
  }
  EXPECT_GT(sent, 50);
  EXPECT_GT(taken, 10);

  // The log: one JSON value a line, and not a word of what was typed.
  EXPECT_EQ(log.find("qz"), std::string::npos);
  EXPECT_EQ(log.find("Qzbreak"), std::string::npos);
  std::size_t lines = 0;
  for (std::size_t from = 0; from < log.size(); ++lines) {
    const auto to = log.find('\n', from);
    ASSERT_NE(to, std::string::npos);
    EXPECT_TRUE(web::parse_json(log.substr(from, to - from))) << log.substr(from, to - from);
    from = to + 1;
  }
  EXPECT_GT(lines, 10U);

  // Everything the school has, as files: each is read back with as many columns in every row as in its first.
  house->pen().flush();
  const auto out = house.folder() / "exported";
  house.close();
  ASSERT_EQ(0, app::run({"export", "--data", house.folder().string(), "--to", out.string()}));
  int files = 0, broken_words = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out)) {
    if (entry.path().extension() != ".csv") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto table = people::read_csv(bytes);
    ASSERT_TRUE(table) << entry.path() << ": " << table.error().for_user;
    for (std::size_t row = 0; row < table->rows(); ++row) ASSERT_EQ(table->columns(0), table->columns(row)) << entry.path() << " row " << row;
    if (bytes.find("Qzbreak") != std::string::npos) ++broken_words;
    ++files;
  }
  EXPECT_GT(files, 5);
  EXPECT_GT(broken_words, 0) << "what was typed is in the export, as text";
}

}  // namespace
