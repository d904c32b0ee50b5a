// The only room that writes the table `school`.
#include "access/school_store.h"

#include <array>

namespace access {

std::optional<School> find_school(db::WriteConnection& connection) {
  static constexpr db::Sql sql = "SELECT id, name, phase, zone, made_by, second_factor FROM school WHERE only_one = 1";
  std::optional<School> school;
  connection.rows(sql, {}, [&](const db::Row& row) {
    school = School{row.id<SchoolId>(0), row.string(1), row.string(2), row.string(3), row.text(4) == "demo", row.text(5) == "required"};
  });
  return school;
}

void add_school(db::WriteConnection& connection, const School& school, base::UtcTime now) {
  static constexpr db::Sql sql =
      "INSERT INTO school (only_one, id, name, phase, zone, made_by, second_factor, access_epoch, created_at) "
      "VALUES (1, :id, :name, :phase, :zone, :made_by, :second_factor, 1, :now)";
  const std::array binds = {db::Bind{"id", school.id},
                            db::Bind{"name", school.name},
                            db::Bind{"phase", school.phase},
                            db::Bind{"zone", school.zone},
                            db::Bind{"made_by", school.is_demonstration ? "demo" : "init"},
                            db::Bind{"second_factor", school.second_factor_required ? "required" : "optional"},
                            db::Bind{"now", now}};
  connection.execute(sql, binds);
}

bool answers(db::ReadConnection& reader) {
  static constexpr db::Sql sql = "SELECT COUNT(*) FROM school";
  bool answered = false;
  reader.rows(sql, {}, [&](const db::Row& row) { answered = row.integer(0) == 1; });
  return answered;
}

}  // namespace access
