// Stories worth finding, given to a few pupils, and how much is written about each of the others.
#include "people/invent_steps.h"

#include <algorithm>
#include <array>

namespace people {
namespace {

using enum PupilStory;
constexpr std::array<PupilStory, 9> stories = {after_lunch_tuesdays, hungry_mondays, better_since_check_in,
                                               clash,                unsettled_by_cover, speech_growing,
                                               hard_mornings,        after_weekends, running_off};

double usual_weight(const PupilRecord& pupil) {
  if (!pupil.sen_status) return 0.6;
  switch (*pupil.sen_status) {
    case SenStatus::none: return pupil.pupil_premium == YesNo::yes ? 0.9 : 0.6;
    case SenStatus::support: return 2.4;
    case SenStatus::plan: return 5.0;
  }
  return 0.6;
}

double usual_trouble(const PupilRecord& pupil) {
  if (pupil.sen_need.starts_with("SEMH")) return 0.3;
  if (pupil.sen_need.starts_with("ASD")) return 0.18;
  return pupil.sen_status && *pupil.sen_status != SenStatus::none ? 0.12 : 0.07;
}

/// The pupil's father lives at another address.
void live_apart(InventedSchool& school, const PupilId& pupil) {
  std::optional<FamilyMemberId> father;
  for (const auto& member : school.roll.family)
    if (member.pupil == pupil && member.relationship == "Father") father = member.id;
  if (!father) return;
  for (auto& member : school.roll.family) {
    if (member.id != father) continue;
    member.lives_with = YesNo::no;
    member.address.clear();
  }
}

/// Whether the story could be this pupil's.
bool suits(const InventedSchool& school, const PupilRecord& pupil, PupilStory story) {
  if (story == running_off) return pupil.sex == "F";
  if (story != after_weekends) return true;
  const auto has = [&](std::string_view relationship, std::optional<YesNo> lives_with) {
    return std::any_of(school.roll.family.begin(), school.roll.family.end(), [&](const auto& member) {
      return member.pupil == pupil.id && member.relationship == relationship && (!lives_with || member.lives_with == *lives_with);
    });
  };
  return pupil.sex == "M" && has("Mother", YesNo::yes) && has("Father", std::nullopt);
}

void give_story(Inventing& inventing, InventedSchool& school, PupilStory story, std::size_t at,
                std::optional<std::size_t> other) {
  auto& pupil = school.roll.pupils[at];
  auto& traits = school.traits[at];
  traits.story = story;
  traits.weight = 4;
  traits.other = other;
  const int year = academic_year_of(school.today);
  const auto january = base::to_date(year, 1, 12).value_or(school.today);    // half-way through last year
  const auto september = base::to_date(year, 9, 14).value_or(school.today);  // the start of this one
  const auto need = [&](SenStatus status, std::string_view type) {
    pupil.sen_status = status;
    pupil.sen_need = std::string(type);
  };
  // Whoever has a story has been here long enough to have one.
  if (pupil.joined_on && *pupil.joined_on > *base::to_date(school.first_year, 9, 1)) {
    const auto group = pupil.year_group ? pupil.year_group->rank() - (school.phase == SchoolPhase::primary ? 0 : 7) : 0;
    pupil.joined_on = base::to_date(std::min(school.first_year, year - group), 9, 3);
  }
  switch (story) {
    case after_lunch_tuesdays:
      need(SenStatus::support, "SEMH");
      traits.trouble = 0.3;
      break;
    case hungry_mondays:
      traits.weight = 2.5;
      pupil.fsm = pupil.pupil_premium = YesNo::yes;
      break;
    case better_since_check_in:
      need(SenStatus::support, "SEMH");
      traits.weight = 5;
      traits.trouble = 0.45;
      // Long enough ago that the change shows, whatever the day of the year.
      traits.since = school.today - september > 120 ? september : january;
      if (*traits.since < *base::to_date(school.first_year, 9, 1)) traits.since = september + (school.today - september) / 2;
      break;
    case clash: traits.trouble = 0.3; break;
    case unsettled_by_cover:
      need(SenStatus::plan, "ASD");
      traits.trouble = 0.2;
      break;
    case speech_growing:
      need(SenStatus::support, "SLCN");
      traits.trouble = 0.03;
      traits.since = base::to_date(school.first_year, 9, 21);
      break;
    case hard_mornings:
      need(SenStatus::support, inventing.chance(500) ? "ASD" : "SEMH");
      traits.trouble = 0.06;
      break;
    case after_weekends:
      need(SenStatus::support, "SEMH");
      traits.trouble = 0.1;
      live_apart(school, *pupil.id);
      break;
    case running_off:
      need(SenStatus::support, "ASD");
      traits.trouble = 0.35;
      // About ten weeks ago in term time, so that before and after can both be looked at.
      traits.since = school.calendar.add_school_days(school.today, -35).value_or(september);
      break;
    case unseen:
    case none: break;
  }
}

}  // namespace

void invent_traits(Inventing& inventing, InventedSchool& school) {
  auto& pupils = school.roll.pupils;
  school.traits.assign(pupils.size(), {});
  for (std::size_t i = 0; i < pupils.size(); ++i) {
    auto& traits = school.traits[i];
    traits.pupil = i;
    traits.weight = usual_weight(pupils[i]) * (0.6 + static_cast<double>(inventing.between(0, 80)) / 100);
    traits.trouble = usual_trouble(pupils[i]);
    traits.liking = inventing.between(0, 999);
  }
  // The first of each story stand in one class in the middle of the school, where the demonstration's teacher and key worker are;
  // the others, one of each for about two hundred pupils, anywhere.
  const auto middle = school.phase == SchoolPhase::primary ? YearGroup::year(4) : YearGroup::year(8);
  std::string shown_class;
  for (const auto& c : school.roll.classes)
    if (shown_class.empty() && c.year_group == middle) shown_class = c.name;
  const bool apart = pupils.size() >= 200;  // a smaller school has its few stories anywhere
  const auto place = [&](PupilStory story, bool shown) {
    for (int tries = 0; tries < 200; ++tries) {
      const auto at = inventing.random.below(pupils.size());
      const auto& pupil = pupils[at];
      if (school.traits[at].story != none || (apart && shown != (pupil.class_name == shown_class)) ||
          pupil.sen_status == SenStatus::plan)
        continue;
      if (pupil.year_group && pupil.year_group->rank() >= 12) continue;
      if (!suits(school, pupil, story)) continue;
      std::optional<std::size_t> other;
      if (story == clash) {
        for (std::size_t k = 0; k < pupils.size() && !other; ++k)
          if (k != at && pupils[k].class_name == pupil.class_name && school.traits[k].story == none) other = k;
        if (!other) continue;
        give_story(inventing, school, clash, *other, at);
      }
      give_story(inventing, school, story, at, other);
      return;
    }
  };
  for (const auto story : stories) place(story, true);
  for (std::size_t more = pupils.size() / 200; more > 1; --more)
    for (const auto story : stories) place(story, false);
  for (std::size_t i = 0; i < pupils.size(); ++i) {
    if (school.traits[i].story != none || pupils[i].sen_status != SenStatus::none || !inventing.chance(30)) continue;
    school.traits[i].story = unseen;
    school.traits[i].weight = 0.02;
  }
}

}  // namespace people
