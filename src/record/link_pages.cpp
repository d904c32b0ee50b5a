// Draws links and takes what is sent about them.
#include "record/link_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "record/catalogue.h"
#include "record/link_store.h"
#include "record/put_right.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Own = access::StaffPass<May::entries_own>;
using Across = access::CaseloadPass<May::pupil_find>;

constexpr std::int64_t near_days = 30;
constexpr std::int64_t suggested_days = 14;

web::Url page_of(const RecordId& id) { return web::Url::path("/records/{}", id); }

std::string_view words_of(const LinkLine& link) {
  switch (link.relation) {
    case LinkRelation::relates_to: return "Relates to";
    case LinkRelation::follows_from: return link.from_here ? "Follows from" : "Was followed by";
    case LinkRelation::same_event: return "The same event as";
    case LinkRelation::different_events: return "Another event than";
    case LinkRelation::moved_from: return link.from_here ? "Moved here from" : "Moved to";
    case LinkRelation::split_from: return "Split from";
    case LinkRelation::raised_from: return link.from_here ? "Raised from" : "Raised as";
  }
  return "";
}

bool made_by_people(LinkRelation relation) {
  return relation == LinkRelation::relates_to || relation == LinkRelation::follows_from || relation == LinkRelation::same_event;
}

std::string title_of(const Kinds& kinds, const std::string& kind) {
  const auto* known = kinds.find(kind);
  return known ? known->title : kind == "moved" ? "Moved" : kind;
}

web::Html line_words(Visit& visit, const Kinds& kinds, const RecordId& id, const std::string& kind, const std::string& line, const std::string& author,
                     base::UtcTime at) {
  return web::html("<a class=\"govuk-link\" href=\"{}\">{}, {}</a>, {}<br>{}", page_of(id), title_of(kinds, kind),
                   access::moment_words(visit.house().zone(), visit.now(), at), author, base::excerpt(line, 160));
}

web::Html like_buttons(Visit& visit, const LikePair& pair) {
  web::Html hidden = web::hidden("other", pair.other.id.text());
  const auto action = web::Url::path("/records/{}/links", pair.one.id);
  web::Html out = web::post_button(action, visit.csrf_token(),
                                   {.text = "Link as the same event", .look = web::ButtonLook::secondary, .name = "relation", .value = "same_event"}, hidden);
  out.add(web::post_button(action, visit.csrf_token(),
                           {.text = "Not the same", .look = web::ButtonLook::secondary, .name = "relation", .value = "different_events"}, hidden));
  return web::button_group(out);
}

web::Html alike(Visit& visit, const Kinds& kinds, const RecordId& id) {
  web::Html out;
  const auto deciding = access::Door::caseload<May::record_decide>(visit);
  if (!deciding) return out;
  for (const auto& pair : list_alike(*deciding, id)) {
    web::Html matter = web::html("<p class=\"govuk-body\">{}</p>", line_words(visit, kinds, pair.other.id, pair.other.kind, pair.other.line, pair.other.author, pair.other.occurred_at));
    matter.add(like_buttons(visit, pair));
    out.add(web::card("This may be the same event, written by somebody else", matter));
  }
  return out;
}

struct Found {
  Sight sight;
};
base::Result<Found> look_to_link(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight || !sight->whole || !may_correct(visit, *sight)) return base::Error::not_found("no record to link");
  return Found{*std::move(sight)};
}

