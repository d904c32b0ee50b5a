// Going somewhere and doing something: buttons, tabs that are pages, page numbers, the way back, filters.
#pragma once

#include "web/html.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

enum class ButtonLook { primary, secondary, warning, link };
/// Sends the form it stands in. With a name, its value says which button was pressed.
struct Button {
  std::string text;
  ButtonLook look = ButtonLook::primary;
  std::string name = {};
  std::string value = {};
  Attribute more = {};
};
Html button(const Button& button);
/// A link that looks like a button: for going somewhere, never for changing anything.
Html button_link(const Url& url, std::string_view text, ButtonLook look = ButtonLook::primary);
/// Buttons beside one another.
Html button_group(const Html& buttons);
/// Stays in sight at the foot while a long form is filled in.
Html save_bar(const Html& buttons);
/// A form of one button that posts: "Undo", "Sign out".
Html post_button(const Url& action, std::string_view csrf, const Button& button, const Html& hidden_fields = {});

Html link(const Url& url, std::string_view text);
Html back_link(const Url& url, std::string_view text = "Back");
struct Crumb {
  std::string text;
  std::optional<Url> url = {};  ///< none for this page
};
Html breadcrumbs(const std::vector<Crumb>& crumbs);

/// The tabs of a pupil, each a page: MOJ's sub navigation.
struct SubNavEntry {
  std::string text;
  Url url;
  bool current = false;
};
Html sub_navigation(std::string_view label, const std::vector<SubNavEntry>& entries);

/// Earlier and later of a list read by its keys; labels say what is there ("before 3 March").
struct PageLink {
  Url url;
  std::string label = {};
  std::string text = {};  ///< instead of "Previous page", "Next page"
};
Html pagination(const std::optional<PageLink>& previous, const std::optional<PageLink>& next);

/// MOJ's filter as a form that asks: what is chosen stands above as tags, each a link that takes it away.
struct FilterTag {
  std::string text;
  Url without;
};
struct Filter {
  Url action;
  Url clear;
  std::vector<FilterTag> chosen = {};
  Html options = {};         ///< inputs
  std::string heading = "Filter";
};
Html filter_panel(const Filter& filter);

}  // namespace web
