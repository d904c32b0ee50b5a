// Reads templates: the kind by the record floor's own reader, the [plan] table here.
#include "casework/plans/template.h"

#include "casework/plans/embedded_templates.h"
#include "record/body.h"
#include "record/kind_rules.h"
#include "record/written_table.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace plans {
namespace {

using record::Mistake;
using record::WrittenTable;

constexpr std::array<std::string_view, on_card_count> card_codes{"must", "help", "signs", "script", "care", "step"};
constexpr std::int64_t longest_consent = 260;  // weeks

std::vector<std::string> party_codes() {
  std::vector<std::string> out;
  for (std::size_t n = 0; n < party_count; ++n) out.emplace_back(code(static_cast<Party>(n)));
  return out;
}

void check_fields(const record::Kind& kind, PlanRules& rules, WrittenTable& table) {
  std::vector<std::string> names;
  for (const auto& field : kind.fields) names.push_back(field.name);
  const auto must_be = [&](std::string_view key, const std::string& name) {
    if (!kind.find_field(name)) table.wrong(table.line_of(key), "“" + name + "” is no field of this template", record::suggestion(name, names));
  };
  for (const auto& name : rules.at_a_glance) must_be("at_a_glance", name);
  for (const auto& one : rules.card) must_be("card", one.field);
  if (rules.map.empty()) return;
  must_be("map", rules.map);
  const auto* rows = kind.find_field(rules.map);
  const auto has = [&](std::string_view column) {
    return rows && std::any_of(rows->columns.begin(), rows->columns.end(), [&](const record::Field& each) { return each.name == column; });
  };
  if (rows && (!has("what") || !has("level")))
    table.wrong(table.line_of("map"), "“" + rules.map + "” cannot be drawn", "It needs rows with the columns what and level.");
}

PlanRules read_rules(const record::Written& tree, const record::Kind& kind, std::vector<Mistake>& mistakes) {
  PlanRules rules;
  WrittenTable table(tree, "[plan]", {"review_weeks", "targets", "provision", "section_f", "agreed_by", "consents", "at_a_glance", "card", "map"},
                     mistakes);
  const auto weeks = table.whole("review_weeks").value_or(12);
  if (weeks < 1 || weeks > 104) table.wrong(table.line_of("review_weeks"), "review_weeks is out of range", "Use a whole number from 1 to 104.");
  rules.review_weeks = static_cast<int>(weeks);
  rules.targets = table.yes("targets");
  rules.provision = table.yes("provision");
  rules.section_f = table.yes("section_f");
  for (const auto& each : table.texts("agreed_by")) {
    if (const auto party = party_of(each)) rules.agreed_by.push_back(*party);
    else table.wrong(table.line_of("agreed_by"), "“" + each + "” is nobody who agrees", record::suggestion(each, party_codes()));
  }
  for (const auto* each : table.tables("consents")) {
    WrittenTable consent(*each, "a consent", {"code", "label", "weeks"}, mistakes);
    const auto lasts = consent.whole("weeks").value_or(0);
    if (lasts < 0 || lasts > longest_consent) table.wrong(table.line_of("consents"), "weeks is out of range", "Use a whole number of weeks from 1 to 260, or leave it out where it has no end.");
    rules.consents.push_back({consent.text("code"), consent.text("label"), static_cast<int>(lasts)});
    if (!record::is_code(rules.consents.back().code) || rules.consents.back().label.empty())
      table.wrong(table.line_of("consents"), "a consent needs a code and a label", "Write { code = \"care\", label = \"A parent’s agreement\" }.");
  }
  rules.at_a_glance = table.texts("at_a_glance");
  for (const auto* each : table.tables("card")) {
    WrittenTable one(*each, "a field of the card", {"field", "as", "before"}, mistakes);
    const auto as = on_card_of(one.text("as"));
    if (!as)
      table.wrong(table.line_of("card"), "“" + one.text("as") + "” is nothing on the card", record::suggestion(one.text("as"), std::vector<std::string>(card_codes.begin(), card_codes.end())));
    rules.card.push_back({one.text("field"), as.value_or(OnCard::must), one.text("before")});
  }
  rules.map = table.text("map");
  check_fields(kind, rules, table);
  return rules;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

std::string_view code(OnCard as) { return card_codes.at(static_cast<std::size_t>(as)); }
std::optional<OnCard> on_card_of(std::string_view code) {
  for (std::size_t n = 0; n < card_codes.size(); ++n)
    if (card_codes[n] == code) return static_cast<OnCard>(n);
  return std::nullopt;
}

ReadTemplate parse_template(const record::NamedText& file) {
  auto read = record::parse_kind_with(file, "plan");
  ReadTemplate out{std::move(read.read.kind), {}, std::move(read.read.mistakes)};
  if (!out.kind) return out;
  if (!read.table.as<record::Written::Table>()) {
    out.mistakes.push_back({std::string(file.name), 1, "the template has no [plan] table", "Add [plan] with review_weeks, targets and provision."});
  } else {
    out.rules = read_rules(read.table, *out.kind, out.mistakes);
    for (auto& mistake : out.mistakes) mistake.file = std::string(file.name);
  }
  if (out.kind->pupils.max != 1)
    out.mistakes.push_back({std::string(file.name), 1, "a plan is for one pupil", "Write [pupils] with min = 1 and max = 1."});
  if (!out.mistakes.empty()) out.kind.reset();
  return out;
}

Templates::Templates(const std::filesystem::path& folder, const record::Catalogue& kinds) {
  std::vector<std::pair<std::string, std::string>> own;
  const auto place = folder / "plans";
  if (std::filesystem::is_directory(place)) {
    for (const auto& entry : std::filesystem::directory_iterator(place))
      if (entry.path().extension() == ".toml") own.emplace_back(entry.path().string(), read_file(entry.path()));
    std::sort(own.begin(), own.end());
  }
  std::vector<record::NamedText> files(embedded_templates().begin(), embedded_templates().end());
  for (const auto& [name, text] : own) files.push_back({name, text});
  std::vector<record::Kind> all;
  std::vector<Mistake> mistakes;
  for (const auto& file : files) {
    auto read = parse_template(file);
    mistakes.insert(mistakes.end(), read.mistakes.begin(), read.mistakes.end());
    if (!read.kind) continue;
    const auto& id = read.kind->id;
    if (kinds.find(id) || rules_.contains(id)) {
      mistakes.push_back({std::string(file.name), 0, "there is “" + id + "” already", "Give the file another name."});
      continue;
    }
    rules_.emplace(id, std::move(read.rules));
    all.push_back(std::move(*read.kind));
  }
  if (!mistakes.empty()) {
    std::string words = "The templates of plans could not be read. Put these right and start again:";
    for (const auto& mistake : mistakes) words += "\n  " + mistake.text();
    throw db::CannotStart(words);
  }
  catalogue_ = std::make_shared<record::Catalogue>(files, record::Kinds(std::move(all)));
}

std::optional<Template> Templates::find(std::string_view id) const {
  const auto rules = rules_.find(id);
  auto in_force = catalogue_->find(id);
  if (rules == rules_.end() || !in_force) return std::nullopt;
  return Template{std::move(in_force->catalogue), in_force->kind, rules->second, std::move(in_force->version)};
}

std::vector<Template> Templates::all() const {
  std::vector<Template> out;
  for (const auto& kind : catalogue_->kinds()->all())
    if (auto item = find(kind.id)) out.push_back(std::move(*item));
  return out;
}

std::vector<access::StaffId> named_in(const record::Kind& kind, const record::Body& body) {
  std::vector<access::StaffId> out;
  for (const auto& field : kind.fields) {
    const auto* named = field.trained.empty() ? nullptr : body.find(field.name);
    if (!named || !named->array()) continue;
    for (const auto& each : *named->array())
      if (const auto id = each.string() ? access::StaffId::parse(*each.string()) : std::nullopt; id && std::find(out.begin(), out.end(), *id) == out.end())
        out.push_back(*id);
  }
  return out;
}

bool names_untrained(const record::Kind& kind, const record::Body& body) {
  return std::any_of(kind.fields.begin(), kind.fields.end(),
                     [&](const record::Field& field) { return !field.untrained_reason.empty() && body.find(field.untrained_reason) != nullptr; });
}

}  // namespace plans
