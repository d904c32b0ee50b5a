// What each adult is paid, with the sum from the pay sheet to a minute's price folded in, and a form for a new row.
#include "casework/provision/pay_pages.h"

#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "casework/provision/pay_store.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace provision {
namespace {

using access::Answer;
using access::Visit;

web::Url here() { return web::Url::path("/school/pay"); }

web::Html sum_of(const Pay& pay) {
  web::Html lines;
  for (const auto& line : explain(pay)) lines.add("<p class=\"govuk-body\">{}</p>", line);
  return web::details({.summary = to_text(Pence{actual_salary(pay).value / 100 * 100}) + " a year: how", .matter = lines});
}

web::Html rows_of(const Visit& visit, const std::vector<Pay>& rows, const std::vector<access::StaffLine>& staff) {
  web::Html out;
  for (const auto& person : staff) {
    std::vector<std::vector<web::Html>> cells;
    for (const auto& pay : rows) {
      if (pay.staff != person.id) continue;
      auto post = pay.grade;
      if (!pay.point.empty()) post += (post.empty() ? "Point " : ", point ") + pay.point;
      cells.push_back({web::html("{}", base::to_text(pay.from_on)), web::html("{}", post),
                       web::html("{}", hours_words(pay.week_minutes) + " a week, " + thousandths(pay.paid_weeks) + " weeks paid"), sum_of(pay),
                       web::html("{}", to_exact_text(cost_of(minute_cost(pay), 60))),
                       web::post_button(web::Url::path("/school/pay/{}/withdrawal", pay.id), visit.csrf_token(),
                                        {.text = "Take back", .look = web::ButtonLook::secondary,
                                         .more = web::attr("aria-label", "Take back the pay of " + person.name + " from " + base::to_text(pay.from_on))})});
    }
    if (cells.empty()) continue;
    out.add(web::table({.caption = person.name + (person.post.empty() ? "" : ", " + person.post),
                        .columns = {{"From"}, {"Grade"}, {"Contract"}, {"Salary"}, {"An hour with pupils", true}, {"Change"}}, .rows = std::move(cells), .stacked = true}));
  }
  if (out.empty())
    return web::empty_state({.icon = web::Icon::note, .title = "No pay is written down yet",
                             .words = "From what an adult is paid follows what a minute of support costs. Only those who keep pay see this page."});
  return out;
}

web::Html form_of(Visit& visit, const PayId& id, const std::vector<access::StaffLine>& staff, const std::vector<base::FieldError>& errors) {
  const auto& form = visit.form();
  const auto text = [&](std::string name, std::string label, std::string hint, std::string preset, web::InputWidth width, std::string prefix = {}, std::string suffix = {}) {
    const auto value = form.has(name) ? std::string(form.text(name)) : preset;
    const auto error = web::message_for(errors, name);
    return web::text_input({.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = value, .error = error, .autocomplete = "off",
                            .prefix = std::move(prefix), .suffix = std::move(suffix), .width = width});
  };
  std::vector<web::Option> people = {{"", "Choose somebody"}};
  for (const auto& person : staff) people.push_back({person.id.text(), person.name + (person.post.empty() ? "" : ", " + person.post)});
  web::Html fields = web::hidden("id", id.text());
  fields.add(web::select({.name = "staff", .label = "Who", .options = people, .value = std::string(form.text("staff")), .error = web::message_for(errors, "staff")}));
  fields.add(web::day_input({.name = "from_on", .label = "From", .value = form.has("from_on") ? std::string(form.text("from_on")) : base::to_iso(visit.today()),
                             .error = web::message_for(errors, "from_on")}));
  fields.add(text("grade", "Grade (optional)", "", "", web::InputWidth::ten));
  fields.add(text("point", "Point (optional)", "", "", web::InputWidth::five));
  fields.add(text("full_time", "Full-time salary for a whole year", "As the pay scale says, before hours and weeks.", "", web::InputWidth::ten, "£"));
  fields.add(text("hours", "Hours a week", "Out of 37. Half hours go into the next box.", "", web::InputWidth::three));
  fields.add(text("minutes", "and minutes", "", "0", web::InputWidth::three));
  fields.add(text("paid_weeks", "Weeks paid in a year", "Out of 52.143, holidays included. It stands in the contract.", "", web::InputWidth::five));
  fields.add(text("worked_weeks", "Weeks worked with pupils", "", "38", web::InputWidth::five));
  fields.add(text("on_costs", "On-costs", "Pension and National Insurance that the school pays.", "25", web::InputWidth::five, "", "%"));
  fields.add(web::button({.text = "Save this pay"}));
  return web::post_form({.action = here(), .csrf = visit.csrf_token()}, fields);
}

web::Response draw(Visit& visit, const KeepPay& pass, const PayId& id, const std::vector<base::FieldError>& errors) {
  const auto staff = access::list_staff(pass);
  web::Html main = access::told(visit, {{"saved", "The pay is saved. Support is costed with it from its first day on."}, {"withdrawn", "It counts no more."}});
  main.add(web::error_summary(errors));
  main.add(web::heading("Pay"));
  main.add(rows_of(visit, list_pay(pass), staff));
  main.add(web::subheading("Write down pay"));
  main.add(form_of(visit, id, staff, errors));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Pay", .place = access::Place::school, .before = web::back_link(web::Url::path("/school"), "School"),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

base::Result<Answer> show(Visit& visit, const KeepPay& pass) { return draw(visit, pass, visit.fresh<PayId>(), {}); }

base::Result<Answer> post(Visit& visit, const KeepPay& pass) {
  const auto& form = visit.form();
  const auto id = PayId::parse(form.text("id"));
  if (!id) return base::Error::not_found("pay without its id");
  const auto field = [&](std::string_view name) { return std::string(form.text(name)); };
  auto pay = read_pay({field("from_on"), field("grade"), field("point"), field("full_time"), field("hours"), field("minutes"), field("paid_weeks"),
                       field("worked_weeks"), field("on_costs")});
  std::vector<base::FieldError> wrong;
  const auto who = access::StaffId::parse(form.text("staff"));
  const auto staff = access::list_staff(pass);
  if (!who || std::none_of(staff.begin(), staff.end(), [&](const auto& line) { return line.id == *who; })) wrong.push_back({"staff", "Choose who is paid this"});
  if (!pay) wrong.insert(wrong.end(), pay.error().fields.begin(), pay.error().fields.end());
  if (!wrong.empty()) return draw(visit, pass, *id, wrong);
  pay->id = *id;
  pay->staff = *who;
  access::UnitOfWork work{visit};
  write_pay(work, pass, *pay);
  return access::then_go(visit, std::move(work), here().with("done", "saved"));
}

base::Result<Answer> post_withdrawal(Visit& visit, const KeepPay& pass) {
  const auto id = PayId::parse(visit.match.part("pay"));
  const auto rows = list_pay(pass);
  if (!id || std::none_of(rows.begin(), rows.end(), [&](const Pay& row) { return row.id == *id; })) return base::Error::not_found("no such pay");
  access::UnitOfWork work{visit};
  withdraw_pay(work, pass, *id);
  return access::then_go(visit, std::move(work), here().with("done", "withdrawn"));
}

}  // namespace

void add_pay_routes(access::Routes& routes) {
  routes.get("/school/pay", show);
  routes.post("/school/pay", post);
  routes.post("/school/pay/{pay}/withdrawal", post_withdrawal);
}

}  // namespace provision
