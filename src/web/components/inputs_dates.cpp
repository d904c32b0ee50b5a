// Days as three boxes, files, and pupils found by name.
#include "web/components/choices.h"
#include "web/components/inputs.h"

namespace web {
namespace {

/// "5 MB", "800 kB": as a person would say it.
std::string size_in_words(std::int64_t bytes) {
  constexpr std::int64_t kilobyte = 1000, megabyte = 1000 * kilobyte;
  return bytes >= megabyte ? std::to_string(bytes / megabyte) + " MB" : std::to_string(bytes / kilobyte) + " kB";
}

struct DatePart {
  std::string_view ending;
  std::string_view words;
  std::string_view width;
  const std::string& value;
};

Html chosen_item(const PupilPicker& input, const ChosenPupil& pupil, std::size_t number, bool ticked) {
  const std::string id = id_of(input.name) + "-" + std::to_string(number);
  return html("<li class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" id=\"{}\" name=\"{}\" type=\"checkbox\" "
              "value=\"{}\"{}><label class=\"govuk-label govuk-checkboxes__label\" for=\"{}\">{} <span class=\"app-muted\">{}</span>"
              "</label></li>",
              id, input.name, pupil.id, attr_if("checked", ticked), id, pupil.name, pupil.detail);
}

}  // namespace

Html date_input(const DateInput& input) {
  const std::string id = id_of(input.name);
  const DatePart parts[] = {{"day", "Day", "2", input.day}, {"month", "Month", "2", input.month}, {"year", "Year", "4", input.year}};
  Html boxes;
  for (const auto& part : parts)
    boxes.add("<div class=\"govuk-date-input__item\"><div class=\"govuk-form-group\">"
              "<label class=\"govuk-label govuk-date-input__label\" for=\"{}-{}\">{}</label>"
              "<input class=\"govuk-input govuk-date-input__input{} govuk-input--width-{}\" id=\"{}-{}\" name=\"{}-{}\" type=\"text\"{} "
              "inputmode=\"numeric\"></div></div>",
              id, part.ending, part.words, input.error.empty() ? "" : " govuk-input--error", part.width, id, part.ending, input.name,
              part.ending, attr_if("value", !part.value.empty(), part.value));
  Html inner;
  if (!input.hint.empty()) inner.add(hint(id + "-hint", input.hint));
  if (!input.error.empty()) inner.add(error_message(id + "-error", input.error));
  inner.add("<div class=\"govuk-date-input\" id=\"{}\">{}</div>", id, boxes);
  return html("<div class=\"govuk-form-group{}\">{}</div>", input.error.empty() ? "" : " govuk-form-group--error",
              fieldset({.legend = input.legend,
                        .legend_as = input.legend_as,
                        .more = attr("role", "group") + described_by(id, !input.hint.empty(), !input.error.empty())},
                       inner));
}

Html file_upload(const FileUpload& input) {
  const std::string id = id_of(input.name);
  const std::string limit = input.most_bytes > 0 ? "At most " + size_in_words(input.most_bytes) + "." : "";
  const std::string words = input.hint.empty() || limit.empty() ? input.hint + limit : input.hint + " " + limit;
  Html out = label(id, input.label);
  if (!words.empty()) out.add(hint(id + "-hint", words));
  if (!input.error.empty()) out.add(error_message(id + "-error", input.error));
  out.add("<input class=\"govuk-file-upload{}\" id=\"{}\" name=\"{}\" type=\"file\"{}{}{}{}>",
          input.error.empty() ? "" : " govuk-file-upload--error", id, input.name, attr_if("multiple", input.several),
          described_by(id, !words.empty(), !input.error.empty()), attr_if("accept", !input.accept.empty(), input.accept),
          input.most_bytes > 0 ? attr("data-max-bytes", input.most_bytes) : Attribute());
  return html("<div class=\"govuk-form-group{}\">{}</div>", input.error.empty() ? "" : " govuk-form-group--error", out);
}

Html pupil_picker(const PupilPicker& input) {
  const std::string id = id_of(input.name);
  Html people;
  std::size_t number = 0;
  for (const auto& pupil : input.chosen) people.add(chosen_item(input, pupil, ++number, true));
  for (const auto& pupil : input.offered) people.add(chosen_item(input, pupil, ++number, false));
  Html out = label(id, input.label);
  if (!input.hint.empty()) out.add(hint(id + "-hint", input.hint));
  if (!input.error.empty()) out.add(error_message(id + "-error", input.error));
  out.add("<div class=\"app-picker\"><input class=\"govuk-input{}\" id=\"{}\" name=\"{}-search\" type=\"search\" value=\"{}\" "
          "autocomplete=\"off\" autocapitalize=\"words\" spellcheck=\"false\" data-pupil-search=\"pick\" data-pupil-name=\"{}\"{}></div>"
          "<ul class=\"app-chosen govuk-checkboxes govuk-checkboxes--small\" id=\"{}-chosen\">{}</ul>",
          input.error.empty() ? "" : " govuk-input--error", id, input.name, input.typed, input.name,
          described_by(id, !input.hint.empty(), !input.error.empty()), id, people);
  return html("<div class=\"govuk-form-group{}\">{}</div>", input.error.empty() ? "" : " govuk-form-group--error", out);
}

}  // namespace web
