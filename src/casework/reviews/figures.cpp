// Reads the cycle: the ledger of its promises, the scores of its targets, what the chronology shows, what it cost.
#include "casework/reviews/figures.h"

#include "access/staff_store.h"
#include "casework/plans/provision_line_store.h"
#include "casework/provision/cost.h"
#include "casework/provision/funding_store.h"
#include "casework/provision/ledger.h"
#include "casework/sessions/timetabled.h"
#include "people/calendar_store.h"
#include "record/analysis_store.h"
#include "record/catalogue.h"
#include "record/chronology_store.h"

#include <algorithm>
#include <array>
#include <set>

namespace reviews {
namespace {

using access::May;
using ChronologyPass = access::PupilPass<May::chronology_read>;

constexpr int most_lines = 600;            ///< of one kind, read
constexpr std::size_t most_others = 6;     ///< observations and recognitions, shown
constexpr std::size_t most_voices = 4;
constexpr std::size_t most_tried = 5;
constexpr std::array counted_kinds = {"behaviour", "recognition"};

bool serves_the_plan(const Figures& figures, const sessions::Given& given, const std::set<sessions::SessionId>& scored) {
  return scored.contains(given.session) ||
         std::any_of(figures.lines.begin(), figures.lines.end(), [&](const LineFigures& each) { return each.line.id == given.line; });
}

/// Lines of the plan that were promised on some day of the cycle.
std::vector<plans::ProvisionLine> lines_in(const access::Pass& pass, const plans::PlanId& plan, const sessions::Days& days) {
  auto out = plans::list_lines_of_plan(pass, plan);
  std::erase_if(out, [&](const plans::ProvisionLine& line) {
    return line.state == plans::LineState::draft || line.words.from > days.last || (line.words.until && *line.words.until < days.first);
  });
  return out;
}

/// Promised against given, for this plan's lines alone: the same ledger as the provision page, so that the two say the same.
std::vector<provision::Entry> ledger_of(access::Visit& visit, const PupilSight& pass, const std::vector<plans::ProvisionLine>& lines, const std::vector<sessions::Given>& given,
                                        const sessions::Days& days) {
  const auto week = pass.narrowed<May::chronology_read>();
  auto cards = week ? sessions::list_cards_of(*week, lines, days) : std::vector<sessions::Card>{};
  const auto written = sessions::list_written_of(pass, pass.pupil(), days);
  std::set<plans::ProvisionLineId> own;
  for (const auto& line : lines) own.insert(line.id);
  for (auto& card : cards)
    std::erase_if(card.pupils, [&](const sessions::CardPupil& pupil) { return !own.contains(pupil.line) || written.contains({{card.slot, card.day}, pupil.pupil}); });
  std::vector<sessions::Given> of_lines;
  std::copy_if(given.begin(), given.end(), std::back_inserter(of_lines), [&](const sessions::Given& each) { return own.contains(each.line); });
  const auto calendar = people::load_calendar(pass);
  return provision::keep_ledger({lines, cards, of_lines, calendar, days, visit.today(), visit.house().zone().to_local(visit.now()).time.minutes});
}

void add_minutes(Figures& figures, const std::vector<provision::Entry>& entries, const access::Pass& pass) {
  const auto by_line = provision::sum_by<plans::ProvisionLineId>(entries, [](const provision::Entry& entry) { return entry.line; });
  for (auto& each : figures.lines) {
    if (const auto found = by_line.find(each.line.id); found != by_line.end()) each.minutes = found->second;
    for (auto& target : figures.targets) {
      if (each.line.words.target != target.target.id) continue;
      target.minutes += each.minutes;
      target.provision.push_back(each.line.words.what + ", " + plans::dose_words(each.line.words));
      if (each.line.state == plans::LineState::live && !each.line.words.section_f) target.ends_with_it.push_back(each.line.words.what);
    }
  }
  figures.minutes = provision::sum_of(entries);
  std::map<access::StaffId, std::string> names;
  for (auto& line : access::list_staff(pass)) names.emplace(line.id, std::move(line.name));
  for (const auto& [adult, tally] : provision::sum_by<access::StaffId>(entries, [](const provision::Entry& entry) { return entry.adult; })) {
    const auto found = names.find(adult);
    figures.adults.push_back({found == names.end() ? std::string("Nobody named") : found->second, tally});
  }
}

void count_presence(Presence& presence, const sessions::Given& given) {
  switch (given.happened) {
    case sessions::Happened::yes: ++presence.all; break;
    case sessions::Happened::part: ++presence.part; break;
    case sessions::Happened::no: ++presence.none; break;
  }
  if (given.reason == "pupil_absent") ++presence.pupil_absent;
}

/// The chronology's lines of one kind in the cycle, newest first.
std::vector<record::ChronologyLine> lines_of_kind(const ChronologyPass& pass, std::string_view kind, const sessions::Days& days, int most) {
  record::ChronologyFilter filter;
  filter.kind = std::string(kind);
  filter.from = pass.zone().start_of_day(days.first);
  filter.until = pass.zone().start_of_day(days.last + 1) + -1;
  filter.limit = most;
  return record::list(pass, filter);
}

/// Everything the chronology shows of the cycle, as evidence.
class Showing {
 public:
  Showing(access::Visit& visit, const ChronologyPass& pass, Figures& figures, const std::vector<sessions::Given>& given) : visit_(visit), pass_(pass), figures_(figures) {
    const auto& days = figures.days;
    for (auto& each : record::list_files(pass, pass.zone().start_of_day(days.first), pass.zone().start_of_day(days.last + 1) + -1)) files_[each.record].push_back(std::move(each.file));
    kinds_ = visit.house().room<record::Catalogue>().kinds();
    for (const auto& each : given) record_of_[each.session] = each.record;
  }

