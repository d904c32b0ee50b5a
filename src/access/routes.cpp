// From a request to an answer: who is it, may they, run, write down what was seen, reply.
#include "access/routes.h"

#include "access/audit_store.h"
#include "access/csrf.h"
#include "access/held_form.h"
#include "access/inbox.h"
#include "access/pass_refused.h"
#include "access/sign_in_store.h"
#include "access/unit_of_work.h"
#include "base/log.h"
#include "web/components/frame.h"
#include "web/cookie.h"
#include "web/problem.h"

#include <algorithm>

namespace access {
namespace {

bool is_unsafe(web::Method method) { return method != web::Method::get && method != web::Method::head; }
bool is_api(const web::Request& request) { return request.path.starts_with("/api/"); }

std::optional<std::string_view> bearer_of(const web::Request& request) {
  const auto header = request.find_header("authorization");
  if (!header || header->size() < 8 || base::to_lower_ascii(header->substr(0, 7)) != "bearer ") return std::nullopt;
  return base::trim(header->substr(7));
}

/// What the browser says of where a request comes from; `own` holds the text the answer points into.
RequestSource source_of(const web::Request& request, std::string& own) {
  own = (request.secure ? "https://" : "http://") + std::string(request.find_header("host").value_or(""));
  return {request.find_header("sec-fetch-site"), request.find_header("origin"), request.find_header("content-type"), own,
          request.find_header("content-length").value_or("0") != "0"};
}

web::Response error_response(const web::Request& request, Visit* visit, DrawError draw, const base::Error& error) {
  base::log::info("refused", {{"kind", std::int64_t{web::status_for(error.kind)}}, {"why", base::log::Token{error.for_log}}});
  if (is_api(request) || !visit || !draw) return web::problem_for(error);
  return draw(*visit, error);
}

std::string methods_text(const std::vector<web::Method>& methods) {
  std::string out;
  for (auto method : methods) {
    if (!out.empty()) out += ", ";
    out += method == web::Method::get ? "GET, HEAD" : "POST";
  }
  return out;
}

/// What is served to somebody whose password was given by somebody else, besides the open routes: choosing their own.
bool is_served_before_a_change(const RouteLine& line) { return line.pattern == "/me/password" || line.pattern == "/lock"; }

/// A deed that asks for a fresh factor, of somebody who may do it and has none.
bool asks_to_confirm(const Visit& visit, const RouteLine& line) {
  return line.may && visit.grants().assurance() == Assurance::second_factor && needed_to_do(*line.may) == Assurance::step_up && visit.may(*line.may);
}

/// Sights become entries: the durable ones go with the answer, the others are written behind.
Unit durable_sights(const Visit& visit) {
  Unit now, behind;
  for (const auto& seen : visit.seen()) (sight_is_durable(seen.info) ? now : behind).entries.push_back(sight_entry(visit, seen));
  if (!behind.entries.empty()) visit.house().pen().submit_behind(std::move(behind));
  return now;
}

/// A full disk or a lost store costs nobody their words: what a form brought comes back, to be sent again. Empty where it was no form.
std::function<web::Response(const base::Error&)> keep_what_was_sent(const Visit& visit) {
  const auto& path = visit.request.path;
  if (!is_unsafe(visit.request.method) || is_api(visit.request) || !visit.has_person()) return {};
  if (path.starts_with("/me/") || path.ends_with("/password")) return {};  // secrets are typed again
  struct Sent {
    web::Request request;
    std::string school, csrf;
  };
  auto sent = std::make_shared<Sent>(Sent{{}, visit.school().name, visit.csrf_token()});
  sent->request.target = visit.request.target;
  sent->request.form = visit.request.form;
  for (auto& upload : sent->request.form.uploads) upload.bytes.clear();
  return [sent](const base::Error& error) {
    const web::Frame frame{.title = "Not saved yet", .school = sent->school, .width = web::FrameWidth::narrow, .outcome = web::FrameOutcome::problem};
    return web::page(web::status_for(error.kind), web::page_frame(frame, not_saved(sent->request, sent->csrf, error.for_user)));
  };
}

/// The store was asked for a table or a view that nobody may read there, or to write with a pass too weak for it: a fault of the program, and
/// the second wall held. Whoever keeps watch is told, in the access log and in the machine's.
void raise_alarm(Visit& visit, const RouteLine& line) {
  base::log::error("store_refused", {{"route", base::log::Token{std::string(line.pattern)}}});
  UnitOfWork work(visit);
  work.note({.deed = deeds::store_refused, .subject = visit.has_person() ? visit.who().id.bytes() : base::Bytes16{}});
  if (const auto told = std::move(work).commit(); !told) base::log::error("alarm_not_written");
}

void finish(Visit& visit, Answer answer, const web::Reply& reply) {
  Unit sights = durable_sights(visit);
  if (!answer.waits()) {
    if (sights.entries.empty()) return reply(std::move(answer.response()));
    auto held = std::make_shared<web::Response>(std::move(answer.response()));
    return visit.house().pen().submit(std::move(sights), [held, reply](base::Result<void> written) {
      if (written) return reply(std::move(*held));
      reply(web::problem_for(written.error()));  // what cannot be written down is not shown
    });
  }
  // What somebody did changes what waits for them: their next page counts it anew.
  if (auto* inbox = visit.has_person() ? visit.house().find_room<InboxCounter>() : nullptr) inbox->touch(visit.who().id, visit.now());
  Unit unit = std::move(answer.unit());
  for (auto& entry : sights.entries) unit.entries.push_back(std::move(entry));
  visit.house().pen().submit(std::move(unit), [then = answer.then(), reply, keep = keep_what_was_sent(visit)](base::Result<void> written) {
    if (!written && written.error().kind == base::Error::Kind::unavailable && keep) return reply(keep(written.error()));
    reply(then(std::move(written)));
  });
}

}  // namespace

void Routes::enlist(RouteLine line, Run run) {
  router_.add(line.method, line.pattern);
  lines_.push_back(line);
  runs_.push_back(std::move(run));
}

void Routes::add_public(web::Method method, std::string_view pattern, OpenHandler handler) {
  enlist({method, pattern, RouteLine::Guard::open, std::nullopt, false}, handler);
}

bool Routes::takes_files(web::Method method, std::string_view path) const {
  const auto match = router_.find(method, path);
  return match && lines_[match->route].takes_files;
}

void Routes::serve(House& house, web::Request request, web::Reply reply) const {
  const auto method = request.method == web::Method::head ? web::Method::get : request.method;
  const auto match = router_.find(method, request.path);
  static const web::Match nowhere{};
  auto reader = house.reader();
  reader->begin_snapshot();

  std::optional<SignedIn> signed_in;
  std::shared_ptr<const Grants> grants;
  const auto bearer = is_api(request) ? bearer_of(request) : std::nullopt;
  if (bearer) {
    signed_in = find_token(*reader, *bearer, house.now());
  } else if (const auto cookie = request.find_cookie(web::cookie_name(request.secure, sign_in_cookie))) {
    signed_in = find_sign_in(*reader, *cookie, house.now());
  }
  if (signed_in) grants = house.grants_of(signed_in->staff, signed_in->strength, signed_in->freshness(house.now()), *reader);
  if (!grants) signed_in.reset();
  const bool locked = signed_in && signed_in->locked;
  if (locked) grants.reset();
  if (signed_in && !signed_in->by_token && !locked) keep_alive(house, *signed_in);

  Visit visit(house, request, match ? *match : nowhere, std::move(reader), signed_in, grants);
  if (!match) {
    if (router_.methods_for(request.path).empty())
      return reply(error_response(request, visit.has_person() ? &visit : nullptr, draw_error_, base::Error::not_found("no such route")));
    auto refused = is_api(request) ? web::problem_with(405, "This address does not take that.")
                                   : web::text(405, "This address does not take that.");
    refused.set_header("Allow", methods_text(router_.methods_for(request.path)));
    return reply(std::move(refused));
  }
  const auto& line = lines_[match->route];
  if (is_unsafe(method) && !bearer) {
    // A page of another site may neither post nor sign anybody in; a form of ours carries its token besides.
    std::string own_origin;
    const auto foreign = refuse_source(method, source_of(request, own_origin));
    const auto presented = request.form.has("csrf") ? request.form.text("csrf") : request.find_header("x-csrf-token").value_or("");
    const bool has_token = !visit.has_person() || csrf_token_fits(signed_in->csrf_key, signed_in->csrf_name(), presented);
    if (foreign || (line.guard != RouteLine::Guard::open && !has_token))
      return reply(error_response(request, visit.has_person() ? &visit : nullptr, draw_error_,
                                  base::Error::not_allowed("This did not come from a page of Alongside. Go back, reload the page and try again.",
                                                           "cross-site or no form token")));
  }
  if (line.guard != RouteLine::Guard::open && !visit.has_person()) {
    if (is_api(request)) {
      auto refused = web::problem_for(base::Error::not_allowed("Sign in, or send a bearer token.", "api without a token"));
      refused.status = 401;
      refused.set_header("WWW-Authenticate", "Bearer");
      return reply(std::move(refused));
    }
    return reply(draw_sign_in_(visit));
  }
  if (line.guard != RouteLine::Guard::open) {
    if (visit.grants().must_change() && !is_served_before_a_change(line)) {
      if (is_api(request)) return reply(web::problem_for(base::Error::not_allowed("Choose your own password first, on the page.", "given password")));
      return reply(web::see_other(web::Url::path("/me/password")));
    }
    if (asks_to_confirm(visit, line)) {
      if (is_api(request)) return reply(web::problem_for(base::Error::not_allowed("Confirm who you are first, on the page.", "stale")));
      return reply(draw_confirm_(visit));
    }
  }
  auto answer = [&] {
    try {
      return runs_[match->route](visit);
    } catch (const db::DatabaseError& fault) {
      if (fault.kind() == db::DatabaseError::Kind::denied) raise_alarm(visit, line);
      throw;
    } catch (const PassRefused&) {
      raise_alarm(visit, line);
      throw;
    }
  }();
  // What is not found while a fresh factor is missing may be there once it is given: what was typed waits for that. The page is the same
  // whether there is something or not.
  if (!answer && answer.error().kind == base::Error::Kind::not_found && is_unsafe(method) && visit.has_person() && !is_api(request) &&
      visit.grants().waits_for_confirmation())
    return finish(visit, draw_confirm_(visit), reply);
  if (!answer) return finish(visit, error_response(request, &visit, draw_error_, answer.error()), reply);
  finish(visit, std::move(*answer), reply);
}

}  // namespace access
