// The school's rules on pages: list, sheet, dry run, log, exemptions.
#include "casework/rules/rule_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/plans/plan_store.h"
#include "casework/rules/rule_desk.h"
#include "casework/rules/rule_form.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "record/following.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace rules {
namespace {

using access::Answer;
using access::Visit;

web::Url all_rules() { return web::Url::path("/school/rules"); }
web::Url rule_url(const RuleId& id) { return web::Url::path("/school/rules/{}", id); }
web::Url draft_url(const RuleId& id) { return web::Url::path("/school/rules/{}/draft", id); }

access::PageHead head_of(std::string title, const web::Url& back, std::string_view back_words) {
  return {.title = std::move(title), .place = access::Place::school, .before = web::back_link(back, back_words)};
}

/// Whether it keeps watch; a draft may stand beside an earlier version that does.
web::Html standing_of(const Rule& rule) {
  web::Html out;
  if (rule.watches) out.add("{} ", web::tag("On", web::Tint::green));
  else if (!rule.draft) out.add("{} ", web::tag("Off", web::Tint::grey));
  if (rule.draft) out.add("{}", web::tag(rule.watches ? "A change is a draft" : "Draft", web::Tint::yellow));
  return out;
}

/// Of a rule in force: what it says about its kind that is not so any more, since the kind was changed after it. In a whole sentence each.
std::vector<std::string> what_fits_no_more(const KeepPass& pass, const Rule& shown, const Known& known) {
  std::vector<std::string> out;
  const auto rule = shown.draft ? find_in_force(pass, shown.id) : std::optional(shown);
  if (!rule || !rule->active) return out;
  const auto left = without_the_shut_out(*rule, *known.kinds);
  const auto checked = check(left, *known.kinds);
  if (!checked) {
    out.emplace_back("This rule finds nothing any more, because the kind of record that it watches was changed. Change the rule, or turn it off.");
    for (const auto& each : checked.error().fields) out.push_back(each.message + ".");
  } else if (left.tell.size() < rule->tell.size()) {
    std::string shut_out;
    for (const auto& code : rule->tell)
      if (std::find(left.tell.begin(), left.tell.end(), code) == left.tell.end())
        if (const auto role = access::role_of(code)) shut_out += (shut_out.empty() ? "" : ", ") + std::string(access::title(*role));
    out.push_back("It does not tell everybody any more, for they do not read this kind of record now: " + shut_out + ".");
  }
  return out;
}

base::Result<Answer> show_rules(Visit& visit, const KeepPass& pass) {
  const auto known = known_of(visit);
  const auto* kinds = known.kinds.get();
  web::Html main = told(visit, {{"saved", "The rule is saved."}, {"dropped", "The draft is thrown away."}});
  main.add(web::heading("Rules"));
  main.add(web::body_text(
      "A rule keeps watch over what is written and tells the people you name. It decides nothing, and it shows nobody what they may not see."));
  main.add(web::button_group(web::button_link(web::Url::path("/school/rules/new"), "Make a rule")));
  const auto rules = list_rules(pass);
  if (rules.empty()) {
    main.add(web::empty_state(
        {.icon = web::Icon::note,
         .title = "No rules yet",
         .words =
             "Begin with one of the examples, try it on last term, and turn it on when it finds what you would want to know.",
         .button = {}}));
  } else {
    std::vector<std::vector<web::Html>> rows;
    for (const auto& rule : rules) {
      auto standing = standing_of(rule);
      if (!what_fits_no_more(pass, rule, known).empty()) standing.add(" {}", web::tag("Look at it", web::Tint::red));
      rows.push_back({web::link(rule_url(rule.id), rule.name), web::html("{}", sentence(rule, known)), standing});
    }
    main.add(web::table({.caption = "Rules",
                         .columns = {{"Rule"}, {"What it does"}, {"On or off"}},
                         .rows = std::move(rows),
                         .caption_hidden = true,
                         .stacked = true}));
  }
  web::Html examples;
  const auto starting = starters();
  for (std::size_t n = 0; n < starting.size(); ++n)
    if (kinds->find(starting[n].kind) && (starting[n].followed_by.empty() || kinds->find(starting[n].followed_by)))
      examples.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a><br>{}</li>",
                   web::Url::path("/school/rules/new").with("example", std::to_string(n)), starting[n].name,
                   sentence(starting[n], known));
  main.add(web::details({.summary = "Examples to begin from",
                         .matter = web::html("<ul class=\"govuk-list govuk-list--spaced\">{}</ul>", examples),
                         .open = rules.empty()}));
  return access::page(visit, 200, head_of("Rules", web::Url::path("/school"), "School"), main);
}

