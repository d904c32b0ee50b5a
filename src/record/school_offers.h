// What this school offers to a kind's form and tells its checker: who works here today.
#pragma once

#include "access/unit_of_work.h"
#include "record/answers.h"
#include "record/kind_form.h"
#include "record/summary.h"

namespace record {

/// Staff are read only where the kind asks for people. Files are not offered: what takes uploads sets `most_file_bytes` itself.
Offers offers_for(access::Visit& visit, const Kind& kind);

/// What a wing offers to pick from, once there is one pupil to pick for.
void offer_picks(access::Visit& visit, const Kind& kind, const std::vector<std::string>& pupils, Offers& offers);

/// Today, and who is meant by a name somebody typed. No file can be named: what takes uploads says which came, and a correction keeps
/// those that were there.
Surroundings surroundings_for(access::Visit& visit, const Kind& kind);

/// Full names of staff in place of their ids; pupils and files as the caller adds.
Names staff_names_for(access::Visit& visit, const Kind& kind);

}  // namespace record
