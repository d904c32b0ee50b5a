// What the watch reads as the house, and the one unit of work a firing is.
#include "casework/rules/rule_watch.h"

#include "access/unit_of_work.h"
#include "base/log.h"
#include "casework/plans/plan_store.h"
#include "people/calendar_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace rules {
namespace {

constexpr access::JobName job{"rules"};

constexpr db::Sql stored_mark = "SELECT seq FROM rule_mark WHERE only_one = 1";
constexpr db::Sql chain_head = "SELECT seq FROM audit_head WHERE only_one = 1";
constexpr db::Sql put_mark =
    "INSERT INTO rule_mark (only_one, seq) VALUES (1, :seq) ON CONFLICT (only_one) DO UPDATE SET seq = excluded.seq";
constexpr db::Sql active =
    "SELECT r.id, r.version, r.name, r.active, r.body FROM rule r "
    "WHERE r.active = 1 AND r.version = (SELECT MAX(v.version) FROM rule v WHERE v.id = r.id AND v.draft = 0) ORDER BY r.id";
constexpr db::Sql entries_after =
    "SELECT seq, subject FROM seen_audit WHERE seq > :seq AND deed IN ('record.added', 'record.corrected') ORDER BY seq LIMIT 2000";
constexpr db::Sql record_now =
    "SELECT r.kind, r.info_class, r.recorded_at, v.body FROM seen_record r JOIN seen_version v ON v.record_id = r.id AND v.version = r.version "
    "WHERE r.id = :id AND r.moved_to IS NULL";
constexpr db::Sql parts_now = "SELECT pupil_id, part, occurred_at FROM seen_part WHERE record_id = :id";
constexpr db::Sql around =
    "SELECT p.record_id, p.pupil_id, p.part, p.occurred_at, p.recorded_at, v.body FROM seen_part p "
    "JOIN seen_version v ON v.record_id = p.record_id AND v.version = p.version "
    "WHERE p.pupil_id = :about AND p.occurred_at >= :from AND p.occurred_at <= :until AND p.kind = :kind";
constexpr db::Sql is_followed =
    "SELECT COUNT(*) FROM seen_part WHERE pupil_id = :about AND occurred_at >= :from AND occurred_at <= :until AND kind = :kind";
constexpr db::Sql exempt_now =
    "SELECT COUNT(*) FROM seen_rule_exemption WHERE rule_id = :rule AND pupil_id = :about AND ended_at IS NULL AND until_on >= :today";
constexpr db::Sql fired_before = "SELECT COUNT(*) FROM seen_rule_firing WHERE found = :found";
constexpr db::Sql reasons_before =
    "SELECT r.record_id FROM seen_rule_firing f JOIN seen_rule_reason r ON r.firing_id = f.id WHERE f.rule_id = :rule AND f.pupil_id = :about";
constexpr db::Sql due_now =
    "SELECT rule_id, record_id FROM seen_rule_watch WHERE done = 0 AND due_at <= :now ORDER BY due_at LIMIT 2000";
constexpr db::Sql holders =
    "SELECT staff_id FROM staff_role WHERE role = :role AND starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)";

constexpr db::Sql insert_watch =
    "INSERT INTO rule_watch (rule_id, record_id, due_at, done) VALUES (:rule, :record, :due, 0) ON CONFLICT (rule_id, record_id) DO NOTHING";
constexpr db::Sql watch_done = "UPDATE rule_watch SET done = 1 WHERE rule_id = :rule AND record_id = :record";
constexpr db::Sql insert_firing =
    "INSERT INTO rule_firing (id, rule_id, rule_version, pupil_id, info_class, fired_at, found) "
    "VALUES (:id, :rule, :version, :about, :info_class, :now, :found) ON CONFLICT (found) DO NOTHING";
constexpr db::Sql insert_reason = "INSERT INTO rule_reason (firing_id, record_id) VALUES (:id, :record)";
constexpr db::Sql insert_told = "INSERT INTO rule_told (firing_id, staff_id) VALUES (:id, :staff)";

std::int64_t number(db::ReadConnection& reader, const db::Sql& sql, std::initializer_list<db::Bind> binds) {
  std::int64_t out = 0;
  reader.rows(sql, {binds.begin(), binds.size()}, [&](const db::Row& row) { out = row.is_null(0) ? 0 : row.integer(0); });
  return out;
}

}  // namespace

struct RuleWatch::Read {
  people::Calendar calendar;
  std::vector<std::pair<Rule, Found>> found;
  std::vector<std::tuple<RuleId, record::RecordId, base::UtcTime>> to_watch;
  std::vector<std::pair<RuleId, record::RecordId>> done;
  std::int64_t until = 0;
};

std::vector<Rule> RuleWatch::active_rules(db::ReadConnection& reader) const {
  std::vector<Rule> out;
  const auto kinds = catalogue_->kinds();
  reader.rows(active, {}, [&](const db::Row& row) {
    auto rule = without_the_shut_out(from_stored(row.id<RuleId>(0), static_cast<int>(row.integer(1)), row.string(2), row.yes(3), row.text(4)), *kinds);
    if (check(rule, *kinds))
      out.push_back(std::move(rule));
    else
      base::log::warning("rule_no_longer_fits", {{"rule", base::log::Token{rule.id.text()}}});
  });
  return out;
}

