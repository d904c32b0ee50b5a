// The pages around a broken glass. What it shows is the policy's; here are the form, the watermark and the review.
#include "people/glass_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "people/calendar_store.h"
#include "people/glass_notes.h"
#include "people/glass_store.h"
#include "people/glass_watermark.h"
#include "people/pupil_view.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace people {
namespace {

using access::Answer;
using access::Visit;

web::Response form_page(Visit& visit, const GlassPass& pass, const std::vector<base::FieldError>& errors) {
  const auto pupil = load(pass, pass.pupil());
  const auto own = own_glass(pass, pass.pupil());
  const auto& typed = visit.form();
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Break the glass", pupil.name()));
  main.add(web::body_text("For an emergency. You see this pupil's card, contacts, what helps, and medical information for one hour. The safeguarding "
                          "lead, the SENCo and your line manager are told at once, and look at it afterwards."));
  main.add(phone_the_dsl(pass));
  if (own.waits) {
    main.add(web::warning_text("You have asked, and nobody has agreed yet."));
  } else {
    if (own.rests)
      main.add(web::warning_text("You broke the glass for this pupil within the last day. A second time somebody who reviews it has to agree first."));
    std::vector<web::Choice> choices;
    for (const auto& reason : glass_reasons()) choices.push_back({std::string(reason.code), std::string(reason.title)});
    web::Html fields = web::hidden("id", typed.has("id") ? std::string(typed.text("id")) : visit.fresh<GlassId>().text());
    fields.add(web::radios({.name = "reason", .legend = "What is happening?", .choices = std::move(choices), .value = std::string(typed.text("reason")),
                            .error = web::message_for(errors, "reason")}));
    fields.add(web::textarea({.name = "words", .label = "In your words", .hint = "At least 15 characters, for example: found on the field, wheezing, no inhaler",
                              .value = std::string(typed.text("words")), .error = web::message_for(errors, "words"), .rows = 3}));
    fields.add(web::button({.text = own.rests ? "Ask to break the glass again" : "Break the glass", .look = web::ButtonLook::warning}));
    main.add(web::post_form({.action = web::Url::path("/pupils/{}/glass", pupil.id), .csrf = visit.csrf_token()}, fields));
  }
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Break the glass", .place = access::Place::pupils, .before = web::back_link(pupil_url(pupil.id), pupil.name()),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors, .width = web::FrameWidth::narrow},
                      main);
}

base::Result<Answer> show_form(Visit& visit, const GlassPass& pass) {
  if (own_glass(pass, pass.pupil()).open_until) return web::see_other(pupil_url(pass.pupil()));
  return form_page(visit, pass, {});
}

base::Result<Answer> post_form(Visit& visit, const GlassPass& pass) {
  const auto own = own_glass(pass, pass.pupil());
  if (own.open_until) return web::see_other(pupil_url(pass.pupil()));
  if (own.waits) return form_page(visit, pass, {});
  std::vector<base::FieldError> errors;
  const auto id = GlassId::parse(visit.form().text("id"));
  const auto reason = visit.form().text("reason");
  const auto reasons = glass_reasons();
  if (std::none_of(reasons.begin(), reasons.end(), [&](const GlassReason& one) { return one.code == reason; }))
    errors.push_back({"reason", "Choose what is happening"});
  const auto words = base::Text<1000>::make(visit.form().text("words"));
  if (!words) errors.push_back({"words", "What you write must be 1,000 characters or fewer"});
  else if (base::count_characters(words->text()) < glass_words_least) errors.push_back({"words", "Enter at least 15 characters that say what is happening"});
  if (!errors.empty()) return form_page(visit, pass, errors);
  const GlassDraft draft{id.value_or(visit.fresh<GlassId>()), std::string(reason), words->text()};
  access::UnitOfWork work(visit);
  if (own.rests) {
    ask_glass(work, pass, draft);
    return then_go(visit, std::move(work), web::Url::path("/pupils/{}/glass", pass.pupil()));
  }
  break_glass(work, pass, draft, review_day(load_calendar(pass), pass.today()));
  return then_go(visit, std::move(work), pupil_url(pass.pupil()));
}

web::Html review_form(const Visit& visit, const GlassLine& line) {
  const auto csrf = visit.csrf_token();
  if (!line.opened_at)
    return web::button_group(web::html("{}{}", web::post_button(web::Url::path("/glass/{}/agreement", line.id), csrf, {.text = "Agree: one hour"}),
                                       web::post_button(web::Url::path("/glass/{}/refusal", line.id), csrf,
                                                        {.text = "Refuse", .look = web::ButtonLook::secondary})));
  web::Html fields = web::text_input({.name = "remark", .label = "What do you make of it? (optional)", .id = "remark-" + line.id.text()});
  fields.add(web::button_group(web::html("{}{}", web::button({.text = "It was right", .name = "outcome", .value = "right"}),
                                         web::button({.text = "It was not right", .look = web::ButtonLook::warning, .name = "outcome", .value = "wrong"}))));
  return web::post_form({.action = web::Url::path("/glass/{}/review", line.id), .csrf = csrf}, fields);
}

