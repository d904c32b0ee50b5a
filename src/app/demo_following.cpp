// What the demonstration school made of the records of the last weeks, so that inboxes look lived in.
#include "access/chain.h"
#include "app/demo_school.h"
#include "record/action_store.h"
#include "record/must_see_store.h"
#include "record/sign_off_store.h"

#include <algorithm>
#include <array>

namespace app {
namespace {

constexpr std::array<std::string_view, 5> asked_for{"Tell the class team what helped", "Ring home and say how the day went",
                                                    "Try the quiet corner before lunch for a week", "Put the picture cards back on the ring",
                                                    "Bring last week's work to our talk on Friday"};
constexpr std::array<std::string_view, 3> comments{"Please say who else was there.", "What happened just before this?", "Which of the strategies did you try first?"};

struct Deed {
  base::UtcTime at;
  std::vector<access::Step> steps;
  access::ChainEntry entry;
};

access::ChainEntry entry_of(const DemoFollowed& followed, const access::Deed& deed, const access::StaffId& by, base::UtcTime at) {
  access::ChainEntry out;
  out.at = at;
  out.actor = by.bytes();
  out.deed = std::string(deed.code);
  out.info_class = static_cast<int>(followed.info_class);
  out.subject = followed.record.bytes();
  out.pupil = followed.pupil.bytes();
  out.policy_version = access::policy_version;
  return out;
}

template <class Words>
std::string one_of(const Words& words, base::Random& random) {
  return std::string(words[random.below(words.size())]);
}

}  // namespace

base::Result<void> follow_up_demonstration(access::House& house, const std::vector<DemoFollowed>& records, base::Random& random) {
  const auto now = house.now();
  const auto today = house.today();
  std::vector<Deed> deeds;
  for (const auto& one : records) {
    const auto age = now - one.recorded_at;
    const auto read_at = std::min(now, one.recorded_at + base::hour_ms * static_cast<std::int64_t>(1 + random.below(20)));
    if (age > 2 * base::day_ms) {
      for (const auto& who : one.must_see)
        if (random.below(6) != 0)
          deeds.push_back({read_at, {record::seen_step(one.record, who.staff, read_at)}, entry_of(one, record::deeds::acknowledged, who.staff, read_at)});
    }
    if (!one.signers.empty() && age > base::day_ms) {
      const auto& signer = one.signers.front();
      if (random.below(7) == 0) {
        deeds.push_back({read_at, record::sign_off_steps(one.record, one.version, record::SignOffDeed::returned, one_of(comments, random), signer, read_at),
                         entry_of(one, record::deeds::returned, signer, read_at)});
      } else if (age > 3 * base::day_ms) {
        deeds.push_back({read_at, record::sign_off_steps(one.record, one.version, record::SignOffDeed::signed_off, "", signer, read_at),
                         entry_of(one, record::deeds::signed_off, signer, read_at)});
      }
    }
    if (!one.signers.empty() && age > base::day_ms && age < 12 * base::day_ms && random.below(5) == 0) {
      record::NewAction action;
      action.id = record::ActionId(base::make_uuid7(read_at, random));
      action.what = one_of(asked_for, random);
      // Now and then it goes the other way: to whoever leads the support.
      const bool upwards = random.below(4) == 0;
      action.owner = record::Owner::of(upwards ? one.signers.back() : one.author);
      action.due_on = house.zone().date_of(read_at) + static_cast<std::int32_t>(1 + random.below(12));
      action.urgency = random.below(5) == 0 ? record::ActionUrgency::soon : record::ActionUrgency::normal;
      action.pupil = one.pupil;
      action.info_class = one.info_class;
      action.source = {"record", one.record.bytes(), "/records/" + one.record.text()};
      if (action.due_on < today + -3) continue;  // such a one would have been done, or escalated
      auto made = record::steps_of(action, upwards ? one.author : one.signers.front(), read_at);
      deeds.push_back({read_at, std::move(made.steps), std::move(made.entry)});
    }
  }
  std::stable_sort(deeds.begin(), deeds.end(), [](const Deed& a, const Deed& b) { return a.at < b.at; });
  return house.pen().run([&](db::WriteConnection& connection, access::Pen& pen) -> base::Result<void> {
    for (auto& deed : deeds) {
      for (const auto& step : deed.steps)
        if (connection.execute(step.sql, step.binds) != 1) return base::Error::conflict("The demonstration could not be written.", "a step of it missed");
      pen.append(connection, deed.entry);
    }
    return {};
  });
}

}  // namespace app
