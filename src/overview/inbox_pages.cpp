// The inbox: who is out alone and overdue, notices, what one has to do, sign and see. What was seen and done stays at its end.
#include "overview/inbox_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/cover/card_desk.h"
#include "casework/cover/note_store.h"
#include "casework/visits/outing_store.h"
#include "casework/visits/outing_view.h"
#include "people/pupil_view.h"
#include "record/action_view.h"
#include "record/must_see_store.h"
#include "record/notice_store.h"
#include "record/sign_off_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace overview {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using record::Action;
using record::ActionLineFor;
using record::DueWhen;
using record::OwnPass;

constexpr int most = 100, most_seen = 30;
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
      if (!is_put_off(action, today) && record::due_when(action.now.due_on, today) == group.when) items.push_back(record::action_item(action, today, ActionLineFor::owner));
    if (!items.empty()) main.add(web::card(group.title, web::todo_list(items), group.when == DueWhen::overdue ? web::CardLook::now : web::CardLook::plain));
  }
  std::vector<web::TodoItem> later;
  for (const auto& action : actions)
    if (is_put_off(action, today)) later.push_back(record::action_item(action, today, ActionLineFor::owner));
  if (!later.empty()) main.add(web::details({fmt::format("Put off: {}", later.size()), web::todo_list(later), false}));
}

