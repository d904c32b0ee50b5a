// A target's form: what is refused stands beside the field, what would make it better beneath, and a bank to begin from.
#include "casework/plans/plan_pages.h"

#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/plans/bank_store.h"
#include "casework/plans/plan_form.h"
#include "casework/plans/plan_page.h"
#include "casework/plans/plan_view.h"
#include "record/rows.h"
#include "record/school_offers.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace plans {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

std::string typed_text(const web::Form& form, std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); }

std::vector<std::string> lines_in(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (const auto line = base::trim(text.substr(0, end)); !line.empty()) out.emplace_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

struct TypedTarget {
  TargetWords words;
  std::vector<Strategy> strategies;
  Errors wrong;
};

TypedTarget read_target(Visit& visit, const PlanDesk& desk, const web::Form& form) {
  TypedTarget out;
  auto& words = out.words;
  words.area = area_of(form.text("area")).value_or(Area::cognition);
  words.need = typed_text(form, "need");
  words.statement = typed_text(form, "statement");
  words.success = typed_text(form, "success");
  words.from_bank = typed_text(form, "from_bank").substr(0, 60);
  const auto scale = scale_of(form.text("measure"));
  if (!scale) out.wrong.push_back({"measure", "Select how it is measured"});
  words.measure = {scale.value_or(Scale::count), typed_text(form, "unit"), lines_in(base::clean(form.text("steps")))};
  if (words.measure.scale != Scale::count) words.measure.unit.clear();
  if (words.measure.scale != Scale::rubric && words.measure.scale != Scale::goal_attainment) words.measure.steps.clear();
  const auto baseline = read_value(words.measure, form.text("baseline")), goal = read_value(words.measure, form.text("goal"));
  if (!baseline) out.wrong.push_back({"baseline", "Enter where the pupil starts, on the scale you chose"});
  if (!goal) out.wrong.push_back({"goal", "Enter the goal, on the scale you chose"});
  words.baseline = baseline.value_or(0);
  words.goal = goal.value_or(words.baseline);
  words.starts_on = read_day(form, "starts_on", "the day it starts", out.wrong).value_or(desk.plan.from);
  const auto by = read_day(form, "by_when", "the day to reach it by", out.wrong);
  words.by_when = by.value_or(words.starts_on);
  if (const auto typed = typed_text(form, "owner"); !typed.empty()) {
    const auto staff = access::Door::staff<May::entries_own>(visit);
    std::vector<record::Colleague> all;
    if (staff)
      for (const auto& line : access::list_staff(*staff)) all.push_back({line.id.text(), line.post.empty() ? line.name : line.name + ", " + line.post, !line.ends_on || *line.ends_on >= visit.today()});
    const auto id = record::find_staff(all, typed);
    if (const auto parsed = id ? access::StaffId::parse(*id) : std::nullopt) words.owner = *parsed;
    else words.owner_words = typed;
  }
  if (const auto part = TargetId::parse(form.text("part_of"))) words.part_of = *part;
  for (const auto& line : lines_in(base::clean(form.text("strategies")))) out.strategies.push_back({"", line, {}});
  for (const auto code : form.all("bank_strategy")) {
    const auto entry = find_entry(desk.pass, code);
    if (entry && std::none_of(out.strategies.begin(), out.strategies.end(), [&](const Strategy& each) { return each.words == entry->words; }))
      out.strategies.push_back({entry->code, entry->words, {}});
  }
  for (auto& item : check(words)) {
    const bool known = std::any_of(out.wrong.begin(), out.wrong.end(), [&](const base::FieldError& each) { return each.field == item.field; });
    // A value that could not be read is told once; what follows from it is not.
    const bool follows = item.field == "goal" && (!baseline || !goal);
    if (!known && !follows) out.wrong.push_back(std::move(item));
  }
  return out;
}

web::Form form_of(const TargetWords& words, const std::vector<Strategy>& strategies, std::string_view owner) {
  web::Form out;
  out.add("area", std::string(code(words.area)));
  out.add("need", words.need);
  out.add("statement", words.statement);
  out.add("success", words.success);
  out.add("measure", std::string(code(words.measure.scale)));
  out.add("unit", words.measure.unit);
  out.add("steps", joined(words.measure.steps));
  out.add("baseline", value_input(words.measure, words.baseline));
  out.add("goal", value_input(words.measure, words.goal));
  out.add("starts_on", base::to_iso(words.starts_on));
  out.add("by_when", base::to_iso(words.by_when));
  out.add("owner", std::string(owner));
  out.add("from_bank", words.from_bank);
  if (!words.part_of.is_nil()) out.add("part_of", words.part_of.text());
  std::string own;
  for (const auto& item : strategies) own += (own.empty() ? "" : "\n") + item.words;
  out.add("strategies", own);
  return out;
}

web::Form fresh_form(const PlanDesk& desk, const std::optional<BankEntry>& from) {
  web::Form out;
  out.add("starts_on", base::to_iso(desk.plan.from));
  out.add("by_when", base::to_iso(desk.plan.review ? *desk.plan.review : desk.plan.from + 7 * desk.form.rules.review_weeks));
  if (!from) return out;
  out.add("from_bank", from->code);
  out.add("statement", from->words);
  out.add("area", std::string(code(from->area)));
  out.add("measure", std::string(code(from->measure.scale)));
  out.add("unit", from->measure.unit);
  out.add("steps", joined(from->measure.steps));
  return out;
}

web::Html target_fields(Visit& visit, const PlanDesk& desk, const web::Form& typed, const Errors& errors) {
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  web::Html out = web::hidden("from_bank", value("from_bank"));
  std::vector<web::Option> areas;
  for (std::size_t n = 0; n < area_count; ++n) areas.push_back({std::string(code(static_cast<Area>(n))), std::string(title(static_cast<Area>(n)))});
  out.add(web::select({.name = "area", .label = "Area of need", .options = areas, .value = value("area")}));
  out.add(web::text_input({.name = "need", .label = "The need it answers", .hint = "In the words of the plan.", .value = value("need"), .error = error("need")}));
  out.add(web::textarea({.name = "statement", .label = "What the pupil will be able to do",
                         .hint = "“" + desk.pupil.given + " will … , … times out of … , by …”. Begin with what can be seen or heard.", .value = value("statement"), .error = error("statement"), .rows = 3, .most = 400}));
  std::vector<web::Choice> scales;
  for (std::size_t n = 0; n < scale_count; ++n) scales.push_back({.value = std::string(code(static_cast<Scale>(n))), .text = std::string(title(static_cast<Scale>(n)))});
  out.add(web::radios({.name = "measure", .legend = "How it is measured", .choices = scales, .value = value("measure"), .error = error("measure"), .size = web::ChoiceSize::small}));
  out.add(web::shown_when("measure", "count", web::text_input({.name = "unit", .label = "What is counted", .hint = "For example, words read in a minute.", .value = value("unit"), .error = error("unit"), .width = web::InputWidth::thirty})));
  out.add(web::shown_when("measure", "rubric|goal_attainment", web::textarea({.name = "steps", .label = "The steps", .hint = "One on each line, the first step at the top. For better or worse than hoped: five lines, from −2 to +2, or none.",
                                                                              .value = value("steps"), .error = error("steps"), .rows = 5})));
  out.add(web::text_input({.name = "baseline", .label = "Where the pupil starts", .hint = "The number; of a ladder the number of the step; of yes or no: no.", .value = value("baseline"), .error = error("baseline"), .width = web::InputWidth::five}));
  out.add(web::text_input({.name = "goal", .label = "The goal", .value = value("goal"), .error = error("goal"), .width = web::InputWidth::five}));
  out.add(web::textarea({.name = "success", .label = "How we will know", .hint = "Who looks, how often, and with what.", .value = value("success"), .error = error("success"), .rows = 2, .most = 600}));
  out.add(web::day_input({.name = "starts_on", .label = "From", .value = value("starts_on"), .error = error("starts_on")}));
  out.add(web::day_input({.name = "by_when", .label = "Reached by", .value = value("by_when"), .error = error("by_when")}));
  out.add(web::text_input({.name = "owner", .label = "Who sees to it", .hint = "The full name of a colleague, or who else.", .value = value("owner"), .error = error("owner"), .width = web::InputWidth::thirty, .more = web::attr("list", "staff-here")}));
  if (const auto staff = access::Door::staff<May::entries_own>(visit)) {
    out.add("<datalist id=\"staff-here\">");
    for (const auto& line : access::list_staff(*staff))
      if (!line.ends_on || *line.ends_on >= visit.today()) out.add("<option value=\"{}\"></option>", line.name);
    out.add("</datalist>");
  }
  std::vector<web::Option> outcomes = {{"", "None"}};
  for (const auto& item : list_targets(desk.pass)) {
    const auto form = visit.house().room<Templates>().catalogue()->find("ehcp");
    const auto plan = find_plan(desk.pass, item.plan);
    if (form && plan && plan->template_id == "ehcp" && plan->id != desk.plan.id && item.state != TargetState::ended) outcomes.push_back({item.id.text(), item.words.statement});
  }
  if (outcomes.size() > 1) out.add(web::select({.name = "part_of", .label = "Outcome of the EHCP it takes part in", .options = outcomes, .value = value("part_of"), .error = error("part_of")}));
  out.add(web::textarea({.name = "strategies", .label = "What we do to reach it (optional)", .hint = "One on each line.", .value = value("strategies"), .error = error("strategies"), .rows = 3}));
  const auto area = area_of(typed.text("area")).value_or(Area::cognition);
  std::vector<web::Choice> offered;
  for (const auto& entry : list_bank(desk.pass, BankSort::strategy))
    if (entry.area == area) offered.push_back({.value = entry.code, .text = entry.words, .hint = used_words(entry)});
  if (!offered.empty()) {
    std::vector<std::string> ticked;
    for (const auto each : typed.all("bank_strategy")) ticked.emplace_back(each);
    out.add(web::details({.summary = "Strategies that others used for this area", .matter = web::checkboxes({.name = "bank_strategy", .legend = "From the bank", .choices = offered, .values = ticked, .size = web::ChoiceSize::small}), .open = !ticked.empty()}));
  }
  return out;
}

web::Html advice_of(const Errors& advice) {
  if (advice.empty()) return {};
  web::Html list;
  for (const auto& item : advice) list.add("<li>{}</li>", item.message);
  return web::inset_text(web::html("<p><strong>It could be better still.</strong> Nothing here stops you from saving.</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list));
}

struct TargetSheet {
  TargetId id;
  const web::Form& typed;
  Errors errors = {};
  Errors advice = {};
  int status = 200;
  const Target* target = nullptr;  ///< the one that is changed
};

web::Html outcome_form(const Visit& visit, const PlanDesk& desk, const Target& target, const web::Form& typed, const Errors& errors) {
  std::vector<web::Choice> choices;
  for (std::size_t n = 1; n < outcome_count; ++n) choices.push_back({.value = std::string(code(static_cast<Outcome>(n))), .text = std::string(title(static_cast<Outcome>(n)))});
  web::Html fields = web::hidden("was", std::to_string(target.version));
  fields.add(web::radios({.name = "outcome", .legend = "How far did it get?", .choices = choices, .value = std::string(typed.text("outcome")), .error = web::message_for(errors, "outcome"), .size = web::ChoiceSize::small}));
  fields.add(web::textarea({.name = "outcome_words", .label = "What shows it", .value = std::string(typed.text("outcome_words")), .error = web::message_for(errors, "outcome_words"), .rows = 3, .most = 2000}));
  for (std::size_t n = 0; n < target.strategies.size(); ++n) {
    const auto name = "helped-" + std::to_string(n);
    fields.add(web::radios({.name = name, .legend = "Did it help: " + target.strategies[n].words, .choices = {{.value = "yes", .text = "Yes"}, {.value = "no", .text = "No"}, {.value = "", .text = "Not used, or hard to say"}},
                            .value = std::string(typed.text(name)), .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row}));
  }
  fields.add(web::button({.text = "Save how far it got", .look = web::ButtonLook::secondary}));
  return web::post_form({.action = web::Url::path("/pupils/{}/plans/{}/targets/{}/outcome", desk.plan.pupil, desk.plan.id, target.id), .csrf = visit.csrf_token()}, fields);
}

web::Response draw_target(Visit& visit, const PlanDesk& desk, const TargetSheet& sheet) {
  const bool is_new = sheet.target == nullptr;
  const auto title_words = is_new ? std::string("Add a target") : std::string("Change a target");
  web::Html main = web::error_summary(sheet.errors);
  main.add(web::heading(desk.pupil.name() + " – " + desk.plan.title, title_words));
  main.add(advice_of(sheet.advice));
  if (is_new) {
    web::Html list;
    for (const auto& entry : list_bank(desk.pass, BankSort::target))
      list.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a> <span class=\"govuk-hint\">{}. {}</span></li>",
               web::Url::path("/pupils/{}/plans/{}/targets/new", desk.plan.pupil, desk.plan.id).with("bank", entry.code), entry.words, title(entry.area), used_words(entry));
    if (!list.empty()) main.add(web::details({.summary = "Begin from the bank of targets", .matter = web::html("<ul class=\"govuk-list\">{}</ul>", list)}));
  }
  web::Html fields = record::first_button("Save the target");  // Enter saves, and does not only look
  fields.add(web::hidden("id", sheet.id.text()));
  if (!is_new) fields.add(web::hidden("was", std::to_string(sheet.target->version)));
  fields.add(target_fields(visit, desk, sheet.typed, sheet.errors));
  if (!is_new && sheet.target->state == TargetState::live)
    fields.add(web::text_input({.name = "reason", .label = "Why is it changed?", .value = std::string(sheet.typed.text("reason")), .error = web::message_for(sheet.errors, "reason"), .label_as = web::LabelAs::small}));
  fields.add(web::button({.text = "Look it over first", .look = web::ButtonLook::secondary, .name = "look", .value = "yes"}));
  fields.add(web::save_bar(web::button({.text = "Save the target"})));
  const auto action = is_new ? web::Url::path("/pupils/{}/plans/{}/targets", desk.plan.pupil, desk.plan.id)
                             : web::Url::path("/pupils/{}/plans/{}/targets/{}", desk.plan.pupil, desk.plan.id, sheet.id);
  main.add(web::post_form({.action = action, .csrf = visit.csrf_token(), .draft = "target:" + (is_new ? desk.plan.id.text() : sheet.id.text())}, fields));
  if (!is_new && sheet.target->state == TargetState::live) {
    main.add(web::subheading("How far it got"));
    main.add(outcome_form(visit, desk, *sheet.target, sheet.typed, sheet.errors));
  }
  return access::page(visit, sheet.status, {.title = title_words, .place = access::Place::pupils, .before = web::back_link(desk.url(), desk.plan.title),
                                            .outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_new_target(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  if (!desk.form.rules.targets) return base::Error::not_found("a plan without targets");
  if (!may_be_written(desk.plan.state)) return web::see_other(desk.url().with("done", "waits"));
  const auto fresh = fresh_form(desk, find_entry(desk.pass, visit.query().text("bank")));
  return draw_target(visit, desk, {visit.fresh<TargetId>(), fresh});
}

base::Result<Answer> post_target(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto& form = visit.form();
  const auto id = TargetId::parse(form.text("id"));
  if (!desk.form.rules.targets) return base::Error::not_found("a plan without targets");
  auto typed = read_target(visit, desk, form);
  if (!id) typed.wrong.push_back({"", "Open the page again and write it once more"});
  TargetSheet sheet{id ? *id : visit.fresh<TargetId>(), form, typed.wrong, typed.wrong.empty() ? advice(typed.words) : Errors{}, typed.wrong.empty() ? 200 : 422};
  if (!typed.wrong.empty() || form.text("look") == "yes") return draw_target(visit, desk, sheet);
  const NewTarget target{*id, desk.plan.id, typed.words, typed.strategies};
  const auto there = desk.url().with("done", "target").with("version", std::to_string(desk.plan.version));
  if (added_before(pass, target)) return web::see_other(there);
  access::UnitOfWork work{visit};
  if (auto added = add_target(work, pass, desk.plan, target); !added) {
    sheet.errors = added.error().fields.empty() ? Errors{{"", added.error().for_user}} : added.error().fields;
    sheet.status = added.error().kind == base::Error::Kind::invalid ? 422 : 409;
    return draw_target(visit, desk, sheet);
  }
  return access::then_go(visit, std::move(work), there);
}

base::Result<Target> target_of(const PlanDesk& desk, Visit& visit) {
  const auto id = TargetId::parse(visit.match.part("target"));
  auto target = id ? find_target(desk.pass, *id) : std::nullopt;
  if (!target || target->plan != desk.plan.id) return base::Error::not_found("no such target of this plan");
  return *std::move(target);
}

base::Result<Answer> show_target(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  TRY(const auto target, target_of(desk, visit));
  const auto form = form_of(target.words, target.strategies, target.owner_name);
  return draw_target(visit, desk, {target.id, form, {}, advice(target.words), 200, &target});
}

base::Result<Answer> post_change(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  TRY(const auto target, target_of(desk, visit));
  const auto& form = visit.form();
  const auto typed = read_target(visit, desk, form);
  TargetSheet sheet{target.id, form, typed.wrong, typed.wrong.empty() ? advice(typed.words) : Errors{}, typed.wrong.empty() ? 200 : 422, &target};
  if (!typed.wrong.empty() || form.text("look") == "yes") return draw_target(visit, desk, sheet);
  if (form.text("was") != std::to_string(target.version)) {
    sheet.errors = {{"", "Somebody changed this target meanwhile: “" + target.words.statement + "”, " + way_words(target.words) + ". Yours is in the form. Save again to put it on top."}};
    sheet.status = 409;
    return draw_target(visit, desk, sheet);
  }
  access::UnitOfWork work{visit};
  // Why is asked of a live one only.
  const auto reason = target.state == TargetState::live ? typed_text(form, "reason") : std::string();
  if (auto changed = change_target(work, pass, target, typed.words, typed.strategies, reason); !changed) {
    sheet.errors = changed.error().fields.empty() ? Errors{{"", changed.error().for_user}} : changed.error().fields;
    sheet.status = changed.error().kind == base::Error::Kind::invalid ? 422 : 409;
    return draw_target(visit, desk, sheet);
  }
  return access::then_go(visit, std::move(work), desk.url().with("done", "target"));
}

base::Result<Answer> post_approval(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  TRY(const auto target, target_of(desk, visit));
  if (!desk.decides) return base::Error::not_found("plan not theirs to decide on");
  const auto there = desk.url().with("done", "target-approved");
  if (target.state == TargetState::live) return web::see_other(there);  // sent twice
  const auto late = visit.form().text("was") != std::to_string(target.version);
  if (late) return draw_plan(visit, desk, visit.form(), {{"", "Somebody changed this target meanwhile. Read it as it is now, then approve it."}}, 409);
  access::UnitOfWork work{visit};
  if (auto approved = approve_target(work, pass, desk.plan, target); !approved) {
    if (approved.error().kind == base::Error::Kind::not_found) return std::move(approved).error();
    return draw_plan(visit, desk, visit.form(), {{"", approved.error().fields.empty() ? approved.error().for_user : approved.error().fields.front().message}}, 409);
  }
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_outcome(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  TRY(const auto target, target_of(desk, visit));
  const auto& form = visit.form();
  std::vector<std::optional<bool>> helped;
  for (std::size_t n = 0; n < target.strategies.size(); ++n) {
    const auto said = form.text("helped-" + std::to_string(n));
    helped.push_back(said == "yes" ? std::optional(true) : said == "no" ? std::optional(false) : std::nullopt);
  }
  access::UnitOfWork work{visit};
  auto judged = judge_target(work, pass, target, outcome_of(form.text("outcome")).value_or(Outcome::none), typed_text(form, "outcome_words"), helped);
  const bool is_late = form.text("was") != std::to_string(target.version);
  if (!judged || is_late) {
    auto shown = form_of(target.words, target.strategies, target.owner_name);
    for (const auto& [name, value] : form.entries()) shown.add(name, value);
    Errors errors = judged ? Errors{{"", "Somebody changed this target meanwhile. Look at it, and save again."}} : judged.error().fields;
    if (errors.empty()) errors.push_back({"", judged.error().for_user});
    for (auto& each : errors)
      if (each.field == "words") each.field = "outcome_words";
    return draw_target(visit, desk, {target.id, shown, errors, {}, !judged && judged.error().kind == base::Error::Kind::invalid ? 422 : 409, &target});
  }
  return access::then_go(visit, std::move(work), desk.url().with("done", "target"));
}

}  // namespace

void add_target_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/plans/{plan}/targets/new", show_new_target);
  routes.post("/pupils/{pupil}/plans/{plan}/targets", post_target);
  routes.get("/pupils/{pupil}/plans/{plan}/targets/{target}", show_target);
  routes.post("/pupils/{pupil}/plans/{plan}/targets/{target}", post_change);
  routes.post("/pupils/{pupil}/plans/{plan}/targets/{target}/approval", post_approval);
  routes.post("/pupils/{pupil}/plans/{plan}/targets/{target}/outcome", post_outcome);
}

}  // namespace plans
