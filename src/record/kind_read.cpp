// Reads a kind's settings; its fields are read next door (field_read.cpp).
#include "record/kind_read.h"

#include "record/kind_rules.h"
#include "record/summary_line.h"
#include "record/written_table.h"

#include <algorithm>
#include <limits>

namespace record {
namespace {

std::vector<std::string> retention_names() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < retention_count; ++i) all.emplace_back(code(static_cast<Retention>(i)));
  return all;
}

std::vector<access::Role> read_roles(WrittenTable& table, std::string_view key) {
  std::vector<access::Role> roles;
  for (const auto& each : table.texts(key)) {
    if (const auto role = access::role_of(each)) {
      roles.push_back(*role);
      continue;
    }
    std::vector<std::string> known;
    for (std::size_t i = 0; i < access::role_count; ++i) known.emplace_back(access::code(static_cast<access::Role>(i)));
    table.wrong(table.line_of(key), "“" + each + "” is no role", suggestion(each, known));
  }
  return roles;
}

std::vector<access::Relation> read_relations(WrittenTable& table, std::string_view key) {
  std::vector<access::Relation> relations;
  for (const auto& each : table.texts(key)) {
    if (const auto relation = access::relation_of(each)) {
      relations.push_back(*relation);
      continue;
    }
    std::vector<std::string> known;
    for (std::size_t i = 0; i < access::relation_count; ++i) known.emplace_back(access::code(static_cast<access::Relation>(i)));
    table.wrong(table.line_of(key), "“" + each + "” is no relation to a pupil", suggestion(each, known));
  }
  return relations;
}

std::vector<Word> read_words(WrittenTable& table, std::string_view key, const std::string& what, std::vector<Mistake>& mistakes) {
  std::vector<Word> words;
  for (const auto* each : table.tables(key)) {
    WrittenTable word(*each, what, {"code", "label"}, mistakes);
    words.push_back({word.text("code"), word.text("label")});
  }
  return words;
}

Workflow read_workflow(const Written& tree, std::vector<Mistake>& mistakes) {
  WrittenTable table(tree, "[workflow]",
                     {"write_roles", "write_relations", "read_roles", "read_relations", "sign_off", "statuses", "write_only"},
                     mistakes);
  Workflow flow;
  flow.write = {read_roles(table, "write_roles"), read_relations(table, "write_relations")};
  flow.read = {read_roles(table, "read_roles"), {}};
  // Once it was read and held to nowhere. Whoever relies on it must hear that, not find it among settings nobody knows.
  if (table.find("read_relations"))
    table.wrong(table.line_of("read_relations"), "“read_relations” narrows nothing",
                "Take it away. Name roles in read_roles; how somebody stands to the pupil is in docs/permissions.md for every kind alike.");
  flow.sign_off = read_roles(table, "sign_off");
  flow.statuses = read_words(table, "statuses", "a status", mistakes);
  flow.write_only = table.yes("write_only");
  return flow;
}

PupilRule read_pupils(const Written& tree, std::vector<Mistake>& mistakes) {
  WrittenTable table(tree, "[pupils]", {"min", "max", "parts"}, mistakes);
  const auto size = [&](std::string_view key, std::size_t otherwise) {
    const auto number = table.whole(key);
    return number && *number >= 0 ? static_cast<std::size_t>(*number)
           : number               ? std::numeric_limits<std::size_t>::max()
                                  : otherwise;
  };
  PupilRule rule;
  rule.min = size("min", rule.min);
  rule.max = size("max", rule.max);
  rule.parts = read_words(table, "parts", "a part", mistakes);
  return rule;
}

access::InfoClass read_class(WrittenTable& table) {
  const auto text = table.text("class");
  if (const auto known = info_class_of(text)) return *known;
  const std::string cure =
      "Use C3 (pastoral), C4 (behaviour), C6 (SEND), C7 (medical), C8 (intimate care), C9 (safeguarding) or another of C0 to "
      "C11.";
  if (!table.find("class")) {
    table.wrong(table.line_of("class"), "the kind has no class of information", "Add class = \"…\". " + cure);
  } else {
    table.wrong(table.line_of("class"), "“" + text + "” is no class of information", cure);
  }
  return access::InfoClass::c11_court;
}

