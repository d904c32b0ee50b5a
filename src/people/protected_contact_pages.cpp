// Whose address and telephone numbers are kept safe: set, read, changed and ended by those who decide on orders.
#include "people/protected_contact_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "base/text.h"
#include "people/protected_contact_store.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace people {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url here(const PupilId& pupil) { return web::Url::path("/pupils/{}/protected", pupil); }
web::Url of_member(const PupilId& pupil, const FamilyMemberId& member) { return web::Url::path("/pupils/{}/protected/{}", pupil, member); }
std::string typed_text(const web::Form& form, std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); }

base::Result<void> held_to_orders(const OrderPass& pass) {
  if (!keeps_orders(pass.grants(), pass.pupil())) return base::Error::not_found("no protected contacts for this person");
  return {};
}

const ProtectedContact* find(const std::vector<ProtectedContact>& all, const FamilyMemberId& member) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const ProtectedContact& one) { return one.member == member; });
  return found == all.end() ? nullptr : &*found;
}

/// Of whom a form is that did not come through.
struct Typed {
  const web::Form& form;
  const Errors& errors;
  std::optional<FamilyMemberId> member = {};
  int status = 200;
  std::string value(const FamilyMemberId& whose, std::string_view name, const std::string& before) const {
    return member == whose && form.has(name) ? std::string(form.text(name)) : before;
  }
  std::string error(const FamilyMemberId& whose, std::string_view name) const { return member == whose ? web::message_for(errors, name) : std::string(); }
};

web::Html values_view(const ContactWays& ways) {
  std::vector<web::SummaryRow> rows;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) rows.push_back({key, web::html("<span class=\"app-words\">{}</span>", value), {}});
  };
  add("Address", ways.address);
  add("Mobile", ways.mobile);
  add("Telephone at home", ways.home_phone);
  add("Telephone at work", ways.work_phone);
  add("E-mail", ways.email);
  add("Good to know", ways.note);
  if (rows.empty()) return web::body_text("Nothing is written down of how to reach them.");
  return web::summary_list(rows);
}

web::Html kept_part(const Visit& visit, const PupilId& pupil, const ProtectedContact& kept, const FamilyMember& who, const Typed& typed) {
  const auto& id = kept.member;
  const auto input = [&](std::string name, std::string label, const std::string& before) {
    return web::text_input({.name = name, .label = std::move(label), .value = typed.value(id, name, before), .error = typed.error(id, name), .id = name + "-" + id.text(),
                            .width = web::InputWidth::thirty, .spelling = web::Spelling::off});
  };
  web::Html out = values_view(kept.ways);
  out.add("<p class=\"govuk-hint\">Kept safe by {}, {}: {}</p>", kept.author, access::moment_words(visit.house().zone(), visit.now(), kept.at), kept.reason);
  web::Html fields = web::hidden("was", std::to_string(kept.version));
  fields.add(input("address", "Address", kept.ways.address));
  fields.add(input("mobile", "Mobile", kept.ways.mobile));
  fields.add(input("home_phone", "Telephone at home", kept.ways.home_phone));
  fields.add(input("work_phone", "Telephone at work", kept.ways.work_phone));
  fields.add(input("email", "E-mail", kept.ways.email));
  fields.add(input("note", "Good to know", kept.ways.note));
  fields.add(input("reason", "Why does it change?", ""));
  fields.add(web::button({.text = "Save", .look = web::ButtonLook::secondary}));
  const bool open = typed.member == id;
  out.add(web::details({.summary = "Change how " + who.name + " is reached", .matter = web::post_form({.action = of_member(pupil, id), .csrf = visit.csrf_token()}, fields), .open = open}));
  out.add(web::post_button(web::Url::path("/pupils/{}/protected/{}/end", pupil, id), visit.csrf_token(),
                           {.text = "No longer keep safe", .look = web::ButtonLook::warning, .more = web::attr("aria-label", "No longer keep safe: " + who.name)}, web::hidden("was", std::to_string(kept.version))));
  return out;
}

