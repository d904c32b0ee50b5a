// Puts cards together from what was chosen, the live plans and the life-safety note.
#include "casework/cover/card_desk.h"

#include "people/pupil_store.h"

#include <algorithm>

namespace cover {
namespace {

using access::Act;
using access::InfoClass;
using access::Relation;

constexpr std::uint16_t bit_of(Relation relation) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(relation)); }
constexpr std::uint16_t teach_or_support = bit_of(Relation::assigned) | bit_of(Relation::teaches_class) | bit_of(Relation::teaches);

/// From so many pupils on it is quicker to ask first who has a card at all.
constexpr std::size_t many = 40;

std::vector<Candidate> candidates(access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil) {
  const auto& templates = visit.house().room<plans::Templates>();
  std::vector<std::pair<int, std::vector<Candidate>>> by_plan;
  for (const auto& plan : plans::list_followed(pass, pupil)) {
    if (access::existence_hidden(plan.info_class)) continue;
    if (const auto form = templates.find(plan.template_id); form && !form->rules.card.empty())
      by_plan.emplace_back(form->kind->order, candidates_of(*form, plan));
  }
  std::stable_sort(by_plan.begin(), by_plan.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Candidate> out;
  for (auto& [order, some] : by_plan) out.insert(out.end(), some.begin(), some.end());
  return out;
}

/// Pupils whose cards are theirs to read because of how they stand to them today.
std::vector<access::PupilId> near(const access::Grants& grants) {
  std::vector<access::PupilId> out;
  for (const auto& one : grants.close())
    if ((one.relations & teach_or_support) != 0 && (one.allowed.classes(Act::see) & access::bit(InfoClass::c5_profile)) != 0) out.push_back(one.pupil);
  return out;
}

std::vector<access::PupilId> unread(access::Visit& visit, const Own& pass) {
  auto out = near(visit.grants());
  if (out.size() > many) {
    const auto with = list_with_card(pass);
    std::erase_if(out, [&](const access::PupilId& pupil) { return !with.contains(pupil); });
  }
  std::erase_if(out, [&](const access::PupilId& pupil) {
    const auto card = card_of(visit, pass, pupil);
    return card.is_blank() || has_read(pass, pupil, face_of(card));
  });
  return out;
}

}  // namespace

bool sees_profile(const access::Grants& grants, const access::PupilId& pupil) { return (grants.see(pupil) & access::bit(InfoClass::c5_profile)) != 0; }

bool may_choose(const access::Grants& grants, const access::PupilId& pupil) {
  return sees_profile(grants, pupil) && (grants.for_pupil(pupil).classes(Act::add) & access::bit(InfoClass::c5_profile)) != 0;
}

Card card_of(access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil) {
  Card out;
  out.pupil = pupil;
  if (sees_profile(visit.grants(), pupil)) {
    auto chosen = find_chosen(pass, pupil);
    if (chosen && chosen->chosen) {
      out = *std::move(chosen);
    } else {
      out = draw_card(pupil, candidates(visit, pass, pupil));
      if (chosen) out.version = chosen->version;
    }
  }
  out.safety = find_safety(pass, pupil);
  return out;
}

Card show_card(access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil) {
  auto out = card_of(visit, pass, pupil);
  if (sees_profile(visit.grants(), pupil)) pass.saw(InfoClass::c5_profile, pupil, pupil.bytes(), deeds::card_seen);
  if (!out.safety.empty()) pass.saw(InfoClass::c1_life_safety, pupil, pupil.bytes(), deeds::safety_seen);
  return out;
}

std::vector<Candidate> offered(access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil) {
  auto out = candidates(visit, pass, pupil);
  for (const auto& one : out) pass.saw(one.info_class, pupil, one.plan.bytes(), plans::deeds::plan_seen);
  return out;
}

std::vector<std::string> moved_on(const access::Pass& pass, const Card& card) {
  std::vector<std::string> out;
  if (!card.chosen) return out;
  const auto followed = plans::list_followed(pass, card.pupil);
  for (const auto& side : card.sides) {
    for (const auto& line : side) {
      if (line.plan.is_nil() || line.source.empty()) continue;
      const auto now = std::find_if(followed.begin(), followed.end(), [&](const plans::Followed& one) { return one.id == line.plan; });
      const bool same = now != followed.end() && now->version == line.plan_version;
      if (!same && std::find(out.begin(), out.end(), line.source) == out.end()) out.push_back(line.source);
    }
  }
  return out;
}

std::vector<ToRead> list_to_read(access::Visit& visit, const Own& pass) {
  std::vector<ToRead> out;
  for (const auto& pupil : people::load_all(pass, unread(visit, pass))) {
    if (pupil.has_left) continue;
    out.push_back({pupil.id, pupil.name(), people::year_and_class(pupil), has_read_any(pass, pupil.id)});
  }
  return out;
}

std::int64_t count_to_read(access::Visit& visit, const Own& pass) { return static_cast<std::int64_t>(unread(visit, pass).size()); }

}  // namespace cover
