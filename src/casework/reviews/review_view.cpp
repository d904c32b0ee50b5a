// Drawings of a review. Charts are the house's; each has its table.
#include "casework/reviews/review_view.h"

#include "web/components/chart.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace reviews {
namespace {

using provision::LossWords;
using provision::Tally;

constexpr std::size_t most_points = 120, most_parts = 6;

std::string short_day(base::LocalDate day) {
  const auto parts = base::to_parts(day);
  return fmt::format("{}/{}", parts.day, parts.month);
}

std::vector<std::pair<std::string, std::int64_t>> losses(const Tally& tally) {
  std::vector<std::pair<std::string, std::int64_t>> out(tally.lost.begin(), tally.lost.end());
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

/// "Pupil absent 40 min, On no timetable 20 min".
std::string lost_words(const Tally& tally, const LossWords& words) {
  std::string out;
  for (const auto& [reason, minutes] : losses(tally)) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", words.words(reason), provision::minutes_words(minutes));
  return out;
}

/// "Promised 3 h 20 min, given 2 h 40 min (80%), lost 40 min: Pupil absent 40 min".
std::string minutes_line(const Tally& tally, const LossWords& words) {
  if (tally.promised == 0 && tally.extra == 0) return "None promised in these days.";
  auto out = fmt::format("Promised {}, given {}", provision::minutes_words(tally.promised), provision::minutes_words(tally.delivered));
  if (tally.promised > 0) out += " (" + provision::share_words(tally) + ")";
  if (tally.lost_in_all() > 0) out += ", lost " + provision::minutes_words(tally.lost_in_all()) + ": " + lost_words(tally, words);
  out += ".";
  if (tally.extra > 0) out += " Beyond the promise " + provision::minutes_words(tally.extra) + " more.";
  return out;
}

web::Html minutes_bar(const std::string& title, const Tally& tally, const LossWords& words) {
  if (tally.promised == 0) return {};
  web::StackedBar chart{.title = title, .label_column = "What became of the minutes", .amount_column = "Minutes", .parts = {}};
  chart.parts.push_back({.label = "Given", .amount = {tally.delivered, {}}});
  const auto lost = losses(tally);
  std::int64_t others = 0;
  for (std::size_t n = 0; n < lost.size(); ++n) {
    if (n + 2 < most_parts || lost.size() + 1 <= most_parts) chart.parts.push_back({.label = words.words(lost[n].first), .amount = {lost[n].second, {}}});
    else others += lost[n].second;
  }
  if (others > 0) chart.parts.push_back({.label = "Lost for other reasons", .amount = {others, {}}});
  return web::stacked_bar(chart);
}

/// The scores of the sessions as a line, with the goal across it.
web::Html score_line(const TargetFigures& figures) {
  const auto& target = figures.target.words;
  std::span<const sessions::ScorePoint> scores = figures.scores;
  if (scores.empty()) return {};
  const auto left_out = scores.size() > most_points ? scores.size() - most_points : 0;
  scores = scores.subspan(left_out);
  const auto& measure = target.measure;
  auto lowest = std::min<plans::Value>({target.baseline, target.goal, 0});
  for (const auto& score : scores) lowest = std::min(lowest, *score.value);
  web::TrendChart chart;
  chart.title = "Scores of the sessions";
  chart.sentence = fmt::format("{}: from {} on {} to {} on {}. The goal is {}.", target.statement, plans::value_words(measure, *scores.front().value), base::to_text(scores.front().day),
                               plans::value_words(measure, *scores.back().value), base::to_text(scores.back().day), plans::value_words(measure, target.goal));
  chart.label_column = "Day";
  chart.amount_column = "Score";
  chart.more_columns = {"Help it took"};
  chart.goal = web::TrendGoal{(target.goal - lowest) / 10, "Goal " + plans::value_input(measure, target.goal)};
  for (const auto& score : scores) {
    const auto year = base::to_parts(score.day).year;
    chart.points.push_back({.label = base::to_text(score.day), .short_label = short_day(score.day), .band = fmt::format("{}", year), .height = (*score.value - lowest) / 10,
                            .shown = plans::value_input(measure, *score.value), .cells = {score.prompt ? std::string(sessions::title(*score.prompt)) : std::string()}});
  }
  if (left_out > 0) chart.below = web::html("<p class=\"govuk-body-s\">The newest {} of {} scores.</p>", most_points, most_points + left_out);
  return web::trend_chart(chart);
}

web::Html evidence_list(const std::vector<Evidence>& evidence, bool with_kind) {
  web::Html items;
  for (const auto& each : evidence) {
    items.add("<li><blockquote class=\"app-saying\"><p><span class=\"app-words\">{}</span></p><p class=\"govuk-hint\">{}{}, {}{}{} – <a class=\"govuk-link\" href=\"{}\">the record"
              "<span class=\"govuk-visually-hidden\"> of {}</span></a>{}</p></blockquote></li>",
              each.line, with_kind ? each.kind + " by " : std::string(), each.author, base::to_text(each.day), each.why.empty() ? "" : ", ", each.why,
              web::Url::path("/records/{}", each.record), base::to_text(each.day), [&] {
                web::Html files;
                for (const auto& file : each.files) files.add(" · <a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/files/{}", file.id), file.name);
                return files;
              }());
  }
  return web::html("<ul class=\"govuk-list\">{}</ul>", items);
}

std::string per_day(std::int64_t records, int days) { return record::rate(records, days, 1).value_or("–"); }
std::int64_t hundredths(std::int64_t records, int days) { return days > 0 ? records * 100 / days : 0; }

}  // namespace

