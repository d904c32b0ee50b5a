// One row of an answer, read column by column. What it shows lives until the next row.
#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/time.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace db {

class Row {
 public:
  virtual ~Row() = default;
  virtual int columns() const = 0;
  virtual bool is_null(int column) const = 0;
  /// 0 for null.
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  /// Empty for null. Valid until the next row.
  virtual std::string_view text(int column) const = 0;
  virtual base::BytesView bytes(int column) const = 0;

  std::string string(int column) const { return std::string(text(column)); }
  bool yes(int column) const { return integer(column) != 0; }
  base::UtcTime time(int column) const { return {integer(column)}; }
  base::LocalDate date(int column) const { return {static_cast<std::int32_t>(integer(column))}; }
  /// Throws std::runtime_error when the column is neither null nor 16 bytes. Null is the nil id.
  template <class IdType>
  IdType id(int column) const {
    if (is_null(column)) return IdType{};
    const auto raw = bytes(column);
    if (raw.size() != 16) throw std::runtime_error("an id column does not hold 16 bytes");
    base::Bytes16 id;
    std::copy(raw.begin(), raw.end(), id.begin());
    return IdType(id);
  }
  template <class T>
  std::optional<T> maybe(int column, T (Row::*read)(int) const) const {
    if (is_null(column)) return std::nullopt;
    return (this->*read)(column);
  }
};

using RowReader = std::function<void(const Row&)>;

}  // namespace db