web::Html line_of(const Visit& visit, const GlassLine& line) {
  const auto& zone = visit.house().zone();
  web::Html out = web::summary_list({
      {"Who", web::html("{}{}{}", line.staff_name, line.staff_post.empty() ? "" : ", ", line.staff_post)},
      {"Pupil", line.pupil_name.empty() ? web::html("A pupil") : web::link(pupil_url(line.pupil), line.pupil_name)},
      {"When", web::html("{}", access::moment_words(zone, visit.now(), line.opened_at.value_or(line.asked_at)))},
      {"Why", web::html("{}: {}", glass_reason_words(line.reason), line.words)},
      {"State", line.review_by ? web::html("{} by {}", glass_state(line), base::to_text(*line.review_by)) : glass_state(line)},
  });
  out.add(review_form(visit, line));
  return out;
}

/// How often it happens at all: where it is often, the relations are at fault.
web::Html share_of(const GlassShare& share) {
  if (share.broken == 0) return web::body_text("In the last seven days nobody broke a glass.");
  const auto per_mille = share.opened == 0 ? 1000 : share.broken * 1000 / share.opened;
  web::Html out = web::body_text(fmt::format("In the last seven days a glass was broken {}, of {} times that somebody opened a pupil: {}.{} %.",
                                             share.broken == 1 ? "once" : fmt::format("{} times", share.broken), share.opened, per_mille / 10, per_mille % 10));
  if (share.is_too_many())
    out.add(web::warning_text("That is more than 1 in 100. It says that the relations are wrong: whoever works with a pupil should be tied to them under "
                              "Staff, so that nobody has to break a glass for everyday work."));
  return out;
}

base::Result<Answer> show_list(Visit& visit, const ReviewPass& pass) {
  web::Html main = told(visit, {{"reviewed", "Thank you. What you said is kept with it."}, {"agreed", "Open for one hour from now."}, {"refused", "Refused."}});
  main.add(web::heading("Broken glasses"));
  main.add(web::body_text("Somebody needed to see more of a pupil than their work gives them. Say whether it was right, within five school days."));
  main.add(share_of(glass_share(visit.house())));
  const auto lines = list_glass(pass);
  for (const auto& line : lines) pass.saw(access::InfoClass::c7_medical, line.pupil, line.id.bytes(), deeds::glass_seen);
  if (lines.empty()) main.add(web::empty_state({.icon = web::Icon::audit, .title = "Nothing waits", .words = "Nobody has broken a glass that was not reviewed."}));
  for (const auto& line : lines) main.add(web::card(line.staff_name + (line.opened_at ? " broke the glass" : " asks again"), line_of(visit, line)));
  return access::page(visit, 200, {.title = "Broken glasses", .place = access::Place::my_day, .before = web::back_link(web::Url::path("/"), "My day")}, main);
}

base::Result<GlassLine> load_line(const Visit& visit, const ReviewPass& pass) {
  const auto id = GlassId::parse(visit.match.part("glass"));
  if (id)
    if (auto line = find_glass(pass, *id)) return *std::move(line);
  return base::Error::not_found("no such glass to review");
}

web::Url back_to_list(std::string_view done) { return web::Url::path("/glass").with("done", done); }

base::Result<Answer> post_review(Visit& visit, const ReviewPass& pass) {
  TRY(const auto line, load_line(visit, pass));
  const auto outcome = visit.form().text("outcome");
  if (!line.opened_at || (outcome != "right" && outcome != "wrong")) return base::Error::not_found("no such outcome");
  const auto remark = base::Text<1000>::make(visit.form().text("remark"));
  if (!remark) return base::Error::invalid("remark", "What you write must be 1,000 characters or fewer", "remark too long");
  access::UnitOfWork work(visit);
  review_glass(work, pass, line, outcome == "right" ? GlassOutcome::right : GlassOutcome::wrong, remark->text());
  return then_go(visit, std::move(work), back_to_list("reviewed"));
}

base::Result<Answer> post_agreement(Visit& visit, const ReviewPass& pass) {
  TRY(const auto line, load_line(visit, pass));
  access::UnitOfWork work(visit);
  agree_glass(work, pass, line, review_day(load_calendar(pass), pass.today()));
  return then_go(visit, std::move(work), back_to_list("agreed"));
}

base::Result<Answer> post_refusal(Visit& visit, const ReviewPass& pass) {
  TRY(const auto line, load_line(visit, pass));
  access::UnitOfWork work(visit);
  refuse_glass(work, pass, line);
  return then_go(visit, std::move(work), back_to_list("refused"));
}

}  // namespace

void add_glass_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/glass", show_form);
  routes.post("/pupils/{pupil}/glass", post_form);
  routes.get("/glass", show_list);
  routes.post("/glass/{glass}/review", post_review);
  routes.post("/glass/{glass}/agreement", post_agreement);
  routes.post("/glass/{glass}/refusal", post_refusal);
}

}  // namespace people
