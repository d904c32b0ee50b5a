// What the demonstration school's safeguarding lead has done about its concerns: some wait, some are decided, one is a case with a referral.
#include "access/staff_store.h"
#include "app/demo_desk.h"
#include "app/demo_school.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/conduct_store.h"
#include "casework/concerns/referral_store.h"
#include "people/calendar.h"
#include "people/pupil_store.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/record_store.h"
#include "record/status_store.h"
#include "record/summary.h"

#include <algorithm>
#include <array>
#include <map>

namespace app {
namespace {

using access::May;

struct Told {
  std::string_view outcome, category, reason, parents, why, answer;
  int level, review_in;
};
constexpr Told decisions[] = {
    {"support", "hygiene", "Spoke with the child and with the class teacher. Breakfast club from tomorrow, uniform from the cupboard. Grandmother is glad of it.", "told", "",
     "Thank you. Breakfast club starts tomorrow; please tell me if it does not help.", 2, 7},
    {"monitor", "emotional", "One remark, no other sign. Key worker checks in each morning and tells me.", "to_tell", "", "Thank you for telling. Please keep an eye on how mornings go.", 1, 5},
    {"look_into", "", "Waiting for the attendance officer and the school nurse to ring back.", "to_tell", "", "", 0, 1},
    {"early_help", "housing", "Three people in one room since January. Mother agrees to family help; form sent.", "told", "", "Thank you. The family agreed to have help.", 2, 14},
    {"support", "online", "Parents have changed the settings of the game. Talked with the child about who is behind a name.", "told", "", "Thank you, this was useful. It is being looked at with home.", 1, 10},
};
constexpr Told closing[] = {
    {"close", "hygiene", "Washing machine was broken and is mended. Child is well; checked twice.", "told", "", "Thank you. It was looked into and is put right.", 1, 0},
    {"close", "emotional", "Talked it through with child and parent. No further sign in two weeks.", "told", "", "Thank you. Seen and talked through; nothing further now.", 1, 0},
    {"close", "bereavement", "The family dog died. Support from the key worker.", "told", "", "Thank you for noticing. You may be extra kind this week.", 1, 0},
};

struct Lately {
  std::size_t pupil;
  int sibling;  ///< 0 or 1: one of two who share a home; -1: the pupil
  std::string_view words, source, topic, safe;
  std::int64_t minutes_ago;
  bool by_teacher;
};
constexpr Lately lately[] = {
    {3, -1, "{} would not go out at home time and said that nobody is in tonight.", "told_me", "home", "no", 9, false},
    {17, -1, "{} has a mark on the upper arm, the size of a coin, yellow. Said it was the door.", "saw", "injury", "not_sure", 47, true},
    {17, -1, "Saw a mark on the arm of {} when we changed for PE.", "saw", "injury", "yes", 58, false},
    {0, 0, "{} asked for a second breakfast and put toast in a pocket.", "saw", "looked_after", "yes", 128, true},
    {0, 1, "{} said the heating is off since the weekend and they all sleep in one room.", "told_me", "home", "yes", 95, false},
    {29, -1, "{} showed me a message on a game from somebody who wants to meet.", "online", "online", "yes", 190, true},
    {41, -1, "{} was told by an older pupil to keep watch at the gate for money.", "another_pupil", "used", "yes", 1450, false},
};

concerns::DecisionDraft draft_of(const Told& told, const concerns::RecordId& record, base::LocalDate today, access::House& house) {
  concerns::DecisionDraft out;
  out.id = concerns::StepId::make(house.now(), house.random());
  out.record = record;
  out.outcome = told.outcome;
  out.category = told.category;
  out.level = told.level;
  out.reason = told.reason;
  out.parents = told.parents;
  out.parents_why = told.why;
  out.answer = told.answer;
  if (told.review_in > 0) out.review_on = today + told.review_in;
  return out;
}

class Deciding {
 public:
  Deciding(access::House& house, const access::StaffId& lead) : house_(house), desk_(house, lead), pass_(access::Door::caseload<May::concern_triage>(desk_.visit()).value()) {}

  base::Result<void> run(const access::StaffId& governor, const access::StaffId& worker, const access::StaffId& teacher, const access::StaffId& subject,
                         const people::InventedSchool& school) {
    arrange(governor);
    TRY_DO(raise_lately(worker, teacher, school));
    // Those of this morning wait still.
    auto open = concerns::list_open(pass_);
    std::erase_if(open, [&](const auto& one) { return one.recorded_at > visit().now() + -20 * base::hour_ms; });
    std::sort(open.begin(), open.end(), [](const auto& a, const auto& b) { return a.recorded_at < b.recorded_at; });
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (i == 0) {
        TRY_DO(open_a_case(open[i]));
      } else if (i % 2 == 0) {
        TRY_DO(decided(open[i].id, open[i].pupils.front().id, open[i].recorded_at, decisions[(i / 2) % std::size(decisions)]));
      }
    }
    TRY_DO(close_the_old());
    return raise_about_an_adult(worker, subject);
  }

