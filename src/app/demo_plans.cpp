// Live plans of the demonstration school: every pupil with SEN has one with targets and promised provision, those with a key worker a passport.
#include "access/chain.h"
#include "app/demo_school.h"
#include "casework/plans/bank.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/plans/template.h"
#include "casework/statutory/course_store.h"
#include "people/sen.h"
#include "record/body.h"

#include <algorithm>
#include <array>

namespace app {
namespace {

using plans::Area;
using web::Json;

/// What is hard and what helps, by area: one row is one pupil's plan.
struct Profile {
  Area area;
  std::string_view strength, barrier, strategies, likes, helps, avoid;
};
constexpr std::array profiles{
    Profile{Area::cognition, "Tells a story so that everybody listens, and remembers every detail of it.",
            "Reads slowly and loses the place, so that the meaning is gone before the end of the line.",
            "Teach the important words before the lesson\nGive one step at a time and tick it off together\nLet answers be spoken or drawn before they are written",
            "I am funny and I know a lot about animals.", "Read it to me once before I read it\nGive me one thing at a time\nTell me when I have done it right", "Please do not make me read aloud without asking first."},
    Profile{Area::cognition, "Builds and mends things with patience, and sees how parts fit.",
            "Number facts do not stay; counting on fingers takes the time that the sum needs.",
            "Things to hold before numbers on paper\nFive minutes of the same facts each day\nSquared paper with the first sum done",
            "I never give up on a model.", "Let me use the cubes\nShow me the first one\nGive me time", "Please do not rush me with a clock."},
    Profile{Area::communication, "Kind to younger ones, and first to notice when somebody is sad.",
            "Long instructions are lost after the second part; words come slowly when everybody waits.",
            "Say the name first, then one short instruction\nWait ten seconds before saying it again\nA now-and-next board on the table",
            "I am kind and I help tidy up.", "Say my name first\nUse short sentences\nWait for me to answer", "Please do not finish my sentences."},
    Profile{Area::semh, "Generous with friends, and honest when things have calmed down.",
            "Changes and loud rooms raise worry quickly; then the work and the room are left behind.",
            "Check-in with the key adult on arrival and after lunch\nTell of changes the day before\nA calm place that may be gone to by a signal",
            "I am a good friend and I am good at football.", "Tell me before something changes\nLet me go to the calm corner\nTalk to me quietly, not in front of others", "Please do not shout across the room."},
    Profile{Area::sensory_physical, "Draws maps of whole towns from memory.",
            "Holding a pencil tires the hand in minutes, and noise drowns what is said.",
            "A writing slope and a thick pencil\nA movement break before each piece of writing\nA seat near the front, away from the door",
            "I draw the best maps.", "Let me move before I write\nLet me type long pieces\nSit me away from the door", "Please do not tell me to sit still."}};

struct Programme {
  Area area;
  std::string_view what, who;
  int minutes, times, group;
};
constexpr std::array programmes{Programme{Area::cognition, "Precision teaching of words on sight", "Trained teaching assistant", 10, 4, 1},
                                Programme{Area::cognition, "Catch-up reading in a small group", "Teaching assistant", 30, 3, 4},
                                Programme{Area::cognition, "Number facts in a small group", "Teaching assistant", 20, 3, 3},
                                Programme{Area::communication, "Talking group: understanding and telling", "Teaching assistant, led by the speech and language therapist", 30, 2, 4},
                                Programme{Area::communication, "Speech sounds, as the therapist set them", "Trained teaching assistant", 15, 3, 1},
                                Programme{Area::semh, "Check-in with the key adult", "Key adult", 10, 5, 1},
                                Programme{Area::semh, "Mentoring", "Learning mentor", 30, 1, 1},
                                Programme{Area::sensory_physical, "Fine motor skills", "Teaching assistant", 15, 3, 2},
                                Programme{Area::sensory_physical, "Movement circuit before lessons", "Teaching assistant", 15, 5, 6}};

class PlanWriter {
 public:
  PlanWriter(access::House& house, const people::InventedSchool& school, std::uint64_t seed) : house_(house), school_(school), random_(seed ^ 0x91a75ULL) {}

