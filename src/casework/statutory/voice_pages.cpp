// Who is asked for advice and invited: when it was asked for, when it came, what they say.
#include "access/frame.h"
#include "access/told.h"
#include "casework/statutory/desk.h"
#include "casework/statutory/frame_form.h"
#include "casework/statutory/statutory_pages.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace statutory {
namespace {

using access::Answer;
using access::Visit;

struct VoiceSheet {
  Voice voice;
  web::Form typed;
  VoiceIs what = VoiceIs::fresh;
  Errors errors = {};
  int status = 200;
  web::Html above = {};
};

web::Response draw(Visit& visit, const Desk& desk, const VoiceSheet& sheet) {
  const auto value = [&](std::string_view name) { return std::string(sheet.typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(sheet.errors, name); };
  const auto day = [&](std::string name, std::string label) {
    const auto wrong = error(name), stands = value(name);
    return web::day_input({.name = std::move(name), .label = std::move(label), .value = stands, .error = wrong});
  };
  std::vector<web::Option> parties;
  for (std::size_t n = 0; n < party_count; ++n) parties.push_back({std::string(code(static_cast<Party>(n))), std::string(title(static_cast<Party>(n)))});
  web::Html fields = web::hidden("id", sheet.voice.id.text());
  fields.add(web::hidden("was", std::to_string(sheet.voice.version)));
  fields.add(web::select({.name = "party", .label = "Who?", .options = parties, .value = value("party"), .error = error("party")}));
  fields.add(web::text_input({.name = "name", .label = "Name and post (optional)", .value = value("name"), .error = error("name"), .autocomplete = "off", .width = web::InputWidth::thirty}));
  fields.add(day("asked_on", "Advice asked for on (optional)"));
  fields.add(day("received_on", "Advice received on (optional)"));
  if (desk.procedure.sort == Sort::review) {
    fields.add(day("invited_on", "Invited on (optional)"));
    fields.add(web::radios({.name = "came", .legend = "Did they come to the meeting?", .choices = {{"yes", "Yes"}, {"no", "No"}, {"", "Not held yet"}}, .value = value("came"), .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row}));
  }
  fields.add(web::textarea({.name = "words", .label = "What they say (optional)", .hint = "It goes into the report, in their own words where you can.", .value = value("words"), .error = error("words"), .most = 6000}));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  const auto there = sheet.what == VoiceIs::fresh ? web::Url::path("/pupils/{}/statutory/{}/voices", desk.procedure.pupil, desk.procedure.id)
                                                  : web::Url::path("/pupils/{}/statutory/{}/voices/{}", desk.procedure.pupil, desk.procedure.id, sheet.voice.id);
  const std::string heading = sheet.what == VoiceIs::fresh ? "Add somebody" : std::string(title(sheet.voice.party));
  web::Html main = web::error_summary(sheet.errors);
  main.add(web::heading(desk.pupil.name() + ", " + std::string(title(desk.procedure.sort)), heading));
  main.add(sheet.above);
  main.add(web::post_form({.action = there, .csrf = visit.csrf_token(), .draft = "voice:" + sheet.voice.id.text()}, fields));
  return access::page(visit, sheet.status, {.title = heading, .place = access::Place::pupils, .before = web::back_link(desk.url(), title(desk.procedure.sort)), .outcome = outcome_of(sheet.errors)}, main);
}

web::Form form_of(const Voice& voice) {
  web::Form out;
  out.add("party", std::string(code(voice.party)));
  out.add("name", voice.name);
  for (const auto& [name, day] : {std::pair{"asked_on", voice.asked_on}, std::pair{"received_on", voice.received_on}, std::pair{"invited_on", voice.invited_on}})
    out.add(name, day ? base::to_iso(*day) : "");
  out.add("came", voice.came);
  out.add("words", voice.words);
  return out;
}

Voice read(const web::Form& typed, const VoiceId& id, base::LocalDate today, Errors& wrong) {
  Voice out;
  out.id = id;
  const auto party = party_of(typed.text("party"));
  if (!party) wrong.push_back({"party", "Select who it is"});
  out.party = party.value_or(Party::parent);
  out.name = typed_text(typed, "name");
  out.asked_on = read_day(typed, "asked_on", "", wrong);
  out.received_on = read_day(typed, "received_on", "", wrong);
  out.invited_on = read_day(typed, "invited_on", "", wrong);
  out.came = typed.text("came") == "yes" ? "yes" : typed.text("came") == "no" ? "no" : "";
  out.words = typed_text(typed, "words");
  for (auto& each : check(out, today)) wrong.push_back(std::move(each));
  return out;
}

bool is_same(const Voice& a, const Voice& b) {
  return a.party == b.party && a.name == b.name && a.asked_on == b.asked_on && a.received_on == b.received_on && a.invited_on == b.invited_on && a.came == b.came && a.words == b.words;
}

base::Result<Desk> open_for_voices(Visit& visit, const WritePass& pass) {
  TRY(auto desk, open_to_write(visit, pass));
  if (!desk.procedure.is_open()) return base::Error::not_found("it is over");
  return desk;
}

base::Result<Answer> show_fresh(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_for_voices(visit, pass));
  Voice voice;
  voice.id = visit.fresh<VoiceId>();
  web::Form typed;
  typed.add("party", "specialist");
  return draw(visit, desk, {voice, std::move(typed)});
}

base::Result<Answer> post_fresh(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_for_voices(visit, pass));
  const auto id = VoiceId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("a voice without its id");
  Errors wrong;
  const auto voice = read(visit.form(), *id, visit.today(), wrong);
  if (!wrong.empty()) return draw(visit, desk, {voice, visit.form(), VoiceIs::fresh, wrong, 422});
  access::UnitOfWork work(visit);
  TRY_DO(put_voice(work, pass, desk.procedure, voice, VoiceIs::fresh));
  return access::then_go(visit, std::move(work), desk.url().with("done", "voice"));
}

