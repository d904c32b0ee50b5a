// SQL of reviews and requests for an assessment.
#include "casework/statutory/course_store.h"

#include "access/digest.h"
#include "base/text.h"
#include "web/json.h"

#include <fmt/format.h>

#include <algorithm>

namespace statutory {
namespace {

constexpr db::Sql insert_procedure =
    "INSERT INTO statutory_procedure (id, pupil_id, sort, plan_id, info_class, step, lead_id, counted_from, meeting_on, transfer, transfer_year, transfer_on, made_by, "
    "made_at, changed_at, ended_at, request_digest) VALUES (:id, :about, :sort, :plan, :info_class, 1, :lead, :counted_from, :meeting_on, :transfer, :transfer_year, :transfer_on, :author, "
    ":at, :at, NULL, :digest) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_step =
    "INSERT INTO statutory_step (procedure_id, number, deed, event, on_day, choice, words, by_id, at) "
    "VALUES (:id, :number, :deed, :event, :on, :choice, :words, :author, :at)";
constexpr db::Sql insert_voice =
    "INSERT INTO statutory_voice (id, procedure_id, version, party, name, asked_on, received_on, invited_on, came, words, made_by, made_at, changed_by, changed_at) "
    "VALUES (:voice, :id, 1, :party, :name, :asked_on, :received_on, :invited_on, :came, :words, :author, :at, :author, :at) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql change_voice =
    "UPDATE statutory_voice SET version = version + 1, party = :party, name = :name, asked_on = :asked_on, received_on = :received_on, invited_on = :invited_on, "
    "came = :came, words = :words, changed_by = :me, changed_at = :now WHERE id = :voice AND procedure_id = :id AND version = :was";
constexpr db::Sql advance =
    "UPDATE statutory_procedure SET step = :number, changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql advance_meeting =
    "UPDATE statutory_procedure SET step = :number, meeting_on = :on, changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql advance_end =
    "UPDATE statutory_procedure SET step = :number, ended_at = :now, changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql advance_open =
    "UPDATE statutory_procedure SET step = :number, ended_at = NULL, changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql set_meeting = "UPDATE statutory_procedure SET meeting_on = :on WHERE id = :id";
constexpr db::Sql set_step = "UPDATE statutory_procedure SET step = :number, changed_at = :at WHERE id = :id";
constexpr db::Sql set_end = "UPDATE statutory_procedure SET ended_at = :at WHERE id = :id";
constexpr db::Sql change_frame =
    "UPDATE statutory_procedure SET lead_id = :lead, counted_from = :counted_from, transfer = :transfer, transfer_year = :transfer_year, transfer_on = :transfer_on, "
    "changed_at = :now WHERE id = :id AND pupil_id = :about AND step = :was";
constexpr db::Sql insert_words =
    "INSERT INTO statutory_words (procedure_id, version, body, by_id, at) VALUES (:id, :version, :body, :me, :now) ON CONFLICT DO NOTHING";
constexpr db::Sql insert_exemption =
    "INSERT INTO statutory_exemption (id, procedure_id, excuse, from_on, until_on, words, made_by, made_at) "
    "VALUES (:exemption, :id, :excuse, :from_on, :until_on, :words, :me, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql end_exemption =
    "UPDATE statutory_exemption SET taken_back_at = :now, taken_back_by = :me, taken_back_words = :words WHERE id = :exemption AND procedure_id = :id AND taken_back_at IS NULL";
constexpr db::Sql own_request = "SELECT request_digest FROM my_statutory_request WHERE id = :id";

#define ALONGSIDE_STATUTORY_COLUMNS                                                                                                                       \
  "SELECT c.id, c.pupil_id, u.given, u.family, u.year_group, c.sort, c.plan_id, c.info_class, c.step, c.lead_id, s.name, c.counted_from, c.meeting_on, " \
  "c.transfer, c.transfer_year, c.made_at, c.ended_at, c.transfer_on FROM seen_statutory_procedure c JOIN seen_pupil u ON u.id = c.pupil_id JOIN staff s ON s.id = c.lead_id "
constexpr db::Sql one_of_pupil = ALONGSIDE_STATUTORY_COLUMNS "WHERE c.id = :id AND c.pupil_id = :pupil";
constexpr db::Sql all_of_pupil = ALONGSIDE_STATUTORY_COLUMNS "WHERE c.pupil_id = :pupil ORDER BY CASE WHEN c.ended_at IS NULL THEN 0 ELSE 1 END, c.made_at DESC, c.id DESC";
constexpr db::Sql all_across = ALONGSIDE_STATUTORY_COLUMNS "WHERE c.ended_at IS NULL OR c.sort = 'review' ORDER BY u.family, u.given, c.pupil_id, c.made_at, c.id";
#undef ALONGSIDE_STATUTORY_COLUMNS
constexpr db::Sql steps =
    "SELECT t.number, t.deed, t.event, t.on_day, t.choice, t.words, t.by_id, s.name, t.at FROM seen_statutory_step t JOIN staff s ON s.id = t.by_id "
    "WHERE t.procedure_id = :id ORDER BY t.number";
constexpr db::Sql voices =
    "SELECT id, version, party, name, asked_on, received_on, invited_on, came, words FROM seen_statutory_voice WHERE procedure_id = :id ORDER BY made_at, id";
constexpr db::Sql exemptions =
    "SELECT e.id, e.excuse, e.from_on, e.until_on, e.words, s.name, e.made_at, e.taken_back_at, b.name, e.taken_back_words FROM seen_statutory_exemption e "
    "JOIN staff s ON s.id = e.made_by LEFT JOIN staff b ON b.id = e.taken_back_by WHERE e.procedure_id = :id ORDER BY e.from_on, e.id";
constexpr db::Sql words_of =
    "SELECT w.version, w.body, w.by_id, s.name, w.at FROM seen_statutory_words w JOIN staff s ON s.id = w.by_id WHERE w.procedure_id = :id "
    "ORDER BY w.version DESC LIMIT 1";

Procedure read(const db::Row& row) {
  Procedure out;
  out.id = row.id<ProcedureId>(0);
  out.pupil = row.id<access::PupilId>(1);
  out.pupil_name = row.string(2) + " " + row.string(3);
  out.year_group = row.string(4);
  out.sort = sort_of(row.text(5)).value_or(Sort::review);
  out.plan = row.id<plans::PlanId>(6);
  out.info_class = static_cast<access::InfoClass>(row.integer(7));
  out.step = static_cast<int>(row.integer(8));
  out.lead = row.id<access::StaffId>(9);
  out.lead_name = row.string(10);
  out.counted_from = row.maybe(11, &db::Row::date);
  out.meeting_on = row.maybe(12, &db::Row::date);
  out.transfer = transfer_of(row.text(13)).value_or(Transfer::none);
  out.transfer_year = static_cast<int>(row.integer(14));
  out.made_at = row.time(15);
  out.ended_at = row.maybe(16, &db::Row::time);
  out.transfer_on = row.maybe(17, &db::Row::date);
  return out;
}

base::Error moved_on() { return base::Error::conflict("Somebody else wrote on this while you were looking. Look at it again.", "procedure moved on"); }
base::Error not_theirs() { return base::Error::not_found("procedure not theirs to decide on"); }

access::Entry entry(access::Deed deed, const Procedure& of) { return {.deed = deed, .subject = of.id.bytes(), .info = of.info_class}; }

base::Bytes32 digest_of(const access::PupilId& pupil, const NewProcedure& made) {
  auto text = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}", pupil.text(), code(made.sort), made.plan.text(), made.lead.text(), made.counted_from ? base::to_iso(*made.counted_from) : "",
                          made.meeting_on ? base::to_iso(*made.meeting_on) : "", code(made.transfer));
  if (made.transfer_on) text += "\n" + base::to_iso(*made.transfer_on);
  return access::digest({base::as_bytes(text)});
}

