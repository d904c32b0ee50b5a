// Who writes and who reads a kind of the school's own, and retiring it: what will follow is told in words before anything is saved; more readers of
// what is sensitive need a second person.
#include "access/frame.h"
#include "access/moment_words.h"
#include "record/kind_desk.h"
#include "record/kind_pages.h"
#include "record/own_kind.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace record {
namespace {

using access::Answer;
using access::Visit;
using Deed = KindChange::Deed;
using Errors = std::vector<base::FieldError>;
using Roles = std::vector<access::Role>;

web::Url access_url(std::string_view kind) { return web::Url::path("/school/kinds/{}/access", kind); }
web::Url retirement_url(std::string_view kind) { return web::Url::path("/school/kinds/{}/retirement", kind); }

bool ever(const Kind& kind, access::Role role, access::Act act) {
  for (std::size_t r = 0; r < access::relation_count; ++r)
    if (allows(kind, role, static_cast<access::Relation>(r), act)) return true;
  return false;
}

Roles those_who(const Kind& kind, access::Act act) {
  Roles out;
  for (std::size_t r = 0; r < access::role_count; ++r)
    if (ever(kind, static_cast<access::Role>(r), act)) out.push_back(static_cast<access::Role>(r));
  return out;
}

Roles without(const Roles& all, const Roles& taken) {
  Roles out;
  for (const auto role : all)
    if (std::find(taken.begin(), taken.end(), role) == taken.end()) out.push_back(role);
  return out;
}

std::string titles(const Roles& roles) {
  std::string out;
  for (const auto role : roles) out += (out.empty() ? "" : ", ") + std::string(access::title(role));
  return out;
}

bool is_sensitive(const Kind& kind) { return kind.info_class >= access::InfoClass::c8_intimate; }

/// More people would read what is sensitive: not one person's to decide.
bool needs_two(const Kind& before, const Kind& after) {
  return is_sensitive(before) && !without(those_who(after, access::Act::see), those_who(before, access::Act::see)).empty();
}

std::string records_words(std::int64_t count) {
  return count == 0 ? "There is no record of it yet." : count == 1 ? "One record of it stands now; it is held to this too." : fmt::format("{} records of it stand now; they are held to this too.", count);
}

std::int64_t count_of(const KindPass& pass, std::string_view kind) {
  const auto counts = count_by_kind(pass);
  const auto found = counts.find(std::string(kind));
  return found == counts.end() ? 0 : found->second;
}

/// What will be otherwise, in sentences.
std::vector<std::string> consequences(const Visit& visit, const Kind& before, const Kind& after, std::int64_t count) {
  std::vector<std::string> out;
  const auto tell = [&](access::Act act, std::string_view gained_words, std::string_view lost_words) {
    const auto was = those_who(before, act), is = those_who(after, act);
    if (const auto gained = without(is, was); !gained.empty()) out.push_back(titles(gained) + ": " + std::string(gained_words));
    if (const auto lost = without(was, is); !lost.empty()) out.push_back(titles(lost) + ": " + std::string(lost_words));
  };
  tell(access::Act::add, "can write it from now on.", "cannot write it any more. What they wrote stays, and they can still correct it.");
  tell(access::Act::see, "will read every record of it about the pupils whose information of this kind they see, those written before too.",
       "will not read it any more, but for what they wrote themselves.");
  const auto& mine = visit.who().roles;
  const auto reads = [&](const Kind& kind) { return std::any_of(mine.begin(), mine.end(), [&](access::Role role) { return ever(kind, role, access::Act::see); }); };
  if (reads(before) && !reads(after)) out.emplace_back("You will not read it any more yourself.");
  out.push_back(records_words(count));
  return out;
}

web::Html bullets(const std::vector<std::string>& lines) {
  web::Html out;
  out.add("<ul class=\"govuk-list govuk-list--bullet\">");
  for (const auto& line : lines) out.add("<li>{}</li>", line);
  out.add("</ul>");
  return out;
}

web::Response draw(Visit& visit, const KindDesk& desk, int status, std::string title, const Errors& wrong, const web::Html& matter) {
  web::Html main = web::error_summary(wrong);
  if (status == 409) main.add(late_alert(desk));
  main.add(web::heading(desk.kind().title, title));
  main.add(matter);
  return access::page(visit, status, {.title = std::move(title), .place = access::Place::school, .before = web::back_link(kind_url(desk.base.id), desk.kind().title),
                                      .outcome = status == 422 ? web::FrameOutcome::form_errors : web::FrameOutcome::fine}, main);
}

base::Result<KindDesk> find_own_desk(Visit& visit, const KindPass& pass) {
  TRY(auto desk, find_desk(visit, pass));
  if (!desk.base.own) return base::Error::not_found("not a kind of the school's own");
  return desk;
}

// ---- Who writes and reads

std::vector<std::string> codes(const Roles& roles) {
  std::vector<std::string> out;
  for (const auto role : roles) out.emplace_back(access::code(role));
  return out;
}

std::vector<std::string> ticked(const web::Form& form, std::string_view name) {
  std::vector<std::string> out;
  for (const auto value : form.all(name)) out.emplace_back(value);
  return out;
}

/// Only roles the policy lets do this with the class: another box would do nothing.
std::vector<web::Choice> roles_for(const Kind& kind, access::Act act) {
  Kind open = kind;
  open.workflow.read = open.workflow.write = {};
  std::vector<web::Choice> out;
  for (const auto role : those_who(open, act)) out.push_back({.value = std::string(access::code(role)), .text = std::string(access::title(role))});
  return out;
}

web::Response draw_access(Visit& visit, const KindDesk& desk, int status, const std::vector<std::string>& writers, const std::vector<std::string>& readers, const Errors& wrong) {
  const auto& kind = desk.kind();
  web::Html fields = web::hidden("was", std::to_string(desk.version()));
  fields.add(web::checkboxes({.name = "write_roles", .legend = "Who writes it?", .choices = roles_for(kind, access::Act::add), .values = writers,
                              .hint = "None ticked: everybody who may write this kind of information.", .error = web::message_for(wrong, "write_roles"), .legend_as = web::LabelAs::small}));
  fields.add(web::checkboxes({.name = "read_roles", .legend = "Who reads it?", .choices = roles_for(kind, access::Act::see), .values = readers,
                              .hint = "None ticked: everybody who may read this kind of information of the pupil. Authors always keep their own words.",
                              .error = web::message_for(wrong, "read_roles"), .legend_as = web::LabelAs::small}));
  fields.add(web::button({.text = "Show what will follow"}));
  return draw(visit, desk, status, "Who writes and reads it", wrong, web::post_form({.action = access_url(desk.base.id), .csrf = visit.csrf_token()}, fields));
}

base::Result<Answer> show_access(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_own_desk(visit, pass));
  return draw_access(visit, desk, 200, codes(desk.kind().workflow.write.roles), codes(desk.kind().workflow.read.roles), {});
}

