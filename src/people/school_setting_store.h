// What a school says of itself in a word or two, beside its name.
#pragma once

#include "access/unit_of_work.h"

#include <string>

namespace people {

/// The telephone on which the duty DSL answers; empty until the school has entered it.
std::string duty_dsl_phone(const access::Pass& pass);
void set_duty_dsl_phone(access::UnitOfWork& work, const access::StaffPass<access::May::school_administer>& pass, std::string_view phone);
/// The bare statement, for setting a school up.
access::Step put_duty_dsl_phone(std::string_view phone, const access::StaffId& by, base::UtcTime now);

namespace deeds {
inline constexpr access::Deed setting_changed{"school.setting", "Changed what the school says of itself"};
}  // namespace deeds

}  // namespace people
