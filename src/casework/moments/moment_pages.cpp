// The full-screen page: what to say and do next, huge; every tap a time; help; over. It works without JavaScript; with it, taps that
// cannot be sent wait on the device and go when they can (assets/src/moment.ts).
#include "casework/moments/moment_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/moments/moment_store.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "record/catalogue.h"
#include "record/kind_form.h"
#include "record/new_record.h"
#include "record/notice_store.h"
#include "record/school_offers.h"
#include "record/who_when.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace moments {
namespace {

using access::Answer;
using access::Visit;

web::Url moment_url(const MomentId& id) { return web::Url::path("/moments/{}", id); }
web::Url taps_url(const MomentId& id) { return web::Url::path("/moments/{}/taps", id); }

/// Only what nobody has to think about: one tap starts it.
base::Result<Answer> show_start(Visit& visit, const AddPass& pass) {
  const auto own = access::Door::staff<May::entries_own>(visit);
  if (own)
    if (const auto running = find_running(*own); running && running->pupil == pass.pupil())
      return Answer(web::see_other(moment_url(running->id)));
  const auto pupil = people::load(pass);
  web::Html main = web::heading("In the moment", pupil.name());
  main.add(web::post_form({.action = web::Url::path("/pupils/{}/moments", pupil.id), .csrf = visit.csrf_token()},
                          web::html("{}<button type=\"submit\" class=\"app-moment__start\">Start</button>",
                                    web::hidden("id", visit.fresh<MomentId>().text()))));
  const auto own_steps = pupil_script(pass, pupil.id);
  if (!own_steps.steps.empty()) {
    web::Html list;
    for (const auto& step : own_steps.steps) list.add("<li>{}</li>", step.words);
    main.add(web::card("What helps " + pupil.given, web::html("<ol class=\"govuk-list govuk-list--number\">{}</ol>", list)));
  }
  if ((pass.grants().for_pupil(pupil.id).classes(access::Act::add) & access::bit(access::InfoClass::c5_profile)) != 0)
    main.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Change {}’s own steps</a></p>",
             web::Url::path("/pupils/{}/calm", pupil.id), pupil.given);
  return access::page(visit, 200,
                      {.title = "In the moment",
                       .before = web::back_link(people::pupil_url(pupil.id), pupil.name()),
                       .width = web::FrameWidth::narrow},
                      main);
}

base::Result<Answer> post_start(Visit& visit, const AddPass& pass) {
  const auto id = MomentId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("not an id");
  access::UnitOfWork work(visit);
  start(work, pass, *id);
  return then_go(visit, std::move(work), moment_url(*id));
}

std::optional<Moment> moment_in_path(const Visit& visit, const OwnPass& pass) {
  const auto id = MomentId::parse(visit.match.part("moment"));
  return id ? find_own(pass, *id) : std::nullopt;
}

web::Html tap_button(Visit& visit, const Moment& moment, std::string_view code, std::string_view words, std::string_view look,
                     bool done) {
  web::Html fields = web::hidden("tap", visit.fresh<TapId>().text());
  fields.add(web::hidden("code", code));
  fields.add(
      "<button type=\"submit\" class=\"app-moment__tap {}\"{}><span class=\"app-moment__words\">{}</span>{}</button>", look,
      done ? web::attr("data-done", "yes") : web::Attribute{}, words,
      done
          ? web::html(
                "<span class=\"app-moment__tick\" aria-hidden=\"true\">✓</span><span class=\"govuk-visually-hidden\"> (done)</span>")
          : web::Html{});
  return web::post_form({.action = taps_url(moment.id), .csrf = visit.csrf_token(), .more = web::attr("data-tap", code)}, fields);
}

web::Html time_line(const Visit& visit, const Moment& moment, const std::vector<Tap>& taps) {
  const auto& zone = visit.house().zone();
  web::Html out = web::html("<li><time>{}</time> Started</li>", base::to_text(zone.to_local(moment.started_at).time));
  for (const auto& tap : taps) out.add("<li><time>{}</time> {}</li>", base::to_text(zone.to_local(tap.at).time), tap.words);
  return web::html("<ol class=\"govuk-list app-moment__line\" data-moment-line>{}</ol>", out);
}

