// For the job that writes letters: who has an address, how they wish to be told, and what came for them since they were told last.
#pragma once

#include "record/notice_store.h"

namespace record {

/// One person who works here and has an address.
struct Addressee {
  access::StaffId staff;
  std::string email;
  NoticeWish wish;
  std::optional<base::UtcTime> told_at = {};     ///< the last letter
  std::optional<base::LocalDate> digest_on = {}; ///< the day of the last digest
  int urgent = 0;  ///< notices to be told at once, and actions for today, since the last letter
  int others = 0;  ///< further notices, actions and records to be seen, since the last letter
  base::UtcTime newest_notice = {};
};
/// Everybody with an address, as the house sees it. What came before yesterday is not counted as new to somebody never written to.
std::vector<Addressee> list_addressees(db::ReadConnection& reader, base::UtcTime now, base::LocalDate today);

enum class LetterSort : std::uint8_t { digest, at_once };
/// Everything of theirs up to now counts as told.
std::vector<access::Step> letter_steps(const Addressee& to, LetterSort sort, base::UtcTime now, base::LocalDate today);

}  // namespace record
