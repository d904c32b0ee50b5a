// What a request knows of itself.
#include "access/visit.h"

#include "access/csrf.h"

#include <algorithm>

namespace access {

base::Bytes32 SignedIn::csrf_name_of(const SignInId& id) {
  base::Bytes32 out{};
  std::copy(id.bytes().begin(), id.bytes().end(), out.begin());
  return out;
}

Visit::Visit(House& house, const web::Request& request_in, const web::Match& match_in, ReaderLease reader,
             std::optional<SignedIn> signed_in, std::shared_ptr<const Grants> grants)
    : request(request_in),
      match(match_in),
      house_(house),
      now_(house.now()),
      reader_(std::move(reader)),
      signed_in_(std::move(signed_in)),
      grants_(std::move(grants)) {
  if (grants_) reader_->look_as(grants_->sight());
}

std::string Visit::csrf_token() const {
  if (!signed_in_) return {};
  return make_csrf_token(signed_in_->csrf_key, signed_in_->csrf_name(), house_.random());
}

void Visit::saw(InfoClass info, const PupilId& pupil, const base::Bytes16& subject, Deed deed) {
  const bool again = std::any_of(seen_.begin(), seen_.end(), [&](const Seen& s) {
    return s.info == info && s.pupil == pupil && s.subject == subject && s.deed.code == deed.code;
  });
  if (!again) seen_.push_back({info, pupil, subject, deed});
}

}  // namespace access
