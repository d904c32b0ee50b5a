// What somebody had typed when the sign-in had ended or was locked: carried through the password page, so that no word is lost.
#pragma once

#include "access/visit.h"
#include "web/html.h"

namespace access {

/// Hidden fields that keep the posted form and where it was going. Empty for a page that was only asked for, except its address.
web::Html hold(const web::Request& request);
/// Passes held fields on to the next page of the door.
web::Html hold_again(const web::Form& form);
/// Where to go after the door: the held form's confirmation, or the page that was asked for, or My day.
bool holds_form(const web::Form& form);
/// "/write": only paths of our own.
web::Url held_place(const web::Form& form);
/// The page that gives the form back, to be sent with one press. `heading` says what has just gone well.
web::Html give_back(const web::Form& form, std::string_view csrf, std::string_view heading);
/// The same for what could not be saved at this moment, with the words why. Files have to be chosen again.
web::Html not_saved(const web::Request& request, std::string_view csrf, std::string_view why);

}  // namespace access
