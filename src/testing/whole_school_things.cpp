// What stands in the school with everybody in it for each {part} of an address that is neither a person, a pupil nor a record: one thing
// at least of every sort there is, and who may reach it.
#include "access/digest.h"
#include "casework/cover/cover_store.h"
#include "casework/cover/lesson_help_store.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/programmes/group_store.h"
#include "casework/provision/pay_store.h"
#include "casework/rules/rule.h"
#include "casework/sessions/session_store.h"
#include "casework/statutory/course_store.h"
#include "casework/timetable/slot_store.h"
#include "people/protected_contact_store.h"
#include "record/action_store.h"
#include "record/kind_desk.h"
#include "record/record_store.h"
#include "testing/whole_school.h"

#include <fmt/format.h>

#include <algorithm>

namespace test {
namespace {

using access::Act;
using access::Relation;

constexpr db::Sql insert_own_kind = "INSERT INTO own_kind (id, version, declared, made_by, made_at) VALUES ('own_club', 1, :body, :whose, :now)";
constexpr db::Sql insert_sign_in =
    "INSERT INTO sign_in (token_hash, staff_id, public_id, csrf_key, assurance, device, created_at, seen_at, expires_at, fresh_at) "
    "VALUES (:hash, :whose, :id, :hash, 1, 'another browser', :now, :now, :until, :until)";
constexpr db::Sql insert_token =
    "INSERT INTO api_token (token_hash, id, staff_id, name, created_at, expires_at) VALUES (:hash, :id, :whose, 'A program', :now, :until)";
constexpr db::Sql insert_role_request =
    "INSERT INTO role_request (id, staff_id, role, asked_by, asked_at) VALUES (:id, :about, 'senco', :whose, :now)";
constexpr db::Sql insert_log_request =
    "INSERT INTO log_request (id, about_kind, about, reason, asked_by, asked_at, expires_at) VALUES (:id, 'pupil', :about, 'A parent asks', :whose, :now, :until)";
constexpr db::Sql insert_link =
    "INSERT INTO record_link (id, from_id, to_id, relation, made_by, made_at) VALUES (:id, :from, :to, 'relates_to', :whose, :now)";
constexpr db::Sql insert_rule =
    "INSERT INTO rule (id, version, name, body, active, made_by, made_at) VALUES (:id, 1, 'Behaviour is building up', :body, 0, :whose, :now)";
constexpr db::Sql insert_bank_entry =
    "INSERT INTO bank_entry (id, version, sort, area, words, measure, unit, steps, retired, made_by, made_at) "
    "VALUES (:id, 1, 'strategy', 'cognition', 'A timer that shows the time left', 'count', '', '', 0, :whose, :now)";
constexpr db::Sql insert_exemption =
    "INSERT INTO rule_exemption (id, rule_id, pupil_id, info_class, reason, until_on, made_by, made_at) "
    "VALUES (:id, :rule, :about, 4, :mark, :until_on, :whose, :now)";
constexpr db::Sql insert_notice =
    "INSERT INTO notice (id, staff_id, source, source_id, pupil_id, info_class, words, urgent, made_at) "
    "VALUES (:id, :whose, 'rule', :id, :about, 3, :mark, 0, :now)";
constexpr db::Sql insert_conduct =
    "INSERT INTO conduct_concern (id, author_id, at, subject_named, goes_to, words, context, done, keep_name, state, digest) "
    "VALUES (:id, :whose, :now, 'A visitor', 'head', 'Shouted in the corridor', '', '', 0, 'received', :hash)";
constexpr db::Sql insert_unmatched =
    "INSERT INTO concern_unmatched (id, author_id, at, child, body, digest) VALUES (:id, :whose, :now, 'A child in Oak', :body, :hash)";
constexpr db::Sql insert_referral =
    "INSERT INTO referral (id, pupil_id, body, version, made_by, made_at, changed_at) VALUES (:id, :about, :body, 1, :whose, :now, :now)";
constexpr db::Sql insert_marker =
    "INSERT INTO statutory_marker (id, pupil_id, marker, category, from_on, note, made_by, made_at) "
    "VALUES (:id, :about, 'child_in_need', '', :from_on, :mark, :whose, :now)";
constexpr db::Sql insert_family =
    "INSERT INTO family_member (id, title, given, family, mobile, home_phone, work_phone, email, address, language, note, created_at) "
    "VALUES (:id, '', 'Other parent', :mark, :kept, :kept, :kept, :kept, :kept, '', :kept, :now)";
constexpr db::Sql insert_family_tie =
    "INSERT INTO family_tie (pupil_id, family_member_id, place, relationship, responsibility, lives_with) VALUES (:about, :id, 2, 'Aunt', '', '')";
constexpr db::Sql insert_route =
    "INSERT INTO concern_route (id, topic, safe, tells, words, made_by, made_at) VALUES (:id, '', '', 'class_teacher', 'Speak to the lead first', :whose, :now)";
constexpr db::Sql insert_rota =
    "INSERT INTO concern_rota (id, staff_id, weekday, duty, place, made_by, made_at) VALUES (:id, :whose, 2, 'lead', 'Room 1', :whose, :now)";
constexpr db::Sql insert_moment = "INSERT INTO moment (id, pupil_id, staff_id, started_at) VALUES (:id, :about, :whose, :now)";
constexpr db::Sql insert_glass =
    "INSERT INTO glass (id, staff_id, pupil_id, reason, words, asked_at, opened_at, until_at, review_by, outcome, remark) "
    "VALUES (:id, :whose, :about, 'medical', 'Found on the field, wheezing', :now, :opened, :until, :review_by, '', '')";
constexpr db::Sql insert_item =
    "INSERT INTO shared_item (id, pupil_id, line, made_by, made_at, until_at) VALUES (:id, :about, :mark, :whose, :now, :until)";
constexpr db::Sql insert_outing =
    "INSERT INTO outing (id, staff_id, pupil_id, place, with_whom, phone, out_at, expected_at, back_note) "
    "VALUES (:id, :whose, :about, 'At home', '', '', :now, :until, '')";
constexpr db::Sql insert_training =
    "INSERT INTO training (id, staff_id, topic, obtained_on, evidence, made_by, made_at) VALUES (:id, :whose, 'first_aid', :from_on, '', :whose, :now)";
constexpr db::Sql insert_medicine =
    "INSERT INTO medicine_line (id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, consent_by, "
    "stock, note, made_by, made_at) VALUES (:id, :about, :mark, '', 'mouth', 1000, 'tablet', '', 240, 4, 0, :from_on, 'Mother', 20000, '', :whose, :now)";
constexpr db::Sql insert_top_up =
    "INSERT INTO top_up (id, pupil_id, source, band, pence_a_year, from_on, until_on, made_by, made_at) "
    "VALUES (:id, :about, 'top_up', :mark, 450000, :from_on, :until_on, :whose, :now)";
constexpr db::Sql insert_feed = "INSERT INTO calendar_feed (id, token_hash, staff_id, made_at) VALUES (:id, :hash, :whose, :now)";
constexpr db::Sql insert_reduced =
    "INSERT INTO reduced_timetable (id, pupil_id, version, reason, why, starts_on, ends_on, full_minutes, steps, off_site, risk, consent_by, consent_how, "
    "consent_on, made_by, made_at) VALUES (:id, :about, 1, 'medical', :mark, :from_on, :until_on, 1950, '2026-03-02 540-720 0-0 0-0 0-0 0-0', '', '', '', '', "
    ":from_on, :whose, :now)";
constexpr db::Sql insert_cover =
    "INSERT INTO cover (id, staff_id, class_id, on_day, starts, ends, lesson, place, tie_id, made_by, made_at) "
    "VALUES (:id, :whose, :class, :on, 630, 690, 'Maths', 'Room 4', :tie, :whose, :now)";
constexpr db::Sql insert_consent =
    "INSERT INTO plan_consent (id, plan_id, what, given_by, given_on, how, written_by, written_at, withdrawn_on, withdrawn_by, withdrawn_written_by) "
    "VALUES (:id, :plan, 'care', :mark, :on, 'On paper', :whose, :now, NULL, '', NULL)";

constexpr db::Sql insert_review =
    "INSERT INTO review (id, plan_id, pupil_id, info_class, plan_version, state, from_on, until_on, due_on, version, opened_by, opened_at, changed_at, closed_by, closed_at, "
    "next_version, sent_on, sent_how) VALUES (:id, :plan, :about, 6, 1, :state, :on, :until_on, :on, 1, :whose, :now, :now, :closed_by, :closed_at, NULL, NULL, '')";
constexpr db::Sql insert_review_version =
    "INSERT INTO review_version (review_id, version, author_id, at, body, salt) VALUES (:id, 1, :whose, :now, :body, :hash)";
constexpr db::Sql insert_review_link =
    "INSERT INTO review_link (id, review_id, party, for_name, token_hash, made_by, made_at, expires_at, used_at, withdrawn_at) "
    "VALUES (:id, :review, 'parent', :mark, :hash, :whose, :now, :until, NULL, NULL)";
constexpr db::Sql insert_excuse =
    "INSERT INTO statutory_exemption (id, procedure_id, excuse, from_on, until_on, words, made_by, made_at) VALUES (:id, :procedure, 'exceptional', :on, :on, :mark, :whose, :now)";
constexpr db::Sql insert_voice =
    "INSERT INTO statutory_voice (id, procedure_id, version, party, name, came, words, made_by, made_at, changed_by, changed_at) "
    "VALUES (:id, :procedure, 1, 'other', :mark, '', :mark, :whose, :now, :whose, :now)";

/// Lays things down and remembers them; every statement of one unit.
class Shelf {
 public:
  explicit Shelf(WholeSchool& school) : school_(school) {}

