// GET /api/v1/records/{record}, a pupil's chronology, and the kinds: what the pages show, as JSON.
#include "record/catalogue.h"
#include "record/chronology_store.h"
#include "record/kind_schema.h"
#include "record/new_record.h"
#include "record/record_api.h"
#include "record/record_sight.h"
#include "web/json_body.h"

#include <algorithm>

namespace record {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using web::Json;
using Own = access::StaffPass<May::entries_own>;
using Chronology = access::PupilPass<May::chronology_read>;

constexpr std::size_t cursor_bytes = 24;  ///< 8 of a moment, 16 of an id

std::string_view flag_word(int flag) { return flag == 0 ? "normal" : flag == 1 ? "restricted" : "sealed"; }

Json author_json(const access::StaffId& id, const std::string& name, const std::string& post) {
  Json out;
  out.set("id", id.text());
  out.set("name", name);
  out.set("post", post);
  return out;
}

/// The place after a line, so that nobody builds one by hand and comes to rely on its shape.
std::string cursor_after(const ChronologyLine& line) {
  base::Bytes raw(cursor_bytes);
  auto ms = static_cast<std::uint64_t>(line.occurred_at.ms);
  for (std::size_t i = 8; i-- > 0; ms >>= 8) raw[i] = static_cast<std::byte>(ms & 255U);
  std::copy(line.id.bytes().begin(), line.id.bytes().end(), raw.begin() + 8);
  return base::to_base64url(raw);
}

std::optional<std::pair<base::UtcTime, RecordId>> read_cursor(std::string_view text) {
  const auto raw = base::from_base64url(text);
  if (!raw || raw->size() != cursor_bytes) return std::nullopt;
  std::uint64_t ms = 0;
  for (std::size_t i = 0; i < 8; ++i) ms = (ms << 8) | std::to_integer<std::uint64_t>((*raw)[i]);
  base::Bytes16 id;
  std::copy(raw->begin() + 8, raw->end(), id.begin());
  return std::pair{base::UtcTime{static_cast<std::int64_t>(ms)}, RecordId(id)};
}

Json line_json(const ChronologyLine& line) {
  Json out;
  out.set("id", line.id.text());
  out.set("kind", line.kind);
  out.set("class", code(line.info_class));
  out.set("flag", flag_word(line.flag));
  out.set("part", line.part);
  out.set("author", author_json(line.author_id, line.author, line.author_post));
  out.set("occurred_at", base::to_iso(line.occurred_at));
  out.set("recorded_at", base::to_iso(line.recorded_at));
  out.set("version", line.version);
  out.set("state", line.state);
  out.set("line", line.line);
  return out;
}

base::Result<Answer> show_chronology(Visit& visit, const Chronology& pass) {
  ChronologyFilter filter;
  TRY(filter.limit, web::read_number(visit.query(), "limit", 50, 1, 200));
  if (const auto before = visit.query().find("before")) {
    filter.before = read_cursor(*before);
    if (!filter.before) return base::Error::invalid("before", "Give `next` of an earlier answer as it came", "cursor");
  }
  const auto lines = list(pass, filter);
  Json::Array records;
  for (const auto& line : lines) records.push_back(line_json(line));
  Json out;
  out.set("records", std::move(records));
  if (static_cast<int>(lines.size()) == filter.limit) out.set("next", cursor_after(lines.back()));
  return web::json(200, web::to_json(out));
}

Json version_json(const Visit& visit, const Kind* kind, const Record& record, const Version& version) {
  Json out;
  out.set("version", version.number);
  out.set("author", author_json(version.author_id, version.author, version.author_post));
  out.set("at", base::to_iso(version.at));
  out.set("reason", version.reason);
  out.set("fields", shown_fields(visit, kind, record, Body::stored(version.body)));
  return out;
}

base::Result<Answer> show_record(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight) return base::Error::not_found("no such record, or not theirs to see");
  const auto& record = sight->record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  const Kind* kind = in_force ? in_force->kind : nullptr;
  Json out;
  out.set("id", record.id.text());
  out.set("kind", record.kind);
  out.set("class", code(record.info_class));
  out.set("flag", flag_word(record.flag));
  out.set("author", author_json(record.author_id, record.author, record.author_post));
  out.set("occurred_at", base::to_iso(record.occurred_at));
  out.set("recorded_at", base::to_iso(record.recorded_at));
  out.set("version", record.version);
  out.set("state", record.state);
  if (record.number > 0) out.set("number", record.number);
  Json::Array pupils, versions, files;
  for (const auto& part : record.parts) {
    Json one;
    one.set("id", part.pupil.text());
    one.set("name", part.name);
    one.set("part", part.part);
    pupils.push_back(std::move(one));
  }
  for (const auto& version : record.versions) versions.push_back(version_json(visit, kind, record, version));
  for (const auto& file : record.files) {
    Json one;
    one.set("id", file.id.text());
    one.set("name", file.name);
    one.set("content_type", file.content_type);
    one.set("size", file.size);
    files.push_back(std::move(one));
  }
  out.set("pupils", std::move(pupils));
  if (!record.versions.empty()) out.set("fields", shown_fields(visit, kind, record, Body::stored(record.versions.back().body)));
  out.set("versions", std::move(versions));
  out.set("files", std::move(files));
  out.set("own_words_only", !sight->whole);
  out.set("ended", record.ended);
  out.set("may_correct", may_correct(visit, *sight));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> list_kinds(Visit& visit, const Own&) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  Json::Array all;
  for (const auto& kind : kinds->all()) {
    const bool writes = may_add_of_some(visit.grants(), kind), reads = may_see_of_some(visit.grants(), kind);
    if (!writes && !reads) continue;
    auto one = describe_kind(kind);
    one.set("may_write", writes);
    one.set("may_read", reads);
    all.push_back(std::move(one));
  }
  Json out;
  out.set("kinds", std::move(all));
  return web::json(200, web::to_json(out));
}

