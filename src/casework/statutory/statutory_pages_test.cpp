// An annual review from its first click to its printed report, a request for an assessment with its clocks, on both engines: what is refused stands beside its
// field, nothing typed is lost, and who may not know of it finds nothing.
#include "casework/statutory/course_store.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace statutory {
namespace {

using access::Relation;
using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Statutory : public testing::TestWithParam<db::Engine> {
 protected:
  Statutory() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    tomas = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    senco = test::a_member_of_staff(house, {.name = "Hanna Lindqvist", .roles = {Role::senco}, .post = "SENCo"});
    head = test::a_member_of_staff(house, {.name = "Hugh Abara", .roles = {Role::head}, .post = "Head"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei", .sen_status = "E"});
    leo = test::a_pupil(house, {.given = "Leo", .family = "Banks", .year = "6", .sen_status = "K"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, amara, Relation::assigned, leo);
  }

  std::string fresh() { return ProcedureId::make(house->now(), house.random).text(); }
  std::string of(const access::PupilId& pupil, const std::string& rest = {}) { return "/pupils/" + pupil.text() + "/statutory" + rest; }
  web::Response page(const access::StaffId& whom, const std::string& where) { return test::get(house, routes, whom, where); }
  web::Response send(const access::StaffId& whom, const std::string& where, test::Fields fields) { return test::post(house, routes, whom, where, std::move(fields)); }

  /// An EHCP that is live, issued on 2 June 2025, with an outcome and a line of section F; written by the SENCo.
  std::string a_plan() {
    const auto id = fresh();
    const auto plan = "/pupils/" + maya.text() + "/plans/" + id;
    EXPECT_EQ(send(senco, "/pupils/" + maya.text() + "/plans", {{"id", id}, {"form", "ehcp"}, {"title", "EHCP"}, {"from", "2025-06-02"}, {"review", "2026-06-01"}, {"f.a_views", "Wants to read alone"},
                                                                {"f.b_needs.0.area", "cognition"}, {"f.b_needs.0.need", "Reads slowly"}, {"f.issued_on", "2025-06-02"}}).status, 303);
    EXPECT_EQ(send(senco, plan + "/targets", {{"id", fresh()}, {"area", "cognition"}, {"need", "Few words"}, {"statement", "Maya reads 40 words on sight"}, {"measure", "count"}, {"unit", "words"}, {"baseline", "12"},
                                              {"goal", "40"}, {"success", "Each Friday"}, {"starts_on", "2025-06-02"}, {"by_when", "2026-05-01"}}).status, 303);
    EXPECT_EQ(send(senco, plan + "/provision", {{"id", fresh()}, {"what", "Precision teaching"}, {"who", "Amara Nwosu"}, {"minutes", "10"}, {"times", "4"}, {"every_weeks", "1"}, {"group_size", "1"}, {"from", "2025-06-02"}}).status, 303);
    const auto move = [&](const access::StaffId& who, const std::string& where, const std::string& deed) {
      auto visit = test::visit_as(house, senco);
      const auto known = plans::find_plan(access::Door::pupil<access::May::pupil_find>(*visit, maya).value(), *plans::PlanId::parse(id));
      EXPECT_EQ(send(who, plan + where, {{"was", std::to_string(known->step)}, {"deed", deed}}).status, 303) << deed;
    };
    move(senco, "/submission", "submitted");
    move(head, "/decision", "approved");
    move(head, "/decision", "started");
    return id;
  }
  test::Fields a_review(const std::string& id, const std::string& plan, const std::string& meeting = {}) {
    return {{"id", id}, {"sort", "review"}, {"plan", plan}, {"counted_from", "2025-06-02"}, {"meeting_on", meeting}, {"transfer", ""}, {"lead", "Hanna Lindqvist"}};
  }
  std::string begun(const std::string& meeting = "2026-03-25") {
    const auto id = fresh();
    const auto answer = send(senco, of(maya), a_review(id, a_plan(), meeting));
    EXPECT_EQ(answer.status, 303) << answer.body.substr(0, 4000);
    return "/" + id;
  }
  std::string was(const access::PupilId& pupil, const std::string& review) {
    auto visit = test::visit_as(house, senco);
    return std::to_string(find_procedure(access::Door::pupil<access::May::pupil_find>(*visit, pupil).value(), *ProcedureId::parse(review.substr(1)))->step);
  }
  web::Response day(const std::string& review, const std::string& event, const std::string& on, const std::string& choice = {}, const access::PupilId* pupil = nullptr) {
    const auto& whose = pupil ? *pupil : maya;
    return send(senco, of(whose, review + "/days"), {{"was", was(whose, review)}, {"event", event}, {"on", on}, {"choice", choice}, {"words", ""}});
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, tomas, senco, head;
  access::PupilId maya, leo;
};

TEST_P(Statutory, AReviewFromTheFirstClickToThePrintedReport) {
  const auto plan = a_plan();
  EXPECT_THAT(page(senco, of(maya)).body, AllOf(HasSubstr("must be finished by 1 June 2026"), HasSubstr("Begin the annual review")));
  EXPECT_THAT(page(senco, of(maya, "/new?sort=review")).body, AllOf(HasSubstr("2025-06-02"), HasSubstr("Hanna Lindqvist")));
  const auto id = fresh();
  EXPECT_EQ(send(senco, of(maya), a_review(id, plan)).status, 303);
  const auto review = "/" + id;
  EXPECT_THAT(page(senco, of(maya, review)).body, AllOf(HasSubstr("Not set yet"), HasSubstr("4 May 2026"), HasSubstr("Counted from the meeting")));
  EXPECT_EQ(send(senco, of(maya, review + "/meeting"), {{"was", "1"}, {"meeting_on", "2026-03-25"}}).status, 303);
  EXPECT_THAT(page(senco, of(maya, review)).body, AllOf(HasSubstr("11 March 2026"), HasSubstr("8 April 2026"), HasSubstr("22 April 2026"), HasSubstr("17 June 2026"), HasSubstr("SEND Regulations 2014, regulation 20")));
  house.clock.move_to(*base::parse_iso_time("2026-03-26T10:00:00Z"));
  EXPECT_EQ(day(review, "invited", "2026-03-11").status, 303);
  EXPECT_EQ(day(review, "meeting", "2026-03-25").status, 303);
  EXPECT_EQ(send(amara, of(maya, review + "/voices"), {{"id", fresh()}, {"party", "parent"}, {"name", "Ada Osei"}, {"asked_on", "2026-02-10"}, {"received_on", "2026-03-01"}, {"invited_on", "2026-03-10"}, {"came", "yes"},
                                                       {"words", "She reads to her brother now"}}).status, 303);
  EXPECT_EQ(send(amara, of(maya, review + "/form"), {{"was", "0"}, {"progress", "Reads thirty words"}, {"disagreed", "Nobody"}}).status, 303);
  EXPECT_EQ(send(senco, of(maya, review + "/recommendation"), {{"was", was(maya, review)}, {"choice", "amend"}, {"reasons", "Section F should name the therapist"}}).status, 303);
  EXPECT_THAT(page(amara, of(maya, review + "/print")).body,
              AllOf(HasSubstr("Report of the annual review"), HasSubstr("Change the plan"), HasSubstr("Section F should name the therapist"), HasSubstr("Reads thirty words"), HasSubstr("She reads to her brother now"),
                    HasSubstr("Maya reads 40 words on sight"), HasSubstr("Precision teaching"), HasSubstr("10 minutes, 4 times a week, alone"), HasSubstr("Reads slowly")));
  EXPECT_EQ(day(review, "report_sent", "2026-03-26").status, 303);
  EXPECT_THAT(page(senco, of(maya, review)).body, AllOf(HasSubstr("Held on 25 March 2026"), HasSubstr("written by Hanna Lindqvist")));
}

TEST_P(Statutory, WhoMayNotKnowOfItFindsNothing) {
  const auto review = begun();
  for (const std::string part : {"", "/print"}) {
    EXPECT_EQ(page(senco, of(maya, review + part)).status, 200);
    EXPECT_EQ(page(amara, of(maya, review + part)).status, 200);
    EXPECT_EQ(page(tomas, of(maya, review + part)).status, 404);
  }
  EXPECT_EQ(page(tomas, of(maya)).status, 404);
  EXPECT_EQ(page(amara, of(leo, review)).status, 404) << "another pupil's address";
  EXPECT_THAT(page(amara, "/pupils/" + maya.text()).body, HasSubstr("By the clock of the law"));
  EXPECT_THAT(page(tomas, "/pupils/" + maya.text()).body, Not(HasSubstr("By the clock of the law")));
  // A key worker writes voices and the form; days and recommendation are decided by others.
  EXPECT_THAT(page(senco, of(maya, review)).body, HasSubstr("Write down"));
  EXPECT_THAT(page(amara, of(maya, review)).body, AllOf(Not(HasSubstr("Write down")), HasSubstr("Add somebody")));
  EXPECT_EQ(send(amara, of(maya, review + "/days"), {{"was", "2"}, {"event", "invited"}, {"on", "2026-03-03"}}).status, 404);
  EXPECT_EQ(send(amara, of(maya, review + "/recommendation"), {{"was", "2"}, {"choice", "keep"}, {"reasons", "x"}}).status, 404);
  EXPECT_EQ(send(amara, of(maya), {{"id", fresh()}, {"sort", "assessment"}, {"lead", "Amara Nwosu"}}).status, 404);
  // A class teacher decides on other things of the pupil, and reads this.
  const auto priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
  test::a_tie(house, priya, Relation::teaches_class, maya);
  EXPECT_EQ(page(priya, of(maya, review)).status, 200);
  EXPECT_EQ(page(priya, of(maya, review + "/recommendation")).status, 303);
  EXPECT_EQ(send(priya, of(maya, review + "/days"), {{"was", "2"}, {"event", "invited"}, {"on", "2026-03-03"}}).status, 404);
  EXPECT_EQ(send(priya, of(maya, review + "/recommendation"), {{"was", "2"}, {"choice", "keep"}, {"reasons", "x"}}).status, 404);
  EXPECT_EQ(send(priya, of(maya, review + "/frame"), {{"was", "2"}, {"lead", "Priya Sandhu"}, {"counted_from", "2025-06-02"}, {"transfer", ""}}).status, 404);
  EXPECT_EQ(send(priya, of(maya), {{"id", fresh()}, {"sort", "assessment"}, {"lead", "Priya Sandhu"}}).status, 404);
  EXPECT_EQ(was(maya, review), "2");
  EXPECT_EQ(send(tomas, of(maya, review + "/voices"), {{"id", fresh()}, {"party", "parent"}}).status, 404);
}

TEST_P(Statutory, TheStoreItselfTakesNoDayFromWhoDoesNotDecide) {
  const auto review = begun();
  const auto priya = test::a_member_of_staff(house, {.name = "Priya Sandhu", .roles = {Role::class_teacher}});
  test::a_tie(house, priya, Relation::teaches_class, maya);
  const auto step_by = [&](const access::StaffId& who) {
    auto visit = test::visit_as(house, who);
    const auto known = find_procedure(access::Door::pupil<access::May::pupil_find>(*visit, maya).value(), *ProcedureId::parse(review.substr(1)));
    access::UnitOfWork work(*visit);
    const auto done = take_step(work, access::Door::pupil<access::May::record_decide>(*visit, maya).value(), *known, {.deed = Deed::happened, .event = Event::invited, .on = house->today()});
    return done && std::move(work).commit();
  };
  EXPECT_TRUE(step_by(senco));
  EXPECT_FALSE(step_by(priya));
}

TEST_P(Statutory, WhatCannotBeIsRefusedBesideItsFieldAndNothingTypedIsLost) {
  const auto plan = a_plan();
  const auto refused = [&](test::Fields fields) {
    const auto again = send(senco, of(maya), std::move(fields));
    EXPECT_EQ(again.status, 422);
    return again.body;
  };
  auto wrong = a_review(fresh(), plan, "2025-05-20");
  EXPECT_THAT(refused(wrong), AllOf(HasSubstr("Enter a day after 2 June 2025"), HasSubstr("2025-05-20"), HasSubstr("Hanna Lindqvist")));
  wrong[4].second = "";
  wrong[5].second = "secondary_post16";
  EXPECT_THAT(refused(wrong), HasSubstr("Maya is in Year 4. This move is made from Year 11"));
  wrong[5].second = "";
  wrong[6].second = "Nobody Known";
  EXPECT_THAT(refused(wrong), HasSubstr("Nobody who works here has this name"));
  const auto id = fresh();
  EXPECT_EQ(send(senco, of(maya), a_review(id, plan, "2026-03-25")).status, 303);
  const auto review = "/" + id;
  const auto ahead = day(review, "papers_sent", "2026-03-04");
  EXPECT_EQ(ahead.status, 422);
  EXPECT_THAT(ahead.body, AllOf(HasSubstr("a day that is still to come is not done yet"), HasSubstr("2026-03-04")));
  EXPECT_THAT(day(review, "report_sent", "2026-03-03").body, HasSubstr("First write down: review meeting held"));
  const auto voice = send(senco, of(maya, review + "/voices"), {{"id", fresh()}, {"party", "parent"}, {"name", "Ada Osei"}, {"asked_on", "2026-03-02"}, {"received_on", "2026-03-01"}, {"words", "Kept words"}});
  EXPECT_EQ(voice.status, 422);
  EXPECT_THAT(voice.body, AllOf(HasSubstr("it was asked for then"), HasSubstr("Kept words"), HasSubstr("Ada Osei")));
  const auto unsaid = send(senco, of(maya, review + "/recommendation"), {{"was", was(maya, review)}, {"choice", ""}, {"reasons", "Because"}});
  EXPECT_EQ(unsaid.status, 422);
  EXPECT_THAT(unsaid.body, AllOf(HasSubstr("Select what the school recommends"), HasSubstr("Because")));
  EXPECT_THAT(send(senco, of(maya, review + "/meeting"), {{"was", was(maya, review)}, {"meeting_on", "2026-04-01"}}).body, HasSubstr("Enter why the meeting is moved"));
}

TEST_P(Statutory, MovingTheMeetingMovesEveryClockAndSaysWhy) {
  const auto review = begun();
  EXPECT_THAT(page(senco, of(maya, review)).body, HasSubstr(">8 April 2026"));
  EXPECT_EQ(send(senco, of(maya, review + "/meeting"), {{"was", was(maya, review)}, {"meeting_on", "2026-03-31"}, {"words", "The family is away"}}).status, 303);
  EXPECT_THAT(page(senco, of(maya, review)).body, AllOf(HasSubstr("14 April 2026"), HasSubstr("The family is away"), Not(HasSubstr(">8 April 2026"))));
}

TEST_P(Statutory, SentTwiceItIsOneAndASecondOpenOneIsQuestioned) {
  const auto plan = a_plan();
  const auto fields = a_review(fresh(), plan, "2026-03-25");
  EXPECT_EQ(send(senco, of(maya), fields).status, 303);
  EXPECT_EQ(send(senco, of(maya), fields).status, 303);
  static constexpr db::Sql all = "SELECT COUNT(*) FROM statutory_procedure";
  EXPECT_EQ(test::number(house, all), 1);
  const auto second = send(senco, of(maya), a_review(fresh(), plan, "2026-03-26"));
  EXPECT_EQ(second.status, 409);
  EXPECT_THAT(second.body, HasSubstr("One is open for this pupil already"));
  EXPECT_EQ(test::number(house, all), 1);
}

TEST_P(Statutory, TwoPeopleOnOneFormLoseNobodysWords) {
  const auto review = begun();
  EXPECT_EQ(send(senco, of(maya, review + "/form"), {{"was", "0"}, {"progress", "Hanna wrote this"}}).status, 303);
  const auto late = send(amara, of(maya, review + "/form"), {{"was", "0"}, {"progress", "Amara wrote that"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Hanna wrote this"), HasSubstr("Amara wrote that"), HasSubstr("Changed meanwhile")));
  const auto stale = send(head, of(maya, review + "/days"), {{"was", "1"}, {"event", "invited"}, {"on", "2026-03-03"}, {"words", "By letter"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("By letter"));
  static constexpr db::Sql days = "SELECT COUNT(*) FROM statutory_step WHERE deed = 'happened'";
  EXPECT_EQ(test::number(house, days), 0);
}

TEST_P(Statutory, ARequestIsCountedFromTheDayItWasReceived) {
  const auto id = fresh();
  EXPECT_EQ(page(senco, of(leo, "/new?sort=review")).status, 303) << "no such plan: nothing to review";
  EXPECT_EQ(send(senco, of(leo), {{"id", id}, {"sort", "assessment"}, {"lead", "Hanna Lindqvist"}}).status, 303);
  const auto request = "/" + id;
  EXPECT_THAT(page(senco, of(leo, request)).body, HasSubstr("The clocks begin on the day the authority receives the request"));
  EXPECT_EQ(day(request, "sent", "2026-02-10", "", &leo).status, 303);
  const auto early = day(request, "received", "2026-02-09", "", &leo);
  EXPECT_EQ(early.status, 422);
  EXPECT_THAT(early.body, HasSubstr("Enter a day from 10 February 2026 on"));
  EXPECT_EQ(day(request, "received", "2026-02-11", "", &leo).status, 303);
  EXPECT_THAT(page(senco, of(leo, request)).body, AllOf(HasSubstr("25 March 2026"), HasSubstr("1 July 2026"), HasSubstr("regulation 13")));
  EXPECT_THAT(day(request, "assess_decided", "2026-03-03", "", &leo).body, HasSubstr("Select what was decided"));
  EXPECT_EQ(send(senco, of(leo, request + "/exemptions"), {{"id", fresh()}, {"excuse", "school_closed"}, {"from", "2026-05-20"}, {"until", "2026-06-30"}}).status, 303);
  EXPECT_THAT(page(senco, of(leo, request)).body, AllOf(HasSubstr("May take longer"), HasSubstr("1 July 2026")));
  EXPECT_EQ(day(request, "assess_decided", "2026-03-03", "refuse", &leo).status, 303);
  EXPECT_THAT(page(senco, of(leo, request)).body, AllOf(HasSubstr("It does not assess"), HasSubstr("Not needed")));
  EXPECT_THAT(page(senco, of(leo, request + "/print")).body, HasSubstr("Request for an education, health and care needs assessment"));
  EXPECT_EQ(send(senco, of(leo, request + "/end"), {{"was", was(leo, request)}, {"deed", "ended"}, {"words", "The family does not appeal"}}).status, 303);
  EXPECT_THAT(page(senco, of(leo, request)).body, AllOf(HasSubstr("It is over"), Not(HasSubstr("Write down"))));
}

TEST_P(Statutory, AReviewThatEndedBeginsTheNextTwelveMonths) {
  const auto review = begun("2026-03-02");
  EXPECT_EQ(day(review, "meeting", "2026-03-02").status, 303);
  EXPECT_EQ(send(senco, of(maya, review + "/end"), {{"was", was(maya, review)}, {"deed", "ended"}}).status, 303);
  EXPECT_THAT(page(senco, of(maya)).body, AllOf(HasSubstr("must be finished by 1 March 2027"), HasSubstr("Begin the annual review")));
}

TEST_P(Statutory, EndingAReviewWritesThePlansReviewDayAndOpeningItAgainTakesItBack) {
  const auto review = begun("2026-03-02");
  const auto plan_of = [&] {
    auto visit = test::visit_as(house, senco);
    return plans::list_plans(access::Door::pupil<access::May::pupil_find>(*visit, maya).value()).at(0);
  };
  EXPECT_EQ(plan_of().review, *base::parse_iso_date("2026-06-01"));
  EXPECT_EQ(day(review, "meeting", "2026-03-02").status, 303);
  const auto end = [&](const std::string& deed, const std::string& words = "") { return send(senco, of(maya, review + "/end"), {{"was", was(maya, review)}, {"deed", deed}, {"words", words}}); };
  const auto too_long = end("ended", std::string(301, 'x'));
  EXPECT_EQ(too_long.status, 422);
  EXPECT_THAT(too_long.body, AllOf(HasSubstr("Use at most 300 characters"), HasSubstr(std::string(301, 'x')))) << "nothing typed is lost";
  EXPECT_EQ(end("ended").status, 303);
  EXPECT_EQ(plan_of().review, *base::parse_iso_date("2027-03-01"));
  const auto plan_page = "/pupils/" + maya.text() + "/plans/" + plan_of().id.text();
  EXPECT_THAT(page(senco, plan_page).body, AllOf(HasSubstr("Set the day of its next review"), HasSubstr("After the annual review of 2 March 2026")));
  EXPECT_THAT(page(senco, of(maya, review)).body, HasSubstr("Finished by 1 March 2027"));
  EXPECT_THAT(page(senco, "/due?whose=school&month=2027-03").body, AllOf(HasSubstr("Annual review: the twelve months are over"), HasSubstr("Maya Osei")));
  EXPECT_THAT(page(tomas, "/due?whose=school&month=2027-03").body, Not(HasSubstr("Annual review")));
  EXPECT_EQ(end("opened_again").status, 303);
  EXPECT_EQ(plan_of().review, *base::parse_iso_date("2026-06-01"));
}

TEST_P(Statutory, TheNextReviewOfAChildUnderFiveIsInSixMonthsAndNoneFollowsAPlanThatEnds) {
  static constexpr db::Sql younger = "UPDATE pupil SET year_group = 'N2' WHERE id = :id";
  test::damage(house, younger, {{"id", maya}});
  const auto review = begun("2026-03-02");
  EXPECT_EQ(day(review, "meeting", "2026-03-02").status, 303);
  const auto plan_review = [&] {
    auto visit = test::visit_as(house, senco);
    return plans::list_plans(access::Door::pupil<access::May::pupil_find>(*visit, maya).value()).at(0).review;
  };
  const auto end = [&](const std::string& deed) { EXPECT_EQ(send(senco, of(maya, review + "/end"), {{"was", was(maya, review)}, {"deed", deed}}).status, 303); };
  end("ended");
  EXPECT_EQ(plan_review(), *base::parse_iso_date("2026-09-01"));
  EXPECT_THAT(page(senco, "/due?whose=school&month=2026-09").body, HasSubstr("a child under five is looked at again"));
  end("opened_again");
  EXPECT_EQ(day(review, "decided", "2026-03-03", "cease").status, 303);
  const auto before = plan_review();
  end("ended");
  EXPECT_EQ(plan_review(), before);
}

TEST_P(Statutory, TheFamilysDaysAreWatchedAndOwnedByNobody) {
  const auto review = begun("2026-02-09");
  EXPECT_EQ(day(review, "meeting", "2026-02-09").status, 303);
  EXPECT_EQ(day(review, "decided", "2026-03-02", "amend").status, 303);
  EXPECT_EQ(day(review, "notice", "2026-03-02").status, 303);
  const auto words = "the last of the family’s 15 days to comment on the changes";
  EXPECT_THAT(page(senco, "/due").body, AllOf(HasSubstr(words), HasSubstr("Watched"), HasSubstr("The family; watched by Hanna Lindqvist"), HasSubstr("16 March 2026")));
  EXPECT_THAT(page(senco, "/due?whose=school&month=2026-03").body, HasSubstr(words));
  EXPECT_THAT(page(amara, "/due?whose=school").body, HasSubstr(words));
  EXPECT_THAT(page(amara, "/due").body, Not(HasSubstr(words))) << "not hers to watch";
  EXPECT_THAT(page(tomas, "/due?whose=school").body, Not(HasSubstr(words)));
  EXPECT_THAT(page(senco, "/api/v1/due?whose=mine").body, HasSubstr("\"watched\":true"));
  house.clock.move_to(*base::parse_iso_time("2026-03-17T10:00:00Z"));
  EXPECT_THAT(page(senco, "/due?whose=school").body, Not(HasSubstr(words))) << "nobody is late with it";
}

TEST_P(Statutory, AnExemptionIsTakenBackWithItsReasonAndTheClocksRunAsIfItHadNeverBeen) {
  const auto id = fresh(), exemption = fresh();
  const auto request = "/" + id;
  ASSERT_EQ(send(senco, of(leo), {{"id", id}, {"sort", "assessment"}, {"lead", "Hanna Lindqvist"}}).status, 303);
  ASSERT_EQ(day(request, "sent", "2026-02-10", "", &leo).status, 303);
  ASSERT_EQ(day(request, "received", "2026-02-11", "", &leo).status, 303);
  ASSERT_EQ(send(senco, of(leo, request + "/exemptions"), {{"id", exemption}, {"excuse", "school_closed"}, {"from", "2026-05-20"}, {"until", "2026-06-30"}}).status, 303);
  const auto place = of(leo, request + "/exemptions/" + exemption);
  EXPECT_THAT(page(senco, of(leo, request)).body, AllOf(HasSubstr("May take longer"), HasSubstr("Take it back")));
  EXPECT_THAT(page(amara, of(leo, request)).body, AllOf(HasSubstr("May take longer"), Not(HasSubstr("Take it back"))));
  EXPECT_EQ(page(senco, place).status, 200);
  EXPECT_EQ(page(amara, place).status, 404) << "a key worker decides on nothing here";
  EXPECT_EQ(send(amara, place, {{"words", "No"}}).status, 404);
  EXPECT_EQ(send(tomas, place, {{"words", "No"}}).status, 404);
  const auto without = send(senco, place, {{"words", ""}});
  EXPECT_EQ(without.status, 422);
  EXPECT_THAT(without.body, HasSubstr("Enter why it is taken back"));
  EXPECT_THAT(send(senco, place, {{"words", std::string(301, 'y')}}).body, HasSubstr(std::string(301, 'y')));
  EXPECT_EQ(send(senco, place, {{"words", "The school stays open after all"}}).status, 303);
  EXPECT_EQ(send(senco, place, {{"words", "The school stays open after all"}}).status, 303) << "its first answer was lost";
  EXPECT_THAT(page(amara, of(leo, request)).body, AllOf(HasSubstr("Taken back"), HasSubstr("The school stays open after all"), HasSubstr("written by Hanna Lindqvist"), Not(HasSubstr("May take longer")),
                                                        HasSubstr("No reason is written down")));
  EXPECT_EQ(page(senco, place).status, 303);
}

TEST_P(Statutory, AMoveBetweenPost16SettingsIsCountedFromItsDay) {
  static constexpr db::Sql older = "UPDATE pupil SET year_group = '12' WHERE id = :id";
  test::damage(house, older, {{"id", maya}});
  const auto plan = a_plan(), id = fresh();
  auto fields = a_review(id, plan, "2026-03-25");
  fields[5].second = "post16_post16";
  fields.emplace_back("transfer_on", "2040-01-01");
  const auto wrong = send(senco, of(maya), fields);
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, AllOf(HasSubstr("Enter the day of the move, within two years"), HasSubstr("2040-01-01")));
  fields.back().second = "2026-12-08";
  EXPECT_EQ(send(senco, of(maya), fields).status, 303);
  EXPECT_EQ(send(senco, of(maya), fields).status, 303) << "sent twice";
  EXPECT_THAT(page(senco, of(maya, "/" + id)).body, AllOf(HasSubstr("One post-16 setting to another, on 8 December 2026"), HasSubstr("8 July 2026"), HasSubstr("5 months before the move on 8 December 2026")));
  EXPECT_THAT(page(senco, "/api/v1/pupils/" + maya.text() + "/statutory").body, AllOf(HasSubstr("\"moves_on\":\"2026-12-08\""), HasSubstr("\"due\":\"2026-07-08\"")));
}

TEST_P(Statutory, TheApiTellsTheClocksToWhoSeesThemAndNobodyElse) {
  const auto review = begun();
  const auto where = "/api/v1/pupils/" + maya.text() + "/statutory";
  EXPECT_THAT(page(amara, where).body, AllOf(HasSubstr(review.substr(1)), HasSubstr("\"event\":\"report_sent\""), HasSubstr("\"due\":\"2026-04-08\""), HasSubstr("\"state\":\"coming\""), HasSubstr("\"review_by\":\"2026-06-01\"")));
  EXPECT_THAT(page(tomas, where).body, AllOf(Not(HasSubstr(review.substr(1))), Not(HasSubstr("2026-06-01"))));
}

INSTANTIATE_TEST_SUITE_P(BothEngines, Statutory, testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace statutory
