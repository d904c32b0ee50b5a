// Reads what is counted out of a session's words.
#include "casework/sessions/session_keeper.h"

#include "casework/sessions/session_store.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace sessions {
namespace {

using access::Visit;

std::string text_of(const record::Body& body, std::string_view name) {
  const auto* value = body.find(name);
  return value && value->string() ? *value->string() : std::string();
}
std::optional<int> whole_of(const record::Body& body, std::string_view name) {
  const auto* value = body.find(name);
  if (!value) return std::nullopt;
  if (const auto* whole = value->integer()) return static_cast<int>(*whole);
  if (const auto* real = value->real()) return static_cast<int>(*real);
  return std::nullopt;
}

/// What a session's words say of how much there was.
struct Counted {
  Happened happened;
  std::string reason;
  int minutes;
  std::optional<int> engagement;
};
Counted counted(const record::Body& body) {
  Counted out{happened_of(text_of(body, "delivered")).value_or(Happened::yes), text_of(body, "not_delivered_why"), 0, whole_of(body, "engagement")};
  if (out.happened != Happened::no) out.minutes = whole_of(body, "minutes").value_or(whole_of(body, "planned_minutes").value_or(0));
  return out;
}

Place place_in(const record::Body& body) {
  const auto setting = text_of(body, "setting");
  return setting == "in_class" ? Place::in_class : setting == "home" ? Place::home : setting == "community" ? Place::community : Place::withdrawal;
}

class SessionKeeper final : public record::KindKeeper {
 public:
  web::Html before_saving(Visit&, const web::Form&) const override {
    return web::inset_text(web::html("<p>Is it on your timetable? <a class=\"govuk-link\" href=\"{}\">Write it up from its card</a>: two taps a pupil, and its targets are there.</p>",
                                     web::Url::path("/sessions")));
  }

  web::Html on_its_page(Visit& visit, const record::Record& record) const override {
    const auto own = access::Door::staff<access::May::entries_own>(visit);
    const auto session = own ? find_of_record(*own, record.id) : std::nullopt;
    if (!session) return {};
    return web::html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">The session, with what its targets showed</a></p>", web::Url::path("/sessions/{}", *session));
  }

  void go_with_correction(access::UnitOfWork& work, Visit&, const record::Record& stood, const record::Correction& correction) const override {
    const auto what = counted(record::Body::stored(correction.body));
    work.also(follow_correction(stood.id, what.happened, what.reason, what.minutes, what.engagement));
  }

  void go_with(access::UnitOfWork& work, Visit& visit, const record::NewRecord& record) const override { count(work, visit, record, visit.who().id); }

  /// What ended is counted no more (a trigger on its tombstone); what was written anew is counted for the right pupil, as given by who gave it.
  void go_with_move(access::UnitOfWork& work, Visit& visit, const record::Record& stood, const record::NewRecord& anew) const override {
    count(work, visit, anew, stood.author_id);
  }

 private:
  static void count(access::UnitOfWork& work, const Visit& visit, const record::NewRecord& record, const access::StaffId& staff) {
    const auto body = record::Body::stored(record.body);
    const auto what = counted(body);
    const auto began = visit.house().zone().to_local(record.occurred_at);
    Card card;
    card.day = began.date;
    card.starts = began.time.minutes;
    card.minutes = std::max(1, whole_of(body, "planned_minutes").value_or(what.minutes > 0 ? what.minutes : 30));
    card.staff = staff;
    card.title = text_of(body, "programme");
    if (card.title.empty()) card.title = "Session";
    card.place = place_in(body);
    std::vector<PupilPart> parts;
    for (const auto& of : record.parts) {
      PupilPart part;
      part.pupil = of.pupil;
      part.happened = what.happened;
      part.reason = what.reason;
      part.minutes = what.minutes;
      part.engagement = what.engagement;
      parts.push_back(std::move(part));
    }
    for (auto& step : steps_of_record(SessionId(record.id.bytes()), card, parts, record.id, staff, work.now())) work.also(std::move(step));
  }
};

}  // namespace

void add_keeper(record::KindKeepers& keepers) { keepers.add("session", std::make_shared<SessionKeeper>()); }

}  // namespace sessions
