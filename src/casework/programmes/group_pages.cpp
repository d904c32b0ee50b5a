// Groups: who leads them, what they follow, who is in them from when to when.
#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/programmes/bank_store.h"
#include "casework/programmes/group_store.h"
#include "casework/programmes/programme_pages.h"
#include "people/pupil_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace programmes {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url here() { return web::Url::path("/groups"); }

access::PageHead head(std::string title, const Errors& errors, const web::Url& back, std::string back_words) {
  return {.title = std::move(title), .place = access::Place::timetable, .before = web::back_link(back, back_words),
          .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors};
}

base::Result<Answer> show_groups(Visit& visit, const Find& pass) {
  web::Html main = access::told(visit, {{"made", "The group is made."}});
  main.add(web::heading("Groups"));
  const auto groups = list_groups(pass, visit.today());
  const auto counts = count_members(pass, visit.today());
  const auto bank = list_bank(pass);
  std::vector<std::vector<web::Html>> rows;
  for (const auto& group : groups) {
    int known = 0;
    for (const auto& [id, count] : counts)
      if (id == group.id) known = count;
    std::string follows;
    for (const auto& each : bank)
      if (each.id == group.programme) follows = each.name;
    rows.push_back({web::link(web::Url::path("/groups/{}", group.id), group.name), web::html("{}", follows), web::html("{}", group.lead_name), web::html("{}", group.place),
                    web::html("{}", known)});
  }
  if (rows.empty())
    main.add(web::empty_state({.icon = web::Icon::pupils, .title = "No groups yet", .words = "Pupils who follow a programme together stand here, each with a day in and a day out.",
                               .button = keeps_groups(visit.grants()) ? web::button_link(web::Url::path("/groups/new"), "Make a group") : web::Html()}));
  else
    main.add(web::table({.caption = "Groups", .columns = {{"Group"}, {"Programme"}, {"Led by"}, {"Where"}, {"Pupils you know of", true}}, .rows = std::move(rows), .caption_hidden = true,
                         .stacked = true}));
  web::Html deeds;
  if (!groups.empty() && keeps_groups(visit.grants())) deeds.add(web::button_link(web::Url::path("/groups/new"), "Make a group"));
  deeds.add(web::button_link(web::Url::path("/programmes"), "Programmes", web::ButtonLook::secondary));
  main.add(web::button_group(deeds));
  return access::page(visit, 200, {.title = "Groups", .place = access::Place::timetable}, main);
}

web::Html group_fields(const Visit& visit, const access::Pass& pass, const web::Form& typed, const Errors& errors) {
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  web::Html out = web::text_input({.name = "name", .label = "Name", .hint = "Leave names of pupils out, like Tuesday talk group", .value = value("name"), .error = error("name"),
                                   .width = web::InputWidth::thirty});
  std::vector<web::Option> bank = {{"", "No programme"}};
  for (const auto& each : list_bank(pass))
    if (!each.retired || each.id.text() == value("programme")) bank.push_back({each.id.text(), each.name});
  out.add(web::select({.name = "programme", .label = "Programme", .options = std::move(bank), .value = value("programme"), .error = error("programme")}));
  std::vector<web::Option> adults = {{"", "Nobody yet"}};
  for (const auto& staff : access::list_staff(pass))
    if (!staff.ends_on || *staff.ends_on >= visit.today()) adults.push_back({staff.id.text(), staff.name + (staff.post.empty() ? "" : ", " + staff.post)});
  out.add(web::select({.name = "lead", .label = "Who leads it?", .options = std::move(adults), .value = value("lead"), .hint = "They learn who is in the group.", .error = error("lead")}));
  out.add(web::text_input({.name = "place", .label = "Where? (optional)", .value = value("place"), .error = error("place"), .width = web::InputWidth::twenty}));
  out.add(web::day_input({.name = "starts_on", .label = "First day", .value = value("starts_on").empty() ? base::to_iso(visit.today()) : value("starts_on"), .error = error("starts_on")}));
  out.add(web::day_input({.name = "ends_on", .label = "Last day (optional)", .value = value("ends_on"), .error = error("ends_on")}));
  return out;
}

