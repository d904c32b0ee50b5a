// Makes a kind of the school's own: its words, its class, who writes and who reads.
#include "access/frame.h"
#include "base/text.h"
#include "record/kind_desk.h"
#include "record/kind_pages.h"
#include "record/own_kind.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace record {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

/// The classes whose records this person may see of everybody: nobody makes a kind they could not read themselves.
std::vector<access::InfoClass> classes_of(const Visit& visit) {
  std::vector<access::InfoClass> out;
  const auto seen = visit.grants().everyone().classes(access::Act::see);
  for (unsigned n = static_cast<unsigned>(access::InfoClass::c3_pastoral); n <= static_cast<unsigned>(access::InfoClass::c11_court); ++n)
    if ((seen >> n) & 1U) out.push_back(static_cast<access::InfoClass>(n));
  return out;
}

/// Roles that may ever do this with anything a kind can hold: others would be a box that does nothing.
std::vector<web::Choice> roles_that_may(access::Act act) {
  std::vector<web::Choice> out;
  for (std::size_t r = 0; r < access::role_count; ++r) {
    const auto role = static_cast<access::Role>(r);
    std::uint32_t classes = 0;
    for (std::size_t n = 0; n < access::relation_count; ++n) classes |= access::classes_allowed(role, static_cast<access::Relation>(n), act);
    if ((classes & ~(access::bit(access::InfoClass::c12_audit) | (access::bit(access::InfoClass::c3_pastoral) - 1U))) != 0)
      out.push_back({.value = std::string(access::code(role)), .text = std::string(access::title(role))});
  }
  return out;
}

std::vector<std::string> texts(const web::Form& form, std::string_view name) {
  std::vector<std::string> out;
  for (const auto value : form.all(name)) out.emplace_back(value);
  return out;
}

std::string in_words(std::string_view code) {
  std::string words(code);
  std::replace(words.begin(), words.end(), '_', ' ');
  words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

web::Response draw_new(Visit& visit, int status, const web::Form& typed, const Errors& wrong) {
  web::Html main = web::error_summary(wrong);
  main.add(web::heading("What can be recorded", "Make a kind of your own"));
  const auto input = [&](std::string name, std::string label, std::string hint = {}) {
    return web::text_input({.name = name, .label = std::move(label), .hint = std::move(hint), .value = std::string(typed.text(name)), .error = web::message_for(wrong, name)});
  };
  web::Html fields = input("title", "Title", "What one record of it is called: “Lunch club”.");
  fields.add(input("tile", "Words on its button", "At most 24 characters. Left empty, the title stands there."));
  fields.add(web::textarea({.name = "description", .label = "When to use it", .value = std::string(typed.text("description")), .error = web::message_for(wrong, "description"), .rows = 3, .most = 300}));
  fields.add(input("question", "What its text box asks", "For example, “What happened”. You add more fields afterwards."));
  std::vector<web::Choice> classes;
  for (const auto info : classes_of(visit)) classes.push_back({.value = code(info), .text = std::string(access::title(info))});
  fields.add(web::radios({.name = "class", .legend = "What kind of information is it?", .choices = classes, .value = std::string(typed.text("class")),
                          .hint = "It decides who may write and read it at all; you can narrow that below, never widen it.", .error = web::message_for(wrong, "class"), .legend_as = web::LabelAs::small}));
  fields.add(web::checkboxes({.name = "write_roles", .legend = "Who writes it?", .choices = roles_that_may(access::Act::add), .values = texts(typed, "write_roles"),
                              .hint = "None ticked: everybody who may write this kind of information.", .error = web::message_for(wrong, "write_roles"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  fields.add(web::checkboxes({.name = "read_roles", .legend = "Who reads it?", .choices = roles_that_may(access::Act::see), .values = texts(typed, "read_roles"),
                              .hint = "None ticked: everybody who may read this kind of information of the pupil.", .error = web::message_for(wrong, "read_roles"), .legend_as = web::LabelAs::small, .size = web::ChoiceSize::small}));
  std::vector<web::Option> kept;
  for (std::size_t i = 0; i < retention_count; ++i) {
    const auto its_code = code(static_cast<Retention>(i));
    kept.push_back({std::string(its_code), in_words(its_code)});
  }
  fields.add(web::select({.name = "retention", .label = "Kept as", .options = kept, .value = typed.has("retention") ? std::string(typed.text("retention")) : "pupil_record", .error = web::message_for(wrong, "retention")}));
  fields.add(web::save_bar(web::button({.text = "Make it"})));
  main.add(web::post_form({.action = web::Url::path("/school/kinds"), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, status, {.title = "Make a kind of your own", .place = access::Place::school, .before = web::back_link(web::Url::path("/school/kinds"), "What can be recorded"),
                                      .outcome = wrong.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

base::Result<Answer> show_new(Visit& visit, const KindPass&) { return draw_new(visit, 200, {}, {}); }

base::Result<Answer> post_kind(Visit& visit, const KindPass& pass) {
  const auto& form = visit.form();
  const auto words = [&](std::string_view name) { return base::is_valid_utf8(form.text(name)) ? std::string(base::trim(base::clean(form.text(name)))) : std::string(); };
  std::vector<std::string> taken;
  for (const auto& kind : visit.house().room<Catalogue>().kinds()->all()) taken.push_back(kind.id);
  OwnKindWish wish{own_name(form.text("title"), taken), words("title"), words("tile"), words("description"), std::string(form.text("class")),
                   std::string(form.text("retention")), texts(form, "write_roles"), texts(form, "read_roles"), words("question")};
  Errors wrong;
  const auto classes = classes_of(visit);
  const auto info = info_class_of(wish.info_class);
  if (info && std::find(classes.begin(), classes.end(), *info) == classes.end()) wrong.push_back({"class", "Choose what kind of information it is"});
  const auto declared = declare_kind(wish);
  if (!declared) wrong.insert(wrong.end(), declared.error().fields.begin(), declared.error().fields.end());
  if (!wrong.empty()) return draw_new(visit, 422, form, wrong);
  access::UnitOfWork work{visit};
  make_kind(work, pass, wish.id, web::to_json(*declared));
  write_down_readers(work, wish.id, roles_of(wish.read_roles));
  return std::move(work).commit_and([house = &visit.house(), then = kind_url(wish.id).with("done", "made")](base::Result<void> written) {
    if (!written) return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
    take_up(*house);
    return web::see_other(then);
  });
}

}  // namespace

void add_own_kind_routes(access::Routes& routes) {
  routes.get("/school/kinds/new", show_new);
  routes.post("/school/kinds", post_kind);
}

}  // namespace record
