// One page: the queue, and beside it the concern that is open. It works without JavaScript; a stale decision shows both.
#include "casework/concerns/triage_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/category_store.h"
#include "casework/concerns/decision_form.h"
#include "casework/concerns/triage_view.h"
#include "casework/concerns/unmatched_store.h"
#include "people/calendar.h"
#include "people/pupil_view.h"
#include "people/shared_item_notes.h"
#include "people/shared_item_store.h"
#include "record/action_view.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/record_store.h"
#include "record/school_offers.h"
#include "record/summary.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace concerns {
namespace {

using access::Answer;
using access::May;
using access::Visit;

Queue load_queue(Visit& visit, const TriagePass& pass, const QueueChoice& choice) {
  Queue queue{list_open(pass), {}, load_arrangement(pass).targets, visit.now(), visit.house().zone()};
  if (choice.by == Grouping::household) queue.households = households(pass, queue.open);
  sort_by_urgency(queue.open, queue.targets, queue.now, queue.zone);
  return queue;
}

web::Html own_words(Visit& visit, const OpenConcern& concern) {
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  const auto record = across ? record::find(*across, concern.id) : std::nullopt;
  if (!record || record->versions.empty()) return {};
  const auto in_force = visit.house().room<record::Catalogue>().find(record->kind);
  if (!in_force) return {};
  auto names = record::staff_names_for(visit, *in_force->kind);
  names.pupil = [&record](std::string_view id) {
    for (const auto& part : record->parts)
      if (part.pupil.text() == id) return part.name;
    return std::string("another pupil");
  };
  std::vector<web::SummaryRow> rows;
  for (const auto& row : record::describe(*in_force->kind, record::Body::stored(record->versions.back().body), names))
    rows.push_back({row.label, web::html("<span class=\"app-words\">{}</span>", row.value)});
  web::Html out = web::summary_list(rows);
  if (record->versions.size() > 1 || !record->files.empty())
    out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Corrections and files</a></p>", web::Url::path("/records/{}", concern.id));
  return out;
}

web::Html people_of(const OpenConcern& concern) {
  web::Html out;
  for (const auto& pupil : concern.pupils)
    out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a>, {}{}. <a class=\"govuk-link\" href=\"{}\">Safeguarding file"
            "<span class=\"govuk-visually-hidden\"> of {}</span></a></p>",
            people::pupil_url(pupil.id), pupil.name, pupil.detail, pupil.linked ? " (linked)" : "",
            web::Url::path("/pupils/{}/safeguarding", pupil.id), pupil.name);
  return out;
}

/// A concern opened beside the queue, with its form as typed.
struct Sheet {
  const OpenConcern& concern;
  Dossier dossier;
  const web::Form& typed;
  std::vector<base::FieldError> errors = {};
  web::Html above = {};
};

web::Url here_of(const OpenConcern& concern) { return web::Url::path("/concerns/{}", concern.id); }

/// What somebody has to do because of it, and which lines are shared of its children.
web::Html what_follows(Visit& visit, const TriagePass& pass, const OpenConcern& concern) {
  web::Html out;
  std::vector<web::TodoItem> items;
  for (const auto& action : record::list_from(pass, "record", concern.id.bytes()))
    items.push_back(record::action_item(action, visit.today(), record::ActionLineFor::asker));
  out.add("<h3 class=\"govuk-heading-s\" id=\"actions\">Actions</h3>");
  out.add(items.empty() ? web::body_text("Nobody is asked to do anything yet.") : web::todo_list(items));
  web::Html lines;
  for (const auto& pupil : concern.pupils) {
    const auto share = pupil.linked ? std::nullopt : access::Door::pupil<May::item_share>(visit, pupil.id);
    if (!share) continue;
    for (const auto& item : people::list_shared(*share))
      lines.add("<li>“{}” – {}, {}</li>", item.line, item.to.empty() ? "nobody" : item.to, people::until_words(visit.house().zone(), item.until));
  }
  if (!lines.empty()) out.add("<h3 class=\"govuk-heading-s\">Lines that somebody acts on</h3><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", lines);
  return out;
}

