// The same numbers for spreadsheets and for programs.
#include "overview/report_view.h"

#include "people/csv.h"

namespace overview {
namespace {

using web::Json;

constexpr std::string_view days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};

std::string told(std::int64_t records, bool hidden) { return hidden ? "not told" : std::to_string(records); }
/// Null where it is not told.
Json number(std::int64_t records, bool hidden) { return hidden ? Json() : Json(records); }

Json count_json(const record::Count& row) {
  Json out;
  out.set("code", row.code);
  out.set("label", row.label);
  out.set("records", number(row.records, row.hidden));
  return out;
}

}  // namespace

std::optional<std::string> table_csv(const record::Counted& counted, std::string_view table) {
  people::CsvWriter csv;
  const auto& report = counted.report;
  if (table == "trend") {
    csv.row({"Half-term", "School year", "Records", "School days", "Each school day"});
    for (const auto& each : report.half_terms)
      csv.row({people::half_term_name(each.half_term.number), people::academic_year_label(each.half_term.academic_year),
               told(each.records, each.hidden), std::to_string(each.school_days),
               each.hidden ? "" : record::rate(each.records, each.school_days, 1).value_or("")});
    return csv.take();
  }
  if (table == "hours") {
    const auto [first, last] = record::hours_of(report);
    csv.row({"Day", "Hour", "Records"});
    for (std::size_t day = 0; day < std::size(days); ++day)
      for (int hour = first; hour <= last; ++hour) {
        const auto& cell = report.heat[day][static_cast<std::size_t>(hour)];
        csv.row({days[day], std::to_string(hour) + ":00", told(cell.records, cell.hidden)});
      }
    return csv.take();
  }
  if (table.starts_with("field-")) {
    const auto* field = report.find(table.substr(6));
    if (!field) return std::nullopt;
    csv.row({field->label, "Records"});
    for (const auto& row : field->rows) csv.row({row.label, told(row.records, row.hidden)});
    return csv.take();
  }
  if (table.starts_with("group-")) {
    for (const auto& groups : counted.groups) {
      if (groups.name != table.substr(6)) continue;
      csv.row({groups.label, "Pupils", "Records", "For each 100 pupils"});
      for (const auto& row : groups.rows)
        csv.row({row.label, told(row.pupils, row.hidden), told(row.records, row.hidden),
                 row.hidden ? "" : record::rate(row.records, row.pupils, 100).value_or("")});
      return csv.take();
    }
    return std::nullopt;
  }
  if (table == "pupils" && !counted.only_counts) {
    csv.row({"Pupil", "Class", "Records"});
    for (const auto& row : counted.pupils) csv.row({row.name, row.place, std::to_string(row.records)});
    return csv.take();
  }
  if (table == "adults" && !counted.adults.empty()) {
    csv.row({"Adult", "Post", "Records"});
    for (const auto& row : counted.adults) csv.row({row.name, row.post, std::to_string(row.records)});
    return csv.take();
  }
  return std::nullopt;
}

Json report_json(const record::Kind& kind, const record::Counted& counted) {
  const auto& report = counted.report;
  Json out;
  out.set("kind", kind.id);
  out.set("from", base::to_iso(report.first));
  out.set("until", base::to_iso(report.last));
  out.set("only_counts", counted.only_counts);
  out.set("records", number(report.records, report.hidden));
  out.set("school_days", report.school_days);
  out.set("pupils_on_roll", counted.pupils_on_roll);
  Json::Array half_terms, hours, fields, groups, pupils;
  for (const auto& each : report.half_terms) {
    Json one;
    one.set("name", people::half_term_name(each.half_term.number));
    one.set("academic_year", people::academic_year_label(each.half_term.academic_year));
    one.set("records", number(each.records, each.hidden));
    one.set("school_days", each.school_days);
    half_terms.push_back(std::move(one));
  }
  const auto [first, last] = record::hours_of(report);
  for (std::size_t day = 0; day < std::size(days); ++day)
    for (int hour = first; hour <= last; ++hour) {
      const auto& cell = report.heat[day][static_cast<std::size_t>(hour)];
      Json one;
      one.set("weekday", static_cast<std::int64_t>(day + 1));
      one.set("hour", hour);
      one.set("records", number(cell.records, cell.hidden));
      hours.push_back(std::move(one));
    }
  for (const auto& field : report.fields) {
    Json one;
    one.set("name", field.name);
    one.set("label", field.label);
    Json::Array rows;
    for (const auto& row : field.rows) rows.push_back(count_json(row));
    one.set("answers", std::move(rows));
    fields.push_back(std::move(one));
  }
  for (const auto& each : counted.groups) {
    Json one;
    one.set("name", each.name);
    one.set("label", each.label);
    Json::Array rows;
    for (const auto& row : each.rows) {
      Json cell;
      cell.set("code", row.code);
      cell.set("label", row.label);
      cell.set("pupils", number(row.pupils, row.hidden));
      cell.set("records", number(row.records, row.hidden));
      rows.push_back(std::move(cell));
    }
    one.set("rows", std::move(rows));
    groups.push_back(std::move(one));
  }
  for (const auto& row : counted.pupils) {
    Json one;
    one.set("id", row.pupil.text());
    one.set("name", row.name);
    one.set("records", row.records);
    pupils.push_back(std::move(one));
  }
  out.set("half_terms", std::move(half_terms));
  out.set("hours", std::move(hours));
  out.set("fields", std::move(fields));
  out.set("groups", std::move(groups));
  out.set("pupils", std::move(pupils));
  return out;
}

}  // namespace overview
