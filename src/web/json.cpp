// JSON in and out. The only room that knows Boost.JSON: its parser reports what it meets, we build our own value.
#include "web/json.h"

#include <boost/json/src.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace web {
namespace {

using boost::system::error_code;

/// What the parser calls: finished values wait on a stack until their array or object ends.
struct Builder {
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

  using View = boost::json::string_view;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }

  bool on_array_end(std::size_t count, error_code&) {
    const auto first = values.end() - static_cast<std::ptrdiff_t>(count);
    Json::Array array(std::make_move_iterator(first), std::make_move_iterator(values.end()));
    values.erase(first, values.end());
    values.emplace_back(std::move(array));
    return true;
  }

  bool on_object_end(std::size_t count, error_code& ec) {
    Json::Object object;
    object.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
      object.emplace_back(std::move(keys[keys.size() - count + i]), std::move(values[values.size() - count + i]));
    keys.resize(keys.size() - count);
    values.resize(values.size() - count);
    if (has_twin(object)) return refuse("one name given twice in an object", ec);
    values.emplace_back(std::move(object));
    return true;
  }

  bool on_string_part(View text, std::size_t, error_code&) { return keep(text); }
  bool on_key_part(View text, std::size_t, error_code&) { return keep(text); }
  bool on_string(View text, std::size_t, error_code&) {
    keep(text);
    values.emplace_back(std::exchange(part, {}));
    return true;
  }
  bool on_key(View text, std::size_t, error_code&) {
    keep(text);
    keys.push_back(std::exchange(part, {}));
    return true;
  }

  bool on_number_part(View text, error_code&) { return keep(text); }
  bool on_int64(std::int64_t number, View, error_code&) {
    part.clear();
    values.emplace_back(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, View, error_code& ec) {
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return refuse("a whole number too large", ec);
    part.clear();
    values.emplace_back(number);
    return true;
  }
  bool on_double(double, View text, error_code& ec) {
    keep(text);
    const auto written = std::exchange(part, {});
    if (written.find_first_of(".eE") == std::string::npos) {
      if (written == "-0") {  // the parser hands minus zero over as a real number; ours has one zero
        values.emplace_back(0);
        return true;
      }
      return refuse("a whole number too large", ec);
    }
    double number = 0;  // read again from its digits: Boost's own conversion may be off in the last place
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (error == std::errc::result_out_of_range && written.find('-', 1) != std::string::npos && std::fabs(number) < 1) number = 0;
    else if (error != std::errc() || !std::isfinite(number)) return refuse("a number too large", ec);
    values.emplace_back(number);
    return true;
  }
  bool on_bool(bool value, error_code&) {
    values.emplace_back(value);
    return true;
  }
  bool on_null(error_code&) {
    values.emplace_back();
    return true;
  }
  bool on_comment_part(View, error_code&) { return true; }
  bool on_comment(View, error_code&) { return true; }

  bool keep(View text) {
    part.append(text.data(), text.size());
    return true;
  }
  bool refuse(std::string_view why, error_code& ec) {
    complaint = why;
    ec = boost::json::error::syntax;
    return false;
  }
  static bool has_twin(const Json::Object& object) {
    std::vector<std::string_view> names;
    names.reserve(object.size());
    for (const auto& [name, value] : object) names.push_back(name);
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
  }

  std::vector<Json> values;
  std::vector<std::string> keys;
  std::string part;
  std::string_view complaint;
};

void write_text(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || c == '<' || byte == 0x7F) {
      out += "\\u00";
      out += c == '<' ? '3' : digits[byte >> 4];
      out += c == '<' ? 'C' : digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_value(std::string& out, const Json& value) {
  if (const auto* b = value.boolean()) {
    out += *b ? "true" : "false";
  } else if (const auto* n = value.integer()) {
    out += fmt::format_int(*n).str();
  } else if (const auto* d = value.real()) {
    if (!std::isfinite(*d)) {
      out += "null";  // JSON has no other word for it
      return;
    }
    const auto written = fmt::format("{}", *d);
    out += written;
    if (written.find_first_of(".e") == std::string::npos) out += ".0";  // stays a real number when read again
  } else if (const auto* s = value.string()) {
    write_text(out, *s);
  } else if (const auto* array = value.array()) {
    out += '[';
    for (const auto& item : *array) {
      if (&item != &array->front()) out += ',';
      write_value(out, item);
    }
    out += ']';
  } else if (const auto* object = value.object()) {
    out += '{';
    for (const auto& [name, member] : *object) {
      if (&name != &object->front().first) out += ',';
      write_text(out, name);
      out += ':';
      write_value(out, member);
    }
    out += '}';
  } else {
    out += "null";
  }
}

}  // namespace

const Json* Json::find(std::string_view key) const {
  if (const auto* members = object())
    for (const auto& [name, value] : *members)
      if (name == key) return &value;
  return nullptr;
}

Json& Json::set(std::string_view key, Json value) {
  if (is_null()) held_ = Object{};
  auto& members = std::get<Object>(held_);
  for (auto& [name, member] : members) {
    if (name != key) continue;
    member = std::move(value);
    return *this;
  }
  members.emplace_back(std::string(key), std::move(value));
  return *this;
}

void Json::push(Json value) {
  if (is_null()) held_ = Array{};
  std::get<Array>(held_).push_back(std::move(value));
}

base::Result<Json> parse_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 32;
  boost::json::basic_parser<Builder> parser(options);
  error_code ec;
  std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
  auto& builder = parser.handler();
  std::string_view complaint = builder.complaint;
  if (!ec && used < text.size()) {
    complaint = "something after the value";
    ec = boost::json::error::extra_data;
  }
  if (ec) {
    if (complaint.empty()) complaint = ec == boost::json::error::too_deep ? "nested more than 32 deep" : "not JSON";
    return base::Error{base::Error::Kind::invalid, fmt::format("The JSON cannot be taken from byte {}: {}", used, complaint),
                       fmt::format("json refused at byte {}: {}", used, complaint)};
  }
  return std::move(builder.values.back());
}

std::string to_json(const Json& value) {
  std::string out;
  write_value(out, value);
  return out;
}

}  // namespace web