 private:
  access::Visit& visit() { return desk_.visit(); }

  void arrange(const access::StaffId& governor) {
    auto arrangement = concerns::load_arrangement(pass_);
    arrangement.chair = governor;
    arrangement.front_door = "Thistle Vale children's front door (MASH)";
    arrangement.front_door_phone = "01632 960 110";
    arrangement.lado = "Ola Finch, 01632 960 114";
    access::UnitOfWork work{visit()};
    concerns::change(work, pass_, arrangement);
    concerns::add(work, pass_, concerns::Route{.id = visit().fresh<concerns::RouteId>(), .topic = "home", .tells = "class_teacher",
                                               .words = "Speak to the safeguarding lead before you contact home."});
    concerns::add(work, pass_, concerns::RotaLine{.id = visit().fresh<concerns::RotaId>(), .staff = pass_.who().id, .duty = "lead", .place = "Room by the office"});
    static_cast<void>(std::move(work).commit());
  }

  /// Raised in the last hours, by two people: one child is not safe now, one event has two witnesses, and two children share a home.
  base::Result<void> raise_lately(const access::StaffId& worker, const access::StaffId& teacher, const people::InventedSchool& school) {
    const auto in_force = house_.room<record::Catalogue>().find("concern");
    if (!in_force) return {};
    const auto home = siblings(school);
    std::vector<record::RecordSteps> group;
    for (const auto& one : lately) {
      const auto& pupil = school.roll.pupils[one.sibling >= 0 ? home[static_cast<std::size_t>(one.sibling)] : one.pupil % school.roll.pupils.size()];
      std::string words(one.words);
      if (const auto hole = words.find("{}"); hole != std::string::npos) words.replace(hole, 2, pupil.forename());
      web::Json fields = web::Json::Object{};
      fields.set("what_happened", words);
      fields.set("source", one.source);
      fields.set("topic", web::Json::Array{web::Json(one.topic)});
      fields.set("safe_now", one.safe);
      if (one.safe != "yes") fields.set("why_not_safe", "In the room by the office, with me.");
      fields.set("told_in_person", false);
      fields.set("parent_told", "not_mine");
      const auto body = record::check(*in_force->kind, record::Submission(fields), record::Surroundings{visit().today()});
      if (!body) return body.error();
      const auto at = visit().now() + -one.minutes_ago * base::minute_ms;
      record::NewRecord record;
      record.id = record::RecordId(base::make_uuid7(at, house_.random()));
      record.kind = "concern";
      record.kind_version = in_force->version;
      record.info_class = in_force->kind->info_class;
      record.occurred_at = at + -5 * base::minute_ms;
      record.parts = {{*pupil.id, "about"}};
      record.state = concerns::received;
      record.line = record::summarise(*in_force->kind, *body);
      record.body = body->text();
      base::Bytes32 salt;
      house_.random().fill(salt);
      group.push_back(record::steps_of(record, one.by_teacher ? teacher : worker, at, salt));
    }
    return house_.pen().run([&](db::WriteConnection& connection, access::Pen& pen) -> base::Result<void> {
      for (auto& made : group) {
        for (const auto& step : made.steps)
          if (connection.execute(step.sql, step.binds) != 1 && step.expect == access::Expect::one) return step.miss;
        pen.append(connection, made.entry);
      }
      return {};
    });
  }

  /// Two pupils who share a family member; the first two where nobody does.
  static std::array<std::size_t, 2> siblings(const people::InventedSchool& school) {
    std::map<people::PupilId, std::size_t> place;
    for (std::size_t i = 0; i < school.roll.pupils.size(); ++i) place[*school.roll.pupils[i].id] = i;
    std::map<people::FamilyMemberId, std::size_t> first;
    for (const auto& member : school.roll.family) {
      if (!member.id || !member.pupil) continue;
      const auto found = place.find(*member.pupil);
      if (found == place.end()) continue;
      const auto [at, fresh] = first.emplace(*member.id, found->second);
      if (!fresh && at->second != found->second) return {at->second, found->second};
    }
    return {0, 1};
  }

  base::Result<void> decided(const concerns::RecordId& record, const access::PupilId& pupil, base::UtcTime raised, const Told& told) {
    const auto draft = draft_of(told, record, visit().today(), house_);
    const auto at = std::min(visit().now(), raised + 50 * base::minute_ms);
    access::UnitOfWork work{visit()};
    auto steps = concerns::decision_steps(draft, people::academic_year_of(visit().today()), pass_.who().id, at, work.fresh_bytes());
    work.write(pass_, {concerns::deeds::decided, record.bytes(), access::InfoClass::c9_safeguarding, pupil, {}}, std::move(steps.front()), access::Expect::one);
    for (std::size_t i = 1; i < steps.size(); ++i) work.also(std::move(steps[i]));
    record::move_status(work, record, concerns::status_after(told.outcome));
    return std::move(work).commit();
  }