  base::Result<void> write_all() {
    for (const auto& sign_in : school_.sign_ins)
      if (sign_in.username == "senco") senco_ = sign_in.staff;
    const auto supported = supported_pupils(school_);
    for (std::size_t n = 0; n < school_.roll.pupils.size(); ++n) {
      const auto& pupil = school_.roll.pupils[n];
      const auto status = pupil.sen_status.value_or(people::SenStatus::none);
      const auto key_worker = school_.key_worker_of[n];
      if (status == people::SenStatus::none && !key_worker) continue;
      if (pupil.left_on && *pupil.left_on < house_.today()) continue;
      const auto teacher = staff(school_.teacher_of[n]);
      const bool has_plan = std::find(supported.begin(), supported.end(), n) != supported.end();
      write_for(n, key_worker ? staff(*key_worker) : teacher, teacher, status, has_plan ? ThisTerm::is_told_elsewhere : ThisTerm::is_written);
    }
    write_coming_back();
    return carry_out();
  }

 private:
  const access::StaffId& staff(std::size_t n) const { return school_.roll.staff[n].id.value(); }
  const access::PupilId& pupil_id(std::size_t n) const { return school_.roll.pupils[n].id.value(); }

  const Profile& profile_of(const people::PupilRecord& pupil) {
    auto area = Area::cognition;
    if (const auto* type = people::find_sen_type(std::string_view(pupil.sen_need).substr(0, pupil.sen_need.find(' ')))) {
      switch (type->area) {
        case people::SenArea::communication: area = Area::communication; break;
        case people::SenArea::semh: area = Area::semh; break;
        case people::SenArea::sensory_physical: area = Area::sensory_physical; break;
        case people::SenArea::cognition:
        case people::SenArea::any: break;
      }
    }
    std::vector<const Profile*> fitting;
    for (const auto& one : profiles)
      if (one.area == area) fitting.push_back(&one);
    return *fitting[random_.below(fitting.size())];
  }

  /// A plan of this term, but where the sessions of half a year are told under one.
  enum class ThisTerm { is_written, is_told_elsewhere };

  void write_for(std::size_t n, const access::StaffId& author, const access::StaffId& teacher, people::SenStatus status, ThisTerm term) {
    const auto& pupil = school_.roll.pupils[n];
    const auto& profile = profile_of(pupil);
    const auto begun = house_.now() + -static_cast<std::int64_t>(20 + random_.below(35)) * base::day_ms;
    Json passport;
    passport.set("likes", profile.likes);
    passport.set("important", "My family, my friends, and knowing what comes next.");
    passport.set("good_at", profile.strength);
    passport.set("helps", profile.helps);
    passport.set("hard", profile.barrier);
    passport.set("please_do_not", profile.avoid);
    start(n, "passport", "Passport", passport, author, teacher, begun, 52);
    if (status == people::SenStatus::none) return;

    plans::TargetId outcome;
    if (status == people::SenStatus::plan) {
      Json ehcp;
      ehcp.set("a_views", "Wants to read alone, to have friends at lunch, and one day to work with animals. The family hopes for a calm start to each day.");
      Json need;
      need.set("area", plans::code(profile.area));
      need.set("need", profile.barrier);
      ehcp.set("b_needs", Json::Array{need});
      ehcp.set("issued_on", base::to_iso(house_.today() + -200));
      ehcp.set("authority", "The local authority");
      const auto id = start(n, "ehcp", "Education, health and care plan", ehcp, senco_, {}, begun, 40);
      outcome = add_target(n, id, profile, begun, 380, 0, {});
      add_lines(n, id, profile.area, begun, 2, true, outcome);
      if (ehcps_++ < 2) add_review(n, id);
    }
    if (term == ThisTerm::is_told_elsewhere) return;
    const bool apdr = random_.below(3) == 0 && status == people::SenStatus::support;
    Json plan;
    plan.set("strengths", profile.strength);
    plan.set("areas", Json::Array{Json(plans::code(profile.area))});
    plan.set("barriers", profile.barrier);
    plan.set("strategies", profile.strategies);
    if (apdr) plan.set("teacher_view", "Works hard with an adult near. Alone, stops at the first hard word. Behind others of the same age, and closing the gap slowly.");
    const auto id = start(n, apdr ? "sen_support" : "education_plan", apdr ? "SEN support, this term" : "Education plan, this term", plan, author, {}, begun, 12);
    const auto count = 2 + random_.below(2);
    for (std::size_t k = 0; k < count; ++k) add_target(n, id, profile, begun, 84, k, outcome);
    add_lines(n, id, profile.area, begun, 1 + random_.below(2), false, {});
  }

