// One school with everybody in it: each role, standing to pupils in every way there is, and something written of every class of
// information about each pupil. What may be told of a pupil has a mark in it, so that a page that shows it to the wrong reader is seen.
#pragma once

#include "access/staff_store.h"
#include "record/ids.h"
#include "testing/permissions_page.h"
#include "testing/school.h"

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

  /// Each role twice: with ties, then without.
  std::vector<Member> people;
  /// One for each relation in its order, then one of the family.
  std::vector<Known> pupils;
  /// Of C3 to C11 about each pupil, by somebody else.
  std::vector<Written> written;

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

  const PermissionsPage page;
  TestHouse house;

 private:
  void add_people();
  void add_pupils();
  void add_ties();
  void add_words();
  void add_spares();
};

/// A page with the tokens of its forms taken out: two pages that say the same are then the same.
std::string without_tokens(std::string_view body);

/// Serves one request without waiting for what is written behind: for tests that ask ten thousand times.
web::Response serve(TestHouse& house, const access::Routes& routes, web::Request request);

}  // namespace test