/// First what is watched, for the rest of the questions depends on it.
web::Response choose_page(Visit& visit, const record::Kinds& kinds) {
  std::vector<web::Option> options = {{"", "Choose"}};
  for (const auto* kind : kinds_to_watch(visit, kinds)) options.push_back({kind->id, kind->title});
  web::Html fields = web::select({.name = "kind",
                                  .label = "What is watched?",
                                  .options = std::move(options),
                                  .value = std::string(visit.query().text("kind"))});
  fields.add(web::radios(
      {.name = "watch",
       .legend = "What is worth telling?",
       .choices = {{"count", "Several of them about one pupil", "For example three in ten school days"},
                   {"incomplete", "One that still lacks something", "For example that home was not told by the next day"},
                   {"not_followed", "One that is not followed by another record",
                    "For example a hold without its own record by the end of the day"}},
       .value = "count"}));
  fields.add(web::button({.text = "Continue"}));
  web::Html main = web::heading("Make a rule");
  main.add(web::get_form(web::Url::path("/school/rules/new"), fields));
  return access::page(visit, 200, head_of("Make a rule", all_rules(), "Rules"), main);
}

web::Response sheet(Visit& visit, int status, const record::Kinds& kinds, const Rule& rule,
                    const std::vector<base::FieldError>& errors, const web::Html& above = {}) {
  const auto* kind = kinds.find(rule.kind);
  web::Html main = web::error_summary(errors);
  main.add(web::heading(rule.version == 0 ? "Make a rule" : "Change the rule", kind ? kind->title : rule.kind));
  main.add(above);
  web::Html fields = rule_fields(visit, kinds, rule, errors);
  fields.add(web::hidden("was", std::to_string(rule.version)));
  if (!web::message_for(errors, "anyway").empty())
    fields.add(web::checkbox({.name = "anyway", .text = "I mean it: save it as it is"}));
  web::Html buttons = web::button({.text = "Save"});
  buttons.add(web::button({.text = "Try it on last term", .look = web::ButtonLook::secondary, .name = "try", .value = "yes"}));
  fields.add(web::button_group(buttons));
  main.add(web::post_form({.action = rule_url(rule.id), .csrf = visit.csrf_token(), .draft = "rule:" + rule.id.text()}, fields));
  auto head = head_of("Rule", rule.version == 0 ? all_rules() : rule_url(rule.id), rule.version == 0 ? "Rules" : "The rule");
  head.outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors;
  return access::page(visit, status, head, main);
}

base::Result<Answer> show_new(Visit& visit, const KeepPass&) {
  const auto kinds = known_of(visit).kinds;
  const auto& query = visit.query();
  Rule rule;
  if (const auto example = query.text("example"); !example.empty()) {
    const auto all = starters();
    const auto n = static_cast<std::size_t>(example.front() - '0');
    if (example.size() == 1 && n < all.size()) rule = all[n];
  } else {
    rule.kind = std::string(query.text("kind"));
    rule.watch = watch_of(query.text("watch")).value_or(Watch::count);
  }
  const auto watched = kinds_to_watch(visit, *kinds);
  if (std::none_of(watched.begin(), watched.end(), [&](const record::Kind* kind) { return kind->id == rule.kind; }))
    return choose_page(visit, *kinds);
  rule.id = visit.fresh<RuleId>();
  rule.active = false;
  return sheet(visit, 200, *kinds, rule, {});
}

std::map<access::PupilId, std::string> names_of(const access::Pass& pass, const std::vector<access::PupilId>& ids) {
  std::map<access::PupilId, std::string> out;
  for (const auto& pupil : people::load_all(pass, ids)) out[pupil.id] = pupil.name();
  return out;
}

web::Html record_links(const std::vector<record::RecordId>& records) {
  web::Html out;
  for (std::size_t n = 0; n < records.size() && n < 12; ++n)
    out.add("{}<a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\"> record</span></a>",
            n == 0 ? "" : ", ", web::Url::path("/records/{}", records[n]), fmt::format("{}", n + 1));
  return out;
}

