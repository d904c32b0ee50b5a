// One field of a kind: its words and choices, where it stands, whether it is asked; and a field of the school's own.
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "record/kind_desk.h"
#include "record/kind_pages.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>
#include <charconv>

namespace record {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;
using Deed = KindChange::Deed;

std::string typed_or(const web::Form& typed, const std::string& name, const std::string& stands) {
  return typed.has(name) ? std::string(typed.text(name)) : stands;
}

web::Response draw(Visit& visit, const KindDesk& desk, int status, std::string title, const Errors& wrong, const web::Html& main) {
  return access::page(visit, status, {.title = std::move(title), .place = access::Place::school, .before = web::back_link(kind_url(desk.base.id), desk.kind().title),
                                      .outcome = wrong.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

const Field* field_of(const Visit& visit, const KindDesk& desk) { return desk.kind().find_field(visit.match.part("field")); }

// ---- A field that is there

web::Html choice_rows(const Field& field, const web::Form& typed, const Errors& wrong) {
  web::Html out;
  for (const auto& choice : field.choices) {
    const auto name = "choice." + choice.code;
    out.add("<div class=\"app-choice-row\">{}", web::text_input({.name = name, .label = "Choice" + std::string(choice.hidden ? " (not offered)" : ""),
                                                                 .value = typed_or(typed, name, choice.label), .error = web::message_for(wrong, name)}));
    web::Html deeds;
    const auto deed = [&](std::string_view what, std::string_view words) {
      deeds.add(web::button({.text = std::string(words), .look = web::ButtonLook::secondary, .name = "deed", .value = std::string(what) + "." + choice.code,
                             .more = web::attr("aria-label", std::string(words) + ": " + choice.label)}));
    };
    if (field.type != FieldType::scale) {
      deed("choice_up", "Up");
      deed("choice_down", "Down");
      if (choice.hidden) deed("choice_show", "Offer it again");
      else deed("choice_hide", "Do not offer");
    }
    out.add("<div class=\"app-deeds\">{}</div></div>", deeds);
  }
  return out;
}

bool takes_choices(const Field& field) { return is_chosen(field.type) || field.type == FieldType::pupils; }

web::Response draw_field(Visit& visit, const KindDesk& desk, const Field& field, int status, const web::Form& typed, const Errors& wrong) {
  web::Html main = web::error_summary(wrong);
  if (status == 409) main.add(late_alert(desk));
  main.add(access::told(visit, {{"saved", "Saved. It stands for everybody from now on."}}));
  main.add(web::heading(desk.kind().title, field.label));
  main.add(web::body_text(type_words(field.type) + (field.hidden ? ". It is not asked now." : field.required ? ". It must be answered." : ".")));
  web::Html fields = web::hidden("was", std::to_string(desk.version()));
  // The first button is the one the Enter key presses.
  fields.add("<div class=\"govuk-visually-hidden\" aria-hidden=\"true\">{}</div>",
             web::button({.text = "Save", .name = "deed", .value = "save", .more = web::attr("tabindex", "-1")}));
  fields.add(web::text_input({.name = "label", .label = "What it is called", .value = typed_or(typed, "label", field.label), .error = web::message_for(wrong, "label")}));
  fields.add(web::text_input({.name = "hint", .label = "Hint beneath it", .value = typed_or(typed, "hint", field.hint), .error = web::message_for(wrong, "hint")}));
  if (is_written(field.type))
    fields.add(web::text_input({.name = "prompt", .label = "Question that helps somebody write", .value = typed_or(typed, "prompt", field.prompt),
                                .error = web::message_for(wrong, "prompt")}));
  if (!field.choices.empty()) fields.add(web::fieldset({.legend = "Choices"}, choice_rows(field, typed, wrong)));
  if (takes_choices(field))
    fields.add(web::text_input({.name = "new_choice", .label = "Add a choice", .value = std::string(typed.text("new_choice")), .error = web::message_for(wrong, "new_choice")}));
  fields.add(web::save_bar(web::button({.text = "Save", .name = "deed", .value = "save"})));
  main.add(web::post_form({.action = kind_field_url(desk.base.id, field.name), .csrf = visit.csrf_token()}, fields));
  return draw(visit, desk, status, field.label, wrong, main);
}

base::Result<Answer> show_field(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_desk(visit, pass));
  const auto* field = field_of(visit, desk);
  if (!field) return base::Error::not_found("no such field");
  return draw_field(visit, desk, *field, 200, {}, {});
}

void take_words(KindEdit& edit, const Field& field, const web::Form& form) {
  if (form.has("label")) edit.set(Deed::set_label, field.label, form.text("label"), field.name, {}, "label");
  if (form.has("hint")) edit.set(Deed::set_hint, field.hint, form.text("hint"), field.name, {}, "hint");
  if (form.has("prompt")) edit.set(Deed::set_prompt, field.prompt, form.text("prompt"), field.name, {}, "prompt");
  for (const auto& choice : field.choices) {
    const auto name = "choice." + choice.code;
    if (form.has(name)) edit.set(Deed::set_choice, choice.label, form.text(name), field.name, choice.code, name);
  }
  const auto added = base::trim(form.text("new_choice"));
  if (added.empty()) return;
  std::vector<std::string> codes;
  for (const auto& choice : field.choices) codes.push_back(choice.code);
  KindChange change;
  change.deed = Deed::add_choice;
  change.field = field.name;
  change.added.set("code", own_name(added, codes));
  change.added.set("label", std::string(added));
  edit.add(std::move(change), "new_choice");
}

/// The names in order with `name` one place up or down among those `beside` it; nothing where it stands at the end already.
template <class List, class Key, class Beside>
std::vector<std::string> moved(const List& list, const std::string& name, bool up, Key key, Beside beside) {
  std::vector<std::string> order;
  std::optional<std::size_t> at, other;
  for (std::size_t i = 0; i < list.size(); ++i) {
    order.push_back(key(list[i]));
    if (key(list[i]) == name) at = i;
  }
  if (!at) return {};
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!beside(list[i], list[*at])) continue;
    if (up && i < *at) other = i;
    if (!up && i > *at && !other) other = i;
  }
  if (!other) return {};
  std::swap(order[*at], order[*other]);
  return order;
}

/// Up, down, hidden, shown: of the field itself or one of its choices. False for a deed that is none.
bool take_deed(KindEdit& edit, const KindDesk& desk, const Field& field, std::string_view deed) {
  KindChange change;
  const auto dot = deed.find('.');
  const auto what = deed.substr(0, dot);
  if (dot == std::string_view::npos) {
    change.field = field.name;
    if (what == "hide" || what == "show") {
      change.deed = what == "hide" ? Deed::hide_field : Deed::show_field;
    } else if (what == "up" || what == "down") {
      change.deed = Deed::order_fields;
      change.field.clear();
      change.order = moved(desk.kind().fields, field.name, what == "up", [](const Field& each) { return each.name; },
                           [](const Field& a, const Field& b) { return a.quick == b.quick && a.section == b.section; });
      if (change.order.empty()) return true;
    } else {
      return false;
    }
    edit.add(std::move(change), "");
    return true;
  }
  change.field = field.name;
  change.choice = std::string(deed.substr(dot + 1));
  if (!field.find_choice(change.choice)) return false;
  if (what == "choice_hide" || what == "choice_show") {
    change.deed = what == "choice_hide" ? Deed::hide_choice : Deed::show_choice;
  } else if (what == "choice_up" || what == "choice_down") {
    change.deed = Deed::order_choices;
    change.order = moved(field.choices, change.choice, what == "choice_up", [](const Choice& each) { return each.code; },
                         [](const Choice& a, const Choice& b) { return a.group == b.group; });
    change.choice.clear();
    if (change.order.empty()) return true;
  } else {
    return false;
  }
  edit.add(std::move(change), "choice." + std::string(deed.substr(dot + 1)));
  return true;
}

base::Result<Answer> post_field(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_desk(visit, pass));
  const auto* field = field_of(visit, desk);
  if (!field) return base::Error::not_found("no such field");
  const auto& form = visit.form();
  const auto deed = form.text("deed");
  auto edit = desk.edit();
  take_words(edit, *field, form);
  if (deed != "save" && !take_deed(edit, desk, *field, deed)) return base::Error::not_found("no such deed");
  const auto changes = edit.finish();
  if (!changes) return draw_field(visit, desk, *field, 422, form, changes.error().fields);
  if (is_late(visit, desk)) return draw_field(visit, desk, *field, 409, form, {});
  const bool of_field = deed == "up" || deed == "down" || deed == "hide" || deed == "show";
  const auto then = of_field ? kind_url(desk.base.id) : kind_field_url(desk.base.id, field->name);
  if (edit.empty()) return web::see_other(then);
  return save_changes(visit, pass, desk, *changes, then.with("done", "saved"));
}

