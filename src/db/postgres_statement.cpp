// Numbering parameters, and PostgreSQL's binary forms of numbers, text and bytes.
#include "db/postgres_statement.h"

#include "db/statement_place.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cctype>
#include <charconv>
#include <cstdlib>

namespace db {
namespace {

// The object ids of PostgreSQL's own types never change (catalog/pg_type.dat).
enum : Oid {
  type_bool = 16,
  type_bytea = 17,
  type_char = 18,
  type_name = 19,
  type_int8 = 20,
  type_int2 = 21,
  type_int4 = 23,
  type_text = 25,
  type_float4 = 700,
  type_float8 = 701,
  type_unknown = 705,
  type_bpchar = 1042,
  type_varchar = 1043,
  type_numeric = 1700,
};

Oid type_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::unknown: return 0;
    case Value::Kind::integer: return type_int8;
    case Value::Kind::real: return type_float8;
    case Value::Kind::text: return type_text;
    case Value::Kind::bytes: return type_bytea;
  }
  return 0;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::int64_t big_endian_integer(std::string_view raw) {
  std::uint64_t number = 0;
  for (const char c : raw) number = number << 8 | static_cast<unsigned char>(c);
  const auto unused = static_cast<int>(64 - 8 * raw.size());
  return static_cast<std::int64_t>(number << unused) >> unused;  // spreads the sign
}

/// numeric: how many digits of base 10,000, the weight of the first, the sign, the scale; then the digits.
struct Numeric {
  std::int64_t whole = 0;
  double real = 0;
  bool has_fraction = false;
  explicit Numeric(std::string_view raw) {
    const auto word = [raw](std::size_t index) { return big_endian_integer(raw.substr(index * 2, 2)); };
    const auto digits = word(0), weight = word(1), sign = word(2);
    for (std::int64_t i = 0; i < digits; ++i) {
      const auto digit = word(static_cast<std::size_t>(4 + i));
      const auto place = weight - i;
      if (place >= 0) {
        whole = static_cast<std::int64_t>(static_cast<std::uint64_t>(whole) * 10'000U + static_cast<std::uint64_t>(digit));
      } else {
        has_fraction = true;
      }
      real = real * 10'000 + static_cast<double>(digit);
    }
    for (auto place = weight - digits + 1; place > 0; --place) {
      whole = static_cast<std::int64_t>(static_cast<std::uint64_t>(whole) * 10'000U);
      real *= 10'000;
    }
    for (auto place = weight - digits + 1; place < 0; ++place) real /= 10'000;
    if (sign == 0x4000) {
      whole = -whole;
      real = -real;
    }
  }
};

[[noreturn]] void refuse_type(Oid type) {
  throw DatabaseError(DatabaseError::Kind::other, fmt::format("a column of type {} cannot be read", type));
}

}  // namespace

NumberedStatement number_parameters(std::string_view text) {
  NumberedStatement out;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == ':' && i + 1 < text.size() && text[i + 1] == ':') {
      out.text += "::";
      ++i;
      continue;
    } else if (c == ':' && i + 1 < text.size() && is_word(text[i + 1])) {
      std::size_t end = i + 1;
      while (end < text.size() && is_word(text[end])) ++end;
      const auto name = text.substr(i + 1, end - i - 1);
      auto found = std::find(out.parameters.begin(), out.parameters.end(), name);
      if (found == out.parameters.end()) found = out.parameters.insert(found, name);
      out.text += fmt::format("${}", found - out.parameters.begin() + 1);
      i = end - 1;
      continue;
    }
    out.text += c;
  }
  return out;
}

PostgresParameters::PostgresParameters(const std::vector<std::string_view>& names, Binds binds) {
  const auto count = names.size();
  values_.assign(count, nullptr);
  lengths_.assign(count, 0);
  formats_.assign(count, 1);
  types_.assign(count, 0);
  numbers_.resize(count);
  const auto keep_number = [this](std::size_t i, std::uint64_t number) {
    for (std::size_t byte = 0; byte < 8; ++byte) numbers_[i][byte] = static_cast<char>(number >> (56 - 8 * byte) & 0xFF);
    values_[i] = numbers_[i].data();
    lengths_[i] = 8;
  };
  const bool in_order = are_in_order(names, binds);
  for (std::size_t i = 0; i < count; ++i) {
    const Value& value = value_bound_to(names[i], in_order ? binds.subspan(i, 1) : binds);
    types_[i] = type_of(value);
    if (const auto* number = std::get_if<std::int64_t>(&value.held())) {
      keep_number(i, static_cast<std::uint64_t>(*number));
    } else if (const auto* real = std::get_if<double>(&value.held())) {
      keep_number(i, std::bit_cast<std::uint64_t>(*real));
    } else if (const auto* text = std::get_if<std::string>(&value.held())) {
      values_[i] = text->data();
      lengths_[i] = static_cast<int>(text->size());
    } else if (const auto* bytes = std::get_if<base::Bytes>(&value.held())) {
      values_[i] = bytes->empty() ? "" : reinterpret_cast<const char*>(bytes->data());  // a null pointer would be NULL
      lengths_[i] = static_cast<int>(bytes->size());
    }
  }
}

std::string_view PostgresRow::raw(int column) const {
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresRow::integer(int column) const {
  if (is_null(column)) return 0;
  const auto value = raw(column);
  switch (const Oid type = PQftype(result_, column)) {
    case type_bool:
    case type_int2:
    case type_int4:
    case type_int8:
      return big_endian_integer(value);
    case type_float4:
    case type_float8:
      return static_cast<std::int64_t>(real(column));
    case type_numeric:
      return Numeric(value).whole;
    case type_text:
    case type_varchar:
    case type_bpchar:
    case type_bytea:
      return std::strtoll(value.data(), nullptr, 10);  // libpq ends every value with a NUL
    default:
      refuse_type(type);
  }
}

double PostgresRow::real(int column) const {
  if (is_null(column)) return 0;
  const auto value = raw(column);
  switch (PQftype(result_, column)) {
    case type_float8:
      return std::bit_cast<double>(big_endian_integer(value));
    case type_float4:
      return static_cast<double>(std::bit_cast<float>(static_cast<std::int32_t>(big_endian_integer(value))));
    case type_numeric:
      return Numeric(value).real;
    case type_text:
    case type_varchar:
    case type_bpchar:
    case type_bytea:
      return std::strtod(value.data(), nullptr);
    default:
      return static_cast<double>(integer(column));
  }
}

std::string_view PostgresRow::text(int column) const {
  if (is_null(column)) return {};
  const auto value = raw(column);
  auto& written = written_[static_cast<std::size_t>(column)];
  switch (const Oid type = PQftype(result_, column)) {
    case type_text:
    case type_varchar:
    case type_bpchar:
    case type_bytea:
    case type_name:
    case type_char:
    case type_unknown:
      return value;
    case type_bool:
    case type_int2:
    case type_int4:
    case type_int8:
      return written = fmt::to_string(integer(column));
    case type_float4:
    case type_float8:
      return written = fmt::to_string(real(column));
    case type_numeric: {
      const Numeric number(value);
      return written = number.has_fraction ? fmt::to_string(number.real) : fmt::to_string(number.whole);
    }
    default:
      refuse_type(type);
  }
}

}  // namespace db
