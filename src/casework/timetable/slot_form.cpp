// Reads and draws the form of a slot.
#include "casework/timetable/slot_form.h"

#include "access/staff_store.h"
#include "base/text.h"
#include "casework/plans/provision_line_store.h"
#include "casework/programmes/bank_store.h"
#include "casework/programmes/group_store.h"
#include "casework/timetable/hours_store.h"
#include "people/pupil_store.h"
#include "record/submission.h"
#include "web/components/choices.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"

#include <fmt/format.h>

#include <algorithm>

namespace timetable {
namespace {

using access::Visit;

std::optional<int> minute_of(std::string_view typed) {
  const auto time = record::read_time(typed);
  if (!time) return std::nullopt;
  return time->minutes;
}

std::vector<access::StaffLine> staff_today(const access::Pass& pass) {
  auto out = access::list_staff(pass);
  std::erase_if(out, [&](const access::StaffLine& each) { return each.ends_on && *each.ends_on < pass.today(); });
  return out;
}

template <class IdType, class List, class Get>
bool is_among(const IdType& id, const List& list, Get get) {
  return std::any_of(list.begin(), list.end(), [&](const auto& each) { return get(each) == id; });
}

/// "group:ID" or "class:ID" as the list of groups and classes has it.
void read_with(TypedSlot& out, std::string_view typed, const access::Pass& pass) {
  if (typed.empty()) return;
  const auto kind = typed.substr(0, std::min(typed.find(':'), typed.size()));
  const auto rest = typed.substr(std::min(kind.size() + 1, typed.size()));
  if (kind == "group") {
    if (const auto id = GroupId::parse(rest); id && programmes::find_group(pass, *id)) out.slot.group = *id;
  } else if (kind == "class") {
    if (const auto id = people::ClassId::parse(rest); id && is_among(*id, access::list_classes(pass), [](const auto& each) { return each.id; })) out.slot.school_class = *id;
  }
  if (out.slot.group.is_nil() && out.slot.school_class.is_nil()) out.wrong.push_back({"with", "Choose a group or class of the list"});
}

void read_days(TypedSlot& out, const Visit& visit) {
  const auto& form = visit.form();
  const auto repeats = form.text("repeats");
  const auto from = base::parse_iso_date(form.text("from"));
  if (!from) out.wrong.push_back({"from", "Enter the first day"});
  out.slot.from = from.value_or(visit.today());
  if (repeats == "once") {
    out.slot.until = out.slot.from;
    out.slot.day = base::weekday(out.slot.from);
    return;
  }
  out.slot.week = week_of_code(repeats).value_or(Week::every);
  const auto day = form.text("weekday");
  if (day.size() == 1 && day[0] >= '1' && day[0] <= '5') out.slot.day = static_cast<base::Weekday>(day[0] - '0');
  else out.wrong.push_back({"weekday", "Choose a day"});
  if (!base::trim(form.text("until")).empty()) {
    out.slot.until = base::parse_iso_date(form.text("until"));
    if (!out.slot.until) out.wrong.push_back({"until", "Enter the last day, or leave it empty"});
  }
}

/// What the pupil's plans promise in the time of the slot, as far as this person may know it.
std::vector<plans::ProvisionLine> promised_to(Visit& visit, const access::PupilId& pupil, base::LocalDate from) {
  const auto pass = access::Door::pupil<May::pupil_find>(visit, pupil);
  auto out = pass ? plans::list_provision_lines(*pass, from, from + 366) : std::vector<plans::ProvisionLine>{};
  std::erase_if(out, [](const plans::ProvisionLine& line) { return line.state != plans::LineState::live; });
  return out;
}

/// The pupil who stands in a form, where it is one.
std::optional<access::PupilId> pupil_in(const web::Form& form) {
  const auto all = form.all("pupil");
  return all.size() == 1 ? access::PupilId::parse(all.front()) : std::nullopt;
}

void read_line(TypedSlot& out, Visit& visit) {
  const auto typed = visit.form().text("line");
  if (typed.empty()) return;
  const auto lines = out.slot.pupil.is_nil() ? std::vector<plans::ProvisionLine>{} : promised_to(visit, out.slot.pupil, out.slot.from);
  const auto id = plans::ProvisionLineId::parse(typed);
  if (id && is_among(*id, lines, [](const auto& each) { return each.id; })) out.slot.line = PromisedLineId(id->bytes());
  else out.wrong.push_back({"line", "Choose something that is promised to this pupil"});
}

/// Which promise the slot keeps: offered once the pupil is known.
web::Html line_field(Visit& visit, const web::Form& typed, const std::vector<base::FieldError>& errors) {
  const auto pupil = pupil_in(typed);
  if (!pupil) return {};
  const auto lines = promised_to(visit, *pupil, base::parse_iso_date(typed.text("from")).value_or(visit.today()));
  if (lines.empty()) return {};
  std::vector<web::Option> options = {{"", "None of these"}};
  for (const auto& line : lines) options.push_back({line.id.text(), line.words.what + ": " + plans::dose_words(line.words)});
  return web::select({.name = "line", .label = "Which promised provision does it serve?", .options = std::move(options),
                      .value = std::string(typed.text("line")), .hint = "What is given in it counts as delivered to that promise.", .error = web::message_for(errors, "line")});
}

}  // namespace

TypedSlot read_slot_form(Visit& visit, const access::Pass& pass) {
  const auto& form = visit.form();
  TypedSlot out;
  const auto text = [&](std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); };
  const auto kind = slot_kind_of(form.text("kind"));
  if (!kind) out.wrong.push_back({"kind", "Choose what it is"});
  out.slot.kind = kind.value_or(SlotKind::other);
  out.slot.title = text("title");
  out.slot.place = text("place");
  if (!form.text("staff").empty()) {
    const auto staff = access::StaffId::parse(form.text("staff"));
    if (staff && is_among(*staff, staff_today(pass), [](const auto& each) { return each.id; })) out.slot.staff = *staff;
    else out.wrong.push_back({"staff", "Choose an adult of the list"});
  }
  const auto pupils = form.all("pupil");
  if (pupils.size() > 1) out.wrong.push_back({"pupil", "Choose one pupil; for several make a group"});
  if (pupils.empty() && !base::trim(form.text("pupil-search")).empty()) out.wrong.push_back({"pupil", "Choose the pupil you mean"});
  if (!pupils.empty()) {
    const auto id = access::PupilId::parse(pupils.front());
    if (id && access::Door::pupil<May::pupil_find>(visit, *id)) out.slot.pupil = *id;
    else out.wrong.push_back({"pupil", "Choose the pupil you mean"});
  }
  read_with(out, form.text("with"), pass);
  if (!form.text("programme").empty()) {
    const auto id = ProgrammeId::parse(form.text("programme"));
    if (id && programmes::find_programme(pass, *id)) out.slot.programme = *id;
    else out.wrong.push_back({"programme", "Choose a programme of the list"});
  }
  const auto starts = minute_of(form.text("starts")), ends = minute_of(form.text("ends"));
  if (!starts) out.wrong.push_back({"starts", "Enter the start, like 09:15"});
  if (!ends) out.wrong.push_back({"ends", "Enter the end, like 09:45"});
  out.slot.starts = starts.value_or(540);
  out.slot.ends = ends.value_or(std::max(out.slot.starts + 1, 1320));
  read_days(out, visit);
  read_line(out, visit);
  const auto weeks = load_weeks(pass);
  if (out.slot.is_extra() && !weeks.is_open(out.slot.from)) out.wrong.push_back({"from", fmt::format("{}: choose a school day", weeks.closed_words(out.slot.from))});
  for (auto& each : check(out.slot)) {
    if (each.field == "who") each.field = "pupil";
    if (each.field == "weekday" && out.slot.is_extra()) continue;  // said beside the first day already
    if (web::message_for(out.wrong, each.field).empty()) out.wrong.push_back(std::move(each));
  }
  return out;
}

