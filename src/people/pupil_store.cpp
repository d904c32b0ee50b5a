// Reads the directory through the guarded views.
#include "people/pupil_store.h"

#include "base/text.h"
#include "people/protected_contact_store.h"

#include <algorithm>

namespace people {
namespace {

constexpr db::Sql by_id = "SELECT id, given, family, year_group, class_name, left_on FROM seen_pupil WHERE id = :id";
constexpr db::Sql on_roll =
    "SELECT id, given, family, year_group, class_name, left_on FROM seen_pupil WHERE left_on IS NULL "
    "AND (:year_group = '' OR year_group = :year_group) AND (:class_name = '' OR class_name = :class_name) "
    "ORDER BY family, given, id LIMIT :most";
constexpr db::Sql names_on_roll =
    "SELECT id, given, family, year_group, class_name, left_on, folded FROM seen_pupil WHERE left_on IS NULL";
constexpr db::Sql class_names_on_roll =
    "SELECT DISTINCT class_name FROM seen_pupil WHERE left_on IS NULL AND class_name <> '' ORDER BY class_name";
constexpr db::Sql family_of =
    "SELECT f.title, f.given, f.family, f.relationship, f.responsibility, f.mobile, f.home_phone, f.work_phone, f.email, f.address, f.language, f.note, "
    "CASE WHEN k.id IS NULL THEN 0 ELSE 1 END FROM seen_family f LEFT JOIN seen_kept_safe k ON k.pupil_id = f.pupil_id AND k.family_member_id = f.id "
    "WHERE f.pupil_id = :pupil ORDER BY f.place, f.family, f.given";
constexpr db::Sql detail_of =
    "SELECT legal_given, legal_family, sex, upn, uln, admission_no, first_language, born_on FROM seen_pupil_detail WHERE id = :pupil";
constexpr db::Sql safety_of = "SELECT safety_note FROM seen_pupil_safety WHERE id = :pupil";
constexpr db::Sql need_of = "SELECT sen_status, sen_need FROM seen_pupil_need WHERE id = :id";
constexpr db::Sql adults_of_pupil =
    "SELECT s.name, s.post, t.relation FROM tie t JOIN staff s ON s.id = t.staff_id "
    "WHERE (t.pupil_id = :id OR t.class_id IN (SELECT m.class_id FROM seen_class_member m WHERE m.pupil_id = :id "
    "  AND m.starts_on <= :today AND (m.ends_on IS NULL OR m.ends_on >= :today))) "
    "AND t.relation IN ('assigned', 'teaches_class') AND t.starts_on <= :today AND (t.ends_on IS NULL OR t.ends_on >= :today) "
    "ORDER BY t.relation, s.name";

Pupil read(const db::Row& row) {
  return {row.id<PupilId>(0), row.string(1), row.string(2), row.string(3), row.string(4), !row.is_null(5)};
}

bool by_family_name(const Pupil& a, const Pupil& b) {
  return std::tie(a.family, a.given, a.id) < std::tie(b.family, b.given, b.id);
}

}  // namespace

Pupil load(const access::Pass& pass, const PupilId& pupil) {
  auto found = pass.row(by_id, read, {{"id", pupil}});
  return found ? *found : Pupil{};
}

std::vector<Pupil> list(const access::CaseloadPass<May::pupil_find>& pass, std::string_view year_group, std::string_view class_name,
                        int most) {
  return pass.rows(on_roll, read, {{"year_group", year_group}, {"class_name", class_name}, {"most", most}});
}

std::vector<Pupil> find_by_name(const access::CaseloadPass<May::pupil_find>& pass, std::string_view query, std::size_t most) {
  const auto folded = base::fold(query);
  std::vector<std::pair<int, Pupil>> found;
  pass.each(names_on_roll, [&](const db::Row& row) {
    if (const int score = match_name(row.text(6), folded); score > 0) found.emplace_back(score, read(row));
  });
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : by_family_name(a.second, b.second);
  });
  std::vector<Pupil> out;
  for (auto& [score, pupil] : found) {
    if (out.size() == most) break;
    out.push_back(std::move(pupil));
  }
  return out;
}

std::vector<Pupil> caseload(const access::CaseloadPass<May::pupil_find>& pass) {
  std::vector<PupilId> ids;
  for (const auto& close : pass.grants().close())
    if (close.relations != 0) ids.push_back(close.pupil);
  auto pupils = load_all(pass, ids);
  std::erase_if(pupils, [](const Pupil& pupil) { return pupil.has_left; });
  std::sort(pupils.begin(), pupils.end(), by_family_name);
  return pupils;
}

std::vector<Pupil> load_all(const access::Pass& pass, const std::vector<PupilId>& ids) {
  std::vector<Pupil> out;
  for (const auto& id : ids)
    if (auto found = pass.row(by_id, read, {{"id", id}})) out.push_back(std::move(*found));
  return out;
}

std::vector<std::string> class_names(const access::CaseloadPass<May::pupil_find>& pass) {
  return pass.rows(class_names_on_roll, [](const db::Row& row) { return row.string(0); });
}

std::vector<Contact> contacts(const access::PupilPass<May::contacts_read>& pass) {
  static constexpr access::Deed seen{"contacts.seen", "Saw the contacts of a pupil"};
  auto out = pass.rows(family_of, [](const db::Row& row) {
    std::string name;
    for (int column = 0; column < 3; ++column) {
      if (row.text(column).empty()) continue;
      if (!name.empty()) name += ' ';
      name += row.text(column);
    }
    std::string phones;
    for (int column = 5; column < 8; ++column) {
      if (row.text(column).empty()) continue;
      if (!phones.empty()) phones += ", ";
      phones += row.text(column);
    }
    if (row.yes(12)) return Contact{name, row.string(3), row.string(4), std::string(kept_safe_words), {}, std::string(kept_safe_words), row.string(10), {}};
    return Contact{name, row.string(3), row.string(4), phones, row.string(8), row.string(9), row.string(10), row.string(11)};
  });
  if (!out.empty()) pass.saw(access::InfoClass::c2_contacts, pass.pupil(), pass.pupil().bytes(), seen);
  return out;
}

std::optional<Detail> detail(const access::PupilPass<May::contacts_read>& pass) {
  return pass.row(detail_of, [](const db::Row& row) {
    Detail out{row.string(0) + " " + row.string(1), row.string(2), row.string(3), row.string(4), row.string(5), row.string(6), {}};
    if (!row.is_null(7)) out.born = row.date(7);
    return out;
  });
}

std::string safety_note(const access::PupilPass<May::card_read>& pass) {
  return pass.row(safety_of, [](const db::Row& row) { return row.string(0); }).value_or("");
}

std::optional<Need> need(const access::Pass& pass, const PupilId& pupil) {
  return pass.row(need_of, [](const db::Row& row) { return Need{row.string(0), row.string(1)}; }, {{"id", pupil}});
}

std::vector<Adult> adults_of(const access::Pass& pass, const PupilId& pupil) {
  return pass.rows(adults_of_pupil, [](const db::Row& row) { return Adult{row.string(0), row.string(1), row.string(2)}; },
                   {{"id", pupil}});
}

}  // namespace people
