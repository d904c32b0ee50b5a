// The life of the demonstration school: who is written about, by whom, when and as what, so that the records have the patterns of a
// school: the stories of people/invent.h; a class whose Thursday ends badly; a lunch queue; weeks with a supply teacher; a
// gap in who is recognised; and everything that the weekday, the weather and the half-term do.
#pragma once

#include "app/demo_words.h"

#include <optional>
#include <vector>

namespace app {

struct ToldPart {
  std::size_t pupil;  ///< index in the roll
  std::string_view part;
};

/// One thing somebody wrote.
struct Told {
  std::string_view kind;
  web::Json fields;
  base::LocalTime at;
  std::vector<ToldPart> parts;  ///< the one it is about first
  std::size_t author = 0;       ///< index in the roll's staff
  int written_after = 0;        ///< minutes from what happened to its writing; a day or more for a late entry
  /// A second version, its reason and how many minutes later it was written.
  struct Second {
    web::Json fields;
    std::string_view reason;
    int after = 0;
  };
  std::optional<Second> second;
};

class SchoolLife {
 public:
  /// `school` must outlive it.
  SchoolLife(const people::InventedSchool& school, std::uint64_t seed);

  /// How much is written on a day beside another: 1 is usual.
  double writing_on(base::LocalDate day) const;
  /// What is written about one day, `count` things, in no order. The same from the same seed, whatever else was drawn before; days may be told
  /// in any order and from several threads. A few microseconds each.
  std::vector<Told> tell(base::LocalDate day, std::size_t count) const;
  /// One thing of a kind on that day, about a pupil it fits; nothing where it fits nobody here.
  std::optional<Told> tell_of(base::LocalDate day, std::string_view kind) const;
  /// Sum of the pupils' weights: how many things are written on a usual day are proportional to it.
  double weight() const { return weights_.empty() ? 0 : weights_.back(); }

 private:
  struct Today;
  Today today_of(base::LocalDate day) const;
  Told one(const Today& today, std::size_t pupil, std::string_view kind, Dice& dice) const;
  std::size_t drawn(Dice& dice) const;
  double trouble_of(std::size_t pupil, const Today& today) const;
  bool suits(std::size_t pupil, std::string_view kind) const;
  std::string_view kind_of(std::size_t pupil, const Today& today, Dice& dice) const;
  const Slot& slot_of(std::size_t pupil, std::string_view kind, const Today& today, Dice& dice) const;
  std::size_t author_of(std::size_t pupil, std::string_view kind, const Slot& slot, const Today& today, Dice& dice) const;
  void add_others(Told& told, const Slot& slot, std::size_t count, Dice& dice) const;
  Around around_of(std::size_t pupil, std::size_t author, const Today& today) const;
  bool has_cover(std::size_t school_class, base::LocalDate day) const;

  const people::InventedSchool& school_;
  std::uint64_t seed_;
  std::vector<Child> children_;
  std::vector<double> weights_;                       ///< running sums
  std::vector<std::vector<std::size_t>> of_class_;    ///< pupils by class
  std::vector<std::size_t> supporters_;               ///< staff who are key workers
  std::vector<std::vector<std::size_t>> subject_of_;  ///< subject teachers by class: a secondary's
  std::size_t office_ = 0, cover_ = 0;
  std::size_t thursday_class_ = 0;  ///< the class whose last lesson on Thursdays goes wrong
  int queue_rank_ = 0;              ///< the year group whose lunch queue is trouble this year
  base::LocalDate queue_since_;
};

/// The voice a member of staff writes in.
Voice voice_of(std::size_t staff, std::uint64_t seed);

}  // namespace app
