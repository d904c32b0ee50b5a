// The usual answers.
#include "web/response.h"

namespace web {
namespace {

Response of_type(int status, std::string content_type, std::string body) {
  Response response;
  response.status = status;
  response.content_type = std::move(content_type);
  response.body = std::move(body);
  return response;
}

}  // namespace

Response page(int status, Html html) { return of_type(status, "text/html; charset=utf-8", std::move(html).take()); }
Response text(int status, std::string words) { return of_type(status, "text/plain; charset=utf-8", std::move(words)); }
Response json(int status, std::string body) { return of_type(status, "application/json", std::move(body)); }
Response problem(int status, std::string body) { return of_type(status, "application/problem+json", std::move(body)); }

Response see_other(const Url& to) {
  Response response = text(303, "");
  response.set_header("Location", to.text());
  return response;
}

}  // namespace web
