// The grown-ups who work in the invented school: roles, who stands to whom, and the nine that can sign in.
#include "people/invent_names.h"
#include "people/invent_steps.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

namespace people {
namespace {

using access::Relation;
using access::Role;

class StaffRoom {
 public:
  StaffRoom(Inventing& inventing, InventedSchool& school) : inventing_(inventing), school_(school) {
    since_ = base::to_date(school.first_year, 9, 1).value_or(school.today);
  }

  std::size_t hire(std::string_view post, std::vector<Role> roles) {
    StaffRecord person;
    person.id = inventing_.fresh<StaffId>();
    const bool woman = inventing_.chance(school_.phase == SchoolPhase::primary ? 850 : 640);
    do {
      const auto& pool = draw_pool(inventing_.random);
      person.forename = std::string(draw(woman ? pool.women : pool.men, inventing_.random));
      person.surname = std::string(draw(pool.families, inventing_.random));
    } while (is_well_known(person.forename, person.surname) || !names_.insert(person.forename + person.surname).second);
    person.title = woman ? (inventing_.chance(400) ? "Miss" : inventing_.chance(500) ? "Mrs" : "Ms") : "Mr";
    person.post = std::string(post);
    std::sort(roles.begin(), roles.end());
    person.roles = std::move(roles);
    person.staff_code = make_code(person);
    person.email = base::to_lower_ascii(person.staff_code) + "@thistlewick.example";
    person.started_on = since_ + (-inventing_.between(0, 12) * 365);
    school_.roll.staff.push_back(std::move(person));
    return school_.roll.staff.size() - 1;
  }

  InventedTie& tie(std::size_t who, Relation relation, std::string_view reason) {
    InventedTie made;
    made.staff = *school_.roll.staff[who].id;
    made.relation = relation;
    made.starts_on = this_september();
    made.reason = std::string(reason);
    school_.ties.push_back(std::move(made));
    return school_.ties.back();
  }

  void sign_in(std::string_view username, std::size_t who) {
    school_.sign_ins.push_back({std::string(username), *school_.roll.staff[who].id});
  }
  base::LocalDate this_september() const { return base::to_date(academic_year_of(school_.today), 9, 1).value_or(school_.today); }

 private:
  /// "AHU": first letter and two of the surname, numbered where it is taken.
  std::string make_code(const StaffRecord& person) {
    std::string letters;
    for (const char c : base::fold(person.forename.substr(0, 2)) + base::fold(person.surname))
      if (c >= 'a' && c <= 'z') letters += static_cast<char>(c - 'a' + 'A');
    std::string short_code = letters.substr(0, 1) + letters.substr(std::min<std::size_t>(2, letters.size()), 2);
    for (int n = 2; !codes_.insert(short_code).second; ++n) short_code = fmt::format("{}{}", letters.substr(0, 3), n);
    return short_code;
  }

