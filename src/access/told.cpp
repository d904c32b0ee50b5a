// After a deed.
#include "access/told.h"

#include "access/frame.h"
#include "web/components/messages.h"

namespace access {

web::Html told(const Visit& visit, DoneWords words) {
  const auto done = visit.query().text("done");
  for (const auto& [word, sentence] : words)
    if (word == done)
      return web::alert({.kind = web::AlertKind::success, .title = "Done", .matter = web::html("{}", sentence)});
  return {};
}

Answer then_go(Visit& visit, UnitOfWork work, const web::Url& to, const base::Error& miss) {
  // Drawn now: the thread that writes only hands it out.
  auto refused = draw_error(visit, miss);
  return std::move(work).commit_and([to, refused = std::move(refused)](base::Result<void> written) {
    if (written) return web::see_other(to);
    if (written.error().kind == base::Error::Kind::unavailable) return web::text(503, written.error().for_user);
    return refused;
  });
}

}  // namespace access
