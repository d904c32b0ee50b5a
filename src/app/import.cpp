// `alongside import`: a file compared with the school, shown line by line, and written only with --confirm.
#include "access/staff_store.h"
#include "app/commands.h"
#include "people/import_deed.h"
#include "people/roll_store.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace app {
namespace {

using access::May;
using people::ImportPass;

enum class Writes { nothing, everything };
constexpr std::uintmax_t most_bytes = 256U << 20U;

base::Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  if (failed) return base::Error::invalid("FILE", fmt::format("There is no file {}, or it cannot be read", path.string()), "import file");
  if (size > most_bytes) return base::Error::invalid("FILE", "The file is larger than 256 MB", "import file too large");
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) return base::Error::invalid("FILE", fmt::format("{} cannot be read", path.string()), "import file");
  return std::move(bytes).str();
}

void say(const std::string& line) { std::fputs((line + "\n").c_str(), stdout); }

/// Lines and counts of what would be done, or was.
void tell(const people::ImportPlan& plan) {
  for (const auto& line : plan.lines) {
    if (line.outcome == people::LineOutcome::left_out) {
      const auto place = line.column == 0 ? std::string() : fmt::format(", column {} ({})", line.column, line.header);
      say(fmt::format("line {}{}: left out: {}", line.line, place, line.reason));
      continue;
    }
    if (line.outcome != people::LineOutcome::unchanged) say(fmt::format("line {}: {}: {}", line.line, people::code(line.outcome), line.about));
    if (line.outcome == people::LineOutcome::changed)
      for (const auto& change : line.changes) say(fmt::format("  {}: '{}' -> '{}'", change.title, change.before, change.after));
    for (const auto& note : line.notes) say(fmt::format("line {}: note: {}", line.line, note));
  }
  using people::LineOutcome;
  say(fmt::format("{}: {} added, {} changed, {} unchanged, {} left out", people::title(plan.subject), plan.count(LineOutcome::added),
                  plan.count(LineOutcome::changed), plan.count(LineOutcome::unchanged), plan.count(LineOutcome::left_out)));
}

int take_back(access::Visit& visit, const ImportPass& pass, const std::string& text) {
  const auto id = people::ImportId::parse(text);
  const auto run = id ? people::find_import(visit.house(), pass, *id) : std::nullopt;
  if (!run) return refuse(base::Error::invalid("undo", "There is no import with that id", "unknown import"));
  access::UnitOfWork work(visit);
  const auto done = people::undo(visit.house(), work, pass, *run);
  if (!done) return refuse(done.error());
  if (const auto written = std::move(work).commit(); !written) return refuse(written.error());
  for (const auto& conflict : done->conflicts)
    say(fmt::format("left as it is: {}{}{}", conflict.about, conflict.field.empty() ? "" : ": ", conflict.field));
  say(fmt::format("{} taken away, {} put back, {} left as they are", done->taken_away, done->put_back, done->conflicts.size()));
  return 0;
}

/// Writes one part of the file. The plan is made anew, against what is held at this moment.
base::Result<people::ImportPlan> write_part(access::Visit& visit, const ImportPass& pass, const people::ImportRun& run,
                                            const people::ImportPart& part) {
  TRY(auto shown, people::preview(visit.house(), pass, part.table, part.mapping));
  auto plan = shown.plan;
  if (plan.writes_nothing()) return plan;
  access::UnitOfWork work(visit);
  people::keep(work, pass, {run});
  people::confirm(work, pass, run, std::move(shown));
  TRY_DO(std::move(work).commit());
  return plan;
}

int bring_in(access::Visit& visit, const ImportPass& pass, std::string_view bytes, std::optional<people::ImportSubject> subject,
             Writes how) {
  const bool writes = how == Writes::everything;
  auto file = people::read_import_file(pass, bytes, subject);
  if (!file) return refuse(file.error());
  auto runs = people::new_runs(visit, bytes, *file);
  for (auto& run : runs) run.file.clear();  // nothing waits
  people::SchoolRoll roll;
  if (!writes) roll = people::load_roll(visit.house(), pass);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& part = file->parts[i];
    auto plan = writes ? write_part(visit, pass, runs[i], part) : people::plan_against(part.table, part.mapping, roll, visit.today());
    if (!plan) return refuse(plan.error());
    tell(*plan);
    if (!writes) people::apply_to(roll, *std::move(plan), visit.now(), visit.house().random());
    else if (plan->writes_nothing()) say("Nothing changes, so nothing was written.");
    else say(fmt::format("Written. To take it back: alongside import --undo {}", runs[i].id.text()));
  }
  if (!writes) say("Nothing was written. Say --confirm to write it.");
  return 0;
}

}  // namespace

int import(const Arguments& arguments) {
  const bool takes_back = arguments.has("undo");
  if (takes_back == (arguments.plain().size() == 1)) {
    std::fputs("alongside import FILE --user USERNAME [--confirm], or alongside import --undo ID; see alongside import --help\n", stderr);
    return 2;
  }
  std::optional<people::ImportSubject> subject;
  if (const auto said = arguments.text("subject"); !said.empty() && said != "oneroster") {
    subject = people::import_subject_of(said == "classes" ? "memberships" : said);
    if (!subject) return refuse(base::Error::invalid("subject", "Say pupils, staff, classes, family or oneroster", "import subject"));
  }
  std::string bytes;
  if (!takes_back) {
    auto read = read_file(arguments.plain().front());
    if (!read) return refuse(read.error());
    bytes = *std::move(read);
  }
  const auto house = open_house(arguments);
  auto reader = house->reader();
  const auto staff = access::staff_by_username(*reader, arguments.text("user"));
  if (!staff) return refuse(base::Error::invalid("user", "Say in whose name: --user USERNAME. See `alongside user list`.", "unknown user"));
  const auto grants = house->grants_of(*staff, access::SignInStrength::second_factor, *reader);
  const web::Request request;
  const web::Match match{};
  access::Visit visit(*house, request, match, std::move(reader), std::nullopt, grants);
  const auto pass = access::Door::staff<May::people_import>(visit);
  if (!pass) return refuse(base::Error::not_allowed("This person may not import.", "import by somebody who may not"));
  if (takes_back) return take_back(visit, *pass, arguments.text("undo"));
  return bring_in(visit, *pass, bytes, subject, arguments.has("confirm") ? Writes::everything : Writes::nothing);
}

}  // namespace app
