// Gathers statements and entries; the pen runs them.
#include "access/unit_of_work.h"

#include <stdexcept>

namespace access {

UnitOfWork::UnitOfWork(Visit& visit)
    : house_(visit.house()), now_(visit.now()), today_(visit.today()), visit_(&visit) {
  if (visit.has_person()) {
    actor_ = visit.who().id;
    basis_ = visit.signed_in() && visit.signed_in()->by_token ? "token" : "role";
  } else {
    basis_ = "door";
  }
}

UnitOfWork::UnitOfWork(House& house, JobName job)
    : house_(house), now_(house.now()), today_(house.today()), basis_("job:" + std::string(job.code)) {}

UnitOfWork UnitOfWork::at_the_lock(Visit& visit) {
  if (!visit.signed_in()) throw std::logic_error("nobody stands at the lock");
  UnitOfWork work{visit};
  work.actor_ = visit.signed_in()->staff;
  work.basis_ = "locked";
  return work;
}

base::Error UnitOfWork::conflict() {
  return base::Error::conflict("Somebody else changed this while you were writing. Your words are still here.", "expectation missed");
}

void UnitOfWork::enter(const Entry& entry, const PupilId& pupil, std::string_view basis) {
  ChainEntry line;
  line.at = now_;
  line.actor = actor_.bytes();
  line.deed = std::string(entry.deed.code);
  line.info_class = entry.info ? static_cast<int>(*entry.info) : -1;
  line.subject = entry.subject;
  line.pupil = entry.pupil.is_nil() ? pupil.bytes() : entry.pupil.bytes();
  line.basis = basis.empty() ? basis_ : std::string(basis);
  line.policy_version = policy_version;
  line.commitment = entry.commitment;
  unit_.entries.push_back(std::move(line));
}

void UnitOfWork::write_at_the_door(const Entry& entry, const db::Sql& sql, std::initializer_list<db::Bind> binds, Expect expect,
                                   base::Error miss) {
  enter(entry, entry.pupil, {});
  also(sql, binds, expect, std::move(miss));
}

void UnitOfWork::also(const db::Sql& sql, std::initializer_list<db::Bind> binds, Expect expect, base::Error miss) {
  also(Step{sql, std::vector<db::Bind>(binds), expect, std::move(miss)});
}

void UnitOfWork::also(Step step) {
  step.binds.push_back({"me", actor_});
  step.binds.push_back({"now", now_});
  step.binds.push_back({"today", today_});
  unit_.steps.push_back(std::move(step));
}

void UnitOfWork::note(const Entry& entry) { enter(entry, entry.pupil, {}); }

Answer UnitOfWork::commit_and(Then then) && { return {std::move(unit_), std::move(then)}; }

base::Result<void> UnitOfWork::commit() && { return house_.pen().run(std::move(unit_)); }

ChainEntry sight_entry(const Visit& visit, const Seen& seen) {
  ChainEntry line;
  line.at = visit.now();
  line.actor = visit.who().id.bytes();
  line.deed = std::string(seen.deed.code);
  line.info_class = static_cast<int>(seen.info);
  line.subject = seen.subject;
  line.pupil = seen.pupil.bytes();
  line.basis = std::string(visit.grants().basis(seen.pupil));
  line.policy_version = policy_version;
  return line;
}

}  // namespace access
