// Facts, tables, tags, people and cards.
#include "web/components/display.h"

#include "base/text.h"
#include "web/components/messages.h"

#include <array>
#include <stdexcept>

namespace web {
namespace {

Html action_link(const RowAction& action) {
  const Html hidden =
      action.what.empty() ? Html() : html("<span class=\"govuk-visually-hidden\"> {}</span>", action.what);
  return html("<a class=\"govuk-link\" href=\"{}\">{}{}</a>", action.url, action.text, hidden);
}

Html actions_cell(const std::vector<RowAction>& actions) {
  if (actions.size() == 1) return html("<dd class=\"govuk-summary-list__actions\">{}</dd>", action_link(actions.front()));
  return html("<dd class=\"govuk-summary-list__actions\"><ul class=\"govuk-summary-list__actions-list\">{}</ul></dd>",
              each(actions, [](const RowAction& action) {
                return html("<li class=\"govuk-summary-list__actions-list-item\">{}</li>", action_link(action));
              }));
}

/// The first letter of the first and of the last word, as whole UTF-8 characters.
std::string initials(std::string_view full_name) {
  const auto first_character = [](std::string_view word) {
    std::size_t end = word.empty() ? 0 : 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
    return std::string(word.substr(0, end));
  };
  const auto name = base::trim(full_name);
  const auto space = name.rfind(' ');
  return first_character(name) + (space == std::string_view::npos ? "" : first_character(name.substr(space + 1)));
}

std::string_view tint_of(std::string_view name) {
  static constexpr std::array<std::string_view, 7> tints = {"teal", "blue", "green", "yellow", "orange", "purple", "magenta"};
  unsigned sum = 7;
  for (char c : name) sum = sum * 31 + static_cast<unsigned char>(c);
  return tints[sum % tints.size()];
}

std::string_view size_class(DiscSize size) {
  switch (size) {
    case DiscSize::small: return " app-disc--small";
    case DiscSize::normal: return "";
    case DiscSize::large: return " app-disc--large";
  }
  return "";
}

}  // namespace

Html summary_list(const std::vector<SummaryRow>& rows) {
  bool any_actions = false;
  for (const auto& row : rows) any_actions = any_actions || !row.actions.empty();
  Html out;
  out.add("<dl class=\"govuk-summary-list\">");
  for (const auto& row : rows) {
    out.add("<div class=\"govuk-summary-list__row{}\"><dt class=\"govuk-summary-list__key\">{}</dt>"
            "<dd class=\"govuk-summary-list__value\">{}</dd>",
            any_actions && row.actions.empty() ? " govuk-summary-list__row--no-actions" : "", row.key, row.value);
    if (!row.actions.empty()) out.add(actions_cell(row.actions));
    out.add("</div>");
  }
  out.add("</dl>");
  return out;
}

Html table(const Table& table) {
  Html out;
  out.add("<div class=\"{}\"{}><table class=\"govuk-table\"><caption class=\"govuk-table__caption {}\">{}</caption>"
          "<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">",
          table.stacked ? "app-table-stacked" : "app-table-scroll",
          table.stacked ? Attribute() : attr("tabindex", 0) + attr("role", "region") + attr("aria-label", table.caption),
          table.caption_hidden ? "govuk-visually-hidden" : "govuk-table__caption--m", table.caption);
  for (const auto& column : table.columns)
    out.add("<th scope=\"col\" class=\"govuk-table__header{}\">{}</th>", column.numeric ? " govuk-table__header--numeric" : "", column.text);
  out.add("</tr></thead><tbody class=\"govuk-table__body\">");
  for (const auto& row : table.rows) {
    if (row.size() != table.columns.size()) throw std::logic_error("a table's row has not as many cells as there are columns");
    out.add("<tr class=\"govuk-table__row\">");
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i == 0 && table.first_cell_is_header) {
        out.add("<th scope=\"row\" class=\"govuk-table__header\">{}</th>", row[i]);
      } else {
        out.add("<td class=\"govuk-table__cell{}\"{}>{}</td>", table.columns[i].numeric ? " govuk-table__cell--numeric" : "",
                attr_if("data-label", table.stacked, table.columns[i].text), row[i]);
      }
    }
    out.add("</tr>");
  }
  out.add("</tbody></table></div>");
  return out;
}

std::string_view to_text(Tint tint) {
  switch (tint) {
    case Tint::teal: return "teal";
    case Tint::blue: return "blue";
    case Tint::green: return "green";
    case Tint::yellow: return "yellow";
    case Tint::orange: return "orange";
    case Tint::red: return "red";
    case Tint::purple: return "purple";
    case Tint::magenta: return "magenta";
    case Tint::grey: return "grey";
  }
  return "grey";
}

Html tag(std::string_view words, Tint tint) {
  return html("<strong class=\"govuk-tag govuk-tag--{}\">{}</strong>", to_text(tint), words);
}

Html badge(std::string_view words, Tint tint) { return html("<span class=\"moj-badge moj-badge--{}\">{}</span>", to_text(tint), words); }

Html count_badge(std::int64_t count, std::string_view what) {
  if (count <= 0) return {};
  const bool many = count > 99;
  return html("<span class=\"moj-notification-badge\"><span aria-hidden=\"true\">{}</span>"
              "<span class=\"govuk-visually-hidden\"> ({} {})</span></span>",
              many ? "99+" : std::to_string(count), many ? "more than 99" : std::to_string(count), what);
}

