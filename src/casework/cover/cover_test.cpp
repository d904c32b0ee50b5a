// Cover: arranged and told of clashes, open for as long as it lasts, the board, what is left, and the note that comes back.
#include "casework/cover/board.h"
#include "casework/cover/note_store.h"
#include "casework/programmes/group_store.h"
#include "casework/timetable/slot_store.h"
#include "people/training_store.h"
#include "testing/whole_school.h"

#include <gmock/gmock.h>

namespace cover {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const base::Zone london("Europe/London");
const base::LocalDate today = *base::to_date(2026, 3, 3);  // a Tuesday

Cover maths() {
  Cover out;
  out.staff = access::StaffId(base::Bytes16{std::byte{1}});
  out.away = access::StaffId(base::Bytes16{std::byte{2}});
  out.school_class = people::ClassId(base::Bytes16{std::byte{3}});
  out.day = today;
  out.starts = 9 * 60;
  out.ends = 10 * 60;
  return out;
}

TEST(CoverOfALesson, OpensAQuarterOfAnHourBeforeItAndClosesAQuarterAfterTheBell) {
  const auto window = window_of(maths(), london);
  const auto at = [](int hour, int minute) { return london.to_utc(today, base::LocalTime{hour * 60 + minute}); };
  EXPECT_EQ(window.at(at(8, 44)), CoverTime::later);
  EXPECT_EQ(window.at(at(8, 45)), CoverTime::open);
  EXPECT_EQ(window.at(at(10, 14)), CoverTime::open);
  EXPECT_EQ(window.at(at(10, 15)), CoverTime::over);
}

TEST(CoverOfALesson, IsRefusedBesideTheField) {
  const auto at_eight = london.to_utc(today, base::LocalTime{480});
  const auto fields = [&](const Cover& cover) {
    std::vector<std::string> out;
    for (const auto& each : check(cover, {}, at_eight, london)) out.push_back(each.field);
    return out;
  };
  EXPECT_THAT(fields(maths()), testing::IsEmpty());
  auto cover = maths();
  cover.ends = cover.starts;
  EXPECT_THAT(fields(cover), testing::ElementsAre("ends"));
  cover = maths();
  cover.day = today + 4;  // a Saturday
  EXPECT_THAT(fields(cover), testing::ElementsAre("day"));
  cover = maths();
  cover.staff = cover.away;
  cover.school_class = {};
  EXPECT_THAT(fields(cover), testing::ElementsAre("staff", "class"));
  cover = maths();
  cover.day = today + -1;
  EXPECT_THAT(fields(cover), testing::ElementsAre("ends")) << "that time has passed";
}

TEST(CoverOfALesson, TellsWhereAnAdultWouldBeInTwoPlaces) {
  auto other = maths();
  other.id = CoverId(base::Bytes16{std::byte{9}});
  other.class_name = "5 Elm";
  other.starts = 9 * 60 + 30;
  timetable::Occurrence support;
  support.slot.kind = timetable::SlotKind::one_to_one;
  support.starts = 9 * 60;
  support.ends = 9 * 60 + 20;
  EXPECT_THAT(clashes_of(maths(), {other}, {support}), testing::ElementsAre(HasSubstr("They cover 5 Elm"), HasSubstr("a pupil would go without promised support")));
  support.state = timetable::OccurrenceState::cancelled;
  other.starts = 10 * 60;
  other.ends = 11 * 60;
  EXPECT_THAT(clashes_of(maths(), {other}, {support}), testing::IsEmpty());
  other.starts = 9 * 60 + 30;
  EXPECT_EQ(check_class(maths(), {other}).at(0).field, "class");
}

class CoverPages : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestHouse house = test::a_house(GetParam());
  const access::Routes routes = test::every_route();
  const access::StaffId office = test::a_member_of_staff(house, {.name = "Olu Ade", .roles = {Role::office}, .post = "Office"});
  const access::StaffId jo = test::a_member_of_staff(house, {.name = "Jo Mayer", .roles = {Role::cover}, .post = "Cover supervisor"});
  const access::StaffId amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}, .post = "Key worker"});
  const access::StaffId tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}, .post = "Teaching assistant"});
  const access::StaffId priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}, .post = "Class teacher"});
  const access::StaffId other = test::a_member_of_staff(house, {.name = "Hana Lee", .roles = {Role::class_teacher}, .post = "Class teacher"});
  const access::PupilId maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .class_name = "4 Oak"});
  const access::PupilId leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow", .class_name = "4 Oak"});
  const access::PupilId noor = test::a_pupil(house, {.given = "Noor", .family = "Aziz", .class_name = "5 Elm"});
  const people::ClassId oak = test::a_class(house, "4 Oak"), elm = test::a_class(house, "5 Elm");
  const std::string form_id = CoverId::make(house->now(), house.random).text();

  CoverPages() {
    for (const auto& [who, school_class] : {std::pair{priya, oak}, std::pair{other, elm}}) {
      access::TieDraft tie;
      tie.staff = who;
      tie.relation = Relation::teaches_class;
      tie.school_class = school_class;
      test::a_tie(house, tie);
    }
    std::vector<access::Step> steps;
    for (const auto& pupil : {maya, noor}) {
      Card card;
      card.pupil = pupil;
      card.chosen = true;
      card.lines(Side::must).push_back({pupil == maya ? "Sit her by the door" : "Give him his chair"});
      for (auto& step : steps_of(card, 1, priya, house->now())) steps.push_back(std::move(step));
    }
    test::carry_out(house, std::move(steps));
  }
  void move_to(int hour, int minute) { house.clock.move_to(house->zone().to_utc(today, base::LocalTime{hour * 60 + minute})); }
  test::Fields lesson(test::Fields changed = {}) {
    test::Fields out = {{"id", form_id}, {"day", "2026-03-03"}, {"class", oak.text()}, {"starts", "11:00"}, {"ends", "12:00"}, {"staff", jo.text()},
                        {"away", priya.text()}, {"lesson", "Maths"}, {"place", "Room 4"}};
    for (auto& [name, value] : changed) {
      const auto found = std::find_if(out.begin(), out.end(), [&](const auto& field) { return field.first == name; });
      if (found == out.end()) out.emplace_back(name, value);
      else found->second = value;
    }
    return out;
  }
  std::string the_cover() { return lesson_id(*CoverId::parse(form_id), 11 * 60).text(); }
  std::string board() { return "/cover/" + the_cover(); }
  web::Response arrange(const test::Fields& fields) { return test::post(house, routes, office, "/cover", fields); }
  web::Response page(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target); }
  void add_slot(const access::StaffId& who, const access::PupilId& pupil, int starts, int ends) {
    timetable::Slot slot;
    slot.id = timetable::SlotId::make(house->now(), house.random);
    slot.kind = timetable::SlotKind::one_to_one;
    slot.staff = who;
    slot.pupil = pupil;
    slot.day = base::Weekday::tuesday;
    slot.starts = starts;
    slot.ends = ends;
    slot.from = today + -30;
    test::carry_out(house, {timetable::insert_slot(slot, priya, house->now())});
  }
  test::Fields note(const std::string& id) {
    return {{"id", id}, {"done", "Pages 12 and 13"}, {"went", "well"}, {"tick." + maya.text(), "worked"}, {"line." + maya.text(), "Helped Leon find the page"}, {"tick." + leon.text(), "some"}};
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, CoverPages, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(CoverPages, ShowTheClassDuringTheLessonAndNotSixteenMinutesAfterTheBellNorAnotherClass) {
  ASSERT_EQ(arrange(lesson()).status, 303);
  const auto card = "/pupils/" + maya.text() + "/card", others = "/pupils/" + noor.text() + "/card";
  move_to(10, 44);
  EXPECT_THAT(page(jo, board()).body, AllOf(HasSubstr("open to you at 10:45"), Not(HasSubstr("Maya"))));
  EXPECT_EQ(page(jo, card).status, 404);
  move_to(10, 45);
  EXPECT_THAT(page(jo, board()).body, AllOf(HasSubstr("Maya Osei"), HasSubstr("Sit her by the door"), HasSubstr("until 12:15"), HasSubstr("Leon Farrow"), Not(HasSubstr("Noor"))));
  EXPECT_THAT(page(jo, "/").body, HasSubstr("I cover today"));
  EXPECT_EQ(page(jo, card).status, 200);
  EXPECT_EQ(page(jo, others).status, 404) << "another class never";
  EXPECT_EQ(page(tomas, board()).status, 404) << "somebody else's cover";
  move_to(12, 14);
  EXPECT_EQ(page(jo, card).status, 200);
  move_to(12, 16);
  EXPECT_EQ(page(jo, card).status, 404);
  EXPECT_THAT(page(jo, board()).body, AllOf(HasSubstr("closed to you"), Not(HasSubstr("Maya"))));
}

TEST_P(CoverPages, AreClosedAtOnceWhenCoverIsTakenBack) {
  ASSERT_EQ(arrange(lesson()).status, 303);
  move_to(11, 10);
  EXPECT_EQ(page(jo, board()).status, 200);
  EXPECT_EQ(test::post(house, routes, jo, board() + "/end").status, 404);
  ASSERT_EQ(test::post(house, routes, office, board() + "/end").status, 303);
  EXPECT_EQ(page(jo, board()).status, 404);
  EXPECT_EQ(page(jo, "/pupils/" + maya.text() + "/card").status, 404);
}

TEST_P(CoverPages, RefuseWhatCannotBeBesideTheFieldAndLoseNothing) {
  EXPECT_EQ(test::post(house, routes, jo, "/cover", lesson()).status, 404) << "who arranges cover is the office, the SENCo or a leader";
  auto answer = arrange(lesson({{"ends", "10:50"}}));
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("The end is after the start"), HasSubstr("value=\"Maths\""), HasSubstr("value=\"10:50\"")));
  EXPECT_THAT(arrange(lesson({{"day", "2026-03-07"}})).body, HasSubstr("choose a school day"));
  EXPECT_THAT(arrange(lesson({{"staff", priya.text()}})).body, HasSubstr("other than the teacher who is away"));
  EXPECT_THAT(arrange(lesson({{"class", ""}})).body, HasSubstr("Choose the class"));
  ASSERT_EQ(arrange(lesson()).status, 303);
  ASSERT_EQ(arrange(lesson()).status, 303) << "the same form sent twice is the same cover";
  EXPECT_EQ(test::number(house, "SELECT COUNT(*) FROM cover"), 1);
  const auto fresh = CoverId::make(house->now(), house.random).text();
  EXPECT_THAT(arrange(lesson({{"id", fresh}, {"staff", tomas.text()}, {"starts", "11:30"}, {"ends", "12:30"}})).body, HasSubstr("4 Oak is covered by Jo Mayer from 11:00 to 12:00 already"));
  answer = arrange(lesson({{"id", fresh}, {"class", elm.text()}, {"away", ""}}));
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("They cover 4 Oak from 11:00 to 12:00 already"), HasSubstr("Arrange it all the same")));
  ASSERT_EQ(arrange(lesson({{"id", fresh}, {"class", elm.text()}, {"away", ""}, {"sure", "yes"}})).status, 303);
}