access::Step step_row(const ProcedureId& id, int number, const Step& step, const access::StaffId& by, base::UtcTime at) {
  return {insert_step,
          {{"id", id}, {"number", number}, {"deed", code(step.deed)}, {"event", step.event ? code(*step.event) : std::string_view()}, {"on", step.on}, {"choice", code(step.choice)},
           {"words", step.words}, {"author", by}, {"at", at}}};
}

}  // namespace

plans::BegunBefore begun_before(const access::Pass& pass, const access::PupilId& pupil, const NewProcedure& made) {
  const auto kept = pass.row(own_request, [](const db::Row& row) { return base::Bytes(row.bytes(0).begin(), row.bytes(0).end()); }, {{"id", made.id}});
  if (!kept) return plans::BegunBefore::no;
  const auto now = digest_of(pupil, made);
  return std::equal(kept->begin(), kept->end(), now.begin(), now.end()) ? plans::BegunBefore::same : plans::BegunBefore::other;
}

std::vector<access::Step> steps_of(const NewProcedure& made, const access::PupilId& pupil, const access::StaffId& author, base::UtcTime at, base::Random& random, const std::vector<Step>& more) {
  std::vector<access::Step> out;
  out.push_back({insert_procedure,
                 {{"id", made.id}, {"about", pupil}, {"sort", code(made.sort)}, {"plan", made.plan.is_nil() ? std::nullopt : std::optional(made.plan)}, {"info_class", static_cast<int>(made.info_class)},
                  {"lead", made.lead}, {"counted_from", made.counted_from}, {"meeting_on", made.meeting_on}, {"transfer", code(made.transfer)}, {"transfer_year", made.transfer_year},
                  {"transfer_on", made.transfer_on}, {"author", author}, {"at", at}, {"digest", digest_of(pupil, made)}},
                 access::Expect::one, base::Error::conflict("This was saved already, with other words.", "procedure exists")});
  int number = 1;
  out.push_back(step_row(made.id, number, {.deed = Deed::begun}, author, at));
  if (made.meeting_on) out.push_back(step_row(made.id, ++number, {.deed = Deed::meeting_set, .event = Event::meeting, .on = made.meeting_on}, author, at));
  for (const auto& step : more) {
    out.push_back(step_row(made.id, ++number, step, author, at));
    if (step.deed == Deed::meeting_set) out.push_back({set_meeting, {{"on", step.on}, {"id", made.id}}});
    if (step.deed == Deed::ended) out.push_back({set_end, {{"at", at}, {"id", made.id}}});
  }
  if (number > 1) out.push_back({set_step, {{"number", number}, {"at", at}, {"id", made.id}}});
  // Their ids stand in the order of the list, which the page keeps.
  std::int64_t place = 0;
  for (const auto party : parties_of(made.sort))
    out.push_back({insert_voice,
                   {{"voice", VoiceId(base::make_uuid7(at + place++, random))}, {"id", made.id}, {"party", code(party)}, {"name", ""}, {"asked_on", std::nullopt}, {"received_on", std::nullopt}, {"invited_on", std::nullopt},
                    {"came", ""}, {"words", ""}, {"author", author}, {"at", at}}});
  return out;
}

