// Patterns to addresses, askers, and the whole store as one text.
#include "testing/route_parts.h"

#include "access/sign_in_store.h"
#include "db/sqlite_connection.h"
#include "web/cookie.h"

#include <fmt/format.h>

#include <functional>
#include <stdexcept>

namespace test {
namespace {

struct Part {
  std::string text;
  std::optional<std::size_t> pupil = {};
  std::optional<unsigned> info_class = {};
  std::function<bool(const WholeSchool::Member&)> theirs = {};
  std::string inside = {};
};
using Parts = std::vector<Part>;

constexpr std::string_view nobodys = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

/// For a part that nothing in the school stands for yet: then only who is refused can be told.
[[maybe_unused]] Parts nobodys_id(const WholeSchool&) { return {{std::string(nobodys), {}, {}, [](const WholeSchool::Member&) { return false; }}}; }

Parts pupils(const WholeSchool& school) {
  Parts out;
  for (std::size_t n = 0; n < school.pupils.size(); ++n) out.push_back({school.pupils[n].id.text(), n});
  return out;
}

Parts records(const WholeSchool& school) {
  Parts out;
  for (const auto& each : school.written) out.push_back({each.id.text(), each.pupil, each.info_class});
  return out;
}

Parts files(const WholeSchool& school) {
  Parts out;
  for (const auto& each : school.written) out.push_back({each.file.text(), each.pupil, each.info_class});
  return out;
}

struct Maker {
  std::string_view name;
  std::function<Parts(const WholeSchool&)> make;
};

/// People, pupils, what was written of them, and the school's own. All else is one of WholeSchool::things.
const std::vector<Maker>& makers() {
  static const std::vector<Maker> all = {
      {"pupil", pupils},
      {"record", records},
      {"file", files},
      {"staff", [](const WholeSchool& s) { return Parts{{s.spare_staff.text()}}; }},
      {"role", [](const WholeSchool&) { return Parts{{"volunteer"}}; }},
      {"tie", [](const WholeSchool& s) { return Parts{{s.spare_tie.text()}}; }},
      {"term", [](const WholeSchool& s) { return Parts{{s.spare_term}}; }},
      {"day", [](const WholeSchool& s) { return Parts{{s.spare_day}}; }},
      {"import", [](const WholeSchool& s) { return Parts{{s.spare_import}}; }},
      {"kind", [](const WholeSchool&) { return Parts{{"note"}}; }},
      {"field", [](const WholeSchool&) { return Parts{{"what_happened"}}; }},
  };
  return all;
}

Parts parts_named(const WholeSchool& school, std::string_view name, std::string_view pattern) {
  Parts out;
  for (const auto& thing : school.things)
    if (thing.part == name && pattern.starts_with(thing.where)) out.push_back({thing.id, thing.pupil, {}, thing.theirs, thing.inside});
  if (!out.empty()) return out;
  for (const auto& maker : makers())
    if (maker.name == name) return maker.make(school);
  throw std::runtime_error(fmt::format("nothing stands for {{{}}} of {}: put one into the school of src/testing/whole_school_things.cpp", name, pattern));
}

/// What both ask for.
std::function<bool(const WholeSchool::Member&)> both(std::function<bool(const WholeSchool::Member&)> one, std::function<bool(const WholeSchool::Member&)> other) {
  if (!one || !other) return one ? one : other;
  return [one = std::move(one), other = std::move(other)](const WholeSchool::Member& who) { return one(who) && other(who); };
}

}  // namespace

std::vector<std::string_view> parts_of(std::string_view pattern) {
  std::vector<std::string_view> out;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1))
    out.push_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  return out;
}

