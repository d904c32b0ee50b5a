// SQL of bound books and of body maps over time.
#include "record/register_store.h"

#include "record/record_store.h"

namespace record {
namespace {

constexpr db::Sql numbered =
    "SELECT n.number, p.record_id, p.info_class, p.pupil_id, u.given, u.family, p.occurred_at, p.recorded_at, s.name, p.state, v.body "
    "FROM seen_book_number n JOIN seen_part p ON p.record_id = n.record_id JOIN seen_pupil u ON u.id = p.pupil_id "
    "JOIN staff s ON s.id = p.author_id JOIN seen_version v ON v.record_id = p.record_id AND v.version = p.version "
    "WHERE n.kind = :kind AND p.occurred_at >= :since ORDER BY n.number, u.family, u.given";
constexpr db::Sql stubs =
    "SELECT n.number, k.id, k.info_class, p.pupil_id, u.given, u.family, k.occurred_at, k.how, d.name, k.made_at "
    "FROM seen_book_number n JOIN seen_kept_record k ON k.id = n.record_id JOIN seen_kept_part p ON p.record_id = k.id AND p.version = k.version "
    "JOIN seen_pupil u ON u.id = p.pupil_id JOIN staff d ON d.id = k.made_by "
    "WHERE n.kind = :kind AND k.occurred_at >= :since ORDER BY n.number, k.made_at, u.family, u.given";
constexpr db::Sql bodies_between =
    "SELECT p.record_id, p.info_class, p.occurred_at, v.body FROM seen_part p JOIN seen_version v ON v.record_id = p.record_id AND v.version = p.version "
    "WHERE p.pupil_id = :pupil AND p.kind = :kind AND p.occurred_at >= :from AND p.occurred_at < :until ORDER BY p.occurred_at, p.record_id";

}  // namespace

std::vector<RegisterLine> list_register(const access::CaseloadPass<access::May::chronology_read>& pass, std::string_view kind, base::UtcTime since) {
  auto out = pass.rows(numbered, [](const db::Row& row) {
    return RegisterLine{row.integer(0), row.id<RecordId>(1), static_cast<access::InfoClass>(row.integer(2)), row.id<access::PupilId>(3),
                        row.string(4) + " " + row.string(5), row.time(6), row.time(7), row.string(8), row.string(9), row.string(10)};
  }, {{"kind", kind}, {"since", since}});
  for (const auto& line : out) pass.saw(line.info_class, line.pupil, line.record.bytes(), deeds::seen);
  return out;
}

std::vector<RegisterStub> list_register_stubs(const access::CaseloadPass<access::May::chronology_read>& pass, std::string_view kind, base::UtcTime since) {
  return pass.rows(stubs, [&](const db::Row& row) {
    RegisterStub stub{row.integer(0), row.id<RecordId>(1), row.id<access::PupilId>(3), row.string(4) + " " + row.string(5), row.time(6), row.string(7), row.string(8), row.time(9)};
    pass.saw(static_cast<access::InfoClass>(row.integer(2)), stub.pupil, stub.record.bytes(), deeds::seen);
    return stub;
  }, {{"kind", kind}, {"since", since}});
}

std::vector<BodyOfRecord> list_bodies(const access::PupilPass<access::May::chronology_read>& pass, std::string_view kind, base::UtcTime from, base::UtcTime until) {
  return pass.rows(bodies_between, [](const db::Row& row) {
    return BodyOfRecord{row.id<RecordId>(0), static_cast<access::InfoClass>(row.integer(1)), row.time(2), row.string(3)};
  }, {{"kind", kind}, {"from", from}, {"until", until}});
}

}  // namespace record
