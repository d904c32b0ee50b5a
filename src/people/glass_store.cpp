// SQL of broken glasses. The sight itself is a tie of relation `glass` with an end.
#include "people/glass_store.h"

#include "access/staff_store.h"

#include <algorithm>
#include <array>

namespace people {
namespace {

constexpr std::array<GlassReason, 5> reasons{{{"medical", "A medical emergency"},
                                              {"missing", "The pupil is missing or has run off"},
                                              {"release", "Somebody wants to collect the pupil and it is not clear whether they may"},
                                              {"risk", "The pupil or somebody else is about to come to harm"},
                                              {"other", "Something else that cannot wait"}}};

constexpr db::Sql insert_glass =
    "INSERT INTO glass (id, staff_id, pupil_id, reason, words, asked_at, opened_at, until_at, review_by, outcome, remark) "
    "VALUES (:id, :me, :child, :reason, :words, :now, :opened_at, :until_at, :review_by, '', '') ON CONFLICT (id) DO NOTHING";
constexpr db::Sql own_newest =
    "SELECT MAX(opened_at), MAX(until_at), MAX(CASE WHEN opened_at IS NULL AND decided_at IS NULL THEN 1 ELSE 0 END) FROM seen_glass "
    "WHERE staff_id = :me AND pupil_id = :child AND asked_at > :since";
constexpr db::Sql to_review =
    "SELECT g.id, g.staff_id, s.name, s.post, g.pupil_id, COALESCE(p.given || ' ' || p.family, ''), g.reason, g.words, g.asked_at, g.opened_at, "
    "g.until_at, g.review_by FROM seen_glass g JOIN staff s ON s.id = g.staff_id LEFT JOIN seen_pupil p ON p.id = g.pupil_id "
    "WHERE g.staff_id <> :me AND g.reviewed_at IS NULL AND (g.opened_at IS NOT NULL OR g.decided_at IS NULL) ORDER BY g.asked_at, g.id";
constexpr db::Sql mark_reviewed =
    "UPDATE glass SET reviewed_by = :me, reviewed_at = :now, outcome = :outcome, remark = :remark "
    "WHERE id = :id AND reviewed_at IS NULL AND opened_at IS NOT NULL AND staff_id <> :me";
constexpr db::Sql mark_agreed =
    "UPDATE glass SET decided_by = :me, decided_at = :now, opened_at = :now, until_at = :until_at, review_by = :review_by "
    "WHERE id = :id AND decided_at IS NULL AND opened_at IS NULL AND staff_id <> :me";
constexpr db::Sql mark_refused =
    "UPDATE glass SET decided_by = :me, decided_at = :now WHERE id = :id AND decided_at IS NULL AND opened_at IS NULL AND staff_id <> :me";

constexpr db::Sql broken_since = "SELECT COUNT(*) FROM seen_glass WHERE opened_at > :since";
// The newest entries alone: a week of a large school, and never the whole log.
constexpr db::Sql opened_since =
    "SELECT COUNT(*) FROM (SELECT DISTINCT actor, pupil, at FROM seen_audit WHERE seq > (SELECT seq FROM audit_head WHERE only_one = 1) - 300000 "
    "AND at > :since AND deed IN ('chronology.seen', 'contacts.seen')) AS opening";
constexpr std::int64_t share_ms = 7 * base::day_ms;

access::Step open_tie(access::UnitOfWork& work, const access::StaffId& staff, const PupilId& pupil, const access::StaffId& made_by,
                      const base::Zone& zone) {
  const auto until = work.now() + glass_ms;
  access::TieDraft tie;
  tie.id = access::TieId(work.fresh_bytes());
  tie.staff = staff;
  tie.relation = access::Relation::glass;
  tie.pupil = pupil;
  tie.starts_on = zone.date_of(work.now());
  tie.ends_on = zone.date_of(until);
  tie.from_at = work.now();
  tie.until_at = until;
  return access::insert_tie(tie, made_by, work.now());
}

std::vector<GlassLine> read_lines(const ReviewPass& pass) {
  auto out = pass.rows(to_review, [&](const db::Row& row) {
    GlassLine line{row.id<GlassId>(0), row.id<access::StaffId>(1), row.string(2), row.string(3), row.id<PupilId>(4), row.string(5),
                   row.string(6), row.string(7), row.time(8), {}, {}, {}, false};
    if (!row.is_null(9)) line.opened_at = row.time(9);
    if (!row.is_null(10)) line.until_at = row.time(10);
    if (!row.is_null(11)) line.review_by = row.date(11);
    line.overdue = line.review_by && pass.today() > *line.review_by;
    return line;
  });
  return out;
}

access::Entry entry_of(const access::Deed& deed, const GlassLine& line) {
  return {.deed = deed, .subject = line.staff.bytes(), .info = {}, .pupil = line.pupil};
}

}  // namespace

std::span<const GlassReason> glass_reasons() { return reasons; }

std::string glass_reason_words(std::string_view code) {
  const auto found = std::find_if(reasons.begin(), reasons.end(), [&](const GlassReason& reason) { return reason.code == code; });
  return std::string(found == reasons.end() ? code : found->title);
}

void break_glass(access::UnitOfWork& work, const GlassPass& pass, const GlassDraft& draft, base::LocalDate review_by) {
  work.write(pass, access::Entry{.deed = deeds::glass_broken, .subject = draft.id.bytes()}, insert_glass,
             {{"id", draft.id}, {"child", pass.pupil()}, {"reason", draft.reason}, {"words", draft.words}, {"opened_at", work.now()},
              {"until_at", work.now() + glass_ms}, {"review_by", review_by}},
             access::Expect::one, base::Error::conflict("This was sent already.", "glass exists"));
  work.also(open_tie(work, pass.who().id, pass.pupil(), pass.who().id, pass.zone()));
  work.also(access::bump_epoch());
}

void ask_glass(access::UnitOfWork& work, const GlassPass& pass, const GlassDraft& draft) {
  work.write(pass, access::Entry{.deed = deeds::glass_asked, .subject = draft.id.bytes()}, insert_glass,
             {{"id", draft.id}, {"child", pass.pupil()}, {"reason", draft.reason}, {"words", draft.words}, {"opened_at", db::Value()},
              {"until_at", db::Value()}, {"review_by", db::Value()}},
             access::Expect::one, base::Error::conflict("This was sent already.", "glass exists"));
}

OwnGlass own_glass(const access::Pass& pass, const PupilId& pupil) {
  OwnGlass out;
  pass.each(own_newest, [&](const db::Row& row) {
    if (!row.is_null(1) && row.time(1) > pass.now()) out.open_until = row.time(1);
    out.rests = !row.is_null(0) && pass.now() - row.time(0) < glass_rest_ms;
    out.waits = !row.is_null(2) && row.yes(2);
  }, {{"child", pupil}, {"since", pass.now() + -7 * base::day_ms}});
  return out;
}

std::vector<GlassLine> list_glass(const ReviewPass& pass) { return read_lines(pass); }

std::optional<GlassLine> find_glass(const ReviewPass& pass, const GlassId& id) {
  for (auto& line : read_lines(pass))
    if (line.id == id) return std::move(line);
  return std::nullopt;
}

void review_glass(access::UnitOfWork& work, const ReviewPass& pass, const GlassLine& line, GlassOutcome outcome, std::string_view remark) {
  work.write(pass, entry_of(deeds::glass_reviewed, line), mark_reviewed,
             {{"id", line.id}, {"outcome", outcome == GlassOutcome::right ? "right" : "wrong"}, {"remark", remark}}, access::Expect::one);
}

void agree_glass(access::UnitOfWork& work, const ReviewPass& pass, const GlassLine& line, base::LocalDate review_by) {
  work.write(pass, entry_of(deeds::glass_agreed, line), mark_agreed,
             {{"id", line.id}, {"until_at", work.now() + glass_ms}, {"review_by", review_by}}, access::Expect::one);
  work.also(open_tie(work, line.staff, line.pupil, pass.who().id, pass.zone()));
  work.also(access::bump_epoch());
}

void refuse_glass(access::UnitOfWork& work, const ReviewPass& pass, const GlassLine& line) {
  work.write(pass, entry_of(deeds::glass_refused, line), mark_refused, {{"id", line.id}}, access::Expect::one);
}

GlassShare glass_share(access::House& house) {
  GlassShare out;
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  const std::array binds = {db::Bind{"since", house.now() + -share_ms}};
  reader->rows(broken_since, binds, [&](const db::Row& row) { out.broken = row.integer(0); });
  reader->rows(opened_since, binds, [&](const db::Row& row) { out.opened = row.integer(0); });
  return out;
}

base::LocalDate review_day(const Calendar& calendar, base::LocalDate today) {
  return calendar.add_school_days(today, glass_review_days).value_or(today + 7);
}

}  // namespace people