KindChange roles_change(Deed deed, std::vector<std::string> roles) {
  KindChange change;
  change.deed = deed;
  change.order = std::move(roles);
  return change;
}

base::Result<Answer> post_access(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_own_desk(visit, pass));
  const auto& kind = desk.kind();
  const auto& form = visit.form();
  const auto writers = ticked(form, "write_roles"), readers = ticked(form, "read_roles");
  if (is_late(visit, desk)) return draw_access(visit, desk, 409, writers, readers, {});
  auto edit = desk.edit();
  if (writers != codes(kind.workflow.write.roles)) edit.add(roles_change(Deed::set_writers, writers), "write_roles");
  if (readers != codes(kind.workflow.read.roles)) edit.add(roles_change(Deed::set_readers, readers), "read_roles");
  if (edit.empty()) return draw_access(visit, desk, 422, writers, readers, {{"", "Nothing was changed. Tick or untick somebody first"}});
  const auto changes = edit.finish();
  if (!changes) return draw_access(visit, desk, 422, writers, readers, changes.error().fields);
  const auto after = apply_what_fits(desk.base, *changes).kind;
  const bool two = needs_two(kind, after);
  if (form.text("sure") != "yes") {
    web::Html fields = web::hidden("was", std::to_string(desk.version()));
    fields.add(web::hidden("sure", "yes"));
    for (const auto& role : writers) fields.add(web::hidden("write_roles", role));
    for (const auto& role : readers) fields.add(web::hidden("read_roles", role));
    fields.add(web::button({.text = two ? "Ask a second person" : "Save it"}));
    web::Html matter = bullets(consequences(visit, kind, after, count_of(pass, kind.id)));
    if (two) matter.add(web::warning_text("This is sensitive information. A second person who administers kinds must agree before anybody else reads it."));
    matter.add(web::post_form({.action = access_url(kind.id), .csrf = visit.csrf_token()}, fields));
    matter.add(web::body_text("Nothing is saved yet."));
    return draw(visit, desk, 200, "What will follow", {}, matter);
  }
  if (!two) return save_changes(visit, pass, desk, *changes, kind_url(kind.id).with("done", "saved"));
  if (find_wish(pass, kind.id)) return draw_access(visit, desk, 422, writers, readers, {{"", "Somebody has asked for a change already. It waits for a second person"}});
  access::UnitOfWork work{visit};
  ask_for_readers(work, pass, kind.id, desk.version(), web::to_json(to_json(*changes)));
  return std::move(work).commit_and([then = kind_url(kind.id).with("done", "asked")](base::Result<void> written) {
    if (written) return web::see_other(then);
    return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

/// The second person's yes or no.
base::Result<Answer> post_decision(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_own_desk(visit, pass));
  const auto wish = find_wish(pass, desk.base.id);
  const auto answer = visit.form().text("answer");
  if (!wish || wish->asked_by == visit.who().id || (answer != "agree" && answer != "refuse")) return base::Error::not_found("no wish to decide on, or not theirs to decide");
  const bool agreed = answer == "agree";
  if (agreed && wish->was_version != desk.version())
    return draw(visit, desk, 409, "Somebody changed this kind meanwhile", {}, web::body_text("Refuse what was asked, and let it be asked anew on what stands now."));
  access::UnitOfWork work{visit};
  decide_wish(work, pass, desk.base.id, *wish, agreed ? Decision::agree : Decision::refuse);
  if (agreed) write_down_readers(work, desk.base.id, apply_what_fits(desk.base, wish->changes).kind.workflow.read.roles);
  return std::move(work).commit_and([house = &visit.house(), agreed, then = kind_url(desk.base.id).with("done", agreed ? "agreed" : "refused")](base::Result<void> written) {
    if (!written) return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
    if (agreed) take_up(*house);
    return web::see_other(then);
  });
}

// ---- Retiring

base::Result<Answer> show_retirement(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_own_desk(visit, pass));
  const auto& kind = desk.kind();
  const auto count = count_of(pass, kind.id);
  web::Html fields = web::hidden("was", std::to_string(desk.version()));
  fields.add(web::hidden("deed", kind.retired ? "bring_back" : "retire"));
  fields.add(web::button({.text = kind.retired ? "Let it be written again" : "Stop writing it", .look = kind.retired ? web::ButtonLook::primary : web::ButtonLook::warning}));
  web::Html matter = kind.retired
                         ? bullets({"Its button stands on Write again, with the words and fields it has now.", "What was written before stays as it is."})
                         : bullets({"Its button goes from Write, and programs cannot add it any more.",
                                    count == 0 ? std::string("There is no record of it yet.")
                                               : fmt::format("{} written before can be read, corrected, searched, counted and exported as now, by the same people.", count == 1 ? "The one record" : "The " + std::to_string(count) + " records"),
                                    "Rules about it stay, and find nothing new.", "It can be brought back on this page at any time."});
  matter.add(web::post_form({.action = retirement_url(kind.id), .csrf = visit.csrf_token()}, fields));
  return draw(visit, desk, 200, kind.retired ? "Let it be written again?" : "Stop writing it?", {}, matter);
}

