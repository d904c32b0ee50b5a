// What a page says to the person: errors, what was done, warnings, things folded away, and pages with nothing on them yet.
#pragma once

#include "base/result.h"
#include "web/components/icon.h"
#include "web/html.h"

#include <string>
#include <utility>
#include <vector>

namespace web {

/// The box at the top of a page whose form has errors, each a link to its field; empty where there are none.
/// Of a date the first box is linked: say so as {"born", "born-day"}. Errors without a field stand as text.
Html error_summary(const std::vector<base::FieldError>& errors, const std::vector<std::pair<std::string, std::string>>& ids = {});

enum class AlertKind { information, success, warning, error };
/// MOJ's alert. `title` says in a few words what it is about (read to those who do not see its colour).
struct Alert {
  AlertKind kind = AlertKind::information;
  std::string title;
  Html matter = {};       ///< "Saved 10:41 · seen by: Class teacher, SENCo", with an Undo form perhaps
  bool dismissible = false;
};
Html alert(const Alert& alert);

/// GOV.UK's notification banner: for what matters on the whole page.
enum class BannerKind { important, success };
Html notification_banner(BannerKind kind, const Html& matter);

Html warning_text(std::string_view words);
Html inset_text(const Html& matter);

/// Folded away until asked for.
struct Details {
  std::string summary;
  Html matter = {};
  bool open = false;
};
Html details(const Details& details);

/// A page with nothing yet: what will stand here, and the one button that starts it.
struct EmptyState {
  Icon icon = Icon::note;
  std::string title;
  std::string words;
  Html button = {};
};
Html empty_state(const EmptyState& state);

}  // namespace web
