// What follows a record, on its own page: where its sign-off stands, who must see it and has, and what is to be done.
#pragma once

#include "record/record_sight.h"
#include "web/html.h"

namespace record {

using OwnPass = access::StaffPass<access::May::entries_own>;

/// Sign-off, sights and actions of the record as this reader may know of them, with what they can do about each.
web::Html following_panel(access::Visit& visit, const OwnPass& pass, const Sight& sight, const Kind* kind);
/// For the line under Saved: whom it goes to, by name. Empty where it goes to nobody.
std::string told_words(const OwnPass& pass, const RecordId& record);

}  // namespace record