Json flag_schema() { return schema::one_of("Restricted records are for the safeguarding lead and the head, sealed ones for the head", {"normal", "restricted", "sealed"}); }

void define_record(access::ApiTable& api) {
  api.define("Author", schema::object({{"id", schema::id("Member of staff")}, {"name", schema::text("Name")}, {"post", schema::text("Post")}}));
  api.define("Line", schema::object({{"id", schema::id("The record")},
                                     {"kind", schema::text("Id of its kind")},
                                     {"class", schema::text("Class of information, C0 to C12")},
                                     {"flag", flag_schema()},
                                     {"part", schema::text("This pupil's part in it")},
                                     {"author", schema::ref("Author")},
                                     {"occurred_at", schema::moment("When it happened, in UTC")},
                                     {"recorded_at", schema::moment("When it was written down, in UTC")},
                                     {"version", schema::whole("Number of its newest version", 1, 1000000)},
                                     {"state", schema::text("What became of it; empty where its kind has no such words")},
                                     {"line", schema::text("Its line in the chronology")}}));
  api.define("Version", schema::object({{"version", schema::whole("Its number", 1, 1000000)},
                                        {"author", schema::ref("Author")},
                                        {"at", schema::moment("When it was written, in UTC")},
                                        {"reason", schema::text("Why it corrected the one before; empty for the first")},
                                        {"fields", schema::open_object("By the schema of its kind")}}));
  const auto pupil = schema::object({{"id", schema::id("The pupil")}, {"name", schema::text("Name")}, {"part", schema::text("Part in it")}});
  const auto file = schema::object({{"id", schema::id("The file")},
                                    {"name", schema::text("As it was sent")},
                                    {"content_type", schema::text("By its content")},
                                    {"size", schema::whole("Bytes", 0, std::int64_t{1} << 40)}});
  api.define("Record", schema::object({{"id", schema::id("The record")},
                                       {"kind", schema::text("Id of its kind")},
                                       {"class", schema::text("Class of information, C0 to C12")},
                                       {"flag", flag_schema()},
                                       {"author", schema::ref("Author")},
                                       {"occurred_at", schema::moment("When it happened, in UTC")},
                                       {"recorded_at", schema::moment("When it was written down, in UTC")},
                                       {"version", schema::whole("Number of its newest version", 1, 1000000)},
                                       {"state", schema::text("What became of it; empty where its kind has no such words")},
                                       {"pupils", schema::list(pupil, "Those this person may know to be part of it")},
                                       {"fields", schema::open_object("As they stand now, by the schema of the kind"), schema::Need::sometimes},
                                       {"versions", schema::list(schema::ref("Version"), "Oldest first")},
                                       {"files", schema::list(file)},
                                       {"own_words_only", schema::yes_no("True where only the author's own words are shown")},
                                       {"ended", schema::text("undone, moved or split, of an entry of one's own that stands no more; empty while it stands")},
                                       {"may_correct", schema::yes_no("Whether this person may correct it")}}));
}

}  // namespace