  base::Bytes16 fresh() { return base::make_uuid7(school_.house->now(), school_.house->random()); }
  base::Bytes32 digest() {
    base::Bytes32 out;
    school_.house->random().fill(out);
    return out;
  }
  void write(const db::Sql& sql, std::vector<db::Bind> binds) { steps_.push_back({sql, std::move(binds)}); }
  void put(access::Step step) { steps_.push_back(std::move(step)); }
  void keep(WholeSchool::Thing thing) { school_.things.push_back(std::move(thing)); }
  void carry_out() { test::carry_out(school_.house, std::move(steps_)); }

 private:
  WholeSchool& school_;
  std::vector<access::Step> steps_;
};

}  // namespace

void WholeSchool::add_things() {
  Shelf shelf(*this);
  const auto now = house->now(), tomorrow = now + base::day_ms;
  const auto today = house->today();
  const auto known = people[static_cast<std::size_t>(access::Role::key_worker)].id;  // the one whose own things these are
  const std::size_t assigned = static_cast<std::size_t>(Relation::assigned), family = pupils.size() - 1;
  const auto own = [known](const Member& who) { return who.id == known; };
  const auto whole_school_sees = [this](unsigned info_class, std::size_t pupil) {
    return [this, info_class, pupil](const Member& who) {
      return page.allows(who.role, Stance{}, info_class, Act::see) && !(who.has_ties && pupils[pupil].stance.is_family);
    };
  };
  const auto may = [this](std::size_t pupil, unsigned info_class, Act act) {
    return [this, pupil, info_class, act](const Member& who) { return allows(who, pupil, info_class, act); };
  };

  // One's own.
  const auto sign_in = shelf.fresh(), token = shelf.fresh(), notice = shelf.fresh(), moment = shelf.fresh();
  shelf.write(insert_sign_in, {{"hash", shelf.digest()}, {"whose", known}, {"id", sign_in}, {"until", tomorrow}});
  shelf.write(insert_token, {{"hash", shelf.digest()}, {"whose", known}, {"id", token}, {"until", tomorrow}});
  shelf.write(insert_notice, {{"id", notice}, {"whose", known}, {"about", pupils[assigned].id}, {"mark", mark(3, assigned)}});
  shelf.write(insert_moment, {{"id", moment}, {"whose", known}, {"about", pupils[assigned].id}});
  shelf.keep({"sign_in", "/me/", base::to_base32(sign_in), {}, own});
  shelf.keep({"token", "/me/", base::to_base32(token), {}, own});
  shelf.keep({"notice", "/notices/", base::to_base32(notice), {}, own});
  shelf.keep({"notice", "/api/v1/notices/", base::to_base32(notice), {}, own});
  shelf.keep({"moment", "/moments/", base::to_base32(moment), {}, own});

  // What waits for a second person.
  for (const bool agreed : {true, false}) {
    const auto role = shelf.fresh(), log = shelf.fresh();
    shelf.write(insert_role_request, {{"id", role}, {"about", spare_staff}, {"whose", spare_staff}});
    shelf.write(insert_log_request, {{"id", log}, {"about", pupils[assigned].id}, {"whose", spare_staff}, {"until", tomorrow}});
    shelf.keep({"request", agreed ? "/school/requests/{request}/agreement" : "/school/requests/{request}/refusal", base::to_base32(role)});
    shelf.keep({"request", agreed ? "/school/audit/requests/{request}/agreement" : "/school/audit/requests/{request}/refusal", base::to_base32(log)});
  }

  // The school's: rules, arrangements, training.
  const auto rule = shelf.fresh(), route = shelf.fresh(), rota = shelf.fresh(), training = shelf.fresh();
  shelf.write(insert_rule, {{"id", rule}, {"body", rules::to_stored(rules::starters().front())}, {"whose", spare_staff}});
  shelf.write(insert_route, {{"id", route}, {"whose", spare_staff}});
  shelf.write(insert_rota, {{"id", rota}, {"whose", spare_staff}});
  shelf.write(insert_training, {{"id", training}, {"whose", spare_staff}, {"from_on", today + -30}});
  shelf.put(access::insert_own_family(spare_staff, pupils[assigned].id));
  shelf.write(insert_own_kind, {{"whose", spare_staff}, {"body", R"({"title":"Club of our own","class":"C3","retention":"notes","quick":"what_happened","field":[{"name":"what_happened","label":"What happened","type":"long_text","required":true,"quick":true}]})"}});
  for (const std::string_view where : {"/school/kinds/{kind}/access", "/school/kinds/{kind}/decision", "/school/kinds/{kind}/retirement"}) shelf.keep({"kind", where, "own_club"});
  shelf.keep({"rule", "/school/rules/", base::to_base32(rule)});
  shelf.keep({"rule", "/api/v1/rules/", base::to_base32(rule)});
  shelf.keep({"route", "/concerns/arrangement/", base::to_base32(route)});
  shelf.keep({"line", "/concerns/arrangement/", base::to_base32(rota)});
  shelf.keep({"training", "/school/staff/", base::to_base32(training)});
  shelf.keep({"child", "/school/own-family/", pupils[assigned].id.text()});

  provision::Pay pay;
  pay.id = provision::PayId(shelf.fresh());
  pay.staff = spare_staff;
  pay.from_on = today + -300;
  pay.full_time = {2'329'700};
  pay.week_minutes = 1900;
  pay.paid_weeks = 43'100;
  for (auto& step : provision::pay_steps(pay, spare_staff, now)) shelf.put(std::move(step));
  shelf.keep({"pay", "/school/pay/", pay.id.text()});
  // The bank, groups, the school's day; and the address of somebody's calendar, whose secret opens it.
  programmes::Group group;
  group.id = programmes::GroupId(shelf.fresh());
  group.name = "Talk group";
  group.starts_on = today + -30;
  shelf.put(programmes::insert_group(group, spare_staff, now));
  timetable::Period period;
  period.id = timetable::PeriodId(shelf.fresh());
  period.name = "Period 1";
  period.starts = 540;
  period.ends = 600;
  period.from = today + -30;
  shelf.put(timetable::insert_period(period, spare_staff, now));
  const auto feed = shelf.fresh(), others_feed = shelf.fresh();
  const std::string secret = access::make_token(house->random());
  shelf.write(insert_feed, {{"id", feed}, {"hash", shelf.digest()}, {"whose", known}});
  shelf.write(insert_feed, {{"id", others_feed}, {"hash", access::hash_token(secret)}, {"whose", known}});
  shelf.keep({"group", "/groups/", group.id.text()});
  const auto entry = shelf.fresh();
  shelf.write(insert_bank_entry, {{"id", entry}, {"whose", spare_staff}});
  shelf.keep({"entry", "/plans/bank/", base::to_base32(entry)});
  shelf.keep({"programme", "/programmes/", programmes::shipped_programmes().front().id.text()});
  shelf.keep({"period", "/school/periods/", period.id.text()});
  shelf.keep({"feed", "/timetable/feed/", base::to_base32(feed), {}, own});
  shelf.keep({"secret", "/calendar/", secret});

  // A card of one's own, of yesterday.
  timetable::Slot own_slot;
  own_slot.id = timetable::SlotId(shelf.fresh());
  own_slot.kind = timetable::SlotKind::one_to_one;
  own_slot.staff = known;
  own_slot.pupil = pupils[assigned].id;
  own_slot.day = base::weekday(today + -1);
  own_slot.starts = 600;
  own_slot.ends = 620;
  own_slot.from = today + -30;
  shelf.put(timetable::insert_slot(own_slot, spare_staff, now));
  shelf.keep({"slot", "/sessions/cards/", own_slot.id.text(), {}, own});
  shelf.keep({"day", "/sessions/cards/", base::to_iso(today + -1)});

  // A lesson that they cover now, of the class with the pupil they teach; and a card of every pupil.
  const auto lesson = shelf.fresh();
  shelf.write(insert_cover, {{"id", lesson}, {"whose", known}, {"class", a_class(house, "Oak")}, {"on", today}, {"tie", spare_tie}});
  shelf.keep({"cover", "/cover/", base::to_base32(lesson), {},
              [this, known](const Member& who) { return who.id == known || page.allows(who.role, access::May::relations_administer); }});
  for (std::size_t n = 0; n < pupils.size(); ++n) {
    cover::Card card;
    card.pupil = pupils[n].id;
    card.chosen = true;
    card.said = card.script = mark(5, n);
    card.lines(cover::Side::must).push_back({mark(5, n)});
    for (auto& step : cover::steps_of(card, 1, spare_staff, now)) shelf.put(std::move(step));
  }

  // Help that they asked for with the pupil they are key worker of: for themselves, and for whoever sees that pupil's profile.
  cover::LessonHelp help;
  help.id = cover::HelpId(shelf.fresh());
  help.teacher = help.helper = known;
  help.lesson = "Maths";
  help.on = help.due = today;
  help.objective = help.words = "Adds to twenty";
  help.wants = {cover::Want::adapt};
  help.pupils = {{pupils[assigned].id}};
  for (auto& step : cover::steps_of(help, now)) shelf.put(std::move(step));
  const record::Attached sheet{record::AttachmentId(shelf.fresh()), "sums.txt", "text/plain", "Ten sums"};
  for (auto& step : cover::file_steps(help.id, sheet, known, now)) shelf.put(std::move(step));
  shelf.keep({"file", "/lesson-help/", sheet.id.text(), {}, {}, help.id.text()});
  shelf.keep({"help", "/lesson-help/", help.id.text(), {}, [this, known, assigned](const Member& who) { return who.id == known || allows(who, assigned, 5, Act::see); }});

  // Concerns: as their author reads them, raised on a locked screen, and about an adult.
  record::NewRecord concern;
  concern.id = record::RecordId(shelf.fresh());
  concern.kind = "concern";
  concern.info_class = access::InfoClass::c9_safeguarding;
  concern.occurred_at = now + -base::hour_ms;
  concern.parts = {{pupils[assigned].id, "about"}};
  concern.line = "Said they were hungry";
  concern.body = R"({"what_happened":"Said they were hungry"})";
  for (auto& step : record::steps_of(concern, known, now, shelf.digest()).steps) shelf.put(std::move(step));
  shelf.keep({"record", "/concerns/mine/", concern.id.text(), {}, own});
  for (const auto& [whose, is_own] : {std::pair{known, true}, std::pair{spare_staff, false}}) {
    const auto unmatched = shelf.fresh(), conduct = shelf.fresh();
    shelf.write(insert_unmatched, {{"id", unmatched}, {"whose", whose}, {"body", R"({"what_happened":"Cried"})"}, {"hash", shelf.digest()}});
    shelf.write(insert_conduct, {{"id", conduct}, {"whose", whose}, {"hash", shelf.digest()}});
    shelf.keep({"concern", "/concerns/unmatched/", base::to_base32(unmatched)});
    shelf.keep({"concern", "/concerns/adults/{", base::to_base32(conduct), {}, whole_school_sees(10, assigned)});
    if (!is_own) continue;
    shelf.keep({"concern", "/concerns/mine/locked/", base::to_base32(unmatched), {}, own});
    shelf.keep({"concern", "/concerns/adults/mine/", base::to_base32(conduct), {}, own});
  }

  // About each pupil, by somebody who knows none of these people.
  for (std::size_t n = 0; n < pupils.size(); ++n) {
    const auto about = pupils[n].id;
    const auto referral = shelf.fresh(), marker = shelf.fresh(), item = shelf.fresh(), outing = shelf.fresh();
    for (const std::string_view where : {"/pupils/{pupil}/medicines/{line}/end", "/pupils/{pupil}/medicines/{line}/count"}) {
      const auto medicine = shelf.fresh();
      shelf.write(insert_medicine, {{"id", medicine}, {"about", about}, {"mark", mark(7, n)}, {"from_on", today + -30}, {"whose", spare_staff}});
      shelf.keep({"line", where, base::to_base32(medicine), n, may(n, 7, Act::correct)});
    }
    shelf.write(insert_referral, {{"id", referral}, {"about", about}, {"body", fmt::format(R"({{"concern":"{}","consent":"given"}})", mark(9, n))}, {"whose", spare_staff}});
    shelf.write(insert_marker, {{"id", marker}, {"about", about}, {"mark", mark(9, n)}, {"from_on", today + -30}, {"whose", spare_staff}});
    // An order that keeps somebody from collecting: the order is of C11, the name in its effect one of the family.
    people::OrderWords order;
    order.sort = "prohibited_steps";
    order.made_on = today + -30;
    order.expires_on = today + 20;
    order.words = mark(11, n);
    order.seen_by = "The lead";
    order.seen_on = today + -29;
    order.effects = {{people::Effect::no_collection, {}, mark(2, n)}};
    const people::CourtOrderId order_id(shelf.fresh());
    for (auto& step : people::steps_of(order_id, order, about, spare_staff, now, house->random())) shelf.put(std::move(step));
    shelf.keep({"order", "/pupils/", order_id.text(), n, may(n, 11, Act::decide)});
    // And somebody of the family whose address is kept safe.
    const people::FamilyMemberId aunt(shelf.fresh());
    shelf.write(insert_family, {{"id", aunt}, {"mark", mark(2, n)}, {"kept", mark(11, n)}});
    shelf.write(insert_family_tie, {{"id", aunt}, {"about", about}});
    for (auto& step : people::keep_safe_steps(people::KeptSafeId(shelf.fresh()), aunt, about, spare_staff, now, mark(11, n))) shelf.put(std::move(step));
    shelf.keep({"member", "/pupils/", aunt.text(), n, may(n, 11, Act::decide)});
    shelf.write(insert_item, {{"id", item}, {"about", about}, {"mark", mark(9, n)}, {"until", tomorrow}, {"whose", spare_staff}});
    shelf.write(insert_outing, {{"id", outing}, {"about", about}, {"until", tomorrow}, {"whose", spare_staff}});
    shelf.keep({"referral", "/pupils/", base::to_base32(referral), n});
    shelf.keep({"marker", "/pupils/", base::to_base32(marker), n});
    shelf.keep({"item", "/pupils/", base::to_base32(item), n});
    shelf.keep({"outing", "/visits/", base::to_base32(outing), n, [this, n](const Member& who) {
                  return allows(who, n, 2, Act::see) || allows(who, n, 3, Act::see);
                }});

    const auto top_up = shelf.fresh();
    shelf.write(insert_top_up, {{"id", top_up}, {"about", about}, {"mark", mark(6, n)}, {"from_on", today + -30}, {"until_on", today + 300}, {"whose", spare_staff}});
    shelf.keep({"top_up", "/pupils/", base::to_base32(top_up), n, [this, n](const Member& who) {
                  return page.allows(who.role, access::May::costs_read) && allows(who, n, 6, Act::see);
                }});
    timetable::Slot slot;
    slot.id = timetable::SlotId(shelf.fresh());
    slot.kind = timetable::SlotKind::one_to_one;
    slot.title = mark(5, n);
    slot.staff = spare_staff;
    slot.pupil = about;
    slot.day = base::weekday(today);
    slot.starts = 600;
    slot.ends = 630;
    slot.from = today + -30;
    shelf.put(timetable::insert_slot(slot, spare_staff, now));
    const auto reduced = shelf.fresh();
    shelf.write(insert_reduced, {{"id", reduced}, {"about", about}, {"mark", mark(6, n)}, {"from_on", today + -7}, {"until_on", today + 21}, {"whose", spare_staff}});
    shelf.keep({"reduced", "/pupils/", base::to_base32(reduced), n, may(n, 6, Act::decide)});
    shelf.keep({"slot", "/timetable/slots/", slot.id.text(), n, may(n, 5, Act::see)});

    // A session written by somebody who knows none of these people.
    sessions::Card card;
    card.day = today + -1;
    card.starts = 600;
    card.minutes = 20;
    card.staff = spare_staff;
    card.title = mark(6, n);
    card.pupils = {{about, {}, {}}};
    sessions::PupilPart part;
    part.pupil = about;
    part.minutes = 20;
    const auto session = sessions::SessionId(shelf.fresh());
    const auto its_record = std::find_if(written.begin(), written.end(), [n](const Written& each) { return each.pupil == n && each.info_class == 6; });
    for (auto& step : sessions::steps_of_record(session, card, {part}, its_record->id, spare_staff, now)) shelf.put(std::move(step));
    shelf.keep({"session", "/sessions/", session.text(), n, may(n, 6, Act::see)});
    shelf.keep({"session", "/api/v1/sessions/", session.text(), n, may(n, 6, Act::see)});

    record::NewAction action;
    action.id = record::ActionId(shelf.fresh());
    action.what = mark(4, n);
    action.owner = record::Owner::of(spare_staff);
    action.due_on = today;
    action.pupil = about;
    action.info_class = access::InfoClass::c4_behaviour;
    for (auto& step : record::steps_of(action, spare_staff, now).steps) shelf.put(std::move(step));
    const auto raised = std::find_if(written.begin(), written.end(), [n](const Written& each) { return each.pupil == n && each.info_class == 9; });
    shelf.keep({"concern", "/api/v1/concerns/", raised->id.text(), n, may(n, 9, Act::see)});
    for (const auto* where : {"/actions/", "/api/v1/actions/"}) shelf.keep({"action", where, action.id.text(), n, may(n, 4, Act::decide)});
  }
  for (const auto n : {assigned, family}) {
    const auto about = pupils[n].id;
    const auto exemption = shelf.fresh(), link = shelf.fresh();
    shelf.write(insert_exemption, {{"id", exemption}, {"rule", rule}, {"about", about}, {"mark", mark(4, n)}, {"until_on", today + 30}, {"whose", spare_staff}});
    shelf.keep({"exemption", "/school/rules/", base::to_base32(exemption), n, may(n, 4, Act::see)});
    const auto& from = *std::find_if(written.begin(), written.end(), [n](const Written& each) { return each.pupil == n && each.info_class == 3; });
    const auto& to = *std::find_if(written.begin(), written.end(), [n](const Written& each) { return each.pupil == n && each.info_class == 4; });
    shelf.write(insert_link, {{"id", link}, {"from", from.id}, {"to", to.id}, {"whose", spare_staff}});
    shelf.keep({"link", "/records/", base::to_base32(link), n,
                [this, n](const Member& who) { return allows(who, n, 3, Act::correct) && allows(who, n, 4, Act::see); }, from.id.text()});
    for (const std::string_view where : {"/glass/{glass}/review", "/glass/{glass}/agreement", "/glass/{glass}/refusal"}) {
      const auto glass = shelf.fresh();
      std::optional<base::UtcTime> opened, until;
      std::optional<base::LocalDate> review_by;
      if (where.ends_with("review")) opened = now, until = now + base::hour_ms, review_by = today + 7;
      shelf.write(insert_glass, {{"id", glass}, {"whose", spare_staff}, {"about", about}, {"opened", opened}, {"until", until}, {"review_by", review_by}});
      shelf.keep({"glass", where, base::to_base32(glass), n, whole_school_sees(6, n)});
    }
  }
  // A plan about each pupil that is being written, with a target, a promise and a consent.
  for (std::size_t n = 0; n < pupils.size(); ++n) {
    const auto about = pupils[n].id;
    const auto words = mark(6, n);
    plans::NewPlan plan{plans::PlanId(shelf.fresh()), "education_plan", access::InfoClass::c6_send, {}};
    plan.draft = {words, today, today + 70, today + 65, fmt::format(R"({{"strengths":"{}","areas":["cognition"],"barriers":"{}","strategies":"{}"}})", words, words, words), "test", {}};
    for (auto& step : plans::steps_of(plan, about, spare_staff, now, shelf.digest()).steps) shelf.put(std::move(step));
    plans::NewTarget target{plans::TargetId(shelf.fresh()), plan.id, {}, {{"", words, {}}}};
    target.words.need = target.words.statement = words;
    target.words.measure = {plans::Scale::count, "words", {}};
    target.words.goal = 40 * plans::one;
    target.words.starts_on = today;
    target.words.by_when = today + 60;
    for (auto& step : plans::steps_of(target, about, plan.info_class, plans::TargetState::draft, spare_staff, now)) shelf.put(std::move(step));
    plans::NewProvisionLine line{plans::ProvisionLineId(shelf.fresh()), plan.id, {}};
    line.words.what = line.words.who = words;
    line.words.minutes = 20;
    line.words.from = today;
    for (auto& step : plans::steps_of(line, about, plan.info_class, plans::LineState::draft, spare_staff, now)) shelf.put(std::move(step));
    const auto consent = shelf.fresh();
    shelf.write(insert_consent, {{"id", consent}, {"plan", plan.id}, {"mark", words}, {"on", today}, {"whose", spare_staff}});
    const std::pair<std::string_view, std::string> kept[] = {{"plan", plan.id.text()}, {"target", target.id.text()}, {"promise", line.id.text()}, {"consent", base::to_base32(consent)}};
    for (const auto& [part, id] : kept)
      shelf.keep({part, "", id, n, may(n, 6, Act::see)});

    // A review of it that is closed, one that is open, and a link that asks for a parent's view.
    const auto closed = shelf.fresh(), open = shelf.fresh(), link = shelf.fresh(), others_link = shelf.fresh();
    const auto body = fmt::format(R"({{"held_on":"{}","summary":"{}","home":"{}","next_review":"{}"}})", base::to_iso(today), words, words, base::to_iso(today + 60));
    for (const auto& [review, is_open] : {std::pair{closed, false}, std::pair{open, true}}) {
      shelf.write(insert_review, {{"id", review}, {"plan", plan.id}, {"about", about}, {"state", is_open ? "open" : "closed"}, {"on", today}, {"whose", spare_staff},
                                  {"until_on", is_open ? std::nullopt : std::optional(today)}, {"closed_by", is_open ? std::nullopt : std::optional(spare_staff)},
                                  {"closed_at", is_open ? std::nullopt : std::optional(now)}});
      shelf.write(insert_review_version, {{"id", review}, {"body", body}, {"whose", spare_staff}, {"hash", shelf.digest()}});
    }
    const std::string voice_secret = access::make_token(house->random());
    shelf.write(insert_review_link, {{"id", link}, {"review", open}, {"mark", words}, {"hash", shelf.digest()}, {"whose", spare_staff}, {"until", tomorrow}});
    shelf.write(insert_review_link, {{"id", others_link}, {"review", open}, {"mark", words}, {"hash", access::hash_token(voice_secret)}, {"whose", spare_staff}, {"until", tomorrow}});
    for (const std::string_view where : {"/pupils/{pupil}/reviews/{review}", "/api/v1/reviews/"}) shelf.keep({"review", where, base::to_base32(closed), n, may(n, 6, Act::see)});
    for (const std::string_view where : {"/pupils/{pupil}/reviews/{review}/decisions", "/pupils/{pupil}/reviews/{review}/voices", "/pupils/{pupil}/reviews/{review}/links"})
      shelf.keep({"review", where, base::to_base32(open), n, may(n, 6, Act::see)});
    shelf.keep({"invitation", "/pupils/", base::to_base32(link), n, may(n, 6, Act::see), base::to_base32(open)});
    if (n == 0) shelf.keep({"secret", "/voice/", voice_secret});
    // Its annual review, with somebody who was asked for advice.
    statutory::NewProcedure review{.id = statutory::ProcedureId(shelf.fresh()), .plan = plan.id, .lead = spare_staff, .counted_from = today + -300, .meeting_on = today + 28};
    for (auto& step : statutory::steps_of(review, about, spare_staff, now, house->random(), {{.deed = statutory::Deed::recommended, .on = today, .choice = statutory::Choice::keep, .words = words}}))
      shelf.put(std::move(step));
    const auto voice = shelf.fresh(), excuse = shelf.fresh();
    shelf.write(insert_voice, {{"id", voice}, {"procedure", review.id}, {"mark", words}, {"whose", spare_staff}});
    shelf.write(insert_excuse, {{"id", excuse}, {"procedure", review.id}, {"on", today}, {"mark", words}, {"whose", spare_staff}});
    shelf.keep({"procedure", "/pupils/", review.id.text(), n, may(n, 6, Act::see)});
    shelf.keep({"voice", "/pupils/", base::to_base32(voice), n, may(n, 6, Act::see), review.id.text()});
    shelf.keep({"exemption", "/pupils/", base::to_base32(excuse), n, may(n, 6, Act::see), review.id.text()});
  }
  shelf.carry_out();
  record::take_up(house);
}

}  // namespace test
