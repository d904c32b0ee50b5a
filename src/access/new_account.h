// What a new account begins with: a user name that can be typed anywhere, and a password that is good once.
#pragma once

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

#include <string>
#include <string_view>

namespace access {

/// The user name as it is stored: lower case, 2 to 60 of a-z 0-9 . - _, beginning with a letter or number. Errors: invalid, on `field`.
base::Result<std::string> check_username(std::string_view typed, std::string_view field = "username");

/// Eighty random bits as four groups of four, without look-alike letters: "k7rm-2vqd-x9ht-p4wz". Shown once, changed at the first sign-in.
base::Secret make_one_time_password(base::Random& random);

}  // namespace access
