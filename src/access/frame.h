// The frame of a signed-in person's pages: what the top bar and the navigation show, by what they may do.
#pragma once

#include "access/visit.h"
#include "web/components/frame.h"
#include "web/response.h"

#include <string>
#include <string_view>
#include <vector>

namespace access {

enum class Place { none, my_day, pupils, timetable, write, entries, concerns, inbox, sign_offs, reports, school };

struct PageHead {
  std::string title;
  Place place = Place::none;
  web::Html before = {};  ///< back link
  web::FrameOutcome outcome = web::FrameOutcome::fine;
  std::string query = {};
  web::FrameWidth width = web::FrameWidth::wide;
};

/// A whole page as this visit's person sees it; signed-out visitors get the quiet frame.
web::Html framed(const Visit& visit, const PageHead& head, const web::Html& main);
/// The same as a response. 422 is for a form with errors.
web::Response page(const Visit& visit, int status, const PageHead& head, const web::Html& main);
/// The way to /confirm and back, for somebody who would see more had they just proved who they are; empty for anybody else. The same on
/// every page and for every pupil.
web::Html offer_to_confirm(const Visit& visit);
/// What a browser gets for an error: plain words, what to do next, nothing of what was asked for.
web::Response draw_error(Visit& visit, const base::Error& error);

}  // namespace access