std::vector<Address> addresses(const WholeSchool& school, std::string_view pattern) {
  std::vector<Address> out = {{std::string(pattern), {}, {}, {}, std::string(pattern)}};
  for (const auto name : parts_of(pattern)) {
    std::vector<Address> filled;
    for (const auto& so_far : out) {
      for (const auto& part : parts_named(school, name, pattern)) {
        if (so_far.pupil && part.pupil && so_far.pupil != part.pupil) continue;
        if (so_far.path.find(part.inside) == std::string::npos) continue;
        auto next = so_far;
        const auto hole = fmt::format("{{{}}}", name);
        next.path.replace(next.path.find(hole), hole.size(), part.text);
        next.nowhere.replace(next.nowhere.find(hole), hole.size(), part.theirs ? nobodys : std::string_view(part.text));
        if (part.pupil) next.pupil = part.pupil;
        if (part.info_class) next.info_class = part.info_class;
        next.theirs = both(next.theirs, part.theirs);
        filled.push_back(std::move(next));
      }
    }
    out = std::move(filled);
  }
  return out;
}

std::string form_token(std::string_view page) {
  constexpr std::string_view name = "name=\"csrf\" value=\"";
  const auto at = page.find(name);
  if (at == std::string_view::npos) return {};
  page.remove_prefix(at + name.size());
  return std::string(page.substr(0, page.find('"')));
}

Asker::Asker(WholeSchool& school, const access::Routes& routes, const WholeSchool::Member& who, access::SignInStrength strength)
    : school_(&school), routes_(&routes), who_(who), browser_(school.house, routes, who.id, strength) {
  token_ = form_token(send(browser_.request(web::Method::get, "/")).body);
  if (token_.empty()) throw std::runtime_error("no page gave a form token to " + who.text());
}

web::Request Asker::request(web::Method method, std::string_view target) const {
  auto out = browser_.request(method, target);
  if (method != web::Method::post) return out;
  const bool is_api = target.starts_with("/api/");
  out.headers.emplace_back("origin", "https://school.example");
  out.headers.emplace_back("sec-fetch-site", "same-origin");
  out.headers.emplace_back("content-type", is_api ? "application/json" : "application/x-www-form-urlencoded");
  out.headers.emplace_back("x-csrf-token", token_);
  if (is_api) out.body = "{}";
  return out;
}

web::Response Asker::ask(web::Method method, std::string_view target) { return send(request(method, target)); }

web::Response Asker::ask(web::Method method, std::string_view target, std::string_view form) {
  auto out = request(method, target);
  out.form = web::parse_urlencoded(form).value();
  return send(std::move(out));
}

namespace {

db::SqliteConnection store_of(TestHouse& house) {
  house->pen().flush();
  return {house.folder() / "alongside.db", a_key(), db::SqlitePurpose::reader, 2048};
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const auto to = std::min(text.find(' ', from), text.size());
    out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

std::vector<std::string> tables_of(db::SqliteConnection& store) {
  return words_of(store.ask(
      "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "AND name NOT IN ('audit', 'audit_head') ORDER BY name)"));
}

}  // namespace

std::string everything_kept(TestHouse& house, bool secrets_too) {
  auto store = store_of(house);
  std::string out;
  for (const auto& table : tables_of(store)) {
    const auto columns = store.ask(
        fmt::format("SELECT group_concat('quote(' || name || ')', ' || '','' || ') FROM pragma_table_info('{}') "
                    "WHERE NOT (name = 'seen_at' AND '{}' = 'sign_in') AND ({} OR name NOT IN ('password_hash', 'totp_secret', 'code_hash'))",
                    table, table, secrets_too ? 1 : 0)
            .c_str());
    out += table + '\n' +
           store.ask(fmt::format("SELECT group_concat(line, char(10)) FROM (SELECT {} AS line FROM {} ORDER BY 1)", columns, table).c_str()) + '\n';
  }
  return out;
}

std::vector<std::string> every_column(TestHouse& house) {
  auto store = store_of(house);
  std::vector<std::string> out;
  for (const auto& table : tables_of(store))
    for (auto& name : words_of(store.ask(fmt::format("SELECT group_concat(name, ' ') FROM pragma_table_info('{}')", table).c_str())))
      out.push_back(std::move(name));
  return out;
}

}  // namespace test