Retention read_retention(WrittenTable& table) {
  const auto text = table.text("retention");
  if (const auto known = retention_of(text)) return *known;
  if (!table.find("retention")) {
    table.wrong(table.line_of("retention"), "the kind does not say how long its records are kept",
                "Add retention = \"…\". " + suggestion("", retention_names()));
  } else {
    table.wrong(table.line_of("retention"), "“" + text + "” is no retention class", suggestion(text, retention_names()));
  }
  return Retention::pupil_record;
}

Kind read_settings(WrittenTable& table, std::string_view id, std::vector<Mistake>& mistakes) {
  Kind kind;
  kind.id = std::string(id);
  if (const auto given = table.text("id"); !given.empty() && given != id)
    table.wrong(table.line_of("id"), "the id “" + given + "” is not the name of the file",
                "Take the line away, or call the file " + given + ".toml.");
  kind.title = table.text("title");
  kind.plural = table.text("plural");
  kind.tile = table.text("tile");
  kind.icon = table.text("icon");
  kind.description = table.text("description");
  kind.group = table.text("group");
  kind.numbered = table.yes("numbered");
  kind.retired = table.yes("retired");
  const auto order = table.whole("order");
  kind.order = order ? static_cast<int>(*order) : 500;
  kind.info_class = read_class(table);
  kind.retention = read_retention(table);
  kind.shared_to = read_roles(table, "shared_to");
  kind.quick_field = table.text("quick");
  kind.summary = table.text("summary");
  if (const auto* workflow = table.table("workflow")) kind.workflow = read_workflow(*workflow, mistakes);
  if (const auto* pupils = table.table("pupils")) kind.pupils = read_pupils(*pupils, mistakes);
  if (kind.plural.empty()) kind.plural = kind.title;
  if (kind.tile.empty()) kind.tile = kind.title;
  if (kind.icon.empty()) kind.icon = "note";
  if (kind.summary.empty() && !kind.quick_field.empty()) kind.summary = "{" + kind.quick_field + "}";
  for (const auto* each : table.tables("section")) {
    WrittenTable section(*each, "a section", {"name", "title", "hint"}, mistakes);
    kind.sections.push_back({section.text("name"), section.text("title"), section.text("hint")});
  }
  return kind;
}

}  // namespace

void settle(Kind& kind) {
  kind.line.clear();
  if (auto parts = parse_summary_line(kind.summary)) kind.line = *std::move(parts);
  for (auto& field : kind.fields) field.in_line = false;
  for (const auto& part : kind.line)
    for (const auto& piece : part)
      for (auto& field : kind.fields)
        if (!piece.field.empty() && field.name == piece.field) field.in_line = true;
}

ReadKind read_kind(const Written& tree, std::string_view id, std::string_view file) {
  std::vector<Mistake> mistakes;
  WrittenTable table(tree, "a kind",
                     {"id", "title", "plural", "tile", "icon", "description", "order", "class", "retention", "shared_to", "quick",
                      "summary", "workflow", "pupils", "section", "field", "group", "numbered", "retired"},
                     mistakes);
  auto kind = read_settings(table, id, mistakes);
  std::vector<const Written*> written_fields;
  for (const auto* each : table.tables("field")) {
    if (auto field = read_field(*each, mistakes)) {
      kind.fields.push_back(std::move(*field));
      written_fields.push_back(each);
    }
  }
  settle(kind);
  for (const auto& rule : broken_rules(kind)) {
    const Written& place = rule.field < 0 ? tree : *written_fields[static_cast<std::size_t>(rule.field)];
    const auto* at = place.find(rule.key);
    mistakes.push_back({"", at ? at->key_line : place.line, rule.what, rule.cure});
  }
  if (mistakes.empty()) return {std::move(kind), {}};
  for (auto& mistake : mistakes) mistake.file = std::string(file);
  std::stable_sort(mistakes.begin(), mistakes.end(), [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
  return {std::nullopt, std::move(mistakes)};
}

}  // namespace record
