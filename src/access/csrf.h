// Whether a request that changes something comes from our own pages: by what the browser says of it, and by a token in the form.
#pragma once

#include "base/bytes.h"
#include "base/random.h"
#include "web/request.h"

#include <optional>
#include <string>
#include <string_view>

namespace access {

/// The token for the forms of one sign-in, under a fresh mask each time: a compressed page that holds it gives nothing away by its length.
/// `sign_in` is the hash the sign-in is stored by; `key` is the house's own. 86 characters of base64url.
std::string make_csrf_token(const base::Bytes32& key, const base::Bytes32& sign_in, base::Random& random);
/// True when `presented` was made for this sign-in with this key, under whatever mask. In constant time.
bool csrf_token_fits(const base::Bytes32& key, const base::Bytes32& sign_in, std::string_view presented);

/// What a browser says about where a request comes from.
struct RequestSource {
  std::optional<std::string_view> sec_fetch_site;
  std::optional<std::string_view> origin;
  std::optional<std::string_view> content_type;
  std::string_view own_origin;  ///< "https://school.example", with its port unless it is the scheme's own
  bool has_body = true;
};

enum class SourceRefusal {
  elsewhere,     ///< another site, another part of this one, or typed into the address line
  wrong_origin,  ///< the Origin is not ours
  unknown,       ///< neither header came: no browser of the last years, or no browser
  foreign_body   ///< a type of body that a plain form of another site could send, or none of ours
};

/// Nothing when the request may go on. GET, HEAD and OPTIONS always may, and so must change nothing. Other methods need Sec-Fetch-Site:
/// same-origin or, where a browser does not send it, an Origin equal to ours; and a body, if any, that is a form or JSON. An Origin that
/// contradicts Sec-Fetch-Site is refused; "null", which a no-referrer page sends, is not believed by itself. Not for requests that
/// bring a bearer token: no browser adds one by itself.
std::optional<SourceRefusal> refuse_source(web::Method method, const RequestSource& source);

}  // namespace access
