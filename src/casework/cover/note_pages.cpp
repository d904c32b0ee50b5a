// The note of a covered lesson: written from the board, read and answered by the teacher.
#include "access/frame.h"
#include "access/inbox.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/cover/cover_pages.h"
#include "casework/cover/note_store.h"
#include "people/pupil_store.h"
#include "record/new_record.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace cover {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url note_url(const CoverId& id) { return web::Url::path("/cover/{}/note", id); }

/// The lesson of the address, for whoever covers it.
base::Result<Cover> mine_in_address(const Visit& visit, const Own& pass) {
  const auto id = CoverId::parse(visit.match.part("cover"));
  auto cover = id ? find_cover(pass, *id) : std::nullopt;
  if (cover && cover->staff == visit.who().id) return *std::move(cover);
  return base::Error::not_found("no cover of theirs");
}

web::Html pupil_rows(const std::vector<people::Pupil>& pupils, const web::Form& typed, const Errors& errors) {
  web::Html out;
  std::vector<web::Option> options = {{"", "Nothing to say"}};
  for (std::size_t n = 0; n < tick_count; ++n) options.push_back({std::string(code(static_cast<Tick>(n))), std::string(title(static_cast<Tick>(n)))});
  for (const auto& pupil : pupils) {
    const auto tick = "tick." + pupil.id.text(), line = "line." + pupil.id.text();
    web::Html row = web::select({.name = tick, .label = pupil.name(), .options = options, .value = std::string(typed.text(tick)), .error = web::message_for(errors, tick), .label_as = web::LabelAs::small});
    row.add(web::text_input({.name = line, .label = "A line about " + pupil.given + " (optional)", .value = std::string(typed.text(line)), .error = web::message_for(errors, line)}));
    out.add("<div class=\"app-note-row\">{}</div>", row);
  }
  return out;
}

struct Sheet {
  const Cover& cover;
  NoteId id;
  const web::Form& typed;
  Errors errors = {};
  int status = 200;
  web::Html above = {};
};

