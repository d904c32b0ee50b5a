// What went wrong, for programs: RFC 9457 problem details.
#pragma once

#include "base/result.h"
#include "web/json.h"
#include "web/response.h"

namespace web {

/// invalid 422 · not_found 404 · not_allowed 403 · conflict 409 · unavailable 503.
int status_for(base::Error::Kind kind);
/// The status line's words: 404 → "Not Found". Empty for a status we never send.
std::string_view status_words(int status);
/// application/problem+json with `title`, `status`, `detail` (the text for the person) and, where fields are at fault,
/// `errors: [{"field","message"}]`. Nothing of `for_log` is in it.
Response problem_for(const base::Error& error);
/// The members every problem has, for one that says more.
Json problem_body(int status, std::string_view detail);
/// The same for a status no kind of error has: 400, 405, 415. `detail` is plain English.
Response problem_with(int status, std::string_view detail);

}  // namespace web