web::Html decision_tag(Decision decision) {
  switch (decision) {
    case Decision::met: return web::tag(title(decision), web::Tint::green);
    case Decision::go_on: return web::tag(title(decision), web::Tint::blue);
    case Decision::change: return web::tag(title(decision), web::Tint::yellow);
    case Decision::stop: return web::tag(title(decision), web::Tint::grey);
    case Decision::none: break;
  }
  return web::tag(title(Decision::none), web::Tint::orange);
}

std::string due_words(base::LocalDate due, base::LocalDate today) {
  if (due == today) return "due today";
  if (due > today) return "due " + base::to_text(due);
  return fmt::format("{} day{} late", today - due, today - due == 1 ? "" : "s");
}

web::Html state_tag(const Review& review, base::LocalDate today) {
  if (review.is_dropped()) return web::tag("Dropped", web::Tint::grey);
  if (review.is_closed()) return web::tag("Closed", web::Tint::green);
  if (review.due && *review.due < today) return web::tag("Open, " + due_words(*review.due, today), web::Tint::red);
  return web::tag("Open", web::Tint::blue);
}

web::Html review_table(const std::vector<Review>& reviews, base::LocalDate today, ListFor what) {
  web::Table table{what == ListFor::caseload ? "Open reviews" : "Reviews so far", {}, {}, what == ListFor::caseload, true, true};
  if (what == ListFor::caseload) table.columns.push_back({"Pupil"});
  table.columns.insert(table.columns.end(), {{"Plan"}, {"Cycle"}, {"How it stands"}, {"Copy for home"}});
  for (const auto& review : reviews) {
    std::vector<web::Html> row;
    const auto url = web::Url::path("/pupils/{}/reviews/{}", review.pupil, review.id);
    if (what == ListFor::caseload) row.push_back(web::html("{}<br><span class=\"govuk-hint\">{}</span>", review.pupil_name, review.class_name));
    row.push_back(web::html("<a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\"> of {}, cycle from {}</span></a>", url, review.plan_title, review.pupil_name,
                            base::to_text(review.from)));
    row.push_back(web::html("{}", review.until ? days_words({review.from, *review.until}) : "From " + base::to_text(review.from)));
    row.push_back(state_tag(review, today));
    row.push_back(web::html("{}", review.sent_on ? "Sent " + base::to_text(*review.sent_on) : review.is_closed() ? "Not yet" : std::string()));
    table.rows.push_back(std::move(row));
  }
  return web::table(table);
}

web::Html glance_part(const Figures& figures, const LossWords& words) {
  std::vector<web::SummaryRow> rows = {{"The cycle", web::html("{}", days_words(figures.days)), {}}};
  if (!figures.lines.empty()) rows.push_back({"Support", web::html("{}", minutes_line(figures.minutes, words)), {}});
  const auto& there = figures.presence;
  if (figures.sees_sessions && there.sessions() > 0) {
    auto line = fmt::format("{} written up: {} in full, {} in part, {} not", there.sessions(), there.all, there.part, there.none);
    if (there.pupil_absent > 0) line += fmt::format(". The pupil was away for {}", there.pupil_absent);
    rows.push_back({"Sessions", web::html("{}.", line), {}});
  } else {
    rows.push_back({"Sessions", web::html("{}", figures.sees_sessions ? "None written up for this plan." : "Sessions are for those who see SEND information."), {}});
  }
  web::Html out = web::summary_list(rows);
  if (!figures.lines.empty()) out.add(minutes_bar("All support of this plan", figures.minutes, words));
  return out;
}

web::Html target_part(const TargetFigures& figures, const LossWords& words) {
  const auto& target = figures.target.words;
  std::vector<web::SummaryRow> rows = {{"Need", web::html("<span class=\"app-words\">{}</span>", target.need), {}},
                                       {"From, to", web::html("{}", plans::way_words(target)), {}}};
  if (const auto latest = figures.latest()) {
    const auto way = plans::way_gone(target.baseline, target.goal, *latest);
    auto now = plans::value_words(target.measure, *latest);
    if (way) now += *way < 0 ? ": further away than at the start" : fmt::format(": {}% of the way", *way / 10);
    rows.push_back({"Now", web::html("{}", now), {}});
  } else {
    rows.push_back({"Now", web::html("No session scored it in this cycle."), {}});
  }
  if (!figures.provision.empty()) {
    web::Html given;
    for (const auto& each : figures.provision) given.add("{}<br>", each);
    given.add("{}", minutes_line(figures.minutes, words));
    rows.push_back({"Support", given, {}});
  }
  web::Html out = web::summary_list(rows);
  out.add(score_line(figures));
  if (!figures.evidence.empty()) {
    out.add("<h3 class=\"govuk-heading-s\">What shows it</h3>");
    out.add(evidence_list(figures.evidence, false));
  }
  return out;
}

