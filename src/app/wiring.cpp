// Every room that serves, named once.
#include "app/wiring.h"

#include "access/account_pages.h"
#include "access/circle.h"
#include "access/frame.h"
#include "access/school_store.h"
#include "access/sign_in.h"
#include "access/sign_in_pages.h"
#include "casework/moments/moment_pages.h"
#include "casework/rules/exemption_due_store.h"
#include "casework/rules/rule_pages.h"
#include "casework/concerns/arrangement_pages.h"
#include "casework/concerns/case_pages.h"
#include "casework/concerns/category_pages.h"
#include "casework/concerns/concern_keeper.h"
#include "casework/concerns/conduct_pages.h"
#include "casework/concerns/locked_pages.h"
#include "casework/concerns/referral_pages.h"
#include "casework/concerns/triage_pages.h"
#include "casework/care/medicine_keeper.h"
#include "casework/care/medicine_pages.h"
#include "casework/cover/card_glance.h"
#include "casework/cover/cover_pages.h"
#include "casework/programmes/programme_pages.h"
#include "casework/timetable/reduced_due_store.h"
#include "casework/timetable/here.h"
#include "casework/timetable/timetable_pages.h"
#include "casework/plans/plan_due.h"
#include "casework/plans/plan_glance.h"
#include "casework/plans/plan_pages.h"
#include "casework/plans/template.h"
#include "casework/visits/outing_pages.h"
#include "casework/provision/pay_pages.h"
#include "casework/provision/provision_pages.h"
#include "casework/reviews/review_pages.h"
#include "casework/reviews/voice_door.h"
#include "casework/sessions/session_keeper.h"
#include "casework/sessions/session_pages.h"
#include "casework/statutory/due_source.h"
#include "casework/statutory/statutory_pages.h"
#include "overview/api.h"
#include "overview/audit_pages.h"
#include "overview/due_pages.h"
#include "overview/inbox_counts.h"
#include "overview/inbox_pages.h"
#include "overview/my_day_pages.h"
#include "overview/report_pages.h"
#include "overview/search_pages.h"
#include "people/court_order_pages.h"
#include "people/glass_pages.h"
#include "people/import_pages.h"
#include "people/protected_contact_pages.h"
#include "people/pupil_pages.h"
#include "people/shared_item_pages.h"
#include "people/staff_pages.h"
#include "record/body_map_pages.h"
#include "record/catalogue.h"
#include "record/fact_follower.h"
#include "record/due.h"
#include "record/file_pages.h"
#include "record/flag_pages.h"
#include "record/here_now.h"
#include "record/kind_pages.h"
#include "record/link_pages.h"
#include "record/following_pages.h"
#include "record/picture.h"
#include "record/pupil_record_pages.h"
#include "record/put_right_pages.h"
#include "record/register_pages.h"
#include "record/search_index.h"
#include "record/write_pages.h"