// ---- A field of the school's own

web::Response draw_new(Visit& visit, const KindDesk& desk, int status, const web::Form& typed, const Errors& wrong) {
  std::vector<web::Option> types = {{"", "Choose"}}, places = {{"quick", "On the first sheet"}};
  for (std::size_t i = 0; i < field_type_count; ++i) {
    const auto type = static_cast<FieldType>(i);
    types.push_back({std::string(code(type)), type_words(type)});
  }
  for (const auto& section : desk.kind().sections) places.push_back({"section." + section.name, section.title});
  places.push_back({"section.", "More"});
  const auto input = [&](std::string name, std::string label, std::string hint = {}) {
    return web::text_input({.name = name, .label = std::move(label), .hint = std::move(hint), .value = std::string(typed.text(name)), .error = web::message_for(wrong, name)});
  };
  web::Html main = web::error_summary(wrong);
  if (status == 409) main.add(late_alert(desk));
  main.add(web::heading(desk.kind().title, "Add a field"));
  web::Html fields = web::hidden("was", std::to_string(desk.version()));
  fields.add(input("label", "What it is called"));
  fields.add(web::select({.name = "type", .label = "What it takes", .options = types, .value = std::string(typed.text("type")), .error = web::message_for(wrong, "type")}));
  fields.add(web::textarea({.name = "choices", .label = "The choices, one on each line", .hint = "Only for a list to choose from.",
                            .value = std::string(typed.text("choices")), .error = web::message_for(wrong, "choices"), .rows = 5}));
  fields.add(web::details({"Limits of a number or scale", web::html("{}{}{}{}{}", input("min", "Smallest"), input("max", "Largest"), input("unit", "Unit of a number", "For example, metres."),
                                                                    input("low_label", "Words at the low end of a scale"), input("high_label", "Words at the high end of a scale")),
                           !web::message_for(wrong, "min").empty() || !typed.text("min").empty() || !typed.text("max").empty()}));
  fields.add(input("hint", "Hint beneath it"));
  fields.add(web::select({.name = "place", .label = "Where it stands", .options = places, .value = typed_or(typed, "place", "section.")}));
  fields.add(web::checkbox({.name = "sensitive", .text = "Sensitive: never in the line of the chronology, and not found by search", .ticked = typed.text("sensitive") == "yes"}));
  fields.add(web::save_bar(web::button({.text = "Add the field"})));
  main.add(web::post_form({.action = web::Url::path("/school/kinds/{}/fields", desk.base.id), .csrf = visit.csrf_token()}, fields));
  return draw(visit, desk, status, "Add a field", wrong, main);
}

