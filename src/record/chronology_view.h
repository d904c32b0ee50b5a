// The chronology as a page shows it: by day, newest first, each entry opening in place.
#pragma once

#include "access/pass.h"
#include "record/chronology_store.h"
#include "record/kind.h"
#include "web/html.h"

#include <span>

namespace record {

/// Entries under their days. Fifty are drawn three thousand times a second: everything is appended in place.
void add_chronology(web::Html& page, const base::Zone& zone, base::UtcTime now, const Kinds& kinds, std::span<const ChronologyLine> lines);
/// A shorter list with the pupil's name at each entry; names in the order of the lines.
void add_recent(web::Html& page, const base::Zone& zone, base::UtcTime now, const Kinds& kinds, std::span<const ChronologyLine> lines,
                std::span<const std::string> pupils);

}  // namespace record
