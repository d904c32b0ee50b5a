// Counts what a reader may see, through the guarded views; and, by another path, what may be told to those who see only counts.
#pragma once

#include "record/analysis.h"
#include "record/chronology_store.h"

#include "access/pass.h"

#include <optional>
#include <string>
#include <vector>

namespace record {

using CountPass = access::CaseloadPass<access::May::chronology_read>;
using NumbersPass = access::StaffPass<access::May::numbers_read>;

/// A class, a year, or pupils who have something in common: how many they are, and how many records are about them.
struct GroupCount {
  std::string code, label;
  std::int64_t pupils = 0, records = 0;
  bool hidden = false;
};
struct Groups {
  std::string name, label;  ///< "sex", "Sex"
  std::vector<GroupCount> rows;
};

struct PupilCount {
  access::PupilId pupil;
  std::string name, place;
  std::int64_t records = 0;
};
struct AdultCount {
  access::StaffId adult;
  std::string name, post;
  std::int64_t records = 0;
};

/// A report with all that is told beside it.
struct Counted {
  Report report;
  bool only_counts = false;         ///< small numbers are hidden, nothing leads to a child
  std::int64_t pupils_on_roll = 0;  ///< whom the reader may count, in the scope
  std::vector<Groups> groups;
  std::vector<PupilCount> pupils;  ///< most first, at most thirty
  std::vector<AdultCount> adults;  ///< the same; only for those who may read the school's numbers
  std::optional<BeforeAfter> split;
};

/// True where this reader may see records of the kind about somebody, so that they count them themselves.
bool may_count(const access::Grants& grants, const Kind& kind);
/// True where counts of the kind may be told to those who see nothing else: not of what is hidden even to exist.
bool may_be_told(const Kind& kind);

/// Of every pupil the reader may see this kind about. Notes the sight.
Counted count(const CountPass& pass, const Kind& kind, const people::Calendar& calendar, const Scope& scope,
              std::optional<base::LocalDate> split = {});
/// Of one pupil.
Counted count(const access::PupilPass<access::May::chronology_read>& pass, const Kind& kind, const people::Calendar& calendar,
              Scope scope, std::optional<base::LocalDate> split = {});
/// Of the whole school, counted by the house on behalf of somebody who may know only that. `scope` has nothing but its days.
Counted count_whole_school(const NumbersPass& pass, access::House& house, const Kind& kind, const people::Calendar& calendar,
                           base::LocalDate first, base::LocalDate last);

/// The newest of the records that a number counts, with their pupils' names in the same order.
struct Behind {
  std::vector<ChronologyLine> lines;
  std::vector<std::string> pupils;
};
Behind behind(const CountPass& pass, const Kind& kind, const people::Calendar& calendar, const Scope& scope, std::size_t most);

struct ClassChoice {
  std::string name;
  bool is_group = false;
};
/// Classes, groups and years with pupils the reader may find.
std::vector<ClassChoice> class_choices(const CountPass& pass);
std::vector<std::string> year_choices(const CountPass& pass);

namespace deeds {
inline constexpr access::Deed counted{"numbers.seen", "Looked at numbers"};
}  // namespace deeds

}  // namespace record
