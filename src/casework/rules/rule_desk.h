// What is done with a rule that somebody sent, on a page or by a program: held to what the school records, tried on last term, kept.
#pragma once

#include "casework/rules/dry_run.h"

#include <memory>
#include <optional>
#include <string>

namespace rules {

/// What the school records and plans, in its words.
struct Known {
  std::shared_ptr<const record::Kinds> kinds, templates;
};
Known known_of(const access::Visit& visit);
/// The rule as people say it.
std::string sentence(const Rule& rule, const Known& known);

/// Whether somebody said that a rule which finds nearly everybody is meant.
enum class Sure { no, yes };

/// A rule that may be kept; a draft where it would tell of nearly everybody and nobody said that this is meant.
struct Ready {
  Rule rule;
  std::optional<DryRun> finds_too_many = {};
};
/// Errors: invalid, as `check` and `check_plans` name the fields; not_found for a kind this person may not see.
base::Result<Ready> prepare(access::Visit& visit, const KeepPass& pass, Rule rule, Sure sure);
/// What it finds over last term; nothing for somebody who looks across no pupils. Errors as above.
base::Result<std::optional<DryRun>> try_out(access::Visit& visit, const KeepPass& pass, const Rule& rule);

/// "Last term this would have told of 8 of 10 pupils. …": where a rule was kept as a draft.
std::string too_many_words(const DryRun& run);
/// The form's field that asks for more or fewer.
std::string_view field_at_fault(const Rule& rule);
/// Says the same, whatever its version.
bool says_the_same(const Rule& one, const Rule& other);

}  // namespace rules