void add_reading_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  define_record(api);
  api.get("/api/v1/pupils/{pupil}/chronology",
          {.name = "readChronology", .tag = "Records", .summary = "A pupil's chronology",
           .description = "Newest first, as far as this person may see it. While there are older records the answer holds `next`: pass it as "
                          "`before` to go on.",
           .parameters = {{In::path, "pupil", "The pupil", schema::id("")},
                          {In::query, "limit", "How many at most", schema::whole("", 1, 200)},
                          {In::query, "before", "`next` of an earlier answer", schema::text("", 64)}},
           .answers = {{200, "Lines of the chronology",
                        schema::object({{"records", schema::list(schema::ref("Line"))},
                                        {"next", schema::text("Where older records begin"), schema::Need::sometimes}})}},
           .problems = {404, 422}},
          show_chronology);
  api.get("/api/v1/records/{record}",
          {.name = "readRecord", .tag = "Records", .summary = "One record",
           .description = "Every version of it. An author who may not read such records sees their own words and what became of them.",
           .parameters = {{In::path, "record", "The record", schema::id("")}},
           .answers = {{200, "The record", schema::ref("Record")}},
           .problems = {404}},
          show_record);
  const auto part = schema::object({{"code", schema::text("Its code")}, {"label", schema::text("Its word")}});
  api.define("Kind",
             schema::object({{"id", schema::text("Its id")},
                             {"title", schema::text("Its name")},
                             {"plural", schema::text("Several of it")},
                             {"description", schema::text("When to use it")},
                             {"class", schema::text("Class of information, C0 to C12")},
                             {"retention", schema::text("How long it is kept")},
                             {"write_only", schema::yes_no("Its author is not led back to the record")},
                             {"pupils", schema::object({{"min", schema::whole("At least", 0, 1000)},
                                                        {"max", schema::whole("At most", 0, 1000)},
                                                        {"parts", schema::list(part)}})},
                             {"fields", schema::open_object("JSON Schema of `fields`")},
                             {"may_write", schema::yes_no("Whether this person may write it about somebody")},
                             {"may_read", schema::yes_no("Whether this person may read it about somebody")}}));
  api.get("/api/v1/kinds",
          {.name = "listKinds", .tag = "Records", .summary = "The kinds of record",
           .description = "Those this person may write or read, as the school words them today, each with the JSON Schema of its fields.",
           .answers = {{200, "Kinds, in the order of their tiles", schema::object({{"kinds", schema::list(schema::ref("Kind"))}})}}},
          list_kinds);
}

void define_kinds(web::Json::Object& schemas, const Kinds& kinds) {
  Json::Array ids, rules;
  for (const auto& kind : kinds.all()) {
    schemas.emplace_back("fields_" + kind.id, json_schema(kind));
    ids.emplace_back(kind.id);
    Json::Object is_kind = {{"kind", Json(Json::Object{{"const", kind.id}})}};
    Json::Object has_fields = {{"fields", schema::ref("fields_" + kind.id)}};
    rules.push_back(Json::Object{{"if", Json(Json::Object{{"properties", std::move(is_kind)}})},
                                 {"then", Json(Json::Object{{"properties", std::move(has_fields)}})}});
  }
  Json kind_ids;
  kind_ids.set("type", "string");
  kind_ids.set("enum", std::move(ids));
  auto out = schema::object({{"id", schema::id("Made by the client: a UUIDv7")},
                             {"kind", std::move(kind_ids)},
                             {"occurred_at", schema::moment("When it happened, with any offset; left out: now"), schema::Need::sometimes},
                             {"pupils", schema::list(schema::object({{"id", schema::id("The pupil")},
                                                                     {"part", schema::text("A part of the kind; left out: its first"),
                                                                      schema::Need::sometimes}}))},
                             {"fields", schema::open_object("By the schema of the kind")}},
                            "A record to be written");
  out.set("allOf", std::move(rules));
  schemas.emplace_back("NewRecord", std::move(out));
}

}  // namespace record
