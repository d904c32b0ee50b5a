// The words of every deed this version writes; those of lower floors are taken from where they are written.
#include "overview/deed_words.h"

#include "access/audit_store.h"
#include "access/log_agreement_store.h"
#include "access/own_family_store.h"
#include "access/sign_in.h"
#include "access/staff_store.h"
#include "casework/care/medicine_store.h"
#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/case_store.h"
#include "casework/concerns/conduct_store.h"
#include "casework/concerns/referral_store.h"
#include "casework/concerns/triage_store.h"
#include "casework/concerns/unmatched_store.h"
#include "casework/cover/lesson_help_store.h"
#include "casework/cover/note_store.h"
#include "casework/moments/moment_store.h"
#include "casework/plans/bank_store.h"
#include "casework/plans/provision_line_store.h"
#include "casework/plans/target_store.h"
#include "casework/programmes/bank_store.h"
#include "casework/programmes/group_store.h"
#include "casework/provision/funding_store.h"
#include "casework/reviews/voice_store.h"
#include "casework/rules/rule_store.h"
#include "casework/timetable/feed_store.h"
#include "casework/timetable/hours_store.h"
#include "casework/timetable/reduced_store.h"
#include "casework/timetable/slot_store.h"
#include "casework/sessions/session_store.h"
#include "casework/statutory/course_store.h"
#include "people/calendar_store.h"
#include "people/court_order_store.h"
#include "people/glass_store.h"
#include "people/protected_contact_store.h"
#include "people/school_setting_store.h"
#include "people/shared_item_store.h"
#include "record/action_store.h"
#include "record/analysis_store.h"
#include "record/catalogue.h"
#include "record/chronology_store.h"
#include "record/due_store.h"
#include "record/fact_follower.h"
#include "record/flag_store.h"
#include "record/link_store.h"
#include "record/notice_store.h"
#include "record/put_right_store.h"
#include "record/record_store.h"

#include <algorithm>
#include <vector>