base::Result<void> begin(access::UnitOfWork& work, const DecidePass& pass, const NewProcedure& made) {
  if (!plans::may_decide(pass, made.info_class)) return not_theirs();
  auto rows = steps_of(made, pass.pupil(), pass.who().id, work.now(), work.random(), {});
  auto first = std::move(rows.front());
  auto miss = std::move(first.miss);
  work.write(pass, {.deed = deeds::statutory_begun, .subject = made.id.bytes(), .info = made.info_class}, std::move(first), access::Expect::one, std::move(miss));
  for (std::size_t n = 1; n < rows.size(); ++n) work.also(std::move(rows[n]));
  return {};
}

base::Result<void> take_step(access::UnitOfWork& work, const DecidePass& pass, const Procedure& of, const Step& step) {
  if (!plans::may_decide(pass, of.info_class)) return not_theirs();
  const auto number = of.step + 1;
  const auto made = entry(deeds::statutory_stepped, of);
  if (step.deed == Deed::meeting_set)
    work.write(pass, made, advance_meeting, {{"id", of.id}, {"about", of.pupil}, {"number", number}, {"was", of.step}, {"on", step.on}}, access::Expect::one, moved_on());
  else
    work.write(pass, made, step.deed == Deed::ended ? advance_end : step.deed == Deed::opened_again ? advance_open : advance,
               {{"id", of.id}, {"about", of.pupil}, {"number", number}, {"was", of.step}}, access::Expect::one, moved_on());
  work.also(step_row(of.id, number, step, pass.who().id, work.now()));
  return {};
}

base::Result<void> reframe(access::UnitOfWork& work, const DecidePass& pass, const Procedure& of, const Frame& frame) {
  if (!plans::may_decide(pass, of.info_class)) return not_theirs();
  work.write(pass, entry(deeds::statutory_reframed, of), change_frame,
             {{"id", of.id}, {"about", of.pupil}, {"was", of.step}, {"lead", frame.lead}, {"counted_from", frame.counted_from}, {"transfer", code(frame.transfer)}, {"transfer_year", frame.transfer_year},
              {"transfer_on", frame.transfer_on}},
             access::Expect::one, moved_on());
  return {};
}

base::Result<void> put_voice(access::UnitOfWork& work, const WritePass& pass, const Procedure& of, const Voice& voice, VoiceIs what) {
  if (!plans::may_write(pass, of.info_class)) return not_theirs();
  const auto binds = [&](std::initializer_list<db::Bind> more) {
    std::vector<db::Bind> out = {{"voice", voice.id}, {"id", of.id}, {"party", code(voice.party)}, {"name", voice.name}, {"asked_on", voice.asked_on}, {"received_on", voice.received_on},
                                 {"invited_on", voice.invited_on}, {"came", voice.came}, {"words", voice.words}};
    out.insert(out.end(), more);
    return out;
  };
  if (what == VoiceIs::fresh)
    work.write(pass, entry(deeds::statutory_voice, of), access::Step{insert_voice, binds({{"author", pass.who().id}, {"at", work.now()}})});
  else
    work.write(pass, entry(deeds::statutory_voice, of), access::Step{change_voice, binds({{"was", voice.version}, {"me", pass.who().id}, {"now", work.now()}})}, access::Expect::one, moved_on());
  return {};
}

