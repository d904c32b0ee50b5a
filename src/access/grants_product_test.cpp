// What two roles and two relations make together, with every way of having signed in: the whole product, for the second implementation.
#include "access/grants.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <cstdlib>
#include <fstream>
#include <vector>

namespace access {
namespace {

/// Every set of at least `least` and at most two of `count` things, as bits.
std::vector<unsigned> ones_and_twos(unsigned count, int least) {
  std::vector<unsigned> out;
  for (unsigned bits = 0; bits < (1U << count); ++bits)
    if (std::popcount(bits) >= least && std::popcount(bits) <= 2) out.push_back(bits);
  return out;
}

struct Case {
  unsigned roles = 0, ties = 0;
  bool own_family = false, on_duty = false, required = false, second_factor = false, fresh = false;
};

Standing standing_of(const Case& c, const PupilId& pupil) {
  Standing out;
  for (unsigned n = 0; n < role_count; ++n)
    if ((c.roles >> n) & 1U) out.person.roles.push_back(static_cast<Role>(n));
  for (unsigned n = 0; n < relation_count; ++n)
    if ((c.ties >> n) & 1U) out.ties.push_back({pupil, static_cast<Relation>(n)});
  if (c.own_family) out.own_family.push_back(pupil);
  out.on_duty = c.on_duty;
  out.second_factor_required = c.required;
  out.strength = c.second_factor ? SignInStrength::second_factor : SignInStrength::password;
  out.freshness = c.fresh ? Freshness::fresh : Freshness::stale;
  return out;
}

/// A line a case: what was brought, then the classes of each act as bits, and whether the glass may be broken, restricted and sealed records read.
std::string line_of(const Case& c, const PupilId& pupil) {
  const auto grants = work_out(standing_of(c, pupil));
  const auto& allowed = grants->for_pupil(pupil);
  return fmt::format("{:x} {:x} {:d}{:d}{:d}{:d}{:d} {:x} {:x} {:x} {:x} {:x} {:x} {:d}{:d}{:d}\n", c.roles, c.ties, c.own_family, c.on_duty, c.required, c.second_factor, c.fresh,
                     allowed.classes(Act::see), allowed.classes(Act::add), allowed.classes(Act::correct), allowed.classes(Act::release), allowed.classes(Act::sign), allowed.classes(Act::decide),
                     grants->may(May::glass_open, pupil), grants->sight()->restricted, grants->sight()->sealed);
}

TEST(Grants, PrintProduct) {
  const PupilId pupil;  // whoever it is
  std::string lines;
  std::size_t cases = 0;
  for (const auto roles : ones_and_twos(role_count, 1))
    for (const auto ties : ones_and_twos(relation_count, 0)) {
      if (ties & 1U) continue;  // everybody works at the school: that is no tie to a pupil
      for (unsigned rest = 0; rest < 32; ++rest, ++cases)
        lines += line_of({roles, ties, (rest & 1U) != 0, (rest & 2U) != 0, (rest & 4U) != 0, (rest & 8U) != 0, (rest & 16U) != 0}, pupil);
    }
  EXPECT_EQ(cases, 153U * 46U * 32U) << "17 roles and 136 pairs; nine ties, 36 pairs and none; five things that are so or not";
  if (const char* path = std::getenv("ALONGSIDE_GRANTS_PRODUCT")) {
    std::ofstream file(path, std::ios::binary);
    file << lines;
    ASSERT_TRUE(file.flush()) << path;
  }
}

}  // namespace
}  // namespace access
