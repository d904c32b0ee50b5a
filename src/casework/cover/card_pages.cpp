// The card of a pupil: reading it, saying so, choosing its words, and four to a sheet of paper.
#include "access/frame.h"
#include "access/inbox.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/cover/card_desk.h"
#include "casework/cover/card_view.h"
#include "casework/cover/cover_pages.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cover {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

/// Lines of one's own that may be typed beside what the plans say; and how many of those are offered.
constexpr std::size_t blank_lines = 2, most_offered = 14, most_sent = 24;

web::Url card_url(const access::PupilId& pupil) { return web::Url::path("/pupils/{}/card", pupil); }

// ---- Reading

web::Html readers(const Visit& visit, const std::vector<Adult>& adults) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& one : adults) {
    web::Html state = one.read_at        ? web::html("{} {}", web::tag("Read", web::Tint::green), access::moment_words(visit.house().zone(), visit.now(), *one.read_at))
                      : one.read_earlier ? web::tag("Changed since they read it", web::Tint::yellow)
                                         : web::tag("Not yet", web::Tint::orange);
    rows.push_back({web::html("{}", one.name), web::html("{}", one.post), std::move(state)});
  }
  return web::table({.caption = "Who has read it as it stands", .columns = {{"Adult"}, {"Post"}, {"Read"}}, .rows = std::move(rows), .stacked = true});
}

/// What stood on it before, for those who choose; empty where nobody chose more than once.
web::Html earlier(const CardPass& pass) {
  const auto versions = list_versions(pass, pass.pupil());
  if (versions.size() < 2) return {};
  web::Html list;
  for (std::size_t n = 1; n < versions.size(); ++n) {
    const auto& card = versions[n];
    std::string words;
    for (const auto& side : card.sides)
      for (const auto& line : side) words += (words.empty() ? "" : "; ") + line.words;
    list.add("<li><strong>{}, {}</strong><br>{}</li>", card.chosen_by, base::to_text(pass.zone().date_of(card.chosen_at)), card.chosen ? words : std::string("The plans spoke"));
  }
  return web::html("<div class=\"app-screen-only\">{}</div>", web::details({"What stood on it before", web::html("<ul class=\"govuk-list govuk-list--spaced\">{}</ul>", list), false}));
}

base::Result<Answer> show(Visit& visit, const CardPass& pass) {
  const auto pupil = people::load(pass);
  const auto card = show_card(visit, pass, pupil.id);
  const bool profile = sees_profile(visit.grants(), pupil.id), chooses = may_choose(visit.grants(), pupil.id);
  web::Html main = access::told(visit, {{"read", "Noted that you have read it. If it changes, you are asked again."}, {"chosen", "The card is saved. Everybody who works with the pupil is asked to read it."},
                                        {"plans", "The plans speak for the card again."}});
  main.add(people::pupil_head(pass, pupil, people::PupilTab::glance));
  if (!profile) main.add(access::offer_to_confirm(visit));
  main.add("<div class=\"app-card-paper\">{}</div>", draw({card, pupil, whom_to_call(pass, pupil.id), order_lines(pass, pupil)}, CardFor::page));
  web::Html deeds;
  const auto face = face_of(card);
  if (profile && !card.is_blank() && !has_read(pass, pupil.id, face))
    main.add(web::post_button(web::Url::path("/pupils/{}/card/reading", pupil.id), visit.csrf_token(), {.text = "I have read this"},
                              web::hidden("face", face_code(face))));
  if (chooses) deeds.add(web::button_link(web::Url::path("/pupils/{}/card/edit", pupil.id), "Choose the words", web::ButtonLook::secondary));
  deeds.add(web::button_link(web::Url::path("/cards").with("pupil", pupil.id), "Four to a sheet", web::ButtonLook::secondary));
  main.add(web::button_group(deeds));
  if (profile) main.add("<p class=\"govuk-hint app-screen-only\">{}. Printed, the card is A6: a postcard.</p>", origin_words(card, pass.zone()));
  if (chooses) {
    if (const auto moved = moved_on(pass, card); !moved.empty())
      for (const auto& title : moved)
        main.add(web::inset_text(web::html("<p>{} has changed since these words were chosen. <a class=\"govuk-link\" href=\"{}\">Look at them again</a>.</p>", title,
                                           web::Url::path("/pupils/{}/card/edit", pupil.id))));
    main.add("<div class=\"app-screen-only\">{}</div>", readers(visit, list_adults(pass, pupil.id, face)));
    main.add(earlier(pass));
  }
  return access::page(visit, 200, {.title = "Card – " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(people::pupil_url(pupil.id), pupil.name())}, main);
}

