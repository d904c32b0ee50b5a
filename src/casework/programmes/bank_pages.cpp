// The bank of programmes: to choose from, to follow step by step, and to make one's own.
#include "access/frame.h"
#include "access/told.h"
#include "base/text.h"
#include "casework/programmes/bank_store.h"
#include "casework/programmes/group_store.h"
#include "casework/programmes/programme_pages.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <charconv>

namespace programmes {
namespace {

using access::Answer;
using access::Visit;
using Errors = std::vector<base::FieldError>;

web::Url here() { return web::Url::path("/programmes"); }
std::string pounds(std::int64_t pence) { return fmt::format("£{}.{:02}", pence / 100, pence % 100); }

base::Result<Answer> show_bank(Visit& visit, const Find& pass) {
  const auto chosen = strand_of(visit.query().text("strand"));
  web::Html main = access::told(visit, {{"saved", "The programme is saved."}});
  main.add(web::heading("Programmes"));
  std::vector<web::Option> strands = {{"", "All"}};
  for (std::size_t n = 0; n < strand_count; ++n) strands.push_back({std::string(code(static_cast<Strand>(n))), std::string(title(static_cast<Strand>(n)))});
  web::Html ask = web::select({.name = "strand", .label = "What is worked on", .options = std::move(strands), .value = std::string(visit.query().text("strand"))});
  ask.add(web::button({.text = "Show", .look = web::ButtonLook::secondary}));
  main.add(web::html("<div class=\"app-screen-only\">{}</div>", web::get_form(here(), ask)));
  std::vector<std::vector<web::Html>> rows;
  for (const auto& each : list_bank(pass)) {
    if (chosen && each.strand != *chosen) continue;
    web::Html name = web::link(web::Url::path("/programmes/{}", each.id), each.name);
    if (each.retired) name.add(" {}", web::tag("Not begun any more", web::Tint::grey));
    rows.push_back({std::move(name), web::html("{}", title(each.strand)), web::html("{}", dose_words(each)), web::html("{}", group_words(each))});
  }
  if (rows.empty()) main.add(web::body_text("No programme of this sort yet."));
  else main.add(web::table({.caption = "Programmes", .columns = {{"Programme"}, {"For"}, {"How much"}, {"With"}}, .rows = std::move(rows), .caption_hidden = true, .stacked = true}));
  web::Html deeds = web::button_link(web::Url::path("/groups"), "Groups", web::ButtonLook::secondary);
  if (visit.may(May::kinds_administer)) deeds.add(web::button_link(web::Url::path("/programmes/new"), "Add a programme", web::ButtonLook::secondary));
  main.add(web::button_group(deeds));
  return access::page(visit, 200, {.title = "Programmes", .place = access::Place::timetable}, main);
}

base::Result<Programme> in_address(const Visit& visit, const access::Pass& pass) {
  const auto id = ProgrammeId::parse(visit.match.part("programme"));
  auto found = id ? find_programme(pass, *id) : std::nullopt;
  if (!found) return base::Error::not_found("no such programme");
  return *std::move(found);
}

base::Result<Answer> show_programme(Visit& visit, const Find& pass) {
  TRY(const auto programme, in_address(visit, pass));
  web::Html main = access::told(visit, {{"saved", "The programme is saved."}});
  main.add(web::heading(title(programme.strand), programme.name));
  if (programme.retired) main.add(web::inset_text(web::html("<p class=\"govuk-body\">The school does not begin this with anybody any more.</p>")));
  main.add(web::body_text(programme.purpose));
  std::vector<web::SummaryRow> facts = {{"Need", web::html("{}", title(programme.need)), {}},
                                        {"How much", web::html("{}", dose_words(programme)), {}},
                                        {"In all", web::html("{} minutes", minutes_in_all(programme)), {}},
                                        {"With", web::html("{}", group_words(programme)), {}}};
  const auto fact = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) facts.push_back({std::string(key), web::html("{}", value), {}});
  };
  fact("Who can do it", programme.skills);
  fact("You need", programme.materials);
  fact("Where they start", programme.baseline);
  facts.push_back({"Materials cost", web::html("{} a pupil", pounds(programme.cost_pence)), {}});
  if (programme.run_pence > 0) facts.push_back({"Each run costs", web::html("{}, whoever follows it", pounds(programme.run_pence)), {}});
  main.add(web::summary_list(facts));
  main.add(web::subheading("Each time"));
  web::Html steps;
  for (const auto& step : programme.steps) steps.add("<li>{}</li>", step);
  main.add(web::html("<ol class=\"govuk-list govuk-list--number\">{}</ol>", steps));
  std::vector<web::Html> lines;
  web::Html groups;
  for (const auto& group : list_groups(pass, visit.today()))
    if (group.programme == programme.id) groups.add("<li><a class=\"govuk-link\" href=\"{}\">{}</a></li>", web::Url::path("/groups/{}", group.id), group.name);
  if (!groups.empty()) {
    main.add(web::subheading("Groups that follow it"));
    main.add(web::html("<ul class=\"govuk-list\">{}</ul>", groups));
  }
  web::Html deeds;
  if (keeps_groups(visit.grants())) deeds.add(web::button_link(web::Url::path("/groups/new").with("programme", programme.id), "Begin a group"));
  if (visit.may(May::kinds_administer)) deeds.add(web::button_link(web::Url::path("/programmes/{}/change", programme.id), "Change it", web::ButtonLook::secondary));
  if (!deeds.empty()) main.add(web::button_group(deeds));
  return access::page(visit, 200, {.title = programme.name, .place = access::Place::timetable, .before = web::back_link(here(), "Programmes")}, main);
}

