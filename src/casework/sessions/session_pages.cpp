// Two taps a pupil: the card, its rows, and Save. Without JavaScript as with it.
#include "casework/sessions/session_pages.h"

#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/sessions/card_form.h"
#include "casework/sessions/card_view.h"
#include "casework/sessions/cards.h"
#include "people/calendar_store.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "record/catalogue.h"
#include "record/upload.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace sessions {
namespace {

using access::Answer;
using access::May;
using access::Visit;

constexpr int days_to_look_back = 14;

web::Url here() { return web::Url::path("/sessions"); }
web::Url session_url(const SessionId& id) { return web::Url::path("/sessions/{}", id); }

int minute_now(const Visit& visit) { return visit.house().zone().to_local(visit.now()).time.minutes; }

/// One's own promises, each a card to begin from: pupil, minutes and what for are filled in.
web::Html promises_of(Visit& visit) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return {};
  std::vector<std::vector<web::Html>> rows;
  for (const auto& line : plans::list_provision_lines(*across, visit.today(), visit.today())) {
    if (line.words.staff != visit.who().id || line.info_class != access::InfoClass::c6_send) continue;
    const auto url = web::Url::path("/sessions/new").with("pupil", line.pupil).with("line", line.id);
    rows.push_back({web::html("{}", line.pupil_name), web::html("{}: {}", line.words.what, plans::dose_words(line.words)),
                    web::html("<a class=\"govuk-link\" href=\"{}\">Write one up<span class=\"govuk-visually-hidden\">: {}, {}</span></a>", url, line.words.what, line.pupil_name)});
  }
  if (rows.empty()) return {};
  return web::table({.caption = "What you have promised", .columns = {{"Pupil"}, {"What"}, {"Write it up"}}, .rows = std::move(rows), .stacked = true});
}

base::Result<Answer> show_list(Visit& visit, const OwnPass& pass) {
  const Days days{visit.today() + -days_to_look_back, visit.today()};
  web::Html main = access::told(visit, {{"saved", "The session is written up. It stands in each pupil's chronology."}});
  main.add(web::heading("Sessions"));
  web::Html begin = web::button_link(web::Url::path("/sessions/new"), "Write a session up");
  begin.add(web::button_link(web::Url::path("/sessions/digest"), "What was given to a class", web::ButtonLook::secondary));
  main.add(web::button_group(begin));
  const auto open = waiting_cards(visit, pass);
  std::vector<Card> to_come;
  for (auto& card : list_cards(visit, pass, {visit.today(), visit.today()}))
    if (card.ends() > minute_now(visit)) to_come.push_back(std::move(card));
  if (!open.empty()) {
    main.add(web::subheading("Write it up"));
    main.add(card_list(open, "Write it up"));
  }
  if (!to_come.empty()) {
    main.add(web::subheading("Still to come today"));
    main.add(card_list(to_come, ""));
  }
  const auto promises = promises_of(visit);
  main.add(promises);
  const auto lately = list_sessions_by(pass, visit.who().id, days);
  if (!lately.empty()) {
    std::vector<std::vector<web::Html>> rows;
    for (const auto& session : lately)
      rows.push_back({web::link(session_url(session.id), session.title), web::html("{}", base::to_long_text(session.day)), web::html("{}", base::to_text(base::LocalTime{session.starts}))});
    main.add(web::table({.caption = "Written up in the last two weeks", .columns = {{"Session"}, {"Day"}, {"From"}}, .rows = std::move(rows), .stacked = true}));
  } else if (promises.empty() && open.empty() && to_come.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "No session yet",
                               .words = "Sessions you give to a pupil or a group stand here, with what their plans promise them."}));
  }
  return access::page(visit, 200, {.title = "Sessions", .place = access::Place::my_day}, main);
}

std::vector<web::Option> reasons_of(const Visit& visit) {
  std::vector<web::Option> out;
  const auto in_force = visit.house().room<record::Catalogue>().find("session");
  if (!in_force) return out;
  for (const auto& field : in_force->kind->fields)
    if (field.name == "not_delivered_why")
      for (const auto& choice : field.choices)
        if (!choice.hidden) out.push_back({choice.code, choice.label, choice.group});
  return out;
}

