// Keeps the facts that charts count up to the chain, as SearchIndex keeps the words: beside the pen, within a second, never in its way.
#pragma once

#include "access/unit_of_work.h"
#include "record/catalogue.h"
#include "record/ids.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace record {

class FactFollower {
 public:
  FactFollower(access::House& house, std::shared_ptr<const Catalogue> catalogue)
      : house_(house), catalogue_(std::move(catalogue)) {}
  ~FactFollower();
  FactFollower(const FactFollower&) = delete;
  FactFollower& operator=(const FactFollower&) = delete;

  /// A thread of its own from now on. What goes wrong is logged and tried again.
  void start();
  /// Everything recorded so far is counted when it returns; anew where the charted fields have changed. Returns how many records were read.
  /// One caller at a time; with the thread started, nobody else.
  std::size_t catch_up();

 private:
  enum class Counted { never, perhaps };
  struct Batch {
    std::map<RecordId, Counted> records;
    std::int64_t until = 0;
  };
  void work();
  std::size_t catch_up_by(int entries);
  Batch read_batch(db::ReadConnection& reader, std::int64_t after, int entries) const;
  access::UnitOfWork written(db::ReadConnection& reader, const Batch& batch, const std::string& shape);

  access::House& house_;
  std::shared_ptr<const Catalogue> catalogue_;
  std::int64_t scanned_ = 0;  ///< no entry up to this one waits
  std::string shape_;         ///< of the facts that stand, once it was looked up
  std::mutex guard_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

namespace deeds {
inline constexpr access::Deed facts_made{"facts.made", "Made the numbers of new records"};
}  // namespace deeds

}  // namespace record
