// A parent has no account. Whoever has the link sees the questions and a first name, and may answer once; a link that was used, taken back, has run
// out or never was says the same, in the same words.
#include "casework/reviews/voice_door.h"

#include "access/digest.h"
#include "access/frame.h"
#include "casework/reviews/voice_store.h"
#include "casework/reviews/voices_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace reviews {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

constexpr access::JobName by_link{"review_link"};

web::Response draw(const Visit& visit, int status, std::string title, const web::Html& main, web::FrameOutcome outcome = web::FrameOutcome::fine) {
  return access::page(visit, status, {.title = std::move(title), .outcome = outcome, .width = web::FrameWidth::narrow}, main);
}

/// Nothing is said of why. Who had typed something keeps it.
web::Response opens_nothing(const Visit& visit) {
  web::Html main = web::heading("This link does not open anything");
  main.add(web::body_text("It may have been used already, or its time is over. Please ask the school for a new one, or tell them what you think in another way."));
  web::Html typed;
  for (const auto& [name, value] : visit.form().entries())
    if (!value.empty() && (name.starts_with("pupil_") || name.starts_with("parent_"))) typed.add("<p class=\"govuk-body app-words\">{}</p>", value);
  if (!typed.empty()) main.add(web::card("What you had written, to copy", typed));
  return draw(visit, 404, "This link does not open anything", main);
}

web::Response wait_a_little(const Visit& visit, std::int64_t wait_ms) {
  web::Html main = web::heading("Please wait a little");
  main.add(web::body_text("Too many links were tried from where you are. Try again in a few minutes."));
  auto out = draw(visit, 429, "Please wait a little", main);
  out.set_header("Retry-After", std::to_string(wait_ms / 1000 + 1));
  return out;
}

web::Response draw_questions(const Visit& visit, const OpenLink& link, const web::Form& typed, const Errors& errors) {
  const bool pupil = link.party == VoiceParty::pupil;
  web::Html main = web::error_summary(errors);
  main.add(web::heading(visit.school().name, pupil ? link.given + ", what do you think?" : "What do you think?"));
  main.add(web::body_text(pupil ? "We look at how things are going soon. Your own words matter most. Leave out what you like."
                                : "We look soon at how things are going for " + link.given + ", and what comes next. What you think counts as much as what we have seen. Leave out what you like."));
  web::Html fields = answer_fields(link.party, link.given, typed, errors);
  fields.add(web::inset_text(web::html("<p>You can send it once. The adults who plan support for {} read it. If somebody is in danger now, call 999.</p>", pupil ? std::string("you") : link.given)));
  fields.add(web::button({.text = "Send"}));
  main.add(web::post_form({.action = web::Url::path("/voice/{}", visit.match.part("secret")), .csrf = ""}, fields));
  return draw(visit, errors.empty() ? 200 : 422, "What do you think?", main, errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors);
}

web::Response draw_thanks(const Visit& visit) {
  web::Html main = web::heading("Thank you");
  main.add(web::body_text("What you wrote is with the school now. This link does not open again. You can close this page."));
  return draw(visit, 200, "Thank you", main);
}

/// Runs `then` with the link the address opens, within the budget of tries; every way not to open one is answered alike.
template <class Then>
base::Result<Answer> through_the_door(Visit& visit, const Then& then) {
  auto& house = visit.house();
  auto& throttle = house.room<VoiceDoor>().throttle;
  const auto secret = visit.match.part("secret");
  const access::Attempt attempt{access::hash_token(secret), access::network_key(visit.request.peer), std::nullopt};
  const auto ticks = house.clock().monotonic_ms();
  if (const auto verdict = throttle.ask(attempt, ticks); !verdict.may_check()) return wait_a_little(visit, verdict.wait_ms);
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  auto link = find_open_link(*reader, secret, visit.now());
  if (link && is_stopped(people::list_effects(*reader, link->pupil, visit.today()), link->party, link->member, link->for_name)) link.reset();
  if (link) throttle.succeeded(attempt, ticks);
  else throttle.failed(attempt, ticks);
  return then(*reader, secret, link);
}

base::Result<Answer> show_questions(Visit& visit) {
  return through_the_door(visit, [&](db::ReadConnection&, std::string_view, const std::optional<OpenLink>& link) -> base::Result<Answer> {
    if (!link) return opens_nothing(visit);
    return draw_questions(visit, *link, visit.form(), {});
  });
}

base::Result<Answer> post_answers(Visit& visit) {
  return through_the_door(visit, [&](db::ReadConnection& reader, std::string_view secret, const std::optional<OpenLink>& link) -> base::Result<Answer> {
    Errors wrong;
    if (!link) {
      // The very same answers came before, and the thanks for them were lost on the way.
      for (const auto party : {VoiceParty::pupil, VoiceParty::parent}) {
        Errors ignored;
        const auto given = given_of_link(reader, secret);
        if (given && answered_before(reader, secret, read_answers(party, *given, visit.form(), ignored))) return draw_thanks(visit);
      }
      return opens_nothing(visit);
    }
    const auto answers = read_answers(link->party, link->given, visit.form(), wrong);
    if (!wrong.empty()) return draw_questions(visit, *link, visit.form(), wrong);
    access::UnitOfWork work(visit.house(), by_link);
    answer_link(work, *link, answers, visit.today());
    return std::move(work).commit_and([thanks = draw_thanks(visit), late = opens_nothing(visit)](base::Result<void> written) {
      if (written) return thanks;
      return written.error().kind == base::Error::Kind::conflict ? late : web::text(503, written.error().for_user);
    });
  });
}

}  // namespace

void add_voice_door_routes(access::Routes& routes) {
  routes.add_public(web::Method::get, "/voice/{secret}", show_questions);
  routes.add_public(web::Method::post, "/voice/{secret}", post_answers);
}

}  // namespace reviews