web::Response draw_sheet(Visit& visit, const Own& pass, const Sheet& sheet) {
  const auto text = [&](std::string name, std::string label, std::string hint, std::int64_t rows) {
    const auto error = web::message_for(sheet.errors, name);
    auto value = std::string(sheet.typed.text(name));
    return web::textarea({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = std::move(value), .error = error, .rows = rows, .most = 4000});
  };
  web::Html fields = web::hidden("id", sheet.id.text());
  fields.add(text("done", "What was done", "Of the set work, and what is unfinished", 4));
  std::vector<web::Choice> wents;
  for (std::size_t n = 0; n < went_count; ++n) wents.push_back({std::string(code(static_cast<Went>(n))), std::string(title(static_cast<Went>(n)))});
  fields.add(web::radios({.name = "went", .legend = "How did it go?", .choices = std::move(wents), .value = std::string(sheet.typed.text("went")),
                          .error = web::message_for(sheet.errors, "went"), .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row}));
  fields.add(text("words", "What else the teacher should know (optional)", "", 3));
  const auto pupils = people::load_all(pass, members_of(pass, sheet.cover.school_class, sheet.cover.day));
  if (pupils.empty()) {
    // The class is closed: what was ticked and typed is kept, its pupils are no longer named.
    for (const auto& [name, value] : sheet.typed.entries())
      if (name.starts_with("tick.") || name.starts_with("line.")) fields.add(web::hidden(name, value));
    fields.add(web::inset_text(web::html("<p>The class is closed to you now. What you had ticked and typed of pupils is kept, and is saved with the note: it stands there alone, not on a chronology.</p>")));
  } else {
    fields.add("<h2 class=\"govuk-heading-m\">Pupils</h2><p class=\"govuk-hint\">Tick only those the teacher should know of. A line also stands on the pupil’s chronology. A worry about a child’s "
               "safety is a concern: write it on its own sheet, at once.</p>");
    fields.add(pupil_rows(pupils, sheet.typed, sheet.errors));
  }
  fields.add(web::save_bar(web::button({.text = "Send the note"})));
  web::Html main = web::error_summary(sheet.errors);
  main.add(sheet.above);
  main.add(web::heading(sheet.cover.class_name + ", " + lesson_words(sheet.cover), "Note for the teacher"));
  main.add(web::post_form({.action = note_url(sheet.cover.id), .csrf = visit.csrf_token(), .draft = "cover-note:" + sheet.cover.id.text()}, fields));
  return access::page(visit, sheet.status, {.title = "Note for the teacher", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/cover/{}", sheet.cover.id), "The board"),
                                            .outcome = sheet.status == 200 ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

web::Html note_matter(const Visit& visit, const Note& note) {
  const auto when = [&](base::UtcTime at) { return access::moment_words(visit.house().zone(), visit.now(), at); };
  std::vector<web::SummaryRow> facts = {{"Written", web::html("{}, {}", note.author_name, when(note.written_at)), {}},
                                        {"What was done", web::html("<span class=\"app-words\">{}</span>", note.done), {}},
                                        {"How it went", web::html("{}", title(note.went.value_or(Went::mixed))), {}}};
  if (!note.words.empty()) facts.push_back({"Besides", web::html("<span class=\"app-words\">{}</span>", note.words), {}});
  if (note.read_at) facts.push_back({"Read", web::html("{}, {}", note.reader_name, when(*note.read_at)), {}});
  if (note.answered_at) facts.push_back({"Answer", web::html("<span class=\"app-words\">{}</span><br><span class=\"govuk-hint\">{}, {}</span>", note.answer, note.answered_by, when(*note.answered_at)), {}});
  web::Html out = web::summary_list(facts);
  std::vector<std::vector<web::Html>> rows;
  for (const auto& line : note.pupils) {
    const web::Html name = line.pupil_name.empty() ? web::html("A pupil of the class")
                                                   : web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/pupils/{}", line.pupil), line.pupil_name);
    rows.push_back({name, web::html("{}", title(line.tick)), web::html("{}", line.words)});
  }
  if (!rows.empty()) out.add(web::table({.caption = "Pupils", .columns = {{"Pupil"}, {"Worked"}, {"A line"}}, .rows = std::move(rows), .stacked = true}));
  return out;
}

web::Response draw_note(Visit& visit, const Own& pass, const Note& note, const Errors& errors) {
  web::Html main = access::told(visit, {{"note", "Your note is with the teacher."}, {"read", "Noted that you have read it."}, {"answered", "Your answer is sent."}});
  main.add(web::error_summary(errors));
  main.add(web::heading(note.class_name + ", " + note.lesson, "Note of a covered lesson"));
  main.add(note_matter(visit, note));
  if (is_for(pass, note) && !note.answered_at) {
    web::Html fields = web::textarea({.name = "answer", .label = "Answer (optional)", .hint = "Thanks, or what you would like done next time", .value = std::string(visit.form().text("answer")),
                                      .error = web::message_for(errors, "answer"), .rows = 3, .most = 1000});
    fields.add(web::button({.text = note.read_at ? "Send the answer" : "I have read this"}));
    main.add(web::post_form({.action = web::Url::path("/cover/{}/note/answer", note.cover), .csrf = visit.csrf_token(), .draft = "cover-answer:" + note.id.text()}, fields));
  }
  return access::page(visit, errors.empty() ? 200 : 422, {.title = "Note of a covered lesson", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/cover"), "Cover"),
                                                          .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_note(Visit& visit, const Own& pass) {
  const auto id = CoverId::parse(visit.match.part("cover"));
  if (const auto note = id ? find_note(pass, *id) : std::nullopt) return draw_note(visit, pass, *note, {});
  const auto lesson = id ? find_cover(pass, *id) : std::nullopt;
  if (lesson && lesson->staff != visit.who().id && (lesson->away == visit.who().id || visit.may(May::relations_administer))) {
    const auto main = web::empty_state({.icon = web::Icon::note, .title = "No note has come back yet", .words = lesson->staff_name + " writes it from the board, on the day of the lesson."});
    return access::page(visit, 200, {.title = "Note of a covered lesson", .place = access::Place::timetable, .before = web::back_link(web::Url::path("/cover/{}", lesson->id), "The board")}, main);
  }
  TRY(const auto cover, mine_in_address(visit, pass));
  return draw_sheet(visit, pass, {cover, visit.fresh<NoteId>(), visit.query()});
}

Note read_note(const Visit& visit, const Cover& cover, const NoteId& id, const std::vector<access::PupilId>& members, Errors& wrong) {
  const auto& form = visit.form();
  const auto text = [&](std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); };
  Note note;
  note.id = id;
  note.cover = cover.id;
  note.school_class = cover.school_class;
  note.teacher = cover.away;
  note.author = visit.who().id;
  note.done = text("done");
  note.went = went_of(form.text("went"));
  note.words = text("words");
  for (const auto& pupil : members) {
    const auto name = "tick." + pupil.text();
    auto words = text("line." + pupil.text());
    const auto tick = tick_of(form.text(name));
    if (!tick && !words.empty()) wrong.push_back({name, "Choose how the pupil worked"});
    if (tick) note.pupils.push_back({.pupil = pupil, .tick = *tick, .words = std::move(words)});
  }
  for (auto& each : check(note)) wrong.push_back(std::move(each));
  return note;
}

/// Once the class is closed its pupils are nobody's they may name on a sheet: then a line stands in the note alone.
base::Result<std::vector<record::Ready>> lines_as_records(Visit& visit, const Cover& cover, Note& note, Errors& wrong) {
  std::vector<record::Ready> out;
  const auto starts = visit.house().zone().to_utc(cover.day, base::LocalTime{cover.starts});
  if (window_of(cover, visit.house().zone()).at(visit.now()) == CoverTime::over) return out;
  for (auto& line : note.pupils) {
    if (line.words.empty()) continue;
    web::Json fields = web::Json::Object{};
    fields.set("what_happened", line.words);
    fields.set("worked", std::string(code(line.tick)));
    fields.set("lesson", lesson_words(cover));
    auto ready = record::prepare(visit, {record_of(note.id, line.pupil), "cover_lesson", {{line.pupil, {}}}, starts <= visit.now() ? std::optional(starts) : std::nullopt}, record::Submission(fields));
    if (ready) {
      out.push_back(*std::move(ready));
      line.is_record = true;
    } else if (ready.error().kind == base::Error::Kind::invalid) {
      for (const auto& error : ready.error().fields) wrong.push_back({"line." + line.pupil.text(), error.message});
    } else {
      return std::move(ready).error();
    }
  }
  return out;
}

base::Result<Answer> post_note(Visit& visit, const Own& pass) {
  TRY(const auto cover, mine_in_address(visit, pass));
  const auto id = NoteId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("a note without its id");
  const auto there = note_url(cover.id).with("done", "note");
  if (const auto before = find_note(pass, cover.id)) {
    if (before->id == *id) return web::see_other(there);  // the first answer was lost on its way
    web::Html above = web::alert({.kind = web::AlertKind::warning, .title = "There is a note already", .matter = web::html("<p>This lesson has its note. It is here; your words are in the form below.</p>")});
    above.add(note_matter(visit, *before));
    return draw_sheet(visit, pass, {cover, *id, visit.form(), {{"", "One note goes back for each lesson: it was sent already."}}, 409, std::move(above)});
  }
  if (cover.day != visit.today()) return draw_sheet(visit, pass, {cover, *id, visit.form(), {{"", "The note is written on the day of the lesson. Tell the teacher yourself."}}, 422});
  Errors wrong;
  auto note = read_note(visit, cover, *id, members_of(visit.house(), cover.school_class, cover.day), wrong);
  if (window_of(cover, visit.house().zone()).at(visit.now()) == CoverTime::later) wrong.push_back({"", "The lesson has not begun"});
  std::vector<record::Ready> records;
  if (wrong.empty()) {
    TRY(auto ready, lines_as_records(visit, cover, note, wrong));
    records = std::move(ready);
  }
  if (!wrong.empty()) return draw_sheet(visit, pass, {cover, *id, visit.form(), wrong, 422});
  access::UnitOfWork work{visit};
  for (const auto& one : records) record::write(work, visit, one);
  write(work, pass, note);
  if (auto* inbox = visit.house().find_room<access::InboxCounter>()) inbox->touch_everybody(work.now());
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_answer(Visit& visit, const Own& pass) {
  const auto id = CoverId::parse(visit.match.part("cover"));
  const auto note = id ? find_note(pass, *id) : std::nullopt;
  if (!note || !is_for(pass, *note)) return base::Error::not_found("no note to them");
  const auto words = base::Text<1000>::make(visit.form().text("answer"));
  if (!words) return draw_note(visit, pass, *note, {{"answer", "Use at most 1000 characters"}});
  if (note->answered_at) {
    if (words->text() == note->answer || words->empty()) return web::see_other(note_url(note->cover));
    return base::Error::conflict("This note was answered already. Go back, copy your words, and look at the answer.", "a second answer");
  }
  if (words->empty() && note->read_at) return draw_note(visit, pass, *note, {{"answer", "Enter your answer"}});
  access::UnitOfWork work{visit};
  if (words->empty()) mark_read(work, pass, *note);
  else answer(work, pass, *note, words->text());
  if (auto* inbox = visit.house().find_room<access::InboxCounter>()) inbox->touch(visit.who().id, work.now());
  return access::then_go(visit, std::move(work), note_url(note->cover).with("done", words->empty() ? "read" : "answered"));
}

}  // namespace

void add_note_routes(access::Routes& routes) {
  routes.get("/cover/{cover}/note", show_note);
  routes.post("/cover/{cover}/note", post_note);
  routes.post("/cover/{cover}/note/answer", post_answer);
}

}  // namespace cover
