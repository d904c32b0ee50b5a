// The deeds of a plan's life. What is not right comes back on the plan's page with all that was typed.
#include "casework/plans/plan_pages.h"

#include "access/told.h"
#include "base/text.h"
#include "casework/plans/plan_form.h"
#include "casework/plans/plan_page.h"

#include <fmt/format.h>

#include <algorithm>

namespace plans {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Errors = std::vector<base::FieldError>;

std::string typed_text(const web::Form& form, std::string_view name) { return std::string(base::trim(base::clean(form.text(name)))); }

/// What a deed's refusal is told as: a page again where words are missing or the plan moved on.
base::Result<Answer> refused(Visit& visit, const PlanDesk& desk, base::Error error, std::string_view words_field) {
  if (error.kind == base::Error::Kind::invalid) {
    for (auto& each : error.fields)
      if (each.field == "words") each.field = std::string(words_field);
    return draw_plan(visit, desk, visit.form(), error.fields, 422);
  }
  if (error.kind == base::Error::Kind::conflict || error.kind == base::Error::Kind::not_allowed)
    return draw_plan(visit, desk, visit.form(), {{"", error.for_user}}, 409);
  return error;
}

bool is_late(const Visit& visit, const PlanDesk& desk) { return visit.form().text("was") != std::to_string(desk.plan.step); }

base::Result<Answer> late(Visit& visit, const PlanDesk& desk) {
  return draw_plan(visit, desk, visit.form(), {{"", "Somebody changed this plan after you opened it. Look at how it stands now."}}, 409);
}

/// True where the newest step is this very one: its first answer was lost.
bool done_before(const Visit& visit, const PlanDesk& desk, PlanDeed deed) {
  if (visit.form().text("was") != std::to_string(desk.plan.step - 1)) return false;
  const auto steps = list_steps(desk.pass, desk.plan.id);
  return !steps.empty() && steps.back().deed == deed && steps.back().by == visit.who().id;
}

base::Result<Answer> post_submission(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_to_write(visit, pass));
  const auto deed = plan_deed_of(visit.form().text("deed")).value_or(PlanDeed::submitted);
  const auto there = desk.url().with("done", code(deed));
  if (done_before(visit, desk, deed)) return web::see_other(there);
  if (is_late(visit, desk)) return late(visit, desk);
  access::UnitOfWork work{visit};
  if (auto moved = move(work, pass, desk.plan, deed, ""); !moved) return refused(visit, desk, std::move(moved).error(), "");
  return access::then_go(visit, std::move(work), there);
}

/// Starting without what the template asks for: the reason becomes a step of its own, and those the template is shared with are told.
base::Result<void> start(access::UnitOfWork& work, Visit& visit, const DecidePass& pass, const PlanDesk& desk, std::string_view words) {
  auto plan = desk.plan;
  if (!missing_to_start(desk).empty()) {
    if (words.empty()) return base::Error::invalid("words", "Enter why it starts without what it asks for", "start without what is asked for");
    TRY_DO(move(work, pass, plan, PlanDeed::overridden, words));
    ++plan.step;
    tell(work, visit, desk, "A plan was started without a consent or training that it asks for. The reason stands on its page.");
  }
  return move(work, pass, plan, PlanDeed::started, "");
}

/// People go on following it though a consent was lost: the reason is a step of its own, and those the template is shared with are told.
base::Result<void> go_on(access::UnitOfWork& work, Visit& visit, const DecidePass& pass, const PlanDesk& desk, std::string_view words) {
  if (lost_consents(visit, pass, desk.plan, desk.form).empty())
    return base::Error::conflict("No consent that this plan asks for was lost. Look at how it stands now.", "nothing to pass over");
  TRY_DO(move(work, pass, desk.plan, PlanDeed::overridden, words));
  tell(work, visit, desk, "A plan goes on without a consent that was lost. The reason stands on its page.");
  return {};
}