web::Form form_of(const Slot& slot, base::LocalDate from) {
  web::Form out;
  out.add("kind", std::string(code(slot.kind)));
  out.add("title", slot.title);
  if (!slot.staff.is_nil()) out.add("staff", slot.staff.text());
  if (!slot.pupil.is_nil()) out.add("pupil", slot.pupil.text());
  if (!slot.group.is_nil()) out.add("with", "group:" + slot.group.text());
  if (!slot.school_class.is_nil()) out.add("with", "class:" + slot.school_class.text());
  if (!slot.programme.is_nil()) out.add("programme", slot.programme.text());
  if (!slot.line.is_nil()) out.add("line", slot.line.text());
  out.add("place", slot.place);
  out.add("repeats", slot.is_extra() ? "once" : slot.week == Week::every ? "" : std::string(code(slot.week)));
  out.add("weekday", std::to_string(static_cast<int>(slot.day)));
  if (slot.ends > slot.starts) {
    out.add("starts", clock_words(slot.starts));
    out.add("ends", clock_words(slot.ends));
  }
  out.add("from", base::to_iso(from));
  if (slot.until && !slot.is_extra()) out.add("until", base::to_iso(*slot.until));
  return out;
}

web::Html slot_fields(Visit& visit, const access::Pass& pass, const web::Form& typed, const std::vector<base::FieldError>& errors) {
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  std::vector<web::Option> kinds;
  for (std::size_t n = 0; n < slot_kind_count; ++n) kinds.push_back({std::string(code(static_cast<SlotKind>(n))), std::string(title(static_cast<SlotKind>(n)))});
  web::Html out = web::select({.name = "kind", .label = "What is it?", .options = std::move(kinds), .value = value("kind"), .error = error("kind")});
  out.add(web::text_input({.name = "title", .label = "In a word or two (optional)", .hint = "A subject or topic, like Maths. Leave names out.", .value = value("title"),
                           .error = error("title"), .width = web::InputWidth::twenty}));

  web::PupilPicker picker;
  picker.label = "With which pupil? (optional)";
  picker.error = error("pupil");
  picker.typed = value("pupil-search");
  if (const auto find = access::Door::caseload<May::pupil_find>(visit)) {
    std::vector<access::PupilId> ids;
    for (const auto text : typed.all("pupil"))
      if (const auto id = access::PupilId::parse(text)) ids.push_back(*id);
    for (const auto& pupil : people::load_all(*find, ids)) picker.chosen.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
    if (!picker.typed.empty())
      for (const auto& pupil : people::find_by_name(*find, picker.typed, 8)) picker.offered.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
    out.add(web::pupil_picker(picker));
    out.add(line_field(visit, typed, errors));
  }
  std::vector<web::Option> with = {{"", "No group or class"}};
  for (const auto& group : programmes::list_groups(pass, pass.today())) with.push_back({"group:" + group.id.text(), group.name, "Groups"});
  for (const auto& each : access::list_classes(pass)) with.push_back({"class:" + each.id.text(), each.name, "Classes"});
  out.add(web::select({.name = "with", .label = "Or with which group or class?", .options = std::move(with), .value = value("with"), .error = error("with")}));

  std::vector<web::Option> adults;
  if (places_adults(pass.grants())) {
    adults.push_back({"", "Nobody yet"});
    for (const auto& staff : staff_today(pass)) adults.push_back({staff.id.text(), staff.name + (staff.post.empty() ? "" : ", " + staff.post)});
  } else {
    adults.push_back({pass.who().id.text(), pass.who().name});
  }
  out.add(web::select({.name = "staff", .label = "Which adult?", .options = std::move(adults), .value = value("staff").empty() && !typed.has("kind") ? pass.who().id.text() : value("staff"),
                       .error = error("staff")}));
  std::vector<web::Option> bank = {{"", "No programme"}};
  for (const auto& each : programmes::list_bank(pass))
    if (!each.retired || each.id.text() == value("programme")) bank.push_back({each.id.text(), each.name});
  out.add(web::select({.name = "programme", .label = "Programme (optional)", .options = std::move(bank), .value = value("programme"), .error = error("programme")}));
  out.add(web::text_input({.name = "place", .label = "Where?", .hint = "A room or a place. Leave names out.", .value = value("place"), .error = error("place"), .width = web::InputWidth::twenty}));

  const auto weeks = load_weeks(pass);
  std::vector<web::Choice> repeats = {{"every", weeks.has_two_weeks() ? "Every week" : "Every school week"}};
  if (weeks.has_two_weeks()) {
    repeats.push_back({"a", "Week A"});
    repeats.push_back({"b", "Week B"});
  }
  repeats.push_back({"once", "On one day only", "On the first day below"});
  out.add(web::radios({.name = "repeats", .legend = "How often?", .choices = std::move(repeats), .value = value("repeats").empty() ? "every" : value("repeats"),
                       .size = web::ChoiceSize::small}));
  std::vector<web::Option> days = {{"", "Choose a day"}};
  for (int n = 1; n <= 5; ++n) days.push_back({std::to_string(n), std::string(weekday_words(static_cast<base::Weekday>(n)))});
  out.add(web::select({.name = "weekday", .label = "On which day of the week?", .options = std::move(days), .value = value("weekday"), .error = error("weekday")}));
  out.add(web::time_input({.name = "starts", .label = "From", .value = value("starts"), .error = error("starts")}));
  out.add(web::time_input({.name = "ends", .label = "To", .value = value("ends"), .error = error("ends")}));
  out.add(web::day_input({.name = "from", .label = "First day", .value = value("from").empty() ? base::to_iso(pass.today()) : value("from"), .error = error("from")}));
  out.add(web::day_input({.name = "until", .label = "Last day (optional)", .value = value("until"), .error = error("until")}));
  return out;
}

