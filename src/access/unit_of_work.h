// One act: who, when and why are fixed once; what is written and its audit entries stand or fall together.
#pragma once

#include "access/answer.h"
#include "access/pass.h"

namespace access {

/// What the chain says of a write. It holds no names and no narrative.
struct Entry {
  Deed deed;
  base::Bytes16 subject{};
  std::optional<InfoClass> info = {};
  PupilId pupil = {};
  base::Bytes32 commitment{};  ///< to the version's bytes, where there is one
};

/// A deed of the house itself, with nobody at the keyboard: named in the chain.
struct JobName {
  std::string_view code;
};

class [[nodiscard]] UnitOfWork {
 public:
  /// Actor, time and basis come from the visit.
  explicit UnitOfWork(Visit& visit);
  UnitOfWork(House& house, JobName job);
  /// The act of somebody whose sign-in is locked: who it is is known, what they may see is nothing. Throws std::logic_error without a sign-in.
  static UnitOfWork at_the_lock(Visit& visit);

  /// The only writing function: there is no form of it without an Entry. `:me`, `:now`, `:today` and the pass's own values are bound.
  template <class AnyPass>
  void write(const AnyPass& pass, const Entry& entry, const db::Sql& sql, std::initializer_list<db::Bind> binds,
             Expect expect = Expect::any, base::Error miss = conflict()) {
    if constexpr (requires { pass.pupil(); }) {
      enter(entry, pass.pupil(), pass.basis());
    } else {
      enter(entry, entry.pupil, {});
    }
    also(sql, binds, expect, std::move(miss));
  }
  /// The same with a statement made elsewhere.
  template <class AnyPass>
  void write(const AnyPass& pass, const Entry& entry, Step step, Expect expect = Expect::any, base::Error miss = conflict()) {
    if constexpr (requires { pass.pupil(); }) {
      enter(entry, pass.pupil(), pass.basis());
    } else {
      enter(entry, entry.pupil, {});
    }
    step.expect = expect;
    step.miss = std::move(miss);
    also(std::move(step));
  }
  /// Writes without a pass: sign-in itself, jobs of the house, first set-up.
  void write_at_the_door(const Entry& entry, const db::Sql& sql, std::initializer_list<db::Bind> binds, Expect expect = Expect::any,
                         base::Error miss = conflict());
  /// A further statement of the deed entered last.
  void also(const db::Sql& sql, std::initializer_list<db::Bind> binds, Expect expect = Expect::any, base::Error miss = conflict());
  void also(Step step);
  /// A fresh UUIDv7 for something the unit makes.
  base::Bytes16 fresh_bytes() const { return base::make_uuid7(now_, house_.random()); }
  /// An entry with no statement of its own: an export, a refusal, a sight.
  void note(const Entry& entry);

  base::UtcTime now() const { return now_; }
  House& house() const { return house_; }
  base::Random& random() const { return house_.random(); }
  /// Hands the unit over; `then` answers once it is durable.
  Answer commit_and(Then then) &&;
  /// Waits until it is durable: command line, jobs, tests.
  base::Result<void> commit() &&;

  static base::Error conflict();

 private:
  void enter(const Entry& entry, const PupilId& pupil, std::string_view basis);
  House& house_;
  base::UtcTime now_;
  base::LocalDate today_;
  StaffId actor_;
  std::string basis_;
  Visit* visit_ = nullptr;
  Unit unit_;
};

/// The audit entry of a sight.
ChainEntry sight_entry(const Visit& visit, const Seen& seen);
/// Grows when docs/permissions.md changes meaning; stands in every entry.
inline constexpr std::int64_t policy_version = 3;

}  // namespace access