base::Result<Answer> post_decision(Visit& visit, const DecidePass& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  if (!desk.decides) return base::Error::not_found("plan not theirs to decide on");
  const auto deed = plan_deed_of(visit.form().text("deed"));
  if (!deed) return draw_plan(visit, desk, visit.form(), {{"", "Choose what to do with the plan"}}, 422);
  if (*deed == PlanDeed::reviewed) return draw_plan(visit, desk, visit.form(), {{"", "A plan is reviewed on the page of its review. Press “Review it”."}}, 409);
  const auto there = *deed == PlanDeed::closed ? plans_url(desk.plan.pupil).with("done", "closed") : desk.url().with("done", code(*deed));
  if (done_before(visit, desk, *deed)) return web::see_other(there);
  if (is_late(visit, desk)) return late(visit, desk);
  const auto field = "words-" + std::string(code(*deed));
  const auto words = needs_words(*deed) || *deed == PlanDeed::started ? typed_text(visit.form(), field) : std::string();
  access::UnitOfWork work{visit};
  auto moved = *deed == PlanDeed::started      ? start(work, visit, pass, desk, words)
               : *deed == PlanDeed::overridden ? go_on(work, visit, pass, desk, words)
                                               : move(work, pass, desk.plan, *deed, words);
  if (!moved) return refused(visit, desk, std::move(moved).error(), field);
  return access::then_go(visit, std::move(work), there);
}

base::Result<Answer> post_agreement(Visit& visit, const WritePass& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  if (!desk.writes && !desk.decides) return base::Error::not_found("plan not theirs to write on");
  const auto& form = visit.form();
  Errors wrong;
  const auto id = AgreementId::parse(form.text("id"));
  const auto party = party_of(form.text("party"));
  Agreement agreement;
  agreement.name = typed_text(form, "name");
  agreement.how = typed_text(form, "how");
  agreement.words = typed_text(form, "said");
  agreement.version = form.text("version") == std::to_string(desk.plan.version) ? desk.plan.version : 0;
  if (!party) wrong.push_back({"party", "Select who agreed"});
  if (agreement.name.empty()) wrong.push_back({"name", "Enter their full name"});
  const auto on = read_day(form, "on", "the day they agreed", wrong);
  if (on && *on > visit.today()) wrong.push_back({"on", "The day must not be in the future"});
  if (agreement.how.empty()) wrong.push_back({"how", "Enter how they agreed"});
  if (base::count_characters(agreement.name) > 120) wrong.push_back({"name", "Use at most 120 characters"});
  if (base::count_characters(agreement.how) > 120) wrong.push_back({"how", "Use at most 120 characters"});
  if (base::count_characters(agreement.words) > 1000) wrong.push_back({"said", "Use at most 1,000 characters"});
  if (agreement.version == 0) wrong.push_back({"", "There is a newer version than the one you read. Ask again whether they agree to it."});
  if (!id) wrong.push_back({"", "Open the page again and write it once more"});
  if (!wrong.empty()) return draw_plan(visit, desk, form, wrong, 422);
  agreement.id = *id;
  agreement.party = *party;
  agreement.on = *on;
  access::UnitOfWork work{visit};
  agree(work, desk.pass, desk.plan, agreement);
  return access::then_go(visit, std::move(work), desk.url().with("done", "agreed"));
}

base::Result<Answer> post_reading(Visit& visit, const PupilSight& pass) {
  TRY(const auto desk, open_desk(visit, pass));
  access::UnitOfWork work{visit};
  acknowledge(work, pass, desk.plan);
  return access::then_go(visit, std::move(work), desk.url().with("done", "read"));
}

}  // namespace

void add_deed_routes(access::Routes& routes) {
  routes.post("/pupils/{pupil}/plans/{plan}/submission", post_submission);
  routes.post("/pupils/{pupil}/plans/{plan}/decision", post_decision);
  routes.post("/pupils/{pupil}/plans/{plan}/agreements", post_agreement);
  routes.post("/pupils/{pupil}/plans/{plan}/readings", post_reading);
}

}  // namespace plans
