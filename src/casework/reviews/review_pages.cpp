// One review: opened it is filled in, and only the decisions are left to say. What is not right comes back with all that was typed.
#include "casework/reviews/review_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/reviews/closing.h"
#include "casework/reviews/review_form.h"
#include "casework/reviews/review_view.h"
#include "casework/reviews/voices_view.h"
#include "people/recipient.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace reviews {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Html done_words(const Visit& visit) {
  return access::told(visit, {{"opened", "The review is open. Everything the cycle showed is filled in."}, {"saved", "Saved. Nothing is decided until the review is closed."},
                              {"closed", "The review is closed."}, {"drafted", "The next version of the plan is drafted."}, {"voice", "What they said is kept with the review."},
                              {"withdrawn", "That link opens nothing any more."}, {"dropped", "The review is dropped. The plan goes on as before."}, {"sent", "It is written down that the copy went home."}});
}

access::PageHead head_of(const ReviewDesk& desk, const Errors& errors) {
  return {.title = "Review of " + desk.plan.title + " – " + desk.pupil.name(), .place = access::Place::pupils, .before = web::back_link(reviews_url(desk.review.pupil), "Reviews"),
          .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors};
}

web::Html top_of(const Visit& visit, const ReviewDesk& desk) {
  web::Html out = web::heading(desk.pupil.name(), "Review: " + desk.plan.title);
  web::Html line = state_tag(desk.review, visit.today());
  line.add(" <a class=\"govuk-link\" href=\"{}\">The plan</a>", web::Url::path("/pupils/{}/plans/{}", desk.plan.pupil, desk.plan.id));
  if (desk.review.is_open() && desk.review.due) line.add(" · {}", due_words(*desk.review.due, visit.today()));
  out.add("<p class=\"govuk-body\">{}</p>", line);
  return out;
}

struct Shown {
  const web::Form& typed;
  const Errors& errors;
  int status = 200;
  web::Html above = {};  ///< what somebody else saved meanwhile
};

web::Html open_form(Visit& visit, const ReviewDesk& desk, const Figures& figures, const provision::LossWords& losses, const Shown& shown) {
  web::Html fields = web::hidden("was", std::to_string(desk.review.version));
  if (!figures.targets.empty()) fields.add(web::subheading("Targets"));
  for (const auto& target : figures.targets) {
    web::Html matter = target_part(target, losses);
    matter.add(decision_fields(target, shown.typed, shown.errors));
    fields.add(web::card(target.target.words.statement, matter));
  }
  fields.add(provision_part(figures, losses));
  fields.add(around_part(figures));
  fields.add(cost_part(figures));
  fields.add(meeting_fields(desk, shown.typed, shown.errors, visit.today()));
  web::Html buttons = web::button({.text = "Save", .look = desk.decides ? web::ButtonLook::secondary : web::ButtonLook::primary, .name = "deed", .value = "save"});
  if (desk.decides) {
    if (desk.plan.state == plans::PlanState::live)
      fields.add(web::checkbox({.name = "draft_next", .text = "Draft the next version of the plan now", .hint = "You will be its author, so somebody else approves it.",
                                .ticked = !shown.typed.has("was") || shown.typed.has("draft_next")}));
    else
      fields.add(web::inset_text(web::html("<p>A newer version of this plan is being written already: it stays as it is when the review is closed.</p>")));
    buttons.add(web::button({.text = "Close the review", .name = "deed", .value = "close"}));
  } else {
    fields.add(web::body_text("Somebody who decides on plans closes it. What you save stands ready for them."));
  }
  fields.add(web::save_bar(web::button_group(buttons)));
  return web::post_form({.action = desk.under("decisions"), .csrf = visit.csrf_token(), .draft = "review:" + desk.review.id.text()}, fields);
}

web::Html read_only(const ReviewDesk& desk, const Figures& figures, const provision::LossWords& losses) {
  web::Html out;
  if (!figures.targets.empty()) out.add(web::subheading("Targets"));
  for (const auto& target : figures.targets) {
    web::Html matter;
    if (const auto* decided = desk.words.find(target.target.id); decided && decided->decision != Decision::none)
      matter.add("<p class=\"govuk-body app-words\">{} {}</p>", decision_tag(decided->decision), decided->words);
    matter.add(target_part(target, losses));
    out.add(web::card(target.target.words.statement, matter));
  }
  out.add(provision_part(figures, losses));
  out.add(around_part(figures));
  out.add(cost_part(figures));
  return out;
}

