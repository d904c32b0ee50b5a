// Keeps full-text search up to the chain: every record added or corrected is found by its newest words within a second. Runs beside the
// pen and never holds it up; made anew from the chain at any time.
#pragma once

#include "access/search.h"
#include "record/catalogue.h"
#include "record/ids.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace record {

class SearchIndex {
 public:
  SearchIndex(access::House& house, std::shared_ptr<const Catalogue> catalogue);
  /// Ends the thread, if it was started.
  ~SearchIndex();
  SearchIndex(const SearchIndex&) = delete;
  SearchIndex& operator=(const SearchIndex&) = delete;

  /// A thread of its own from now on: looks for new entries five times a second. What goes wrong is logged and tried again.
  void start();
  /// Ends the thread and reads what is left: everything recorded so far can be found when it returns.
  void finish();
  /// Everything recorded so far can be found when it returns. Returns how many records were read. One caller at a time; with the thread
  /// started, nobody else.
  std::size_t catch_up();
  /// The next `catch_up` begins from nothing: the store was found damaged.
  void start_anew();

  access::Search& search() { return search_; }

 private:
  struct Batch {
    std::vector<access::Findable> records;
    db::SearchMark mark;
  };
  void work();
  void end_thread();
  void check_mark(db::ReadConnection& reader);
  Batch read_batch(db::ReadConnection& reader);
  std::optional<access::Findable> read_record(db::ReadConnection& reader, const RecordId& id) const;

  access::House& house_;
  std::shared_ptr<const Catalogue> catalogue_;
  access::Search search_;
  std::optional<db::SearchMark> mark_;  ///< the last entry that is indexed; nothing before it was read
  std::int64_t scanned_ = 0;            ///< no entry up to this one waits
  std::mutex guard_;
  std::condition_variable wake_;
  bool stopping_ = false;
  bool anew_ = false;
  std::thread thread_;
};

}  // namespace record
