// The inbox: everything somebody has to do, on one page; and the one tap that says that a record was seen.
#include "access/frame.h"
#include "access/moment_words.h"
#include "people/pupil_view.h"
#include "record/action_view.h"
#include "record/following_pages.h"
#include "record/inbox_view.h"
#include "record/must_see_store.h"
#include "record/notice_store.h"
#include "record/sign_off_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "web/json_body.h"

#include <fmt/format.h>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;

constexpr int most = 100;
constexpr std::size_t most_sign_offs = 5;

struct Group {
  DueWhen when;
  std::string_view title;
};
constexpr std::array<Group, 4> groups{{{DueWhen::overdue, "Overdue"}, {DueWhen::today, "Today"}, {DueWhen::this_week, "This week"}, {DueWhen::later, "Later"}}};

bool is_put_off(const Action& action, base::LocalDate today) { return action.now.snoozed_until && *action.now.snoozed_until > today; }

void add_actions(web::Html& main, const Visit& visit, const std::vector<Action>& actions) {
  const auto today = visit.today();
  for (const auto& group : groups) {
    std::vector<web::TodoItem> items;
    for (const auto& action : actions)
      if (!is_put_off(action, today) && due_when(action.now.due_on, today) == group.when) items.push_back(action_item(action, today, ActionLineFor::owner));
    if (!items.empty()) main.add(web::card(group.title, web::todo_list(items), group.when == DueWhen::overdue ? web::CardLook::now : web::CardLook::plain));
  }
  std::vector<web::TodoItem> later;
  for (const auto& action : actions)
    if (is_put_off(action, today)) later.push_back(action_item(action, today, ActionLineFor::owner));
  if (!later.empty()) main.add(web::details({fmt::format("Put off: {}", later.size()), web::todo_list(later), false}));
}

web::TodoItem sight_item(Visit& visit, const Kinds& kinds, const ToSee& line) {
  const auto* kind = kinds.find(line.kind);
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}{}{}</a>", web::Url::path("/records/{}", line.record), kind ? kind->title : line.kind,
                        line.pupil_name.empty() ? "" : " – ", line.pupil_name);
  item.matter = web::html("<p class=\"govuk-body\">{}</p>", base::excerpt(line.line, 200));
  item.facts = web::html("<span>{}, {}</span>", line.author, access::moment_words(visit.house().zone(), visit.now(), line.occurred_at));
  if (line.seen_version > 0 && !line.seen_at) item.facts.add(web::tag("Corrected since you saw it", web::Tint::yellow));
  if (line.seen_at) {
    item.facts.add("<span>seen {}</span>", access::moment_words(visit.house().zone(), visit.now(), *line.seen_at));
  } else {
    web::Html hidden = web::hidden("back", "inbox");
    hidden.add(web::hidden("version", std::to_string(line.version)));
    item.beside = web::post_button(web::Url::path("/records/{}/sight", line.record), visit.csrf_token(),
                                   {.text = "Seen", .look = web::ButtonLook::secondary,
                                    .more = web::attr("aria-label", fmt::format("Seen: {}{}{}", kind ? kind->title : line.kind, line.pupil_name.empty() ? "" : ", ", line.pupil_name))},
                                   hidden);
  }
  return item;
}

web::TodoItem returned_item(const Visit& visit, const Kinds& kinds, const ReturnedEntry& entry) {
  const auto* kind = kinds.find(entry.kind);
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/records/{}", entry.record).at("sign-off"), kind ? kind->title : entry.kind);
  item.facts = web::html("{}<span>{}, {}</span>", web::tag("Returned", web::Tint::orange), entry.by_name,
                         access::moment_words(visit.house().zone(), visit.now(), entry.at));
  item.matter = web::html("<p class=\"govuk-body\"><span class=\"app-words\">{}</span></p>", entry.words);
  return item;
}

web::TodoItem waiting_item(const Visit& visit, const Kinds& kinds, const WaitingSignOff& one) {
  const auto* kind = kinds.find(one.kind);
  std::string about;
  for (const auto& [pupil, name] : one.pupils) about += (about.empty() ? "" : ", ") + name;
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{} – {}</a>", web::Url::path("/records/{}", one.record).at("sign-off"), kind ? kind->title : one.kind, about);
  item.facts = web::html("<span>{}, {}</span>", one.author_name, access::moment_words(visit.house().zone(), visit.now(), one.occurred_at));
  item.matter = web::html("<p class=\"govuk-body\">{}</p>", base::excerpt(one.line, 160));
  return item;
}

template <class Entry, class Draw>
web::Html list_of(const std::vector<Entry>& entries, Draw draw) {
  std::vector<web::TodoItem> items;
  for (const auto& entry : entries) items.push_back(draw(entry));
  return web::todo_list(items);
}

