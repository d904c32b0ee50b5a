// The files of a record as they are shown on its page.
#pragma once

#include "record/record_store.h"
#include "record/summary.h"
#include "web/html.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// Pictures small, leading to the whole of each; every file by its name, to be kept. Nothing where there are none.
web::Html file_list(const std::vector<FileLine>& files);
/// For Names::file: the name behind an id. The record must outlive it.
std::function<std::string(std::string_view)> file_names(const Record& record);

}  // namespace record