Html initials_disc(std::string_view full_name, DiscSize size) {
  return html("<span class=\"app-disc app-disc--{}{}\" aria-hidden=\"true\">{}</span>", tint_of(full_name), size_class(size),
              initials(full_name));
}

Html person(const Person& who) {
  const Html name = who.url ? html("<a class=\"govuk-link app-person__name\" href=\"{}\">{}</a>", *who.url, who.name)
                            : html("<span class=\"app-person__name\">{}</span>", who.name);
  const Html detail = who.detail.empty() ? Html() : html("<span class=\"app-person__detail\">{}</span>", who.detail);
  return html("<div class=\"app-person\">{}<div class=\"app-person__words\">{}{}</div></div>", initials_disc(who.name, who.size), name,
              detail);
}

Html people_list(const std::vector<PersonRow>& rows) {
  return html("<ul class=\"app-people\">{}</ul>", each(rows, [](const PersonRow& row) {
                return html("<li class=\"app-people__item\">{}{}</li>", person(row.who), row.beside);
              }));
}

Html pupil_header(const PupilHeader& pupil) {
  Html facts;
  for (const auto& fact : pupil.facts) facts.add("<span>{}</span>", fact);
  const Html flags = pupil.flags.empty() ? Html() : html("<div class=\"app-pupil-head__flags\">{}</div>", pupil.flags);
  return html("<div class=\"app-pupil-head\">{}<div><h1 class=\"govuk-heading-l\">{}</h1><div class=\"app-pupil-head__facts\">{}</div>{}"
              "</div></div>",
              initials_disc(pupil.name, DiscSize::large), pupil.name, facts, flags);
}

Html card(std::string_view heading, const Html& matter, CardLook look) {
  const Html title = heading.empty() ? Html() : html("<h2 class=\"govuk-heading-m\">{}</h2>", heading);
  return html("<section class=\"app-card{}\">{}{}</section>", look == CardLook::now ? " app-card--now" : "", title, matter);
}

Html cards(const Html& cards) { return html("<div class=\"app-cards\">{}</div>", cards); }

void add_timeline_entry(Html& page, const TimelineEntry& entry) {
  page.add("<div class=\"moj-timeline__item\" id=\"{}\"><div class=\"moj-timeline__header\">", entry.id);
  if (entry.url != nullptr) {
    page.add("<h3 class=\"moj-timeline__title\"><a class=\"govuk-link\" href=\"{}\">{}</a></h3>", *entry.url, entry.title);
  } else {
    page.add("<h3 class=\"moj-timeline__title\">{}</h3>", entry.title);
  }
  page.add("<p class=\"moj-timeline__date\"><time datetime=\"{}\">{}</time></p><p class=\"moj-timeline__byline\">by {}</p></div>",
           entry.machine_time, entry.moment, entry.byline);
  if (entry.matter != nullptr) page.add("<div class=\"moj-timeline__description\">{}</div>", *entry.matter);
  if (entry.notes != nullptr && !entry.notes->empty()) page.add("<div class=\"app-entry__notes\">{}</div>", *entry.notes);
  page.add("</div>");
}

void open_timeline_day(Html& page, std::string_view day) {
  page.add("<section><h2 class=\"app-day\">{}</h2><div class=\"moj-timeline\">", day);
}

void close_timeline_day(Html& page) { page.add("</div></section>"); }

Html tabs(std::string_view title, const std::vector<Tab>& tabs) {
  Html list, panels;
  for (std::size_t i = 0; i < tabs.size(); ++i) {
    list.add("<li class=\"govuk-tabs__list-item{}\"><a class=\"govuk-tabs__tab\" href=\"{}\">{}</a></li>",
             i == 0 ? " govuk-tabs__list-item--selected" : "", Url::anchor(tabs[i].id), tabs[i].label);
    panels.add("<div class=\"govuk-tabs__panel{}\" id=\"{}\">{}</div>", i == 0 ? "" : " govuk-tabs__panel--hidden", tabs[i].id, tabs[i].panel);
  }
  return html("<div class=\"govuk-tabs\" data-module=\"govuk-tabs\"><h2 class=\"govuk-tabs__title\">{}</h2>"
              "<ul class=\"govuk-tabs__list\">{}</ul>{}</div>",
              title, list, panels);
}

Html figure(std::string_view caption, const Html& svg, const Html& as_table) {
  return html("<figure class=\"app-figure\"><figcaption class=\"govuk-heading-s\">{}</figcaption>{}{}</figure>", caption, svg,
              details({.summary = "Show as table", .matter = as_table}));
}

Html heading(std::string_view words) { return html("<h1 class=\"govuk-heading-l\">{}</h1>", words); }
Html heading(std::string_view caption, std::string_view words) {
  return html("<span class=\"govuk-caption-l\">{}</span><h1 class=\"govuk-heading-l\">{}</h1>", caption, words);
}
Html subheading(std::string_view words) { return html("<h2 class=\"govuk-heading-m\">{}</h2>", words); }
Html body_text(std::string_view words) { return html("<p class=\"govuk-body\">{}</p>", words); }

}  // namespace web