web::Html draw_sheet(Visit& visit, const TriagePass& pass, const Sheet& sheet, const QueueChoice& choice) {
  const auto& zone = visit.house().zone();
  const auto& concern = sheet.concern;
  const auto categories = list_categories(pass, people::academic_year_of(visit.today()));
  CategoryLists lists;
  for (const auto& step : sheet.dossier.steps)
    if (!lists.contains(step.academic_year)) lists[step.academic_year] = load_categories(pass, step.academic_year).all;
  web::Html out;
  out.add("<h2 class=\"govuk-heading-m\" id=\"sheet\" tabindex=\"-1\">The concern</h2>");
  out.add(sheet.above);
  if (concern.safe == "no" && concern.is_untouched())
    out.add(web::warning_text("The child was not safe when this was written. See to that first, in person. In danger: 999."));
  out.add(people_of(concern));
  out.add("<p class=\"govuk-body-s\">Happened {}. Written {} by {}{}{}.</p>", access::moment_words(zone, visit.now(), concern.occurred_at),
          access::moment_words(zone, visit.now(), concern.recorded_at), concern.author, concern.author_post.empty() ? "" : ", ", concern.author_post);
  out.add(own_words(visit, concern));
  out.add(draw_told(sheet.dossier));
  out.add(draw_history(sheet.dossier, lists, zone, visit.now()));
  out.add(what_follows(visit, pass, concern));
  web::Html more;
  for (const auto& pupil : concern.pupils) {
    if (pupil.linked) continue;
    const auto whom = concern.pupils.size() == 1 ? std::string() : " about " + pupil.name;
    more.add(web::button_link(web::Url::path("/pupils/{}/sharing", pupil.id).with("back", here_of(concern).text()).at("share"),
                              "Give somebody a line to act on" + whom, web::ButtonLook::secondary));
    more.add(web::button_link(web::Url::path("/pupils/{}/referrals/new", pupil.id).with("concern", concern.id),
                              concern.pupils.size() == 1 ? std::string("Write a referral") : "Write a referral for " + pupil.name,
                              web::ButtonLook::secondary));
  }
  more.add(web::button_link(web::Url::path("/records/{}/move", concern.id), "Wrong child", web::ButtonLook::secondary));
  out.add(web::button_group(more));
  out.add("<h3 class=\"govuk-heading-s\">{}</h3>", concern.state == closed ? "Closed. Decide again" : "Decide");
  const auto id = sheet.typed.has("id") ? std::string(sheet.typed.text("id")) : visit.fresh<StepId>().text();
  std::vector<std::string> action_ids;
  for (std::size_t n = 0; n < action_rows; ++n) action_ids.push_back(visit.fresh<record::ActionId>().text());
  out.add(draw_decision_form({.typed = sheet.typed, .errors = sheet.errors, .categories = categories, .id = id, .was = concern.steps,
                              .action = choice.apply(web::Url::path("/concerns/{}/decisions", concern.id)), .csrf = visit.csrf_token(),
                              .draft = "concern:" + concern.id.text(), .people = record::list_choosable(pass), .action_ids = action_ids}));
  return out;
}