base::Result<Answer> show_inbox(Visit& visit, const OwnPass& pass) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  web::Html main = web::heading("Inbox");
  if (visit.query().text("seen") == "yes")
    main.add(web::alert({.kind = web::AlertKind::success, .title = "Seen", .matter = web::html("<p>Noted that you have seen it. It stays in the chronology, and under Seen.</p>")}));
  const auto actions = list_to_do(pass, most);
  const auto returned = list_returned(pass, most);
  const auto to_sign = count_to_sign(pass, *kinds);
  const auto to_see = list_to_see(pass, most);
  if (actions.empty() && returned.empty() && to_sign == 0 && to_see.empty())
    main.add(web::empty_state({.icon = web::Icon::inbox, .title = "Nothing waits for you",
                               .words = "What you are asked to do, what you must see, what you sign off and what comes back to you stands here.",
                               .button = web::button_link(web::Url::path("/actions/new"), "Add an action", web::ButtonLook::secondary)}));
  if (const auto notices = count_unseen_notices(pass); notices > 0)
    main.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/notices\">{}</a></p>", notices == 1 ? std::string("1 notice") : fmt::format("{} notices", notices));
  add_actions(main, visit, actions);
  if (!returned.empty())
    main.add(web::card("Returned to you", list_of(returned, [&](const auto& one) { return returned_item(visit, *kinds, one); }), web::CardLook::now));
  if (to_sign > 0) {
    web::Html matter = list_of(list_to_sign(pass, *kinds, {}, most_sign_offs), [&](const auto& one) { return waiting_item(visit, *kinds, one); });
    matter.add("<p class=\"govuk-body\">{}</p>", web::button_link(web::Url::path("/sign-offs"), to_sign == 1 ? "Read and sign it" : fmt::format("Read and sign: {}", to_sign)));
    main.add(web::card("To sign off", matter));
  }
  if (!to_see.empty()) main.add(web::card("To be seen", list_of(to_see, [&](const auto& one) { return sight_item(visit, *kinds, one); })));
  if (const auto asked = list_asked(pass, most); !asked.empty())
    main.add(web::card("You asked others", list_of(asked, [&](const auto& one) { return action_item(one, visit.today(), ActionLineFor::asker); })));
  if (!(actions.empty() && returned.empty() && to_sign == 0 && to_see.empty()))
    main.add(web::button_group(web::button_link(web::Url::path("/actions/new"), "Add an action", web::ButtonLook::secondary)));
  if (const auto seen = list_seen(pass, 30); !seen.empty())
    main.add(web::details({"Seen", list_of(seen, [&](const auto& one) { return sight_item(visit, *kinds, one); }), visit.query().text("seen") == "yes"}));
  if (const auto closed = list_closed(pass, 30); !closed.empty())
    main.add(web::details({"Done", list_of(closed, [&](const auto& one) { return action_item(one, visit.today(), ActionLineFor::owner); }), false}));
  return access::page(visit, 200, {.title = "Inbox", .place = access::Place::inbox}, main);
}

base::Result<Answer> post_sight(Visit& visit, const OwnPass& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  if (!id) return base::Error::not_found("not an id");
  const auto version = web::read_number(visit.form(), "version", 0, 0, 1'000'000);
  if (!version) return base::Error::not_found("no version");
  access::UnitOfWork work{visit};
  TRY_DO(acknowledge(work, pass, *id, *version));
  const auto back = visit.form().text("back") == "inbox" ? web::Url::path("/inbox").with("seen", "yes") : web::Url::path("/records/{}", *id).at("seen");
  return std::move(work).commit_and([back](base::Result<void> written) {
    return written ? web::see_other(back) : web::text(503, written.error().for_user);
  });
}

}  // namespace

web::Html to_finish(Visit& visit, const OwnPass& pass) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  const auto today = visit.today();
  std::vector<web::TodoItem> items;
  std::int64_t further = 0;
  for (const auto& action : list_to_do(pass, most)) {
    const bool due = due_when(action.now.due_on, today) == DueWhen::overdue || due_when(action.now.due_on, today) == DueWhen::today;
    if (is_put_off(action, today)) continue;
    if (due && items.size() < 3) items.push_back(action_item(action, today, ActionLineFor::owner));
    else ++further;
  }
  for (const auto& entry : list_returned(pass, 3)) items.push_back(returned_item(visit, *kinds, entry));
  const auto to_sign = count_to_sign(pass, *kinds), to_see = count_to_see(pass);
  if (items.empty() && further == 0 && to_sign == 0 && to_see == 0) return {};
  web::Html out = web::todo_list(items);
  out.add("<ul class=\"govuk-list\">");
  if (to_sign > 0)
    out.add("<li><a class=\"govuk-link\" href=\"/sign-offs\">{}</a></li>", to_sign == 1 ? "1 record to sign off" : fmt::format("{} records to sign off", to_sign));
  if (to_see > 0) out.add("<li><a class=\"govuk-link\" href=\"/inbox\">{}</a></li>", to_see == 1 ? "1 record to be seen" : fmt::format("{} records to be seen", to_see));
  if (further > 0) out.add("<li><a class=\"govuk-link\" href=\"/inbox\">{}</a></li>", further == 1 ? "1 more action" : fmt::format("{} more actions", further));
  out.add("</ul>");
  return out;
}

void add_inbox_routes(access::Routes& routes) {
  routes.get("/inbox", show_inbox);
  routes.post("/records/{record}/sight", post_sight);
}

}  // namespace record