web::Html copy_part(Visit& visit, const ReviewDesk& desk, const Shown& shown) {
  web::Html out = web::subheading("For home");
  out.add(web::button_group(web::button_link(desk.under("letter"), "The copy for home")));
  if (desk.review.sent_on) out.add(web::body_text("It went home on " + base::to_text(*desk.review.sent_on) + ": " + desk.review.sent_how + "."));
  if (!desk.writes) return out;
  web::Html fields = web::day_input({.name = "sent_on", .label = "When it went home", .value = shown.typed.has("sent_on") ? std::string(shown.typed.text("sent_on")) : base::to_iso(visit.today()),
                                     .error = web::message_for(shown.errors, "sent_on")});
  const people::Addressing to(visit, desk.pass, desk.pupil, people::Paper::review_copy, desk.review.info_class);
  if (to.has_names())
    fields.add(to.field({.name = "sent_for", .label = "To whom", .value = std::string(shown.typed.text("sent_for")), .error = web::message_for(shown.errors, "sent_for")}));
  fields.add(web::text_input({.name = "sent_how", .label = "How", .hint = "For example, by post, given to a parent, by e-mail.", .value = std::string(shown.typed.text("sent_how")),
                              .error = web::message_for(shown.errors, "sent_how"), .width = web::InputWidth::thirty}));
  fields.add(web::button({.text = "Write it down", .look = web::ButtonLook::secondary}));
  out.add(web::details({.summary = "Write down that it went home", .matter = web::post_form({.action = desk.under("copy"), .csrf = visit.csrf_token()}, fields), .open = shown.status == 422}));
  return out;
}

web::Html after_part(Visit& visit, const ReviewDesk& desk, const Shown& shown) {
  const auto plan_url = web::Url::path("/pupils/{}/plans/{}", desk.plan.pupil, desk.plan.id);
  web::Html out = web::subheading("What was decided");
  out.add(words_view(desk, desk.words));
  out.add("<p class=\"govuk-hint\">Closed by {}, {}. <a class=\"govuk-link\" href=\"{}\">Who agreed stands on the plan</a>.</p>", desk.review.closed_by,
          access::moment_words(visit.house().zone(), visit.now(), desk.review.closed_at.value_or(desk.review.changed_at)), plan_url);
  out.add(web::subheading("The next cycle"));
  if (desk.review.next_version)
    out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Version {} of the plan</a> was drafted from it. Targets that go on begin where {} now is.</p>",
            plan_url.with("version", std::to_string(*desk.review.next_version)), *desk.review.next_version, desk.pupil.given);
  else if (may_draft_next(desk))
    out.add(web::post_button(desk.under("next"), visit.csrf_token(), {.text = "Draft the next version of the plan"}));
  else
    out.add(web::body_text("No version was drafted from it."));
  out.add(copy_part(visit, desk, shown));
  return out;
}

/// For somebody who opened it by mistake.
web::Html drop_part(const Visit& visit, const ReviewDesk& desk, const Shown& shown) {
  web::Html fields = web::hidden("was", std::to_string(desk.review.version));
  fields.add(web::body_text("Nothing is decided, and the plan goes on as before. Links that were sent out open nothing any more. What was written here stays to be read."));
  const auto error = web::message_for(shown.errors, "why_dropped");
  fields.add(web::textarea({.name = "why_dropped", .label = "Why is it dropped?", .value = std::string(shown.typed.text("why_dropped")), .error = error, .rows = 2, .most = 300}));
  fields.add(web::button({.text = "Drop the review", .look = web::ButtonLook::warning}));
  return web::details({.summary = "Opened by mistake?", .matter = web::post_form({.action = desk.under("drop"), .csrf = visit.csrf_token()}, fields), .open = !error.empty()});
}

web::Html dropped_part(const Visit& visit, const ReviewDesk& desk) {
  return web::inset_text(web::html("<p>{} dropped this review, {}: <span class=\"app-words\">{}</span></p><p>Nothing was decided by it. What was written stands below.</p>", desk.review.dropped_by,
                                   access::moment_words(visit.house().zone(), visit.now(), desk.review.dropped_at.value_or(desk.review.changed_at)), desk.review.dropped_why));
}

/// A review that was dropped looks at the days until it was.
sessions::Days days_shown(const Visit& visit, const ReviewDesk& desk) {
  return days_of(desk.review, desk.review.dropped_at ? visit.house().zone().date_of(*desk.review.dropped_at) : visit.today());
}