web::Response draw_page(Visit& visit, const TriagePass& pass, int status, const Sheet* sheet) {
  const auto choice = read_choice(visit.query());
  auto queue = load_queue(visit, pass, choice);
  if (sheet) queue.current = sheet->concern.id;
  web::Html main = sheet ? web::error_summary(sheet->errors) : web::Html();
  main.add(access::told(visit, {{"decided", "Saved. The person who raised it can read the status and your answer."},
                               {"shared", "Shared. They read it on the pupil's page and on My day."}}));
  main.add(web::heading("Concerns"));
  main.add(concern_tabs({ConcernTab::queue, count_unmatched(pass), visit.may(May::conduct_decide)}));
  if (const auto system = load_arrangement(pass).other_system; !system.empty())
    main.add(web::inset_text(web::html("<p>New concerns are kept in <strong>{}</strong>. Those raised here before stay here.</p>", system)));
  main.add("<div class=\"app-triage\"><div class=\"app-triage__queue\"><h2 class=\"govuk-visually-hidden\">Open concerns</h2>");
  main.add(draw_queue(queue, choice));
  main.add("</div>");
  if (sheet) main.add("<div class=\"app-triage__sheet\">{}</div>", draw_sheet(visit, pass, *sheet, choice));
  main.add("</div>");
  return access::page(visit, status, {.title = "Concerns", .place = access::Place::concerns,
                                      .outcome = !sheet || sheet->errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

std::optional<OpenConcern> concern_of(const Visit& visit, const TriagePass& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  return id ? find(pass, *id) : std::nullopt;
}

/// The concern where it stands now, for somebody who holds on to where it stood.
std::optional<OpenConcern> moved_concern(Visit& visit, const TriagePass& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto now = id ? find_moved(visit, *id) : std::nullopt;
  return now ? find(pass, *now) : std::nullopt;
}

base::Result<Answer> show_queue(Visit& visit, const TriagePass& pass) { return draw_page(visit, pass, 200, nullptr); }

base::Result<Answer> show_concern(Visit& visit, const TriagePass& pass) {
  const auto concern = concern_of(visit, pass);
  if (const auto moved = concern ? std::nullopt : moved_concern(visit, pass)) return web::see_other(read_choice(visit.query()).apply(here_of(*moved)));
  if (!concern) return base::Error::not_found("no such concern, or not theirs to see");
  const Sheet sheet{*concern, load_dossier(pass, concern->id), {}};
  return draw_page(visit, pass, 200, &sheet);
}

base::Result<Answer> post_decision(Visit& visit, const TriagePass& pass) {
  auto concern = concern_of(visit, pass);
  const bool was_moved = !concern;
  if (was_moved) concern = moved_concern(visit, pass);
  const auto& form = visit.form();
  const auto id = StepId::parse(form.text("id"));
  if (!concern || !id) return base::Error::not_found("no such concern, or no id");
  const auto done = read_choice(visit.query()).apply(web::Url::path("/concerns/{}", concern->id)).with("done", "decided");
  if (is_decided(pass, *id)) return web::see_other(done);
  Sheet sheet{*concern, load_dossier(pass, concern->id), form};
  if (was_moved) {
    sheet.above = web::alert({.kind = web::AlertKind::warning, .title = "Moved meanwhile",
                              .matter = web::html("<p>While you were writing, this concern was moved to the right child. What you wrote is still in the form. "
                                                  "Read it again, then save.</p>")});
    return draw_page(visit, pass, 409, &sheet);
  }
  const auto year = people::academic_year_of(visit.today());
  auto draft = read_decision(form, *id, concern->id, sheet.errors);
  auto checked = check(std::move(draft), visit.today(), list_categories(pass, year));
  if (!checked) sheet.errors.insert(sheet.errors.end(), checked.error().fields.begin(), checked.error().fields.end());
  auto actions = read_actions(visit, pass, *concern, form, sheet.errors);
  if (!sheet.errors.empty()) return draw_page(visit, pass, 422, &sheet);
  checked->actions = std::move(actions);
  if (checked->was != concern->steps) {
    sheet.above = web::alert({.kind = web::AlertKind::warning, .title = "Decided meanwhile",
                              .matter = web::html("<p>Somebody else decided while you were writing. Their decision is below; yours is still in the form. "
                                                  "Save again to put yours after theirs.</p>")});
    return draw_page(visit, pass, 409, &sheet);
  }
  access::UnitOfWork work{visit};
  decide(work, pass, *checked, year, concern->pupils.front().id);
  if (checked->outcome == "open_case") open_cases(work, visit, pass, *concern, *checked);
  if (const auto asked = ask_for(work, visit, *checked); !asked) {
    if (asked.error().kind != base::Error::Kind::invalid) return asked.error();
    sheet.errors = asked.error().fields;
    return draw_page(visit, pass, 422, &sheet);
  }
  return access::then_go(visit, std::move(work), done);
}

}  // namespace

void add_triage_routes(access::Routes& routes) {
  routes.get("/concerns", show_queue);
  routes.get("/concerns/{record}", show_concern);
  routes.post("/concerns/{record}/decisions", post_decision);
}

}  // namespace concerns
