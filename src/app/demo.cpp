// `alongside demo`: a whole believable school, the same on every machine for the same seed.
#include "app/commands.h"
#include "app/demo_school.h"
#include "app/wiring.h"
#include "record/search_index.h"

#include <fmt/format.h>

#include <cstdio>

namespace app {

int demo(const Arguments& arguments) {
  const auto pupils = arguments.number("pupils", 420, 30, 5000);
  const auto seed = arguments.number("seed", 1, 0, 1'000'000'000);
  const auto years = arguments.number("years", 2, 1, 5);
  const auto records = arguments.number("records", 0, 0, 5'000'000);
  for (const auto* number : {&pupils, &seed, &years, &records})
    if (!*number) return refuse(number->error());
  const auto phase = arguments.text("phase", "primary");
  if (phase != "primary" && phase != "secondary")
    return refuse(base::Error::invalid("phase", "--phase is primary or secondary", "phase"));

  auto options = house_options(arguments);
  options.create = true;
  access::House house(std::move(options));
  if (house.is_founded())
    return refuse(base::Error::conflict("There is a school here already. Choose another --data, or remove that one first.", "demo over a school"));

  people::InventChoices choices;
  choices.seed = static_cast<std::uint64_t>(*seed);
  choices.phase = phase == "secondary" ? people::SchoolPhase::secondary : people::SchoolPhase::primary;
  choices.pupils = static_cast<int>(*pupils);
  choices.years = static_cast<int>(*years);
  choices.today = base::Zone("Europe/London").date_of(house.now());
  std::fputs(fmt::format("Inventing a {} school of {} pupils…\n", phase, choices.pupils).c_str(), stdout);
  const auto school = people::invent_school(choices);
  if (auto made = found_demonstration(house, school, choices.seed); !made) return refuse(made.error());
  if (auto planned = timetable_demonstration(house, school, choices.seed); !planned) return refuse(planned.error());
  furnish(house);
  // Search is filled beside the writing, so that the first to open the school finds what they look for.
  auto& index = house.room<record::SearchIndex>();
  index.start();
  const auto written = write_demonstration_records(house, school, choices, *records, [](std::int64_t done, std::int64_t all) {
    std::fputs(fmt::format("\rWriting records: {} of about {}", done, all).c_str(), stdout);
    std::fflush(stdout);
  });
  if (!written) return refuse(written.error());
  if (auto planned = write_demonstration_plans(house, school, choices.seed); !planned) return refuse(planned.error());
  if (auto covered = write_demonstration_cover(house, school, choices.seed); !covered) return refuse(covered.error());
  if (auto decided = decide_demonstration_concerns(house, school); !decided) return refuse(decided.error());
  if (auto changed = change_demonstration_days(house, school, choices.seed); !changed) return refuse(changed.error());
  if (auto supported = write_demonstration_provision(house, school, choices.seed); !supported) return refuse(supported.error());
  if (auto reviewed = review_demonstration(house, school); !reviewed) return refuse(reviewed.error());
  if (auto kept = keep_demonstration_safe(house, school); !kept) return refuse(kept.error());
  std::fputs("\nFilling the search index…", stdout);
  std::fflush(stdout);
  index.finish();
  std::fputs(fmt::format("\n{} is ready: {} pupils, {} adults, {} records.\n", school.name, school.roll.pupils.size(), school.roll.staff.size(),
                         *written).c_str(), stdout);
  return 0;
}

}  // namespace app
