// One line of the queue says whose, how urgent, since when and what; the sheet asks for the decision in the order it is made.
#include "casework/concerns/triage_view.h"

#include "access/moment_words.h"
#include "base/text.h"
#include "casework/concerns/decision_form.h"
#include "record/action_view.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"

#include <fmt/format.h>

#include <algorithm>

namespace concerns {
namespace {

std::string_view by_code(Grouping by) {
  switch (by) {
    case Grouping::none: return "none";
    case Grouping::child: return "child";
    case Grouping::household: return "household";
  }
  return "";
}

std::string names_of(const OpenConcern& concern) {
  std::string about, linked;
  for (const auto& pupil : concern.pupils) (pupil.linked ? linked : about) += ((pupil.linked ? linked : about).empty() ? "" : ", ") + pupil.name;
  return linked.empty() ? about : about + " (linked: " + linked + ")";
}

web::Html tags_of(const OpenConcern& concern, const Clock& clock) {
  web::Html out;
  if (concern.safe == "no") out.add("{} ", web::tag("Not safe now", web::Tint::red));
  if (concern.safe == "not_sure") out.add("{} ", web::tag("Not sure the child is safe", web::Tint::orange));
  if (clock.overdue) out.add("{} ", web::tag("Overdue", web::Tint::red));
  if (concern.is_added_to()) out.add("{} ", web::tag("Added to", web::Tint::purple));
  if (concern.is_untouched()) out.add("{} ", web::tag("Not looked at", web::Tint::blue));
  else out.add("{} ", web::tag(label_of(outcomes(), concern.outcome), web::Tint::grey));
  return out;
}

std::string clock_words(const Queue& queue, const OpenConcern& concern, const Clock& clock) {
  auto out = fmt::format("Raised {}", access::moment_words(queue.zone, queue.now, concern.recorded_at));
  if (concern.is_untouched()) {
    out += ", waiting " + waited(concern.recorded_at, queue.now);
    if (clock.due && concern.safe != "yes" && !concern.safe.empty())
      out += fmt::format(", look by {}", base::to_text(queue.zone.to_local(*clock.due).time));
    else out += ", look the same day";
  } else if (concern.review_on) {
    out += ", look again " + access::day_words(queue.zone.date_of(queue.now), *concern.review_on);
  }
  return out;
}

/// `level` of its heading: beneath a group's it is one lower.
web::Html one_line(const Queue& queue, const QueueChoice& choice, std::size_t place, const std::vector<std::vector<std::size_t>>& twins, int level) {
  const auto& concern = queue.open[place];
  const auto clock = clock_of(concern, queue.targets, queue.now, queue.zone);
  web::Html out;
  const auto name = web::html("<a class=\"govuk-link\" href=\"{}\"{}>{}</a>", choice.apply(web::Url::path("/concerns/{}", concern.id)).at("sheet"),
                              web::attr_if("aria-current", queue.current == concern.id, "true"), names_of(concern));
  out.add("<li class=\"app-queue__item{}\">", queue.current == concern.id ? " app-queue__item--current" : "");
  if (level == 4) out.add("<h4 class=\"app-queue__name\">{}</h4>", name);
  else out.add("<h3 class=\"app-queue__name\">{}</h3>", name);
  out.add("<p class=\"app-queue__tags\">{}</p>", tags_of(concern, clock));
  out.add("<p class=\"govuk-body-s app-queue__words\">{}</p>", base::excerpt(concern.line, 140));
  out.add("<p class=\"govuk-body-s app-queue__clock\">{}. By {}{}{}</p>", clock_words(queue, concern, clock), concern.author,
          concern.author_post.empty() ? "" : ", ", concern.author_post);
  for (const auto other : twins[place])
    out.add("<p class=\"govuk-body-s\">May be the same event as what <a class=\"govuk-link\" href=\"{}\">{} wrote about {}</a>.</p>",
            choice.apply(web::Url::path("/concerns/{}", queue.open[other].id)).at("sheet"), queue.open[other].author, names_of(queue.open[other]));
  out.add("</li>");
  return out;
}

std::string group_words(const Queue& queue, const std::vector<std::size_t>& group) {
  std::vector<access::PupilId> children;
  std::string name;
  for (const auto place : group)
    for (const auto& pupil : queue.open[place].pupils)
      if (!pupil.linked && std::find(children.begin(), children.end(), pupil.id) == children.end()) {
        children.push_back(pupil.id);
        name = pupil.name;
      }
  if (children.size() == 1) return fmt::format("{} concerns about {}", group.size(), name);
  return fmt::format("{} concerns about {} children who belong together", group.size(), children.size());
}

web::Html choices_form(const QueueChoice& choice) {
  web::Html fields;
  fields.add("<div class=\"app-queue__choices\">");
  fields.add(web::select({.name = "by", .label = "Together by", .options = {{"child", "Child"}, {"household", "Household"}, {"none", "Not together"}},
                          .value = std::string(by_code(choice.by))}));
  fields.add(web::select({.name = "show", .label = "Show", .options = {{"", "All that are open"}, {"untouched", "Not looked at"}, {"overdue", "Overdue"},
                                                                      {"added", "Added to by the reporter"}, {"unsafe", "Child not safe, or not sure"}},
                          .value = choice.show}));
  fields.add(web::button({.text = "Show", .look = web::ButtonLook::secondary}));
  fields.add("</div>");
  return web::get_form(web::Url::path("/concerns"), fields);
}

std::vector<web::Choice> as_choices(std::span<const Word> words) {
  std::vector<web::Choice> out;
  for (const auto& word : words) out.push_back({std::string(word.code), std::string(word.label), std::string(word.hint)});
  return out;
}

web::Html decision_facts(const Step& step, const CategoryLists& lists, base::LocalDate today) {
  const auto list = lists.find(step.academic_year);
  const auto& categories = list == lists.end() ? std::vector<Category>() : list->second;
  std::vector<web::SummaryRow> rows;
  const auto row = [&](std::string key, const std::string& value) {
    if (!value.empty()) rows.push_back({std::move(key), web::html("<span class=\"app-words\">{}</span>", value)});
  };
  row("Why", step.reason);
  row("Category", category_words(categories, step.category));
  std::string further;
  for (std::string_view rest = step.categories; !rest.empty();) {
    const auto space = std::min(rest.find(' '), rest.size());
    further += (further.empty() ? "" : "; ") + category_words(categories, rest.substr(0, space));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  row("Also", further);
  if (step.level > 0) row("Level of need", std::string(level_words(step.level)));
  row("Parent or carer told", std::string(label_of(parents_words(), step.parents)) + (step.parents_why.empty() ? "" : ": " + step.parents_why));
  if (step.review_on) row("Look again", access::day_words(today, *step.review_on));
  return web::summary_list(rows);
}

web::Html actions_part(const DecisionForm& form) {
  const auto about = action_about({}, {});
  web::Html rows;
  bool typed = false;
  for (std::size_t n = 0; n < form.action_ids.size(); ++n) {
    const auto field = [&](std::string_view name) { return action_field(name, n + 1); };
    const auto value = [&](std::string_view name) { return std::string(form.typed.text(field(name))); };
    const auto error = [&](std::string_view name) { return web::message_for(form.errors, field(name)); };
    typed = typed || !value("what").empty() || !value("owner").empty();
    web::Html row = web::hidden(field("id"), form.typed.has(field("id")) ? value("id") : form.action_ids[n]);
    row.add(web::text_input({.name = field("what"), .label = "What has to be done?",
                             .hint = n == 0 ? "Whoever does it may not see the concern: say all they need, and no more." : "", .value = value("what"), .error = error("what")}));
    row.add(record::owner_select(form.people, about, {.label = "Who does it?", .value = value("owner"), .error = error("owner"), .name = field("owner")}));
    row.add(web::day_input({.name = field("due"), .label = "By when?", .hint = "Left empty: within a school week.", .value = value("due"), .error = error("due")}));
    rows.add(web::fieldset({.legend = "Action " + std::to_string(n + 1), .legend_as = web::LabelAs::small}, row));
  }
  return web::details({"Ask somebody to do something", rows, typed});
}

}  // namespace

web::Url QueueChoice::apply(const web::Url& url) const {
  auto out = url;
  if (by != Grouping::child) out = out.with("by", by_code(by));
  if (!show.empty()) out = out.with("show", show);
  return out;
}

QueueChoice read_choice(const web::Form& query) {
  QueueChoice out;
  const auto by = query.text("by");
  if (by == "none") out.by = Grouping::none;
  if (by == "household") out.by = Grouping::household;
  for (const std::string_view show : {"untouched", "overdue", "added", "unsafe"})
    if (query.text("show") == show) out.show = show;
  return out;
}

bool shows(const QueueChoice& choice, const OpenConcern& concern, const Clock& clock) {
  if (choice.show == "untouched") return concern.is_untouched();
  if (choice.show == "overdue") return clock.overdue;
  if (choice.show == "added") return concern.is_added_to();
  if (choice.show == "unsafe") return concern.safe == "no" || concern.safe == "not_sure";
  return true;
}

web::Html draw_queue(const Queue& queue, const QueueChoice& choice) {
  web::Html out;
  std::size_t untouched = 0, overdue = 0, shown = 0;
  for (const auto& concern : queue.open) {
    if (concern.is_untouched()) ++untouched;
    if (clock_of(concern, queue.targets, queue.now, queue.zone).overdue) ++overdue;
  }
  out.add("<p class=\"govuk-body\"><strong>{}</strong> open · <strong>{}</strong> not looked at · <strong>{}</strong> overdue</p>", queue.open.size(),
          untouched, overdue);
  out.add(choices_form(choice));
  if (queue.open.empty()) {
    out.add(web::empty_state({.icon = web::Icon::concern, .title = "No concern is open",
                              .words = "Every concern that somebody raises stands here until you close it, the most urgent first."}));
    return out;
  }
  const auto twins = same_hour(queue.open);
  for (const auto& group : group(queue.open, choice.by, queue.households)) {
    web::Html lines;
    for (const auto place : group)
      if (shows(choice, queue.open[place], clock_of(queue.open[place], queue.targets, queue.now, queue.zone))) {
        lines.add(one_line(queue, choice, place, twins, group.size() > 1 ? 4 : 3));
        ++shown;
      }
    if (lines.empty()) continue;
    if (group.size() == 1) {
      out.add("<ul class=\"app-queue\">{}</ul>", lines);
    } else {
      out.add("<section class=\"app-queue__group\"><h3 class=\"govuk-heading-s app-queue__heading\">{}</h3><ul class=\"app-queue\">{}</ul></section>",
              group_words(queue, group), lines);
    }
  }
  if (shown == 0) out.add(web::body_text("None of the open concerns is like that."));
  return out;
}

web::Html concern_tabs(const ConcernTabs& tabs) {
  std::vector<web::SubNavEntry> entries = {
      {"Open", web::Url::path("/concerns"), tabs.current == ConcernTab::queue},
      {tabs.unmatched == 0 ? std::string("To be matched") : fmt::format("To be matched ({})", tabs.unmatched), web::Url::path("/concerns/unmatched"),
       tabs.current == ConcernTab::unmatched},
      {"Cases", web::Url::path("/concerns/cases"), tabs.current == ConcernTab::cases},
      {"Who is told", web::Url::path("/concerns/arrangement"), tabs.current == ConcernTab::arrangement}};
  if (tabs.adults) entries.push_back({"About adults", web::Url::path("/concerns/adults"), tabs.current == ConcernTab::adults});
  return web::sub_navigation("Concerns", entries);
}

std::string category_words(const std::vector<Category>& categories, std::string_view code) {
  for (const auto& one : categories)
    if (one.code == code) return one.label;
  return std::string(code);
}

web::Html draw_history(const Dossier& dossier, const CategoryLists& lists, const base::Zone& zone, base::UtcTime now) {
  std::vector<std::pair<base::UtcTime, web::Html>> all;
  const auto today = zone.date_of(now);
  for (const auto& step : dossier.steps) {
    web::Html one;
    one.add("<li class=\"app-steps__step\"><p class=\"govuk-body\"><strong>{}</strong> – {}, {}</p>", label_of(outcomes(), step.outcome),
                              step.author, access::moment_words(zone, now, step.at));
    one.add(decision_facts(step, lists, today));
    one.add("</li>");
    all.emplace_back(step.at, std::move(one));
  }
  for (const auto& answer : dossier.answers)
    all.emplace_back(answer.at, web::html("<li class=\"app-steps__step\"><p class=\"govuk-body\"><strong>Answered the reporter</strong> – {}, {}</p>"
                                          "<p class=\"govuk-body app-words\">{}</p></li>",
                                          answer.author, access::moment_words(zone, now, answer.at), answer.words));
  for (const auto& addition : dossier.additions)
    all.emplace_back(addition.at, web::html("<li class=\"app-steps__step app-steps__step--added\"><p class=\"govuk-body\"><strong>{} added</strong>, {}</p>"
                                            "<p class=\"govuk-body app-words\">{}</p></li>",
                                            addition.author, access::moment_words(zone, now, addition.at), addition.words));
  if (all.empty()) return {};
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  web::Html out;
  out.add("<h3 class=\"govuk-heading-s\">What was done so far</h3><ol class=\"app-steps\">");
  for (const auto& [_, one] : all) out.add(one);
  out.add("</ol>");
  return out;
}

web::Html draw_told(const Dossier& dossier) {
  const auto people = [](const std::vector<Told>& told) {
    web::Html list;
    list.add("<ul class=\"govuk-list govuk-list--bullet\">");
    for (const auto& one : told) {
      list.add("<li>{}{}{}", one.name, one.post.empty() ? "" : ", ", one.post);
      if (!one.words.empty()) list.add(": “{}”", one.words);
      list.add("</li>");
    }
    list.add("</ul>");
    return list;
  };
  web::Html out;
  if (!dossier.told_wrongly.empty())
    out.add(web::details({"Who was told of the wrong child, and then that it was put right", people(dossier.told_wrongly), true}));
  if (!dossier.told.empty()) out.add(web::details({"Who was told", people(dossier.told), false}));
  return out;
}

web::Html draw_decision_form(const DecisionForm& form) {
  const auto value = [&](std::string_view name) { return std::string(form.typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(form.errors, name); };
  web::Html fields = web::hidden("id", form.id);
  fields.add(web::hidden("was", std::to_string(form.was)));
  fields.add(web::radios({.name = "outcome", .legend = "What do you decide?", .choices = as_choices(outcomes()), .value = value("outcome"),
                          .error = error("outcome"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  std::vector<web::Option> options = {{"", "Choose a category"}};
  std::vector<web::Choice> further;
  for (const auto& one : form.categories) {
    options.push_back({one.code, one.label, one.theme});
    further.push_back({.value = one.code, .text = one.label, .group = one.theme});
  }
  fields.add(web::select({.name = "category", .label = "Category", .options = options, .value = value("category"),
                          .hint = "The formal one. The reporter's plain words stay as they are.", .error = error("category"),
                          .label_as = web::LabelAs::small}));
  std::vector<std::string> chosen;
  for (const auto one : form.typed.all("categories")) chosen.emplace_back(one);
  fields.add(web::details({"Further categories",
                           web::checkboxes({.name = "categories", .legend = "Further categories", .choices = further, .values = chosen,
                                            .error = error("categories"), .size = web::ChoiceSize::small}),
                           !chosen.empty()}));
  fields.add(web::radios({.name = "level", .legend = "Level of need", .choices = as_choices(levels()), .value = value("level"), .error = error("level"),
                          .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  fields.add(web::textarea({.name = "reason", .label = "Why", .hint = "What you know, what you weighed, what was said to whom.", .value = value("reason"),
                            .error = error("reason"), .rows = 4, .most = 4000, .label_as = web::LabelAs::small}));
  fields.add(web::radios({.name = "parents", .legend = "Does a parent or carer know?", .choices = as_choices(parents_words()), .value = value("parents"),
                          .error = error("parents"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  fields.add(web::shown_when("parents", "not_told", web::text_input({.name = "parents_why", .label = "Why are they not told?", .value = value("parents_why"),
                                                                     .error = error("parents_why")})));
  fields.add(web::day_input({.name = "review_on", .label = "Look again on", .value = value("review_on"), .error = error("review_on"),
                             .label_as = web::LabelAs::small}));
  fields.add(actions_part(form));
  fields.add(web::textarea({.name = "answer", .label = "Answer to the person who raised it",
                            .hint = "They read this and a status, never the file. Thank them; say what they may do next.", .value = value("answer"),
                            .error = error("answer"), .rows = 3, .most = 2000, .label_as = web::LabelAs::small}));
  fields.add(web::button({.text = "Save the decision"}));  // no bar that stays in sight: it would lie over the form beside the queue
  return web::post_form({.action = form.action, .csrf = form.csrf, .draft = form.draft}, fields);
}

}  // namespace concerns
