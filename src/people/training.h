// What adults in a school are trained in, and until when it counts.
#pragma once

#include "access/ids.h"
#include "base/time.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace people {

struct TrainingTag {};
using TrainingId = base::Id<TrainingTag>;

/// A topic: what kinds name with `trained = "…"`, and the word people read. A school's own word for it stands in the vocabulary as
/// "training.<code>".
struct TrainingTopic {
  std::string_view code;
  std::string_view title;
  int usual_months;  ///< how long it usually counts; 0: for good
};
std::span<const TrainingTopic> training_topics();
const TrainingTopic* find_topic(std::string_view code);

struct Training {
  TrainingId id;
  access::StaffId staff;
  std::string topic;
  base::LocalDate obtained_on;
  std::optional<base::LocalDate> expires_on;
  std::string evidence;
};
/// It counts on its last day too.
bool is_live(const Training& training, base::LocalDate today);

}  // namespace people
