// Draws the access log, filtered and by pages.
#include "overview/audit_pages.h"

#include "overview/log_request_view.h"

#include "access/audit_store.h"
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "overview/deed_words.h"
#include "people/pupil_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <charconv>

namespace overview {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Read = access::StaffPass<May::audit_read>;

constexpr std::int64_t checked_at_once = 10'000;

web::Url here() { return web::Url::path("/school/audit"); }

std::optional<std::int64_t> read_number(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

access::AuditFilter read_filter(const Visit& visit) {
  const auto& query = visit.query();
  access::AuditFilter filter;
  filter.deed = query.text("deed");
  filter.before = read_number(query.text("before"));
  if (const auto day = base::parse_iso_date(query.text("day"))) {
    filter.from = visit.house().zone().start_of_day(*day);
    filter.until = visit.house().zone().start_of_day(*day + 1);
  }
  filter.limit = 51;  // one more than is shown tells whether there are older ones
  return filter;
}

/// Whose log the address asks for, where it asks for one person's.
std::optional<access::LogOf> read_person(const Visit& visit) {
  const auto& query = visit.query();
  if (const auto staff = access::StaffId::parse(query.text("who"))) return access::LogOf{*staff, {}};
  if (const auto pupil = access::PupilId::parse(query.text("pupil"))) return access::LogOf{{}, *pupil};
  return std::nullopt;
}

/// The same page with one value of its address left out or changed.
web::Url with_filter(const Visit& visit, std::string_view without, std::optional<std::int64_t> before) {
  auto url = here();
  const auto keep = [&](web::ValueName name) {
    if (name.text() != without && !visit.query().text(name.text()).empty()) url = url.with(name, visit.query().text(name.text()));
  };
  keep("who");
  keep("deed");
  keep("day");
  keep("pupil");
  return before ? url.with("before", *before) : url;
}

std::string info_words(int info_class) {
  return info_class < 0 ? std::string() : std::string(access::title(static_cast<access::InfoClass>(info_class)));
}

web::Html entry_of(const access::AuditLine& line) {
  web::Html out = web::html("{}", deed_words(line.deed));
  const auto info = info_words(line.info_class);
  if (!info.empty() && line.info_class <= 12) out.add(" {}", web::badge(info, web::Tint::grey));
  return out;
}

web::Html about_of(const access::AuditLine& line) {
  if (!line.pupil.is_nil()) {
    const auto url = here().with("pupil", line.pupil);
    return web::link(url, line.pupil_name.empty() ? "A pupil" : line.pupil_name);
  }
  return web::html("{}", line.subject_name);
}

std::string actor_of(const access::AuditLine& line) {
  if (!line.actor_name.empty()) return line.actor_name;
  return line.basis.starts_with("job:") ? fmt::format("The program ({})", line.basis.substr(4)) : std::string("At the door");
}

web::Html filter_of(Visit& visit, const Read& pass, const access::AuditFilter& filter, const std::optional<access::LogOf>& person) {
  std::vector<web::Option> people = {{"", "Everybody"}};
  for (const auto& line : list_staff(pass)) people.push_back({line.id.text(), line.name});
  std::vector<web::Option> deeds = {{"", "Everything"}};
  for (const auto& deed : known_deeds()) deeds.push_back({std::string(deed.code), std::string(deed.title)});
  web::Html fields = web::select({.name = "who", .label = "Who (one person takes a second person's agreement)", .options = people, .value = std::string(visit.query().text("who"))});
  fields.add(web::select({.name = "deed", .label = "What", .options = deeds, .value = std::string(visit.query().text("deed"))}));
  fields.add(web::day_input({.name = "day", .label = "Day", .value = std::string(visit.query().text("day"))}));
  const auto find = access::Door::caseload<May::pupil_find>(visit);
  if (find)
    fields.add(web::text_input({.name = "q", .label = "About which pupil? Type a name", .value = std::string(visit.query().text("q")), .type = "search",
                                .width = web::InputWidth::twenty, .spelling = web::Spelling::off}));
  const bool one_pupil = person && !person->is_staff();
  if (one_pupil) fields.add(web::hidden("pupil", person->pupil.text()));
  web::Filter panel{.action = here(), .clear = here(), .options = fields};
  if (person && person->is_staff()) panel.chosen.push_back({"One person", with_filter(visit, "who", {})});
  if (!filter.deed.empty()) panel.chosen.push_back({deed_words(filter.deed), with_filter(visit, "deed", {})});
  if (filter.from) panel.chosen.push_back({std::string(visit.query().text("day")), with_filter(visit, "day", {})});
  if (one_pupil) panel.chosen.push_back({"One pupil", with_filter(visit, "pupil", {})});
  auto out = web::filter_panel(panel);
  if (find && !visit.query().text("q").empty()) {
    const auto found = people::find_by_name(*find, visit.query().text("q"), 8);
    web::Html list;
    for (const auto& pupil : found)
      list.add("<li>{} {}</li>", web::link(here().with("pupil", pupil.id), pupil.name()), people::year_and_class(pupil));
    out.add(found.empty() ? web::body_text("No pupil of that name.")
                          : web::html("<p class=\"govuk-body\">Whom do you mean?</p><ul class=\"govuk-list\">{}</ul>", list));
  }
  return out;
}

web::Html check_of(const Visit& visit, const Read& pass) {
  web::Html out;
  const auto check = last_check(pass);
  if (!check) {
    out.add(web::body_text("The log has not been checked from this page yet."));
  } else {
    out.add(web::html("<p class=\"govuk-body\">Last checked {}: {}</p>", access::moment_words(visit.house().zone(), visit.now(), check->at),
                      check->whole ? web::tag("Unbroken", web::Tint::green) : web::tag("Broken", web::Tint::red)));
  }
  out.add(web::post_button(web::Url::path("/school/audit/check"), visit.csrf_token(),
                           {.text = "Check the last 10,000 entries", .look = web::ButtonLook::secondary}));
  return out;
}

constexpr std::int64_t alarm_ms = 7 * base::day_ms;

/// What the second wall held back in the last week: nothing was shown, and somebody has to look why it was asked.
web::Html alarms(Visit& visit, const Read& pass) {
  const auto lines = list_audit(pass, {std::string(access::deeds::store_refused.code), visit.now() + -alarm_ms, {}, {}, 100});
  if (lines.empty()) return {};
  const auto times = lines.size() == 1 ? std::string("once") : lines.size() == 100 ? std::string("100 times or more") : fmt::format("{} times", lines.size());
  return web::alert({.kind = web::AlertKind::error, .title = "Alarm",
                     .matter = web::html("<p>In the last week the program asked its own store {} for something the reader may not see. The store "
                                         "refused, and nothing was shown. It is a fault in the program: send whoever looks after it the time and "
                                         "the line <code>store_refused</code> of the machine’s log.</p><p>{}</p>",
                                         times, web::link(here().with("deed", access::deeds::store_refused.code), "Show when, and who was reading"))});
}

base::Result<Answer> show_audit(Visit& visit, const Read& pass) {
  const auto filter = read_filter(visit);
  const auto person = read_person(visit);
  const auto agreement = person ? find_agreement(pass, *person) : std::nullopt;
  if (person && !agreement) return ask_page(visit, pass, *person, 200, {});
  auto lines = agreement ? list_audit_of(pass, *agreement, filter) : list_audit(pass, filter);
  const bool older = lines.size() > 50;
  if (older) lines.resize(50);
  web::Html main = told(visit, {{"asked", "Asked for. Somebody else who may read the log has to agree within seven days."},
                                {"agreed", "Agreed. You and the person who asked can read it for a day."},
                                {"refused", "Refused. It is not read."},
                                {"held", "Checked: every entry is as it was written, and each follows the one before it."}});
  if (visit.query().text("done") == "broken")
    main.add(web::alert({.kind = web::AlertKind::error, .title = "Broken",
                         .matter = web::html("<p>The log is not as it was written. Stop using the system, keep a copy of the disk, and run "
                                             "<code>alongside verify</code>, which names the first entry that does not hold.</p>")}));
  main.add(agreement ? web::heading(name_of(visit, pass, *person), "Access log") : web::heading("Access log"));
  main.add(web::body_text("Who did and saw what. It cannot be changed, and this visit is an entry in it."));
  if (agreement)
    main.add(web::inset_text(web::html("<p>Two people agreed that this one person's log is read, until {}.</p>",
                                       access::moment_words(visit.house().zone(), visit.now(), agreement->until()))));
  if (!agreement) {
    main.add(alarms(visit, pass));
    main.add(check_of(visit, pass));
    main.add(log_requests(visit, pass));
  }
  main.add(filter_of(visit, pass, filter, person));
  if (lines.empty()) {
    main.add(web::empty_state({.icon = web::Icon::audit, .title = "No entries", .words = "Nothing fits what you chose."}));
  } else {
    std::vector<std::vector<web::Html>> rows;
    for (const auto& line : lines)
      rows.push_back({web::html("{}", access::moment_words(visit.house().zone(), visit.now(), line.at)), web::html("{}", actor_of(line)), entry_of(line),
                      about_of(line), web::html("{}", line.basis.starts_with("job:") ? "" : line.basis)});
    main.add(web::table({.caption = "Entries, newest first", .columns = {{"When"}, {"Who"}, {"What"}, {"About"}, {"Through"}},
                         .rows = std::move(rows), .caption_hidden = true, .first_cell_is_header = false, .stacked = true}));
    std::optional<web::PageLink> next;
    if (older) next = web::PageLink{with_filter(visit, "", lines.back().seq), "", "Older"};
    std::optional<web::PageLink> previous;
    if (filter.before) previous = web::PageLink{with_filter(visit, "", {}), "", "Newest"};
    main.add(web::pagination(previous, next));
  }
  return access::page(visit, 200, {.title = "Access log", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School")},
                      main);
}

base::Result<Answer> post_check(Visit& visit, const Read&) {
  const auto broken = access::walk_newest(visit.house(), checked_at_once);
  access::UnitOfWork work(visit);
  work.note({.deed = broken ? access::deeds::chain_broken : access::deeds::chain_held, .subject = visit.school().id.bytes()});
  return then_go(visit, std::move(work), here().with("done", broken ? "broken" : "held"));
}

web::Url person_url(const access::LogOf& person) {
  return person.is_staff() ? here().with("who", person.staff) : here().with("pupil", person.pupil);
}

base::Result<Answer> post_request(Visit& visit, const Read& pass) {
  const auto& form = visit.form();
  access::LogOf person;
  if (const auto staff = access::StaffId::parse(form.text("who")); staff && find_staff(pass, *staff)) person.staff = *staff;
  else if (const auto pupil = access::PupilId::parse(form.text("pupil"))) person.pupil = *pupil;
  else return base::Error::not_found("nobody to ask about");
  const auto reason = base::Text<500>::make(form.text("reason"));
  if (!reason || reason->empty())
    return ask_page(visit, pass, person, 422, {{"reason", reason ? "Enter why it has to be read" : "The reason must be 500 characters or fewer"}});
  for (const auto& request : list_log_requests(pass))
    if (!request.open_until && request.asked_by == pass.who().id && request.about.bytes() == person.bytes())
      return web::see_other(person_url(person));  // asked already, and waiting
  access::UnitOfWork work(visit);
  ask_log(work, pass, {visit.fresh<access::LogRequestId>(), person, reason->text()});
  return then_go(visit, std::move(work), here().with("done", "asked"));
}

base::Result<access::LogRequest> load_request(const Visit& visit, const Read& pass) {
  const auto id = access::LogRequestId::parse(visit.match.part("request"));
  if (id)
    for (auto& request : list_log_requests(pass))
      if (request.id == *id && !request.open_until) return std::move(request);
  return base::Error::not_found("no such request");
}

base::Result<Answer> post_agreement(Visit& visit, const Read& pass) {
  TRY(const auto request, load_request(visit, pass));
  access::UnitOfWork work(visit);
  agree_log(work, pass, request);
  return then_go(visit, std::move(work), person_url(request.about), access::second_person_missing());
}

base::Result<Answer> post_refusal(Visit& visit, const Read& pass) {
  TRY(const auto request, load_request(visit, pass));
  access::UnitOfWork work(visit);
  refuse_log(work, pass, request);
  return then_go(visit, std::move(work), here().with("done", "refused"));
}

}  // namespace

void add_audit_routes(access::Routes& routes) {
  routes.get("/school/audit", show_audit);
  routes.post("/school/audit/check", post_check);
  routes.post("/school/audit/requests", post_request);
  routes.post("/school/audit/requests/{request}/agreement", post_agreement);
  routes.post("/school/audit/requests/{request}/refusal", post_refusal);
}

}  // namespace overview
