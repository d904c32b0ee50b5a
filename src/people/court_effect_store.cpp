// SQL of the effects.
#include "people/court_effect_store.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace people {
namespace {

constexpr db::Sql effects_today =
    "SELECT e.effect, e.is_certain, n.family_member_id, n.who, CASE WHEN n.id IS NULL THEN 0 ELSE 1 END FROM seen_court_effect e "
    "LEFT JOIN seen_court_effect_name n ON n.id = e.id "
    "WHERE e.pupil_id = :about AND e.from_on <= :today AND (e.until_on IS NULL OR e.until_on >= :today) ORDER BY e.effect, n.who, e.id";

CourtEffect read(const db::Row& row) {
  CourtEffect out;
  out.effect = effect_of(row.text(0)).value_or(Effect::not_known);
  out.is_certain = row.yes(1);
  if (!row.is_null(2)) out.member = row.id<FamilyMemberId>(2);
  out.who = row.string(3);
  out.is_named = row.yes(4);
  return out;
}

access::Bar bar_of(const CourtEffect& effect) {
  if (effect.effect == Effect::not_known) return access::Bar::ask;
  if (!bars_information(effect.effect)) return access::Bar::none;
  return effect.is_certain ? access::Bar::barred : access::Bar::ask;
}

}  // namespace

std::vector<CourtEffect> list_effects(const access::Pass& pass, const PupilId& pupil) { return pass.rows(effects_today, read, {{"about", pupil}}); }

std::vector<CourtEffect> list_effects(db::ReadConnection& reader, const PupilId& pupil, base::LocalDate today) {
  std::vector<CourtEffect> out;
  const std::array binds = {db::Bind{"about", pupil}, db::Bind{"today", today}};
  reader.rows(effects_today, binds, [&](const db::Row& row) { out.push_back(read(row)); });
  return out;
}

access::Bar bar_on(const std::vector<CourtEffect>& effects, const std::optional<FamilyMemberId>& member, std::string_view name) {
  const auto folded = base::fold(name);
  auto out = access::Bar::none;
  for (const auto& effect : effects) {
    const bool is_them = (member && effect.member == member) || (!effect.who.empty() && base::fold(effect.who) == folded);
    if (is_them) out = std::max(out, bar_of(effect));
  }
  return out;
}

access::Bar bar_on_anybody(const std::vector<CourtEffect>& effects) {
  auto out = access::Bar::none;
  for (const auto& effect : effects) out = std::max(out, bar_of(effect));
  return out;
}

}  // namespace people
