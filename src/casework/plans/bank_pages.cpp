// The bank of targets and strategies: how often each was used and what came of it, and what the school adds to it.
#include "casework/plans/plan_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/plans/bank_store.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace plans {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url whole_bank() { return web::Url::path("/plans/bank"); }
web::Url entry_url(const BankEntryId& id) { return web::Url::path("/plans/bank/{}", id); }

std::vector<std::string> lines_in(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (const auto line = base::trim(text.substr(0, end)); !line.empty()) out.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

web::Html bank_table(const std::vector<BankEntry>& entries, std::string_view caption) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& entry : entries) {
    web::Html words = entry.own ? web::link(entry_url(entry.own->id), entry.words) : web::html("{}", entry.words);
    if (entry.own) words.add(" {}", entry.own->retired ? web::tag("Retired", web::Tint::grey) : web::tag("Our own", web::Tint::teal));
    rows.push_back({std::move(words), web::html("{}", title(entry.area)), web::html("{}", used_words(entry))});
  }
  return web::table({.caption = std::string(caption), .columns = {{"In words"}, {"Area"}, {"What came of it"}}, .rows = std::move(rows), .stacked = true});
}

base::Result<Answer> show_bank(Visit& visit, const BankPass& pass) {
  if (!keeps_bank(visit.grants())) return base::Error::not_found("keeps no bank");
  web::Html main = access::told(visit, {{"saved", "The bank is changed."}});
  main.add(web::heading("Bank of targets and strategies"));
  main.add(web::body_text("What people begin from when they write a target. Add what works in your school. Never name a pupil here: everybody who writes plans reads it."));
  main.add(web::button_group(web::button_link(web::Url::path("/plans/bank/new"), "Add to the bank")));
  main.add(bank_table(list_bank(pass, BankSort::target), "Targets"));
  main.add(bank_table(list_bank(pass, BankSort::strategy), "Strategies"));
  auto retired = list_own_entries(pass);
  std::erase_if(retired, [](const BankEntry& entry) { return !entry.own->retired; });
  if (!retired.empty()) main.add(web::details({.summary = "Retired", .matter = bank_table(retired, "Offered no more")}));
  return access::page(visit, 200, {.title = "Bank of targets and strategies", .place = access::Place::plans, .before = web::back_link(web::Url::path("/plans"), "Plans")}, main);
}

web::Form form_of(const OwnEntry& entry) {
  web::Form out;
  out.add("was", std::to_string(entry.version));
  out.add("sort", std::string(code(entry.sort)));
  out.add("area", std::string(code(entry.area)));
  out.add("words", entry.words);
  out.add("measure", std::string(code(entry.measure.scale)));
  out.add("unit", entry.measure.unit);
  std::string steps;
  for (const auto& step : entry.measure.steps) steps += (steps.empty() ? "" : "\n") + step;
  out.add("steps", steps);
  if (entry.retired) out.add("retired", "yes");
  return out;
}

OwnEntry read_form(const web::Form& form, const BankEntryId& id) {
  const auto text = [&](std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); };
  OwnEntry out;
  out.id = id;
  out.sort = bank_sort_of(form.text("sort")).value_or(BankSort::target);
  out.area = area_of(form.text("area")).value_or(Area::cognition);
  out.words = text("words");
  out.retired = form.text("retired") == "yes";
  if (out.sort == BankSort::strategy) return out;
  out.measure.scale = scale_of(form.text("measure")).value_or(Scale::count);
  if (out.measure.scale == Scale::count) out.measure.unit = text("unit");
  if (out.measure.scale == Scale::rubric || out.measure.scale == Scale::goal_attainment) out.measure.steps = lines_in(base::clean(form.text("steps")));
  return out;
}

struct EntrySheet {
  BankEntryId id;
  const web::Form& typed;
  Errors errors = {};
  web::Html beside = {};
  int status = 200;
};

