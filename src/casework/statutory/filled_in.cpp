// Gathers from plans what the school's form asks for.
#include "casework/statutory/filled_in.h"

#include "casework/plans/plan_desk.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/plans/template.h"
#include "record/body.h"
#include "record/summary.h"
#include "web/components/display.h"
#include "web/components/messages.h"

#include <fmt/format.h>

#include <algorithm>

namespace statutory {
namespace {

using access::Visit;

std::string outcome_words(const plans::Target& target) {
  if (target.outcome != plans::Outcome::none) return std::string(plans::title(target.outcome)) + (target.outcome_words.empty() ? "" : ": " + target.outcome_words);
  return target.state == plans::TargetState::live ? "Being worked on" : target.state == plans::TargetState::draft ? "Not begun" : "Ended, not judged";
}

/// The targets of a plan, each with the shorter ones of other plans that take part in it.
web::Html targets_table(const std::vector<plans::Target>& own, const std::vector<plans::Target>& all, std::string_view caption) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& target : own) {
    web::Html parts;
    for (const auto& other : all)
      if (other.words.part_of == target.id) parts.add("<li>{} ({}) – {}</li>", other.words.statement, plans::way_words(other.words), outcome_words(other));
    web::Html what = web::html("{}<br><span class=\"govuk-hint\">{}</span>", target.words.statement, plans::way_words(target.words));
    rows.push_back({std::move(what), web::html("{}", outcome_words(target)), parts.empty() ? web::html("–") : web::html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", parts)});
  }
  return web::table({.caption = std::string(caption), .columns = {{"What is aimed at"}, {"How far it got"}, {"Shorter targets that take part in it"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true});
}

web::Html lines_table(const std::vector<plans::ProvisionLine>& lines, std::string_view caption) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& line : lines)
    rows.push_back({web::html("{}", line.words.what), web::html("{}", plans::dose_words(line.words)), web::html("{}", line.staff_name.empty() ? line.words.who : line.staff_name),
                    web::html("{}", line.words.until ? base::to_text(line.words.from) + " to " + base::to_text(*line.words.until) : "From " + base::to_text(line.words.from))});
  return web::table({.caption = std::string(caption), .columns = {{"What"}, {"How much"}, {"By whom"}, {"When"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true});
}

web::Html sections(Visit& visit, const plans::Template& form, const plans::PlanVersion& version) {
  std::vector<web::SummaryRow> rows;
  for (const auto& row : record::describe(*form.kind, record::Body::stored(version.body), plans::names_for(visit, *form.kind)))
    rows.push_back({row.label, web::html("<span class=\"app-words\">{}</span>", row.value), {}});
  return rows.empty() ? web::body_text("Nothing is written in it.") : web::summary_list(rows);
}

web::Html of_plan(Visit& visit, const Desk& desk, const plans::Plan& plan, const std::vector<plans::Target>& all) {
  const auto form = visit.house().room<plans::Templates>().find(plan.template_id);
  if (!form) return {};
  web::Html out = web::html("<h3 class=\"govuk-heading-m\">{}</h3>", form->kind->title);
  out.add("<p class=\"govuk-body\">From {}{}.</p>", base::to_text(plan.from), plan.until ? " to " + base::to_text(*plan.until) : "");
  for (const auto& version : plans::list_versions(desk.pass, plan.id))
    if (version.number == plan.live_version.value_or(plan.version)) out.add(sections(visit, *form, version));
  const auto targets = plans::list_targets_of_plan(desk.pass, plan.id);
  if (!targets.empty()) {
    out.add("<h4 class=\"govuk-heading-s\">{}</h4>", form->rules.section_f ? "Section E: outcomes, and how far they got" : "Targets, and how far they got");
    out.add(targets_table(targets, all, form->rules.section_f ? "Outcomes" : "Targets"));
  }
  const auto lines = plans::list_lines_of_plan(desk.pass, plan.id);
  if (!lines.empty()) {
    out.add("<h4 class=\"govuk-heading-s\">{}</h4>", form->rules.section_f ? "Section F: provision" : "Provision");
    out.add(lines_table(lines, form->rules.section_f ? "Provision of section F" : "Provision"));
  }
  return out;
}

/// Of a review the plan that is reviewed; of a request all that are or were followed, those of the class of the request.
std::vector<plans::Plan> plans_of(const Desk& desk) {
  std::vector<plans::Plan> out;
  for (auto& plan : plans::list_plans(desk.pass)) {
    if (plan.info_class != desk.procedure.info_class) continue;
    if (desk.procedure.sort == Sort::review ? plan.id == desk.procedure.plan : plan.live_version.has_value()) out.push_back(std::move(plan));
  }
  return out;
}

}  // namespace

web::Html filled_in(Visit& visit, const Desk& desk) {
  web::Html out;
  const auto all = plans::list_targets(desk.pass);
  const auto from = plans_of(desk);
  for (const auto& plan : from) out.add(of_plan(visit, desk, plan, all));
  if (from.empty()) out.add(web::body_text("No plan of this pupil was ever followed here. Write what was tried into the form."));
  return out;
}

Words suggested(Visit& visit, const Desk& desk) {
  Words out;
  std::string progress, tried;
  for (const auto& plan : plans_of(desk)) {
    const auto form = visit.house().room<plans::Templates>().find(plan.template_id);
    if (!form) continue;
    for (const auto& target : plans::list_targets_of_plan(desk.pass, plan.id)) progress += fmt::format("{} – {}.\n", target.words.statement, outcome_words(target));
    for (const auto& line : plans::list_lines_of_plan(desk.pass, plan.id)) tried += fmt::format("{}: {}, from {}.\n", line.words.what, plans::dose_words(line.words), base::to_text(line.words.from));
  }
  if (!progress.empty()) out["progress"] = progress;
  if (!tried.empty() && desk.procedure.sort == Sort::assessment) out["tried"] = tried;
  return out;
}

}  // namespace statutory
