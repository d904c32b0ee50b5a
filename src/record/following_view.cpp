// Draws what follows a record.
#include "record/following_view.h"

#include "access/moment_words.h"
#include "record/action_view.h"
#include "record/must_see_store.h"
#include "record/sign_off_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>

namespace record {
namespace {

using access::Visit;

web::Url sign_off_url(const RecordId& record) { return web::Url::path("/records/{}/sign-off", record); }

std::string step_words(const SignOffStep& step) {
  switch (step.deed) {
    case SignOffDeed::signed_off: return "Signed by " + step.by_name;
    case SignOffDeed::returned: return "Returned by " + step.by_name;
    case SignOffDeed::answered: return step.by_name + " answered";
    case SignOffDeed::corrected: return "Corrected by " + step.by_name;
  }
  return "";
}

web::Html comment_form(Visit& visit, const RecordId& record, int version, SignOffDeed deed, std::string_view label, std::string_view button) {
  web::Html fields = web::hidden("deed", code(deed));
  fields.add(web::hidden("version", std::to_string(version)));
  fields.add(web::textarea({.name = "words", .label = std::string(label), .rows = 3, .most = 1000, .label_as = web::LabelAs::small}));
  fields.add(web::button({.text = std::string(button), .look = web::ButtonLook::secondary}));
  return web::post_form({.action = sign_off_url(record), .csrf = visit.csrf_token()}, fields);
}

bool may_sign(const Visit& visit, const OwnPass& pass, const Sight& sight, const Kind& kind) {
  const auto& me = pass.who().id;
  if (!sight.whole || sight.record.author_id == me) return false;
  if (std::any_of(sight.record.versions.begin(), sight.record.versions.end(), [&](const Version& version) { return version.author_id == me; })) return false;
  std::vector<access::PupilId> pupils;
  for (const auto& part : sight.record.parts) pupils.push_back(part.pupil);
  return could_sign(kind, visit.grants(), pupils);
}

web::Html sign_off_part(Visit& visit, const OwnPass& pass, const Sight& sight, const Kind* kind) {
  web::Html out;
  const auto stands = find_sign_off(pass, sight.record.id);
  if (!stands) return out;
  const auto& zone = visit.house().zone();
  out.add("<section id=\"sign-off\">{}", web::subheading("Sign-off"));
  switch (stands->state) {
    case SignOffState::waiting: out.add("<p class=\"govuk-body\">{} since {}</p>", web::tag("Waiting for sign-off", web::Tint::yellow), access::moment_words(zone, visit.now(), stands->since)); break;
    case SignOffState::signed_off: out.add("<p class=\"govuk-body\">{}</p>", web::tag("Signed", web::Tint::green)); break;
    case SignOffState::returned: out.add("<p class=\"govuk-body\">{}</p>", web::tag("Returned", web::Tint::orange)); break;
  }
  if (!stands->steps.empty()) {
    out.add("<ul class=\"govuk-list\">");
    for (const auto& step : stands->steps) {
      out.add("<li><strong>{}</strong>, {}", step_words(step), access::moment_words(zone, visit.now(), step.at));
      if (!step.words.empty()) out.add(": <span class=\"app-words\">{}</span>", step.words);
      out.add("</li>");
    }
    out.add("</ul>");
  }
  if (stands->state == SignOffState::waiting && kind && may_sign(visit, pass, sight, *kind)) {
    web::Html hidden = web::hidden("deed", code(SignOffDeed::signed_off));
    hidden.add(web::hidden("version", std::to_string(stands->version)));
    out.add(web::post_button(sign_off_url(sight.record.id), visit.csrf_token(), {.text = "Sign it off"}, hidden));
    out.add(web::details({"Return it with a comment", comment_form(visit, sight.record.id, stands->version, SignOffDeed::returned,
                                                                   "What should be changed or explained?", "Return it"), false}));
  }
  if (stands->state == SignOffState::returned && stands->author == pass.who().id) {
    out.add(web::body_text("Correct the record, or answer the comment: then it waits to be signed again."));
    out.add(web::details({"Answer without correcting", comment_form(visit, sight.record.id, stands->version, SignOffDeed::answered, "Your answer", "Answer"), false}));
  }
  out.add("</section>");
  return out;
}

web::Html seen_part_of(Visit& visit, const OwnPass& pass, const Sight& sight) {
  web::Html out;
  const auto people = list_seen_by(pass, sight.record.id);
  if (people.empty()) return out;
  const auto& zone = visit.house().zone();
  out.add("<section id=\"seen\">{}", web::subheading("Who must see this"));
  std::vector<web::TodoItem> items;
  for (const auto& one : people) {
    web::TodoItem item;
    const bool me = one.staff == pass.who().id;
    item.what = web::html("{}", me ? std::string("You") : one.post.empty() ? one.name : one.name + ", " + one.post);
    if (one.seen_at) {
      item.facts = web::html("{}<span>{}</span>", web::tag("Seen", web::Tint::green), access::moment_words(zone, visit.now(), *one.seen_at));
    } else {
      item.facts = web::tag("Not seen yet", web::Tint::grey);
      if (one.seen_version > 0) item.facts.add("<span>saw it before it was corrected</span>");
      if (me && sight.whole) {
        web::Html hidden = web::hidden("back", "record");
        hidden.add(web::hidden("version", std::to_string(sight.record.version)));
        item.beside = web::post_button(web::Url::path("/records/{}/sight", sight.record.id), visit.csrf_token(), {.text = "Seen"}, hidden);
      }
    }
    items.push_back(std::move(item));
  }
  out.add("{}</section>", web::todo_list(items));
  return out;
}

web::Html actions_part(Visit& visit, const OwnPass& pass, const Sight& sight) {
  web::Html out;
  out.add("<section id=\"actions\">{}", web::subheading("Actions"));
  if (visit.query().text("asked") == "yes")
    out.add(web::alert({.kind = web::AlertKind::success, .title = "Asked", .matter = web::html("<p>Asked. It stands in the inbox of whoever does it.</p>")}));
  std::vector<web::TodoItem> items;
  for (const auto& action : list_from(pass, "record", sight.record.id.bytes())) items.push_back(action_item(action, visit.today(), ActionLineFor::asker));
  out.add(web::todo_list(items));
  out.add("{}</section>", web::button_link(web::Url::path("/actions/new").with("record", sight.record.id), "Add an action", web::ButtonLook::secondary));
  return out;
}

}  // namespace

web::Html following_panel(Visit& visit, const OwnPass& pass, const Sight& sight, const Kind* kind) {
  web::Html out = sign_off_part(visit, pass, sight, kind);
  out.add(seen_part_of(visit, pass, sight));
  out.add(actions_part(visit, pass, sight));
  return out;
}

std::string told_words(const OwnPass& pass, const RecordId& record) {
  std::string out;
  const auto people = list_seen_by(pass, record);
  for (std::size_t i = 0; i < people.size(); ++i) {
    out += i == 0 ? "" : i + 1 == people.size() ? " and " : ", ";
    out += people[i].post.empty() ? people[i].name : fmt::format("{} ({})", people[i].name, people[i].post);
  }
  return out;
}

}  // namespace record
