// Signing in, locking, unlocking, signing out: each an act with its entry in the chain.
#pragma once

#include "access/password.h"
#include "access/sign_in_store.h"
#include "access/throttle.h"
#include "access/unit_of_work.h"
#include "base/secret.h"

#include <string>

namespace access {

/// What the front door keeps between requests; one for a school, put into the house as a room.
struct FrontDoor {
  explicit FrontDoor(PasswordCost cost = {}) : passwords(cost) {}
  Passwords passwords;
  Throttle throttle;
};

struct Credentials {
  std::string username;
  base::Secret password;
  std::string code;    ///< from the authenticator app, or a recovery code; may be empty
  std::string device;  ///< what the browser says it is, shortened: for the person's own list of sign-ins
};

/// A sign-in about to be written: the unit that makes it, and the cookie's value for when it is durable.
struct SignInDraft {
  UnitOfWork work;
  std::string token;
  std::string csrf;  ///< a form token of the sign-in being made
  bool must_change = false;  ///< the password was given by somebody else, and is good for this once
};

/// Checks name, password and code. One message for every way to be wrong. Errors: not_allowed (wrong), unavailable (too many tries; the
/// message says how long to wait). What was tried is entered in the chain either way.
base::Result<SignInDraft> begin_sign_in(Visit& visit, const Credentials& credentials);
/// The same person, locked: password again, same sign-in under a new cookie.
base::Result<SignInDraft> begin_unlock(Visit& visit, const base::Secret& password);

/// What a person who is signed in gives to prove once more who they are: the code of their second factor (or a recovery code) where they
/// have one set up, their password where they have not.
struct ProofAgain {
  base::Secret password;
  std::string code;
};
enum class ProofAsked { password, code };
/// Nothing for somebody without an account of their own.
std::optional<ProofAsked> proof_asked(Visit& visit);
/// Checks it, within the same budget of guesses as at the door, and lets `work` use the code up. Errors: not_allowed (wrong), unavailable.
base::Result<void> prove_again(Visit& visit, UnitOfWork& work, const ProofAgain& given);
/// The same sign-in, fresh again, under a new cookie.
base::Result<SignInDraft> begin_confirmation(Visit& visit, const ProofAgain& given);
void lock(UnitOfWork& work, const StaffPass<May::entries_own>& pass, const SignedIn& signed_in);
void end_sign_in(UnitOfWork& work, const StaffPass<May::entries_own>& pass, const SignInId& id);
/// After a change of password: every sign-in of theirs but this one.
void end_other_sign_ins(UnitOfWork& work, const StaffPass<May::entries_own>& pass, const base::Bytes32& kept);
/// Ends it even while locked.
UnitOfWork sign_out(Visit& visit);

/// Second factor: the secret waits unconfirmed until a code made from it was typed.
void begin_totp(UnitOfWork& work, const StaffPass<May::entries_own>& pass, const base::Secret& secret);
/// Errors: invalid on `code`.
base::Result<void> confirm_totp(UnitOfWork& work, const StaffPass<May::entries_own>& pass, std::string_view code,
                                const std::vector<base::Secret>& recovery_codes);
void end_totp(UnitOfWork& work, const StaffPass<May::entries_own>& pass);
/// The secret that waits for its first code.
std::optional<base::Secret> waiting_totp(const StaffPass<May::entries_own>& pass);
bool has_totp(const StaffPass<May::entries_own>& pass);

struct TokenDraft {
  TokenId id;
  std::string name;
  base::UtcTime expires_at;
};
/// Stores the digest; the token itself is shown once by the caller.
void make_token(UnitOfWork& work, const StaffPass<May::token_make>& pass, const TokenDraft& draft, std::string_view token);
Step insert_token(const TokenDraft& draft, const StaffId& staff, std::string_view token, base::UtcTime now);
void revoke_token(UnitOfWork& work, const StaffPass<May::token_make>& pass, const TokenId& id);
struct TokenLine {
  TokenId id;
  std::string name;
  base::UtcTime created_at, expires_at;
};
std::vector<TokenLine> list_tokens(const StaffPass<May::token_make>& pass);

namespace deeds {
inline constexpr Deed signed_in{"sign_in.started", "Signed in"};
inline constexpr Deed sign_in_refused{"sign_in.refused", "Was refused at sign-in"};
inline constexpr Deed locked{"sign_in.locked", "Locked the screen"};
inline constexpr Deed unlocked{"sign_in.unlocked", "Unlocked the screen"};
inline constexpr Deed confirmed{"sign_in.confirmed", "Confirmed who they are"};
inline constexpr Deed signed_out{"sign_in.ended", "Signed out"};
inline constexpr Deed totp_begun{"second_factor.begun", "Began to set up a second factor"};
inline constexpr Deed totp_confirmed{"second_factor.confirmed", "Set up a second factor"};
inline constexpr Deed totp_ended{"second_factor.ended", "Removed their second factor"};
inline constexpr Deed token_made{"token.made", "Made an API token"};
inline constexpr Deed token_revoked{"token.revoked", "Revoked an API token"};
}  // namespace deeds

}  // namespace access
