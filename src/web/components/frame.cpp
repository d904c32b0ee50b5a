// The mark-up of the frame. Styles in assets/src/styles/_frame.scss, behaviour in assets/src/lock.ts and keys.ts.
#include "web/components/frame.h"

#include "web/components/display.h"
#include "web/components/inputs.h"

namespace web {
namespace {

/// What stands in every head and never changes while the program runs.
const Html& head_links() {
  static const Html links = html(
      "<link rel=\"preload\" href=\"{}\" as=\"font\" type=\"font/woff2\" crossorigin=\"anonymous\">"
      "<link rel=\"stylesheet\" href=\"{}\"><script src=\"{}\" defer></script>"
      "<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\"><link rel=\"apple-touch-icon\" href=\"{}\">"
      "<link rel=\"manifest\" href=\"{}\">",
      asset_url("latin-400.woff2"), asset_url("app.css"), asset_url("app.js"), asset_url("mark.svg"), asset_url("icon-180.png"),
      asset_url("app.webmanifest"));
  return links;
}

Html school_link(const Frame& frame) {
  static const Url mark = asset_url("mark.svg");
  return html("<a class=\"app-top__school\" href=\"/\"><img class=\"app-top__mark\" src=\"{}\" alt=\"\" width=\"34\" height=\"34\">"
              "<span class=\"app-top__name\">{}</span></a>",
              mark, frame.school);
}

Html search(const Frame& frame) {
  return html("<search class=\"app-search\"><form action=\"/search\" method=\"get\">"
              "<label class=\"govuk-visually-hidden\" for=\"app-search\">Search pupils and records</label>"
              "<input class=\"app-search__input\" id=\"app-search\" name=\"q\" type=\"search\" value=\"{}\" placeholder=\"Search\" "
              "autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" data-pupil-search=\"go\">"
              "<button class=\"app-search__go\">{}<span class=\"govuk-visually-hidden\">Search</span></button></form></search>",
              frame.query, icon(Icon::search));
}

Html inbox(const FrameVisitor& visitor) {
  if (!visitor.inbox_count) return {};
  return html("<li><a class=\"app-top__tool\" href=\"/inbox\">{}<span class=\"govuk-visually-hidden\">Inbox</span>{}</a></li>",
              icon(Icon::inbox), count_badge(*visitor.inbox_count, "waiting for you"));
}

Html tools(const FrameVisitor& visitor) {
  return html("<ul class=\"app-top__tools\">"
              "<li><a class=\"app-top__tool app-top__write\" href=\"/write\" data-write>{}<span class=\"app-top__words\">Write</span></a></li>"
              "{}"
              "<li><form action=\"/lock\" method=\"post\" data-lock>{}<button class=\"app-top__tool\" title=\"Lock (press Esc twice)\">{}<span class=\"govuk-visually-hidden\">Lock</span></button>"
              "</form></li>"
              "<li><a class=\"app-top__tool\" href=\"/me\">{}<span class=\"govuk-visually-hidden\">You: </span>"
              "<span class=\"app-top__words\">{}</span></a></li></ul>",
              icon(Icon::write), inbox(visitor), hidden(csrf_field, visitor.csrf),
              icon(Icon::lock), icon(Icon::person), visitor.name);
}

Html navigation(const Frame& frame) {
  Html out;
  if (frame.nav.empty()) return out;
  out.add("<nav class=\"app-nav\" aria-label=\"Main\"><ul class=\"app-nav__list\">");
  for (const auto& entry : frame.nav)
    out.add("<li class=\"app-nav__item\"><a class=\"app-nav__link\" href=\"{}\"{}>{}<span>{}</span>{}</a></li>", entry.url,
            attr_if("aria-current", entry.label == frame.current, "page"), icon(entry.icon), entry.label,
            count_badge(entry.count, "new"));
  out.add("</ul></nav>");
  return out;
}

std::string body_class(const Frame& frame) {
  std::string out = "govuk-template__body";
  if (!frame.visitor) out += " app-alone";
  if (frame.visitor && !frame.nav.empty()) out += " app-has-nav";
  if (frame.writing) out += " app-writing";
  return out;
}

/// What the script has to know: how long until it locks, and the key drafts are encrypted with.
Attribute body_facts(const Frame& frame) {
  Attribute facts;
  if (!frame.visitor) return facts;
  if (frame.visitor->lock_after > 0) facts = attr("data-lock-after", frame.visitor->lock_after);
  facts = facts + attr_if("data-draft-key", !frame.visitor->draft_key.empty(), frame.visitor->draft_key);
  return facts + attr_if("data-problem", frame.outcome == FrameOutcome::problem);
}

}  // namespace

Html page_frame(const Frame& frame, const Html& main) {
  Html page;
  page.reserve(main.text().size() + 8192);
  page.add("<!doctype html><html lang=\"en-GB\" class=\"govuk-template\"><head><meta charset=\"utf-8\"><title>{}{} – {}</title>"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">"
           "<meta name=\"theme-color\" content=\"#1d5b57\"><meta name=\"robots\" content=\"noindex\">{}</head>",
           frame.outcome == FrameOutcome::form_errors ? "Error: " : "", frame.title, frame.school, head_links());
  page.add("<body class=\"{}\"{}><a href=\"#main-content\" class=\"govuk-skip-link\" data-module=\"govuk-skip-link\">"
           "Skip to main content</a><header class=\"app-top\"><div class=\"app-top__inner\">{}",
           body_class(frame), body_facts(frame), school_link(frame));
  if (frame.visitor) page.add("{}{}", tools(*frame.visitor), search(frame));
  page.add("</div>");
  if (!frame.notice.empty()) page.add("<div class=\"app-notice\">{}</div>", frame.notice);
  page.add("</header>");
  const bool beside = frame.visitor && !frame.nav.empty();
  page.add("<div class=\"app-columns{}\">{}<div class=\"app-main{}\">", beside ? "" : " app-columns--alone",
           beside ? navigation(frame) : Html(), frame.width == FrameWidth::narrow ? " app-main--narrow" : "");
  if (!frame.before.empty()) page.add("<nav class=\"app-main__before\" aria-label=\"Back\">{}</nav>", frame.before);
  page.add("<main id=\"main-content\" tabindex=\"-1\">{}</main></div></div></body></html>\n", main);
  return page;
}

}  // namespace web
