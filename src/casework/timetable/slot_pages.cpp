// Adding a slot, changing it from a day on, ending it, and making one day different.
#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/timetable/slot_form.h"
#include "casework/timetable/timetable_pages.h"
#include "record/submission.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace timetable {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

/// Where one goes after a deed: to the week of whom it was about.
web::Url week_of(const Visit& visit, const Slot& slot, base::LocalDate day) {
  const auto week = base::to_iso(monday_of(day));
  if (slot.staff == visit.who().id) return web::Url::path("/timetable").with("week", week);
  if (!slot.pupil.is_nil() && visit.grants().may(May::chronology_read, slot.pupil)) return web::Url::path("/pupils/{}/timetable", slot.pupil).with("week", week);
  if (!slot.staff.is_nil()) return web::Url::path("/timetable/adults/{}", slot.staff).with("week", week);
  return web::Url::path("/timetable/duties").with("week", week);
}

access::PageHead head(std::string title, const Errors& errors, const web::Url& back) {
  return {.title = std::move(title), .place = access::Place::timetable, .before = web::back_link(back, "Timetable"),
          .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors};
}

web::Response new_sheet(Visit& visit, const Own& pass, const web::Form& typed, const SlotId& id, const Errors& errors, const std::vector<std::string>& asked) {
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Add to the timetable"));
  web::Html fields = web::hidden("id", id.text());
  fields.add(questions_field(asked));
  fields.add(slot_fields(visit, pass, typed, errors));
  fields.add(web::save_bar(web::button({.text = "Add"})));
  main.add(web::post_form({.action = web::Url::path("/timetable/slots"), .csrf = visit.csrf_token(), .draft = "slot"}, fields));
  return access::page(visit, errors.empty() && asked.empty() ? 200 : 422, head("Add to the timetable", errors, web::Url::path("/timetable")), main);
}

base::Result<Answer> show_new(Visit& visit, const Own& pass) {
  web::Form typed;
  for (const auto* name : {"staff", "pupil", "kind", "weekday", "starts", "ends", "from"})
    if (visit.query().has(name)) typed.add(name, std::string(visit.query().text(name)));
  if (visit.query().has("group")) typed.add("with", "group:" + std::string(visit.query().text("group")));
  if (!typed.has("staff")) typed.add("staff", visit.who().id.text());
  return new_sheet(visit, pass, typed, visit.fresh<SlotId>(), {}, {});
}

base::Result<Answer> post_new(Visit& visit, const Own& pass) {
  const auto id = SlotId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("a slot without its id");
  auto typed = read_slot_form(visit, pass);
  typed.slot.id = *id;
  if (typed.wrong.empty() && !may_write(visit.grants(), typed.slot))
    typed.wrong.push_back({typed.slot.pupil.is_nil() ? "staff" : "pupil", "You cannot place this adult with this pupil. Ask the SENCo or the class teacher."});
  if (!typed.wrong.empty()) return new_sheet(visit, pass, visit.form(), *id, typed.wrong, {});
  if (visit.form().text("sure") != "yes")
    if (const auto asked = questions(visit, pass, typed.slot, *id); !asked.empty()) return new_sheet(visit, pass, visit.form(), *id, {}, asked);
  access::UnitOfWork work(visit);
  TRY_DO(add_slot(work, pass, typed.slot));
  return access::then_go(visit, std::move(work), week_of(visit, typed.slot, typed.slot.from).with("done", "added"));
}

/// The slot of the address, where this person may see it.
base::Result<Slot> slot_in_address(const Visit& visit, const Own& pass) {
  const auto id = SlotId::parse(visit.match.part("slot"));
  auto slot = id ? find_slot(pass, *id) : std::nullopt;
  if (!slot) return base::Error::not_found("no such slot");
  return *std::move(slot);
}

web::Html facts_of(const Slot& slot) {
  std::vector<web::SummaryRow> rows;
  rows.push_back({"What", web::html("{}", what_words(slot)), {}});
  if (const auto with = with_words(slot); !with.empty())
    rows.push_back({"With", slot.pupil.is_nil() ? slot.group.is_nil() ? web::html("{}", with) : web::link(web::Url::path("/groups/{}", slot.group), with)
                                                : web::link(web::Url::path("/pupils/{}", slot.pupil), with), {}});
  rows.push_back({"Adult", web::html("{}", slot.staff_name.empty() ? "Nobody yet" : slot.staff_name), {}});
  if (!slot.place.empty()) rows.push_back({"Where", web::html("{}", slot.place), {}});
  std::string when = fmt::format("{}, {} to {}", slot.is_extra() ? base::to_long_text(slot.from) : "Every " + std::string(weekday_words(slot.day)), clock_words(slot.starts),
                                 clock_words(slot.ends));
  if (slot.week != Week::every) when += slot.week == Week::a ? ", week A" : ", week B";
  rows.push_back({"When", web::html("{}", when), {}});
  if (!slot.is_extra()) rows.push_back({"From", web::html("{}{}", base::to_text(slot.from), slot.until ? " to " + base::to_text(*slot.until) : ""), {}});
  return web::summary_list(rows);
}

