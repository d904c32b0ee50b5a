// Which answers count, and their short text.
#include "record/fact.h"

#include "access/digest.h"

#include <algorithm>
#include <vector>

namespace record {
namespace {

constexpr char value_mark = '\x1F', field_mark = '\x1E';

std::string value_text(const web::Json& value) {
  if (const auto* words = value.string()) {
    std::string out;
    for (const char c : *words) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return out;
  }
  if (const auto* yes = value.boolean()) return *yes ? "yes" : "no";
  if (const auto* whole = value.integer()) return std::to_string(*whole);
  if (const auto* real = value.real()) return std::to_string(static_cast<std::int64_t>(*real));
  return {};
}

/// The people fields that say who was there: charted ones, and a people column of charted rows.
bool says_who_was_there(const Field& field) {
  return field.charted && !field.sensitive && (field.type == FieldType::people || field.type == FieldType::rows);
}

void add_people(const web::Json& value, std::vector<std::string>& out) {
  const auto add = [&](const web::Json& one) {
    auto id = value_text(one);
    if (!id.empty() && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(std::move(id));
  };
  if (const auto* list = value.array()) {
    for (const auto& each : *list) add(each);
  } else {
    add(value);
  }
}

std::vector<std::string> people_there(const Kind& kind, const Body& body) {
  std::vector<std::string> out;
  for (const auto& field : kind.fields) {
    const auto* value = says_who_was_there(field) ? body.find(field.name) : nullptr;
    if (!value) continue;
    if (field.type == FieldType::people) {
      add_people(*value, out);
    } else if (const auto* rows = value->array()) {
      for (const auto& column : field.columns)
        if (column.type == FieldType::people)
          for (const auto& row : *rows)
            if (const auto* who = row.find(column.name)) add_people(*who, out);
    }
  }
  return out;
}

}  // namespace

bool is_counted_field(const Field& field) {
  return field.charted && !field.sensitive &&
         (is_chosen(field.type) || is_counted(field.type) || field.type == FieldType::yes_no || field.type == FieldType::place);
}

std::string facts_of(const Kind& kind, const Body& body) {
  std::string out;
  for (const auto& field : kind.fields) {
    if (!is_counted_field(field)) continue;
    const auto* value = body.find(field.name);
    if (!value) continue;
    if (!out.empty()) out += field_mark;
    out += field.name;
    if (const auto* list = value->array()) {
      for (const auto& each : *list) out += value_mark + value_text(each);
    } else {
      out += value_mark + value_text(*value);
    }
  }
  if (const auto people = people_there(kind, body); !people.empty()) {
    if (!out.empty()) out += field_mark;
    out += adults_there;
    for (const auto& id : people) out += value_mark + id;
  }
  return out;
}

std::string shape_of(const Kinds& kinds) {
  std::string all;
  for (const auto& kind : kinds.all()) {
    all += kind.id;
    for (const auto& field : kind.fields)
      if (is_counted_field(field) || says_who_was_there(field)) all += " " + field.name;
    all += "\n";
  }
  return base::to_hex(base::BytesView(access::digest({base::as_bytes(all)})).first(8));
}

}  // namespace record
