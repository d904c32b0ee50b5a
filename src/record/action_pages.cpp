// Asking for an action, from a record or from nothing; one action with its history; and every step that can be taken with it.
#include "access/frame.h"
#include "access/moment_words.h"
#include "people/calendar_store.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "record/action_view.h"
#include "record/following_pages.h"
#include "record/record_sight.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

/// What an action is asked from: a record the asker sees, else nothing.
struct From {
  std::optional<Sight> sight;
  access::PupilId pupil;
  std::string pupil_name;
};

/// Nothing where a record was named that is not theirs to see.
std::optional<From> read_from(Visit& visit, const OwnPass& pass, const web::Form& form) {
  From out;
  if (const auto text = form.text("record"); !text.empty()) {
    const auto id = RecordId::parse(text);
    out.sight = id ? look(visit, pass, *id) : std::nullopt;
    if (!out.sight) return std::nullopt;
    if (!out.sight->record.parts.empty()) {
      out.pupil = out.sight->record.parts.front().pupil;
      out.pupil_name = out.sight->record.parts.front().name;
    }
  } else if (const auto pupil = access::PupilId::parse(form.text("pupil"))) {
    // Without a record an action is of the pastoral kind: only for those who read such things of the pupil.
    if (!access::Door::pupil<May::chronology_read>(visit, *pupil)) return std::nullopt;
    out.pupil = *pupil;
    for (const auto& one : people::load_all(pass, {*pupil})) out.pupil_name = one.name();
  }
  return out;
}

NewAction action_from(const From& from) {
  NewAction out;
  out.pupil = from.pupil;
  if (from.sight) {
    out.info_class = from.sight->record.info_class;
    out.flag = from.sight->record.flag;
    out.source = {"record", from.sight->record.id.bytes(), web::Url::path("/records/{}", from.sight->record.id).text()};
  }
  return out;
}