web::Html day_form(const Visit& visit, const Own& pass, const Slot& slot, base::LocalDate day, const Errors& errors) {
  const auto& typed = visit.form();
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  web::Html moved = web::day_input({.name = "moved_to", .label = "New day (optional)", .value = value("moved_to"), .error = error("moved_to")});
  moved.add(web::time_input({.name = "moved_starts", .label = "New start (optional)", .value = value("moved_starts"), .error = error("moved_starts")}));
  moved.add(web::time_input({.name = "moved_ends", .label = "New end (optional)", .value = value("moved_ends"), .error = error("moved_ends")}));
  moved.add(web::text_input({.name = "moved_place", .label = "New place (optional)", .value = value("moved_place"), .error = error("moved_place"), .width = web::InputWidth::twenty}));
  std::vector<web::Option> adults = {{"", "Choose an adult"}};
  for (const auto& staff : access::list_staff(pass))
    if ((!staff.ends_on || *staff.ends_on >= day) && staff.id != slot.staff) adults.push_back({staff.id.text(), staff.name});
  web::Html fields = web::hidden("id", value("id").empty() ? ExceptionId::make(visit.now(), visit.house().random()).text() : value("id"));
  fields.add(web::day_input({.name = "day", .label = "Which day?", .value = base::to_iso(day), .error = error("day")}));
  fields.add(web::radios({.name = "change", .legend = "What is different?",
                          .choices = {{"cancelled", "It does not happen"},
                                      {"moved", "It is at another time or place", {}, moved},
                                      {"replaced", "Another adult does it", {},
                                       web::select({.name = "replacement", .label = "Who?", .options = std::move(adults), .value = value("replacement"), .error = error("replacement")})}},
                          .value = value("change"), .error = error("change"), .size = web::ChoiceSize::small}));
  fields.add(web::text_input({.name = "why", .label = "Why?", .value = value("why"), .error = error("why")}));
  fields.add(web::button({.text = "Change this day"}));
  return web::post_form({.action = web::Url::path("/timetable/slots/{}/days", slot.id), .csrf = visit.csrf_token()}, fields);
}

web::Response slot_sheet(Visit& visit, const Own& pass, const Slot& slot, base::LocalDate day, const web::Form& typed, const Errors& errors,
                         const std::vector<std::string>& asked) {
  const auto back = week_of(visit, slot, day);
  web::Html main = access::told(visit, {{"day", "That day is changed."}, {"undone", "That day is as planned again."}});
  main.add(web::error_summary(errors));
  main.add(web::heading(base::to_long_text(day), what_words(slot)));
  main.add(facts_of(slot));
  const bool one_day = may_except(visit.grants(), slot);
  const bool whole = may_write(visit.grants(), slot);
  if (const auto exception = find_exception(pass, slot.id, day)) {
    web::Html note = web::html("<p class=\"govuk-body\"><strong>{}</strong> on {}{}{}</p>", title(exception->kind), base::to_long_text(day),
                               exception->staff_name.empty() ? "" : ": " + exception->staff_name, exception->why.empty() ? "" : ". " + exception->why);
    if (one_day)
      note.add(web::post_button(web::Url::path("/timetable/slots/{}/days/removal", slot.id), visit.csrf_token(), {.text = "As planned again", .look = web::ButtonLook::secondary},
                                web::hidden("day", base::to_iso(day))));
    main.add(web::inset_text(note));
  }
  const auto has = [&](std::initializer_list<std::string_view> names) {
    for (const auto name : names)
      if (!web::message_for(errors, name).empty()) return true;
    return false;
  };
  if (one_day) main.add(web::details({.summary = "One day is different", .matter = day_form(visit, pass, slot, day, errors),
                                      .open = has({"change", "day", "moved_to", "moved_starts", "moved_ends", "moved_place", "replacement", "why"})}));
  if (whole && !slot.is_extra()) {
    web::Html fields = web::hidden("id", typed.has("id") ? typed.text("id") : visit.fresh<SlotId>().text());
    fields.add(web::hidden("was", std::to_string(slot.version)));
    fields.add(questions_field(asked));
    fields.add(slot_fields(visit, pass, typed, errors));
    fields.add(web::button({.text = "Change it from that first day on"}));
    main.add(web::details({.summary = "Change it from a day on",
                           .matter = web::post_form({.action = web::Url::path("/timetable/slots/{}/changes", slot.id), .csrf = visit.csrf_token()}, fields),
                           .open = !asked.empty() || has({"kind", "title", "pupil", "with", "staff", "programme", "place", "weekday", "starts", "ends", "from", "until"})}));
  }
  if (whole) {
    web::Html fields = web::hidden("was", std::to_string(slot.version));
    fields.add(web::day_input({.name = "last", .label = "Last day it happens", .value = typed.has("last") ? std::string(typed.text("last")) : base::to_iso(visit.today()),
                               .error = web::message_for(errors, "last")}));
    fields.add(web::button({.text = "End it", .look = web::ButtonLook::warning}));
    main.add(web::details({.summary = "End it", .matter = web::post_form({.action = web::Url::path("/timetable/slots/{}/end", slot.id), .csrf = visit.csrf_token()}, fields), .open = has({"last"})}));
  }
  return access::page(visit, errors.empty() && asked.empty() ? 200 : 422, head(what_words(slot), errors, back), main);
}