  void add_sessions() {
    std::map<record::RecordId, record::ChronologyLine> lines;
    for (auto& line : lines_of_kind(pass_, "session", figures_.days, most_lines)) {
      const auto id = line.id;
      lines.emplace(id, std::move(line));
    }
    for (auto& target : figures_.targets)
      for (const auto& pick : pick_scores(target.target.words, target.scores)) {
        const auto record = record_of_.find(pick.score->session);
        const auto line = record == record_of_.end() ? lines.end() : lines.find(record->second);
        if (line != lines.end()) target.evidence.push_back(evidence_of(line->second, std::string(pick.why)));
      }
  }

  void add_others() {
    for (const auto* kind : {"observation", "recognition"})
      for (const auto& line : lines_of_kind(pass_, kind, figures_.days, static_cast<int>(most_others))) figures_.others.push_back(evidence_of(line, ""));
    std::stable_sort(figures_.others.begin(), figures_.others.end(), [](const Evidence& a, const Evidence& b) { return a.day > b.day; });
    if (figures_.others.size() > most_others) figures_.others.resize(most_others);
    for (const auto* kind : {"childs_voice", "parents_voice"})
      for (const auto& line : lines_of_kind(pass_, kind, figures_.days, static_cast<int>(most_voices))) figures_.voices.push_back(evidence_of(line, ""));
  }

 private:
  Evidence evidence_of(const record::ChronologyLine& line, std::string why) const {
    const auto* kind = kinds_->find(line.kind);
    Evidence out{line.id, kind ? kind->title : line.kind, visit_.house().zone().date_of(line.occurred_at), line.line, line.author, std::move(why), {}};
    if (const auto found = files_.find(line.id); found != files_.end()) out.files = found->second;
    return out;
  }

