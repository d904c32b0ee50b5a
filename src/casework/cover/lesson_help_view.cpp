// Draws help in a lesson: how it stands, what it says, its files, and how it stood before.
#include "casework/cover/lesson_help_view.h"

#include "access/moment_words.h"
#include "base/text.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "record/file_type.h"
#include "record/upload.h"

#include <fmt/format.h>

namespace cover {
namespace {

using access::Visit;

std::string_view deed_words(std::string_view deed) {
  return deed == "changed" ? "changed by" : deed == "prepared" ? "prepared by" : deed == "evaluated" ? "looked back on by" : "asked by";
}

void add_before(web::Html& list, std::string_view what, const std::string& before, const std::string& after) {
  if (before != after) list.add("<li>{}: <span class=\"app-words\">{}</span></li>", what, before.empty() ? std::string("nothing") : before);
}

bool is_shown(const HelpFile& file) { return file.content_type == "image/jpeg" || file.content_type == "image/png"; }

}  // namespace

web::Url help_url(const HelpId& id) { return web::Url::path("/lesson-help/{}", id); }

web::Html state_tag(const LessonHelp& help, base::LocalDate today) {
  switch (help.state()) {
    case HelpState::asked:
      if (help.is_outdated()) return web::tag("Changed: look again", web::Tint::orange);
      return help.due < today ? web::tag("Late", web::Tint::red) : web::tag("To prepare", web::Tint::orange);
    case HelpState::prepared: return help.on < today ? web::tag("Look back on it", web::Tint::yellow) : web::tag("Prepared", web::Tint::green);
    case HelpState::evaluated: return web::tag("Looked back on", web::Tint::grey);
  }
  return {};
}

web::Html facts_of(const Visit& visit, const LessonHelp& help) {
  const auto when = [&](base::UtcTime at) { return access::moment_words(visit.house().zone(), visit.now(), at); };
  web::Html pupils;
  for (const auto& pupil : help.pupils)
    pupils.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a>{}</li>", web::Url::path("/pupils/{}", pupil.pupil), pupil.name,
               pupil.outcome == Outcome::none ? std::string() : ": " + base::to_lower_ascii(title(pupil.outcome)));
  std::vector<web::SummaryRow> rows = {{"Lesson", web::html("{}, {}", help.lesson, base::to_long_text(help.on)), {}},
                                       {"Pupils", pupils.empty() ? web::html("No pupil that you work with") : web::html("<ul class=\"govuk-list\">{}</ul>", pupils), {}},
                                       {"Objective", web::html("{}", help.objective), {}},
                                       {"Wanted", web::html("{}<br><span class=\"app-words\">{}</span>", wants_words(help.wants), help.words), {}},
                                       {"Asked by", web::html("{}", help.teacher_name), {}},
                                       {"Prepared by", web::html("{}, ready by {}", help.helper_name, base::to_text(help.due)), {}}};
  if (help.prepared_at)
    rows.push_back({"What is ready", web::html("<span class=\"app-words\">{}</span>{}<br><span class=\"govuk-hint\">{}, {}</span>", help.prepared,
                                               help.kept_at.empty() ? web::Html() : web::html("<br>{}", help.kept_at), help.prepared_by, when(*help.prepared_at)), {}});
  if (help.evaluated_at)
    rows.push_back({"Looked back", web::html("<span class=\"app-words\">{}</span><br><span class=\"govuk-hint\">{}, {}</span>", help.evaluation, help.evaluated_by, when(*help.evaluated_at)), {}});
  return web::summary_list(rows);
}

web::Html files_of(const Visit& visit, const LessonHelp& help, const std::vector<HelpFile>& files, bool may_add, const std::vector<base::FieldError>& errors) {
  if (files.empty() && !may_add) return {};
  web::Html out = web::subheading("Files");
  if (!files.empty()) {
    out.add("<ul class=\"govuk-list app-files\">");
    for (const auto& file : files) {
      const auto url = web::Url::path("/lesson-help/{}/files/{}", help.id, file.id);
      out.add("<li>");
      if (is_shown(file))
        out.add("<a class=\"govuk-link app-files__picture\" href=\"{}\"><img src=\"{}\" alt=\"Picture: {}\" loading=\"lazy\" width=\"160\" height=\"120\"></a>", url.with("show", "yes"), url.with("show", "yes"),
                file.name);
      out.add("<a class=\"govuk-link\" href=\"{}\"><bdi>{}</bdi></a> ({} kB), {}", url, file.name, (file.size + 1023) / 1024, file.added_by);
      if (may_add)
        out.add(" {}", web::post_button(web::Url::path("/lesson-help/{}/files/{}/removal", help.id, file.id), visit.csrf_token(),
                                        {.text = "Take off", .look = web::ButtonLook::secondary, .more = web::attr("aria-label", "Take off: " + file.name)}));
      out.add("</li>");
    }
    out.add("</ul>");
  }
  if (!may_add) return out;
  const auto wrong = web::message_for(errors, "f.files");
  web::Html fields = web::hidden("was", std::to_string(help.version));
  fields.add(web::file_upload({.name = "f.files", .label = "Add files", .hint = "Worksheets, pictures, a list of words: PDF, pictures or plain text. Leave names out of pictures.", .error = wrong,
                               .accept = std::string(record::accepted_files), .most_bytes = static_cast<std::int64_t>(record::most_file_bytes), .several = true}));
  fields.add(web::button({.text = "Add them", .look = web::ButtonLook::secondary}));
  out.add(web::post_form({.action = web::Url::path("/lesson-help/{}/files", help.id), .csrf = visit.csrf_token(), .files = true}, fields));
  return out;
}

web::Html earlier_of(const Visit& visit, const LessonHelp& now, const std::vector<EarlierHelp>& earlier) {
  if (earlier.empty()) return {};
  web::Html all;
  const auto* after = &now;
  for (const auto& one : earlier) {
    const auto& before = one.help;
    web::Html list;
    add_before(list, "Lesson", before.lesson, after->lesson);
    add_before(list, "Day", base::to_long_text(before.on), base::to_long_text(after->on));
    add_before(list, "Objective", before.objective, after->objective);
    add_before(list, "Wanted", wants_words(before.wants), wants_words(after->wants));
    add_before(list, "To be prepared", before.words, after->words);
    add_before(list, "Ready by", base::to_text(before.due), base::to_text(after->due));
    add_before(list, "Prepared by", before.helper_name, after->helper_name);
    add_before(list, "What is ready", before.prepared, after->prepared);
    add_before(list, "Where it is", before.kept_at, after->kept_at);
    add_before(list, "Looked back", before.evaluation, after->evaluation);
    all.add("<li><strong>Version {}</strong>, {} {}, {}{}</li>", before.version, deed_words(one.deed), one.by_name, access::moment_words(visit.house().zone(), visit.now(), one.at),
            list.empty() ? web::html("<br>Other pupils, or other answers about them.") : web::html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list));
    after = &before;
  }
  return web::details({"How it stood before", web::html("<p class=\"govuk-body\">Each version, with the words that were changed afterwards.</p><ul class=\"govuk-list govuk-list--spaced\">{}</ul>", all), false});
}

}  // namespace cover
