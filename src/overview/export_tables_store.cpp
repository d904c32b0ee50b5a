// What each wing keeps beside the records, one row a file: its table, its columns, the statement. Read by the pen: no guard hides a row.
//
// A new table of the migrations gets a row here, or one in left_out() with the reason; ExportTables.HoldEveryTableOfTheMigrations asks for it.
#include "overview/export_store.h"

namespace overview {
namespace {

// About the school and who works there.
constexpr db::Sql school = "SELECT id, name, phase, zone, second_factor, created_at FROM school";
constexpr db::Sql settings = "SELECT name, value, set_by, set_at FROM school_setting ORDER BY name";
constexpr db::Sql role_requests = "SELECT id, staff_id, role, asked_by, asked_at, decided_by, decided_at, agreed FROM role_request ORDER BY id";
constexpr db::Sql trainings =
    "SELECT id, staff_id, topic, obtained_on, expires_on, evidence, made_by, made_at, withdrawn_at FROM training ORDER BY id";
constexpr db::Sql outings =
    "SELECT id, staff_id, pupil_id, place, with_whom, phone, out_at, expected_at, back_at, back_by, back_note FROM outing ORDER BY id";
constexpr db::Sql imports = "SELECT id, subject, state, mapping, summary, made_by, made_at, done_at, undone_at FROM import_run ORDER BY id";
constexpr db::Sql log_requests =
    "SELECT id, about_kind, about, reason, asked_by, asked_at, expires_at, decided_by, decided_at, agreed, open_until FROM log_request ORDER BY id";
constexpr db::Sql notice_wishes = "SELECT staff_id, mail, digest_at, quiet_from, quiet_until FROM notice_wish ORDER BY staff_id";
constexpr db::Sql notices =
    "SELECT id, staff_id, source, source_id, pupil_id, info_class, words, urgent, made_at, seen_at, mailed_at FROM notice ORDER BY id";

// Who may see what, beyond roles and relations.
constexpr db::Sql flags = "SELECT id, record_id, flag, reason, until_at, set_by, set_at FROM record_flag ORDER BY id";
constexpr db::Sql glasses =
    "SELECT id, staff_id, pupil_id, reason, words, asked_at, opened_at, until_at, review_by, decided_by, decided_at, reviewed_by, reviewed_at, outcome, "
    "remark FROM glass ORDER BY id";
constexpr db::Sql shared_items = "SELECT id, pupil_id, line, made_by, made_at, until_at, ended_by, ended_at FROM shared_item ORDER BY id";
constexpr db::Sql shared_item_readers = "SELECT item_id, staff_id, until_at FROM shared_item_to ORDER BY item_id, staff_id";
constexpr db::Sql contact_alerts = "SELECT id, pupil_id, set_by, set_at, ended_by, ended_at FROM contact_alert ORDER BY id";
constexpr db::Sql court_orders =
    "SELECT id, pupil_id, version, made_on, expires_on, ended_on, kept_as, recorded_by, recorded_at, changed_at FROM court_order ORDER BY id";
constexpr db::Sql court_order_versions = "SELECT order_id, version, author_id, at, reason, body FROM court_order_version ORDER BY order_id, version";
constexpr db::Sql court_effects =
    "SELECT id, order_id, pupil_id, version, effect, family_member_id, who, is_certain, from_on, until_on, ended_at FROM court_effect ORDER BY id";
constexpr db::Sql kept_safe = "SELECT id, family_member_id, pupil_id, version, made_by, made_at, ended_by, ended_at FROM kept_safe ORDER BY id";
// The one file that holds them: a school that leaves takes them along, and sees from the name what it is.
constexpr db::Sql protected_contacts =
    "SELECT kept_safe_id, version, mobile, home_phone, work_phone, email, address, note, reason, author_id, at FROM protected_contact ORDER BY kept_safe_id, version";
constexpr db::Sql sealed_from = "SELECT subject, staff_id FROM sealed_from ORDER BY subject, staff_id";

// Bound books and medicines.
constexpr db::Sql numbers = "SELECT kind, number, record_id FROM record_number ORDER BY kind, number";
constexpr db::Sql kind_readers = "SELECT kind, role FROM kind_reader ORDER BY kind, role";
constexpr db::Sql kind_wishes =
    "SELECT id, kind, was_version, changes, asked_by, asked_at, decided_by, decided_at, agreed FROM kind_wish ORDER BY asked_at, id";
constexpr db::Sql carried_numbers = "SELECT kind, number, record_id, from_id FROM number_carried ORDER BY kind, number, record_id";
constexpr db::Sql medicines =
    "SELECT id, pupil_id, medicine, strength, route, dose, unit, times, gap_minutes, most_a_day, controlled, starts_on, stops_on, expires_on, "
    "consent_by, consent_on, stock, note, made_by, made_at, ended_by, ended_at, counted_at FROM medicine_line ORDER BY id";
constexpr db::Sql doses = "SELECT line_id, slot, pupil_id, record_id, given_at, amount, given_by, taken FROM medicine_dose ORDER BY line_id, given_at, slot";

// Concerns.
constexpr db::Sql concern_settings =
    "SELECT other_system, chair_id, front_door, front_door_phone, lado, unsafe_minutes, unsure_minutes FROM concern_setting";
constexpr db::Sql concern_routes = "SELECT id, topic, safe, tells, staff_id, words, made_by, made_at, ended_at FROM concern_route ORDER BY id";
constexpr db::Sql concern_rota = "SELECT id, staff_id, weekday, duty, place, made_by, made_at, ended_at FROM concern_rota ORDER BY id";
constexpr db::Sql concern_categories =
    "SELECT academic_year, code, theme, label, place, offered FROM concern_category ORDER BY academic_year, place, code";
constexpr db::Sql category_lists = "SELECT academic_year, version, changed_by, changed_at FROM concern_category_list ORDER BY academic_year";
constexpr db::Sql concerns_told = "SELECT record_id, staff_id, pupil_id, why, words, at, ended_at, now_in FROM concern_told ORDER BY record_id, staff_id, pupil_id";
constexpr db::Sql concern_decisions =
    "SELECT id, record_id, place, author_id, at, outcome, academic_year, category, categories, level, reason, parents, parents_why, review_on "
    "FROM concern_step ORDER BY record_id, place";
constexpr db::Sql concern_answers = "SELECT id, record_id, author_id, at, words FROM concern_answer ORDER BY id";
constexpr db::Sql concern_additions = "SELECT id, record_id, author_id, at, words FROM concern_addendum ORDER BY id";
constexpr db::Sql concerns_unmatched = "SELECT id, author_id, at, child, body, matched_at, matched_by, record_id FROM concern_unmatched ORDER BY id";
constexpr db::Sql cases = "SELECT id, pupil_id, opened_at, opened_from FROM safeguarding_case ORDER BY id";
constexpr db::Sql case_steps = "SELECT id, case_id, place, author_id, at, deed, level, lead_id, review_on, reason FROM case_step ORDER BY case_id, place";
constexpr db::Sql markers =
    "SELECT id, pupil_id, marker, category, from_on, until_on, note, made_by, made_at FROM statutory_marker ORDER BY id";
constexpr db::Sql referrals = "SELECT id, pupil_id, record_id, body, version, made_by, made_at, changed_at, sent_at, moved_at FROM referral ORDER BY id";
constexpr db::Sql referral_steps =
    "SELECT id, referral_id, place, author_id, at, deed, happened_at, how, whom, words FROM referral_step ORDER BY referral_id, place";
constexpr db::Sql conduct =
    "SELECT id, author_id, at, subject_id, subject_named, goes_to, happened_on, words, context, done, keep_name, state FROM conduct_concern ORDER BY id";
constexpr db::Sql conduct_steps =
    "SELECT id, concern_id, place, author_id, at, threshold, lado, lado_at, lado_words, reason, closes FROM conduct_step ORDER BY concern_id, place";
constexpr db::Sql conduct_answers = "SELECT id, concern_id, author_id, at, words FROM conduct_answer ORDER BY id";
constexpr db::Sql conduct_additions = "SELECT id, concern_id, author_id, at, words FROM conduct_addendum ORDER BY id";

// Rules.
constexpr db::Sql rules = "SELECT id, version, name, body, active, draft, made_by, made_at FROM rule ORDER BY id, version";
constexpr db::Sql exemptions =
    "SELECT id, rule_id, pupil_id, info_class, reason, until_on, made_by, made_at, ended_at FROM rule_exemption ORDER BY id";
constexpr db::Sql firings = "SELECT id, rule_id, rule_version, pupil_id, info_class, fired_at, found FROM rule_firing ORDER BY id";
constexpr db::Sql reasons = "SELECT firing_id, record_id FROM rule_reason ORDER BY firing_id, record_id";
constexpr db::Sql told = "SELECT firing_id, staff_id FROM rule_told ORDER BY firing_id, staff_id";

// In the moment.
constexpr db::Sql scripts = "SELECT version, steps, made_by, made_at FROM calm_script ORDER BY version";
constexpr db::Sql own_scripts = "SELECT pupil_id, version, steps, made_by, made_at FROM pupil_calm ORDER BY pupil_id, version";
constexpr db::Sql moments = "SELECT id, pupil_id, staff_id, started_at, ended_at FROM moment ORDER BY id";
constexpr db::Sql taps = "SELECT id, moment_id, at, code, words FROM moment_tap ORDER BY moment_id, at, id";

// Plans, what they aim at, and what they promise.
constexpr db::Sql plans =
    "SELECT id, pupil_id, template, title, info_class, state, author_id, version, live_version, step, from_on, until_on, review_on, made_at, changed_at, "
    "live_since, ended_at FROM plan ORDER BY id";
constexpr db::Sql plan_versions =
    "SELECT plan_id, version, author_id, at, reason, kind_version, title, from_on, until_on, review_on, body FROM plan_version ORDER BY plan_id, version";
constexpr db::Sql plan_steps = "SELECT plan_id, number, version, at, by_id, deed, words FROM plan_step ORDER BY plan_id, number";
constexpr db::Sql plan_agreements =
    "SELECT id, plan_id, version, party, name, agreed_on, how, words, written_by, written_at FROM plan_agreement ORDER BY id";
constexpr db::Sql plan_consents =
    "SELECT id, plan_id, what, given_by, given_on, how, written_by, written_at, withdrawn_on, withdrawn_by, withdrawn_written_by, until_on, renews FROM plan_consent ORDER BY id";
constexpr db::Sql plan_named = "SELECT plan_id, version, staff_id FROM plan_named ORDER BY plan_id, version, staff_id";
constexpr db::Sql plan_read = "SELECT plan_id, version, staff_id, at FROM plan_read ORDER BY plan_id, version, staff_id";
constexpr db::Sql targets =
    "SELECT id, plan_id, pupil_id, info_class, version, state, area, need, statement, success, measure, unit, steps, baseline, goal, starts_on, by_when, "
    "owner_id, owner_words, part_of, from_bank, outcome, outcome_words, outcome_on, made_by, made_at, changed_at FROM target ORDER BY id";
constexpr db::Sql target_versions = "SELECT target_id, version, at, by_id, reason, body FROM target_version ORDER BY target_id, version";
constexpr db::Sql target_strategies = "SELECT target_id, number, from_bank, words, helped FROM target_strategy ORDER BY target_id, number";
constexpr db::Sql bank = "SELECT id, version, sort, area, words, measure, unit, steps, retired, made_by, made_at FROM bank_entry ORDER BY id, version";
constexpr db::Sql provision =
    "SELECT id, pupil_id, plan_id, target_id, info_class, version, state, what, programme, who, staff_id, group_size, minutes, times, every_weeks, "
    "from_on, until_on, wave, funding, section_f, area, made_by, made_at, changed_at FROM provision_line ORDER BY id";
constexpr db::Sql provision_versions =
    "SELECT line_id, version, at, by_id, reason, body FROM provision_line_version ORDER BY line_id, version";

// Programmes, groups and the timetable.
constexpr db::Sql programmes =
    "SELECT id, version, name, strand, need, purpose, minutes, times_a_week, weeks, group_least, group_most, skills, steps, materials, baseline, "
    "cost_pence, run_pence, retired, made_by, made_at FROM programme ORDER BY id, version";
constexpr db::Sql groups =
    "SELECT id, version, name, programme_id, lead_id, place, starts_on, ends_on, made_by, made_at FROM support_group ORDER BY id";
constexpr db::Sql group_members =
    "SELECT group_id, pupil_id, starts_on, ends_on, made_by, made_at FROM support_group_member ORDER BY group_id, pupil_id, starts_on";
constexpr db::Sql periods = "SELECT id, name, kind, days, starts, ends, from_on, until_on, made_by, made_at FROM school_period ORDER BY id";
constexpr db::Sql working_hours =
    "SELECT id, staff_id, from_on, until_on, days, made_by, made_at, withdrawn_by, withdrawn_at FROM working_hours ORDER BY id";
constexpr db::Sql staff_aways =
    "SELECT id, staff_id, from_on, until_on, starts, ends, made_by, made_at, withdrawn_by, withdrawn_at FROM staff_away ORDER BY id";
constexpr db::Sql timetable_settings = "SELECT name, value, set_by, set_at FROM timetable_setting ORDER BY name";
constexpr db::Sql slots =
    "SELECT id, version, kind, title, staff_id, pupil_id, group_id, class_id, programme_id, line_id, place, weekday, starts, ends, week, "
    "from_on, until_on, follows, made_by, made_at FROM slot ORDER BY id";
constexpr db::Sql slot_exceptions =
    "SELECT id, slot_id, on_day, kind, why, to_day, starts, ends, place, staff_id, pupil_id, owner_id, made_by, made_at, undone_by, undone_at FROM slot_exception ORDER BY id";
constexpr db::Sql reduced_timetables =
    "SELECT id, pupil_id, version, reason, why, starts_on, ends_on, full_minutes, steps, off_site, risk, consent_by, consent_how, consent_on, "
    "consent_withdrawn_on, authority_told_on, ended_on, made_by, made_at FROM reduced_timetable ORDER BY id";
constexpr db::Sql reduced_reviews = "SELECT id, reduced_id, pupil_id, on_day, words, made_by, made_at FROM reduced_review ORDER BY id";

// What goes by the clocks of the law.
constexpr db::Sql procedures =
    "SELECT id, pupil_id, sort, plan_id, info_class, step, lead_id, counted_from, meeting_on, transfer, transfer_year, made_by, made_at, changed_at, ended_at, "
    "transfer_on FROM statutory_procedure ORDER BY id";
constexpr db::Sql procedure_steps =
    "SELECT procedure_id, number, deed, event, on_day, choice, words, by_id, at FROM statutory_step ORDER BY procedure_id, number";
constexpr db::Sql voices =
    "SELECT id, procedure_id, version, party, name, asked_on, received_on, invited_on, came, words, made_by, made_at, changed_by, changed_at FROM statutory_voice ORDER BY id";
constexpr db::Sql procedure_words = "SELECT procedure_id, version, body, by_id, at FROM statutory_words ORDER BY procedure_id, version";
constexpr db::Sql excuses =
    "SELECT id, procedure_id, excuse, from_on, until_on, words, made_by, made_at, taken_back_at, taken_back_by, taken_back_words FROM statutory_exemption ORDER BY id";

// What was given, and what it costs.
constexpr db::Sql sessions =
    "SELECT id, slot_id, day, starts, minutes, staff_id, programme_id, title, place, written_by, written_at FROM session ORDER BY id";
constexpr db::Sql session_pupils =
    "SELECT pupil_id, day, session_id, staff_id, line_id, record_id, happened, promised, planned, minutes, reason, engagement, planned_on, ended FROM session_pupil ORDER BY pupil_id, day, session_id";
constexpr db::Sql target_scores =
    "SELECT target_id, day, session_id, pupil_id, record_id, value, prompt, ended FROM target_score ORDER BY target_id, day, session_id";
constexpr db::Sql pay =
    "SELECT id, staff_id, from_on, grade, point, full_time_pence, week_minutes, full_week_minutes, paid_weeks, worked_weeks, on_costs, made_by, "
    "made_at, withdrawn_at FROM pay ORDER BY id";
constexpr db::Sql minute_costs = "SELECT pay_id, staff_id, from_on, micropence, withdrawn_at FROM minute_cost ORDER BY pay_id";
constexpr db::Sql school_shares = "SELECT from_on, pence, made_by, made_at FROM school_share ORDER BY from_on";
constexpr db::Sql top_ups =
    "SELECT id, pupil_id, source, band, pence_a_year, from_on, until_on, made_by, made_at, withdrawn_at FROM top_up ORDER BY id";
constexpr db::Sql further_costs = "SELECT id, what, source, pence, on_day, made_by, made_at FROM further_cost ORDER BY id";
constexpr db::Sql further_cost_shares = "SELECT cost_id, pupil_id, pence FROM further_cost_share ORDER BY cost_id, pupil_id";

// Reviews: what was decided, and what pupil and parents said before.
constexpr db::Sql reviews =
    "SELECT id, plan_id, pupil_id, info_class, plan_version, state, from_on, until_on, due_on, version, opened_by, opened_at, changed_at, closed_by, closed_at, "
    "next_version, sent_on, sent_how, dropped_at, dropped_by, dropped_why FROM review ORDER BY id";
constexpr db::Sql review_versions = "SELECT review_id, version, author_id, at, body FROM review_version ORDER BY review_id, version";
constexpr db::Sql review_decisions =
    "SELECT review_id, target_id, number, decision, words, need, statement, measure, unit, steps, baseline, goal, by_when, latest, promised, delivered "
    "FROM review_decision ORDER BY review_id, number, target_id";
constexpr db::Sql review_voices =
    "SELECT id, review_id, party, name, how, given_on, answers, scribe_id, link_id, at FROM review_voice ORDER BY id";

// The card, cover, and what is left for a lesson and comes back.
constexpr db::Sql cards = "SELECT pupil_id, version, chosen, said, signs, script, care, author_id, at FROM card ORDER BY pupil_id, version";
constexpr db::Sql card_steps = "SELECT pupil_id, version, place, words, plan_id, plan_version FROM card_step ORDER BY pupil_id, version, place";
constexpr db::Sql card_lines =
    "SELECT pupil_id, version, side, place, words, plan_id, plan_version FROM card_line ORDER BY pupil_id, version, side, place";
constexpr db::Sql card_reads = "SELECT pupil_id, staff_id, face, at FROM card_read ORDER BY pupil_id, staff_id, at, face";
constexpr db::Sql covers =
    "SELECT id, staff_id, away_id, class_id, on_day, starts, ends, lesson, place, tie_id, made_by, made_at, ended_by, ended_at FROM cover ORDER BY id";
constexpr db::Sql cover_work =
    "SELECT class_id, on_day, starts, version, work, seating, what_if, author_id, at FROM cover_work ORDER BY class_id, on_day, starts, version";
constexpr db::Sql cover_notes =
    "SELECT id, cover_id, class_id, teacher_id, author_id, written_at, done, went, words, read_by, read_at, answer, answered_by, answered_at FROM cover_note ORDER BY id";
constexpr db::Sql cover_note_pupils = "SELECT note_id, pupil_id, tick, words, record_id FROM cover_note_pupil ORDER BY note_id, pupil_id";

constexpr db::Sql lesson_help =
    "SELECT id, version, teacher_id, helper_id, lesson, on_day, objective, wants, words, due_on, made_at, prepared, kept_at, prepared_by, prepared_at, evaluation, "
    "evaluated_by, evaluated_at, ended_at, changed_at FROM lesson_help ORDER BY id";
constexpr db::Sql lesson_help_versions =
    "SELECT help_id, version, by_id, at, deed, helper_id, lesson, on_day, objective, wants, words, due_on, prepared, kept_at, evaluation FROM lesson_help_version "
    "ORDER BY help_id, version";
constexpr db::Sql lesson_help_files =
    "SELECT id, help_id, name, content_type, size, added_by, added_at, removed_by, removed_at FROM lesson_help_file ORDER BY id";
constexpr db::Sql lesson_help_pupils = "SELECT help_id, pupil_id, outcome, left_at FROM lesson_help_pupil ORDER BY help_id, pupil_id";

// What was mailed.
constexpr db::Sql letters = "SELECT staff_id, at, digest_on FROM letter ORDER BY staff_id";
constexpr db::Sql outing_letters = "SELECT outing_id, staff_id, at FROM outing_letter ORDER BY outing_id, staff_id";

constexpr LeftOut reasons_to_leave_out[] = {
    {"account", "the user name stands in staff.csv; the password goes nowhere"},
    {"api_token", "opens this school's program alone; nothing elsewhere"},
    {"calendar_feed", "opens this school's program alone; nothing elsewhere"},
    {"audit_head", "the last line of audit.jsonl"},
    {"due_reminder", "who was told of what is due, so that nobody is told twice; made from the days themselves"},
    {"family_member", "in family.csv, beside each of their children"},
    {"recovery_code", "opens this school's program alone; nothing elsewhere"},
    {"review_link", "opens this school's program alone; what was answered is in review_voices.csv"},
    {"record_fact", "counted from the records, and made anew from them"},
    {"record_fact_mark", "how far the counting has come"},
    {"rule_mark", "how far the rules have read"},
    {"rule_watch", "what a rule will look at again; made from the rules and the records"},
    {"schema_history", "about the program, not the school"},
    {"sign_in", "opens this school's program alone; nothing elsewhere"},
};

}  // namespace

std::span<const ExportSource> wing_tables() {
  // A column without a sort is text. Sorts: id, n a number, day, at a moment.
  static const std::vector<ExportSource> all = {
      {"school.csv", "school", "id:id name phase zone second_factor created_at:at", school},
      {"settings.csv", "school_setting", "name value set_by:id set_at:at", settings},
      {"role_requests.csv", "role_request", "id:id staff:id role asked_by:id asked_at:at decided_by:id decided_at:at agreed:n", role_requests},
      {"trainings.csv", "training", "id:id staff:id topic obtained_on:day expires_on:day evidence made_by:id made_at:at withdrawn_at:at", trainings},
      {"outings.csv", "outing", "id:id staff:id pupil:id place with_whom phone out_at:at expected_at:at back_at:at back_said_by:id back_note", outings},
      {"imports.csv", "import_run", "id:id subject state mapping summary made_by:id made_at:at done_at:at undone_at:at", imports},
      {"log_requests.csv", "log_request",
       "id:id about_kind about:id reason asked_by:id asked_at:at expires_at:at decided_by:id decided_at:at agreed:n open_until:at", log_requests},
      {"notice_wishes.csv", "notice_wish", "staff:id mail digest_at_minute:n quiet_from_minute:n quiet_until_minute:n", notice_wishes},
      {"notices.csv", "notice",
       "id:id staff:id source source_id:id pupil:id class:n words urgent:n made_at:at seen_at:at mailed_at:at", notices},
      {"flags.csv", "record_flag", "id:id record:id flag:n reason until:at set_by:id set_at:at", flags},
      {"glass.csv", "glass",
       "id:id staff:id pupil:id reason words asked_at:at opened_at:at until:at review_by:day decided_by:id decided_at:at reviewed_by:id reviewed_at:at "
       "outcome remark", glasses},
      {"shared_lines.csv", "shared_item", "id:id pupil:id line made_by:id made_at:at until:at ended_by:id ended_at:at", shared_items},
      {"shared_line_readers.csv", "shared_item_to", "shared_line:id staff:id until:at", shared_item_readers},
      {"contact_alerts.csv", "contact_alert", "id:id pupil:id set_by:id set_at:at ended_by:id ended_at:at", contact_alerts},
      {"court_orders.csv", "court_order",
       "id:id pupil:id version:n made_on:day expires_on:day ended_on:day kept_as recorded_by:id recorded_at:at changed_at:at", court_orders},
      {"court_order_versions.csv", "court_order_version", "order:id version:n author:id at:at reason fields", court_order_versions},
      {"court_effects.csv", "court_effect",
       "id:id order:id pupil:id version:n effect family_member:id who is_certain:n from:day until:day ended_at:at", court_effects},
      {"kept_safe.csv", "kept_safe", "id:id family_member:id pupil:id version:n made_by:id made_at:at ended_by:id ended_at:at", kept_safe},
      {"protected_contacts.csv", "protected_contact",
       "kept_safe:id version:n mobile home_phone work_phone email address note reason author:id at:at", protected_contacts},
      {"sealed_from.csv", "sealed_from", "subject:id staff:id", sealed_from},
      {"bound_books.csv", "record_number", "kind number:n record:id", numbers},
      {"kind_readers.csv", "kind_reader", "kind role", kind_readers},
      {"kind_wishes.csv", "kind_wish", "id:id kind was_version:n changes asked_by:id asked_at:at decided_by:id decided_at:at agreed:n", kind_wishes},
      {"bound_books_carried.csv", "number_carried", "kind number:n record:id from:id", carried_numbers},
      {"medicines.csv", "medicine_line",
       "id:id pupil:id medicine strength route dose_thousandths:n unit times_of_day_minutes gap_minutes:n most_a_day:n controlled:n starts_on:day "
       "stops_on:day expires_on:day consent_by consent_on:day stock_thousandths:n note made_by:id made_at:at ended_by:id ended_at:at counted_at:at", medicines},
      {"doses.csv", "medicine_dose", "medicine:id slot pupil:id record:id given_at:at amount_thousandths:n given_by:id taken_thousandths:n", doses},
      {"concern_settings.csv", "concern_setting",
       "other_system chair:id front_door front_door_phone designated_officer unsafe_minutes:n unsure_minutes:n", concern_settings},
      {"concern_routes.csv", "concern_route", "id:id topic safe tells staff:id words made_by:id made_at:at ended_at:at", concern_routes},
      {"concern_rota.csv", "concern_rota", "id:id staff:id weekday:n duty place made_by:id made_at:at ended_at:at", concern_rota},
      {"concern_categories.csv", "concern_category", "academic_year:n code theme label order:n offered:n", concern_categories},
      {"concern_category_lists.csv", "concern_category_list", "academic_year:n version:n changed_by:id changed_at:at", category_lists},
      {"concerns_told.csv", "concern_told", "record:id staff:id pupil:id why words at:at ended_at:at now_in:id", concerns_told},
      {"concern_decisions.csv", "concern_step",
       "id:id record:id number:n author:id at:at outcome academic_year:n category categories level:n reason parents parents_why review_on:day",
       concern_decisions},
      {"concern_answers.csv", "concern_answer", "id:id record:id author:id at:at words", concern_answers},
      {"concern_additions.csv", "concern_addendum", "id:id record:id author:id at:at words", concern_additions},
      {"concerns_from_locked_screens.csv", "concern_unmatched", "id:id author:id at:at child fields matched_at:at matched_by:id record:id",
       concerns_unmatched},
      {"cases.csv", "safeguarding_case", "id:id pupil:id opened_at:at opened_from:id", cases},
      {"case_steps.csv", "case_step", "id:id case:id number:n author:id at:at deed level:n lead:id review_on:day reason", case_steps},
      {"statutory_markers.csv", "statutory_marker", "id:id pupil:id marker category from:day until:day note made_by:id made_at:at", markers},
      {"referrals.csv", "referral", "id:id pupil:id record:id sections version:n made_by:id made_at:at changed_at:at sent_at:at moved_at:at", referrals},
      {"referral_steps.csv", "referral_step", "id:id referral:id number:n author:id at:at deed happened_at:at how whom words", referral_steps},
      {"concerns_about_adults.csv", "conduct_concern",
       "id:id author:id at:at subject:id subject_named goes_to happened_on:day words context done keep_name:n state", conduct},
      {"decisions_about_adults.csv", "conduct_step",
       "id:id concern:id number:n author:id at:at threshold designated_officer contacted_at:at contact_words reason closes:n", conduct_steps},
      {"answers_about_adults.csv", "conduct_answer", "id:id concern:id author:id at:at words", conduct_answers},
      {"additions_about_adults.csv", "conduct_addendum", "id:id concern:id author:id at:at words", conduct_additions},
      {"plans.csv", "plan",
       "id:id pupil:id template title class:n state author:id version:n live_version:n step:n from:day until:day review_on:day made_at:at changed_at:at "
       "live_since:at ended_at:at", plans},
      {"plan_versions.csv", "plan_version",
       "plan:id version:n author:id at:at reason kind_version title from:day until:day review_on:day fields", plan_versions},
      {"plan_steps.csv", "plan_step", "plan:id number:n version:n at:at by:id deed words", plan_steps},
      {"plan_agreements.csv", "plan_agreement",
       "id:id plan:id version:n party name agreed_on:day how words written_by:id written_at:at", plan_agreements},
      {"plan_consents.csv", "plan_consent",
       "id:id plan:id what given_by given_on:day how written_by:id written_at:at withdrawn_on:day withdrawn_by withdrawn_written_by:id until_on:day renews:id", plan_consents},
      {"plan_named.csv", "plan_named", "plan:id version:n staff:id", plan_named},
      {"plan_read.csv", "plan_read", "plan:id version:n staff:id at:at", plan_read},
      {"targets.csv", "target",
       "id:id plan:id pupil:id class:n version:n state area need statement success measure unit steps baseline_thousandths:n goal_thousandths:n "
       "starts_on:day by_when:day owner:id owner_words part_of:id from_bank outcome outcome_words outcome_on:day made_by:id made_at:at changed_at:at", targets},
      {"target_versions.csv", "target_version", "target:id version:n at:at by:id reason fields", target_versions},
      {"target_strategies.csv", "target_strategy", "target:id number:n from_bank words helped:n", target_strategies},
      {"provision.csv", "provision_line",
       "id:id pupil:id plan:id target:id class:n version:n state what programme who staff:id group_size:n minutes:n times:n every_weeks:n from:day until:day "
       "wave funding section_f:n area made_by:id made_at:at changed_at:at", provision},
      {"provision_versions.csv", "provision_line_version", "line:id version:n at:at by:id reason fields", provision_versions},
      {"rules.csv", "rule", "id:id version:n name rule active:n draft:n made_by:id made_at:at", rules},
      {"rule_exemptions.csv", "rule_exemption", "id:id rule:id pupil:id class:n reason until:day made_by:id made_at:at ended_at:at", exemptions},
      {"rule_firings.csv", "rule_firing", "id:id rule:id rule_version:n pupil:id class:n fired_at:at found", firings},
      {"rule_reasons.csv", "rule_reason", "firing:id record:id", reasons},
      {"rule_told.csv", "rule_told", "firing:id staff:id", told},
      {"calming_scripts.csv", "calm_script", "version:n steps made_by:id made_at:at", scripts},
      {"own_calming_steps.csv", "pupil_calm", "pupil:id version:n steps made_by:id made_at:at", own_scripts},
      {"moments.csv", "moment", "id:id pupil:id staff:id started_at:at ended_at:at", moments},
      {"moment_taps.csv", "moment_tap", "id:id moment:id at:at code words", taps},
      {"bank_entries.csv", "bank_entry", "id:id version:n sort area words measure unit steps retired:n made_by:id made_at:at", bank},
      {"programmes.csv", "programme",
       "id:id version:n name strand need purpose minutes:n times_a_week:n weeks:n group_least:n group_most:n skills steps materials baseline "
       "cost_pence:n run_pence:n retired:n made_by:id made_at:at", programmes},
      {"groups.csv", "support_group", "id:id version:n name programme:id lead:id place starts_on:day ends_on:day made_by:id made_at:at", groups},
      {"group_members.csv", "support_group_member", "group:id pupil:id starts_on:day ends_on:day made_by:id made_at:at", group_members},
      {"periods.csv", "school_period", "id:id name kind days:n starts:n ends:n from:day until:day made_by:id made_at:at", periods},
      {"working_hours.csv", "working_hours", "id:id staff:id from:day until:day days made_by:id made_at:at withdrawn_by:id withdrawn_at:at", working_hours},
      {"staff_away.csv", "staff_away", "id:id staff:id from:day until:day starts:n ends:n made_by:id made_at:at withdrawn_by:id withdrawn_at:at", staff_aways},
      {"timetable_settings.csv", "timetable_setting", "name value:n set_by:id set_at:at", timetable_settings},
      {"slots.csv", "slot",
       "id:id version:n kind title staff:id pupil:id group:id class:id programme:id line:id place weekday:n starts:n ends:n week from:day until:day "
       "follows:id made_by:id made_at:at", slots},
      {"slot_exceptions.csv", "slot_exception",
       "id:id slot:id on_day:n kind why to_day:day starts:n ends:n place staff:id pupil:id owner:id made_by:id made_at:at undone_by:id undone_at:at", slot_exceptions},
      {"reduced_timetables.csv", "reduced_timetable",
       "id:id pupil:id version:n reason why starts_on:day ends_on:day full_minutes:n steps off_site risk consent_by consent_how consent_on:day "
       "consent_withdrawn_on:day authority_told_on:day ended_on:day made_by:id made_at:at", reduced_timetables},
      {"reduced_reviews.csv", "reduced_review", "id:id reduced:id pupil:id on_day:n words made_by:id made_at:at", reduced_reviews},
      {"statutory.csv", "statutory_procedure",
       "id:id pupil:id sort plan:id class:n step:n lead:id counted_from:day meeting_on:day transfer transfer_year:n made_by:id made_at:at changed_at:at ended_at:at transfer_on:day", procedures},
      {"statutory_steps.csv", "statutory_step", "procedure:id number:n deed event on:day choice words by:id at:at", procedure_steps},
      {"statutory_voices.csv", "statutory_voice",
       "id:id procedure:id version:n party name asked_on:day received_on:day invited_on:day came words made_by:id made_at:at changed_by:id changed_at:at", voices},
      {"statutory_forms.csv", "statutory_words", "procedure:id version:n fields by:id at:at", procedure_words},
      {"statutory_exemptions.csv", "statutory_exemption", "id:id procedure:id excuse from:day until:day words made_by:id made_at:at taken_back_at:at taken_back_by:id taken_back_words", excuses},
      {"sessions.csv", "session", "id:id slot:id day:day starts:n minutes:n staff:id programme:id title place written_by:id written_at:at", sessions},
      {"session_pupils.csv", "session_pupil",
       "pupil:id day:day session:id staff:id line:id record:id happened promised:n planned:n minutes:n reason engagement:n planned_on:day ended:n", session_pupils},
      {"target_scores.csv", "target_score", "target:id day:day session:id pupil:id record:id value_thousandths:n prompt ended:n", target_scores},
      {"pay.csv", "pay",
       "id:id staff:id from:day grade point full_time_pence:n week_minutes:n full_week_minutes:n paid_weeks_thousandths:n "
       "worked_weeks_thousandths:n on_costs_hundredths:n made_by:id made_at:at withdrawn_at:at", pay},
      {"minute_costs.csv", "minute_cost", "pay:id staff:id from:day micropence:n withdrawn_at:at", minute_costs},
      {"school_shares.csv", "school_share", "from:day pence:n made_by:id made_at:at", school_shares},
      {"top_ups.csv", "top_up", "id:id pupil:id source band pence_a_year:n from:day until:day made_by:id made_at:at withdrawn_at:at", top_ups},
      {"further_costs.csv", "further_cost", "id:id what source pence:n on_day:n made_by:id made_at:at", further_costs},
      {"further_cost_shares.csv", "further_cost_share", "cost:id pupil:id pence:n", further_cost_shares},
      {"reviews.csv", "review",
       "id:id plan:id pupil:id class:n plan_version:n state from:day until:day due:day version:n opened_by:id opened_at:at changed_at:at closed_by:id closed_at:at "
       "next_version:n sent_on:day sent_how dropped_at:at dropped_by:id dropped_why", reviews},
      {"review_versions.csv", "review_version", "review:id version:n author:id at:at fields", review_versions},
      {"review_decisions.csv", "review_decision",
       "review:id target:id number:n decision words need statement measure unit steps baseline_thousandths:n goal_thousandths:n by_when:day "
       "latest_thousandths:n promised_minutes:n delivered_minutes:n", review_decisions},
      {"review_voices.csv", "review_voice", "id:id review:id party name how given_on:day answers scribe:id link:id at:at", review_voices},
      {"cards.csv", "card", "pupil:id version:n chosen:n said signs script care author:id at:at", cards},
      {"card_lines.csv", "card_line", "pupil:id version:n side place:n words plan:id plan_version:n", card_lines},
      {"card_steps.csv", "card_step", "pupil:id version:n place:n words plan:id plan_version:n", card_steps},
      {"card_reads.csv", "card_read", "pupil:id staff:id face at:at", card_reads},
      {"covers.csv", "cover",
       "id:id staff:id away:id class:id on:day starts_minute:n ends_minute:n lesson place relation:id made_by:id made_at:at ended_by:id ended_at:at", covers},
      {"cover_work.csv", "cover_work", "class:id on:day starts_minute:n version:n work seating what_if author:id at:at", cover_work},
      {"cover_notes.csv", "cover_note",
       "id:id cover:id class:id teacher:id author:id written_at:at done went words read_by:id read_at:at answer answered_by:id answered_at:at", cover_notes},
      {"cover_note_pupils.csv", "cover_note_pupil", "note:id pupil:id tick words record:id", cover_note_pupils},
      {"lesson_help.csv", "lesson_help",
       "id:id version:n teacher:id helper:id lesson on:day objective wants words due_on:day made_at:at prepared kept_at prepared_by:id prepared_at:at evaluation "
       "evaluated_by:id evaluated_at:at ended_at:at changed_at:at", lesson_help},
      {"lesson_help_versions.csv", "lesson_help_version",
       "lesson_help:id version:n by:id at:at deed helper:id lesson on:day objective wants words due_on:day prepared kept_at evaluation", lesson_help_versions},
      {"lesson_help_files.csv", "lesson_help_file", "id:id lesson_help:id name content_type size:n added_by:id added_at:at removed_by:id removed_at:at", lesson_help_files},
      {"lesson_help_pupils.csv", "lesson_help_pupil", "lesson_help:id pupil:id outcome left_at:at", lesson_help_pupils},
      {"letters.csv", "letter", "staff:id at:at digest_on:day", letters},
      {"outing_letters.csv", "outing_letter", "outing:id staff:id at:at", outing_letters},
  };
  return all;
}

std::span<const LeftOut> left_out() { return reasons_to_leave_out; }

}  // namespace overview
