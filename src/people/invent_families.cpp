// Grown-ups of the invented pupils, shared by siblings. Telephone numbers are Ofcom's for drama; addresses are nowhere.
#include "people/invent_names.h"
#include "people/invent_steps.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

namespace people {
namespace {

constexpr std::string_view streets[] = {"Larch Close",   "Mill Lane",     "Orchard Way",   "Station Road",
                                        "Canal Street",  "Heron Drive",   "Chapel Row",    "Bramble Walk",
                                        "Quarry Hill",   "Sorrel Avenue", "Tanner’s Yard", "Weir Gardens",
                                        "Sycamore Road", "Furlong Court", "Beacon Street", "Meadow View"};

/// One household: its grown-ups (without pupil and order) and its children.
struct Household {
  std::vector<FamilyMemberRecord> adults;
  std::vector<std::size_t> children;
};

std::string mobile(Inventing& inventing) { return fmt::format("07700 900{:03}", inventing.between(0, 999)); }

FamilyMemberRecord invent_adult(Inventing& inventing, const NamePool& pool, std::string_view relationship,
                                std::string_view surname, bool woman) {
  FamilyMemberRecord adult;
  adult.id = inventing.fresh<FamilyMemberId>();
  adult.relationship = std::string(relationship);
  adult.forename = std::string(draw(woman ? pool.women : pool.men, inventing.random));
  adult.surname = std::string(surname);
  if (is_well_known(adult.forename, adult.surname)) adult.forename = woman ? "Jo" : "Len";
  adult.title = woman ? (inventing.chance(450) ? "Ms" : "Mrs") : "Mr";
  adult.mobile = mobile(inventing);
  std::string address_name;
  for (const char c : base::fold(adult.forename + adult.surname))
    if (c >= 'a' && c <= 'z') address_name += c;
  if (inventing.chance(800)) adult.email = fmt::format("{}{}@home.example", address_name, inventing.between(1, 99));
  if (!pool.first_language.empty() && inventing.chance(pool.at_home_percent * 8))
    adult.language = std::string(pool.first_language);
  return adult;
}

Household invent_household(Inventing& inventing, const PupilRecord& child, const NamePool& pool) {
  const auto other_surname = [&] {
    return inventing.chance(650) ? std::string_view(child.legal_surname) : draw(pool.families, inventing.random);
  };
  const std::string home =
      fmt::format("{} {}, Thistlewick, ZZ99 {}{}{}", inventing.between(1, 148),
                  streets[inventing.random.below(std::size(streets))], inventing.between(1, 9),
                  static_cast<char>('A' + inventing.between(0, 7)), static_cast<char>('A' + inventing.between(0, 7)));
  Household household;
  const auto add = [&](std::string_view relationship, std::string_view surname, bool woman, YesNo responsibility,
                       YesNo lives_with) {
    auto adult = invent_adult(inventing, pool, relationship, surname, woman);
    adult.responsibility = responsibility;
    adult.lives_with = lives_with;
    if (lives_with == YesNo::yes) adult.address = home;
    household.adults.push_back(std::move(adult));
  };
  using enum YesNo;
  if (child.looked_after == yes) {
    add("Foster carer", draw(name_pools().front().families, inventing.random), true, no, yes);
    add("Social worker", draw(name_pools().front().families, inventing.random), inventing.chance(700), no, no);
    household.adults.back().note =
        "Call first about anything that needs consent. The local authority shares parental responsibility.";
    return household;
  }
  const int shape = inventing.between(0, 999);
  if (shape < 600) {
    add("Mother", other_surname(), true, yes, yes);
    add("Father", child.legal_surname, false, yes, yes);
  } else if (shape < 760) {
    add("Mother", other_surname(), true, yes, yes);
    if (inventing.chance(500)) add("Father", child.legal_surname, false, yes, no);
  } else if (shape < 860) {
    add("Mother", other_surname(), true, yes, yes);
    add("Step-father", draw(pool.families, inventing.random), false, no, yes);
    add("Father", child.legal_surname, false, yes, no);
  } else if (shape < 920) {
    add("Father", child.legal_surname, false, yes, yes);
    if (inventing.chance(600)) add("Mother", other_surname(), true, yes, no);
  } else if (shape < 955) {
    add("Grandmother", other_surname(), true, inventing.chance(500) ? yes : unknown, yes);
  } else if (shape < 985) {
    add("Mother", child.legal_surname, true, yes, yes);
    add("Mother", other_surname(), true, yes, yes);
  } else {
    add("Father", child.legal_surname, false, yes, yes);
    add("Father", other_surname(), false, yes, yes);
  }
  if (inventing.chance(420)) {
    static constexpr std::string_view others[] = {"Grandmother", "Aunt", "Grandfather", "Family friend", "Uncle"};
    const auto who = inventing.random.below(std::size(others));
    add(others[who], other_surname(), who < 2, no, no);
  }
  static constexpr std::string_view notes[] = {"Works nights: please do not call before 1 pm.",
                                               "Prefers a text to a call.",
                                               "Has no car; meetings straight after drop-off suit best.",
                                               "Please send letters in large print.",
                                               "Happy to be called at work.",
                                               "Reads English well; prefers to talk in the home language."};
  if (inventing.chance(160)) household.adults.front().note = std::string(notes[inventing.random.below(std::size(notes))]);
  return household;
}

/// A household this child may be the brother or sister in.
bool fits(const Household& household, const std::vector<PupilRecord>& pupils, const PupilRecord& child) {
  if (household.children.size() >= 3) return false;
  return std::all_of(household.children.begin(), household.children.end(), [&](std::size_t i) {
    const auto& other = pupils[i];
    return other.looked_after == child.looked_after && other.born && child.born && std::abs(*other.born - *child.born) > 330 &&
           !is_well_known(child.legal_forename, other.legal_surname);
  });
}

}  // namespace

void invent_families(Inventing& inventing, InventedSchool& school) {
  auto& pupils = school.roll.pupils;
  std::vector<Household> households;
  std::unordered_map<const NamePool*, std::vector<std::size_t>> by_pool;
  for (std::size_t i = 0; i < pupils.size(); ++i) {
    auto& pupil = pupils[i];
    std::size_t found = households.size();
    const auto& pool = *inventing.pools[i];
    auto& near = by_pool[&pool];
    if (!near.empty() && inventing.chance(330)) {
      for (int tries = 0; tries < 6 && found == households.size(); ++tries) {
        const auto candidate = near[inventing.random.below(near.size())];
        if (fits(households[candidate], pupils, pupil)) found = candidate;
      }
    }
    if (found == households.size()) {
      households.push_back(invent_household(inventing, pupil, pool));
      near.push_back(found);
    } else {
      const auto& first = pupils[households[found].children.front()];
      pupil.legal_surname = first.legal_surname;
      pupil.first_language = first.first_language;
      pupil.eal = first.eal;
      pupil.fsm = first.fsm;
      pupil.pupil_premium = first.pupil_premium;
    }
    households[found].children.push_back(i);
    int order = 0;
    for (auto adult : households[found].adults) {
      adult.pupil = pupil.id;
      adult.order = ++order;
      school.roll.family.push_back(std::move(adult));
    }
  }
}

}  // namespace people
