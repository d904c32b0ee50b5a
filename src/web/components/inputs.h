// Fields a person types into, in the mark-up of GOV.UK Frontend: label, hint, error and input tied together by ids from the name.
#pragma once

#include "base/result.h"
#include "web/html.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

/// How large a label or legend is; `page_heading` makes it the page's h1, as GOV.UK does on pages with one question.
enum class LabelAs { plain, small, medium, large, page_heading };
/// How wide an input is, in the characters it is meant for.
enum class InputWidth { full, two, three, four, five, ten, twenty, thirty };
enum class Spelling { browser, off };

/// One line of text. The id is the name unless `id` says otherwise; hint and error are `<id>-hint` and `<id>-error`.
struct TextInput {
  std::string name;
  std::string label;
  std::string hint = {};
  std::string value = {};
  std::string error = {};
  std::string id = {};
  std::string type = "text";  ///< text, email, tel, search, number…
  std::string autocomplete = {};
  std::string inputmode = {};
  std::string prefix = {};
  std::string suffix = {};
  InputWidth width = InputWidth::full;
  LabelAs label_as = LabelAs::plain;
  Spelling spelling = Spelling::browser;
  Attribute more = {};  ///< further attributes of the input
};
Html text_input(const TextInput& input);

/// A password with its Show button. `autocomplete` is "current-password" or "new-password".
struct PasswordInput {
  std::string name = "password";
  std::string label = "Password";
  std::string hint = {};
  std::string error = {};
  std::string autocomplete = "current-password";
};
Html password_input(const PasswordInput& input);

/// Several lines. `most` is the greatest number of characters: with it the count is shown; 0 for none.
/// `kindly` turns on the line beneath that watches for initials, opinion words, a missing time or place.
struct Textarea {
  std::string name;
  std::string label;
  std::string hint = {};
  std::string value = {};
  std::string error = {};
  std::int64_t rows = 5;
  std::int64_t most = 0;
  bool kindly = false;
  LabelAs label_as = LabelAs::plain;
  Attribute more = {};
};
Html textarea(const Textarea& input);

struct Option {
  std::string value;
  std::string text;
  std::string group = {};  ///< options of one group stand under its name
};
struct Select {
  std::string name;
  std::string label;
  std::vector<Option> options;
  std::string value = {};
  std::string hint = {};
  std::string error = {};
  LabelAs label_as = LabelAs::plain;
  Attribute more = {};
};
Html select(const Select& input);

/// Day, month and year as three boxes named `<name>-day`, `<name>-month`, `<name>-year`, holding what was typed.
struct DateInput {
  std::string name;
  std::string legend;
  std::string hint = {};
  std::string day = {}, month = {}, year = {};
  std::string error = {};
  LabelAs legend_as = LabelAs::plain;
};
Html date_input(const DateInput& input);

/// The browser's own picker of a day ("2026-03-03") or a time ("10:40"): quicker on a phone, for days near today.
Html day_input(TextInput input);
Html time_input(TextInput input);

/// `most_bytes` is told before anything is sent. `accept` as HTML has it: ".csv,text/csv".
struct FileUpload {
  std::string name;
  std::string label;
  std::string hint = {};
  std::string error = {};
  std::string accept = {};
  std::int64_t most_bytes = 0;
  bool several = false;
};
Html file_upload(const FileUpload& input);

/// Pupils, found by typing a name. Each one chosen is a ticked checkbox `name` with the id as its value; unticked, it leaves.
/// Without JavaScript what was typed arrives as `<name>-search` and the page answers with choices.
struct ChosenPupil {
  std::string id;
  std::string name;
  std::string detail;  ///< year and class
};
struct PupilPicker {
  std::string name = "pupil";
  std::string label = "Who?";
  std::string hint = {};
  std::string error = {};
  std::string typed = {};
  std::vector<ChosenPupil> chosen = {};
  std::vector<ChosenPupil> offered = {};  ///< answers to what was typed, unticked
};
Html pupil_picker(const PupilPicker& input);

Html hidden(std::string_view name, std::string_view value);

/// The name of the hidden field every posted form carries.
inline constexpr std::string_view csrf_field = "csrf";

enum class Saves { with_page, in_place };
/// A form that posts. Every one carries the csrf field and refuses to be sent twice.
struct PostForm {
  Url action;
  std::string csrf;
  std::string draft = {};              ///< a key such as "write" or "correct:<id>": what is typed is kept on the device until saved
  Saves saves = Saves::with_page;      ///< in_place: the answer replaces the page's matter without a reload
  bool files = false;                  ///< multipart/form-data
  Attribute more = {};
};
Html post_form(const PostForm& form, const Html& fields);
/// A form that asks: its fields become the address.
Html get_form(const Url& action, const Html& fields);

/// The id an input of this name has: letters, digits, - and _ as they are, others as -.
std::string id_of(std::string_view name);
/// What the errors say about this field, or nothing.
std::string message_for(const std::vector<base::FieldError>& errors, std::string_view field);

/// The parts all fields share; for fields of one's own.
Html hint(std::string_view id, std::string_view words);
Html error_message(std::string_view id, std::string_view words);
Html label(std::string_view id, std::string_view words, LabelAs as = LabelAs::plain);
std::string_view label_class(LabelAs as);   ///< " govuk-label--m"
std::string_view legend_class(LabelAs as);  ///< " govuk-fieldset__legend--m"
/// aria-describedby of those that exist; `base` is the id whose -hint and -error they are.
Attribute described_by(std::string_view base, bool has_hint, bool has_error, std::string_view further = {});

}  // namespace web
