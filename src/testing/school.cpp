// Makes the small school of the tests and the people in it.
#include "testing/school.h"

#include "access/circle.h"
#include "access/csrf.h"
#include "access/digest.h"
#include "access/frame.h"
#include "access/sign_in_pages.h"
#include "access/sign_in_store.h"
#include "access/standing_store.h"
#include "app/wiring.h"
#include "base/text.h"
#include "casework/care/medicine_keeper.h"
#include "casework/concerns/concern_keeper.h"
#include "casework/cover/card_glance.h"
#include "casework/plans/plan_due.h"
#include "casework/plans/plan_glance.h"
#include "casework/plans/template.h"
#include "casework/reviews/voice_door.h"
#include "casework/rules/exemption_due_store.h"
#include "casework/sessions/session_keeper.h"
#include "casework/statutory/due_source.h"
#include "casework/timetable/here.h"
#include "casework/timetable/reduced_due_store.h"
#include "overview/inbox_counts.h"
#include "record/catalogue.h"
#include "record/fact_follower.h"
#include "record/here_now.h"
#include "record/picture.h"
#include "record/search_index.h"
#include "testing/places.h"
#include "web/cookie.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <stdexcept>

namespace test {
namespace {

constexpr access::PasswordCost cheap{std::size_t{64} << 10, 1};
constexpr access::Deed made_for_test{"test.made", "Made for a test"};

constexpr db::Sql insert_pupil =
    "INSERT INTO pupil (id, given, family, folded, year_group, class_name, house, joined_on, left_on, legal_given, legal_family, born_on, "
    "sex, upn, former_upns, uln, admission_no, first_language, eal, ethnicity, fsm, pupil_premium, looked_after, service_child, sen_status, "
    "sen_need, safety_note, created_at) VALUES (:id, :given, :family, :folded, :year, :class_name, '', NULL, NULL, :given, :family, NULL, "
    "'', :upn, '', '', '', '', '', '', '', '', '', '', :sen_status, '', :safety_note, :now)";
constexpr db::Sql insert_class =
    "INSERT INTO school_class (id, name, kind, year_group, subject, starts_on, ends_on) VALUES (:id, :name, 'class', :year, '', :starts_on, NULL)";
constexpr db::Sql class_by_name = "SELECT id FROM school_class WHERE name = :name AND kind = 'class'";
constexpr db::Sql insert_member =
    "INSERT INTO class_member (class_id, pupil_id, starts_on, ends_on) VALUES (:class_id, :pupil_id, :starts_on, NULL)";
constexpr db::Sql insert_sign_in =
    "INSERT INTO sign_in (token_hash, staff_id, public_id, csrf_key, assurance, device, created_at, seen_at, expires_at, "
    "fresh_at) VALUES (:hash, :staff, :id, :csrf, :assurance, 'a test browser', :now, :now, :expires_at, :expires_at)";
constexpr db::Sql age_sign_in = "UPDATE sign_in SET fresh_at = 0 WHERE token_hash = :hash";
constexpr db::Sql sign_in_by_hash = "SELECT csrf_key, public_id FROM sign_in WHERE token_hash = :hash";

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error("a builder failed: " + result.error().for_log);
  return *std::move(result);
}
void must(base::Result<void> result) {
  if (!result) throw std::runtime_error("a builder failed: " + result.error().for_log);
}

void write(TestHouse& house, std::vector<access::Step> steps, const base::Bytes16& subject) {
  access::UnitOfWork work(*house, access::JobName{"test"});
  work.note({.deed = made_for_test, .subject = subject});
  for (auto& step : steps) work.also(std::move(step));
  work.also(access::bump_epoch());
  must(std::move(work).commit());
}

base::LocalDate a_year_ago(TestHouse& house) { return house->today() + -365; }

web::Form read_query(std::string_view target) {
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return {};
  return web::parse_urlencoded(target.substr(mark + 1)).value();
}

}  // namespace

base::UtcTime the_moment() { return base::parse_iso_time("2026-03-03T10:40:00Z").value(); }

