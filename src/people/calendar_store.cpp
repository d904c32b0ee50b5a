// SQL of the calendar.
#include "people/calendar_store.h"

#include <map>

namespace people {
namespace {

constexpr db::Sql insert_term_sql =
    "INSERT INTO school_term (id, academic_year, name, starts_on, ends_on) VALUES (:id, :academic_year, :name, :starts_on, :ends_on)";
constexpr db::Sql insert_closure_sql =
    "INSERT INTO school_closure (day, kind, name) VALUES (:day, :kind, :name) "
    "ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name";
constexpr db::Sql delete_term = "DELETE FROM school_term WHERE id = :id";
constexpr db::Sql delete_closure = "DELETE FROM school_closure WHERE day = :day";
constexpr db::Sql all_terms = "SELECT id, academic_year, name, starts_on, ends_on FROM school_term ORDER BY starts_on, ends_on";
constexpr db::Sql all_closures = "SELECT day, kind, name FROM school_closure ORDER BY day";

ClosureKind closure_kind_of(std::string_view stored) {
  for (auto kind : {ClosureKind::inset, ClosureKind::bank_holiday})
    if (code(kind) == stored) return kind;
  return ClosureKind::closure;
}

TermLine read_term(const db::Row& row) {
  return {row.id<TermId>(0), static_cast<int>(row.integer(1)), row.string(2), row.date(3), row.date(4)};
}
Closure read_closure(const db::Row& row) { return {row.date(0), closure_kind_of(row.text(1)), row.string(2)}; }

/// Half-terms of a year are numbered by their order.
Calendar calendar_of(const std::vector<TermLine>& terms, std::vector<Closure> closures) {
  std::vector<HalfTerm> half_terms;
  std::map<int, int> met;
  for (const auto& term : terms) half_terms.push_back({term.academic_year, ++met[term.academic_year], term.first, term.last});
  return {std::move(half_terms), std::move(closures)};
}

}  // namespace

std::vector<TermLine> list_terms(const access::Pass& pass) { return pass.rows(all_terms, read_term); }

std::vector<Closure> list_closures(const access::Pass& pass) { return pass.rows(all_closures, read_closure); }

Calendar load_calendar(const access::Pass& pass) { return calendar_of(list_terms(pass), list_closures(pass)); }

Calendar load_calendar(db::ReadConnection& reader) {
  std::vector<TermLine> terms;
  reader.rows(all_terms, {}, [&](const db::Row& row) { terms.push_back(read_term(row)); });
  std::vector<Closure> closures;
  reader.rows(all_closures, {}, [&](const db::Row& row) { closures.push_back(read_closure(row)); });
  return calendar_of(terms, std::move(closures));
}

access::Step insert_term(const TermLine& term) {
  return {insert_term_sql,
          {{"id", term.id},
           {"academic_year", term.academic_year},
           {"name", term.name},
           {"starts_on", term.first},
           {"ends_on", term.last}}};
}

access::Step put_closure(const Closure& closure) {
  return {insert_closure_sql, {{"day", closure.day}, {"kind", code(closure.kind)}, {"name", closure.name}}};
}

std::vector<access::Step> insert_calendar(const Calendar& calendar, base::UtcTime now, base::Random& random) {
  std::vector<access::Step> out;
  for (const auto& half : calendar.half_terms())
    out.push_back(
        insert_term({TermId::make(now, random), half.academic_year, half_term_name(half.number), half.first, half.last}));
  for (const auto& closure : calendar.closures()) out.push_back(put_closure(closure));
  return out;
}

namespace {
access::Entry changed(const base::Bytes16& subject = {}) { return {.deed = deeds::calendar_changed, .subject = subject}; }
}  // namespace

void add_term(access::UnitOfWork& work, const CalendarPass& pass, const TermLine& term) {
  work.write(pass, changed(term.id.bytes()), insert_term(term), access::Expect::one);
}

void remove_term(access::UnitOfWork& work, const CalendarPass& pass, const TermId& term) {
  work.write(pass, changed(term.bytes()), delete_term, {{"id", term}}, access::Expect::one,
             base::Error::conflict("That half-term was taken away already.", "no such term"));
}

void add_closure(access::UnitOfWork& work, const CalendarPass& pass, const Closure& closure) {
  work.write(pass, changed(), put_closure(closure), access::Expect::one);
}

void remove_closure(access::UnitOfWork& work, const CalendarPass& pass, base::LocalDate day) {
  work.write(pass, changed(), delete_closure, {{"day", day}}, access::Expect::one,
             base::Error::conflict("That day was taken away already.", "no such closure"));
}

}  // namespace people
