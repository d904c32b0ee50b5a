// Which answers count, and their short text.
#include "record/fact.h"

#include "access/digest.h"

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
  return out;
}

std::string shape_of(const Kinds& kinds) {
  std::string all;
  for (const auto& kind : kinds.all()) {
    all += kind.id;
    for (const auto& field : kind.fields)
      if (is_counted_field(field)) all += " " + field.name;
    all += "\n";
  }
  return base::to_hex(base::BytesView(access::digest({base::as_bytes(all)})).first(8));
}

}  // namespace record
