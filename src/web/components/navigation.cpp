// Buttons, links and filters, as GOV.UK and MOJ Frontend mark them up.
#include "web/components/navigation.h"

#include "web/components/inputs.h"

namespace web {
namespace {

std::string_view look_class(ButtonLook look) {
  switch (look) {
    case ButtonLook::primary: return "govuk-button";
    case ButtonLook::secondary: return "govuk-button govuk-button--secondary";
    case ButtonLook::warning: return "govuk-button govuk-button--warning";
    case ButtonLook::link: return "app-button-link";
  }
  return "govuk-button";
}

Html previous_arrow() {
  return html("<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" "
              "width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"M7 0 .5 6.5 7 13l1.4-1.4L4.3 7.5H15"
              "v-2H4.3L8.4 1.4z\"></path></svg>");
}

Html next_arrow() {
  return html("<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" "
              "width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m8 0 6.5 6.5L8 13l-1.4-1.4 4.1-4.1H0"
              "v-2h10.7L6.6 1.4z\"></path></svg>");
}

Html arrow_link(const PageLink& to, std::string_view rel, std::string_view plain_text, const Html& arrow) {
  const Html words = to.text.empty() ? html("{}<span class=\"govuk-visually-hidden\"> page</span>", plain_text) : html("{}", to.text);
  const Html label = to.label.empty() ? Html()
                                      : html("<span class=\"govuk-visually-hidden\">:</span>"
                                             "<span class=\"govuk-pagination__link-label\">{}</span>",
                                             to.label);
  return html("<div class=\"govuk-pagination__{}\"><a class=\"govuk-link govuk-pagination__link\" href=\"{}\" rel=\"{}\">{}"
              "<span class=\"govuk-pagination__link-title{}\">{}</span>{}</a></div>",
              rel, to.url, rel, arrow, to.label.empty() ? " govuk-pagination__link-title--decorated" : "", words, label);
}

}  // namespace

Html button(const Button& button) {
  return html("<button type=\"submit\"{}{} class=\"{}\" data-module=\"govuk-button\"{}>{}</button>",
              attr_if("value", !button.value.empty(), button.value), attr_if("name", !button.name.empty(), button.name),
              look_class(button.look), button.more, button.text);
}

Html button_link(const Url& url, std::string_view text, ButtonLook look) {
  return html("<a href=\"{}\" role=\"button\" draggable=\"false\" class=\"{}\" data-module=\"govuk-button\">{}</a>", url, look_class(look), text);
}

Html button_group(const Html& buttons) { return html("<div class=\"govuk-button-group\">{}</div>", buttons); }

Html save_bar(const Html& buttons) { return html("<div class=\"app-save-bar\">{}</div>", button_group(buttons)); }

Html post_button(const Url& action, std::string_view csrf, const Button& one, const Html& hidden_fields) {
  Html fields = hidden_fields;
  fields.add(button(one));
  return post_form({.action = action, .csrf = std::string(csrf)}, fields);
}

Html link(const Url& url, std::string_view text) { return html("<a class=\"govuk-link\" href=\"{}\">{}</a>", url, text); }

Html back_link(const Url& url, std::string_view text) { return html("<a href=\"{}\" class=\"govuk-back-link\">{}</a>", url, text); }

Html breadcrumbs(const std::vector<Crumb>& crumbs) {
  return html("<nav class=\"govuk-breadcrumbs\" aria-label=\"Breadcrumb\"><ol class=\"govuk-breadcrumbs__list\">{}</ol></nav>",
              each(crumbs, [](const Crumb& crumb) {
                if (!crumb.url) return html("<li class=\"govuk-breadcrumbs__list-item\" aria-current=\"page\">{}</li>", crumb.text);
                return html("<li class=\"govuk-breadcrumbs__list-item\"><a class=\"govuk-breadcrumbs__link\" href=\"{}\">{}</a></li>",
                            *crumb.url, crumb.text);
              }));
}

Html sub_navigation(std::string_view label, const std::vector<SubNavEntry>& entries) {
  return html("<nav class=\"moj-sub-navigation\" aria-label=\"{}\"><ul class=\"moj-sub-navigation__list\">{}</ul></nav>", label,
              each(entries, [](const SubNavEntry& entry) {
                return html("<li class=\"moj-sub-navigation__item\"><a class=\"moj-sub-navigation__link\"{} href=\"{}\">{}</a></li>",
                            attr_if("aria-current", entry.current, "page"), entry.url, entry.text);
              }));
}

Html pagination(const std::optional<PageLink>& previous, const std::optional<PageLink>& next) {
  if (!previous && !next) return {};
  return html("<nav class=\"govuk-pagination govuk-pagination--block\" aria-label=\"Pagination\">{}{}</nav>",
              previous ? arrow_link(*previous, "prev", "Previous", previous_arrow()) : Html(),
              next ? arrow_link(*next, "next", "Next", next_arrow()) : Html());
}

Html filter_panel(const Filter& filter) {
  Html chosen;
  if (!filter.chosen.empty()) {
    chosen = html("<div class=\"moj-filter__selected\"><div class=\"moj-filter__selected-heading\"><div class=\"moj-filter__heading-title\">"
                  "<h3 class=\"govuk-heading-s\">Chosen</h3></div><div class=\"moj-filter__heading-action\">"
                  "<p><a class=\"govuk-link govuk-link--no-visited-state\" href=\"{}\">Clear all</a></p></div></div>"
                  "<ul class=\"moj-filter-tags\">{}</ul></div>",
                  filter.clear, each(filter.chosen, [](const FilterTag& one) {
                    return html("<li><a class=\"moj-filter__tag\" href=\"{}\">"
                                "<span class=\"govuk-visually-hidden\">Remove this filter</span> {}</a></li>",
                                one.without, one.text);
                  }));
  }
  return html("<div class=\"moj-filter\" data-module=\"moj-filter\"><div class=\"moj-filter__header\">"
              "<div class=\"moj-filter__header-title\"><h2 class=\"govuk-heading-m\">{}</h2></div></div>"
              "<div class=\"moj-filter__content\">{}<div class=\"moj-filter__options\"><details class=\"govuk-details\">"
              "<summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">Choose what is shown</span></summary>"
              "<div class=\"govuk-details__text\">{}</div></details></div></div></div>",
              filter.heading, chosen,
              get_form(filter.action, html("{}<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\">Apply filters</button>",
                                           filter.options)));
}

}  // namespace web
