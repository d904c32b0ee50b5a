// A referral as the school's own records would fill it in.
#pragma once

#include "casework/concerns/referral_store.h"

namespace concerns {

/// Child, family, concern, what happened before and what was done, as far as the reader may see each. Nothing of it is sent by itself.
ReferralBody prefill(access::Visit& visit, const FilePass& pass, const std::optional<RecordId>& concern);

}  // namespace concerns
