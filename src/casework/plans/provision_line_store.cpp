// The only room that names the tables of promised provision.
#include "casework/plans/provision_line_store.h"

#include "access/digest.h"
#include "base/text.h"
#include "web/json.h"

#include <algorithm>

namespace plans {
namespace {

constexpr db::Sql insert_line =
    "INSERT INTO provision_line (id, pupil_id, plan_id, target_id, info_class, version, state, what, programme, who, staff_id, group_size, minutes, times, "
    "every_weeks, from_on, until_on, wave, funding, section_f, area, made_by, made_at, changed_at, request_digest) "
    "VALUES (:id, :about, :plan, :target, :info_class, 1, :state, :what, :programme, :who, :staff, :group_size, :minutes, :times, :every_weeks, :from_on, "
    ":until_on, :wave, :funding, :section_f, :area, :author, :at, :at, :digest) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_version =
    "INSERT INTO provision_line_version (line_id, version, at, by_id, reason, body) VALUES (:id, :version, :at, :author, :reason, :body)";
constexpr db::Sql change_one =
    "UPDATE provision_line SET version = :version, target_id = :target, what = :what, programme = :programme, who = :who, staff_id = :staff, "
    "group_size = :group_size, minutes = :minutes, times = :times, every_weeks = :every_weeks, from_on = :from_on, until_on = :until_on, wave = :wave, "
    "funding = :funding, section_f = :section_f, area = :area, changed_at = :at WHERE id = :id AND pupil_id = :about AND version = :was AND state <> 'ended'";
constexpr db::Sql approve_one =
    "UPDATE provision_line SET version = :version, state = 'live', from_on = :from_on, changed_at = :now "
    "WHERE id = :id AND pupil_id = :about AND version = :was AND state = 'draft'";
constexpr db::Sql writers_of_line = "SELECT by_id FROM seen_provision_line_version WHERE line_id = :id";
constexpr db::Sql versions_of =
    "SELECT v.version, v.at, COALESCE(s.name, ''), v.reason, v.body FROM seen_provision_line_version v LEFT JOIN staff s ON s.id = v.by_id "
    "WHERE v.line_id = :id ORDER BY v.version DESC";
constexpr db::Sql end_one =
    "UPDATE provision_line SET version = :version, state = 'ended', until_on = :on, changed_at = :now "
    "WHERE id = :id AND pupil_id = :about AND version = :was AND state <> 'ended'";
constexpr db::Sql own_request = "SELECT request_digest FROM my_provision_request WHERE id = :id";

#define ALONGSIDE_LINE_COLUMNS                                                                                                                \
  "SELECT l.id, l.pupil_id, u.given, u.family, l.plan_id, l.target_id, l.info_class, l.version, l.state, l.what, l.programme, l.who, l.staff_id, " \
  "s.name, l.group_size, l.minutes, l.times, l.every_weeks, l.from_on, l.until_on, l.wave, l.funding, l.section_f, l.area "                     \
  "FROM seen_provision_line l JOIN seen_pupil u ON u.id = l.pupil_id LEFT JOIN staff s ON s.id = l.staff_id "
constexpr db::Sql lines_of_pupil = ALONGSIDE_LINE_COLUMNS
    "WHERE l.pupil_id = :pupil AND l.state <> 'draft' AND l.from_on <= :until AND (l.until_on IS NULL OR l.until_on >= :from) ORDER BY l.what, l.id";
constexpr db::Sql lines_across = ALONGSIDE_LINE_COLUMNS
    "WHERE l.state <> 'draft' AND l.from_on <= :until AND (l.until_on IS NULL OR l.until_on >= :from) ORDER BY u.family, u.given, l.pupil_id, l.what, l.id";
constexpr db::Sql lines_of_plan = ALONGSIDE_LINE_COLUMNS "WHERE l.plan_id = :plan ORDER BY CASE l.state WHEN 'ended' THEN 1 ELSE 0 END, l.what, l.id";
constexpr db::Sql line_of_pupil = ALONGSIDE_LINE_COLUMNS "WHERE l.id = :id AND l.pupil_id = :pupil";
constexpr db::Sql line_by_id = ALONGSIDE_LINE_COLUMNS "WHERE l.id = :id";
#undef ALONGSIDE_LINE_COLUMNS

std::string text_or_empty(const auto& id) { return id.is_nil() ? std::string() : id.text(); }

std::string body_of(const ProvisionWords& words) {
  web::Json::Object out = {{"what", words.what}, {"programme", words.programme}, {"target", text_or_empty(words.target)}, {"who", words.who},
                           {"staff", text_or_empty(words.staff)}, {"group_size", words.group_size}, {"minutes", words.minutes}, {"times", words.times},
                           {"every_weeks", words.every_weeks}, {"from", base::to_iso(words.from)},
                           {"until", words.until ? base::to_iso(*words.until) : std::string()}, {"wave", code(words.wave)},
                           {"funding", code(words.funding)}, {"section_f", words.section_f}, {"area", code(words.area)}};
  return web::to_json(web::Json(std::move(out)));
}

base::Bytes32 request_digest(const NewProvisionLine& line) {
  return access::digest({base::as_bytes(line.plan.text()), base::as_bytes(body_of(line.words))});
}

template <class Id>
std::optional<Id> or_null(const Id& id) {
  return id.is_nil() ? std::nullopt : std::optional<Id>(id);
}

std::vector<db::Bind> word_binds(const ProvisionWords& words) {
  return {{"target", or_null(words.target)}, {"what", words.what}, {"programme", words.programme}, {"who", words.who}, {"staff", or_null(words.staff)},
          {"group_size", words.group_size}, {"minutes", words.minutes}, {"times", words.times}, {"every_weeks", words.every_weeks},
          {"from_on", words.from}, {"until_on", words.until}, {"wave", code(words.wave)}, {"funding", code(words.funding)},
          {"section_f", words.section_f ? 1 : 0}, {"area", code(words.area)}};
}

ProvisionLine read_line(const db::Row& row) {
  ProvisionLine out;
  out.id = row.id<ProvisionLineId>(0);
  out.pupil = row.id<access::PupilId>(1);
  out.pupil_name = row.string(2) + " " + row.string(3);
  out.plan = row.id<PlanId>(4);
  auto& words = out.words;
  words.target = row.id<TargetId>(5);
  out.info_class = static_cast<access::InfoClass>(row.integer(6));
  out.version = static_cast<int>(row.integer(7));
  out.state = target_state_of(row.text(8)).value_or(LineState::ended);
  words.what = row.string(9);
  words.programme = row.string(10);
  words.who = row.string(11);
  words.staff = row.id<access::StaffId>(12);
  out.staff_name = row.string(13);
  words.group_size = static_cast<int>(row.integer(14));
  words.minutes = static_cast<int>(row.integer(15));
  words.times = static_cast<int>(row.integer(16));
  words.every_weeks = static_cast<int>(row.integer(17));
  words.from = row.date(18);
  words.until = row.maybe(19, &db::Row::date);
  words.wave = wave_of(row.text(20)).value_or(Wave::targeted);
  words.funding = funding_of(row.text(21)).value_or(Funding::other);
  words.section_f = row.yes(22);
  words.area = area_of(row.text(23)).value_or(Area::cognition);
  return out;
}

bool is_within_reach(const access::Pass& pass, const ProvisionLine& line) {
  return access::needed_to_see(line.info_class) != access::Assurance::step_up || pass.grants().freshness() == access::Freshness::fresh;
}

std::vector<ProvisionLine> seen(const access::Pass& pass, std::vector<ProvisionLine> lines) {
  std::erase_if(lines, [&](const ProvisionLine& line) { return !is_within_reach(pass, line); });
  for (const auto& line : lines) pass.saw(line.info_class, line.pupil, line.pupil.bytes(), deeds::provision_seen);
  return lines;
}

std::optional<ProvisionLine> seen(const access::Pass& pass, std::optional<ProvisionLine> line) {
  if (line && !is_within_reach(pass, *line)) line.reset();
  if (line) pass.saw(line->info_class, line->pupil, line->id.bytes(), deeds::provision_seen);
  return line;
}

base::Error changed_meanwhile() {
  return base::Error::conflict("Somebody else changed this line while you were writing. Look at it again.", "provision line moved on");
}

}  // namespace

bool added_before(const access::Pass& pass, const NewProvisionLine& line) {
  const auto kept = pass.row(own_request, [](const db::Row& row) { return base::Bytes(row.bytes(0).begin(), row.bytes(0).end()); }, {{"id", line.id}});
  const auto now = request_digest(line);
  return kept && std::equal(kept->begin(), kept->end(), now.begin(), now.end());
}

std::vector<access::Step> steps_of(const NewProvisionLine& line, const access::PupilId& pupil, access::InfoClass info_class, LineState state,
                                   const access::StaffId& author, base::UtcTime at) {
  auto binds = word_binds(line.words);
  for (auto& each : std::vector<db::Bind>{{"id", line.id}, {"plan", or_null(line.plan)}, {"about", pupil}, {"info_class", static_cast<int>(info_class)},
                                          {"state", code(state)}, {"author", author}, {"at", at}, {"digest", request_digest(line)}})
    binds.push_back(std::move(each));
  std::vector<access::Step> out;
  out.push_back({insert_line, std::move(binds), access::Expect::one, base::Error::conflict("This was saved already, with other words.", "provision line exists")});
  out.push_back({insert_version, {{"id", line.id}, {"version", 1}, {"at", at}, {"author", author}, {"reason", ""}, {"body", body_of(line.words)}}});
  return out;
}

base::Result<void> add_line(access::UnitOfWork& work, const WritePass& pass, const Plan* plan, const NewProvisionLine& line) {
  const auto info = plan ? plan->info_class : access::InfoClass::c6_send;
  if (plan && !may_be_written(plan->state))
    return base::Error::not_allowed("This plan waits for approval or is closed. Take it back or open it again first.", "plan not to be written on");
  if (!plan && !may_decide(pass, info))
    return base::Error::not_allowed("Put it into a plan: only somebody who decides on support promises it without one.", "promise without a plan");
  if (auto wrong = check(line.words); !wrong.empty()) return base::Error::invalid(std::move(wrong), "provision line");
  auto steps = steps_of(line, pass.pupil(), info, plan ? LineState::draft : LineState::live, pass.who().id, work.now());
  auto first = std::move(steps.front());
  auto miss = std::move(first.miss);
  work.write(pass, {.deed = deeds::provision_added, .subject = line.id.bytes(), .info = info}, std::move(first), access::Expect::one, std::move(miss));
  work.also(std::move(steps[1]));
  return {};
}

base::Result<void> approve_line(access::UnitOfWork& work, const DecidePass& pass, const Plan& plan, const ProvisionLine& line) {
  if (!may_decide(pass, plan.info_class)) return base::Error::not_found("plan not theirs to decide on");
  if (!plan.is_followed()) return base::Error::invalid("provision", "This plan is not followed yet: what it promises starts with it", "line of no live plan");
  if (line.state != LineState::draft) return base::Error::invalid("provision", "It is promised already, or has ended", "no draft");
  const auto writers = pass.rows(writers_of_line, [](const db::Row& row) { return row.id<access::StaffId>(0); }, {{"id", line.id}});
  if (std::find(writers.begin(), writers.end(), pass.who().id) != writers.end())
    return base::Error::not_allowed("You wrote this line, so somebody else must approve it.", "approval by an author");
  auto words = line.words;
  words.from = std::max(words.from, pass.today());
  if (words.until && *words.until < words.from) return base::Error::invalid("provision", "Its last day has passed already: change its days first", "line over before it began");
  work.write(pass, {.deed = deeds::provision_approved, .subject = line.id.bytes(), .info = line.info_class}, approve_one,
             {{"id", line.id}, {"about", line.pupil}, {"version", line.version + 1}, {"was", line.version}, {"from_on", words.from}}, access::Expect::one, changed_meanwhile());
  work.also(insert_version, {{"id", line.id}, {"version", line.version + 1}, {"at", work.now()}, {"author", pass.who().id}, {"reason", "Approved: promised from now on"},
                             {"body", body_of(words)}});
  return {};
}

base::Result<void> change_line(access::UnitOfWork& work, const WritePass& pass, const ProvisionLine& line, const ProvisionWords& words, std::string_view reason) {
  if (line.state == LineState::ended) return base::Error::not_allowed("This line has ended.", "provision line ended");
  auto wrong = check(words);
  if (line.state == LineState::live && base::trim(reason).empty()) wrong.push_back({"reason", "Enter why it is changed"});
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "provision line");
  auto binds = word_binds(words);
  for (auto& each : std::vector<db::Bind>{{"id", line.id}, {"about", line.pupil}, {"version", line.version + 1}, {"was", line.version}, {"at", work.now()}})
    binds.push_back(std::move(each));
  work.write(pass, {.deed = deeds::provision_changed, .subject = line.id.bytes(), .info = line.info_class}, access::Step{change_one, std::move(binds)},
             access::Expect::one, changed_meanwhile());
  work.also(insert_version, {{"id", line.id}, {"version", line.version + 1}, {"at", work.now()}, {"author", pass.who().id}, {"reason", base::trim(reason)},
                             {"body", body_of(words)}});
  return {};
}

