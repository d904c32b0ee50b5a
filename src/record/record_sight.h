// One record as one person may see it: through a pupil, or as its author; and whether they may correct it. For pages and API alike.
#pragma once

#include "record/record_store.h"
#include "record/answers.h"

#include <optional>

namespace record {

struct Sight {
  Record record;
  bool whole = false;  ///< through a pupil; else only the author's own words
  bool ended = false;  ///< undone, moved or split: an entry of one's own that stands no more
};

/// Nothing when it is not there, or not theirs to see.
std::optional<Sight> look(access::Visit& visit, const access::StaffPass<access::May::entries_own>& pass, const RecordId& id);

/// The author may correct their own words; others by the policy, through one of the pupils they see it by.
bool may_correct(const access::Visit& visit, const Sight& sight);

/// The body as this reader may have it: of the pupils a field names, only those whose part in such a record they may see.
web::Json shown_fields(const access::Visit& visit, const Kind* kind, const Record& record, const Body& body);
/// A corrected body with the pupils back in it whom its corrector could not see, and so could not send.
Body with_unseen_pupils(const access::Visit& visit, const Kind& kind, const Record& record, const Body& before, const Body& corrected);
/// The same without any pupil a field names, where there is no visit left to ask.
web::Json fields_without_pupils(const Kind* kind, const Body& body);

}  // namespace record