base::Result<Answer> post_reading(Visit& visit, const CardPass& pass) {
  if (!sees_profile(visit.grants(), pass.pupil())) return base::Error::not_found("sees no profile of this pupil");
  const auto card = show_card(visit, pass, pass.pupil());
  const auto face = face_of(card);
  if (card.is_blank()) return base::Error::not_found("nothing on the card");
  if (visit.form().text("face") != face_code(face)) return base::Error::conflict("The card changed while you were reading. Read it again first.", "an older face of the card");
  access::UnitOfWork work{visit};
  acknowledge(work, pass, pass.pupil(), face);
  if (auto* inbox = visit.house().find_room<access::InboxCounter>()) inbox->touch(visit.who().id, work.now());
  return access::then_go(visit, std::move(work), card_url(pass.pupil()).with("done", "read"));
}

// ---- Choosing

/// A row of the form: words, the place they have on the card, and where they come from.
struct Row {
  std::string words, place;  ///< as typed
  plans::PlanId plan = {};
  int plan_version = 0;
  std::string source = {};
};

std::vector<Row> fresh_rows(const Card& card, Side side, const std::vector<Candidate>& offered) {
  std::vector<Row> out;
  for (const auto& line : card.lines(side)) out.push_back({line.words, std::to_string(out.size() + 1), line.plan, line.plan_version, line.source});
  const auto wanted = side == Side::must ? plans::OnCard::must : side == Side::help ? plans::OnCard::help : plans::OnCard::step;
  const auto add = [&](const Candidate& one) {
    const bool there = std::any_of(out.begin(), out.end(), [&](const Row& row) { return row.words == one.words; });
    if (!there && out.size() < most_offered) out.push_back({one.words, "0", one.plan, one.plan_version, one.source});
  };
  for (const auto& one : offered)
    if (one.as == wanted) add(one);
  const auto offered_rows = out.size();
  while (out.size() < offered_rows + blank_lines || (side == Side::step && out.size() < most_steps)) out.push_back({"", "0"});
  return out;
}

std::vector<Row> typed_rows(const web::Form& typed, Side side, const std::vector<Candidate>& offered) {
  std::vector<Row> out;
  for (std::size_t n = 1; n <= most_sent; ++n) {
    const auto name = fmt::format("{}-{}", code(side), n);
    if (!typed.has(name)) continue;
    Row row{std::string(typed.text(name)), std::string(typed.text(name + "-place"))};
    if (const auto plan = plans::PlanId::parse(typed.text(name + "-plan"))) {
      const auto from = std::find_if(offered.begin(), offered.end(), [&](const Candidate& one) { return one.plan == *plan; });
      if (from != offered.end()) row.plan = *plan, row.plan_version = from->plan_version, row.source = from->source;
    }
    out.push_back(std::move(row));
  }
  return out;
}

web::Html side_fields(Side side, const std::vector<Row>& rows, const Errors& errors) {
  const auto side_error = web::message_for(errors, code(side));
  web::Html out = web::error_message(code(side), side_error);
  constexpr std::array<std::string_view, most_steps> ordinals{"1st", "2nd", "3rd", "4th", "5th"};
  std::vector<web::Option> places = {{"0", "Not on it"}};
  for (std::size_t n = 0; n < most_of(side); ++n) places.push_back({std::to_string(n + 1), std::string(ordinals[n])});
  std::size_t number = 0;
  for (const auto& row : rows) {
    const auto name = fmt::format("{}-{}", code(side), ++number);
    const std::string what = side == Side::must ? "Must" : side == Side::help ? "Help" : "Step";
    web::Html line = web::select({.name = name + "-place", .label = fmt::format("{} {}: place", what, number), .options = places, .value = row.place.empty() ? "0" : row.place});
    line.add(web::text_input({.name = name, .label = fmt::format("{} {}: words", what, number), .hint = row.source.empty() ? "Words of your own" : "From " + row.source, .value = row.words,
                              .error = web::message_for(errors, name)}));
    if (!row.plan.is_nil()) line.add(web::hidden(name + "-plan", row.plan.text()));
    out.add("<div class=\"app-card-line\">{}</div>", line);
  }
  return web::html("<fieldset class=\"govuk-fieldset app-card-side\"{}><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--m\">{}</legend>{}</fieldset>", web::attr("id", code(side)),
                   side == Side::must ? "Three musts" : side == Side::help ? "Three helps" : "What to do if it gets hard, in order (up to five steps)", out);
}

struct Sheet {
  std::array<std::vector<Row>, all_sides.size()> rows;
  std::string said, signs, script, care;
  std::string was;  ///< the version its writer knows
  Errors errors = {};
  int status = 200;
  web::Html above = {};
};

