// How a record is drawn, for every page that shows one.
#pragma once

#include "access/visit.h"
#include "record/record_store.h"
#include "record/summary.h"
#include "web/html.h"

#include <string>
#include <string_view>

namespace record {

/// The safe word an author may read about what became of it; empty where the kind has none.
std::string status_words(const Kind* kind, std::string_view state);
/// Names in place of ids, as far as this reader may know them.
Names names_in(access::Visit& visit, const Kind* kind, const Record& record);
/// "Seen by" in words: "Class teacher, SENCo".
std::string readers_in_words(const Kind& kind);
/// The pupils, each a link, with their part where the kind knows several.
web::Html people_rows(const std::vector<Part>& parts, const Kind* kind);
/// One version's answers.
web::Html version_body(const Kind* kind, const Names& names, const Version& version);
/// The files a version names; of the newest also those no version names.
std::vector<FileLine> files_of(const Record& record, const Version& version);

}  // namespace record