struct TypedGroup {
  Group group;
  Errors wrong;
};

TypedGroup read_form(const Visit& visit, const access::Pass& pass) {
  const auto& form = visit.form();
  TypedGroup out;
  out.group.name = std::string(base::trim(base::clean(form.text("name"))));
  out.group.place = std::string(base::trim(base::clean(form.text("place"))));
  if (!form.text("programme").empty()) {
    const auto id = ProgrammeId::parse(form.text("programme"));
    if (id && find_programme(pass, *id)) out.group.programme = *id;
    else out.wrong.push_back({"programme", "Choose a programme of the list"});
  }
  if (!form.text("lead").empty()) {
    const auto id = access::StaffId::parse(form.text("lead"));
    if (id && access::find_staff(pass, *id)) out.group.lead = *id;
    else out.wrong.push_back({"lead", "Choose an adult of the list"});
  }
  const auto starts = base::parse_iso_date(form.text("starts_on"));
  if (!starts) out.wrong.push_back({"starts_on", "Enter the first day"});
  out.group.starts_on = starts.value_or(visit.today());
  if (!base::trim(form.text("ends_on")).empty()) {
    out.group.ends_on = base::parse_iso_date(form.text("ends_on"));
    if (!out.group.ends_on) out.wrong.push_back({"ends_on", "Enter the last day, or leave it empty"});
  }
  for (auto& each : check(out.group)) out.wrong.push_back(std::move(each));
  return out;
}

web::Response new_sheet(Visit& visit, const access::Pass& pass, const web::Form& typed, const GroupId& id, const Errors& errors) {
  web::Html fields = web::hidden("id", id.text());
  fields.add(group_fields(visit, pass, typed, errors));
  fields.add(web::button({.text = "Make the group"}));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Make a group"));
  main.add(web::post_form({.action = here(), .csrf = visit.csrf_token(), .draft = "group"}, fields));
  return access::page(visit, errors.empty() ? 200 : 422, head("Make a group", errors, here(), "Groups"), main);
}

base::Result<Answer> show_new(Visit& visit, const Own& pass) {
  if (!keeps_groups(visit.grants())) return base::Error::not_found("keeps no groups");
  web::Form typed;
  typed.add("programme", std::string(visit.query().text("programme")));
  return new_sheet(visit, pass, typed, visit.fresh<GroupId>(), {});
}

base::Result<Answer> post_group(Visit& visit, const Own& pass) {
  const auto id = GroupId::parse(visit.form().text("id"));
  if (!id || !keeps_groups(visit.grants())) return base::Error::not_found("keeps no groups, or a group without its id");
  auto typed = read_form(visit, pass);
  if (!typed.wrong.empty()) return new_sheet(visit, pass, visit.form(), *id, typed.wrong);
  typed.group.id = *id;
  access::UnitOfWork work(visit);
  TRY_DO(make_group(work, pass, typed.group));
  return access::then_go(visit, std::move(work), web::Url::path("/groups/{}", *id).with("done", "made"));
}

base::Result<Group> in_address(const Visit& visit, const access::Pass& pass) {
  const auto id = GroupId::parse(visit.match.part("group"));
  auto group = id ? find_group(pass, *id) : std::nullopt;
  if (!group) return base::Error::not_found("no such group");
  return *std::move(group);
}

