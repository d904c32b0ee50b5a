// Inputs of our own: choices in the order they came, faces, and what a wing keeps about the pupil.
#include "record/field_inputs.h"
#include "web/components/choices.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace record {
namespace {

web::Html question(const InputWords& words, const std::string& id, const web::Html& inside) {
  web::Html all;
  if (!words.hint.empty()) all.add(web::hint(id + "-hint", words.hint));
  if (!words.error.empty()) all.add(web::error_message(id + "-error", words.error));
  all.add(inside);
  return web::html("<div class=\"govuk-form-group{}\">{}</div>", words.error.empty() ? "" : " govuk-form-group--error",
                   web::fieldset({.legend = words.label, .legend_as = web::LabelAs::small,
                                  .more = web::described_by(id, !words.hint.empty(), !words.error.empty())},
                                 all));
}

std::string_view place_word(std::size_t place) {
  static constexpr std::array<std::string_view, 12> words = {"First", "Second", "Third",   "Fourth", "Fifth", "Sixth",
                                                             "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth"};
  return words[std::min(place, words.size() - 1)];
}

/// Round, with two eyes and a mouth that goes from a frown to a smile.
web::Html face(double from_sad_to_glad) {
  const int bend = static_cast<int>(std::lround((from_sad_to_glad - 0.5) * 14));
  return web::html("<svg class=\"app-face\" viewBox=\"0 0 40 40\" width=\"40\" height=\"40\" aria-hidden=\"true\" focusable=\"false\">"
                   "<circle cx=\"20\" cy=\"20\" r=\"17\"/><path d=\"M14 15v2M26 15v2M12 {}Q20 {} 28 {}\"/></svg>",
                   27 - bend / 3, 27 + bend, 27 - bend / 3);
}

}  // namespace

/// One list to open for each place; what stays open is left out, so gaps do not matter.
web::Html ordered_input(const Field& field, const FormState& form, const InputWords& words) {
  std::vector<std::string> chosen;
  for (const auto value : form.typed.all(words.name))
    if (!value.empty()) chosen.emplace_back(value);
  const auto id = web::id_of(words.name);
  const auto places = std::min({field.most, std::size_t{12}, std::max<std::size_t>(chosen.size() + 2, 4)});
  web::Html lists;
  for (std::size_t i = 0; i < std::max(places, chosen.size()); ++i) {
    const auto its_id = i == 0 ? id : id + "-" + std::to_string(i + 1);
    const std::string value = i < chosen.size() ? chosen[i] : std::string();
    lists.add("<div class=\"app-ordered__place\"><label class=\"govuk-label\" for=\"{}\">{}</label><select class=\"govuk-select\" id=\"{}\" name=\"{}\">"
              "<option value=\"\">{}</option>",
              its_id, place_word(i), its_id, words.name, i == 0 ? "Choose" : "Nothing more");
    for (const auto& choice : field.choices)
      if (!choice.hidden || choice.code == value)
        lists.add("<option value=\"{}\"{}>{}</option>", choice.code, web::attr_if("selected", choice.code == value), choice.label);
    lists.add("</select></div>");
  }
  return question(words, id, web::html("<div class=\"app-ordered\" data-ordered>{}</div>", lists));
}

web::Html faces_input(const Field& field, const FormState& form, const InputWords& words) {
  const auto id = web::id_of(words.name);
  const auto value = form.typed.text(words.name);
  web::Html items;
  for (int point = static_cast<int>(field.min); point <= static_cast<int>(field.max); ++point) {
    const auto digits = std::to_string(point);
    const auto its_id = point == static_cast<int>(field.min) ? id : id + "-" + digits;
    const auto* named = field.find_choice(digits);
    items.add("<div class=\"app-faces__item\"><input id=\"{}\" name=\"{}\" type=\"radio\" value=\"{}\"{}><label for=\"{}\">{}<span>{}</span></label></div>", its_id,
              words.name, digits, web::attr_if("checked", value == digits), its_id, face((point - field.min) / (field.max - field.min)),
              named ? named->label : digits);
  }
  return question(words, id, web::html("<div class=\"app-faces\">{}</div>", items));
}

/// Without a pupil there is nothing to choose from yet: the button asks the sheet again, with everything typed still in it.
web::Html pick_input(const Field& field, const FormState& form, const InputWords& words) {
  const auto id = web::id_of(words.name);
  auto value = std::string(form.typed.text(words.name));
  const auto offered = form.offers.picks.find(field.source);
  const auto show = web::button({.text = "Show what there is for this pupil", .look = web::ButtonLook::secondary, .name = "again", .value = words.name});
  if (offered == form.offers.picks.end() || offered->second.empty()) {
    web::Html inside;
    if (!words.error.empty()) inside.add(web::error_message(id + "-error", words.error));
    inside.add("<p class=\"govuk-body\" id=\"{}\">{}</p>", id,
               offered == form.offers.picks.end() ? "Choose the pupil above first." : "There is nothing to choose for this pupil.");
    if (!words.hint.empty()) inside.add("<p class=\"govuk-hint\">{}</p>", words.hint);
    inside.add(web::hidden(words.name, value));
    inside.add(show);
    return web::html("<div class=\"govuk-form-group{}\">{}</div>", words.error.empty() ? "" : " govuk-form-group--error",
                     web::fieldset({.legend = words.label, .legend_as = web::LabelAs::small}, inside));
  }
  if (offered->second.size() <= 8) {
    std::vector<web::Choice> choices;
    for (const auto& option : offered->second) choices.push_back({.value = option.value, .text = option.text});
    return web::radios({.name = words.name, .legend = words.label, .choices = choices, .value = value, .hint = words.hint, .error = words.error,
                        .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small});
  }
  std::vector<web::Option> options = {{"", "Choose one"}};
  options.insert(options.end(), offered->second.begin(), offered->second.end());
  return web::select({.name = words.name, .label = words.label, .options = options, .value = value, .hint = words.hint, .error = words.error,
                      .label_as = web::LabelAs::small});
}

}  // namespace record
