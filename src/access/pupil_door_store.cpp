// The door's one question about a pupil: are they here, as far as this person may know.
#include "access/pass.h"

namespace access {

void Pass::each(const db::Sql& sql, const db::RowReader& read, std::initializer_list<db::Bind> more) const {
  std::vector<db::Bind> binds;
  binds.reserve(more.size() + 4);
  binds.push_back({"me", who().id});
  binds.push_back({"now", now()});
  binds.push_back({"today", today()});
  bind_more(binds);
  binds.insert(binds.end(), more.begin(), more.end());
  visit_->reader().rows(sql, binds, read);
}

bool Door::is_there(Visit& visit, const PupilId& pupil) {
  static constexpr db::Sql sql = "SELECT 1 FROM seen_pupil WHERE id = :pupil";
  bool found = false;
  const std::array binds = {db::Bind{"pupil", pupil}};
  visit.reader().rows(sql, binds, [&](const db::Row&) { found = true; });
  return found;
}

bool Door::may_of_some(const Visit& visit, May deed) {
  static const PupilId nobody_in_particular;
  const auto& grants = visit.grants();
  if (grants.may(deed, nobody_in_particular)) return true;
  for (const auto& close : grants.close())
    if (grants.may(deed, close.pupil)) return true;
  return false;
}

}  // namespace access
