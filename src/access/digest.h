// BLAKE2b-256 over runs of bytes, and the random tokens that are stored only as their digest. The one door to libsodium's hashing.
#pragma once

#include "base/bytes.h"
#include "base/random.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace access {

/// Makes libsodium ready, once a process; every function of this floor that needs it calls it. Throws std::runtime_error if it cannot.
void ready_sodium();

/// BLAKE2b-256 of the pieces one after the other. Where a piece may vary in length, put its length before it.
base::Bytes32 digest(std::initializer_list<base::BytesView> pieces);
/// The same with a key of 32 bytes: nobody without the key can make or check it.
base::Bytes32 keyed_digest(const base::Bytes32& key, std::initializer_list<base::BytesView> pieces);

/// 256 random bits as 43 characters of base64url: sign-in cookies, bearer tokens, one-time links.
std::string make_token(base::Random& random);
/// What is stored of a token, and what it is looked up by. A token is random enough to need no slow hash.
base::Bytes32 hash_token(std::string_view token);

}  // namespace access
