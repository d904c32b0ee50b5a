// The page of a record's flag. Who may decide on the record's class restricts it; sealing is for those who see sealed records at all.
#include "record/flag_pages.h"

#include "access/frame.h"
#include "access/staff_store.h"
#include "access/told.h"
#include "record/catalogue.h"
#include "record/flag_store.h"
#include "record/kind_keeper.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/choices.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Own = access::StaffPass<May::entries_own>;

constexpr int usual_days = 90;
constexpr std::size_t fewest_boxes = 4, most_named = 30;

/// The pass to decide on this record, through whichever of its pupils gives it.
std::optional<DecidePass> pass_to_decide(Visit& visit, const Sight& sight) {
  if (!sight.whole) return std::nullopt;
  for (const auto& part : sight.record.parts)
    if ((visit.grants().for_pupil(part.pupil).classes(access::Act::decide) & access::bit(sight.record.info_class)) != 0)
      if (auto pass = access::Door::pupil<May::record_decide>(visit, part.pupil)) return pass;
  return std::nullopt;
}

bool may_seal(const Visit& visit) { return visit.grants().sight()->sealed; }

struct Decided {
  Sight sight;
  DecidePass pass;
};
base::Result<Decided> load(Visit& visit, const Own& own) {
  const auto id = RecordId::parse(visit.match.part("record"));
  auto sight = id ? look(visit, own, *id) : std::nullopt;
  if (!sight || sight->ended) return base::Error::not_found("no such record, or not theirs to see");
  auto pass = pass_to_decide(visit, *sight);
  if (!pass) return base::Error::not_found("not theirs to decide on");
  return Decided{std::move(*sight), *pass};
}

Flag flag_of(const Record& record) { return static_cast<Flag>(record.flag); }

web::Html named_fields(const Visit& visit, const Own& own, const std::vector<std::string>& chosen, const std::vector<base::FieldError>& errors) {
  std::vector<web::Option> staff = {{"", "Nobody"}};
  for (const auto& line : list_staff(own)) {
    const bool here = !line.ends_on || *line.ends_on >= visit.today();
    if (here && line.id != visit.who().id) staff.push_back({line.id.text(), line.post.empty() ? line.name : line.name + ", " + line.post});
  }
  web::Html boxes;
  const auto count = std::min(most_named, std::max(fewest_boxes, chosen.size() + 2));
  for (std::size_t i = 0; i < count; ++i)
    boxes.add(web::select({.name = "named-" + std::to_string(i + 1), .label = "Person " + std::to_string(i + 1), .options = staff,
                           .value = i < chosen.size() ? chosen[i] : "", .error = i == 0 ? web::message_for(errors, "named-1") : ""}));
  return web::fieldset({.legend = "Who still sees it, besides you?", .legend_as = web::LabelAs::small}, boxes);
}

web::Response flag_page(Visit& visit, const Own& own, const Decided& decided, const std::vector<std::string>& chosen,
                        const std::vector<base::FieldError>& errors) {
  const auto& record = decided.sight.record;
  const auto in_force = visit.house().room<Catalogue>().find(record.kind);
  const auto& typed = visit.form();
  const auto until = typed.has("until") ? std::string(typed.text("until")) : base::to_iso(visit.today() + usual_days);
  web::Html fields = web::hidden("was", std::to_string(record.flag));
  fields.add(named_fields(visit, own, chosen, errors));
  fields.add(web::day_input({.name = "until", .label = "Until when do they see it?", .value = until, .error = web::message_for(errors, "until")}));
  fields.add(web::text_input({.name = "reason", .label = "Why?", .hint = "Whoever sees the record reads this.", .value = std::string(typed.text("reason")),
                              .error = web::message_for(errors, "reason")}));
  web::Html buttons = web::button({.text = record.flag == 1 ? "Change the list" : "Restrict it", .name = "to", .value = "restricted"});
  if (may_seal(visit)) buttons.add(web::button({.text = "Seal it", .look = web::ButtonLook::warning, .name = "to", .value = "sealed"}));
  if (record.flag > 0) buttons.add(web::button({.text = "Open it again", .look = web::ButtonLook::secondary, .name = "to", .value = "normal"}));
  fields.add(web::button_group(buttons));
  web::Html main = web::error_summary(errors);
  main.add(web::heading(in_force ? in_force->kind->title : record.kind, "Who may see this"));
  main.add(web::inset_text(web::html(
      "<p>Restricted: of those who see such records, only the people named, the safeguarding leads and the head. {}A name on the list gives nobody "
      "more than their role does.</p>", may_seal(visit) ? "Sealed: only the people named and the head. " : "")));
  main.add(keeper_of(visit, record.kind).before_change(visit, record, Change::restricted));
  main.add(web::post_form({.action = web::Url::path("/records/{}/flag", record.id), .csrf = visit.csrf_token()}, fields));
  return access::page(visit, errors.empty() ? 200 : 422,
                      {.title = "Who may see this", .place = access::Place::pupils, .before = web::back_link(web::Url::path("/records/{}", record.id)),
                       .outcome = errors.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors},
                      main);
}

