// The form of a slot: drawn, read, and asked back about what is unusual but not impossible.
#pragma once

#include "casework/timetable/slot_store.h"
#include "web/html.h"

#include <optional>

namespace timetable {

/// What was typed, as far as it could be read; the id is the caller's.
struct TypedSlot {
  Slot slot;
  std::vector<base::FieldError> wrong = {};
};
TypedSlot read_slot_form(access::Visit& visit, const access::Pass& pass);
/// What the form begins with: a slot, or what the address says (?staff=&pupil=&group=&kind=).
web::Form form_of(const Slot& slot, base::LocalDate from);
/// The fields, with what stands in `typed`.
web::Html slot_fields(access::Visit& visit, const access::Pass& pass, const web::Form& typed, const std::vector<base::FieldError>& errors);

/// What is unusual: outside the school's day, or somebody in two places at once in the first four weeks. Each a sentence.
std::vector<std::string> questions(access::Visit& visit, const Own& pass, const Slot& slot, const SlotId& instead_of);
/// The box that says "save it all the same", with the questions above it.
web::Html questions_field(const std::vector<std::string>& questions);

}  // namespace timetable
