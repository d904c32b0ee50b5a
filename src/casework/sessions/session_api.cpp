// A session as JSON: written under an id of the program's own, read one by one or along a pupil's days. The same rules as the pages.
#include "casework/sessions/session_api.h"

#include "base/text.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/sessions/cards.h"
#include "casework/sessions/write_up.h"
#include "people/calendar_store.h"
#include "people/pupil_store.h"
#include "web/json_body.h"
#include "web/problem.h"

#include <fmt/format.h>

#include <algorithm>

namespace sessions {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using web::Json;
using Wrong = std::vector<base::FieldError>;
using Read = access::PupilPass<May::chronology_read>;

constexpr int most_days = 4 * 366;

std::string text_of(const Json& body, std::string_view name) {
  const auto* value = body.find(name);
  return value && value->string() ? *value->string() : std::string();
}
std::optional<std::int64_t> whole_of(const Json& body, std::string_view name) {
  const auto* value = body.find(name);
  return value && value->integer() ? std::optional(*value->integer()) : std::nullopt;
}

// ---- reading

Json given_json(const Given& given, const Session& session, const std::vector<ScorePoint>& scores) {
  Json out;
  out.set("session", given.session.text());
  out.set("pupil", given.pupil.text());
  out.set("record", given.record.text());
  out.set("day", base::to_iso(given.day));
  out.set("starts", base::to_text(base::LocalTime{session.starts}));
  out.set("title", session.title);
  out.set("place", code(session.place));
  out.set("staff", given.staff.text());
  if (!given.line.is_nil()) out.set("line", given.line.text());
  out.set("happened", code(given.happened));
  out.set("promised_minutes", given.promised);
  out.set("minutes", given.minutes);
  if (!given.reason.empty()) out.set("reason", given.reason);
  if (given.engagement) out.set("engagement", *given.engagement);
  Json list = Json::Array{};
  for (const auto& score : scores) {
    if (score.session != given.session || score.pupil != given.pupil) continue;
    Json one;
    one.set("target", score.target.text());
    if (score.value) one.set("value_thousandths", *score.value);
    if (score.prompt) one.set("prompt", code(*score.prompt));
    list.push(std::move(one));
  }
  out.set("scores", std::move(list));
  return out;
}

base::Result<Days> read_days(const Visit& visit) {
  const auto read = [&](std::string_view name, base::LocalDate otherwise) -> base::Result<base::LocalDate> {
    const auto text = visit.query().text(name);
    if (text.empty()) return otherwise;
    if (const auto day = base::parse_iso_date(text)) return *day;
    return base::Error::invalid(std::string(name), "Give a day as 2026-03-03", "days of sessions");
  };
  Days out;
  TRY(out.last, read("to", visit.today()));
  TRY(out.first, read("from", out.last + -42));
  if (out.last < out.first || out.last - out.first > most_days) return base::Error::invalid("from", "Give at most four years, the first day first", "days of sessions");
  return out;
}

base::Result<Answer> list_of_pupil(Visit& visit, const Read& pass) {
  if ((visit.grants().see(pass.pupil()) & access::bit(access::InfoClass::c6_send)) == 0) return base::Error::not_found("SEND information is not theirs to see");
  TRY(const auto days, read_days(visit));
  pass.saw(access::InfoClass::c6_send, pass.pupil(), pass.pupil().bytes(), deeds::seen);
  const auto known = sessions_between(pass, days);
  const auto scores = list_scores(pass, pass.pupil(), days);
  Json list = Json::Array{};
  for (const auto& given : list_given_to(pass, pass.pupil(), days))
    if (const auto session = known.find(given.session); session != known.end()) list.push(given_json(given, session->second, scores));
  Json out;
  out.set("from", base::to_iso(days.first));
  out.set("to", base::to_iso(days.last));
  out.set("sessions", std::move(list));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> show_one(Visit& visit, const OwnPass& pass) {
  const auto id = SessionId::parse(visit.match.part("session"));
  const auto session = id ? find_session(pass, *id) : std::nullopt;
  if (!session) return base::Error::not_found("no such session, or not theirs to see");
  const auto scores = scores_of(pass, *id);
  Json list = Json::Array{};
  for (const auto& given : list_given(pass, *id)) {
    if ((visit.grants().see(given.pupil) & access::bit(access::InfoClass::c6_send)) != 0) pass.saw(access::InfoClass::c6_send, given.pupil, id->bytes(), deeds::seen);
    list.push(given_json(given, *session, scores));
  }
  if (list.array()->empty()) return base::Error::not_found("nobody of this session is theirs to see");
  Json out;
  out.set("id", id->text());
  out.set("pupils", std::move(list));
  return web::json(200, web::to_json(out));
}

// ---- writing

/// The card's own members, read by the rules of the page.
web::Form card_form(const Json& body) {
  web::Form out;
  for (const auto* name : {"title", "day", "starts", "place"}) out.add(name, text_of(body, name));
  out.add("length", std::to_string(whole_of(body, "minutes").value_or(0)));
  if (const auto* pupils = body.find("pupils"); pupils && pupils->array())
    for (const auto& pupil : *pupils->array()) out.add("pupil", text_of(pupil, "id"));
  return out;
}

void read_scores(const Json& entry, const std::vector<plans::Target>& targets, PupilPart& part, Wrong& wrong) {
  const auto* scores = entry.find("scores");
  if (!scores || !scores->array()) return;
  for (const auto& one : *scores->array()) {
    const auto target = plans::TargetId::parse(text_of(one, "target"));
    const auto known = std::find_if(targets.begin(), targets.end(), [&](const plans::Target& each) { return target && each.id == *target; });
    if (known == targets.end()) {
      wrong.push_back({"scores", "Name a live target of this pupil"});
      continue;
    }
    Score score{known->id, whole_of(one, "value_thousandths"), prompt_of(text_of(one, "prompt"))};
    if (score.value && !plans::is_on(known->words.measure, *score.value)) wrong.push_back({"scores", "Give a value of the target's own scale, in thousandths"});
    part.scores.push_back(score);
  }
}

PupilPart read_part(const Json& entry, const CardPupil& pupil, const std::vector<plans::Target>& targets, const Card& card, Wrong& wrong) {
  PupilPart part;
  part.pupil = pupil.pupil;
  part.line = pupil.line;
  const auto happened = happened_of(text_of(entry, "happened"));
  if (!happened) wrong.push_back({"happened." + pupil.pupil.text(), "Say yes, part or no"});
  part.happened = happened.value_or(Happened::no);
  part.reason = part.happened == Happened::yes ? std::string() : text_of(entry, "reason");
  const auto minutes = whole_of(entry, "minutes").value_or(part.happened == Happened::yes ? card.minutes : 0);
  part.minutes = static_cast<int>(std::clamp<std::int64_t>(minutes, 0, 100'000));
  if (const auto engaged = whole_of(entry, "engagement"); engaged && *engaged >= 1 && *engaged <= 5) part.engagement = static_cast<int>(*engaged);
  part.words = text_of(entry, "words");
  part.changed = text_of(entry, "changed");
  part.for_teacher = text_of(entry, "for_teacher");
  read_scores(entry, targets, part, wrong);
  return part;
}

web::Response saved(int status, const SessionId& id) {
  const auto where = "/api/v1/sessions/" + id.text();
  Json out;
  out.set("id", id.text());
  out.set("url", where);
  auto response = web::json(status, web::to_json(out));
  if (status == 201) response.set_header("Location", where);
  return response;
}

base::Error other_words() { return base::Error::conflict("A session with this id was saved before, with another body. Nothing was changed.", "id taken"); }

base::Result<Answer> post_session(Visit& visit, const OwnPass& pass) {
  auto read = web::read_json_body(visit.request, {"id", "title", "day", "starts", "minutes", "place", "sure", "pupils"});
  if (auto* refused = std::get_if<web::Response>(&read)) return std::move(*refused);
  const auto& body = std::get<Json>(read);
  Wrong wrong;
  const auto id = SessionId::parse(text_of(body, "id"));
  if (!id || id->is_nil()) wrong.push_back({"id", "Give the session an id of your own making: a UUIDv7 as 26 characters of Crockford base 32"});
  const auto form = card_form(body);
  auto card = read_card(visit, form, people::load_calendar(pass), wrong);
  for (auto& error : wrong)
    if (error.field == "length") error.field = "minutes";
  card.staff = visit.who().id;
  card.staff_name = visit.who().name;
  if (card.pupils.empty()) wrong.push_back({"pupils", "List the pupils as [{\"id\": …, \"happened\": …}]"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "session body");
  const auto& entries = *body.find("pupils")->array();
  const auto entry_of = [&](const access::PupilId& pupil) {
    return std::find_if(entries.begin(), entries.end(), [&](const Json& entry) { return text_of(entry, "id") == pupil.text(); });
  };
  for (auto& pupil : card.pupils) {
    const auto known = access::Door::pupil<May::pupil_find>(visit, pupil.pupil);
    if (!known) return base::Error::invalid("pupils", "Choose pupils of this school", "a pupil they cannot know of");
    pupil.name = people::load(*known).name();
    if (const auto line = plans::ProvisionLineId::parse(text_of(*entry_of(pupil.pupil), "line")); line && plans::find_line(*known, *line)) pupil.line = *line;
  }
  const auto targets = targets_of(visit, card);
  WriteUp write_up{card, *id, {}};
  const auto* sure = body.find("sure");
  for (const auto& pupil : card.pupils) {
    const auto found = targets.find(pupil.pupil);
    write_up.parts.push_back(read_part(*entry_of(pupil.pupil), pupil, found == targets.end() ? std::vector<plans::Target>{} : found->second, card, wrong));
    if (sure && sure->boolean() && *sure->boolean()) write_up.sure.insert(pupil.pupil);
  }
  auto ready = prepare(visit, pass, write_up, targets);
  if (!ready) {
    if (ready.error().kind != base::Error::Kind::invalid) return base::Error::invalid("pupils", "You may not write sessions", "sessions refused");
    for (const auto& error : ready.error().fields) wrong.push_back(error);
  }
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "session body");
  switch (saved_before(pass, *ready)) {
    case record::Before::same: return saved(200, *id);
    case record::Before::other: return other_words();
    case record::Before::no: break;
  }
  access::UnitOfWork work{visit};
  write(work, visit, pass, write_up, *ready);
  return std::move(work).commit_and([house = &visit.house(), author = pass.who().id, record = ready->front().record, id = *id](base::Result<void> written) {
    if (written) return saved(201, id);
    if (written.error().kind != base::Error::Kind::conflict) return web::problem_for(written.error());
    return record::saved_before(*house, author, record) == record::Before::same ? saved(200, id) : web::problem_for(other_words());
  });
}

schema::Member sometimes(std::string_view name, Json what) { return {name, std::move(what), schema::Need::sometimes}; }

}  // namespace

void add_session_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.define("SessionScore", schema::object({{"target", schema::id("The target")},
                                             sometimes("value_thousandths", schema::whole("On the target's own scale, in thousandths", -1'000'000'000, 1'000'000'000)),
                                             sometimes("prompt", schema::one_of("How much help it took", {"independent", "visual", "gestural", "verbal", "modelled", "partial_physical", "full_physical"}))}));
  api.define("SessionOfPupil", schema::object({{"session", schema::id("The session")},
                                               {"pupil", schema::id("The pupil")},
                                               {"record", schema::id("Its words, in the pupil's chronology")},
                                               {"day", schema::text("2026-03-03")},
                                               {"starts", schema::text("10:40")},
                                               {"title", schema::text("What it was")},
                                               {"place", schema::text("in_class, withdrawal, home or community")},
                                               {"staff", schema::id("Who gave it")},
                                               sometimes("line", schema::id("The promise it keeps")),
                                               {"happened", schema::text("yes, part or no")},
                                               {"promised_minutes", schema::whole("Minutes on the timetable; 0: it stood on none", 0, 1440)},
                                               {"minutes", schema::whole("Minutes given", 0, 1440)},
                                               sometimes("reason", schema::text("Why not all of it")),
                                               sometimes("engagement", schema::whole("1 hardly to 5 wholly", 1, 5)),
                                               {"scores", schema::list(schema::ref("SessionScore"))}}));
  api.define("NewSessionPupil", schema::object({{"id", schema::id("The pupil")},
                                                sometimes("line", schema::id("The promise it keeps")),
                                                {"happened", schema::one_of("Whether it took place", {"yes", "part", "no"})},
                                                sometimes("reason", schema::text("Why not, or not all of it: a choice of the session form")),
                                                sometimes("minutes", schema::whole("Minutes given; left out where all of it took place", 0, 480)),
                                                sometimes("engagement", schema::whole("1 hardly to 5 wholly", 1, 5)),
                                                sometimes("words", schema::text("What was done, what it showed", 4000)),
                                                sometimes("changed", schema::text("What was changed, and why", 2000)),
                                                sometimes("for_teacher", schema::text("What the teacher should know", 400)),
                                                sometimes("scores", schema::list(schema::ref("SessionScore")))}));
  api.define("NewSession", schema::object({{"id", schema::id("An id of the program's own making")},
                                           {"title", schema::text("What it was", 120)},
                                           {"day", schema::text("2026-03-03", 10)},
                                           {"starts", schema::text("10:40", 5)},
                                           {"minutes", schema::whole("Minutes planned", 1, 480)},
                                           {"place", schema::one_of("Where", {"in_class", "withdrawal", "home", "community"})},
                                           sometimes("sure", schema::yes_no("That minutes beyond the plan, or two sessions at one time, are right")),
                                           {"pupils", schema::list(schema::ref("NewSessionPupil"))}}));
  api.define("SavedSession", schema::object({{"id", schema::id("The session")}, {"url", schema::text("Where it can be read")}}));
  api.post("/api/v1/sessions",
           {.name = "addSession", .tag = "Sessions", .summary = "Write a session up",
            .description = "One session with its pupils: a record for each of them, and what is counted beside it. The same id with the same body twice is one session.",
            .body = schema::ref("NewSession"),
            .answers = {{201, "Written", schema::ref("SavedSession")}, {200, "Written before, by this very request", schema::ref("SavedSession")}},
            .problems = {404, 409, 422}},
           post_session);
  api.get("/api/v1/sessions/{session}",
          {.name = "showSession", .tag = "Sessions", .summary = "One session", .description = "Its pupils, as far as they are this person's to see.",
           .parameters = {{In::path, "session", "The session", schema::id("")}},
           .answers = {{200, "The session", schema::object({{"id", schema::id("The session")}, {"pupils", schema::list(schema::ref("SessionOfPupil"))}})}},
           .problems = {404}},
          show_one);
  api.get("/api/v1/pupils/{pupil}/sessions",
          {.name = "listSessions", .tag = "Sessions", .summary = "Sessions of a pupil", .description = "Each session of these days, by day.",
           .parameters = {{In::path, "pupil", "The pupil", schema::id("")},
                          {In::query, "from", "First day; left out: six weeks before the last", schema::text("", 10)},
                          {In::query, "to", "Last day; left out: today", schema::text("", 10)}},
           .answers = {{200, "Sessions", schema::object({{"from", schema::text("First day")}, {"to", schema::text("Last day")}, {"sessions", schema::list(schema::ref("SessionOfPupil"))}})}},
           .problems = {404, 422}},
          list_of_pupil);
}

}  // namespace sessions