std::vector<std::string> chosen_in(const web::Form& form) {
  std::vector<std::string> out;
  for (const auto& [name, value] : form.entries())
    if (name.starts_with("named-") && !value.empty() && std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
  return out;
}

base::Result<Answer> show_flag(Visit& visit, const Own& own) {
  TRY(const auto decided, load(visit, own));
  std::vector<std::string> chosen;
  for (const auto& named : list_named(own, decided.sight.record.id))
    if (named.id != visit.who().id) chosen.push_back(named.id.text());
  return flag_page(visit, own, decided, chosen, {});
}

base::Result<Answer> post_flag(Visit& visit, const Own& own) {
  TRY(const auto decided, load(visit, own));
  const auto& record = decided.sight.record;
  const auto& form = visit.form();
  const auto to = form.text("to");
  FlagChange change{record.id, record.info_class, flag_of(record), Flag::normal, {}, visit.now(), {}};
  if (to == "restricted") change.flag = Flag::restricted;
  else if (to == "sealed" && may_seal(visit)) change.flag = Flag::sealed;
  else if (to != "normal") return base::Error::not_found("no such flag, or not theirs to set");
  std::vector<base::FieldError> errors;
  const auto chosen = chosen_in(form);
  const auto staff = list_staff(own);
  for (const auto& text : chosen) {
    const auto id = access::StaffId::parse(text);
    if (id && std::any_of(staff.begin(), staff.end(), [&](const access::StaffLine& line) { return line.id == *id; })) change.named.push_back(*id);
    else errors.push_back({"named-1", "Choose people from the list"});
  }
  const auto reason = base::Text<500>::make(form.text("reason"));
  if (!reason || reason->empty()) errors.push_back({"reason", reason ? "Enter why" : "The reason must be 500 characters or fewer"});
  if (change.flag != Flag::normal) {
    const auto until = base::parse_iso_date(form.text("until"));
    if (!until || *until < visit.today()) errors.push_back({"until", "Enter a day from today on"});
    else change.until = visit.house().zone().start_of_day(*until + 1);
  } else {
    change.named.clear();
  }
  if (!errors.empty()) return flag_page(visit, own, decided, chosen, errors);
  change.reason = reason->text();
  // Whoever restricts it stays on the list: or it would be gone before their eyes.
  if (change.flag != Flag::normal) change.named.push_back(visit.who().id);
  if (form.text("was") != std::to_string(record.flag)) return access::UnitOfWork::conflict();
  access::UnitOfWork work(visit);
  set_flag(work, decided.pass, change);
  return then_go(visit, std::move(work), web::Url::path("/records/{}", record.id));
}

}  // namespace

web::Html flag_notes(access::Visit& visit, const Own& pass, const Sight& sight) {
  web::Html out;
  const auto& record = sight.record;
  if (!sight.whole) return out;
  if (record.flag > 0) {
    std::string names;
    for (const auto& named : list_named(pass, record.id)) names += (names.empty() ? "" : ", ") + named.name;
    const auto history = list_flags(pass, record.id);
    out.add("<p class=\"govuk-body\">Named on it: {}.{}</p>", names.empty() ? "nobody" : names,
            history.empty() ? std::string() : " " + history.front().by + ": " + history.front().reason);
  }
  if (pass_to_decide(visit, sight))
    out.add("<p class=\"govuk-body\">{}</p>", web::link(web::Url::path("/records/{}/flag", record.id), "Who may see this"));
  return out;
}

void add_flag_routes(access::Routes& routes) {
  routes.get("/records/{record}/flag", show_flag);
  routes.post("/records/{record}/flag", post_flag);
}

}  // namespace record
