// Sends a kept file.
#include "record/file_response.h"

#include "record/file_name.h"

namespace record {
namespace {

/// The types that may be shown in place; all were written by ourselves.
bool may_be_shown(std::string_view type) { return type == content_type(FileType::jpeg) || type == content_type(FileType::png); }

}  // namespace

web::Response file_response(const access::Visit& visit, std::string_view name, std::string content_type, std::string bytes) {
  const bool is_shown = visit.query().text("show") == "yes" && may_be_shown(content_type);
  web::Response out;
  out.content_type = std::move(content_type);
  out.set_header("Content-Disposition", content_disposition(is_shown ? Disposition::shown : Disposition::attachment, name));
  out.set_header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
  out.body = std::move(bytes);
  out.may_compress = false;
  return out;
}

}  // namespace record
