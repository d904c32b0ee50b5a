// The mark-up of GOV.UK's radios and checkboxes, and of our tiles.
#include "web/components/choices.h"

#include <algorithm>

namespace web {
namespace {

std::string item_id(std::string_view base, std::size_t index) {
  std::string id(base);
  if (index > 0) id += "-" + std::to_string(index + 1);
  return id;
}

/// The name of a group above the first of its choices.
void add_group_name(Html& items, const std::vector<Choice>& choices, std::size_t i) {
  const std::string_view before = i == 0 ? std::string_view() : std::string_view(choices[i - 1].group);
  if (!choices[i].group.empty() && choices[i].group != before) items.add("<p class=\"app-choice-group\">{}</p>", choices[i].group);
}

/// Hint and error of the whole question, then its choices, in their form group and fieldset.
Html question(const std::string& id, std::string_view legend, LabelAs legend_as, std::string_view hint_words, std::string_view error,
              const Html& items) {
  Html inner;
  if (!hint_words.empty()) inner.add(hint(id + "-hint", hint_words));
  if (!error.empty()) inner.add(error_message(id + "-error", error));
  inner.add(items);
  return html("<div class=\"govuk-form-group{}\">{}</div>", error.empty() ? "" : " govuk-form-group--error",
              fieldset({.legend = std::string(legend), .legend_as = legend_as, .more = described_by(id, !hint_words.empty(), !error.empty())},
                       inner));
}

Attribute item_facts(const Choice& choice, std::string_view id, bool chosen) {
  return attr_if("checked", chosen) + attr_if("data-aria-controls", !choice.conditional.empty(), "conditional-" + std::string(id)) +
         attr_if("aria-describedby", !choice.hint.empty(), std::string(id) + "-item-hint");
}

}  // namespace

Html fieldset(const Fieldset& around, const Html& fields) {
  Html out;
  out.add("<fieldset class=\"govuk-fieldset\"{}>", around.more);
  if (!around.legend.empty()) {
    out.add("<legend class=\"govuk-fieldset__legend{}\">", legend_class(around.legend_as));
    if (around.legend_as == LabelAs::page_heading) {
      out.add("<h1 class=\"govuk-fieldset__heading\">{}</h1>", around.legend);
    } else {
      out.add("{}", around.legend);
    }
    out.add("</legend>");
  }
  out.add("{}</fieldset>", fields);
  return out;
}

Html radios(const Radios& input) {
  const std::string base = id_of(input.name);
  Html items;
  for (std::size_t i = 0; i < input.choices.size(); ++i) {
    const auto& choice = input.choices[i];
    const std::string id = item_id(base, i);
    const bool chosen = !input.value.empty() && choice.value == input.value;
    add_group_name(items, input.choices, i);
    if (choice.divider_before) items.add("<div class=\"govuk-radios__divider\">or</div>");
    items.add("<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" id=\"{}\" name=\"{}\" type=\"radio\" value=\"{}\"{}>"
              "<label class=\"govuk-label govuk-radios__label\" for=\"{}\">{}</label>",
              id, input.name, choice.value, item_facts(choice, id, chosen), id, choice.text);
    if (!choice.hint.empty()) items.add("<div id=\"{}-item-hint\" class=\"govuk-hint govuk-radios__hint\">{}</div>", id, choice.hint);
    items.add("</div>");
    if (!choice.conditional.empty())
      items.add("<div class=\"govuk-radios__conditional{}\" id=\"conditional-{}\">{}</div>",
                chosen ? "" : " govuk-radios__conditional--hidden", id, choice.conditional);
  }
  return question(base, input.legend, input.legend_as, input.hint, input.error,
                  html("<div class=\"govuk-radios{}{}\" data-module=\"govuk-radios\">{}</div>",
                       input.size == ChoiceSize::small ? " govuk-radios--small" : "",
                       input.flow == ChoiceFlow::inline_row ? " govuk-radios--inline" : "", items));
}

Html checkboxes(const Checkboxes& input) {
  const std::string base = id_of(input.name);
  Html items;
  for (std::size_t i = 0; i < input.choices.size(); ++i) {
    const auto& choice = input.choices[i];
    const std::string id = item_id(base, i);
    const bool chosen = std::find(input.values.begin(), input.values.end(), choice.value) != input.values.end();
    add_group_name(items, input.choices, i);
    if (choice.divider_before) items.add("<div class=\"govuk-checkboxes__divider\">or</div>");
    items.add("<div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" id=\"{}\" name=\"{}\" type=\"checkbox\" "
              "value=\"{}\"{}><label class=\"govuk-label govuk-checkboxes__label\" for=\"{}\">{}</label>",
              id, input.name, choice.value, item_facts(choice, id, chosen), id, choice.text);
    if (!choice.hint.empty()) items.add("<div id=\"{}-item-hint\" class=\"govuk-hint govuk-checkboxes__hint\">{}</div>", id, choice.hint);
    items.add("</div>");
    if (!choice.conditional.empty())
      items.add("<div class=\"govuk-checkboxes__conditional{}\" id=\"conditional-{}\">{}</div>",
                chosen ? "" : " govuk-checkboxes__conditional--hidden", id, choice.conditional);
  }
  return question(base, input.legend, input.legend_as, input.hint, input.error,
                  html("<div class=\"govuk-checkboxes{}\" data-module=\"govuk-checkboxes\">{}</div>",
                       input.size == ChoiceSize::small ? " govuk-checkboxes--small" : "", items));
}

Html checkbox(const Checkbox& input) {
  const std::string id = id_of(input.name);
  const Html words = input.hint.empty()
                         ? Html()
                         : html("<div id=\"{}-item-hint\" class=\"govuk-hint govuk-checkboxes__hint\">{}</div>", id, input.hint);
  return html("<div class=\"govuk-form-group\"><div class=\"govuk-checkboxes\" data-module=\"govuk-checkboxes\">"
              "<div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" id=\"{}\" name=\"{}\" type=\"checkbox\" "
              "value=\"{}\"{}{}><label class=\"govuk-label govuk-checkboxes__label\" for=\"{}\">{}</label>{}</div></div></div>",
              id, input.name, input.value, attr_if("checked", input.ticked),
              attr_if("aria-describedby", !input.hint.empty(), id + "-item-hint"), id, input.text, words);
}

Html tiles(const Tiles& input) {
  const std::string base = id_of(input.name);
  Html items;
  for (std::size_t i = 0; i < input.tiles.size(); ++i) {
    const auto& tile = input.tiles[i];
    const std::string id = item_id(base, i);
    items.add("<li class=\"app-tiles__item\"><input id=\"{}\" name=\"{}\" type=\"radio\" value=\"{}\"{}>"
              "<label class=\"app-tile\" for=\"{}\">{}<span>{}</span></label></li>",
              id, input.name, tile.value, attr_if("checked", tile.value == input.value), id, icon(tile.icon), tile.text);
  }
  return html("<div class=\"govuk-form-group\">{}</div>",
              fieldset({.legend = input.legend}, html("<ul class=\"app-tiles\">{}</ul>", items)));
}

Html link_tiles(const std::vector<LinkTile>& tiles) {
  return html("<ul class=\"app-tiles\">{}</ul>", each(tiles, [](const LinkTile& tile) {
                return html("<li class=\"app-tiles__item\"><a class=\"app-tile\" href=\"{}\"{}>{}<span>{}</span></a></li>", tile.url,
                            attr_if("aria-current", tile.current, "true"), icon(tile.icon), tile.text);
              }));
}

Html shown_when(std::string_view field, std::string_view values, const Html& fields) {
  return html("<div data-shown-when=\"{}={}\">{}</div>", field, values, fields);
}

}  // namespace web
