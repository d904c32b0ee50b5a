// What the pages about one kind share: the kind as it stands, what it was before changes, and how a change is saved or told to be late.
#pragma once

#include "access/answer.h"
#include "record/catalogue.h"
#include "record/kind_edit.h"
#include "web/html.h"

#include <string>
#include <string_view>
#include <vector>

namespace record {

struct KindDesk {
  KindInForce in_force;
  Kind base;
  std::vector<KindVersion> history;  ///< newest first
  std::int64_t version() const { return history.empty() ? 0 : history.front().version; }
  const Kind& kind() const { return *in_force.kind; }
  KindEdit edit() const { return {base, history.empty() ? std::vector<KindChange>{} : history.front().changes}; }
};
/// The kind the address names. Errors: not_found.
base::Result<KindDesk> find_desk(access::Visit& visit, const KindPass& pass);

web::Url kind_url(std::string_view kind);
web::Url kind_field_url(std::string_view kind, std::string_view field);

/// Saves a list as the next version and leads to `then`.
access::Answer save_changes(access::Visit& visit, const KindPass& pass, const KindDesk& desk, const std::vector<KindChange>& changes, const web::Url& then);
/// True where somebody saved another version since the form was drawn.
bool is_late(const access::Visit& visit, const KindDesk& desk);
/// What they changed, for the top of the form that came late: it holds what was typed.
web::Html late_alert(const KindDesk& desk);
/// Sentences for what one version did to the one before it.
std::vector<std::string> version_words(const KindDesk& desk, std::size_t place);
/// On the page of a kind of the school's own: who writes and reads it, retiring it, and a wish that waits for a second person. Empty for others.
web::Html own_kind_deeds(const access::Visit& visit, const KindPass& pass, const KindDesk& desk);
/// After a commit: every page sees it from now on. Called on the writer's thread.
void take_up(access::House& house);

}  // namespace record
