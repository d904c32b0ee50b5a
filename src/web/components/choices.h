// Choosing: radios, checkboxes, tiles to tap, and the fieldset around them.
#pragma once

#include "web/components/icon.h"
#include "web/components/inputs.h"
#include "web/html.h"

#include <string>
#include <vector>

namespace web {

struct Fieldset {
  std::string legend;
  LabelAs legend_as = LabelAs::plain;
  Attribute more = {};
};
Html fieldset(const Fieldset& around, const Html& fields);

/// One choice. The first one's id is the name's, the next `<name>-2`…; `conditional` is shown when it is chosen.
struct Choice {
  std::string value;
  std::string text;
  std::string hint = {};
  Html conditional = {};
  bool divider_before = false;  ///< the word "or" above it
  std::string group = {};       ///< choices of one group stand under its name
};
enum class ChoiceSize { normal, small };
enum class ChoiceFlow { stacked, inline_row };

struct Radios {
  std::string name;
  std::string legend;
  std::vector<Choice> choices;
  std::string value = {};
  std::string hint = {};
  std::string error = {};
  LabelAs legend_as = LabelAs::plain;
  ChoiceSize size = ChoiceSize::normal;
  ChoiceFlow flow = ChoiceFlow::stacked;
};
Html radios(const Radios& input);

struct Checkboxes {
  std::string name;
  std::string legend;
  std::vector<Choice> choices;
  std::vector<std::string> values = {};
  std::string hint = {};
  std::string error = {};
  LabelAs legend_as = LabelAs::plain;
  ChoiceSize size = ChoiceSize::normal;
};
Html checkboxes(const Checkboxes& input);

/// One box for a yes: no fieldset around it.
struct Checkbox {
  std::string name;
  std::string text;
  std::string value = "yes";
  std::string hint = {};
  bool ticked = false;
};
Html checkbox(const Checkbox& input);

/// Large tiles, one of which is chosen: the kinds of the Write sheet.
struct Tile {
  std::string value;
  std::string text;
  Icon icon = Icon::note;
};
struct Tiles {
  std::string name;
  std::string legend;
  std::vector<Tile> tiles;
  std::string value = {};
};
Html tiles(const Tiles& input);
/// The same as links, where each tile leads to a page of its own.
struct LinkTile {
  Url url;
  std::string text;
  Icon icon = Icon::note;
  bool current = false;
};
Html link_tiles(const std::vector<LinkTile>& tiles);

/// Shown only while another field has a value: `shown_when("kind", "behaviour|concern", fields)`. Without JavaScript, always.
Html shown_when(std::string_view field, std::string_view values, const Html& fields);

}  // namespace web
