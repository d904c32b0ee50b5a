// Draws the files of a record.
#include "record/file_view.h"

namespace record {
namespace {

bool is_shown(const FileLine& file) { return file.content_type == "image/jpeg" || file.content_type == "image/png"; }

}  // namespace

web::Html file_list(const std::vector<FileLine>& files) {
  web::Html out;
  if (files.empty()) return out;
  out.add("<h2 class=\"govuk-heading-s\">Files</h2><ul class=\"govuk-list app-files\">");
  for (const auto& file : files) {
    const auto url = web::Url::path("/files/{}", file.id);
    out.add("<li>");
    if (is_shown(file)) {
      const auto shown = url.with("show", "yes");
      out.add("<a class=\"govuk-link app-files__picture\" href=\"{}\"><img src=\"{}\" alt=\"Picture: {}\" loading=\"lazy\" width=\"160\" height=\"120\"></a>",
              shown, shown, file.name);
    }
    out.add("<a class=\"govuk-link\" href=\"{}\"><bdi>{}</bdi></a> ({} kB)</li>", url, file.name, (file.size + 1023) / 1024);
  }
  out.add("</ul>");
  return out;
}

std::function<std::string(std::string_view)> file_names(const Record& record) {
  return [&record](std::string_view id) {
    for (const auto& file : record.files)
      if (file.id.text() == id) return file.name;
    return std::string("a file");
  };
}

}  // namespace record
