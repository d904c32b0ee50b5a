// The drawings: 24 by 24, strokes only, in the colour of the text around them.
#include "web/components/icon.h"

namespace web {
namespace {

std::string_view path(Icon which) {
  switch (which) {
    case Icon::day: return "M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z";
    case Icon::pupils: return "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20v-1a6.5 6.5 0 0 1 13 0v1M16.5 6.5a3 3 0 1 1 0 6M18.5 15.2a5.5 5.5 0 0 1 3 4.8";
    case Icon::plans: return "M6 3h12a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM9 8l1.2 1.2L12.5 7M9 14l1.2 1.2 2.3-2.2M15 9h1M15 15h1";
    case Icon::timetable: return "M4 6h16v14H4zM4 10.5h16M8.5 3v4M15.5 3v4M8 14h2M14 14h2M8 17h2";
    case Icon::reports: return "M4 20h16M6.5 20v-6M12 20V5M17.5 20v-9";
    case Icon::school: return "M3 20h18M5 20v-9l7-6 7 6v9M10 20v-5h4v5M12 5V2h3.5v2H12";
    case Icon::inbox: return "M4 13l2.5-8h11L20 13v6H4zM4 13h4.5l1.5 2.5h4l1.5-2.5H20";
    case Icon::write: return "M4 20l1-4.5L16 4.5a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19zM14 6.5l3.5 3.5";
    case Icon::lock: return "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2";
    case Icon::person: return "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5a7.5 7.5 0 0 1 15 0";
    case Icon::search: return "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5";
    case Icon::note: return "M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 8.5h7M8.5 12h5";
    case Icon::well_done: return "M12 3.5l2.6 5.3 5.9.9-4.3 4.1 1 5.8L12 16.9l-5.2 2.7 1-5.8L3.5 9.7l5.9-.9z";
    case Icon::behaviour: return "M3 17c3 0 3-9 6-9s3 9 6 9 3-5 6-5";
    case Icon::concern: return "M12 3.5 21.5 20h-19zM12 10v4.5M12 17.2v.1";
    case Icon::talk: return "M4 5h16v11h-8.5L7 20v-4H4zM8 9.5h8M8 12.5h5";
    case Icon::session: return "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2.5";
    case Icon::first_aid: return "M4 7h16v13H4zM9 7V4h6v3M12 10.5v6M9 13.5h6";
    case Icon::more: return "M4.5 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M17.5 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0";
    case Icon::safeguarding: return "M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6zM9 12l2.2 2.2L15 10.3";
    case Icon::card: return "M3.5 5h17v14h-17zM8.5 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM5.7 16.5a3 3 0 0 1 5.6 0M14 9.5h3.5M14 13h3.5";
    case Icon::settings: return "M4 7h9M17 7h3M15 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM4 17h3M11 17h9M9 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4z";
    case Icon::upload: return "M12 16V5M7.5 9 12 4.5 16.5 9M4 16v4h16v-4";
    case Icon::audit: return "M5 4h10l4 4v12H5zM15 4v4h4M8.5 12h7M8.5 15.5h7";
    case Icon::add: return "M12 5v14M5 12h14";
    case Icon::clock: return "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7v5.2l3.3 1.9";
    case Icon::tick: return "M4 12.5l5 5L20 6.5";
    case Icon::link: return "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1";
  }
  return {};
}

}  // namespace

Html icon(Icon which) {
  return html("<svg class=\"app-icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">"
              "<path d=\"{}\"/></svg>",
              path(which));
}

}  // namespace web
