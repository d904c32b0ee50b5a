// A real mail server on this machine (aiosmtpd, from Debian), for as long as this lives: what it takes lies in a folder.
#pragma once

#include "testing/certificate.h"
#include "testing/test_databases.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace test {

class MailServer {
 public:
  /// With a certificate it takes mail only after STARTTLS. Throws std::runtime_error when it does not start.
  explicit MailServer(const Certificate* certificate = nullptr);
  ~MailServer();
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;

  std::uint16_t port() const { return port_; }
  /// Each message as it came over the wire and was stored, oldest first.
  std::vector<std::string> messages() const;
  /// The same with the words decoded: headers, an empty line, the text.
  std::vector<std::string> letters() const;

 private:
  TemporaryFolder folder_;
  std::uint16_t port_ = 0;
  int server_ = -1;
};

}  // namespace test
