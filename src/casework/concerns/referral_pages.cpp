// Written, read through, sent by whatever way the authority takes; then each step is noted until there is an outcome.
#include "casework/concerns/referral_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/referral_prefill.h"
#include "people/last_look.h"
#include "people/pupil_store.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <charconv>

namespace concerns {
namespace {

using access::Answer;
using access::Visit;

std::vector<web::Choice> as_choices(std::span<const Word> words) {
  std::vector<web::Choice> out;
  for (const auto& word : words) out.push_back({std::string(word.code), std::string(word.label), std::string(word.hint)});
  return out;
}

ReferralBody typed_body(const web::Form& form) {
  ReferralBody out;
  for (const auto& section : referral_sections()) out.sections[std::string(section.code)] = form.text(section.code);
  out.consent = form.text("consent");
  out.consent_why = form.text("consent_why");
  return out;
}

struct Sheet {
  std::string id, concern;
  int version = 0;  ///< 0: not saved yet
  ReferralBody body;
  std::vector<base::FieldError> errors = {};
  web::Html above = {};
};

web::Response draw_form(Visit& visit, const FilePass& pass, int status, const Sheet& sheet) {
  const auto pupil = people::load(pass);
  const auto error = [&](std::string_view name) { return web::message_for(sheet.errors, name); };
  web::Html main = web::error_summary(sheet.errors);
  main.add(sheet.above);
  main.add(web::heading(pupil.name(), "Referral to the front door (MASH)"));
  if (const auto phone = load_arrangement(pass).front_door_phone; !phone.empty())
    main.add(web::inset_text(web::html("<p>In danger now: 999. To talk it through first: {}.</p>", phone)));
  main.add(web::body_text("Filled in from what the school knows. Read every line: nothing is sent by itself, and other children are not named unless you do."));
  web::Html fields = web::hidden("id", sheet.id);
  fields.add(web::hidden("from_record", sheet.concern));
  fields.add(web::hidden("version", std::to_string(sheet.version)));
  for (const auto& section : referral_sections()) {
    const auto found = sheet.body.sections.find(section.code);
    fields.add(web::textarea({.name = std::string(section.code), .label = std::string(section.label), .hint = std::string(section.hint),
                              .value = found == sheet.body.sections.end() ? std::string() : found->second, .error = error(section.code), .rows = section.rows,
                              .label_as = web::LabelAs::small}));
  }
  fields.add(web::radios({.name = "consent", .legend = "Consent of a parent to refer", .choices = as_choices(consents()), .value = sheet.body.consent,
                          .error = error("consent"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  fields.add(web::textarea({.name = "consent_why", .label = "If it goes without consent, why", .value = sheet.body.consent_why, .error = error("consent_why"), .rows = 2}));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  main.add(web::post_form({.action = web::Url::path("/pupils/{}/referrals", pass.pupil()), .csrf = visit.csrf_token(), .draft = "referral:" + pass.pupil().text()}, fields));
  return access::page(visit, status, {.title = "Referral", .place = access::Place::concerns,
                                      .before = web::back_link(web::Url::path("/pupils/{}/safeguarding", pass.pupil()), "Safeguarding file"),
                                      .outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

std::optional<Referral> referral_of(const Visit& visit, const FilePass& pass) {
  const auto id = ReferralId::parse(visit.match.part("referral"));
  return id ? find_referral(pass, *id) : std::nullopt;
}

base::Result<Answer> show_new(Visit& visit, const FilePass& pass) {
  const auto concern = RecordId::parse(visit.query().text("concern"));
  return draw_form(visit, pass, 200, {visit.fresh<ReferralId>().text(), concern ? concern->text() : "", 0, prefill(visit, pass, concern)});
}

base::Result<Answer> show_edit(Visit& visit, const FilePass& pass) {
  const auto referral = referral_of(visit, pass);
  if (!referral || referral->sent_at) return base::Error::not_found("no referral to change");
  Sheet sheet{referral->id.text(), referral->concern ? referral->concern->text() : "", referral->version, referral->body};
  if (referral->is_about_another()) {
    auto fresh = prefill(visit, pass, referral->concern);
    for (const auto* section : {"child", "family", "chronology", "done"}) sheet.body.sections[section] = fresh.sections[section];
    sheet.above = web::alert({.kind = web::AlertKind::warning, .title = "It was written about another child",
                              .matter = web::html("<p>The child, the family, what happened before and what the school did are filled in anew. Read every other line: "
                                                  "names and details of the other child must not stay.</p>")});
  }
  return draw_form(visit, pass, 200, sheet);
}

base::Result<Answer> post_referral(Visit& visit, const FilePass& pass) {
  const auto& form = visit.form();
  const auto id = ReferralId::parse(form.text("id"));
  if (!id) return base::Error::not_found("no id");
  Sheet sheet{id->text(), std::string(form.text("from_record")), 0, typed_body(form)};
  const auto version = form.text("version");
  std::from_chars(version.data(), version.data() + version.size(), sheet.version);
  auto checked = check(sheet.body);
  if (!checked) {
    sheet.errors = checked.error().fields;
    return draw_form(visit, pass, 422, sheet);
  }
  const auto standing = find_referral(pass, *id);
  const auto done = web::Url::path("/pupils/{}/referrals/{}", pass.pupil(), *id).with("done", "saved");
  if (standing && to_text(standing->body) == to_text(*checked) && !standing->is_about_another()) return web::see_other(done);
  if (standing && (standing->version != sheet.version || standing->sent_at)) {
    web::Html theirs;
    for (const auto& section : referral_sections())
      if (standing->body.sections.at(std::string(section.code)) != checked->sections.at(std::string(section.code)))
        theirs.add("<p><strong>{}</strong></p><p class=\"app-words\">{}</p>", section.label, standing->body.sections.at(std::string(section.code)));
    sheet.above = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                              .matter = web::html("<p>Somebody else changed this while you were writing. Their words are here; yours are in the form.</p>{}", theirs)});
    sheet.version = standing->version;
    return draw_form(visit, pass, 409, sheet);
  }
  access::UnitOfWork work{visit};
  if (standing) change(work, pass, *id, sheet.version, *checked);
  else write(work, pass, *id, RecordId::parse(sheet.concern), *checked);
  return access::then_go(visit, std::move(work), done);
}

web::Html clock_of(const Visit& visit, const Referral& referral) {
  const auto due = answer_due(referral.steps, visit.house().zone());
  if (!due) return {};
  if (*due < visit.today())
    return web::warning_text("No answer within one working day. Ring the front door and note it here; if you disagree with what they say, escalate.");
  return web::inset_text(web::html("<p>They should say what they will do by the end of {}.</p>", access::day_words(visit.today(), *due)));
}

web::Html about_another(const Referral& referral) {
  if (referral.is_about_another())
    return web::warning_text("This was written about another child, and came here with the concern. Change it, line by line, before you send it.");
  if (!referral.was_sent_wrongly()) return {};
  if (referral.steps.back().at > *referral.moved_at)
    return web::inset_text(web::html("<p>It was sent about another child, and came here with the concern.</p>"));
  return web::warning_text("This was sent about another child. Ring the front door now, say which child it is, and note it here.");
}

web::Response draw_one(Visit& visit, const FilePass& pass, const Referral& referral, int status, const std::vector<base::FieldError>& errors) {
  const auto pupil = people::load(pass);
  const auto& zone = visit.house().zone();
  const auto& typed = visit.form();
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  web::Html main = web::error_summary(errors);
  main.add(access::told(visit, {{"saved", "Saved."}, {"step", "Noted."}}));
  main.add(web::heading(pupil.name(), "Referral to the front door (MASH)"));
  main.add("<p class=\"govuk-body\">{} Written {} by {}.</p>", referral.sent_at ? web::tag("Sent", web::Tint::green) : web::tag("Not sent yet", web::Tint::orange),
           access::moment_words(zone, visit.now(), referral.made_at), referral.made_by);
  main.add(clock_of(visit, referral));
  main.add(about_another(referral));
  std::vector<web::SummaryRow> rows;
  for (const auto& section : referral_sections())
    if (const auto& words = referral.body.sections.at(std::string(section.code)); !words.empty())
      rows.push_back({std::string(section.label), web::html("<span class=\"app-words\">{}</span>", words)});
  rows.push_back({"Consent", web::html("{}{}{}", label_of(consents(), referral.body.consent), referral.body.consent_why.empty() ? "" : ": ", referral.body.consent_why)});
  main.add(web::summary_list(rows));
  if (!referral.sent_at)
    main.add(web::button_link(web::Url::path("/pupils/{}/referrals/{}/edit", pupil.id, referral.id), "Change it", web::ButtonLook::secondary));
  if (!referral.steps.empty()) {
    main.add(web::subheading("What became of it"));
    main.add("<ol class=\"app-steps\">");
    for (const auto& step : referral.steps) {
      main.add("<li class=\"app-steps__step\"><p class=\"govuk-body\"><strong>{}</strong>, {}", label_of(referral_deeds(), step.what.deed),
               access::moment_words(zone, visit.now(), step.what.happened_at));
      if (!step.what.how.empty()) main.add(", {}", step.what.how);
      if (!step.what.whom.empty()) main.add(", to {}", step.what.whom);
      main.add(". Noted by {}.</p>", step.author);
      if (!step.what.words.empty()) main.add("<p class=\"govuk-body app-words\">{}</p>", step.what.words);
      main.add("</li>");
    }
    main.add("</ol>");
  }
  web::Html fields = web::hidden("id", typed.has("id") ? std::string(typed.text("id")) : visit.fresh<ReferralStepId>().text());
  std::vector<web::Choice> deeds;
  for (const auto& word : next_referral_deeds(referral.steps)) deeds.push_back({std::string(word.code), std::string(word.label)});
  fields.add(web::radios({.name = "deed", .legend = "What happened?", .choices = deeds, .value = deeds.size() == 1 ? deeds[0].value : std::string(typed.text("deed")),
                          .error = error("deed"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  fields.add(web::day_input({.name = "on", .label = "Day", .value = typed.has("on") ? std::string(typed.text("on")) : base::to_iso(visit.today()), .error = error("on")}));
  fields.add(web::time_input({.name = "time", .label = "Time", .value = typed.has("time") ? std::string(typed.text("time")) : base::to_text(zone.to_local(visit.now()).time)}));
  fields.add(web::text_input({.name = "how", .label = "How: portal, e-mail, telephone", .value = std::string(typed.text("how")), .error = error("how")}));
  fields.add(web::text_input({.name = "whom", .label = "With whom, and their number or reference", .value = std::string(typed.text("whom")), .error = error("whom")}));
  fields.add(web::textarea({.name = "words", .label = "What was said", .value = std::string(typed.text("words")), .error = error("words"), .rows = 3}));
  fields.add(web::button({.text = "Note it"}));
  main.add(web::subheading(referral.sent_at ? "Note what happened" : "Note that it is sent"));
  main.add(web::post_form({.action = web::Url::path("/pupils/{}/referrals/{}/steps", pupil.id, referral.id), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, status, {.title = "Referral", .place = access::Place::concerns,
                                      .before = web::back_link(web::Url::path("/pupils/{}/safeguarding", pupil.id), "Safeguarding file"),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_one(Visit& visit, const FilePass& pass) {
  const auto referral = referral_of(visit, pass);
  if (!referral) return base::Error::not_found("no such referral");
  return people::last_look(visit, pass.pupil(), draw_one(visit, pass, *referral, 200, {}));
}

base::Result<Answer> post_step(Visit& visit, const FilePass& pass) {
  const auto referral = referral_of(visit, pass);
  const auto& form = visit.form();
  const auto id = ReferralStepId::parse(form.text("id"));
  if (!referral || !id) return base::Error::not_found("no such referral, or no id");
  const auto done = web::Url::path("/pupils/{}/referrals/{}", pass.pupil(), referral->id).with("done", "step");
  for (const auto& step : referral->steps)
    if (step.what.id == *id) return web::see_other(done);
  const auto on = base::parse_iso_date(base::trim(form.text("on")));
  const auto at = base::parse_time(base::trim(form.text("time")));
  if (!on || !at) return draw_one(visit, pass, *referral, 422, {{"on", "Enter the day as 2026-03-03 and the time as 10:40"}});
  auto checked = check(ReferralStepDraft{*id, std::string(form.text("deed")), visit.house().zone().to_utc(*on, *at), std::string(form.text("how")),
                                         std::string(form.text("whom")), std::string(form.text("words"))},
                       referral->steps, visit.now());
  if (!checked) return draw_one(visit, pass, *referral, 422, checked.error().fields);
  if (referral->is_about_another()) return draw_one(visit, pass, *referral, 422, {{"deed", "It was written about another child. Change it before you send it"}});
  access::UnitOfWork work{visit};
  take_step(work, pass, *referral, *checked);
  return access::then_go(visit, std::move(work), done);
}

}  // namespace

void add_referral_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/referrals/new", show_new);
  routes.post("/pupils/{pupil}/referrals", post_referral);
  routes.get("/pupils/{pupil}/referrals/{referral}", show_one);
  routes.get("/pupils/{pupil}/referrals/{referral}/edit", show_edit);
  routes.post("/pupils/{pupil}/referrals/{referral}/steps", post_step);
}

}  // namespace concerns