web::Html open_part(const Visit& visit, const PupilId& pupil, const FamilyMember& who, const Typed& typed) {
  web::Html fields = web::hidden("id", visit.fresh<KeptSafeId>().text());
  fields.add(web::text_input({.name = "reason", .label = "Why?", .hint = "Only those who may read orders read this.", .value = typed.value(who.id, "reason", ""), .error = typed.error(who.id, "reason"),
                              .id = "reason-" + who.id.text()}));
  fields.add(web::button({.text = "Keep safe", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Keep safe: " + who.name)}));
  return web::post_form({.action = of_member(pupil, who.id), .csrf = visit.csrf_token()}, fields);
}

web::Response draw(Visit& visit, const OrderPass& pass, const Typed& typed) {
  const auto pupil = load(pass);
  std::vector<std::pair<std::string, std::string>> anchors;
  if (typed.member)
    for (const auto& error : typed.errors) anchors.emplace_back(error.field, error.field + "-" + typed.member->text());
  web::Html main = web::error_summary(typed.errors, anchors);
  main.add(access::told(visit, {{"kept", "Kept safe. Nobody but those who read orders sees them from now on."}, {"changed", "Changed."}, {"ended", "They stand with the contacts again."}}));
  main.add(web::heading(pupil.name(), "Addresses kept safe"));
  main.add(web::body_text("Where it would put a child or a parent in danger that somebody knows where they live. What is kept safe stands on no other page, in no search, print, export or letter; a file that is "
                          "imported does not change it. Everybody else reads “" + std::string(kept_safe_words) + "”. Whoever lives at the same address is kept safe with them."));
  const auto all = list_protected(pass);
  const auto family = list_family(pass, pupil.id);
  if (family.empty())
    main.add(web::empty_state({.icon = web::Icon::family, .title = "No contacts yet", .words = "Parents, carers and others at home appear here once they have been imported."}));
  for (const auto& who : family) {
    const auto* kept = find(all, who.id);
    web::Html matter = kept ? web::html("<p class=\"govuk-body\">{}</p>", web::tag("Kept safe", web::Tint::red)) : web::Html();
    matter.add(kept ? kept_part(visit, pupil.id, *kept, who, typed) : open_part(visit, pupil.id, who, typed));
    main.add(web::card(who.relationship.empty() ? who.name : who.name + ", " + base::to_lower_ascii(who.relationship), matter));
  }
  return access::page(visit, typed.status,
                      {.title = "Addresses kept safe – " + pupil.name(), .place = access::Place::pupils, .before = web::back_link(web::Url::path("/pupils/{}/orders", pupil.id), "Court orders"),
                       .outcome = typed.errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show(Visit& visit, const OrderPass& pass) {
  TRY_DO(held_to_orders(pass));
  return draw(visit, pass, {visit.form(), {}});
}

/// The family member the address names. Errors: not_found for nobody of this pupil's family.
base::Result<FamilyMember> in_address(const Visit& visit, const OrderPass& pass) {
  TRY_DO(held_to_orders(pass));
  const auto id = FamilyMemberId::parse(visit.match.part("member"));
  for (auto& one : list_family(pass, pass.pupil()))
    if (id && one.id == *id) return std::move(one);
  return base::Error::not_found("nobody of this family");
}

base::Result<Answer> change(Visit& visit, const OrderPass& pass, const ProtectedContact& kept, const std::string& reason) {
  const auto& typed = visit.form();
  const ContactWays ways{typed_text(typed, "mobile"), typed_text(typed, "home_phone"), typed_text(typed, "work_phone"), typed_text(typed, "email"), typed_text(typed, "address"), typed_text(typed, "note")};
  auto wrong = check(ways);
  if (reason.empty()) wrong.push_back({"reason", "Enter why it changes"});
  if (typed.text("was") == std::to_string(kept.version - 1) && kept.ways == ways) return web::see_other(here(pass.pupil()).with("done", "changed"));  // the first answer was lost
  if (typed.text("was") != std::to_string(kept.version)) wrong.push_back({"", "Somebody else changed this meanwhile. What they wrote stands above; yours is in the form"});
  if (!wrong.empty()) return draw(visit, pass, {typed, wrong, kept.member, typed.text("was") == std::to_string(kept.version) ? 422 : 409});
  access::UnitOfWork work{visit};
  change_ways(work, pass, kept, ways, reason);
  return access::then_go(visit, std::move(work), here(pass.pupil()).with("done", "changed"));
}

base::Result<Answer> post_member(Visit& visit, const OrderPass& pass) {
  TRY(const auto who, in_address(visit, pass));
  const auto& typed = visit.form();
  const auto reason = typed_text(typed, "reason");
  Errors wrong;
  if (base::count_characters(reason) > 400) wrong.push_back({"reason", "Use at most 400 characters"});
  const auto all = list_protected(pass);
  if (const auto* kept = find(all, who.id); kept && typed.has("was")) {
    if (!wrong.empty()) return draw(visit, pass, {typed, wrong, who.id, 422});
    return change(visit, pass, *kept, reason);
  } else if (kept) {
    return web::see_other(here(pass.pupil()).with("done", "kept"));  // the same click again
  }
  const auto id = KeptSafeId::parse(typed.text("id"));
  if (!id) return base::Error::not_found("keeping safe without an id");
  if (reason.empty()) wrong.push_back({"reason", "Enter why it is kept safe"});
  if (!wrong.empty()) return draw(visit, pass, {typed, wrong, who.id, 422});
  access::UnitOfWork work{visit};
  keep_safe(work, pass, *id, who.id, reason);
  for (const auto& other : list_same_address(pass, who.id)) keep_safe(work, pass, KeptSafeId(work.fresh_bytes()), other, reason);
  return access::then_go(visit, std::move(work), here(pass.pupil()).with("done", "kept"));
}

base::Result<Answer> post_end(Visit& visit, const OrderPass& pass) {
  TRY(const auto who, in_address(visit, pass));
  const auto all = list_protected(pass);
  const auto* kept = find(all, who.id);
  const auto there = here(pass.pupil()).with("done", "ended");
  if (!kept) return web::see_other(there);
  if (visit.form().text("was") != std::to_string(kept->version)) return draw(visit, pass, {visit.form(), {{"", "Somebody else changed this meanwhile. Look at it again before you end it"}}, std::nullopt, 409});
  access::UnitOfWork work{visit};
  end_keeping(work, pass, *kept);
  return access::then_go(visit, std::move(work), there);
}

}  // namespace

void add_protected_contact_routes(access::Routes& routes) {
  routes.get("/pupils/{pupil}/protected", show);
  routes.post("/pupils/{pupil}/protected/{member}", post_member);
  routes.post("/pupils/{pupil}/protected/{member}/end", post_end);
}

}  // namespace people