base::LocalDate asked_day(const Visit& visit, const Slot& slot) {
  if (const auto day = base::parse_iso_date(visit.query().text("on"))) return *day;
  const auto first = std::max(visit.today(), slot.from);
  return first + (static_cast<int>(slot.day) - static_cast<int>(base::weekday(first)) + 7) % 7;
}

web::Form as_it_is(const Visit& visit, const Slot& slot) { return form_of(slot, std::max(visit.today(), slot.from)); }

base::Result<Answer> show_slot(Visit& visit, const Own& pass) {
  TRY(const auto slot, slot_in_address(visit, pass));
  return slot_sheet(visit, pass, slot, asked_day(visit, slot), as_it_is(visit, slot), {}, {});
}

base::Result<Answer> post_change(Visit& visit, const Own& pass) {
  TRY(const auto slot, slot_in_address(visit, pass));
  const auto id = SlotId::parse(visit.form().text("id"));
  if (!id || slot.is_extra() || !may_write(visit.grants(), slot)) return base::Error::not_found("not theirs to change");
  auto typed = read_slot_form(visit, pass);
  typed.slot.id = *id;
  // Whoever may not read what is promised was not asked, and leaves it as it was.
  if (!visit.form().has("line") && typed.slot.pupil == slot.pupil) typed.slot.line = slot.line;
  if (typed.wrong.empty() && typed.slot.from < slot.from) typed.wrong.push_back({"from", "Enter a day from " + base::to_text(slot.from) + " on: what was stays as it was"});
  if (typed.wrong.empty() && !may_write(visit.grants(), typed.slot))
    typed.wrong.push_back({typed.slot.pupil.is_nil() ? "staff" : "pupil", "You cannot place this adult with this pupil. Ask the SENCo or the class teacher."});
  if (typed.wrong.empty() && visit.form().text("was") != std::to_string(slot.version))
    typed.wrong.push_back({"from", "Somebody changed this slot meanwhile. What it is now stands above; what you typed is still below."});
  if (!typed.wrong.empty()) return slot_sheet(visit, pass, slot, asked_day(visit, slot), visit.form(), typed.wrong, {});
  if (visit.form().text("sure") != "yes")
    if (const auto asked = questions(visit, pass, typed.slot, slot.id); !asked.empty()) return slot_sheet(visit, pass, slot, asked_day(visit, slot), visit.form(), {}, asked);
  access::UnitOfWork work(visit);
  TRY_DO(change_slot(work, pass, slot, typed.slot));
  return access::then_go(visit, std::move(work), week_of(visit, typed.slot, typed.slot.from).with("done", "changed"));
}

base::Result<Answer> post_end(Visit& visit, const Own& pass) {
  TRY(auto slot, slot_in_address(visit, pass));
  if (!may_write(visit.grants(), slot)) return base::Error::not_found("not theirs to end");
  const auto last = base::parse_iso_date(visit.form().text("last"));
  Errors wrong;
  if (!last) wrong.push_back({"last", "Enter the last day it happens"});
  else if (visit.form().text("was") != std::to_string(slot.version)) wrong.push_back({"last", "Somebody changed this slot meanwhile. Look at it as it is now, then end it."});
  if (!wrong.empty()) {
    auto typed = as_it_is(visit, slot);
    typed.add("last", std::string(visit.form().text("last")));
    return slot_sheet(visit, pass, slot, asked_day(visit, slot), typed, wrong, {});
  }
  access::UnitOfWork work(visit);
  TRY_DO(end_slot(work, pass, slot, *last));
  return access::then_go(visit, std::move(work), week_of(visit, slot, *last).with("done", "ended"));
}

struct TypedDay {
  Exception exception;
  Errors wrong = {};
};

