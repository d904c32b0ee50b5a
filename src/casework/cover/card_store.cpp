// SQL of cards.
#include "casework/cover/card_store.h"



namespace cover {
namespace {

using access::InfoClass;

constexpr db::Sql newest_card =
    "SELECT c.version, c.chosen, c.said, c.signs, c.script, c.care, s.name, c.at FROM seen_card c JOIN staff s ON s.id = c.author_id "
    "WHERE c.pupil_id = :about ORDER BY c.version DESC LIMIT 1";
constexpr db::Sql every_card =
    "SELECT c.version, c.chosen, c.said, c.signs, c.script, c.care, s.name, c.at FROM seen_card c JOIN staff s ON s.id = c.author_id "
    "WHERE c.pupil_id = :about ORDER BY c.version DESC";
constexpr db::Sql lines_of_card =
    "SELECT l.side, l.words, l.plan_id, l.plan_version, COALESCE(p.title, '') FROM seen_card_line l LEFT JOIN seen_plan p ON p.id = l.plan_id "
    "WHERE l.pupil_id = :about AND l.version = :version ORDER BY l.side, l.place";
constexpr db::Sql steps_of_card =
    "SELECT l.words, l.plan_id, l.plan_version, COALESCE(p.title, '') FROM seen_card_step l LEFT JOIN seen_plan p ON p.id = l.plan_id "
    "WHERE l.pupil_id = :about AND l.version = :version ORDER BY l.place";
constexpr db::Sql safety_of = "SELECT safety_note FROM seen_pupil_safety WHERE id = :about";
constexpr db::Sql insert_card =
    "INSERT INTO card (pupil_id, version, chosen, said, signs, script, care, author_id, at) SELECT :about, :version, :chosen, :said, :signs, :script, :care, "
    ":by, :at WHERE (SELECT COALESCE(MAX(version), 0) FROM card WHERE pupil_id = :about) = :was";
constexpr db::Sql insert_line =
    "INSERT INTO card_line (pupil_id, version, side, place, words, plan_id, plan_version) VALUES (:about, :version, :side, :place, :words, :plan, :plan_version)";
constexpr db::Sql insert_step =
    "INSERT INTO card_step (pupil_id, version, place, words, plan_id, plan_version) VALUES (:about, :version, :place, :words, :plan, :plan_version)";
constexpr db::Sql insert_read = "INSERT INTO card_read (pupil_id, staff_id, face, at) VALUES (:about, :reader, :face, :at) ON CONFLICT DO NOTHING";
constexpr db::Sql read_by_me = "SELECT face FROM seen_card_read WHERE pupil_id = :about AND staff_id = :me";
constexpr db::Sql adults_around =
    "SELECT DISTINCT s.id, s.name, s.post FROM tie t JOIN staff s ON s.id = t.staff_id "
    "WHERE (t.pupil_id = :about OR t.class_id IN (SELECT m.class_id FROM seen_class_member m WHERE m.pupil_id = :about "
    "  AND m.starts_on <= :today AND (m.ends_on IS NULL OR m.ends_on >= :today))) "
    "AND t.relation IN ('assigned', 'teaches_class', 'teaches', 'cover') AND t.starts_on <= :today AND (t.ends_on IS NULL OR t.ends_on >= :today) "
    "AND (t.from_at IS NULL OR t.from_at <= :now) AND (t.until_at IS NULL OR t.until_at > :now) "
    "AND s.starts_on <= :today AND (s.ends_on IS NULL OR s.ends_on >= :today) ORDER BY s.name, s.id";
constexpr db::Sql with_card =
    "SELECT pupil_id FROM seen_plan WHERE live_version IS NOT NULL AND state <> 'closed' AND info_class IN (1, 5) "
    "UNION SELECT pupil_id FROM seen_card UNION SELECT id FROM seen_pupil_safety WHERE safety_note <> ''";
constexpr db::Sql reads_of = "SELECT staff_id, face, at FROM seen_card_read WHERE pupil_id = :about ORDER BY at";

template <class Tag>
std::optional<base::Id<Tag>> maybe(const base::Id<Tag>& id) {
  if (id.is_nil()) return std::nullopt;
  return id;
}

bool is_face(const db::Row& row, int column, const base::Bytes32& face) { return row.text(column) == face_code(face); }

Card read_card_row(const db::Row& row) {
  Card card;
  card.version = static_cast<int>(row.integer(0));
  card.chosen = row.yes(1);
  card.said = row.string(2);
  card.signs = row.string(3);
  card.script = row.string(4);
  card.care = row.string(5);
  card.chosen_by = row.string(6);
  card.chosen_at = row.time(7);
  return card;
}

void add_lines(const access::Pass& pass, const access::PupilId& pupil, Card& card) {
  card.pupil = pupil;
  if (!card.chosen) return;
  pass.each(lines_of_card, [&](const db::Row& row) {
    card.lines(row.text(0) == "must" ? Side::must : Side::help).push_back({row.string(1), row.id<plans::PlanId>(2), static_cast<int>(row.integer(3)), row.string(4)});
  }, {{"about", pupil}, {"version", card.version}});
  pass.each(steps_of_card, [&](const db::Row& row) {
    card.lines(Side::step).push_back({row.string(0), row.id<plans::PlanId>(1), static_cast<int>(row.integer(2)), row.string(3)});
  }, {{"about", pupil}, {"version", card.version}});
}

}  // namespace

std::optional<Card> find_chosen(const access::Pass& pass, const access::PupilId& pupil) {
  auto out = pass.row(newest_card, read_card_row, {{"about", pupil}});
  if (out) add_lines(pass, pupil, *out);
  return out;
}

std::vector<Card> list_versions(const access::Pass& pass, const access::PupilId& pupil) {
  auto out = pass.rows(every_card, read_card_row, {{"about", pupil}});
  for (auto& card : out) add_lines(pass, pupil, card);
  return out;
}

std::string find_safety(const access::Pass& pass, const access::PupilId& pupil) {
  return pass.row(safety_of, [](const db::Row& row) { return row.string(0); }, {{"about", pupil}}).value_or("");
}

std::vector<access::Step> steps_of(const Card& card, int version, const access::StaffId& author, base::UtcTime at) {
  std::vector<access::Step> out;
  out.push_back({insert_card,
                 {{"about", card.pupil},
                  {"version", version},
                  {"was", version - 1},
                  {"chosen", card.chosen ? 1 : 0},
                  {"said", card.said},
                  {"signs", card.signs},
                  {"script", card.script},
                  {"care", card.care},
                  {"by", author},
                  {"at", at}}});
  for (const auto side : {Side::must, Side::help}) {
    int place = 0;
    for (const auto& line : card.lines(side))
      out.push_back({insert_line,
                     {{"about", card.pupil},
                      {"version", version},
                      {"side", code(side)},
                      {"place", ++place},
                      {"words", line.words},
                      {"plan", maybe(line.plan)},
                      {"plan_version", line.plan_version}}});
  }
  int place = 0;
  for (const auto& line : card.lines(Side::step))
    out.push_back({insert_step,
                   {{"about", card.pupil}, {"version", version}, {"place", ++place}, {"words", line.words}, {"plan", maybe(line.plan)}, {"plan_version", line.plan_version}}});
  return out;
}

void choose(access::UnitOfWork& work, const WritePass& pass, const Card& card, int was) {
  auto steps = steps_of(card, was + 1, pass.who().id, work.now());
  work.write(pass, {.deed = deeds::card_chosen, .subject = card.pupil.bytes(), .info = InfoClass::c5_profile}, std::move(steps.front()), access::Expect::one);
  for (std::size_t n = 1; n < steps.size(); ++n) work.also(std::move(steps[n]));
}

access::Step read_step(const access::PupilId& pupil, const access::StaffId& staff, const base::Bytes32& face, base::UtcTime at) {
  return {insert_read, {{"about", pupil}, {"reader", staff}, {"face", face_code(face)}, {"at", at}}};
}

access::Entry detail::read_entry(const access::PupilId& pupil) {
  return {.deed = deeds::card_read, .subject = pupil.bytes(), .info = InfoClass::c5_profile, .pupil = pupil};
}

bool has_read(const access::Pass& pass, const access::PupilId& pupil, const base::Bytes32& face) {
  bool out = false;
  pass.each(read_by_me, [&](const db::Row& row) { out = out || is_face(row, 0, face); }, {{"about", pupil}});
  return out;
}

std::set<access::PupilId> list_with_card(const access::Pass& pass) {
  std::set<access::PupilId> out;
  pass.each(with_card, [&](const db::Row& row) { out.insert(row.id<access::PupilId>(0)); });
  return out;
}

bool has_read_any(const access::Pass& pass, const access::PupilId& pupil) {
  return pass.row(read_by_me, [](const db::Row&) { return true; }, {{"about", pupil}}).has_value();
}

std::vector<Adult> list_adults(const access::Pass& pass, const access::PupilId& pupil, const base::Bytes32& face) {
  auto out = pass.rows(adults_around, [](const db::Row& row) {
    return Adult{row.id<access::StaffId>(0), row.string(1), row.string(2)};
  }, {{"about", pupil}});
  pass.each(reads_of, [&](const db::Row& row) {
    const auto who = row.id<access::StaffId>(0);
    for (auto& adult : out) {
      if (adult.staff != who) continue;
      if (is_face(row, 1, face)) adult.read_at = row.time(2);
      else adult.read_earlier = true;
    }
  }, {{"about", pupil}});
  return out;
}

}  // namespace cover
