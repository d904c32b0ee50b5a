// Steps, and the arithmetic from taps to a draft.
#include "casework/moments/moment.h"

#include "base/text.h"
#include "web/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace moments {

std::vector<Step> house_script() {
  return {{"space", "Step back. Stand to the side, hands low and open."},
          {"few_words", "Say the name once. Then few words, low and slow."},
          {"named_feeling", "Say what you see: “I can see this is hard.”"},
          {"moved_others", "Move the others away, or ask somebody to."},
          {"choices", "Offer two choices, both of them good ones."},
          {"sensory", "Offer something from the toolbox."},
          {"movement", "Offer a walk, or a job to do."},
          {"changed_adult", "Swap with another adult."}};
}

base::Result<std::vector<Step>> read_steps(std::string_view text, const std::vector<Step>& known) {
  std::vector<Step> out;
  const auto cleaned = base::clean(text);
  std::string_view rest = cleaned;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const auto line = std::string(base::trim(rest.substr(0, end)));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (line.empty()) continue;
    if (base::count_characters(line) > most_step_characters)
      return base::Error::invalid(
          "steps", fmt::format("Each step must be {} characters or fewer: it is read in a hurry", most_step_characters),
          "step too long");
    const auto same = std::find_if(known.begin(), known.end(), [&](const Step& step) { return step.words == line; });
    out.push_back({same == known.end() ? std::string() : same->code, line});
  }
  if (out.size() > most_steps)
    return base::Error::invalid("steps", fmt::format("Enter {} steps or fewer", most_steps), "too many steps");
  std::size_t number = 0;
  for (auto& step : out)
    while (step.code.empty()) {
      auto code = fmt::format("s{}", ++number);
      if (std::none_of(out.begin(), out.end(), [&](const Step& other) { return other.code == code; }))
        step.code = std::move(code);
    }
  return out;
}

std::string as_lines(const std::vector<Step>& steps) {
  std::string out;
  for (const auto& step : steps) out += step.words + "\n";
  return out;
}

std::string to_stored(const std::vector<Step>& steps) {
  web::Json out = web::Json::Array{};
  for (const auto& step : steps) out.push(web::Json::Object{{"code", step.code}, {"words", step.words}});
  return web::to_json(out);
}

std::vector<Step> from_stored(std::string_view json) {
  const auto read = web::parse_json(json);
  if (!read || !read->array()) throw std::runtime_error("a stored script is no JSON array");
  std::vector<Step> out;
  for (const auto& step : *read->array()) {
    const auto* code = step.find("code");
    const auto* words = step.find("words");
    if (code && words && code->string() && words->string()) out.push_back({*code->string(), *words->string()});
  }
  return out;
}

base::UtcTime believed(std::optional<base::UtcTime> said, const Moment& moment, base::UtcTime now) {
  if (!said) return now;
  return std::clamp(*said, moment.started_at, std::max(moment.started_at, now));
}

web::Form draft_of(const Moment& moment, const std::vector<Tap>& taps, const record::Kind& kind, const base::Zone& zone) {
  web::Form out;
  const auto start = zone.to_local(moment.started_at);
  const auto end = moment.ended_at.value_or(taps.empty() ? moment.started_at : taps.back().at);
  out.add("pupil", moment.pupil.text());
  out.add("on", base::to_iso(start.date));
  out.add("at", base::to_text(start.time));
  std::string line = fmt::format("{} Started.\n", base::to_text(start.time));
  std::vector<std::string> tried;
  bool held = false;
  for (const auto& tap : taps) {
    line += fmt::format("{} {}\n", base::to_text(zone.to_local(tap.at).time), tap.words);
    held = held || tap.code == hold_code;
    if (std::find(tried.begin(), tried.end(), tap.code) == tried.end()) tried.push_back(tap.code);
  }
  line += fmt::format("{} It was over.", base::to_text(zone.to_local(end).time));
  const auto fill = [&](std::string_view name, record::FieldType type, const std::string& value) {
    if (const auto* field = kind.find_field(name); field && field->type == type && !field->hidden)
      out.add("f." + std::string(name), value);
  };
  fill("started", record::FieldType::time, base::to_text(start.time));
  fill("lasted", record::FieldType::duration, std::to_string((end - moment.started_at + base::minute_ms - 1) / base::minute_ms));
  fill("what_i_did", record::FieldType::long_text, line);
  if (held) fill("held", record::FieldType::yes_no, "yes");
  if (const auto* field = kind.find_field("tried"); field && !field->hidden && record::is_several(field->type))
    for (const auto& code : tried)
      if (const auto* choice = field->find_choice(code); choice && !choice->hidden) out.add("f.tried", code);
  return out;
}

}  // namespace moments
