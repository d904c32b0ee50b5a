// Routes, rota and settings on one page; each change is an entry of the log.
#include "casework/concerns/arrangement_pages.h"

#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/topics.h"
#include "casework/concerns/triage_view.h"
#include "casework/concerns/unmatched_store.h"
#include "record/catalogue.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <charconv>

namespace concerns {
namespace {

using access::Answer;
using access::May;
using access::Visit;

struct Typed {
  std::string_view which = {};  ///< "setting", "route", "rota"
  std::vector<base::FieldError> errors = {};
};

class Page {
 public:
  Page(Visit& visit, const TriagePass& pass, const Typed& typed) : visit_(visit), pass_(pass), typed_(typed), staff_(access::list_staff(pass)) {}

  web::Response draw(int status) {
    web::Html main = web::error_summary(typed_.errors);
    main.add(access::told(visit_, {{"saved", "Saved. It holds from now on."}}));
    main.add(web::heading("Concerns"));
    main.add(concern_tabs({ConcernTab::arrangement, count_unmatched(pass_), visit_.may(May::conduct_decide)}));
    main.add(web::subheading("Who reads every concern"));
    main.add(team());
    main.add(web::subheading("Who else is told that there is one"));
    main.add(routes());
    main.add(web::subheading("Whom to go to"));
    main.add(rota());
    main.add(web::subheading("How the school deals with concerns"));
    main.add(setting());
    main.add(web::subheading("Formal categories"));
    main.add(web::body_text("The list from which whoever decides about a concern chooses, school year by school year."));
    main.add(web::button_link(web::Url::path("/concerns/categories"), "See and change the categories", web::ButtonLook::secondary));
    return access::page(visit_, status, {.title = "Who is told", .place = access::Place::concerns,
                                         .outcome = typed_.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
  }

 private:
  std::string value(std::string_view form, std::string_view name, std::string otherwise = {}) const {
    return typed_.which == form ? std::string(visit_.form().text(name)) : std::move(otherwise);
  }
  std::string error(std::string_view form, std::string_view name) const {
    return typed_.which == form ? web::message_for(typed_.errors, name) : std::string();
  }
  std::vector<web::Option> staff_options(std::string first) const {
    std::vector<web::Option> out = {{"", std::move(first)}};
    for (const auto& one : staff_) out.push_back({one.id.text(), one.name + (one.post.empty() ? "" : ", " + one.post)});
    return out;
  }
  std::vector<web::Option> every_topic() const {
    auto out = topic_options(catalogue());
    out.insert(out.begin(), {"", "Every topic"});
    return out;
  }
  const record::Catalogue& catalogue() const { return visit_.house().room<record::Catalogue>(); }

  web::Html team() const {
    web::Html out;
    out.add("<ul class=\"govuk-list govuk-list--bullet\">");
    for (const auto& one : list_team(pass_)) out.add("<li>{}{}{}</li>", one.name, one.post.empty() ? "" : ", ", one.post);
    out.add("</ul><p class=\"govuk-body-s\">They follow from the roles given under Staff. Nobody can be left out here, and nobody is told of their own child.</p>");
    return out;
  }

  web::Html routes() const {
    web::Html out;
    const auto all = list_routes(pass_);
    if (!all.empty()) {
      web::Table table{"Who else is told", {{"Who"}, {"When"}, {"What they are told"}, {"Change"}}, {}, true, true, true};
      for (const auto& route : all) {
        const auto who = route.tells == "staff" ? route.staff_name : std::string(label_of(route_tells(), route.tells));
        std::string when = route.topic.empty() ? "Every topic" : topic_words(catalogue(), route.topic);
        if (!route.safe.empty()) when += route.safe == "no" ? ", child not safe now" : route.safe == "not_sure" ? ", not sure the child is safe" : ", child safe now";
        table.rows.push_back({web::html("{}", who), web::html("{}", when), web::html("“{}”", route.words),
                              web::post_button(web::Url::path("/concerns/arrangement/routes/{}/end", route.id), visit_.csrf_token(),
                                               {.text = "Stop", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Stop telling " + who)})});
      }
      out.add(web::table(table));
    } else {
      out.add(web::body_text("Nobody else is told. A class teacher may be told a line to act on, such as “Speak to the safeguarding lead before you contact home”."));
    }
    std::vector<web::Option> tells;
    for (const auto& word : route_tells()) tells.push_back({std::string(word.code), std::string(word.label)});
    web::Html fields = web::hidden("id", typed_.which == "route" ? value("route", "id") : visit_.fresh<RouteId>().text());
    fields.add(web::select({.name = "tells", .label = "Who is told", .options = tells, .value = value("route", "tells"), .error = error("route", "tells")}));
    fields.add(web::select({.name = "staff", .label = "If it is one person, who", .options = staff_options("Choose a person"), .value = value("route", "staff"), .error = error("route", "staff")}));
    fields.add(web::select({.name = "topic", .label = "Of concerns about", .options = every_topic(), .value = value("route", "topic")}));
    fields.add(web::select({.name = "safe", .label = "Is the child safe", .options = {{"", "Every time"}, {"no", "Not safe now"}, {"not_sure", "Not sure"}, {"yes", "Safe now"}},
                            .value = value("route", "safe"), .error = error("route", "safe")}));
    fields.add(web::text_input({.name = "words", .label = "What they are told", .hint = "A line to act on. Never what the concern says.",
                                .value = value("route", "words", "Speak to the safeguarding lead before you contact home."), .error = error("route", "words")}));
    fields.add(web::button({.text = "Add", .look = web::ButtonLook::secondary}));
    out.add(web::details({"Tell somebody else", web::post_form({.action = web::Url::path("/concerns/arrangement/routes"), .csrf = visit_.csrf_token()}, fields), typed_.which == "route"}));
    return out;
  }

  web::Html rota() const {
    web::Html out;
    const auto all = list_rota(pass_);
    if (!all.empty()) {
      web::Table table{"Whom to go to", {{"Day"}, {"Who"}, {"Where"}, {"Change"}}, {}, true, true, true};
      for (const auto& line : all)
        table.rows.push_back({web::html("{}", weekday_words(line.weekday)), web::html("{}{}", line.name, line.duty == "lead" ? "" : " (deputy)"), web::html("{}", line.place),
                              web::post_button(web::Url::path("/concerns/arrangement/rota/{}/end", line.id), visit_.csrf_token(),
                                               {.text = "Remove", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Remove " + line.name + " on " + std::string(weekday_words(line.weekday)))})});
      out.add(web::table(table));
    } else {
      out.add(web::body_text("Nobody is put down yet. Whoever raises a concern is shown whom to go to today, and where."));
    }
    std::vector<web::Option> team = {{"", "Choose a person"}};
    for (const auto& one : list_team(pass_)) team.push_back({one.staff.text(), one.name});
    std::vector<web::Option> days;
    for (int day = 0; day <= 5; ++day) days.push_back({std::to_string(day), std::string(weekday_words(day))});
    web::Html fields = web::hidden("id", typed_.which == "rota" ? value("rota", "id") : visit_.fresh<RotaId>().text());
    fields.add(web::select({.name = "rota_staff", .label = "Who", .options = team, .value = value("rota", "rota_staff"), .error = error("rota", "rota_staff")}));
    fields.add(web::select({.name = "weekday", .label = "Day", .options = days, .value = value("rota", "weekday")}));
    fields.add(web::select({.name = "duty", .label = "As", .options = {{"lead", "Lead"}, {"deputy", "Deputy"}}, .value = value("rota", "duty")}));
    fields.add(web::text_input({.name = "place", .label = "Where they are found (optional)", .value = value("rota", "place"), .error = error("rota", "place"), .width = web::InputWidth::twenty}));
    fields.add(web::button({.text = "Add", .look = web::ButtonLook::secondary}));
    out.add(web::details({"Put somebody down", web::post_form({.action = web::Url::path("/concerns/arrangement/rota"), .csrf = visit_.csrf_token()}, fields), typed_.which == "rota"}));
    return out;
  }

  web::Html setting() const {
    const auto now = load_arrangement(pass_);
    web::Html fields = web::hidden("version", typed_.which == "setting" ? value("setting", "version") : std::to_string(now.version));
    fields.add(web::text_input({.name = "other_system", .label = "Concerns are kept in another system called",
                                .hint = "Leave empty to keep them here. With a name, the sheet asks only for the reference there, the time and whom they told; nothing of what happened is kept here. What is here already stays.",
                                .value = value("setting", "other_system", now.other_system), .error = error("setting", "other_system"), .width = web::InputWidth::twenty}));
    std::vector<web::Option> chairs = {{"", "Not named yet"}};
    for (const auto& one : staff_)
      if (may_be_chair(one)) chairs.push_back({one.id.text(), one.name});
    fields.add(web::select({.name = "chair", .label = "Chair of governors", .options = chairs, .value = value("setting", "chair", now.chair ? now.chair->text() : ""),
                            .hint = "Reads concerns about the head, and nobody else does. Give them a governor's account first.", .error = error("setting", "chair")}));
    fields.add(web::text_input({.name = "front_door", .label = "Front door (MASH) of the local authority", .value = value("setting", "front_door", now.front_door), .error = error("setting", "front_door")}));
    fields.add(web::text_input({.name = "front_door_phone", .label = "Its telephone or e-mail", .value = value("setting", "front_door_phone", now.front_door_phone), .error = error("setting", "front_door_phone")}));
    fields.add(web::text_input({.name = "lado", .label = "Designated officer (LADO): name and telephone", .value = value("setting", "lado", now.lado), .error = error("setting", "lado")}));
    fields.add(web::text_input({.name = "unsafe_minutes", .label = "First look when the child is not safe, in minutes", .value = value("setting", "unsafe_minutes", std::to_string(now.targets.unsafe_minutes)),
                                .error = error("setting", "unsafe_minutes"), .inputmode = "numeric", .width = web::InputWidth::four}));
    fields.add(web::text_input({.name = "unsure_minutes", .label = "First look when it is not sure, in minutes", .hint = "All others: the same day.", .value = value("setting", "unsure_minutes", std::to_string(now.targets.unsure_minutes)),
                                .error = error("setting", "unsure_minutes"), .inputmode = "numeric", .width = web::InputWidth::four}));
    fields.add(web::button({.text = "Save"}));
    return web::post_form({.action = web::Url::path("/concerns/arrangement"), .csrf = visit_.csrf_token()}, fields);
  }

 public:
  /// Somebody who decides such concerns, but does not read those that go to the head.
  static bool may_be_chair(const access::StaffLine& person) {
    bool decides = false, reads = false;
    for (const auto role : person.roles) {
      decides = decides || access::allows(role, May::conduct_decide);
      reads = reads || access::allows(role, access::Relation::school, access::InfoClass::c10_about_staff, access::Act::see);
    }
    return decides && !reads;
  }

 private:
  Visit& visit_;
  const TriagePass& pass_;
  const Typed& typed_;
  std::vector<access::StaffLine> staff_;
};

web::Url here() { return web::Url::path("/concerns/arrangement"); }

base::Result<Answer> show(Visit& visit, const TriagePass& pass) { return Page(visit, pass, {}).draw(200); }

void read_minutes(const web::Form& form, std::string_view name, int& into, std::vector<base::FieldError>& wrong) {
  const auto text = base::trim(form.text(name));
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  if (error != std::errc{} || end != text.data() + text.size() || into < 0 || into > 1440) wrong.push_back({std::string(name), "Enter minutes, from 0 to 1440"});
}

void read_line(const web::Form& form, std::string_view name, std::string& into, std::vector<base::FieldError>& wrong) {
  const auto text = base::Text<120>::make(form.text(name));
  if (!text) wrong.push_back({std::string(name), "It must be 120 characters or fewer"});
  else into = text->text();
}

base::Result<Answer> post_setting(Visit& visit, const TriagePass& pass) {
  const auto& form = visit.form();
  Typed typed{"setting"};
  Arrangement draft;
  const auto version = form.text("version");
  std::from_chars(version.data(), version.data() + version.size(), draft.version);
  read_line(form, "other_system", draft.other_system, typed.errors);
  read_line(form, "front_door", draft.front_door, typed.errors);
  read_line(form, "front_door_phone", draft.front_door_phone, typed.errors);
  read_line(form, "lado", draft.lado, typed.errors);
  read_minutes(form, "unsafe_minutes", draft.targets.unsafe_minutes, typed.errors);
  read_minutes(form, "unsure_minutes", draft.targets.unsure_minutes, typed.errors);
  if (!form.text("chair").empty()) {
    const auto id = access::StaffId::parse(form.text("chair"));
    const auto person = id ? access::find_staff(pass, *id) : std::nullopt;
    if (!person || !Page::may_be_chair(*person)) typed.errors.push_back({"chair", "Choose a governor who is not the head"});
    else draft.chair = *id;
  }
  if (!typed.errors.empty()) return Page(visit, pass, typed).draw(422);
  access::UnitOfWork work{visit};
  change(work, pass, draft);
  return access::then_go(visit, std::move(work), here().with("done", "saved"));
}

base::Result<Answer> post_route(Visit& visit, const TriagePass& pass) {
  const auto& form = visit.form();
  const auto id = RouteId::parse(form.text("id"));
  if (!id) return base::Error::not_found("no id");
  Typed typed{"route"};
  Route draft{.id = *id, .topic = std::string(form.text("topic")), .safe = std::string(form.text("safe")), .tells = std::string(form.text("tells")), .words = std::string(form.text("words"))};
  if (const auto staff = access::StaffId::parse(form.text("staff")); staff && access::find_staff(pass, *staff)) draft.staff = *staff;
  auto checked = check(std::move(draft));
  if (!checked) {
    typed.errors = checked.error().fields;
    return Page(visit, pass, typed).draw(422);
  }
  access::UnitOfWork work{visit};
  add(work, pass, *checked);
  return access::then_go(visit, std::move(work), here().with("done", "saved"));
}

base::Result<Answer> post_rota(Visit& visit, const TriagePass& pass) {
  const auto& form = visit.form();
  const auto id = RotaId::parse(form.text("id"));
  if (!id) return base::Error::not_found("no id");
  Typed typed{"rota"};
  RotaLine draft;
  draft.id = *id;
  const auto day = form.text("weekday");
  std::from_chars(day.data(), day.data() + day.size(), draft.weekday);
  if (draft.weekday < 0 || draft.weekday > 5) draft.weekday = 0;
  draft.duty = form.text("duty") == "deputy" ? "deputy" : "lead";
  read_line(form, "place", draft.place, typed.errors);
  const auto staff = access::StaffId::parse(form.text("rota_staff"));
  const auto team = list_team(pass);
  if (!staff || std::none_of(team.begin(), team.end(), [&](const Knower& one) { return one.staff == *staff; })) typed.errors.push_back({"rota_staff", "Choose a person of the team"});
  else draft.staff = *staff;
  if (!typed.errors.empty()) return Page(visit, pass, typed).draw(422);
  access::UnitOfWork work{visit};
  add(work, pass, draft);
  return access::then_go(visit, std::move(work), here().with("done", "saved"));
}

base::Result<Answer> post_route_end(Visit& visit, const TriagePass& pass) {
  const auto id = RouteId::parse(visit.match.part("route"));
  if (!id) return base::Error::not_found("no id");
  access::UnitOfWork work{visit};
  end_route(work, pass, *id);
  return access::then_go(visit, std::move(work), here().with("done", "saved"));
}

base::Result<Answer> post_rota_end(Visit& visit, const TriagePass& pass) {
  const auto id = RotaId::parse(visit.match.part("line"));
  if (!id) return base::Error::not_found("no id");
  access::UnitOfWork work{visit};
  end_rota(work, pass, *id);
  return access::then_go(visit, std::move(work), here().with("done", "saved"));
}

}  // namespace

void add_arrangement_routes(access::Routes& routes) {
  routes.get("/concerns/arrangement", show);
  routes.post("/concerns/arrangement", post_setting);
  routes.post("/concerns/arrangement/routes", post_route);
  routes.post("/concerns/arrangement/routes/{route}/end", post_route_end);
  routes.post("/concerns/arrangement/rota", post_rota);
  routes.post("/concerns/arrangement/rota/{line}/end", post_rota_end);
}

}  // namespace concerns
