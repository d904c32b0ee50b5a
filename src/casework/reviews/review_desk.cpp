// Opens a review for its pages.
#include "casework/reviews/review_desk.h"

#include "casework/plans/target_store.h"
#include "people/pupil_store.h"

#include <algorithm>

namespace reviews {
namespace {

/// The targets a review looks at. Of an open one: those that are live. Of a closed one: those it decided on, as they then stood. Of one that was dropped: those
/// that somebody had written about.
std::vector<plans::Target> targets_of(const PupilSight& pass, const Review& review, const ReviewWords& words, const std::vector<Decided>& decided) {
  auto all = plans::list_targets_of_plan(pass, review.plan);
  if (!review.is_closed()) {
    std::erase_if(all, [&](const plans::Target& target) { return review.is_open() ? target.state != plans::TargetState::live : words.find(target.id) == nullptr; });
    return all;
  }
  std::vector<plans::Target> out;
  for (const auto& each : decided) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const plans::Target& target) { return target.id == each.target; });
    if (found == all.end()) continue;
    auto target = *found;
    target.words.need = each.need;
    target.words.statement = each.statement;
    target.words.measure = each.measure;
    target.words.baseline = each.baseline;
    target.words.goal = each.goal;
    target.words.by_when = each.by_when;
    out.push_back(std::move(target));
  }
  return out;
}

}  // namespace

web::Url review_url(const access::PupilId& pupil, const ReviewId& review) { return web::Url::path("/pupils/{}/reviews/{}", pupil, review); }
web::Url reviews_url(const access::PupilId& pupil) { return web::Url::path("/pupils/{}/reviews", pupil); }
web::Url ReviewDesk::url() const { return review_url(review.pupil, review.id); }
web::Url ReviewDesk::under(std::string_view what) const { return web::Url::path("/pupils/{}/reviews/{}/{}", review.pupil, review.id, what); }

std::string days_words(const sessions::Days& days) { return base::to_text(days.first) + " to " + base::to_text(days.last); }

base::Result<ReviewDesk> open_desk(access::Visit& visit, const PupilSight& pass, std::string_view text) {
  const auto id = ReviewId::parse(text);
  auto review = id ? find_review(pass, *id) : std::nullopt;
  if (!review) return base::Error::not_found("no such review of this pupil");
  auto plan = plans::find_plan(pass, review->plan);
  auto form = visit.house().room<plans::Templates>().find(review->template_id);
  if (!plan || !form) return base::Error::not_found("the plan or its template is not there for them");
  auto words = load_words(pass, *review);
  auto decided = review->is_closed() ? list_decided(pass, review->id) : std::vector<Decided>{};
  auto targets = targets_of(pass, *review, words, decided);
  ReviewDesk desk{pass, people::load(pass), *std::move(review), *std::move(plan), *std::move(form), std::move(words), std::move(decided), std::move(targets)};
  desk.writes = plans::may_write(pass.grants(), *desk.form.kind, pass.pupil());
  desk.decides = desk.writes && plans::may_decide(pass, desk.plan.info_class);
  return desk;
}

base::LocalDate cycle_begins(const plans::PlanVersion& followed, const std::vector<Review>& earlier, base::LocalDate today) {
  auto out = followed.from;
  for (const auto& review : earlier)
    if (review.until) out = std::max(out, *review.until + 1);
  return std::min(out, today);
}

ReviewWords presets(const ReviewDesk& desk, base::LocalDate today) {
  ReviewWords out;
  out.held_on = today;
  out.next_review = today + 7 * desk.form.rules.review_weeks;
  return out;
}

}  // namespace reviews
