// Read by who sees the pupil's medical information; kept by who may correct it.
#include "casework/care/medicine_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/care/medicine_store.h"
#include "people/pupil_view.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <charconv>
#include <cmath>

namespace care {
namespace {

using access::Answer;
using access::May;
using access::Visit;

web::Url here(const access::PupilId& pupil) { return web::Url::path("/pupils/{}/medicines", pupil); }

web::Html day(const std::optional<base::LocalDate>& date, std::string_view otherwise) {
  return date ? web::html("{}", base::to_text(*date)) : web::html("{}", otherwise);
}

web::Html doses_of(const ReadPass& pass, const MedicineLine& line) {
  const auto doses = list_doses(pass, line.id, pass.now() + -31 * base::day_ms);
  if (doses.empty()) return web::body_text("None in the last month.");
  std::vector<std::vector<web::Html>> rows;
  for (const auto& dose : doses)
    rows.push_back({dose.readable ? web::link(web::Url::path("/records/{}", dose.record), access::moment_words(pass.zone(), pass.now(), dose.given_at))
                                  : web::html("{}", access::moment_words(pass.zone(), pass.now(), dose.given_at)),
                    web::html("{}", amount_words(dose.amount, line.unit)), web::html("{}", dose.given_by)});
  return web::table({.caption = "Given in the last month", .columns = {{"When"}, {"How much"}, {"By"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true});
}

web::Html card_of(Visit& visit, const ReadPass& pass, const MedicineLine& line, bool keeps) {
  const auto today = pass.today();
  web::Html state;
  if (line.ended) state.add(web::tag("Ended", web::Tint::grey));
  if (!line.ended && !line.consent_on) state.add(web::tag("No consent", web::Tint::red));
  if (!line.ended && line.expires_on && *line.expires_on < today) state.add(web::tag("Out of date", web::Tint::red));
  if (line.controlled) state.add(web::tag("Controlled: two adults", web::Tint::purple));
  std::vector<web::SummaryRow> facts;
  facts.push_back({"How", web::html("{}", line_words(line)), {}});
  facts.push_back({"From", day(line.starts_on, ""), {}});
  facts.push_back({"Until", day(line.stops_on, "No end set"), {}});
  facts.push_back({"Use by", day(line.expires_on, "Not written down"), {}});
  facts.push_back({"Consent", line.consent_on ? web::html("{}, {}", line.consent_by, base::to_text(*line.consent_on)) : web::html("None yet"), {}});
  if (line.stock)
    facts.push_back({"Left here", web::html("{}{}", amount_words(*line.stock, line.unit),
                                            line.counted_at ? ", by the count of " + access::moment_words(pass.zone(), pass.now(), *line.counted_at) + " and what was given since" : std::string()), {}});
  if (!line.note.empty()) facts.push_back({"Note", web::html("{}", line.note), {}});
  web::Html matter = state;
  matter.add(web::summary_list(facts));
  matter.add(web::details({.summary = "Given in the last month", .matter = doses_of(pass, line)}));
  if (!line.ended) {
    web::Html buttons = web::button_link(web::Url::path("/write").with("kind", "medicine").with("pupil", line.pupil), "Give or record");
    if (keeps)
      buttons.add(web::post_button(web::Url::path("/pupils/{}/medicines/{}/end", line.pupil, line.id), visit.csrf_token(),
                                   {.text = "End it", .look = web::ButtonLook::warning, .more = web::attr("aria-label", "End " + line.medicine)}));
    matter.add(web::button_group(buttons));
    if (keeps && line.stock) {
      const auto name = "stock-" + line.id.text();
      web::Html fields = web::text_input({.name = "stock", .label = "Count what is here, in " + line.unit, .id = name, .inputmode = "decimal", .width = web::InputWidth::five});
      fields.add(web::button({.text = "Save the count", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Save the count of " + line.medicine)}));
      matter.add(web::details({.summary = "Count the stock", .matter = web::post_form({.action = web::Url::path("/pupils/{}/medicines/{}/count", line.pupil, line.id),
                                                                                     .csrf = visit.csrf_token()}, fields)}));
    }
  }
  return web::card(line.medicine + (line.strength.empty() ? "" : " " + line.strength), matter);
}

web::Html new_line_form(Visit& visit, const access::PupilId& pupil, const MedicineLineId& id, const std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  const auto text = [&](std::string name, std::string label, std::string hint, web::InputWidth width, std::string inputmode = {}) {
    const auto error = web::message_for(errors, name);
    const auto value = std::string(form.text(name));
    return web::text_input({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = value, .error = error, .autocomplete = "off",
                            .inputmode = std::move(inputmode), .width = width});
  };
  const auto date = [&](std::string name, std::string label) {
    const auto error = web::message_for(errors, name);
    const auto value = std::string(form.text(name));
    return web::day_input({.name = std::move(name), .label = std::move(label), .value = value, .error = error});
  };
  web::Html fields = web::hidden("id", id.text());
  fields.add(text("medicine", "Medicine", "As its label says.", web::InputWidth::thirty));
  fields.add(text("strength", "Strength", "For example, 100 micrograms a puff, or 250 mg in 5 ml.", web::InputWidth::twenty));
  fields.add(text("dose", "Dose", "The number only.", web::InputWidth::five, "decimal"));
  fields.add(text("unit", "Unit of the dose", "For example, puffs, ml or tablets.", web::InputWidth::ten));
  fields.add(text("route", "How it is given", "For example, by mouth or inhaled.", web::InputWidth::twenty));
  fields.add(text("times", "Times it is due", "For example, 08:30, 12:30. Leave it empty if it is given when it is needed.", web::InputWidth::twenty));
  fields.add(text("gap_hours", "Hours between doses, at least", "Needed where it is given when it is needed.", web::InputWidth::five, "decimal"));
  fields.add(text("most_a_day", "Most doses in a day", "", web::InputWidth::five, "numeric"));
  fields.add(web::checkbox({.name = "controlled", .text = "A controlled medicine: two adults each time", .ticked = form.text("controlled") == "yes"}));
  fields.add(date("starts_on", "From"));
  fields.add(date("stops_on", "Until (optional)"));
  fields.add(date("expires_on", "Use by (optional)"));
  fields.add(text("consent_by", "Who gave consent", "Somebody with parental responsibility, or the pupil where they may.", web::InputWidth::thirty));
  fields.add(date("consent_on", "Day of the consent"));
  fields.add(text("stock", "How much is here (optional)", "In the unit of the dose.", web::InputWidth::five, "decimal"));
  fields.add(text("note", "Anything else (optional)", "Where it is kept, side effects, what to do in an emergency.", web::InputWidth::full));
  fields.add(web::button({.text = "Add this medicine"}));
  return web::post_form({.action = here(pupil), .csrf = visit.csrf_token(), .draft = "medicine:" + pupil.text()}, fields);
}

web::Response draw(Visit& visit, const ReadPass& pass, const MedicineLineId& id, const std::vector<base::FieldError>& errors) {
  const auto pupil = people::load(pass);
  const bool keeps = keeps_medicines(pass);
  web::Html main = access::told(visit, {{"added", "The medicine is in the plan."}, {"ended", "It is given no more."}, {"counted", "The count is saved."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Medicines", pupil.name()));
  const auto lines = list_lines(pass);
  if (lines.empty())
    main.add(web::empty_state({.icon = web::Icon::medicine, .title = "No medicine in the plan", .words = "What " + pupil.given + " may be given at school stands here, with the consent for it."}));
  for (const auto& line : lines) main.add(card_of(visit, pass, line, keeps));
  if (keeps) {
    main.add(web::subheading("Add a medicine"));
    main.add(new_line_form(visit, pupil.id, id, errors));
  }
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Medicines – " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(people::pupil_url(pupil.id), pupil.name()),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show(Visit& visit, const ReadPass& pass) {
  if (!sees_medicines(pass)) return base::Error::not_found("medicines not theirs to see");
  return draw(visit, pass, visit.fresh<MedicineLineId>(), {});
}

/// "2.5" → 2500; nothing for what is no amount.
std::optional<std::int64_t> read_amount(std::string_view text) {
  const auto trimmed = base::trim(text);
  double number = 0;
  const auto [end, error] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), number);
  if (error != std::errc{} || end != trimmed.data() + trimmed.size() || !(number >= 0) || number > 100000) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(number * 1000));
}

/// What was typed, as far as it can be read, and what is wrong beside each field.
struct LineForm {
  const web::Form& form;
  MedicineLine line;
  std::vector<base::FieldError> wrong = {};

  void text(std::string_view name, std::string& into, std::size_t most, std::string_view ask) {
    into = base::clean(form.text(name));
    into = std::string(base::trim(into));
    if (into.empty() && !ask.empty()) wrong.push_back({std::string(name), "Enter " + std::string(ask)});
    if (base::count_characters(into) > most) wrong.push_back({std::string(name), "Use at most " + std::to_string(most) + " characters"});
  }
  std::optional<base::LocalDate> date(std::string_view name, std::string_view ask) {
    const auto raw = base::trim(form.text(name));
    const auto read = base::parse_iso_date(raw);
    if (!read && (!raw.empty() || !ask.empty()))
      wrong.push_back({std::string(name), raw.empty() ? "Enter " + std::string(ask) : "It must be a real date"});
    return read;
  }
  void read() {
    text("medicine", line.medicine, 120, "the medicine");
    text("strength", line.strength, 80, "");
    text("unit", line.unit, 30, "the unit of the dose");
    text("route", line.route, 60, "how it is given");
    text("consent_by", line.consent_by, 120, "");
    text("note", line.note, 600, "");
    const auto dose = read_amount(form.text("dose"));
    if (!dose || *dose == 0) wrong.push_back({"dose", "Enter the dose as a number"});
    line.dose = dose.value_or(0);
    const auto times = read_times(form.text("times"));
    if (!times) wrong.push_back({"times", "Enter times like 08:30, 12:30"});
    line.times = times.value_or(std::vector<base::LocalTime>{});
    const auto gap = base::trim(form.text("gap_hours")).empty() ? std::optional<std::int64_t>(0) : read_amount(form.text("gap_hours"));
    if (!gap || *gap > 48'000) wrong.push_back({"gap_hours", "Enter the hours as a number up to 48"});
    line.gap_minutes = static_cast<int>(gap.value_or(0) * 60 / 1000);
    if (times && times->empty() && line.gap_minutes == 0 && gap) wrong.push_back({"gap_hours", "Enter how many hours must pass between two doses"});
    const auto most = base::trim(form.text("most_a_day")).empty() ? std::optional<std::int64_t>(0) : read_amount(form.text("most_a_day"));
    if (!most || *most % 1000 != 0 || *most > 50'000) wrong.push_back({"most_a_day", "Enter a whole number up to 50"});
    line.most_a_day = static_cast<int>(most.value_or(0) / 1000);
    line.controlled = form.text("controlled") == "yes";
    const auto starts = date("starts_on", "the first day");
    line.stops_on = date("stops_on", "");
    if (starts && line.stops_on && *line.stops_on < *starts) wrong.push_back({"stops_on", "The last day must not be before the first"});
    line.starts_on = starts.value_or(base::LocalDate{});
    line.expires_on = date("expires_on", "");
    line.consent_on = date("consent_on", line.consent_by.empty() ? "" : "the day of the consent");
    if (line.consent_on && line.consent_by.empty()) wrong.push_back({"consent_by", "Enter who gave consent"});
    if (!base::trim(form.text("stock")).empty()) {
      line.stock = read_amount(form.text("stock"));
      if (!line.stock) wrong.push_back({"stock", "Enter the amount as a number"});
    }
  }
};

base::Result<Answer> post_line(Visit& visit, const KeepPass& pass) {
  const auto read = pass.narrowed<May::chronology_read>();
  const auto id = MedicineLineId::parse(visit.form().text("id"));
  if (!read || !keeps_medicines(pass) || !id) return base::Error::not_found("medicines not theirs to keep");
  LineForm typed{visit.form(), {}};
  typed.line.id = *id;
  typed.read();
  if (!typed.wrong.empty()) return draw(visit, *read, *id, typed.wrong);
  access::UnitOfWork work{visit};
  add_line(work, pass, typed.line);
  return access::then_go(visit, std::move(work), here(pass.pupil()).with("done", "added"));
}

base::Result<Answer> post_end(Visit& visit, const KeepPass& pass) {
  const auto id = MedicineLineId::parse(visit.match.part("line"));
  if (!keeps_medicines(pass) || !id) return base::Error::not_found("medicines not theirs to keep");
  access::UnitOfWork work{visit};
  end_line(work, pass, *id);
  return access::then_go(visit, std::move(work), here(pass.pupil()).with("done", "ended"));
}

base::Result<Answer> post_count(Visit& visit, const KeepPass& pass) {
  const auto id = MedicineLineId::parse(visit.match.part("line"));
  const auto read = pass.narrowed<May::chronology_read>();
  if (!read || !keeps_medicines(pass) || !id) return base::Error::not_found("medicines not theirs to keep");
  const auto stock = read_amount(visit.form().text("stock"));
  if (!stock) return draw(visit, *read, visit.fresh<MedicineLineId>(), {{"stock-" + id->text(), "Enter the amount as a number"}});
  access::UnitOfWork work{visit};
  count_stock(work, pass, *id, *stock);
  return access::then_go(visit, std::move(work), here(pass.pupil()).with("done", "counted"));
}

}  // namespace

void add_medicine_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/medicines", show);
  routes.post("/pupils/{pupil}/medicines", post_line);
  routes.post("/pupils/{pupil}/medicines/{line}/end", post_end);
  routes.post("/pupils/{pupil}/medicines/{line}/count", post_count);
}

}  // namespace care