TEST_P(CoverPages, AskBeforePromisedSupportFallsAwayWithoutNamingThePupil) {
  add_slot(tomas, noor, 11 * 60, 11 * 60 + 30);
  const auto answer = arrange(lesson({{"staff", tomas.text()}}));
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("1:1 support from 11:00 to 11:30"), HasSubstr("a pupil would go without"), Not(HasSubstr("Noor"))));
}

TEST_P(CoverPages, SayWhoNeedsAnAdultAndWhoIsTrainedAndFree) {
  add_slot(amara, maya, 11 * 60, 11 * 60 + 30);
  add_slot(tomas, noor, 13 * 60, 13 * 60 + 30);
  test::carry_out(house, {{"INSERT INTO training (id, staff_id, topic, obtained_on, evidence, made_by, made_at) VALUES (:id, :whose, 'first_aid', :on, '', :whose, 0)",
                           {{"id", CoverId::make(house->now(), house.random)}, {"whose", tomas}, {"on", today + -30}}}});
  ASSERT_EQ(arrange(lesson()).status, 303);
  move_to(11, 5);
  EXPECT_THAT(page(jo, board()).body, Not(HasSubstr("Hana Lee"))) << "neither a timetable nor a training";
  test::carry_out(house, {{"INSERT INTO training (id, staff_id, topic, obtained_on, evidence, made_by, made_at) VALUES (:id, :whose, 'first_aid', :on, '', :whose, 0)",
                           {{"id", CoverId::make(house->now(), house.random)}, {"whose", other}, {"on", today + -30}}}});
  EXPECT_THAT(page(jo, board()).body, AllOf(HasSubstr("Hana Lee"), HasSubstr("no timetable today and no working hours written down: ask")));
  EXPECT_THAT(page(jo, board()).body, AllOf(HasSubstr("11:00–11:30, 1:1 support"), HasSubstr("With Amara Nwosu"), HasSubstr("Tomas Reyes"), HasSubstr("free until 13:00"), HasSubstr("irst aid"),
                                            Not(HasSubstr("Nobody is with them")), Not(HasSubstr("Noor"))));
  const auto fresh = CoverId::make(house->now(), house.random).text();
  ASSERT_EQ(arrange(lesson({{"id", fresh}, {"class", elm.text()}, {"away", other.text()}, {"staff", amara.text()}, {"starts", "11:05"}, {"sure", "yes"}})).status, 303);
  EXPECT_THAT(page(jo, board()).body, AllOf(HasSubstr("Nobody is with them"), HasSubstr("Amara Nwosu covers 5 Elm")));
}