web::Response draw(Visit& visit, const ReviewDesk& desk, const Shown& shown) {
  const auto figures = gather(visit, desk.pass, desk.plan, desk.targets, days_shown(visit, desk));
  const provision::LossWords losses(visit);
  web::Html main = web::error_summary(shown.errors);
  if (shown.errors.empty() && shown.status == 200) main.add(done_words(visit));
  main.add(top_of(visit, desk));
  main.add(shown.above);
  if (desk.review.is_dropped()) main.add(dropped_part(visit, desk));
  if (desk.review.is_closed()) main.add(after_part(visit, desk, shown));
  main.add(web::subheading("The cycle at a glance"));
  main.add(glance_part(figures, losses));
  main.add(voices_section(visit, desk, figures, shown.typed, shown.errors));
  if (desk.review.is_open() && desk.writes) {
    main.add(open_form(visit, desk, figures, losses, shown));
  } else {
    if (!desk.review.is_closed()) main.add(words_view(desk, desk.words));
    main.add(read_only(desk, figures, losses));
  }
  if (desk.review.is_open() && desk.writes) main.add(drop_part(visit, desk, shown));
  return access::page(visit, shown.status, head_of(desk, shown.errors), main);
}

web::Form fresh_form(const ReviewDesk& desk, base::LocalDate today) { return form_of(desk.review.version == 0 ? presets(desk, today) : desk.words); }

base::Result<Answer> show(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  return draw(visit, desk, {fresh_form(desk, visit.today()), {}});
}

/// Their words above, one's own in the form.
web::Html meanwhile(const ReviewDesk& desk, const access::Pass& pass) {
  const auto saved = find_saved(pass, desk.review);
  const auto who = saved ? saved->by : std::string("Somebody");
  web::Html out = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                              .matter = web::html("<p>{} saved this review while you were writing. Their words are here; yours are in the form. Save again to put yours on top: "
                                                  "theirs are kept as the version before.</p>", who)});
  out.add(web::card("As " + who + " saved it", words_view(desk, desk.words)));
  return out;
}

/// Closed while somebody was writing: what they typed is shown, so that nothing of it is lost.
base::Result<Answer> closed_meanwhile(Visit& visit, const ReviewDesk& desk, const ReviewWords& typed) {
  const bool dropped = desk.review.is_dropped();
  web::Html above = web::alert({.kind = web::AlertKind::warning, .title = dropped ? "Dropped meanwhile" : "Closed meanwhile",
                                .matter = web::html("<p>{} {} this review while you were writing. What you had typed stands here; it is not saved.</p>",
                                                    dropped ? desk.review.dropped_by : desk.review.closed_by, dropped ? "dropped" : "closed")});
  above.add(web::card("What you had typed", words_view(desk, typed)));
  return draw(visit, desk, {visit.form(), {}, 409, std::move(above)});
}

/// Sends on once it is durable; where somebody was quicker, the page as it was typed.
Answer commit_or(access::UnitOfWork work, const web::Url& there, web::Response late) {
  return std::move(work).commit_and([late = std::move(late), there](base::Result<void> written) {
    if (written) return web::see_other(there);
    return written.error().kind == base::Error::Kind::conflict ? late : web::text(503, written.error().for_user);
  });
}

base::Result<Answer> post_decisions(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto& typed = visit.form();
  Errors wrong;
  const auto words = read_words(desk, typed, wrong);
  const bool closes = typed.text("deed") == "close";
  const auto deciding = pass.narrowed<May::record_decide>();
  if (closes && (!desk.decides || !deciding)) return base::Error::not_found("review not theirs to close");
  const auto there = desk.url().with("done", closes ? "closed" : "saved");
  if (!desk.review.is_open()) {
    const auto saved = find_saved(pass, desk.review);
    if (closes && saved && saved->by_id == visit.who().id && typed.text("was") == std::to_string(desk.review.version - 1)) return web::see_other(there);  // the first answer was lost
    return closed_meanwhile(visit, desk, words);
  }
  if (const auto lengths = check_lengths(words); !lengths.empty()) wrong.insert(wrong.end(), lengths.begin(), lengths.end());
  if (closes && wrong.empty()) wrong = check_to_close(desk.review, words, desk.targets, visit.today());
  if (typed.text("was") != std::to_string(desk.review.version)) {
    const auto saved = find_saved(pass, desk.review);
    if (!closes && wrong.empty() && saved && saved->by_id == visit.who().id && desk.words == words) return web::see_other(there);  // the first answer was lost
    return draw(visit, desk, {typed, wrong, 409, meanwhile(desk, pass)});
  }
  if (!wrong.empty()) return draw(visit, desk, {typed, wrong, 422});
  access::UnitOfWork work{visit};
  if (closes) {
    const auto figures = gather_scores(visit, desk.pass, desk.plan, desk.targets, {desk.review.from, *words.held_on});
    const auto closed = close_review(work, visit, *deciding, desk, words, figures, typed.has("draft_next") ? DraftNext::now : DraftNext::later);
    if (!closed && closed.error().kind == base::Error::Kind::invalid) return draw(visit, desk, {typed, closed.error().fields, 422});
    if (!closed) return closed.error();
  } else {
    TRY_DO(save(work, pass, desk.review, words));
  }
  const Errors quicker = {{"", "Somebody else saved at the same moment. Your words are in the form: open the review in another window to see theirs, and save again."}};
  return commit_or(std::move(work), there, draw(visit, desk, {typed, quicker, 409}));
}

