// Draws plans.
#include "casework/plans/plan_view.h"

#include "access/moment_words.h"
#include "base/text.h"
#include "people/pupil_view.h"
#include "record/body.h"
#include "record/body_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace plans {
namespace {

web::Tint tint_of(PlanState state) {
  switch (state) {
    case PlanState::draft: return web::Tint::grey;
    case PlanState::submitted: return web::Tint::yellow;
    case PlanState::returned: return web::Tint::orange;
    case PlanState::approved: return web::Tint::blue;
    case PlanState::live: return web::Tint::green;
    case PlanState::reviewed: return web::Tint::purple;
    case PlanState::closed: return web::Tint::grey;
  }
  return web::Tint::grey;
}

web::Html lines_of(std::string_view text) {
  return web::html("<span class=\"app-words\">{}</span>", text);
}

}  // namespace

web::Html state_tag(const Plan& plan) {
  web::Html out;
  if (plan.is_followed() && plan.state != PlanState::live && plan.state != PlanState::reviewed) {
    out.add(web::tag("Live", web::Tint::green));
    out.add(" {}", web::tag(plan.state == PlanState::draft ? "New version being written" : title(plan.state), tint_of(plan.state)));
  } else {
    out.add(web::tag(title(plan.state), tint_of(plan.state)));
  }
  return out;
}

std::string review_words(const Plan& plan, base::LocalDate today) {
  if (!plan.review || plan.state == PlanState::closed) return "";
  if (*plan.review == today) return "review due today";
  if (*plan.review > today) return "review due " + base::to_text(*plan.review);
  const auto late = today - *plan.review;
  return fmt::format("review {} day{} late", late, late == 1 ? "" : "s");
}

web::Html plan_table(const std::vector<Plan>& plans, const Templates& templates, base::LocalDate today, ListFor what) {
  web::Table table{"Plans", {}, {}, true, true, true};
  if (what == ListFor::caseload) table.columns.push_back({"Pupil"});
  table.columns.insert(table.columns.end(), {{"Plan"}, {"How it stands"}, {"Review"}, {"Written by"}});
  for (const auto& plan : plans) {
    std::vector<web::Html> row;
    if (what == ListFor::caseload) {
      row.push_back(web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", people::pupil_url(plan.pupil), plan.pupil_name));
      if (!plan.class_name.empty()) row.back().add("<br><span class=\"govuk-hint\">{}</span>", plan.class_name);
    }
    const auto form = templates.find(plan.template_id);
    web::Html name = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/pupils/{}/plans/{}", plan.pupil, plan.id), plan.title);
    if (form && form->kind->title != plan.title) name.add("<br><span class=\"govuk-hint\">{}</span>", form->kind->title);
    row.push_back(std::move(name));
    row.push_back(state_tag(plan));
    const auto review = review_words(plan, today);
    row.push_back(plan.review && *plan.review < today && plan.state != PlanState::closed ? web::tag(review, web::Tint::red) : web::html("{}", review));
    row.push_back(web::html("{}", plan.author_name));
    table.rows.push_back(std::move(row));
  }
  return web::table(table);
}

web::Html anxiety_map(const record::Field& rows, const web::Json& value) {
  struct Part {
    std::string what;
    double level;
  };
  std::vector<Part> parts;
  if (const auto* list = value.array())
    for (const auto& row : *list) {
      const auto* what = row.find("what");
      const auto* level = row.find("level");
      if (!what || !what->string() || !level) continue;
      parts.push_back({*what->string(), level->integer() ? static_cast<double>(*level->integer()) : level->real() ? *level->real() : 0.0});
    }
  if (parts.empty()) return {};
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.level > b.level; });
  const int row_height = 34, left = 260, width = 640;
  const int height = row_height * static_cast<int>(parts.size()) + 30;
  const auto x_of = [&](double level) { return left + static_cast<int>(level * (width - left - 20) / 10.0); };
  web::Html bars;
  const int middle = x_of(5);
  bars.add("<line class=\"app-map__middle\" x1=\"{}\" y1=\"4\" x2=\"{}\" y2=\"{}\"/>", middle, middle, height - 26);
  int y = 8;
  for (const auto& part : parts) {
    const int end = x_of(part.level), begin = std::min(end, middle);
    const int length = std::max(4, std::abs(end - middle));
    bars.add("<text class=\"app-map__word\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", left - 12, y + 17, base::excerpt(part.what, 30));
    bars.add("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"22\" rx=\"3\"/>", part.level >= 5 ? "app-map__raises" : "app-map__calms", begin, y, length);
    bars.add("<text class=\"app-map__number\" x=\"{}\" y=\"{}\">{}</text>", std::max(end, middle) + 8, y + 17, fmt::format("{:g}", part.level));
    y += row_height;
  }
  bars.add("<text class=\"app-map__end\" x=\"{}\" y=\"{}\">Calms</text><text class=\"app-map__end\" x=\"{}\" y=\"{}\" text-anchor=\"end\">Raises anxiety</text>", left, height - 8,
           width - 4, height - 8);
  web::Table table{"Anxiety map", {{"What"}, {"0 to 10", true}}, {}, true, true, false};
  for (const auto& part : parts) table.rows.push_back({web::html("{}", part.what), web::html("{}", fmt::format("{:g}", part.level))});
  const auto svg = web::html("<svg class=\"app-map\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"What calms and what raises anxiety, from 0 to 10\">{}</svg>", width, height, bars);
  return web::figure(record::plain_label(rows), svg, web::table(table));
}

