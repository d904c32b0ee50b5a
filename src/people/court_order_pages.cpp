// Written down, changed and ended by those who decide on orders; nobody else learns from here that there are any.
#include "people/court_order_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "people/court_effects.h"
#include "people/court_order_form.h"
#include "people/court_order_store.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace people {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url orders_url(const PupilId& pupil) { return web::Url::path("/pupils/{}/orders", pupil); }
web::Url order_url(const PupilId& pupil, const CourtOrderId& id) { return web::Url::path("/pupils/{}/orders/{}", pupil, id); }

base::Result<void> held_to_orders(const OrderPass& pass) {
  if (!keeps_orders(pass.grants(), pass.pupil())) return base::Error::not_found("no orders for this person");
  return {};
}

/// The order the address names. Errors: not_found, also for whoever may not see it.
base::Result<CourtOrder> in_address(const Visit& visit, const OrderPass& pass) {
  TRY_DO(held_to_orders(pass));
  const auto id = CourtOrderId::parse(visit.match.part("order"));
  auto order = id ? find_order(pass, *id) : std::nullopt;
  if (!order) return base::Error::not_found("no such order of this pupil");
  return *std::move(order);
}

web::Html state_tag(const CourtOrder& order, base::LocalDate today) {
  if (order.words.ended_on) return web::tag("Ended", web::Tint::grey);
  if (order.words.expires_on && *order.words.expires_on < today) return web::tag("Has run out", web::Tint::orange);
  if (!order.words.is_certain()) return web::tag("Not seen yet", web::Tint::yellow);
  return web::tag("In force", web::Tint::red);
}

std::string days_words(const OrderWords& words) {
  std::string out = words.made_on ? "Made " + base::to_text(*words.made_on) : std::string("No day");
  if (words.ended_on) return out + ", ended " + base::to_text(*words.ended_on);
  if (words.expires_on) return out + ", until " + base::to_text(*words.expires_on);
  return out + ", no end";
}

web::Html effects_list(const OrderWords& words) {
  web::Html list;
  for (const auto& each : words.effects) list.add("<li>{}: {}</li>", each.is_about_all() ? std::string("Everybody") : each.who, title(each.effect));
  return web::html("<ul class=\"govuk-list\">{}</ul>", list);
}

web::Html words_view(const OrderWords& words) {
  std::vector<web::SummaryRow> rows;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) rows.push_back({key, web::html("<span class=\"app-words\">{}</span>", value), {}});
  };
  add("Kind", std::string(title_of_sort(words.sort)));
  add("Court", words.court);
  add("Case number", words.number);
  add("Days", days_words(words));
  rows.push_back({"What it means", effects_list(words), {}});
  add("What it says", words.words);
  add("Seen by", words.is_certain() ? words.seen_by + ", " + base::to_text(*words.seen_on) : "Nobody at the school has seen it yet");
  add("Copy", words.copy_at.empty() ? "None" : words.copy_at);
  return web::summary_list(rows);
}

