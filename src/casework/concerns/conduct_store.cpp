// The only room that names the tables of concerns about adults.
#include "casework/concerns/conduct_store.h"

#include "access/digest.h"
#include "access/staff_store.h"
#include "base/text.h"

#include <algorithm>

namespace concerns {
namespace {

constexpr db::Sql insert =
    "INSERT INTO conduct_concern (id, author_id, at, subject_id, subject_named, goes_to, happened_on, words, context, done, keep_name, state, digest) "
    "VALUES (:id, :me, :now, :subject, :named, :goes_to, :happened_on, :words, :context, :done, :keep_name, 'received', :digest) "
    "ON CONFLICT (id) DO UPDATE SET state = conduct_concern.state WHERE conduct_concern.author_id = :me AND conduct_concern.digest = :digest";
constexpr db::Sql seal =
    "INSERT INTO sealed_from (subject, staff_id) VALUES (:id, :staff) ON CONFLICT (subject, staff_id) DO NOTHING";
constexpr db::Sql all =
    "SELECT c.id, s.name, s.post, c.at, c.subject_id, COALESCE(w.name, c.subject_named), c.goes_to, c.happened_on, c.words, c.context, c.done, "
    "c.keep_name, c.state FROM seen_conduct c JOIN staff s ON s.id = c.author_id LEFT JOIN staff w ON w.id = c.subject_id ORDER BY c.at DESC, c.id DESC";
constexpr db::Sql one =
    "SELECT c.id, s.name, s.post, c.at, c.subject_id, COALESCE(w.name, c.subject_named), c.goes_to, c.happened_on, c.words, c.context, c.done, "
    "c.keep_name, c.state FROM seen_conduct c JOIN staff s ON s.id = c.author_id LEFT JOIN staff w ON w.id = c.subject_id WHERE c.id = :id";
constexpr db::Sql steps_of =
    "SELECT w.name, s.at, s.threshold, s.lado, s.lado_at, s.lado_words, s.reason, s.closes FROM seen_conduct_step s "
    "JOIN staff w ON w.id = s.author_id WHERE s.concern_id = :id ORDER BY s.place";
constexpr db::Sql answers_of =
    "SELECT w.name, a.at, a.words FROM seen_conduct_answer a JOIN staff w ON w.id = a.author_id WHERE a.concern_id = :id ORDER BY a.at, a.id";
constexpr db::Sql additions_of =
    "SELECT w.name, a.at, a.words FROM seen_conduct_addendum a JOIN staff w ON w.id = a.author_id WHERE a.concern_id = :id ORDER BY a.at, a.id";
constexpr db::Sql am_i_chair = "SELECT 1 FROM seen_concern_setting WHERE chair_id = :me";
constexpr db::Sql undecided = "SELECT COUNT(*) FROM seen_conduct WHERE state = 'received'";
constexpr db::Sql step_by_id = "SELECT 1 FROM seen_conduct_step WHERE id = :id AND author_id = :me";
constexpr db::Sql insert_step =
    "INSERT INTO conduct_step (id, concern_id, place, author_id, at, threshold, lado, lado_at, lado_words, reason, closes) "
    "SELECT :id, c.id, :was + 1, :me, :now, :threshold, :lado, :lado_at, :lado_words, :reason, :closes FROM conduct_concern c "
    "WHERE c.id = :concern AND (SELECT COUNT(*) FROM conduct_step s WHERE s.concern_id = :concern) = :was";
constexpr db::Sql insert_answer =
    "INSERT INTO conduct_answer (id, concern_id, author_id, at, words) VALUES (:answer, :concern, :me, :now, :words)";
constexpr db::Sql move = "UPDATE conduct_concern SET state = :state WHERE id = :concern";
constexpr db::Sql own_all =
    "SELECT id, at, subject_named, goes_to, words, context, done, state FROM my_conduct ORDER BY at DESC, id DESC";
constexpr db::Sql own_one = "SELECT id, at, subject_named, goes_to, words, context, done, state FROM my_conduct WHERE id = :id";
constexpr db::Sql own_answers =
    "SELECT CASE WHEN c.goes_to = 'chair' THEN 'The chair of governors' ELSE 'The head' END, a.at, a.words FROM my_conduct_answer a "
    "JOIN my_conduct c ON c.id = a.concern_id WHERE a.concern_id = :id ORDER BY a.at, a.id";
constexpr db::Sql own_additions =
    "SELECT w.name, a.at, a.words FROM my_conduct_addendum a JOIN staff w ON w.id = :me WHERE a.concern_id = :id ORDER BY a.at, a.id";
constexpr db::Sql insert_addition =
    "INSERT INTO conduct_addendum (id, concern_id, author_id, at, words) SELECT :id, c.id, :me, :now, :words FROM conduct_concern c "
    "WHERE c.id = :concern AND c.author_id = :me ON CONFLICT (id) DO NOTHING";
constexpr db::Sql open_again = "UPDATE conduct_concern SET state = 'looked_at' WHERE id = :concern AND state = 'closed'";

Conduct read(const db::Row& row) {
  Conduct out;
  out.id = row.id<ConductId>(0);
  out.author = row.string(1);
  out.author_post = row.string(2);
  out.at = row.time(3);
  if (!row.is_null(4)) out.subject_id = row.id<access::StaffId>(4);
  out.subject = row.string(5);
  out.goes_to = row.string(6);
  out.happened_on = row.maybe<base::LocalDate>(7, &db::Row::date);
  out.words = row.string(8);
  out.context = row.string(9);
  out.done = row.string(10);
  out.keep_name = row.yes(11);
  out.state = row.string(12);
  return out;
}

OwnConduct read_own(const db::Row& row) {
  return {row.id<ConductId>(0), row.time(1), row.string(2), row.string(3), row.string(4), row.string(5), row.string(6), row.string(7), {}, {}};
}

Saying read_saying(const db::Row& row) { return {row.string(0), row.time(1), row.string(2)}; }

/// Who sees such concerns of the whole school by the policy, and not merely as a chair who is named.
bool reads_them(const access::StaffLine& person) {
  return std::any_of(person.roles.begin(), person.roles.end(), [](access::Role role) {
    return access::allows(role, access::Relation::school, access::InfoClass::c10_about_staff, access::Act::see);
  });
}

void note_sight(const ConductPass& pass, const Conduct& concern) {
  pass.saw(access::InfoClass::c10_about_staff, {}, concern.id.bytes(), deeds::conduct_seen);
}

}  // namespace

Destination destination_of(const access::Pass& pass, const ConductDraft& draft) {
  Destination out{draft.about_head, draft.subject, {}};
  const auto typed = base::fold(draft.subject_named);
  std::vector<access::StaffId> of_that_name;
  for (const auto& person : access::list_staff(pass)) {
    const bool decides = reads_them(person);
    if (decides) out.heads.push_back(person.id);
    if (draft.subject == person.id && decides) out.to_chair = true;
    if (!typed.empty() && base::fold(person.name) == typed) {
      of_that_name.push_back(person.id);
      if (decides) out.to_chair = true;
    }
  }
  if (!out.subject && of_that_name.size() == 1) out.subject = of_that_name.front();
  if (draft.about_head && !out.subject && out.heads.size() == 1) out.subject = out.heads.front();
  return out;
}

void raise(access::UnitOfWork& work, const Own& pass, const ConductDraft& draft, const Destination& destination) {
  const auto digest = access::digest({base::as_bytes(draft.subject_named), base::as_bytes(draft.subject ? draft.subject->text() : ""),
                                      base::as_bytes(draft.words), base::as_bytes(draft.context), base::as_bytes(draft.done)});
  work.write(pass, {deeds::conduct_raised, draft.id.bytes(), access::InfoClass::c10_about_staff}, insert,
             {{"id", draft.id}, {"subject", destination.subject}, {"named", draft.about_head && draft.subject_named.empty() ? std::string("The head") : draft.subject_named},
              {"goes_to", destination.to_chair ? "chair" : "head"}, {"happened_on", draft.happened_on}, {"words", draft.words},
              {"context", draft.context}, {"done", draft.done}, {"keep_name", draft.keep_name ? 1 : 0}, {"digest", digest}},
             access::Expect::one, base::Error::conflict("This was saved already, with other words.", "conduct concern exists"));
  if (destination.subject) work.also(seal, {{"id", draft.id}, {"staff", *destination.subject}});
  // What is about a head is hidden from everybody who would read it as a head.
  if (destination.to_chair)
    for (const auto& head : destination.heads) work.also(seal, {{"id", draft.id}, {"staff", head}});
}

bool is_for_them(const ConductPass& pass) {
  const bool reads = (pass.grants().everyone().classes(access::Act::see) & access::bit(access::InfoClass::c10_about_staff)) != 0;
  return reads || pass.row(am_i_chair, [](const db::Row&) { return true; }).has_value();
}

std::vector<Conduct> list_conduct(const ConductPass& pass) {
  auto out = pass.rows(all, read);
  for (const auto& concern : out) note_sight(pass, concern);
  return out;
}

std::optional<Conduct> find_conduct(const ConductPass& pass, const ConductId& id) {
  auto out = pass.row(one, read, {{"id", id}});
  if (!out) return out;
  out->steps = pass.rows(steps_of, [](const db::Row& row) {
    return ConductStep{row.string(0), row.time(1), row.string(2), row.string(3), row.maybe<base::UtcTime>(4, &db::Row::time), row.string(5),
                       row.string(6), row.yes(7)};
  }, {{"id", id}});
  out->answers = pass.rows(answers_of, read_saying, {{"id", id}});
  out->additions = pass.rows(additions_of, read_saying, {{"id", id}});
  note_sight(pass, *out);
  return out;
}

std::size_t count_undecided(const ConductPass& pass) {
  return static_cast<std::size_t>(pass.row(undecided, [](const db::Row& row) { return row.integer(0); }).value_or(0));
}

bool is_conduct_decided(const access::Pass& pass, const ConductStepId& id) {
  return pass.row(step_by_id, [](const db::Row&) { return true; }, {{"id", id}}).has_value();
}

void decide(access::UnitOfWork& work, const ConductPass& pass, const ConductStepDraft& draft) {
  work.write(pass, {deeds::conduct_decided, draft.concern.bytes(), access::InfoClass::c10_about_staff}, insert_step,
             {{"id", draft.id}, {"concern", draft.concern}, {"was", draft.was}, {"threshold", draft.threshold}, {"lado", draft.lado},
              {"lado_at", draft.lado_at}, {"lado_words", draft.lado_words}, {"reason", draft.reason}, {"closes", draft.closes ? 1 : 0}},
             access::Expect::one);
  if (!draft.answer.empty())
    work.also(insert_answer, {{"answer", work.fresh_bytes()}, {"concern", draft.concern}, {"words", draft.answer}});
  work.also(move, {{"concern", draft.concern}, {"state", draft.closes ? closed : looked_at}});
}

std::vector<OwnConduct> list_own_conduct(const Own& pass) { return pass.rows(own_all, read_own); }

std::optional<OwnConduct> find_own_conduct(const Own& pass, const ConductId& id) {
  auto out = pass.row(own_one, read_own, {{"id", id}});
  if (!out) return out;
  out->answers = pass.rows(own_answers, read_saying, {{"id", id}});
  out->additions = pass.rows(own_additions, read_saying, {{"id", id}});
  return out;
}

void add_to(access::UnitOfWork& work, const Own& pass, const base::Bytes16& id, const ConductId& concern, std::string_view words) {
  work.write(pass, {deeds::conduct_added, concern.bytes(), access::InfoClass::c10_about_staff}, insert_addition,
             {{"id", id}, {"concern", concern}, {"words", words}});
  work.also(open_again, {{"concern", concern}});
}

}  // namespace concerns
