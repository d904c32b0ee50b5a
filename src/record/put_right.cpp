// The rule of put_right.h.
#include "record/put_right.h"

#include "record/put_right_store.h"

#include <algorithm>

namespace record {
namespace {

bool is_new_and_own(const access::Visit& visit, const Record& record) {
  return record.author_id == visit.who().id && visit.now() - record.recorded_at <= new_ms &&
         std::all_of(record.versions.begin(), record.versions.end(), [&](const Version& version) { return version.author_id == record.author_id; }) &&
         !record.versions.empty() && record.versions.back().number == record.version;
}

bool decides(const access::Visit& visit, const Sight& sight, const access::PupilId& pupil) {
  return sight.whole && (visit.grants().for_pupil(pupil).classes(access::Act::decide) & access::bit(sight.record.info_class)) != 0;
}

}  // namespace

bool may_put_right(const access::Visit& visit, const Sight& sight, const access::PupilId& pupil) {
  return !sight.ended && (is_new_and_own(visit, sight.record) || decides(visit, sight, pupil));
}

bool may_put_right(const access::Visit& visit, const Sight& sight) {
  const auto& parts = sight.record.parts;
  return !sight.ended && !parts.empty() &&
         std::all_of(parts.begin(), parts.end(), [&](const Part& part) { return may_put_right(visit, sight, part.pupil); });
}

bool may_decide(const access::Visit& visit, const Sight& sight) {
  const auto& parts = sight.record.parts;
  return !sight.ended && !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const Part& part) { return decides(visit, sight, part.pupil); });
}

}  // namespace record
