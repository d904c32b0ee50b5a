// The one tap that says that a notice was seen, and how one wants to be told.
#include "access/frame.h"
#include "access/told.h"
#include "casework/rules/rule_pages.h"
#include "record/notice_store.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

namespace rules {
namespace {

using access::Answer;
using access::Visit;
using Own = access::StaffPass<access::May::entries_own>;

base::Result<Answer> post_seen(Visit& visit, const Own& pass) {
  const auto id = record::NoticeId::parse(visit.match.part("notice"));
  if (!id || !record::is_own_notice(pass, *id)) return base::Error::not_found("no such notice of theirs");
  access::UnitOfWork work(visit);
  record::see_notice(work, pass, *id);
  return then_go(visit, std::move(work), web::Url::path("/inbox").with("done", "seen"));
}

web::Response wish_page(Visit& visit, int status, const record::NoticeWish& wish, const std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  const auto shown = [&](std::string_view name, base::LocalTime otherwise) {
    return errors.empty() ? base::to_text(otherwise) : std::string(form.text(name));
  };
  web::Html fields = web::radios({.name = "mail",
                                  .legend = "E-mail to your school address",
                                  .choices = {{"digest", "One digest on a school day", "Urgent things at once"},
                                              {"at_once", "At once"},
                                              {"off", "No e-mail", "You will see everything here"}},
                                  .value = std::string(record::code(wish.mail)),
                                  .hint = "It never names a pupil: it says how many things wait, and where. That somebody out alone is overdue is told at any hour."});
  fields.add(web::time_input({.name = "digest_at",
                              .label = "The digest comes at",
                              .value = shown("digest_at", wish.digest_at),
                              .error = web::message_for(errors, "digest_at")}));
  fields.add(web::time_input({.name = "quiet_from",
                              .label = "Nothing after",
                              .value = shown("quiet_from", wish.quiet_from),
                              .error = web::message_for(errors, "quiet_from")}));
  fields.add(web::time_input({.name = "quiet_until",
                              .label = "Nothing before",
                              .value = shown("quiet_until", wish.quiet_until),
                              .error = web::message_for(errors, "quiet_until")}));
  fields.add(web::button({.text = "Save"}));
  web::Html main = told(visit, {{"saved", "Saved."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("How I am told"));
  main.add(web::post_form({.action = web::Url::path("/me/notices"), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, status,
                      {.title = "How I am told",
                       .before = web::back_link(web::Url::path("/inbox"), "Inbox"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_wish(Visit& visit, const Own& pass) { return wish_page(visit, 200, record::find_wish(pass), {}); }

base::Result<Answer> post_wish(Visit& visit, const Own& pass) {
  const auto& form = visit.form();
  record::NoticeWish wish;
  std::vector<base::FieldError> wrong;
  wish.mail = record::notice_mail_of(form.text("mail")).value_or(record::NoticeWish::Mail::digest);
  const auto read = [&](std::string_view name, base::LocalTime& into) {
    if (const auto at = base::parse_time(form.text(name)))
      into = *at;
    else
      wrong.push_back({std::string(name), "Enter a time, like 07:30"});
  };
  read("digest_at", wish.digest_at);
  read("quiet_from", wish.quiet_from);
  read("quiet_until", wish.quiet_until);
  if (wrong.empty() && wish.mail == record::NoticeWish::Mail::digest && wish.is_quiet(wish.digest_at))
    wrong.push_back({"digest_at", "The digest would come in your quiet hours. Choose another time"});
  if (!wrong.empty()) return wish_page(visit, 422, wish, wrong);
  access::UnitOfWork work(visit);
  record::put_wish(work, pass, wish);
  return then_go(visit, std::move(work), web::Url::path("/me/notices").with("done", "saved"));
}

}  // namespace

void add_notice_routes(access::Routes& routes) {
  routes.post("/notices/{notice}/seen", post_seen);
  routes.get("/me/notices", show_wish);
  routes.post("/me/notices", post_wish);
}

}  // namespace rules