base::Result<Answer> show_new(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_desk(visit, pass));
  return draw_new(visit, desk, 200, {}, {});
}

web::Json lines_as_choices(std::string_view text) {
  web::Json::Array all;
  std::vector<std::string> codes;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = base::trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) continue;
    codes.push_back(own_name(line, codes));
    web::Json choice;
    choice.set("code", codes.back());
    choice.set("label", std::string(line));
    all.push_back(std::move(choice));
  }
  return all;
}

void set_number(web::Json& added, const web::Form& form, const std::string& name, Errors& wrong) {
  const auto text = base::trim(form.text(name));
  if (text.empty()) return;
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    wrong.push_back({name, "Enter a whole number"});
  } else {
    added.set(name, number);
  }
}

web::Json added_field(const KindDesk& desk, const web::Form& form, Errors& wrong) {
  std::vector<std::string> names;
  for (const auto& field : desk.kind().fields) names.push_back(field.name);
  web::Json added;
  const auto label = std::string(base::trim(form.text("label")));
  if (label.empty()) wrong.push_back({"label", "Enter what it is called"});
  if (!field_type_of(form.text("type"))) wrong.push_back({"type", "Choose what it takes"});
  added.set("name", own_name(label, names));
  added.set("label", label);
  added.set("type", std::string(form.text("type")));
  for (const auto* name : {"hint", "unit", "low_label", "high_label"})
    if (const auto text = base::trim(form.text(name)); !text.empty()) added.set(name, std::string(text));
  set_number(added, form, "min", wrong);
  set_number(added, form, "max", wrong);
  if (const auto choices = lines_as_choices(form.text("choices")); !choices.array()->empty()) added.set("choices", choices);
  const auto place = form.text("place");
  if (place == "quick") added.set("quick", true);
  else if (place.starts_with("section.") && place.size() > 8) added.set("section", std::string(place.substr(8)));
  if (form.text("sensitive") == "yes") added.set("sensitive", true);
  return added;
}

base::Result<Answer> post_new(Visit& visit, const KindPass& pass) {
  TRY(const auto desk, find_desk(visit, pass));
  const auto& form = visit.form();
  Errors wrong;
  KindChange change;
  change.deed = Deed::add_field;
  change.added = added_field(desk, form, wrong);
  if (!wrong.empty()) return draw_new(visit, desk, 422, form, wrong);
  auto edit = desk.edit();
  edit.add(std::move(change), "label");
  const auto changes = edit.finish();
  if (!changes) return draw_new(visit, desk, 422, form, changes.error().fields);
  if (is_late(visit, desk)) return draw_new(visit, desk, 409, form, {});
  return save_changes(visit, pass, desk, *changes, kind_url(desk.base.id).with("done", "saved"));
}

}  // namespace

void add_kind_field_routes(access::Routes& routes) {
  routes.get("/school/kinds/{kind}/new-field", show_new);
  routes.post("/school/kinds/{kind}/fields", post_new);
  routes.get("/school/kinds/{kind}/fields/{field}", show_field);
  routes.post("/school/kinds/{kind}/fields/{field}", post_field);
}

}  // namespace record
