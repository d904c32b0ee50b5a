// A pupil's medicines at school, and when a dose may be given.
#pragma once

#include "access/ids.h"
#include "base/time.h"
#include "base/zone.h"
#include "record/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace care {

struct MedicineLineTag {};
using MedicineLineId = base::Id<MedicineLineTag>;

/// One medicine of a plan. Amounts are thousandths of `unit`.
struct MedicineLine {
  MedicineLineId id;
  access::PupilId pupil;
  std::string medicine, strength, route;
  std::int64_t dose = 0;
  std::string unit;
  std::vector<base::LocalTime> times;  ///< due times; empty: when it is needed
  int gap_minutes = 0;                 ///< at least between two doses; 0: no such rule
  int most_a_day = 0;                  ///< 0: no such rule
  bool controlled = false;             ///< a second adult sees every dose
  base::LocalDate starts_on;
  std::optional<base::LocalDate> stops_on, expires_on;
  std::string consent_by;
  std::optional<base::LocalDate> consent_on;
  std::optional<std::int64_t> stock;
  std::optional<base::UtcTime> counted_at;  ///< when `stock` was last counted by hand
  std::string note;
  bool ended = false;
};

/// A dose that was given.
struct Dose {
  std::string slot;
  record::RecordId record;
  base::UtcTime given_at;
  std::int64_t amount = 0;
  std::string given_by;  ///< name
  std::int64_t taken = 0;  ///< off the stock: less than the amount where less was left
  bool readable = false;   ///< the record may be opened by this reader
};

std::string amount_words(std::int64_t thousandths, std::string_view unit);  ///< "2 puffs", "2.5 ml"
/// "Salbutamol 100 mcg: 2 puffs, inhaled, when needed, 4 hours apart, at most 4 a day".
std::string line_words(const MedicineLine& line);
/// "the dose due at 12:30", or "a dose given when it was needed".
std::string slot_words(std::string_view slot);
/// "08:30, 12.30 and 2pm" → minutes, sorted; nothing where one of them is no time.
std::optional<std::vector<base::LocalTime>> read_times(std::string_view text);

/// How a dose is to be given: what stands against it, and the slot it takes.
struct DoseWish {
  base::UtcTime at;
  std::int64_t amount = 0;
  bool has_witness = false;
  bool says_why = false;  ///< a reason lets it differ from the plan, but never be given twice
};
struct DoseObjection {
  std::string field;  ///< of the kind `medicine`
  std::string words;
};
struct DoseAnswer {
  std::vector<DoseObjection> against;
  std::string slot;              ///< "2026-03-03 12:30"; empty: by need
  std::int64_t guard_minutes = 0;  ///< no other dose may stand within this many minutes
  int most_a_day = 0;            ///< 0: as many as are needed
};
/// A dose is for the due time nearest to it, up to 90 minutes away. `given` are the doses of the line of the last two days.
DoseAnswer judge(const MedicineLine& line, const std::vector<Dose>& given, const DoseWish& wish, const base::Zone& zone);

}  // namespace care