web::Html dry_run_matter(const AcrossPass& pass, const DryRun& run) {
  web::Html out;
  out.add("<p>From {} to {} it would have found <strong>{}</strong> in {} records, about <strong>{}</strong> of {} pupils.</p>",
          base::to_text(run.first), base::to_text(run.last),
          run.firings.size() == 1 ? std::string("one reason to tell") : fmt::format("{} reasons to tell", run.firings.size()),
          run.looked_at, run.pupils, run.on_roll);
  if (run.passed_over > 0)
    out.add("<p>{} passed over, because a plan was followed that deals with it.</p>",
            run.passed_over == 1 ? std::string("One pupil was") : fmt::format("{} pupils were", run.passed_over));
  std::vector<access::PupilId> ids;
  for (std::size_t n = 0; n < run.firings.size() && n < 50; ++n) ids.push_back(run.firings[n].pupil);
  auto names = names_of(pass, ids);
  std::vector<std::vector<web::Html>> rows;
  for (std::size_t n = 0; n < ids.size(); ++n) {
    const auto& firing = run.firings[n];
    rows.push_back({web::link(people::pupil_url(firing.pupil), names[firing.pupil]),
                    web::html("{}", access::moment_words(pass.zone(), pass.now(), firing.at)), record_links(firing.because)});
  }
  if (!rows.empty())
    out.add(web::table({.caption = run.firings.size() > 50 ? "The newest fifty" : "What it would have found",
                        .columns = {{"Pupil"}, {"When"}, {"Because of"}},
                        .rows = std::move(rows),
                        .stacked = true}));
  return out;
}

/// Kept, but not in force: the form comes back with what the dry run found beside the field, and what was typed in it.
Answer keep_as_draft(Visit& visit, const KeepPass& pass, const record::Kinds& kinds, const Ready& ready, const std::optional<Rule>& stands) {
  const bool kept_before = stands && stands->draft && says_the_same(*stands, ready.rule);
  auto shown = ready.rule;
  if (!kept_before) ++shown.version;
  const auto above = web::alert({.kind = web::AlertKind::warning,
                                 .title = "Kept as a draft",
                                 .matter = web::html("<p><strong>Kept as a draft.</strong> {}</p>", stands && stands->watches
                                                                      ? "What you typed is kept, but not in force. The rule as it stood before keeps watch."
                                                                      : "What you typed is kept. The rule is not on yet.")});
  auto page = sheet(visit, 422, kinds, shown,
                    {{std::string(field_at_fault(shown)), too_many_words(*ready.finds_too_many)}, {"anyway", "Tick below if the rule is to be on as it is"}}, above);
  if (kept_before) return page;
  auto refused = access::draw_error(visit, access::UnitOfWork::conflict());
  access::UnitOfWork work(visit);
  put_rule(work, pass, ready.rule);
  return std::move(work).commit_and([page = std::move(page), refused = std::move(refused)](base::Result<void> written) {
    if (written) return page;
    if (written.error().kind == base::Error::Kind::unavailable) return web::text(503, written.error().for_user);
    return refused;
  });
}

base::Result<Answer> post_rule(Visit& visit, const KeepPass& pass) {
  const auto id = RuleId::parse(visit.match.part("rule"));
  if (!id) return base::Error::not_found("not an id");
  const auto known = known_of(visit);
  const auto& kinds = *known.kinds;
  const auto& form = visit.form();
  auto rule = read_rule_form(form, kinds);
  rule.id = *id;
  const auto stands = find_rule(pass, *id);
  rule.version = stands ? stands->version : 0;
  auto ready = prepare(visit, pass, rule, form.text("anyway") == "yes" ? Sure::yes : Sure::no);
  if (!ready && ready.error().kind != base::Error::Kind::invalid) return std::move(ready).error();
  if (!ready) return sheet(visit, 422, kinds, rule, ready.error().fields);
  if (form.text("try") == "yes") {
    TRY(const auto run, try_out(visit, pass, rule));
    const auto across = access::Door::caseload<May::pupil_find>(visit);
    return sheet(visit, 200, kinds, rule, {}, run && across ? web::card("Tried on last term", dry_run_matter(*across, *run)) : web::Html());
  }
  if (form.text("was") != std::to_string(rule.version)) {
    if (stands && !stands->draft && says_the_same(*stands, ready->rule)) return Answer(web::see_other(rule_url(rule.id)));
    web::Html theirs = web::alert(
        {.kind = web::AlertKind::warning,
         .title = "Changed meanwhile",
         .matter = web::html(
             "<p>Somebody changed this rule while you were writing. It now says: {} Yours is in the form. Save again to put yours on top.</p>",
             stands ? sentence(*stands, known) : "")});
    return sheet(visit, 409, kinds, rule, {}, theirs);
  }
  if (ready->finds_too_many) return keep_as_draft(visit, pass, kinds, *ready, stands);
  access::UnitOfWork work(visit);
  put_rule(work, pass, ready->rule);
  return then_go(visit, std::move(work), all_rules().with("done", "saved"));
}

