// Draws and reads who and when.
#include "record/who_when.h"

#include "access/pass.h"
#include "base/text.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "record/submission.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"

#include <algorithm>

namespace record {

using access::May;
using access::Visit;

std::vector<std::string> pupils_in(const web::Form& form) {
  std::vector<std::string> out;
  for (const auto text : form.all("pupil"))
    if (access::PupilId::parse(text)) out.emplace_back(text);
  return out;
}

web::Html who_field(Visit& visit, const Kind& kind, const web::Form& typed, const std::vector<base::FieldError>& errors,
                    const std::vector<Part>& known) {
  web::PupilPicker picker;
  picker.label = kind.pupils.max > 1 ? "Who? Type a name; add as many as were part of it" : "Who? Type a name";
  picker.error = web::message_for(errors, "pupil");
  picker.typed = std::string(typed.text("pupil-search"));
  const auto pass = access::Door::caseload<May::pupil_find>(visit);
  std::vector<access::PupilId> ids;
  for (const auto& text : pupils_in(typed)) ids.push_back(*access::PupilId::parse(text));
  if (pass) {
    for (const auto& pupil : people::load_all(*pass, ids)) picker.chosen.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
    if (!picker.typed.empty())
      for (const auto& pupil : people::find_by_name(*pass, picker.typed, 8))
        picker.offered.push_back({pupil.id.text(), pupil.name(), people::year_and_class(pupil)});
  }
  for (const auto& part : known) {
    const auto id = part.pupil.text();
    const auto is = [&](const web::ChosenPupil& chosen) { return chosen.id == id; };
    if (std::find(ids.begin(), ids.end(), part.pupil) != ids.end() && std::none_of(picker.chosen.begin(), picker.chosen.end(), is))
      picker.chosen.push_back({id, part.name, {}});
  }
  web::Html out = web::pupil_picker(picker);
  if (kind.pupils.parts.size() > 1) {
    for (const auto& chosen : picker.chosen) {
      std::vector<web::Option> options;
      for (const auto& part : kind.pupils.parts) options.push_back({part.code, part.label});
      const auto name = "part." + chosen.id;
      out.add(web::select({.name = name, .label = "Part of " + chosen.name, .options = options, .value = std::string(typed.text(name)),
                           .error = web::message_for(errors, name)}));
    }
  }
  return out;
}

web::Html when_fields(const web::Form& typed, const std::vector<base::FieldError>& errors, const std::string& otherwise) {
  const auto error = web::message_for(errors, "occurred_at");
  const bool said = !typed.text("on").empty() || !typed.text("at").empty();
  web::Html inside = web::day_input({.name = "on", .label = "Day", .value = std::string(typed.text("on")), .error = error});
  inside.add(web::time_input({.name = "at", .label = "Time", .value = std::string(typed.text("at"))}));
  return web::details({"When: " + (said ? std::string("as below") : otherwise) + " – change it", inside, !error.empty() || said});
}

base::Result<std::optional<base::UtcTime>> read_moment(const access::Visit& visit, const web::Form& form) {
  const auto on = base::trim(form.text("on")), at = base::trim(form.text("at"));
  if (on.empty() && at.empty()) return std::optional<base::UtcTime>{};
  const auto day = on.empty() ? std::optional(visit.today()) : base::parse_iso_date(on);
  const auto time = at.empty() ? std::optional(visit.house().zone().to_local(visit.now()).time) : read_time(at);
  if (!day) return base::Error::invalid("occurred_at", "Enter the day as 2026-03-03", "day");
  if (!time) return base::Error::invalid("occurred_at", "Enter the time as 10:40", "time");
  return std::optional(visit.house().zone().to_utc(*day, *time));
}

}  // namespace record
