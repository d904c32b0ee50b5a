// Need-to-know inside SQLite: what a reading connection may touch, and the functions by which guarded views ask what may be seen.
#pragma once

#include "db/sqlite_connection.h"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace db {

/// Stands on one handle for as long as the handle lives. On the pen it only makes the functions known: there they say yes to all.
class SqliteGuard {
 public:
  enum class Side { reader, pen };
  /// Throws CannotStart when a table, not a view, has a name beginning with `seen_` or `my_`: it would stand open to all.
  SqliteGuard(SqliteConnection& connection, Side side, std::vector<std::string> open_tables);
  ~SqliteGuard();
  SqliteGuard(const SqliteGuard&) = delete;
  SqliteGuard& operator=(const SqliteGuard&) = delete;

  /// Nothing until it is called. A null sight sees nothing.
  void look_as(std::shared_ptr<const Sight> sight);
  /// Throws DatabaseError "denied" when a common table expression takes the name of a guarded view, which the authorizer could
  /// not tell from one.
  static void check_names(std::string_view statement);

  /// While it lives the connection may begin and end a transaction.
  class OwnWords {
   public:
    explicit OwnWords(SqliteGuard& guard) : guard_(guard) { guard_.own_words_ = true; }
    OwnWords(const OwnWords&) = delete;
    OwnWords& operator=(const OwnWords&) = delete;
    ~OwnWords() { guard_.own_words_ = false; }

   private:
    SqliteGuard& guard_;
  };

 private:
  static int authorize(void* guard, int action, const char* first, const char* second, const char* database, const char* inside);
  static void may_see(sqlite3_context* context, int count, sqlite3_value** values);
  static void may_decide(sqlite3_context* context, int count, sqlite3_value** values);
  static void may_sign(sqlite3_context* context, int count, sqlite3_value** values);
  static void me(sqlite3_context* context, int count, sqlite3_value** values);
  static void i_am(sqlite3_context* context, int count, sqlite3_value** values);
  static void may_see_restricted(sqlite3_context* context, int count, sqlite3_value** values);
  static void may_see_sealed(sqlite3_context* context, int count, sqlite3_value** values);
  static void as_of(sqlite3_context* context, int count, sqlite3_value** values);

  bool allows(int action, const char* first, const char* second, const char* inside) const;
  bool is_open(std::string_view table) const;
  struct Classes {
    std::uint32_t seen = 0, decided = 0, signed_for = 0;
  };
  const Classes& classes_of(const base::Bytes16& pupil);
  void answer(sqlite3_context* context, sqlite3_value** values, std::uint32_t Classes::*which);

  SqliteConnection& connection_;
  Side side_;
  std::set<std::string, std::less<>> open_tables_;
  std::shared_ptr<const Sight> sight_;
  base::Bytes16 last_pupil_{};
  Classes last_classes_;
  bool last_known_ = false;
  bool own_words_ = false;
};

}  // namespace db
