// From roles and relations to classes of information, pupil by pupil.
#include "access/grants.h"

#include <algorithm>
#include <map>

namespace access {
namespace {

/// One's own child is listed, through no relation.
constexpr std::uint16_t own_family = 0;
constexpr std::array<Act, act_count> acts = {Act::see, Act::add, Act::correct, Act::release, Act::sign, Act::decide};

Allowed allowed_through(const Person& person, Relation relation) {
  Allowed out;
  for (auto role : person.roles)
    for (auto act : acts) out.by_act[static_cast<std::size_t>(act)] |= classes_allowed(role, relation, act);
  return out;
}

bool lacks_second_factor(const Standing& standing) {
  return standing.second_factor_required && standing.strength != SignInStrength::second_factor;
}

/// Without the second factor a school asks for, sight ends at the life-safety card; without a fresh one before C8. Adding never needs one.
Assurance assurance_of(const Standing& standing) {
  if (lacks_second_factor(standing)) return Assurance::password;
  return standing.freshness == Freshness::fresh ? Assurance::step_up : Assurance::second_factor;
}

/// Returns the classes that only a fresh factor is missing for.
std::uint32_t hold_to(std::uint32_t classes, Allowed& allowed, const Standing& standing) {
  const auto missing = allowed.classes(Act::see) & ~classes;
  for (auto act : {Act::see, Act::correct, Act::release, Act::sign, Act::decide}) allowed.by_act[static_cast<std::size_t>(act)] &= classes;
  return lacks_second_factor(standing) ? 0 : missing;
}

bool is_for_today(Relation relation) { return relation == Relation::duty || relation == Relation::cover || relation == Relation::trip; }

/// Somebody whose work is one window at a time breaks no glass outside it.
bool works_out_glass(const Standing& standing) {
  const bool in_a_window = standing.on_duty || std::any_of(standing.ties.begin(), standing.ties.end(),
                                                           [](const PupilTie& tie) { return is_for_today(tie.relation); });
  return std::any_of(standing.person.roles.begin(), standing.person.roles.end(), [&](Role role) {
    return allows(role, May::glass_open) && (in_a_window || !only_in_a_window(role, May::glass_open));
  });
}

std::uint64_t fold_in(std::uint64_t print, base::BytesView bytes) {
  for (auto b : bytes) print = (print ^ std::to_integer<std::uint64_t>(b)) * 0x100000001B3ULL;
  return print;
}

std::uint64_t fingerprint(const db::Sight& sight) {
  auto print = fold_in(0xCBF29CE484222325ULL, sight.me);
  const auto word = [&](std::uint32_t w) {
    for (unsigned shift = 0; shift < 32; shift += 8) print = (print ^ ((w >> shift) & 255U)) * 0x100000001B3ULL;
  };
  word(sight.everyone);
  word(sight.everyone_decides);
  word(sight.everyone_signs);
  word((sight.restricted ? 1U : 0U) | (sight.sealed ? 2U : 0U));
  word(static_cast<std::uint32_t>(sight.as_of));
  word(static_cast<std::uint32_t>(static_cast<std::uint64_t>(sight.as_of) >> 32U));
  for (const auto& p : sight.pupils) {
    print = fold_in(print, p.pupil);
    word(p.classes);
    word(p.decides);
    word(p.signs);
  }
  for (const auto& role : sight.roles) print = fold_in(print, base::as_bytes(role));
  return print;
}

}  // namespace

const PupilGrant* Grants::find(const PupilId& pupil) const {
  const auto place = std::lower_bound(pupils_.begin(), pupils_.end(), pupil,
                                      [](const PupilGrant& grant, const PupilId& id) { return grant.pupil < id; });
  return place != pupils_.end() && place->pupil == pupil ? &*place : nullptr;
}

const Allowed& Grants::for_pupil(const PupilId& pupil) const {
  const auto* close = find(pupil);
  return close ? close->allowed : everyone_;
}

std::string_view Grants::basis(const PupilId& pupil) const {
  const auto* close = find(pupil);
  if (!close || close->relations == 0) return code(Relation::school);
  for (auto relation : {Relation::glass, Relation::assigned, Relation::teaches_class, Relation::year, Relation::teaches, Relation::supervises,
                        Relation::cover, Relation::trip, Relation::duty})
    if ((close->relations >> static_cast<unsigned>(relation)) & 1U) return code(relation);
  return code(Relation::school);
}

bool Grants::may(May deed, const PupilId& pupil) const {
  const auto& allowed = for_pupil(pupil);
  const std::uint32_t narrative = 0x0FF8;  // C3 to C11
  switch (deed) {
    case May::pupil_find: return (allowed.classes(Act::see) & bit(InfoClass::c0_directory)) != 0;
    case May::card_read: return (allowed.classes(Act::see) & bit(InfoClass::c1_life_safety)) != 0;
    case May::contacts_read: return (allowed.classes(Act::see) & bit(InfoClass::c2_contacts)) != 0;
    case May::chronology_read: return (allowed.classes(Act::see) & narrative) != 0;
    case May::record_add: return allowed.classes(Act::add) != 0;
    case May::record_correct: return allowed.classes(Act::correct) != 0;
    case May::record_sign: return allowed.classes(Act::sign) != 0;
    case May::record_decide: return allowed.classes(Act::decide) != 0;
    case May::concern_triage: return (allowed.classes(Act::decide) & bit(InfoClass::c9_safeguarding)) != 0;
    case May::item_share: return (allowed.classes(Act::decide) & bit(InfoClass::c9_safeguarding)) != 0;
    case May::glass_open:
      return may_break_glass_ && (allowed.classes(Act::see) & bit(InfoClass::c0_directory)) != 0 && !is_own_family(pupil);
    case May::glass_review:
    case May::pay_keep:
    case May::costs_read:
    case May::entries_own:
    case May::staff_administer:
    case May::relations_administer:
    case May::people_import:
    case May::kinds_administer:
    case May::school_administer:
    case May::audit_read:
    case May::export_everything:
    case May::token_make:
    case May::numbers_read:
    case May::conduct_decide: return may(deed);
  }
  return false;
}

bool Grants::is_own_family(const PupilId& pupil) const {
  const auto* close = find(pupil);
  return close && close->relations == own_family;
}

std::shared_ptr<const Grants> work_out(const Standing& standing) {
  auto grants = std::make_shared<Grants>();
  grants->assurance_ = assurance_of(standing);
  const auto classes = classes_within(grants->assurance_);
  grants->person_ = standing.person;
  grants->freshness_ = standing.freshness;
  grants->must_change_ = standing.must_change;
  grants->may_break_glass_ = works_out_glass(standing);
  grants->everyone_ = allowed_through(standing.person, Relation::school);
  if (standing.on_duty) grants->everyone_.add(allowed_through(standing.person, Relation::duty));
  grants->withheld_ |= hold_to(classes, grants->everyone_, standing);

  std::map<PupilId, PupilGrant> by_pupil;
  for (const auto& tie : standing.ties) {
    auto& grant = by_pupil[tie.pupil];
    grant.pupil = tie.pupil;
    grant.relations = static_cast<std::uint16_t>(grant.relations | (1U << static_cast<unsigned>(tie.relation)));
  }
  std::array<std::optional<Allowed>, relation_count> through;
  for (auto& [pupil, grant] : by_pupil) {
    grant.allowed = grants->everyone_;
    for (unsigned r = 0; r < relation_count; ++r) {
      if (!((grant.relations >> r) & 1U)) continue;
      if (!through[r]) {
        through[r] = allowed_through(standing.person, static_cast<Relation>(r));
        grants->withheld_ |= hold_to(classes, *through[r], standing);
      }
      grant.allowed.add(*through[r]);
    }
  }
  for (const auto& pupil : standing.own_family) {  // beats every relation: about one's own child one is a parent, not staff
    auto& grant = by_pupil[pupil];
    grant.pupil = pupil;
    grant.relations = own_family;
    const auto add = grants->everyone_.classes(Act::add);
    grant.allowed = Allowed{};
    grant.allowed.by_act[static_cast<std::size_t>(Act::see)] = grants->everyone_.classes(Act::see) & bit(InfoClass::c0_directory);
    grant.allowed.by_act[static_cast<std::size_t>(Act::add)] = add;
  }
  grants->pupils_.reserve(by_pupil.size());
  for (auto& [pupil, grant] : by_pupil) grants->pupils_.push_back(grant);

  auto sight = std::make_shared<db::Sight>();
  sight->me = standing.person.id.bytes();
  sight->everyone = grants->everyone_.classes(Act::see);
  sight->everyone_decides = grants->everyone_.classes(Act::decide);
  sight->everyone_signs = grants->everyone_.classes(Act::sign);
  for (const auto& grant : grants->pupils_)
    sight->pupils.push_back({grant.pupil.bytes(), grant.allowed.classes(Act::see), grant.allowed.classes(Act::decide), grant.allowed.classes(Act::sign)});
  for (const auto role : standing.person.roles) sight->roles.emplace_back(code(role));
  // Restricted records are for the safeguarding lead and the head, sealed ones for the head (and those named, whom the view adds).
  sight->restricted = (sight->everyone & bit(InfoClass::c9_safeguarding)) != 0;
  sight->sealed = (sight->everyone & bit(InfoClass::c10_about_staff)) != 0;
  sight->as_of = standing.as_of.ms;
  sight->fingerprint = fingerprint(*sight);
  grants->sight_ = std::move(sight);
  return grants;
}

}  // namespace access
