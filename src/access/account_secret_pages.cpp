// Second factor and API tokens: secrets that are shown once.
#include "access/account_pages.h"
#include "access/digest.h"
#include "access/frame.h"
#include "access/moment_words.h"
#include "access/qr_code.h"
#include "access/sign_in.h"
#include "access/sign_in_pages.h"
#include "access/told.h"
#include "access/totp.h"
#include "base/text.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace access {
namespace {

using Own = StaffPass<May::entries_own>;
using Tokens = StaffPass<May::token_make>;

web::Html back() { return web::back_link(web::Url::path("/me"), "My account"); }

/// "ABCD EFGH …": easier to copy by hand.
std::string in_fours(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += ' ';
    out += text[i];
  }
  return out;
}

web::Response setting_up_page(Visit& visit, const base::Secret& secret, const std::vector<base::FieldError>& errors) {
  const auto account = find_account(visit.reader(), visit.who().id);
  const auto uri = totp_uri(visit.school().name, account ? account->username : visit.who().name, secret);
  web::Html fields = web::text_input({.name = "code", .label = "Code from the app", .hint = "Six numbers", .error = web::message_for(errors, "code"),
                                      .autocomplete = "one-time-code", .inputmode = "numeric", .width = web::InputWidth::ten,
                                      .spelling = web::Spelling::off});
  fields.add(web::button({.text = "Confirm"}));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("Set up a second factor"));
  main.add(web::body_text("1. In an authenticator app on your phone, add an account by this picture:"));
  main.add(qr_code(uri, "QR code for your authenticator app"));
  main.add(web::details({.summary = "The picture cannot be read",
                         .matter = web::html("<p class=\"govuk-body\">Type this key into the app: <code>{}</code></p>"
                                             "<p class=\"govuk-body\">Or, where the app takes a link: <code class=\"app-breaks\">{}</code></p>",
                                             in_fours(base::to_base32_rfc(secret.reveal())), uri)}));
  main.add(web::body_text("2. Enter the code the app shows now."));
  main.add(web::post_form({.action = web::Url::path("/me/second-factor/confirmation"), .csrf = visit.csrf_token()}, fields));
  return page(visit, errors.empty() ? 200 : 422,
              {.title = "Set up a second factor", .before = back(),
               .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors, .width = web::FrameWidth::narrow},
              main);
}

/// Somebody at a screen left open must not take the second factor away.
web::Html removal_form(Visit& visit, std::string_view error) {
  web::Html fields = proof_field(visit, error);
  fields.add(web::button({.text = "Remove the second factor", .look = web::ButtonLook::warning}));
  return web::post_form({.action = web::Url::path("/me/second-factor/end"), .csrf = visit.csrf_token()}, fields);
}

base::Result<Answer> show_factor(Visit& visit, const Own& pass) {
  if (const auto waiting = waiting_totp(pass)) return setting_up_page(visit, *waiting, {});
  web::Html main = web::heading("Second factor");
  if (has_totp(pass)) {
    main.add(web::body_text("You need a code from your app to sign in."));
    main.add(removal_form(visit, ""));
  } else {
    main.add(web::body_text("With a second factor, nobody gets in with your password alone. You need a phone with an authenticator app, "
                            "and two minutes."));
    main.add(web::post_button(web::Url::path("/me/second-factor"), visit.csrf_token(), {.text = "Begin"}));
  }
  return page(visit, 200, {.title = "Second factor", .before = back(), .width = web::FrameWidth::narrow}, main);
}

base::Result<Answer> post_factor(Visit& visit, const Own& pass) {
  UnitOfWork work(visit);
  begin_totp(work, pass, make_totp_secret(visit.house().random()));
  return then_go(visit, std::move(work), web::Url::path("/me/second-factor"),
                 base::Error::conflict("A second factor is set up already. Remove it first.", "second factor there"));
}

base::Result<Answer> post_confirmation(Visit& visit, const Own& pass) {
  const auto waiting = waiting_totp(pass);
  if (!waiting) return base::Error::conflict("Begin again: no second factor is waiting to be set up.", "no totp waiting");
  const auto codes = make_recovery_codes(visit.house().random());
  UnitOfWork work(visit);
  if (const auto confirmed = confirm_totp(work, pass, visit.form().text("code"), codes); !confirmed) {
    if (confirmed.error().fields.empty()) return confirmed.error();
    return setting_up_page(visit, *waiting, confirmed.error().fields);
  }
  web::Html list;
  for (const auto& code : codes) list.add("<li><code>{}</code></li>", code.reveal_text());
  web::Html main = web::alert({.kind = web::AlertKind::success, .title = "Set up", .matter = web::html("<p>Your second factor is set up.</p>")});
  main.add(web::heading("Recovery codes"));
  main.add(web::body_text("If you lose your phone, one of these gets you in, once each."));
  main.add(web::html("<ul class=\"govuk-list\">{}</ul>", list));
  main.add(web::warning_text("They are shown only now. Print them or write them down, and keep them away from your computer."));
  main.add(web::button_group(web::button_link(web::Url::path("/me").with("done", "factor"), "I have kept them")));
  auto shown = page(visit, 200, {.title = "Recovery codes", .width = web::FrameWidth::narrow}, main);
  return std::move(work).commit_and([shown = std::move(shown)](base::Result<void> written) {
    return written ? shown : web::text(409, written.error().for_user);
  });
}

