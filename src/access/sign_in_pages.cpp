// The front door's pages. They work without JavaScript and lose nothing that was typed.
#include "access/sign_in_pages.h"

#include "access/frame.h"
#include "access/held_form.h"
#include "access/sign_in.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/cookie.h"

namespace access {
namespace {

using Own = StaffPass<May::entries_own>;

web::Html error_box(const base::Error* error) {
  if (!error) return {};
  return web::error_summary({{"username", error->for_user}});
}

web::Html demonstration_names(const Visit& visit) {
  if (!visit.school().is_demonstration) return {};
  return web::html(
      "<div class=\"govuk-inset-text\"><p>Demonstration school. Sign in as <strong>keyworker</strong>, teacher, senco, dsl, head, office, "
      "cover, governor or it, with the password <strong>alongside-demo</strong>.</p></div>");
}

web::Response sign_in_page(const Visit& visit, int status, const web::Html& held, std::string_view username, const base::Error* error) {
  web::Html fields = held;
  fields.add(web::text_input({.name = "username", .label = "User name", .value = std::string(username), .autocomplete = "username",
                              .width = web::InputWidth::twenty, .spelling = web::Spelling::off}));
  fields.add(web::password_input({}));
  fields.add(web::text_input({.name = "code", .label = "Code from your app", .hint = "Leave this empty if you have not set one up. A recovery code goes here too.",
                              .autocomplete = "one-time-code", .width = web::InputWidth::ten, .spelling = web::Spelling::off}));
  fields.add("<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\">Sign in</button>");
  web::Html main = error_box(error);
  main.add("<h1 class=\"govuk-heading-l\">Sign in</h1>");
  if (visit.request.method == web::Method::post && !held.empty() && !error)
    main.add("<p class=\"govuk-body\">Your sign-in had ended. Sign in again: what you typed is kept and comes back.</p>");
  main.add(demonstration_names(visit));
  main.add(web::post_form({.action = web::Url::path("/sign-in"), .csrf = ""}, fields));
  return page(visit, status, {.title = "Sign in", .outcome = error ? web::FrameOutcome::form_errors : web::FrameOutcome::fine,
                              .width = web::FrameWidth::narrow}, main);
}

web::Response unlock_page(const Visit& visit, int status, const web::Html& held, const base::Error* error) {
  web::Html fields = held;
  fields.add(web::password_input({.error = error ? error->for_user : ""}));
  fields.add("<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\">Unlock</button>");
  web::Html main;
  if (error) main.add(web::error_summary({{"password", error->for_user}}));
  main.add("<h1 class=\"govuk-heading-l\">Locked</h1>"
           "<p class=\"govuk-body\">Enter your password to go on. What you were writing is kept.</p>");
  main.add(web::post_form({.action = web::Url::path("/unlock"), .csrf = ""}, fields));
  main.add("<p class=\"govuk-body\">Worried about a child? <a class=\"govuk-link\" href=\"{}\">Raise a concern</a> without unlocking.</p>",
           web::Url::path("/locked/concern"));
  main.add(web::post_form({.action = web::Url::path("/sign-out"), .csrf = ""},
                          web::html("<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\">"
                                    "Not you? Sign out</button>")));
  return page(visit, status, {.title = "Locked", .outcome = error ? web::FrameOutcome::form_errors : web::FrameOutcome::fine,
                              .width = web::FrameWidth::narrow}, main);
}

web::Response confirmation_page(Visit& visit, int status, const web::Html& held, const base::Error* error) {
  web::Html fields = held;
  fields.add(proof_field(visit, error ? error->for_user : ""));
  fields.add("<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\">Confirm</button>");
  web::Html main;
  if (error) main.add(web::error_summary({{std::string(proof_field_name(visit)), error->for_user}}));
  main.add("<h1 class=\"govuk-heading-l\">Confirm it is you</h1>"
           "<p class=\"govuk-body\">Safeguarding and other protected information is shown for 10 minutes after you have proved who you are.</p>");
  if (visit.request.method == web::Method::post && !error)
    main.add("<p class=\"govuk-body\">Those 10 minutes are over. What you typed is kept and comes back.</p>");
  main.add(web::post_form({.action = web::Url::path("/confirm"), .csrf = visit.csrf_token()}, fields));
  return page(visit, status, {.title = "Confirm it is you", .outcome = error ? web::FrameOutcome::form_errors : web::FrameOutcome::problem,
                              .width = web::FrameWidth::narrow}, main);
}

/// The answer once a sign-in is durable: the held form for sending, or the place that was asked for.
Answer let_in(Visit& visit, SignInDraft draft, std::string_view heading) {
  const bool secure = visit.request.secure;
  std::optional<web::Html> kept;
  if (holds_form(visit.form()))
    kept = framed(visit, {.title = std::string(heading), .outcome = web::FrameOutcome::problem, .width = web::FrameWidth::narrow},
                  give_back(visit.form(), draft.csrf, heading));
  const auto place = draft.must_change ? web::Url::path("/me/password") : held_place(visit.form());
  return std::move(draft.work).commit_and([secure, kept, place, token = draft.token](base::Result<void> written) {
    if (!written) return web::text(503, written.error().for_user);
    auto response = kept ? web::page(200, *kept) : web::see_other(place);
    response.set_header("Set-Cookie", web::set_cookie(secure, sign_in_cookie, token));
    return response;
  });
}

base::Result<Answer> show_sign_in(Visit& visit) {
  if (visit.has_person()) return web::see_other(web::Url::path("/"));
  return sign_in_page(visit, 200, {}, {}, nullptr);
}

base::Result<Answer> post_sign_in(Visit& visit) {
  const auto& form = visit.form();
  auto draft = begin_sign_in(visit, {std::string(form.text("username")), base::Secret(form.text("password")), std::string(form.text("code")),
                                     std::string(visit.request.find_header("user-agent").value_or("a browser"))});
  if (!draft) {
    const int status = draft.error().kind == base::Error::Kind::unavailable ? 429 : 403;
    return sign_in_page(visit, status, hold_again(form), form.text("username"), &draft.error());
  }
  return let_in(visit, std::move(*draft), "You are signed in again");
}

base::Result<Answer> show_confirmation(Visit& visit, const Own&) {
  if (!proof_asked(visit)) return base::Error::not_found("no account of one's own");
  return confirmation_page(visit, 200, web::hidden("place", visit.query().text("place")), nullptr);
}

base::Result<Answer> post_confirmation(Visit& visit, const Own&) {
  auto draft = begin_confirmation(visit, proof_in(visit.form()));
  if (!draft) {
    const int status = draft.error().kind == base::Error::Kind::unavailable ? 429 : 403;
    return confirmation_page(visit, status, hold_again(visit.form()), &draft.error());
  }
  return let_in(visit, std::move(*draft), "Thank you, it is you");
}

base::Result<Answer> post_unlock(Visit& visit) {
  if (!visit.signed_in()) return sign_in_page(visit, 401, hold_again(visit.form()), {}, nullptr);
  auto draft = begin_unlock(visit, base::Secret(visit.form().text("password")));
  if (!draft) return unlock_page(visit, 403, hold_again(visit.form()), &draft.error());
  return let_in(visit, std::move(*draft), "You are signed in again");
}

base::Result<Answer> show_locked(Visit& visit) {
  if (visit.has_person()) return web::see_other(web::Url::path("/"));
  if (!visit.signed_in()) return web::see_other(web::Url::path("/sign-in"));
  return unlock_page(visit, 200, {}, nullptr);
}

base::Result<Answer> post_lock(Visit& visit, const Own& pass) {
  UnitOfWork work{visit};
  lock(work, pass, *visit.signed_in());
  return std::move(work).commit_and([](base::Result<void> written) {
    return written ? web::see_other(web::Url::path("/locked")) : web::text(503, written.error().for_user);
  });
}

base::Result<Answer> post_sign_out(Visit& visit) {
  const bool secure = visit.request.secure;
  auto gone = [secure] {
    auto response = web::see_other(web::Url::path("/sign-in"));
    response.set_header("Set-Cookie", web::forget_cookie(secure, sign_in_cookie));
    response.set_header("Clear-Site-Data", "\"cache\", \"storage\"");
    return response;
  };
  if (!visit.signed_in()) return gone();
  return sign_out(visit).commit_and([gone](base::Result<void> written) {
    return written ? gone() : web::text(503, written.error().for_user);
  });
}

}  // namespace

web::Response draw_sign_in(Visit& visit) {
  const int status = visit.request.method == web::Method::post ? 401 : 200;
  if (visit.signed_in()) return unlock_page(visit, status, hold(visit.request), nullptr);
  return sign_in_page(visit, status, hold(visit.request), {}, nullptr);
}

web::Response draw_confirmation(Visit& visit) {
  return confirmation_page(visit, visit.request.method == web::Method::post ? 401 : 200, hold(visit.request), nullptr);
}

std::string_view proof_field_name(Visit& visit) { return proof_asked(visit) == ProofAsked::code ? "proof-code" : "proof-password"; }

web::Html proof_field(Visit& visit, std::string_view error) {
  if (proof_asked(visit) == ProofAsked::code)
    return web::text_input({.name = "proof-code", .label = "Code from your app", .hint = "Six numbers, or one of your recovery codes",
                            .error = std::string(error), .autocomplete = "one-time-code", .width = web::InputWidth::ten,
                            .spelling = web::Spelling::off});
  return web::password_input({.name = "proof-password", .label = "Your password", .error = std::string(error)});
}

ProofAgain proof_in(const web::Form& form) { return {base::Secret(form.text("proof-password")), std::string(form.text("proof-code"))}; }

void add_sign_in_routes(Routes& routes) {
  routes.add_public(web::Method::get, "/sign-in", show_sign_in);
  routes.add_public(web::Method::post, "/sign-in", post_sign_in);
  routes.add_public(web::Method::get, "/locked", show_locked);
  routes.add_public(web::Method::post, "/unlock", post_unlock);
  routes.add_public(web::Method::post, "/sign-out", post_sign_out);
  routes.post("/lock", post_lock);
  routes.get("/confirm", show_confirmation);
  routes.post("/confirm", post_confirmation);
}

}  // namespace access
