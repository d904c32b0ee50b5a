// The form of a promised line, and its end.
#include "casework/plans/plan_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/plans/plan_form.h"
#include "casework/plans/plan_page.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "record/kind_form.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <charconv>

namespace plans {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

std::string typed_text(const web::Form& form, std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); }

int whole(const web::Form& form, std::string_view name) {
  const auto text = base::trim(form.text(name));
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() ? out : 0;
}

struct TypedLine {
  ProvisionWords words;
  Errors wrong;
};

TypedLine read_line(Visit& visit, const PlanDesk& desk, const web::Form& form) {
  TypedLine out;
  auto& words = out.words;
  words.what = typed_text(form, "what");
  words.who = typed_text(form, "who");
  if (const auto staff = access::Door::staff<May::entries_own>(visit); staff && !words.who.empty()) {
    std::vector<record::Colleague> all;
    for (const auto& line : access::list_staff(*staff)) all.push_back({line.id.text(), line.name, !line.ends_on || *line.ends_on >= visit.today()});
    const auto id = record::find_staff(all, words.who);
    if (const auto parsed = id ? access::StaffId::parse(*id) : std::nullopt) words.staff = *parsed, words.who.clear();
  }
  words.group_size = whole(form, "group_size");
  words.minutes = whole(form, "minutes");
  words.times = whole(form, "times");
  words.every_weeks = whole(form, "every_weeks");
  words.from = read_day(form, "from", "the first day", out.wrong).value_or(desk.plan.from);
  words.until = read_day(form, "until", "", out.wrong);
  words.wave = wave_of(form.text("wave")).value_or(Wave::targeted);
  words.funding = funding_of(form.text("funding")).value_or(Funding::sen_budget);
  words.area = area_of(form.text("area")).value_or(Area::cognition);
  words.section_f = desk.form.rules.section_f;
  if (const auto target = TargetId::parse(form.text("target")); target && find_target(desk.pass, *target)) words.target = *target;
  for (auto& item : check(words)) out.wrong.push_back(std::move(item));
  return out;
}

web::Form form_of(const ProvisionLine& line) {
  const auto& words = line.words;
  web::Form out;
  out.add("what", words.what);
  out.add("who", line.staff_name.empty() ? words.who : line.staff_name);
  out.add("group_size", std::to_string(words.group_size));
  out.add("minutes", std::to_string(words.minutes));
  out.add("times", std::to_string(words.times));
  out.add("every_weeks", std::to_string(words.every_weeks));
  out.add("from", base::to_iso(words.from));
  out.add("until", words.until ? base::to_iso(*words.until) : "");
  out.add("wave", std::string(code(words.wave)));
  out.add("funding", std::string(code(words.funding)));
  out.add("area", std::string(code(words.area)));
  if (!words.target.is_nil()) out.add("target", words.target.text());
  return out;
}

web::Form fresh_form(const PlanDesk& desk) {
  web::Form out;
  out.add("group_size", "1");
  out.add("times", "1");
  out.add("every_weeks", "1");
  out.add("from", base::to_iso(desk.plan.from));
  out.add("until", desk.plan.until ? base::to_iso(*desk.plan.until) : "");
  out.add("wave", desk.form.rules.section_f ? "specialist" : "targeted");
  out.add("funding", desk.form.rules.section_f ? "top_up" : "sen_budget");
  return out;
}

template <class Enum, std::size_t N>
std::vector<web::Option> options_of() {
  std::vector<web::Option> out;
  for (std::size_t n = 0; n < N; ++n) out.push_back({std::string(code(static_cast<Enum>(n))), std::string(title(static_cast<Enum>(n)))});
  return out;
}

