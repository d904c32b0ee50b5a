// A report as pictures, each with its table; and as CSV and JSON.
#pragma once

#include "overview/report_scope.h"
#include "record/analysis_store.h"
#include "web/html.h"
#include "web/json.h"

#include <functional>
#include <optional>

namespace overview {

/// Where a number leads: the records behind it; where the reader may look at them.
struct Ways {
  std::optional<AskedReport> behind;  ///< nothing: no number leads anywhere
  web::Url entries;                   ///< the page of records
  std::optional<web::Url> csv;        ///< `table` is added; nothing: no CSV
};

web::Html key_numbers(const record::Kind& kind, const record::Counted& counted);
web::Html trend_figure(const record::Counted& counted, const Ways& ways);
web::Html heat_figure(const record::Counted& counted, const Ways& ways);
web::Html split_figure(const record::BeforeAfter& split);
web::Html field_figure(const record::FieldCounts& field, const record::Report& report, const Ways& ways);
web::Html group_figure(const record::Groups& groups, const Ways& ways);
/// Every figure of a kind, in the order a reader asks: when, where, what; then who.
web::Html all_figures(const record::Counted& counted, const Ways& ways);

/// One table as CSV: "trend", "hours", "field-<name>", "group-<name>", "pupils", "adults". Nothing for another name.
std::optional<std::string> table_csv(const record::Counted& counted, std::string_view table);
web::Json report_json(const record::Kind& kind, const record::Counted& counted);

}  // namespace overview
