// Tokens, requests and answers of a program.
#include "testing/program.h"

#include "access/digest.h"
#include "record/ids.h"

#include <future>
#include <stdexcept>

namespace test {

Program::Program(TestHouse& house, const access::Routes& routes, const access::StaffId& staff)
    : house_(&house), routes_(&routes), token_(access::make_token(house->random())) {
  access::UnitOfWork work(*house, access::JobName{"test"});
  work.note({.deed = access::deeds::token_made, .subject = staff.bytes()});
  const access::TokenDraft draft{access::TokenId::make(house->now(), house->random()), "a test", house->now() + base::day_ms};
  work.also(access::insert_token(draft, staff, token_, house->now()));
  if (!std::move(work).commit()) throw std::runtime_error("no token could be made");
}

Program::Program(TestHouse& house, const access::Routes& routes, std::string token)
    : house_(&house), routes_(&routes), token_(std::move(token)) {}

web::Request Program::request(web::Method method, std::string_view target) const {
  web::Request out = Browser(*house_, *routes_).request(method, target);
  if (!token_.empty()) out.headers.emplace_back("authorization", "Bearer " + token_);
  return out;
}

web::Response Program::get(std::string_view target) { return Browser(*house_, *routes_).send(request(web::Method::get, target)); }

web::Response Program::post(std::string_view target, const web::Json& body) { return post_raw(target, web::to_json(body)); }

web::Response Program::post_raw(std::string_view target, std::string body, std::string_view content_type) {
  auto out = request(web::Method::post, target);
  if (!content_type.empty()) out.headers.emplace_back("content-type", content_type);
  out.body = std::move(body);
  return Browser(*house_, *routes_).send(std::move(out));
}

web::Json json_of(const web::Response& response) {
  auto body = web::parse_json(response.body);
  if (!body) throw std::runtime_error("no JSON: " + response.body);
  return *std::move(body);
}

std::string at(const web::Json& body, std::initializer_list<std::string_view> path) {
  const auto* here = &body;
  for (const auto step : path) {
    if (const auto* items = here->array()) {
      const auto place = static_cast<std::size_t>(step[0] - '0');
      if (place >= items->size()) return {};
      here = &(*items)[place];
    } else {
      here = here->find(step);
      if (!here) return {};
    }
  }
  return here->string() ? *here->string() : web::to_json(*here);
}

std::vector<std::string> fields_at_fault(const web::Response& response) {
  std::vector<std::string> out;
  const auto body = json_of(response);
  if (const auto* errors = body.find("errors"))
    for (const auto& error : *errors->array()) out.push_back(at(error, {"field"}));
  return out;
}

web::Json a_record(TestHouse& house, std::string_view kind, std::initializer_list<access::PupilId> pupils, web::Json fields) {
  web::Json::Array about;
  for (const auto& pupil : pupils) about.push_back(web::Json::Object{{"id", pupil.text()}});
  return web::Json::Object{{"id", record::RecordId::make(house->now(), house->random()).text()},
                           {"kind", kind},
                           {"occurred_at", base::to_iso(house->now())},
                           {"pupils", std::move(about)},
                           {"fields", std::move(fields)}};
}

web::Json a_note(TestHouse& house, std::initializer_list<access::PupilId> pupils, std::string_view words) {
  return a_record(house, "note", pupils, web::Json::Object{{"what_happened", words}});
}

}  // namespace test