  Inventing& inventing_;
  InventedSchool& school_;
  base::LocalDate since_;
  std::set<std::string> names_, codes_;
};

/// Registration classes with a teacher each; the class of the demonstration's stories comes back.
std::size_t staff_classes(StaffRoom& room, InventedSchool& school, std::map<std::string, std::size_t>& teachers) {
  const bool primary = school.phase == SchoolPhase::primary;
  std::map<std::string, int> stories;
  for (const auto& traits : school.traits)
    if (traits.story != PupilStory::none && traits.story != PupilStory::unseen)
      ++stories[school.roll.pupils[traits.pupil].class_name];
  std::string shown = school.roll.classes.front().name;
  for (const auto& [name, count] : stories)
    if (count > stories[shown]) shown = name;
  std::map<int, std::size_t> leads;  // by year rank
  for (auto& school_class : school.roll.classes) {
    const int rank = school_class.year_group ? school_class.year_group->rank() : 0;
    const int lead_key = primary ? (rank == 0 ? 0 : rank <= 2 ? 1 : rank <= 4 ? 3 : 5) : rank;
    const bool leads_it = !leads.contains(lead_key) && school_class.name != shown;
    static constexpr std::string_view phases[] = {
        "Class teacher, early years lead",  "Class teacher, key stage 1 lead", "", "Class teacher, years 3 and 4 lead", "",
        "Class teacher, years 5 and 6 lead"};
    std::string post = primary ? "Class teacher" : "Teacher and form tutor";
    std::vector<Role> roles = {Role::class_teacher};
    if (!primary) roles.push_back(Role::subject_teacher);
    if (leads_it) {
      post = primary ? std::string(phases[static_cast<std::size_t>(lead_key)]) : fmt::format("Head of year {}", rank);
      roles.push_back(Role::phase_lead);
    }
    const auto who = room.hire(post, roles);
    if (leads_it) leads.emplace(lead_key, who);
    teachers[school_class.name] = who;
    school_class.teachers = {school.roll.staff[who].staff_code};
    room.tie(who, Relation::teaches_class, "Class teacher").school_class = school_class.id;
  }
  std::set<int> ranks;
  for (const auto& school_class : school.roll.classes)
    if (school_class.year_group) ranks.insert(school_class.year_group->rank());
  for (const int rank : ranks) {
    const int lead_key = primary ? (rank == 0 ? 0 : rank <= 2 ? 1 : rank <= 4 ? 3 : 5) : rank;
    if (const auto lead = leads.find(lead_key); lead != leads.end())
      room.tie(lead->second, Relation::year, "Leads the year").year_group =
          rank == 0 ? YearGroup::reception() : YearGroup::year(rank);
  }
  return teachers.at(shown);
}

/// Pupils who have a key worker, those with stories and plans first.
std::vector<std::size_t> pupils_to_support(const InventedSchool& school) {
  std::vector<std::size_t> chosen;
  for (const auto& traits : school.traits) {
    const auto& pupil = school.roll.pupils[traits.pupil];
    const bool story = traits.story != PupilStory::none && traits.story != PupilStory::unseen;
    if (story || pupil.sen_status == SenStatus::plan || (pupil.sen_status == SenStatus::support && traits.liking % 5 < 2))
      chosen.push_back(traits.pupil);
  }
  std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) {
    const auto rank = [&](std::size_t i) {
      const auto story = school.traits[i].story;
      return story != PupilStory::none ? 0 : school.roll.pupils[i].sen_status == SenStatus::plan ? 1 : 2;
    };
    return rank(a) < rank(b);
  });
  return chosen;
}

void staff_support(Inventing& inventing, StaffRoom& room, InventedSchool& school, std::size_t senco, std::size_t shown_teacher) {
  static constexpr std::string_view posts[] = {"Learning support assistant", "Teaching assistant", "Key worker",
                                               "Higher level teaching assistant", "Learning mentor"};
  const auto chosen = pupils_to_support(school);
  const int each = school.phase == SchoolPhase::primary ? 4 : 7;
  const auto count = std::max<std::size_t>(3, chosen.size() / static_cast<std::size_t>(each) + 1);
  std::vector<std::size_t> workers;
  for (std::size_t i = 0; i < count; ++i) {
    const auto who = room.hire(i == 0 ? "Key worker" : posts[inventing.random.below(std::size(posts))], {Role::key_worker});
    workers.push_back(who);
    room.tie(senco, Relation::supervises, "Line manager").other_staff = school.roll.staff[who].id;
  }
  room.sign_in("keyworker", workers.front());
  // The demonstration's key worker has the stories of the teacher's class; the others are dealt out in turn.
  std::size_t turn = 1;
  int own = 0;
  for (const auto i : chosen) {
    const bool shown = school.traits[i].story != PupilStory::none && school.teacher_of[i] == shown_teacher && own < 10;
    if (shown) ++own;
    const auto worker = workers[shown ? 0 : turn];
    if (!shown) turn = turn + 1 < workers.size() ? turn + 1 : std::min<std::size_t>(1, workers.size() - 1);
    school.key_worker_of[i] = worker;
    auto& tie = room.tie(worker, Relation::assigned, "Key worker");
    tie.pupil = school.roll.pupils[i].id;
    if (const auto& since = school.roll.pupils[i].joined_on)
      tie.starts_on = std::max(*since, *base::to_date(school.first_year, 9, 1));
  }
  // Groups that meet: everyone with the need is in one of them.
  struct Programme {
    std::string_view need, name, subject;
  };
  static constexpr Programme programmes[] = {
      {"SLCN", "Talk group", "Communication"}, {"SPLD", "Reading catch-up", "English"}, {"SEMH", "Calm start", "Wellbeing"}};
  for (const auto& programme : programmes) {
    ClassRecord group;
    group.id = inventing.fresh<ClassId>();
    group.kind = ClassKind::group;
    group.name = std::string(programme.name);
    group.subject = std::string(programme.subject);
    const auto worker = workers[inventing.random.below(workers.size())];
    group.teachers = {school.roll.staff[worker].staff_code};
    for (const auto i : chosen)
      if (school.roll.pupils[i].sen_need.starts_with(programme.need))
        school.roll.memberships.push_back({*school.roll.pupils[i].id, group.name, ClassKind::group});
    room.tie(worker, Relation::teaches, "Runs the group").school_class = group.id;
    school.roll.classes.push_back(std::move(group));
  }
  // One of them has a child of their own here.
  const auto parent = workers.back();
  const auto child = inventing.random.below(school.roll.pupils.size());
  if (school.key_worker_of[child] != parent)
    school.own_family.emplace_back(*school.roll.staff[parent].id, *school.roll.pupils[child].id);
}

