// From bytes to a plan, and from a plan to one unit of work.
#include "people/import_deed.h"

#include "access/digest.h"
#include "people/oneroster.h"
#include "people/roll_store.h"
#include "web/zip.h"

#include <algorithm>
#include <map>
#include <set>

namespace people {
namespace {

using access::Deed;
using access::Entry;
using access::InfoClass;
using access::UnitOfWork;

constexpr Deed file_sent{"import.sent", "Sent a file to import"};
constexpr Deed columns_chosen{"import.columns", "Chose the columns of an import"};
constexpr Deed import_dropped{"import.dropped", "Dropped an import"};
constexpr Deed people_imported{"people.imported", "Imported people"};
constexpr Deed pupil_added{"pupil.added", "Added a pupil"};
constexpr Deed pupil_changed{"pupil.changed", "Changed a pupil"};

constexpr std::int64_t wait_days = 7;

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"); }

std::vector<std::string> headings_of(const CsvTable& table) {
  std::vector<std::string> out;
  if (table.rows() != 0)
    for (std::size_t c = 0; c < table.columns(0); ++c) out.emplace_back(table.cell(0, c));
  return out;
}

base::Result<OneRosterSet> read_set(std::string_view bytes) {
  TRY(const auto files, web::read_zip(bytes));
  return read_oneroster(files);
}

/// A mapping kept from before is taken where it still maps well: at least as many columns as a fresh proposal.
ColumnMapping mapping_for(const ImportPass& pass, ImportSubject subject, const std::vector<std::string>& headings) {
  auto proposed = propose_mapping(subject, headings);
  const auto kept = find_mapping(pass, subject, "");
  if (!kept) return proposed;
  auto fitted = fit_mapping(*kept, headings);
  fitted.dates = std::nullopt;  // another file may have been written another way
  return check_mapping(fitted) ? fitted : proposed;
}

std::string seal_of(const ImportPlan& plan) {
  return base::to_hex(access::digest({base::as_bytes(web::to_json(steps_to_json(plan)))}));
}

bool names_somebody(const access::Role role) { return importable_role(access::code(role)) == role; }

/// New records get their ids, and what the school must know of them but the file did not say.
void give_ids(ImportPlan& plan, base::UtcTime now, base::LocalDate today, base::Random& random) {
  std::map<std::size_t, PupilId> by_line;
  for (auto& step : plan.pupils) {
    if (!step.after.id) step.after.id = PupilId::make(now, random);
    by_line[step.line] = *step.after.id;
  }
  for (auto& step : plan.staff) {
    if (!step.after.id) step.after.id = StaffId::make(now, random);
    if (!step.after.started_on) step.after.started_on = today;
    std::erase_if(step.after.roles, [&](access::Role role) {
      const bool held = step.before && std::count(step.before->roles.begin(), step.before->roles.end(), role) != 0;
      return !held && !names_somebody(role);
    });
    std::sort(step.after.roles.begin(), step.after.roles.end());
  }
  for (auto& step : plan.classes)
    if (!step.after.id) step.after.id = ClassId::make(now, random);
  for (auto& step : plan.family) {
    if (!step.after.id) step.after.id = FamilyMemberId::make(now, random);
    if (step.pupil_line) step.after.pupil = by_line.at(*step.pupil_line);
  }
}

Entry about_pupil(Deed deed, const PupilId& pupil, const ImportId& run) {
  return {.deed = deed, .subject = run.bytes(), .info = InfoClass::c2_contacts, .pupil = pupil};
}

/// Enters the first statement with its entry, the others after it.
void write_all(UnitOfWork& work, const ImportPass& pass, const Entry& entry, std::vector<access::Step> steps) {
  if (steps.empty()) return;
  work.write(pass, entry, std::move(steps.front()));
  for (auto step = steps.begin() + 1; step != steps.end(); ++step) work.also(std::move(*step));
}

void write_pupils(UnitOfWork& work, const ImportPass& pass, const ImportPlan& plan, const ImportId& run, base::LocalDate today) {
  std::map<PupilId, std::vector<const FamilyStep*>> family;
  for (const auto& step : plan.family) family[step.after.pupil.value()].push_back(&step);
  const auto add_family = [&](const PupilId& pupil, std::vector<access::Step>& steps) {
    const auto found = family.find(pupil);
    if (found == family.end()) return;
    for (const auto* member : found->second)
      for (auto& step : member->before ? update_family(member->after) : insert_family(member->after, work.now())) steps.push_back(std::move(step));
    family.erase(found);
  };
  for (const auto& step : plan.pupils) {
    const auto& after = step.after;
    std::vector<access::Step> steps = {step.before ? update_pupil(after) : insert_pupil(after, work.now())};
    if (step.before ? step.before->class_name != after.class_name : !after.class_name.empty())
      for (auto& more : register_in_class(*after.id, after.class_name, after.year_group ? std::string(after.year_group->code()) : "",
                                          ClassId(work.fresh_bytes()), today))
        steps.push_back(std::move(more));
    add_family(*after.id, steps);
    write_all(work, pass, about_pupil(step.before ? pupil_changed : pupil_added, *after.id, run), std::move(steps));
  }
  while (!family.empty()) {
    const auto pupil = family.begin()->first;
    std::vector<access::Step> steps;
    add_family(pupil, steps);
    write_all(work, pass, about_pupil(pupil_changed, pupil, run), std::move(steps));
  }
  std::map<PupilId, std::vector<access::Step>> joined;
  for (const auto& step : plan.memberships) joined[step.after.pupil].push_back(insert_membership(step.after, today));
  for (auto& [pupil, steps] : joined) write_all(work, pass, about_pupil(pupil_changed, pupil, run), std::move(steps));
}

void write_staff(UnitOfWork& work, const ImportPass& pass, const ImportPlan& plan, base::LocalDate today) {
  for (const auto& step : plan.staff) {
    const auto& after = step.after;
    std::vector<access::Step> steps = {step.before ? update_staff_record(after) : insert_staff_record(after, today, work.now())};
    for (const auto role : after.roles)
      if (!step.before || std::count(step.before->roles.begin(), step.before->roles.end(), role) == 0)
        steps.push_back(access::insert_role({*after.id, role, today, {}, pass.who().id, {}}));
    write_all(work, pass, {.deed = step.before ? access::deeds::staff_changed : access::deeds::staff_added, .subject = after.id->bytes()},
              std::move(steps));
  }
}

template <class Record>
void apply_steps(std::vector<Record>& held, const auto& steps) {
  std::map<std::remove_cvref_t<decltype(*std::declval<Record>().id)>, std::size_t> places;
  for (std::size_t i = 0; i < held.size(); ++i)
    if (held[i].id) places.emplace(*held[i].id, i);
  for (const auto& step : steps) {
    const auto same = places.find(*step.after.id);
    if (same == places.end())
      held.push_back(step.after);
    else
      held[same->second] = step.after;
  }
}

}  // namespace

base::Result<ImportFile> read_import_file(const ImportPass& pass, std::string_view bytes, std::optional<ImportSubject> subject) {
  ImportFile file;
  if (is_zip(bytes)) {
    TRY(auto set, read_set(bytes));
    file.oneroster = set.version;
    for (auto& part : set.parts) file.parts.push_back({std::move(part.table), std::move(part.mapping)});
    if (file.parts.empty()) return base::Error::invalid("file", "The OneRoster set holds nobody", "empty OneRoster set");
    return file;
  }
  if (bytes.empty()) return base::Error::invalid("file", "Select a file", "no file");
  TRY(auto table, read_csv(bytes));
  const auto headings = headings_of(table);
  if (table.rows() < 2) return base::Error::invalid("file", "The file has headings but no lines below them", "import without lines");
  auto mapping = mapping_for(pass, subject.value_or(guess_subject(headings)), headings);
  file.parts.push_back({std::move(table), std::move(mapping)});
  return file;
}

base::Result<CsvTable> read_part(const ImportRun& run) {
  if (!is_zip(run.file)) return read_csv(run.file);
  TRY(auto set, read_set(run.file));
  for (auto& part : set.parts)
    if (part.subject == run.subject) return std::move(part.table);
  return base::Error::invalid("file", "The OneRoster set does not hold this part", "OneRoster part gone");
}

std::vector<ImportRun> new_runs(access::Visit& visit, std::string_view bytes, const ImportFile& file) {
  std::vector<ImportRun> runs;
  const auto digest = access::digest({base::as_bytes(bytes)});
  for (const auto& part : file.parts) {
    ImportRun run;
    run.id = visit.fresh<ImportId>();
    run.subject = part.mapping.subject;
    run.digest = digest;
    run.file = std::string(bytes);
    run.mapping = part.mapping;
    run.made_by = visit.who().id;
    run.made_at = visit.now();
    runs.push_back(std::move(run));
  }
  return runs;
}

void keep(UnitOfWork& work, const ImportPass& pass, const std::vector<ImportRun>& runs) {
  for (const auto& run : runs) work.write(pass, {.deed = file_sent, .subject = run.id.bytes()}, insert_run(run), access::Expect::one);
  work.also(drop_waiting(work.now() + -wait_days * base::day_ms));
}

void choose_columns(UnitOfWork& work, const ImportPass& pass, const ImportRun& run, const ColumnMapping& mapping, std::string_view save_as) {
  work.write(pass, {.deed = columns_chosen, .subject = run.id.bytes()}, set_mapping(run.id, mapping), access::Expect::one);
  work.also(keep_mapping(mapping, ""));
  if (!save_as.empty()) work.also(keep_mapping(mapping, save_as));
}

void drop(UnitOfWork& work, const ImportPass& pass, const ImportRun& run) {
  work.write(pass, {.deed = import_dropped, .subject = run.id.bytes()}, drop_run(run.id));
}

base::Result<ImportPlan> plan_against(const CsvTable& table, const ColumnMapping& mapping, const SchoolRoll& roll, base::LocalDate today) {
  TRY(auto plan, plan_import(table, mapping, roll, today));
  // Who teaches a class opens its pupils' pages: that is said under relations, by people, never by a file.
  std::set<std::size_t> lines;
  for (auto& step : plan.classes) step.after.teachers = step.before ? step.before->teachers : std::vector<std::string>{};
  std::erase_if(plan.classes, [](const auto& step) { return step.before && *step.before == step.after; });
  for (const auto& step : plan.classes) lines.insert(step.line);
  for (const auto& step : plan.memberships) lines.insert(step.line);
  if (mapping.subject == ImportSubject::memberships)
    for (auto& line : plan.lines)
      if (line.outcome == LineOutcome::changed && !lines.contains(line.line)) line.outcome = LineOutcome::unchanged;
  return plan;
}

base::Result<Preview> preview(access::House& house, const ImportPass& pass, const CsvTable& table, const ColumnMapping& mapping) {
  Preview out;
  out.finished = count_finished(house, pass);
  TRY(out.plan, plan_against(table, mapping, load_roll(house, pass), pass.today()));
  out.seal = seal_of(out.plan);
  return out;
}

void apply_to(SchoolRoll& roll, ImportPlan plan, base::UtcTime now, base::Random& random) {
  give_ids(plan, now, {}, random);
  apply_steps(roll.pupils, plan.pupils);
  apply_steps(roll.staff, plan.staff);
  apply_steps(roll.classes, plan.classes);
  apply_steps(roll.family, plan.family);
  for (const auto& step : plan.memberships) roll.memberships.push_back(step.after);
  for (const auto& step : plan.pupils)
    if (!step.after.class_name.empty()) roll.memberships.push_back({*step.after.id, step.after.class_name, ClassKind::registration});
}

void confirm(UnitOfWork& work, const ImportPass& pass, const ImportRun& run, Preview preview) {
  auto& plan = preview.plan;
  const auto summary = summary_of(plan);
  give_ids(plan, work.now(), pass.today(), work.random());
  work.write(pass, {.deed = people_imported, .subject = run.id.bytes()}, finish_run(run.id, summary, steps_to_json(plan), preview.finished),
             access::Expect::one,
             base::Error::conflict("Somebody imported in the meantime, so nothing was written. Look at the preview again.", "import overtaken"));
  work.also(keep_mapping(run.mapping, ""));
  for (const auto& step : plan.classes) work.also(step.before ? update_class(step.after) : insert_class(step.after, pass.today()));
  write_pupils(work, pass, plan, run.id, pass.today());
  write_staff(work, pass, plan, pass.today());
  work.also(access::bump_epoch());
}

}  // namespace people