/// The one of the address, of this procedure.
const Voice* voice_in(const Visit& visit, const Desk& desk) {
  const auto found = std::find_if(desk.voices.begin(), desk.voices.end(), [&](const Voice& each) { return each.id.text() == visit.match.part("voice"); });
  return found == desk.voices.end() ? nullptr : &*found;
}

base::Result<Answer> show_known(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_for_voices(visit, pass));
  const auto* known = voice_in(visit, desk);
  if (!known) return base::Error::not_found("no such voice");
  return draw(visit, desk, {*known, form_of(*known), VoiceIs::known});
}

base::Result<Answer> post_known(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_for_voices(visit, pass));
  const auto* known = voice_in(visit, desk);
  if (!known) return base::Error::not_found("no such voice");
  Errors wrong;
  auto voice = read(visit.form(), known->id, visit.today(), wrong);
  voice.version = known->version;
  if (!wrong.empty()) return draw(visit, desk, {voice, visit.form(), VoiceIs::known, wrong, 422});
  if (is_same(voice, *known)) return web::see_other(desk.url().with("done", "voice"));
  if (visit.form().text("was") != std::to_string(known->version)) {
    web::Html theirs = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                                   .matter = web::html("<p>Somebody else saved this while you were writing. Yours is in the form, theirs is here. Save again to put yours in its place.</p><p class=\"app-words\">{}</p>", known->words)});
    return draw(visit, desk, {voice, visit.form(), VoiceIs::known, {}, 409, theirs});
  }
  access::UnitOfWork work(visit);
  TRY_DO(put_voice(work, pass, desk.procedure, voice, VoiceIs::known));
  return access::then_go(visit, std::move(work), desk.url().with("done", "voice"));
}

}  // namespace

void add_voice_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/statutory/{procedure}/voices", show_fresh);
  routes.post("/pupils/{pupil}/statutory/{procedure}/voices", post_fresh);
  routes.get("/pupils/{pupil}/statutory/{procedure}/voices/{voice}", show_known);
  routes.post("/pupils/{pupil}/statutory/{procedure}/voices/{voice}", post_known);
}

}  // namespace statutory
