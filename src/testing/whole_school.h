// One school with everybody in it: each role, standing to pupils in every way there is, and something written of every class of
// information about each pupil. What may be told of a pupil has a mark in it, so that a page that shows it to the wrong reader is seen.
#pragma once

#include "access/staff_store.h"
#include "record/ids.h"
#include "testing/permissions_page.h"
#include "testing/school.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace test {

class WholeSchool {
 public:
  explicit WholeSchool(db::Engine engine, const SchoolWishes& wishes = {});

  struct Member {
    access::Role role;
    access::StaffId id;
    bool has_ties;  ///< stands to `pupils` in every way; the others are strangers to all
    std::string text() const { return std::string(access::code(role)) + (has_ties ? "" : ", without ties"); }
  };
  struct Known {
    access::PupilId id;
    Stance stance;  ///< of those who have ties
    std::string text() const { return stance.is_family ? "family" : std::string(access::code(stance.relation)); }
  };
  struct Written {
    record::RecordId id;
    record::AttachmentId file;
    std::size_t pupil;  ///< its place in `pupils`
    unsigned info_class;
  };
  /// What stands for a {part} of an address that is neither a person, a pupil nor a record: a referral, a rule, a medicine.
  struct Thing {
    std::string_view part;
    std::string_view where;  ///< how the patterns begin that it belongs to: two wings may use one word
    std::string id;
    std::optional<std::size_t> pupil = {};
    std::function<bool(const Member&)> theirs = {};  ///< of those the door lets through; empty: all of them
    std::string inside = {};                         ///< the id before it in the address, where it belongs to one
  };

  /// Each role twice: with ties, then without.
  std::vector<Member> people;
  /// One for each relation in its order, then one of the family.
  std::vector<Known> pupils;
  /// Of C3 to C11 about each pupil, by somebody else.
  std::vector<Written> written;
  /// One at least for every other part there is.
  std::vector<Thing> things;

  /// Those nobody minds losing: a member of staff with an account, a relation, a term, a closed day, an import.
  access::StaffId spare_staff;
  access::TieId spare_tie;
  std::string spare_term, spare_day = "2026-05-25", spare_import;

  Stance stance(const Member& who, std::size_t pupil) const;
  /// Whether the permissions page lets them do this with information of a class about a pupil.
  bool allows(const Member& who, std::size_t pupil, unsigned info_class, access::Act act) const;
  bool allows(const Member& who, std::size_t pupil, access::May may) const;
  /// About at least one pupil here, or as a deed of the school.
  bool allows_somewhere(const Member& who, access::May may) const;
  /// The first mark in `text` that this reader may not see, in words; empty where there is none.
  std::string leak(const Member& who, std::string_view text) const;
  /// Every mark in a text, as class and place of the pupil.
  static std::vector<std::pair<unsigned, std::size_t>> marks_in(std::string_view text);
  /// "zqc6p3qz": class 6 about the pupil at place 3.
  static std::string mark(unsigned info_class, std::size_t pupil);

  const PermissionsPage page;
  TestHouse house;

 private:
  void add_people();
  void add_pupils();
  void add_ties();
  void add_words();
  void add_spares();
  void add_things();  // whole_school_things.cpp
};

/// A page with the tokens of its forms taken out: two pages that say the same are then the same.
std::string without_tokens(std::string_view body);

/// Statements of one unit of work, in the name of the test. Throws std::runtime_error where one is refused.
void carry_out(TestHouse& house, std::vector<access::Step> steps);

/// Serves one request without waiting for what is written behind: for tests that ask ten thousand times.
web::Response serve(TestHouse& house, const access::Routes& routes, web::Request request);

}  // namespace test
