// A bound book: the numbered records of a kind in their order.
#pragma once

#include "access/pass.h"
#include "record/ids.h"

#include <string>
#include <vector>

namespace record {

struct RegisterLine {
  std::int64_t number = 0;
  RecordId record;
  access::InfoClass info_class = access::InfoClass::c4_behaviour;
  access::PupilId pupil;
  std::string pupil_name;
  base::UtcTime occurred_at, recorded_at;
  std::string author, state, body;
};

/// What stands at a number that went elsewhere: the record was moved or split, which take the number along, or undone, which leaves it to nobody.
struct RegisterStub {
  std::int64_t number = 0;
  RecordId record;
  access::PupilId pupil;
  std::string pupil_name;  ///< about whom it was written
  base::UtcTime occurred_at;
  std::string how;         ///< "moved", "split", "undone"
  std::string by;
  base::UtcTime at;
};
/// The stubs of the kind since a moment, smallest number first, and the earliest of a number before the later ones. Notes the sights.
std::vector<RegisterStub> list_register_stubs(const access::CaseloadPass<access::May::chronology_read>& pass, std::string_view kind, base::UtcTime since);

/// Every numbered record of the kind since a moment that this reader may see, smallest number first. Notes the sights.
std::vector<RegisterLine> list_register(const access::CaseloadPass<access::May::chronology_read>& pass, std::string_view kind, base::UtcTime since);

/// The newest versions of a pupil's records of one kind between two moments, oldest first: for laying their body maps over one another.
struct BodyOfRecord {
  RecordId record;
  access::InfoClass info_class = access::InfoClass::c7_medical;
  base::UtcTime occurred_at;
  std::string body;
};
std::vector<BodyOfRecord> list_bodies(const access::PupilPass<access::May::chronology_read>& pass, std::string_view kind, base::UtcTime from, base::UtcTime until);

}  // namespace record
