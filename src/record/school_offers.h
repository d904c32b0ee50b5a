// What this school offers to a kind's form and tells its checker: who works here today.
#pragma once

#include "access/unit_of_work.h"
#include "record/answers.h"
#include "record/kind_form.h"
#include "record/summary.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// Staff are read only where the kind asks for people. Files are not offered: what takes uploads sets `most_file_bytes` itself.
Offers offers_for(access::Visit& visit, const Kind& kind);

/// What a wing offers to pick from, once there is one pupil to pick for.
void offer_picks(access::Visit& visit, const Kind& kind, const std::vector<std::string>& pupils, Offers& offers);

/// What a record holds stays on offer for its correction, though the list has moved on.
void keep_picked(const Kind& kind, const Body& stood, Offers& offers);
/// For Surroundings::find_pick: the same list, asked for one thing. Lives no longer than the visit.
std::function<std::optional<std::string>(std::string_view source, std::string_view id)> picks_of(access::Visit& visit, const access::PupilId& pupil);

/// Today, and who is meant by a name somebody typed. No file can be named: what takes uploads says which came, and a correction keeps
/// those that were there.
Surroundings surroundings_for(access::Visit& visit, const Kind& kind);

/// Full names of staff in place of their ids; pupils and files as the caller adds.
Names staff_names_for(access::Visit& visit, const Kind& kind);

}  // namespace record