web::Html provision_part(const Figures& figures, const LossWords& words) {
  if (figures.lines.empty()) return {};
  std::vector<std::vector<web::Html>> lines, adults;
  for (const auto& each : figures.lines)
    lines.push_back({web::html("{}: {}", each.line.words.what, plans::dose_words(each.line.words)), web::html("{}", each.minutes.promised), web::html("{}", each.minutes.delivered),
                     web::html("{}", provision::share_words(each.minutes)), web::html("{}", lost_words(each.minutes, words))});
  for (const auto& each : figures.adults)
    adults.push_back({web::html("{}", each.name), web::html("{}", each.minutes.promised), web::html("{}", each.minutes.delivered), web::html("{}", each.minutes.extra)});
  web::Html out = web::subheading("Promised and given");
  out.add(web::table({.caption = "Each promise, in minutes", .columns = {{"What was promised"}, {"Promised", true}, {"Given", true}, {"Share", true}, {"Lost, and why"}}, .rows = std::move(lines), .stacked = true}));
  if (!adults.empty()) out.add(web::table({.caption = "By whom, in minutes", .columns = {{"Adult"}, {"Promised", true}, {"Given", true}, {"Beyond", true}}, .rows = std::move(adults), .stacked = true}));
  return out;
}

web::Html around_part(const Figures& figures) {
  web::Html out;
  if (!figures.behaviour.empty()) {
    out.add(web::subheading("Before this cycle and in it"));
    web::Html pairs;
    for (const auto& each : figures.behaviour) {
      const auto before = per_day(each.split.before, each.split.days_before), after = per_day(each.split.after, each.split.days_after);
      pairs.add(web::card(each.plural, web::before_after({.title = each.plural + " each school day", .sentence = fmt::format("{}: {} a school day before, {} in this cycle.", each.plural, before, after), .before_label = "Before",
                                 .before_shown = before, .after_label = "This cycle", .after_shown = after, .before = hundredths(each.split.before, each.split.days_before),
                                 .after = hundredths(each.split.after, each.split.days_after),
                                 .rows = {{"Before", std::to_string(each.split.before), std::to_string(each.split.days_before), before},
                                          {"This cycle", std::to_string(each.split.after), std::to_string(each.split.days_after), after}}})));
    }
    out.add(web::cards(pairs));
  }
  if (!figures.tried.empty()) {
    web::Html items;
    for (const auto& [what, times] : figures.tried) items.add("<li>{}: {} time{}</li>", what, times, times == 1 ? "" : "s");
    out.add("<h3 class=\"govuk-heading-s\">What adults tried when it was hard</h3><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", items);
  }
  if (!figures.others.empty()) {
    out.add(web::subheading("What else was seen"));
    out.add(evidence_list(figures.others, true));
  }
  return out;
}

web::Html cost_part(const Figures& figures) {
  if (!figures.cost) return {};
  const auto& cost = *figures.cost;
  web::Html out = web::subheading("What it cost");
  out.add(web::body_text(fmt::format("{} in this cycle: each session's adult at the price of that day, shared by the pupils who were there.", provision::to_exact_text(cost.total))));
  std::vector<std::vector<web::Html>> rows;
  for (const auto& [adult, pence] : cost.by_adult) rows.push_back({web::html("{}", adult), web::html("{}", provision::to_exact_text(pence))});
  if (!rows.empty()) out.add(web::table({.caption = "By adult", .columns = {{"Adult"}, {"This pupil's share", true}}, .rows = std::move(rows)}));
  std::string without;
  for (const auto& name : cost.without_pay) without += (without.empty() ? "" : ", ") + name;
  if (!without.empty()) out.add(web::body_text("Not costed, because no pay is written down: " + without + "."));
  return out;
}

web::Html voices_part(const std::vector<Voice>& voices, const std::vector<Evidence>& records) {
  web::Html sheets;
  for (const auto& voice : voices) {
    web::Html matter;
    for (const auto& each : voice.answers)
      if (!each.answer.empty()) matter.add("<h3 class=\"govuk-heading-s\">{}</h3><p class=\"govuk-body app-words\">{}</p>", each.question, each.answer);
    matter.add("<p class=\"govuk-hint\">{}, {}{}.</p>", voice.how, base::to_text(voice.given_on), voice.scribe.empty() ? ", written by themselves" : ", written down by " + voice.scribe);
    sheets.add(web::card(voice.name.empty() ? std::string(title(voice.party)) : voice.name + (voice.party == VoiceParty::parent ? ", parent or carer" : ""), matter));
  }
  web::Html out;
  if (!sheets.empty()) out.add(web::cards(sheets));
  if (!records.empty()) out.add(evidence_list(records, true));
  return out;
}

}  // namespace reviews
