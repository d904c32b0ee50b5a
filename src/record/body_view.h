// Draws the body with its marks, and the answers of a record: words, and pictures where a picture says more.
#pragma once

#include "record/body_marks.h"
#include "record/summary.h"
#include "web/html.h"

#include <span>

namespace record {

/// `to_mark` draws every view, for a form; `to_read` those that have marks.
enum class BodyUse { to_mark, to_read };
/// Numbered from 1 in their order; a mark without a region is passed over, its number with it.
web::Html body_pictures(std::span<const Mark> marks, BodyUse use);
/// The same beside the list of what each mark is.
web::Html body_map_read(std::span<const Mark> marks);

/// Every answer of a version: what the record's page, its print and its earlier versions show.
web::Html answers_view(const Kind& kind, const Body& body, const Names& names);
/// The same under the headings of its sections.
web::Html answers_by_section(const Kind& kind, const Body& body, const Names& names);

}  // namespace record
