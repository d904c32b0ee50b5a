// Medicine plans and doses as they are kept.
#pragma once

#include "access/unit_of_work.h"
#include "casework/care/medicine.h"

#include <vector>

namespace care {

using ReadPass = access::PupilPass<access::May::chronology_read>;
using KeepPass = access::PupilPass<access::May::record_correct>;

/// Whether this pass's person sees medical information of its pupil, or keeps it.
template <class AnyPass>
bool sees_medicines(const AnyPass& pass) {
  return (pass.grants().for_pupil(pass.pupil()).classes(access::Act::see) & access::bit(access::InfoClass::c7_medical)) != 0;
}
template <class AnyPass>
bool keeps_medicines(const AnyPass& pass) {
  return (pass.grants().for_pupil(pass.pupil()).classes(access::Act::correct) & access::bit(access::InfoClass::c7_medical)) != 0;
}

/// The lines of the pupil, those that have ended behind. Notes the sight.
std::vector<MedicineLine> list_lines(const ReadPass& pass);
/// Doses of a line since a moment, newest first.
std::vector<Dose> list_doses(const ReadPass& pass, const MedicineLineId& line, base::UtcTime since);

void add_line(access::UnitOfWork& work, const KeepPass& pass, const MedicineLine& line);
/// It may be given no more. Its doses stay.
void end_line(access::UnitOfWork& work, const KeepPass& pass, const MedicineLineId& line);
/// What has come in or was taken away, counted anew.
void count_stock(access::UnitOfWork& work, const KeepPass& pass, const MedicineLineId& line, std::int64_t stock);

/// The dose of a record, as a further statement of the deed that writes it. A dose that stands already, or one too near, fails the unit with conflict.
struct NewDose {
  MedicineLineId line;
  access::PupilId pupil;
  record::RecordId record;
  base::UtcTime given_at;
  std::int64_t amount = 0;
  std::string slot;  ///< empty: by need
  std::int64_t guard_minutes = 0;
  int most_a_day = 0;
  base::UtcTime day_begins;
};
void give(access::UnitOfWork& work, const NewDose& dose);

}  // namespace care
