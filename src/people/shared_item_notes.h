// Where those read a shared line to whom it is given, and "speak to the DSL before contacting home".
#pragma once

#include "access/pass.h"
#include "people/pupil.h"
#include "web/html.h"

#include <string>
#include <vector>

namespace people {

/// On a pupil's pages: "Speak to the DSL before contacting home" for who may contact home, and the lines given to the reader.
web::Html shared_notes(const access::Pass& pass, const Pupil& pupil);
/// Above a form that may be about contacting home: the same, and whom an order keeps from being told.
web::Html contact_alert_note(const access::Pass& pass, const std::vector<PupilId>& pupils);
/// On My day: every line given to the reader. Empty where there is none.
web::Html shared_with_me(const access::Pass& pass);
/// The last day of something that ends with this moment.
std::string until_words(const base::Zone& zone, base::UtcTime until);

}  // namespace people
