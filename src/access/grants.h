// What one person may see and do today, worked out once from roles and live relations; every list, count and search derives from it.
#pragma once

#include "access/person.h"
#include "base/time.h"
#include "db/database.h"

#include <memory>
#include <vector>

namespace access {

/// Classes as bits, one word for each act.
struct Allowed {
  std::array<std::uint32_t, act_count> by_act{};
  std::uint32_t classes(Act act) const { return by_act[static_cast<std::size_t>(act)]; }
  void add(const Allowed& other) {
    for (std::size_t i = 0; i < act_count; ++i) by_act[i] |= other.by_act[i];
  }
  friend bool operator==(const Allowed&, const Allowed&) = default;
};

constexpr std::uint32_t bit(InfoClass info) { return 1U << static_cast<unsigned>(info); }

/// A live relation to one pupil.
struct PupilTie {
  PupilId pupil;
  Relation relation;
};

/// What a person brings to the door: the input of `work_out`.
struct Standing {
  Person person;
  std::vector<PupilTie> ties;           ///< every pupil a live relation reaches, one entry a relation
  bool on_duty = false;                 ///< a duty over the whole school is live now
  std::vector<PupilId> own_family;      ///< own children and relatives
  SignInStrength strength = SignInStrength::password;
  bool second_factor_required = false;  ///< the school asks for one beyond C1
  Freshness freshness = Freshness::fresh;
  bool must_change = false;             ///< the password is one that somebody else gave
  base::UtcTime as_of = {};             ///< when it was read
};

struct PupilGrant {
  PupilId pupil;
  Allowed allowed;
  std::uint16_t relations = 0;  ///< bit n is Relation n
};

/// Immutable once made; shared between requests until a relation, a role or the day changes.
class Grants {
 public:
  const Person& person() const { return person_; }
  const Allowed& for_pupil(const PupilId& pupil) const;
  std::uint32_t see(const PupilId& pupil) const { return for_pupil(pupil).classes(Act::see); }
  /// True where a close relation (not merely working here) covers the pupil.
  bool is_close(const PupilId& pupil) const { return find(pupil) != nullptr; }
  /// The relation that explains the sight, for the audit entry: the closest one.
  std::string_view basis(const PupilId& pupil) const;
  /// Pupils reached by a close relation, in order of id: a caseload and classes.
  const std::vector<PupilGrant>& close() const { return pupils_; }
  const Allowed& everyone() const { return everyone_; }
  /// Whether they may do it now: some deeds ask for a second or a fresh factor besides the role.
  bool may(May deed) const { return person_.may(deed) && needed_to_do(deed) <= assurance_; }
  bool may(May deed, const PupilId& pupil) const;
  /// True where these would see more, of anybody, had the person just proved who they are. Says nothing of one pupil.
  bool waits_for_confirmation() const { return withheld_ != 0; }
  Freshness freshness() const { return freshness_; }
  /// How surely it is them, as far as the school asks.
  Assurance assurance() const { return assurance_; }
  /// Their password is one that somebody else gave: until they chose their own nothing is served but that.
  bool must_change() const { return must_change_; }
  /// A member of staff's own child or relative.
  bool is_own_family(const PupilId& pupil) const;
  const std::shared_ptr<const db::Sight>& sight() const { return sight_; }

  friend std::shared_ptr<const Grants> work_out(const Standing& standing);

 private:
  const PupilGrant* find(const PupilId& pupil) const;
  Person person_;
  Freshness freshness_ = Freshness::fresh;
  Assurance assurance_ = Assurance::password;
  bool must_change_ = false;
  bool may_break_glass_ = false;
  std::uint32_t withheld_ = 0;  ///< classes seen but for freshness
  Allowed everyone_;
  std::vector<PupilGrant> pupils_;
  std::shared_ptr<const db::Sight> sight_;
};

/// Pure: the same standing gives the same grants. Source: access.md in docs/permissions.md.
std::shared_ptr<const Grants> work_out(const Standing& standing);

}  // namespace access
