// Counting one kind of record: by its answers, by hour and weekday, by half-term, by child. Pure: rows in, numbers out.
#pragma once

#include "people/calendar.h"
#include "record/fact.h"
#include "record/ids.h"

#include "access/ids.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace record {

/// Which records are counted. Empty parts narrow nothing.
struct Scope {
  base::LocalDate first, last;
  std::optional<access::PupilId> pupil;
  std::string year_group, class_name;  ///< of the pupils today: a registration class or a group by name
  std::string place;
  std::optional<access::StaffId> adult;  ///< named as having been there; else who wrote it
  std::string field, value;              ///< one answer of one field
  int weekday = 0;                       ///< 1 to 5
  int hour = -1;
};

/// A row of a fact: one pupil's part in one record.
struct Fact {
  RecordId record;
  access::PupilId pupil;
  std::string_view part;
  base::LocalDate day;
  int minute = 0;
  access::StaffId author;
  std::string_view facts;
};

struct Count {
  std::string code, label, group;
  std::int64_t records = 0;
  bool hidden = false;  ///< small, or kept back so that a small one cannot be worked out
};

struct FieldCounts {
  std::string name, label;
  bool several = false;       ///< one record may stand in more than one row
  std::vector<Count> rows;    ///< in the order of the field; places by number
  std::int64_t answered = 0;  ///< records with an answer
  std::int64_t sum = 0;       ///< of a number, for its average
  bool is_number = false;
};

struct HalfTermCount {
  people::HalfTerm half_term;
  int school_days = 0;  ///< of it that lie in the scope
  std::int64_t records = 0;
  bool hidden = false;
};

inline constexpr int weekdays_counted = 5, hours_counted = 24;

struct Report {
  base::LocalDate first, last;
  int school_days = 0;
  std::int64_t records = 0;
  bool hidden = false;  ///< fewer than may be told
  std::vector<FieldCounts> fields;
  std::array<std::array<Count, hours_counted>, weekdays_counted> heat;
  std::vector<HalfTermCount> half_terms;
  std::vector<std::pair<base::LocalDate, std::int64_t>> weeks;  ///< by their Mondays, every week that has a school day
  std::unordered_map<access::PupilId, std::int64_t> by_pupil;
  std::unordered_map<access::StaffId, std::int64_t> by_adult;
  const FieldCounts* find(std::string_view field) const;
};

/// The first and last hour of the day in which anything is counted, at least 8 to 15.
std::pair<int, int> hours_of(const Report& report);

/// How often before a day and since, each by the school days there were.
struct BeforeAfter {
  base::LocalDate day;
  std::int64_t before = 0, after = 0;
  int days_before = 0, days_after = 0;
};

/// "0.34": records for each `per` of `of`, with two digits; nothing where `of` is 0.
std::optional<std::string> rate(std::int64_t records, std::int64_t of, std::int64_t per);

/// Counts the rows of one kind, which come in the order of day and record.
class Tally {
 public:
  /// `pupils`: only these are counted; nothing: all that come.
  Tally(const Kind& kind, const people::Calendar& calendar, Scope scope,
        std::optional<std::unordered_set<access::PupilId>> pupils = {});
  void add(const Fact& fact);
  /// The newest `most` records of those counted, with a pupil each: for looking at them one by one.
  void keep(std::size_t most) { most_kept_ = most; }
  Report finish();
  const std::vector<std::pair<RecordId, access::PupilId>>& kept() const { return kept_; }
  const std::map<std::int32_t, std::int64_t>& by_day() const { return by_day_; }

 private:
  struct Counter {
    const Field* field;
    std::map<std::string, std::int64_t, std::less<>> values;
    std::int64_t answered = 0, sum = 0;
    bool asked_now = false;
  };
  bool is_in_scope(const Fact& fact) const;
  void count_values(std::string_view facts);
  FieldCounts rows_of(const Counter& counter) const;

  const Kind& kind_;
  const people::Calendar& calendar_;
  Scope scope_;
  std::optional<std::unordered_set<access::PupilId>> pupils_;
  std::vector<Counter> counters_;
  Report report_;
  std::map<std::int32_t, std::int64_t> by_day_;
  std::optional<RecordId> last_;
  std::size_t most_kept_ = 0;
  std::vector<std::pair<RecordId, access::PupilId>> kept_;
};

BeforeAfter before_and_after(const Tally& tally, const people::Calendar& calendar, base::LocalDate first, base::LocalDate day,
                             base::LocalDate last);

}  // namespace record