TestHouse::TestHouse(db::Engine engine, const SchoolWishes& wishes) : clock(the_moment()), engine_(engine) {
  store_ = std::make_unique<MigratedStore>(engine, folder_.path());
  const auto key_file = folder_.path() / "key";
  const auto key = a_key();
  std::ofstream(key_file, std::ios::binary) << base::to_hex(key.reveal()) << '\n';
  std::filesystem::permissions(key_file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  auto with = options();
  with.create = true;
  house_ = std::make_unique<access::House>(std::move(with));
  access::School school;
  school.name = wishes.name;
  school.phase = "primary";
  school.is_demonstration = wishes.is_demonstration;
  school.second_factor_required = wishes.second_factor_required;
  must(house_->found(school));
  furnish();
}

void TestHouse::furnish() {
  house_->add_room(std::make_shared<access::FrontDoor>(cheap));
  house_->add_room(std::make_shared<access::Circles>());
  auto catalogue = std::make_shared<record::Catalogue>(folder_.path());
  auto reader = house_->reader();
  reader->look_as(house_->house_sight());
  catalogue->refresh(*reader);
  record::write_down_readers(*house_, *catalogue);
  auto templates = std::make_shared<plans::Templates>(folder_.path(), *catalogue);
  templates->catalogue()->refresh(*reader);
  auto further = std::make_shared<record::FurtherCatalogues>();
  further->add("Plans", templates->catalogue());
  house_->add_room(further);
  house_->add_room(templates);
  auto glance = std::make_shared<record::GlanceParts>();
  cover::add_glance(*glance);
  plans::add_glance(*glance);
  statutory::add_glance(*glance);
  house_->add_room(glance);
  auto keepers = std::make_shared<record::KindKeepers>();
  care::add_medicine_keeper(*keepers);
  concerns::add_keepers(*keepers);
  sessions::add_keeper(*keepers);
  house_->add_room(keepers);
  house_->add_room(std::make_shared<reviews::VoiceDoor>());
  house_->add_room(std::make_shared<record::PictureDesk>(test::in_build("alongside")));
  house_->add_room(catalogue);
  house_->add_room<access::InboxCounter>(std::make_shared<overview::InboxCounts>(catalogue));
  auto due = std::make_shared<record::DueSources>();
  for (auto source : {statutory::clocks_due, plans::reviews_due, plans::consents_due, timetable::reduced_due, record::trainings_due, rules::exemptions_due, record::orders_due}) due->add(source);
  house_->add_room(due);
  house_->add_room(std::make_shared<record::HereNow>(timetable::whereabouts_of));
  house_->add_room(std::make_shared<record::SearchIndex>(*house_, catalogue));
  house_->add_room(std::make_shared<record::FactFollower>(*house_, catalogue));
}

access::HouseOptions TestHouse::options() const {
  access::HouseOptions options;
  options.folder = folder_.path();
  options.clock = &clock;
  options.random = const_cast<base::SeededRandom*>(&random);
  if (engine_ == db::Engine::postgres) {
    options.postgres_url = store_->url();
    options.postgres_schema = store_->schema();
  }
  return options;
}

void TestHouse::open_again() {
  house_.reset();
  house_ = std::make_unique<access::House>(options());
  furnish();
}

TestHouse a_house(db::Engine engine, const SchoolWishes& wishes) { return TestHouse(engine, wishes); }

access::StaffId a_member_of_staff(TestHouse& house, const StaffWishes& wishes) {
  const auto id = access::StaffId::make(house->now(), house->random());
  std::vector<access::Step> steps;
  steps.push_back(access::insert_staff({id, wishes.name, wishes.post, "", "", a_year_ago(house), {}}, house->now()));
  if (!wishes.username.empty()) {
    const auto hash = must(house->room<access::FrontDoor>().passwords.hash(base::Secret(wishes.password)));
    steps.push_back(access::insert_account({id, wishes.username, hash, wishes.must_change}, house->now()));
  }
  for (const auto role : wishes.roles) steps.push_back(access::insert_role({id, role, a_year_ago(house), {}, {}, {}}));
  write(house, std::move(steps), id.bytes());
  return id;
}

people::ClassId a_class(TestHouse& house, std::string_view name, std::string_view year) {
  people::ClassId id;
  must(house->pen().run([&](db::WriteConnection& pen, access::Pen&) -> base::Result<void> {
    const std::array binds = {db::Bind{"name", name}};
    pen.rows(class_by_name, binds, [&](const db::Row& row) { id = row.id<people::ClassId>(0); });
    return {};
  }));
  if (!id.is_nil()) return id;
  id = people::ClassId::make(house->now(), house->random());
  write(house, {{insert_class, {{"id", id}, {"name", name}, {"year", year}, {"starts_on", a_year_ago(house)}}}}, id.bytes());
  return id;
}

access::PupilId a_pupil(TestHouse& house, const PupilWishes& wishes) {
  const auto id = access::PupilId::make(house->now(), house->random());
  std::vector<access::Step> steps;
  steps.push_back({insert_pupil,
                   {{"id", id}, {"given", wishes.given}, {"family", wishes.family}, {"folded", base::fold(wishes.given + " " + wishes.family)},
                    {"year", wishes.year}, {"class_name", wishes.class_name}, {"upn", wishes.upn}, {"sen_status", wishes.sen_status},
                    {"safety_note", wishes.safety_note}}});
  if (!wishes.class_name.empty()) {
    const auto school_class = a_class(house, wishes.class_name, wishes.year);
    steps.push_back({insert_member, {{"class_id", school_class}, {"pupil_id", id}, {"starts_on", a_year_ago(house)}}});
  }
  write(house, std::move(steps), id.bytes());
  return id;
}

access::TieId a_tie(TestHouse& house, access::TieDraft draft) {
  if (draft.id.is_nil()) draft.id = access::TieId::make(house->now(), house->random());
  if (draft.starts_on == base::LocalDate{}) draft.starts_on = a_year_ago(house);
  write(house, {access::insert_tie(draft, draft.staff, house->now())}, draft.staff.bytes());
  return draft.id;
}

access::TieId a_tie(TestHouse& house, const access::StaffId& staff, access::Relation relation, const access::PupilId& pupil) {
  access::TieDraft draft;
  draft.staff = staff;
  draft.relation = relation;
  draft.pupil = pupil;
  return a_tie(house, std::move(draft));
}

namespace {
std::shared_ptr<const access::Grants> grants_for(TestHouse& house, const access::StaffId& staff, access::SignInStrength strength) {
  auto reader = house->reader();
  auto grants = house->grants_of(staff, strength, *reader);
  if (!grants) throw std::runtime_error("this person may not sign in");
  return grants;
}
access::SignedIn signed_in_as(TestHouse& house, const access::StaffId& staff, access::SignInStrength strength) {
  access::SignedIn out;
  out.staff = staff;
  out.id = access::SignInId::make(house->now(), house->random());
  out.strength = strength;
  out.created_at = out.seen_at = house->now();
  out.expires_at = out.fresh_until = house->now() + access::absolute_ms;
  return out;
}
}  // namespace

AVisit::AVisit(TestHouse& house, const access::StaffId& staff, access::SignInStrength strength)
    : visit_(*house, request_, match_, house->reader(), signed_in_as(house, staff, strength), grants_for(house, staff, strength)) {}

AVisit visit_as(TestHouse& house, const access::StaffId& staff, access::SignInStrength strength) { return AVisit(house, staff, strength); }

access::Routes the_front_door() {
  access::Routes routes;
  routes.draw_with(access::draw_error, access::draw_sign_in, access::draw_confirmation);
  access::add_sign_in_routes(routes);
  return routes;
}

Browser::Browser(TestHouse& house, const access::Routes& routes, const access::StaffId& staff, access::SignInStrength strength)
    : house_(&house), routes_(&routes), cookie_(access::make_token(house->random())) {
  base::Bytes32 csrf;
  house->random().fill(csrf);
  access::UnitOfWork work(*house, access::JobName{"test"});
  work.note({.deed = made_for_test, .subject = staff.bytes()});
  work.also({insert_sign_in,
             {{"hash", access::hash_token(cookie_)}, {"staff", staff}, {"id", access::SignInId::make(house->now(), house->random())},
              {"csrf", csrf}, {"assurance", static_cast<int>(strength)}, {"expires_at", house->now() + access::absolute_ms}}});
  must(std::move(work).commit());
}

web::Request Browser::request(web::Method method, std::string_view target) const {
  web::Request out;
  out.method = method;
  out.target = std::string(target);
  out.path = web::percent_decode(target.substr(0, target.find('?')), false).value();
  out.query = read_query(target);
  out.peer = "127.0.0.1";
  out.secure = true;
  out.headers = {{"host", "school.example"}, {"user-agent", "a test browser"}};
  if (!cookie_.empty()) out.headers.emplace_back("cookie", fmt::format("{}={}", web::cookie_name(true, access::sign_in_cookie), cookie_));
  return out;
}

web::Response Browser::send(web::Request request) {
  std::promise<web::Response> answered;
  auto answer = answered.get_future();
  routes_->serve(**house_, std::move(request), [&](web::Response response) { answered.set_value(std::move(response)); });
  auto response = answer.get();
  (*house_)->pen().flush();
  for (const auto& [name, value] : response.headers) {
    if (name != "Set-Cookie") continue;
    const auto equals = value.find('=');
    if (value.substr(0, equals) != web::cookie_name(true, access::sign_in_cookie)) continue;
    cookie_ = value.substr(equals + 1, value.find(';') - equals - 1);
  }
  return response;
}

web::Response Browser::get(std::string_view target) { return send(request(web::Method::get, target)); }

web::Response Browser::post(std::string_view target, Fields fields, std::vector<web::Upload> files) {
  auto out = request(web::Method::post, target);
  out.headers.emplace_back("origin", "https://school.example");
  out.headers.emplace_back("sec-fetch-site", "same-origin");
  out.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  if (!cookie_.empty()) out.form.add("csrf", csrf());
  for (auto& [name, value] : fields) out.form.add(std::move(name), std::move(value));
  out.form.uploads = std::move(files);
  return send(std::move(out));
}

std::string Browser::csrf() const {
  const auto hash = access::hash_token(cookie_);
  base::Bytes32 key{};
  access::SignInId id;
  auto reader = (*house_)->reader();
  const std::array binds = {db::Bind{"hash", hash}};
  reader->rows(sign_in_by_hash, binds, [&](const db::Row& row) {
    std::copy_n(row.bytes(0).begin(), key.size(), key.begin());
    id = row.id<access::SignInId>(1);
  });
  return access::make_csrf_token(key, access::SignedIn::csrf_name_of(id), (*house_)->random());
}

void Browser::let_proof_grow_old() {
  access::UnitOfWork work(*house_, access::JobName{"test"});
  work.note({.deed = made_for_test});
  work.also(age_sign_in, {{"hash", access::hash_token(cookie_)}});
  must(std::move(work).commit());
}

access::Routes every_route() { return app::all_routes(); }

web::Response get(TestHouse& house, const access::Routes& routes, const access::StaffId& staff, std::string_view target) {
  return Browser(house, routes, staff).get(target);
}

web::Response post(TestHouse& house, const access::Routes& routes, const access::StaffId& staff, std::string_view target, Fields fields) {
  return Browser(house, routes, staff).post(target, std::move(fields));
}

std::string location_of(const web::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (base::to_lower_ascii(name) == "location") return value;
  return {};
}

std::int64_t number(TestHouse& house, const db::Sql& sql, std::initializer_list<db::Bind> binds) {
  std::int64_t out = 0;
  bool first = true;
  must(house->pen().run([&](db::WriteConnection& pen, access::Pen&) -> base::Result<void> {
    pen.rows(sql, {binds.begin(), binds.size()}, [&](const db::Row& row) {
      if (std::exchange(first, false)) out = row.integer(0);
    });
    return {};
  }));
  return out;
}

void damage(TestHouse& house, const db::Sql& sql, std::initializer_list<db::Bind> binds) {
  house->pen().flush();
  auto store = house->database().writer();  // not the pen: that would put the chain's head right again
  store->begin();
  store->execute(sql, {binds.begin(), binds.size()});
  store->commit();
}

std::vector<std::string> deeds_after(TestHouse& house, std::int64_t seq) {
  house->pen().flush();
  std::vector<std::string> out;
  auto reader = house->reader();
  reader->look_as(house->house_sight());
  static constexpr db::Sql seen = "SELECT deed FROM seen_audit WHERE seq > :seq ORDER BY seq";
  const std::array binds = {db::Bind{"seq", seq}};
  reader->rows(seen, binds, [&](const db::Row& row) { out.push_back(row.string(0)); });
  return out;
}

std::int64_t last_entry(TestHouse& house) {
  static constexpr db::Sql head = "SELECT seq FROM audit_head WHERE only_one = 1";
  house->pen().flush();
  return number(house, head);
}

}  // namespace test
