// What goes with a concern that is put right as a whole: moved to the right child, split, undone. Parts of the unit that does it.
#pragma once

#include "record/kind_keeper.h"

namespace concerns {

/// The concern ended where it stood: nobody is told of it there any more.
void end_where_it_stood(access::UnitOfWork& work, const record::Record& stood);

/// It was written anew for the right child. Decisions, answers, additions, case, referrals and those who were told go along; whoever was told
/// of the wrong child, the safeguarding team and the author are told that it was put right. Whom the routing table tells of the right child is `route`'s.
void go_to_right_child(access::UnitOfWork& work, access::Visit& visit, const record::Record& stood, const record::NewRecord& anew);

/// It was split: what was done about it stands with every one of its children, what is one child's with that child.
void go_to_each_child(access::UnitOfWork& work, access::Visit& visit, const record::Record& stood, std::span<const record::NewRecord> anew);

}  // namespace concerns