web::Response draw_sheet(Visit& visit, const WritePass& pass, const Sheet& sheet) {
  const auto pupil = people::load(pass);
  const auto line = [&](std::string name, std::string label, std::string hint, const std::string& value) {
    const auto error = web::message_for(sheet.errors, name);
    return web::text_input({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = value, .error = error});
  };
  web::Html fields = web::hidden("was", sheet.was);
  for (const auto side : all_sides) fields.add(side_fields(side, sheet.rows[static_cast<std::size_t>(side)], sheet.errors));
  fields.add(line("said", "How the name is said (optional)", "As you would spell it for a stranger: MY-ah oh-SAY", sheet.said));
  fields.add(line("signs", "Triggers and early signs (optional)", "", sheet.signs));
  fields.add(line("script", "First words to say (optional)", "", sheet.script));
  fields.add(line("care", "Medicine and toilet, in a line (optional)", "", sheet.care));
  fields.add(web::save_bar(web::button({.text = "Save the card"})));
  web::Html main = web::error_summary(sheet.errors);
  main.add(web::heading(pupil.name(), "Choose the words of the card"));
  main.add(web::inset_text(web::html("<p>Everybody who teaches, supports or covers {} will read these words, also where they come from a plan that not all of them may see. "
                                     "Choose what keeps {} safe and well today, and nothing more.</p>", pupil.given, pupil.given)));
  main.add(sheet.above);
  main.add(web::post_form({.action = card_url(pupil.id), .csrf = visit.csrf_token(), .draft = "card:" + pupil.id.text()}, fields));
  if (sheet.was != "0")
    main.add(web::details({"Let the plans speak instead",
                           web::html("<p class=\"govuk-body\">The card then takes its lines from the passport, the toolbox and other plans that everybody may see, and changes with them.</p>{}",
                                     web::post_button(web::Url::path("/pupils/{}/card/plans", pupil.id), visit.csrf_token(),
                                                      {.text = "Let the plans speak", .look = web::ButtonLook::secondary}, web::hidden("was", sheet.was)))}));
  return access::page(visit, sheet.status, {.title = "Card of " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(card_url(pupil.id), "The card"),
                                            .outcome = sheet.errors.empty() && sheet.status == 200 ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

std::string drawn(const std::vector<Candidate>& offered, plans::OnCard as) {
  for (const auto& one : offered)
    if (one.as == as && stands_by_itself(one.info_class)) return one.words;
  return {};
}

base::Result<Answer> show_edit(Visit& visit, const WritePass& pass) {
  if (!may_choose(visit.grants(), pass.pupil())) return base::Error::not_found("no card of theirs to choose");
  const auto card = show_card(visit, pass, pass.pupil());
  const auto from_plans = offered(visit, pass, pass.pupil());
  Sheet sheet{{fresh_rows(card, Side::must, from_plans), fresh_rows(card, Side::help, from_plans), fresh_rows(card, Side::step, from_plans)}, card.said, card.signs, card.script, card.care, std::to_string(card.version)};
  if (!card.chosen) {
    if (sheet.signs.empty()) sheet.signs = drawn(from_plans, plans::OnCard::signs);
    if (sheet.script.empty()) sheet.script = drawn(from_plans, plans::OnCard::script);
  }
  return draw_sheet(visit, pass, sheet);
}

std::vector<SentLine> sent_lines(const web::Form& typed, Side side, const std::vector<Candidate>& offered) {
  std::vector<SentLine> out;
  std::size_t number = 0;
  for (const auto& row : typed_rows(typed, side, offered)) {
    const auto place = row.place.empty() ? 0 : row.place.size() == 1 && row.place[0] >= '0' && row.place[0] <= '9' ? row.place[0] - '0' : -1;
    out.push_back({fmt::format("{}-{}", code(side), ++number), row.words, place, row.plan, row.plan_version});
  }
  return out;
}

base::Result<Answer> save(Visit& visit, const WritePass& pass, const Card& next, const Card& now, const Sheet& late, std::string_view done) {
  access::UnitOfWork work{visit};
  choose(work, pass, next, now.version);
  auto next_face = next;
  next_face.safety = now.safety;
  if (next.chosen) acknowledge(work, pass, pass.pupil(), face_of(next_face));  // who chose the words has read them
  if (auto* inbox = visit.house().find_room<access::InboxCounter>()) inbox->touch_everybody(work.now());
  auto refused = draw_sheet(visit, pass, late);
  return std::move(work).commit_and([refused = std::move(refused), there = card_url(pass.pupil()).with("done", done)](base::Result<void> written) {
    if (written) return web::see_other(there);
    return written.error().kind == base::Error::Kind::conflict ? refused : web::text(503, written.error().for_user);
  });
}

/// Theirs above; one's own is in the form.
web::Html meanwhile(const Card& theirs, const people::Pupil& pupil) {
  web::Html out = web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile",
                              .matter = web::html("<p>{} saved this card while you were writing. Their card is here; yours is in the form. Save again to put yours in its place: "
                                                  "theirs stays in the history.</p>", theirs.chosen_by)});
  out.add(draw({theirs, pupil}, CardFor::page));
  return out;
}

base::Result<Answer> post_card(Visit& visit, const WritePass& pass) {
  if (!may_choose(visit.grants(), pass.pupil())) return base::Error::not_found("no card of theirs to choose");
  const auto& typed = visit.form();
  const auto now = show_card(visit, pass, pass.pupil());
  const auto from_plans = offered(visit, pass, pass.pupil());
  Sheet sheet{{typed_rows(typed, Side::must, from_plans), typed_rows(typed, Side::help, from_plans), typed_rows(typed, Side::step, from_plans)}, std::string(typed.text("said")), std::string(typed.text("signs")),
              std::string(typed.text("script")), std::string(typed.text("care")), std::string(typed.text("was"))};
  const SentCard sent{{sent_lines(typed, Side::must, from_plans), sent_lines(typed, Side::help, from_plans), sent_lines(typed, Side::step, from_plans)}, sheet.said, sheet.signs, sheet.script, sheet.care};
  auto next = read_card(pass.pupil(), sent);
  if (!next) {
    sheet.errors = next.error().fields;
    sheet.status = 422;
    return draw_sheet(visit, pass, sheet);
  }
  next->safety = now.safety;
  // The very same words stand already: the first answer was lost on its way, or nothing was changed.
  if (now.chosen && face_of(*next) == face_of(now)) return web::see_other(card_url(pass.pupil()).with("done", "chosen"));
  if (typed.text("was") != std::to_string(now.version)) {
    sheet.status = 409;
    sheet.was = std::to_string(now.version);
    sheet.above = meanwhile(now, people::load(pass));
    return draw_sheet(visit, pass, sheet);
  }
  auto late = sheet;
  late.status = 409;
  late.errors = {{"", "Somebody else saved at the same moment. Your words are in the form: open the card to see theirs, and save again."}};
  return save(visit, pass, *next, now, late, "chosen");
}

/// Gives the word back to the plans.
base::Result<Answer> post_plans(Visit& visit, const WritePass& pass) {
  if (!may_choose(visit.grants(), pass.pupil())) return base::Error::not_found("no card of theirs to choose");
  const auto now = show_card(visit, pass, pass.pupil());
  if (!now.chosen) return web::see_other(card_url(pass.pupil()).with("done", "plans"));
  if (visit.form().text("was") != std::to_string(now.version)) return access::UnitOfWork::conflict();
  const auto from_plans = offered(visit, pass, pass.pupil());
  Sheet late{{fresh_rows(now, Side::must, from_plans), fresh_rows(now, Side::help, from_plans), fresh_rows(now, Side::step, from_plans)}, now.said, now.signs, now.script, now.care, std::to_string(now.version)};
  late.status = 409;
  Card next;
  next.pupil = pass.pupil();
  return save(visit, pass, next, now, late, "plans");
}

// ---- On paper

using FindPass = access::CaseloadPass<May::card_read>;

base::Result<Answer> show_sheet(Visit& visit, const FindPass& pass) {
  std::vector<access::PupilId> ids;
  for (const auto text : visit.query().all("pupil"))
    if (const auto id = access::PupilId::parse(text); id && ids.size() < 40) ids.push_back(*id);
  if (ids.empty())
    for (const auto& near : visit.grants().close())
      if (near.relations != 0 && visit.grants().may(May::card_read, near.pupil)) ids.push_back(near.pupil);
  std::erase_if(ids, [&](const access::PupilId& id) { return !visit.grants().may(May::card_read, id); });
  web::Html sheet;
  std::size_t count = 0;
  for (const auto& pupil : people::load_all(pass, ids)) {
    const auto card = show_card(visit, pass, pupil.id);
    if (card.is_blank() || pupil.has_left) continue;
    sheet.add(draw({card, pupil, whom_to_call(pass, pupil.id), order_lines(pass, pupil)}, CardFor::page));
    ++count;
  }
  web::Html main = web::html("<div class=\"app-screen-only\">{}{}</div>", web::heading("Cards to print"),
                             web::body_text(count == 0 ? "None of the pupils near you today has anything on a card yet." : "Four to a sheet of A4. Print the page and cut along the lines."));
  if (count > 0) main.add("<div class=\"app-card-sheet\">{}</div>", sheet);
  return access::page(visit, 200, {.title = "Cards", .place = access::Place::pupils}, main);
}

}  // namespace

void add_card_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/card", show);
  routes.post("/pupils/{pupil}/card", post_card);
  routes.get("/pupils/{pupil}/card/edit", show_edit);
  routes.post("/pupils/{pupil}/card/plans", post_plans);
  routes.post("/pupils/{pupil}/card/reading", post_reading);
  routes.get("/cards", show_sheet);
}

}  // namespace cover
