// The buttons of a form that add a row, take one away, or ask the sheet again: pages answer them by drawing the form anew, nothing saved.
#pragma once

#include "record/kind.h"
#include "web/html.h"
#include "web/request.h"

#include <string_view>

namespace record {

/// Whether one of these buttons sent the form.
bool asks_for_rows(const web::Form& sent);
/// The form as it is to be drawn then: with the row added or taken away, all else as it was typed.
web::Form with_rows_changed(const Kind& kind, const web::Form& sent);
/// Whether the kind's form has such buttons: then its first button must be the one that saves, for the Enter key presses the first.
bool has_row_buttons(const Kind& kind);
/// That first button, out of sight: only the Enter key finds it.
web::Html first_button(std::string_view text);

}  // namespace record
