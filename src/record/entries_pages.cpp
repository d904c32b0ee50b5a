// One's own entries, newest first, each with what became of it.
#include "access/frame.h"
#include "access/moment_words.h"
#include "record/catalogue.h"
#include "record/record_view.h"
#include "record/sign_off_store.h"
#include "record/write_pages.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <map>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Own = access::StaffPass<May::entries_own>;

/// What became of it, in plain words.
web::Html became(const OwnEntry& entry, const std::string& status, const std::map<RecordId, SignOffState>& sign_offs) {
  if (entry.ended == "undone") return web::tag("Undone at once", web::Tint::grey);
  if (entry.ended == "moved") return web::tag("Moved to the right pupil", web::Tint::grey);
  if (entry.ended == "split") return web::tag("Split, one for each pupil", web::Tint::grey);
  web::Html out = status.empty() ? web::html("{}", entry.version > 1 ? "Saved, corrected" : "Saved") : web::tag(status, web::Tint::blue);
  if (const auto found = sign_offs.find(entry.id); found != sign_offs.end()) {
    switch (found->second) {
      case SignOffState::waiting: out.add(web::badge("Waiting for sign-off", web::Tint::yellow)); break;
      case SignOffState::signed_off: out.add(web::badge("Signed", web::Tint::green)); break;
      case SignOffState::returned: out.add(web::badge("Returned", web::Tint::orange)); break;
    }
  }
  if (entry.raised) out.add(web::badge("Raised as a concern", web::Tint::purple));
  return out;
}

base::Result<Answer> show_entries(Visit& visit, const Own& pass) {
  const auto entries = list_own(pass, 100);
  const auto kinds = visit.house().room<Catalogue>().kinds();
  const auto& zone = visit.house().zone();
  std::map<RecordId, SignOffState> sign_offs;
  for (const auto& [record, state] : list_own_states(pass)) sign_offs[record] = state;
  web::Html main = web::heading("My entries");
  main.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Concerns I raised, with the answers</a></p>", web::Url::path("/concerns/mine"));
  if (entries.empty()) {
    main.add(web::empty_state({.icon = web::Icon::write, .title = "Nothing written yet",
                               .words = "Everything you write stands here with what became of it, also what only others may read.",
                               .button = web::button_link(web::Url::path("/write"), "Write")}));
  } else {
    web::Table table{"What I wrote, newest first", {{"When"}, {"What"}, {"About"}, {"What became of it"}}, {}, true, false, true};
    for (const auto& entry : entries) {
      const auto* kind = kinds->find(entry.kind);
      std::string about;
      for (const auto& part : entry.parts) about += (about.empty() ? "" : ", ") + part.name;
      table.rows.push_back({web::html("{}", access::moment_words(zone, visit.now(), entry.occurred_at)),
                            web::html("<a class=\"govuk-link\" href=\"{}\">{}</a><br>{}", web::Url::path("/records/{}", entry.id),
                                      kind ? kind->title : entry.kind, base::excerpt(entry.line, 120)),
                            web::html("{}", about),
                            became(entry, status_words(kind, entry.state), sign_offs)});
    }
    main.add(web::table(table));
  }
  if (access::Door::caseload<May::record_decide>(visit))
    main.add("<p class=\"govuk-body\">For those who decide: <a class=\"govuk-link\" href=\"{}\">entries that were taken away</a>, "
             "<a class=\"govuk-link\" href=\"{}\">the same event, perhaps</a>.</p>", web::Url::path("/entries/ended"), web::Url::path("/entries/suggested"));
  return access::page(visit, 200, {.title = "My entries", .place = access::Place::entries}, main);
}

}  // namespace

void add_entries_routes(access::Routes& routes) { routes.get("/entries", show_entries); }

}  // namespace record