web::Html version_view(const Template& form, const PlanVersion& version, const record::Names& names) {
  const auto body = record::Body::stored(version.body);
  web::Html out;
  if (const auto* rows = form.rules.map.empty() ? nullptr : form.kind->find_field(form.rules.map))
    if (const auto* value = body.find(rows->name)) out.add(anxiety_map(*rows, *value));
  out.add(record::answers_by_section(*form.kind, body, names));
  return out;
}

web::Html target_cards(const PlanDesk& desk, const std::vector<Target>& targets, PartLinks links) {
  web::Html out;
  for (const auto& target : targets) {
    const auto& words = target.words;
    web::Html matter;
    if (target.state == TargetState::draft && desk.plan.is_followed()) matter.add(web::tag("New, not started", web::Tint::grey));
    if (target.outcome != Outcome::none)
      matter.add(web::tag(title(target.outcome), target.outcome == Outcome::met || target.outcome == Outcome::exceeded ? web::Tint::green : web::Tint::yellow));
    std::vector<web::SummaryRow> facts = {{"Need", lines_of(words.need), {}}, {"From, to", web::html("{}", way_words(words)), {}}};
    if (!words.success.empty()) facts.push_back({"How we will know", lines_of(words.success), {}});
    if (!target.owner_name.empty()) facts.push_back({"Who sees to it", web::html("{}", target.owner_name), {}});
    if (!target.strategies.empty()) {
      web::Html list;
      for (const auto& item : target.strategies) {
        list.add("<li>{}", item.words);
        if (item.helped) list.add(" {}", web::tag(*item.helped ? "Helped" : "Did not help", *item.helped ? web::Tint::green : web::Tint::grey));
        list.add("</li>");
      }
      facts.push_back({"What we do", web::html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list), {}});
    }
    if (!words.part_of.is_nil()) {
      const auto whole = find_target(desk.pass, words.part_of);
      if (whole) facts.push_back({"Takes part in", web::html("{}", whole->words.statement), {}});
    }
    if (!target.outcome_words.empty()) facts.push_back({"How far it got", lines_of(target.outcome_words), {}});
    matter.add(web::summary_list(facts));
    if (links.change && target.state != TargetState::ended) {
      web::Html ways = web::link(web::Url::path("/pupils/{}/plans/{}/targets/{}", target.pupil, target.plan, target.id),
                                 target.state == TargetState::live ? "Change it, or say how far it got" : "Change it");
      matter.add("<p class=\"govuk-body\">{}</p>", ways);
    }
    if (!links.approve.empty() && target.state == TargetState::draft)
      matter.add(web::post_button(web::Url::path("/pupils/{}/plans/{}/targets/{}/approval", target.pupil, target.plan, target.id), links.approve,
                                  {.text = "Approve: in force from today", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Approve: in force from today – " + words.statement)},
                                  web::hidden("was", std::to_string(target.version))));
    out.add(web::card(words.statement, matter));
  }
  return out;
}