std::vector<std::string> questions(Visit& visit, const Own& pass, const Slot& slot, const SlotId& instead_of) {
  std::vector<std::string> out;
  if (is_delivered(slot.kind) && !slot.pupil.is_nil() && slot.line.is_nil() && slot.programme.is_nil() && !visit.form().has("line"))
    if (!promised_to(visit, slot.pupil, slot.from).empty()) out.push_back("Something is promised to this pupil. Choose below which promise this serves, or leave it at none.");
  const auto weeks = load_weeks(pass);
  const auto periods = list_periods(pass, slot.from);
  const auto first = slot.from + (static_cast<int>(slot.day) - static_cast<int>(base::weekday(slot.from)) + 7) % 7;
  if (const auto span = span_of(periods, first); span && slot.kind != SlotKind::club && !is_away(slot.kind) && (slot.starts < span->starts || slot.ends > span->ends))
    out.push_back(fmt::format("That is outside the school's day, which goes from {} to {}.", clock_words(span->starts), clock_words(span->ends)));
  const auto last = first + 27;
  if (!slot.staff.is_nil()) {
    const auto times = load_working_times(pass, slot.staff, first);
    for (const auto& each : expand({&slot, 1}, {}, weeks, first, last))
      if (const auto against = against_words(times, slot.staff, each.day, {each.starts, each.ends}); !against.empty()) {
        out.push_back("That is outside the adult's working hours. " + against);
        break;
      }
  }
  const auto add_clashes = [&](std::vector<Occurrence> week, std::string_view whose) {
    std::erase_if(week, [&](const Occurrence& each) { return each.slot.id == instead_of || each.slot.id == slot.id; });
    for (auto& each : expand({&slot, 1}, {}, weeks, first, last)) week.push_back(std::move(each));
    std::stable_sort(week.begin(), week.end(), [](const Occurrence& a, const Occurrence& b) { return std::tie(a.day, a.starts) < std::tie(b.day, b.starts); });
    for (const auto& clash : find_clashes(week, 0))
      if (week[clash.first].slot.id == slot.id || week[clash.second].slot.id == slot.id) {
        const auto& there = week[clash.first].slot.id == slot.id ? week[clash.second] : week[clash.first];
        if (there.starts == slot.starts && there.ends == slot.ends && there.slot.pupil == slot.pupil && there.slot.group == slot.group && there.staff == slot.staff && what_words(there.slot) == what_words(slot)) {
          out.push_back(fmt::format("The very same stands in the timetable already: {} at {}.", base::to_long_text(there.day), clock_words(there.starts)));
          return;
        }
        out.push_back(fmt::format("{} would be in two places. {}.", whose, clash_words(clash, week, 0)));
        return;
      }
  };
  if (!slot.staff.is_nil()) {
    if (slot.staff == pass.who().id) {
      add_clashes(days_of_mine(pass, first, last), "You");
    } else if (const auto find = access::Door::caseload<May::pupil_find>(visit)) {
      std::vector<Occurrence> days;
      for (int n = 0; n < 4; ++n)
        for (auto& each : week_of_adult(*find, weeks, slot.staff, monday_of(first) + 7 * n)) days.push_back(std::move(each));
      add_clashes(std::move(days), "The adult");
    }
  }
  if (!slot.pupil.is_nil())
    if (const auto week = access::Door::pupil<May::chronology_read>(visit, slot.pupil)) add_clashes(days_of_pupil(*week, first, last), "The pupil");
  return out;
}

web::Html questions_field(const std::vector<std::string>& questions) {
  if (questions.empty()) return {};
  web::Html list;
  for (const auto& each : questions) list.add("<li>{}</li>", each);
  web::Html out = web::html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list);
  out.add(web::checkbox({.name = "sure", .text = "Save it all the same"}));
  return web::inset_text(out);
}

}  // namespace timetable
