// Text, passwords, long text, choices from a list; and the forms around them.
#include "web/components/inputs.h"

namespace web {
namespace {

std::string_view width_class(InputWidth width) {
  switch (width) {
    case InputWidth::full: return "";
    case InputWidth::two: return " govuk-input--width-2";
    case InputWidth::three: return " govuk-input--width-3";
    case InputWidth::four: return " govuk-input--width-4";
    case InputWidth::five: return " govuk-input--width-5";
    case InputWidth::ten: return " govuk-input--width-10";
    case InputWidth::twenty: return " govuk-input--width-20";
    case InputWidth::thirty: return " govuk-input--width-30";
  }
  return "";
}

std::string_view size_letter(LabelAs as) {
  switch (as) {
    case LabelAs::plain: return "";
    case LabelAs::small: return "s";
    case LabelAs::medium: return "m";
    case LabelAs::large:
    case LabelAs::page_heading: return "l";
  }
  return "";
}

std::string_view group_class(std::string_view error) { return error.empty() ? "" : " govuk-form-group--error"; }

/// Label, hint and error, in the order GOV.UK has them.
Html above(std::string_view id, std::string_view words, LabelAs as, std::string_view hint_words, std::string_view error) {
  Html out = label(id, words, as);
  if (!hint_words.empty()) out.add(hint(std::string(id) + "-hint", hint_words));
  if (!error.empty()) out.add(error_message(std::string(id) + "-error", error));
  return out;
}

Html bare_input(const TextInput& input, std::string_view id) {
  const Attribute more = attr_if("spellcheck", input.spelling == Spelling::off, "false") +
                         attr_if("value", !input.value.empty(), input.value) +
                         described_by(id, !input.hint.empty(), !input.error.empty()) +
                         attr_if("autocomplete", !input.autocomplete.empty(), input.autocomplete) +
                         attr_if("inputmode", !input.inputmode.empty(), input.inputmode) + input.more;
  return html("<input class=\"govuk-input{}{}\" id=\"{}\" name=\"{}\" type=\"{}\"{}>", width_class(input.width),
              input.error.empty() ? "" : " govuk-input--error", id, input.name, input.type, more);
}

}  // namespace

std::string id_of(std::string_view name) {
  std::string id(name);
  for (char& c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!plain) c = '-';
  }
  return id;
}

std::string message_for(const std::vector<base::FieldError>& errors, std::string_view field) {
  for (const auto& error : errors)
    if (error.field == field) return error.message;
  return {};
}

Html hint(std::string_view id, std::string_view words) { return html("<div id=\"{}\" class=\"govuk-hint\">{}</div>", id, words); }

