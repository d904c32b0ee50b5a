// The teacher's digest: what the pupils of a class were given on one day, with a signature for all of it and an answer to any of it.
#include "access/frame.h"
#include "access/told.h"
#include "casework/plans/target_store.h"
#include "casework/sessions/session_pages.h"
#include "casework/sessions/session_store.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "record/answers.h"
#include "record/catalogue.h"
#include "record/must_see_store.h"
#include "record/sign_off_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sessions {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Across = access::CaseloadPass<May::pupil_find>;

constexpr std::size_t most_to_sign = 500;

web::Url here() { return web::Url::path("/sessions/digest"); }

std::string text_of(const record::Body& body, std::string_view name) {
  const auto* value = body.find(name);
  return value && value->string() ? *value->string() : std::string();
}

/// Which class and day are looked at.
struct Asked {
  std::string class_name;
  base::LocalDate day;
};

Asked read_asked(const Visit& visit, const web::Form& form, const std::vector<people::Pupil>& mine, const std::vector<std::string>& classes) {
  Asked out{std::string(form.text("class")), base::parse_iso_date(form.text("day")).value_or(visit.today())};
  if (std::find(classes.begin(), classes.end(), out.class_name) == classes.end()) {
    std::map<std::string, int> counts;
    for (const auto& pupil : mine) ++counts[pupil.class_name];
    const auto largest = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    out.class_name = largest != counts.end() ? largest->first : classes.empty() ? std::string() : classes.front();
  }
  return out;
}

/// One session of one pupil as its record tells it.
struct Line {
  Given given;
  people::Pupil pupil;
  std::string author, programme, words, changed, for_teacher, why;
  std::vector<ScorePoint> scores;
  std::optional<int> waits;   ///< the version that waits for this reader's signature
  std::optional<int> to_see;  ///< the version this reader was asked to see
  std::optional<record::SignOff> sign_off;
};

std::vector<Line> lines_of(Visit& visit, const Across& across, const OwnPass& own, const Asked& asked, const std::vector<people::Pupil>& pupils) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  std::map<record::RecordId, int> waiting;
  for (const auto& each : record::list_to_sign(own, *kinds, {.kind = "session"}, most_to_sign)) waiting[each.record] = each.version;
  std::map<record::RecordId, int> to_see;
  for (const auto& each : record::list_to_see(own, static_cast<int>(most_to_sign))) to_see[each.record] = each.version;
  std::vector<Line> out;
  for (const auto& given : list_given_across(across, {asked.day, asked.day})) {
    const auto pupil = std::find_if(pupils.begin(), pupils.end(), [&](const people::Pupil& each) { return each.id == given.pupil; });
    if (pupil == pupils.end()) continue;
    const auto record = record::find(across, given.record);
    if (!record || record->versions.empty()) continue;
    const auto body = record::Body::stored(record->versions.back().body);
    Line line{given, *pupil, record->author, text_of(body, "programme"), text_of(body, "what_was_done"), text_of(body, "adjustments"), text_of(body, "for_teacher"), {}, {}, {}, {}, {}};
    if (given.happened != Happened::yes)
      if (const auto* kind = kinds->find("session"))
        for (const auto& field : kind->fields)
          for (const auto& choice : field.choices)
            if (field.name == "not_delivered_why" && choice.code == given.reason) line.why = choice.label;
    for (const auto& score : scores_of(across, given.session))
      if (score.pupil == given.pupil) line.scores.push_back(score);
    if (const auto found = waiting.find(given.record); found != waiting.end()) line.waits = found->second;
    if (const auto found = to_see.find(given.record); found != to_see.end()) line.to_see = found->second;
    line.sign_off = record::find_sign_off(across, given.record);
    out.push_back(std::move(line));
  }
  std::sort(out.begin(), out.end(), [](const Line& a, const Line& b) { return std::tie(a.pupil.family, a.pupil.given, a.given.session) < std::tie(b.pupil.family, b.pupil.given, b.given.session); });
  return out;
}

