// One way to keep a rule, for pages and programs.
#include "casework/rules/rule_desk.h"

#include "casework/plans/template.h"
#include "casework/rules/rule_form.h"
#include "people/calendar_store.h"
#include "record/catalogue.h"

#include <fmt/format.h>

#include <algorithm>

namespace rules {
namespace {

/// As `check` has it, with what only this school and this person know.
base::Result<Rule> check_here(const access::Visit& visit, Rule rule) {
  const auto known = known_of(visit);
  auto checked = check(std::move(rule), *known.kinds);
  if (!checked) return checked;
  if (auto wrong = check_plans(*checked, *known.templates); !wrong.empty()) return base::Error::invalid(std::move(wrong), "rule names a plan that is none");
  const auto watched = kinds_to_watch(visit, *known.kinds);
  if (std::none_of(watched.begin(), watched.end(), [&](const record::Kind* kind) { return kind->id == checked->kind; }))
    return base::Error::not_found("a kind they may not see");
  return checked;
}

}  // namespace

Known known_of(const access::Visit& visit) {
  return {visit.house().room<record::Catalogue>().kinds(), visit.house().room<plans::Templates>().catalogue()->kinds()};
}

std::string sentence(const Rule& rule, const Known& known) { return sentence(rule, *known.kinds, *known.templates); }

base::Result<Ready> prepare(access::Visit& visit, const KeepPass& pass, Rule rule, Sure sure) {
  Ready out;
  TRY(out.rule, check_here(visit, std::move(rule)));
  out.rule.draft = false;
  if (!out.rule.active || sure == Sure::yes) return out;
  TRY(auto run, try_out(visit, pass, out.rule));
  if (!run || !run->finds_nearly_everybody()) return out;
  out.rule.draft = true;
  out.finds_too_many = std::move(*run);
  return out;
}

base::Result<std::optional<DryRun>> try_out(access::Visit& visit, const KeepPass& pass, const Rule& rule) {
  TRY(const auto checked, check_here(visit, rule));
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  if (!across) return std::optional<DryRun>();
  return std::optional<DryRun>(try_on_last_term(*across, checked, people::load_calendar(pass)));
}

std::string too_many_words(const DryRun& run) {
  return fmt::format(
      "Last term this would have told of {} of {} pupils. A rule that finds nearly everybody tells nobody anything. Ask for more, or tick that you mean it",
      run.pupils, run.on_roll);
}

std::string_view field_at_fault(const Rule& rule) { return rule.watch == Watch::count ? "count" : "tell"; }

bool says_the_same(const Rule& one, const Rule& other) {
  return one.name == other.name && one.active == other.active && to_stored(one) == to_stored(other);
}

}  // namespace rules