  /// The child who comes for half days has a plan to come back, with a consent that ends with them.
  void write_coming_back() {
    for (std::size_t n = 0; n < school_.roll.pupils.size(); ++n) {
      const auto& pupil = school_.roll.pupils[n];
      if (school_.traits[n].story != people::PupilStory::hard_mornings || (pupil.sen_status && *pupil.sen_status == people::SenStatus::plan)) continue;
      constexpr int days_ago = 16, days_on = 19;
      const auto begun = house_.now() + -days_ago * base::day_ms;
      const auto from = house_.zone().date_of(begun), until = house_.today() + days_on;
      const auto& adult = school_.key_worker_of[n] ? staff(*school_.key_worker_of[n]) : staff(school_.teacher_of[n]);
      Json first, then, body;
      first.set("from", base::to_iso(from));
      first.set("hours", 15);
      first.set("when", "Every morning, 09:00 to 12:00");
      first.set("rest", "At home with Grandmother");
      first.set("next_if", "Most mornings begin well");
      then.set("from", base::to_iso(house_.today() + 5));
      then.set("hours", 25);
      then.set("when", "Until after lunch, 09:00 to 14:00");
      body.set("reason", "Whole days end in hiding and tears. Shorter days that end well, then longer ones.");
      body.set("weeks", Json::Array{first, then});
      body.set("full_on", base::to_iso(until));
      body.set("work", "Reading and number work, sent home each day.");
      body.set("welcome", "The key adult waits at the side door with the plan of the day.");
      body.set("key_adult", Json::Array{Json(adult.text())});
      body.set("safe_at_home", "The office rings if nobody is at the gate; home is called twice a week.");
      const auto id = start(n, "reintegration", "Back to whole days", body, adult, {}, begun, 5);
      plans::Consent consent;
      consent.id = plans::ConsentId(base::make_uuid7(begun, random_));
      consent.what = "part_time";
      consent.given_by = "Mother";
      consent.given_on = from;
      consent.how = "Signed at the meeting";
      consent.until = until;
      attach({plans::consent_step(id, consent, adult, begun)}, plans::deeds::consent_given, id.bytes(), *pupil.id, adult, begun, access::InfoClass::c3_pastoral);
      return;
    }
  }

  /// A live plan, written by `author`, approved and started by the SENCo, or by the class teacher where `approver` is given. What the SENCo wrote, the head approves.
  plans::PlanId start(std::size_t n, std::string_view form_id, std::string title, const Json& body, const access::StaffId& author, access::StaffId approver, base::UtcTime at, int weeks) {
    const auto form = house_.room<plans::Templates>().find(form_id);
    if (!form) throw std::logic_error("the demonstration uses a template that is not there");
    plans::NewPlan plan{plans::PlanId(base::make_uuid7(at, random_)), form->kind->id, form->kind->info_class, {}};
    const auto from = house_.zone().date_of(at);
    plan.draft = {std::move(title), from, from + 7 * weeks, from + (7 * weeks - 7 + static_cast<std::int32_t>(random_.below(7))), web::to_json(body), form->version, {}};
    if (approver.is_nil() || approver == author) approver = author == senco_ ? head() : senco_;
    base::Bytes32 salt;
    random_.fill(salt);
    const auto& pupil = pupil_id(n);
    made_.push_back(plans::steps_of(plan, pupil, author, at, salt));
    for (auto& step : plans::started_steps_of(plan, pupil, author, approver, at + base::hour_ms)) made_.push_back(std::move(step));
    return plan.id;
  }