std::size_t RuleWatch::look() {
  auto reader = house_.reader();
  reader->look_as(house_.house_sight());
  reader->begin_snapshot();
  if (mark_ < 0) {
    // A school that never had a watch begins with what is written from now on.
    reader->rows(chain_head, {}, [&](const db::Row& row) { mark_ = row.integer(0); });
    reader->rows(stored_mark, {}, [&](const db::Row& row) { mark_ = row.integer(0); });
  }
  const auto rules = active_rules(*reader);
  Read read;
  read.until = mark_;
  read.calendar = people::load_calendar(*reader);
  look_at_new(*reader, rules, read);
  look_at_due(*reader, rules, read);
  std::size_t written = 0;
  for (const auto& [rule, found] : read.found) written += write(*reader, rule, found) ? 1U : 0U;
  reader->end_snapshot();
  if (!read.to_watch.empty() || !read.done.empty()) {
    access::UnitOfWork work(house_, job);
    work.note({.deed = deeds::rules_read});
    for (const auto& [rule, record, due] : read.to_watch)
      work.also(insert_watch, {{"rule", rule}, {"record", record}, {"due", due}});
    for (const auto& [rule, record] : read.done) work.also(watch_done, {{"rule", rule}, {"record", record}});
    if (auto kept = std::move(work).commit(); !kept) throw std::runtime_error("the rules' watch could not be kept");
  }
  mark_ = read.until;
  if (kept_on_ != house_.today() || !read.found.empty()) keep_mark(mark_);
  return written;
}

void RuleWatch::keep_mark(std::int64_t seq) {
  access::UnitOfWork work(house_, job);
  work.write_at_the_door({.deed = deeds::rules_read}, put_mark, {{"seq", seq}});
  if (auto kept = std::move(work).commit(); !kept) throw std::runtime_error("the rules' mark could not be kept");
  kept_on_ = house_.today();
}

void RuleWatch::look_at_new(db::ReadConnection& reader, const std::vector<Rule>& rules, Read& read) {
  std::vector<record::RecordId> fresh;
  std::set<record::RecordId> met;
  const std::array after = {db::Bind{"seq", mark_}};
  reader.rows(entries_after, after, [&](const db::Row& row) {
    read.until = row.integer(0);
    const auto id = row.id<record::RecordId>(1);
    if (met.insert(id).second) fresh.push_back(id);
  });
  if (rules.empty()) return;
  std::set<std::pair<RuleId, access::PupilId>> summed;
  for (const auto& id : fresh) {
    const std::array by_id = {db::Bind{"id", id}};
    std::string kind, body_text;
    access::InfoClass info{};
    base::UtcTime recorded_at;
    reader.rows(record_now, by_id, [&](const db::Row& row) {
      kind = row.string(0);
      info = static_cast<access::InfoClass>(row.integer(1));
      recorded_at = row.time(2);
      body_text = row.string(3);
    });
    if (kind.empty() || std::none_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.kind == kind; })) continue;
    const auto body = record::Body::stored(body_text);
    std::vector<Happening> parts;
    reader.rows(parts_now, by_id, [&](const db::Row& row) {
      parts.push_back({id, row.id<access::PupilId>(0), row.string(1), row.time(2), recorded_at});
    });
    for (const auto& rule : rules) {
      if (rule.kind != kind) continue;
      for (const auto& part : parts) {
        if (!matches(rule, part.part, body)) continue;
        if (rule.watch != Watch::count) {
          read.to_watch.emplace_back(rule.id, id, due_at(rule, recorded_at, read.calendar, house_.zone()));
          break;
        }
        if (!summed.emplace(rule.id, part.pupil).second) continue;
        // Twice the window in plain days, and the longest holiday: what can stand in one window with this record.
        const std::int64_t reach = (static_cast<std::int64_t>(rule.within) * 2 + 60) * base::day_ms;
        std::set<record::RecordId> told;
        const std::array before = {db::Bind{"rule", rule.id}, db::Bind{"about", part.pupil}};
        reader.rows(reasons_before, before, [&](const db::Row& row) { told.insert(row.id<record::RecordId>(0)); });
        std::vector<Happening> near;
        const std::array binds = {db::Bind{"about", part.pupil}, db::Bind{"from", part.occurred_at + -reach},
                                  db::Bind{"until", part.occurred_at + reach}, db::Bind{"kind", kind}};
        reader.rows(around, binds, [&](const db::Row& row) {
          // What was told of once is not counted a second time.
          if (!told.contains(row.id<record::RecordId>(0)) && matches(rule, row.text(2), record::Body::stored(row.text(5))))
            near.push_back({row.id<record::RecordId>(0), row.id<access::PupilId>(1), row.string(2), row.time(3), row.time(4)});
        });
        for (auto& firing : count_firings(rule, std::move(near), read.calendar, house_.zone())) {
          if (std::find(firing.because.begin(), firing.because.end(), id) == firing.because.end()) continue;
          auto key = fmt::format("{} {} {}", rule.id.text(), firing.pupil.text(), firing.because.back().text());
          read.found.push_back({rule, {std::move(firing), info, std::move(key)}});
        }
      }
    }
  }
}

