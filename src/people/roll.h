// What a school holds of its people, as plain values: the roll that imports compare with, stores write, and the demonstration school invents.
#pragma once

#include "access/ids.h"
#include "access/policy.h"
#include "base/id.h"
#include "base/time.h"
#include "people/sen.h"
#include "people/year_group.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace people {

using access::StaffId;

enum class YesNo : std::uint8_t { unknown, no, yes };
/// "", "no", "yes": as stored.
std::string_view code(YesNo value);
YesNo yes_no_of(std::string_view code);

/// A pupil. Empty text and missing values mean "not known".
struct PupilRecord {
  std::optional<PupilId> id;
  std::string upn;                       ///< checked, upper case
  std::vector<std::string> former_upns;  ///< oldest first
  std::string uln, admission_no;
  std::string legal_forename, legal_surname;
  std::string preferred_forename, preferred_surname;  ///< empty where the legal one is used
  std::optional<base::LocalDate> born;
  std::string sex;                      ///< "F", "M" or empty
  std::optional<YearGroup> year_group;  ///< the actual one; the one by age is expected_year_group()
  std::string class_name, house;
  std::optional<base::LocalDate> joined_on, left_on;
  std::optional<SenStatus> sen_status;
  std::string sen_need;  ///< codes of sen_types(), first need first, a space between
  std::string first_language;
  YesNo eal = YesNo::unknown, fsm = YesNo::unknown, pupil_premium = YesNo::unknown, looked_after = YesNo::unknown,
        service_child = YesNo::unknown;
  std::string ethnicity;
  std::string medical_note;  ///< what a grown-up beside the child must know
  friend bool operator==(const PupilRecord&, const PupilRecord&) = default;

  const std::string& forename() const { return preferred_forename.empty() ? legal_forename : preferred_forename; }
  const std::string& surname() const { return preferred_surname.empty() ? legal_surname : preferred_surname; }
};

struct StaffRecord {
  std::optional<StaffId> id;
  std::string staff_code, title, forename, surname, email, phone;
  std::string post;                 ///< the job title, in the school's words
  std::vector<access::Role> roles;  ///< in the order of the enumeration, none twice
  std::optional<base::LocalDate> started_on, left_on;
  friend bool operator==(const StaffRecord&, const StaffRecord&) = default;
};

/// A registration class, or a group of any other kind (teaching set, intervention).
enum class ClassKind : std::uint8_t { registration, group };
/// "class", "group": as stored.
std::string_view code(ClassKind kind);

struct ClassRecord {
  std::optional<ClassId> id;
  std::string name;
  ClassKind kind = ClassKind::registration;
  std::optional<YearGroup> year_group;
  std::string subject;
  std::vector<std::string> teachers;  ///< staff codes, e-mail addresses or names, as the source has them
  friend bool operator==(const ClassRecord&, const ClassRecord&) = default;
};

/// One family member as one pupil's: the person and the tie together. Siblings have one each.
struct FamilyMemberRecord {
  std::optional<FamilyMemberId> id;
  std::optional<PupilId> pupil;
  int order = 0;  ///< 1 is called first
  std::string title, forename, surname, relationship;
  YesNo responsibility = YesNo::unknown;  ///< parental responsibility
  YesNo lives_with = YesNo::unknown;
  std::string mobile, home_phone, work_phone, email, address, language, note;
  bool is_kept_safe = false;  ///< how they are reached is not here, and no file changes it
  friend bool operator==(const FamilyMemberRecord&, const FamilyMemberRecord&) = default;
};

struct MembershipRecord {
  PupilId pupil;
  std::string class_name;
  ClassKind kind = ClassKind::registration;
  friend bool operator==(const MembershipRecord&, const MembershipRecord&) = default;
};

/// Everything an import is compared with.
struct SchoolRoll {
  std::vector<PupilRecord> pupils;
  std::vector<StaffRecord> staff;
  std::vector<ClassRecord> classes;
  std::vector<FamilyMemberRecord> family;
  std::vector<MembershipRecord> memberships;
};

/// A role from the words of a job title or a code ("Teaching assistant", "aide", "key_worker"). Only roles that an import may give:
/// safeguarding, leadership and administration are given by people, on the staff page.
std::optional<access::Role> importable_role(std::string_view words);

}  // namespace people
