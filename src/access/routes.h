// The table of routes. A handler without a pass as its second parameter cannot be registered; public ones have their own, listed door.
#pragma once

#include "access/answer.h"
#include "access/pass.h"
#include "web/router.h"
#include "web/server.h"

#include <functional>
#include <string_view>
#include <vector>

namespace access {

/// A route's path and how it is guarded, for the tests that hold the whole table.
struct RouteLine {
  web::Method method;
  std::string_view pattern;
  enum class Guard { open, pupil, caseload, staff } guard;
  std::optional<May> may;
  bool takes_files = false;
};

template <May M>
using PupilHandler = base::Result<Answer> (*)(Visit&, const PupilPass<M>&);
template <May M>
using CaseloadHandler = base::Result<Answer> (*)(Visit&, const CaseloadPass<M>&);
template <May M>
using StaffHandler = base::Result<Answer> (*)(Visit&, const StaffPass<M>&);
/// Runs without a person, or with one who is locked: sign-in, unlock, the health pages.
using OpenHandler = base::Result<Answer> (*)(Visit&);

/// Draws an error for the browser. Called with the visit so that a signed-in person keeps the frame, and what they typed.
using DrawError = web::Response (*)(Visit&, const base::Error&);
/// What a browser without a live sign-in (or with a locked one) gets instead of the page it asked for; holds what was typed.
using DrawSignIn = web::Response (*)(Visit&);

class Routes {
 public:
  template <class Handler>
  void get(std::string_view pattern, Handler handler) {
    add(web::Method::get, pattern, handler);
  }
  template <class Handler>
  void post(std::string_view pattern, Handler handler) {
    add(web::Method::post, pattern, handler);
  }
  /// A post that may carry files.
  template <class Handler>
  void post_files(std::string_view pattern, Handler handler) {
    add(web::Method::post, pattern, handler);
    lines_.back().takes_files = true;
  }
  /// Nobody needs to be signed in. The whole list of these is held by a test. `unguarded_post` skips the form token: sign-in only.
  void add_public(web::Method method, std::string_view pattern, OpenHandler handler);

  const std::vector<RouteLine>& lines() const { return lines_; }
  bool takes_files(web::Method method, std::string_view path) const;
  /// `confirm` is drawn for somebody signed in who must prove once more who they are; it holds what was typed, as `sign_in` does.
  void draw_with(DrawError error, DrawSignIn sign_in, DrawSignIn confirm) {
    draw_error_ = error;
    draw_sign_in_ = sign_in;
    draw_confirm_ = confirm;
  }

  /// One request, from socket to answer.
  void serve(House& house, web::Request request, web::Reply reply) const;

 private:
  using Run = std::function<base::Result<Answer>(Visit&)>;
  template <May M>
  void add(web::Method method, std::string_view pattern, PupilHandler<M> handler) {
    enlist({method, pattern, RouteLine::Guard::pupil, M, false}, [handler](Visit& visit) -> base::Result<Answer> {
      const auto id = PupilId::parse(visit.match.part("pupil"));
      if (!id) return base::Error::not_found("not an id");
      const auto pass = Door::pupil<M>(visit, *id);
      if (!pass) return base::Error::not_found("no pass for the pupil");
      return handler(visit, *pass);
    });
  }
  template <May M>
  void add(web::Method method, std::string_view pattern, CaseloadHandler<M> handler) {
    enlist({method, pattern, RouteLine::Guard::caseload, M, false}, [handler](Visit& visit) -> base::Result<Answer> {
      const auto pass = Door::caseload<M>(visit);
      if (!pass) return base::Error::not_found("no caseload pass");
      return handler(visit, *pass);
    });
  }
  template <May M>
  void add(web::Method method, std::string_view pattern, StaffHandler<M> handler) {
    enlist({method, pattern, RouteLine::Guard::staff, M, false}, [handler](Visit& visit) -> base::Result<Answer> {
      const auto pass = Door::staff<M>(visit);
      if (!pass) return base::Error::not_found("no staff pass");
      return handler(visit, *pass);
    });
  }
  void enlist(RouteLine line, Run run);

  web::Router router_;
  std::vector<RouteLine> lines_;
  std::vector<Run> runs_;
  DrawError draw_error_ = nullptr;
  DrawSignIn draw_sign_in_ = nullptr;
  DrawSignIn draw_confirm_ = nullptr;
};

}  // namespace access