namespace app {
namespace {

base::Result<access::Answer> healthz(access::Visit&) { return web::text(200, "alive\n"); }

/// Ready means that this very request could read the school's store.
base::Result<access::Answer> readyz(access::Visit& visit) {
  return access::answers(visit.reader()) ? web::text(200, "ready\n") : web::text(503, "the store does not answer\n");
}

}  // namespace

void furnish(access::House& house) {
  house.add_room(std::make_shared<access::FrontDoor>());
  house.add_room(std::make_shared<access::Circles>());
  auto catalogue = std::make_shared<record::Catalogue>(house.folder());
  auto reader = house.reader();
  catalogue->refresh(*reader);
  record::write_down_readers(house, *catalogue);
  house.add_room(catalogue);
  auto templates = std::make_shared<plans::Templates>(house.folder(), *catalogue);
  templates->catalogue()->refresh(*reader);
  auto further = std::make_shared<record::FurtherCatalogues>();
  further->add("Plans", templates->catalogue());
  house.add_room(further);
  auto glance = std::make_shared<record::GlanceParts>();
  cover::add_glance(*glance);
  plans::add_glance(*glance);
  statutory::add_glance(*glance);
  house.add_room(glance);
  house.add_room(templates);
  auto keepers = std::make_shared<record::KindKeepers>();
  care::add_medicine_keeper(*keepers);
  concerns::add_keepers(*keepers);
  sessions::add_keeper(*keepers);
  house.add_room(keepers);
  house.add_room<access::InboxCounter>(std::make_shared<overview::InboxCounts>(catalogue));
  house.add_room(std::make_shared<record::PictureDesk>());
  house.add_room(std::make_shared<reviews::VoiceDoor>());
  auto due = std::make_shared<record::DueSources>();
  due->add(statutory::clocks_due);
  due->add(plans::reviews_due);
  due->add(plans::consents_due);
  due->add(timetable::reduced_due);
  due->add(record::trainings_due);
  due->add(rules::exemptions_due);
  due->add(record::orders_due);
  house.add_room(due);
  house.add_room(std::make_shared<record::HereNow>(timetable::whereabouts_of));
  house.add_room(std::make_shared<record::SearchIndex>(house, catalogue));
  house.add_room(std::make_shared<record::FactFollower>(house, catalogue));
}

access::Routes all_routes() {
  access::Routes routes;
  routes.draw_with(access::draw_error, access::draw_sign_in, access::draw_confirmation);
  routes.add_public(web::Method::get, "/healthz", healthz);
  routes.add_public(web::Method::get, "/readyz", readyz);
  access::add_sign_in_routes(routes);
  access::add_account_routes(routes);
  access::add_account_secret_routes(routes);
  people::add_pupil_routes(routes);
  people::add_import_routes(routes);
  people::add_school_routes(routes);
  people::add_staff_routes(routes);
  people::add_relation_routes(routes);
  people::add_training_routes(routes);
  people::add_calendar_routes(routes);
  people::add_own_family_routes(routes);
  people::add_setting_routes(routes);
  people::add_court_order_routes(routes);
  people::add_protected_contact_routes(routes);
  people::add_glass_routes(routes);
  people::add_shared_item_routes(routes);
  record::add_pupil_record_routes(routes);
  record::add_write_routes(routes);
  record::add_record_routes(routes);
  record::add_correction_routes(routes);
  record::add_put_right_routes(routes);
  record::add_raise_routes(routes);
  record::add_link_routes(routes);
  record::add_entries_routes(routes);
  record::add_file_routes(routes);
  record::add_flag_routes(routes);
  record::add_kind_routes(routes);
  record::add_kind_field_routes(routes);
  record::add_kind_access_routes(routes);
  record::add_own_kind_routes(routes);
  moments::add_moment_routes(routes);
  moments::add_script_routes(routes);
  rules::add_rule_routes(routes);
  rules::add_notice_routes(routes);
  concerns::add_arrangement_routes(routes);
  concerns::add_case_routes(routes);
  concerns::add_category_routes(routes);
  concerns::add_conduct_raising_routes(routes);
  concerns::add_conduct_routes(routes);
  concerns::add_conference_routes(routes);
  concerns::add_locked_routes(routes);
  concerns::add_matching_routes(routes);
  concerns::add_raised_routes(routes);
  concerns::add_referral_routes(routes);
  concerns::add_triage_routes(routes);
  record::add_body_map_routes(routes);
  record::add_register_routes(routes);
  care::add_medicine_routes(routes);
  programmes::add_bank_routes(routes);
  programmes::add_group_routes(routes);
  timetable::add_feed_routes(routes);
  timetable::add_hours_routes(routes);
  timetable::add_period_routes(routes);
  timetable::add_reduced_routes(routes);
  timetable::add_slot_routes(routes);
  timetable::add_week_routes(routes);
  plans::add_list_routes(routes);
  plans::add_plan_routes(routes);
  plans::add_write_routes(routes);
  plans::add_deed_routes(routes);
  plans::add_consent_routes(routes);
  plans::add_target_routes(routes);
  plans::add_bank_routes(routes);
  plans::add_provision_routes(routes);
  visits::add_outing_routes(routes);
  provision::add_pay_routes(routes);
  provision::add_funding_routes(routes);
  provision::add_provision_routes(routes);
  provision::add_map_routes(routes);
  reviews::add_list_routes(routes);
  reviews::add_review_routes(routes);
  reviews::add_voice_routes(routes);
  reviews::add_voice_door_routes(routes);
  reviews::add_letter_routes(routes);
  sessions::add_session_routes(routes);
  sessions::add_digest_routes(routes);
  cover::add_arrange_routes(routes);
  cover::add_board_routes(routes);
  cover::add_card_routes(routes);
  cover::add_lesson_help_routes(routes);
  cover::add_note_routes(routes);
  cover::add_one_lesson_help_routes(routes);
  cover::add_work_routes(routes);
  statutory::add_pupil_routes(routes);
  statutory::add_procedure_routes(routes);
  statutory::add_print_routes(routes);
  statutory::add_day_routes(routes);
  statutory::add_voice_routes(routes);
  statutory::add_words_routes(routes);
  record::add_action_routes(routes);
  record::add_sight_routes(routes);
  record::add_sign_off_routes(routes);
  overview::add_inbox_routes(routes);
  overview::add_my_day_routes(routes);
  overview::add_due_routes(routes);
  overview::add_audit_routes(routes);
  overview::add_search_routes(routes);
  overview::add_report_routes(routes);
  overview::add_pupil_report_routes(routes);
  overview::add_api_routes(routes);
  return routes;
}

}  // namespace app
