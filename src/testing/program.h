// A program that speaks to the API with somebody's bearer token: requests go through the real table of routes.
//   test::Program program(house, routes, amara);
//   EXPECT_EQ(201, program.post("/api/v1/records", test::a_note(house, maya)).status);
#pragma once

#include "testing/school.h"
#include "web/json.h"

#include <string>
#include <string_view>

namespace test {

class Program {
 public:
  /// Makes a token for them, good for a day.
  Program(TestHouse& house, const access::Routes& routes, const access::StaffId& staff);
  /// Without a token, or with one of the caller's own.
  Program(TestHouse& house, const access::Routes& routes, std::string token);

  web::Response get(std::string_view target);
  web::Response post(std::string_view target, const web::Json& body);
  /// The body as it is, under that type.
  web::Response post_raw(std::string_view target, std::string body, std::string_view content_type = "application/json");
  web::Request request(web::Method method, std::string_view target) const;

 private:
  TestHouse* house_;
  const access::Routes* routes_;
  std::string token_;
};

/// The body of an answer. Throws when it is no JSON.
web::Json json_of(const web::Response& response);
/// The text found by names and places: at(body, {"records", "0", "line"}); empty where there is none.
std::string at(const web::Json& body, std::initializer_list<std::string_view> path);
/// The fields named in a problem's errors, in their order.
std::vector<std::string> fields_at_fault(const web::Response& response);

/// A note about these pupils, as POST /api/v1/records takes it, with an id of its own.
web::Json a_note(TestHouse& house, std::initializer_list<access::PupilId> pupils, std::string_view words = "Shared the blue crayons without being asked.");
/// The same of any kind.
web::Json a_record(TestHouse& house, std::string_view kind, std::initializer_list<access::PupilId> pupils, web::Json fields);

}  // namespace test
