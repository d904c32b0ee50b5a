// What the load has to know of a school before it begins: who is signed in, which pupils there are, and what to write about them.
#pragma once

#include "load_client.h"

#include <random>
#include <string>
#include <vector>

namespace bench {

/// Signs in through the page, as a browser does. Gives back the cookie. Throws std::runtime_error where the page says no.
std::string sign_in(const Address& address, const std::string& user, const std::string& password);

/// The ids of all pupils the directory's page lists, class by class.
std::vector<std::string> list_pupils(const Address& address, const std::string& cookie);

/// An asset the page names, of the size nearest to `bytes`.
std::string find_asset(const Address& address, const std::string& cookie, std::size_t bytes);

/// A whole GET, with what a browser would send besides.
std::string get_request(const Address& address, std::string_view path, std::string_view cookie, std::string_view accept_encoding);
/// A whole GET of the API.
std::string api_get(const Address& address, std::string_view path, std::string_view token);

/// Notes about pupils at random, each with an id of its own: what is posted to /api/v1/records.
class Notes {
 public:
  Notes(Address address, std::string token, std::vector<std::string> pupils, std::uint64_t seed);
  /// Appends the whole request; gives back the id in it. `word` stands in the text where it is not empty.
  std::string post(std::string& bytes, std::string_view word = {});

 private:
  Address address_;
  std::string token_;
  std::vector<std::string> pupils_;
  std::mt19937_64 dice_;
};

}  // namespace bench