/// Pupils whom the rule itself leaves alone while a plan of theirs is followed.
void add_followed(std::vector<std::vector<web::Html>>& rows, const AcrossPass& across, const Rule& rule) {
  if (rule.unless_plans.empty()) return;
  for (const auto& plan : plans::list_ever_followed(across, rule.unless_plans))
    if (plan.is_followed())
      rows.push_back({web::link(people::pupil_url(plan.pupil), plan.pupil_name),
                      web::html("<a class=\"govuk-link\" href=\"{}\">{}</a> is followed", web::Url::path("/pupils/{}/plans/{}", plan.pupil, plan.id), plan.title),
                      web::html("While it is"), web::html("The rule says so")});
}

web::Html exemptions_matter(Visit& visit, const AcrossPass& across, const Rule& rule,
                            const std::vector<base::FieldError>& errors) {
  web::Html out;
  std::vector<std::vector<web::Html>> rows;
  for (const auto& exemption : list_exemptions(across, rule.id))
    rows.push_back(
        {web::link(people::pupil_url(exemption.pupil), exemption.pupil_name), web::html("{}", exemption.reason),
         web::html("{}", base::to_text(exemption.until_on)),
         web::post_button(web::Url::path("/school/rules/{}/exemptions/{}/end", rule.id, exemption.id), visit.csrf_token(),
                          {.text = "Put back",
                           .look = web::ButtonLook::secondary,
                           .more = web::attr("aria-label", "Put " + exemption.pupil_name + " back")})});
  add_followed(rows, across, rule);
  if (rows.empty())
    out.add(web::body_text("Nobody. A pupil whose plan already deals with this can be taken out for a time."));
  else
    out.add(web::table({.caption = "Pupils this rule passes over",
                        .columns = {{"Pupil"}, {"Why"}, {"Until"}, {"Change"}},
                        .rows = std::move(rows),
                        .caption_hidden = true,
                        .stacked = true}));
  const auto& form = visit.form();
  web::PupilPicker picker{.label = "Which pupil? Type a name",
                          .error = web::message_for(errors, "pupil"),
                          .typed = std::string(form.text("pupil-search"))};
  if (!picker.typed.empty())
    for (const auto& pupil : people::find_by_name(across, picker.typed, 8))
      picker.offered.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
  web::Html fields = web::pupil_picker(picker);
  fields.add(web::text_input({.name = "reason",
                              .label = "Why",
                              .hint = "For example: the behaviour plan of 3 March watches this",
                              .value = std::string(form.text("reason")),
                              .error = web::message_for(errors, "reason")}));
  fields.add(web::day_input(
      {.name = "until", .label = "Until", .value = std::string(form.text("until")), .error = web::message_for(errors, "until")}));
  fields.add(web::button({.text = "Take the pupil out", .look = web::ButtonLook::secondary}));
  out.add(
      web::details({.summary = "Take a pupil out of this rule",
                    .matter = web::post_form(
                        {.action = web::Url::path("/school/rules/{}/exemptions", rule.id), .csrf = visit.csrf_token()}, fields),
                    .open = !errors.empty()}));
  return out;
}

web::Html log_matter(const AcrossPass& across, const RuleId& id) {
  const auto fired = list_fired(across, id, 100);
  if (fired.empty()) return web::body_text("It has found nothing yet.");
  std::vector<std::vector<web::Html>> rows;
  for (const auto& one : fired) {
    std::string told;
    for (const auto& name : one.told) told += (told.empty() ? "" : ", ") + name;
    rows.push_back({web::html("{}", access::moment_words(across.zone(), across.now(), one.at)),
                    web::link(people::pupil_url(one.pupil), one.pupil_name), record_links(one.because),
                    web::html("{}", told.empty() ? "Nobody: nobody with those roles may see it" : told)});
  }
  return web::table({.caption = "What it found, newest first",
                     .columns = {{"When"}, {"Pupil"}, {"Because of"}, {"Told"}},
                     .rows = std::move(rows),
                     .caption_hidden = true,
                     .stacked = true});
}

