// How staff are drawn: their address, the state of their account, and a first password that is shown once.
#pragma once

#include "access/staff_store.h"
#include "web/html.h"
#include "web/response.h"

#include <string_view>

namespace people {

web::Url staff_url(const access::StaffId& staff);
/// "Suspended", "Left", "No account", "Second factor", "Password only".
web::Html standing_tag(const access::StaffLine& line, base::LocalDate today);
/// Once `work` is durable: the page with the one-time password, which nobody sees again.
access::Answer show_once(access::Visit& visit, access::UnitOfWork work, std::string_view name, std::string_view username,
                         const base::Secret& password, const web::Url& on_to);

}  // namespace people