TEST_P(CoverPages, SayWhoOfTheClassLeavesForAGroupAndNobodyElseOfIt) {
  programmes::Group group;
  group.id = programmes::GroupId::make(house->now(), house.random);
  group.name = "Talk group";
  group.starts_on = today + -30;
  timetable::Slot slot;
  slot.id = timetable::SlotId::make(house->now(), house.random);
  slot.kind = timetable::SlotKind::programme;
  slot.staff = amara;
  slot.group = group.id;
  slot.day = base::Weekday::tuesday;
  slot.starts = 11 * 60 + 15;
  slot.ends = 11 * 60 + 45;
  slot.from = today + -30;
  test::carry_out(house, {programmes::insert_group(group, priya, house->now()), programmes::insert_member(group.id, leon, today + -30, priya, house->now()),
                          programmes::insert_member(group.id, noor, today + -30, priya, house->now()), timetable::insert_slot(slot, priya, house->now())});
  ASSERT_EQ(arrange(lesson()).status, 303);
  move_to(11, 5);
  EXPECT_THAT(page(jo, board()).body, AllOf(HasSubstr("11:15–11:45"), HasSubstr("Talk group"), HasSubstr("With Amara Nwosu"), Not(HasSubstr("Noor"))));
}

TEST_P(CoverPages, HoldWhatTheTeacherLeftAheadAndKeepBothTexts) {
  const auto work = [&](const std::string& was, const std::string& words) {
    return test::Fields{{"class", oak.text()}, {"day", "2026-03-03"}, {"starts", "660"}, {"was", was}, {"work", words}, {"seating", "Maya beside Leon"}, {"what_if", "Ring the office"}};
  };
  EXPECT_EQ(test::post(house, routes, other, "/cover/work", work("0", "Fractions")).status, 404) << "not their class";
  EXPECT_THAT(test::post(house, routes, priya, "/cover/work", {{"class", oak.text()}, {"day", "2026-03-03"}, {"starts", "660"}, {"was", "0"}}).body, HasSubstr("Enter what the class does"));
  ASSERT_EQ(test::post(house, routes, priya, "/cover/work", work("0", "Fractions, page 12")).status, 303);
  const auto late = test::post(house, routes, priya, "/cover/work", work("0", "Spelling"));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Fractions, page 12"), HasSubstr("Spelling"), HasSubstr("name=\"was\" value=\"1\"")));
  ASSERT_EQ(arrange(lesson()).status, 303);
  EXPECT_THAT(page(priya, "/cover").body, HasSubstr("Work is left"));
  move_to(10, 40);
  EXPECT_THAT(page(jo, board()).body, Not(HasSubstr("Fractions")));
  move_to(10, 50);
  EXPECT_THAT(page(jo, board()).body, AllOf(HasSubstr("Fractions, page 12"), HasSubstr("Maya beside Leon"), HasSubstr("Ring the office"), HasSubstr("Left by Priya Sandhu")));
}

