// Draws and reads the rows.
#include "casework/sessions/card_form.h"

#include "base/text.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sessions {
namespace {

using Wrong = std::vector<base::FieldError>;

std::string value_or(const web::Form& typed, const std::string& name, std::string_view otherwise) {
  return typed.has(name) ? std::string(typed.text(name)) : std::string(otherwise);
}

/// A value of the target's own measure: a tap where the scale has few, a number where it has many.
web::Html score_field(const plans::Target& target, const web::Form& typed, const Wrong& wrong) {
  const auto name = "score." + target.id.text();
  const auto& measure = target.words.measure;
  std::vector<web::Choice> choices;
  const auto add = [&](plans::Value value, std::string words) { choices.push_back({plans::value_input(measure, value), std::move(words)}); };
  switch (measure.scale) {
    case plans::Scale::yes_no:
      add(plans::one, "Yes");
      add(0, "No");
      break;
    case plans::Scale::goal_attainment:
      for (int n = -2; n <= 2; ++n) add(n * plans::one, n > 0 ? fmt::format("+{}", n) : fmt::format("{}", n));
      break;
    case plans::Scale::rubric:
      for (std::size_t n = 0; n < measure.steps.size(); ++n) {
        const auto value = static_cast<plans::Value>(n + 1) * plans::one;
        add(value, plans::value_words(measure, value));
      }
      break;
    case plans::Scale::count:
    case plans::Scale::percentage:
    case plans::Scale::standard_score: break;
  }
  const auto error = web::message_for(wrong, name);
  if (!choices.empty())
    return web::radios({.name = name, .legend = target.words.statement, .choices = choices, .value = value_or(typed, name, ""), .error = error,
                        .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row});
  const bool percent = measure.scale == plans::Scale::percentage;
  return web::text_input({.name = name, .label = target.words.statement, .hint = measure.unit, .value = value_or(typed, name, ""), .error = error, .autocomplete = "off",
                          .inputmode = "decimal", .suffix = percent ? "%" : "", .width = web::InputWidth::five, .label_as = web::LabelAs::small});
}

web::Html prompt_field(const plans::Target& target, const web::Form& typed) {
  const auto name = "prompt." + target.id.text();
  std::vector<web::Choice> choices;
  for (std::size_t n = 0; n < prompt_count; ++n) {
    const auto prompt = static_cast<Prompt>(n);
    choices.push_back({std::string(code(prompt)), std::string(title(prompt))});
  }
  return web::radios({.name = name, .legend = "Help it took", .choices = choices, .value = value_or(typed, name, ""), .size = web::ChoiceSize::small,
                      .flow = web::ChoiceFlow::inline_row});
}

web::Html target_fields(const plans::Target& target, const web::Form& typed, const Wrong& wrong) {
  web::Html out = score_field(target, typed, wrong);
  out.add(prompt_field(target, typed));
  return out;
}

web::Html lost_fields(const CardSheet& sheet, const std::string& id, const web::Form& typed, const Wrong& wrong) {
  auto reasons = sheet.reasons;
  reasons.insert(reasons.begin(), web::Option{"", "Choose why"});
  return web::select({.name = "reason." + id, .label = "Why", .options = reasons, .value = value_or(typed, "reason." + id, ""), .error = web::message_for(wrong, "reason." + id)});
}

web::Html words_fields(const std::string& id, const web::Form& typed, const Wrong& wrong) {
  const auto line = [&](std::string name, std::string label, std::string hint = {}) {
    name += "." + id;
    const auto value = value_or(typed, name, "");
    const auto error = web::message_for(wrong, name);
    return web::text_input({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = value, .error = error});
  };
  web::Html out = line("words", "One line: what was done, what it showed");
  std::vector<web::Choice> steps;
  for (int n = 1; n <= 5; ++n) steps.push_back({std::to_string(n), n == 1 ? "1 hardly" : n == 5 ? "5 wholly" : std::to_string(n)});
  web::Html more = web::radios({.name = "engaged." + id, .legend = "How involved the pupil was", .choices = steps, .value = value_or(typed, "engaged." + id, ""),
                                .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row});
  more.add(line("changed", "What I changed, and why"));
  more.add(line("teacher", "Something the teacher should know"));
  more.add(web::file_upload({.name = "photo." + id, .label = "A photo of the work", .error = web::message_for(wrong, "photo." + id), .accept = "image/*"}));
  const bool open = !value_or(typed, "engaged." + id, "").empty() || !value_or(typed, "changed." + id, "").empty() || !value_or(typed, "teacher." + id, "").empty() ||
                    !web::message_for(wrong, "photo." + id).empty();
  out.add(web::details({.summary = "More: involved, changed, for the teacher, a photo", .matter = more, .open = open}));
  return out;
}

web::Html pupil_row(const CardSheet& sheet, const CardPupil& pupil, const web::Form& typed, const Wrong& wrong) {
  const auto id = pupil.pupil.text();
  std::vector<web::Choice> choices;
  for (const auto happened : {Happened::yes, Happened::part, Happened::no}) choices.push_back({std::string(code(happened)), std::string(title(happened))});
  web::Html out = web::radios({.name = "happened." + id, .legend = "Did it take place?", .choices = choices, .value = value_or(typed, "happened." + id, code(Happened::yes)),
                               .error = web::message_for(wrong, "happened." + id), .size = web::ChoiceSize::small, .flow = web::ChoiceFlow::inline_row});
  out.add(web::shown_when("happened." + id, "part|no", lost_fields(sheet, id, typed, wrong)));
  const auto minutes = web::message_for(wrong, "minutes." + id);
  web::Html given = web::text_input({.name = "minutes." + id, .label = "Minutes given", .value = value_or(typed, "minutes." + id, std::to_string(sheet.card.minutes)),
                                     .error = minutes, .autocomplete = "off", .inputmode = "numeric", .width = web::InputWidth::three});
  out.add(web::shown_when("happened." + id, "yes|part", given));
  if (is_question({"minutes." + id, minutes}) || typed.has("sure." + id))
    out.add(web::checkbox({.name = "sure." + id, .text = "Save it like this", .ticked = typed.text("sure." + id) == "yes"}));
  const auto targets = sheet.targets.find(pupil.pupil);
  if (targets != sheet.targets.end() && !targets->second.empty()) {
    out.add(target_fields(targets->second.front(), typed, wrong));
    web::Html others;
    bool open = false;
    for (std::size_t n = 1; n < targets->second.size(); ++n) {
      const auto& target = targets->second[n];
      open = open || !value_or(typed, "score." + target.id.text(), "").empty();
      others.add(target_fields(target, typed, wrong));
    }
    if (!others.empty())
      out.add(web::details({.summary = targets->second.size() == 2 ? std::string("Another target") : fmt::format("{} other targets", targets->second.size() - 1), .matter = others, .open = open}));
  }
  out.add(words_fields(id, typed, wrong));
  return web::card(pupil.name, out);
}

/// 0 where it is no number of minutes.
int whole(std::string_view text) {
  text = base::trim(text);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number >= 0 ? number : 0;
}

void read_words(const web::Form& form, const std::string& name, std::size_t most, std::string& into, Wrong& wrong) {
  into = std::string(base::trim(base::clean(form.text(name))));
  if (base::count_characters(into) > most) wrong.push_back({name, fmt::format("Use at most {} characters", most)});
}

}  // namespace

