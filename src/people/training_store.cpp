// SQL of trainings.
#include "people/training_store.h"

namespace people {
namespace {

constexpr db::Sql of_one =
    "SELECT id, staff_id, topic, obtained_on, expires_on, evidence FROM training WHERE staff_id = :staff AND withdrawn_at IS NULL "
    "ORDER BY obtained_on DESC, id DESC";
constexpr db::Sql held_today =
    "SELECT staff_id, topic FROM training WHERE withdrawn_at IS NULL AND obtained_on <= :today AND (expires_on IS NULL OR expires_on >= :today)";
constexpr db::Sql running_out =
    "SELECT t.id, t.staff_id, t.topic, t.obtained_on, t.expires_on, t.evidence, s.name FROM training t JOIN staff s ON s.id = t.staff_id "
    "WHERE t.withdrawn_at IS NULL AND t.expires_on <= :until AND (s.ends_on IS NULL OR s.ends_on >= :today) "
    "AND NOT EXISTS (SELECT 1 FROM training n WHERE n.staff_id = t.staff_id AND n.topic = t.topic AND n.withdrawn_at IS NULL "
    "AND (n.expires_on IS NULL OR n.expires_on > t.expires_on)) ORDER BY t.expires_on, t.id";
constexpr db::Sql insert_training =
    "INSERT INTO training (id, staff_id, topic, obtained_on, expires_on, evidence, made_by, made_at) "
    "VALUES (:id, :staff, :topic, :obtained_on, :expires_on, :evidence, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql withdraw = "UPDATE training SET withdrawn_at = :now WHERE id = :id AND withdrawn_at IS NULL";

constexpr access::Deed added{"training.added", "Added a training of a member of staff"};
constexpr access::Deed withdrawn{"training.withdrawn", "Took a training of a member of staff away"};

}  // namespace

std::vector<Training> list_trainings(const access::Pass& pass, const access::StaffId& staff) {
  return pass.rows(of_one, [](const db::Row& row) {
    return Training{row.id<TrainingId>(0), row.id<access::StaffId>(1), row.string(2), row.date(3),
                    row.is_null(4) ? std::nullopt : std::optional(row.date(4)), row.string(5)};
  }, {{"staff", staff}});
}

std::set<std::pair<std::string, std::string>> trainings_held(const access::Pass& pass) {
  std::set<std::pair<std::string, std::string>> out;
  pass.each(held_today, [&](const db::Row& row) { out.emplace(row.id<access::StaffId>(0).text(), row.string(1)); });
  return out;
}

std::vector<RunningOut> list_running_out(const access::Pass& pass, base::LocalDate until) {
  return pass.rows(running_out, [](const db::Row& row) {
    return RunningOut{{row.id<TrainingId>(0), row.id<access::StaffId>(1), row.string(2), row.date(3), row.date(4), row.string(5)}, row.string(6)};
  }, {{"until", until}});
}

void add_training(access::UnitOfWork& work, const access::StaffPass<access::May::relations_administer>& pass, const Training& training) {
  work.write(pass, {.deed = added, .subject = training.staff.bytes()}, insert_training,
             {{"id", training.id}, {"staff", training.staff}, {"topic", training.topic}, {"obtained_on", training.obtained_on},
              {"expires_on", training.expires_on}, {"evidence", training.evidence}});
}

void withdraw_training(access::UnitOfWork& work, const access::StaffPass<access::May::relations_administer>& pass, const TrainingId& id) {
  work.write(pass, {.deed = withdrawn, .subject = id.bytes()}, withdraw, {{"id", id}}, access::Expect::one);
}

}  // namespace people
