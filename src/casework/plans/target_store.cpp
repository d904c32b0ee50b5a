// The only room that names the tables of targets.
#include "casework/plans/target_store.h"

#include "access/digest.h"
#include "base/text.h"
#include "web/json.h"

#include <algorithm>
#include <map>

namespace plans {
namespace {

constexpr db::Sql insert_target =
    "INSERT INTO target (id, plan_id, pupil_id, info_class, version, state, area, need, statement, success, measure, unit, steps, baseline, goal, starts_on, "
    "by_when, owner_id, owner_words, part_of, from_bank, outcome, outcome_words, outcome_on, made_by, made_at, changed_at, request_digest) "
    "VALUES (:id, :plan, :about, :info_class, 1, :state, :area, :need, :statement, :success, :measure, :unit, :steps, :baseline, :goal, :starts_on, "
    ":by_when, :owner, :owner_words, :part_of, :from_bank, '', '', NULL, :author, :at, :at, :digest) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_version =
    "INSERT INTO target_version (target_id, version, at, by_id, reason, body) VALUES (:id, :version, :at, :author, :reason, :body)";
constexpr db::Sql insert_strategy =
    "INSERT INTO target_strategy (target_id, number, from_bank, words, helped) VALUES (:id, :number, :from_bank, :words, NULL)";
constexpr db::Sql drop_strategies = "DELETE FROM target_strategy WHERE target_id = :id";
constexpr db::Sql change_one =
    "UPDATE target SET version = :version, area = :area, need = :need, statement = :statement, success = :success, measure = :measure, unit = :unit, "
    "steps = :steps, baseline = :baseline, goal = :goal, starts_on = :starts_on, by_when = :by_when, owner_id = :owner, owner_words = :owner_words, "
    "part_of = :part_of, from_bank = :from_bank, changed_at = :at WHERE id = :id AND pupil_id = :about AND version = :was AND state <> 'ended'";
constexpr db::Sql approve_one =
    "UPDATE target SET version = :version, state = 'live', changed_at = :now WHERE id = :id AND pupil_id = :about AND version = :was AND state = 'draft'";
constexpr db::Sql writers_of_target = "SELECT by_id FROM seen_target_version WHERE target_id = :id";
constexpr db::Sql judge_one =
    "UPDATE target SET version = :version, outcome = :outcome, outcome_words = :words, outcome_on = :today, changed_at = :now, state = :state "
    "WHERE id = :id AND pupil_id = :about AND version = :was AND state <> 'draft'";
constexpr db::Sql strategy_helped = "UPDATE target_strategy SET helped = :helped WHERE target_id = :id AND number = :number";
constexpr db::Sql own_request = "SELECT request_digest FROM my_target_request WHERE id = :id";

#define ALONGSIDE_TARGET_COLUMNS                                                                                                                  \
  "SELECT t.id, t.plan_id, t.pupil_id, u.given, u.family, t.info_class, t.version, t.state, t.area, t.need, t.statement, t.success, t.measure, t.unit, " \
  "t.steps, t.baseline, t.goal, t.starts_on, t.by_when, t.owner_id, s.name, t.owner_words, t.part_of, t.from_bank, t.outcome, t.outcome_words, "  \
  "t.outcome_on, t.changed_at FROM seen_target t JOIN seen_pupil u ON u.id = t.pupil_id LEFT JOIN staff s ON s.id = t.owner_id "
constexpr db::Sql live_of_pupil = ALONGSIDE_TARGET_COLUMNS "WHERE t.pupil_id = :pupil AND t.state = 'live' ORDER BY t.by_when, t.plan_id, t.id";
constexpr db::Sql live_across = ALONGSIDE_TARGET_COLUMNS "WHERE t.state = 'live' ORDER BY u.family, u.given, t.pupil_id, t.by_when, t.id";
constexpr db::Sql all_of_pupil = ALONGSIDE_TARGET_COLUMNS
    "WHERE t.pupil_id = :pupil ORDER BY CASE t.state WHEN 'live' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, t.by_when, t.id";
constexpr db::Sql all_of_plan = ALONGSIDE_TARGET_COLUMNS "WHERE t.plan_id = :plan ORDER BY CASE t.state WHEN 'ended' THEN 1 ELSE 0 END, t.by_when, t.id";
constexpr db::Sql target_of_pupil = ALONGSIDE_TARGET_COLUMNS "WHERE t.id = :id AND t.pupil_id = :pupil";
constexpr db::Sql target_by_id = ALONGSIDE_TARGET_COLUMNS "WHERE t.id = :id";
#undef ALONGSIDE_TARGET_COLUMNS
constexpr db::Sql strategies_of = "SELECT from_bank, words, helped FROM seen_target_strategy WHERE target_id = :id ORDER BY number";
constexpr db::Sql strategies_of_plan =
    "SELECT s.target_id, s.from_bank, s.words, s.helped FROM seen_target_strategy s JOIN seen_target t ON t.id = s.target_id WHERE t.plan_id = :plan "
    "ORDER BY s.target_id, s.number";
constexpr db::Sql versions_of =
    "SELECT v.version, v.at, s.name, v.reason, v.body FROM seen_target_version v JOIN staff s ON s.id = v.by_id WHERE v.target_id = :id ORDER BY v.version";

std::string steps_text(const Measure& measure) {
  web::Json::Array out;
  for (const auto& step : measure.steps) out.emplace_back(step);
  return web::to_json(web::Json(std::move(out)));
}

std::vector<std::string> stored_steps(std::string_view text) {
  std::vector<std::string> out;
  const auto json = web::parse_json(text);
  if (!json || !json->array()) return out;
  for (const auto& step : *json->array())
    if (step.string()) out.push_back(*step.string());
  return out;
}

std::string body_of(const TargetWords& words, const std::vector<Strategy>& strategies) {
  web::Json::Array list;
  for (const auto& one : strategies) list.emplace_back(one.words);
  web::Json::Object out = {{"area", code(words.area)}, {"need", words.need}, {"statement", words.statement}, {"success", words.success},
                           {"measure", code(words.measure.scale)}, {"unit", words.measure.unit}, {"steps", steps_text(words.measure)},
                           {"baseline", words.baseline}, {"goal", words.goal}, {"starts_on", base::to_iso(words.starts_on)},
                           {"by_when", base::to_iso(words.by_when)}, {"owner", words.owner.is_nil() ? std::string() : words.owner.text()},
                           {"owner_words", words.owner_words}, {"part_of", words.part_of.is_nil() ? std::string() : words.part_of.text()},
                           {"from_bank", words.from_bank}, {"strategies", std::move(list)}};
  return web::to_json(web::Json(std::move(out)));
}

base::Bytes32 request_digest(const NewTarget& target) {
  return access::digest({base::as_bytes(target.plan.text()), base::as_bytes(body_of(target.words, target.strategies))});
}

template <class Id>
std::optional<Id> or_null(const Id& id) {
  return id.is_nil() ? std::nullopt : std::optional<Id>(id);
}

std::vector<db::Bind> word_binds(const TargetWords& words) {
  return {{"area", code(words.area)}, {"need", words.need}, {"statement", words.statement}, {"success", words.success},
          {"measure", code(words.measure.scale)}, {"unit", words.measure.unit}, {"steps", steps_text(words.measure)}, {"baseline", words.baseline},
          {"goal", words.goal}, {"starts_on", words.starts_on}, {"by_when", words.by_when}, {"owner", or_null(words.owner)},
          {"owner_words", words.owner_words}, {"part_of", or_null(words.part_of)}, {"from_bank", words.from_bank}};
}

Target read_target(const db::Row& row) {
  Target out;
  out.id = row.id<TargetId>(0);
  out.plan = row.id<PlanId>(1);
  out.pupil = row.id<access::PupilId>(2);
  out.pupil_name = row.string(3) + " " + row.string(4);
  out.info_class = static_cast<access::InfoClass>(row.integer(5));
  out.version = static_cast<int>(row.integer(6));
  out.state = target_state_of(row.text(7)).value_or(TargetState::ended);
  auto& words = out.words;
  words.area = area_of(row.text(8)).value_or(Area::cognition);
  words.need = row.string(9);
  words.statement = row.string(10);
  words.success = row.string(11);
  words.measure = {scale_of(row.text(12)).value_or(Scale::count), row.string(13), stored_steps(row.text(14))};
  words.baseline = row.integer(15);
  words.goal = row.integer(16);
  words.starts_on = row.date(17);
  words.by_when = row.date(18);
  words.owner = row.id<access::StaffId>(19);
  words.owner_words = row.string(21);
  out.owner_name = row.is_null(20) ? words.owner_words : row.string(20);
  words.part_of = row.id<TargetId>(22);
  words.from_bank = row.string(23);
  out.outcome = outcome_of(row.text(24)).value_or(Outcome::none);
  out.outcome_words = row.string(25);
  out.outcome_on = row.maybe(26, &db::Row::date);
  out.changed_at = row.time(27);
  return out;
}

bool is_within_reach(const access::Pass& pass, const Target& target) {
  return access::needed_to_see(target.info_class) != access::Assurance::step_up || pass.grants().freshness() == access::Freshness::fresh;
}

std::vector<Target> seen(const access::Pass& pass, std::vector<Target> targets) {
  std::erase_if(targets, [&](const Target& target) { return !is_within_reach(pass, target); });
  for (const auto& target : targets) pass.saw(target.info_class, target.pupil, target.pupil.bytes(), deeds::target_seen);
  return targets;
}

std::vector<Strategy> strategies_for(const access::Pass& pass, const TargetId& id) {
  return pass.rows(strategies_of, [](const db::Row& row) {
    Strategy out{row.string(0), row.string(1), std::nullopt};
    if (!row.is_null(2)) out.helped = row.yes(2);
    return out;
  }, {{"id", id}});
}

std::optional<Target> whole(const access::Pass& pass, std::optional<Target> target) {
  if (target && !is_within_reach(pass, *target)) target.reset();
  if (!target) return target;
  target->strategies = strategies_for(pass, target->id);
  pass.saw(target->info_class, target->pupil, target->id.bytes(), deeds::target_seen);
  return target;
}

base::Error changed_meanwhile() {
  return base::Error::conflict("Somebody else changed this target while you were writing. Look at it again.", "target moved on");
}

base::Result<void> check_all(const access::Pass& pass, const TargetWords& words, const std::vector<Strategy>& strategies) {
  auto wrong = check(words);
  if (strategies.size() > 12) wrong.push_back({"strategies", "Use at most 12 strategies"});
  for (const auto& one : strategies)
    if (base::count_characters(one.words) > 300) wrong.push_back({"strategies", "Use at most 300 characters for a strategy"});
  if (!words.part_of.is_nil() && !pass.row(target_by_id, [](const db::Row&) { return true; }, {{"id", words.part_of}}))
    wrong.push_back({"part_of", "Select the outcome it takes part in from the list"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "target");
  return {};
}

}  // namespace

bool added_before(const access::Pass& pass, const NewTarget& target) {
  const auto kept = pass.row(own_request, [](const db::Row& row) { return base::Bytes(row.bytes(0).begin(), row.bytes(0).end()); }, {{"id", target.id}});
  const auto now = request_digest(target);
  return kept && std::equal(kept->begin(), kept->end(), now.begin(), now.end());
}

std::vector<access::Step> steps_of(const NewTarget& target, const access::PupilId& pupil, access::InfoClass info_class, TargetState state,
                                   const access::StaffId& author, base::UtcTime at) {
  std::vector<access::Step> out;
  auto binds = word_binds(target.words);
  for (auto& each : std::vector<db::Bind>{{"id", target.id}, {"plan", target.plan}, {"about", pupil}, {"info_class", static_cast<int>(info_class)},
                                          {"state", code(state)}, {"author", author}, {"at", at}, {"digest", request_digest(target)}})
    binds.push_back(std::move(each));
  out.push_back({insert_target, std::move(binds), access::Expect::one, base::Error::conflict("This was saved already, with other words.", "target exists")});
  out.push_back({insert_version, {{"id", target.id}, {"version", 1}, {"at", at}, {"author", author}, {"reason", ""}, {"body", body_of(target.words, target.strategies)}}});
  for (std::size_t n = 0; n < target.strategies.size(); ++n)
    out.push_back({insert_strategy, {{"id", target.id}, {"number", n + 1}, {"from_bank", target.strategies[n].from_bank}, {"words", target.strategies[n].words}}});
  return out;
}

base::Result<void> add_target(access::UnitOfWork& work, const WritePass& pass, const Plan& plan, const NewTarget& target) {
  if (!may_be_written(plan.state))
    return base::Error::not_allowed("This plan waits for approval or is closed. Take it back or open it again first.", "plan not to be written on");
  TRY_DO(check_all(pass, target.words, target.strategies));
  // A target of a plan that people follow already is one of theirs once somebody else has approved it (`approve_target`), or with the plan's next version.
  auto steps = steps_of(target, pass.pupil(), plan.info_class, TargetState::draft, pass.who().id, work.now());
  auto first = std::move(steps.front());
  auto miss = std::move(first.miss);
  work.write(pass, {.deed = deeds::target_added, .subject = target.id.bytes(), .info = plan.info_class}, std::move(first), access::Expect::one, std::move(miss));
  for (std::size_t n = 1; n < steps.size(); ++n) work.also(std::move(steps[n]));
  return {};
}

base::Result<void> change_target(access::UnitOfWork& work, const WritePass& pass, const Target& target, const TargetWords& words,
                                 const std::vector<Strategy>& strategies, std::string_view reason) {
  if (target.state == TargetState::ended) return base::Error::not_allowed("This target has ended.", "target ended");
  TRY_DO(check_all(pass, words, strategies));
  if (target.state == TargetState::live && base::trim(reason).empty())
    return base::Error::invalid("reason", "Enter why the target is changed", "live target without reason");
  auto binds = word_binds(words);
  for (auto& each : std::vector<db::Bind>{{"id", target.id}, {"about", target.pupil}, {"version", target.version + 1}, {"was", target.version}, {"at", work.now()}})
    binds.push_back(std::move(each));
  work.write(pass, {.deed = deeds::target_changed, .subject = target.id.bytes(), .info = target.info_class}, access::Step{change_one, std::move(binds)},
             access::Expect::one, changed_meanwhile());
  work.also(insert_version, {{"id", target.id}, {"version", target.version + 1}, {"at", work.now()}, {"author", pass.who().id}, {"reason", base::trim(reason)},
                             {"body", body_of(words, strategies)}});
  work.also(drop_strategies, {{"id", target.id}});
  for (std::size_t n = 0; n < strategies.size(); ++n)
    work.also(insert_strategy, {{"id", target.id}, {"number", n + 1}, {"from_bank", strategies[n].from_bank}, {"words", strategies[n].words}});
  return {};
}

base::Result<void> approve_target(access::UnitOfWork& work, const DecidePass& pass, const Plan& plan, const Target& target) {
  if (!may_decide(pass, plan.info_class)) return base::Error::not_found("plan not theirs to decide on");
  if (!plan.is_followed()) return base::Error::invalid("target", "This plan is not followed yet: its targets start with it", "target of no live plan");
  if (target.state != TargetState::draft) return base::Error::invalid("target", "The target has started already, or has ended", "no draft");
  const auto writers = pass.rows(writers_of_target, [](const db::Row& row) { return row.id<access::StaffId>(0); }, {{"id", target.id}});
  if (std::find(writers.begin(), writers.end(), pass.who().id) != writers.end())
    return base::Error::not_allowed("You wrote this target, so somebody else must approve it.", "approval by an author");
  work.write(pass, {.deed = deeds::target_approved, .subject = target.id.bytes(), .info = target.info_class}, approve_one,
             {{"id", target.id}, {"about", target.pupil}, {"version", target.version + 1}, {"was", target.version}}, access::Expect::one, changed_meanwhile());
  work.also(insert_version, {{"id", target.id}, {"version", target.version + 1}, {"at", work.now()}, {"author", pass.who().id}, {"reason", "Approved: in force from now on"},
                             {"body", body_of(target.words, target.strategies)}});
  return {};
}

base::Result<void> judge_target(access::UnitOfWork& work, const WritePass& pass, const Target& target, Outcome outcome, std::string_view words,
                                const std::vector<std::optional<bool>>& helped) {
  if (outcome == Outcome::none) return base::Error::invalid("outcome", "Select how far it got", "no outcome");
  if (target.state == TargetState::draft) return base::Error::not_allowed("This target has not started yet.", "draft target judged");
  if (base::count_characters(words) > 2000) return base::Error::invalid("words", "Use at most 2,000 characters", "outcome too long");
  const bool ends = outcome == Outcome::met || outcome == Outcome::exceeded || outcome == Outcome::not_met || outcome == Outcome::discontinued;
  work.write(pass, {.deed = deeds::target_judged, .subject = target.id.bytes(), .info = target.info_class}, judge_one,
             {{"id", target.id}, {"about", target.pupil}, {"version", target.version + 1}, {"was", target.version}, {"outcome", code(outcome)},
              {"words", base::trim(words)}, {"state", code(ends ? TargetState::ended : TargetState::live)}},
             access::Expect::one, changed_meanwhile());
  work.also(insert_version, {{"id", target.id}, {"version", target.version + 1}, {"at", work.now()}, {"author", pass.who().id},
                             {"reason", std::string(title(outcome)) + (base::trim(words).empty() ? "" : ": " + std::string(base::trim(words)))},
                             {"body", body_of(target.words, target.strategies)}});
  for (std::size_t n = 0; n < helped.size(); ++n)
    if (helped[n]) work.also(strategy_helped, {{"id", target.id}, {"number", n + 1}, {"helped", *helped[n] ? 1 : 0}});
  return {};
}

std::vector<Target> list_live_targets(const PupilSight& pass) { return seen(pass, pass.rows(live_of_pupil, read_target)); }
std::vector<Target> list_live_targets(const CaseloadSight& pass) { return seen(pass, pass.rows(live_across, read_target)); }
std::vector<Target> list_targets(const PupilSight& pass) { return seen(pass, pass.rows(all_of_pupil, read_target)); }
std::vector<Target> list_targets_of_plan(const access::Pass& pass, const PlanId& plan) {
  auto out = seen(pass, pass.rows(all_of_plan, read_target, {{"plan", plan}}));
  std::map<TargetId, std::vector<Strategy>> strategies;
  pass.each(strategies_of_plan, [&](const db::Row& row) {
    Strategy strategy{row.string(1), row.string(2), std::nullopt};
    if (!row.is_null(3)) strategy.helped = row.yes(3);
    strategies[row.id<TargetId>(0)].push_back(std::move(strategy));
  }, {{"plan", plan}});
  for (auto& target : out)
    if (const auto found = strategies.find(target.id); found != strategies.end()) target.strategies = std::move(found->second);
  return out;
}
std::optional<Target> find_target(const PupilSight& pass, const TargetId& id) { return whole(pass, pass.row(target_of_pupil, read_target, {{"id", id}})); }
std::optional<Target> find_target(const CaseloadSight& pass, const TargetId& id) { return whole(pass, pass.row(target_by_id, read_target, {{"id", id}})); }

std::vector<TargetVersion> list_target_versions(const access::Pass& pass, const TargetId& id) {
  return pass.rows(versions_of, [](const db::Row& row) {
    return TargetVersion{static_cast<int>(row.integer(0)), row.time(1), row.string(2), row.string(3), row.string(4)};
  }, {{"id", id}});
}

}  // namespace plans
