// Drawing and reading the form of a relation.
#include "people/relation_form.h"

#include "access/frame.h"
#include "base/text.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "people/year_group.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <array>

namespace people {
namespace {

using access::May;
using access::Relation;
using access::Visit;

constexpr std::array<RelationChoice, 10> choices{{
    {"assigned", Relation::assigned, RelationTo::pupil, "Key worker of a pupil", "Sees the pupil's everyday records, and writes them."},
    {"teaches_class", Relation::teaches_class, RelationTo::school_class, "Class teacher or tutor", "Of everybody in the class."},
    {"teaches", Relation::teaches, RelationTo::school_class, "Teaches a class or group", "Profile, strategies and behaviour of everybody in it."},
    {"year", Relation::year, RelationTo::year, "Leads a year group", "Everybody in the year."},
    {"supervises", Relation::supervises, RelationTo::staff, "Line-manages a key worker", "Sees what their key worker writes about the pupils assigned to them."},
    {"duty", Relation::duty, RelationTo::school, "On duty", "Break, lunch or first aid, over the whole school: life-safety cards and strategies."},
    {"cover-staff", Relation::cover, RelationTo::staff, "Covers for an adult", "The pupils of somebody who is away, for part of one day."},
    {"cover-class", Relation::cover, RelationTo::school_class, "Covers a class", "For part of one day."},
    {"cover-pupil", Relation::cover, RelationTo::pupil, "Covers for one pupil", "For part of one day."},
    {"trip", Relation::trip, RelationTo::pupil, "On a visit with a pupil", "From leaving to coming back."},
}};

bool has_times(const RelationChoice& choice) { return choice.relation == Relation::cover || choice.relation == Relation::trip; }
bool is_cover(const RelationChoice& choice) { return choice.relation == Relation::cover; }

std::vector<web::Option> staff_options(const ArrangePass& pass) {
  std::vector<web::Option> out = {{"", "Choose"}};
  for (const auto& line : list_staff(pass))
    if (!line.ends_on || *line.ends_on >= pass.today()) out.push_back({line.id.text(), line.post.empty() ? line.name : line.name + ", " + line.post});
  return out;
}

std::vector<web::Option> class_options(const ArrangePass& pass) {
  std::vector<web::Option> out = {{"", "Choose"}};
  for (const auto& line : list_classes(pass)) out.push_back({line.id.text(), line.name});
  return out;
}

std::vector<web::Option> year_options() {
  std::vector<web::Option> out = {{"", "Choose"}};
  for (const auto group : {YearGroup::nursery1(), YearGroup::nursery2(), YearGroup::reception()}) out.push_back({group.code(), group.title()});
  for (int n = 1; n <= 14; ++n) out.push_back({YearGroup::year(n).code(), YearGroup::year(n).title()});
  return out;
}

web::Html pupil_field(Visit& visit, const web::Form& typed, const std::vector<base::FieldError>& errors) {
  web::PupilPicker picker;
  picker.label = "Which pupil? Type a name";
  picker.error = web::message_for(errors, "pupil");
  picker.typed = std::string(typed.text("pupil-search"));
  if (const auto find = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<PupilId> ids;
    for (const auto text : typed.all("pupil"))
      if (const auto id = PupilId::parse(text)) ids.push_back(*id);
    for (const auto& pupil : load_all(*find, ids)) picker.chosen.push_back({pupil.id.text(), pupil.name(), year_and_class(pupil)});
    if (!picker.typed.empty())
      for (const auto& pupil : find_by_name(*find, picker.typed, 8))
        picker.offered.push_back({pupil.id.text(), pupil.name(), year_and_class(pupil)});
  }
  return web::pupil_picker(picker);
}

web::Html target_field(Visit& visit, const ArrangePass& pass, const RelationChoice& choice, const web::Form& typed,
                       const std::vector<base::FieldError>& errors) {
  const auto select = [&](std::string name, std::string label, std::vector<web::Option> options) {
    const auto error = web::message_for(errors, name);
    auto value = std::string(typed.text(name));
    return web::select({.name = std::move(name), .label = std::move(label), .options = std::move(options), .value = std::move(value), .error = error});
  };
  switch (choice.to) {
    case RelationTo::pupil: return pupil_field(visit, typed, errors);
    case RelationTo::school_class: return select("class", "Which class or group?", class_options(pass));
    case RelationTo::year: return select("year", "Which year?", year_options());
    case RelationTo::staff: return select("other", is_cover(choice) ? "Who is away?" : "Whom do they manage?", staff_options(pass));
    case RelationTo::school: return {};
  }
  return {};
}

/// A moment from the form's day and one of its times.
std::optional<base::UtcTime> moment_of(const Visit& visit, base::LocalDate day, std::string_view time) {
  const auto parsed = base::parse_time(time);
  if (!parsed) return std::nullopt;
  return visit.house().zone().to_utc(day, *parsed);
}

}  // namespace

std::span<const RelationChoice> relation_choices() { return choices; }

const RelationChoice* find_choice(std::string_view value) {
  const auto found = std::find_if(choices.begin(), choices.end(), [&](const RelationChoice& choice) { return choice.value == value; });
  return found == choices.end() ? nullptr : &*found;
}

std::string_view relation_words(Relation relation) {
  switch (relation) {
    case Relation::school: return "Works at";
    case Relation::assigned: return "Key worker of";
    case Relation::teaches_class: return "Class teacher of";
    case Relation::teaches: return "Teaches";
    case Relation::year: return "Leads";
    case Relation::duty: return "On duty for";
    case Relation::cover: return "Covers";
    case Relation::trip: return "On a visit with";
    case Relation::supervises: return "Line manager of";
    case Relation::glass: return "Broke the glass for";
  }
  return "";
}

web::Response relation_form(Visit& visit, const ArrangePass& pass, const RelationChoice& choice, const web::Form& typed,
                            const std::vector<base::FieldError>& errors) {
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto today = base::to_iso(visit.today());
  web::Html fields = web::hidden("relation", choice.value);
  fields.add(web::select({.name = "staff", .label = "Who?", .options = staff_options(pass), .value = value("staff"),
                          .error = web::message_for(errors, "staff")}));
  fields.add(target_field(visit, pass, choice, typed, errors));
  if (has_times(choice)) {
    fields.add(web::day_input({.name = "day", .label = "Day", .value = typed.has("day") ? value("day") : today, .error = web::message_for(errors, "day")}));
    fields.add(web::time_input({.name = "from", .label = "From", .value = value("from"), .error = web::message_for(errors, "from")}));
    fields.add(web::time_input({.name = "until", .label = "Until", .hint = is_cover(choice) ? "The bell. They have 15 minutes more to write up." : "",
                                .value = value("until"), .error = web::message_for(errors, "until")}));
    if (choice.relation == Relation::trip)
      fields.add(web::day_input({.name = "last_day", .label = "Day they come back", .value = typed.has("last_day") ? value("last_day") : today,
                                 .error = web::message_for(errors, "last_day")}));
  } else {
    fields.add(web::day_input({.name = "starts_on", .label = "First day", .value = typed.has("starts_on") ? value("starts_on") : today,
                               .error = web::message_for(errors, "starts_on")}));
    fields.add(web::day_input({.name = "ends_on", .label = "Last day (optional)", .hint = "Leave it empty if it has no end yet.", .value = value("ends_on"),
                               .error = web::message_for(errors, "ends_on")}));
  }
  fields.add(web::text_input({.name = "reason", .label = "Reason (optional)", .value = value("reason"), .error = web::message_for(errors, "reason")}));
  fields.add(web::button({.text = "Save"}));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Add a relation", choice.title));
  main.add(web::body_text(choice.words));
  main.add(web::post_form({.action = web::Url::path("/school/relations"), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = std::string(choice.title), .place = access::Place::school,
                       .before = web::back_link(web::Url::path("/school/relations/new")),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

namespace {

void read_target(Visit& visit, const ArrangePass& pass, const RelationChoice& choice, access::TieDraft& draft,
                 std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  switch (choice.to) {
    case RelationTo::pupil: {
      std::vector<PupilId> ids;
      for (const auto text : form.all("pupil"))
        if (const auto id = PupilId::parse(text)) ids.push_back(*id);
      const auto find = access::Door::caseload<May::pupil_find>(visit);
      const auto there = find ? load_all(*find, ids) : std::vector<Pupil>{};
      if (there.size() == 1) {
        draft.pupil = there.front().id;
      } else {
        errors.push_back({"pupil", there.empty() ? "Choose a pupil" : "Choose one pupil; add the others one by one"});
      }
      return;
    }
    case RelationTo::school_class: {
      const auto id = ClassId::parse(form.text("class"));
      const auto classes = list_classes(pass);
      const bool known = id && std::any_of(classes.begin(), classes.end(), [&](const access::ClassLine& line) { return line.id == *id; });
      if (known) draft.school_class = *id;
      else errors.push_back({"class", "Choose a class or group"});
      return;
    }
    case RelationTo::year: {
      const auto year = parse_year_group(form.text("year"));
      if (year) draft.year_group = year->code();
      else errors.push_back({"year", "Choose a year"});
      return;
    }
    case RelationTo::staff: {
      const auto id = access::StaffId::parse(form.text("other"));
      if (!id || !find_staff(pass, *id)) errors.push_back({"other", "Choose the other member of staff"});
      else if (*id == draft.staff) errors.push_back({"other", "Choose somebody else"});
      else draft.other_staff = *id;
      return;
    }
    case RelationTo::school: return;
  }
}

constexpr std::int64_t write_up_ms = 15 * base::minute_ms;  // a cover lasts to the bell and a quarter of an hour: access.md

void read_times(const Visit& visit, const RelationChoice& choice, access::TieDraft& draft, std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  const auto day = base::parse_iso_date(form.text("day"));
  if (!day) return errors.push_back({"day", "Enter the day"});
  if (*day < visit.today()) return errors.push_back({"day", "The day is today or later"});
  auto last = *day;
  if (!is_cover(choice)) {
    const auto back = base::parse_iso_date(form.text("last_day"));
    if (!back || *back < *day || *back > *day + 31) return errors.push_back({"last_day", "Enter the day they come back, at most a month later"});
    last = *back;
  }
  draft.from_at = moment_of(visit, *day, form.text("from"));
  draft.until_at = moment_of(visit, last, form.text("until"));
  if (!draft.from_at) errors.push_back({"from", "Enter when it begins, like 09:00"});
  if (!draft.until_at) errors.push_back({"until", "Enter when it ends, like 10:30"});
  if (!draft.from_at || !draft.until_at) return;
  if (*draft.until_at <= *draft.from_at) return errors.push_back({"until", "The end is after the beginning"});
  if (is_cover(choice)) draft.until_at = *draft.until_at + write_up_ms;
  if (*draft.until_at <= visit.now()) return errors.push_back({"until", "That time has passed already"});
  draft.starts_on = *day;
  draft.ends_on = visit.house().zone().date_of(*draft.until_at);
}

void read_days(const Visit& visit, access::TieDraft& draft, std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  const auto first = base::parse_iso_date(form.text("starts_on"));
  if (!first) return errors.push_back({"starts_on", "Enter the first day"});
  draft.starts_on = *first;
  if (form.text("ends_on").empty()) return;
  const auto last = base::parse_iso_date(form.text("ends_on"));
  if (!last) return errors.push_back({"ends_on", "Enter the last day, or leave it empty"});
  if (*last < *first) return errors.push_back({"ends_on", "The last day is not before the first"});
  draft.ends_on = *last;
}

}  // namespace

access::TieDraft read_relation(Visit& visit, const ArrangePass& pass, const RelationChoice& choice, std::vector<base::FieldError>& errors) {
  access::TieDraft draft;
  draft.id = visit.fresh<access::TieId>();
  draft.relation = choice.relation;
  const auto staff = access::StaffId::parse(visit.form().text("staff"));
  if (staff && find_staff(pass, *staff)) draft.staff = *staff;
  else errors.push_back({"staff", "Choose a member of staff"});
  read_target(visit, pass, choice, draft, errors);
  if (has_times(choice)) read_times(visit, choice, draft, errors);
  else read_days(visit, draft, errors);
  const auto reason = base::Text<200>::make(visit.form().text("reason"));
  if (reason) draft.reason = reason->text();
  else errors.push_back({"reason", "Enter a reason of at most 200 characters"});
  return draft;
}

}  // namespace people