void RuleWatch::look_at_due(db::ReadConnection& reader, const std::vector<Rule>& rules, Read& read) {
  std::vector<std::pair<RuleId, record::RecordId>> due;
  const std::array now = {db::Bind{"now", house_.now()}};
  reader.rows(due_now, now, [&](const db::Row& row) { due.emplace_back(row.id<RuleId>(0), row.id<record::RecordId>(1)); });
  for (const auto& [rule_id, record_id] : due) {
    read.done.emplace_back(rule_id, record_id);
    const auto rule = std::find_if(rules.begin(), rules.end(), [&, id = rule_id](const Rule& each) { return each.id == id; });
    if (rule == rules.end() || rule->watch == Watch::count) continue;
    const std::array by_id = {db::Bind{"id", record_id}};
    std::optional<record::Body> body;
    access::InfoClass info{};
    reader.rows(record_now, by_id, [&](const db::Row& row) {
      info = static_cast<access::InfoClass>(row.integer(1));
      body = record::Body::stored(row.text(3));
    });
    if (!body || (rule->watch == Watch::incomplete && is_complete(*rule, *body))) continue;
    std::vector<Happening> parts;
    reader.rows(parts_now, by_id, [&, id = record_id](const db::Row& row) {
      parts.push_back({id, row.id<access::PupilId>(0), row.string(1), row.time(2), {}});
    });
    for (const auto& part : parts) {
      if (!matches(*rule, part.part, *body)) continue;
      if (rule->watch == Watch::not_followed && number(reader, is_followed,
                                                       {{"about", part.pupil},
                                                        {"from", part.occurred_at + -12 * base::hour_ms},
                                                        {"until", house_.now()},
                                                        {"kind", rule->followed_by}}) > 0)
        continue;
      read.found.push_back({*rule,
                            {{part.pupil, house_.now(), {record_id}},
                             info,
                             fmt::format("{} {} {}", rule->id.text(), part.pupil.text(), record_id.text())}});
    }
  }
}

std::vector<access::StaffId> RuleWatch::whom(db::ReadConnection& reader, const Rule& rule, const access::PupilId& pupil,
                                             access::InfoClass info) const {
  std::set<access::StaffId> holding;
  for (const auto& role : rule.tell) {
    const std::array binds = {db::Bind{"role", role}, db::Bind{"today", house_.today()}};
    reader.rows(holders, binds, [&](const db::Row& row) { holding.insert(row.id<access::StaffId>(0)); });
  }
  // Grants are worked out as the door sees, on a reader of their own.
  auto door = house_.reader();
  std::vector<access::StaffId> out;
  for (const auto& staff : holding) {
    const auto grants = house_.grants_of(staff, access::SignInStrength::second_factor, *door);
    if (grants && (grants->see(pupil) & access::bit(info)) != 0) out.push_back(staff);
  }
  return out;
}

bool RuleWatch::write(db::ReadConnection& reader, const Rule& rule, const Found& found) {
  const auto& pupil = found.firing.pupil;
  if (number(reader, fired_before, {{"found", found.key}}) > 0) return false;
  if (number(reader, exempt_now, {{"rule", rule.id}, {"about", pupil}, {"today", house_.today()}}) > 0) return false;
  if (const auto followed = rule.unless_plans.empty() ? std::vector<std::string>() : plans::templates_followed(reader, pupil);
      std::any_of(followed.begin(), followed.end(), [&](const std::string& id) { return passes_over(rule, id); }))
    return false;
  const auto kinds = catalogue_->kinds();
  access::UnitOfWork work(house_, job);
  const FiringId id(work.fresh_bytes());
  work.write_at_the_door({.deed = deeds::rule_fired, .subject = id.bytes(), .info = found.info_class, .pupil = pupil},
                         insert_firing,
                         {{"id", id},
                          {"rule", rule.id},
                          {"version", rule.version},
                          {"about", pupil},
                          {"info_class", static_cast<int>(found.info_class)},
                          {"found", found.key}},
                         access::Expect::one);
  for (const auto& record : std::set<record::RecordId>(found.firing.because.begin(), found.firing.because.end()))
    work.also(insert_reason, {{"id", id}, {"record", record}});
  for (const auto& staff : whom(reader, rule, pupil, found.info_class)) {
    work.also(insert_told, {{"id", id}, {"staff", staff}});
    work.also(record::insert_notice({record::NoticeId(work.fresh_bytes()), staff, "rule", id.bytes(), pupil, found.info_class,
                                     fmt::format("{}: {}.", rule.name, finding(rule, *kinds)), rule.urgency},
                                    work.now()));
  }
  if (auto done = std::move(work).commit(); !done) {
    if (done.error().kind == base::Error::Kind::conflict) return false;
    throw std::runtime_error("a firing could not be kept");
  }
  return true;
}

}  // namespace rules