base::Result<Answer> post_next(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto there = desk.url().with("done", "drafted");
  if (desk.review.next_version) return web::see_other(there);
  access::UnitOfWork work{visit};
  TRY_DO(draft_next(work, pass, desk));
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_drop(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto& typed = visit.form();
  const auto why = std::string(base::trim(base::clean(typed.text("why_dropped"))));
  const auto there = desk.url().with("done", "dropped");
  if (desk.review.is_dropped() && desk.review.dropped_by == visit.who().name && desk.review.dropped_why == why) return web::see_other(there);  // the first answer was lost
  if (!desk.review.is_open()) {
    auto above = web::alert({.kind = web::AlertKind::warning, .title = "Not dropped", .matter = web::html("<p>This review is over already: it cannot be dropped any more. You had written: {}</p>", why)});
    return draw(visit, desk, {typed, {}, 409, std::move(above)});
  }
  if (why.empty() || base::count_characters(why) > 300)
    return draw_with(visit, desk, typed, {{"why_dropped", why.empty() ? "Enter why the review is dropped" : "Use at most 300 characters"}}, 422);
  const Errors quicker = {{"", "Somebody else saved this review while you were looking. Look at what they wrote. Your reason is in the form."}};
  if (typed.text("was") != std::to_string(desk.review.version)) return draw_with(visit, desk, typed, quicker, 409);
  access::UnitOfWork work{visit};
  TRY_DO(drop(work, pass, desk.review, why));
  return commit_or(std::move(work), there, draw_with(visit, desk, typed, quicker, 409));
}

base::Result<Answer> post_copy(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  if (!desk.review.is_closed()) return base::Error::not_found("nothing to send");
  Errors wrong;
  const auto on = base::parse_iso_date(base::trim(visit.form().text("sent_on")));
  const auto how = std::string(base::trim(base::clean(visit.form().text("sent_how"))));
  if (!on) wrong.push_back({"sent_on", "Enter the day it went home"});
  else if (*on > visit.today()) wrong.push_back({"sent_on", "The day must not be in the future"});
  if (how.empty()) wrong.push_back({"sent_how", "Enter how it went home"});
  if (base::count_characters(how) > 120) wrong.push_back({"sent_how", "Use at most 120 characters"});
  const people::Addressing to(visit, desk.pass, desk.pupil, people::Paper::review_copy, desk.review.info_class);
  const auto chosen = to.choose(visit.form().text("sent_for"), "sent_for");
  if (!chosen) wrong.insert(wrong.end(), chosen.error().fields.begin(), chosen.error().fields.end());
  else if (!*chosen) wrong.push_back({"sent_for", "Choose to whom it went"});
  if (!wrong.empty()) return draw(visit, desk, {visit.form(), wrong, 422});
  access::UnitOfWork work{visit};
  note_sent(work, pass, desk.review, *on, (*chosen)->member() ? how + ", to " + (*chosen)->name() : how);
  return access::then_go(visit, std::move(work), desk.url().with("done", "sent"));
}

}  // namespace

web::Response draw_with(access::Visit& visit, const ReviewDesk& desk, const web::Form& typed, const Errors& errors, int status) {
  // What is typed into the forms beside the decisions leaves the decisions as they were saved.
  auto whole = fresh_form(desk, visit.today());
  for (const auto& [name, value] : typed.entries())
    if (!whole.has(name) && name != "was") whole.add(name, value);
  return draw(visit, desk, {whole, errors, status});
}

void add_review_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/reviews/{review}", show);
  routes.post("/pupils/{pupil}/reviews/{review}/decisions", post_decisions);
  routes.post("/pupils/{pupil}/reviews/{review}/drop", post_drop);
  routes.post("/pupils/{pupil}/reviews/{review}/next", post_next);
  routes.post("/pupils/{pupil}/reviews/{review}/copy", post_copy);
}

}  // namespace reviews
