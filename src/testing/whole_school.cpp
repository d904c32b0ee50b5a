// Makes the school with everybody in it.
#include "testing/whole_school.h"

#include "access/unit_of_work.h"
#include "base/text.h"
#include "record/record_store.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <future>
#include <stdexcept>

namespace test {
namespace {

using access::Relation;
using access::Role;

constexpr access::Deed furnished{"test.made", "Made for a test"};

constexpr db::Sql mark_pupil =
    "UPDATE pupil SET legal_family = :contacts, sen_need = :needs, looked_after = :pastoral WHERE id = :id";
constexpr db::Sql insert_family =
    "INSERT INTO family_member (id, title, given, family, mobile, home_phone, work_phone, email, address, language, note, created_at) "
    "VALUES (:id, '', 'Parent', :mark, '', '', '', '', :mark, '', '', :now)";
constexpr db::Sql insert_family_tie =
    "INSERT INTO family_tie (pupil_id, family_member_id, place, relationship, responsibility, lives_with) VALUES (:about, :id, 1, 'Mother', '', '')";
constexpr db::Sql insert_file =
    "INSERT INTO attachment (id, record_id, version, name, content_type, size, digest, added_by, added_at) "
    "VALUES (:id, :record, 1, :mark, 'text/plain; charset=utf-8', 8, :digest, :author, :now)";
constexpr db::Sql insert_chunk = "INSERT INTO attachment_chunk (attachment_id, place, bytes) VALUES (:id, 0, :bytes)";
constexpr db::Sql insert_term =
    "INSERT INTO school_term (id, academic_year, name, starts_on, ends_on) VALUES (:id, 2025, 'Spring', 20454, 20530)";
constexpr db::Sql insert_closure = "INSERT INTO school_closure (day, kind, name) VALUES (20598, 'bank_holiday', 'Spring bank holiday')";
constexpr db::Sql insert_import =
    "INSERT INTO import_run (id, subject, state, file_digest, file, mapping, summary, undo, made_by, made_at, done_at, undone_at) "
    "VALUES (:id, 'pupils', 'dropped', :digest, :nothing, '{}', 'null', 'null', :me, :now, NULL, NULL)";

base::Bytes as_stored(std::string_view text) {
  const auto view = base::as_bytes(text);
  return {view.begin(), view.end()};
}

}  // namespace

void carry_out(TestHouse& house, std::vector<access::Step> steps) {
  access::UnitOfWork work(*house, access::JobName{"test"});
  work.note({.deed = furnished});
  for (auto& step : steps) work.also(std::move(step));
  if (const auto done = std::move(work).commit(); !done) throw std::runtime_error("the school could not be furnished: " + done.error().for_log);
}

std::string WholeSchool::mark(unsigned info_class, std::size_t pupil) { return fmt::format("zqc{}p{}qz", info_class, pupil); }

WholeSchool::WholeSchool(db::Engine engine, const SchoolWishes& wishes) : house(a_house(engine, wishes)) {
  add_people();
  add_pupils();
  add_ties();
  add_words();
  add_spares();
  add_things();
}

void WholeSchool::add_people() {
  for (const bool has_ties : {true, false})
    for (std::size_t n = 0; n < access::role_count; ++n) {
      const auto role = static_cast<Role>(n);
      const std::string name(has_ties ? "Known " : "Other ");
      const auto username = (has_ties ? "known." : "other.") + std::to_string(n);
      people.push_back({role, a_member_of_staff(house, {.name = name + std::string(access::title(role)), .roles = {role}, .username = username}), has_ties});
    }
}

void WholeSchool::add_pupils() {
  std::vector<access::Step> steps;
  for (std::size_t n = 0; n <= access::relation_count; ++n) {
    const bool is_family = n == access::relation_count;
    const auto relation = is_family ? Relation::school : static_cast<Relation>(n);
    PupilWishes wishes{.given = "Pupil", .family = mark(0, n), .year = relation == Relation::year ? "6" : "4", .safety_note = mark(1, n)};
    if (relation == Relation::teaches_class) wishes.class_name = "Oak";
    if (relation == Relation::teaches) wishes.class_name = "Maths set 1";
    const auto id = a_pupil(house, wishes);
    pupils.push_back({id, {relation, is_family}});
    steps.push_back({mark_pupil, {{"contacts", mark(2, n)}, {"needs", mark(6, n)}, {"pastoral", mark(3, n)}, {"id", id}}});
    const auto parent = people::FamilyMemberId::make(house->now(), house->random());
    steps.push_back({insert_family, {{"id", parent}, {"mark", mark(2, n)}}});
    steps.push_back({insert_family_tie, {{"id", parent}, {"about", id}}});
  }
  carry_out(house, std::move(steps));
}

void WholeSchool::add_ties() {
  const auto key_worker = a_member_of_staff(house, {.name = "Supervised Colleague", .roles = {Role::key_worker}});
  const auto pupil = [&](Relation relation) { return pupils[static_cast<std::size_t>(relation)].id; };
  a_tie(house, key_worker, Relation::assigned, pupil(Relation::supervises));
  const auto oak = a_class(house, "Oak"), set = a_class(house, "Maths set 1");
  const auto since = house->today() + -365;
  std::vector<access::Step> steps;
  for (const auto& who : people) {
    if (!who.has_ties) continue;
    for (std::size_t n = 1; n < access::relation_count; ++n) {
      access::TieDraft draft;
      draft.id = access::TieId::make(house->now(), house->random());
      draft.staff = who.id;
      draft.relation = static_cast<Relation>(n);
      draft.starts_on = since;
      switch (draft.relation) {
        case Relation::teaches_class: draft.school_class = oak; break;
        case Relation::teaches: draft.school_class = set; break;
        case Relation::year: draft.year_group = "6"; break;
        case Relation::supervises: draft.other_staff = key_worker; break;
        case Relation::cover:
        case Relation::glass:
          draft.from_at = house->now() + -base::hour_ms;
          draft.until_at = house->now() + base::hour_ms;
          draft.pupil = pupil(draft.relation);
          break;
        case Relation::school:
        case Relation::assigned:
        case Relation::duty:
        case Relation::trip: draft.pupil = pupil(draft.relation); break;
      }
      steps.push_back(access::insert_tie(draft, who.id, house->now()));
    }
    steps.push_back(access::insert_own_family(who.id, pupils.back().id));
  }
  steps.push_back(access::bump_epoch());
  carry_out(house, std::move(steps));
}

void WholeSchool::add_words() {
  const auto author = a_member_of_staff(house, {.name = "Somebody Else", .roles = {Role::governor}});
  std::vector<access::Step> steps;
  for (std::size_t n = 0; n < pupils.size(); ++n) {
    for (unsigned info_class = 3; info_class <= 11; ++info_class) {
      const auto words = mark(info_class, n);
      record::NewRecord draft;
      draft.id = record::RecordId::make(house->now(), house->random());
      draft.kind = info_class == 4 ? "behaviour" : info_class == 9 ? "concern" : "note";
      draft.info_class = static_cast<access::InfoClass>(info_class);
      draft.occurred_at = house->now() + -static_cast<std::int64_t>(info_class) * base::hour_ms;
      draft.parts = {{pupils[n].id, "about"}};
      draft.line = words;
      draft.body = fmt::format(R"({{"what_happened":"{}"}})", words);
      base::Bytes32 salt;
      house->random().fill(salt);
      for (auto& step : record::steps_of(draft, author, house->now(), salt).steps) steps.push_back(std::move(step));
      const auto file = record::AttachmentId::make(house->now(), house->random());
      steps.push_back({insert_file, {{"id", file}, {"record", draft.id}, {"mark", words + ".txt"}, {"digest", salt}, {"author", author}}});
      steps.push_back({insert_chunk, {{"id", file}, {"bytes", as_stored(words)}}});
      written.push_back({draft.id, file, n, info_class});
    }
  }
  carry_out(house, std::move(steps));
}

void WholeSchool::add_spares() {
  spare_staff = a_member_of_staff(house, {.name = "Spare Colleague", .roles = {Role::volunteer}, .username = "spare"});
  const auto spare_pupil = a_pupil(house, {.given = "Nobody", .family = "Minds"});
  spare_tie = a_tie(house, spare_staff, Relation::duty, spare_pupil);
  const auto term = base::make_uuid7(house->now(), house->random()), import = base::make_uuid7(house->now(), house->random());
  spare_term = base::to_base32(term);
  spare_import = base::to_base32(import);
  const base::Bytes32 digest{};
  carry_out(house, {{insert_term, {{"id", term}}},
                    {insert_closure, {}},
                    {insert_import, {{"id", import}, {"digest", digest}, {"nothing", base::Bytes{}}, {"me", spare_staff}}}});
}

Stance WholeSchool::stance(const Member& who, std::size_t pupil) const { return who.has_ties ? pupils[pupil].stance : Stance{}; }

bool WholeSchool::allows(const Member& who, std::size_t pupil, unsigned info_class, access::Act act) const {
  return page.allows(who.role, stance(who, pupil), info_class, act);
}

bool WholeSchool::allows(const Member& who, std::size_t pupil, access::May may) const {
  return page.allows(who.role, stance(who, pupil), may);
}

bool WholeSchool::allows_somewhere(const Member& who, access::May may) const {
  if (!PermissionsPage::is_about_pupils(may)) return page.allows(who.role, may);
  if (page.allows(who.role, Stance{}, may)) return true;
  for (std::size_t n = 0; n < pupils.size(); ++n)
    if (allows(who, n, may)) return true;
  return false;
}

std::vector<std::pair<unsigned, std::size_t>> WholeSchool::marks_in(std::string_view text) {
  std::vector<std::pair<unsigned, std::size_t>> out;
  const auto lower = base::to_lower_ascii(text);
  for (auto at = lower.find("zqc"); at != std::string::npos; at = lower.find("zqc", at + 3)) {
    unsigned info_class = 0, pupil = 0;
    int read = 0;  // stays 0 unless the whole mark is there: half of one stands in a random token now and then
    if (std::sscanf(lower.c_str() + at, "zqc%2up%2uqz%n", &info_class, &pupil, &read) == 2 && read > 0) out.emplace_back(info_class, pupil);
  }
  return out;
}

std::string WholeSchool::leak(const Member& who, std::string_view text) const {
  for (const auto& [info_class, pupil] : marks_in(text))
    if (pupil >= pupils.size() || !allows(who, pupil, info_class, access::Act::see))
      return fmt::format("C{} about the pupil they know as {}", info_class, pupil < pupils.size() ? pupils[pupil].text() : "?");
  return {};
}

std::string without_tokens(std::string_view body) {
  std::string out;
  constexpr std::string_view name = "name=\"csrf\" value=\"";
  for (;;) {
    const auto at = body.find(name);
    if (at == std::string_view::npos) return out.append(body);
    out.append(body.substr(0, at + name.size()));
    body.remove_prefix(at + name.size());
    body.remove_prefix(std::min(body.find('"'), body.size()));
  }
}

web::Response serve(TestHouse& house, const access::Routes& routes, web::Request request) {
  std::promise<web::Response> answered;
  auto answer = answered.get_future();
  routes.serve(*house, std::move(request), [&](web::Response response) { answered.set_value(std::move(response)); });
  return answer.get();
}

}  // namespace test