base::Result<Answer> post_factor_end(Visit& visit, const Own& pass) {
  UnitOfWork work(visit);
  if (const auto proved = prove_again(visit, work, proof_in(visit.form())); !proved) {
    web::Html main = web::error_summary({{std::string(proof_field_name(visit)), proved.error().for_user}});
    main.add(web::heading("Second factor"));
    main.add(removal_form(visit, proved.error().for_user));
    return page(visit, 422, {.title = "Second factor", .before = back(), .outcome = web::FrameOutcome::form_errors,
                             .width = web::FrameWidth::narrow}, main);
  }
  end_totp(work, pass);
  return then_go(visit, std::move(work), web::Url::path("/me").with("done", "factor-gone"));
}

web::Response tokens_page(Visit& visit, const Tokens& pass, const std::vector<base::FieldError>& errors) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& line : list_tokens(pass))
    rows.push_back({web::html("{}", line.name), web::html("{}", moment_words(visit.house().zone(), visit.now(), line.created_at)),
                    web::html("{}", base::to_text(visit.house().zone().date_of(line.expires_at))),
                    web::post_button(web::Url::path("/me/tokens/{}/revocation", line.id), visit.csrf_token(),
                                     {.text = "Revoke", .look = web::ButtonLook::warning,
                                      .more = web::attr("aria-label", "Revoke " + line.name)})});
  web::Html main = told(visit, {{"revoked", "The token is revoked. A program that uses it is refused from now on."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("API tokens"));
  main.add(web::body_text("A token lets a program do what you may do, in your name. Make one for each program, and revoke it when the program goes."));
  if (!rows.empty())
    main.add(web::table({.caption = "Your tokens", .columns = {{"For"}, {"Made"}, {"Until"}, {"Change"}}, .rows = std::move(rows), .stacked = true}));
  web::Html fields = web::text_input({.name = "name", .label = "What is it for?", .hint = "For example Timetable import",
                                      .value = std::string(visit.form().text("name")), .error = web::message_for(errors, "name"),
                                      .width = web::InputWidth::thirty});
  fields.add(web::select({.name = "days", .label = "How long does it last?", .options = {{"30", "30 days"}, {"90", "90 days"}, {"365", "A year"}},
                          .value = visit.form().has("days") ? std::string(visit.form().text("days")) : "90"}));
  fields.add(proof_field(visit, web::message_for(errors, proof_field_name(visit))));
  fields.add(web::button({.text = "Make a token"}));
  main.add(web::post_form({.action = web::Url::path("/me/tokens"), .csrf = visit.csrf_token()}, fields));
  return page(visit, errors.empty() ? 200 : 422,
              {.title = "API tokens", .before = back(),
               .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors, .width = web::FrameWidth::narrow},
              main);
}

base::Result<Answer> show_tokens(Visit& visit, const Tokens& pass) { return tokens_page(visit, pass, {}); }

base::Result<Answer> post_token(Visit& visit, const Tokens& pass) {
  const auto name = base::Text<80>::make(visit.form().text("name"));
  if (!name || name->empty()) return tokens_page(visit, pass, {{"name", "Enter what the token is for"}});
  UnitOfWork work(visit);
  if (const auto proved = prove_again(visit, work, proof_in(visit.form())); !proved)
    return tokens_page(visit, pass, {{std::string(proof_field_name(visit)), proved.error().for_user}});
  const auto days_text = visit.form().text("days");
  const int days = days_text == "30" ? 30 : days_text == "365" ? 365 : 90;
  const auto token = access::make_token(visit.house().random());
  make_token(work, pass, {visit.fresh<TokenId>(), name->text(), visit.now() + days * base::day_ms}, token);
  web::Html main = web::heading("Your new token", name->text());
  main.add(web::html("<p class=\"govuk-body\"><code class=\"app-breaks\">{}</code></p>", token));
  main.add(web::warning_text("It is shown only now. Copy it into the program that needs it; whoever has it sees what you see."));
  main.add(web::button_group(web::button_link(web::Url::path("/me/tokens"), "Done")));
  auto shown = page(visit, 200, {.title = "Your new token", .width = web::FrameWidth::narrow}, main);
  return std::move(work).commit_and([shown = std::move(shown)](base::Result<void> written) {
    return written ? shown : web::text(409, written.error().for_user);
  });
}

base::Result<Answer> post_revocation(Visit& visit, const Tokens& pass) {
  const auto id = TokenId::parse(visit.match.part("token"));
  if (!id) return base::Error::not_found("no such token");
  UnitOfWork work(visit);
  revoke_token(work, pass, *id);
  return then_go(visit, std::move(work), web::Url::path("/me/tokens").with("done", "revoked"),
                 base::Error::conflict("That token was revoked already.", "no live token"));
}

}  // namespace

void add_account_secret_routes(Routes& routes) {
  routes.get("/me/second-factor", show_factor);
  routes.post("/me/second-factor", post_factor);
  routes.post("/me/second-factor/confirmation", post_confirmation);
  routes.post("/me/second-factor/end", post_factor_end);
  routes.get("/me/tokens", show_tokens);
  routes.post("/me/tokens", post_token);
  routes.post("/me/tokens/{token}/revocation", post_revocation);
}

}  // namespace access