Html error_message(std::string_view id, std::string_view words) {
  return html("<p id=\"{}\" class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">Error:</span> {}</p>", id, words);
}

std::string_view label_class(LabelAs as) {
  static constexpr std::string_view all = " govuk-label--s govuk-label--m govuk-label--l";
  const auto letter = size_letter(as);
  return letter.empty() ? "" : all.substr(letter == "s" ? 0 : letter == "m" ? 15 : 30, 15);
}

std::string_view legend_class(LabelAs as) {
  const auto letter = size_letter(as);
  if (letter.empty()) return "";
  return letter == "s" ? " govuk-fieldset__legend--s" : letter == "m" ? " govuk-fieldset__legend--m" : " govuk-fieldset__legend--l";
}

Html label(std::string_view id, std::string_view words, LabelAs as) {
  if (words.empty()) return {};
  const Html inner = html("<label class=\"govuk-label{}\" for=\"{}\">{}</label>", label_class(as), id, words);
  return as == LabelAs::page_heading ? html("<h1 class=\"govuk-label-wrapper\">{}</h1>", inner) : inner;
}

Attribute described_by(std::string_view base, bool has_hint, bool has_error, std::string_view further) {
  std::string ids(further);
  const auto put = [&](std::string_view ending) {
    if (!ids.empty()) ids += ' ';
    ids.append(base).append(ending);
  };
  if (has_hint) put("-hint");
  if (has_error) put("-error");
  return attr_if("aria-describedby", !ids.empty(), ids);
}

Html text_input(const TextInput& input) {
  const std::string id = input.id.empty() ? id_of(input.name) : input.id;
  Html field = bare_input(input, id);
  if (!input.prefix.empty() || !input.suffix.empty()) {
    Html wrapped;
    wrapped.add("<div class=\"govuk-input__wrapper\">");
    if (!input.prefix.empty()) wrapped.add("<div class=\"govuk-input__prefix\" aria-hidden=\"true\">{}</div>", input.prefix);
    wrapped.add(field);
    if (!input.suffix.empty()) wrapped.add("<div class=\"govuk-input__suffix\" aria-hidden=\"true\">{}</div>", input.suffix);
    wrapped.add("</div>");
    field = std::move(wrapped);
  }
  return html("<div class=\"govuk-form-group{}\">{}{}</div>", group_class(input.error),
              above(id, input.label, input.label_as, input.hint, input.error), field);
}

Html password_input(const PasswordInput& input) {
  const std::string id = id_of(input.name);
  return html("<div class=\"govuk-form-group{} govuk-password-input\" data-module=\"govuk-password-input\">{}"
              "<div class=\"govuk-input__wrapper govuk-password-input__wrapper\">"
              "<input class=\"govuk-input govuk-password-input__input govuk-js-password-input-input{}\" id=\"{}\" name=\"{}\" "
              "type=\"password\" spellcheck=\"false\"{} autocomplete=\"{}\" autocapitalize=\"none\">"
              "<button type=\"button\" class=\"govuk-button govuk-button--secondary govuk-password-input__toggle "
              "govuk-js-password-input-toggle\" data-module=\"govuk-button\" aria-controls=\"{}\" aria-label=\"Show password\" hidden>"
              "Show</button></div></div>",
              group_class(input.error), above(id, input.label, LabelAs::plain, input.hint, input.error),
              input.error.empty() ? "" : " govuk-input--error", id, input.name,
              described_by(id, !input.hint.empty(), !input.error.empty()), input.autocomplete, id);
}

Html textarea(const Textarea& input) {
  const std::string id = id_of(input.name);
  const std::string count_id = id + "-info";
  const Html box =
      html("<textarea class=\"govuk-textarea{}{}\" id=\"{}\" name=\"{}\" rows=\"{}\"{}{}{}>\n{}</textarea>",
           input.error.empty() ? "" : " govuk-textarea--error", input.most > 0 ? " govuk-js-character-count" : "", id, input.name, input.rows,
           described_by(id, !input.hint.empty(), !input.error.empty(), input.most > 0 ? count_id : ""),
           attr_if("data-kindly", input.kindly, id + "-kindly"), input.more, input.value);
  const Html top = above(id, input.label, input.label_as, input.hint, input.error);
  const Html kindly =
      input.kindly ? html("<p class=\"app-kindly\" id=\"{}-kindly\" aria-live=\"polite\"></p>", id) : Html();
  if (input.most <= 0)
    return html("<div class=\"govuk-form-group{}\">{}{}{}</div>", group_class(input.error), top, box, kindly);
  return html("<div class=\"govuk-form-group{} govuk-character-count\" data-module=\"govuk-character-count\" data-maxlength=\"{}\">"
              "{}{}{}<div id=\"{}\" class=\"govuk-hint govuk-character-count__message\">You can enter up to {} characters</div></div>",
              group_class(input.error), input.most, top, box, kindly, count_id, input.most);
}

Html select(const Select& input) {
  const std::string id = id_of(input.name);
  Html options;
  std::string_view group;
  for (const auto& option : input.options) {
    if (option.group != group) {
      if (!group.empty()) options.add("</optgroup>");
      if (!option.group.empty()) options.add("<optgroup label=\"{}\">", option.group);
      group = option.group;
    }
    options.add("<option value=\"{}\"{}>{}</option>", option.value, attr_if("selected", option.value == input.value), option.text);
  }
  if (!group.empty()) options.add("</optgroup>");
  return html("<div class=\"govuk-form-group{}\">{}<select class=\"govuk-select{}\" id=\"{}\" name=\"{}\"{}{}>{}</select></div>",
              group_class(input.error), above(id, input.label, input.label_as, input.hint, input.error),
              input.error.empty() ? "" : " govuk-select--error", id, input.name,
              described_by(id, !input.hint.empty(), !input.error.empty()), input.more, options);
}

Html day_input(TextInput input) {
  input.type = "date";
  if (input.width == InputWidth::full) input.width = InputWidth::ten;
  return text_input(input);
}

Html time_input(TextInput input) {
  input.type = "time";
  if (input.width == InputWidth::full) input.width = InputWidth::ten;
  return text_input(input);
}

Html hidden(std::string_view name, std::string_view value) {
  return html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
}

Html post_form(const PostForm& form, const Html& fields) {
  const Attribute facts = attr_if("enctype", form.files, "multipart/form-data") + attr_if("data-draft", !form.draft.empty(), form.draft) +
                          attr_if("data-save", form.saves == Saves::in_place) + form.more;
  return html("<form class=\"app-form\" action=\"{}\" method=\"post\" novalidate data-once {}>{}{}</form>", form.action, facts,
              hidden(csrf_field, form.csrf), fields);
}

Html get_form(const Url& action, const Html& fields) {
  return html("<form class=\"app-form\" action=\"{}\" method=\"get\" novalidate>{}</form>", action, fields);
}

}  // namespace web
