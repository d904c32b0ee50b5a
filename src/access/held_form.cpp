// Keeps a form's fields in hidden inputs named held.<name>.
#include "access/held_form.h"

#include "web/components/inputs.h"

namespace access {
namespace {

constexpr std::string_view prefix = "held.";
constexpr std::size_t most_bytes = 400 * 1024;

bool is_own_path(std::string_view path) {
  if (path.size() > 2000 || !path.starts_with('/') || path.starts_with("//") || path.find('\\') != std::string_view::npos) return false;
  for (char c : path)
    if (static_cast<unsigned char>(c) <= ' ') return false;
  return !path.starts_with("/sign-in") && !path.starts_with("/unlock") && !path.starts_with("/lock") && !path.starts_with("/sign-out") &&
         !path.starts_with("/confirm");
}

}  // namespace

web::Html hold(const web::Request& request) {
  web::Html out;
  out.add(web::hidden("place", is_own_path(request.target) ? std::string_view(request.target) : std::string_view("/")));
  if (request.method != web::Method::post || !is_own_path(request.target)) return out;
  out.add(web::hidden("holds", "form"));
  std::size_t bytes = 0;
  for (const auto& [name, value] : request.form.entries()) {
    bytes += name.size() + value.size();
    if (name == "csrf" || bytes > most_bytes) continue;
    out.add(web::hidden(std::string(prefix) + name, value));
  }
  return out;
}

web::Html hold_again(const web::Form& form) {
  web::Html out;
  for (const auto& [name, value] : form.entries())
    if (name == "place" || name == "holds" || name.starts_with(prefix)) out.add(web::hidden(name, value));
  return out;
}

bool holds_form(const web::Form& form) { return form.text("holds") == "form" && is_own_path(form.text("place")); }

web::Url held_place(const web::Form& form) {
  const auto place = form.text("place");
  if (!is_own_path(place) || form.text("holds") == "form") return web::Url::path("/");
  return web::Url::parse_own(place).value_or(web::Url::path("/"));
}

web::Html give_back(const web::Form& form, std::string_view csrf, std::string_view heading) {
  web::Html fields;
  for (const auto& [name, value] : form.entries())
    if (name.starts_with(prefix)) fields.add(web::hidden(std::string_view(name).substr(prefix.size()), value));
  fields.add("<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\">Carry on and save</button>");
  web::Html main = web::html(
      "<h1 class=\"govuk-heading-l\">{}</h1>"
      "<p class=\"govuk-body\">Nothing you typed is lost. Press the button to send it.</p>", heading);
  const auto place = web::Url::parse_own(form.text("place")).value_or(web::Url::path("/"));
  main.add(web::post_form({.action = place, .csrf = std::string(csrf)}, fields));
  return main;
}

web::Html not_saved(const web::Request& request, std::string_view csrf, std::string_view why) {
  web::Html fields;
  std::size_t bytes = 0;
  for (const auto& [name, value] : request.form.entries()) {
    bytes += name.size() + value.size();
    if (name == "csrf" || bytes > most_bytes) continue;
    fields.add(web::hidden(name, value));
  }
  fields.add("<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\">Try again</button>");
  web::Html main = web::html("<h1 class=\"govuk-heading-l\">Not saved yet</h1><p class=\"govuk-body\">{}</p>"
                             "<p class=\"govuk-body\">Nothing you typed is lost. Press the button to send it again.</p>", why);
  if (!request.form.uploads.empty())
    main.add("<p class=\"govuk-body\">Your files cannot be kept here: go back and choose them again.</p>");
  main.add(web::post_form({.action = web::Url::parse_own(request.target).value_or(web::Url::path("/")), .csrf = std::string(csrf)}, fields));
  return main;
}

}  // namespace access
