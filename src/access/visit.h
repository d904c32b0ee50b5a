// One request with everything that is fixed for its length: who, when, from where, what they may see, and what they have seen.
#pragma once

#include "access/house.h"
#include "web/request.h"
#include "web/router.h"

#include <optional>
#include <string>
#include <vector>

namespace access {

/// The sign-in a request came with. `csrf_key` is the secret its form tokens are masked from.
struct SignedIn {
  StaffId staff;
  SignInId id;
  base::Bytes32 token_hash{};
  base::Bytes32 csrf_key{};
  SignInStrength strength = SignInStrength::password;
  base::UtcTime created_at, seen_at, expires_at;
  base::UtcTime fresh_until;  ///< until then its person counts as just having proved who they are
  bool locked = false;
  bool by_token = false;  ///< a bearer token of the API, not a browser

  Freshness freshness(base::UtcTime now) const { return now <= fresh_until ? Freshness::fresh : Freshness::stale; }
  /// What its form tokens are bound to. It lasts as long as the sign-in, while the cookie's value changes at every proof: a page that
  /// stands open in another tab can still be sent.
  base::Bytes32 csrf_name() const { return csrf_name_of(id); }
  static base::Bytes32 csrf_name_of(const SignInId& id);
};

/// A sight to be written down: which class of whose information.
struct Seen {
  InfoClass info;
  PupilId pupil;
  base::Bytes16 subject{};
  Deed deed;
};

class Visit {
 public:
  Visit(House& house, const web::Request& request, const web::Match& match, ReaderLease reader, std::optional<SignedIn> signed_in,
        std::shared_ptr<const Grants> grants);
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  const web::Request& request;
  const web::Match& match;

  House& house() const { return house_; }
  base::UtcTime now() const { return now_; }
  base::LocalDate today() const { return house_.zone().date_of(now_); }
  const School& school() const { return house_.school(); }
  /// Who is asking. Only routes that take a pass have one.
  const Person& who() const { return grants_->person(); }
  const Grants& grants() const { return *grants_; }
  bool has_person() const { return grants_ != nullptr; }
  const std::optional<SignedIn>& signed_in() const { return signed_in_; }
  /// By role: what they are offered. A pass may ask for a fresh factor besides.
  bool may(May deed) const { return grants_ && who().may(deed); }
  /// A token for a form of this sign-in, masked anew each time; empty for visitors without one.
  std::string csrf_token() const;
  /// A fresh id for something this visit makes.
  template <class IdType>
  IdType fresh() const {
    return IdType::make(now_, house_.random());
  }

  /// Writes down that information of this class was shown. Classes C8–C12 are durable before the page leaves.
  void saw(InfoClass info, const PupilId& pupil, const base::Bytes16& subject, Deed deed);
  const std::vector<Seen>& seen() const { return seen_; }

  /// For passes and the stores of this floor only: reads run as this person.
  db::ReadConnection& reader() const { return *reader_; }
  /// Gives the reading connection back early; reading again afterwards is a bug.
  const web::Form& form() const { return request.form; }
  const web::Form& query() const { return request.query; }

 private:
  House& house_;
  base::UtcTime now_;
  mutable ReaderLease reader_;
  std::optional<SignedIn> signed_in_;
  std::shared_ptr<const Grants> grants_;
  std::vector<Seen> seen_;
};

}  // namespace access
