// The API's routes with their descriptions. A route and its description are one call, so neither stands without the other.
#pragma once

#include "access/routes.h"
#include "web/json_schema.h"

#include <string_view>
#include <vector>

namespace access {

/// A value in the address: `{name}` of the path, or of the query.
struct ApiParameter {
  enum class In { path, query } in;
  std::string_view name;
  std::string_view description;
  web::Json schema;
};

struct ApiAnswer {
  int status;
  std::string_view description;
  web::Json schema;
  std::string_view type = "application/json";
};

/// What a program has to know of a route.
struct ApiDoc {
  std::string_view name;         ///< one for each route: "addRecord"
  std::string_view tag;          ///< the chapter it stands in
  std::string_view summary;      ///< a few words
  std::string_view description;  ///< sentences
  std::vector<ApiParameter> parameters = {};
  web::Json body = {};           ///< schema of what is sent; null where nothing is
  std::string_view body_type = "application/json";
  std::vector<ApiAnswer> answers;
  std::vector<int> problems = {};  ///< statuses answered with problem details, besides 401 (and 403, 415, 400 where a body is sent)
};

struct ApiEntry {
  web::Method method;
  std::string_view pattern;
  ApiDoc doc;
};

class ApiTable {
 public:
  /// Everything is registered in `routes` too, which must outlive this.
  explicit ApiTable(Routes& routes) : routes_(&routes) {}

  /// Throws std::logic_error when the description leaves something out: a word, an answer, a part of the path.
  template <class Handler>
  void get(std::string_view pattern, ApiDoc doc, Handler handler) {
    describe(web::Method::get, pattern, std::move(doc));
    routes_->get(pattern, handler);
  }
  template <class Handler>
  void post(std::string_view pattern, ApiDoc doc, Handler handler) {
    describe(web::Method::post, pattern, std::move(doc));
    routes_->post(pattern, handler);
  }
  /// A post that carries files: multipart/form-data.
  template <class Handler>
  void post_files(std::string_view pattern, ApiDoc doc, Handler handler) {
    doc.body_type = "multipart/form-data";
    describe(web::Method::post, pattern, std::move(doc));
    routes_->post_files(pattern, handler);
  }
  /// A schema several routes name with web::schema::ref. Throws std::logic_error when the name is taken.
  void define(std::string_view name, web::Json schema);

  const std::vector<ApiEntry>& entries() const { return entries_; }
  const web::Json::Object& schemas() const { return schemas_; }

 private:
  void describe(web::Method method, std::string_view pattern, ApiDoc doc);
  Routes* routes_;
  std::vector<ApiEntry> entries_;
  web::Json::Object schemas_;
};

}  // namespace access
