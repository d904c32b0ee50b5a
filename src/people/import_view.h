// The import's pages as Html: upload, columns, preview, result. Data in, Html out.
#pragma once

#include "people/import_deed.h"
#include "web/html.h"

#include <span>
#include <string>
#include <vector>

namespace people {

/// Which page of one import. Deeds are below it.
web::Url import_url(const ImportId& id);

struct UploadView {
  std::string csrf;
  std::vector<base::FieldError> errors = {};
  std::string subject = {};  ///< as chosen; empty: found out from the headings
};
web::Html upload_form(const UploadView& view);
/// Earlier imports and those that wait, newest first, with what can be done about each.
web::Html earlier_imports(const std::vector<ImportRun>& runs, const base::Zone& zone, base::UtcTime now, std::string_view csrf);

struct ColumnsView {
  const ImportRun& run;
  const CsvTable& table;
  const ColumnMapping& mapping;           ///< as it stands in the selects
  const std::vector<std::string>& saved;  ///< names of kept mappings
  std::string csrf;
  std::string save_as = {};
  std::vector<base::FieldError> errors = {};
};
web::Html columns_matter(const ColumnsView& view);

struct PreviewView {
  const ImportRun& run;
  const Preview& preview;
  const CsvTable& table;
  std::string csrf;
  bool from_set = false;  ///< of a OneRoster set: its columns are known
};
web::Html preview_matter(const PreviewView& view);

/// What a finished, undone or dropped import did.
struct ResultView {
  const ImportRun& run;
  std::string when;
  std::string csrf;
  const ImportRun* next = nullptr;  ///< the part of the same set that waits
};
web::Html result_matter(const ResultView& view);

}  // namespace people
