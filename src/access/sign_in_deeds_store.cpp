// What signing in writes, and the checks before it.
#include "access/csrf.h"
#include "access/digest.h"
#include "access/sign_in.h"
#include "access/totp.h"
#include "base/log.h"
#include "base/text.h"

#include <fmt/format.h>

#include <limits>

namespace access {
namespace {

constexpr db::Sql insert_sign_in =
    "INSERT INTO sign_in (token_hash, staff_id, public_id, csrf_key, assurance, device, created_at, seen_at, expires_at, "
    "fresh_at) VALUES (:hash, :staff, :id, :csrf, :assurance, :device, :now, :now, :expires_at, :now)";
constexpr db::Sql note_success = "UPDATE account SET failures = 0 WHERE staff_id = :staff";
constexpr db::Sql note_failure = "UPDATE account SET failures = failures + 1, last_failure_at = :now WHERE staff_id = :staff";
// Each code is good once, also when two requests bring it at the same moment.
constexpr db::Sql use_totp = "UPDATE account SET totp_last_step = :step WHERE staff_id = :staff AND totp_last_step < :step";
constexpr db::Sql use_recovery =
    "UPDATE recovery_code SET used_at = :now WHERE staff_id = :staff AND code_hash = :code AND used_at IS NULL";
constexpr db::Sql recovery_is_there =
    "SELECT 1 FROM recovery_code WHERE staff_id = :staff AND code_hash = :code AND used_at IS NULL";
constexpr db::Sql rehash = "UPDATE account SET password_hash = :hash WHERE staff_id = :staff";
constexpr db::Sql lock_sign_in = "UPDATE sign_in SET locked_at = :now WHERE token_hash = :hash AND ended_at IS NULL";
constexpr db::Sql unlock_sign_in =
    "UPDATE sign_in SET locked_at = NULL, seen_at = :now, token_hash = :fresh, fresh_at = CASE WHEN :proves = 1 THEN :now ELSE fresh_at END "
    "WHERE token_hash = :hash AND ended_at IS NULL";
constexpr db::Sql freshen =
    "UPDATE sign_in SET fresh_at = :now, seen_at = :now, token_hash = :fresh "
    "WHERE token_hash = :hash AND ended_at IS NULL AND locked_at IS NULL";
constexpr db::Sql end_by_hash = "UPDATE sign_in SET ended_at = :now WHERE token_hash = :hash AND ended_at IS NULL";
constexpr db::Sql end_by_id = "UPDATE sign_in SET ended_at = :now WHERE public_id = :id AND staff_id = :me AND ended_at IS NULL";
constexpr db::Sql end_others = "UPDATE sign_in SET ended_at = :now WHERE staff_id = :me AND token_hash <> :hash AND ended_at IS NULL";
constexpr db::Sql store_totp =
    "UPDATE account SET totp_secret = :secret, totp_confirmed = 0, totp_last_step = 0 WHERE staff_id = :me AND totp_confirmed = 0";
constexpr db::Sql confirm_totp_sql =
    "UPDATE account SET totp_confirmed = 1, totp_last_step = :step WHERE staff_id = :me AND totp_confirmed = 0";
constexpr db::Sql remove_totp = "UPDATE account SET totp_secret = NULL, totp_confirmed = 0 WHERE staff_id = :me";
constexpr db::Sql remove_recovery = "DELETE FROM recovery_code WHERE staff_id = :me";
constexpr db::Sql insert_recovery = "INSERT INTO recovery_code (staff_id, code_hash) VALUES (:me, :code)";
constexpr db::Sql totp_of = "SELECT totp_secret, totp_confirmed FROM account WHERE staff_id = :me";
constexpr db::Sql insert_token_sql =
    "INSERT INTO api_token (token_hash, id, staff_id, name, created_at, expires_at) VALUES (:hash, :id, :staff, :name, :now, :expires_at)";
constexpr db::Sql revoke_token_sql =
    "UPDATE api_token SET revoked_at = :now WHERE id = :id AND staff_id = :me AND revoked_at IS NULL";
constexpr db::Sql live_tokens =
    "SELECT id, name, created_at, expires_at FROM api_token WHERE staff_id = :me AND revoked_at IS NULL AND expires_at > :now "
    "ORDER BY created_at DESC";

base::Error wrong() {
  return base::Error::not_allowed("Your user name, password or code is not right", "sign-in refused");
}

base::Error not_proved(ProofAsked asked) {
  return asked == ProofAsked::code ? base::Error::not_allowed("That code is not right, or was used already", "proof refused")
                                   : base::Error::not_allowed("That password is not right", "proof refused");
}

base::Error wait(const Verdict& verdict) {
  const auto seconds = (verdict.wait_ms + 999) / 1000;
  return base::Error::unavailable(seconds < 90 ? fmt::format("Too many tries. Wait {} seconds, then try again.", seconds)
                                               : fmt::format("Too many tries. Wait {} minutes, then try again.", (seconds + 59) / 60),
                                  "guessing budget");
}

/// How the code typed proves the second factor.
struct Proof {
  std::optional<std::int64_t> step;
  std::optional<base::Bytes32> recovery;
};

std::optional<Proof> prove(Visit& visit, const Account& account, std::string_view code) {
  if (code.empty()) return std::nullopt;
  const base::Secret secret{base::Bytes(*account.totp_secret)};
  if (const auto step = accept_totp(secret, code, visit.now(), account.totp_last_step)) return Proof{step, {}};
  const auto recovery = hash_recovery_code(code);
  if (!recovery) return std::nullopt;
  bool there = false;
  const std::array binds = {db::Bind{"staff", account.staff}, db::Bind{"code", *recovery}};
  visit.reader().rows(recovery_is_there, binds, [&](const db::Row&) { there = true; });
  if (!there) return std::nullopt;
  return Proof{{}, recovery};
}

void enter_refusal(Visit& visit, const std::optional<Account>& account) {
  UnitOfWork work{visit};
  const auto staff = account ? account->staff : StaffId{};
  work.write_at_the_door({.deed = deeds::sign_in_refused, .subject = staff.bytes()}, note_failure, {{"staff", staff}});
  if (auto written = std::move(work).commit(); !written) base::log::warning("refusal_not_written");
}

}  // namespace

base::Result<SignInDraft> begin_sign_in(Visit& visit, const Credentials& credentials) {
  auto& door = visit.house().room<FrontDoor>();
  const Attempt attempt{account_key(credentials.username), network_key(visit.request.peer), std::nullopt};
  const auto ticks = visit.house().clock().monotonic_ms();
  const auto verdict = door.throttle.ask(attempt, ticks);
  if (!verdict.may_check()) return wait(verdict);
  const auto account = find_account(visit.reader(), credentials.username);
  bool good = false;
  if (account && !account->suspended) {
    auto verified = door.passwords.verify(credentials.password, account->password_hash);
    if (!verified) {
      door.throttle.not_checked(attempt, ticks);
      return std::move(verified).error();
    }
    good = *verified;
  } else if (auto done = door.passwords.verify_nobody(credentials.password); !done) {
    door.throttle.not_checked(attempt, ticks);
    return std::move(done).error();
  }
  std::optional<Proof> proof;
  if (good && account->totp_secret) {
    proof = prove(visit, *account, credentials.code);
    good = proof.has_value();
  }
  // Leavers and those who have not started keep no way in, whatever their password.
  if (good) good = visit.house().grants_of(account->staff, SignInStrength::password, visit.reader()) != nullptr;
  if (!good) {
    if (door.throttle.failed(attempt, ticks)) base::log::warning("many_wrong_sign_ins");
    enter_refusal(visit, account);
    return wrong();
  }
  door.throttle.succeeded(attempt, ticks);

  SignInDraft draft{UnitOfWork{visit}, access::make_token(visit.house().random()), {}, account->must_change};
  base::Bytes32 csrf;
  visit.house().random().fill(csrf);
  const auto id = visit.fresh<SignInId>();
  draft.csrf = make_csrf_token(csrf, SignedIn::csrf_name_of(id), visit.house().random());
  draft.work.write_at_the_door(
      {.deed = deeds::signed_in, .subject = account->staff.bytes()}, insert_sign_in,
      {{"hash", hash_token(draft.token)}, {"staff", account->staff}, {"id", id}, {"csrf", csrf}, {"assurance", proof ? 1 : 0},
       {"device", base::excerpt(credentials.device, 120)}, {"expires_at", visit.now() + absolute_ms}});
  draft.work.also(note_success, {{"staff", account->staff}});
  if (proof && proof->step) draft.work.also(use_totp, {{"staff", account->staff}, {"step", *proof->step}}, Expect::one, wrong());
  if (proof && proof->recovery) draft.work.also(use_recovery, {{"staff", account->staff}, {"code", *proof->recovery}}, Expect::one, wrong());
  if (door.passwords.needs_rehash(account->password_hash))
    if (auto fresh = door.passwords.hash(credentials.password)) draft.work.also(rehash, {{"hash", *fresh}, {"staff", account->staff}});
  return draft;
}

base::Result<SignInDraft> begin_unlock(Visit& visit, const base::Secret& password) {
  if (!visit.signed_in()) return wrong();
  auto& door = visit.house().room<FrontDoor>();
  const auto account = find_account(visit.reader(), visit.signed_in()->staff);
  if (!account || account->suspended) return wrong();
  const Attempt attempt{account_key(account->username), network_key(visit.request.peer), visit.signed_in()->token_hash};
  const auto ticks = visit.house().clock().monotonic_ms();
  if (const auto verdict = door.throttle.ask(attempt, ticks); !verdict.may_check()) return wait(verdict);
  TRY(const bool good, door.passwords.verify(password, account->password_hash));
  if (!good) {
    door.throttle.failed(attempt, ticks);
    enter_refusal(visit, account);
    return base::Error::not_allowed("That password is not right", "unlock refused");
  }
  door.throttle.succeeded(attempt, ticks);
  SignInDraft draft{UnitOfWork{visit}, access::make_token(visit.house().random()), visit.csrf_token(), account->must_change};
  // A password alone is no fresh proof from somebody who has a second factor.
  draft.work.write_at_the_door({.deed = deeds::unlocked, .subject = account->staff.bytes()}, unlock_sign_in,
                               {{"fresh", hash_token(draft.token)}, {"proves", account->totp_secret ? 0 : 1},
                                {"hash", visit.signed_in()->token_hash}}, Expect::one, wrong());
  return draft;
}

std::optional<ProofAsked> proof_asked(Visit& visit) {
  const auto account = find_account(visit.reader(), visit.signed_in()->staff);
  if (!account) return std::nullopt;
  return account->totp_secret ? ProofAsked::code : ProofAsked::password;
}

base::Result<void> prove_again(Visit& visit, UnitOfWork& work, const ProofAgain& given) {
  auto& door = visit.house().room<FrontDoor>();
  const auto account = find_account(visit.reader(), visit.signed_in()->staff);
  if (!account || account->suspended) return not_proved(ProofAsked::password);
  const Attempt attempt{account_key(account->username), network_key(visit.request.peer), visit.signed_in()->token_hash};
  const auto ticks = visit.house().clock().monotonic_ms();
  if (const auto verdict = door.throttle.ask(attempt, ticks); !verdict.may_check()) return wait(verdict);
  std::optional<Proof> proof;
  bool good = false;
  if (account->totp_secret) {
    proof = prove(visit, *account, given.code);
    good = proof.has_value();
  } else {
    TRY(good, door.passwords.verify(given.password, account->password_hash));
  }
  const auto asked = account->totp_secret ? ProofAsked::code : ProofAsked::password;
  if (!good) {
    door.throttle.failed(attempt, ticks);
    enter_refusal(visit, account);
    return not_proved(asked);
  }
  door.throttle.succeeded(attempt, ticks);
  if (proof && proof->step) work.also(use_totp, {{"staff", account->staff}, {"step", *proof->step}}, Expect::one, not_proved(asked));
  if (proof && proof->recovery) work.also(use_recovery, {{"staff", account->staff}, {"code", *proof->recovery}}, Expect::one, not_proved(asked));
  return {};
}

base::Result<SignInDraft> begin_confirmation(Visit& visit, const ProofAgain& given) {
  SignInDraft draft{UnitOfWork{visit}, access::make_token(visit.house().random()), visit.csrf_token(), false};
  draft.work.write_at_the_door({.deed = deeds::confirmed, .subject = visit.who().id.bytes()}, freshen,
                               {{"fresh", hash_token(draft.token)}, {"hash", visit.signed_in()->token_hash}}, Expect::one,
                               base::Error::conflict("This sign-in has ended or was locked. Sign in again.", "no live sign-in"));
  if (auto proved = prove_again(visit, draft.work, given); !proved) return std::move(proved).error();
  return draft;
}

void lock(UnitOfWork& work, const StaffPass<May::entries_own>& pass, const SignedIn& signed_in) {
  work.write(pass, {.deed = deeds::locked, .subject = pass.who().id.bytes()}, lock_sign_in, {{"hash", signed_in.token_hash}});
}

void end_sign_in(UnitOfWork& work, const StaffPass<May::entries_own>& pass, const SignInId& id) {
  work.write(pass, {.deed = deeds::signed_out, .subject = id.bytes()}, end_by_id, {{"id", id}});
}

void end_other_sign_ins(UnitOfWork& work, const StaffPass<May::entries_own>& pass, const base::Bytes32& kept) {
  work.write(pass, {.deed = deeds::signed_out, .subject = pass.who().id.bytes()}, end_others, {{"hash", kept}});
}

UnitOfWork sign_out(Visit& visit) {
  UnitOfWork work{visit};
  const auto hash = visit.signed_in() ? visit.signed_in()->token_hash : base::Bytes32{};
  work.write_at_the_door({.deed = deeds::signed_out}, end_by_hash, {{"hash", hash}});
  return work;
}

void begin_totp(UnitOfWork& work, const StaffPass<May::entries_own>& pass, const base::Secret& secret) {
  work.write(pass, {.deed = deeds::totp_begun, .subject = pass.who().id.bytes()}, store_totp, {{"secret", secret.reveal()}}, Expect::one,
             base::Error::conflict("A second factor is set up already. Remove it first.", "second factor there"));
}

std::optional<base::Secret> waiting_totp(const StaffPass<May::entries_own>& pass) {
  std::optional<base::Secret> out;
  pass.each(totp_of, [&](const db::Row& row) {
    if (!row.is_null(0) && !row.yes(1)) out.emplace(base::Bytes(row.bytes(0).begin(), row.bytes(0).end()));
  });
  return out;
}

bool has_totp(const StaffPass<May::entries_own>& pass) {
  return pass.row(totp_of, [](const db::Row& row) { return !row.is_null(0) && row.yes(1); }).value_or(false);
}

base::Result<void> confirm_totp(UnitOfWork& work, const StaffPass<May::entries_own>& pass, std::string_view code,
                                const std::vector<base::Secret>& recovery_codes) {
  const auto secret = waiting_totp(pass);
  if (!secret) return base::Error::conflict("Begin again: no second factor is waiting to be set up.", "no totp waiting");
  const auto step = accept_totp(*secret, code, pass.now(), 0);
  if (!step) return base::Error::invalid("code", "Enter the six numbers your app shows now", "totp code wrong");
  work.write(pass, {.deed = deeds::totp_confirmed, .subject = pass.who().id.bytes()}, confirm_totp_sql, {{"step", *step}}, Expect::one);
  work.also(remove_recovery, {});
  for (const auto& recovery : recovery_codes)
    if (const auto hash = hash_recovery_code(recovery.reveal_text())) work.also(insert_recovery, {{"code", *hash}});
  return {};
}

void end_totp(UnitOfWork& work, const StaffPass<May::entries_own>& pass) {
  work.write(pass, {.deed = deeds::totp_ended, .subject = pass.who().id.bytes()}, remove_totp, {}, Expect::one);
  work.also(remove_recovery, {});
}

Step insert_token(const TokenDraft& draft, const StaffId& staff, std::string_view token, base::UtcTime now) {
  return {insert_token_sql,
          {{"hash", hash_token(token)}, {"id", draft.id}, {"staff", staff}, {"name", draft.name}, {"now", now},
           {"expires_at", draft.expires_at}}};
}

void make_token(UnitOfWork& work, const StaffPass<May::token_make>& pass, const TokenDraft& draft, std::string_view token) {
  work.write(pass, {.deed = deeds::token_made, .subject = draft.id.bytes()}, insert_token(draft, pass.who().id, token, work.now()),
             Expect::one);
}

void revoke_token(UnitOfWork& work, const StaffPass<May::token_make>& pass, const TokenId& id) {
  work.write(pass, {.deed = deeds::token_revoked, .subject = id.bytes()}, revoke_token_sql, {{"id", id}}, Expect::one);
}

std::vector<TokenLine> list_tokens(const StaffPass<May::token_make>& pass) {
  return pass.rows(live_tokens, [](const db::Row& row) {
    return TokenLine{row.id<TokenId>(0), row.string(1), row.time(2), row.time(3)};
  });
}

}  // namespace access
