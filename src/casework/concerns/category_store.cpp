// The only room that names the tables of formal categories.
#include "casework/concerns/category_store.h"

#include "casework/concerns/arrangement_store.h"

namespace concerns {
namespace {

constexpr db::Sql categories_of =
    "SELECT code, theme, label, offered FROM seen_concern_category WHERE academic_year = "
    "(SELECT MAX(y.academic_year) FROM seen_concern_category y WHERE y.academic_year <= :year) ORDER BY place, code";
constexpr db::Sql version_of = "SELECT version FROM seen_concern_category_list WHERE academic_year = :year";
constexpr db::Sql raise_version =
    "INSERT INTO concern_category_list (academic_year, version, changed_by, changed_at) SELECT :year, :was + 1, s.id, :now FROM staff s "
    "WHERE s.id = :me AND COALESCE((SELECT l.version FROM concern_category_list l WHERE l.academic_year = :year), 0) = :was "
    "ON CONFLICT (academic_year) DO UPDATE SET version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at";
constexpr db::Sql put_category =
    "INSERT INTO concern_category (academic_year, code, theme, label, place, offered) VALUES (:year, :code, :theme, :label, :place, :offered) "
    "ON CONFLICT (academic_year, code) DO UPDATE SET theme = excluded.theme, label = excluded.label, place = excluded.place, "
    "offered = excluded.offered";

}  // namespace

CategoryList load_categories(const access::Pass& pass, int academic_year) {
  CategoryList out{academic_year, 0, {}};
  out.version = static_cast<int>(pass.row(version_of, [](const db::Row& row) { return row.integer(0); }, {{"year", academic_year}}).value_or(0));
  out.all = pass.rows(categories_of, [](const db::Row& row) { return Category{row.string(0), row.string(1), row.string(2), row.integer(3) != 0}; },
                      {{"year", academic_year}});
  return out;
}

std::vector<Category> list_categories(const access::Pass& pass, int academic_year) { return offered(load_categories(pass, academic_year)); }

void change(access::UnitOfWork& work, const TriagePass& pass, const CategoryList& list) {
  work.write(pass, {deeds::arranged}, raise_version, {{"year", list.academic_year}, {"was", list.version}}, access::Expect::one);
  int place = 0;
  for (const auto& one : list.all)
    work.also(put_category, {{"year", list.academic_year}, {"code", one.code}, {"theme", one.theme}, {"label", one.label}, {"place", ++place},
                             {"offered", one.offered ? 1 : 0}});
}

}  // namespace concerns
