// Draws clocks, voices and steps.
#include "casework/statutory/procedure_view.h"

#include "access/moment_words.h"
#include "web/components/display.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace statutory {
namespace {

constexpr int soon = 14;

web::Tint tint_of(const Clock& clock, base::LocalDate today) {
  switch (clock.state) {
    case ClockState::late: return clock.doer == Doer::family ? web::Tint::grey : web::Tint::red;
    case ClockState::coming: return *clock.due - today <= soon ? web::Tint::yellow : web::Tint::blue;
    case ClockState::done: return web::Tint::green;
    case ClockState::done_late: return web::Tint::orange;
    case ClockState::waiting:
    case ClockState::not_needed: return web::Tint::grey;
  }
  return web::Tint::grey;
}

web::Html what_cell(const Clock& clock) {
  web::Html out = web::html("{}", clock.what);
  if (clock.only_if_amended) out.add(" <span class=\"govuk-hint\">(if the plan is changed)</span>");
  if (clock.may_be_longer) out.add(" {}", web::tag("May take longer", web::Tint::purple));
  out.add("<br><span class=\"govuk-hint\">{}. {}.</span>", clock.counted, clock.source);
  return out;
}

web::Html done_cell(const Desk& desk, const Clock& clock) {
  if (!clock.done) return web::html("<span class=\"govuk-hint\">{}</span>", clock.state == ClockState::not_needed ? "–" : "Not yet");
  web::Html out = web::html("{}", base::to_text(*clock.done));
  const auto* step = step_of(desk.steps, clock.event);
  if (step && step->choice != Choice::none) out.add("<br>{}", title(step->choice));
  if (step) out.add("<br><span class=\"govuk-hint\">written by {}</span>", step->by_name);
  if (step && !step->words.empty()) out.add("<br>{}", step->words);
  return out;
}

web::Html deed_cell(const Desk& desk, const Clock& clock) {
  if (clock.state == ClockState::not_needed) return {};
  const auto url = web::Url::path("/pupils/{}/statutory/{}/days", desk.procedure.pupil, desk.procedure.id).with("event", code(clock.event));
  return web::html("<a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\">: {}</span></a>", url, clock.done ? "Change" : "Write down", clock.what);
}

web::Html day_words(const std::optional<base::LocalDate>& day) { return day ? web::html("{}", base::to_text(*day)) : web::html("<span class=\"govuk-hint\">Not yet</span>"); }

std::string step_words(const Step& step) {
  switch (step.deed) {
    case Deed::begun: return "Began it";
    case Deed::meeting_set: return step.on ? "Set the meeting for " + base::to_text(*step.on) : std::string("Set the meeting");
    case Deed::happened:
      return fmt::format("{}: {}{}{}", step.event ? title(*step.event) : "", step.on ? base::to_text(*step.on) : "", step.choice == Choice::none ? "" : ". ", title(step.choice));
    case Deed::taken_back: return fmt::format("Took back: {}", step.event ? title(*step.event) : "");
    case Deed::recommended: return fmt::format("The school recommends: {}", title(step.choice));
    case Deed::ended: return "Ended it";
    case Deed::opened_again: return "Opened it again";
  }
  return {};
}

}  // namespace

web::Html clock_tag(const Clock& clock, base::LocalDate today) { return web::tag(state_words(clock, today), tint_of(clock, today)); }

web::Html clock_table(const Desk& desk, base::LocalDate today, Deeds deeds, Clocks which) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& clock : desk.clocks) {
    if (which == Clocks::of_law && clock.force != Force::law) continue;
    std::vector<web::Html> row = {clock.due ? web::html("{}", base::to_text(*clock.due)) : web::html("<span class=\"govuk-hint\">No day yet</span>"), what_cell(clock), web::html("{}", title(clock.doer)),
                                  clock_tag(clock, today), done_cell(desk, clock)};
    if (deeds == Deeds::offered) row.push_back(deed_cell(desk, clock));
    rows.push_back(std::move(row));
  }
  std::vector<web::Column> columns = {{"Due"}, {"What"}, {"Whose job"}, {"How it stands"}, {"Done"}};
  if (deeds == Deeds::offered) columns.push_back({"Change"});
  return web::table({.caption = "What is due when", .columns = std::move(columns), .rows = std::move(rows), .caption_hidden = true, .stacked = true});
}

std::vector<Event> further_events(const Desk& desk) {
  std::vector<Event> out;
  for (const auto event : events_of(desk.procedure.sort))
    if (std::none_of(desk.clocks.begin(), desk.clocks.end(), [&](const Clock& clock) { return clock.event == event; })) out.push_back(event);
  return out;
}

web::Html voice_table(const Desk& desk, Deeds deeds) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& voice : desk.voices) {
    web::Html who = web::html("{}", title(voice.party));
    if (!voice.name.empty()) who.add("<br>{}", voice.name);
    web::Html said;
    if (!voice.words.empty()) said.add("<span class=\"app-words\">{}</span>", voice.words);
    std::vector<web::Html> row = {std::move(who), day_words(voice.asked_on), day_words(voice.received_on)};
    if (desk.procedure.sort == Sort::review) {
      row.push_back(day_words(voice.invited_on));
      row.push_back(web::html("{}", voice.came == "yes" ? "Came" : voice.came == "no" ? "Did not come" : ""));
    }
    row.push_back(std::move(said));
    if (deeds == Deeds::offered)
      row.push_back(web::html("<a class=\"govuk-link\" href=\"{}\">Change<span class=\"govuk-visually-hidden\"> {} {}</span></a>",
                              web::Url::path("/pupils/{}/statutory/{}/voices/{}", desk.procedure.pupil, desk.procedure.id, voice.id), title(voice.party), voice.name));
    rows.push_back(std::move(row));
  }
  std::vector<web::Column> columns = {{"Who"}, {"Advice asked for"}, {"Advice received"}};
  if (desk.procedure.sort == Sort::review) {
    columns.push_back({"Invited"});
    columns.push_back({"Meeting"});
  }
  columns.push_back({"What they say"});
  if (deeds == Deeds::offered) columns.push_back({"Change"});
  return web::table({.caption = "Who was asked", .columns = std::move(columns), .rows = std::move(rows), .caption_hidden = true, .stacked = true});
}

web::Html history(const access::Visit& visit, const Desk& desk) {
  web::Html list;
  for (auto step = desk.steps.rbegin(); step != desk.steps.rend(); ++step) {
    list.add("<li>{}, {}: {}", access::moment_words(visit.house().zone(), visit.now(), step->at), step->by_name, step_words(*step));
    if (!step->words.empty()) list.add(" – {}", step->words);
    list.add("</li>");
  }
  return web::html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list);
}

std::string next_words(const std::vector<Clock>& clocks, base::LocalDate today) {
  const auto* next = next_open(clocks);
  return next ? fmt::format("{}: {} ({})", next->what, base::to_text(*next->due), state_words(*next, today)) : std::string();
}

}  // namespace statutory