web::TodoItem sight_item(Visit& visit, const record::Kinds& kinds, const record::ToSee& line) {
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

web::TodoItem returned_item(const Visit& visit, const record::Kinds& kinds, const record::ReturnedEntry& entry) {
  const auto* kind = kinds.find(entry.kind);
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/records/{}", entry.record).at("sign-off"), kind ? kind->title : entry.kind);
  item.facts = web::html("{}<span>{}, {}</span>", web::tag("Returned", web::Tint::orange), entry.by_name,
                         access::moment_words(visit.house().zone(), visit.now(), entry.at));
  item.matter = web::html("<p class=\"govuk-body\"><span class=\"app-words\">{}</span></p>", entry.words);
  return item;
}

web::TodoItem waiting_item(const Visit& visit, const record::Kinds& kinds, const record::WaitingSignOff& one) {
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

web::TodoItem notice_item(const Visit& visit, const record::Notice& notice) {
  web::TodoItem item;
  // What is due, a concern that was put right and what is prepared for a lesson are dealt with where they stand; all else is in the chronology.
  const record::RecordId source(notice.source_id);
  const auto url = notice.source == "due"                ? web::Url::path("/due")
                   : notice.source == "concern"          ? web::Url::path("/concerns/{}", source)
                   : notice.source == "my_concern"       ? web::Url::path("/concerns/mine/{}", source)
                   : notice.source == "concern_told"     ? people::pupil_url(notice.pupil)
                   : notice.source == "lesson_help"      ? web::Url::path("/lesson-help/{}", record::NoticeId(notice.source_id))
                   : notice.source == "lesson_help_list" ? web::Url::path("/lesson-help")
                                                         : web::Url::path("/pupils/{}/chronology", notice.pupil);
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", url, notice.pupil_name);
  item.matter = web::html("<p class=\"govuk-body\">{}</p>", notice.words);
  if (notice.urgent && !notice.seen_at) item.facts.add(web::tag("Now", web::Tint::red));
  item.facts.add("<span>{}</span>", access::moment_words(visit.house().zone(), visit.now(), notice.made_at));
  if (notice.seen_at)
    item.facts.add("<span>seen {}</span>", access::moment_words(visit.house().zone(), visit.now(), *notice.seen_at));
  else
    item.beside = web::post_button(web::Url::path("/notices/{}/seen", notice.id), visit.csrf_token(),
                                   {.text = "Seen", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Seen: " + notice.pupil_name)});
  return item;
}

/// Those out alone who should be back by now, for whoever would go and look; and oneself.
std::vector<visits::Outing> overdue(const access::Pass& pass) {
  auto out = visits::list_out(pass);
  std::erase_if(out, [&](const visits::Outing& one) { return !visits::is_overdue(one, pass.now()); });
  return out;
}

web::TodoItem card_item(const cover::ToRead& one) {
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">Card of {}</a>", web::Url::path("/pupils/{}/card", one.pupil), one.pupil_name);
  item.facts = web::html("<span>{}</span>", one.class_name);
  if (one.changed) item.facts.add(web::tag("Changed since you read it", web::Tint::yellow));
  return item;
}

web::TodoItem note_item(const Visit& visit, const cover::Note& note) {
  web::TodoItem item;
  item.what = web::html("<a class=\"govuk-link\" href=\"{}\">Note of {}, {}</a>", web::Url::path("/cover/{}/note", note.cover), note.class_name, note.lesson);
  item.facts = web::html("<span>{}, {}</span>", note.author_name, access::moment_words(visit.house().zone(), visit.now(), note.written_at));
  return item;
}

base::Result<Answer> show_inbox(Visit& visit, const OwnPass& pass) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  web::Html main = access::told(visit, {{"seen", "Marked as seen. It stays at the end of this page."}});
  main.add(web::heading("Inbox"));
  if (visit.query().text("seen") == "yes")
    main.add(web::alert({.kind = web::AlertKind::success, .title = "Seen", .matter = web::html("<p>Noted that you have seen it. It stays in the chronology, and under Seen.</p>")}));
  const auto out_late = overdue(pass);
  auto notices = record::list_notices(pass, most);
  const auto first_seen = std::find_if(notices.begin(), notices.end(), [](const record::Notice& one) { return one.seen_at.has_value(); });
  const std::vector<record::Notice> seen_notices(first_seen, notices.end());
  notices.erase(first_seen, notices.end());
  const auto actions = record::list_to_do(pass, most);
  const auto returned = record::list_returned(pass, most);
  const auto signing = access::Door::caseload<access::May::record_sign>(visit);
  const auto to_sign = signing ? record::count_to_sign(*signing, *kinds) : 0;
  const auto to_see = record::list_to_see(pass, most);
  const auto cards = cover::list_to_read(visit, pass);
  const auto notes = cover::list_unread(pass);
  const bool empty = cards.empty() && notes.empty() && out_late.empty() && notices.empty() && actions.empty() && returned.empty() && to_sign == 0 && to_see.empty();
  if (empty)
    main.add(web::empty_state({.icon = web::Icon::inbox, .title = "Nothing waits for you",
                               .words = "What you are asked to do, what you must see, what you sign off, notices and what comes back to you stands here.",
                               .button = web::button_link(web::Url::path("/actions/new"), "Add an action", web::ButtonLook::secondary)}));
  main.add(visits::out_now(visit, out_late));
  if (!notices.empty())
    main.add("<div id=\"notices\">{}</div>", web::card("Notices", list_of(notices, [&](const auto& one) { return notice_item(visit, one); }),
                                                       std::any_of(notices.begin(), notices.end(), [](const auto& one) { return one.urgent; }) ? web::CardLook::now : web::CardLook::plain));
  add_actions(main, visit, actions);
  if (!returned.empty())
    main.add(web::card("Returned to you", list_of(returned, [&](const auto& one) { return returned_item(visit, *kinds, one); }), web::CardLook::now));
  if (to_sign > 0) {
    web::Html matter = list_of(record::list_to_sign(*signing, *kinds, {}, most_sign_offs), [&](const auto& one) { return waiting_item(visit, *kinds, one); });
    matter.add("<p class=\"govuk-body\">{}</p>", web::button_link(web::Url::path("/sign-offs"), to_sign == 1 ? "Read and sign it" : fmt::format("Read and sign: {}", to_sign)));
    main.add(web::card("To sign off", matter));
  }
  if (!to_see.empty()) main.add(web::card("To be seen", list_of(to_see, [&](const auto& one) { return sight_item(visit, *kinds, one); })));
  if (!notes.empty()) main.add(web::card("Notes from cover", list_of(notes, [&](const auto& one) { return note_item(visit, one); })));
  if (!cards.empty()) main.add("<div id=\"cards\">{}</div>", web::card("Cards to read", list_of(cards, card_item)));
  if (const auto asked = record::list_asked(pass, most); !asked.empty())
    main.add(web::card("You asked others", list_of(asked, [&](const auto& one) { return record::action_item(one, visit.today(), ActionLineFor::asker); })));
  if (!empty) main.add(web::button_group(web::button_link(web::Url::path("/actions/new"), "Add an action", web::ButtonLook::secondary)));
  if (!seen_notices.empty())
    main.add(web::details({"Notices that you have seen", list_of(seen_notices, [&](const auto& one) { return notice_item(visit, one); }), visit.query().text("done") == "seen"}));
  if (const auto seen = record::list_seen(pass, most_seen); !seen.empty())
    main.add(web::details({"Seen", list_of(seen, [&](const auto& one) { return sight_item(visit, *kinds, one); }), visit.query().text("seen") == "yes"}));
  if (const auto closed = record::list_closed(pass, most_seen); !closed.empty())
    main.add(web::details({"Done", list_of(closed, [&](const auto& one) { return record::action_item(one, visit.today(), ActionLineFor::owner); }), false}));
  main.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">How I am told</a></p>", web::Url::path("/me/notices"));
  return access::page(visit, 200, {.title = "Inbox", .place = access::Place::inbox}, main);
}

/// Where notices stood on a page of their own: old letters lead here.
base::Result<Answer> show_notices(Visit&, const OwnPass&) { return web::see_other(web::Url::path("/inbox").at("notices")); }

}  // namespace