web::Response draw_new(Visit& visit, const OwnPass& pass, int status, const From& from, const ActionId& id, const web::Form& typed, const Errors& errors) {
  const auto calendar = people::load_calendar(pass);
  web::Html main = web::error_summary(errors);
  main.add(web::heading(from.pupil_name, "Add an action"));
  web::Html fields = web::hidden("id", id.text());
  fields.add(web::hidden("record", from.sight ? from.sight->record.id.text() : ""));
  fields.add(web::hidden("pupil", from.sight || from.pupil.is_nil() ? "" : from.pupil.text()));
  fields.add(web::textarea({.name = "what", .label = "What has to be done?",
                            .hint = from.sight ? "Whoever does it may not see the record it came from: say all they need, and no more." : "",
                            .value = std::string(typed.text("what")), .error = web::message_for(errors, "what"), .rows = 3, .most = 500,
                            .label_as = web::LabelAs::small}));
  fields.add(owner_select(list_choosable(pass), action_from(from),
                          {.label = "Who does it?", .value = std::string(typed.text("owner")), .error = web::message_for(errors, "owner")}));
  const auto urgency = action_urgency_of(typed.text("urgency")).value_or(ActionUrgency::normal);
  fields.add(web::radios({.name = "urgency", .legend = "How urgent is it?",
                          .choices = {{"now", "Now", "today"}, {"soon", "Soon", "within two school days"}, {"normal", "Normal", "within a school week"}},
                          .value = std::string(code(urgency)), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  fields.add(web::day_input({.name = "due_on", .label = "By when? (leave it empty to go by how urgent it is)", .value = std::string(typed.text("due_on")),
                             .error = web::message_for(errors, "due_on"), .label_as = web::LabelAs::small}));
  fields.add(web::save_bar(web::button({.text = "Ask for it"})));
  main.add(web::post_form({.action = web::Url::path("/actions"), .csrf = visit.csrf_token(), .draft = "action"}, fields));
  const auto back = from.sight ? web::Url::path("/records/{}", from.sight->record.id) : web::Url::path("/inbox");
  return access::page(visit, status, {.title = "Add an action", .place = access::Place::inbox, .before = web::back_link(back),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_new(Visit& visit, const OwnPass& pass) {
  const auto from = read_from(visit, pass, visit.query());
  if (!from) return base::Error::not_found("no record to add an action to");
  return draw_new(visit, pass, 200, *from, visit.fresh<ActionId>(), visit.query(), {});
}

base::Result<Answer> post_action(Visit& visit, const OwnPass& pass) {
  const auto& form = visit.form();
  const auto id = ActionId::parse(form.text("id"));
  const auto from = read_from(visit, pass, form);
  if (!id || !from) return base::Error::not_found("no id, or no record to add an action to");
  auto action = action_from(*from);
  action.id = *id;
  Errors wrong;
  if (auto what = base::Text<500>::make(form.text("what"))) action.what = what->text();
  else wrong.push_back({"what", "What has to be done must be 500 characters or fewer"});
  action.owner = read_owner(form.text("owner"));
  action.urgency = action_urgency_of(form.text("urgency")).value_or(ActionUrgency::normal);
  const auto day = read_day_field(form.text("due_on"), "due_on");
  if (!day) wrong.push_back(day.error().fields.front());
  action.due_on = day && *day ? **day : usual_due(action.urgency, visit.today(), people::load_calendar(pass));
  const auto done = from->sight ? web::Url::path("/records/{}", from->sight->record.id).with("asked", "yes").at("actions")
                                : web::Url::path("/actions/{}", action.id).with("asked", "yes");
  switch (asked_before(pass, action)) {
    case AskedBefore::same: return web::see_other(done);
    case AskedBefore::other:
      return draw_new(visit, pass, 409, *from, visit.fresh<ActionId>(), form,
                      {{"", "This was asked for before in other words. Press again to ask for this as well."}});
    case AskedBefore::no: break;
  }
  access::UnitOfWork work{visit};
  if (const auto asked = ask(work, pass, action); !asked) {
    if (asked.error().kind != base::Error::Kind::invalid) return asked.error();
    // What could not be read as text is told once.
    for (const auto& one : asked.error().fields)
      if (web::message_for(wrong, one.field).empty()) wrong.push_back(one);
  }
  if (!wrong.empty()) return draw_new(visit, pass, 422, *from, action.id, form, wrong);
  return std::move(work).commit_and([done, house = &visit.house(), asker = pass.who().id, action](base::Result<void> written) {
    if (written || asked_before(*house, asker, action) == AskedBefore::same) return web::see_other(done);
    return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

/// Several step forms stand on one page: each has its own fields.
std::string field_of(std::string_view name, ActionDeed deed) { return std::string(name) + "-" + std::string(code(deed)); }

/// What was typed into one of the step forms, and what is wrong with it.
struct StepTyped {
  std::string deed = {};
  const web::Form* form = nullptr;
  Errors errors = {};
  bool is(ActionDeed which) const { return deed == code(which); }
  std::string text(std::string_view name, ActionDeed which) const { return form && is(which) ? std::string(form->text(field_of(name, which))) : std::string(); }
  std::string error(std::string_view name, ActionDeed which) const { return is(which) ? web::message_for(errors, name) : std::string(); }
};

struct StepForm {
  ActionDeed deed;
  std::string title, button, label;
  bool day = false, owner = false;
  web::ButtonLook look = web::ButtonLook::secondary;
};

web::Html step_form(Visit& visit, const OwnPass& pass, const Action& action, const StepForm& form, const StepTyped& typed) {
  web::Html fields = web::hidden("deed", code(form.deed));
  fields.add(web::hidden("was", std::to_string(action.now.version)));
  if (form.owner) {
    NewAction about;
    about.pupil = action.pupil;
    about.info_class = action.info_class;
    fields.add(owner_select(list_choosable(pass), about,
                            {.label = "To whom?", .value = typed.form ? std::string(typed.form->text("owner")) : std::string(), .error = typed.error("owner", form.deed)}));
  }
  if (form.day)
    fields.add(web::day_input({.name = field_of("day", form.deed), .label = form.owner ? "By when? (if it is another day)" : "Until when?",
                               .value = typed.text("day", form.deed), .error = typed.error("day", form.deed),
                               .label_as = web::LabelAs::small}));
  if (!form.label.empty())
    fields.add(web::textarea({.name = field_of("words", form.deed), .label = form.label, .value = typed.text("words", form.deed), .error = typed.error("words", form.deed),
                              .rows = 3, .label_as = web::LabelAs::small}));
  fields.add(web::button({.text = form.button, .look = form.look}));
  const auto whole = web::post_form({.action = web::Url::path("/actions/{}/steps", action.id), .csrf = visit.csrf_token()}, fields);
  return form.title.empty() ? whole : web::details({form.title, whole, typed.is(form.deed)});
}

web::Html step_forms(Visit& visit, const OwnPass& pass, const Action& action, const StepTyped& typed) {
  const auto powers = powers_over(action, pass.grants());
  const bool open = action.now.state == ActionState::open;
  web::Html out;
  const auto offer = [&](const StepForm& form) {
    if (may_do(powers, form.deed)) out.add(step_form(visit, pass, action, form, typed));
  };
  if (!open) {
    offer({ActionDeed::reopened, "Open it again", "Open it again", "What is still to be done?"});
    return out;
  }
  if (action.now.owner.role) offer({ActionDeed::taken, "", "I will do it", ""});
  offer({ActionDeed::done, "", "Done", "What was done?", false, false, web::ButtonLook::primary});
  offer({ActionDeed::snoozed, "Put it off", "Put it off", "Why does it have to wait?", true});
  offer({ActionDeed::handed_on, "Hand it on", "Hand it on", "Why does it go to somebody else?", true, true});
  offer({ActionDeed::escalated, "Escalate it to the line manager", "Escalate it", "Why should somebody else look at it?"});
  offer({ActionDeed::cancelled, "Call it off", "Call it off", "Why need it not be done?"});
  return out;
}

web::Html history(const std::vector<ActionStep>& steps, const base::Zone& zone, base::UtcTime now) {
  web::Table table{"What was done with it, newest first", {{"When"}, {"Who"}, {"What"}}, {}, false, false, true};
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    web::Html what = web::html("<strong>{}</strong>", step_words(*step, zone.date_of(now)));
    if (step->deed != ActionDeed::asked && !step->words.empty()) what.add("<br><span class=\"app-words\">{}</span>", step->words);
    if (!step->record.is_nil()) what.add("<br><a class=\"govuk-link\" href=\"{}\">The record that shows it</a>", web::Url::path("/records/{}", step->record));
    table.rows.push_back({web::html("{}", access::moment_words(zone, now, step->at)),
                          web::html("{}", step->by.is_nil() ? std::string("Alongside itself") : step->by_name), std::move(what)});
  }
  return web::table(table);
}

web::Response draw_action(Visit& visit, const OwnPass& pass, int status, const Action& action, const StepTyped& typed, const web::Html& above) {
  const auto& zone = visit.house().zone();
  web::Html main = web::error_summary(typed.errors, {{"words", "words-" + typed.deed}, {"day", "day-" + typed.deed}});
  main.add(above);
  if (visit.query().text("asked") == "yes")
    main.add(web::alert({.kind = web::AlertKind::success, .title = "Asked", .matter = web::html("<p>Asked. It stands in the inbox of {}.</p>", action.owner_name)}));
  main.add(web::heading("Action", action.what));
  std::vector<web::SummaryRow> facts;
  web::Html state;
  switch (action.now.state) {
    case ActionState::open: state.add(web::tag(due_words(action.now.due_on, visit.today()), action.now.due_on < visit.today() ? web::Tint::red : web::Tint::blue)); break;
    case ActionState::done: state.add(web::tag("Done", web::Tint::green)); break;
    case ActionState::cancelled: state.add(web::tag("Called off", web::Tint::grey)); break;
  }
  facts.push_back({"State", state, {}});
  facts.push_back({"Who does it", web::html("{}", action.owner_name), {}});
  if (!action.now.escalated_to.is_nil()) facts.push_back({"Escalated to", web::html("{}", action.leader_name), {}});
  if (action.now.snoozed_until && *action.now.snoozed_until > visit.today())
    facts.push_back({"Put off until", web::html("{}", base::to_long_text(*action.now.snoozed_until)), {}});
  facts.push_back({"How urgent", web::html("{}", urgency_words(action.urgency)), {}});
  if (!action.pupil_name.empty())
    facts.push_back({"About", web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", people::pupil_url(action.pupil), action.pupil_name), {}});
  facts.push_back({"Asked by", web::html("{}, {}", action.asker_name, access::moment_words(zone, visit.now(), action.asked_at)), {}});
  if (const auto source = web::Url::parse_own(action.source.url); !action.source.url.empty() && source)
    facts.push_back({"Comes from", web::html("<a class=\"govuk-link\" href=\"{}\">What it came from</a>", *source), {}});
  main.add(web::summary_list(facts));
  main.add(step_forms(visit, pass, action, typed));
  main.add(history(list_steps(pass, action.id), zone, visit.now()));
  return access::page(visit, status, {.title = "Action", .place = access::Place::inbox, .before = web::back_link(web::Url::path("/inbox"), "Inbox"),
                                      .outcome = typed.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

std::optional<Action> action_of(const Visit& visit, const OwnPass& pass) {
  const auto id = ActionId::parse(visit.match.part("action"));
  return id ? find_action(pass, *id) : std::nullopt;
}

base::Result<Answer> show_action(Visit& visit, const OwnPass& pass) {
  const auto action = action_of(visit, pass);
  if (!action) return base::Error::not_found("no such action, or not theirs to see");
  return draw_action(visit, pass, 200, *action, {}, {});
}

base::Result<Answer> post_step(Visit& visit, const OwnPass& pass) {
  const auto action = action_of(visit, pass);
  const auto& form = visit.form();
  const auto deed = action_deed_of(form.text("deed"));
  if (!action || !deed) return base::Error::not_found("no such action, or no such step");
  StepTyped typed{std::string(form.text("deed")), &form};
  ActionMove wanted{.id = action->id, .deed = *deed};
  for (int version = 1; version <= action->now.version; ++version)
    if (form.text("was") == std::to_string(version)) wanted.was_version = version;
  const auto words = base::Text<1000>::make(*deed == ActionDeed::taken ? std::string_view() : form.text(field_of("words", *deed)));
  if (words) wanted.words = words->text();
  else typed.errors.push_back({"words", "What you write must be 1,000 characters or fewer"});
  // Each form has its own fields; what else came is not looked at.
  if (*deed == ActionDeed::handed_on) wanted.owner = read_owner(form.text("owner"));
  if (*deed == ActionDeed::handed_on || *deed == ActionDeed::snoozed) {
    const auto day = read_day_field(form.text(field_of("day", *deed)), "day");
    if (day) wanted.day = *day;
    else typed.errors.push_back(day.error().fields.front());
  }
  const auto done = web::Url::path("/actions/{}", action->id);
  if (moved_before(pass, wanted)) return web::see_other(done);
  access::UnitOfWork work{visit};
  if (const auto moved = move(work, pass, wanted); !moved) {
    const auto& error = moved.error();
    if (error.kind == base::Error::Kind::conflict) {
      const auto warning = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile", .matter = web::html("<p>{}</p>", error.for_user)});
      return draw_action(visit, pass, 409, *action, typed, warning);
    }
    if (error.kind != base::Error::Kind::invalid) return error;
    for (const auto& one : error.fields)
      if (web::message_for(typed.errors, one.field).empty()) typed.errors.push_back(one);
  }
  if (!typed.errors.empty()) return draw_action(visit, pass, 422, *action, typed, {});
  return std::move(work).commit_and([done](base::Result<void> written) {
    return written ? web::see_other(done) : web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

}  // namespace

void add_action_routes(access::Routes& routes) {
  routes.get("/actions/new", show_new);
  routes.post("/actions", post_action);
  routes.get("/actions/{action}", show_action);
  routes.post("/actions/{action}/steps", post_step);
}

}  // namespace record