TypedDay read_day(const Visit& visit, const Own& pass, const Slot& slot) {
  const auto& form = visit.form();
  TypedDay out;
  const auto id = ExceptionId::parse(form.text("id"));
  out.exception.id = id.value_or(ExceptionId{});
  out.exception.slot = slot.id;
  const auto day = base::parse_iso_date(form.text("day"));
  out.exception.on = day.value_or(visit.today());
  const auto weeks = load_weeks(pass);
  if (!day) out.wrong.push_back({"day", "Enter the day"});
  else if (!weeks.is_open(*day)) out.wrong.push_back({"day", fmt::format("{}: there is no school that day", weeks.closed_words(*day))});
  else if (expand({&slot, 1}, {}, weeks, *day, *day).empty()) out.wrong.push_back({"day", "It is not on that day: choose a " + std::string(weekday_words(slot.day)) + " on which it is"});
  const auto kind = exception_kind_of(form.text("change"));
  if (!kind) out.wrong.push_back({"change", "Choose what is different"});
  out.exception.kind = kind.value_or(ExceptionKind::cancelled);
  out.exception.why = std::string(base::trim(base::clean(form.text("why"))));
  if (kind == ExceptionKind::moved) {
    const auto time = [&](std::string_view name, std::string_view words) -> std::optional<int> {
      if (base::trim(form.text(name)).empty()) return std::nullopt;
      const auto read = record::read_time(form.text(name));
      if (!read) out.wrong.push_back({std::string(name), std::string(words)});
      return read ? std::optional<int>(read->minutes) : std::nullopt;
    };
    out.exception.starts = time("moved_starts", "Enter the new start, like 09:15");
    out.exception.ends = time("moved_ends", "Enter the new end, like 09:45");
    if (out.exception.starts && !out.exception.ends) out.exception.ends = *out.exception.starts + slot.minutes();
    out.exception.place = std::string(base::trim(base::clean(form.text("moved_place"))));
    if (!base::trim(form.text("moved_to")).empty()) {
      out.exception.to_day = base::parse_iso_date(form.text("moved_to"));
      if (!out.exception.to_day) out.wrong.push_back({"moved_to", "Enter the new day"});
      else if (!weeks.is_open(*out.exception.to_day)) out.wrong.push_back({"moved_to", fmt::format("{}: choose a school day", weeks.closed_words(*out.exception.to_day))});
      else if (std::abs(*out.exception.to_day - out.exception.on) > 14) out.wrong.push_back({"moved_to", "Choose a day within two weeks"});
    }
  }
  if (kind == ExceptionKind::replaced) {
    const auto staff = access::StaffId::parse(form.text("replacement"));
    if (staff && access::find_staff(pass, *staff)) out.exception.staff = *staff;
  }
  if (kind)
    for (auto& each : check(out.exception, slot))
      if (web::message_for(out.wrong, each.field).empty()) out.wrong.push_back(std::move(each));
  return out;
}

base::Result<Answer> post_day(Visit& visit, const Own& pass) {
  TRY(const auto slot, slot_in_address(visit, pass));
  if (!may_except(visit.grants(), slot)) return base::Error::not_found("not theirs to change");
  const auto typed = read_day(visit, pass, slot);
  if (typed.exception.id.is_nil()) return base::Error::not_found("a change without its id");
  if (!typed.wrong.empty()) return slot_sheet(visit, pass, slot, typed.exception.on, as_it_is(visit, slot), typed.wrong, {});
  access::UnitOfWork work(visit);
  TRY_DO(put_exception(work, pass, slot, typed.exception));
  return access::then_go(visit, std::move(work), week_of(visit, slot, typed.exception.on).with("done", "day"));
}

base::Result<Answer> post_day_removal(Visit& visit, const Own& pass) {
  TRY(const auto slot, slot_in_address(visit, pass));
  const auto day = base::parse_iso_date(visit.form().text("day"));
  if (!day || !may_except(visit.grants(), slot)) return base::Error::not_found("not theirs to change");
  access::UnitOfWork work(visit);
  TRY_DO(undo_exception(work, pass, slot, *day));
  return access::then_go(visit, std::move(work), web::Url::path("/timetable/slots/{}", slot.id).with("on", base::to_iso(*day)).with("done", "undone"));
}

}  // namespace

void add_slot_routes(access::Routes& routes) {
  routes.get("/timetable/slots/new", show_new);
  routes.post("/timetable/slots", post_new);
  routes.get("/timetable/slots/{slot}", show_slot);
  routes.post("/timetable/slots/{slot}/changes", post_change);
  routes.post("/timetable/slots/{slot}/end", post_end);
  routes.post("/timetable/slots/{slot}/days", post_day);
  routes.post("/timetable/slots/{slot}/days/removal", post_day_removal);
}

}  // namespace timetable