base::Result<Answer> show_all(Visit& visit, const OrderPass& pass) {
  TRY_DO(held_to_orders(pass));
  const auto pupil = load(pass);
  web::Html main = access::told(visit, {{"recorded", "Written down. Everybody around the child reads what it means from now on."}, {"ended", "Ended. What it meant is shown no more."}});
  main.add(web::heading(pupil.name(), "Court orders"));
  main.add(effects_banner(pass, pupil));
  main.add(web::body_text("Only those who decide on safeguarding read an order. What it means in practice stands on the child’s pages, on the card and on the cover board, in plain words."));
  const auto orders = list_orders(pass);
  if (orders.empty())
    main.add(web::empty_state({.icon = web::Icon::scales, .title = "No order is written down", .words = "Ask to see an order before you write it down. Where somebody only tells you of one, write that nobody has seen it yet."}));
  std::vector<std::vector<web::Html>> rows;
  for (const auto& order : orders)
    rows.push_back({web::link(order_url(pupil.id, order.id), title_of_sort(order.words.sort)), web::html("{}", days_words(order.words)), effects_list(order.words), state_tag(order, visit.today())});
  if (!rows.empty()) main.add(web::table({.caption = "Orders", .columns = {{"Order"}, {"Days"}, {"What it means"}, {"Now"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true}));
  web::Html buttons = web::button_link(web::Url::path("/pupils/{}/orders/new", pupil.id), "Write down an order");
  buttons.add(web::button_link(web::Url::path("/pupils/{}/protected", pupil.id), "Addresses kept safe", web::ButtonLook::secondary));
  main.add(web::button_group(buttons));
  return access::page(visit, 200, {.title = "Court orders – " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(pupil_url(pupil.id), pupil.name())}, main);
}

/// What stands in the form, and what is above it.
struct Sheet {
  const web::Form& typed;
  const Errors& errors;
  int status = 200;
  web::Html above = {};
};

web::Response draw_form(Visit& visit, const OrderPass& pass, const CourtOrderId& id, const CourtOrder* order, const Sheet& sheet) {
  const auto pupil = load(pass);
  const auto family = list_family(pass, pupil.id);
  web::Html main = web::error_summary(sheet.errors, order_anchors(family));
  main.add(sheet.above);
  main.add(web::heading(pupil.name(), order ? "Change what is written of the order" : "Write down a court order"));
  web::Html fields;
  if (order) fields.add(web::hidden("was", std::to_string(order->version)));
  else fields.add(web::hidden("id", id.text()));
  fields.add(order_fields(family, sheet.typed, sheet.errors));
  if (order) fields.add(web::text_input({.name = "reason", .label = "Why does it change?", .value = std::string(sheet.typed.text("reason")), .error = web::message_for(sheet.errors, "reason")}));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  const auto action = order ? web::Url::path("/pupils/{}/orders/{}/versions", pupil.id, order->id) : orders_url(pupil.id);
  main.add(web::post_form({.action = action, .csrf = visit.csrf_token()}, fields));
  return access::page(visit, sheet.status,
                      {.title = std::string(order ? "Change an order – " : "Write down an order – ") + pupil.name(), .place = access::Place::pupils,
                       .before = web::back_link(order ? order_url(pupil.id, order->id) : orders_url(pupil.id)), .outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_new(Visit& visit, const OrderPass& pass) {
  TRY_DO(held_to_orders(pass));
  return draw_form(visit, pass, visit.fresh<CourtOrderId>(), nullptr, {web::Form{}, {}});
}

base::Result<Answer> post_new(Visit& visit, const OrderPass& pass) {
  TRY_DO(held_to_orders(pass));
  const auto& typed = visit.form();
  const auto id = CourtOrderId::parse(typed.text("id"));
  if (!id) return base::Error::not_found("an order without its id");
  Errors wrong;
  const auto words = read_order(list_family(pass, pass.pupil()), typed, wrong);
  if (auto further = check(words, visit.today()); !further.empty()) wrong.insert(wrong.end(), further.begin(), further.end());
  if (!wrong.empty()) return draw_form(visit, pass, *id, nullptr, {typed, wrong, 422});
  const auto there = orders_url(pass.pupil()).with("done", "recorded");
  if (const auto standing = find_order(pass, *id); standing && standing->version == 1 && standing->words == words) return web::see_other(there);  // the first answer was lost
  access::UnitOfWork work{visit};
  record_order(work, pass, *id, words);
  return access::then_go(visit, std::move(work), there);
}

web::Html end_form(const Visit& visit, const CourtOrder& order, const Sheet& sheet) {
  web::Html fields = web::hidden("was", std::to_string(order.version));
  fields.add(web::day_input({.name = "ended_on", .label = "Since when does it hold no more?", .value = sheet.typed.has("ended_on") ? std::string(sheet.typed.text("ended_on")) : base::to_iso(visit.today()),
                             .error = web::message_for(sheet.errors, "ended_on")}));
  fields.add(web::text_input({.name = "end_reason", .label = "How do you know?", .hint = "For example: a letter of the court, 2 March.", .value = std::string(sheet.typed.text("end_reason")), .error = web::message_for(sheet.errors, "end_reason")}));
  fields.add(web::button({.text = "End it", .look = web::ButtonLook::warning}));
  return web::details({.summary = "It holds no more", .matter = web::post_form({.action = web::Url::path("/pupils/{}/orders/{}/end", order.pupil, order.id), .csrf = visit.csrf_token()}, fields), .open = sheet.status != 200});
}

web::Response draw_one(Visit& visit, const OrderPass& pass, const CourtOrder& order, const Sheet& sheet) {
  const auto pupil = load(pass);
  web::Html main = web::error_summary(sheet.errors);
  main.add(access::told(visit, {{"changed", "Changed. The version before is kept."}}));
  main.add(web::heading(pupil.name(), title_of_sort(order.words.sort)));
  main.add("<p class=\"govuk-body\">{} Written down by {}, {}.</p>", state_tag(order, visit.today()), order.recorded_by, access::moment_words(visit.house().zone(), visit.now(), order.recorded_at));
  main.add(words_view(order.words));
  if (!order.words.ended_on) {
    main.add(web::button_group(web::button_link(web::Url::path("/pupils/{}/orders/{}/edit", pupil.id, order.id), "Change it", web::ButtonLook::secondary)));
    main.add(end_form(visit, order, sheet));
  }
  main.add(web::subheading("Versions"));
  const auto versions = list_versions(pass, order.id);
  web::Html list;
  for (auto version = versions.rbegin(); version != versions.rend(); ++version)
    list.add("<li class=\"app-steps__step\"><p class=\"govuk-body\"><strong>Version {}</strong>, {}, by {}.{}{}</p>{}</li>", version->number, access::moment_words(visit.house().zone(), visit.now(), version->at), version->author,
             version->reason.empty() ? "" : " ", version->reason, version->number == order.version ? web::Html() : web::details({.summary = "As it was", .matter = words_view(version->words)}));
  main.add("<ol class=\"app-steps\">{}</ol>", list);
  main.add("<p class=\"govuk-hint\">Kept as long as the child protection file.</p>");
  return access::page(visit, sheet.status,
                      {.title = "An order – " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(orders_url(pupil.id), "Court orders"),
                       .outcome = sheet.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_one(Visit& visit, const OrderPass& pass) {
  TRY(const auto order, in_address(visit, pass));
  return draw_one(visit, pass, order, {visit.form(), {}});
}

base::Result<Answer> show_edit(Visit& visit, const OrderPass& pass) {
  TRY(const auto order, in_address(visit, pass));
  if (order.words.ended_on) return base::Error::not_found("an ended order is not changed");
  return draw_form(visit, pass, order.id, &order, {order_form(order.words), {}});
}

/// Their words above, one's own in the form.
web::Html meanwhile(const CourtOrder& order) {
  web::Html out = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                              .matter = web::html("<p>Somebody else changed this order while you were writing. Their words are here; yours are in the form. Save again to put yours on top: theirs are kept as the version before.</p>")});
  out.add(web::card("As it stands now", words_view(order.words)));
  return out;
}

/// True where the version in force is this very one, by this person: its first answer was lost.
bool saved_before(const Visit& visit, const OrderPass& pass, const CourtOrder& order, const OrderWords& words) {
  if (visit.form().text("was") != std::to_string(order.version - 1) || order.words != words) return false;
  const auto versions = list_versions(pass, order.id);
  return !versions.empty() && versions.back().author == visit.who().name;
}

base::Result<Answer> post_version(Visit& visit, const OrderPass& pass) {
  TRY(const auto order, in_address(visit, pass));
  if (order.words.ended_on) return base::Error::conflict("This order was ended meanwhile.", "order ended");
  const auto& typed = visit.form();
  Errors wrong;
  const auto words = read_order(list_family(pass, pass.pupil()), typed, wrong);
  if (auto further = check(words, visit.today()); !further.empty()) wrong.insert(wrong.end(), further.begin(), further.end());
  const auto reason = std::string(base::trim(base::clean(typed.text("reason"))));
  if (reason.empty()) wrong.push_back({"reason", "Enter why it changes"});
  if (base::count_characters(reason) > 400) wrong.push_back({"reason", "Use at most 400 characters"});
  const auto there = order_url(order.pupil, order.id).with("done", "changed");
  if (wrong.empty() && saved_before(visit, pass, order, words)) return web::see_other(there);
  if (typed.text("was") != std::to_string(order.version)) return draw_form(visit, pass, order.id, &order, {typed, wrong, 409, meanwhile(order)});
  if (!wrong.empty()) return draw_form(visit, pass, order.id, &order, {typed, wrong, 422});
  access::UnitOfWork work{visit};
  change_order(work, pass, order, words, reason);
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_end(Visit& visit, const OrderPass& pass) {
  TRY(const auto order, in_address(visit, pass));
  const auto there = orders_url(order.pupil).with("done", "ended");
  if (order.words.ended_on) return web::see_other(there);
  const auto& typed = visit.form();
  Errors wrong;
  const auto on = base::parse_iso_date(base::trim(typed.text("ended_on")));
  const auto reason = std::string(base::trim(base::clean(typed.text("end_reason"))));
  if (!on) wrong.push_back({"ended_on", "Enter the day since when it holds no more"});
  else if (*on > visit.today()) wrong.push_back({"ended_on", "The day must not be in the future"});
  else if (order.words.made_on && *on < *order.words.made_on) wrong.push_back({"ended_on", "It cannot end before it was made"});
  if (reason.empty()) wrong.push_back({"end_reason", "Enter how you know that it holds no more"});
  if (base::count_characters(reason) > 400) wrong.push_back({"end_reason", "Use at most 400 characters"});
  if (typed.text("was") != std::to_string(order.version)) wrong.push_back({"", "Somebody else changed this order meanwhile. Look at it again before you end it"});
  if (!wrong.empty()) return draw_one(visit, pass, order, {typed, wrong, 422});
  auto words = order.words;
  words.ended_on = *on;
  access::UnitOfWork work{visit};
  change_order(work, pass, order, words, reason);
  return access::then_go(visit, std::move(work), there);
}

}  // namespace

void add_court_order_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/orders", show_all);
  routes.post("/pupils/{pupil}/orders", post_new);
  routes.get("/pupils/{pupil}/orders/new", show_new);
  routes.get("/pupils/{pupil}/orders/{order}", show_one);
  routes.get("/pupils/{pupil}/orders/{order}/edit", show_edit);
  routes.post("/pupils/{pupil}/orders/{order}/versions", post_version);
  routes.post("/pupils/{pupil}/orders/{order}/end", post_end);
}

}  // namespace people
