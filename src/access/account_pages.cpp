// A person's own account: what they are here, their password, where they are signed in.
#include "access/account_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/sign_in.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <array>

namespace access {
namespace {

using Own = StaffPass<May::entries_own>;

/// "Firefox on Linux": what of a browser's own words a person knows it by.
std::string browser_words(std::string_view device) {
  const auto has = [&](std::string_view word) { return device.find(word) != std::string_view::npos; };
  std::string out = has("Edg/") ? "Edge" : has("Firefox/") ? "Firefox" : has("Chrome/") ? "Chrome" : has("Safari/") ? "Safari" : "A browser";
  if (has("Android")) out += " on Android";
  else if (has("iPhone")) out += " on iPhone";
  else if (has("iPad")) out += " on iPad";
  else if (has("Windows")) out += " on Windows";
  else if (has("Mac OS")) out += " on a Mac";
  else if (has("Linux")) out += " on Linux";
  return out;
}

web::Html sign_ins_of(const Visit& visit, const Own& pass) {
  std::vector<std::vector<web::Html>> rows;
  for (const auto& line : list_sign_ins(pass, visit.signed_in()->id)) {
    const auto& zone = visit.house().zone();
    const auto state = line.is_this ? web::tag("This one", web::Tint::green) : line.locked ? web::tag("Locked", web::Tint::grey) : web::Html{};
    rows.push_back({web::html("{} {}", browser_words(line.device), state), web::html("{}", moment_words(zone, visit.now(), line.created_at)),
                    web::html("{}", moment_words(zone, visit.now(), line.seen_at)),
                    line.is_this ? web::Html{}
                                 : web::post_button(web::Url::path("/me/sign-ins/{}/end", line.id), visit.csrf_token(),
                                                    {.text = "End this one", .look = web::ButtonLook::secondary})});
  }
  web::Html out = web::subheading("Where you are signed in");
  out.add(web::table({.caption = "Sign-ins", .columns = {{"Browser"}, {"Signed in"}, {"Last used"}, {"Change"}}, .rows = std::move(rows),
                      .caption_hidden = true, .stacked = true}));
  return out;
}

base::Result<Answer> show_me(Visit& visit, const Own& pass) {
  const auto account = find_account(visit.reader(), pass.who().id);
  web::Html roles;
  for (const auto role : pass.who().roles) roles.add("{} ", web::badge(title(role)));
  if (pass.who().roles.empty()) {
    roles.add("None yet.");
    for (const auto& line : list_who_gives_roles(pass)) roles.add(" {} can give you one.", line.name);
  }
  web::Html main = told(visit, {{"password", "Your password is changed. Your other sign-ins have ended."},
                                {"ended", "That sign-in has ended."},
                                {"factor", "Your second factor is set up. You need a code from the app at the next sign-in."},
                                {"factor-gone", "Your second factor is removed."}});
  main.add(web::heading("My account", pass.who().name));
  std::vector<web::SummaryRow> rows = {{"Post", web::html("{}", pass.who().post)}, {"Roles", roles}};
  if (account) {
    rows.push_back({"User name", web::html("{}", account->username)});
    rows.push_back({"Password", web::html("Set"), {{web::Url::path("/me/password"), "Change", "password"}}});
    const bool factor = has_totp(pass);
    rows.push_back({"Second factor", web::html("{}", factor ? "An app on your phone" : "Not set up"),
                    {{web::Url::path("/me/second-factor"), factor ? "Change" : "Set up", "second factor"}}});
  }
  if (visit.may(May::token_make)) rows.push_back({"API tokens", web::html("For programs that read what you may read"), {{web::Url::path("/me/tokens"), "See", "API tokens"}}});
  main.add(web::summary_list(rows));
  main.add(sign_ins_of(visit, pass));
  return page(visit, 200, {.title = "My account", .width = web::FrameWidth::narrow}, main);
}

web::Response password_page(Visit& visit, bool must_change, const std::vector<base::FieldError>& errors) {
  web::Html fields = web::password_input({.name = "old", .label = must_change ? "The password you were given" : "Your password now",
                                          .error = web::message_for(errors, "old")});
  fields.add(web::password_input({.name = "password", .label = "New password",
                                  .hint = "At least 12 characters. Four words that do not belong together are good.",
                                  .error = web::message_for(errors, "password"), .autocomplete = "new-password"}));
  fields.add(web::button({.text = "Change password"}));
  web::Html main = web::error_summary(errors);
  main.add(web::heading(must_change ? "Choose your own password" : "Change your password"));
  if (must_change) main.add(web::inset_text(web::html("<p>Somebody else knows the password you signed in with. Choose one that only you know.</p>")));
  main.add(web::post_form({.action = web::Url::path("/me/password"), .csrf = visit.csrf_token()}, fields));
  return page(visit, errors.empty() ? 200 : 422,
              {.title = "Change your password", .before = web::back_link(web::Url::path("/me"), "My account"),
               .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors, .width = web::FrameWidth::narrow},
              main);
}

base::Result<Answer> show_password(Visit& visit, const Own& pass) {
  const auto account = find_account(visit.reader(), pass.who().id);
  if (!account) return base::Error::not_found("no account of one's own");
  return password_page(visit, account->must_change, {});
}

base::Result<Answer> post_password(Visit& visit, const Own& pass) {
  const auto account = find_account(visit.reader(), pass.who().id);
  if (!account) return base::Error::not_found("no account of one's own");
  auto& door = visit.house().room<FrontDoor>();
  const base::Secret old(visit.form().text("old")), fresh(visit.form().text("password"));
  // Guessing here is held to the same budget as at the door.
  const Attempt attempt{account_key(account->username), network_key(visit.request.peer), visit.signed_in()->token_hash};
  const auto ticks = visit.house().clock().monotonic_ms();
  if (!door.throttle.ask(attempt, ticks).may_check())
    return base::Error::unavailable("Too many tries. Wait a few minutes, then try again.", "guessing budget");
  TRY(const bool good, door.passwords.verify(old, account->password_hash));
  std::vector<base::FieldError> errors;
  if (good) {
    door.throttle.succeeded(attempt, ticks);
  } else {
    door.throttle.failed(attempt, ticks);
    errors.push_back({"old", account->must_change ? "This is not the password you were given" : "This is not your password"});
  }
  const std::array<std::string_view, 3> known = {account->username, pass.who().name, visit.school().name};
  if (const auto fit = check_new_password(fresh, known); !fit)
    errors.insert(errors.end(), fit.error().fields.begin(), fit.error().fields.end());
  else if (fresh.reveal_text() == old.reveal_text())
    errors.push_back({"password", "Choose a password other than the one you have"});
  if (!errors.empty()) return password_page(visit, account->must_change, errors);
  TRY(const auto hash, door.passwords.hash(fresh));
  UnitOfWork work(visit);
  set_password(work, pass, hash);
  end_other_sign_ins(work, pass, visit.signed_in()->token_hash);
  return then_go(visit, std::move(work), web::Url::path("/me").with("done", "password"));
}

base::Result<Answer> post_end(Visit& visit, const Own& pass) {
  const auto id = SignInId::parse(visit.match.part("sign_in"));
  if (!id || !is_own_sign_in(pass, *id)) return base::Error::not_found("no such sign-in of theirs");
  UnitOfWork work(visit);
  end_sign_in(work, pass, *id);
  return then_go(visit, std::move(work), web::Url::path("/me").with("done", "ended"));
}

}  // namespace

void add_account_routes(Routes& routes) {
  routes.get("/me", show_me);
  routes.get("/me/password", show_password);
  routes.post("/me/password", post_password);
  routes.post("/me/sign-ins/{sign_in}/end", post_end);
}

}  // namespace access