  access::Visit& visit_;
  const ChronologyPass& pass_;
  Figures& figures_;
  std::shared_ptr<const record::Kinds> kinds_;
  std::map<record::RecordId, std::vector<record::FileLine>> files_;
  std::map<sessions::SessionId, record::RecordId> record_of_;
};

/// Records by kind before the cycle and in it, as many days each side; and what was tried in it.
void count_behaviour(access::Visit& visit, const ChronologyPass& pass, Figures& figures) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto calendar = people::load_calendar(pass);
  const auto length = figures.days.last - figures.days.first + 1;
  for (const auto* id : counted_kinds) {
    const auto* kind = kinds->find(id);
    if (!kind || (pass.grants().see(pass.pupil()) & access::bit(kind->info_class)) == 0) continue;
    record::Scope scope;
    scope.first = figures.days.first + -length;
    scope.last = figures.days.last;
    const auto counted = record::count(pass, *kind, calendar, scope, figures.days.first);
    if (counted.split && counted.split->before + counted.split->after > 0) figures.behaviour.push_back({kind->plural, *counted.split});
    if (std::string_view(id) != "behaviour" || !counted.split || counted.split->after == 0) continue;
    scope.first = figures.days.first;
    const auto cycle = record::count(pass, *kind, calendar, scope);
    if (const auto* tried = cycle.report.find("tried"))
      for (const auto& row : tried->rows)
        if (row.records > 0) figures.tried.emplace_back(row.label, row.records);
  }
  std::stable_sort(figures.tried.begin(), figures.tried.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (figures.tried.size() > most_tried) figures.tried.resize(most_tried);
}

/// This pupil's share of what served the plan.
void add_cost(access::Visit& visit, const PupilSight& pass, Figures& figures, const std::set<sessions::SessionId>& scored) {
  const auto costs = access::Door::staff<May::costs_read>(visit);
  if (!costs) return;
  pass.saw(access::InfoClass::c6_send, pass.pupil(), pass.pupil().bytes(), provision::deeds::costs_seen);
  const auto beside = sessions::list_given_beside(pass, pass.pupil(), figures.days);
  std::set<sessions::SessionId> wanted;
  for (const auto& given : beside)
    if (given.pupil == pass.pupil() && serves_the_plan(figures, given, scored)) wanted.insert(given.session);
  std::vector<sessions::Given> together;
  std::copy_if(beside.begin(), beside.end(), std::back_inserter(together), [&](const sessions::Given& given) { return wanted.contains(given.session); });
  const auto shared = provision::cost_sessions(together, provision::load_minute_costs(*costs));
  std::map<access::StaffId, std::string> names;
  for (auto& line : access::list_staff(pass)) names.emplace(line.id, std::move(line.name));
  const auto name_of = [&](const access::StaffId& id) {
    const auto found = names.find(id);
    return found == names.end() ? std::string("Somebody") : found->second;
  };
  std::map<std::string, provision::Pence> by_adult;
  CostFigures out;
  for (const auto& part : shared.shares) {
    if (part.of->pupil != pass.pupil()) continue;
    out.total += part.pence;
    by_adult[name_of(part.of->staff)] += part.pence;
  }
  out.by_adult.assign(by_adult.begin(), by_adult.end());
  for (const auto& adult : shared.without_pay) out.without_pay.push_back(name_of(adult));
  figures.cost = std::move(out);
}

struct Read {
  Figures figures;
  std::vector<sessions::Given> given;
  std::set<sessions::SessionId> scored;
};

Read read_minutes(access::Visit& visit, const PupilSight& pass, const plans::Plan& plan, std::vector<plans::Target> targets, const sessions::Days& days) {
  Read out;
  auto& figures = out.figures;
  figures.days = days;
  figures.sees_sessions = (pass.grants().see(pass.pupil()) & access::bit(access::InfoClass::c6_send)) != 0;
  for (auto& target : targets) figures.targets.push_back({std::move(target), {}, {}, {}, {}, {}});
  for (auto& line : lines_in(pass, plan.id, days)) figures.lines.push_back({std::move(line), {}});
  std::vector<plans::ProvisionLine> lines;
  for (const auto& each : figures.lines) lines.push_back(each.line);
  if (figures.sees_sessions) {
    out.given = sessions::list_given_to(pass, pass.pupil(), days);
    for (auto& score : sessions::list_scores(pass, pass.pupil(), days)) {
      const auto found = std::find_if(figures.targets.begin(), figures.targets.end(), [&](const TargetFigures& each) { return each.target.id == score.target; });
      if (found == figures.targets.end()) continue;
      out.scored.insert(score.session);
      if (score.value) found->scores.push_back(std::move(score));
    }
    for (const auto& given : out.given)
      if (serves_the_plan(figures, given, out.scored)) count_presence(figures.presence, given);
  }
  add_minutes(figures, ledger_of(visit, pass, lines, out.given, days), pass);
  return out;
}

}  // namespace

sessions::Days days_of(const Review& review, base::LocalDate today) { return {review.from, std::max(review.from, review.until.value_or(today))}; }

Figures gather(access::Visit& visit, const PupilSight& pass, const plans::Plan& plan, std::vector<plans::Target> targets, const sessions::Days& days) {
  auto read = read_minutes(visit, pass, plan, std::move(targets), days);
  auto& figures = read.figures;
  if (const auto chronology = pass.narrowed<May::chronology_read>()) {
    Showing showing(visit, *chronology, figures, read.given);
    if (figures.sees_sessions) showing.add_sessions();
    showing.add_others();
    count_behaviour(visit, *chronology, figures);
  }
  if (figures.sees_sessions) add_cost(visit, pass, figures, read.scored);
  return std::move(figures);
}

Figures gather_scores(access::Visit& visit, const PupilSight& pass, const plans::Plan& plan, std::vector<plans::Target> targets, const sessions::Days& days) {
  return read_minutes(visit, pass, plan, std::move(targets), days).figures;
}

std::vector<Pick> pick_scores(const plans::TargetWords& target, std::span<const sessions::ScorePoint> scores) {
  constexpr auto no_prompt = sessions::prompt_count;
  const auto help = [](const sessions::ScorePoint& score) { return score.prompt ? static_cast<std::size_t>(*score.prompt) : no_prompt; };
  const auto way = [&](const sessions::ScorePoint& score) { return plans::way_gone(target.baseline, target.goal, score.value.value_or(target.baseline)).value_or(0); };
  std::vector<Pick> out;
  const auto take = [&](const sessions::ScorePoint* score, std::string_view why) {
    if (score && std::none_of(out.begin(), out.end(), [&](const Pick& each) { return each.score->session == score->session; })) out.push_back({score, why});
  };
  const sessions::ScorePoint *best = nullptr, *alone = nullptr;
  for (const auto& score : scores) {
    if (!score.value) continue;
    if (!best || way(score) > way(*best) || (way(score) == way(*best) && help(score) < help(*best))) best = &score;
    if (!alone || help(score) < help(*alone) || (help(score) == help(*alone) && way(score) > way(*alone))) alone = &score;
  }
  take(best, "the furthest on the way");
  if (!scores.empty()) take(&scores.back(), "the newest");
  if (alone && alone->prompt) take(alone, "with the least help");
  return out;
}

}  // namespace reviews
