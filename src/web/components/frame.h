// The frame around every page: head, top bar, side or bottom navigation, the page's matter between.
#pragma once

#include "web/components/icon.h"
#include "web/html.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace web {

/// One of the at most seven entries of the side (laptop) or bottom bar (phone). `label` is one short word or two.
struct NavEntry {
  std::string label;
  Url url;
  Icon icon = Icon::day;
  std::int64_t count = 0;  ///< shown as a badge where it is not 0
};

/// Who is signed in, as the top bar shows it.
struct FrameVisitor {
  std::string name;
  std::string csrf;               ///< the token its forms carry
  std::optional<std::int64_t> inbox_count = {};  ///< nothing where the house has no inbox yet: then no way leads there
  std::int64_t lock_after = 0;    ///< seconds without a touch until the page locks itself; 0 for never
  std::string draft_key = {};     ///< 32 bytes in base64url that encrypt drafts on the device; the same for this person tomorrow.
                                  ///< Without one no drafts are kept.
};

enum class FrameWidth { wide, narrow };
/// What became of the request: an error page leaves drafts alone, and its title says Error where a form has errors.
enum class FrameOutcome { fine, form_errors, problem };

struct Frame {
  std::string title;                            ///< "Chronology – Maya Osei": what is special first
  std::string school;
  std::vector<NavEntry> nav = {};
  std::string current = {};                     ///< the label of the entry this page belongs to
  std::optional<FrameVisitor> visitor = {};     ///< nobody on pages before signing in
  Html before = {};                             ///< back link or breadcrumbs
  Html notice = {};                             ///< one line under the top bar ("Demonstration school: everyone here is invented")
  std::string query = {};                       ///< what stands in the search box
  FrameWidth width = FrameWidth::wide;
  FrameOutcome outcome = FrameOutcome::fine;
  bool writing = false;                         ///< the Write page itself: no Write button floats over it
};

/// A whole page. With a visitor: top bar and navigation; without one: the school's name and one quiet sheet.
Html page_frame(const Frame& frame, const Html& main);

}  // namespace web
