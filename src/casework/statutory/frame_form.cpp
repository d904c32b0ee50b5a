// Draws and reads what frames a review or request.
#include "casework/statutory/frame_form.h"

#include "access/pass.h"
#include "access/staff_store.h"
#include "base/text.h"
#include "people/calendar.h"
#include "record/school_offers.h"
#include "web/components/choices.h"
#include "web/components/inputs.h"

namespace statutory {

using access::May;

web::Html counted_from_field(const std::string& value, const std::string& error) {
  return web::day_input({.name = "counted_from", .label = "The plan was issued or last reviewed on", .hint = "The twelve months begin on this day.", .value = value, .error = error});
}

web::Html transfer_field(const std::string& value, const std::string& error) {
  std::vector<web::Option> options;
  for (std::size_t n = 0; n < transfer_count; ++n) options.push_back({std::string(code(static_cast<Transfer>(n))), std::string(title(static_cast<Transfer>(n)))});
  return web::select({.name = "transfer", .label = "Does the pupil move on at the end of this school year?", .options = options, .value = value,
                      .hint = "Then the final plan names the next setting by 15 February, or by 31 March for post-16.", .error = error});
}

web::Html transfer_on_field(const std::string& value, const std::string& error) {
  return web::shown_when("transfer", code(Transfer::post16_post16),
                         web::day_input({.name = "transfer_on", .label = "Day of the move, if it is not at the end of the school year (optional)",
                                         .hint = "From one post-16 setting to another. The final plan then comes five months before.", .value = value, .error = error}));
}

web::Html lead_field(access::Visit& visit, const std::string& value, const std::string& error) {
  web::Html out = web::text_input({.name = "lead", .label = "Who sees to it?", .hint = "A colleague’s full name. They are reminded of what is due.", .value = value, .error = error, .autocomplete = "off",
                                   .width = web::InputWidth::thirty, .more = web::attr("list", "staff-here")});
  if (const auto staff = access::Door::staff<May::entries_own>(visit)) {
    out.add("<datalist id=\"staff-here\">");
    for (const auto& line : access::list_staff(*staff))
      if (!line.ends_on || *line.ends_on >= visit.today()) out.add("<option value=\"{}\"></option>", line.name);
    out.add("</datalist>");
  }
  return out;
}

access::StaffId read_lead(access::Visit& visit, const web::Form& typed, Errors& wrong) {
  const auto name = typed_text(typed, "lead");
  if (const auto staff = access::Door::staff<May::entries_own>(visit); staff && !name.empty()) {
    std::vector<record::Colleague> all;
    for (const auto& line : access::list_staff(*staff)) all.push_back({line.id.text(), line.name, !line.ends_on || *line.ends_on >= visit.today()});
    const auto id = record::find_staff(all, name);
    if (const auto parsed = id ? access::StaffId::parse(*id) : std::nullopt) return *parsed;
  }
  wrong.push_back({"lead", name.empty() ? "Enter who sees to it" : "Nobody who works here has this name. Enter a colleague’s full name"});
  return {};
}

Moves read_transfer(const web::Form& typed, const people::Pupil& pupil, base::LocalDate today, Errors& wrong) {
  const auto read = transfer_of(typed.text("transfer"));
  if (!read) wrong.push_back({"transfer", "Select how the pupil moves on"});
  Moves out;
  out.transfer = read.value_or(Transfer::none);
  out.year = out.transfer == Transfer::none ? 0 : people::academic_year_of(today);
  for (auto& each : check_transfer(out.transfer, pupil.year_group, pupil.given)) wrong.push_back(std::move(each));
  if (out.transfer != Transfer::post16_post16) return out;
  out.on = read_day(typed, "transfer_on", "", wrong);
  if (out.on)
    for (auto& each : check_transfer_on(*out.on, today)) wrong.push_back(std::move(each));
  return out;
}

std::optional<base::LocalDate> read_day(const web::Form& typed, std::string_view name, std::string_view ask, Errors& wrong) {
  const auto text = base::trim(typed.text(name));
  const auto day = base::parse_iso_date(text);
  if (!day && text.empty() && !ask.empty()) wrong.push_back({std::string(name), "Enter " + std::string(ask)});
  if (!day && !text.empty()) wrong.push_back({std::string(name), "Enter a real day, like 3 March 2026"});
  return day;
}

std::string typed_text(const web::Form& typed, std::string_view name) { return std::string(base::trim(base::clean(typed.text(name)))); }

web::FrameOutcome outcome_of(const Errors& errors) { return errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors; }

}  // namespace statutory
