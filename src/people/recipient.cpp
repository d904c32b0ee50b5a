// Asks the policy as each of those something could be made for.
#include "people/recipient.h"

#include "access/frame.h"
#include "base/text.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

namespace people {
namespace {

using access::Given;
using access::Outsider;
using Sort = Recipient::Sort;

std::vector<CourtEffect> as_the_house_sees_them(access::Visit& visit, const PupilId& pupil) {
  auto reader = visit.house().reader();
  reader->look_as(visit.house().house_sight());
  return list_effects(*reader, pupil, visit.today());
}

base::Error refused(std::string_view field, std::string words) { return base::Error::invalid(std::string(field), std::move(words), "recipient barred or not offered"); }

}  // namespace

std::string Recipient::value() const {
  switch (sort_) {
    case Sort::member: return member_ ? member_->text() : "";
    case Sort::home: return "home";
    case Sort::pupil: return "pupil";
    case Sort::body: return "body";
    case Sort::school: return "school";
  }
  return {};
}

Addressing::Addressing(access::Visit& visit, const access::Pass& pass, const Pupil& pupil, Paper paper, access::InfoClass info)
    : pupil_(pupil), paper_(paper), info_(info), effects_(as_the_house_sees_them(visit, pupil.id)) {
  for (auto& one : list_family(pass, pupil.id)) {
    const auto given = access::may_be_given(Outsider::family_member, bar_on(effects_, one.id, one.name), info);
    members_.push_back({std::move(one), given});
  }
}

bool Addressing::offers(Sort sort) const {
  switch (sort) {
    case Sort::member: return true;
    case Sort::home: return paper_ != Paper::review_link;  // one answer, by one person
    case Sort::pupil: return paper_ != Paper::first_aid_slip && paper_ != Paper::review_link && access::may_be_given(Outsider::pupil, access::Bar::none, info_) == Given::yes;
    case Sort::body: return paper_ == Paper::statutory_print && access::may_be_given(Outsider::body, access::Bar::none, info_) == Given::yes;
    case Sort::school: return paper_ == Paper::plan_print || paper_ == Paper::statutory_print;
  }
  return false;
}

Given Addressing::home() const { return access::may_be_given(Outsider::home, bar_on_anybody(effects_), info_); }

std::string Addressing::home_words() const { return "the parents and carers of " + pupil_.name(); }

base::Result<std::optional<Recipient>> Addressing::choose(std::string_view sent, std::string_view field) const {
  if (sent.empty()) {
    if (offers(Sort::body)) sent = "body";
    else if (offers(Sort::school)) sent = "school";
    else if (members_.empty()) sent = "home";
    else return std::optional<Recipient>();
  }
  if (sent == "body" && offers(Sort::body)) return std::optional(Recipient(Sort::body, "the local authority"));
  if (sent == "school" && offers(Sort::school)) return std::optional(Recipient(Sort::school, "the school’s own use"));
  if (sent == "pupil" && offers(Sort::pupil)) return std::optional(Recipient(Sort::pupil, pupil_.name()));
  if (sent == "home" && offers(Sort::home)) {
    if (home() == Given::yes) return std::optional(Recipient(Sort::home, home_words()));
    if (members_.empty()) return refused(field, "Not everybody at home may be given this. Ask the class teacher or the safeguarding lead to send it");
    return refused(field, "Not everybody at home may be given this: choose one person");
  }
  const auto id = FamilyMemberId::parse(sent);
  for (const auto& one : members_) {
    if (!id || one.who.id != *id) continue;
    if (one.given == Given::no) return refused(field, fmt::format("{} cannot be given this: no information about {} may go to them. Ask the safeguarding lead", one.who.name, pupil_.given));
    Recipient out(Sort::member, one.who.name);
    out.member_ = one.who.id;
    out.ask_first_ = one.given == Given::ask_first;
    return std::optional(std::move(out));
  }
  return refused(field, "Choose whom it is for");
}

base::Result<Recipient> Addressing::by_name(std::string_view name, std::string_view field) const {
  if (home() != Given::yes) return refused(field, members_.empty() ? "Not everybody at home may be given this. Ask the class teacher or the safeguarding lead to send it"
                                                                   : "Not everybody at home may be given this: choose one person");
  return Recipient(Sort::home, std::string(name));
}

web::Html Addressing::field(const Field& field) const {
  std::vector<web::Option> options;
  if (!field.first.empty()) options.push_back({"", field.first});
  if (offers(Sort::body)) options.push_back({"body", "The local authority"});
  if (offers(Sort::school)) options.push_back({"school", "The school itself"});
  std::string barred, asked;
  for (const auto& one : members_) {
    if (one.given == Given::no) {
      barred += (barred.empty() ? "" : ", ") + one.who.name;
      continue;
    }
    if (one.given == Given::ask_first) asked += (asked.empty() ? "" : ", ") + one.who.name;
    options.push_back({one.who.id.text(), one.who.relationship.empty() ? one.who.name : one.who.name + ", " + base::to_lower_ascii(one.who.relationship)});
  }
  if (offers(Sort::home) && home() == Given::yes) options.push_back({"home", "The parents and carers"});
  if (offers(Sort::pupil)) options.push_back({"pupil", pupil_.given + " themselves"});
  std::string hint;
  if (!barred.empty()) hint = fmt::format("{} cannot be chosen: no information about {} may go to them. The safeguarding lead can tell you more.", barred, pupil_.given);
  else if (home() != Given::yes && members_.empty()) hint = "Not everybody at home may be given it. Ask the class teacher or the safeguarding lead to send it.";
  if (!asked.empty()) hint += fmt::format("{}Ask the safeguarding lead before you give it to {}: what an order says of them is not clear yet.", hint.empty() ? "" : " ", asked);
  return web::select({.name = field.name, .label = field.label, .options = std::move(options), .value = field.value, .hint = std::move(hint), .error = field.error});
}

web::Response ask_for_whom(access::Visit& visit, const Addressing& to, const web::Url& here, const web::Html& back, const std::vector<base::FieldError>& errors, const web::Html& more) {
  web::Html main = web::error_summary(errors);
  main.add(web::heading(to.pupil().name(), title(to.paper())));
  main.add(web::body_text("It is made for one person: say who, and it opens."));
  web::Html fields = more;
  fields.add(to.field({.value = errors.empty() ? std::string() : std::string(visit.query().text("for")), .error = web::message_for(errors, "for")}));
  fields.add(web::button({.text = "Open it"}));
  main.add(web::get_form(here, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = std::string(title(to.paper())) + " – " + to.pupil().name(), .place = access::Place::pupils, .before = back,
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

web::Html for_whom(const Addressing& to, const Recipient& recipient, const web::Url& here, const web::Html& more) {
  web::Html out;
  if (recipient.sort() == Sort::school) out.add("<p class=\"govuk-body app-for-whom\"><strong>The school’s own copy. It is not to be given out.</strong></p>");
  else out.add("<p class=\"govuk-body app-for-whom\"><strong>For {}</strong></p>", recipient.name());
  web::Html screen;
  if (recipient.ask_first()) screen.add(web::warning_text("Ask the safeguarding lead before you give this to " + recipient.name() + ": what an order says of them is not clear yet."));
  web::Html fields = more;
  fields.add(to.field({.value = recipient.value()}));
  fields.add(web::button({.text = "Open it", .look = web::ButtonLook::secondary}));
  screen.add(web::details({.summary = "For somebody else", .matter = web::get_form(here, fields)}));
  return web::html("{}<div class=\"app-screen-only\">{}</div>", out, screen);
}

}  // namespace people