web::Html provision_table(const PlanDesk& desk, const std::vector<ProvisionLine>& lines, PartLinks links) {
  web::Table table{"Promised provision", {{"What"}, {"How much"}, {"Who"}, {"When"}}, {}, true, true, true};
  std::int64_t weekly = 0;
  for (const auto& line : lines) {
    const auto& words = line.words;
    web::Html what = web::html("{}", words.what);
    if (links.change && line.state != LineState::ended)
      what = web::link(web::Url::path("/pupils/{}/plans/{}/provision/{}", line.pupil, line.plan, line.id), words.what);
    if (words.section_f) what.add(" {}", web::tag("Section F", web::Tint::purple));
    if (line.state == LineState::ended) what.add(" {}", web::tag("Ended", web::Tint::grey));
    if (line.state == LineState::draft && desk.plan.is_followed()) what.add(" {}", web::tag("New, not started", web::Tint::grey));
    if (line.state == LineState::live || (line.state == LineState::draft && !desk.plan.is_followed())) weekly += weekly_minutes(words);
    auto who = line.staff_name.empty() ? words.who : words.who.empty() ? line.staff_name : line.staff_name + ", " + words.who;
    if (!links.approve.empty() && line.state == LineState::draft)
      what.add(" {}", web::post_button(web::Url::path("/pupils/{}/plans/{}/provision/{}/approval", line.pupil, line.plan, line.id), links.approve,
                                       {.text = "Approve: promised from today", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Approve: promised from today – " + words.what)},
                                       web::hidden("was", std::to_string(line.version))));
    table.rows.push_back({std::move(what), web::html("{}", dose_words(words)), web::html("{}", who),
                          web::html("{}", words.until ? base::to_text(words.from) + " to " + base::to_text(*words.until) : "From " + base::to_text(words.from))});
  }
  web::Html out = web::table(table);
  out.add("<p class=\"govuk-body-s\">{} minutes a week in all.</p>", weekly / 1000);
  return out;
}

web::Html agreement_table(const PlanDesk& desk, const std::vector<Agreement>& agreements) {
  web::Table table{"Who agreed", {{"Who"}, {"Name"}, {"When"}, {"How"}}, {}, true, true, true};
  const auto row = [&](const Agreement& item) {
    web::Html how = web::html("{}", item.how);
    if (!item.words.empty()) how.add("<br><span class=\"app-words\">“{}”</span>", item.words);
    web::Html who = web::html("{}", title(item.party));
    if (item.version != desk.plan.version) who.add(" {}", web::tag("Version " + std::to_string(item.version), web::Tint::grey));
    table.rows.push_back({std::move(who), web::html("{}", item.name), web::html("{}", base::to_text(item.on)), std::move(how)});
  };
  for (const auto& item : agreements) row(item);
  for (const auto party : desk.form.rules.agreed_by) {
    const bool has = std::any_of(agreements.begin(), agreements.end(), [&](const Agreement& item) { return item.party == party && item.version == desk.plan.version; });
    if (!has) table.rows.push_back({web::html("{}", title(party)), web::tag("Not yet", web::Tint::yellow), web::html("–"), web::html("–")});
  }
  return web::table(table);
}

web::Html step_list(const access::Visit& visit, const std::vector<PlanStep>& steps) {
  web::Html out;
  out.add("<ol class=\"govuk-list app-came-about\">");
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    out.add("<li><strong>{}</strong> {} <span class=\"govuk-hint\">{}, version {}</span>", step->by_name, title(step->deed),
            access::moment_words(visit.house().zone(), visit.now(), step->at), step->version);
    if (!step->words.empty()) out.add("<p class=\"govuk-body app-words\">{}</p>", step->words);
    out.add("</li>");
  }
  out.add("</ol>");
  return out;
}

}  // namespace plans