/// Core subjects of a secondary school, taught to tutor groups.
void staff_subjects(Inventing& inventing, StaffRoom& room, InventedSchool& school) {
  static constexpr std::string_view subjects[] = {"English", "Mathematics", "Science", "Humanities"};
  std::vector<ClassRecord> tutor_groups;
  std::map<std::string, std::vector<PupilId>> members;
  for (const auto& c : school.roll.classes)
    if (c.kind == ClassKind::registration) tutor_groups.push_back(c);
  for (const auto& pupil : school.roll.pupils) members[pupil.class_name].push_back(*pupil.id);
  for (const auto subject : subjects) {
    std::size_t teacher = 0;
    int taught = 5;
    for (const auto& tutor_group : tutor_groups) {
      if (taught == 5) {
        teacher = room.hire(
            fmt::format("Teacher of {}", base::to_lower_ascii(subject) == "english" ? "English" : base::to_lower_ascii(subject)),
            {Role::subject_teacher});
        taught = 0;
      }
      ++taught;
      ClassRecord group;
      group.id = inventing.fresh<ClassId>();
      group.kind = ClassKind::group;
      group.name = fmt::format("{} {}", tutor_group.name, subject);
      group.subject = std::string(subject);
      group.year_group = tutor_group.year_group;
      group.teachers = {school.roll.staff[teacher].staff_code};
      for (const auto& pupil : members[tutor_group.name])
        school.roll.memberships.push_back({pupil, group.name, ClassKind::group});
      room.tie(teacher, Relation::teaches, fmt::format("Teaches {}", subject)).school_class = group.id;
      school.roll.classes.push_back(std::move(group));
    }
  }
}

}  // namespace

void invent_staff(Inventing& inventing, InventedSchool& school) {
  StaffRoom room(inventing, school);
  const auto head = room.hire("Headteacher", {Role::head, Role::senior_leader});
  const auto deputy = room.hire("Deputy headteacher, designated safeguarding lead", {Role::dsl, Role::senior_leader});
  const auto senco = room.hire("SENCo", {Role::senco});
  room.hire("Assistant headteacher, deputy safeguarding lead", {Role::dsl, Role::senior_leader});
  const auto office = room.hire("Office manager", {Role::office});
  room.hire("Attendance officer", {Role::office});
  const auto it = room.hire("IT technician", {Role::it});
  const auto governor = room.hire("Governor for inclusion", {Role::governor});
  room.hire("First aid and medical lead", {Role::medical});
  const auto cover = room.hire("Cover supervisor", {Role::cover});
  room.hire("Cover supervisor", {Role::cover});
  room.hire("Reading volunteer", {Role::volunteer});

  std::map<std::string, std::size_t> teachers;
  const auto shown_teacher = staff_classes(room, school, teachers);
  school.key_worker_of.assign(school.roll.pupils.size(), std::nullopt);
  for (const auto& pupil : school.roll.pupils) school.teacher_of.push_back(teachers.at(pupil.class_name));
  for (const auto& school_class : school.roll.classes) {
    if (school_class.teachers.empty() || school_class.teachers.front() != school.roll.staff[shown_teacher].staff_code) continue;
    auto& tie = room.tie(cover, Relation::cover, "Covers the class today");
    tie.school_class = school_class.id;
    tie.starts_on = school.today;
    tie.ends_on = school.today;
    break;
  }
  staff_support(inventing, room, school, senco, shown_teacher);
  if (school.phase == SchoolPhase::secondary) staff_subjects(inventing, room, school);
  room.sign_in("teacher", shown_teacher);
  room.sign_in("senco", senco);
  room.sign_in("dsl", deputy);
  room.sign_in("head", head);
  room.sign_in("office", office);
  room.sign_in("cover", cover);
  room.sign_in("governor", governor);
  room.sign_in("it", it);
}

}  // namespace people
