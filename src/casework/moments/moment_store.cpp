// SQL of moments.
#include "casework/moments/moment_store.h"

#include <algorithm>

namespace moments {
namespace {

constexpr db::Sql insert_moment =
    "INSERT INTO moment (id, pupil_id, staff_id, started_at) VALUES (:id, :about, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql own_moment = "SELECT id, pupil_id, given, family, started_at, ended_at FROM my_moment WHERE id = :id";
constexpr db::Sql running =
    "SELECT id, pupil_id, given, family, started_at, ended_at FROM my_moment WHERE ended_at IS NULL AND started_at > :since "
    "ORDER BY started_at DESC LIMIT 1";
constexpr db::Sql own_taps = "SELECT id, at, code, words FROM my_moment_tap WHERE moment_id = :id ORDER BY at, id";
constexpr db::Sql insert_tap =
    "INSERT INTO moment_tap (id, moment_id, at, code, words) SELECT :tap, m.id, :at, :code, :words FROM moment m "
    "WHERE m.id = :id AND m.staff_id = :me ON CONFLICT (id) DO NOTHING";
constexpr db::Sql end_moment = "UPDATE moment SET ended_at = :at WHERE id = :id AND staff_id = :me AND ended_at IS NULL";
constexpr db::Sql newest_script = "SELECT version, steps FROM calm_script ORDER BY version DESC LIMIT 1";
constexpr db::Sql insert_script =
    "INSERT INTO calm_script (version, steps, made_by, made_at) SELECT :version, :steps, :me, :now "
    "WHERE (SELECT COALESCE(MAX(version), 0) FROM calm_script) = :was";
constexpr db::Sql newest_pupil_script =
    "SELECT version, steps FROM seen_pupil_calm WHERE pupil_id = :about ORDER BY version DESC LIMIT 1";
constexpr db::Sql insert_pupil_script =
    "INSERT INTO pupil_calm (pupil_id, version, steps, made_by, made_at) SELECT :about, :version, :steps, :me, :now "
    "WHERE (SELECT COALESCE(MAX(version), 0) FROM pupil_calm WHERE pupil_id = :about) = :was";
constexpr db::Sql accounts =
    "SELECT s.id, s.name, s.post, s.phone FROM staff s JOIN account a ON a.staff_id = s.id "
    "WHERE a.suspended = 0 AND s.starts_on <= :today AND (s.ends_on IS NULL OR s.ends_on >= :today) AND s.id <> :me ORDER BY s.name";

Moment read_moment(const db::Row& row) {
  Moment out;
  out.id = row.id<MomentId>(0);
  out.pupil = row.id<access::PupilId>(1);
  out.pupil_name = row.string(2) + " " + row.string(3);
  out.started_at = row.time(4);
  out.ended_at = row.maybe(5, &db::Row::time);
  return out;
}

Script read_script(const db::Row& row) { return {static_cast<int>(row.integer(0)), from_stored(row.text(1))}; }

}  // namespace

void start(access::UnitOfWork& work, const AddPass& pass, const MomentId& id) {
  work.write(pass, {.deed = deeds::started, .subject = id.bytes(), .info = access::InfoClass::c4_behaviour}, insert_moment,
             {{"id", id}, {"about", pass.pupil()}});
}

std::optional<Moment> find_own(const OwnPass& pass, const MomentId& id) {
  return pass.row(own_moment, read_moment, {{"id", id}});
}

std::optional<Moment> find_running(const OwnPass& pass) {
  return pass.row(running, read_moment, {{"since", pass.now() + -12 * base::hour_ms}});
}

std::vector<Tap> list_taps(const OwnPass& pass, const MomentId& id) {
  return pass.rows(own_taps,
                   [](const db::Row& row) {
                     return Tap{row.id<TapId>(0), row.time(1), row.string(2), row.string(3)};
                   },
                   {{"id", id}});
}

void tap(access::UnitOfWork& work, const OwnPass& pass, const Moment& moment, const Tap& tap) {
  work.write(
      pass, {.deed = deeds::tapped, .subject = moment.id.bytes(), .info = access::InfoClass::c4_behaviour, .pupil = moment.pupil},
      insert_tap, {{"tap", tap.id}, {"id", moment.id}, {"at", tap.at}, {"code", tap.code}, {"words", tap.words}});
}

void end(access::UnitOfWork& work, const OwnPass& pass, const Moment& moment, base::UtcTime at) {
  work.write(pass,
             {.deed = deeds::ended, .subject = moment.id.bytes(), .info = access::InfoClass::c4_behaviour, .pupil = moment.pupil},
             end_moment, {{"id", moment.id}, {"at", at}});
}

Script school_script(const access::Pass& pass) {
  return pass.row(newest_script, read_script).value_or(Script{0, house_script()});
}

void put_school_script(access::UnitOfWork& work, const access::StaffPass<May::kinds_administer>& pass, const Script& script) {
  work.write(pass, {.deed = deeds::script_changed}, insert_script,
             {{"version", script.version + 1}, {"was", script.version}, {"steps", to_stored(script.steps)}}, access::Expect::one);
}

Script pupil_script(const access::Pass& pass, const access::PupilId& pupil) {
  auto out = pass.row(newest_pupil_script, read_script, {{"about", pupil}});
  if (!out) return {};
  pass.saw(access::InfoClass::c5_profile, pupil, pupil.bytes(), deeds::steps_seen);
  return *std::move(out);
}

void put_pupil_script(access::UnitOfWork& work, const AddPass& pass, const Script& script) {
  work.write(
      pass, {.deed = deeds::steps_changed, .subject = pass.pupil().bytes(), .info = access::InfoClass::c5_profile},
      insert_pupil_script,
      {{"about", pass.pupil()}, {"version", script.version + 1}, {"was", script.version}, {"steps", to_stored(script.steps)}},
      access::Expect::one);
}

std::vector<Comer> list_comers(const access::Visit& visit, const access::Pass& pass, const access::PupilId& pupil) {
  const auto everybody = pass.rows(accounts, [](const db::Row& row) {
    return Comer{row.id<access::StaffId>(0), row.string(1), row.string(2), row.string(3)};
  });
  auto door = visit.house().reader();
  std::vector<Comer> out;
  for (const auto& one : everybody) {
    const auto grants = visit.house().grants_of(one.staff, access::SignInStrength::second_factor, *door);
    if (grants && (grants->for_pupil(pupil).classes(access::Act::decide) & access::bit(access::InfoClass::c4_behaviour)) != 0)
      out.push_back(one);
  }
  return out;
}

}  // namespace moments
