// SQL of shared lines and of the alert before contacting home.
#include "people/shared_item_store.h"

#include "access/staff_store.h"

#include <algorithm>

namespace people {
namespace {

constexpr db::Sql insert_item =
    "INSERT INTO shared_item (id, pupil_id, line, made_by, made_at, until_at) VALUES (:id, :pupil, :line, :me, :now, :until_at) "
    "ON CONFLICT (id) DO NOTHING";
constexpr db::Sql insert_to =
    "INSERT INTO shared_item_to (item_id, staff_id, until_at) SELECT :id, :staff, :until_at "
    "WHERE NOT EXISTS (SELECT 1 FROM own_family WHERE staff_id = :staff AND pupil_id = :child) ON CONFLICT DO NOTHING";
constexpr db::Sql end_sql = "UPDATE shared_item SET ended_by = :me, ended_at = :now WHERE id = :id AND pupil_id = :pupil AND ended_at IS NULL";
constexpr db::Sql shared_of_pupil =
    "SELECT i.id, i.pupil_id, '', i.line, s.name, i.made_at, i.until_at FROM seen_shared_item i JOIN staff s ON s.id = i.made_by "
    "WHERE i.pupil_id = :pupil AND i.ended_at IS NULL AND i.until_at > :now ORDER BY i.made_at DESC, i.id";
constexpr db::Sql names_of =
    "SELECT s.name FROM seen_shared_item i JOIN shared_item_to t ON t.item_id = i.id JOIN staff s ON s.id = t.staff_id WHERE i.id = :id "
    "ORDER BY s.folded";
constexpr db::Sql given_to_me =
    "SELECT i.id, i.pupil_id, p.given || ' ' || p.family, i.line, s.name, i.made_at, i.until_at FROM shared_item_to t "
    "JOIN seen_shared_item i ON i.id = t.item_id JOIN seen_pupil p ON p.id = i.pupil_id JOIN staff s ON s.id = i.made_by "
    "WHERE t.staff_id = :me AND i.ended_at IS NULL AND t.until_at > :now AND (:everybody = 1 OR i.pupil_id = :child) "
    "ORDER BY i.made_at DESC, i.id";
constexpr db::Sql alert_of = "SELECT 1 FROM seen_contact_alert WHERE pupil_id = :child";
constexpr db::Sql every_alert = "SELECT pupil_id FROM seen_contact_alert";
constexpr db::Sql insert_alert =
    "INSERT INTO contact_alert (id, pupil_id, set_by, set_at) SELECT :id, :pupil, :me, :now "
    "WHERE NOT EXISTS (SELECT 1 FROM contact_alert WHERE pupil_id = :pupil AND ended_at IS NULL)";
constexpr db::Sql end_alert = "UPDATE contact_alert SET ended_by = :me, ended_at = :now WHERE pupil_id = :pupil AND ended_at IS NULL";

SharedItem read(const db::Row& row) {
  return {row.id<SharedItemId>(0), row.id<PupilId>(1), row.string(2), row.string(3), row.string(4), row.time(5), row.time(6), {}};
}

std::vector<SharedItem> mine(const access::Pass& pass, const PupilId& pupil, int everybody) {
  auto out = pass.rows(given_to_me, read, {{"child", pupil}, {"everybody", everybody}});
  for (const auto& item : out) pass.saw(access::InfoClass::c9_safeguarding, item.pupil, item.id.bytes(), deeds::item_seen);
  return out;
}

access::Entry entry_of(const access::Deed& deed, const base::Bytes16& subject) {
  return {.deed = deed, .subject = subject, .info = access::InfoClass::c9_safeguarding};
}

}  // namespace

void share_item(access::UnitOfWork& work, const SharePass& pass, const SharedItemDraft& draft) {
  work.write(pass, entry_of(deeds::item_shared, draft.id.bytes()), insert_item,
             {{"id", draft.id}, {"pupil", pass.pupil()}, {"line", draft.line}, {"until_at", draft.until}}, access::Expect::one,
             base::Error::conflict("This was saved already.", "item exists"));
  for (const auto& staff : draft.to)
    work.also(insert_to, {{"id", draft.id}, {"staff", staff}, {"until_at", draft.until}, {"child", pass.pupil()}});
  work.also(access::bump_epoch());  // the day it ends is an edge of theirs
}

void end_item(access::UnitOfWork& work, const SharePass& pass, const SharedItemId& id) {
  work.write(pass, entry_of(deeds::item_ended, id.bytes()), end_sql, {{"id", id}, {"pupil", pass.pupil()}}, access::Expect::one);
}

std::vector<SharedItem> list_shared(const SharePass& pass) {
  auto out = pass.rows(shared_of_pupil, read);
  for (auto& item : out) {
    pass.each(names_of, [&](const db::Row& row) { item.to += (item.to.empty() ? "" : ", ") + row.string(0); }, {{"id", item.id}});
    pass.saw(access::InfoClass::c9_safeguarding, item.pupil, item.id.bytes(), deeds::item_seen);
  }
  return out;
}

std::vector<SharedItem> items_for_me(const access::Pass& pass, const PupilId& pupil) { return mine(pass, pupil, 0); }
std::vector<SharedItem> items_for_me(const access::Pass& pass) { return mine(pass, {}, 1); }

ContactAlert contact_alert(const access::Pass& pass, const PupilId& pupil) {
  const auto there = pass.row(alert_of, [](const db::Row& row) { return row.integer(0); }, {{"child", pupil}});
  return there ? ContactAlert::on : ContactAlert::off;
}

std::vector<PupilId> pupils_with_contact_alert(const access::Pass& pass) {
  return pass.rows(every_alert, [](const db::Row& row) { return row.id<PupilId>(0); });
}

void set_contact_alert(access::UnitOfWork& work, const SharePass& pass, ContactAlert to) {
  if (to == ContactAlert::on)
    work.write(pass, entry_of(deeds::alert_set, pass.pupil().bytes()), insert_alert, {{"id", work.fresh_bytes()}, {"pupil", pass.pupil()}});
  else
    work.write(pass, entry_of(deeds::alert_ended, pass.pupil().bytes()), end_alert, {{"pupil", pass.pupil()}});
}

}  // namespace people