web::Form form_of(const Programme& programme) {
  web::Form out;
  out.add("was", std::to_string(programme.version));
  out.add("name", programme.name);
  out.add("strand", std::string(code(programme.strand)));
  out.add("need", std::string(code(programme.need)));
  out.add("purpose", programme.purpose);
  out.add("minutes", std::to_string(programme.minutes));
  out.add("times_a_week", std::to_string(programme.times_a_week));
  out.add("weeks", std::to_string(programme.weeks));
  out.add("group_least", std::to_string(programme.group_least));
  out.add("group_most", std::to_string(programme.group_most));
  out.add("skills", programme.skills);
  out.add("steps", to_lines(programme.steps));
  out.add("materials", programme.materials);
  out.add("baseline", programme.baseline);
  out.add("cost", fmt::format("{}.{:02}", programme.cost_pence / 100, programme.cost_pence % 100));
  out.add("run", fmt::format("{}.{:02}", programme.run_pence / 100, programme.run_pence % 100));
  if (programme.retired) out.add("retired", "yes");
  return out;
}

int number_of(std::string_view typed) {
  typed = base::trim(typed);
  int out = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), out);
  return read.ec == std::errc() && read.ptr == typed.data() + typed.size() ? out : 0;
}

/// Pence from "2", "2.5", "£2.50"; -1 for anything else.
std::int64_t pence_of(std::string_view typed) {
  typed = base::trim(typed);
  if (typed.starts_with("£")) typed.remove_prefix(std::string_view("£").size());
  if (typed.empty()) return 0;
  const auto point = std::min(typed.find('.'), typed.size());
  const auto whole = typed.substr(0, point);
  auto part = std::string(typed.substr(std::min(point + 1, typed.size())));
  if (whole.empty() || whole.size() > 6 || part.size() > 2 || whole.find_first_not_of("0123456789") != std::string_view::npos ||
      part.find_first_not_of("0123456789") != std::string::npos)
    return -1;
  while (part.size() < 2) part += '0';
  return std::int64_t{number_of(whole)} * 100 + number_of(part);
}

Programme read_form(const Visit& visit, const ProgrammeId& id) {
  const auto& form = visit.form();
  const auto text = [&](std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); };
  Programme out;
  out.id = id;
  out.version = number_of(form.text("was"));
  out.name = text("name");
  out.strand = strand_of(form.text("strand")).value_or(Strand::other);
  out.need = need_of(form.text("need")).value_or(Need::cognition);
  out.purpose = text("purpose");
  out.minutes = number_of(form.text("minutes"));
  out.times_a_week = number_of(form.text("times_a_week"));
  out.weeks = number_of(form.text("weeks"));
  out.group_least = number_of(form.text("group_least"));
  out.group_most = number_of(form.text("group_most"));
  out.skills = text("skills");
  out.steps = from_lines(form.text("steps"));
  out.materials = text("materials");
  out.baseline = text("baseline");
  out.cost_pence = pence_of(form.text("cost"));
  out.run_pence = base::trim(form.text("run")).empty() ? 0 : pence_of(form.text("run"));
  out.retired = form.text("retired") == "yes";
  return out;
}