base::Result<void> end_line(access::UnitOfWork& work, const WritePass& pass, const ProvisionLine& line, base::LocalDate on, std::string_view reason) {
  if (line.state == LineState::ended) return base::Error::not_allowed("This line has ended.", "provision line ended");
  if (on < line.words.from) return base::Error::invalid("on", "The last day must not be before the first", "provision line ended before it began");
  if (line.state == LineState::live && base::trim(reason).empty()) return base::Error::invalid("reason", "Enter why it ends", "end without reason");
  auto words = line.words;
  words.until = on;
  work.write(pass, {.deed = deeds::provision_ended, .subject = line.id.bytes(), .info = line.info_class}, end_one,
             {{"id", line.id}, {"about", line.pupil}, {"version", line.version + 1}, {"was", line.version}, {"on", on}}, access::Expect::one, changed_meanwhile());
  work.also(insert_version, {{"id", line.id}, {"version", line.version + 1}, {"at", work.now()}, {"author", pass.who().id}, {"reason", base::trim(reason)},
                             {"body", body_of(words)}});
  return {};
}

std::vector<LineVersion> list_line_versions(const access::Pass& pass, const ProvisionLineId& id) {
  return pass.rows(versions_of, [](const db::Row& row) {
    LineVersion out{static_cast<int>(row.integer(0)), row.time(1), row.string(2), row.string(3), {}, {}};
    const auto body = web::parse_json(row.text(4));
    const auto number = [&](std::string_view name) {
      const auto* value = body ? body->find(name) : nullptr;
      return value && value->integer() ? static_cast<int>(*value->integer()) : 1;
    };
    if (const auto* what = body ? body->find("what") : nullptr; what && what->string()) out.what = *what->string();
    ProvisionWords words;
    words.minutes = number("minutes");
    words.times = number("times");
    words.every_weeks = number("every_weeks");
    words.group_size = number("group_size");
    out.dose = dose_words(words);
    return out;
  }, {{"id", id}});
}

std::vector<ProvisionLine> list_provision_lines(const PupilSight& pass, base::LocalDate from, base::LocalDate until) {
  return seen(pass, pass.rows(lines_of_pupil, read_line, {{"from", from}, {"until", until}}));
}
std::vector<ProvisionLine> list_provision_lines(const CaseloadSight& pass, base::LocalDate from, base::LocalDate until) {
  return seen(pass, pass.rows(lines_across, read_line, {{"from", from}, {"until", until}}));
}
std::vector<ProvisionLine> list_lines_of_plan(const access::Pass& pass, const PlanId& plan) { return seen(pass, pass.rows(lines_of_plan, read_line, {{"plan", plan}})); }
std::optional<ProvisionLine> find_line(const PupilSight& pass, const ProvisionLineId& id) { return seen(pass, pass.row(line_of_pupil, read_line, {{"id", id}})); }
std::optional<ProvisionLine> find_line(const CaseloadSight& pass, const ProvisionLineId& id) { return seen(pass, pass.row(line_by_id, read_line, {{"id", id}})); }

}  // namespace plans
