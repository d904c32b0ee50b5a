// Errors as RFC 9457 problem details.
#include "web/problem.h"

#include "web/json.h"

namespace web {

int status_for(base::Error::Kind kind) {
  switch (kind) {
    case base::Error::Kind::invalid: return 422;
    case base::Error::Kind::not_found: return 404;
    case base::Error::Kind::not_allowed: return 403;
    case base::Error::Kind::conflict: return 409;
    case base::Error::Kind::unavailable: return 503;
  }
  return 500;
}

std::string_view status_words(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return "";
  }
}

Json problem_body(int status, std::string_view detail) {
  Json body;
  body.set("type", "about:blank");
  body.set("title", status_words(status));
  body.set("status", status);
  body.set("detail", detail);
  return body;
}

Response problem_with(int status, std::string_view detail) { return problem(status, to_json(problem_body(status, detail))); }

Response problem_for(const base::Error& error) {
  const int status = status_for(error.kind);
  Json body = problem_body(status, error.for_user);
  if (!error.fields.empty()) {
    Json errors;
    for (const auto& field : error.fields) {
      Json one;
      one.set("field", field.field);
      one.set("message", field.message);
      errors.push(std::move(one));
    }
    body.set("errors", std::move(errors));
  }
  return problem(status, to_json(body));
}

}  // namespace web