web::Response rule_page(Visit& visit, int status, const KeepPass& pass, const Rule& rule,
                        const std::vector<base::FieldError>& errors) {
  const auto known = known_of(visit);
  web::Html main =
      told(visit, {{"exempted", "The pupil is taken out of this rule."}, {"put-back", "The pupil is back in this rule."},
                   {"dropped", "The draft is thrown away. The rule stands as it did before."}});
  main.add(web::error_summary(errors));
  web::Html unfit;
  for (const auto& words : what_fits_no_more(pass, rule, known)) unfit.add("<p>{}</p>", words);
  if (!unfit.empty()) main.add(web::alert({.kind = web::AlertKind::warning, .title = "This rule does not do what it says", .matter = unfit}));
  main.add(web::heading("Rule", rule.name));
  main.add("<p class=\"govuk-body\">{} {}</p>", standing_of(rule), sentence(rule, known));
  if (const auto before = rule.draft ? find_in_force(pass, rule.id) : std::nullopt; before && before->active)
    main.add(web::inset_text(web::html("<p>The draft above is not in force. What keeps watch is: {}</p>", sentence(*before, known))));
  web::Html buttons = web::button_link(web::Url::path("/school/rules/{}/change", rule.id), "Change it", web::ButtonLook::secondary);
  if (rule.draft) buttons.add(web::button_link(draft_url(rule.id), "Throw the draft away", web::ButtonLook::secondary));
  main.add(web::button_group(buttons));
  if (const auto across = access::Door::caseload<May::pupil_find>(visit)) {
    const auto* kind = known.kinds->find(rule.kind);
    const bool reads = !kind || record::is_read_by(*kind, visit.who().roles);
    main.add(web::card("What it found", reads ? log_matter(*across, rule.id) : web::body_text("Only those who read this kind of record see what was found.")));
    main.add(web::card("Pupils it passes over", exemptions_matter(visit, *across, rule, errors)));
  }
  web::Html past;
  for (const auto& version : list_versions(pass, rule.id))
    past.add("<li>{}, {}: {} {}</li>", access::moment_words(visit.house().zone(), visit.now(), version.made_at), version.made_by,
             version.dropped        ? "The draft was thrown away."
             : version.rule.draft   ? "A draft."
             : version.rule.active  ? "On."
                                    : "Off.",
             version.dropped ? std::string() : sentence(version.rule, known));
  main.add(web::details(
      {.summary = "How it changed", .matter = web::html("<ul class=\"govuk-list govuk-list--spaced\">{}</ul>", past)}));
  auto head = head_of(rule.name, all_rules(), "Rules");
  head.outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors;
  return access::page(visit, status, head, main);
}

std::optional<Rule> rule_in_path(const Visit& visit, const KeepPass& pass) {
  const auto id = RuleId::parse(visit.match.part("rule"));
  return id ? find_rule(pass, *id) : std::nullopt;
}

base::Result<Answer> show_rule(Visit& visit, const KeepPass& pass) {
  const auto rule = rule_in_path(visit, pass);
  if (!rule) return base::Error::not_found("no such rule");
  return rule_page(visit, 200, pass, *rule, {});
}

base::Result<Answer> show_change(Visit& visit, const KeepPass& pass) {
  const auto rule = rule_in_path(visit, pass);
  if (!rule) return base::Error::not_found("no such rule");
  return sheet(visit, 200, *known_of(visit).kinds, *rule, {});
}

