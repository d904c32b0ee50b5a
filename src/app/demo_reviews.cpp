// Reviews at the demonstration school, held as people hold them: the key worker opens one and writes down what was said, the SENCo closes it.
#include "access/staff_store.h"
#include "app/demo_desk.h"
#include "app/demo_school.h"
#include "casework/plans/target_store.h"
#include "casework/reviews/closing.h"

#include <algorithm>

namespace app {
namespace {

using access::May;

constexpr std::string_view went_well[] = {"I know more words than before.", "I like the small room. It is quiet there.", "I did it on my own in class once.", "The cards are good. I want new ones."};
constexpr std::string_view is_hard[] = {"When it is loud.", "Long pages.", "When somebody else is there instead.", "Mondays."};
constexpr std::string_view at_home[] = {"At home it is easier too: there is less to argue about at bedtime.", "We practise on the way to school. Five minutes are enough.",
                                        "Proud of it, and shows us. Please go on.", "Still tired after school. Could it be in the morning?"};

class Reviewing {
 public:
  Reviewing(access::House& house, const access::StaffId& senco) : house_(house), senco_(senco) {}

  /// Every plan of the pupil whose day has come or comes this week.
  base::Result<void> look_at(const access::PupilId& pupil, const access::StaffId& worker, std::string_view given, std::string parent) {
    parent_ = std::move(parent);
    std::vector<plans::Plan> due;
    {
      AtTheDesk desk(house_, worker);
      if (const auto sight = access::Door::pupil<May::pupil_find>(desk.visit(), pupil)) due = plans::list_plans(*sight);
    }
    std::erase_if(due, [&](const plans::Plan& plan) { return plan.state != plans::PlanState::live || !plan.review || *plan.review > house_.today() + 3; });
    for (const auto& plan : due) {
      const bool waits = *plan.review >= house_.today();
      const auto number = waits ? waiting_++ : held_++;
      if (waits && number % 2 == 0) continue;  // nobody has begun it yet
      const reviews::ReviewId id(base::make_uuid7(house_.now(), house_.random()));
      TRY_DO(open(pupil, worker, plan, id, given, number));
      if (!waits) TRY_DO(close(pupil, id, number));
    }
    return {};
  }

 private:
  base::Result<void> open(const access::PupilId& pupil, const access::StaffId& worker, const plans::Plan& plan, const reviews::ReviewId& id, std::string_view given, std::size_t number) {
    AtTheDesk desk(house_, worker);
    const auto write = access::Door::pupil<May::record_add>(desk.visit(), pupil);
    if (!write) return {};
    access::UnitOfWork work{desk.visit()};
    reviews::open(work, *write, plan, {id, plan.live_version.value_or(plan.version), plan.from});
    reviews::Review review;
    review.id = id;
    review.pupil = pupil;
    review.info_class = plan.info_class;
    const auto said = [&](reviews::VoiceParty party, std::string name, std::string how, std::initializer_list<std::string_view> answers) {
      reviews::Voice voice{reviews::VoiceId(work.fresh_bytes()), party, std::move(name), std::move(how), house_.today() + -1, {}, {}};
      const auto questions = reviews::questions_for(party, given);
      for (std::size_t n = 0; n < questions.size(); ++n) voice.answers.push_back({questions[n], n < answers.size() ? std::string(answers.begin()[n]) : std::string()});
      reviews::write_voice(work, *write, review, voice);
    };
    said(reviews::VoiceParty::pupil, std::string(given), "In a talk, with the scale and pictures", {went_well[number % std::size(went_well)], is_hard[number % std::size(is_hard)]});
    if (number % 3 != 2 && !parent_.empty()) said(reviews::VoiceParty::parent, parent_, "By telephone", {at_home[number % std::size(at_home)]});
    return std::move(work).commit();
  }

  base::Result<void> close(const access::PupilId& pupil, const reviews::ReviewId& id, std::size_t number) {
    AtTheDesk desk(house_, senco_);
    const auto sight = access::Door::pupil<May::pupil_find>(desk.visit(), pupil);
    const auto decide = access::Door::pupil<May::record_decide>(desk.visit(), pupil);
    if (!sight || !decide) return {};
    TRY(const auto opened, reviews::open_desk(desk.visit(), *sight, id.text()));
    reviews::ReviewWords words = reviews::presets(opened, house_.today());
    const auto figures = reviews::gather_scores(desk.visit(), *sight, opened.plan, opened.targets, {opened.review.from, house_.today()});
    for (const auto& each : figures.targets) {
      const auto& target = each.target;
      const auto way = each.latest() ? plans::way_gone(target.words.baseline, target.words.goal, *each.latest()).value_or(0) : 0;
      reviews::TargetDecision decided{target.id, way >= 950 ? reviews::Decision::met : reviews::Decision::go_on, {}, {}, {}, {}};
      if (decided.decision == reviews::Decision::met) decided.words = "Shown three times by itself, in class too.";
      decided.strategies.assign(target.strategies.size(), reviews::Helped::helped);
      words.targets.push_back(std::move(decided));
    }
    words.present = "Pupil, parent, key worker, SENCo";
    words.attendance = "95%";
    words.summary = "Steady steps. What was given often and with the same adult worked best; what was lost was lost to cover.";
    words.home = "Thank you all for this term. It was good to see what is possible.";
    words.agreed = {{plans::Party::pupil, opened.pupil.given, "At the meeting"}, {plans::Party::senco, desk.visit().who().name, "At the meeting"}};
    access::UnitOfWork work{desk.visit()};
    TRY_DO(reviews::close_review(work, desk.visit(), *decide, opened, words, figures, number % 2 == 0 ? reviews::DraftNext::now : reviews::DraftNext::later));
    return std::move(work).commit();
  }

  access::House& house_;
  const access::StaffId senco_;
  std::string parent_;  ///< of the pupil who is looked at
  std::size_t waiting_ = 0, held_ = 0;
};

}  // namespace

base::Result<void> review_demonstration(access::House& house, const people::InventedSchool& school) {
  std::optional<access::StaffId> senco;
  for (const auto& sign_in : school.sign_ins)
    if (sign_in.username == "senco") senco = sign_in.staff;
  if (!senco) return {};
  Reviewing reviewing(house, *senco);
  for (std::size_t n = 0; n < school.roll.pupils.size(); ++n) {
    const auto key_worker = school.key_worker_of[n];
    if (!key_worker || !school.roll.pupils[n].id) continue;
    const auto& pupil = school.roll.pupils[n];
    const auto& family = school.roll.family;
    const auto parent = std::find_if(family.begin(), family.end(), [&](const people::FamilyMemberRecord& each) { return each.pupil == pupil.id; });
    TRY_DO(reviewing.look_at(*pupil.id, *school.roll.staff[*key_worker].id, pupil.forename(), parent == family.end() ? std::string() : parent->forename + " " + parent->surname));
  }
  return {};
}

}  // namespace app
