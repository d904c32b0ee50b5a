// SQL of requests for one person's access log. The reading itself is in audit_store.cpp, beside the view across everybody.
#include "access/log_agreement_store.h"

namespace access {
namespace {

constexpr db::Sql live_requests =
    "SELECT r.id, r.about_kind, r.about, COALESCE(s.name, p.given || ' ' || p.family, ''), r.reason, r.asked_by, a.name, r.asked_at, "
    "r.expires_at, COALESCE(d.name, ''), r.open_until FROM seen_log_request r JOIN staff a ON a.id = r.asked_by "
    "LEFT JOIN staff d ON d.id = r.decided_by LEFT JOIN staff s ON s.id = r.about LEFT JOIN seen_pupil p ON p.id = r.about "
    "WHERE (r.decided_at IS NULL AND r.expires_at > :now) OR (r.agreed = 1 AND r.open_until > :now) ORDER BY r.asked_at, r.id";
constexpr db::Sql open_agreement =
    "SELECT open_until FROM seen_log_request WHERE about = :about AND agreed = 1 AND open_until > :now AND (asked_by = :me OR decided_by = :me) "
    "ORDER BY open_until DESC LIMIT 1";
constexpr db::Sql insert_request =
    "INSERT INTO log_request (id, about_kind, about, reason, asked_by, asked_at, expires_at) "
    "VALUES (:id, :kind, :about, :reason, :me, :now, :expires_at) ON CONFLICT (id) DO NOTHING";
// Never by the one who asked, never by the one it is about.
constexpr db::Sql agree =
    "UPDATE log_request SET decided_by = :me, decided_at = :now, agreed = 1, open_until = :open_until WHERE id = :id AND decided_at IS NULL "
    "AND expires_at > :now AND asked_by <> :me AND about <> :me";
constexpr db::Sql refuse = "UPDATE log_request SET decided_by = :me, decided_at = :now, agreed = 0 WHERE id = :id AND decided_at IS NULL";

Entry entry_of(Deed deed, const LogOf& about) {
  return {.deed = deed, .subject = about.bytes(), .info = InfoClass::c12_audit, .pupil = about.pupil};
}

}  // namespace

std::vector<LogRequest> list_log_requests(const LogPass& pass) {
  return pass.rows(live_requests, [](const db::Row& row) {
    LogRequest out;
    out.id = row.id<LogRequestId>(0);
    if (row.text(1) == "staff") out.about.staff = row.id<StaffId>(2);
    else out.about.pupil = row.id<PupilId>(2);
    out.about_name = row.string(3);
    out.reason = row.string(4);
    out.asked_by = row.id<StaffId>(5);
    out.asked_by_name = row.string(6);
    out.asked_at = row.time(7);
    out.expires_at = row.time(8);
    out.agreed_by_name = row.string(9);
    if (!row.is_null(10)) out.open_until = row.time(10);
    return out;
  });
}

std::optional<LogAgreement> find_agreement(const LogPass& pass, const LogOf& about) {
  const auto until = pass.row(open_agreement, [](const db::Row& row) { return row.time(0); }, {{"about", about.bytes()}});
  if (!until) return std::nullopt;
  return LogAgreement(about, *until);
}

void ask_log(UnitOfWork& work, const LogPass& pass, const LogRequestDraft& draft) {
  work.write(pass, entry_of(deeds::log_asked, draft.about), insert_request,
             {{"id", draft.id}, {"kind", draft.about.is_staff() ? "staff" : "pupil"}, {"about", draft.about.bytes()}, {"reason", draft.reason},
              {"expires_at", work.now() + log_request_ms}},
             Expect::one, base::Error::conflict("This was asked for already.", "log request exists"));
}

base::Error second_person_missing() {
  return base::Error::not_allowed("Somebody other than the person who asked, and other than the person it is about, has to agree.",
                                  "second person missing");
}

void agree_log(UnitOfWork& work, const LogPass& pass, const LogRequest& request) {
  work.write(pass, entry_of(deeds::log_agreed, request.about), agree, {{"id", request.id}, {"open_until", work.now() + log_open_ms}},
             Expect::one, second_person_missing());
}

void refuse_log(UnitOfWork& work, const LogPass& pass, const LogRequest& request) {
  work.write(pass, entry_of(deeds::log_refused, request.about), refuse, {{"id", request.id}}, Expect::one);
}

}  // namespace access
