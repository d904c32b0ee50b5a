// `alongside user`: accounts from the machine itself, for the day nobody can sign in. Each deed is an entry of the chain.
#include "access/new_account.h"
#include "access/password.h"
#include "access/staff_store.h"
#include "app/commands.h"
#include "base/text.h"

#include <fmt/format.h>

#include <cstdio>

namespace app {
namespace {

constexpr access::JobName at_the_machine{"user"};

base::Result<access::StaffId> find(access::House& house, const Arguments& arguments) {
  const auto username = arguments.text("user");
  if (username.empty()) return base::Error::invalid("user", "Say whose account: --user USERNAME", "no user");
  auto reader = house.reader();
  const auto staff = access::staff_by_username(*reader, username);
  if (!staff) return base::Error::invalid("user", "There is no account with that user name. See `alongside user list`.", "unknown user");
  return *staff;
}

base::Result<void> write(access::House& house, const access::Deed& deed, const access::StaffId& staff, std::vector<access::Step> steps) {
  access::UnitOfWork work(house, at_the_machine);
  work.note({.deed = deed, .subject = staff.bytes()});
  for (auto& step : steps) work.also(std::move(step));
  return std::move(work).commit();
}

void print_once(std::string_view username, const base::Secret& password) {
  std::fputs(fmt::format("The first password of {} is good for one sign-in and is not shown again:\n{}\n", username, password.reveal_text()).c_str(),
             stdout);
}

base::Result<access::Role> read_role(const std::string& text) {
  const auto role = access::role_of(text);
  if (!role) {
    std::string known;
    for (std::size_t n = 0; n < access::role_count; ++n) {
      const auto one = static_cast<access::Role>(n);
      if (access::may_be_given_at_the_machine(one)) known += (known.empty() ? "" : ", ") + std::string(access::code(one));
    }
    return base::Error::invalid("role", "The role is one of: " + known, "unknown role");
  }
  if (!access::may_be_given_at_the_machine(*role))
    return base::Error::not_allowed(fmt::format("{} is a sensitive role: two people give it together, on the page School, Staff.",
                                                access::title(*role)),
                                    "sensitive role at the machine");
  return *role;
}

int add(access::House& house, const Arguments& arguments) {
  const auto username = access::check_username(arguments.text("user"), "user");
  if (!username) return refuse(username.error());
  const auto name = base::Text<120>::make(arguments.text("name"));
  if (!name || name->empty()) return refuse(base::Error::invalid("name", "Give their name: --name \"…\"", "no name"));
  const auto post = base::Text<120>::make(arguments.text("post"));
  if (!post) return refuse(base::Error::invalid("post", "A post has at most 120 characters", "post"));
  std::vector<access::Step> steps;
  {
    auto reader = house.reader();
    if (access::staff_by_username(*reader, *username))
      return refuse(base::Error::conflict("There is an account with that user name already.", "user name taken"));
  }
  const auto staff = access::StaffId::make(house.now(), house.random());
  const auto password = access::make_one_time_password(house.random());
  access::Passwords passwords;
  const auto hash = passwords.hash(password);
  if (!hash) return refuse(hash.error());
  access::UnitOfWork work(house, at_the_machine);
  work.note({.deed = access::deeds::staff_added, .subject = staff.bytes()});
  work.also(access::insert_staff({staff, name->text(), post->text(), "", "", house.today(), {}}, house.now()));
  work.note({.deed = access::deeds::account_made, .subject = staff.bytes()});
  work.also(access::insert_account({staff, *username, *hash, true}, house.now()));
  if (!arguments.text("role").empty()) {
    const auto role = read_role(arguments.text("role"));
    if (!role) return refuse(role.error());
    work.note({.deed = access::deeds::role_given, .subject = staff.bytes()});
    work.also(access::insert_role({staff, *role, house.today(), {}, {}, {}}));
  }
  work.also(access::bump_epoch());
  if (const auto written = std::move(work).commit(); !written) return refuse(written.error());
  print_once(*username, password);
  return 0;
}

int list(access::House& house) {
  auto reader = house.reader();
  reader->look_as(house.house_sight());
  for (const auto& line : access::list_staff(*reader, house.today())) {
    std::string roles;
    for (const auto role : line.roles) roles += (roles.empty() ? "" : ", ") + std::string(access::code(role));
    std::fputs(fmt::format("{:<20} {:<30} {}{}\n", line.username.empty() ? "(no account)" : line.username, line.name,
                           roles.empty() ? "(no role)" : roles, line.suspended ? "  suspended" : "")
                   .c_str(),
               stdout);
  }
  return 0;
}

int suspend(access::House& house, const Arguments& arguments) {
  const auto staff = find(house, arguments);
  if (!staff) return refuse(staff.error());
  if (const auto written = write(house, access::deeds::account_suspended, *staff, access::suspension(*staff, house.now())); !written)
    return refuse(written.error());
  std::fputs("Suspended. Their sign-ins have ended and their tokens are revoked.\n", stdout);
  return 0;
}

int restore_account(access::House& house, const Arguments& arguments) {
  const auto staff = find(house, arguments);
  if (!staff) return refuse(staff.error());
  if (const auto written = write(house, access::deeds::account_restored, *staff, access::restoration(*staff)); !written)
    return refuse(written.error());
  std::fputs("Restored. They may sign in again; tokens have to be made anew.\n", stdout);
  return 0;
}

int set_password(access::House& house, const Arguments& arguments) {
  const auto staff = find(house, arguments);
  if (!staff) return refuse(staff.error());
  const auto password = access::make_one_time_password(house.random());
  access::Passwords passwords;
  const auto hash = passwords.hash(password);
  if (!hash) return refuse(hash.error());
  if (const auto written = write(house, access::deeds::password_set, *staff, access::password_reset(*staff, *hash, house.now())); !written)
    return refuse(written.error());
  print_once(arguments.text("user"), password);
  return 0;
}

}  // namespace

int user(const Arguments& arguments) {
  const auto what = arguments.plain().empty() ? std::string() : arguments.plain().front();
  const auto house = open_house(arguments);
  if (what == "add") return add(*house, arguments);
  if (what == "list") return list(*house);
  if (what == "suspend") return suspend(*house, arguments);
  if (what == "restore") return restore_account(*house, arguments);
  if (what == "password") return set_password(*house, arguments);
  std::fputs("alongside user add|list|suspend|restore|password; see alongside user --help\n", stderr);
  return 2;
}

}  // namespace app