web::Html line_fields(Visit& visit, const PlanDesk& desk, const web::Form& typed, const Errors& errors) {
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto number = [&](std::string name, std::string label, std::string hint) {
    const auto wrong = error(name);
    const auto stands = value(name);
    return web::text_input({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = stands, .error = wrong, .inputmode = "numeric", .width = web::InputWidth::three});
  };
  web::Html out = web::textarea({.name = "what", .label = "What the pupil is to have", .value = value("what"), .error = error("what"), .rows = 2, .most = 300});
  out.add(web::text_input({.name = "who", .label = "Who gives it", .hint = "A colleague’s full name, or what the adult is trained in.", .value = value("who"), .error = error("who"), .width = web::InputWidth::thirty, .more = web::attr("list", "staff-here")}));
  if (const auto staff = access::Door::staff<May::entries_own>(visit)) {
    out.add("<datalist id=\"staff-here\">");
    for (const auto& line : access::list_staff(*staff))
      if (!line.ends_on || *line.ends_on >= visit.today()) out.add("<option value=\"{}\"></option>", line.name);
    out.add("</datalist>");
  }
  out.add(number("minutes", "Minutes each time", ""));
  out.add(number("times", "How many times", ""));
  out.add(number("every_weeks", "In how many weeks", "1 for every week, 2 for every two weeks."));
  out.add(number("group_size", "Pupils in the group", "1 where the pupil is alone with the adult."));
  out.add(web::day_input({.name = "from", .label = "From", .value = value("from"), .error = error("from")}));
  out.add(web::day_input({.name = "until", .label = "Until (optional)", .value = value("until"), .error = error("until")}));
  out.add(web::select({.name = "area", .label = "Area of need", .options = options_of<Area, area_count>(), .value = value("area")}));
  out.add(web::select({.name = "wave", .label = "Kind of provision", .options = options_of<Wave, 3>(), .value = value("wave")}));
  out.add(web::select({.name = "funding", .label = "Paid from", .options = options_of<Funding, funding_count>(), .value = value("funding")}));
  std::vector<web::Option> targets = {{"", "The plan as a whole"}};
  for (const auto& target : list_targets_of_plan(desk.pass, desk.plan.id))
    if (target.state != TargetState::ended) targets.push_back({target.id.text(), target.words.statement});
  if (targets.size() > 1) out.add(web::select({.name = "target", .label = "What it is for", .options = targets, .value = value("target")}));
  return out;
}

/// What it was before, where it was ever anything else.
web::Html history_of(const Visit& visit, const PlanDesk& desk, const ProvisionLine& line) {
  const auto versions = list_line_versions(desk.pass, line.id);
  if (versions.size() < 2) return {};
  web::Html list;
  for (const auto& each : versions)
    list.add("<li><strong>{}</strong>, {}{}<br><span class=\"govuk-hint\">{}{}{}</span></li>", each.what, each.dose, each.number == line.version ? " (now)" : "", each.by_name,
             ", " + access::moment_words(visit.house().zone(), visit.now(), each.at), each.reason.empty() ? std::string() : ": " + each.reason);
  return web::details({.summary = "What was promised before", .matter = web::html("<ol class=\"govuk-list govuk-list--spaced\" reversed>{}</ol>", list)});
}

enum class Twice { not_asked, asked };

struct LineSheet {
  ProvisionLineId id;
  const web::Form& typed;
  Errors errors = {};
  int status = 200;
  const ProvisionLine* line = nullptr;
  Twice twice = Twice::not_asked;  ///< it is promised already: whoever means it says so
};

/// Where the same is promised to the pupil already on some of those days, and nobody said that it is meant: the question beside the field.
std::optional<std::string> asked_about_twice(const PlanDesk& desk, const web::Form& typed, const ProvisionWords& words, const ProvisionLineId& self) {
  if (typed.text("sure") == "yes") return std::nullopt;
  constexpr int far_ahead = 20 * 366;
  auto lines = list_provision_lines(desk.pass, words.from, words.until.value_or(words.from + far_ahead));
  for (auto& line : list_lines_of_plan(desk.pass, desk.plan.id))
    if (line.state == LineState::draft) lines.push_back(std::move(line));
  const auto* found = promised_already(words, lines, self);
  if (!found) return std::nullopt;
  return "This is promised already: " + dose_words(found->words) + ", from " + base::to_text(found->words.from) + (found->words.until ? " to " + base::to_text(*found->words.until) : "") +
         (found->plan == desk.plan.id ? ", in this plan" : ", in another plan") + ". Change that line, or tick below that it is promised twice on purpose";
}