  base::Result<void> open_a_case(const concerns::OpenConcern& concern) {
    static constexpr Told told{"open_case", "neglect", "Third concern of this kind since autumn. Talked with the child; spoke with health visitor and family worker.", "told", "",
                               "Thank you. I have opened a case; please write down what you see, as you did.", 3, 7};
    const auto& pupil = concern.pupils.front().id;
    TRY_DO(decided(concern.id, pupil, concern.recorded_at, told));
    const auto file = access::Door::pupil<May::concern_triage>(visit(), pupil);
    if (!file) return {};
    access::UnitOfWork work{visit()};
    concerns::take_step(work, *file, nullptr, {.id = visit().fresh<concerns::CaseStepId>(), .deed = "opened", .level = 3, .lead = pass_.who().id,
                                               .review_on = visit().today() + 7, .reason = std::string(told.reason)});
    concerns::set(work, *file, {.id = visit().fresh<concerns::MarkerId>(), .marker = "eha", .category = "", .from_on = visit().today() + -40, .until_on = {}, .note = "Family worker: Jo Tamm, 01632 960 131"});
    concerns::ReferralBody body;
    for (const auto& section : concerns::referral_sections()) body.sections[std::string(section.code)] = "";
    body.sections["to"] = "Thistle Vale children's front door (MASH), 01632 960 110";
    body.sections["child"] = people::load(*file).name();
    body.sections["concern"] = concern.line;
    body.sections["done"] = "Breakfast club, clean uniform, weekly talk with mother, family worker since January.";
    body.sections["child_view"] = "Wants mornings to be calm.";
    body.sections["referrer"] = pass_.who().name + ", " + pass_.who().post;
    body.consent = "given";
    const auto id = visit().fresh<concerns::ReferralId>();
    concerns::write(work, *file, id, concern.id, body);
    concerns::Referral referral;
    referral.id = id;
    concerns::take_step(work, *file, referral, {visit().fresh<concerns::ReferralStepId>(), "sent", visit().now() + -26 * base::hour_ms, "Portal", "Duty social worker, reference 20-411", ""});
    return std::move(work).commit();
  }

  /// What was raised weeks ago and is closed was closed by somebody, for a reason.
  base::Result<void> close_the_old() {
    const auto across = access::Door::caseload<May::pupil_find>(visit());
    if (!across) return {};
    std::size_t n = 0;
    for (const auto& pupil : people::list(*across, "", "", 5000)) {
      const auto file = access::Door::pupil<May::concern_triage>(visit(), pupil.id);
      if (!file) continue;
      for (const auto& one : concerns::list_concerns_of(*file))
        if (one.state == concerns::closed && one.kind == "concern") {
          TRY_DO(decided(one.id, pupil.id, one.recorded_at, closing[n++ % std::size(closing)]));
        }
    }
    return {};
  }

  base::Result<void> raise_about_an_adult(const access::StaffId& worker, const access::StaffId& subject) {
    AtTheDesk desk(house_, worker);
    const auto pass = access::Door::staff<May::entries_own>(desk.visit());
    if (!pass) return {};
    concerns::ConductDraft draft;
    draft.id = desk.visit().fresh<concerns::ConductId>();
    draft.subject = subject;
    draft.words = "Raised their voice in the corridor and stood close to a child. It was over in a moment, but I keep thinking of it.";
    draft.done = "Stayed with the child until class began.";
    draft.keep_name = true;
    access::UnitOfWork work{desk.visit()};
    concerns::raise(work, *pass, draft, concerns::destination_of(*pass, draft));
    return std::move(work).commit();
  }

  access::House& house_;
  AtTheDesk desk_;
  concerns::TriagePass pass_;
};

}  // namespace

base::Result<void> decide_demonstration_concerns(access::House& house, const people::InventedSchool& school) {
  const auto who = [&](std::string_view username) -> std::optional<access::StaffId> {
    auto reader = house.reader();
    reader->look_as(house.house_sight());
    return access::staff_by_username(*reader, username);
  };
  const auto lead = who("dsl"), governor = who("governor"), worker = who("keyworker"), teacher = who("teacher"), cover = who("cover");
  if (!lead || !governor || !worker || !teacher || !cover || school.roll.pupils.empty()) return {};
  return Deciding(house, *lead).run(*governor, *worker, *teacher, *cover, school);
}

}  // namespace app