web::Response draw_link(Visit& visit, const Across& across, const Record& record, const web::Form& typed, const std::vector<base::FieldError>& wrong) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  web::Html main = web::error_summary(wrong);
  main.add(web::heading("Link to another entry"));
  std::vector<web::Choice> choices;
  for (const auto& near : list_near(across, record.id, near_days, 60))
    choices.push_back({.value = near.id.text(), .text = title_of(*kinds, near.kind) + ", " + access::moment_words(visit.house().zone(), visit.now(), near.occurred_at) + ", " + near.author,
                       .hint = base::excerpt(near.line, 160)});
  if (choices.empty()) {
    main.add(web::body_text("There is no other entry about the same pupils within 30 days that is yours to see."));
    main.add(web::button_link(page_of(record.id), "Back to the entry"));
  } else {
    web::Html fields = web::radios({.name = "relation", .legend = "How do they belong together?",
                                    .choices = {{.value = "relates_to", .text = "This has to do with the other"},
                                                {.value = "follows_from", .text = "This follows from the other"},
                                                {.value = "same_event", .text = "Both are about the same event"}},
                                    .value = std::string(typed.text("relation")), .error = web::message_for(wrong, "relation"), .legend_as = web::LabelAs::small});
    fields.add(web::radios({.name = "other", .legend = "Which entry?", .choices = choices, .value = std::string(typed.text("other")),
                            .hint = "Entries about the same pupils within 30 days.", .error = web::message_for(wrong, "other"), .legend_as = web::LabelAs::small}));
    fields.add(web::save_bar(web::button({.text = "Link them"})));
    main.add(web::post_form({.action = web::Url::path("/records/{}/links", record.id), .csrf = visit.csrf_token()}, fields));
  }
  return access::page(visit, wrong.empty() ? 200 : 422, {.title = "Link to another entry", .before = web::back_link(page_of(record.id)),
                                                         .outcome = wrong.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_link(Visit& visit, const Own& pass) {
  TRY(const auto found, look_to_link(visit, pass));
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return base::Error::not_found("no caseload");
  return draw_link(visit, *across, found.sight.record, {}, {});
}

access::Then then_show(web::Url url) {
  return [url = std::move(url)](base::Result<void> written) {
    if (written) return web::see_other(url);
    return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  };
}

base::Result<Answer> post_link(Visit& visit, const Own& pass) {
  TRY(const auto found, look_to_link(visit, pass));
  const auto& record = found.sight.record;
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return base::Error::not_found("no caseload");
  const auto& form = visit.form();
  std::vector<base::FieldError> wrong;
  const auto relation = link_relation_of(form.text("relation"));
  const bool decided = relation == LinkRelation::different_events;
  if (!relation || (!made_by_people(*relation) && !decided)) wrong.push_back({"relation", "Choose how they belong together"});
  if (decided && !may_decide(visit, found.sight)) return base::Error::not_found("not theirs to decide");
  const auto other = RecordId::parse(form.text("other"));
  const auto there = other && *other != record.id ? find(*across, *other) : std::nullopt;
  if (!there) wrong.push_back({"other", "Choose the other entry from the list"});
  if (!wrong.empty()) return draw_link(visit, *across, record, form, wrong);
  access::UnitOfWork work{visit};
  add_link(work, pass, {record.id, there->id, *relation, record.info_class, record.parts.empty() ? access::PupilId{} : record.parts.front().pupil});
  return std::move(work).commit_and(then_show(page_of(record.id)));
}

base::Result<Answer> post_link_end(Visit& visit, const Own& pass) {
  TRY(const auto found, look_to_link(visit, pass));
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  const auto id = LinkId::parse(visit.match.part("link"));
  if (!across || !id) return base::Error::not_found("no such link");
  const auto links = list_links(*across, found.sight.record.id);
  const bool theirs = std::any_of(links.begin(), links.end(), [&](const LinkLine& link) { return link.id == *id && made_by_people(link.relation); });
  if (!theirs) return base::Error::not_found("no such link, or not theirs");
  access::UnitOfWork work{visit};
  end_link(work, pass, *id, found.sight.record.id);
  return std::move(work).commit_and(then_show(page_of(found.sight.record.id)));
}

base::Result<Answer> list_suggested(Visit& visit, const access::CaseloadPass<May::record_decide>& pass) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  web::Html main = web::heading("The same event, perhaps");
  const auto pairs = list_alike_since(pass, visit.now() + -suggested_days * base::day_ms, 100);
  if (pairs.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "Nothing looks written twice",
                               .words = "When two people write about the same pupil within an hour in similar words, the pair stands here. You "
                                        "link them or say that they are two events; nothing is ever put together by itself."}));
  }
  for (const auto& pair : pairs) {
    web::Html matter;
    for (const auto* line : {&pair.one, &pair.other})
      matter.add("<p class=\"govuk-body\">{}</p>", line_words(visit, *kinds, line->id, line->kind, line->line, line->author, line->occurred_at));
    matter.add(like_buttons(visit, pair));
    main.add(web::card(pair.pupil_name, matter));
  }
  return access::page(visit, 200, {.title = "The same event, perhaps", .place = access::Place::entries}, main);
}

}  // namespace

web::Html linked_records(Visit& visit, const Sight& sight) {
  web::Html out;
  const auto across = sight.whole ? access::Door::caseload<May::pupil_find>(visit) : std::nullopt;
  if (!across) return out;
  const auto kinds = visit.house().room<Catalogue>().kinds();
  std::vector<web::SummaryRow> rows;
  for (const auto& link : list_links(*across, sight.record.id)) {
    web::Html value = line_words(visit, *kinds, link.other, link.kind, link.line, link.author, link.occurred_at);
    if (made_by_people(link.relation) && may_correct(visit, sight))
      value.add(web::post_button(web::Url::path("/records/{}/links/{}/end", sight.record.id, link.id), visit.csrf_token(),
                                 {.text = "Take the link away", .look = web::ButtonLook::link}));
    rows.push_back({std::string(words_of(link)), value, {}});
  }
  if (!rows.empty()) {
    out.add(web::subheading("Belongs together with"));
    out.add(web::summary_list(rows));
  }
  out.add(alike(visit, *kinds, sight.record.id));
  if (may_correct(visit, sight))
    out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Link to another entry</a></p>", web::Url::path("/records/{}/link", sight.record.id));
  return out;
}

void add_link_routes(access::Routes& routes) {
  routes.get("/records/{record}/link", show_link);
  routes.post("/records/{record}/links", post_link);
  routes.post("/records/{record}/links/{link}/end", post_link_end);
  routes.get("/entries/suggested", list_suggested);
}

}  // namespace record
