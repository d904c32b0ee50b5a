// Requests for one person's access log: asking, and what waits for a second person.
#pragma once

#include "access/log_agreement_store.h"
#include "base/result.h"
#include "web/html.h"
#include "web/response.h"

#include <string>
#include <vector>

namespace overview {

/// What waits for an agreement or is open to the reader now; empty where nothing is.
web::Html log_requests(const access::Visit& visit, const access::LogPass& pass);
/// In place of one person's log for whom it is not open: the form that asks for it.
web::Response ask_page(access::Visit& visit, const access::LogPass& pass, const access::LogOf& person, int status,
                       const std::vector<base::FieldError>& errors);
/// The member of staff's or the pupil's name, as far as the reader may know it.
std::string name_of(access::Visit& visit, const access::LogPass& pass, const access::LogOf& person);

}  // namespace overview
