// What falls due: reviews, limits of the law, things that end. Wings give what they know of (app/wiring.cpp); pages, reminders and feeds ask here.
#pragma once

#include "access/pass.h"
#include "web/url.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// One thing that is due on a day. `what` names nobody: it stands in reminders and in calendars outside the house.
struct Due {
  base::LocalDate on;
  std::string what;               ///< "Annual review: the school’s report goes to the authority"
  web::Url leads_to;
  std::string key;                ///< what makes it this one, without its day: source and id
  access::PupilId pupil = {};     ///< nil: about no pupil
  access::InfoClass info_class = access::InfoClass::c5_profile;
  access::StaffId owner = {};     ///< whose job it is; nil: nobody's by name
  std::string owner_words = {};   ///< who, where it is not (only) the owner: "The local authority"
  access::StaffId watcher = {};   ///< of what somebody outside may do until that day: who keeps an eye on it. It is nobody's job here, and never late
  bool done = false;
  bool is_watched() const { return !watcher.is_nil(); }
  bool is_watched_by(const access::StaffId& who) const { return is_watched() && watcher == who; }
  bool is_mine(const access::StaffId& who) const { return !owner.is_nil() && owner == who; }
};

/// A room of the house. Each source gives what this visit may see and what is not done, up to and on a day, what is overdue with it; done things it may
/// leave out or give with `done`.
class DueSources {
 public:
  using Source = std::function<std::vector<Due>(access::Visit&, base::LocalDate until)>;
  void add(Source source) { sources_.push_back(std::move(source)); }
  /// By day, then by what. What was somebody's who has left is everybody's who decides on such things of the whole school: nothing is nobody's.
  std::vector<Due> list(access::Visit& visit, base::LocalDate until) const;

 private:
  std::vector<Source> sources_;
};

/// Trainings of one's own that run out, and of everybody for whoever keeps trainings.
std::vector<Due> trainings_due(access::Visit& visit, base::LocalDate until);
/// Court orders that run out, for those who may read them.
std::vector<Due> orders_due(access::Visit& visit, base::LocalDate until);

}  // namespace record