web::Response draw_line(Visit& visit, const PlanDesk& desk, const LineSheet& sheet) {
  const bool is_new = sheet.line == nullptr;
  const std::string words = is_new ? "Add provision" : "Change provision";
  web::Html main = web::error_summary(sheet.errors);
  main.add(web::heading(desk.pupil.name() + " – " + desk.plan.title, words));
  web::Html fields = web::hidden("id", sheet.id.text());
  if (!is_new) fields.add(web::hidden("was", std::to_string(sheet.line->version)));
  fields.add(line_fields(visit, desk, sheet.typed, sheet.errors));
  if (sheet.twice == Twice::asked || sheet.typed.has("sure"))
    fields.add(web::checkbox({.name = "sure", .text = "It is promised twice on purpose: save it all the same", .ticked = sheet.typed.text("sure") == "yes"}));
  const bool is_live = !is_new && sheet.line->state == LineState::live;
  if (is_live) fields.add(web::text_input({.name = "reason", .label = "Why is it changed?", .value = std::string(sheet.typed.text("reason")), .error = web::message_for(sheet.errors, "reason"), .label_as = web::LabelAs::small}));
  fields.add(web::save_bar(web::button({.text = "Save the provision"})));
  const auto action = is_new ? web::Url::path("/pupils/{}/plans/{}/provision", desk.plan.pupil, desk.plan.id)
                             : web::Url::path("/pupils/{}/plans/{}/provision/{}", desk.plan.pupil, desk.plan.id, sheet.id);
  main.add(web::post_form({.action = action, .csrf = visit.csrf_token(), .draft = "provision:" + (is_new ? desk.plan.id.text() : sheet.id.text())}, fields));
  if (!is_new) main.add(history_of(visit, desk, *sheet.line));
  if (!is_new) {
    web::Html end = web::hidden("was", std::to_string(sheet.line->version));
    end.add(web::day_input({.name = "last", .label = "Last day", .value = sheet.typed.has("last") ? std::string(sheet.typed.text("last")) : base::to_iso(visit.today()), .error = web::message_for(sheet.errors, "last")}));
    end.add(web::text_input({.name = "why", .label = "Why it ends", .value = std::string(sheet.typed.text("why")), .error = web::message_for(sheet.errors, "why")}));
    end.add(web::button({.text = "End it", .look = web::ButtonLook::warning}));
    main.add(web::details({.summary = "It ends…", .matter = web::post_form({.action = web::Url::path("/pupils/{}/plans/{}/provision/{}/end", desk.plan.pupil, desk.plan.id, sheet.id), .csrf = visit.csrf_token()}, end),
                           .open = !web::message_for(sheet.errors, "why").empty() || !web::message_for(sheet.errors, "last").empty()}));
  }
  return access::page(visit, sheet.status, {.title = words, .place = access::Place::pupils, .before = web::back_link(desk.url(), desk.plan.title),
                                            .outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<PlanDesk> desk_with_provision(Visit& visit, const WritePass& pass) {
  TRY(auto desk, open_to_write(visit, pass));
  if (!desk.form.rules.provision) return base::Error::not_found("a plan without provision");
  return desk;
}

base::Result<ProvisionLine> line_of(const PlanDesk& desk, Visit& visit) {
  const auto id = ProvisionLineId::parse(visit.match.part("promise"));
  auto line = id ? find_line(desk.pass, *id) : std::nullopt;
  if (!line || line->plan != desk.plan.id) return base::Error::not_found("no such provision of this plan");
  return *std::move(line);
}

base::Result<Answer> show_new_line(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, desk_with_provision(visit, pass));
  if (!may_be_written(desk.plan.state)) return web::see_other(desk.url().with("done", "waits"));
  const auto fresh = fresh_form(desk);
  return draw_line(visit, desk, {visit.fresh<ProvisionLineId>(), fresh});
}

/// What the store found wrong, in the sheet.
web::Response again(Visit& visit, const PlanDesk& desk, LineSheet sheet, const base::Error& error) {
  sheet.errors = error.fields.empty() ? Errors{{"", error.for_user}} : error.fields;
  sheet.status = error.kind == base::Error::Kind::invalid ? 422 : 409;
  return draw_line(visit, desk, sheet);
}

base::Result<Answer> post_line(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, desk_with_provision(visit, pass));
  const auto& form = visit.form();
  const auto id = ProvisionLineId::parse(form.text("id"));
  auto typed = read_line(visit, desk, form);
  if (!id) typed.wrong.push_back({"", "Open the page again and write it once more"});
  LineSheet sheet{id ? *id : visit.fresh<ProvisionLineId>(), form, typed.wrong, 422};
  if (!typed.wrong.empty()) return draw_line(visit, desk, sheet);
  const NewProvisionLine line{*id, desk.plan.id, typed.words};
  const auto there = desk.url().with("done", "provision").with("version", std::to_string(desk.plan.version));
  if (added_before(pass, line)) return web::see_other(there);
  if (auto asked = asked_about_twice(desk, form, typed.words, {})) {
    sheet.errors = {{"what", *std::move(asked)}};
    sheet.twice = Twice::asked;
    return draw_line(visit, desk, sheet);
  }
  access::UnitOfWork work{visit};
  if (const auto added = add_line(work, pass, &desk.plan, line); !added) return again(visit, desk, sheet, added.error());
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> show_line(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, desk_with_provision(visit, pass));
  TRY(const auto line, line_of(desk, visit));
  const auto form = form_of(line);
  return draw_line(visit, desk, {line.id, form, {}, 200, &line});
}

base::Result<Answer> post_change(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, desk_with_provision(visit, pass));
  TRY(const auto line, line_of(desk, visit));
  const auto& form = visit.form();
  auto typed = read_line(visit, desk, form);
  typed.words.programme = line.words.programme;  // not of this form: a programme is chosen where programmes are
  typed.words.section_f = line.words.section_f;
  LineSheet sheet{line.id, form, typed.wrong, 422, &line};
  if (!typed.wrong.empty()) return draw_line(visit, desk, sheet);
  if (form.text("was") != std::to_string(line.version)) {
    sheet.errors = {{"", "Somebody changed this meanwhile: “" + line.words.what + "”, " + dose_words(line.words) + ". Yours is in the form. Save again to put it on top."}};
    sheet.status = 409;
    return draw_line(visit, desk, sheet);
  }
  if (auto asked = asked_about_twice(desk, form, typed.words, line.id)) {
    sheet.errors = {{"what", *std::move(asked)}};
    sheet.twice = Twice::asked;
    return draw_line(visit, desk, sheet);
  }
  access::UnitOfWork work{visit};
  if (const auto changed = change_line(work, pass, line, typed.words, line.state == LineState::live ? typed_text(form, "reason") : std::string()); !changed) return again(visit, desk, sheet, changed.error());
  return access::then_go(visit, std::move(work), desk.url().with("done", "provision"));
}

