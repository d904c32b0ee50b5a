// Builders for tests: one small school with a frozen clock, its people, and visits that go through the real table of routes.
//   auto house = test::a_house(GetParam());
//   const auto amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {access::Role::key_worker}});
//   const auto maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
//   test::a_tie(house, amara, access::Relation::assigned, maya);
//   const auto shown = test::get(house, routes, amara, "/school/staff");
#pragma once

#include "access/house.h"
#include "access/routes.h"
#include "access/sign_in.h"
#include "access/staff_store.h"
#include "testing/test_databases.h"

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

/// Stands still until it is moved.
class FrozenClock final : public base::Clock {
 public:
  explicit FrozenClock(base::UtcTime at) : at_(at) {}
  base::UtcTime now() const override { return at_; }
  std::int64_t monotonic_ms() const override { return at_.ms; }
  void move_to(base::UtcTime at) { at_ = at; }
  void pass(std::int64_t ms) { at_ = at_ + ms; }

 private:
  base::UtcTime at_;
};

/// Tuesday 3 March 2026, 10:40 in London (and UTC): a school day.
base::UtcTime the_moment();

struct SchoolWishes {
  std::string name = "Thistledown Primary School";
  bool is_demonstration = false;
  bool second_factor_required = false;
};

/// A founded school on its own database, gone with it, with front door (passwords hashed cheaply), catalogue of kinds and a search
/// index that is filled by `catch_up` only. Goes where an
/// access::House is asked for.
class TestHouse {
 public:
  TestHouse(db::Engine engine, const SchoolWishes& wishes);
  TestHouse(const TestHouse&) = delete;
  TestHouse& operator=(const TestHouse&) = delete;
  operator access::House&() { return *house_; }
  access::House* operator->() { return house_.get(); }
  access::House& operator*() { return *house_; }

  /// As the house was opened: for opening it again, after `close`.
  access::HouseOptions options() const;
  void close() { house_.reset(); }
  void open_again();
  const std::filesystem::path& folder() const { return folder_.path(); }
  db::Engine engine() const { return engine_; }

  FrozenClock clock;
  base::SeededRandom random{20260303};

 private:
  void furnish();
  db::Engine engine_;
  TemporaryFolder folder_;
  std::unique_ptr<MigratedStore> store_;  ///< where the school is kept; outlives the house
  std::unique_ptr<access::House> house_;
};

TestHouse a_house(db::Engine engine, const SchoolWishes& wishes = {});

struct StaffWishes {
  std::string name = "Amara Nwosu";
  std::vector<access::Role> roles = {};
  std::string post = "Key worker";
  std::string username = {};  ///< empty: no account; they can still be visited as
  std::string password = "seven quiet herons wade";
  bool must_change = false;
};
access::StaffId a_member_of_staff(TestHouse& house, const StaffWishes& wishes);

struct PupilWishes {
  std::string given = "Maya";
  std::string family = "Osei";
  std::string year = "4";
  std::string class_name = {};  ///< made when there is none of that name
  std::string upn = {};
  std::string safety_note = {};
  std::string sen_status = {};
};
access::PupilId a_pupil(TestHouse& house, const PupilWishes& wishes = {});
/// The class of that name, made when it is not there.
people::ClassId a_class(TestHouse& house, std::string_view name, std::string_view year = "4");

/// A relation from a year ago, without an end.
access::TieId a_tie(TestHouse& house, const access::StaffId& staff, access::Relation relation, const access::PupilId& pupil);
/// Any relation; `id` and `starts_on` are filled in when they are empty.
access::TieId a_tie(TestHouse& house, access::TieDraft draft);

/// A visit of somebody outside any request: for stores, which take passes.
class AVisit {
 public:
  AVisit(TestHouse& house, const access::StaffId& staff, access::SignInStrength strength);
  operator access::Visit&() { return visit_; }
  access::Visit* operator->() { return &visit_; }
  access::Visit& operator*() { return visit_; }

 private:
  web::Request request_;
  web::Match match_{};
  access::Visit visit_;
};
AVisit visit_as(TestHouse& house, const access::StaffId& staff, access::SignInStrength strength = access::SignInStrength::second_factor);

/// Routes with the front door alone: errors are drawn, and one can sign in. For a test to add its own to.
access::Routes the_front_door();

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A browser with a live sign-in of somebody, or of nobody. Every request goes through Routes::serve and has its answer when it returns.
/// Its person counts as having just proved who they are, however far the clock is moved, until `let_proof_grow_old`.
class Browser {
 public:
  Browser(TestHouse& house, const access::Routes& routes) : house_(&house), routes_(&routes) {}
  Browser(TestHouse& house, const access::Routes& routes, const access::StaffId& staff,
          access::SignInStrength strength = access::SignInStrength::second_factor);
  /// `target` may have a query.
  web::Response get(std::string_view target);
  /// With the form's token, as a page of the same origin sends it. Cookies that come back are kept.
  web::Response post(std::string_view target, Fields fields = {}, std::vector<web::Upload> files = {});
  /// From now on as ten minutes after the last proof: C8 to C12 ask for a new one.
  void let_proof_grow_old();
  /// As it is: for requests a browser of ours would not send.
  web::Response send(web::Request request);
  web::Request request(web::Method method, std::string_view target) const;
  const std::string& cookie() const { return cookie_; }
  /// A form token of this sign-in.
  std::string csrf() const;

 private:
  TestHouse* house_;
  const access::Routes* routes_;
  std::string cookie_;  ///< the sign-in's token
};

/// Every route of the house, as it serves them.
access::Routes every_route();
/// One page as somebody sees it.
web::Response get(TestHouse& house, const access::Routes& routes, const access::StaffId& staff, std::string_view target);
web::Response post(TestHouse& house, const access::Routes& routes, const access::StaffId& staff, std::string_view target, Fields fields = {});
/// Where an answer sends the browser; empty where it does not.
std::string location_of(const web::Response& response);

/// The first column of the first row, read past every guard: for looking at what was written. 0 where there is no row.
std::int64_t number(TestHouse& house, const db::Sql& sql, std::initializer_list<db::Bind> binds = {});
/// One statement past every guard: for doing damage.
void damage(TestHouse& house, const db::Sql& sql, std::initializer_list<db::Bind> binds = {});
/// The codes of every entry after number `seq`, in order. What is written behind is waited for.
std::vector<std::string> deeds_after(TestHouse& house, std::int64_t seq);
/// The number of the newest entry.
std::int64_t last_entry(TestHouse& house);

}  // namespace test
