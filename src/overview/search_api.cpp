// GET /api/v1/search: the same search for programs.
#include "overview/search_pages.h"
#include "people/pupil_store.h"
#include "record/search_store.h"
#include "web/json_body.h"

#include <charconv>

namespace overview {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using web::Json;
using Find = access::CaseloadPass<May::pupil_find>;

constexpr std::size_t names_shown = 8, longest_query = 200;

Json author_json(const record::FoundRecord& found) {
  Json out;
  out.set("id", found.author_id.text());
  out.set("name", found.author);
  out.set("post", found.author_post);
  return out;
}

Json found_json(const record::FoundRecord& found) {
  Json out;
  out.set("id", found.id.text());
  out.set("kind", found.kind);
  out.set("class", record::code(found.info_class));
  out.set("author", author_json(found));
  out.set("occurred_at", base::to_iso(found.occurred_at));
  out.set("recorded_at", base::to_iso(found.recorded_at));
  out.set("version", found.version);
  out.set("line", found.line);
  Json::Array pupils, pieces;
  for (const auto& part : found.parts) {
    Json one;
    one.set("id", part.pupil.text());
    one.set("name", part.name);
    one.set("part", part.part);
    pupils.push_back(std::move(one));
  }
  for (const auto& piece : found.excerpt) {
    Json one;
    one.set("text", piece.text);
    one.set("found", piece.found);
    pieces.push_back(std::move(one));
  }
  out.set("pupils", std::move(pupils));
  out.set("excerpt", std::move(pieces));
  return out;
}

base::Result<Answer> answer_search(Visit& visit, const Find& pass) {
  const auto typed = visit.query().text("q");
  if (typed.size() > longest_query) return base::Error::invalid("q", "Give at most 200 bytes", "query too long");
  const auto sought = record::read_query(typed);
  if (sought.words.empty()) return base::Error::invalid("q", "Give at least one word", "no words");
  TRY(const int limit, web::read_number(visit.query(), "limit", 20, 1, 50));
  auto before = access::Search::newest;
  if (const auto text = visit.query().find("before")) {
    const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), before);
    if (wrong != std::errc{} || end != text->data() + text->size())
      return base::Error::invalid("before", "Give `next` of an earlier answer as it came", "place");
  }
  Json::Array pupils, records;
  for (const auto& pupil : people::find_by_name(pass, typed, names_shown)) {
    Json one;
    one.set("id", pupil.id.text());
    one.set("name", pupil.name());
    pupils.push_back(std::move(one));
  }
  const auto page = record::search(visit, pass, sought, before, static_cast<std::size_t>(limit));
  for (const auto& found : page.records) records.push_back(found_json(found));
  Json out;
  out.set("pupils", std::move(pupils));
  out.set("records", std::move(records));
  if (page.next) out.set("next", std::to_string(*page.next));
  return web::json(200, web::to_json(out));
}

}  // namespace

void add_search_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  const auto piece = schema::object({{"text", schema::text("A run of the text")}, {"found", schema::yes_no("Whether it is what was looked for")}});
  const auto pupil = schema::object({{"id", schema::id("The pupil")}, {"name", schema::text("Name")}, {"part", schema::text("Part in it")}});
  api.define("Found", schema::object({{"id", schema::id("The record")},
                                      {"kind", schema::text("Id of its kind")},
                                      {"class", schema::text("Class of information, C0 to C12")},
                                      {"author", schema::ref("Author")},
                                      {"occurred_at", schema::moment("When it happened, in UTC")},
                                      {"recorded_at", schema::moment("When it was written down, in UTC")},
                                      {"version", schema::whole("Number of its newest version", 1, 1000000)},
                                      {"line", schema::text("Its line in the chronology")},
                                      {"pupils", schema::list(pupil, "Those this person may know to be part of it")},
                                      {"excerpt", schema::list(piece, "Where the words stand")}}));
  const auto name = schema::object({{"id", schema::id("The pupil")}, {"name", schema::text("Name")}});
  api.get("/api/v1/search",
          {.name = "search", .tag = "Records", .summary = "Search all one may see",
           .description = "Pupils of that name, and records that hold every word, newest first. The last word may be the beginning of one, from "
                          "three letters on. What was written is found within a second.",
           .parameters = {{In::query, "q", "What to look for", schema::text("", 200)},
                          {In::query, "limit", "How many records at most", schema::whole("", 1, 50)},
                          {In::query, "before", "`next` of an earlier answer", schema::text("", 20)}},
           .answers = {{200, "What was found",
                        schema::object({{"pupils", schema::list(name, "The best few")},
                                        {"records", schema::list(schema::ref("Found"))},
                                        {"next", schema::text("Where older records begin"), schema::Need::sometimes}})}},
           .problems = {404, 422}},
          answer_search);
}

}  // namespace overview