/// One page being written: whose card, under which id, with what typed.
struct Writing {
  Card card;
  SessionId id;
  bool by_hand = false;
  web::Url action;
  const web::Form& typed;
  std::vector<base::FieldError> errors = {};
  int status = 200;
};

web::Response draw(Visit& visit, const Writing& writing) {
  const auto& card = writing.card;
  const auto targets = targets_of(visit, card);
  const CardSheet sheet{card, targets, reasons_of(visit)};
  web::Html main = web::error_summary(writing.errors, anchors(writing.errors));
  main.add(web::heading(base::to_long_text(card.day) + ", " + time_words(card), card.title));
  web::Html fields = web::hidden("id", writing.id.text());
  if (writing.by_hand) {
    fields.add(web::hidden("title", card.title));
    fields.add(web::hidden("day", base::to_iso(card.day)));
    fields.add(web::hidden("starts", base::to_text(base::LocalTime{card.starts})));
    fields.add(web::hidden("length", std::to_string(card.minutes)));
    fields.add(web::hidden("place", code(card.place)));
    for (const auto& pupil : card.pupils) {
      fields.add(web::hidden("pupil", pupil.pupil.text()));
      if (!pupil.line.is_nil()) fields.add(web::hidden("line." + pupil.pupil.text(), pupil.line.text()));
    }
  }
  fields.add(pupil_rows(sheet, writing.typed, writing.errors));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  main.add(web::post_form({.action = writing.action, .csrf = visit.csrf_token(), .draft = "session:" + writing.action.text(), .files = true}, fields));
  return access::page(visit, writing.status,
                      {.title = card.title, .place = access::Place::my_day, .before = web::back_link(here(), "Sessions"),
                       .outcome = writing.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

/// A photograph belongs to the pupil beside whom it was chosen.
void take_photos(const Visit& visit, WriteUp& write_up, std::vector<base::FieldError>& wrong) {
  const auto in_force = visit.house().room<record::Catalogue>().find("session");
  if (!in_force) return;
  for (const auto& part : write_up.parts) {
    web::Form own;
    for (const auto& upload : visit.form().uploads) {
      if (upload.field != "photo." + part.pupil.text() || upload.bytes.empty()) continue;
      own.uploads.push_back(upload);
      own.uploads.back().field = "f.files";
    }
    if (own.uploads.empty()) continue;
    auto taken = record::take_uploads(visit.house().room<record::PictureDesk>(), *in_force->kind, record_of(write_up.id, part.pupil), 1, own);
    for (auto& error : taken.wrong) wrong.push_back({"photo." + part.pupil.text(), std::move(error.message)});
    write_up.photos[part.pupil] = std::move(taken.files);
  }
}

base::Result<Answer> save(Visit& visit, const OwnPass& pass, Writing writing) {
  const auto targets = targets_of(visit, writing.card);
  WriteUp write_up{writing.card, writing.id, {}};
  write_up.parts = read_rows({writing.card, targets, reasons_of(visit)}, visit.form(), writing.errors);
  for (const auto& part : write_up.parts)
    if (is_sure(visit.form(), part.pupil)) write_up.sure.insert(part.pupil);
  take_photos(visit, write_up, writing.errors);
  auto ready = prepare(visit, pass, write_up, targets);
  if (!ready) {
    if (ready.error().kind != base::Error::Kind::invalid) return std::move(ready).error();
    for (const auto& error : ready.error().fields)
      if (web::message_for(writing.errors, error.field).empty()) writing.errors.push_back(error);
  }
  if (!writing.errors.empty()) {
    writing.status = 422;
    return draw(visit, writing);
  }
  const auto done = here().with("done", "saved");
  const auto conflict = [&](const char* words) {
    auto again = writing;
    again.status = 409;
    again.id = visit.fresh<SessionId>();
    again.errors = {{"", words}};
    return draw(visit, again);
  };
  switch (saved_before(pass, *ready)) {
    case record::Before::same: return web::see_other(done);
    case record::Before::other: return conflict("This was saved before with other words. Press Save again to keep these as a session of their own.");
    case record::Before::no: break;
  }
  access::UnitOfWork work{visit};
  write(work, visit, pass, write_up, *ready);
  auto clash = conflict("Somebody wrote this session up meanwhile. What you typed is still here; look at what they wrote before you save again.");
  return std::move(work).commit_and([done, clash = std::move(clash), house = &visit.house(), author = pass.who().id, record = ready->front().record](
                                        base::Result<void> written) {
    if (written || record::saved_before(*house, author, record) == record::Before::same) return web::see_other(done);
    return written.error().kind == base::Error::Kind::conflict ? clash : web::text(503, written.error().for_user);
  });
}

// ---- a card of the timetable

/// With the pupils nobody wrote up yet. What has not begun is not there yet.
base::Result<Card> card_in_path(Visit& visit, const OwnPass& pass) {
  const auto slot = base::from_base32(visit.match.part("slot"));
  const auto day = base::parse_iso_date(visit.match.part("day"));
  auto card = slot && day ? find_card(visit, pass, *slot, *day) : std::nullopt;
  if (!card || card->day > visit.today() || (card->day == visit.today() && card->starts > minute_now(visit)))
    return base::Error::not_found("no such card, or one that has not begun");
  const auto written = list_written(pass, {*day, *day});
  std::erase_if(card->pupils, [&](const CardPupil& pupil) { return written.contains({{*slot, *day}, pupil.pupil}); });
  return *std::move(card);
}

base::Result<Answer> show_card(Visit& visit, const OwnPass& pass) {
  TRY(auto card, card_in_path(visit, pass));
  if (card.pupils.empty()) {
    const auto there = find_of_card(pass, card.slot, card.day);
    return web::see_other(there ? session_url(*there) : here());
  }
  const auto url = card_url(card);
  return draw(visit, {std::move(card), visit.fresh<SessionId>(), false, url, visit.form()});
}

base::Result<Answer> post_timetabled(Visit& visit, const OwnPass& pass) {
  TRY(auto card, card_in_path(visit, pass));
  const auto id = SessionId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("a session without its id");
  if (card.pupils.empty()) return web::see_other(here().with("done", "saved"));
  const auto url = card_url(card);
  return save(visit, pass, {std::move(card), *id, false, url, visit.form()});
}

// ---- one put together by hand

web::Html pupils_field(Visit& visit, const web::Form& typed, const std::vector<base::FieldError>& errors) {
  web::PupilPicker picker;
  picker.label = "With whom? Type a name; add as many as were part of it";
  picker.error = web::message_for(errors, "pupil");
  picker.typed = std::string(typed.text("pupil-search"));
  if (const auto across = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<access::PupilId> ids;
    for (const auto text : typed.all("pupil"))
      if (const auto id = access::PupilId::parse(text)) ids.push_back(*id);
    for (const auto& pupil : people::load_all(*across, ids)) picker.chosen.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
    if (!picker.typed.empty())
      for (const auto& pupil : people::find_by_name(*across, picker.typed, 8)) picker.offered.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
  }
  return web::pupil_picker(picker);
}

web::Html line_fields(Visit& visit, const web::Form& typed) {
  web::Html out;
  for (const auto text : typed.all("pupil")) {
    const auto id = access::PupilId::parse(text);
    const auto pass = id ? access::Door::pupil<May::pupil_find>(visit, *id) : std::nullopt;
    if (!pass) continue;
    std::vector<web::Option> options = {{"", "None of these"}};
    for (const auto& line : plans::list_provision_lines(*pass, visit.today() + -days_to_look_back, visit.today()))
      if (line.info_class == access::InfoClass::c6_send) options.push_back({line.id.text(), line.words.what + ": " + plans::dose_words(line.words)});
    if (options.size() == 1) continue;
    const auto name = "line." + id->text();
    out.add(web::select({.name = name, .label = "What it was promised as, for " + people::load(*pass).name(), .options = options,
                         .value = std::string(typed.text(name))}));
  }
  return out;
}

web::Response draw_new(Visit& visit, const web::Form& typed, const std::vector<base::FieldError>& errors, int status) {
  const auto text = [&](std::string name, std::string label, std::string hint, std::string preset, web::InputWidth width) {
    const auto value = typed.has(name) ? std::string(typed.text(name)) : preset;
    const auto error = web::message_for(errors, name);
    return web::text_input({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = value, .error = error, .width = width});
  };
  web::Html fields = text("title", "What was it?", "For example, mentoring, or reading catch-up.", "", web::InputWidth::full);
  fields.add(pupils_field(visit, typed, errors));
  fields.add(line_fields(visit, typed));
  fields.add(web::day_input({.name = "day", .label = "Day", .value = typed.has("day") ? std::string(typed.text("day")) : base::to_iso(visit.today()), .error = web::message_for(errors, "day")}));
  fields.add(web::time_input({.name = "starts", .label = "From", .value = typed.has("starts") ? std::string(typed.text("starts")) : base::to_text(base::LocalTime{std::max(0, minute_now(visit) - 30)}),
                              .error = web::message_for(errors, "starts")}));
  fields.add(text("length", "For how many minutes was it planned?", "", "30", web::InputWidth::three));
  std::vector<web::Choice> places;
  for (std::size_t n = 0; n < place_count; ++n) places.push_back({std::string(code(static_cast<Place>(n))), std::string(title(static_cast<Place>(n)))});
  fields.add(web::radios({.name = "place", .legend = "Where", .choices = places, .value = typed.has("place") ? std::string(typed.text("place")) : "withdrawal",
                          .error = web::message_for(errors, "place"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row}));
  fields.add(web::button({.text = "Go on"}));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("A session that stood on no timetable"));
  main.add(web::post_form({.action = web::Url::path("/sessions/new"), .csrf = visit.csrf_token(), .draft = "session:new"}, fields));
  return access::page(visit, status,
                      {.title = "A session", .place = access::Place::my_day, .before = web::back_link(here(), "Sessions"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

/// The card of the form, with each pupil's name and promise, as far as they are this person's to know.
Card card_of_form(Visit& visit, const OwnPass& pass, const web::Form& form, std::vector<base::FieldError>& wrong) {
  auto card = read_card(visit, form, people::load_calendar(pass), wrong);
  card.staff = visit.who().id;
  card.staff_name = visit.who().name;
  std::vector<CardPupil> known;
  for (const auto& each : card.pupils) {
    const auto pupil = access::Door::pupil<May::pupil_find>(visit, each.pupil);
    if (!pupil) continue;
    CardPupil row{each.pupil, people::load(*pupil).name(), {}};
    if (const auto line = plans::ProvisionLineId::parse(form.text("line." + each.pupil.text())); line && plans::find_line(*pupil, *line)) row.line = *line;
    known.push_back(std::move(row));
  }
  card.pupils = std::move(known);
  if (card.pupils.empty()) wrong.push_back({"pupil", "Choose the pupil it was with"});
  return card;
}

/// From a promise the card is filled in: what, how long, and for whom.
base::Result<Answer> show_new(Visit& visit, const OwnPass&) {
  web::Form typed;
  for (const auto text : visit.query().all("pupil")) typed.add("pupil", std::string(text));
  const auto pupil = access::PupilId::parse(visit.query().text("pupil"));
  const auto line = plans::ProvisionLineId::parse(visit.query().text("line"));
  const auto pass = pupil ? access::Door::pupil<May::pupil_find>(visit, *pupil) : std::nullopt;
  if (const auto promised = pass && line ? plans::find_line(*pass, *line) : std::nullopt) {
    typed.add("title", base::excerpt(promised->words.what, 120));
    typed.add("length", std::to_string(promised->words.minutes));
    typed.add("line." + pupil->text(), line->text());
  }
  return draw_new(visit, typed, {}, 200);
}

/// The card is held to its rules; then its rows are asked for.
base::Result<Answer> post_card(Visit& visit, const OwnPass& pass) {
  const auto& form = visit.form();
  std::vector<base::FieldError> wrong;
  auto card = card_of_form(visit, pass, form, wrong);
  if (!base::trim(form.text("pupil-search")).empty()) wrong.push_back({"pupil", "Tick the pupil you mean, or empty the box"});
  if (!wrong.empty()) return draw_new(visit, form, wrong, 422);
  return draw(visit, {std::move(card), visit.fresh<SessionId>(), true, here(), visit.query()});
}

base::Result<Answer> post_new(Visit& visit, const OwnPass& pass) {
  const auto id = SessionId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("a session without its id");
  std::vector<base::FieldError> wrong;
  auto card = card_of_form(visit, pass, visit.form(), wrong);
  if (!wrong.empty()) return draw_new(visit, visit.form(), wrong, 422);
  return save(visit, pass, {std::move(card), *id, true, here(), visit.form()});
}

// ---- reading one

base::Result<Answer> show_session(Visit& visit, const OwnPass& pass) {
  const auto id = SessionId::parse(visit.match.part("session"));
  const auto session = id ? find_session(pass, *id) : std::nullopt;
  if (!session) return base::Error::not_found("no such session, or not theirs to see");
  const auto given = list_given(pass, *id);
  const auto scores = scores_of(pass, *id);
  std::vector<std::vector<web::Html>> rows;
  for (const auto& part : given) {
    const auto pupil = access::Door::pupil<May::pupil_find>(visit, part.pupil);
    if (!pupil) continue;
    const auto& name = people::load(*pupil).name();
    if ((visit.grants().see(part.pupil) & access::bit(access::InfoClass::c6_send)) != 0) pass.saw(access::InfoClass::c6_send, part.pupil, id->bytes(), deeds::seen);
    web::Html shown;
    for (const auto& score : scores) {
      if (score.pupil != part.pupil) continue;
      const auto target = plans::find_target(*pupil, score.target);
      if (!target) continue;
      shown.add("<li>{}: {}{}{}</li>", target->words.statement, score.value ? plans::value_words(target->words.measure, *score.value) : std::string(),
                score.value && score.prompt ? ", " : "", score.prompt ? title(*score.prompt) : std::string_view());
    }
    rows.push_back({web::link(people::pupil_url(part.pupil), name), web::html("{}", title(part.happened)), web::html("{}", part.minutes),
                    shown.empty() ? web::Html{} : web::html("<ul class=\"govuk-list\">{}</ul>", shown), web::link(web::Url::path("/records/{}", part.record), "What was written")});
  }
  if (rows.empty()) return base::Error::not_found("nobody of this session is theirs to see");
  web::Html main = web::heading(base::to_long_text(session->day) + ", from " + base::to_text(base::LocalTime{session->starts}), session->title);
  main.add(web::summary_list({{"Given by", web::html("{}", session->staff_name), {}}, {"Where", web::html("{}", title(session->place)), {}},
                              {"Planned", web::html("{} minutes", session->minutes), {}}}));
  main.add(web::table({.caption = "Pupils", .columns = {{"Pupil"}, {"Took place"}, {"Minutes", true}, {"What it showed"}, {"Record"}}, .rows = std::move(rows), .stacked = true}));
  return access::page(visit, 200, {.title = session->title, .place = access::Place::my_day, .before = web::back_link(here(), "Sessions")}, main);
}

}  // namespace

void add_session_routes(access::Routes& routes) {
  routes.get("/sessions", show_list);
  routes.post_files("/sessions", post_new);
  routes.get("/sessions/cards/{slot}/{day}", show_card);
  routes.post_files("/sessions/cards/{slot}/{day}", post_timetabled);
  routes.get("/sessions/new", show_new);
  routes.post("/sessions/new", post_card);
  routes.get("/sessions/{session}", show_session);
}

}  // namespace sessions
