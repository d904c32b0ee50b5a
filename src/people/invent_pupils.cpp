// Classes and pupils: year by year, a mix of needs near the national figures.
#include "people/invent_steps.h"

#include "people/invent_names.h"
#include "people/upn.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace people {
namespace {

constexpr std::string_view tree_names[] = {"Oak",    "Elm",   "Ash",    "Birch",    "Willow", "Maple",  "Rowan",  "Hazel",
                                           "Cedar",  "Beech", "Holly",  "Alder",    "Aspen",  "Larch",  "Pine",   "Linden",
                                           "Poplar", "Yew",   "Cherry", "Hawthorn", "Plum",   "Walnut", "Spruce", "Juniper"};
constexpr std::string_view reception_names[] = {"Acorns",    "Conkers",   "Catkins", "Seedlings", "Sunflowers", "Clover",
                                                "Bluebells", "Ladybirds", "Robins",  "Wrens",     "Otters",     "Hedgehogs",
                                                "Bees",      "Moths",     "Newts",   "Larks",     "Finches",    "Moles",
                                                "Foxes",     "Hares",     "Snails",  "Ducks",     "Owls",       "Voles"};
constexpr std::string_view houses[] = {"Kingfisher", "Heron", "Falcon", "Swift"};

/// Shares of a thousand pupils with that need, for SEN support and for plans.
struct NeedShare {
  std::string_view code;
  int support, plan;
};
constexpr std::array<NeedShare, 11> primary_needs = {{{"SLCN", 360, 240},
                                                      {"SEMH", 185, 130},
                                                      {"MLD", 140, 50},
                                                      {"SPLD", 110, 15},
                                                      {"ASD", 95, 400},
                                                      {"OTH", 45, 25},
                                                      {"PD", 22, 45},
                                                      {"HI", 18, 20},
                                                      {"VI", 10, 10},
                                                      {"SLD", 2, 45},
                                                      {"DS", 3, 20}}};
constexpr std::array<NeedShare, 11> secondary_needs = {{{"SEMH", 260, 190},
                                                        {"SPLD", 215, 40},
                                                        {"MLD", 165, 90},
                                                        {"SLCN", 125, 130},
                                                        {"ASD", 130, 430},
                                                        {"OTH", 50, 30},
                                                        {"PD", 22, 40},
                                                        {"HI", 18, 20},
                                                        {"VI", 10, 10},
                                                        {"SLD", 2, 12},
                                                        {"DS", 3, 8}}};

std::string draw_need(Inventing& inventing, SenStatus status) {
  const auto& needs = inventing.choices.phase == SchoolPhase::primary ? primary_needs : secondary_needs;
  const auto draw_one = [&] {
    int total = 0;
    for (const auto& need : needs) total += status == SenStatus::plan ? need.plan : need.support;
    auto left = inventing.between(0, total - 1);
    for (const auto& need : needs) {
      const int share = status == SenStatus::plan ? need.plan : need.support;
      if (left < share) return need.code;
      left -= share;
    }
    return needs.front().code;
  };
  std::string first(draw_one());
  if (inventing.chance(status == SenStatus::plan ? 450 : 150)) {
    const std::string second(draw_one());
    if (second != first) first += " " + second;
  }
  return first;
}

std::string make_upn(Inventing& inventing, int first_school_year, std::set<std::string>& taken) {
  // Authority 001 is a pseudo one: no pupil anywhere has a UPN that begins so.
  for (;;) {
    const auto body =
        fmt::format("001{:04}{:02}{:03}", inventing.choices.phase == SchoolPhase::primary ? 2900 : inventing.between(2900, 2950),
                    first_school_year % 100, inventing.between(0, 999));
    const auto letter = upn_check_letter(body);
    if (letter && taken.insert(body).second) return *letter + body;
  }
}

std::string make_uln(Inventing& inventing, std::set<std::string>& taken) {
  for (;;) {
    const std::string nine = fmt::format("{}{:08}", inventing.between(1, 9), inventing.between(0, 99'999'999));
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (nine[i] - '0') * static_cast<int>(10 - i);
    if (sum % 11 == 0) continue;
    auto uln = nine + static_cast<char>('0' + (10 - sum % 11));
    if (taken.insert(uln).second) return uln;
  }
}

struct Identifiers {
  std::set<std::string> upns, ulns, names;
  int admission = 0;
};

void name_pupil(Inventing& inventing, const NamePool& pool, PupilRecord& pupil, std::set<std::string>& names) {
  for (int tries = 0;; ++tries) {
    pupil.legal_forename = std::string(draw(pupil.sex == "F" ? pool.girls : pool.boys, inventing.random));
    pupil.legal_surname = std::string(draw(pool.families, inventing.random));
    if (is_well_known(pupil.legal_forename, pupil.legal_surname)) continue;
    // Some have two forenames or two surnames, which also keeps large schools from having too many namesakes.
    if (tries > 2 || inventing.chance(60)) {
      const auto second = draw(pool.families, inventing.random);
      if (second != pupil.legal_surname) pupil.legal_surname += fmt::format("-{}", second);
    }
    if (names.insert(pupil.legal_forename + " " + pupil.legal_surname).second || tries > 20) break;
  }
}

PupilRecord invent_pupil(Inventing& inventing, const InventedSchool& school, YearGroup group, std::string_view class_name,
                         Identifiers& taken) {
  const bool primary = school.phase == SchoolPhase::primary;
  const int this_year = academic_year_of(school.today);
  PupilRecord pupil;
  pupil.id = inventing.fresh<PupilId>();
  pupil.sex = inventing.chance(490) ? "F" : "M";
  const auto& pool = draw_pool(inventing.random);
  inventing.pools.push_back(&pool);
  name_pupil(inventing, pool, pupil, taken.names);
  if (pupil.legal_forename == "Joshua" && inventing.chance(500)) pupil.preferred_forename = "Josh";
  if (pupil.legal_forename == "Samuel" && inventing.chance(600)) pupil.preferred_forename = "Sam";
  if (pupil.legal_forename == "Abigail" && inventing.chance(600)) pupil.preferred_forename = "Abi";
  if (pupil.legal_forename == "Matilda" && inventing.chance(500)) pupil.preferred_forename = "Tilly";
  const auto births = birthdays_of(group, this_year);
  if (births) pupil.born = births->first + inventing.between(0, births->last - births->first);
  pupil.year_group = group;
  pupil.class_name = std::string(class_name);
  pupil.house = std::string(houses[inventing.random.below(std::size(houses))]);
  const int school_year_of_entry = this_year - (group.rank() - (primary ? 0 : 7));
  pupil.joined_on = base::to_date(school_year_of_entry, 9, 1 + inventing.between(2, 5));
  if (inventing.chance(110)) {  // came later than the others
    const auto later = *pupil.joined_on + inventing.between(30, 700);
    if (later < school.today + (-10)) pupil.joined_on = school.calendar.add_school_days(later, 0).value_or(later);
  }
  pupil.upn = make_upn(inventing, primary ? school_year_of_entry : school_year_of_entry - 7, taken.upns);
  if (group.rank() >= 9 && group.rank() < 99) pupil.uln = make_uln(inventing, taken.ulns);
  pupil.admission_no = fmt::format("{:06}", ++taken.admission + 1200);
  pupil.ethnicity = std::string(pool.ethnicity);
  const bool other_language = !pool.first_language.empty() && inventing.chance(pool.at_home_percent * 10);
  pupil.first_language = other_language ? std::string(pool.first_language) : "English";
  pupil.eal = other_language ? YesNo::yes : YesNo::no;
  pupil.fsm = inventing.chance(245) ? YesNo::yes : YesNo::no;
  pupil.looked_after = inventing.chance(7) ? YesNo::yes : YesNo::no;
  pupil.service_child = inventing.chance(9) ? YesNo::yes : YesNo::no;
  pupil.pupil_premium =
      pupil.fsm == YesNo::yes || pupil.looked_after == YesNo::yes || inventing.chance(35) ? YesNo::yes : YesNo::no;
  // National shares are near 5 in a hundred with a plan and 14 with SEN support; boys about twice as often as girls. Few in Reception yet.
  const int early = group.rank() == 0 ? 60 : 100;
  const int plan_share = (pupil.sex == "M" ? 70 : 31) * early / 100, support_share = (pupil.sex == "M" ? 175 : 108) * early / 100;
  const auto draw_status = inventing.between(0, 999);
  pupil.sen_status = draw_status < plan_share                   ? SenStatus::plan
                     : draw_status < plan_share + support_share ? SenStatus::support
                                                                : SenStatus::none;
  if (*pupil.sen_status != SenStatus::none) pupil.sen_need = draw_need(inventing, *pupil.sen_status);
  static constexpr std::string_view medical[] = {
      "Asthma: blue inhaler and spacer in class, before PE if it is cold.",
      "Allergic to peanuts: two adrenaline pens in the office and one in the classroom. Call 999 if used.",
      "Epilepsy: absences of about ten seconds. Longer than five minutes, call 999. Plan in the office.",
      "Type 1 diabetes: checks glucose before lunch and PE. Plan and hypo kit in class.",
      "Allergic to egg: antihistamine in the office. Kitchen knows.",
      "Wears hearing aids in both ears. Spare batteries in the office.",
      "Coeliac: no gluten. Check treats that come from home.",
      "Uses a walking frame. Leaves lessons five minutes early for the lift.",
      "Eczema: own cream after swimming and messy play.",
      "Allergic to wasp stings: adrenaline pen travels with the class."};
  if (inventing.chance(95)) {
    // Half of them asthma, as in any class.
    pupil.medical_note = std::string(medical[inventing.chance(500) ? 0 : inventing.random.below(std::size(medical))]);
  }
  return pupil;
}

}  // namespace

