// The tables themselves. A new field of a record is one line here; mapping, difference, undo and page follow from it.
#include "people/roll_fields.h"

#include "base/text.h"

#include <array>
#include <charconv>
#include <utility>

namespace people {
namespace {

template <auto Member>
struct Plain;
template <class Record, std::string Record::*Member>
struct Plain<Member> {
  static std::string get(const Record& record) { return record.*Member; }
  static void set(Record& record, std::string_view text) { record.*Member = std::string(text); }
};
template <class Record, std::optional<base::LocalDate> Record::*Member>
struct Plain<Member> {
  static std::string get(const Record& record) { return record.*Member ? base::to_iso(*(record.*Member)) : std::string(); }
  static void set(Record& record, std::string_view text) { record.*Member = base::parse_iso_date(text); }
};
template <class Record, std::optional<YearGroup> Record::*Member>
struct Plain<Member> {
  static std::string get(const Record& record) { return record.*Member ? (record.*Member)->code() : std::string(); }
  static void set(Record& record, std::string_view text) { record.*Member = parse_year_group(text); }
};
template <class Record, YesNo Record::*Member>
struct Plain<Member> {
  static std::string get(const Record& record) { return std::string(code(record.*Member)); }
  static void set(Record& record, std::string_view text) { record.*Member = yes_no_of(text); }
};
template <class Record, std::optional<SenStatus> Record::*Member>
struct Plain<Member> {
  static std::string get(const Record& record) { return record.*Member ? std::string(code(*(record.*Member))) : std::string(); }
  static void set(Record& record, std::string_view text) { record.*Member = parse_sen_status(text); }
};
template <class Record, int Record::*Member>
struct Plain<Member> {
  static std::string get(const Record& record) { return record.*Member == 0 ? std::string() : std::to_string(record.*Member); }
  static void set(Record& record, std::string_view text) {
    record.*Member = 0;
    std::from_chars(text.data(), text.data() + text.size(), record.*Member);
  }
};
template <class Record, std::vector<std::string> Record::*Member>
struct Plain<Member> {
  static std::string get(const Record& record) {
    std::string all;
    for (const auto& one : record.*Member) all += (all.empty() ? "" : "; ") + one;
    return all;
  }
  static void set(Record& record, std::string_view text) {
    (record.*Member).clear();
    while (!text.empty()) {
      const auto end = std::min(text.find(';'), text.size());
      if (const auto one = base::trim(text.substr(0, end)); !one.empty()) (record.*Member).emplace_back(one);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
};
template <ClassKind ClassRecord::*Member>
struct Plain<Member> {
  static std::string get(const ClassRecord& record) { return std::string(code(record.*Member)); }
  static void set(ClassRecord& record, std::string_view text) {
    record.*Member = text == "group" ? ClassKind::group : ClassKind::registration;
  }
};
template <std::vector<access::Role> StaffRecord::*Member>
struct Plain<Member> {
  static std::string get(const StaffRecord& record) {
    std::string all;
    for (const auto role : record.*Member) all += (all.empty() ? "" : " ") + std::string(access::code(role));
    return all;
  }
  static void set(StaffRecord& record, std::string_view text) {
    (record.*Member).clear();
    while (!text.empty()) {
      const auto end = std::min(text.find(' '), text.size());
      if (const auto role = access::role_of(text.substr(0, end))) (record.*Member).push_back(*role);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
};

template <auto Member, class Record>
constexpr RollField<Record> field(std::string_view code, std::string_view title, FieldKind kind, std::size_t max,
                                  std::string_view words) {
  return {code, title, kind, max, words, &Plain<Member>::get, &Plain<Member>::set};
}

using enum FieldKind;
using P = PupilRecord;
constexpr std::array<RollField<P>, 26> pupil_table = {{
    field<&P::upn, P>("upn", "UPN", upn, 13, "upn|uniquepupilnumber|pupilupn|studentupn"),
    field<&P::former_upns, P>("former_upns", "Former UPN", text, 120, "formerupn|formerupns|previousupn"),
    field<&P::uln, P>("uln", "ULN", uln, 10, "uln|uniquelearnernumber"),
    field<&P::admission_no, P>(
        "admission_no", "Admission number", text, 40,
        "adno|admno|admissionno|admissionnumber|admission|studentid|pupilid|personid|mispersonid|simspersonid"),
    field<&P::legal_surname, P>("legal_surname", "Legal surname", text, 100, "legalsurname|legallastname|legalfamilyname"),
    field<&P::legal_forename, P>("legal_forename", "Legal forename", text, 100, "legalforename|legalfirstname|legalgivenname"),
    field<&P::preferred_surname, P>("preferred_surname", "Preferred surname", text, 100,
                                    "preferredsurname|preferredlastname|preferredfamilyname|chosensurname"),
    field<&P::preferred_forename, P>(
        "preferred_forename", "Preferred forename", text, 100,
        "preferredforename|preferredfirstname|preferredname|chosenname|chosenforename|knownas|preferredgivenname"),
    field<&P::born, P>("born", "Date of birth", date, 40, "dob|dateofbirth|birthdate|born|birthday"),
    field<&P::sex, P>("sex", "Sex", sex, 20, "sex|gender|legalsex"),
    field<&P::year_group, P>(
        "year_group", "Year group", year_group, 20,
        "year|yeargroup|ncyear|nationalcurriculumyear|curriculumyear|yeartaughtin|ncyearactual|yr|actualncyear"),
    field<&P::class_name, P>(
        "class_name", "Class", text, 60,
        "reg|reggroup|registrationgroup|registrationform|regform|tutorgroup|tutor|form|formgroup|class|classname|registration"),
    field<&P::house, P>("house", "House", text, 60, "house|housegroup"),
    field<&P::joined_on, P>("joined_on", "Joined on", date, 40,
                            "admissiondate|dateofadmission|entrydate|doa|startdate|joined|dateofentry"),
    field<&P::left_on, P>("left_on", "Left on", date, 40, "leavingdate|dateofleaving|dol|enddate|left|leaver|leftdate"),
    field<&P::sen_status, P>("sen_status", "SEN status", sen_status, 60,
                             "sen|senstatus|senprovision|sencode|sendstatus|senstage|sencodeofpractice|send|currentsenstatus"),
    field<&P::sen_need, P>(
        "sen_need", "SEN need", sen_need, 200,
        "senneed|primarysenneed|sentype|primarysentype|senneeds|primaryneed|sentypes|senprimaryneed|primarysen|sendneed"),
    field<&P::first_language, P>("first_language", "First language", text, 60,
                                 "firstlanguage|homelanguage|language|mothertongue|languagefirst"),
    field<&P::eal, P>("eal", "English as an additional language", yes_no, 60, "eal|ealstatus|englishasanadditionallanguage"),
    field<&P::fsm, P>(
        "fsm", "Free school meals", yes_no, 60,
        "fsm|fsmeligible|freeschoolmeals|eligibleforfsm|eligibleforfreeschoolmeals|fsmever6|ever6fsm|ever6|fsmeligibility"),
    field<&P::pupil_premium, P>("pupil_premium", "Pupil premium", yes_no, 60,
                                "pp|pupilpremium|pupilpremiumindicator|ppi|ppindicator|pupilpremiumeligible|disadvantaged"),
    field<&P::looked_after, P>("looked_after", "Looked after", yes_no, 60,
                               "lac|cla|incare|lookedafter|lookedafterchild|childlookedafter|childreninlocalauthoritycare"),
    field<&P::service_child, P>("service_child", "Service child", yes_no, 60,
                                "servicechild|serviceschild|servicechildren|servicefamily|childinservicefamily"),
    field<&P::ethnicity, P>("ethnicity", "Ethnicity", text, 80, "ethnicity|ethniccode|ethnicgroup|ethnicitycode|ethnicorigin"),
    field<&P::medical_note, P>(
        "medical_note", "Medical note", text, 2000,
        "medical|medicalnote|medicalnotes|medicalconditions|medicalcondition|medicalinfo|medicalinformation|allergies|medicaldetails"),
    // Never a field of its own: it fills surname and forename.
    RollField<P>{"full_name", "Whole name", full_name, 200,
                 "name|pupilname|studentname|fullname|pupil|student|childname|child|legalname|namesurnamefirst",
                 [](const P&) { return std::string(); }, [](P&, std::string_view) {}},
}};

using S = StaffRecord;
constexpr std::array<RollField<S>, 11> staff_table = {{
    field<&S::staff_code, S>(
        "staff_code", "Staff code", text, 40,
        "staffcode|code|staffid|payroll|payrollnumber|employeenumber|employeeid|initials|personid|staffinitials"),
    field<&S::title, S>("title", "Title", text, 30, "title|salutation"),
    field<&S::surname, S>("surname", "Surname", text, 100,
                          "surname|lastname|legalsurname|familyname|legallastname|preferredsurname"),
    field<&S::forename, S>("forename", "Forename", text, 100,
                           "forename|firstname|legalforename|givenname|legalfirstname|preferredforename|preferredname|knownas"),
    field<&S::email, S>("email", "E-mail", email, 200, "email|emailaddress|workemail|mainemail|emailwork|schoolemail"),
    field<&S::phone, S>("phone", "Phone", phone, 40, "phone|telephone|mobile|phonenumber|mobilenumber|mainphone|mobilephone"),
    field<&S::post, S>("post", "Post", text, 100, "post|jobtitle|job|position|postheld|roletitle|contractpost"),
    field<&S::roles, S>("roles", "Role", role, 100, "role|roles|staffrole|stafftype|systemrole"),
    field<&S::started_on, S>("started_on", "Started on", date, 40,
                             "startdate|started|employmentstart|dateofarrival|contractstart|startedon"),
    field<&S::left_on, S>("left_on", "Left on", date, 40,
                          "enddate|leavingdate|left|employmentend|dateofleaving|contractend|lefton"),
    RollField<S>{"full_name", "Whole name", full_name, 200, "name|fullname|staffname|staffmember|staff|teacher|employee",
                 [](const S&) { return std::string(); }, [](S&, std::string_view) {}},
}};

using F = FamilyMemberRecord;
constexpr std::array<RollField<F>, 15> family_table = {{
    field<&F::order, F>("order", "Order", number, 4, "order|priority|contactorder|contactpriority|prioritynumber|callorder"),
    field<&F::title, F>("title", "Title", text, 30, "title|contacttitle|salutation"),
    field<&F::forename, F>("forename", "Forename", text, 100, "forename|firstname|contactforename|contactfirstname|givenname"),
    field<&F::surname, F>("surname", "Surname", text, 100, "surname|lastname|contactsurname|contactlastname|familyname"),
    field<&F::relationship, F>(
        "relationship", "Relationship", text, 60,
        "relationship|relation|relationshiptopupil|relationshiptostudent|contactrelationship|relationshiptochild|type"),
    field<&F::responsibility, F>("responsibility", "Parental responsibility", yes_no, 40,
                                 "parentalresponsibility|pr|hasparentalresponsibility|responsibility|parentalresp"),
    field<&F::lives_with, F>("lives_with", "Pupil lives with", yes_no, 40,
                             "liveswith|liveswithpupil|livesatsameaddress|sameaddress|resident"),
    field<&F::mobile, F>(
        "mobile", "Mobile", phone, 40,
        "mobile|mobilephone|mobilenumber|mobiletelephone|phone|telephone|phonenumber|mainphone|telephonenumber|contactnumber|tel|contactphone|contactmobile|number"),
    field<&F::home_phone, F>("home_phone", "Home phone", phone, 40,
                             "homephone|hometelephone|homenumber|home|phonehome|telephonehome"),
    field<&F::work_phone, F>("work_phone", "Work phone", phone, 40,
                             "workphone|worktelephone|worknumber|work|phonework|daytimephone|telephonework"),
    field<&F::email, F>("email", "E-mail", email, 200, "email|emailaddress|contactemail|mainemail|homeemail"),
    field<&F::address, F>("address", "Address", text, 400,
                          "address|homeaddress|fulladdress|contactaddress|postaladdress|addressblock"),
    field<&F::language, F>("language", "Language", text, 60,
                           "language|firstlanguage|homelanguage|preferredlanguage|languagespoken"),
    field<&F::note, F>("note", "Note", text, 1000, "note|notes|comment|comments|contactnotes"),
    RollField<F>{"full_name", "Whole name", full_name, 200,
                 "name|fullname|contactname|parentname|contact|salutationname|parent|familymember|carername",
                 [](const F&) { return std::string(); }, [](F&, std::string_view) {}},
}};

using C = ClassRecord;
constexpr std::array<RollField<C>, 5> class_table = {{
    field<&C::name, C>(
        "class_name", "Class or group", text, 60,
        "class|classname|group|groupname|teachinggroup|set|reg|reggroup|registrationgroup|form|tutorgroup|course|coursename|classcode"),
    field<&C::kind, C>("kind", "Kind", class_kind, 30, "kind|grouptype|classtype|type"),
    field<&C::year_group, C>("year_group", "Year group", year_group, 20, "year|yeargroup|ncyear"),
    field<&C::subject, C>("subject", "Subject", text, 60, "subject|subjectname"),
    field<&C::teachers, C>("teachers", "Teacher", text, 200,
                           "teacher|teachers|teachername|staff|staffname|staffcode|tutor|teachercode|mainteacher"),
}};

}  // namespace

std::string_view code(YesNo value) {
  switch (value) {
    case YesNo::unknown: return "";
    case YesNo::no: return "no";
    case YesNo::yes: return "yes";
  }
  return "";
}

YesNo yes_no_of(std::string_view code) { return code == "yes" ? YesNo::yes : code == "no" ? YesNo::no : YesNo::unknown; }

std::string_view code(ClassKind kind) {
  switch (kind) {
    case ClassKind::registration: return "class";
    case ClassKind::group: return "group";
  }
  return "class";
}

std::span<const RollField<PupilRecord>> pupil_fields() { return pupil_table; }
std::span<const RollField<StaffRecord>> staff_fields() { return staff_table; }
std::span<const RollField<FamilyMemberRecord>> family_fields() { return family_table; }
std::span<const RollField<ClassRecord>> class_fields() { return class_table; }

std::string to_shown(FieldKind kind, std::string_view canonical) {
  if (canonical.empty()) return {};
  if (kind == date) {
    const auto day = base::parse_iso_date(canonical);
    return day ? base::to_text(*day) : std::string(canonical);
  }
  if (kind == yes_no) return canonical == "yes" ? "Yes" : "No";
  if (kind == year_group) {
    const auto group = parse_year_group(canonical);
    return group ? group->title() : std::string(canonical);
  }
  if (kind == sen_status) {
    const auto status = parse_sen_status(canonical);
    return status ? std::string(title(*status)) : std::string(canonical);
  }
  return std::string(canonical);
}

}  // namespace people
