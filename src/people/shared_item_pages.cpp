// The page of what is shared about one pupil, and the notes other pages show.
#include "people/shared_item_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "people/pupil_view.h"
#include "people/shared_item_notes.h"
#include "people/shared_item_store.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace people {
namespace {

using access::Answer;
using access::Visit;

constexpr int usual_days = 28;
constexpr std::size_t fewest_boxes = 4, most_named = 20;

web::Url here(const PupilId& pupil) { return web::Url::path("/pupils/{}/sharing", pupil); }

std::vector<std::string> chosen_in(const web::Form& form) {
  std::vector<std::string> out;
  for (const auto& [name, value] : form.entries())
    if (name.starts_with("to-") && !value.empty() && std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
  return out;
}

/// The page of this house that the sharing was begun from; it leads there again.
std::optional<web::Url> begun_from(const Visit& visit) {
  const auto& asked = visit.request.method == web::Method::post ? visit.form() : visit.query();
  const auto text = asked.text("back");
  return text.empty() ? std::nullopt : web::Url::parse_own(text);
}

web::Html share_form(Visit& visit, const SharePass& pass, const std::vector<base::FieldError>& errors) {
  std::vector<web::Option> staff = {{"", "Nobody"}};
  for (const auto& line : list_staff(pass))
    if (!line.ends_on || *line.ends_on >= pass.today()) staff.push_back({line.id.text(), line.post.empty() ? line.name : line.name + ", " + line.post});
  const auto& typed = visit.form();
  const auto chosen = chosen_in(typed);
  web::Html fields = web::hidden("id", typed.has("id") ? std::string(typed.text("id")) : visit.fresh<SharedItemId>().text());
  if (const auto back = begun_from(visit)) fields.add(web::hidden("back", back->text()));
  fields.add(web::text_input({.name = "line", .label = "The line to act on",
                              .hint = "What they need to do, not why. For example: Do not leave alone with the uncle at the gate. Call Dana at once.",
                              .value = std::string(typed.text("line")), .error = web::message_for(errors, "line")}));
  web::Html boxes;
  const auto count = std::min(most_named, std::max(fewest_boxes, chosen.size() + 2));
  for (std::size_t i = 0; i < count; ++i)
    boxes.add(web::select({.name = "to-" + std::to_string(i + 1), .label = "Person " + std::to_string(i + 1), .options = staff,
                           .value = i < chosen.size() ? chosen[i] : "", .error = i == 0 ? web::message_for(errors, "to-1") : ""}));
  fields.add(web::fieldset({.legend = "Who reads it?", .legend_as = web::LabelAs::small}, boxes));
  fields.add(web::day_input({.name = "until", .label = "Until when?",
                             .value = typed.has("until") ? std::string(typed.text("until")) : base::to_iso(pass.today() + usual_days),
                             .error = web::message_for(errors, "until")}));
  fields.add(web::button({.text = "Share it"}));
  return web::post_form({.action = web::Url::path("/pupils/{}/sharing/items", pass.pupil()), .csrf = visit.csrf_token()}, fields);
}

web::Response share_page(Visit& visit, const SharePass& pass, const std::vector<base::FieldError>& errors) {
  const auto pupil = load(pass, pass.pupil());
  const auto& zone = pass.zone();
  web::Html main = web::error_summary(errors);
  main.add(told(visit, {{"shared", "Shared. They read it on the pupil's page and on My day."}, {"ended", "Taken back."},
                        {"alert", "Everyone who may contact home is asked to speak to the DSL first."}, {"no-alert", "That is no longer asked."}}));
  main.add(pupil_head(pass, pupil, PupilTab::sharing));
  main.add(web::subheading("Before contacting home"));
  const bool on = contact_alert(pass, pass.pupil()) == ContactAlert::on;
  main.add(web::body_text(on ? "Everyone who may contact home reads: Speak to the DSL before contacting home."
                             : "Nothing is asked of those who contact home."));
  main.add(web::post_button(web::Url::path("/pupils/{}/sharing/alert", pupil.id), visit.csrf_token(),
                            {.text = on ? "Stop asking" : "Ask all to speak to the DSL first", .look = web::ButtonLook::secondary, .name = "to",
                             .value = on ? "off" : "on"}));
  main.add(web::subheading("Shared now"));
  const auto items = list_shared(pass);
  if (items.empty()) main.add(web::body_text("Nothing of the safeguarding file is shared with anybody."));
  std::vector<std::vector<web::Html>> rows;
  for (const auto& item : items)
    rows.push_back({web::html("{}", item.line), web::html("{}", item.to.empty() ? "nobody" : item.to), web::html("{}", until_words(zone, item.until)),
                    web::post_button(web::Url::path("/pupils/{}/sharing/items/{}/end", pupil.id, item.id), visit.csrf_token(),
                                     {.text = "Take back", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Take back: " + item.line)})});
  if (!rows.empty())
    main.add(web::table({.caption = "Shared lines", .columns = {{"Line"}, {"With"}, {"Until"}, {"Change"}}, .rows = std::move(rows),
                         .caption_hidden = true, .stacked = true}));
  main.add("<h2 class=\"govuk-heading-m\" id=\"share\" tabindex=\"-1\">Share a line</h2>");
  main.add(share_form(visit, pass, errors));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Sharing – " + pupil.name(), .place = access::Place::pupils,
                       .before = begun_from(visit) ? web::back_link(*begun_from(visit)) : web::Html(),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_sharing(Visit& visit, const SharePass& pass) { return share_page(visit, pass, {}); }

base::Result<Answer> post_item(Visit& visit, const SharePass& pass) {
  const auto& form = visit.form();
  std::vector<base::FieldError> errors;
  const auto line = base::Text<240>::make(form.text("line"));
  if (!line || line->empty()) errors.push_back({"line", line ? "Enter the line to act on" : "The line must be 240 characters or fewer"});
  SharedItemDraft draft{SharedItemId::parse(form.text("id")).value_or(visit.fresh<SharedItemId>()), line ? line->text() : "", {}, {}};
  const auto staff = list_staff(pass);
  for (const auto& text : chosen_in(form)) {
    const auto id = access::StaffId::parse(text);
    if (id && std::any_of(staff.begin(), staff.end(), [&](const access::StaffLine& one) { return one.id == *id; })) draft.to.push_back(*id);
  }
  if (draft.to.empty()) errors.push_back({"to-1", "Choose who reads it"});
  const auto until = base::parse_iso_date(form.text("until"));
  if (!until || *until < pass.today()) errors.push_back({"until", "Enter a day from today on"});
  else draft.until = pass.zone().start_of_day(*until + 1);
  if (!errors.empty()) return share_page(visit, pass, errors);
  access::UnitOfWork work(visit);
  share_item(work, pass, draft);
  return then_go(visit, std::move(work), begun_from(visit).value_or(here(pass.pupil())).with("done", "shared"));
}

base::Result<Answer> post_item_end(Visit& visit, const SharePass& pass) {
  const auto id = SharedItemId::parse(visit.match.part("item"));
  if (!id) return base::Error::not_found("no such item");
  access::UnitOfWork work(visit);
  end_item(work, pass, *id);
  return then_go(visit, std::move(work), here(pass.pupil()).with("done", "ended"));
}

base::Result<Answer> post_alert(Visit& visit, const SharePass& pass) {
  const auto to = visit.form().text("to") == "on" ? ContactAlert::on : ContactAlert::off;
  access::UnitOfWork work(visit);
  set_contact_alert(work, pass, to);
  return then_go(visit, std::move(work), here(pass.pupil()).with("done", to == ContactAlert::on ? "alert" : "no-alert"));
}

}  // namespace

void add_shared_item_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/sharing", show_sharing);
  routes.post("/pupils/{pupil}/sharing/items", post_item);
  routes.post("/pupils/{pupil}/sharing/items/{item}/end", post_item_end);
  routes.post("/pupils/{pupil}/sharing/alert", post_alert);
}

}  // namespace people
