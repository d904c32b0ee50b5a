// Starts Debian's aiosmtpd on a free port with its mailbox handler, and reads the maildir it fills.
#include "testing/mail_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace test {
namespace {

namespace fs = std::filesystem;

sockaddr_in here(std::uint16_t port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  out.sin_port = htons(port);
  return out;
}

std::uint16_t free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  auto address = here(0);
  socklen_t size = sizeof address;
  if (::bind(probe, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no free port for a mail server");
  ::close(probe);
  return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  const auto address = here(port);
  const bool connected = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(probe);
  return connected;
}

std::string decoded(std::string_view text) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned held = 0, bits = 0;
  for (char c : text) {
    const auto value = alphabet.find(c);
    if (value == std::string_view::npos) continue;
    held = (held << 6U) | static_cast<unsigned>(value);
    if ((bits += 6) >= 8) out += static_cast<char>((held >> (bits -= 8)) & 255U);
  }
  return out;
}

}  // namespace

MailServer::MailServer(const Certificate* certificate) : port_(free_port()) {
  std::vector<std::string> words = {"/usr/bin/python3", "-m", "aiosmtpd", "-n", "-l", "127.0.0.1:" + std::to_string(port_)};
  if (certificate) words.insert(words.end(), {"--tlscert", certificate->chain(), "--tlskey", certificate->key()});
  words.insert(words.end(), {"-c", "aiosmtpd.handlers.Mailbox", folder_.path() / "box"});
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const auto log = folder_.path() / "log";
  const pid_t parent = ::getpid();
  server_ = ::fork();
  if (server_ == 0) {
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(126);
    std::array<char*, 2> environment = {const_cast<char*>("PATH=/usr/bin:/bin"), nullptr};
    ::execve(arguments[0], arguments.data(), environment.data());
    ::_exit(127);
  }
  const timespec moment{0, 20'000'000};
  for (int tries = 0; tries < 1000 && !answers(port_); ++tries) {
    if (::waitpid(server_, nullptr, WNOHANG) == server_)
      throw std::runtime_error("the test's mail server ended; is python3-aiosmtpd installed?");
    ::nanosleep(&moment, nullptr);
  }
}

MailServer::~MailServer() {
  ::kill(server_, SIGKILL);
  ::waitpid(server_, nullptr, 0);
}

std::vector<std::string> MailServer::messages() const {
  std::vector<fs::path> files;
  const auto box = folder_.path() / "box" / "new";
  if (fs::exists(box))
    for (const auto& file : fs::directory_iterator(box)) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> out;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return out;
}

std::vector<std::string> MailServer::letters() const {
  auto out = messages();
  for (auto& message : out) {
    std::erase(message, '\r');
    const auto end = message.find("\n\n");
    if (end != std::string::npos) message = message.substr(0, end + 2) + decoded(std::string_view(message).substr(end + 2));
    std::erase(message, '\r');
  }
  return out;
}

}  // namespace test