web::Html pupil_rows(const CardSheet& sheet, const web::Form& typed, const std::vector<base::FieldError>& errors) {
  web::Html out;
  for (const auto& pupil : sheet.card.pupils) out.add(pupil_row(sheet, pupil, typed, errors));
  return out;
}

std::vector<std::pair<std::string, std::string>> anchors(const std::vector<base::FieldError>& errors) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& error : errors) out.emplace_back(error.field, web::id_of(error.field));
  return out;
}

bool is_sure(const web::Form& form, const access::PupilId& pupil) { return form.text("sure." + pupil.text()) == "yes"; }

std::vector<PupilPart> read_rows(const CardSheet& sheet, const web::Form& form, std::vector<base::FieldError>& wrong) {
  std::vector<PupilPart> out;
  for (const auto& pupil : sheet.card.pupils) {
    const auto id = pupil.pupil.text();
    PupilPart part;
    part.pupil = pupil.pupil;
    part.line = pupil.line;
    const auto happened = happened_of(form.text("happened." + id));
    if (!happened) wrong.push_back({"happened." + id, "Select whether it took place"});
    part.happened = happened.value_or(Happened::no);
    const auto reason = form.text("reason." + id);
    const bool known = std::any_of(sheet.reasons.begin(), sheet.reasons.end(), [&](const web::Option& option) { return option.value == reason; });
    if (part.happened != Happened::yes && known) part.reason = std::string(reason);
    if (part.happened != Happened::no) part.minutes = whole(form.text("minutes." + id));
    if (const auto engaged = whole(form.text("engaged." + id)); engaged >= 1 && engaged <= 5 && part.happened != Happened::no) part.engagement = engaged;
    read_words(form, "words." + id, 4000, part.words, wrong);
    read_words(form, "changed." + id, 2000, part.changed, wrong);
    read_words(form, "teacher." + id, 400, part.for_teacher, wrong);
    const auto targets = sheet.targets.find(pupil.pupil);
    if (targets != sheet.targets.end() && part.happened != Happened::no) {
      for (const auto& target : targets->second) {
        Score score{target.id, std::nullopt, prompt_of(form.text("prompt." + target.id.text()))};
        const auto typed = base::trim(form.text("score." + target.id.text()));
        if (!typed.empty()) {
          score.value = plans::read_value(target.words.measure, typed);
          if (!score.value) wrong.push_back({"score." + target.id.text(), "Enter a value of this target's own scale"});
        }
        if (score.value || score.prompt) part.scores.push_back(score);
      }
    }
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace sessions
