// Sends a file: asked for anew each time, as something to keep, never to run.
#include "record/file_pages.h"

#include "record/file_name.h"
#include "record/record_store.h"

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;

/// The types that may be shown in place; all were written by ourselves.
bool may_be_shown(std::string_view type) { return type == content_type(FileType::jpeg) || type == content_type(FileType::png); }

}  // namespace

web::Response file_response(const Visit& visit, std::string_view name, std::string content_type, std::string bytes) {
  const bool is_shown = visit.query().text("show") == "yes" && may_be_shown(content_type);
  web::Response out;
  out.content_type = std::move(content_type);
  out.set_header("Content-Disposition", content_disposition(is_shown ? Disposition::shown : Disposition::attachment, name));
  out.set_header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
  out.body = std::move(bytes);
  out.may_compress = false;
  return out;
}

base::Result<Answer> show_file(Visit& visit, const access::StaffPass<May::entries_own>& pass) {
  const auto id = AttachmentId::parse(visit.match.part("file"));
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  auto file = id && across ? read_file(*across, *id) : std::nullopt;
  if (!file && id) file = read_own_file(pass, *id);
  if (!file) return base::Error::not_found("no such file, or not theirs to see");
  return file_response(visit, file->name, std::move(file->content_type), std::move(file->bytes));
}

void add_file_routes(access::Routes& routes) { routes.get("/files/{file}", show_file); }

}  // namespace record
