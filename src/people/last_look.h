// The last look at what leaves the school: whatever is kept safe about the family and stands in it all the same, because somebody typed it into a record,
// is taken out. The contacts themselves never reach a paper (protected_contact_store.h); this is for words.
#pragma once

#include "access/visit.h"
#include "web/response.h"

#include <string>
#include <vector>

namespace people {

/// The text without each value, nor a line of an address that has a number in it, however it is spaced and in whatever capitals.
std::string without_kept_safe(std::string text, const std::vector<std::string>& values);
/// A paper about one pupil as it may go.
web::Response last_look(access::Visit& visit, const access::PupilId& pupil, web::Response paper);

}  // namespace people
