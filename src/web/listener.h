// Opening the door: addresses to listening sockets, and new connections off them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace web {

struct Listening {
  int fd = -1;
  std::uint16_t port = 0;
};

/// Whether every address `host` stands for is loopback. Throws std::system_error when it stands for none.
bool is_loopback(const std::string& host);

/// Listens on every address of `host` that this machine has; with port 0 they share one free port. Sockets are non-blocking and the
/// caller's to close. Throws std::system_error when an address is taken or none can be had.
std::vector<Listening> listen_on(const std::string& host, std::uint16_t port);

struct Accepted {
  int fd = -1;       ///< -1: none waits, or `exhausted`
  std::string peer;  ///< numeric, IPv4 written as IPv4
  bool exhausted = false;  ///< no descriptor is free: try again later
};
/// The next waiting connection, non-blocking, with Nagle's delay off.
Accepted accept_one(int listener);

/// Lets the process open as many files as its hard limit allows.
void raise_file_limit();

}  // namespace web
