// Holds a new record to kind and policy.
#include "record/new_record.h"

#include "people/pupil_store.h"
#include "record/school_offers.h"
#include "record/summary.h"

#include <algorithm>

namespace record {
namespace {

using access::May;

constexpr std::int64_t oldest_ms = 365LL * 20 * base::day_ms;

std::vector<access::Relation> relations_of(const access::Grants& grants, const access::PupilId& pupil) {
  std::vector<access::Relation> out = {access::Relation::school};
  for (const auto& close : grants.close()) {
    if (close.pupil != pupil) continue;
    for (unsigned r = 0; r < access::relation_count; ++r)
      if ((close.relations >> r) & 1U) out.push_back(static_cast<access::Relation>(r));
  }
  return out;
}

base::Error no_such_kind() { return base::Error::not_found("kind unknown or not to be written by this person"); }

/// Whether a file field of the record holds this id. A field that is not asked holds nothing, whatever was sent for it.
bool names_file(const Kind& kind, const Body& body, const std::string& id) {
  for (const auto& field : kind.fields) {
    const auto* held = field.type == FieldType::files ? body.find(field.name) : nullptr;
    const auto* list = held ? held->array() : nullptr;
    if (list && std::any_of(list->begin(), list->end(), [&](const web::Json& each) { return each.string() && *each.string() == id; })) return true;
  }
  return false;
}

}  // namespace

void check_moment(const Sent& sent, base::UtcTime now, std::vector<base::FieldError>& wrong) {
  if (!sent.occurred_at) return;
  if (*sent.occurred_at > now + 5 * base::minute_ms) wrong.push_back({"occurred_at", "When it happened must be now or in the past"});
  if (now - *sent.occurred_at > oldest_ms) wrong.push_back({"occurred_at", "When it happened must be within the last 20 years"});
}

void check_pupils(const Sent& sent, const Kind& kind, std::vector<base::FieldError>& wrong) {
  if (sent.pupils.size() < kind.pupils.min)
    wrong.push_back({"pupil", kind.pupils.min == 1 ? "Choose the pupil this is about" : "Choose more pupils"});
  if (sent.pupils.size() > kind.pupils.max)
    wrong.push_back({"pupil", "Choose at most " + std::to_string(kind.pupils.max) + " pupils"});
  for (const auto& draft : sent.pupils)
    if (!draft.part.empty() && !kind.pupils.find_part(draft.part)) wrong.push_back({"part." + draft.pupil.text(), "Choose their part from the list"});
}

void follow(NewRecord& record, const Kind& kind, const access::Circle& circle, const access::StaffId& author) {
  std::vector<access::PupilId> pupils;
  for (const auto& part : record.parts) pupils.push_back(part.pupil);
  record.must_see = who_must_see(kind, circle, pupils, author);
  record.asks_sign_off = needs_sign_off(kind, circle, author, pupils);
  record.signers = record.asks_sign_off ? who_may_sign(kind, circle, pupils, author) : std::vector<access::StaffId>{};
}

bool may_add(const access::Grants& grants, const Kind& kind, const access::PupilId& pupil) {
  if ((grants.for_pupil(pupil).classes(access::Act::add) & access::bit(kind.info_class)) == 0) return false;
  for (auto role : grants.person().roles)
    for (auto relation : relations_of(grants, pupil))
      if (allows(kind, role, relation, access::Act::add)) return true;
  return false;
}

bool may_see_of_some(const access::Grants& grants, const Kind& kind) {
  const auto sees = [&](const access::PupilId& pupil) {
    if ((grants.see(pupil) & access::bit(kind.info_class)) == 0) return false;
    const auto relations = relations_of(grants, pupil);
    return std::any_of(grants.person().roles.begin(), grants.person().roles.end(), [&](access::Role role) {
      return std::any_of(relations.begin(), relations.end(),
                         [&](access::Relation relation) { return allows(kind, role, relation, access::Act::see); });
    });
  };
  if (sees(access::PupilId{})) return true;
  return std::any_of(grants.close().begin(), grants.close().end(), [&](const access::PupilGrant& close) { return sees(close.pupil); });
}

bool may_add_of_some(const access::Grants& grants, const Kind& kind) {
  if (kind.retired) return false;
  if (may_add(grants, kind, access::PupilId{})) return true;
  return std::any_of(grants.close().begin(), grants.close().end(),
                     [&](const access::PupilGrant& close) { return may_add(grants, kind, close.pupil); });
}

base::Result<Ready> prepare(access::Visit& visit, const Sent& sent, const Submission& fields, std::vector<Attached> files) {
  const auto& catalogue = visit.house().room<Catalogue>();
  auto in_force = catalogue.find(sent.kind);
  if (!in_force || !may_add_of_some(visit.grants(), *in_force->kind)) return no_such_kind();
  if (!is_written_now(visit, in_force->kind->id))
    return base::Error::invalid("kind", "This school keeps these elsewhere. Start again from Write", "kind not written now");
  const Kind& kind = *in_force->kind;

  std::vector<base::FieldError> wrong;
  check_moment(sent, visit.now(), wrong);
  check_pupils(sent, kind, wrong);
  Ready ready{{}, {}, *in_force};
  std::vector<PartDraft> parts;
  for (const auto& draft : sent.pupils) {
    const auto pass = access::Door::pupil<May::record_add>(visit, draft.pupil);
    // A pupil one cannot know of and a kind one may not write about them are told alike.
    if (!pass || !may_add(visit.grants(), kind, draft.pupil)) {
      wrong.push_back({"pupil", "Choose pupils of this school from the list"});
      continue;
    }
    const bool twice = std::any_of(parts.begin(), parts.end(), [&](const PartDraft& other) { return other.pupil == draft.pupil; });
    if (twice) continue;
    const auto part = !draft.part.empty() ? draft.part : kind.pupils.parts.empty() ? std::string() : kind.pupils.parts.front().code;
    parts.push_back({draft.pupil, part});
    ready.passes.push_back(*pass);
  }
  auto school = surroundings_for(visit, kind);
  school.find_file = [&files](std::string_view id) -> std::optional<std::string> {
    const auto came = std::any_of(files.begin(), files.end(), [&](const Attached& file) { return file.id.text() == id; });
    return came ? std::optional<std::string>(id) : std::nullopt;
  };
  if (parts.size() == 1) school.find_pick = picks_of(visit, parts.front().pupil);
  auto body = check(kind, fields, school);
  if (!body) {
    const auto& more = body.error().fields;
    wrong.insert(wrong.end(), more.begin(), more.end());
  }
  const auto moment = sent.occurred_at.value_or(visit.now());
  if (body && wrong.empty()) check_by_keeper(visit, kind.id, {sent.id, parts.front().pupil, moment, *body}, fields.is_form() ? "f." : "", wrong);
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "record draft");

