// The teacher's digest: what the pupils of a class were given on one day, signed in one press, one by one, or returned with a comment.
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
#include "record/sign_off_moves.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace sessions {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Across = access::CaseloadPass<May::pupil_find>;

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

/// The version this reader was asked to see and has not.
std::optional<int> unseen(const OwnPass& own, const record::Record& record) {
  for (const auto& one : record::list_seen_by(own, record.id))
    if (one.staff == own.who().id && !one.seen_at) return record.version;
  return std::nullopt;
}

std::string why_not(const record::Kind& kind, const Given& given) {
  if (given.happened == Happened::yes) return {};
  const auto* field = kind.find_field("not_delivered_why");
  const auto* choice = field ? field->find_choice(given.reason) : nullptr;
  return choice ? choice->label : std::string();
}

std::vector<Line> lines_of(Visit& visit, const Across& across, const OwnPass& own, const Asked& asked, const std::vector<people::Pupil>& pupils) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto* kind = kinds->find("session");
  const auto signing = access::Door::caseload<May::record_sign>(visit);
  std::vector<Line> out;
  for (const auto& given : list_given_across(across, {asked.day, asked.day})) {
    const auto pupil = std::find_if(pupils.begin(), pupils.end(), [&](const people::Pupil& each) { return each.id == given.pupil; });
    if (pupil == pupils.end()) continue;
    const auto record = record::find(across, given.record);
    if (!record || record->versions.empty()) continue;
    const auto body = record::Body::stored(record->versions.back().body);
    Line line{given, *pupil, record->author, text_of(body, "programme"), text_of(body, "what_was_done"), text_of(body, "adjustments"), text_of(body, "for_teacher"),
              kind ? why_not(*kind, given) : std::string(), {}, {}, {}, {}};
    for (const auto& score : scores_of(across, given.session))
      if (score.pupil == given.pupil) line.scores.push_back(score);
    line.sign_off = record::find_sign_off(across, given.record);
    if (signing && line.sign_off && record::waits_for(*signing, *kinds, *line.sign_off)) line.waits = line.sign_off->version;
    line.to_see = unseen(own, *record);
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
    case record::SignOffState::returned: return web::tag("Returned", web::Tint::orange);
  }
  return {};
}

/// What was asked and answered so far.
web::Html talk_of(const Line& line) {
  web::Html out;
  if (!line.sign_off) return out;
  for (const auto& step : line.sign_off->steps)
    if (!step.words.empty()) out.add("<li><strong>{}</strong>: <span class=\"app-words\">{}</span></li>", step.by_name, step.words);
  return out.empty() ? out : web::html("<ul class=\"govuk-list\">{}</ul>", out);
}

/// What a form said that could not be done.
struct Typed {
  const web::Form& form;
  std::vector<base::FieldError> errors = {};
  web::Html above = {};
  int status = 200;
};

std::string place_of_card(const record::RecordId& record) { return "given-" + record.text(); }

web::Html deeds_of(const Line& line, const Typed& typed) {
  if (!line.waits) return {};
  const auto value = record::sign_off_value(line.given.record, *line.waits);
  const auto comment = record::comment_field(line.given.record);
  const auto wrong = web::message_for(typed.errors, comment);
  web::Html out = web::hidden("sign", value);
  out.add(web::button({.text = "Sign it", .look = web::ButtonLook::secondary, .name = "one", .value = value, .more = web::attr("aria-label", "Sign it: " + line.pupil.name())}));
  web::Html fields = web::textarea({.name = comment, .label = "What should be changed or explained?", .value = std::string(typed.form.text(comment)), .error = wrong,
                                    .rows = 3, .most = 1000, .label_as = web::LabelAs::small});
  fields.add(web::button({.text = "Return it", .look = web::ButtonLook::secondary, .name = "return", .value = value, .more = web::attr("aria-label", "Return it: " + line.pupil.name())}));
  out.add(web::details({"Return it with a comment", fields, !wrong.empty() || !typed.form.text(comment).empty()}));
  return out;
}

