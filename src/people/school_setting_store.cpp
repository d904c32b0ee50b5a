// SQL of the school's own words.
#include "people/school_setting_store.h"

namespace people {
namespace {

constexpr db::Sql read = "SELECT value FROM school_setting WHERE name = 'duty_dsl_phone'";
constexpr db::Sql put =
    "INSERT INTO school_setting (name, value, set_by, set_at) VALUES ('duty_dsl_phone', :value, :by, :at) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at";

}  // namespace

std::string duty_dsl_phone(const access::Pass& pass) {
  return pass.row(read, [](const db::Row& row) { return row.string(0); }).value_or(std::string());
}

access::Step put_duty_dsl_phone(std::string_view phone, const access::StaffId& by, base::UtcTime now) {
  return {put, {{"value", phone}, {"by", by}, {"at", now}}};
}

void set_duty_dsl_phone(access::UnitOfWork& work, const access::StaffPass<access::May::school_administer>& pass, std::string_view phone) {
  work.write(pass, access::Entry{.deed = deeds::setting_changed, .subject = pass.who().id.bytes()}, put_duty_dsl_phone(phone, pass.who().id, work.now()),
             access::Expect::one);
}

}  // namespace people