TEST_P(CoverPages, NoteThatTheCardsOfTheClassWereRead) {
  ASSERT_EQ(arrange(lesson()).status, 303);
  move_to(10, 50);
  const auto shown = page(jo, board()).body;
  const auto at = shown.find(maya.text() + ":");
  ASSERT_NE(at, std::string::npos);
  const auto face = shown.substr(at, maya.text().size() + 65);
  EXPECT_EQ(test::post(house, routes, tomas, board() + "/reading", {{"face", face}}).status, 404);
  ASSERT_EQ(test::post(house, routes, jo, board() + "/reading", {{"face", face}}).status, 303);
  EXPECT_THAT(page(jo, board()).body, HasSubstr("You said that you have read them"));
  EXPECT_THAT(page(priya, "/pupils/" + maya.text() + "/card").body, AllOf(HasSubstr("Jo Mayer"), HasSubstr("Read</strong>")));
}

TEST_P(CoverPages, BringTheNoteBackToTheTeacherWhoAnswersIt) {
  ASSERT_EQ(arrange(lesson()).status, 303);
  move_to(11, 50);
  const auto id = NoteId::make(house->now(), house.random).text();
  const auto refused = test::post(house, routes, jo, board() + "/note", {{"id", id}, {"words", "Fire drill at 11:20"}, {"line." + maya.text(), "Sang"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Enter what was done"), HasSubstr("Choose how it went"), HasSubstr("Choose how the pupil worked"), HasSubstr("Fire drill at 11:20"), HasSubstr("value=\"Sang\"")));
  EXPECT_EQ(test::post(house, routes, tomas, board() + "/note", note(id)).status, 404);
  ASSERT_EQ(test::post(house, routes, jo, board() + "/note", note(id)).status, 303);
  ASSERT_EQ(test::post(house, routes, jo, board() + "/note", note(id)).status, 303) << "sent twice is once";
  EXPECT_EQ(test::post(house, routes, jo, board() + "/note", note(NoteId::make(house->now(), house.random).text())).status, 409) << "one note a lesson";
  EXPECT_THAT(page(priya, "/inbox").body, HasSubstr("Note of 4 Oak"));
  EXPECT_THAT(page(priya, board() + "/note").body, AllOf(HasSubstr("Pages 12 and 13"), HasSubstr("Helped Leon find the page"), HasSubstr("Worked some of the time"), HasSubstr("I have read this")));
  EXPECT_EQ(page(other, board() + "/note").status, 404) << "another class's teacher";
  EXPECT_THAT(page(priya, "/pupils/" + maya.text() + "/chronology").body, AllOf(HasSubstr("Cover lesson"), HasSubstr("Helped Leon find the page")));
  EXPECT_THAT(page(priya, "/pupils/" + leon.text() + "/chronology").body, Not(HasSubstr("Helped Leon"))) << "nobody's file tells of another child";
  EXPECT_EQ(test::post(house, routes, jo, board() + "/note/answer", {{"answer", "Mine"}}).status, 404);
  ASSERT_EQ(test::post(house, routes, priya, board() + "/note/answer", {{"answer", "Thank you, Jo"}}).status, 303);
  EXPECT_THAT(page(priya, "/inbox").body, Not(HasSubstr("Note of 4 Oak")));
  EXPECT_EQ(test::post(house, routes, priya, board() + "/note/answer", {{"answer", "Something else"}}).status, 409);
  move_to(13, 0);
  EXPECT_THAT(page(jo, board() + "/note").body, AllOf(HasSubstr("Thank you, Jo"), HasSubstr("Pages 12 and 13")));
}

