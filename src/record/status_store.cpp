// The status stands on the record and beside each of its pupils.
#include "record/status_store.h"

namespace record {
namespace {

constexpr db::Sql move_record = "UPDATE record SET state = :state WHERE id = :id AND moved_to IS NULL";
constexpr db::Sql move_parts = "UPDATE record_part SET state = :state WHERE record_id = :id";
constexpr db::Sql move_record_from = "UPDATE record SET state = :state WHERE id = :id AND state = :was";
constexpr db::Sql move_parts_from = "UPDATE record_part SET state = :state WHERE record_id = :id AND state = :was";

}  // namespace

void move_status(access::UnitOfWork& work, const RecordId& id, std::string_view status) {
  work.also(move_record, {{"id", id}, {"state", status}}, access::Expect::one);
  work.also(move_parts, {{"id", id}, {"state", status}});
}

void move_status_from(access::UnitOfWork& work, const RecordId& id, std::string_view from, std::string_view status) {
  work.also(move_record_from, {{"id", id}, {"state", status}, {"was", from}});
  work.also(move_parts_from, {{"id", id}, {"state", status}, {"was", from}});
}

}  // namespace record
