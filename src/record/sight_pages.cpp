// The one tap that says that a record was seen.
#include "record/following_pages.h"
#include "record/must_see_store.h"
#include "web/json_body.h"

namespace record {
namespace {

using access::Answer;
using access::Visit;

base::Result<Answer> post_sight(Visit& visit, const OwnPass& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  if (!id) return base::Error::not_found("not an id");
  const auto version = web::read_number(visit.form(), "version", 0, 0, 1'000'000);
  if (!version) return base::Error::not_found("no version");
  access::UnitOfWork work{visit};
  TRY_DO(acknowledge(work, pass, *id, *version));
  const auto back = visit.form().text("back") == "inbox" ? web::Url::path("/inbox").with("seen", "yes") : web::Url::path("/records/{}", *id).at("seen");
  return std::move(work).commit_and([back](base::Result<void> written) {
    return written ? web::see_other(back) : web::text(503, written.error().for_user);
  });
}

}  // namespace

void add_sight_routes(access::Routes& routes) { routes.post("/records/{record}/sight", post_sight); }

}  // namespace record
