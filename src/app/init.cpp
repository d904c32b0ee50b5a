// `alongside init`: a new, empty school with its calendar and its first account.
#include "access/new_account.h"
#include "access/password.h"
#include "access/staff_store.h"
#include "app/ask_password.h"
#include "app/commands.h"
#include "base/text.h"
#include "people/calendar_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace app {
namespace {

constexpr access::Deed school_founded{"school.founded", "Set the school up"};
constexpr std::array<std::string_view, 4> phases = {"primary", "secondary", "all_through", "special"};

struct FirstPerson {
  std::string name, username;
};

base::Result<access::School> read_school(const Arguments& arguments) {
  access::School school;
  const auto name = base::Text<120>::make(arguments.text("name"));
  if (!name || name->empty()) return base::Error::invalid("name", "Give the school's name: --name \"…\" (at most 120 characters)", "init name");
  school.name = name->text();
  school.phase = arguments.text("phase", "primary");
  if (std::find(phases.begin(), phases.end(), school.phase) == phases.end())
    return base::Error::invalid("phase", "The phase is primary, secondary, all_through or special", "init phase");
  return school;
}

base::Result<FirstPerson> read_person(const Arguments& arguments) {
  TRY(auto username, access::check_username(arguments.text("head"), "head"));
  const auto name = base::Text<120>::make(arguments.text("head-name"));
  if (!name || name->empty()) return base::Error::invalid("head-name", "Give the head's own name: --head-name \"…\"", "init head name");
  return FirstPerson{name->text(), std::move(username)};
}

base::Result<void> make(access::House& house, const FirstPerson& person, const std::string& hash) {
  access::UnitOfWork work(house, access::JobName{"init"});
  const auto staff = access::StaffId::make(house.now(), house.random());
  work.note({.deed = school_founded, .subject = house.school().id.bytes()});
  for (auto& step : people::insert_calendar(people::usual_calendar(people::academic_year_of(house.today()), 2), house.now(), house.random()))
    work.also(std::move(step));
  work.note({.deed = access::deeds::staff_added, .subject = staff.bytes()});
  work.also(access::insert_staff({staff, person.name, "Head", "", "", house.today(), {}}, house.now()));
  work.note({.deed = access::deeds::account_made, .subject = staff.bytes()});
  work.also(access::insert_account({staff, person.username, hash, false}, house.now()));
  for (const auto role : access::founding_roles()) {
    work.note({.deed = access::deeds::role_given, .subject = staff.bytes()});
    work.also(access::insert_role({staff, role, house.today(), {}, {}, {}}));
  }
  return std::move(work).commit();
}

}  // namespace

int init(const Arguments& arguments) {
  const auto school = read_school(arguments);
  if (!school) return refuse(school.error());
  const auto person = read_person(arguments);
  if (!person) return refuse(person.error());
  const auto password = ask_password("Password for the head's account (at least 12 characters): ");
  if (password.empty())
    return refuse(base::Error::invalid("password", "Give the head's password as the first line of standard input", "init no password"));
  const std::array<std::string_view, 3> known = {person->username, person->name, school->name};
  if (const auto fit = access::check_new_password(password, known); !fit) return refuse(fit.error());
  access::Passwords passwords;
  const auto hash = passwords.hash(password);
  if (!hash) return refuse(hash.error());

  auto options = house_options(arguments);
  options.create = true;
  access::House house(std::move(options));
  if (const auto founded = house.found(*school); !founded) return refuse(founded.error());
  if (const auto made = make(house, *person, *hash); !made) return refuse(made.error());
  std::fputs(fmt::format("{} is ready. {} signs in as {}.\n"
                         "Two more things to do: start it with `alongside serve`, and give the head a second person for sensitive roles:\n"
                         "  alongside user add --user USERNAME --name NAME --role it\n",
                         school->name, person->name, person->username)
                 .c_str(),
             stdout);
  return 0;
}

}  // namespace app