web::Html members_of(const Visit& visit, const Group& group, const std::vector<Member>& members) {
  web::Html out = web::subheading("Who is in it");
  std::vector<std::vector<web::Html>> rows;
  for (const auto& member : members) {
    const bool is_in = !member.ends_on || *member.ends_on >= visit.today();
    web::Html change = is_in && may_place(visit.grants(), member.pupil)
                           ? web::post_button(web::Url::path("/groups/{}/leavers", group.id), visit.csrf_token(),
                                              {.text = "Take out", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Take " + member.name + " out of the group")},
                                              web::hidden("pupil", member.pupil.text()))
                           : web::Html();
    rows.push_back({web::link(web::Url::path("/pupils/{}", member.pupil), member.name), web::html("{}", base::to_text(member.starts_on)),
                    web::html("{}", member.ends_on ? base::to_text(*member.ends_on) : std::string("goes on")), std::move(change)});
  }
  if (rows.empty()) out.add(web::body_text("Nobody you know of yet."));
  else out.add(web::table({.caption = "Members", .columns = {{"Pupil"}, {"From"}, {"To"}, {"Change"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true}));
  return out;
}

web::Html join_form(Visit& visit, const Group& group, const Errors& errors) {
  web::PupilPicker picker;
  picker.label = "Who joins?";
  picker.error = web::message_for(errors, "pupil");
  picker.typed = std::string(visit.form().text("pupil-search"));
  if (const auto find = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<access::PupilId> ids;
    for (const auto text : visit.form().all("pupil"))
      if (const auto id = access::PupilId::parse(text)) ids.push_back(*id);
    for (const auto& pupil : people::load_all(*find, ids)) picker.chosen.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
    if (!picker.typed.empty())
      for (const auto& pupil : people::find_by_name(*find, picker.typed, 8)) picker.offered.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
  }
  web::Html fields = web::pupil_picker(picker);
  fields.add(web::day_input({.name = "from", .label = "From", .value = visit.form().has("from") ? std::string(visit.form().text("from")) : base::to_iso(visit.today()),
                             .error = web::message_for(errors, "from")}));
  fields.add(web::button({.text = "Put in"}));
  return web::post_form({.action = web::Url::path("/groups/{}/members", group.id), .csrf = visit.csrf_token()}, fields);
}

web::Form form_of(const Group& group) {
  web::Form out;
  out.add("name", group.name);
  if (!group.programme.is_nil()) out.add("programme", group.programme.text());
  if (!group.lead.is_nil()) out.add("lead", group.lead.text());
  out.add("place", group.place);
  out.add("starts_on", base::to_iso(group.starts_on));
  if (group.ends_on) out.add("ends_on", base::to_iso(*group.ends_on));
  return out;
}

web::Response group_sheet(Visit& visit, const Find& pass, const Group& group, const web::Form& typed, const Errors& errors) {
  web::Html main = access::told(visit, {{"made", "The group is made. Now put pupils in."}, {"changed", "The group is changed."}, {"joined", "Put into the group."}, {"left", "Taken out of the group."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Group", group.name));
  std::vector<web::SummaryRow> facts;
  if (!group.programme.is_nil())
    if (const auto programme = find_programme(pass, group.programme))
      facts.push_back({"Programme", web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>, {}", web::Url::path("/programmes/{}", programme->id), programme->name, dose_words(*programme)), {}});
  facts.push_back({"Led by", group.lead.is_nil() ? web::html("Nobody yet") : web::link(web::Url::path("/timetable/adults/{}", group.lead), group.lead_name), {}});
  if (!group.place.empty()) facts.push_back({"Where", web::html("{}", group.place), {}});
  facts.push_back({"From", web::html("{}{}", base::to_text(group.starts_on), group.ends_on ? " to " + base::to_text(*group.ends_on) : ""), {}});
  main.add(web::summary_list(facts));
  main.add(members_of(visit, group, list_members(pass, group.id)));
  const bool of_joining = !web::message_for(errors, "pupil").empty() || !web::message_for(errors, "from").empty();
  if (keeps_groups(visit.grants())) {
    main.add(web::details({.summary = "Put somebody in", .matter = join_form(visit, group, errors), .open = of_joining}));
    main.add(web::button_group(web::button_link(web::Url::path("/timetable/slots/new").with("group", group.id).with("kind", "programme"), "Give it a time", web::ButtonLook::secondary)));
  }
  if (may_change(visit.grants(), group)) {
    web::Html fields = web::hidden("was", std::to_string(group.version));
    fields.add(group_fields(visit, pass, typed, of_joining ? Errors{} : errors));
    fields.add(web::button({.text = "Save"}));
    main.add(web::details({.summary = "Change the group",
                           .matter = web::post_form({.action = web::Url::path("/groups/{}/changes", group.id), .csrf = visit.csrf_token()}, fields),
                           .open = !errors.empty() && !of_joining}));
  }
  return access::page(visit, errors.empty() ? 200 : 422, head(group.name, errors, here(), "Groups"), main);
}

base::Result<Answer> show_group(Visit& visit, const Find& pass) {
  TRY(const auto group, in_address(visit, pass));
  return group_sheet(visit, pass, group, form_of(group), {});
}

base::Result<Answer> post_change(Visit& visit, const Find& pass) {
  TRY(const auto group, in_address(visit, pass));
  const auto own = access::Door::staff<May::entries_own>(visit);
  if (!own || !may_change(visit.grants(), group)) return base::Error::not_found("not theirs to change");
  auto typed = read_form(visit, pass);
  if (typed.wrong.empty() && visit.form().text("was") != std::to_string(group.version))
    typed.wrong.push_back({"name", "Somebody changed this group meanwhile. What it is now stands above; what you typed is still below."});
  if (!typed.wrong.empty()) return group_sheet(visit, pass, group, visit.form(), typed.wrong);
  typed.group.id = group.id;
  typed.group.version = group.version;
  typed.group.made_by = group.made_by;
  access::UnitOfWork work(visit);
  TRY_DO(change_group(work, *own, typed.group));
  return access::then_go(visit, std::move(work), web::Url::path("/groups/{}", group.id).with("done", "changed"));
}

base::Result<Answer> post_member(Visit& visit, const Find& pass) {
  TRY(const auto group, in_address(visit, pass));
  const auto own = access::Door::staff<May::entries_own>(visit);
  if (!own || !keeps_groups(visit.grants())) return base::Error::not_found("keeps no groups");
  Errors wrong;
  std::vector<access::PupilId> pupils;
  for (const auto text : visit.form().all("pupil")) {
    const auto id = access::PupilId::parse(text);
    if (id && may_place(visit.grants(), *id) && access::Door::pupil<May::pupil_find>(visit, *id)) pupils.push_back(*id);
    else if (wrong.empty()) wrong.push_back({"pupil", "You cannot put this pupil into a group. Ask the SENCo or their class teacher."});
  }
  const auto from = base::parse_iso_date(visit.form().text("from"));
  if (pupils.empty() && wrong.empty()) wrong.push_back({"pupil", "Choose who joins"});
  if (!from) wrong.push_back({"from", "Enter the day they join"});
  else if (*from < group.starts_on) wrong.push_back({"from", "The group begins on " + base::to_text(group.starts_on)});
  if (!wrong.empty()) return group_sheet(visit, pass, group, form_of(group), wrong);
  access::UnitOfWork work(visit);
  for (const auto& pupil : pupils) TRY_DO(join(work, *own, group.id, pupil, *from));
  return access::then_go(visit, std::move(work), web::Url::path("/groups/{}", group.id).with("done", "joined"));
}

base::Result<Answer> post_leaver(Visit& visit, const Find& pass) {
  TRY(const auto group, in_address(visit, pass));
  const auto own = access::Door::staff<May::entries_own>(visit);
  const auto pupil = access::PupilId::parse(visit.form().text("pupil"));
  if (!own || !pupil || !may_place(visit.grants(), *pupil)) return base::Error::not_found("no such member for them");
  access::UnitOfWork work(visit);
  TRY_DO(leave(work, *own, group.id, *pupil, visit.today() + -1));
  return access::then_go(visit, std::move(work), web::Url::path("/groups/{}", group.id).with("done", "left"), base::Error::conflict("They are out of the group already.", "no member"));
}

}  // namespace

void add_group_routes(access::Routes& routes) {
  routes.get("/groups", show_groups);
  routes.post("/groups", post_group);
  routes.get("/groups/new", show_new);
  routes.get("/groups/{group}", show_group);
  routes.post("/groups/{group}/changes", post_change);
  routes.post("/groups/{group}/members", post_member);
  routes.post("/groups/{group}/leavers", post_leaver);
}

}  // namespace programmes
