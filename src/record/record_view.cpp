// Draws a record's parts.
#include "record/record_view.h"

#include "people/pupil_view.h"
#include "record/body_view.h"
#include "record/file_view.h"
#include "record/new_record.h"
#include "record/school_offers.h"
#include "web/components/display.h"

#include <algorithm>

namespace record {

std::string status_words(const Kind* kind, std::string_view state) {
  if (kind)
    for (const auto& status : kind->workflow.statuses)
      if (status.code == state) return status.label;
  return "";
}

Names names_in(access::Visit& visit, const Kind* kind, const Record& record) {
  Names names = kind ? staff_names_for(visit, *kind) : Names{};
  names.pupil = [&record](std::string_view id) {
    for (const auto& part : record.parts)
      if (part.pupil.text() == id) return part.name;
    return std::string("another pupil");
  };
  names.file = file_names(record);
  return names;
}

std::string readers_in_words(const Kind& kind) {
  std::string out;
  for (const auto& reader : readers_of(kind)) out += (out.empty() ? "" : ", ") + reader;
  return out;
}

web::Html people_rows(const std::vector<Part>& parts, const Kind* kind) {
  web::Html out;
  for (const auto& part : parts) {
    const auto* word = kind ? kind->pupils.find_part(part.part) : nullptr;
    out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a>", people::pupil_url(part.pupil), part.name);
    if (word && kind->pupils.parts.size() > 1) out.add(" – {}", word->label);
    out.add("</p>");
  }
  return out;
}

web::Html version_body(const Kind* kind, const Names& names, const Version& version) {
  return kind ? answers_view(*kind, Body::stored(version.body), names) : web::Html();
}

std::vector<FileLine> files_of(const Record& record, const Version& version) {
  const bool newest = !record.versions.empty() && version.number == record.versions.back().number;
  const auto names_it = [](const Version& one, const FileLine& file) { return one.body.find(file.id.text()) != std::string::npos; };
  std::vector<FileLine> out;
  for (const auto& file : record.files) {
    const bool known = std::any_of(record.versions.begin(), record.versions.end(), [&](const Version& each) { return names_it(each, file); });
    if (names_it(version, file) || (newest && !known)) out.push_back(file);
  }
  return out;
}

}  // namespace record
