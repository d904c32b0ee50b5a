// HTML that stands as HTML: literal templates with typed holes, checked while compiling.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace web {

/// An address a page may point to: a path of our own, made from literals and percent-encoded parts.
/// `Url::path("/pupils/{}/chronology", id)`; `.with("before", text)` adds a query value.
class Url;

/// A finished piece of page. Only `html` and `add` make one, so what it holds is escaped.
class Html;

// The contract (defined in html_check.h and below):
//   Html html("<p class=\"{}\">{}</p>", a, b);       a whole piece
//   page.add("<li>{}</li>", name);                    appends in place: the fast form for lists
// Holes are {}. Text in a hole is escaped for where the hole stands; an Html goes in as it is, and only between tags; a Url is the
// only thing that may stand in href, src, action, formaction; a bool in `{}` standing alone inside a tag does not compile.
// Does not compile: a wrong number of holes, a hole in a tag's name, in an unquoted attribute, in an attribute whose name begins with
// `on`, in `style`, inside <script> or <style>, inside a comment; a literal with <script> that has a body; an unclosed tag or quote.
// Literal braces are written {{ and }}.
}  // namespace web
