// The house keeps watch: reads what was written since it last looked, and tells who should know. One job, run every half minute.
#pragma once

#include "access/house.h"
#include "casework/rules/rule_store.h"
#include "record/catalogue.h"

#include <memory>

namespace rules {

class RuleWatch {
 public:
  RuleWatch(access::House& house, std::shared_ptr<const record::Catalogue> catalogue)
      : house_(house), catalogue_(std::move(catalogue)) {}

  /// Looks at every record written or corrected since the last time, and at those whose time is up. Returns how many firings were
  /// written. One caller at a time. Run again after an interruption it fires nothing twice.
  std::size_t look();

 private:
  struct Found {
    Firing firing;
    access::InfoClass info_class;
    std::string key;  ///< what makes it one
  };
  struct Read;
  std::vector<Rule> active_rules(db::ReadConnection& reader) const;
  void look_at_new(db::ReadConnection& reader, const std::vector<Rule>& rules, Read& read);
  void look_at_due(db::ReadConnection& reader, const std::vector<Rule>& rules, Read& read);
  bool write(db::ReadConnection& reader, const Rule& rule, const Found& found);
  std::vector<access::StaffId> whom(db::ReadConnection& reader, const Rule& rule, const access::PupilId& pupil,
                                    access::InfoClass info) const;
  void keep_mark(std::int64_t seq);

  access::House& house_;
  std::shared_ptr<const record::Catalogue> catalogue_;
  std::int64_t mark_ = -1;      ///< the last entry that was read; -1: not yet known
  base::LocalDate kept_on_{0};  ///< the day the mark was last stored
};

}  // namespace rules