  auto& record = ready.record;
  record.id = sent.id;
  record.kind = kind.id;
  record.kind_version = in_force->version;
  record.info_class = kind.info_class;
  record.occurred_at = moment;
  record.numbered = kind.numbered;
  record.sent_moment = sent.occurred_at;
  record.parts = std::move(parts);
  record.state = kind.workflow.statuses.empty() ? std::string() : kind.workflow.statuses.front().code;
  record.line = summarise(kind, *body);
  record.body = body->text();
  follow(record, kind, *visit.house().room<access::Circles>().today(visit.house()), visit.who().id);
  for (auto& file : files)
    if (names_file(kind, *body, file.id.text())) ready.files.push_back(std::move(file));
  return ready;
}

void write(access::UnitOfWork& work, access::Visit& visit, const Ready& ready) {
  add(work, visit.house().random(), ready.passes, ready.record, ready.files);
  keeper_of(visit, ready.record.kind).go_with(work, visit, ready.record);
}

Before saved_before(const access::Pass& pass, const NewRecord& record) {
  const auto digest = own_digest(pass, record.id);
  if (!digest) return Before::no;
  return *digest == request_digest(record) ? Before::same : Before::other;
}

Before saved_before(access::House& house, const access::StaffId& author, const NewRecord& record) {
  const auto digest = own_digest(house, author, record.id);
  if (!digest) return Before::no;
  return *digest == request_digest(record) ? Before::same : Before::other;
}

std::vector<std::string> readers_of(const Kind& kind) {
  std::vector<std::string> out;
  constexpr std::array natural = {access::Relation::school, access::Relation::assigned, access::Relation::teaches_class,
                                  access::Relation::year, access::Relation::teaches};
  for (std::size_t r = 0; r < access::role_count; ++r) {
    const auto role = static_cast<access::Role>(r);
    if (std::any_of(natural.begin(), natural.end(),
                    [&](access::Relation relation) { return allows(kind, role, relation, access::Act::see); }))
      out.emplace_back(access::title(role));
  }
  return out;
}

}  // namespace record
