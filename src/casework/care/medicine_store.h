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

/// The dose a record counts as, where it counts as one.
struct DoseOfRecord {
  MedicineLineId line;
  Dose dose;
  std::string unit;
  std::optional<std::int64_t> stock;  ///< of the line, now
};
std::optional<DoseOfRecord> find_dose(const ReadPass& pass, const record::RecordId& record);

/// The dose of a record, as a further statement of the deed that writes it. A dose that stands already, or one too near, fails the unit with conflict.
enum class Under { live_line, any_line };  ///< a record that is put right may be of a line that has ended since
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
  access::StaffId giver;
  Under under = Under::live_line;
};
void give(access::UnitOfWork& work, const NewDose& dose);
/// The bare statements of both, for the demonstration school.
std::vector<access::Step> dose_steps(const NewDose& dose);
access::Step line_step(const MedicineLine& line, const access::StaffId& made_by, base::UtcTime at);
/// The record counts as no dose any more: its due time is free, and what it took off the stock is put back, unless that was counted since.
void take_back(access::UnitOfWork& work, const record::RecordId& record);
/// Who gave the dose of a record, where it counts as one.
void name_giver(access::UnitOfWork& work, const record::RecordId& record, const access::StaffId& giver);

namespace deeds {
inline constexpr access::Deed line_added{"medicine_line.added", "Added a medicine to a pupil's plan"};
inline constexpr access::Deed line_ended{"medicine_line.ended", "Ended a medicine of a pupil's plan"};
inline constexpr access::Deed stock_counted{"medicine_line.counted", "Counted a pupil's medicine"};
inline constexpr access::Deed lines_seen{"medicine_lines.seen", "Saw a pupil's medicine plan"};
inline constexpr access::Deed dose_corrected{"medicine_dose.corrected", "Corrected a dose in a pupil's medicine plan"};
inline constexpr access::Deed dose_taken_back{"medicine_dose.taken_back", "Took a dose back out of a pupil's medicine plan"};
}  // namespace deeds

}  // namespace care