void invent_pupils(Inventing& inventing, InventedSchool& school) {
  const bool primary = school.phase == SchoolPhase::primary;
  // In a sixth form about half stay on.
  std::vector<std::pair<YearGroup, int>> years;
  if (primary) {
    years.emplace_back(YearGroup::reception(), 2);
    for (int n = 1; n <= 6; ++n) years.emplace_back(YearGroup::year(n), 2);
  } else {
    for (int n = 7; n <= 13; ++n) years.emplace_back(YearGroup::year(n), n >= 12 ? 1 : 2);
  }
  int shares = 0;
  for (const auto& [group, share] : years) shares += share;
  Identifiers taken;
  int placed = 0, share_so_far = 0;
  for (const auto& [group, share] : years) {
    share_so_far += share;
    const int upto = inventing.choices.pupils * share_so_far / shares;
    const int count = upto - placed;
    placed = upto;
    const int classes = std::max(1, (count + 29) / 30);
    std::vector<std::string> names;
    for (int c = 0; c < classes; ++c) {
      const auto at = static_cast<std::size_t>(c);
      ClassRecord made;
      made.id = inventing.fresh<ClassId>();
      made.kind = ClassKind::registration;
      made.year_group = group;
      const std::size_t round = at / std::size(tree_names);
      const auto tree = tree_names[at % std::size(tree_names)];
      if (!primary)
        made.name =
            fmt::format("{}{}{}", group.code(), static_cast<char>('A' + c % 26), c < 26 ? "" : std::to_string(c / 26 + 1));
      else if (group.rank() == 0)
        made.name = fmt::format("{}{}", reception_names[at % std::size(reception_names)], round == 0 ? "" : " 2");
      else
        made.name = fmt::format("{} {}{}", group.code(), tree, round == 0 ? "" : " 2");
      names.push_back(made.name);
      school.roll.classes.push_back(std::move(made));
    }
    for (int i = 0; i < count; ++i)
      school.roll.pupils.push_back(invent_pupil(inventing, school, group, names[static_cast<std::size_t>(i % classes)], taken));
  }
  for (const auto& pupil : school.roll.pupils)
    school.roll.memberships.push_back({*pupil.id, pupil.class_name, ClassKind::registration});
}

}  // namespace people
