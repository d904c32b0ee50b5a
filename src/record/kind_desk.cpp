// Finds a kind for its page and saves what was changed.
#include "record/kind_desk.h"

#include "access/visit.h"
#include "web/components/messages.h"

#include <algorithm>

namespace record {

base::Result<KindDesk> find_desk(access::Visit& visit, const KindPass& pass) {
  const auto id = visit.match.part("kind");
  const auto& catalogue = catalogue_of(visit.house(), id);
  auto in_force = catalogue.find(id);
  auto before = catalogue.before_changes(id);
  if (!in_force || !before) return base::Error::not_found("no such kind");
  return KindDesk{*std::move(in_force), *std::move(before), kind_history(pass, id)};
}

web::Url kind_url(std::string_view kind) { return web::Url::path("/school/kinds/{}", kind); }
web::Url kind_field_url(std::string_view kind, std::string_view field) { return web::Url::path("/school/kinds/{}/fields/{}", kind, field); }

void take_up(access::House& house) {
  auto reader = house.reader();
  house.room<Catalogue>().refresh(*reader);
  if (const auto* further = house.find_room<FurtherCatalogues>())
    for (const auto& entry : further->all()) entry.catalogue->refresh(*reader);
}

access::Answer save_changes(access::Visit& visit, const KindPass& pass, const KindDesk& desk, const std::vector<KindChange>& changes, const web::Url& then) {
  access::UnitOfWork work{visit};
  change_kind(work, pass, desk.base.id, desk.version(), web::to_json(to_json(changes)));
  if (desk.base.own) write_down_readers(work, desk.base.id, apply_what_fits(desk.base, changes).kind.workflow.read.roles);
  return std::move(work).commit_and([house = &visit.house(), then](base::Result<void> written) {
    if (!written) return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
    take_up(*house);
    return web::see_other(then);
  });
}

bool is_late(const access::Visit& visit, const KindDesk& desk) { return visit.form().text("was") != std::to_string(desk.version()); }

std::vector<std::string> version_words(const KindDesk& desk, std::size_t place) {
  static const std::vector<KindChange> none;
  const auto& now = desk.history[place].changes;
  const auto& before = place + 1 < desk.history.size() ? desk.history[place + 1].changes : none;
  std::vector<std::string> out;
  for (const auto& change : now)
    if (std::find(before.begin(), before.end(), change) == before.end()) out.push_back(change_words(desk.kind(), change));
  for (const auto& change : before)
    if (std::find(now.begin(), now.end(), change) == now.end() && std::none_of(now.begin(), now.end(), [&](const KindChange& other) {
          return other.deed == change.deed && other.field == change.field && other.choice == change.choice;
        }))
      out.push_back("Taken back: " + change_words(desk.kind(), change));
  if (out.empty()) out.emplace_back("The order of changes");
  return out;
}

web::Html late_alert(const KindDesk& desk) {
  if (desk.history.empty()) return {};
  web::Html words;
  words.add("<p>{} changed this kind while you were writing. What they changed:</p><ul class=\"govuk-list govuk-list--bullet\">", desk.history.front().made_by);
  for (const auto& line : version_words(desk, 0)) words.add("<li>{}</li>", line);
  words.add("</ul><p>Yours is in the form. Save again to put it on top.</p>");
  return web::alert({.kind = web::AlertKind::warning, .title = "Changed meanwhile", .matter = words});
}

}  // namespace record
