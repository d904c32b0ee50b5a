// What is told of an import once its file is gone: counts, and every line that added, changed or was left out.
#include "people/import_deed.h"
#include "web/json_words.h"

#include <array>

namespace people {
namespace {

constexpr std::size_t most_lines = 10'000;

web::Json line_json(const PlanLine& line) {
  web::Json::Object object{{"line", line.line}, {"outcome", code(line.outcome)}, {"about", line.about}};
  if (!line.reason.empty()) object.emplace_back("reason", line.reason);
  if (line.column != 0) object.emplace_back("column", line.column);
  if (!line.header.empty()) object.emplace_back("header", line.header);
  web::Json::Array changes, notes;
  for (const auto& change : line.changes)
    changes.emplace_back(web::Json::Array{web::Json(change.title), web::Json(change.before), web::Json(change.after)});
  for (const auto& note : line.notes) notes.emplace_back(note);
  if (!changes.empty() && line.outcome == LineOutcome::changed) object.emplace_back("changes", std::move(changes));
  if (!notes.empty()) object.emplace_back("notes", std::move(notes));
  return object;
}

std::size_t number_in(const web::Json& json, std::string_view key) {
  const auto* member = json.find(key);
  const auto* number = member ? member->integer() : nullptr;
  return number && *number > 0 ? static_cast<std::size_t>(*number) : 0;
}

template <class Each>
void each_in(const web::Json& json, std::string_view key, Each each) {
  if (const auto* member = json.find(key))
    if (const auto* array = member->array())
      for (const auto& item : *array) each(item);
}

LineOutcome outcome_of(std::string_view text) {
  for (const auto outcome : {LineOutcome::added, LineOutcome::changed, LineOutcome::unchanged})
    if (code(outcome) == text) return outcome;
  return LineOutcome::left_out;
}

PlanLine read_line(const web::Json& json) {
  PlanLine line;
  line.line = number_in(json, "line");
  line.outcome = outcome_of(text_in(json, "outcome"));
  line.about = text_in(json, "about");
  line.reason = text_in(json, "reason");
  line.column = number_in(json, "column");
  line.header = text_in(json, "header");
  each_in(json, "changes", [&](const web::Json& item) {
    const auto* parts = item.array();
    if (!parts || parts->size() != 3) return;
    const auto text = [&](std::size_t i) { return (*parts)[i].string() ? *(*parts)[i].string() : std::string(); };
    line.changes.push_back({"", text(0), text(1), text(2)});
  });
  each_in(json, "notes", [&](const web::Json& note) {
    if (note.string()) line.notes.push_back(*note.string());
  });
  return line;
}

}  // namespace

web::Json summary_of(const ImportPlan& plan) {
  web::Json::Array lines;
  for (const auto& line : plan.lines)
    if (line.outcome != LineOutcome::unchanged && lines.size() < most_lines) lines.push_back(line_json(line));
  return web::Json::Object{{"added", plan.count(LineOutcome::added)},
                           {"changed", plan.count(LineOutcome::changed)},
                           {"unchanged", plan.count(LineOutcome::unchanged)},
                           {"left_out", plan.count(LineOutcome::left_out)},
                           {"lines", std::move(lines)}};
}

web::Json with_conflicts(const web::Json& summary, const UndoResult& result) {
  web::Json::Array conflicts;
  for (const auto& conflict : result.conflicts)
    conflicts.emplace_back(web::Json::Array{web::Json(conflict.about), web::Json(conflict.field)});
  auto out = summary;
  out.set("lines", web::Json::Array{});  // what was undone need not be remembered by name
  out.set("conflicts", std::move(conflicts));
  return out;
}

ImportSummary read_summary(const web::Json& json) {
  ImportSummary out{number_in(json, "added"), number_in(json, "changed"), number_in(json, "unchanged"), number_in(json, "left_out"), {}, {}};
  each_in(json, "lines", [&](const web::Json& line) { out.lines.push_back(read_line(line)); });
  each_in(json, "conflicts", [&](const web::Json& item) {
    if (const auto* parts = item.array(); parts && parts->size() == 2 && (*parts)[0].string() && (*parts)[1].string())
      out.conflicts.push_back({*(*parts)[0].string(), *(*parts)[1].string()});
  });
  return out;
}

}  // namespace people
