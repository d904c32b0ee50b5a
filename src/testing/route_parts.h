// What stands for each {part} of a route's pattern in the tests that walk every route. A new part gets
// something real in whole_school_things.cpp.
#pragma once

#include "access/routes.h"
#include "testing/whole_school.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace test {

/// One way to fill a pattern, and whose information is there.
struct Address {
  std::string path;
  std::optional<std::size_t> pupil;    ///< place in WholeSchool::pupils
  std::optional<unsigned> info_class;  ///< where a part is a thing of that class
  std::function<bool(const WholeSchool::Member&)> theirs = {};  ///< of those the door lets through, who gets the thing; empty: all
  std::string nowhere = {};            ///< the same address with an id that nobody has
};

/// Every way to fill the pattern with what the school has. Throws std::runtime_error naming the part that stands for nothing.
std::vector<Address> addresses(const WholeSchool& school, std::string_view pattern);

/// The names between braces.
std::vector<std::string_view> parts_of(std::string_view pattern);

/// Somebody with a live sign-in who is asked many things: their cookie and form token are found once.
class Asker {
 public:
  Asker(WholeSchool& school, const access::Routes& routes, const WholeSchool::Member& who,
        access::SignInStrength strength = access::SignInStrength::second_factor);
  web::Response ask(web::Method method, std::string_view target);
  /// The same with a form as a browser sends it.
  web::Response ask(web::Method method, std::string_view target, std::string_view form);
  /// What `ask` would send: forms as a page of ours sends them, JSON to the API.
  web::Request request(web::Method method, std::string_view target) const;
  web::Response send(web::Request request) { return serve(school_->house, *routes_, std::move(request)); }
  const WholeSchool::Member& who() const { return who_; }

 private:
  WholeSchool* school_;
  const access::Routes* routes_;
  WholeSchool::Member who_;
  Browser browser_;
  std::string token_;  ///< for forms
};

/// The value of the first form token on a page; empty where it has none.
std::string form_token(std::string_view page);

/// Everything a SQLite school holds, table by table, without the access log and when somebody was last seen: equal before and after
/// where nothing was changed. `secrets_too` is false for two schools of one seed: hashed passwords differ by their salts.
std::string everything_kept(TestHouse& house, bool secrets_too = true);
/// The names of every column there is.
std::vector<std::string> every_column(TestHouse& house);

}  // namespace test
