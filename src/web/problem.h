// What went wrong, for programs: RFC 9457 problem details.
#pragma once

#include "base/result.h"
#include "web/response.h"

namespace web {

/// invalid 422 · not_found 404 · not_allowed 403 · conflict 409 · unavailable 503.
int status_for(base::Error::Kind kind);
/// The status line's words: 404 → "Not Found". Empty for a status we never send.
std::string_view status_words(int status);
/// application/problem+json with `title`, `status`, `detail` (the text for the person) and, where fields are at fault,
/// `errors: [{"field","message"}]`. Nothing of `for_log` is in it.
Response problem_for(const base::Error& error);

}  // namespace web
