// OpenAPI 3.1 made from the table of API routes.
#include "overview/api.h"
#include "record/record_api.h"
#include "web/problem.h"

#include <fmt/format.h>

#include <algorithm>

namespace overview {
namespace {

namespace schema = web::schema;
using access::ApiEntry;
using access::ApiParameter;
using web::Json;

Json object(Json::Object members) { return Json(std::move(members)); }

Json content(std::string_view type, Json schema) { return object({{std::string(type), object({{"schema", std::move(schema)}})}}); }

std::string_view what_went_wrong(int status) {
  switch (status) {
    case 400: return "The body is not JSON";
    case 401: return "No token or sign-in, or one that has ended";
    case 403: return "A cookie without the form token in x-csrf-token";
    case 404: return "Not there, or not for this person to see: the two are told alike";
    case 409: return "Something else stands there already";
    case 415: return "The body is not application/json";
    case 422: return "What was sent breaks a rule; `errors` names each field at fault";
    case 503: return "Not now; the same request may be sent again";
    default: return web::status_words(status);
  }
}

Json problem_answer(int status) {
  return object({{"description", what_went_wrong(status)}, {"content", content("application/problem+json", schema::ref("Problem"))}});
}

Json parameter_json(const ApiParameter& parameter) {
  const bool in_path = parameter.in == ApiParameter::In::path;
  return object({{"name", parameter.name},
                 {"in", in_path ? "path" : "query"},
                 {"required", in_path},
                 {"description", parameter.description},
                 {"schema", parameter.schema}});
}

Json answers_json(const ApiEntry& entry) {
  Json out;
  for (const auto& answer : entry.doc.answers) {
    Json one = object({{"description", answer.description}, {"content", content(answer.type, answer.schema)}});
    if (answer.status == 201)
      one.set("headers", object({{"Location", object({{"description", "Where it can be read"}, {"schema", object({{"type", "string"}})}})}}));
    out.set(std::to_string(answer.status), std::move(one));
  }
  auto problems = entry.doc.problems;
  problems.push_back(401);
  if (!entry.doc.body.is_null()) problems.insert(problems.end(), {400, 403, 415});
  std::sort(problems.begin(), problems.end());
  for (int status : problems) out.set(std::to_string(status), problem_answer(status));
  return out;
}

Json operation_json(const ApiEntry& entry) {
  Json out = object({{"operationId", entry.doc.name},
                     {"tags", Json::Array{Json(entry.doc.tag)}},
                     {"summary", entry.doc.summary},
                     {"description", entry.doc.description}});
  if (!entry.doc.parameters.empty()) {
    Json::Array parameters;
    for (const auto& parameter : entry.doc.parameters) parameters.push_back(parameter_json(parameter));
    out.set("parameters", std::move(parameters));
  }
  if (!entry.doc.body.is_null())
    out.set("requestBody", object({{"required", true}, {"content", content(entry.doc.body_type, entry.doc.body)}}));
  out.set("responses", answers_json(entry));
  return out;
}

Json paths_json(const access::ApiTable& table) {
  Json paths;
  for (const auto& entry : table.entries()) {
    const auto* there = paths.find(entry.pattern);
    Json path = there ? *there : Json{};
    path.set(entry.method == web::Method::get ? "get" : "post", operation_json(entry));
    paths.set(entry.pattern, std::move(path));
  }
  return paths;
}

Json tags_json() {
  const auto tag = [](std::string_view name, std::string_view description) {
    return object({{"name", name}, {"description", description}});
  };
  return Json::Array{tag("Me", "Whose token this is"), tag("Pupils", "The directory, as far as this person may see it"),
                     tag("Records", "What was written down about pupils"),
                     tag("Concerns", "For the safeguarding team: what is open, and what is decided")};
}

Json problem_schema() {
  Json field = schema::object({{"field", schema::text("The member, field or parameter at fault")}, {"message", schema::text("What to do about it")}});
  Json out = schema::object({{"type", schema::text("about:blank: the status says it all")},
                             {"title", schema::text("The status in words")},
                             {"status", schema::whole("HTTP status", 400, 599)},
                             {"detail", schema::text("For a person")},
                             {"errors", schema::list(std::move(field), "Each rule that was broken"), schema::Need::sometimes},
                             {"current", schema::open_object("The version that stands, where yours is older"), schema::Need::sometimes},
                             {"yours", schema::open_object("The fields that were sent"), schema::Need::sometimes}},
                            "RFC 9457 problem details");
  return out;
}

Json security_schemes() {
  return object({{"token", object({{"type", "http"},
                                   {"scheme", "bearer"},
                                   {"description", "Made on a page or by `alongside token create`. It sees what its person sees."}})},
                 {"cookie", object({{"type", "apiKey"},
                                    {"in", "cookie"},
                                    {"name", "__Host-signin"},
                                    {"description", "A browser's sign-in. What is posted needs the form token in x-csrf-token besides."}})}});
}

}  // namespace

Json open_api(const access::ApiTable& table, const record::Kinds& kinds) {
  Json::Object schemas = table.schemas();
  schemas.emplace_back("Problem", problem_schema());
  record::define_kinds(schemas, kinds);
  return object({{"openapi", "3.1.0"},
                 {"info", object({{"title", "Alongside"},
                                  {"version", "1"},
                                  {"summary", "What happened with children, written down and read by those who should"},
                                  {"description", "Ids are 26 characters of Crockford base 32. Moments are RFC 3339: any offset is taken, UTC is "
                                                  "given. A program sees exactly what the person of its token sees; what they may not see is "
                                                  "not found."},
                                  {"license", object({{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}})}})},
                 {"servers", Json::Array{object({{"url", "/"}, {"description", "This school"}})}},
                 {"security", Json::Array{object({{"token", Json::Array{}}}), object({{"cookie", Json::Array{}}})}},
                 {"tags", tags_json()},
                 {"paths", paths_json(table)},
                 {"components", object({{"securitySchemes", security_schemes()}, {"schemas", Json(std::move(schemas))}})}});
}

}  // namespace overview
