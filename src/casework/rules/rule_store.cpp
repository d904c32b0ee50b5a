// SQL of rules, for people.
#include "casework/rules/rule_store.h"

namespace rules {
namespace {

// A version with draft = 2 says that the draft before it was thrown away: the newest in force is the rule again, under the next number.
#define ALONGSIDE_RULE_COLUMNS                                       \
  "SELECT r.id, (SELECT MAX(n.version) FROM rule n WHERE n.id = r.id), r.name, r.active, r.body, r.draft, COALESCE((SELECT f.active FROM rule f WHERE f.id = r.id AND f.draft = 0 " \
  "ORDER BY f.version DESC LIMIT 1), 0) FROM rule r "
constexpr db::Sql newest_rules =
    ALONGSIDE_RULE_COLUMNS
    "WHERE r.draft < 2 AND NOT EXISTS (SELECT 1 FROM rule v WHERE v.id = r.id AND v.version > r.version AND (v.draft < 2 OR r.draft = 1) "
    "AND NOT (v.draft = 1 AND EXISTS (SELECT 1 FROM rule d WHERE d.id = v.id AND d.version > v.version AND d.draft = 2))) ORDER BY r.name, r.id";
constexpr db::Sql one_rule =
    ALONGSIDE_RULE_COLUMNS
    "WHERE r.id = :id AND r.draft < 2 AND NOT EXISTS (SELECT 1 FROM rule v WHERE v.id = r.id AND v.version > r.version AND (v.draft < 2 OR r.draft = 1) "
    "AND NOT (v.draft = 1 AND EXISTS (SELECT 1 FROM rule d WHERE d.id = v.id AND d.version > v.version AND d.draft = 2)))";
constexpr db::Sql in_force = ALONGSIDE_RULE_COLUMNS "WHERE r.id = :id AND r.draft = 0 ORDER BY r.version DESC LIMIT 1";
#undef ALONGSIDE_RULE_COLUMNS
constexpr db::Sql insert_rule =
    "INSERT INTO rule (id, version, name, body, active, draft, made_by, made_at) SELECT :id, :version, :name, :body, :active, :draft, :me, :now "
    "WHERE (SELECT COALESCE(MAX(version), 0) FROM rule WHERE id = :id) = :was";
constexpr db::Sql insert_dropped =
    "INSERT INTO rule (id, version, name, body, active, draft, made_by, made_at) SELECT r.id, r.version + 1, r.name, r.body, 0, 2, :me, :now "
    "FROM rule r WHERE r.id = :id AND r.version = :was AND r.draft = 1 AND r.version = (SELECT MAX(v.version) FROM rule v WHERE v.id = :id)";
constexpr db::Sql any_version = "SELECT 1 FROM rule WHERE id = :id LIMIT 1";
constexpr db::Sql versions =
    "SELECT r.id, r.version, r.name, r.active, r.body, r.draft, 0, s.name, r.made_at FROM rule r JOIN staff s ON s.id = r.made_by WHERE r.id = :id "
    "ORDER BY r.version DESC";
constexpr db::Sql exemptions =
    "SELECT e.id, e.pupil_id, u.given, u.family, e.reason, s.name, e.until_on FROM seen_rule_exemption e JOIN seen_pupil u ON u.id = e.pupil_id "
    "JOIN staff s ON s.id = e.made_by WHERE e.rule_id = :id AND e.ended_at IS NULL AND e.until_on >= :today ORDER BY u.family, u.given";
constexpr db::Sql insert_exemption =
    "INSERT INTO rule_exemption (id, rule_id, pupil_id, info_class, reason, until_on, made_by, made_at) "
    "VALUES (:id, :rule, :about, :info_class, :reason, :until_on, :me, :now)";
constexpr db::Sql close_exemption =
    "UPDATE rule_exemption SET ended_at = :now WHERE id = :id AND rule_id = :rule AND ended_at IS NULL";
constexpr db::Sql fired =
    "SELECT f.id, f.rule_version, f.pupil_id, u.given, u.family, f.info_class, f.fired_at FROM seen_rule_firing f "
    "JOIN seen_pupil u ON u.id = f.pupil_id WHERE f.rule_id = :id ORDER BY f.fired_at DESC, f.id DESC LIMIT :most";
constexpr db::Sql reasons = "SELECT record_id FROM seen_rule_reason WHERE firing_id = :id ORDER BY record_id";
constexpr db::Sql told =
    "SELECT s.name FROM rule_told t JOIN staff s ON s.id = t.staff_id WHERE t.firing_id = :id ORDER BY s.name";
// Pupil by pupil, so that each is one short range of the chronology's own order.
constexpr db::Sql written =
    "SELECT p.record_id, p.pupil_id, p.part, p.occurred_at, p.recorded_at, v.body FROM seen_pupil u "
    "JOIN seen_part p ON p.pupil_id = u.id AND p.occurred_at >= :from AND p.occurred_at < :until "
    "JOIN seen_version v ON v.record_id = p.record_id AND v.version = p.version WHERE p.kind = :kind";
constexpr db::Sql on_roll = "SELECT COUNT(*) FROM seen_pupil WHERE left_on IS NULL";

Rule read_rule(const db::Row& row) {
  auto out = from_stored(row.id<RuleId>(0), static_cast<int>(row.integer(1)), row.string(2), row.yes(3), row.text(4));
  out.draft = row.integer(5) == 1;
  out.watches = row.yes(6);
  return out;
}

}  // namespace

std::vector<Rule> list_rules(const KeepPass& pass) { return pass.rows(newest_rules, read_rule); }

std::optional<Rule> find_rule(const KeepPass& pass, const RuleId& id) { return pass.row(one_rule, read_rule, {{"id", id}}); }
std::optional<Rule> find_in_force(const KeepPass& pass, const RuleId& id) { return pass.row(in_force, read_rule, {{"id", id}}); }

void put_rule(access::UnitOfWork& work, const KeepPass& pass, const Rule& rule) {
  const auto deed = rule.draft ? deeds::rule_drafted : rule.version == 0 ? deeds::rule_made : deeds::rule_changed;
  work.write(pass, {.deed = deed, .subject = rule.id.bytes()}, insert_rule,
             {{"id", rule.id},
              {"version", rule.version + 1},
              {"was", rule.version},
              {"name", rule.name},
              {"body", to_stored(rule)},
              {"active", rule.active ? 1 : 0},
              {"draft", rule.draft ? 1 : 0}},
             access::Expect::one);
}

void drop_draft(access::UnitOfWork& work, const KeepPass& pass, const Rule& draft) {
  work.write(pass, {.deed = deeds::draft_dropped, .subject = draft.id.bytes()}, insert_dropped, {{"id", draft.id}, {"was", draft.version}}, access::Expect::one);
}

bool was_rule(const KeepPass& pass, const RuleId& id) {
  return pass.row(any_version, [](const db::Row&) { return true; }, {{"id", id}}).has_value();
}

std::vector<RuleVersion> list_versions(const KeepPass& pass, const RuleId& id) {
  return pass.rows(versions,
                   [](const db::Row& row) {
                     return RuleVersion{read_rule(row), row.integer(5) == 2, row.string(7), row.time(8)};
                   },
                   {{"id", id}});
}

std::vector<Exemption> list_exemptions(const AcrossPass& pass, const RuleId& id) {
  return pass.rows(exemptions,
                   [](const db::Row& row) {
                     return Exemption{row.id<ExemptionId>(0),
                                      row.id<access::PupilId>(1),
                                      row.string(2) + " " + row.string(3),
                                      row.string(4),
                                      row.string(5),
                                      row.date(6)};
                   },
                   {{"id", id}});
}

void exempt(access::UnitOfWork& work, const KeepPass& pass, const ExemptionDraft& draft) {
  work.write(pass, {.deed = deeds::pupil_exempted, .subject = draft.rule.bytes(), .info = draft.info_class, .pupil = draft.pupil},
             insert_exemption,
             {{"id", draft.id},
              {"rule", draft.rule},
              {"about", draft.pupil},
              {"info_class", static_cast<int>(draft.info_class)},
              {"reason", draft.reason},
              {"until_on", draft.until_on}},
             access::Expect::one);
}

void end_exemption(access::UnitOfWork& work, const KeepPass& pass, const ExemptionId& id, const RuleId& rule) {
  work.write(pass, {.deed = deeds::exemption_ended, .subject = rule.bytes()}, close_exemption, {{"id", id}, {"rule", rule}},
             access::Expect::one, base::Error::conflict("That pupil was put back already.", "no such exemption"));
}

std::vector<Fired> list_fired(const AcrossPass& pass, const RuleId& id, int most) {
  auto out = pass.rows(fired,
                       [](const db::Row& row) {
                         Fired one;
                         one.id = row.id<FiringId>(0);
                         one.rule_version = static_cast<int>(row.integer(1));
                         one.pupil = row.id<access::PupilId>(2);
                         one.pupil_name = row.string(3) + " " + row.string(4);
                         one.info_class = static_cast<access::InfoClass>(row.integer(5));
                         one.at = row.time(6);
                         return one;
                       },
                       {{"id", id}, {"most", most}});
  for (auto& one : out) {
    one.because = pass.rows(reasons, [](const db::Row& row) { return row.id<record::RecordId>(0); }, {{"id", one.id}});
    one.told = pass.rows(told, [](const db::Row& row) { return row.string(0); }, {{"id", one.id}});
    pass.saw(one.info_class, one.pupil, id.bytes(), deeds::rule_log_seen);
  }
  return out;
}

std::vector<Written> list_written(const AcrossPass& pass, std::string_view kind, base::UtcTime from, base::UtcTime until) {
  return pass.rows(written,
                   [](const db::Row& row) {
                     return Written{
                         {row.id<record::RecordId>(0), row.id<access::PupilId>(1), row.string(2), row.time(3), row.time(4)},
                         record::Body::stored(row.text(5))};
                   },
                   {{"kind", kind}, {"from", from}, {"until", until}});
}

std::int64_t count_on_roll(const AcrossPass& pass) {
  return pass.row(on_roll, [](const db::Row& row) { return row.integer(0); }).value_or(0);
}

}  // namespace rules