web::Html card_of(Visit& visit, const Line& line, const Typed& typed) {
  web::Html matter = web::html("<p class=\"govuk-body\" id=\"{}\">{}: {}, {} minutes{}{}, with {} {}</p>", place_of_card(line.given.record),
                               line.programme.empty() ? std::string("Session") : line.programme, title(line.given.happened), line.given.minutes,
                               line.why.empty() ? "" : " – ", line.why, line.author, state_of(line));
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
  matter.add(talk_of(line));
  if (line.to_see) matter.add(web::hidden("seen", record::sign_off_value(line.given.record, *line.to_see)));
  matter.add(deeds_of(line, typed));
  web::Html links = web::html("<a class=\"govuk-link\" href=\"{}\">The record<span class=\"govuk-visually-hidden\"> of {}</span></a>",
                              web::Url::path("/records/{}", line.given.record), line.pupil.name());
  if (line.waits || line.to_see)
    links.add(" · <a class=\"govuk-link\" href=\"{}\">Ask for something<span class=\"govuk-visually-hidden\"> about {}</span></a>",
              web::Url::path("/actions/new").with("record", line.given.record), line.pupil.name());
  matter.add("<p class=\"govuk-body\">{}</p>", links);
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

/// One press for all of it: what is this reader's to sign is signed, and of the rest it is said that they have read it.
std::string words_for_all(int waiting, int unread) {
  if (waiting > 0) return waiting == 1 ? std::string("Sign the one that waits") : fmt::format("Sign all {}", waiting);
  return unread == 1 ? std::string("I have read it") : fmt::format("I have read all {}", unread);
}

web::Response draw(Visit& visit, const Across& across, const OwnPass& own, const Typed& typed) {
  const auto classes = people::class_names(across);
  const auto asked = read_asked(visit, typed.form, people::caseload(across), classes);
  const auto pupils = people::list(across, "", asked.class_name, 200);
  const auto lines = lines_of(visit, across, own, asked, pupils);
  web::Html main = access::told(visit, {{"signed", "Signed. Whoever wrote it can see that."},
                                        {"returned", "Returned with your comment. It waits in the inbox of whoever wrote it."},
                                        {"seen", "Noted that you have read it."}});
  main.add(web::error_summary(typed.errors));
  main.add(typed.above);
  main.add(web::heading(base::to_long_text(asked.day), "What was given to " + (asked.class_name.empty() ? std::string("a class") : asked.class_name)));
  // Folded away while there is something to read: it is read before it is signed.
  main.add(web::details({"Another class or day", ask_form(asked, classes), lines.empty()}));
  if (lines.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "Nothing was written up for this day",
                               .words = "Sessions of this class's pupils stand here as they are written up, as far as they are yours to see."}));
  } else {
    std::int64_t minutes = 0;
    for (const auto& line : lines) minutes += line.given.minutes;
    main.add(web::body_text(fmt::format("{} written up, {} minutes given.", lines.size() == 1 ? std::string("1 session") : fmt::format("{} sessions", lines.size()), minutes)));
  }
  web::Html fields = web::hidden("class", asked.class_name);
  fields.add(web::hidden("day", base::to_iso(asked.day)));
  int waiting = 0, unread = 0;
  for (const auto& line : lines) {
    fields.add(card_of(visit, line, typed));
    waiting += line.waits ? 1 : 0;
    unread += line.to_see ? 1 : 0;
  }
  if (waiting + unread > 0) {
    fields.add(web::save_bar(web::button({.text = words_for_all(waiting, unread), .name = "all", .value = "yes"})));
    main.add(web::post_form({.action = web::Url::path("/sessions/digest/signatures"), .csrf = visit.csrf_token()}, fields));
  } else {
    main.add(fields);
  }
  return access::page(visit, typed.status, {.title = "What was given", .place = access::Place::sign_offs, .before = web::back_link(web::Url::path("/sessions"), "Sessions"),
                                            .outcome = typed.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show(Visit& visit, const OwnPass& own) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return base::Error::not_found("finds no pupils");
  return draw(visit, *across, own, {visit.query()});
}

base::Result<Answer> post_signatures(Visit& visit, const OwnPass& own) {
  const auto& form = visit.form();
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return base::Error::not_found("finds no pupils");
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto moves = record::read_moves(form);
  const bool is_all = !form.find("one") && !form.find("return");
  const auto is_signed = [&](const record::RecordId& id) { return std::any_of(moves.begin(), moves.end(), [&](const auto& move) { return move.record == id; }); };
  access::UnitOfWork work{visit};
  int done = 0;
  for (const auto& move : moves) {
    if (record::moved_before(own, move)) continue;
    const auto made = record::make_move(work, visit, own, *kinds, move);
    if (made) {
      ++done;
      continue;
    }
    Typed typed{form};
    if (made.error().kind == base::Error::Kind::invalid) {
      for (const auto& error : made.error().fields) typed.errors.push_back({record::comment_field(move.record), error.message});
      typed.status = 422;
    } else if (made.error().kind == base::Error::Kind::conflict) {
      typed.above = web::alert({.kind = web::AlertKind::warning, .title = "Nothing was signed", .matter = web::html("<p>One of them changed while you were reading. Read it again first.</p>")});
      typed.status = 409;
    } else {
      return made.error();
    }
    return draw(visit, *across, own, typed);
  }
  if (is_all)
    for (const auto value : form.all("seen"))
      if (const auto seen = record::read_sign_off_value(value, record::SignOffDeed::signed_off); seen && !is_signed(seen->record))
        // What was seen by another way meanwhile, or corrected, is asked anew.
        if (record::acknowledge(work, own, seen->record, seen->version)) ++done;
  const auto what = form.find("return") ? "returned" : moves.empty() ? "seen" : "signed";
  auto back = here().with("class", form.text("class")).with("day", form.text("day")).with("done", what);
  if (!is_all && moves.size() == 1) back = back.at(place_of_card(moves.front().record));
  if (done == 0) return web::see_other(back);
  return access::then_go(visit, std::move(work), back);
}

}  // namespace

void add_digest_routes(access::Routes& routes) {
  routes.get("/sessions/digest", show);
  routes.post("/sessions/digest/signatures", post_signatures);
}

}  // namespace sessions