web::Html to_finish(Visit& visit, const OwnPass& pass) {
  const auto kinds = visit.house().room<record::Catalogue>().kinds();
  const auto today = visit.today();
  std::vector<web::TodoItem> items;
  std::int64_t further = 0;
  for (const auto& action : record::list_to_do(pass, most)) {
    const bool due = record::due_when(action.now.due_on, today) == DueWhen::overdue || record::due_when(action.now.due_on, today) == DueWhen::today;
    if (is_put_off(action, today)) continue;
    if (due && items.size() < 3) items.push_back(record::action_item(action, today, ActionLineFor::owner));
    else ++further;
  }
  for (const auto& entry : record::list_returned(pass, 3)) items.push_back(returned_item(visit, *kinds, entry));
  const auto signing = access::Door::caseload<access::May::record_sign>(visit);
  const auto to_sign = signing ? record::count_to_sign(*signing, *kinds) : 0, to_see = record::count_to_see(pass);
  if (items.empty() && further == 0 && to_sign == 0 && to_see == 0) return {};
  web::Html out = web::todo_list(items);
  out.add("<ul class=\"govuk-list\">");
  if (to_sign > 0)
    out.add("<li><a class=\"govuk-link\" href=\"/sign-offs\">{}</a></li>", to_sign == 1 ? "1 record to sign off" : fmt::format("{} records to sign off", to_sign));
  if (to_sign > 0) out.add("<li><a class=\"govuk-link\" href=\"/sessions/digest\">What was given to the class today</a></li>");
  if (to_see > 0) out.add("<li><a class=\"govuk-link\" href=\"/inbox\">{}</a></li>", to_see == 1 ? "1 record to be seen" : fmt::format("{} records to be seen", to_see));
  if (further > 0) out.add("<li><a class=\"govuk-link\" href=\"/inbox\">{}</a></li>", further == 1 ? "1 more action" : fmt::format("{} more actions", further));
  out.add("</ul>");
  return out;
}

void add_inbox_routes(access::Routes& routes) {
  routes.get("/inbox", show_inbox);
  routes.get("/notices", show_notices);
}

}  // namespace overview
