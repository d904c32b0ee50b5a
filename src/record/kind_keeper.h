// What a wing has to say where a kind it looks after is written: whether it is written now, who will know, and what goes with it.
#pragma once

#include "access/unit_of_work.h"
#include "record/record_store.h"
#include "web/html.h"
#include "web/request.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace record {

class KindKeeper {
 public:
  virtual ~KindKeeper() = default;
  /// The kind that is written in place of this one at present; empty where this one is. A kind that is not written has no tile.
  virtual std::string written_instead(access::Visit& visit) const = 0;
  /// Stands above Save on the sheet; `typed` is what the sheet holds so far.
  virtual web::Html before_saving(access::Visit& visit, const web::Form& typed) const = 0;
  /// Stands on the record's page, for whoever may see that.
  virtual web::Html on_its_page(access::Visit& visit, const Record& record) const = 0;
  /// Puts into the unit that adds the record what has to stand or fall with it.
  virtual void go_with(access::Visit& visit, access::UnitOfWork& work, const NewRecord& record) const = 0;
};

/// The keepers of this house, by kind. A room of the house; a kind without one is written as its file says.
class KindKeepers {
 public:
  void add(std::string kind, std::shared_ptr<const KindKeeper> keeper) { keepers_[std::move(kind)] = std::move(keeper); }
  const KindKeeper* find(std::string_view kind) const {
    const auto found = keepers_.find(kind);
    return found == keepers_.end() ? nullptr : found->second.get();
  }

 private:
  std::map<std::string, std::shared_ptr<const KindKeeper>, std::less<>> keepers_;
};

/// True where the kind itself is written at present, and none in its place.
inline bool is_written_now(access::Visit& visit, std::string_view kind) {
  const auto* keeper = visit.house().room<KindKeepers>().find(kind);
  return !keeper || keeper->written_instead(visit).empty();
}

/// What the keeper of the record's kind puts beside it, where it has one.
inline void go_with(access::Visit& visit, access::UnitOfWork& work, const NewRecord& record) {
  if (const auto* keeper = visit.house().room<KindKeepers>().find(record.kind)) keeper->go_with(visit, work, record);
}

}  // namespace record
