// SQL of reviews and their decisions; voices and links have a room of their own (voice_store.cpp).
#include "casework/reviews/review_store.h"

#include "access/chain.h"
#include "base/text.h"
#include "web/json.h"

#include <algorithm>
#include <map>

namespace reviews {
namespace {

constexpr db::Sql insert_review =
    "INSERT INTO review (id, plan_id, pupil_id, info_class, plan_version, state, from_on, until_on, due_on, version, opened_by, opened_at, changed_at, closed_by, "
    "closed_at, next_version, sent_on, sent_how) VALUES (:id, :plan, :about, :info_class, :plan_version, 'open', :from_on, NULL, :due_on, 0, :by, :at, :at, NULL, "
    "NULL, NULL, NULL, '') ON CONFLICT DO NOTHING";
// Only where nobody saved or closed it since it was read.
constexpr db::Sql save_review = "UPDATE review SET version = :version, changed_at = :at WHERE id = :id AND pupil_id = :about AND state = 'open' AND version = :was";
constexpr db::Sql close_review =
    "UPDATE review SET version = :version, state = 'closed', until_on = :until_on, closed_by = :by, closed_at = :at, changed_at = :at, next_version = :next "
    "WHERE id = :id AND pupil_id = :about AND state = 'open' AND version = :was";
constexpr db::Sql insert_version = "INSERT INTO review_version (review_id, version, author_id, at, body, salt) VALUES (:id, :version, :by, :at, :body, :salt)";
constexpr db::Sql insert_decision =
    "INSERT INTO review_decision (review_id, target_id, number, decision, words, need, statement, measure, unit, steps, baseline, goal, by_when, latest, promised, "
    "delivered) VALUES (:id, :target, :number, :decision, :words, :need, :statement, :measure, :unit, :steps, :baseline, :goal, :by_when, :latest, :promised, :delivered)";
constexpr db::Sql set_next =
    "UPDATE review SET next_version = :next WHERE id = :id AND pupil_id = :about AND state = 'closed' AND dropped_at IS NULL AND next_version IS NULL";
constexpr db::Sql set_sent = "UPDATE review SET sent_on = :on, sent_how = :how WHERE id = :id AND pupil_id = :about AND state = 'closed' AND dropped_at IS NULL";
constexpr db::Sql drop_review =
    "UPDATE review SET state = 'closed', dropped_at = :now, dropped_by = :me, dropped_why = :why, changed_at = :now "
    "WHERE id = :id AND pupil_id = :about AND state = 'open' AND version = :was";
constexpr db::Sql shut_links = "UPDATE review_link SET withdrawn_at = :now WHERE review_id = :id AND withdrawn_at IS NULL AND used_at IS NULL";

#define ALONGSIDE_REVIEW_COLUMNS                                                                                                                          \
  "SELECT r.id, r.plan_id, r.pupil_id, u.given, u.family, u.class_name, p.title, p.template, r.info_class, r.plan_version, r.state, r.from_on, r.until_on, " \
  "r.due_on, r.version, o.name, r.opened_at, r.changed_at, c.name, r.closed_at, r.next_version, r.sent_on, r.sent_how, r.dropped_at, d.name, r.dropped_why " \
  "FROM seen_review r JOIN seen_plan p ON p.id = r.plan_id JOIN seen_pupil u ON u.id = r.pupil_id JOIN staff o ON o.id = r.opened_by "                     \
  "LEFT JOIN staff c ON c.id = r.closed_by LEFT JOIN staff d ON d.id = r.dropped_by "
constexpr db::Sql review_of_pupil = ALONGSIDE_REVIEW_COLUMNS "WHERE r.id = :id AND r.pupil_id = :pupil";
constexpr db::Sql review_by_id = ALONGSIDE_REVIEW_COLUMNS "WHERE r.id = :id";
constexpr db::Sql reviews_of_pupil = ALONGSIDE_REVIEW_COLUMNS "WHERE r.pupil_id = :pupil ORDER BY r.opened_at DESC, r.id DESC";
constexpr db::Sql reviews_of_plan = ALONGSIDE_REVIEW_COLUMNS "WHERE r.plan_id = :plan AND r.pupil_id = :pupil ORDER BY r.opened_at DESC, r.id DESC";
constexpr db::Sql open_reviews = ALONGSIDE_REVIEW_COLUMNS "WHERE r.state = 'open' ORDER BY COALESCE(r.due_on, 0), u.family, u.given, r.id";
#undef ALONGSIDE_REVIEW_COLUMNS

constexpr db::Sql words_of = "SELECT body FROM seen_review_version WHERE review_id = :id AND version = :version";
constexpr db::Sql saved_by =
    "SELECT s.name, v.author_id, v.at FROM seen_review_version v JOIN staff s ON s.id = v.author_id WHERE v.review_id = :id AND v.version = :version";
constexpr db::Sql decided_of =
    "SELECT target_id, decision, words, need, statement, measure, unit, steps, baseline, goal, by_when, latest, promised, delivered FROM seen_review_decision "
    "WHERE review_id = :id ORDER BY number";

Review read_review(const db::Row& row) {
  Review out;
  out.id = row.id<ReviewId>(0);
  out.plan = row.id<plans::PlanId>(1);
  out.pupil = row.id<access::PupilId>(2);
  out.pupil_name = row.string(3) + " " + row.string(4);
  out.class_name = row.string(5);
  out.plan_title = row.string(6);
  out.template_id = row.string(7);
  out.info_class = static_cast<access::InfoClass>(row.integer(8));
  out.plan_version = static_cast<int>(row.integer(9));
  out.state = row.text(10) == "open" ? ReviewState::open : ReviewState::closed;
  out.from = row.date(11);
  out.until = row.maybe(12, &db::Row::date);
  out.due = row.maybe(13, &db::Row::date);
  out.version = static_cast<int>(row.integer(14));
  out.opened_by = row.string(15);
  out.opened_at = row.time(16);
  out.changed_at = row.time(17);
  if (!row.is_null(18)) out.closed_by = row.string(18);
  out.closed_at = row.maybe(19, &db::Row::time);
  if (!row.is_null(20)) out.next_version = static_cast<int>(row.integer(20));
  out.sent_on = row.maybe(21, &db::Row::date);
  out.sent_how = row.string(22);
  out.dropped_at = row.maybe(23, &db::Row::time);
  if (!row.is_null(24)) out.dropped_by = row.string(24);
  out.dropped_why = row.string(25);
  if (out.dropped_at) out.state = ReviewState::dropped;
  return out;
}

std::string steps_text(const plans::Measure& measure) {
  web::Json out = web::Json::Array{};
  for (const auto& step : measure.steps) out.push(step);
  return web::to_json(out);
}

std::vector<std::string> stored_steps(std::string_view text) {
  std::vector<std::string> out;
  const auto json = web::parse_json(text);
  if (!json || !json->array()) return out;
  for (const auto& step : *json->array())
    if (step.string()) out.push_back(*step.string());
  return out;
}

/// An intimate care plan asks for a fresh proof, and so does the review of it.
bool is_within_reach(const access::Pass& pass, const Review& review) {
  return access::needed_to_see(review.info_class) != access::Assurance::step_up || pass.grants().freshness() == access::Freshness::fresh;
}

std::vector<Review> seen(const access::Pass& pass, std::vector<Review> reviews) {
  std::erase_if(reviews, [&](const Review& review) { return !is_within_reach(pass, review); });
  for (const auto& review : reviews) pass.saw(review.info_class, review.pupil, review.pupil.bytes(), deeds::reviews_seen);
  return reviews;
}

std::optional<Review> seen(const access::Pass& pass, std::optional<Review> review) {
  if (review && !is_within_reach(pass, *review)) review.reset();
  if (review) pass.saw(review->info_class, review->pupil, review->id.bytes(), deeds::review_seen);
  return review;
}

base::Error saved_meanwhile() {
  return base::Error::conflict("Somebody else saved this review while you were writing. Look at it again.", "review moved on");
}

access::Step insert_step(const NewReview& review, const plans::PlanId& plan, access::InfoClass info_class, const std::optional<base::LocalDate>& due, const access::PupilId& pupil,
                         const access::StaffId& by, base::UtcTime at) {
  return {insert_review,
          {{"id", review.id}, {"plan", plan}, {"about", pupil}, {"info_class", static_cast<int>(info_class)}, {"plan_version", review.plan_version},
           {"from_on", review.from}, {"due_on", due}, {"by", by}, {"at", at}},
          access::Expect::one, base::Error::conflict("A review of this plan is open already.", "review open")};
}

access::Step version_step(const ReviewId& id, int version, const std::string& body, const access::StaffId& by, base::UtcTime at, const base::Bytes32& salt) {
  return {insert_version, {{"id", id}, {"version", version}, {"by", by}, {"at", at}, {"body", body}, {"salt", salt}}};
}

access::Step close_step(const ReviewId& id, const access::PupilId& pupil, int was, const ReviewWords& words, const std::optional<int>& next, const access::StaffId& by, base::UtcTime at) {
  return {close_review,
          {{"id", id}, {"about", pupil}, {"version", was + 1}, {"was", was}, {"until_on", words.held_on}, {"next", next}, {"by", by}, {"at", at}},
          access::Expect::one, saved_meanwhile()};
}

std::vector<access::Step> decision_steps(const ReviewId& id, std::span<const Decided> decided) {
  std::vector<access::Step> out;
  for (std::size_t n = 0; n < decided.size(); ++n) {
    const auto& each = decided[n];
    out.push_back({insert_decision,
                   {{"id", id}, {"target", each.target}, {"number", n + 1}, {"decision", code(each.decision)}, {"words", each.words}, {"need", each.need},
                    {"statement", each.statement}, {"measure", plans::code(each.measure.scale)}, {"unit", each.measure.unit}, {"steps", steps_text(each.measure)},
                    {"baseline", each.baseline}, {"goal", each.goal}, {"by_when", each.by_when}, {"latest", each.latest}, {"promised", each.promised},
                    {"delivered", each.delivered}}});
  }
  return out;
}

}  // namespace

void open(access::UnitOfWork& work, const WritePass& pass, const plans::Plan& plan, const NewReview& review) {
  auto step = insert_step(review, plan.id, plan.info_class, plan.review, pass.pupil(), pass.who().id, work.now());
  auto miss = std::move(step.miss);
  work.write(pass, {.deed = deeds::review_opened, .subject = review.id.bytes(), .info = plan.info_class}, std::move(step), access::Expect::one, std::move(miss));
}

base::Result<void> save(access::UnitOfWork& work, const WritePass& pass, const Review& review, const ReviewWords& words) {
  if (!review.is_open()) return base::Error::not_allowed("This review is closed.", "review closed");
  base::Bytes32 salt;
  work.random().fill(salt);
  const auto body = to_stored(words);
  work.write(pass, {deeds::review_saved, review.id.bytes(), review.info_class, {}, access::commitment(salt, base::as_bytes(body))}, save_review,
             {{"id", review.id}, {"about", review.pupil}, {"version", review.version + 1}, {"was", review.version}, {"at", work.now()}}, access::Expect::one, saved_meanwhile());
  work.also(version_step(review.id, review.version + 1, body, pass.who().id, work.now(), salt));
  return {};
}

base::Result<void> close(access::UnitOfWork& work, const plans::DecidePass& pass, const Review& review, const ReviewWords& words, std::span<const Decided> decided,
                         const std::optional<int>& next_version) {
  if (!review.is_open()) return base::Error::not_allowed("This review is closed.", "review closed");
  base::Bytes32 salt;
  work.random().fill(salt);
  const auto body = to_stored(words);
  auto step = close_step(review.id, review.pupil, review.version, words, next_version, pass.who().id, work.now());
  work.write(pass, {deeds::review_closed, review.id.bytes(), review.info_class, {}, access::commitment(salt, base::as_bytes(body))}, std::move(step), access::Expect::one, saved_meanwhile());
  work.also(version_step(review.id, review.version + 1, body, pass.who().id, work.now(), salt));
  for (auto& each : decision_steps(review.id, decided)) work.also(std::move(each));
  work.also(shut_links, {{"id", review.id}});
  return {};
}

base::Result<void> drop(access::UnitOfWork& work, const WritePass& pass, const Review& review, std::string_view why) {
  if (!review.is_open()) return base::Error::not_allowed("This review is over: it cannot be dropped any more.", "review not open");
  work.write(pass, {.deed = deeds::review_dropped, .subject = review.id.bytes(), .info = review.info_class}, drop_review,
             {{"id", review.id}, {"about", review.pupil}, {"was", review.version}, {"why", why}}, access::Expect::one, saved_meanwhile());
  work.also(shut_links, {{"id", review.id}});
  return {};
}

void note_next(access::UnitOfWork& work, const WritePass& pass, const Review& review, int next_version) {
  work.write(pass, {.deed = deeds::review_drafted, .subject = review.id.bytes(), .info = review.info_class}, set_next,
             {{"id", review.id}, {"about", review.pupil}, {"next", next_version}}, access::Expect::one,
             base::Error::conflict("The next cycle was drafted from this review already.", "next cycle there"));
}

void note_sent(access::UnitOfWork& work, const WritePass& pass, const Review& review, base::LocalDate on, std::string_view how) {
  work.write(pass, {.deed = deeds::review_sent, .subject = review.id.bytes(), .info = review.info_class}, set_sent,
             {{"id", review.id}, {"about", review.pupil}, {"on", on}, {"how", how}}, access::Expect::one);
}

std::optional<Review> find_review(const PupilSight& pass, const ReviewId& id) { return seen(pass, pass.row(review_of_pupil, read_review, {{"id", id}})); }
std::optional<Review> find_review(const CaseloadSight& pass, const ReviewId& id) { return seen(pass, pass.row(review_by_id, read_review, {{"id", id}})); }

ReviewWords load_words(const access::Pass& pass, const Review& review) {
  const auto body = pass.row(words_of, [](const db::Row& row) { return row.string(0); }, {{"id", review.id}, {"version", review.version}});
  return body ? from_stored(*body) : ReviewWords{};
}

std::optional<Saved> find_saved(const access::Pass& pass, const Review& review) {
  return pass.row(saved_by, [](const db::Row& row) { return Saved{row.string(0), row.id<access::StaffId>(1), row.time(2)}; }, {{"id", review.id}, {"version", review.version}});
}

std::vector<Decided> list_decided(const access::Pass& pass, const ReviewId& id) {
  return pass.rows(decided_of, [](const db::Row& row) {
    Decided out;
    out.target = row.id<plans::TargetId>(0);
    out.decision = decision_of(row.text(1)).value_or(Decision::none);
    out.words = row.string(2);
    out.need = row.string(3);
    out.statement = row.string(4);
    out.measure = {plans::scale_of(row.text(5)).value_or(plans::Scale::count), row.string(6), stored_steps(row.text(7))};
    out.baseline = row.integer(8);
    out.goal = row.integer(9);
    out.by_when = row.date(10);
    if (!row.is_null(11)) out.latest = row.integer(11);
    out.promised = row.integer(12);
    out.delivered = row.integer(13);
    return out;
  }, {{"id", id}});
}

std::vector<Review> list_reviews(const PupilSight& pass) { return seen(pass, pass.rows(reviews_of_pupil, read_review)); }
std::vector<Review> list_reviews_of_plan(const PupilSight& pass, const plans::PlanId& plan) { return seen(pass, pass.rows(reviews_of_plan, read_review, {{"plan", plan}})); }
std::vector<Review> list_open(const CaseloadSight& pass) { return seen(pass, pass.rows(open_reviews, read_review)); }

std::vector<DueReview> list_due(const CaseloadSight& pass, base::LocalDate until) {
  std::map<plans::PlanId, ReviewId> open;
  for (const auto& review : list_open(pass)) open.emplace(review.plan, review.id);
  std::vector<DueReview> out;
  for (auto& plan : plans::list_to_review(pass, until)) {
    const auto found = open.find(plan.id);
    const auto due = plan.review.value_or(until);
    out.push_back({std::move(plan), due, found == open.end() ? std::nullopt : std::optional(found->second)});
  }
  return out;
}

}  // namespace reviews
