// The queue of sign-offs: each record in full, signed with one tap or returned with a comment; and the same on a record's own page.
#include "access/frame.h"
#include "access/moment_words.h"
#include "people/pupil_view.h"
#include "record/following_pages.h"
#include "record/record_sight.h"
#include "record/school_offers.h"
#include "record/sign_off_moves.h"
#include "record/summary.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "web/components/todo.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

constexpr std::size_t on_one_page = 20;
constexpr int filter_from = 200;

SignOffFilter read_filter(const Visit& visit) {
  SignOffFilter out;
  const auto& query = visit.query();
  if (const auto pupil = access::PupilId::parse(query.text("about"))) out.pupil = *pupil;
  if (const auto author = access::StaffId::parse(query.text("author"))) out.author = *author;
  out.kind = std::string(query.text("kind"));
  if (query.text("age") == "week") out.before = visit.now() + -7 * base::day_ms;
  if (query.text("age") == "day") out.before = visit.now() + -base::day_ms;
  return out;
}

web::Html filters(const Visit& visit, const Kinds& kinds, const std::vector<WaitingSignOff>& all) {
  const auto& query = visit.query();
  std::map<std::string, std::string> authors, pupils, of_kind;
  for (const auto& one : all) {
    authors[one.author_name] = one.author.text();
    for (const auto& [pupil, name] : one.pupils) pupils[name] = pupil.text();
    const auto* kind = kinds.find(one.kind);
    of_kind[kind ? kind->title : one.kind] = one.kind;
  }
  const auto choose = [&](std::string name, std::string label, const std::map<std::string, std::string>& from) {
    std::vector<web::Option> options = {{"", "All"}};
    for (const auto& [words, value] : from) options.push_back({value, words});
    const auto chosen = std::string(query.text(name));
    return web::select({.name = std::move(name), .label = std::move(label), .options = options, .value = chosen});
  };
  web::Html inputs = choose("about", "Pupil", pupils);
  inputs.add(choose("author", "Written by", authors));
  inputs.add(choose("kind", "Kind", of_kind));
  inputs.add(web::select({.name = "age", .label = "Waiting", .options = {{"", "Any time"}, {"day", "More than a day"}, {"week", "More than a week"}},
                          .value = std::string(query.text("age"))}));
  web::Filter panel{web::Url::path("/sign-offs"), web::Url::path("/sign-offs")};
  panel.options = inputs;
  return web::details({"Filter", web::filter_panel(panel), !query.entries().empty() && !query.has("signed")});
}

web::Html words_of(Visit& visit, const Kind* kind, const WaitingSignOff& one) {
  if (!kind) return web::body_text(one.line);
  Names names = staff_names_for(visit, *kind);
  names.pupil = [&one](std::string_view id) {
    for (const auto& [pupil, name] : one.pupils)
      if (pupil.text() == id) return name;
    return std::string("another pupil");
  };
  std::vector<web::SummaryRow> rows;
  for (const auto& row : describe(*kind, Body::stored(one.body), names)) rows.push_back({row.label, web::html("<span class=\"app-words\">{}</span>", row.value), {}});
  return web::summary_list(rows);
}

std::string value_of(const WaitingSignOff& one) { return sign_off_value(one.record, one.version); }

struct QueueTyped {
  const web::Form* form = nullptr;
  Errors errors = {};
  web::Html above = {};
};

