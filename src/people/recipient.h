// For whom something is made that leaves the school. A recipient comes only from here, where the policy was asked as them: a paper that asks for one
// cannot be made for somebody who must not have it (ADR 0033).
#pragma once

#include "access/policy_outside.h"
#include "access/visit.h"
#include "people/court_effect_store.h"
#include "people/family_store.h"
#include "people/outgoing.h"
#include "people/pupil.h"
#include "web/html.h"
#include "web/response.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace people {

class Recipient {
 public:
  /// `school` stays inside: the school's own copy.
  enum class Sort : std::uint8_t { member, home, pupil, body, school };
  Sort sort() const { return sort_; }
  /// "Ada Osei", "the parents and carers of Maya Osei", "the local authority".
  const std::string& name() const { return name_; }
  const std::optional<FamilyMemberId>& member() const { return member_; }
  /// An order about them is not clear: the safeguarding lead is asked before it goes.
  bool ask_first() const { return ask_first_; }
  bool is_of_home() const { return sort_ == Sort::member || sort_ == Sort::home || sort_ == Sort::pupil; }
  /// As a form or an address sends it.
  std::string value() const;

 private:
  friend class Addressing;
  Recipient(Sort sort, std::string name) : sort_(sort), name_(std::move(name)) {}
  Sort sort_;
  std::string name_;
  std::optional<FamilyMemberId> member_;
  bool ask_first_ = false;
};

/// Whom a paper about one pupil may be made for. The family is read as far as the reader may see it; what bars somebody as the house sees it.
class Addressing {
 public:
  Addressing(access::Visit& visit, const access::Pass& pass, const Pupil& pupil, Paper paper, access::InfoClass info);

  /// What was sent. Nothing sent is whom the paper is for by itself: an authority, the school, everybody at home where the reader sees no names and no
  /// order stands in the way; empty where one has to be chosen. Errors: invalid, at `field`, in words for beside it.
  base::Result<std::optional<Recipient>> choose(std::string_view sent, std::string_view field = "for") const;
  /// The same for a name that was typed and is on no list: refused as soon as anybody must not have it.
  base::Result<Recipient> by_name(std::string_view name, std::string_view field) const;
  bool has_names() const { return !members_.empty(); }

  /// The choice, and beneath it in plain words who cannot be chosen.
  struct Field {
    std::string name = "for";
    std::string label = "Whom is it for?";
    std::string value = {};
    std::string error = {};
    std::string first = "Choose";  ///< what stands there while nothing is chosen
  };
  web::Html field(const Field& field) const;
  const Pupil& pupil() const { return pupil_; }
  Paper paper() const { return paper_; }

 private:
  struct Candidate {
    FamilyMember who;
    access::Given given;
  };
  bool offers(Recipient::Sort sort) const;
  access::Given home() const;
  std::string home_words() const;
  Pupil pupil_;
  Paper paper_;
  access::InfoClass info_;
  std::vector<CourtEffect> effects_;
  std::vector<Candidate> members_;
};

/// In place of a paper, while nobody is chosen or whoever was chosen cannot be: asks whom it is for. `more` are hidden fields that go along.
web::Response ask_for_whom(access::Visit& visit, const Addressing& to, const web::Url& here, const web::Html& back, const std::vector<base::FieldError>& errors, const web::Html& more = {});
/// At the head of a paper: for whom it is; on the screen also how to choose somebody else, and that the lead is asked first where it is so.
web::Html for_whom(const Addressing& to, const Recipient& recipient, const web::Url& here, const web::Html& more = {});

}  // namespace people
