// Reports: every kind counted, for whoever may see it; for whoever may see only counts, with small numbers hidden. For people and for programs.
#pragma once

#include "access/api_table.h"
#include "record/analysis_store.h"
#include "web/html.h"

#include "overview/report_scope.h"

namespace overview {

void add_report_routes(access::Routes& routes);
/// /pupils/{pupil}/behaviour.
void add_pupil_report_routes(access::Routes& routes);
void add_report_api(access::ApiTable& api);

/// A kind counted as this visitor may have it: by themselves, or told by the house. Nothing where neither may be.
struct CountedFor {
  record::Counted counted;
  AskedReport asked;
};
std::optional<CountedFor> count_for(access::Visit& visit, const access::Pass& pass, const record::Kind& kind);

}  // namespace overview