web::Html state_of(const Line& line) {
  if (!line.sign_off) return {};
  switch (line.sign_off->state) {
    case record::SignOffState::waiting: return web::tag("Waits for a signature", web::Tint::yellow);
    case record::SignOffState::signed_off: return web::tag("Signed", web::Tint::green);
    case record::SignOffState::returned: return web::tag("Answered", web::Tint::orange);
  }
  return {};
}

web::Html card_of(Visit& visit, const Line& line) {
  web::Html matter = web::html("<p class=\"govuk-body\">{}: {}, {} minutes{}{}. {} {}</p>", line.programme.empty() ? std::string("Session") : line.programme,
                               title(line.given.happened), line.given.minutes, line.why.empty() ? "" : " – ", line.why, line.author, state_of(line));
  if (!line.words.empty()) matter.add("<p class=\"govuk-body\"><span class=\"app-words\">{}</span></p>", line.words);
  web::Html facts;
  if (const auto pass = access::Door::pupil<May::pupil_find>(visit, line.pupil.id)) {
    for (const auto& score : line.scores) {
      const auto target = plans::find_target(*pass, score.target);
      if (target)
        facts.add("<li>{}: {}{}{}</li>", target->words.statement, score.value ? plans::value_words(target->words.measure, *score.value) : std::string(),
                  score.value && score.prompt ? ", " : "", score.prompt ? title(*score.prompt) : std::string_view());
    }
  }
  if (!line.changed.empty()) facts.add("<li>Changed: {}</li>", line.changed);
  if (!line.for_teacher.empty()) facts.add("<li><strong>For you: {}</strong></li>", line.for_teacher);
  if (line.given.engagement) facts.add("<li>Involved: {} of 5</li>", *line.given.engagement);
  if (!facts.empty()) matter.add("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", facts);
  if (line.waits) {
    const auto name = "words";
    web::Html fields = web::hidden("deed", "returned");
    fields.add(web::hidden("version", std::to_string(*line.waits)));
    fields.add("<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"answer-{}\">Your answer or question</label>"
               "<textarea class=\"govuk-textarea\" id=\"answer-{}\" name=\"{}\" rows=\"2\"></textarea></div>", line.given.record, line.given.record, name);
    fields.add(web::button({.text = "Send the answer", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Send the answer about " + line.pupil.name())}));
    matter.add(web::details({.summary = "Answer", .matter = web::post_form({.action = web::Url::path("/records/{}/sign-off", line.given.record), .csrf = visit.csrf_token()}, fields)}));
  }
  if (line.to_see) matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Answer, or ask for something<span class=\"govuk-visually-hidden\"> about {}</span></a></p>",
                              web::Url::path("/actions/new").with("record", line.given.record), line.pupil.name());
  matter.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">The record<span class=\"govuk-visually-hidden\"> of {}</span></a></p>",
             web::Url::path("/records/{}", line.given.record), line.pupil.name());
  return web::card(line.pupil.name(), matter);
}

web::Html ask_form(const Asked& asked, const std::vector<std::string>& classes) {
  std::vector<web::Option> options;
  for (const auto& name : classes) options.push_back({name, name});
  web::Html fields = web::select({.name = "class", .label = "Class", .options = options, .value = asked.class_name});
  fields.add(web::day_input({.name = "day", .label = "Day", .value = base::to_iso(asked.day)}));
  fields.add(web::button({.text = "Show", .look = web::ButtonLook::secondary}));
  return web::get_form(here(), fields);
}

web::Response draw(Visit& visit, const Across& across, const OwnPass& own, const web::Form& form, const web::Html& above, int status) {
  const auto classes = people::class_names(across);
  const auto asked = read_asked(visit, form, people::caseload(across), classes);
  const auto pupils = people::list(across, "", asked.class_name, 200);
  const auto lines = lines_of(visit, across, own, asked, pupils);
  web::Html main = access::told(visit, {{"signed", "Done. Whoever wrote them can see it."}});
  main.add(above);
  main.add(web::heading(base::to_long_text(asked.day), "What was given to " + (asked.class_name.empty() ? std::string("a class") : asked.class_name)));
  main.add(ask_form(asked, classes));
  if (lines.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "Nothing was written up for this day",
                               .words = "Sessions of this class's pupils stand here as they are written up, as far as they are yours to see."}));
  } else {
    std::int64_t minutes = 0;
    for (const auto& line : lines) minutes += line.given.minutes;
    main.add(web::body_text(fmt::format("{} written up, {} minutes given.", lines.size() == 1 ? std::string("1 session") : fmt::format("{} sessions", lines.size()), minutes)));
  }
  web::Html sign = web::hidden("class", asked.class_name);
  sign.add(web::hidden("day", base::to_iso(asked.day)));
  int waiting = 0, unread = 0;
  for (const auto& line : lines) {
    if (line.waits) sign.add(web::hidden("sign", line.given.record.text() + "." + std::to_string(*line.waits)));
    if (line.to_see) sign.add(web::hidden("seen", line.given.record.text() + "." + std::to_string(*line.to_see)));
    waiting += line.waits ? 1 : 0;
    unread += line.to_see ? 1 : 0;
  }
  if (waiting + unread > 0) {
    // One tap signs what is this reader's to sign, and says of the rest that they have read it.
    const auto words = waiting > 0 ? (waiting == 1 ? std::string("Sign it") : fmt::format("Sign all {}", waiting))
                                   : (unread == 1 ? std::string("I have read it") : fmt::format("I have read all {}", unread));
    sign.add(web::button({.text = words}));
    main.add(web::post_form({.action = web::Url::path("/sessions/digest/signatures"), .csrf = visit.csrf_token()}, sign));
  }
  for (const auto& line : lines) main.add(card_of(visit, line));
  return access::page(visit, status, {.title = "What was given", .place = access::Place::sign_offs, .before = web::back_link(web::Url::path("/sessions"), "Sessions")}, main);
}

