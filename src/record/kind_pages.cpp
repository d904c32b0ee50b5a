// The list of kinds, and one kind: its words, fields, preview and history.
#include "record/kind_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "access/told.h"
#include "record/kind_desk.h"
#include "record/kind_form.h"
#include "record/new_record.h"
#include "record/record_view.h"
#include "record/school_offers.h"
#include "record/upload.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;
using Deed = KindChange::Deed;

std::string retention_words(Retention retention) {
  std::string words(code(retention));
  std::replace(words.begin(), words.end(), '_', ' ');
  words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string writers_in_words(const Kind& kind) {
  std::string out;
  for (std::size_t r = 0; r < access::role_count; ++r) {
    const auto role = static_cast<access::Role>(r);
    bool may = false;
    for (std::size_t n = 0; n < access::relation_count; ++n) may = may || allows(kind, role, static_cast<access::Relation>(n), access::Act::add);
    if (may) out += (out.empty() ? "" : ", ") + std::string(access::title(role));
  }
  return out.empty() ? "Nobody" : out;
}

/// What a wing has besides: worded on the same pages, and no records.
web::Html further_kinds(const FurtherCatalogues::Entry& entry) {
  web::Table table{entry.heading, {{"Name"}, {"Information"}, {"Who writes"}, {"Kept as"}}, {}, true, true, true};
  for (const auto& kind : entry.catalogue->kinds()->all()) {
    web::Html name = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", kind_url(kind.id), kind.title);
    if (!entry.catalogue->changes(kind.id).empty()) name.add(web::badge("Changed", web::Tint::yellow));
    table.rows.push_back({name, web::html("{}", access::title(kind.info_class)), web::html("{}", writers_in_words(kind)), web::html("{}", retention_words(kind.retention))});
  }
  web::Html out = web::subheading(entry.heading);
  out.add(web::table(table));
  return out;
}

base::Result<Answer> list_kinds(Visit& visit, const KindPass& pass) {
  auto& catalogue = visit.house().room<Catalogue>();
  const auto kinds = catalogue.kinds();
  const auto counts = count_by_kind(pass);
  web::Html main = web::heading("School", "What can be recorded");
  main.add(web::body_text("Each kind of record has its words, its fields and its options. What you change here stands for everybody from the moment it is "
                          "saved; records written before keep the words they were written under."));
  main.add(web::button_link(web::Url::path("/school/kinds/new"), "Make a kind of your own"));
  web::Table table{"Kinds", {{"Kind"}, {"Information"}, {"Who writes"}, {"Who reads"}, {"Kept as"}, {"Records you can see", true}}, {}, true, true, true};
  for (const auto& kind : kinds->all()) {
    const auto count = counts.find(kind.id);
    web::Html name = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", kind_url(kind.id), kind.title);
    if (kind.own) name.add(web::badge("Your own", web::Tint::teal));
    if (!catalogue.changes(kind.id).empty()) name.add(web::badge("Changed", web::Tint::yellow));
    if (kind.retired) name.add(web::badge("Not written any more", web::Tint::grey));
    const auto readers = readers_in_words(kind);
    table.rows.push_back({name, web::html("{}", access::title(kind.info_class)), web::html("{}", writers_in_words(kind)),
                          web::html("{}", readers.empty() ? "Nobody but its author" : readers), web::html("{}", retention_words(kind.retention)),
                          web::html("{}", count == counts.end() ? 0 : count->second)});
  }
  main.add(web::table(table));
  if (const auto* further = visit.house().find_room<FurtherCatalogues>())
    for (const auto& entry : further->all()) main.add(further_kinds(entry));
  return access::page(visit, 200, {.title = "What can be recorded", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School")}, main);
}

// ---- The words of a kind

std::string typed_or(const web::Form& typed, const std::string& name, const std::string& stands) {
  return typed.has(name) ? std::string(typed.text(name)) : stands;
}

web::Html words_form(const Visit& visit, const KindDesk& desk, const web::Form& typed, const Errors& wrong) {
  const auto& kind = desk.kind();
  const auto input = [&](std::string name, std::string label, const std::string& stands, std::string hint = {}) {
    return web::text_input({.name = name, .label = std::move(label), .hint = std::move(hint), .value = typed_or(typed, name, stands),
                            .error = web::message_for(wrong, name)});
  };
  web::Html fields = web::hidden("was", std::to_string(desk.version()));
  fields.add(input("title", "Title", kind.title));
  fields.add(input("plural", "Title of more than one", kind.plural));
  fields.add(input("tile", "Words on its button", kind.tile, "At most 24 characters."));
  fields.add(web::textarea({.name = "description", .label = "When to use it", .value = typed_or(typed, "description", kind.description),
                            .error = web::message_for(wrong, "description"), .rows = 3, .most = 300}));
  web::Html folded;
  bool open = false;
  const auto fold_in = [&](const std::string& name, std::string label, const std::string& stands) {
    folded.add(input(name, std::move(label), stands));
    open = open || !web::message_for(wrong, name).empty();
  };
  for (const auto& section : kind.sections) fold_in("section." + section.name, "Heading of the section “" + section.title + "”", section.title);
  if (kind.pupils.parts.size() > 1)
    for (const auto& part : kind.pupils.parts) fold_in("part." + part.code, "Part of a pupil: “" + part.label + "”", part.label);
  if (!folded.empty()) fields.add(web::details({"Headings of sections, and parts of pupils", folded, open}));
  fields.add(web::button({.text = "Save the words"}));
  return web::post_form({.action = web::Url::path("/school/kinds/{}/words", kind.id), .csrf = visit.csrf_token()}, fields);
}

base::Result<std::vector<KindChange>> changed_words(const KindDesk& desk, const web::Form& form) {
  const auto& kind = desk.kind();
  auto edit = desk.edit();
  const auto set = [&](Deed deed, const std::string& input, const std::string& was, std::string field = {}, std::string choice = {}) {
    if (form.has(input)) edit.set(deed, was, form.text(input), std::move(field), std::move(choice), input);
  };
  set(Deed::set_title, "title", kind.title);
  set(Deed::set_plural, "plural", kind.plural);
  set(Deed::set_tile, "tile", kind.tile);
  set(Deed::set_description, "description", kind.description);
  for (const auto& section : kind.sections) set(Deed::set_section, "section." + section.name, section.title, section.name);
  for (const auto& part : kind.pupils.parts) set(Deed::set_part, "part." + part.code, part.label, {}, part.code);
  return edit.finish();
}

// ---- Its fields, in their order

web::Html deed_button(const Visit& visit, const KindDesk& desk, const Field& field, std::string_view deed, std::string_view words) {
  web::Html hidden = web::hidden("was", std::to_string(desk.version()));
  return web::post_button(kind_field_url(desk.base.id, field.name), visit.csrf_token(),
                          {.text = std::string(words), .look = web::ButtonLook::secondary, .name = "deed", .value = std::string(deed),
                           .more = web::attr("aria-label", std::string(words) + ": " + field.label)}, hidden);
}

web::Html field_list(const Visit& visit, const KindDesk& desk) {
  const auto& kind = desk.kind();
  web::Table table{"Fields", {{"Field"}, {"What it takes"}, {"Where"}, {"Do"}}, {}, true, true, true};
  for (const auto& field : kind.fields) {
    const auto* section = kind.find_section(field.section);
    web::Html name = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", kind_field_url(kind.id, field.name), field.label);
    if (field.required) name.add(web::badge("Must be answered", web::Tint::blue));
    if (field.hidden) name.add(web::badge("Not asked", web::Tint::grey));
    if (field.own) name.add(web::badge("Your own", web::Tint::teal));
    const auto beside = [&](const Field& other) { return other.quick == field.quick && other.section == field.section; };
    const auto at = kind.fields.begin() + (&field - kind.fields.data());
    web::Html deeds;
    if (std::any_of(kind.fields.begin(), at, beside)) deeds.add(deed_button(visit, desk, field, "up", "Up"));
    if (std::any_of(at + 1, kind.fields.end(), beside)) deeds.add(deed_button(visit, desk, field, "down", "Down"));
    if (field.hidden) deeds.add(deed_button(visit, desk, field, "show", "Ask it again"));
    else if (!field.required && field.name != kind.quick_field) deeds.add(deed_button(visit, desk, field, "hide", "Do not ask"));
    table.rows.push_back({name, web::html("{}", type_words(field.type)), web::html("{}", field.quick ? "First sheet" : section ? section->title : "More"),
                          web::html("<div class=\"app-deeds\">{}</div>", deeds)});
  }
  return web::table(table);
}

web::Html preview(Visit& visit, const Kind& kind) {
  auto offers = offers_for(visit, kind);
  offers.most_file_bytes = most_file_bytes;
  return web::html("<div class=\"app-preview\">{}</div>", kind_fields(kind, {}, {}, visit.today(), offers));
}

web::Html history_of(const Visit& visit, const KindDesk& desk) {
  web::Html out;
  const auto& zone = visit.house().zone();
  const auto button = [&](std::int64_t to, std::string words, web::ButtonLook look) {
    web::Html hidden = web::hidden("was", std::to_string(desk.version()));
    hidden.add(web::hidden("to", std::to_string(to)));
    return web::post_button(web::Url::path("/school/kinds/{}/history", desk.base.id), visit.csrf_token(), {.text = std::move(words), .look = look}, hidden);
  };
  for (std::size_t i = 0; i < desk.history.size(); ++i) {
    const auto& version = desk.history[i];
    out.add("<h3 class=\"govuk-heading-s\">{}, {}</h3><ul class=\"govuk-list govuk-list--bullet\">", access::moment_words(zone, visit.now(), version.made_at), version.made_by);
    for (const auto& line : version_words(desk, i)) out.add("<li>{}</li>", line);
    out.add("</ul>");
    if (i == 0) out.add(button(version.version - 1, "Undo this change", web::ButtonLook::secondary));
    else out.add(button(version.version, "Put back as it was then", web::ButtonLook::link));
  }
  if (desk.history.empty()) out.add(web::body_text("Nothing was changed yet."));
  if (!desk.history.empty() && !desk.history.front().changes.empty())
    out.add(button(0, "Put back all words and fields as they came", web::ButtonLook::warning));
  return out;
}

web::Html access_facts(const Kind& kind, std::int64_t count) {
  std::vector<web::SummaryRow> rows;
  const auto readers = readers_in_words(kind);
  rows.push_back({"Information", web::html("{} ({})", access::title(kind.info_class), code(kind.info_class)), {}});
  rows.push_back({"Who writes", web::html("{}", writers_in_words(kind)), {}});
  rows.push_back({"Who reads", web::html("{}", readers.empty() ? "Nobody but its author" : readers), {}});
  rows.push_back({"Kept as", web::html("{}", retention_words(kind.retention)), {}});
  rows.push_back({"Records you can see", web::html("{}", count), {}});
  return web::summary_list(rows);
}

web::Response draw_kind(Visit& visit, const KindPass& pass, const KindDesk& desk, int status, const web::Form& typed, const Errors& wrong) {
  const auto& kind = desk.kind();
  const auto counts = count_by_kind(pass);
  const auto count = counts.find(kind.id);
  web::Html main = web::error_summary(wrong);
  if (status == 409) main.add(late_alert(desk));
  main.add(access::told(visit, {{"saved", "Saved. It stands for everybody from now on."}, {"made", "The kind was made. Add its fields here."},
                                {"retired", "It is not written any more. What was written can be read as before."}, {"written", "It can be written again."},
                                {"asked", "Asked. It stands once a second person has agreed."}, {"agreed", "Agreed. It stands for everybody from now on."}, {"refused", "Refused. Nothing was changed."},
                                {"back", "It stands as it did."}}));
  main.add(web::heading("What can be recorded", kind.title));
  if (kind.retired) main.add(web::inset_text(web::html("<p>It is not written any more. What was written can be read, searched, counted and exported as before.</p>")));
  main.add(access_facts(kind, count == counts.end() ? 0 : count->second));
  main.add(own_kind_deeds(visit, pass, desk));
  main.add(web::subheading("Fields"));
  main.add(field_list(visit, desk));
  main.add(web::button_link(web::Url::path("/school/kinds/{}/new-field", kind.id), "Add a field", web::ButtonLook::secondary));
  main.add(web::subheading("Words"));
  main.add(words_form(visit, desk, typed, wrong));
  main.add(web::subheading("As it is filled in"));
  main.add(preview(visit, kind));
  main.add(web::subheading("Changes"));
  main.add(history_of(visit, desk));
  return access::page(visit, status, {.title = kind.title, .place = access::Place::school, .before = web::back_link(web::Url::path("/school/kinds"), "What can be recorded"),
                                      .outcome = wrong.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_kind(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_desk(visit, pass));
  return draw_kind(visit, pass, desk, 200, {}, {});
}

base::Result<Answer> post_words(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_desk(visit, pass));
  auto changes = changed_words(desk, visit.form());
  if (!changes) return draw_kind(visit, pass, desk, 422, visit.form(), changes.error().fields);
  if (is_late(visit, desk)) return draw_kind(visit, pass, desk, 409, visit.form(), {});
  return save_changes(visit, pass, desk, *changes, kind_url(desk.base.id).with("done", "saved"));
}

base::Result<Answer> post_history(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_desk(visit, pass));
  if (is_late(visit, desk)) return draw_kind(visit, pass, desk, 409, {}, {});
  const auto to = visit.form().text("to");
  std::vector<KindChange> changes;
  bool known = to == "0";
  for (const auto& version : desk.history)
    if (to == std::to_string(version.version)) changes = version.changes, known = true;
  if (!known) return base::Error::not_found("no such version");
  if (const auto fits = apply_changes(desk.base, changes); !fits) return draw_kind(visit, pass, desk, 422, {}, {{"", "That version no longer fits: " + fits.error().fields.front().message}});
  return save_changes(visit, pass, desk, changes, kind_url(desk.base.id).with("done", "back"));
}

}  // namespace

void add_kind_routes(access::Routes& routes) {
  routes.get("/school/kinds", list_kinds);
  routes.get("/school/kinds/{kind}", show_kind);
  routes.post("/school/kinds/{kind}/words", post_words);
  routes.post("/school/kinds/{kind}/history", post_history);
}

}  // namespace record
