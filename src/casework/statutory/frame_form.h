// Inputs that beginning and changing a review or request share: who leads it, what it is counted from, how the pupil moves on.
#pragma once

#include "casework/statutory/course.h"
#include "people/pupil.h"
#include "web/components/frame.h"
#include "web/html.h"
#include "web/request.h"
#include "access/visit.h"

namespace statutory {

using Errors = std::vector<base::FieldError>;

web::Html counted_from_field(const std::string& value, const std::string& error);
web::Html transfer_field(const std::string& value, const std::string& error);
/// The day of a move between post-16 settings, where it is not at the end of the school year.
web::Html transfer_on_field(const std::string& value, const std::string& error);
/// A colleague's full name, with those of the school to choose from.
web::Html lead_field(access::Visit& visit, const std::string& value, const std::string& error);
access::StaffId read_lead(access::Visit& visit, const web::Form& typed, Errors& wrong);
/// How the pupil moves on, as it was typed.
struct Moves {
  Transfer transfer = Transfer::none;
  int year = 0;  ///< the academic year at whose end it is; 0 for no move
  std::optional<base::LocalDate> on = {};
};
Moves read_transfer(const web::Form& typed, const people::Pupil& pupil, base::LocalDate today, Errors& wrong);
/// Reads "2026-03-03"; an empty box is nothing where `ask` is empty. What is wrong stands beside the field.
std::optional<base::LocalDate> read_day(const web::Form& typed, std::string_view name, std::string_view ask, Errors& wrong);
/// Trimmed and clean.
std::string typed_text(const web::Form& typed, std::string_view name);
web::FrameOutcome outcome_of(const Errors& errors);

}  // namespace statutory
