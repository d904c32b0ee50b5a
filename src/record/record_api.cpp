// POST /api/v1/records and its corrections: the same rules as the pages, answered for programs.
#include "record/record_api.h"

#include "record/catalogue.h"
#include "record/correction.h"
#include "record/kind_keeper.h"
#include "record/new_record.h"
#include "record/record_sight.h"
#include "record/school_offers.h"
#include "record/summary.h"
#include "web/json_body.h"
#include "web/problem.h"

#include <fmt/format.h>

namespace record {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using web::Json;
using Own = access::StaffPass<May::entries_own>;
using Wrong = std::vector<base::FieldError>;

const std::string* text_of(const Json& body, std::string_view name) {
  const auto* value = body.find(name);
  return value ? value->string() : nullptr;
}

void read_pupil(const Json& entry, std::vector<PartDraft>& pupils, Wrong& wrong) {
  const auto* id = text_of(entry, "id");
  const auto pupil = id ? access::PupilId::parse(*id) : std::nullopt;
  if (!pupil) return wrong.push_back({"pupils", "Name each pupil as {\"id\": …, \"part\": …}, the id in its 26 characters"});
  PartDraft draft{*pupil, {}};
  for (const auto& [name, value] : *entry.object()) {
    if (name == "id") continue;
    if (name != "part") {
      wrong.push_back({"pupils." + name, "There is no such member here. Leave it out."});
    } else if (const auto* part = value.string()) {
      draft.part = *part;
    } else {
      wrong.push_back({"pupils.part", "The part must be a text"});
    }
  }
  pupils.push_back(std::move(draft));
}

std::optional<base::UtcTime> read_moment(const Json& body, Wrong& wrong) {
  const auto* moment = body.find("occurred_at");
  if (!moment || moment->is_null()) return std::nullopt;
  const auto read = moment->string() ? base::parse_iso_time(*moment->string()) : std::nullopt;
  if (!read) wrong.push_back({"occurred_at", "Give the moment as RFC 3339, for example 2026-03-03T10:40:00Z"});
  return read;
}

Sent read_sent(const Json& body, Wrong& wrong) {
  Sent sent;
  const auto* id = text_of(body, "id");
  const auto parsed = id ? RecordId::parse(*id) : std::nullopt;
  if (parsed && !parsed->is_nil()) {
    sent.id = *parsed;
  } else {
    wrong.push_back({"id", "Give the record an id of your own making: a UUIDv7 as 26 characters of Crockford base 32"});
  }
  if (const auto* kind = text_of(body, "kind")) {
    sent.kind = *kind;
  } else {
    wrong.push_back({"kind", "Name the kind of record"});
  }
  sent.occurred_at = read_moment(body, wrong);
  const auto* pupils = body.find("pupils");
  if (!pupils || !pupils->array()) {
    wrong.push_back({"pupils", "List the pupils as [{\"id\": …, \"part\": …}]"});
  } else {
    for (const auto& entry : *pupils->array()) read_pupil(entry, sent.pupils, wrong);
  }
  if (const auto* fields = body.find("fields"); !fields || !fields->object())
    wrong.push_back({"fields", "Give the fields as an object of name and value"});
  return sent;
}

/// What `prepare` names for a form, as the body names it.
base::Error in_words_of_json(base::Error error) {
  if (error.kind == base::Error::Kind::not_found)
    return base::Error::invalid("kind", "There is no such kind of record that you may write. GET /api/v1/kinds lists them.", "kind refused");
  for (auto& field : error.fields)
    if (field.field == "pupil" || field.field.starts_with("part.")) field.field = "pupils";
  return error;
}

web::Response saved(int status, const RecordId& id, std::string_view kind) {
  const auto where = "/api/v1/records/" + id.text();
  Json out;
  out.set("id", id.text());
  out.set("kind", kind);
  out.set("url", where);
  auto response = web::json(status, web::to_json(out));
  if (status == 201) response.set_header("Location", where);
  return response;
}

base::Error other_words() {
  return base::Error::conflict("A record with this id was saved before, with another body. Nothing was changed.", "id taken");
}

base::Result<Answer> post_record(Visit& visit, const Own& pass) {
  auto read = web::read_json_body(visit.request, {"id", "kind", "occurred_at", "pupils", "fields"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto& body = std::get<Json>(read);
  Wrong wrong;
  const auto sent = read_sent(body, wrong);
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "record body");
  auto ready = prepare(visit, sent, Submission(*body.find("fields")));
  if (!ready) return in_words_of_json(std::move(ready).error());
  switch (saved_before(pass, ready->record)) {
    case Before::same: return saved(200, sent.id, sent.kind);
    case Before::other: return other_words();
    case Before::no: break;
  }
  access::UnitOfWork work{visit};
  write(work, visit, *ready);
  return std::move(work).commit_and(
      [house = &visit.house(), author = pass.who().id, record = std::move(ready->record),
       clash = keeper_of(visit, sent.kind).clash()](base::Result<void> written) {
        if (written) return saved(201, record.id, record.kind);
        if (written.error().kind != base::Error::Kind::conflict) return web::problem_for(written.error());
        // Two of the same id were under way at once: the first one stands.
        const auto before = saved_before(*house, author, record);
        if (before == Before::no && !clash.empty()) return web::problem_for(base::Error::conflict(clash, "a keeper refused"));
        return before == Before::same ? saved(200, record.id, record.kind) : web::problem_for(other_words());
      });
}

Json version_json(const Version& version, Json fields) {
  Json out;
  out.set("version", version.number);
  out.set("author", version.author);
  out.set("at", base::to_iso(version.at));
  out.set("reason", version.reason);
  out.set("fields", std::move(fields));
  return out;
}

/// Both texts, so that nothing typed is lost and nothing written is covered.
web::Response stale(Json current, const Json& sent) {
  auto out = web::problem_body(409, "Somebody corrected this record meanwhile. Read their words, then send yours again with the newest version.");
  out.set("current", std::move(current));
  out.set("yours", sent);
  return web::problem(409, web::to_json(out));
}

struct CorrectionSent {
  std::int64_t version = 0;
  std::string reason;
  std::optional<base::UtcTime> occurred_at;
  std::optional<std::vector<PartDraft>> pupils;
};

CorrectionSent read_correction(const Json& body, Wrong& wrong) {
  CorrectionSent sent;
  const auto* version = body.find("version");
  if (version && version->integer() && *version->integer() > 0) {
    sent.version = *version->integer();
  } else {
    wrong.push_back({"version", "Give the number of the version you read"});
  }
  const auto* text = text_of(body, "reason");
  const auto reason = text ? base::Text<500>::make(*text) : base::Text<500>::make("");
  if (!reason) {
    wrong.push_back({"reason", "The reason must be 500 characters or fewer"});
  } else if (reason->empty()) {
    wrong.push_back({"reason", "Enter why it is corrected"});
  } else {
    sent.reason = reason->text();
  }
  sent.occurred_at = read_moment(body, wrong);
  if (const auto* pupils = body.find("pupils"); pupils && !pupils->is_null()) {
    sent.pupils.emplace();
    if (!pupils->array()) wrong.push_back({"pupils", "List the pupils as [{\"id\": …, \"part\": …}]"});
    else
      for (const auto& entry : *pupils->array()) read_pupil(entry, *sent.pupils, wrong);
  }
  if (const auto* fields = body.find("fields"); !fields || !fields->object())
    wrong.push_back({"fields", "Give the fields as an object of name and value"});
  return sent;
}

/// The same correction sent twice, because the first answer was lost, is one.
bool is_same(const Version& newest, const access::StaffId& author, const CorrectionSent& sent, const std::string& body) {
  return newest.number == sent.version + 1 && newest.author_id == author && newest.reason == sent.reason && newest.body == body;
}

web::Response corrected(int status, const RecordId& id, std::int64_t version) {
  Json out;
  out.set("id", id.text());
  out.set("version", version);
  auto response = web::json(status, web::to_json(out));
  if (status == 201) response.set_header("Location", "/api/v1/records/" + id.text());
  return response;
}

base::Result<Answer> post_correction(Visit& visit, const Own& pass) {
  auto read = web::read_json_body(visit.request, {"version", "reason", "occurred_at", "pupils", "fields"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto& sent_body = std::get<Json>(read);
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight || !may_correct(visit, *sight) || sight->record.versions.empty()) return base::Error::not_found("no record to correct");
  const auto& record = sight->record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  if (!in_force) return base::Error::not_found("kind is gone");
  Wrong wrong;
  const auto sent = read_correction(sent_body, wrong);
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "correction body");
  const auto& fields = *sent_body.find("fields");
  const auto before = Body::stored(record.versions.back().body);
  auto correction = prepare_correction(visit, *sight, *in_force, Submission(fields), {sent.reason, sent.pupils, sent.occurred_at, {}});
  if (!correction) return in_words_of_json(std::move(correction).error());
  const auto& newest = record.versions.back();
  if (sent.version != record.version) {
    if (is_same(newest, visit.who().id, sent, correction->body)) return corrected(200, record.id, newest.number);
    return stale(version_json(newest, shown_fields(visit, in_force->kind, record, before)), fields);
  }
  access::UnitOfWork work{visit};
  correct(work, visit.house().random(), pass, *correction);
  const auto& keeper = keeper_of(visit, record.kind);
  keeper.go_with_correction(work, visit, record, *correction);
  return std::move(work).commit_and([clash = keeper.clash(), house = &visit.house(), sight_now = visit.grants().sight(), author = visit.who().id, sent, fields,
                                     text = correction->body, record_id = record.id,
                                     in_force = *in_force](base::Result<void> written) {
    if (written) return corrected(201, record_id, sent.version + 1);
    if (written.error().kind != base::Error::Kind::conflict) return web::problem_for(written.error());
    const auto theirs = newest_version(*house, sight_now, record_id);
    if (theirs && theirs->number == sent.version && !clash.empty()) return web::problem_for(base::Error::conflict(clash, "a keeper refused"));
    if (theirs && is_same(*theirs, author, sent, text)) return corrected(200, record_id, theirs->number);
    return stale(theirs ? version_json(*theirs, fields_without_pupils(in_force.kind, Body::stored(theirs->body))) : Json{}, fields);
  });
}

Json correction_answer() {
  return schema::object({{"id", schema::id("The record")}, {"version", schema::whole("Its number", 1, 1000000)}});
}

Json record_answer() {
  return schema::object({{"id", schema::id("As it was sent")}, {"kind", schema::text("As it was sent")}, {"url", schema::text("Where it can be read")}});
}

}  // namespace

void add_record_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.post("/api/v1/records",
           {.name = "addRecord", .tag = "Records", .summary = "Write a record",
            .description = "The client makes the id, so that a request whose answer was lost can be sent again: the same id with the same body "
                           "is one record (200), with another body it is a conflict (409).",
            .body = schema::ref("NewRecord"),
            .answers = {{201, "Written, and durable", record_answer()}, {200, "It was written before, by the same request", record_answer()}},
            .problems = {409, 422, 503}},
           post_record);
  api.post("/api/v1/records/{record}/corrections",
           {.name = "correctRecord", .tag = "Records", .summary = "Correct a record",
            .description = "Adds a version; the words as they stood stay readable with the reason. `version` is the one that was read: when "
                           "somebody else corrected the record meanwhile, the answer (409) holds both texts under `current` and `yours`.",
            .parameters = {{In::path, "record", "The record", schema::id("")}},
            .body = schema::object({{"version", schema::whole("The version that was read", 1, 1000000)},
                                    {"reason", schema::text("Why it is corrected", 500)},
                                    {"occurred_at", schema::moment("When it happened; left out, it stays as it is"), schema::Need::sometimes},
                                    {"pupils",
                                     schema::list(schema::object({{"id", schema::id("The pupil")}, {"part", schema::text("Their part, by its code"), schema::Need::sometimes}}),
                                                  "Everybody it is about, of those you know of; left out, they stay as they are"),
                                     schema::Need::sometimes},
                                    {"fields", schema::open_object("All fields as they are to stand, by the schema of the record's kind")}}),
            .answers = {{201, "The new version", correction_answer()}, {200, "It was corrected before, by the same request", correction_answer()}},
            .problems = {404, 409, 422, 503}},
           post_correction);
}

}  // namespace record