web::TodoItem queue_item(Visit& visit, const Kinds& kinds, const WaitingSignOff& one, const QueueTyped& typed) {
  const auto* kind = kinds.find(one.kind);
  const auto title = kind ? kind->title : one.kind;
  const auto comment = comment_field(one.record);
  std::string about;
  for (const auto& [pupil, name] : one.pupils) about += (about.empty() ? "" : ", ") + name;
  web::TodoItem item;
  item.what = web::html("<h2 class=\"govuk-heading-s govuk-!-margin-bottom-1\"><a class=\"govuk-link\" href=\"{}\">{} – {}</a></h2>",
                        web::Url::path("/records/{}", one.record), title, about);
  item.facts = web::html("<span>{}{}{}, {}</span>", one.author_name, one.author_post.empty() ? "" : ", ", one.author_post,
                         access::moment_words(visit.house().zone(), visit.now(), one.occurred_at));
  if (one.version > 1) item.facts.add(web::tag("Corrected", web::Tint::yellow));
  item.matter = words_of(visit, kind, one);
  const bool ticked = typed.form && [&] {
    const auto all = typed.form->all("sign");
    return std::find(all.begin(), all.end(), value_of(one)) != all.end();
  }();
  item.matter.add("<div class=\"govuk-checkboxes govuk-checkboxes--small\"><div class=\"govuk-checkboxes__item\">"
                  "<input class=\"govuk-checkboxes__input\" id=\"sign-{}\" name=\"sign\" type=\"checkbox\" value=\"{}\"{}>"
                  "<label class=\"govuk-label govuk-checkboxes__label\" for=\"sign-{}\">Sign with others<span class=\"govuk-visually-hidden\">: {}, {}</span></label></div></div>",
                  one.record, value_of(one), web::attr_if("checked", ticked), one.record, title, about);
  web::Html returning = web::textarea({.name = comment, .label = "What should be changed or explained?", .value = typed.form ? std::string(typed.form->text(comment)) : "",
                                       .error = web::message_for(typed.errors, comment), .rows = 3, .most = 1000, .label_as = web::LabelAs::small});
  returning.add(web::button({.text = "Return it", .look = web::ButtonLook::secondary, .name = "return", .value = value_of(one),
                             .more = web::attr("aria-label", fmt::format("Return it: {}, {}", title, about))}));
  item.matter.add(web::details({"Return it with a comment", returning, !web::message_for(typed.errors, comment).empty()}));
  item.beside = web::button({.text = "Sign it off", .name = "one", .value = value_of(one), .more = web::attr("aria-label", fmt::format("Sign it off: {}, {}", title, about))});
  return item;
}

