// Two people for one person's access log: one asks with a reason, another who may read the log agrees, and for a day both read it.
#pragma once

#include "access/log_agreement.h"
#include "access/unit_of_work.h"

#include <optional>
#include <string>
#include <vector>

namespace access {

using LogRequestId = base::Id<struct LogRequestTag>;

inline constexpr std::int64_t log_request_ms = 7 * base::day_ms;  ///< so long a request waits for a second person
inline constexpr std::int64_t log_open_ms = base::day_ms;         ///< and so long it is read once agreed

struct LogRequest {
  LogRequestId id;
  LogOf about;
  std::string about_name;  ///< empty where the reader may not know the pupil
  std::string reason;
  StaffId asked_by;
  std::string asked_by_name;
  base::UtcTime asked_at, expires_at;
  std::string agreed_by_name;               ///< of one that is open
  std::optional<base::UtcTime> open_until;  ///< set: agreed, and readable by the two until then
};
/// Those that wait or are open, the oldest first.
std::vector<LogRequest> list_log_requests(const LogPass& pass);

/// Nothing where there is none now, or the reader is neither of the two.
std::optional<LogAgreement> find_agreement(const LogPass& pass, const LogOf& about);

struct LogRequestDraft {
  LogRequestId id;
  LogOf about;
  std::string reason;
};
void ask_log(UnitOfWork& work, const LogPass& pass, const LogRequestDraft& draft);
/// Errors at commit: not_allowed where it is one's own request, or about oneself, or decided or expired.
void agree_log(UnitOfWork& work, const LogPass& pass, const LogRequest& request);
void refuse_log(UnitOfWork& work, const LogPass& pass, const LogRequest& request);
/// What both of them answer with when the expectation is missed.
base::Error second_person_missing();

namespace deeds {
inline constexpr Deed log_asked{"audit.asked", "Asked for one person's access log"};
inline constexpr Deed log_agreed{"audit.agreed", "Agreed that one person's access log is read"};
inline constexpr Deed log_refused{"audit.refused", "Refused that one person's access log is read"};
}  // namespace deeds

}  // namespace access