/// Who was told, with the number of each who has one; where nobody has, what to do instead.
web::Html comers(Visit& visit, const OwnPass& pass, const Moment& moment) {
  web::Html out;
  bool can_be_rung = false;
  for (const auto& comer : list_comers(visit, pass, moment.pupil)) {
    can_be_rung = can_be_rung || !comer.phone.empty();
    if (comer.phone.empty())
      out.add("<li>{}, {}</li>", comer.name, comer.post);
    else
      out.add("<li><a class=\"govuk-link\" href=\"{}\">{}, {}: {}</a></li>", web::Url::telephone(comer.phone), comer.name,
              comer.post, comer.phone);
  }
  auto list = web::html("<ul class=\"govuk-list\">{}</ul>", out);
  if (!can_be_rung) list.add(web::body_text("No telephone is written down for them. Send somebody, or ring the office."));
  return list;
}

bool was_tapped(const std::vector<Tap>& taps, std::string_view code) {
  return std::any_of(taps.begin(), taps.end(), [&](const Tap& tap) { return tap.code == code; });
}

base::Result<Answer> show_moment(Visit& visit, const OwnPass& pass) {
  const auto moment = moment_in_path(visit, pass);
  if (!moment) return base::Error::not_found("no such moment, or not theirs");
  if (moment->ended_at) return Answer(web::see_other(web::Url::path("/moments/{}/draft", moment->id)));
  const auto taps = list_taps(pass, moment->id);
  const auto own_steps = pupil_script(pass, moment->pupil);
  web::Html main = web::html("<h1 class=\"govuk-heading-l\">{}<span class=\"govuk-caption-m\">since {}</span></h1>",
                             moment->pupil_name, base::to_text(visit.house().zone().to_local(moment->started_at).time));
  const bool called = was_tapped(taps, help_code);
  main.add(tap_button(visit, *moment, help_code, called ? "Help has been called. Call again" : "I need help",
                      "app-moment__tap--help", false));  // its words say that it is done
  if (called)
    main.add(
        web::details({.summary = "Who was told", .matter = comers(visit, pass, *moment), .open = true}));
  web::Html steps;
  for (const auto& step : own_steps.steps)
    steps.add(
        tap_button(visit, *moment, "own_" + step.code, step.words, "app-moment__tap--own", was_tapped(taps, "own_" + step.code)));
  if (!steps.empty())
    main.add("<h2 class=\"govuk-heading-m\">What helps this pupil</h2><div class=\"app-moment__taps\">{}</div>", steps);
  web::Html script;
  for (const auto& step : school_script(pass).steps)
    script.add(tap_button(visit, *moment, step.code, step.words, "", was_tapped(taps, step.code)));
  main.add("<h2 class=\"govuk-heading-m\">The school’s script</h2><div class=\"app-moment__taps\">{}</div>", script);
  web::Html facts = tap_button(visit, *moment, hurt_code, "Somebody is hurt", "app-moment__tap--fact", false);
  facts.add(tap_button(visit, *moment, hold_code, "I am holding the pupil", "app-moment__tap--fact", false));
  facts.add(tap_button(visit, *moment, let_go_code, "I let go", "app-moment__tap--fact", false));
  facts.add(tap_button(visit, *moment, safe_code, "Calmer now", "app-moment__tap--fact", false));
  main.add("<h2 class=\"govuk-heading-m\">Write down the time</h2><div class=\"app-moment__taps\">{}</div>", facts);
  main.add(web::post_form({.action = web::Url::path("/moments/{}/end", moment->id),
                           .csrf = visit.csrf_token(),
                           .more = web::attr("data-moment-end", "yes")},
                          web::html("<button type=\"submit\" class=\"app-moment__end\">It is over</button>")));
  main.add("<h2 class=\"govuk-heading-m\">So far</h2><div aria-live=\"polite\">{}</div>", time_line(visit, *moment, taps));
  return access::page(visit, 200, {.title = "In the moment", .width = web::FrameWidth::narrow},
                      web::html("<div class=\"app-moment\" data-moment=\"{}\">{}</div>", moment->id.text(), main));
}

