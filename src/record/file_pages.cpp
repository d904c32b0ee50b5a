// Sends a file: asked for anew each time, as something to keep, never to run.
#include "record/file_pages.h"

#include "record/file_response.h"
#include "record/record_store.h"

namespace record {
using access::Answer;
using access::May;
using access::Visit;

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