base::Result<Answer> post_retirement(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_own_desk(visit, pass));
  const bool retire = visit.form().text("deed") == "retire";
  if (!retire && visit.form().text("deed") != "bring_back") return base::Error::not_found("no such deed");
  const auto then = kind_url(desk.base.id).with("done", retire ? "retired" : "written");
  if (desk.kind().retired == retire) return web::see_other(then);  // pressed twice
  if (is_late(visit, desk)) return draw(visit, desk, 409, "Somebody changed this kind meanwhile", {}, web::link(retirement_url(desk.base.id), "Look at it again"));
  auto edit = desk.edit();
  KindChange change;
  change.deed = retire ? Deed::retire : Deed::bring_back;
  edit.add(std::move(change), "");
  TRY(const auto changes, edit.finish());
  return save_changes(visit, pass, desk, changes, then);
}

}  // namespace

web::Html own_kind_deeds(const Visit& visit, const KindPass& pass, const KindDesk& desk) {
  if (!desk.base.own) return {};
  const auto& kind = desk.kind();
  web::Html out;
  if (const auto wish = find_wish(pass, kind.id)) {
    const auto after = apply_what_fits(desk.base, wish->changes).kind;
    web::Html words = web::html("<p>{} asked {}:</p>", wish->asked_by_name, access::moment_words(visit.house().zone(), visit.now(), wish->asked_at));
    words.add(bullets(consequences(visit, kind, after, count_of(pass, kind.id))));
    if (wish->asked_by == visit.who().id) {
      words.add("<p>A second person who administers kinds must agree.</p>");
    } else {
      web::Html buttons = web::button({.text = "Agree", .name = "answer", .value = "agree"});
      buttons.add(web::button({.text = "Refuse", .look = web::ButtonLook::secondary, .name = "answer", .value = "refuse"}));
      words.add(web::post_form({.action = web::Url::path("/school/kinds/{}/decision", kind.id), .csrf = visit.csrf_token()}, web::button_group(buttons)));
    }
    out.add(web::alert({.kind = web::AlertKind::warning, .title = "More people are to read it", .matter = words}));
  }
  web::Html buttons = web::button_link(access_url(kind.id), "Who writes and reads it", web::ButtonLook::secondary);
  buttons.add(web::button_link(retirement_url(kind.id), kind.retired ? "Let it be written again" : "Stop writing it", web::ButtonLook::secondary));
  out.add(web::button_group(buttons));
  return out;
}

void add_kind_access_routes(access::Routes& routes) {
  routes.get("/school/kinds/{kind}/access", show_access);
  routes.post("/school/kinds/{kind}/access", post_access);
  routes.post("/school/kinds/{kind}/decision", post_decision);
  routes.get("/school/kinds/{kind}/retirement", show_retirement);
  routes.post("/school/kinds/{kind}/retirement", post_retirement);
}

}  // namespace record