/// The words of a tap, from the scripts: what the device sends is only a code.
std::optional<std::string> words_of(const OwnPass& pass, const Moment& moment, std::string_view code) {
  if (code == help_code) return "Called for help.";
  if (code == hurt_code) return "Somebody was hurt.";
  if (code == hold_code) return "Held the pupil.";
  if (code == let_go_code) return "Let go.";
  if (code == safe_code) return "Calmer.";
  for (const auto& step : school_script(pass).steps)
    if (step.code == code) return step.words;
  if (code.starts_with("own_"))
    for (const auto& step : pupil_script(pass, moment.pupil).steps)
      if (step.code == code.substr(4)) return step.words;
  return std::nullopt;
}

base::Result<Answer> post_tap(Visit& visit, const OwnPass& pass) {
  const auto moment = moment_in_path(visit, pass);
  const auto& form = visit.form();
  const auto id = TapId::parse(form.text("tap"));
  if (!moment || !id) return base::Error::not_found("no such moment, or no id");
  const auto words = words_of(pass, *moment, form.text("code"));
  if (!words) return base::Error::not_found("no such step");
  access::UnitOfWork work(visit);
  tap(work, pass, *moment,
      {*id, believed(base::parse_iso_time(form.text("at")), *moment, visit.now()), std::string(form.text("code")), *words});
  if (form.text("code") == help_code)
    for (const auto& comer : list_comers(visit, pass, moment->pupil))
      work.also(record::insert_notice(
          {record::NoticeId(work.fresh_bytes()), comer.staff, "help", moment->id.bytes(), moment->pupil,
           access::InfoClass::c0_directory, fmt::format("{} asks for help, now.", pass.who().name), record::Urgency::at_once},
          work.now()));
  return then_go(visit, std::move(work), moment_url(moment->id));
}

base::Result<Answer> post_end(Visit& visit, const OwnPass& pass) {
  const auto moment = moment_in_path(visit, pass);
  if (!moment) return base::Error::not_found("no such moment");
  access::UnitOfWork work(visit);
  end(work, pass, *moment, believed(base::parse_iso_time(visit.form().text("at")), *moment, visit.now()));
  return then_go(visit, std::move(work), web::Url::path("/moments/{}/draft", moment->id));
}

/// The Write sheet of the behaviour kind with everything that is known in it; it is saved like any other.
base::Result<Answer> show_draft(Visit& visit, const OwnPass& pass) {
  const auto moment = moment_in_path(visit, pass);
  const auto in_force = visit.house().room<record::Catalogue>().find("behaviour");
  if (!moment || !in_force || !record::may_add(visit.grants(), *in_force->kind, moment->pupil))
    return base::Error::not_found("no moment to write up");
  const record::RecordId written(moment->id.bytes());
  if (record::own_digest(pass, written)) return Answer(web::see_other(web::Url::path("/records/{}", written)));
  const auto& kind = *in_force->kind;
  const auto typed = draft_of(*moment, list_taps(pass, moment->id), kind, visit.house().zone());
  web::Html main = web::heading("It is over. Write it up", kind.title);
  main.add(
      web::inset_text(web::html("<p>The times are in it. Look after yourself first: this stays here until you come back.</p>")));
  web::Html fields = web::hidden("id", written.text());
  fields.add(web::hidden("kind", kind.id));
  fields.add(record::who_field(visit, kind, typed, {}));
  fields.add(record::kind_fields(kind, typed, {}, visit.today(), record::offers_for(visit, kind)));
  fields.add(record::when_fields(typed, {}, "when it started"));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  main.add(web::post_form({.action = web::Url::path("/records"),
                           .csrf = visit.csrf_token(),
                           .draft = "moment:" + moment->id.text(),
                           .files = record::has_files(kind)},
                          fields));
  return access::page(visit, 200, {.title = "Write it up", .place = access::Place::write}, main);
}

}  // namespace

void add_moment_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/moments", show_start);
  routes.post("/pupils/{pupil}/moments", post_start);
  routes.get("/moments/{moment}", show_moment);
  routes.post("/moments/{moment}/taps", post_tap);
  routes.post("/moments/{moment}/end", post_end);
  routes.get("/moments/{moment}/draft", show_draft);
}

}  // namespace moments
