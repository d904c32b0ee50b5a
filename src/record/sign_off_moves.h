// What a form of sign-offs asks for – one, all that are named, or one that goes back with a comment – and the move made by whoever may make it.
#pragma once

#include "record/sign_off_store.h"
#include "web/request.h"

#include <string>
#include <string_view>
#include <vector>

namespace record {

/// A record and the version that was shown, as the value of a field or button: "01J….2".
std::string sign_off_value(const RecordId& record, int version);
std::optional<SignOffMove> read_sign_off_value(std::string_view value, SignOffDeed deed);

/// Of the button pressed: `return` with the comment in `words.<record>`; `one`; else everything in `sign`. What is no such value is left out.
std::vector<SignOffMove> read_moves(const web::Form& form);
/// The name of the field a comment about this record is typed into.
std::string comment_field(const RecordId& record);

/// Signs or returns with the pass that takes, and answers as its author. Errors: as `sign_or_return` and `answer_comment`; not_allowed for who
/// signs nothing at all.
base::Result<void> make_move(access::UnitOfWork& work, access::Visit& visit, const OwnPass& pass, const Kinds& kinds, const SignOffMove& move);

}  // namespace record