base::Result<void> put_words(access::UnitOfWork& work, const WritePass& pass, const Procedure& of, const Words& words, int was) {
  if (!plans::may_write(pass, of.info_class)) return not_theirs();
  web::Json body = web::Json::Object{};
  for (const auto& [name, text] : words) body.set(name, text);
  work.write(pass, entry(deeds::statutory_written, of), insert_words, {{"id", of.id}, {"version", was + 1}, {"body", web::to_json(body)}}, access::Expect::one, moved_on());
  return {};
}

base::Result<void> put_exemption(access::UnitOfWork& work, const DecidePass& pass, const Procedure& of, const KeptExemption& exemption) {
  if (!plans::may_decide(pass, of.info_class)) return not_theirs();
  work.write(pass, entry(deeds::statutory_excused, of), insert_exemption,
             {{"exemption", exemption.id}, {"id", of.id}, {"excuse", code(exemption.what.excuse)}, {"from_on", exemption.what.from}, {"until_on", exemption.what.until}, {"words", exemption.words}});
  return {};
}

base::Result<void> take_back_exemption(access::UnitOfWork& work, const DecidePass& pass, const Procedure& of, const ExemptionId& exemption, std::string_view words) {
  if (!plans::may_decide(pass, of.info_class)) return not_theirs();
  work.write(pass, entry(deeds::statutory_unexcused, of), end_exemption, {{"exemption", exemption}, {"id", of.id}, {"words", words}}, access::Expect::one, moved_on());
  return {};
}

std::optional<Procedure> find_procedure(const PupilSight& pass, const ProcedureId& id) {
  auto out = pass.row(one_of_pupil, read, {{"id", id}});
  if (out) pass.saw(out->info_class, out->pupil, out->id.bytes(), deeds::statutory_seen);
  return out;
}

std::vector<Procedure> list_procedures(const PupilSight& pass) {
  auto out = pass.rows(all_of_pupil, read);
  for (const auto& each : out) pass.saw(each.info_class, each.pupil, each.id.bytes(), deeds::statutory_seen);
  return out;
}

std::vector<Procedure> list_procedures(const CaseloadSight& pass) {
  auto out = pass.rows(all_across, read);
  for (const auto& each : out) pass.saw(each.info_class, each.pupil, each.pupil.bytes(), deeds::statutory_seen);
  return out;
}

std::vector<Step> list_steps(const access::Pass& pass, const ProcedureId& id) {
  return pass.rows(steps, [](const db::Row& row) {
    Step out;
    out.number = static_cast<int>(row.integer(0));
    out.deed = deed_of(row.text(1)).value_or(Deed::happened);
    out.event = event_of(row.text(2));
    out.on = row.maybe(3, &db::Row::date);
    out.choice = choice_of(row.text(4)).value_or(Choice::none);
    out.words = row.string(5);
    out.by = row.id<access::StaffId>(6);
    out.by_name = row.string(7);
    out.at = row.time(8);
    return out;
  }, {{"id", id}});
}

std::vector<Voice> list_voices(const access::Pass& pass, const ProcedureId& id) {
  return pass.rows(voices, [](const db::Row& row) {
    return Voice{row.id<VoiceId>(0), static_cast<int>(row.integer(1)), party_of(row.text(2)).value_or(Party::other), row.string(3), row.maybe(4, &db::Row::date),
                 row.maybe(5, &db::Row::date), row.maybe(6, &db::Row::date), row.string(7), row.string(8)};
  }, {{"id", id}});
}

std::vector<KeptExemption> list_exemptions(const access::Pass& pass, const ProcedureId& id) {
  return pass.rows(exemptions, [](const db::Row& row) {
    KeptExemption out{row.id<ExemptionId>(0), {excuse_of(row.text(1)).value_or(Excuse::exceptional), row.date(2), row.date(3)}, row.string(4), row.string(5), row.time(6)};
    out.taken_back_at = row.maybe(7, &db::Row::time);
    if (!row.is_null(8)) out.taken_back_by = row.string(8);
    out.taken_back_words = row.string(9);
    return out;
  }, {{"id", id}});
}

KeptWords newest_words(const access::Pass& pass, const ProcedureId& id) {
  return pass.row(words_of, [](const db::Row& row) {
    KeptWords out;
    out.version = static_cast<int>(row.integer(0));
    if (const auto body = web::parse_json(row.text(1)); body && body->object())
      for (const auto& [name, value] : *body->object())
        if (value.string()) out.words[name] = *value.string();
    out.by = row.id<access::StaffId>(2);
    out.by_name = row.string(3);
    out.at = row.time(4);
    return out;
  }, {{"id", id}}).value_or(KeptWords{});
}

}  // namespace statutory
