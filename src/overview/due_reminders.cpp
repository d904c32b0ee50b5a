// Looks through everybody's eyes, and writes the notices.
#include "overview/due_reminders.h"

#include "access/digest.h"
#include "access/in_their_place.h"
#include "access/inbox.h"
#include "access/unit_of_work.h"
#include "record/action_store.h"
#include "record/due.h"
#include "record/due_store.h"
#include "record/notice_store.h"

#include <fmt/format.h>

#include <stdexcept>

namespace overview {
namespace {

constexpr access::JobName job{"due_reminders"};
constexpr base::LocalTime from_six{6 * 60};

/// What makes it one thing on one day: put off or brought forward, it is told of anew.
base::Bytes32 key_of(const record::Due& due) { return access::digest({base::as_bytes(due.key), base::as_bytes(base::to_iso(due.on))}); }

/// The fewest days to go of those that have come; nothing while all are still ahead. 0: it is late, or due today.
std::optional<int> ahead_of(const record::Due& due, const record::Aheads& aheads, base::LocalDate today) {
  const auto to_go = due.on - today;
  if (to_go <= 0) return 0;
  std::optional<int> out;
  for (const auto days : aheads)
    if (to_go <= days) out = days;
  return out;
}

std::string words_of(const record::Due& due, base::LocalDate today) {
  const auto to_go = due.on - today;
  if (to_go < 0) return fmt::format("{}. It was due on {}.", due.what, base::to_text(due.on));
  return fmt::format("{}. Due {}.", due.what, to_go == 0 ? "today" : "on " + base::to_text(due.on));
}

}  // namespace

std::size_t DueReminders::look() {
  const auto now = house_.zone().to_local(house_.now());
  if (looked_on_ == now.date || now.time < from_six) return 0;
  std::vector<access::StaffId> everybody;
  record::Aheads aheads;
  {
    auto reader = house_.reader();
    reader->look_as(house_.house_sight());
    everybody = record::list_who_is_reminded(*reader, now.date);
    aheads = record::find_aheads(*reader);
  }
  const auto* sources = house_.find_room<record::DueSources>();
  if (!sources || aheads.empty()) return 0;
  std::size_t told = 0;
  for (const auto& staff : everybody) {
    access::InTheirPlace they(house_, staff);
    if (!they.may_sign_in()) continue;
    for (const auto& due : sources->list(they.visit(), now.date + aheads.front())) {
      if (due.done || !due.is_mine(staff)) continue;
      const auto ahead = ahead_of(due, aheads, now.date);
      if (!ahead) continue;
      const auto key = key_of(due);
      {
        auto reader = house_.reader();
        reader->look_as(house_.house_sight());
        // A notice comes once for each number of days; what is to be done stands in the inbox until it is done, and is asked for once.
        if (record::was_reminded(*reader, staff, key, due.pupil.is_nil() ? aheads.front() : *ahead)) continue;
      }
      access::UnitOfWork work(house_, job);
      record::remind(work, staff, key, *ahead,
                     {.deed = record::deeds::due_reminded, .subject = staff.bytes(), .info = due.pupil.is_nil() ? std::nullopt : std::optional(due.info_class), .pupil = due.pupil});
      if (due.pupil.is_nil()) {
        record::NewAction action{.id = record::ActionId(work.fresh_bytes()), .what = due.what, .owner = record::Owner::of(staff), .due_on = due.on, .source = {"due", {}, due.leads_to.text()}};
        for (auto& step : record::steps_of(action, staff, work.now()).steps) work.also(std::move(step));
      } else {
        work.also(record::insert_notice({.id = record::NoticeId(work.fresh_bytes()), .staff = staff, .source = "due", .source_id = work.fresh_bytes(), .pupil = due.pupil, .info_class = due.info_class,
                                         .words = words_of(due, now.date)},
                                        work.now()));
      }
      if (const auto done = std::move(work).commit(); !done) {
        // Another look was quicker: it is told.
        if (done.error().kind == base::Error::Kind::conflict) continue;
        throw std::runtime_error("a reminder could not be kept");
      }
      if (auto* inbox = house_.find_room<access::InboxCounter>()) inbox->touch(staff, house_.now());
      ++told;
    }
  }
  looked_on_ = now.date;
  return told;
}

}  // namespace overview