  access::StaffId head() const {
    for (const auto& sign_in : school_.sign_ins)
      if (sign_in.username == "head") return sign_in.staff;
    return senco_;
  }

  plans::TargetId add_target(std::size_t n, const plans::PlanId& plan, const Profile& profile, base::UtcTime at, int days, std::size_t which, const plans::TargetId& part_of) {
    std::vector<const plans::ShippedEntry*> fitting, helping;
    for (const auto& entry : plans::shipped_bank())
      if (entry.area == profile.area) (entry.sort == plans::BankSort::target ? fitting : helping).push_back(&entry);
    const auto& entry = *fitting[(which + n) % fitting.size()];
    const auto& pupil = school_.roll.pupils[n];
    plans::NewTarget target{plans::TargetId(base::make_uuid7(at, random_)), plan, {}, {}};
    auto& words = target.words;
    words.area = profile.area;
    words.need = std::string(profile.barrier);
    words.measure = {entry.scale, std::string(entry.unit), {}};
    for (auto rest = entry.steps; !rest.empty();) {
      const auto end = rest.find('|');
      words.measure.steps.emplace_back(rest.substr(0, end));
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    const bool is_fewer = entry.words.find("no more than") != std::string_view::npos;
    const auto low = static_cast<plans::Value>(random_.below(4)) + 1, high = low + 4 + static_cast<plans::Value>(random_.below(6));
    switch (entry.scale) {
      case plans::Scale::percentage: words.baseline = 20 * plans::one, words.goal = 70 * plans::one; break;
      case plans::Scale::rubric: words.baseline = 0, words.goal = (static_cast<plans::Value>(words.measure.steps.size()) - 1) * plans::one; break;
      case plans::Scale::count:
      case plans::Scale::standard_score:
      case plans::Scale::yes_no:
      case plans::Scale::goal_attainment: words.baseline = (is_fewer ? high : low) * plans::one, words.goal = (is_fewer ? low : high) * plans::one; break;
    }
    auto statement = std::string(entry.words);
    if (const auto hole = statement.find("…"); hole != std::string::npos)
      statement.replace(hole, std::string_view("…").size(), plans::value_input({entry.scale, "", {}}, words.goal));
    statement.front() = static_cast<char>(statement.front() - 'A' + 'a');
    words.statement = pupil.forename() + " " + statement;
    words.success = "Looked at each Friday by the key adult, and written down as a session.";
    words.starts_on = house_.zone().date_of(at);
    words.by_when = words.starts_on + days;
    words.owner = staff(school_.key_worker_of[n] ? *school_.key_worker_of[n] : school_.teacher_of[n]);
    words.part_of = part_of;
    words.from_bank = std::string(entry.code);
    if (!helping.empty()) {
      const auto& help = *helping[random_.below(helping.size())];
      target.strategies.push_back({std::string(help.code), std::string(help.words), {}});
    }
    attach(plans::steps_of(target, pupil_id(n), access::InfoClass::c6_send, plans::TargetState::live, words.owner, at), plans::deeds::target_added, target.id.bytes(), pupil_id(n), words.owner, at);
    return target.id;
  }

  /// The first one is in the middle of its clocks: the meeting was a week ago, the report is not out yet. Of the second the authority is late with its decision.
  void add_review(std::size_t n, const plans::PlanId& plan) {
    using statutory::Deed;
    using statutory::Event;
    const bool is_late = ehcps_ == 2;
    const auto at = house_.now() + -base::day_ms;
    const auto meeting = monday_before(house_.today() + (is_late ? -45 : -8));
    const auto happened = [](Event event, base::LocalDate on) { return statutory::Step{.deed = Deed::happened, .event = event, .on = on}; };
    std::vector<statutory::Step> steps = {happened(Event::views_gathered, meeting + -60), happened(Event::advice_asked, meeting + -41), happened(Event::invited, meeting + -16), happened(Event::papers_sent, meeting + -14),
                                          happened(Event::meeting, meeting)};
    if (is_late) {
      auto report = happened(Event::report_sent, meeting + 19);
      report.words = "The therapist’s advice came late.";
      steps.push_back(std::move(report));
      steps.push_back({.deed = Deed::recommended, .on = meeting + 19, .choice = statutory::Choice::amend, .words = "Section F should say how often the therapist comes. The outcome for reading is nearly reached and needs a next step."});
    }
    statutory::NewProcedure review{.id = statutory::ProcedureId(base::make_uuid7(at, random_)), .plan = plan, .lead = senco_, .counted_from = house_.today() + (is_late ? -350 : -330), .meeting_on = meeting};
    if (const auto rank = statutory::year_rank(school_.roll.pupils[n].year_group.value_or(people::YearGroup::not_following()).code())) review.transfer = statutory::usual_transfer(*rank);
    if (review.transfer != statutory::Transfer::none) review.transfer_year = people::academic_year_of(house_.today());
    attach(statutory::steps_of(review, pupil_id(n), senco_, at, random_, steps), statutory::deeds::statutory_begun, review.id.bytes(), pupil_id(n), senco_, at);
  }

  static base::LocalDate monday_before(base::LocalDate day) { return day + (1 - static_cast<int>(base::weekday(day))); }

  void add_lines(std::size_t n, const plans::PlanId& plan, Area area, base::UtcTime at, std::size_t count, bool section_f, const plans::TargetId& target) {
    std::vector<const Programme*> fitting;
    for (const auto& one : programmes)
      if (one.area == area) fitting.push_back(&one);
    const auto& pupil = pupil_id(n);
    const auto& author = section_f ? senco_ : staff(school_.teacher_of[n]);
    for (std::size_t k = 0; k < std::min(count, fitting.size()); ++k) {
      const auto& one = *fitting[(k + n) % fitting.size()];
      plans::NewProvisionLine line{plans::ProvisionLineId(base::make_uuid7(at, random_)), plan, {}};
      auto& words = line.words;
      words.what = std::string(one.what);
      words.who = std::string(one.who);
      if (school_.key_worker_of[n] && k == 0) words.staff = staff(*school_.key_worker_of[n]);
      words.minutes = one.minutes;
      words.times = one.times;
      words.group_size = section_f ? 1 : one.group;
      words.from = house_.zone().date_of(at);
      words.until = words.from + (section_f ? 300 : 84);
      words.wave = section_f ? plans::Wave::specialist : plans::Wave::targeted;
      words.funding = section_f ? plans::Funding::top_up : plans::Funding::sen_budget;
      words.section_f = section_f;
      words.area = area;
      words.target = target;
      attach(plans::steps_of(line, pupil, access::InfoClass::c6_send, plans::LineState::live, author, at), plans::deeds::provision_added, line.id.bytes(), pupil, author, at);
    }
  }

  void attach(std::vector<access::Step> steps, const access::Deed& deed, const base::Bytes16& subject, const access::PupilId& pupil, const access::StaffId& by, base::UtcTime at,
              access::InfoClass info = access::InfoClass::c6_send) {
    plans::PlanSteps made{std::move(steps), {}};
    made.entry.at = at;
    made.entry.actor = by.bytes();
    made.entry.deed = std::string(deed.code);
    made.entry.info_class = static_cast<int>(info);
    made.entry.subject = subject;
    made.entry.pupil = pupil.bytes();
    made.entry.policy_version = access::policy_version;
    made_.push_back(std::move(made));
  }

  base::Result<void> carry_out() {
    return house_.pen().run([this](db::WriteConnection& connection, access::Pen& pen) -> base::Result<void> {
      for (const auto& made : made_) {
        for (const auto& step : made.steps)
          if (connection.execute(step.sql, step.binds) != 1) return base::Error::conflict("The demonstration could not be written.", "a step of a plan missed");
        pen.append(connection, made.entry);
      }
      return {};
    });
  }

  int ehcps_ = 0;
  access::House& house_;
  const people::InventedSchool& school_;
  base::SeededRandom random_;
  access::StaffId senco_;
  std::vector<plans::PlanSteps> made_;
};

}  // namespace

base::Result<void> write_demonstration_plans(access::House& house, const people::InventedSchool& school, std::uint64_t seed) {
  return PlanWriter(house, school, seed).write_all();
}

}  // namespace app
