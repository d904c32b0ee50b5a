// The authorizer of reading connections, and may_see(), may_decide(), may_sign(), me(), may_see_restricted(), may_see_sealed(), as_of().
#include "db/sqlite_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>

namespace db {
namespace {

bool is_guarded_view(std::string_view name) { return name.starts_with("seen_") || name.starts_with("my_"); }

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string_view skip_space(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  return text;
}

bool starts_with_word(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[i])) != lower_case[i]) return false;
  }
  return text.size() == lower_case.size() || !is_word(text[lower_case.size()]);
}

/// `text` follows a name: does it make that name a common table expression? "AS (", "AS MATERIALIZED (", or a list of columns.
bool defines_a_table(std::string_view text) {
  text = skip_space(text);
  if (text.starts_with('(')) return true;
  if (!starts_with_word(text, "as")) return false;
  text = skip_space(text.substr(2));
  return text.starts_with('(') || starts_with_word(text, "materialized") || starts_with_word(text, "not");
}

constexpr int function_flags = SQLITE_UTF8 | SQLITE_INNOCUOUS;  // not deterministic: the answer hangs on who looks

}  // namespace

SqliteGuard::SqliteGuard(SqliteConnection& connection, Side side, std::vector<std::string> open_tables)
    : connection_(connection), side_(side), open_tables_(open_tables.begin(), open_tables.end()) {
  sqlite3* const handle = connection_.handle();
  const auto add = [&](const char* name, int arguments, auto function) {
    const int code = sqlite3_create_function_v2(handle, name, arguments, function_flags, this, function, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw_sqlite_error(handle, code, ErrorWords::keep);
  };
  add("may_see", 2, &SqliteGuard::may_see);
  add("may_decide", 2, &SqliteGuard::may_decide);
  add("may_sign", 2, &SqliteGuard::may_sign);
  add("me", 0, &SqliteGuard::me);
  add("i_am", 1, &SqliteGuard::i_am);
  add("may_see_restricted", 0, &SqliteGuard::may_see_restricted);
  add("may_see_sealed", 0, &SqliteGuard::may_see_sealed);
  add("as_of", 0, &SqliteGuard::as_of);
  if (side_ == Side::pen) return;
  const auto wrong = connection_.ask(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name GLOB 'seen_*' OR name GLOB 'my_*') LIMIT 1");
  if (!wrong.empty()) {
    throw CannotStart(fmt::format("The table {} has a name kept for guarded views, so every reader could see it. Rename it in a "
                                  "migration.",
                                  wrong));
  }
  sqlite3_set_authorizer(handle, &SqliteGuard::authorize, this);
}

SqliteGuard::~SqliteGuard() {
  if (side_ == Side::reader) sqlite3_set_authorizer(connection_.handle(), nullptr, nullptr);
}

void SqliteGuard::look_as(std::shared_ptr<const Sight> sight) {
  sight_ = std::move(sight);
  last_known_ = false;
}

void SqliteGuard::check_names(std::string_view statement) {
  bool in_string = false;
  for (std::size_t i = 0; i < statement.size(); ++i) {
    if (statement[i] == '\'') in_string = !in_string;
    if (in_string || !is_word(statement[i]) || (i > 0 && (is_word(statement[i - 1]) || statement[i - 1] == ':'))) continue;
    std::size_t end = i;
    std::string name;
    for (; end < statement.size() && is_word(statement[end]); ++end) {
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(statement[end])));
    }
    auto rest = statement.substr(end);
    if (!rest.empty() && (rest.front() == '"' || rest.front() == ']' || rest.front() == '`')) rest.remove_prefix(1);
    if (is_guarded_view(name) && defines_a_table(rest)) {
      throw DatabaseError(DatabaseError::Kind::denied, fmt::format("{} is a name for guarded views only", name));
    }
    i = end - 1;
  }
}

bool SqliteGuard::is_open(std::string_view table) const {
  if (open_tables_.contains(table)) return true;
  // The five tables in which FTS5 keeps what an open search table answers from.
  for (const std::string_view shadow : {"_data", "_idx", "_content", "_docsize", "_config"}) {
    if (table.ends_with(shadow) && open_tables_.contains(table.substr(0, table.size() - shadow.size()))) return true;
  }
  return false;
}

bool SqliteGuard::allows(int action, const char* first, const char* second, const char* inside) const {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return true;
    case SQLITE_READ: {
      const std::string_view table = first ? first : "";
      if (is_open(table) || is_guarded_view(table)) return true;
      return inside && is_guarded_view(inside);
    }
    case SQLITE_FUNCTION:  // the cipher's own functions could tell of the key
      return second && std::strncmp(second, "sqlite", 6) != 0;
    case SQLITE_TRANSACTION:
      return own_words_;
    case SQLITE_PRAGMA:  // FTS5 asks whether another connection wrote
      return first && std::strcmp(first, "data_version") == 0 && !second;
    default:
      return false;
  }
}