namespace overview {
namespace {

std::vector<access::Deed> in_order_of_words() {
  std::vector<access::Deed> list = {
      access::deeds::staff_added, access::deeds::staff_changed, access::deeds::account_made, access::deeds::account_suspended,
      access::deeds::account_restored, access::deeds::password_set, access::deeds::role_given, access::deeds::role_asked,
      access::deeds::role_refused, access::deeds::role_ended, access::deeds::tie_made, access::deeds::tie_ended, access::deeds::signed_in,
      access::deeds::sign_in_refused, access::deeds::locked, access::deeds::unlocked, access::deeds::confirmed, access::deeds::signed_out, access::deeds::totp_begun,
      access::deeds::totp_confirmed, access::deeds::totp_ended, access::deeds::token_made, access::deeds::token_revoked,
      access::deeds::store_refused, access::deeds::audit_read, access::deeds::log_asked, access::deeds::log_agreed, access::deeds::log_refused,
      access::deeds::log_of_one_read, access::deeds::own_family_noted, access::deeds::own_family_ended, people::deeds::glass_broken,
      people::deeds::glass_asked, people::deeds::glass_agreed, people::deeds::glass_refused, people::deeds::glass_seen, people::deeds::glass_reviewed,
      people::deeds::item_shared, people::deeds::item_ended, people::deeds::item_seen, people::deeds::alert_set, people::deeds::alert_ended,
      people::deeds::contact_kept_safe, people::deeds::contact_changed, people::deeds::contact_released, people::deeds::protected_seen, people::deeds::order_recorded, people::deeds::order_changed, people::deeds::order_ended, people::deeds::order_seen, people::deeds::setting_changed, record::deeds::sealed, record::deeds::lifted,
      access::deeds::chain_held, access::deeds::chain_broken, people::deeds::calendar_changed,
      record::deeds::added, record::deeds::corrected, record::deeds::seen, record::deeds::file_seen, record::chronology_seen,
      record::deeds::undone, record::deeds::moved, record::deeds::split, record::deeds::reissued, record::deeds::restricted,
      record::deeds::due_reminded, record::deeds::due_set, record::deeds::notice_seen, record::deeds::wish_changed, record::deeds::notices_mailed,
      rules::deeds::rule_made, rules::deeds::rule_changed, rules::deeds::rule_log_seen, rules::deeds::pupil_exempted, rules::deeds::exemption_ended,
      record::deeds::notice_seen, record::deeds::wish_changed, record::deeds::notices_mailed,
      rules::deeds::rule_made, rules::deeds::rule_drafted, rules::deeds::draft_dropped, rules::deeds::rule_changed, rules::deeds::rule_log_seen, rules::deeds::pupil_exempted, rules::deeds::exemption_ended,
      rules::deeds::rule_fired, rules::deeds::rules_read, moments::deeds::started, moments::deeds::tapped, moments::deeds::ended,
      moments::deeds::script_changed, moments::deeds::steps_changed, moments::deeds::steps_seen,
      record::deeds::action_asked, record::deeds::action_taken, record::deeds::action_done, record::deeds::action_snoozed, record::deeds::action_handed_on,
      record::deeds::action_escalated, record::deeds::action_cancelled, record::deeds::action_reopened, record::deeds::action_put_right, record::deeds::action_seen,
      record::deeds::linked, record::deeds::link_ended, record::deeds::counted, record::deeds::facts_made,
      access::Deed{"contacts.seen", "Saw the contacts of a pupil"}, record::deeds::kind_changed, record::deeds::kind_made, record::deeds::kind_readers, record::deeds::kind_asked,
      record::deeds::kind_agreed, record::deeds::kind_refused,
      concerns::deeds::queue_seen, concerns::deeds::concern_seen, concerns::deeds::decided, concerns::deeds::added_to, concerns::deeds::went_along,
      concerns::deeds::arranged, concerns::deeds::routed, concerns::deeds::case_moved, concerns::deeds::cases_seen, concerns::deeds::file_seen,
      concerns::deeds::marker_set, concerns::deeds::referral_written, concerns::deeds::referral_moved, concerns::deeds::referral_seen,
      concerns::deeds::raised_locked, concerns::deeds::unmatched_seen, concerns::deeds::matched, concerns::deeds::conduct_raised,
      concerns::deeds::conduct_seen, concerns::deeds::conduct_decided, concerns::deeds::conduct_added,
      plans::deeds::plan_begun, plans::deeds::plan_revised, plans::deeds::plan_submitted, plans::deeds::plan_taken_back, plans::deeds::plan_returned,
      plans::deeds::plan_approved, plans::deeds::plan_overridden, plans::deeds::plan_started, plans::deeds::plan_reviewed, plans::deeds::plan_closed,
      plans::deeds::plan_reopened, plans::deeds::plan_review_set, plans::deeds::plan_agreed, plans::deeds::consent_given, plans::deeds::consent_renewed, plans::deeds::consent_withdrawn, plans::deeds::plan_read,
      plans::deeds::plan_seen, plans::deeds::plans_seen, plans::deeds::target_added, plans::deeds::target_approved, plans::deeds::bank_changed, plans::deeds::target_changed, plans::deeds::target_judged,
      plans::deeds::target_seen, plans::deeds::provision_added, plans::deeds::provision_approved, plans::deeds::provision_changed, plans::deeds::provision_ended, plans::deeds::provision_seen,
      programmes::deeds::programme_changed, programmes::deeds::group_made, programmes::deeds::group_changed, programmes::deeds::group_joined,
      programmes::deeds::group_left, programmes::deeds::group_seen, timetable::deeds::period_changed, timetable::deeds::setting_changed,
      timetable::deeds::slot_added, timetable::deeds::slot_changed, timetable::deeds::slot_ended, timetable::deeds::exception_made,
      timetable::deeds::exception_undone, timetable::deeds::slot_seen, timetable::deeds::hours_written, timetable::deeds::hours_withdrawn,
      timetable::deeds::away_noted, timetable::deeds::away_withdrawn,
      provision::deeds::pay_written, provision::deeds::pay_withdrawn, provision::deeds::pay_seen, provision::deeds::share_set,
      provision::deeds::top_up_written, provision::deeds::top_up_withdrawn, provision::deeds::cost_written, provision::deeds::costs_seen,
      timetable::deeds::feed_made, timetable::deeds::feed_withdrawn, timetable::deeds::reduced_begun, timetable::deeds::reduced_reviewed,
      timetable::deeds::reduced_noted, timetable::deeds::reduced_seen,
      sessions::deeds::written, sessions::deeds::seen,
      reviews::deeds::review_opened, reviews::deeds::review_saved, reviews::deeds::review_closed, reviews::deeds::review_dropped, reviews::deeds::review_drafted,
      reviews::deeds::review_sent, reviews::deeds::review_seen, reviews::deeds::reviews_seen, reviews::deeds::voice_written,
      reviews::deeds::voice_given, reviews::deeds::link_made, reviews::deeds::link_withdrawn,
      cover::deeds::card_chosen, cover::deeds::card_read, cover::deeds::card_seen, cover::deeds::safety_seen,
      cover::deeds::cover_arranged, cover::deeds::cover_ended, cover::deeds::work_left, cover::deeds::work_seen, cover::deeds::note_written,
      cover::deeds::note_read, cover::deeds::note_answered, cover::deeds::note_seen, cover::deeds::help_asked, cover::deeds::help_prepared,
      cover::deeds::help_evaluated, cover::deeds::help_ended, cover::deeds::help_changed, cover::deeds::help_file_added, cover::deeds::help_file_removed, cover::deeds::help_seen,
      statutory::deeds::statutory_begun, statutory::deeds::statutory_stepped, statutory::deeds::statutory_reframed, statutory::deeds::statutory_voice,
      statutory::deeds::statutory_written, statutory::deeds::statutory_excused, statutory::deeds::statutory_unexcused, statutory::deeds::statutory_seen,
      care::deeds::line_added, care::deeds::line_ended, care::deeds::stock_counted, care::deeds::lines_seen, care::deeds::dose_corrected,
      care::deeds::dose_taken_back,
      access::Deed{"school.founded", "Set the school up"}, access::Deed{"backup.made", "Made a backup"},
      access::Deed{"backup.restored", "Put a backup in place"}, access::Deed{"export.everything", "Exported the whole school"},
      access::Deed{"demonstration.made", "Made the demonstration school"},
      access::Deed{"import.columns", "Chose the columns of an import"},
      access::Deed{"import.dropped", "Dropped an import"},
      access::Deed{"import.previewed", "Looked at the preview of an import"},
      access::Deed{"import.sent", "Sent a file to import"},
      access::Deed{"import.undone", "Took an import back"},
      access::Deed{"people.imported", "Imported people"},
      access::Deed{"pupil.added", "Added a pupil"},
      access::Deed{"pupil.changed", "Changed a pupil"},
      access::Deed{"pupil.put_back", "Put a pupil back as before an import"},
      access::Deed{"pupil.taken_away", "Took away a pupil an import had added"},
  };
  std::sort(list.begin(), list.end(), [](const access::Deed& a, const access::Deed& b) { return a.title < b.title; });
  return list;
}

}  // namespace

std::span<const access::Deed> known_deeds() {
  static const auto list = in_order_of_words();
  return list;
}

std::string deed_words(std::string_view code) {
  const auto found = std::find_if(known_deeds().begin(), known_deeds().end(), [&](const access::Deed& deed) { return deed.code == code; });
  return std::string(found == known_deeds().end() ? code : found->title);
}

}  // namespace overview