web::Response draw_entry(Visit& visit, const BankPass& pass, const EntrySheet& sheet) {
  const auto value = [&](std::string_view name) { return std::string(sheet.typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(sheet.errors, name); };
  const bool is_new = value("was").empty() || value("was") == "0";
  std::vector<web::Option> areas;
  for (std::size_t n = 0; n < area_count; ++n) areas.push_back({std::string(code(static_cast<Area>(n))), std::string(title(static_cast<Area>(n)))});
  std::vector<web::Choice> scales;
  for (std::size_t n = 0; n < scale_count; ++n) scales.push_back({.value = std::string(code(static_cast<Scale>(n))), .text = std::string(title(static_cast<Scale>(n)))});
  web::Html fields = web::hidden("id", sheet.id.text());
  fields.add(web::hidden("was", value("was").empty() ? "0" : value("was")));
  fields.add(web::radios({.name = "sort", .legend = "What is it?",
                          .choices = {{"target", "A target", "What a pupil will be able to do"}, {"strategy", "A strategy", "What adults do so that they can"}},
                          .value = value("sort").empty() ? "target" : value("sort")}));
  fields.add(web::select({.name = "area", .label = "Area of need", .options = std::move(areas), .value = value("area")}));
  fields.add(web::textarea({.name = "words", .label = "In words", .hint = "Leave numbers open with … and name nobody.", .value = value("words"), .error = error("words"), .rows = 3, .most = 400}));
  web::Html measure = web::radios({.name = "measure", .legend = "How is it measured?", .choices = std::move(scales), .value = value("measure").empty() ? "count" : value("measure"), .size = web::ChoiceSize::small});
  measure.add(web::shown_when("measure", "count", web::text_input({.name = "unit", .label = "What is counted", .value = value("unit"), .error = error("unit"), .width = web::InputWidth::thirty})));
  measure.add(web::shown_when("measure", "rubric|goal_attainment", web::textarea({.name = "steps", .label = "The steps", .hint = "One on each line, the first step at the top.", .value = value("steps"),
                                                                                  .error = error("steps"), .rows = 5})));
  fields.add(web::shown_when("sort", "target", measure));
  if (!is_new) fields.add(web::checkbox({.name = "retired", .text = "Offer it no more", .ticked = value("retired") == "yes"}));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  web::Html main = web::error_summary(sheet.errors);
  main.add(web::heading(is_new ? "Add to the bank" : "Change an entry of the bank"));
  main.add(sheet.beside);
  if (const auto entry = find_entry(pass, sheet.id.text())) main.add(web::body_text(used_words(*entry) + ", as far as you may see."));
  main.add(web::post_form({.action = whole_bank(), .csrf = visit.csrf_token(), .draft = "bank:" + (is_new ? std::string("new") : sheet.id.text())}, fields));
  web::Html past;
  for (const auto& version : list_entry_versions(pass, sheet.id))
    past.add("<li>{}, {}: {}{}</li>", access::moment_words(visit.house().zone(), visit.now(), version.made_at), version.made_by, version.entry.words,
             version.entry.retired ? " (retired)" : "");
  if (!past.empty()) main.add(web::details({.summary = "How it changed", .matter = web::html("<ul class=\"govuk-list govuk-list--spaced\">{}</ul>", past)}));
  return access::page(visit, sheet.status,
                      {.title = "Bank of targets and strategies", .place = access::Place::plans, .before = web::back_link(whole_bank(), "The bank"),
                       .outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

std::optional<OwnEntry> own_in(const BankPass& pass, const std::optional<BankEntryId>& id) {
  const auto found = id ? find_entry(pass, id->text()) : std::nullopt;
  return found ? found->own : std::nullopt;
}

base::Result<Answer> show_new(Visit& visit, const BankPass& pass) {
  if (!keeps_bank(visit.grants())) return base::Error::not_found("keeps no bank");
  const web::Form nothing;
  return draw_entry(visit, pass, {visit.fresh<BankEntryId>(), nothing});
}

base::Result<Answer> show_entry(Visit& visit, const BankPass& pass) {
  const auto own = own_in(pass, BankEntryId::parse(visit.match.part("entry")));
  if (!own || !keeps_bank(visit.grants())) return base::Error::not_found("no such entry, or keeps no bank");
  const auto form = form_of(*own);
  return draw_entry(visit, pass, {own->id, form});
}

base::Result<Answer> post_entry(Visit& visit, const BankPass& pass) {
  const auto& form = visit.form();
  const auto id = BankEntryId::parse(form.text("id"));
  if (!id || !keeps_bank(visit.grants())) return base::Error::not_found("an entry without its id, or keeps no bank");
  auto entry = read_form(form, *id);
  const auto stands = own_in(pass, id);
  entry.version = stands ? stands->version : 0;
  if (stands && entry == *stands) return web::see_other(whole_bank().with("done", "saved"));  // sent twice, or nothing changed
  if (auto wrong = check(entry); !wrong.empty()) return draw_entry(visit, pass, {*id, form, std::move(wrong), {}, 422});
  if (form.text("was") != std::to_string(entry.version)) {
    web::Form again;
    for (const auto& [name, typed] : form.entries()) again.add(name, name == "was" ? std::to_string(entry.version) : typed);
    return draw_entry(visit, pass, {*id, again, {{"words", "Somebody changed this entry meanwhile. Compare, then save again."}},
                                    web::inset_text(web::html("<p>It now says: {}</p>", stands ? stands->words : std::string())), 409});
  }
  access::UnitOfWork work{visit};
  TRY_DO(put_entry(work, pass, entry));
  return access::then_go(visit, std::move(work), whole_bank().with("done", "saved"));
}

}  // namespace

void add_bank_routes(access::Routes& routes) {
  routes.get("/plans/bank", show_bank);
  routes.post("/plans/bank", post_entry);
  routes.get("/plans/bank/new", show_new);
  routes.get("/plans/bank/{entry}", show_entry);
}

}  // namespace plans
