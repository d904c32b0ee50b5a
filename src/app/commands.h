// The commands of the program, each with its help.
#pragma once

#include "access/house.h"
#include "app/arguments.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// 0 for done, 1 for refused or failed (the reason is on standard error), 2 for words that were not understood.
struct Command {
  std::string_view name;
  std::string_view use;      ///< what follows the name in the help
  std::string_view words;    ///< one line
  std::vector<OptionHelp> options;
  int (*run)(const Arguments&);
};
std::span<const Command> all_commands();

/// Reads the first word and hands the rest to its command.
int run(const std::vector<std::string>& words);

/// The options every command that opens a school takes.
std::vector<OptionHelp> with_house(std::vector<OptionHelp> more);
/// Where the school is, from those options.
access::HouseOptions house_options(const Arguments& arguments);
/// Opens a school that must exist already. Throws db::CannotStart.
std::unique_ptr<access::House> open_house(const Arguments& arguments);
/// Tells a person what went wrong; returns 1.
int refuse(const base::Error& error);

// One function a command; each in a room of its own.
int serve(const Arguments& arguments);
int init(const Arguments& arguments);
int demo(const Arguments& arguments);
int import(const Arguments& arguments);
int export_all(const Arguments& arguments);
int verify(const Arguments& arguments);
int backup(const Arguments& arguments);
int restore(const Arguments& arguments);
int user(const Arguments& arguments);
int token(const Arguments& arguments);
int policy(const Arguments& arguments);

}  // namespace app