web::Response draw_queue(Visit& visit, const SigningPass& pass, int status, const QueueTyped& typed) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  const auto all = list_to_sign(pass, *kinds, read_filter(visit), filter_from);
  web::Html main = web::error_summary(typed.errors);
  main.add(typed.above);
  if (visit.query().text("signed") == "yes") main.add(web::alert({.kind = web::AlertKind::success, .title = "Saved", .matter = web::html("<p>Saved. Whoever wrote it sees it.</p>")}));
  main.add(web::heading("Sign-offs"));
  if (all.empty()) {
    main.add(web::empty_state({.icon = web::Icon::tick, .title = "Nothing to sign",
                               .words = "What key workers write about your pupils waits here until you have read it.",
                               .button = web::button_link(web::Url::path("/inbox"), "Inbox", web::ButtonLook::secondary)}));
    if (!visit.query().entries().empty()) main.add(filters(visit, *kinds, list_to_sign(pass, *kinds, {}, filter_from)));
  } else {
    main.add(filters(visit, *kinds, list_to_sign(pass, *kinds, {}, filter_from)));
    main.add("<p class=\"govuk-body\">Sessions can be signed together, <a class=\"govuk-link\" href=\"{}\">a class and a day at a time</a>.</p>", web::Url::path("/sessions/digest"));
    main.add("<p class=\"govuk-body\">{}</p>", all.size() > on_one_page ? fmt::format("The {} oldest of {}.", on_one_page, all.size()) : std::string("The oldest first."));
    std::vector<web::TodoItem> items;
    for (std::size_t i = 0; i < std::min(on_one_page, all.size()); ++i) items.push_back(queue_item(visit, *kinds, all[i], typed));
    web::Html fields = web::todo_list(items);
    fields.add(web::save_bar(web::button({.text = "Sign the ticked ones", .look = web::ButtonLook::secondary, .name = "ticked", .value = "yes"})));
    main.add(web::post_form({.action = web::Url::path("/sign-offs"), .csrf = visit.csrf_token()}, fields));
  }
  return access::page(visit, status, {.title = "Sign-offs", .place = access::Place::sign_offs,
                                      .outcome = typed.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_queue(Visit& visit, const SigningPass& pass) { return draw_queue(visit, pass, 200, {}); }

web::Html changed_meanwhile(std::string_view words) {
  return web::alert({.kind = web::AlertKind::warning, .title = "Not all was saved", .matter = web::html("<p>{}</p>", words)});
}

base::Result<Answer> post_queue(Visit& visit, const SigningPass& pass) {
  const auto& form = visit.form();
  const auto moves = read_moves(form);
  QueueTyped typed{&form};
  if (moves.empty()) {
    typed.errors.push_back({"", "Tick what you want to sign"});
    return draw_queue(visit, pass, 422, typed);
  }
  const auto kinds = visit.house().room<Catalogue>().kinds();
  access::UnitOfWork work{visit};
  int decided = 0;
  for (const auto& move : moves) {
    if (moved_before(pass, move)) continue;
    const auto done = sign_or_return(work, pass, *kinds, move);
    if (done) {
      ++decided;
      continue;
    }
    if (done.error().kind == base::Error::Kind::invalid) {
      for (const auto& error : done.error().fields) typed.errors.push_back({comment_field(move.record), error.message});
      return draw_queue(visit, pass, 422, typed);
    }
    if (moves.size() == 1 && done.error().kind != base::Error::Kind::conflict) return done.error();
    typed.above = changed_meanwhile("One of them changed while you were reading, so nothing was saved. Read it again first.");
    return draw_queue(visit, pass, 409, typed);
  }
  const auto back = web::Url::path("/sign-offs").with("signed", "yes");
  if (decided == 0) return web::see_other(back);
  return std::move(work).commit_and([back](base::Result<void> written) {
    return written ? web::see_other(back) : web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

/// A comment that was refused comes back on a page of its own, with what was typed.
web::Response draw_comment(Visit& visit, int status, const SignOffMove& move, const Errors& errors, const web::Html& above) {
  const bool answers = move.deed == SignOffDeed::answered;
  web::Html main = web::error_summary(errors);
  main.add(above);
  main.add(web::heading(answers ? "Answer" : "Return it with a comment"));
  web::Html fields = web::hidden("deed", code(move.deed));
  fields.add(web::hidden("version", std::to_string(move.version)));
  fields.add(web::textarea({.name = "words", .label = answers ? "Your answer" : "What should be changed or explained?", .value = move.words,
                            .error = web::message_for(errors, "words"), .rows = 4, .most = 1000, .label_as = web::LabelAs::small}));
  fields.add(web::save_bar(web::button({.text = answers ? "Answer" : "Return it"})));
  main.add(web::post_form({.action = web::Url::path("/records/{}/sign-off", move.record), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, status, {.title = "Sign-off", .place = access::Place::sign_offs, .before = web::back_link(web::Url::path("/records/{}", move.record)),
                                      .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> post_one(Visit& visit, const OwnPass& pass) {
  const auto& form = visit.form();
  const auto deed = form.text("deed") == "returned" ? SignOffDeed::returned : form.text("deed") == "answered" ? SignOffDeed::answered : SignOffDeed::signed_off;
  auto move = read_sign_off_value(std::string(visit.match.part("record")) + "." + std::string(form.text("version")), deed);
  if (!move) return base::Error::not_found("no record, or no version");
  if (deed != SignOffDeed::signed_off) move->words = std::string(form.text("words"));
  const auto back = web::Url::path("/records/{}", move->record).at("sign-off");
  if (moved_before(pass, *move)) return web::see_other(back);
  access::UnitOfWork work{visit};
  if (const auto done = make_move(work, visit, pass, *visit.house().room<Catalogue>().kinds(), *move); !done) {
    if (done.error().kind == base::Error::Kind::invalid) return draw_comment(visit, 422, *move, done.error().fields, {});
    if (done.error().kind == base::Error::Kind::conflict && deed != SignOffDeed::signed_off) return draw_comment(visit, 409, *move, {}, changed_meanwhile(done.error().for_user));
    return done.error();
  }
  return std::move(work).commit_and([back](base::Result<void> written) {
    return written ? web::see_other(back) : web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  });
}

}  // namespace

void add_sign_off_routes(access::Routes& routes) {
  routes.get("/sign-offs", show_queue);
  routes.post("/sign-offs", post_queue);
  routes.post("/records/{record}/sign-off", post_one);
}

}  // namespace record
