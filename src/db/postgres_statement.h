// A statement as PostgreSQL takes it: `:name` become `$1…`, values travel in binary with their types named.
#pragma once

#include "db/database.h"

#include <libpq-fe.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace db {

/// The text with numbered parameters, and what each number was called. A colon in a string or a quoted name, and `::`, stay.
struct NumberedStatement {
  std::string text;
  std::vector<std::string_view> parameters;  ///< parts of the literal
};
NumberedStatement number_parameters(std::string_view text);

/// What is sent for the parameters of one call. Points into the caller's values, which must outlive it.
class PostgresParameters {
 public:
  /// Throws DatabaseError when a parameter is not bound.
  PostgresParameters(const std::vector<std::string_view>& names, Binds binds);
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  /// 0 where a null says nothing of its type: the server then finds it from the statement.
  const std::vector<Oid>& types() const { return types_; }

 private:
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
  std::vector<Oid> types_;
  std::vector<std::array<char, 8>> numbers_;
};

/// One row of a result in binary format.
class PostgresRow final : public Row {
 public:
  explicit PostgresRow(const PGresult* result) : result_(result), written_(static_cast<std::size_t>(PQnfields(result))) {}
  void move_to(int row) { row_ = row; }
  int columns() const override { return PQnfields(result_); }
  bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
  std::int64_t integer(int column) const override;
  double real(int column) const override;
  std::string_view text(int column) const override;
  base::BytesView bytes(int column) const override { return base::as_bytes(text(column)); }

 private:
  std::string_view raw(int column) const;

  const PGresult* result_;
  int row_ = 0;
  mutable std::vector<std::string> written_;  // numbers asked for as text; kept until the next row
};

}  // namespace db
