// SQL of a family's names.
#include "people/family_store.h"

namespace people {
namespace {

constexpr db::Sql family_of = "SELECT id, title, given, family, relationship FROM seen_family WHERE pupil_id = :about ORDER BY place, family, given, id";

}  // namespace

std::vector<FamilyMember> list_family(const access::Pass& pass, const PupilId& pupil) {
  return pass.rows(family_of, [](const db::Row& row) {
    std::string name;
    for (int column = 1; column < 4; ++column) {
      if (row.text(column).empty()) continue;
      if (!name.empty()) name += ' ';
      name += row.text(column);
    }
    return FamilyMember{row.id<FamilyMemberId>(0), name, row.string(4)};
  }, {{"about", pupil}});
}

}  // namespace people
