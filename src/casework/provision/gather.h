// Everything the pages and the API of provision are drawn from, read once.
#pragma once

#include "casework/provision/ledger.h"

#include <map>
#include <string>
#include <vector>

namespace provision {

using PupilSight = access::PupilPass<access::May::pupil_find>;
using CaseloadSight = access::CaseloadPass<access::May::pupil_find>;

struct Gathered {
  sessions::Days days;
  std::vector<plans::ProvisionLine> lines;
  std::vector<sessions::Given> given;
  std::vector<Entry> entries;
  std::vector<timetable::Reduced> reduced = {};  ///< in force on some of the days
};
/// Of one pupil, or of everybody whose SEND file the reader sees.
Gathered gather(access::Visit& visit, const PupilSight& pass, const sessions::Days& days);
/// Across a whole school the timetable's unwritten cards are left out where only sums are wanted: what nobody wrote up is then lost as the plan's promise.
enum class Cards { all, written_only };
Gathered gather(access::Visit& visit, const CaseloadSight& pass, const sessions::Days& days, Cards which);

/// The days an address asks for ("from", "to"); left out: the running half-term, or the six weeks up to today. Never more than four years. Errors: invalid.
base::Result<sessions::Days> read_days(const access::Visit& visit, const access::Pass& pass);

/// Why minutes were lost, as the form says it, or as this house does where no form can.
class LossWords {
 public:
  explicit LossWords(const access::Visit& visit);
  std::string words(std::string_view reason) const;

 private:
  std::map<std::string, std::string, std::less<>> words_;
};

/// "3 h 20 min", "45 min", "0 min".
std::string minutes_words(std::int64_t minutes);
/// "84%"; empty where nothing was promised.
std::string share_words(const Tally& tally);

}  // namespace provision
