// Error summaries, alerts and banners, as GOV.UK and MOJ Frontend mark them up.
#include "web/components/messages.h"

#include "web/components/inputs.h"

namespace web {
namespace {

struct AlertLook {
  std::string_view name;
  std::string_view icon_path;  ///< our drawings, on a field of 30 by 30
};

AlertLook look_of(AlertKind kind) {
  switch (kind) {
    case AlertKind::information:
      return {"information", "M15 2a13 13 0 1 0 0 26 13 13 0 0 0 0-26zm-1.5 6h3v3h-3zm0 5h3v9h-3z"};
    case AlertKind::success: return {"success", "M11.5 25 2 15.5l2.7-2.7 6.8 6.8L25.3 5.8 28 8.5z"};
    case AlertKind::warning: return {"warning", "M15 2.5 29 27H1zM13.5 10l.4 8h2.2l.4-8zm0 10v3h3v-3z"};
    case AlertKind::error:
      return {"error", "M10 2.5h10l7.5 7.5v10L20 27.5H10L2.5 20V10zm1 6.3L8.8 11l4 4-4 4 2.2 2.2 4-4 4 4 2.2-2.2-4-4 4-4L19 8.8l-4 4z"};
  }
  return {};
}

}  // namespace

Html error_summary(const std::vector<base::FieldError>& errors, const std::vector<std::pair<std::string, std::string>>& ids) {
  Html out;
  if (errors.empty()) return out;
  out.add("<div class=\"govuk-error-summary\" data-module=\"govuk-error-summary\"><div role=\"alert\">"
          "<h2 class=\"govuk-error-summary__title\">There is a problem</h2><div class=\"govuk-error-summary__body\">"
          "<ul class=\"govuk-list govuk-error-summary__list\">");
  for (const auto& error : errors) {
    std::string id = id_of(error.field);
    for (const auto& [field, its_id] : ids)
      if (field == error.field) id = its_id;
    if (id.empty()) {
      out.add("<li>{}</li>", error.message);
    } else {
      out.add("<li><a href=\"{}\">{}</a></li>", Url::anchor(id), error.message);
    }
  }
  out.add("</ul></div></div></div>");
  return out;
}

Html alert(const Alert& alert) {
  const auto look = look_of(alert.kind);
  return html("<div role=\"region\" class=\"moj-alert moj-alert--{}\" aria-label=\"{}: {}\" data-module=\"moj-alert\"{}>"
              "<div><svg class=\"moj-alert__icon\" role=\"presentation\" focusable=\"false\" viewBox=\"0 0 30 30\" height=\"30\" "
              "width=\"30\"><path fill=\"currentColor\" fill-rule=\"evenodd\" d=\"{}\"/></svg></div>"
              "<div class=\"moj-alert__content\">{}</div>"
              "<div class=\"moj-alert__action\"><button type=\"button\" class=\"moj-alert__dismiss\" hidden>Dismiss</button></div></div>",
              look.name, look.name, alert.title, attr_if("data-dismissible", alert.dismissible, "true"), look.icon_path, alert.matter);
}

Html notification_banner(BannerKind kind, const Html& matter) {
  const bool success = kind == BannerKind::success;
  return html("<div class=\"govuk-notification-banner{}\" role=\"{}\" aria-labelledby=\"govuk-notification-banner-title\" "
              "data-module=\"govuk-notification-banner\"><div class=\"govuk-notification-banner__header\">"
              "<h2 class=\"govuk-notification-banner__title\" id=\"govuk-notification-banner-title\">{}</h2></div>"
              "<div class=\"govuk-notification-banner__content\">{}</div></div>",
              success ? " govuk-notification-banner--success" : "", success ? "alert" : "region", success ? "Success" : "Important",
              matter);
}

Html warning_text(std::string_view words) {
  return html("<div class=\"govuk-warning-text\"><span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>"
              "<strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">Warning</span> {}</strong></div>",
              words);
}

Html inset_text(const Html& matter) { return html("<div class=\"govuk-inset-text\">{}</div>", matter); }

Html details(const Details& details) {
  return html("<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\">"
              "<span class=\"govuk-details__summary-text\">{}</span></summary><div class=\"govuk-details__text\">{}</div></details>",
              attr_if("open", details.open), details.summary, details.matter);
}

Html empty_state(const EmptyState& state) {
  return html("<div class=\"app-empty\">{}<h2 class=\"govuk-heading-m\">{}</h2><p class=\"govuk-body\">{}</p>{}</div>", icon(state.icon),
              state.title, state.words, state.button);
}

}  // namespace web
