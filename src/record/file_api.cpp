// Files of records for programs: added by a correction, opened one by one.
#include "record/catalogue.h"
#include "record/correction.h"
#include "record/file_pages.h"
#include "record/kind_form.h"
#include "record/record_api.h"
#include "record/record_sight.h"
#include "record/upload.h"
#include "web/json_body.h"
#include "web/problem.h"

#include <algorithm>

namespace record {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using web::Json;
using Own = access::StaffPass<May::entries_own>;

const Field* file_field(const Kind& kind) {
  const auto at = std::find_if(kind.fields.begin(), kind.fields.end(), [](const Field& field) { return field.type == FieldType::files && !field.hidden; });
  return at == kind.fields.end() ? nullptr : &*at;
}

/// The newest words as a form would send them, with the uploads under the name of the kind's file field: the page's own way.
web::Form as_form(const Kind& kind, const Field& field, const Record& record, const web::Form& sent) {
  auto form = form_of(kind, Body::stored(record.versions.back().body));
  for (auto upload : sent.uploads) {
    upload.field = "f." + field.name;
    form.uploads.push_back(std::move(upload));
  }
  return form;
}

/// The form's names of fields as a program knows them.
base::Error in_words_of_files(std::vector<base::FieldError> wrong, const Field& field) {
  for (auto& each : wrong)
    if (each.field == "f." + field.name) each.field = "file";
  return base::Error::invalid(std::move(wrong), "files for a record");
}

web::Response added(int status, const RecordId& id, std::int64_t version, const std::vector<std::string>& files) {
  Json out;
  out.set("id", id.text());
  out.set("version", version);
  Json::Array list;
  for (const auto& file : files) {
    Json one;
    one.set("id", file);
    one.set("url", "/api/v1/files/" + file);
    list.push_back(std::move(one));
  }
  out.set("files", std::move(list));
  auto response = web::json(status, web::to_json(out));
  if (status == 201) response.set_header("Location", "/api/v1/records/" + id.text());
  return response;
}

base::Result<Answer> post_files(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight || !may_correct(visit, *sight) || sight->record.versions.empty()) return base::Error::not_found("no record to add files to");
  const auto& record = sight->record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  if (!in_force) return base::Error::not_found("kind is gone");
  const auto* field = file_field(*in_force->kind);
  if (!field) return base::Error::invalid("file", "Records of this kind take no files", "a kind without files");
  if (visit.form().uploads.empty()) return base::Error::invalid("file", "Send at least one file, as multipart/form-data", "no files");
  const auto form = as_form(*in_force->kind, *field, record, visit.form());
  std::vector<std::string> standing;
  for (const auto& file : record.files) standing.push_back(file.id.text());
  // A request whose answer was lost: the ids follow from record, version and content, so the same files for the same version are known again.
  TRY(const auto version, web::read_number(visit.form(), "version", record.version, 1, 1'000'000));
  auto uploaded = take_uploads(visit.house().room<PictureDesk>(), *in_force->kind, record.id, version + 1, form, standing);
  if (!uploaded.wrong.empty()) return in_words_of_files(std::move(uploaded.wrong), *field);
  std::vector<std::string> fresh;
  for (const auto& file : uploaded.files) fresh.push_back(file.id.text());
  const bool there = std::all_of(fresh.begin(), fresh.end(), [&](const std::string& one) { return std::find(standing.begin(), standing.end(), one) != standing.end(); });
  if (there) return added(200, record.id, record.version, fresh);
  if (version != record.version)
    return base::Error::conflict("Somebody corrected this record meanwhile. Read it again, then send the files with its newest version.", "stale files");
  const auto reason = visit.form().text("reason").empty() ? std::string_view("Files added") : visit.form().text("reason");
  auto correction = prepare_correction(visit, *sight, *in_force, Submission(uploaded.form), {reason, std::nullopt, std::nullopt, std::move(uploaded.files)});
  if (!correction) return in_words_of_files(std::move(correction).error().fields, *field);
  access::UnitOfWork work{visit};
  correct(work, visit.house().random(), pass, *correction);
  return std::move(work).commit_and([id = record.id, version, fresh](base::Result<void> written) {
    return written ? added(201, id, version + 1, fresh) : web::problem_for(written.error());
  });
}

}  // namespace

void add_file_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.post_files("/api/v1/records/{record}/files",
                 {.name = "addFiles", .tag = "Records", .summary = "Add files to a record",
                  .description = "Adds a version that names the files besides what it held. Each file is looked at by its content: pictures are written anew without "
                                 "what they carried, at most 10 files of 10 MB each and 25 MB together. Sent again with the same version and the same files it is one version. "
                                 "A file is taken from a record by a correction whose fields no longer name it; the earlier version keeps it.",
                  .parameters = {{In::path, "record", "The record", schema::id("")}},
                  .body = schema::object({{"version", schema::whole("The version that was read; left out, the newest", 1, 1000000), schema::Need::sometimes},
                                          {"reason", schema::text("Why they are added", 500), schema::Need::sometimes},
                                          {"file", schema::list(schema::text("A file with its name"))}}),
                  .answers = {{201, "The new version", schema::object({{"id", schema::id("The record")}, {"version", schema::whole("Its number", 1, 1000000)},
                                                                       {"files", schema::list(schema::object({{"id", schema::id("The file")}, {"url", schema::text("Where it can be opened")}}))}})},
                              {200, "They were added before, by the same request", schema::open_object("As above")}},
                  .problems = {404, 409, 413, 422, 503}},
                 post_files);
  api.get("/api/v1/files/{file}",
          {.name = "readFile", .tag = "Records", .summary = "Open a file",
           .description = "The bytes as they are kept, with their own content type. Opening it is written down as a sight.",
           .parameters = {{In::path, "file", "The file, as the record names it", schema::id("")}},
           .answers = {{200, "The file", schema::text("Its bytes"), "application/octet-stream"}},
           .problems = {404}},
          show_file);
}

}  // namespace record
