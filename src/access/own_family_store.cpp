// SQL of staff whose own child or relative a pupil is.
#include "access/own_family_store.h"

#include "access/staff_store.h"

namespace access {
namespace {

constexpr db::Sql all =
    "SELECT o.staff_id, s.name, o.pupil_id, COALESCE(p.given || ' ' || p.family, '') FROM own_family o JOIN staff s ON s.id = o.staff_id "
    "LEFT JOIN seen_pupil p ON p.id = o.pupil_id ORDER BY s.folded, o.staff_id, o.pupil_id";
constexpr db::Sql note = "INSERT INTO own_family (staff_id, pupil_id) VALUES (:staff, :child) ON CONFLICT DO NOTHING";
// Never by the one who would see more for it.
constexpr db::Sql end = "DELETE FROM own_family WHERE staff_id = :staff AND pupil_id = :child AND staff_id <> :me";

}  // namespace

std::vector<OwnFamilyLine> list_own_family(const FamilyPass& pass) {
  return pass.rows(all, [](const db::Row& row) {
    return OwnFamilyLine{row.id<StaffId>(0), row.string(1), row.id<PupilId>(2), row.string(3)};
  });
}

void note_own_family(UnitOfWork& work, const FamilyPass& pass, const StaffId& staff, const PupilId& pupil) {
  work.write(pass, Entry{.deed = deeds::own_family_noted, .subject = staff.bytes(), .pupil = pupil}, note, {{"staff", staff}, {"child", pupil}});
  work.also(bump_epoch());
}

void end_own_family(UnitOfWork& work, const FamilyPass& pass, const StaffId& staff, const PupilId& pupil) {
  work.write(pass, Entry{.deed = deeds::own_family_ended, .subject = staff.bytes(), .pupil = pupil}, end, {{"staff", staff}, {"child", pupil}},
             Expect::one, base::Error::conflict("Somebody other than the person themselves has to take this back.", "own family of oneself"));
  work.also(bump_epoch());
}

}  // namespace access
