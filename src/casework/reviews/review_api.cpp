// JSON out: the reviews of a pupil, and one with its figures and decisions.
#include "casework/reviews/review_api.h"

#include "casework/reviews/review_desk.h"
#include "web/response.h"

namespace reviews {
namespace {

namespace schema = web::schema;
using access::Answer;
using access::May;
using access::Visit;
using schema::Need;
using web::Json;

Json value_json(plans::Value value) { return value % plans::one == 0 ? Json(value / plans::one) : Json(static_cast<double>(value) / 1000.0); }

Json review_json(const Review& review) {
  Json out;
  out.set("id", review.id.text());
  out.set("pupil", review.pupil.text());
  out.set("plan", review.plan.text());
  out.set("plan_version", review.plan_version);
  out.set("state", code(review.state));
  out.set("from", base::to_iso(review.from));
  if (review.until) out.set("until", base::to_iso(*review.until));
  if (review.due) out.set("due", base::to_iso(*review.due));
  if (review.next_version) out.set("next_version", *review.next_version);
  if (review.sent_on) out.set("copy_sent_on", base::to_iso(*review.sent_on));
  return out;
}

std::vector<schema::Member> review_members() {
  return {{"id", schema::id("The review")}, {"pupil", schema::id("Whose it is")}, {"plan", schema::id("The plan")}, {"plan_version", schema::whole("Whose cycle it looks at", 1, 100000)},
          {"state", schema::one_of("Open until it is closed with its decisions; dropped where it was opened by mistake", {"open", "closed", "dropped"})}, {"from", schema::text("First day it looks at, as 2026-03-03")},
          {"until", schema::text("The day it was held, once it is closed"), Need::sometimes}, {"due", schema::text("The day the plan had named for it"), Need::sometimes},
          {"next_version", schema::whole("The version of the plan drafted from it", 1, 100000), Need::sometimes},
          {"copy_sent_on", schema::text("The day the copy went home"), Need::sometimes}};
}

Json minutes_json(const provision::Tally& tally) {
  Json lost = Json::Object{}, out;
  for (const auto& [reason, minutes] : tally.lost) lost.set(reason, minutes);
  out.set("promised_minutes", tally.promised);
  out.set("delivered_minutes", tally.delivered);
  out.set("lost", std::move(lost));
  return out;
}

Json target_json(const ReviewDesk& desk, const TargetFigures& figures) {
  const auto& target = figures.target;
  Json out, scores = Json::Array{};
  for (const auto& score : figures.scores) {
    Json one;
    one.set("day", base::to_iso(score.day));
    one.set("value", value_json(*score.value));
    if (score.prompt) one.set("prompt", sessions::code(*score.prompt));
    scores.push(std::move(one));
  }
  out.set("target", target.id.text());
  out.set("statement", target.words.statement);
  out.set("measure", plans::code(target.words.measure.scale));
  out.set("baseline", value_json(target.words.baseline));
  out.set("goal", value_json(target.words.goal));
  if (const auto latest = figures.latest()) out.set("latest", value_json(*latest));
  out.set("scores", std::move(scores));
  out.set("minutes", minutes_json(figures.minutes));
  if (const auto* decided = desk.words.find(target.id); decided && decided->decision != Decision::none) {
    out.set("decision", code(decided->decision));
    out.set("words", decided->words);
  }
  return out;
}

Json number_schema(std::string_view description) {
  Json out;
  out.set("type", "number");
  out.set("description", description);
  return out;
}

Json target_schema() {
  return schema::object(
      {{"target", schema::id("The target")}, {"statement", schema::text("As it stood in this cycle")},
       {"measure", schema::one_of("How it is measured", {"count", "percentage", "rubric", "standard_score", "yes_no", "goal_attainment"})}, {"baseline", number_schema("Where the pupil began")},
       {"goal", number_schema("The goal")}, {"latest", number_schema("The newest score"), Need::sometimes},
       {"scores", schema::list(schema::object({{"day", schema::text("As 2026-03-03")}, {"value", number_schema("On the target's scale")}, {"prompt", schema::text("How much help it took"), Need::sometimes}}))},
       {"minutes", schema::ref("ReviewMinutes")}, {"decision", schema::one_of("What becomes of it; words of an open review may still change", {"met", "continue", "change", "stop"}), Need::sometimes},
       {"words", schema::text("Beside the decision"), Need::sometimes}},
      "A target of a review");
}

base::Result<Answer> show_reviews(Visit&, const PupilSight& pass) {
  Json all = Json::Array{};
  for (const auto& review : list_reviews(pass)) all.push(review_json(review));
  Json out;
  out.set("reviews", std::move(all));
  return web::json(200, web::to_json(out));
}

base::Result<Answer> show_one(Visit& visit, const CaseloadSight& across) {
  const auto id = ReviewId::parse(visit.match.part("review"));
  const auto found = id ? find_review(across, *id) : std::nullopt;
  const auto pass = found ? access::Door::pupil<May::pupil_find>(visit, found->pupil) : std::nullopt;
  if (!pass) return base::Error::not_found("no such review");
  TRY(const auto desk, open_desk(visit, *pass, id->text()));
  const auto figures = gather_scores(visit, *pass, desk.plan, desk.targets, days_of(desk.review, visit.today()));
  Json targets = Json::Array{};
  for (const auto& target : figures.targets) targets.push(target_json(desk, target));
  Json out;
  out.set("review", review_json(desk.review));
  out.set("summary", desk.words.summary);
  if (desk.words.held_on) out.set("held_on", base::to_iso(*desk.words.held_on));
  if (desk.words.next_review) out.set("next_review", base::to_iso(*desk.words.next_review));
  out.set("minutes", minutes_json(figures.minutes));
  out.set("targets", std::move(targets));
  return web::json(200, web::to_json(out));
}

}  // namespace

void add_review_api(access::ApiTable& api) {
  using In = access::ApiParameter::In;
  api.define("Review", schema::object(review_members(), "A review of a plan's cycle"));
  api.define("ReviewMinutes", schema::object({{"promised_minutes", schema::whole("What was promised: delivered_minutes and all of lost together", 0, 1'000'000'000)},
                                              {"delivered_minutes", schema::whole("What was given of it", 0, 1'000'000'000)},
                                              {"lost", schema::open_object("Minutes by reason")}}));
  api.define("ReviewTarget", target_schema());
  api.get("/api/v1/pupils/{pupil}/reviews",
          {.name = "listReviews", .tag = "Reviews", .summary = "The reviews of a pupil's plans", .description = "As far as the plans are this person's to see, the newest first.",
           .parameters = {{In::path, "pupil", "Whose", schema::id("")}}, .answers = {{200, "The reviews", schema::object({{"reviews", schema::list(schema::ref("Review"))}})}}, .problems = {404}},
          show_reviews);
  api.get("/api/v1/reviews/{review}",
          {.name = "showReview", .tag = "Reviews", .summary = "One review", .description = "Its targets with the scores of the cycle, the minutes promised, given and lost, and what was decided.",
           .parameters = {{In::path, "review", "The review", schema::id("")}},
           .answers = {{200, "The review", schema::object({{"review", schema::ref("Review")}, {"summary", schema::text("All in all")}, {"held_on", schema::text("As 2026-03-03"), Need::sometimes},
                                                           {"next_review", schema::text("As 2026-03-03"), Need::sometimes}, {"minutes", schema::ref("ReviewMinutes")},
                                                           {"targets", schema::list(schema::ref("ReviewTarget"))}})}},
           .problems = {404}},
          show_one);
}

}  // namespace reviews
