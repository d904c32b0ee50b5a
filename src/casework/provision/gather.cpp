// Reads promises, cards and sessions, and keeps the ledger of them.
#include "casework/provision/gather.h"

#include "casework/plans/provision_line_store.h"
#include "casework/provision/pay.h"
#include "casework/sessions/timetabled.h"
#include "casework/timetable/reduced_store.h"
#include "people/calendar_store.h"
#include "record/catalogue.h"

#include <fmt/format.h>

#include <algorithm>

namespace provision {
namespace {

constexpr int most_days = 4 * 366;

/// Care and other narrower provision is not of this page.
std::vector<plans::ProvisionLine> of_send(std::vector<plans::ProvisionLine> lines) {
  std::erase_if(lines, [](const plans::ProvisionLine& line) { return line.info_class != access::InfoClass::c6_send; });
  return lines;
}

Gathered kept(access::Visit& visit, const access::Pass& pass, Gathered out, std::vector<sessions::Card> cards, const sessions::Written& written) {
  for (auto& card : cards)
    std::erase_if(card.pupils, [&](const sessions::CardPupil& pupil) { return written.contains({{card.slot, card.day}, pupil.pupil}); });
  const auto calendar = people::load_calendar(pass);
  out.entries = keep_ledger({out.lines, cards, out.given, calendar, out.days, visit.today(), visit.house().zone().to_local(visit.now()).time.minutes, out.reduced});
  return out;
}

}  // namespace

Gathered gather(access::Visit& visit, const PupilSight& pass, const sessions::Days& days) {
  Gathered out{days, of_send(plans::list_provision_lines(pass, days.first, days.last)), sessions::list_owed_to(pass, pass.pupil(), days), {}};
  const auto week = pass.narrowed<access::May::chronology_read>();
  auto cards = week ? sessions::list_cards_of(*week, out.lines, days) : std::vector<sessions::Card>{};
  if (week) out.reduced = timetable::list_reduced(*week);
  std::erase_if(out.reduced, [&](const timetable::Reduced& each) { return each.starts_on > days.last || (each.ended_on && *each.ended_on <= days.first); });
  const auto written = cards.empty() ? sessions::Written{} : sessions::list_written_of(pass, pass.pupil(), days.with_moves());
  return kept(visit, pass, std::move(out), std::move(cards), written);
}

Gathered gather(access::Visit& visit, const CaseloadSight& pass, const sessions::Days& days, Cards which) {
  Gathered out{days, of_send(plans::list_provision_lines(pass, days.first, days.last)), sessions::list_owed_across(pass, days), {}};
  auto cards = which == Cards::all ? sessions::list_cards_across(pass, out.lines, days) : std::vector<sessions::Card>{};
  out.reduced = timetable::list_reduced_between(pass, days.first, days.last);
  // Only cards ask what was written up: a year of a large school is not read for none.
  const auto written = cards.empty() ? sessions::Written{} : sessions::list_written(pass, days.with_moves());
  return kept(visit, pass, std::move(out), std::move(cards), written);
}

base::Result<sessions::Days> read_days(const access::Visit& visit, const access::Pass& pass) {
  const auto& query = visit.query();
  std::vector<base::FieldError> wrong;
  const auto read = [&](std::string_view name) {
    const auto text = query.text(name);
    const auto day = base::parse_iso_date(text);
    if (!day && !text.empty()) wrong.push_back({std::string(name), "Enter a real day, like 2026-03-03"});
    return day;
  };
  const auto from = read("from"), to = read("to");
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "days of provision");
  sessions::Days out{visit.today(), to.value_or(visit.today())};
  if (from) {
    out.first = *from;
  } else {
    const auto half_term = people::load_calendar(pass).half_term_of(out.last);
    out.first = half_term ? half_term->first : out.last + -42;
  }
  if (out.last < out.first) return base::Error::invalid("to", "The last day must not be before the first", "days of provision");
  if (out.last - out.first > most_days) return base::Error::invalid("from", "Ask for four years at most", "days of provision");
  return out;
}

LossWords::LossWords(const access::Visit& visit) {
  words_.emplace(not_written_up, "Not written up");
  words_.emplace(not_timetabled, "On no timetable");
  words_.emplace(cancelled, "Cancelled on the timetable");
  words_.emplace(not_on_site, "Not at school, by the reduced timetable");
  words_.emplace(no_reason_given, "No reason given");
  const auto in_force = visit.house().room<record::Catalogue>().find("session");
  if (!in_force) return;
  for (const auto& field : in_force->kind->fields)
    if (field.name == "not_delivered_why")
      for (const auto& choice : field.choices) words_.emplace(choice.code, choice.label);
}

std::string LossWords::words(std::string_view reason) const {
  const auto found = words_.find(reason);
  return found == words_.end() ? std::string(reason) : found->second;
}

std::string minutes_words(std::int64_t minutes) { return minutes < 60 ? fmt::format("{} min", minutes) : hours_words(minutes); }

std::string share_words(const Tally& tally) { return tally.promised == 0 ? std::string() : fmt::format("{}%", tally.delivered * 100 / tally.promised); }

}  // namespace provision