TEST_P(CoverPages, TakeTheNoteAfterTheClassIsClosedAndShowNobody) {
  ASSERT_EQ(arrange(lesson()).status, 303);
  move_to(13, 0);
  const auto id = NoteId::make(house->now(), house.random).text();
  const auto sheet = page(jo, board() + "/note").body;
  EXPECT_THAT(sheet, AllOf(HasSubstr("Send the note"), Not(HasSubstr("Maya"))));
  ASSERT_EQ(test::post(house, routes, jo, board() + "/note", note(id)).status, 303);
  EXPECT_THAT(page(priya, board() + "/note").body, HasSubstr("Helped Leon find the page"));
}

TEST_P(CoverPages, AnswerAProgramWithTheBoardForAsLongAsItIsOpen) {
  ASSERT_EQ(arrange(lesson()).status, 303);
  move_to(10, 50);
  EXPECT_THAT(page(jo, "/api/v1/me/cover").body, AllOf(HasSubstr("\"class_name\":\"4 Oak\""), HasSubstr("\"board\":{"), HasSubstr("Sit her by the door")));
  EXPECT_THAT(page(tomas, "/api/v1/me/cover").body, HasSubstr("\"lessons\":[]"));
  move_to(12, 16);
  EXPECT_THAT(page(jo, "/api/v1/me/cover").body, AllOf(HasSubstr("\"class_name\":\"4 Oak\""), Not(HasSubstr("\"board\""))));
}

}  // namespace
}  // namespace cover
