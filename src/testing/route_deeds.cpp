// One row for each route that takes a form: what is typed into it.
#include "testing/route_deeds.h"

#include "base/text.h"

namespace test {
namespace {

struct Deed {
  std::string_view pattern, typed;
};
// {id} becomes a fresh id, {pupil} the pupil everybody known is the key worker of, {spare} a member of staff nobody minds, {dsl} the
// safeguarding lead, {other} a second record of that pupil.
constexpr Deed deeds[] = {
    {"/actions", "id={id}&what=Ring+home&owner={spare}&urgency=normal"},
    {"/actions/{action}/steps", "deed=snoozed&was=1&words-snoozed=Not+in+today&day-snoozed=2026-03-06"},
    {"/concerns/adults/mine/{concern}/additions", "id={id}&words=They+said+sorry"},
    {"/concerns/adults/new", "id={id}&about=somebody&subject_named=A+visitor&words=Shouted+at+a+child"},
    {"/concerns/adults/{concern}/decisions", "id={id}&was=0&threshold=neither&lado=not_needed&reason=Spoken+to"},
    {"/concerns/arrangement/rota", "id={id}&rota_staff={dsl}&weekday=1&duty=lead&place=Room+2"},
    {"/concerns/arrangement/routes", "id={id}&tells=class_teacher&words=Speak+to+the+lead"},
    {"/concerns/mine/{record}/additions", "id={id}&words=And+tired"},
    {"/concerns/unmatched/{concern}/match", "pupil={pupil}"},
    {"/concerns/{record}/decisions", "id={id}&was=0&outcome=look_into&category=other&level=1&reason=Spoken+with+them&parents=told"},
    {"/cover", "id={id}&day=2026-03-04&staff={spare}&starts=09:00&ends=10:00"},
    {"/cover/{cover}/note", "id={id}&done=Page+12"},
    {"/groups", "id={id}&name=Talk+group&starts_on=2026-03-01"},
    {"/groups/{group}/changes", "was=1&name=Talk+group&starts_on=2026-03-01"},
    {"/groups/{group}/leavers", "pupil={pupil}"},
    {"/groups/{group}/members", "pupil={pupil}&from=2026-03-03"},
    {"/glass/{glass}/review", "outcome=right"},
    {"/lesson-help", "id={id}&pupil={pupil}&lesson=Maths&on=2026-03-05&objective=Adds+to+twenty&want=adapt&words=Fewer+sums&due=2026-03-04&helper={dsl}"},
    {"/lesson-help/{help}/preparation", "was=1&prepared=Cards&kept_at=In+the+drawer"},
    {"/lesson-help/{help}/changes", "was=1&pupil={pupil}&lesson=Maths&on=2026-03-05&objective=Adds+to+twenty&want=adapt&words=Fewer+sums+still&due=2026-03-04&helper={dsl}"},
    {"/lesson-help/{help}/end", "was=1"},
    {"/me/notices", "mail=digest&digest_at=07:30&quiet_from=18:00&quiet_until=07:00"},
    {"/me/tokens", "name=A+program&days=30"},
    {"/moments/{moment}/taps", "tap={id}&code=help"},
    {"/plans/bank", "id={id}&was=0&sort=strategy&area=cognition&words=A+timer+on+the+table"},
    {"/programmes", "id={id}&was=0&name=Our+own&strand=reading&need=cognition&purpose=For+some&minutes=20&times_a_week=1&weeks=6&group_least=1&group_most=2&steps=Read"},
    {"/pupils/{pupil}/calm", "was=0&steps=Ask+about+the+dog"},
    {"/provision/funding/costs", "id={id}&what=Speech+therapist&pounds=85&on_day=2026-03-02&source=top_up&pupil={pupil}"},
    {"/provision/funding/share", "from_on=2026-04-01&most=6000"},
    {"/pupils/{pupil}/funding", "id={id}&source=top_up&a_year=4500&from_on=2025-09-01&until_on=2026-08-31"},
    {"/pupils/{pupil}/medicines", "id={id}&medicine=Salbutamol&unit=puff&route=inhaled&dose=2&gap_hours=4&starts_on=2026-03-01"},
    {"/pupils/{pupil}/medicines/{line}/count", "stock=30"},
    {"/pupils/{pupil}/moments", "id={id}"},
    {"/pupils/{pupil}/orders", "id={id}&sort=prohibited_steps&made_on=2026-02-02&other_name=Ola+Berg&on-other=no_collection&seen_by=The+lead&seen_on=2026-03-02"},
    {"/pupils/{pupil}/orders/{order}/end", "was=1&ended_on=2026-03-03&end_reason=A+letter"},
    {"/pupils/{pupil}/orders/{order}/versions", "was=1&sort=specific_issue&made_on=2026-02-02&other_name=Ola+Berg&on-other=no_collection&reason=Read+again"},
    {"/pupils/{pupil}/plans",
     "id={id}&form=mentoring_plan&title=Mentoring&from=2026-03-03&review=2026-05-01&f.why=Wants+to+talk&f.mentor=Spare+Colleague&f.rhythm=weekly"},
    {"/pupils/{pupil}/plans/{plan}/agreements", "id={id}&version=1&party=parent&name=Ada+Osei&on=2026-03-02&how=In+a+meeting"},
    {"/pupils/{pupil}/plans/{plan}/consents/{consent}/renewal", "id={id}&given_by=Ada+Osei&given_on=2026-03-02&given_how=On+paper&until=2026-06-01"},
    {"/pupils/{pupil}/plans/{plan}/consents/{consent}/withdrawal", "by=Ada+Osei"},
    {"/pupils/{pupil}/plans/{plan}/decision", "was=1&deed=closed&words-closed=The+needs+changed"},
    {"/pupils/{pupil}/plans/{plan}/provision", "id={id}&what=Reading+group&who=Teaching+assistant&minutes=20&times=3&every_weeks=1&group_size=4&from=2026-03-03"},
    {"/pupils/{pupil}/plans/{plan}/provision/{promise}", "was=1&what=Reading+in+pairs&who=Teaching+assistant&minutes=30&times=2&every_weeks=1&group_size=4&from=2026-03-03"},
    {"/pupils/{pupil}/plans/{plan}/provision/{promise}/end", "was=1&last=2026-03-10&why=Not+needed"},
    {"/pupils/{pupil}/plans/{plan}/submission", "was=1&deed=submitted"},
    {"/pupils/{pupil}/plans/{plan}/targets",
     "id={id}&area=cognition&need=Few+words&statement=Reads+40+words&measure=count&unit=words&baseline=12&goal=40&starts_on=2026-03-03&by_when=2026-05-01"},
    {"/pupils/{pupil}/plans/{plan}/targets/{target}",
     "was=1&area=cognition&need=Few+words&statement=Reads+50+words&measure=count&unit=words&baseline=12&goal=50&starts_on=2026-03-03&by_when=2026-05-01"},
    {"/pupils/{pupil}/plans/{plan}/versions",
     "was=1&title=Reading&from=2026-03-03&review=2026-05-01&f.strengths=Tells+stories&f.areas=cognition&f.barriers=Loses+the+place&f.strategies=One+step"},
    {"/pupils/{pupil}/protected/{member}", "id={id}&reason=A+refuge"},
    {"/pupils/{pupil}/protected/{member}/end", "was=9"},
    {"/pupils/{pupil}/referrals", "id={id}&concern=Hungry+most+days&consent=given"},
    {"/pupils/{pupil}/referrals/{referral}/steps", "id={id}&deed=sent&on=2026-03-03&time=09:00&how=By+telephone&whom=Front+door"},
    {"/pupils/{pupil}/reviews/{review}/copy", "sent_on=2026-03-03&sent_how=By+post&sent_for=home"},
    {"/pupils/{pupil}/reviews/{review}/decisions", "was=1&held_on=2026-03-03&summary=Went+well&next_review=2026-06-01&deed=save"},
    {"/pupils/{pupil}/reviews/{review}/links", "id={id}&link_party=parent&link_for=Ada+Osei"},
    {"/pupils/{pupil}/reviews/{review}/voices", "id={id}&party=pupil&pupil_1=Reading+went+well&pupil_on=2026-03-03&pupil_how=In+a+talk"},
    {"/pupils/{pupil}/safeguarding/markers", "id={id}&marker=cin&from_on=2026-03-01"},
    {"/pupils/{pupil}/safeguarding/steps", "id={id}&was=0&deed=opened&level=2&lead={dsl}&review_on=2026-03-20&reason=Worries+add+up"},
    {"/pupils/{pupil}/sharing/items", "id={id}&line=Tell+the+lead+when+they+are+late&to-1={spare}&until=2026-04-01"},
    {"/records", "id={id}&kind=note&pupil={pupil}&f.what_happened=Read+a+whole+page"},
    {"/records/{record}/concern", "id={id}&was=1&f.what_happened=Said+they+were+hungry&f.safe_now=yes"},
    {"/records/{record}/corrections", "was=1&frame=0&f.what_happened=Read+two+pages&reason=I+had+counted+wrong"},
    {"/records/{record}/flag", "was=0&to=restricted&named-1={spare}&reason=Under+investigation&until=2026-04-01"},
    {"/records/{record}/links", "relation=relates_to&other={other}"},
    {"/school/kinds/{kind}/access", "was=0&read_roles=class_teacher&read_roles=senco&sure=yes"},
    {"/school/kinds/{kind}/retirement", "was=0&deed=retire"},
    {"/school/audit/requests", "who={spare}&reason=A+complaint"},
    {"/school/calendar/days", "day=2026-06-05&kind=inset&day_name=Training"},
    {"/school/calendar/terms", "term_name=Summer+2&first=2026-06-01&last=2026-07-17"},
    {"/school/calm", "was=0&steps=Lower+your+voice"},
    {"/pupils/{pupil}/reduced", "id={id}&reason=medical&why=Tired&starts_on=2026-03-04&ends_on=2026-03-20&hours=32.5&step1_1a=09:00&step1_1b=12:00&off_site=Reading"
                                "&risk=None&consent_by=Mother&consent_how=Signed&consent_on=2026-03-02"},
    {"/pupils/{pupil}/reduced/{reduced}/notes", "was=1&what=told"},
    {"/pupils/{pupil}/reduced/{reduced}/reviews", "id={id}&words=Going+well"},
    {"/pupils/{pupil}/statutory", "id={id}&sort=assessment&lead=Spare+Colleague"},
    {"/pupils/{pupil}/statutory/{procedure}/days", "was=3&event=invited&on=2026-03-03"},
    {"/pupils/{pupil}/statutory/{procedure}/end", "was=3&deed=ended"},
    {"/pupils/{pupil}/statutory/{procedure}/exemptions/{exemption}", "words=Written+on+the+wrong+request"},
    {"/pupils/{pupil}/statutory/{procedure}/form", "was=0&progress=Reads+alone"},
    {"/pupils/{pupil}/statutory/{procedure}/frame", "was=3&lead=Spare+Colleague&counted_from=2025-06-02&transfer="},
    {"/pupils/{pupil}/statutory/{procedure}/meeting", "was=3&meeting_on=2026-03-25&words=The+family+is+away"},
    {"/pupils/{pupil}/statutory/{procedure}/recommendation", "was=3&choice=amend&reasons=The+needs+changed"},
    {"/pupils/{pupil}/statutory/{procedure}/voices", "id={id}&party=specialist&name=A+therapist"},
    {"/pupils/{pupil}/statutory/{procedure}/voices/{voice}", "was=1&party=other&name=A+neighbour&received_on=2026-03-02"},
    {"/school/periods", "id={id}&name=Period+2&kind=lesson&starts=10:00&ends=11:00&days=1&from=2026-03-02"},
    {"/school/periods/settings", "travel=5"},
    {"/school/own-family", "staff={spare}&pupil={pupil}"},
    {"/school/pay", "id={id}&staff={spare}&from_on=2025-04-01&full_time=23297&hours=31&minutes=40&paid_weeks=43.1&worked_weeks=38&on_costs=25"},
    {"/school/rules/{rule}/exemptions", "pupil={pupil}&reason=Has+a+plan+of+their+own&until=2026-04-01"},
    {"/school/staff/{staff}/roles", "role=cover"},
    {"/school/staff/{staff}/trainings", "id={id}&topic=first_aid&obtained_on=2026-01-05&evidence=Certificate"},
    {"/sessions", "id={id}&title=Mentoring&day=2026-03-03&starts=10:00&length=20&place=withdrawal&pupil={pupil}&happened.{pupil}=yes&minutes.{pupil}=20"},
    {"/sessions/cards/{slot}/{day}", "id={id}&happened.{pupil}=yes&minutes.{pupil}=20"},
    {"/sessions/new", "title=Mentoring&day=2026-03-03&starts=10:00&length=20&place=withdrawal&pupil={pupil}"},
    {"/timetable/adults/{staff}/away", "id={id}&away_from=2026-03-04"},
    {"/timetable/adults/{staff}/away/removal", "away={id}"},
    {"/timetable/adults/{staff}/hours", "id={id}&starts.1=08:30&ends.1=15:30&from=2026-03-02"},
    {"/timetable/adults/{staff}/hours/removal", "hours={id}"},
    {"/timetable/feed", "id={id}"},
    {"/timetable/slots", "id={id}&kind=preparation&staff={spare}&starts=09:00&ends=09:30&repeats=every&weekday=1&from=2026-03-02&sure=yes"},
    {"/timetable/slots/{slot}/changes", "id={id}&was=1&kind=one_to_one&staff={spare}&pupil={pupil}&starts=09:00&ends=09:30&weekday=1&from=2026-03-09&sure=yes"},
    {"/timetable/slots/{slot}/days", "id={id}&day=2026-03-03&change=cancelled&why=Away"},
    {"/timetable/slots/{slot}/days/removal", "day=2026-03-03"},
    {"/timetable/slots/{slot}/end", "was=1&last=2026-03-20"},
    {"/visits", "id={id}&place=The+library&for=60"},
};

}  // namespace

std::optional<std::string> deed_for(WholeSchool& school, std::string_view pattern) {
  for (const auto& deed : deeds) {
    if (deed.pattern != pattern) continue;
    std::string out(deed.typed);
    const auto fill = [&](std::string_view hole, const std::string& with) {
      for (auto at = out.find(hole); at != std::string::npos; at = out.find(hole, at + with.size())) out.replace(at, hole.size(), with);
    };
    const std::size_t assigned = static_cast<std::size_t>(access::Relation::assigned);
    fill("{id}", base::to_base32(base::make_uuid7(school.house->now(), school.house->random())));
    fill("{pupil}", school.pupils[assigned].id.text());
    fill("{spare}", school.spare_staff.text());
    fill("{dsl}", school.people[static_cast<std::size_t>(access::Role::dsl)].id.text());
    for (const auto& each : school.written)
      if (each.pupil == assigned && each.info_class == 4) fill("{other}", each.id.text());
    return out;
  }
  return std::nullopt;
}

}  // namespace test