web::Response ask_whether_to_drop(Visit& visit, int status, const KeepPass& pass, const Rule& rule) {
  const auto known = known_of(visit);
  web::Html main;
  if (status == 409)
    main.add(web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                         .matter = web::html("<p>Somebody changed the draft after you opened this page. It is below as it says now.</p>")}));
  main.add(web::heading(rule.name, "Throw the draft away?"));
  main.add("<p class=\"govuk-body\">{}</p>", sentence(rule, known));
  const auto before = find_in_force(pass, rule.id);
  main.add(web::inset_text(before ? web::html("<p>The rule stands as it did before the draft{}: {}</p>", before->active ? " and keeps watch" : "", sentence(*before, known))
                                  : web::html("<p>It was never in force: no rule is left. It stays in the access log that there was one.</p>")));
  web::Html fields = web::hidden("was", std::to_string(rule.version));
  web::Html buttons = web::button({.text = "Throw it away", .look = web::ButtonLook::warning});
  buttons.add(web::button_link(rule_url(rule.id), "Keep it", web::ButtonLook::secondary));
  fields.add(web::button_group(buttons));
  main.add(web::post_form({.action = web::Url::path("/school/rules/{}/draft/end", rule.id), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, status, head_of("Throw the draft away?", rule_url(rule.id), "The rule"), main);
}

base::Result<Answer> show_draft(Visit& visit, const KeepPass& pass) {
  const auto rule = rule_in_path(visit, pass);
  if (!rule) return base::Error::not_found("no such rule");
  if (!rule->draft) return web::see_other(rule_url(rule->id));
  return ask_whether_to_drop(visit, 200, pass, *rule);
}

base::Result<Answer> post_draft_end(Visit& visit, const KeepPass& pass) {
  const auto id = RuleId::parse(visit.match.part("rule"));
  if (!id || !was_rule(pass, *id)) return base::Error::not_found("no such rule");
  const auto rule = find_rule(pass, *id);
  if (!rule) return web::see_other(all_rules().with("done", "dropped"));  // pressed twice
  if (!rule->draft) return web::see_other(rule_url(*id).with("done", "dropped"));
  if (visit.form().text("was") != std::to_string(rule->version)) return ask_whether_to_drop(visit, 409, pass, *rule);
  access::UnitOfWork work(visit);
  drop_draft(work, pass, *rule);
  return then_go(visit, std::move(work), (find_in_force(pass, *id) ? rule_url(*id) : all_rules()).with("done", "dropped"));
}

base::Result<Answer> post_exemption(Visit& visit, const KeepPass& pass) {
  const auto rule = rule_in_path(visit, pass);
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!rule || !across) return base::Error::not_found("no such rule");
  const auto kinds = known_of(visit).kinds;
  const auto* kind = kinds->find(rule->kind);
  if (!kind) return base::Error::not_found("a kind that is gone");
  const auto& form = visit.form();
  std::vector<base::FieldError> wrong;
  std::optional<access::PupilId> pupil;
  for (const auto text : form.all("pupil"))
    if (const auto id = access::PupilId::parse(text); id && !people::load_all(*across, {*id}).empty()) pupil = id;
  if (!pupil) wrong.push_back({"pupil", "Choose a pupil"});
  const auto reason = base::Text<200>::make(form.text("reason"));
  if (!reason || reason->empty()) wrong.push_back({"reason", "Enter why, in 200 characters or fewer"});
  const auto until = base::parse_iso_date(form.text("until"));
  if (!until || *until < visit.today() || *until > visit.today() + 400)
    wrong.push_back({"until", "Enter a day within the next year"});
  if (!wrong.empty()) return rule_page(visit, 422, pass, *rule, wrong);
  access::UnitOfWork work(visit);
  exempt(work, pass, {visit.fresh<ExemptionId>(), rule->id, *pupil, kind->info_class, reason->text(), *until});
  return then_go(visit, std::move(work), rule_url(rule->id).with("done", "exempted"));
}

base::Result<Answer> post_exemption_end(Visit& visit, const KeepPass& pass) {
  const auto rule = rule_in_path(visit, pass);
  const auto id = ExemptionId::parse(visit.match.part("exemption"));
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!rule || !id || !across) return base::Error::not_found("no such exemption");
  const auto live = list_exemptions(*across, rule->id);
  if (std::none_of(live.begin(), live.end(), [&](const Exemption& one) { return one.id == *id; }))
    return base::Error::not_found("no such exemption, or of a pupil they may not know of");
  access::UnitOfWork work(visit);
  end_exemption(work, pass, *id, rule->id);
  return then_go(visit, std::move(work), rule_url(rule->id).with("done", "put-back"));
}

}  // namespace

void add_rule_routes(access::Routes& routes) {
  routes.get("/school/rules", show_rules);
  routes.get("/school/rules/new", show_new);
  routes.get("/school/rules/{rule}", show_rule);
  routes.post("/school/rules/{rule}", post_rule);
  routes.get("/school/rules/{rule}/change", show_change);
  routes.get("/school/rules/{rule}/draft", show_draft);
  routes.post("/school/rules/{rule}/draft/end", post_draft_end);
  routes.post("/school/rules/{rule}/exemptions", post_exemption);
  routes.post("/school/rules/{rule}/exemptions/{exemption}/end", post_exemption_end);
}

}  // namespace rules