web::Response sheet(Visit& visit, const web::Form& typed, const ProgrammeId& id, const Errors& errors, const web::Html& beside = {}) {
  const auto value = [&](std::string_view name) { return std::string(typed.text(name)); };
  const auto error = [&](std::string_view name) { return web::message_for(errors, name); };
  const auto number = [&](std::string_view name, std::string_view words) {
    return web::text_input({.name = std::string(name), .label = std::string(words), .value = value(name), .error = error(name), .inputmode = "numeric", .width = web::InputWidth::three});
  };
  const auto lines = [&](std::string_view name, std::string_view words, std::string_view hint, int rows) {
    return web::textarea({.name = std::string(name), .label = std::string(words), .hint = std::string(hint), .value = value(name), .error = error(name), .rows = rows});
  };
  std::vector<web::Option> strands, needs;
  for (std::size_t n = 0; n < strand_count; ++n) strands.push_back({std::string(code(static_cast<Strand>(n))), std::string(title(static_cast<Strand>(n)))});
  for (std::size_t n = 0; n < need_count; ++n) needs.push_back({std::string(code(static_cast<Need>(n))), std::string(title(static_cast<Need>(n)))});
  web::Html fields = web::hidden("id", id.text());
  fields.add(web::hidden("was", value("was").empty() ? "0" : value("was")));
  fields.add(web::text_input({.name = "name", .label = "Name", .value = value("name"), .error = error("name")}));
  fields.add(web::select({.name = "strand", .label = "What is worked on", .options = std::move(strands), .value = value("strand")}));
  fields.add(web::select({.name = "need", .label = "Area of need", .options = std::move(needs), .value = value("need")}));
  fields.add(lines("purpose", "What is it for?", "Which pupils does it help, with what?", 2));
  fields.add(number("minutes", "Minutes each time"));
  fields.add(number("times_a_week", "Times a week"));
  fields.add(number("weeks", "Weeks"));
  fields.add(number("group_least", "Fewest pupils"));
  fields.add(number("group_most", "Most pupils"));
  fields.add(lines("steps", "What is done each time?", "A step on each line", 6));
  fields.add(lines("skills", "Who can do it? (optional)", "", 2));
  fields.add(lines("materials", "What is needed? (optional)", "", 2));
  fields.add(lines("baseline", "How is it seen where a pupil starts? (optional)", "", 2));
  fields.add(web::text_input({.name = "cost", .label = "Cost of materials for a pupil", .value = value("cost"), .error = error("cost"), .prefix = "£", .width = web::InputWidth::five}));
  fields.add(web::text_input({.name = "run", .label = "Cost of each run (optional)", .hint = "A licence, a book for the adult: once for each group, or for a pupil who follows it alone.", .value = value("run"),
                              .error = error("run"), .prefix = "£", .width = web::InputWidth::five}));
  fields.add(web::checkbox({.name = "retired", .text = "Not begun with anybody new any more", .ticked = typed.text("retired") == "yes"}));
  fields.add(web::save_bar(web::button({.text = "Save"})));
  web::Html main = web::error_summary(errors);
  main.add(web::heading("A programme of the school"));
  main.add(beside);
  main.add(web::post_form({.action = here(), .csrf = visit.csrf_token(), .draft = "programme:" + id.text()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "A programme of the school", .place = access::Place::timetable, .before = web::back_link(here(), "Programmes"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show_new(Visit& visit, const BankPass&) { return sheet(visit, form_of(Programme{}), visit.fresh<ProgrammeId>(), {}); }

base::Result<Answer> show_change(Visit& visit, const BankPass& pass) {
  TRY(const auto programme, in_address(visit, pass));
  return sheet(visit, form_of(programme), programme.id, {});
}

base::Result<Answer> post_programme(Visit& visit, const BankPass& pass) {
  const auto id = ProgrammeId::parse(visit.form().text("id"));
  if (!id) return base::Error::not_found("a programme without its id");
  const auto programme = read_form(visit, *id);
  auto wrong = check(programme);
  const auto now = find_programme(pass, *id);
  if (now && now->version != programme.version) {
    auto same = programme;
    same.version = now->version;
    if (same == *now) return web::see_other(web::Url::path("/programmes/{}", *id).with("done", "saved"));  // sent twice
    // Both texts stand there, and what was typed goes over the newer one only when its writer says so by sending it again.
    auto typed = form_of(programme);
    web::Form again;
    for (const auto& [name, value] : typed.entries()) again.add(name, name == "was" ? std::to_string(now->version) : value);
    web::Html theirs = web::html("<h2 class=\"govuk-heading-m\">As it is now</h2><p class=\"govuk-body\">{}: {}. {}</p><pre class=\"app-words\">{}</pre>", now->name,
                                 dose_words(*now), now->purpose, to_lines(now->steps));
    return sheet(visit, again, *id, {{"name", "Somebody changed this programme meanwhile. Compare, then save again."}}, web::inset_text(theirs));
  }
  if (!wrong.empty()) return sheet(visit, visit.form(), *id, wrong);
  access::UnitOfWork work(visit);
  put_programme(work, pass, programme);
  return access::then_go(visit, std::move(work), web::Url::path("/programmes/{}", *id).with("done", "saved"));
}

}  // namespace

void add_bank_routes(access::Routes& routes) {
  routes.get("/programmes", show_bank);
  routes.get("/programmes/new", show_new);
  routes.post("/programmes", post_programme);
  routes.get("/programmes/{programme}", show_programme);
  routes.get("/programmes/{programme}/change", show_change);
}

}  // namespace programmes
