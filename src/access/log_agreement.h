// What two people agree on before one person's access log is read. Only the store of requests makes an agreement.
#pragma once

#include "access/pass.h"

#include <optional>

namespace access {

using LogPass = StaffPass<May::audit_read>;

/// Whose log: what a member of staff did, or who looked at a pupil. Exactly one is set.
struct LogOf {
  StaffId staff;
  PupilId pupil;
  bool is_staff() const { return !staff.is_nil(); }
  base::Bytes16 bytes() const { return is_staff() ? staff.bytes() : pupil.bytes(); }
};

/// That two people agreed on one person's log and the reader is one of them: only `find_agreement` makes one.
class LogAgreement {
 public:
  const LogOf& about() const { return about_; }
  base::UtcTime until() const { return until_; }

 private:
  friend std::optional<LogAgreement> find_agreement(const LogPass& pass, const LogOf& about);
  LogAgreement(const LogOf& about, base::UtcTime until) : about_(about), until_(until) {}
  LogOf about_;
  base::UtcTime until_;
};

}  // namespace access
