// Reading a password without showing it.
#include "app/ask_password.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace app {
namespace {

/// The terminal without its echo, for as long as this lives.
class Unseen {
 public:
  Unseen() {
    if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  ~Unseen() {
    if (!changed_) return;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::fputc('\n', stderr);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
  bool changed_ = false;
};

}  // namespace

base::Secret ask_password(std::string_view question) {
  if (::isatty(STDIN_FILENO) != 0) {
    std::fwrite(question.data(), 1, question.size(), stderr);
    std::fflush(stderr);
  }
  const Unseen unseen;
  std::string line;
  line.reserve(1024);  // so that no half of a password is left behind in a buffer that grew
  for (int c = std::fgetc(stdin); c != EOF && c != '\n' && line.size() < 1024; c = std::fgetc(stdin)) line += static_cast<char>(c);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  base::Secret out{std::string_view(line)};
  std::fill(line.begin(), line.end(), '\0');
  return out;
}

}  // namespace app
