// The list of commands, their help, and what they share.
#include "app/commands.h"

#include "base/text.h"
#include "record/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace app {
namespace {

const std::vector<Command>& commands() {
  static const std::vector<Command> list = {
      {"serve", "", "Serve the school's pages and API",
       with_house({{"listen", "HOST:PORT", "where to listen (127.0.0.1:8080)"},
                   {"certificate", "FILE", "PEM certificate chain; with --certificate-key turns TLS on"},
                   {"certificate-key", "FILE", "its private key"},
                   {"workers", "N", "threads that answer requests (2)"},
                   {"mail-relay", "HOST:PORT", "the school's mail server; without it no e-mail is sent"},
                   {"mail-from", "ADDRESS", "whom letters come from; needed with --mail-relay"},
                   {"mail-security", "HOW", "starttls, tls, or none for a relay on this machine (starttls)"},
                   {"mail-user", "NAME", "to sign in at the mail server with"},
                   {"mail-password-file", "FILE", "its first line is the password"},
                   {"mail-authority", "FILE", "PEM of who signs the mail server's certificate (this machine's list)"},
                   {"address", "URL", "where people reach Alongside, for the links in e-mails; needed with --mail-relay"}}),
       serve},
      {"init", "", "Make a new, empty school and its first account",
       with_house({{"name", "NAME", "the school's name"},
                   {"phase", "PHASE", "primary, secondary, all_through or special (primary)"},
                   {"head", "USERNAME", "the head's user name; their password is read from standard input"},
                   {"head-name", "NAME", "the head's own name"}}),
       init},
      {"demo", "", "Make a demonstration school: everybody in it is invented",
       with_house({{"pupils", "N", "how many pupils (420)"},
                   {"seed", "N", "the same seed makes the same school (1)"},
                   {"years", "N", "school years of records (2)"},
                   {"records", "N", "how many records at least (as many as the years bring)"},
                   {"phase", "PHASE", "primary or secondary (primary)"}}),
       demo},
      {"import", "FILE", "Import pupils, staff, classes or family members from a CSV file, or a OneRoster zip",
       with_house({{"subject", "WHAT", "pupils, staff, classes, family or oneroster (pupils)"},
                   {"user", "USERNAME", "in whose name"},
                   {"confirm", "", "write it; without this only the preview is shown"},
                   {"undo", "ID", "take an import back"}}),
       import},
      {"export", "", "Write everything in open formats: JSON Lines, CSV, files", with_house({{"to", "DIR", "a folder that does not exist yet"}}),
       export_all},
      {"verify", "", "Walk the audit chain; exit 0 only when it is unbroken", with_house({{"head", "NUMBER:HASH", "a head written down earlier: shows that nothing before it was rewritten"},
                   {"file", "FILE", "a backup, instead of the school in DIR"}}),
       verify},
      {"backup", "", "Copy the school while it is in use", with_house({{"to", "FILE", "the copy; it needs the same key"}}), backup},
      {"restore", "", "Put a backup in place of an absent or broken school",
       with_house({{"from", "FILE", "the backup"}, {"replace", "", "move the present file aside first"}}), restore},
      {"user", "add|list|suspend|restore|password", "Accounts, from the machine itself",
       with_house({{"user", "USERNAME", "whose account"},
                   {"name", "NAME", "their name"},
                   {"post", "POST", "their post"},
                   {"role", "ROLE", "a role; of the sensitive ones only `it`: the others are given on the pages, by two people"}}),
       user},
      {"token", "create", "Make a bearer token for the API; it is printed alone on the last line",
       with_house({{"user", "USERNAME", "whose token: it sees what they see"}, {"name", "NAME", "what it is for"}, {"days", "N", "how long it lives (90)"}}),
       token},
      {"policy", "", "Print the permission table", {}, policy},
  };
  return list;
}

void print_help() {
  std::fputs("alongside: the record and planning system for key workers\n\nUse: alongside COMMAND [options]\n\n", stdout);
  for (const auto& command : commands()) std::fputs(fmt::format("  {:<9} {}\n", command.name, command.words).c_str(), stdout);
  std::fputs("\nEach command has --help.\n", stdout);
}

int print_help(const Command& command) {
  std::fputs(fmt::format("{}\n\nUse: alongside {} {} [options]\n\n", command.words, command.name, command.use).c_str(), stdout);
  for (const auto& option : command.options)
    std::fputs(fmt::format("  --{:<26} {}\n", fmt::format("{} {}", option.name, option.value), option.words).c_str(), stdout);
  return 0;
}

}  // namespace

std::span<const Command> all_commands() { return commands(); }

std::vector<OptionHelp> with_house(std::vector<OptionHelp> more) {
  more.push_back({"data", "DIR", "the school's folder (./data)"});
  more.push_back({"key", "FILE", "the key, when it is not DIR/key"});
  more.push_back({"database", "URL", "postgres://… instead of the file in DIR"});
  more.push_back({"schema", "NAME", "the school's PostgreSQL schema (alongside)"});
  more.push_back({"help", "", "this help"});
  return more;
}

access::HouseOptions house_options(const Arguments& arguments) {
  access::HouseOptions options;
  options.clock = &base::system_clock();
  options.folder = arguments.text("data", "./data");
  options.key_file = arguments.text("key");
  options.postgres_url = arguments.text("database");
  options.postgres_schema = arguments.text("schema", "alongside");
  return options;
}

std::unique_ptr<access::House> open_house(const Arguments& arguments) {
  auto house = std::make_unique<access::House>(house_options(arguments));
  if (!house->is_founded()) throw db::CannotStart("There is no school here yet. Make one with `alongside init` or `alongside demo`.");
  return house;
}

int refuse(const base::Error& error) {
  std::fputs(fmt::format("alongside: {}\n", error.for_user).c_str(), stderr);
  for (const auto& field : error.fields) std::fputs(fmt::format("  {}: {}\n", field.field, field.message).c_str(), stderr);
  return 1;
}

int run(const std::vector<std::string>& words) {
  if (words.empty() || words[0] == "--help" || words[0] == "help") {
    print_help();
    return words.empty() ? 2 : 0;
  }
  if (words[0] == "picture-worker") record::picture_worker();  // for the program itself: not in the list, takes no school
  const auto& list = commands();
  const auto command = std::find_if(list.begin(), list.end(), [&](const Command& c) { return c.name == words[0]; });
  if (command == list.end()) {
    std::fputs(fmt::format("alongside: there is no command '{}'. See alongside --help.\n", words[0]).c_str(), stderr);
    return 2;
  }
  if (std::find(words.begin(), words.end(), "--help") != words.end()) return print_help(*command);
  auto arguments = Arguments::parse({words.begin() + 1, words.end()}, command->options);
  if (!arguments) {
    for (const auto& fault : arguments.error().fields) std::fputs(fmt::format("alongside: {}\n", fault.message).c_str(), stderr);
    return 2;
  }
  try {
    return command->run(*arguments);
  } catch (const db::CannotStart& why) {
    std::fputs(fmt::format("alongside cannot start: {}\n", why.what()).c_str(), stderr);
    return 1;
  }
}

}  // namespace app