base::Result<Answer> post_approval(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  if (!desk.form.rules.provision) return base::Error::not_found("a plan without provision");
  TRY(const auto line, line_of(desk, visit));
  if (!desk.decides) return base::Error::not_found("plan not theirs to decide on");
  const auto there = desk.url().with("done", "provision-approved");
  if (line.state == LineState::live) return web::see_other(there);  // sent twice
  const auto refused = [&](std::string words) { return draw_plan(visit, desk, visit.form(), {{"", std::move(words)}}, 409); };
  if (visit.form().text("was") != std::to_string(line.version)) return refused("Somebody changed this line meanwhile. Read it as it is now, then approve it.");
  access::UnitOfWork work{visit};
  if (auto approved = approve_line(work, pass, desk.plan, line); !approved) {
    if (approved.error().kind == base::Error::Kind::not_found) return std::move(approved).error();
    return refused(approved.error().fields.empty() ? approved.error().for_user : approved.error().fields.front().message);
  }
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_end(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, desk_with_provision(visit, pass));
  TRY(const auto line, line_of(desk, visit));
  auto shown = form_of(line);
  shown.add("last", std::string(visit.form().text("last")));
  shown.add("why", std::string(visit.form().text("why")));
  LineSheet sheet{line.id, shown, {}, 422, &line};
  const auto last = read_day(visit.form(), "last", "the last day", sheet.errors);
  if (!last) return draw_line(visit, desk, sheet);
  access::UnitOfWork work{visit};
  if (auto ended = end_line(work, pass, line, *last, typed_text(visit.form(), "why")); !ended) {
    auto error = std::move(ended).error();
    for (auto& each : error.fields) each.field = each.field == "on" ? "last" : each.field == "reason" ? "why" : each.field;
    return again(visit, desk, sheet, error);
  }
  return access::then_go(visit, std::move(work), desk.url().with("done", "provision"));
}

}  // namespace

void add_provision_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/plans/{plan}/provision/new", show_new_line);
  routes.post("/pupils/{pupil}/plans/{plan}/provision", post_line);
  routes.get("/pupils/{pupil}/plans/{plan}/provision/{promise}", show_line);
  routes.post("/pupils/{pupil}/plans/{plan}/provision/{promise}", post_change);
  routes.post("/pupils/{pupil}/plans/{plan}/provision/{promise}/approval", post_approval);
  routes.post("/pupils/{pupil}/plans/{plan}/provision/{promise}/end", post_end);
}

}  // namespace plans