base::Result<Answer> show(Visit& visit, const OwnPass& own) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return base::Error::not_found("finds no pupils");
  return draw(visit, *across, own, visit.query(), {}, 200);
}

std::optional<record::SignOffMove> read_move(std::string_view value) {
  const auto dot = value.find('.');
  const auto id = dot == std::string_view::npos ? std::nullopt : record::RecordId::parse(value.substr(0, dot));
  if (!id) return std::nullopt;
  int version = 0;
  for (const char c : value.substr(dot + 1)) {
    if (c < '0' || c > '9' || version > 100'000) return std::nullopt;
    version = version * 10 + (c - '0');
  }
  return version < 1 ? std::nullopt : std::optional(record::SignOffMove{*id, version, record::SignOffDeed::signed_off, {}});
}

base::Result<Answer> post_signatures(Visit& visit, const OwnPass& own) {
  const auto& form = visit.form();
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return base::Error::not_found("finds no pupils");
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  access::UnitOfWork work{visit};
  int decided = 0;
  for (const auto value : form.all("sign")) {
    const auto move = read_move(value);
    if (!move || record::decided_before(own, *move)) continue;
    const auto done = record::decide(work, own, *kinds, *move);
    if (done) {
      ++decided;
      continue;
    }
    if (done.error().kind != base::Error::Kind::conflict) return done.error();
    return draw(visit, *across, own, form,
                web::alert({.kind = web::AlertKind::warning, .title = "Nothing was signed", .matter = web::html("<p>One of them changed while you were reading. Read it again first.</p>")}), 409);
  }
  for (const auto value : form.all("seen")) {
    const auto move = read_move(value);
    if (!move) continue;
    // What was seen by another way meanwhile, or corrected, is asked anew.
    if (record::acknowledge(work, own, move->record, move->version)) ++decided;
  }
  const auto back = here().with("class", form.text("class")).with("day", form.text("day")).with("done", "signed");
  if (decided == 0) return web::see_other(back);
  return access::then_go(visit, std::move(work), back);
}

}  // namespace

void add_digest_routes(access::Routes& routes) {
  routes.get("/sessions/digest", show);
  routes.post("/sessions/digest/signatures", post_signatures);
}

}  // namespace sessions
