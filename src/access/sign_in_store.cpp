// SQL of accounts, sign-ins and tokens.
#include "access/sign_in_store.h"

#include "access/digest.h"
#include "access/pass.h"
#include "base/text.h"

namespace access {
namespace {

constexpr db::Sql account_by_name =
    "SELECT staff_id, username, password_hash, totp_secret, totp_confirmed, totp_last_step, failures, last_failure_at, suspended, "
    "must_change FROM account WHERE username = :username";
constexpr db::Sql account_by_staff =
    "SELECT staff_id, username, password_hash, totp_secret, totp_confirmed, totp_last_step, failures, last_failure_at, suspended, "
    "must_change FROM account WHERE staff_id = :staff";
constexpr db::Sql sign_in_by_hash =
    "SELECT staff_id, public_id, csrf_key, assurance, created_at, seen_at, expires_at, locked_at, fresh_at FROM sign_in "
    "WHERE token_hash = :hash AND ended_at IS NULL AND expires_at > :now";
constexpr db::Sql token_by_hash =
    "SELECT t.staff_id, t.id, t.created_at, t.expires_at FROM api_token t "
    "WHERE t.token_hash = :hash AND t.revoked_at IS NULL AND t.expires_at > :now";
constexpr db::Sql move_seen_at = "UPDATE sign_in SET seen_at = :now WHERE token_hash = :hash AND seen_at < :now";
constexpr db::Sql own_sign_in = "SELECT 1 FROM sign_in WHERE public_id = :id AND staff_id = :me";
constexpr db::Sql live_sign_ins =
    "SELECT public_id, device, created_at, seen_at, locked_at FROM sign_in "
    "WHERE staff_id = :me AND ended_at IS NULL AND expires_at > :now ORDER BY created_at DESC";

base::Bytes32 bytes32(const db::Row& row, int column) {
  base::Bytes32 out{};
  const auto raw = row.bytes(column);
  if (raw.size() == out.size()) std::copy(raw.begin(), raw.end(), out.begin());
  return out;
}

std::optional<Account> read_account(db::ReadConnection& reader, const db::Sql& sql, db::Bind by) {
  std::optional<Account> out;
  const std::array binds = {std::move(by)};
  reader.rows(sql, binds, [&](const db::Row& row) {
    out.emplace();
    out->staff = row.id<StaffId>(0);
    out->username = row.string(1);
    out->password_hash = row.string(2);
    if (!row.is_null(3) && row.yes(4)) out->totp_secret.emplace(row.bytes(3).begin(), row.bytes(3).end());
    out->totp_last_step = row.integer(5);
    out->failures = static_cast<int>(row.integer(6));
    out->last_failure_at = row.time(7);
    out->suspended = row.yes(8);
    out->must_change = row.yes(9);
  });
  return out;
}

}  // namespace

std::optional<Account> find_account(db::ReadConnection& reader, std::string_view username) {
  return read_account(reader, account_by_name, {"username", base::to_lower_ascii(username)});
}
std::optional<Account> find_account(db::ReadConnection& reader, const StaffId& staff) {
  return read_account(reader, account_by_staff, {"staff", staff});
}

std::optional<SignedIn> find_sign_in(db::ReadConnection& reader, std::string_view token, base::UtcTime now) {
  std::optional<SignedIn> out;
  const auto hash = hash_token(token);
  const std::array binds = {db::Bind{"hash", hash}, db::Bind{"now", now}};
  reader.rows(sign_in_by_hash, binds, [&](const db::Row& row) {
    out.emplace();
    out->staff = row.id<StaffId>(0);
    out->id = row.id<SignInId>(1);
    out->token_hash = hash;
    out->csrf_key = bytes32(row, 2);
    out->strength = row.integer(3) > 0 ? SignInStrength::second_factor : SignInStrength::password;
    out->created_at = row.time(4);
    out->seen_at = row.time(5);
    out->expires_at = row.time(6);
    out->fresh_until = row.time(8) + step_up_ms;
    out->locked = !row.is_null(7) || now - out->seen_at > idle_ms;
  });
  return out;
}

std::optional<SignedIn> find_token(db::ReadConnection& reader, std::string_view token, base::UtcTime now) {
  std::optional<SignedIn> out;
  const std::array binds = {db::Bind{"hash", hash_token(token)}, db::Bind{"now", now}};
  reader.rows(token_by_hash, binds, [&](const db::Row& row) {
    out.emplace();
    out->staff = row.id<StaffId>(0);
    out->id = row.id<SignInId>(1);
    out->created_at = out->seen_at = row.time(2);
    out->expires_at = out->fresh_until = row.time(3);
    out->strength = SignInStrength::second_factor;  // it was made with a fresh factor, and is 256 bits
    out->by_token = true;
  });
  return out;
}

bool is_own_sign_in(const StaffPass<May::entries_own>& pass, const SignInId& id) {
  return pass.row(own_sign_in, [](const db::Row&) { return true; }, {{"id", id}}).has_value();
}

std::vector<SignInLine> list_sign_ins(const StaffPass<May::entries_own>& pass, const SignInId& current) {
  return pass.rows(live_sign_ins, [&](const db::Row& row) {
    const auto id = row.id<SignInId>(0);
    return SignInLine{id, row.string(1), row.time(2), row.time(3), !row.is_null(4), id == current};
  });
}

void keep_alive(House& house, const SignedIn& signed_in) {
  const auto now = house.now();
  if (now - signed_in.seen_at < 30 * base::second_ms) return;
  Unit unit;
  unit.steps.push_back({move_seen_at, {{"now", now}, {"hash", signed_in.token_hash}}});
  house.pen().submit_behind(std::move(unit));
}

}  // namespace access