int SqliteGuard::authorize(void* guard, int action, const char* first, const char* second, const char*, const char* inside) {
  return static_cast<const SqliteGuard*>(guard)->allows(action, first, second, inside) ? SQLITE_OK : SQLITE_DENY;
}

const SqliteGuard::Classes& SqliteGuard::classes_of(const base::Bytes16& pupil) {
  if (last_known_ && pupil == last_pupil_) return last_classes_;
  const auto& listed = sight_->pupils;
  const auto found = std::lower_bound(listed.begin(), listed.end(), pupil,
                                      [](const PupilSight& one, const base::Bytes16& wanted) { return one.pupil < wanted; });
  const bool is_listed = found != listed.end() && found->pupil == pupil;
  last_classes_ = is_listed ? Classes{found->classes, found->decides, found->signs} : Classes{sight_->everyone, sight_->everyone_decides, sight_->everyone_signs};
  last_pupil_ = pupil;
  last_known_ = true;
  return last_classes_;
}

void SqliteGuard::answer(sqlite3_context* context, sqlite3_value** values, std::uint32_t Classes::*which) {
  if (side_ == Side::pen) return sqlite3_result_int(context, 1);
  const auto* raw = sqlite3_value_blob(values[0]);
  const auto number = sqlite3_value_int64(values[1]);
  base::Bytes16 pupil;
  if (!sight_ || !raw || sqlite3_value_bytes(values[0]) != 16 || sqlite3_value_type(values[1]) != SQLITE_INTEGER || number < 0 || number > 31) {
    return sqlite3_result_int(context, 0);
  }
  std::memcpy(pupil.data(), raw, pupil.size());
  sqlite3_result_int(context, static_cast<int>(classes_of(pupil).*which >> number & 1U));
}

void SqliteGuard::may_see(sqlite3_context* context, int, sqlite3_value** values) {
  static_cast<SqliteGuard*>(sqlite3_user_data(context))->answer(context, values, &Classes::seen);
}

void SqliteGuard::may_decide(sqlite3_context* context, int, sqlite3_value** values) {
  static_cast<SqliteGuard*>(sqlite3_user_data(context))->answer(context, values, &Classes::decided);
}

void SqliteGuard::may_sign(sqlite3_context* context, int, sqlite3_value** values) {
  static_cast<SqliteGuard*>(sqlite3_user_data(context))->answer(context, values, &Classes::signed_for);
}

void SqliteGuard::i_am(sqlite3_context* context, int, sqlite3_value** values) {
  const auto& guard = *static_cast<SqliteGuard*>(sqlite3_user_data(context));
  const auto* raw = sqlite3_value_text(values[0]);
  const std::string_view role = raw ? reinterpret_cast<const char*>(raw) : "";
  const bool holds = guard.sight_ && std::find(guard.sight_->roles.begin(), guard.sight_->roles.end(), role) != guard.sight_->roles.end();
  sqlite3_result_int(context, guard.side_ == Side::pen || holds ? 1 : 0);
}

void SqliteGuard::me(sqlite3_context* context, int, sqlite3_value**) {
  const auto& guard = *static_cast<SqliteGuard*>(sqlite3_user_data(context));
  // Nobody is null rather than nil, so that no comparison with it holds.
  if (guard.side_ == Side::pen || !guard.sight_ || guard.sight_->me == base::Bytes16{}) return sqlite3_result_null(context);
  sqlite3_result_blob(context, guard.sight_->me.data(), 16, SQLITE_TRANSIENT);
}

void SqliteGuard::may_see_restricted(sqlite3_context* context, int, sqlite3_value**) {
  const auto& guard = *static_cast<SqliteGuard*>(sqlite3_user_data(context));
  sqlite3_result_int(context, guard.side_ == Side::pen || (guard.sight_ && guard.sight_->restricted) ? 1 : 0);
}

void SqliteGuard::may_see_sealed(sqlite3_context* context, int, sqlite3_value**) {
  const auto& guard = *static_cast<SqliteGuard*>(sqlite3_user_data(context));
  sqlite3_result_int(context, guard.side_ == Side::pen || (guard.sight_ && guard.sight_->sealed) ? 1 : 0);
}

void SqliteGuard::as_of(sqlite3_context* context, int, sqlite3_value**) {
  const auto& guard = *static_cast<SqliteGuard*>(sqlite3_user_data(context));
  sqlite3_result_int64(context, guard.side_ == Side::pen || !guard.sight_ ? 0 : guard.sight_->as_of);
}

}  // namespace db
