// Cards made by the timetable: a slot on a day, with the pupils in it and the promise it keeps for each.
#pragma once

#include "casework/plans/provision_line.h"
#include "casework/sessions/session_store.h"

#include <span>
#include <vector>

namespace sessions {

/// One's own between two days, those of others one stands in for among them, in order of day and time. What is cancelled is left out, and so are pupils
/// the reader may not know of.
std::vector<Card> list_cards(access::Visit& visit, const OwnPass& pass, const Days& days);
/// One of them; nothing where it does not lie on that day.
std::optional<Card> find_card(access::Visit& visit, const OwnPass& pass, const base::Bytes16& slot, base::LocalDate day);

/// What the timetable owed one pupil, cancelled ones too (`cancelled` says so), each under the line of `lines` it keeps.
std::vector<Card> list_cards_of(const access::PupilPass<access::May::chronology_read>& pass, std::span<const plans::ProvisionLine> lines, const Days& days);
/// The same of everybody whom the reader sees in a timetable.
std::vector<Card> list_cards_across(const access::CaseloadPass<access::May::pupil_find>& pass, std::span<const plans::ProvisionLine> lines, const Days& days);

/// Those of the past that have a pupil nobody wrote up, with those pupils only; what has not ended yet is left out.
std::vector<Card> to_write_up(const std::vector<Card>& cards, const Written& written, base::LocalDate today, int minute_now);

}  // namespace sessions
