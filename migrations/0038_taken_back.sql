-- What is taken back stays readable: a review that was opened by mistake, a reason why a limit need not be kept. And the day of a move between post-16 settings.

-- A review that was dropped counts as closed without a decision: the plan goes on as before, and another may be opened.
ALTER TABLE review ADD COLUMN dropped_at INT64;
ALTER TABLE review ADD COLUMN dropped_by BYTES REFERENCES staff (id);
ALTER TABLE review ADD COLUMN dropped_why TEXT NOT NULL DEFAULT '';

-- An exemption that was taken back is counted no more, as if it had never been written.
ALTER TABLE statutory_exemption ADD COLUMN taken_back_at INT64;
ALTER TABLE statutory_exemption ADD COLUMN taken_back_by BYTES REFERENCES staff (id);
ALTER TABLE statutory_exemption ADD COLUMN taken_back_words TEXT NOT NULL DEFAULT '';
DROP VIEW seen_statutory_exemption;
CREATE VIEW seen_statutory_exemption AS
  SELECT e.id, e.procedure_id, e.excuse, e.from_on, e.until_on, e.words, e.made_by, e.made_at, e.taken_back_at, e.taken_back_by, e.taken_back_words
  FROM statutory_exemption e WHERE EXISTS (SELECT 1 FROM seen_statutory_procedure c WHERE c.id = e.procedure_id);

ALTER TABLE statutory_procedure ADD COLUMN transfer_on INT64;

--sqlite
DROP VIEW seen_review;
CREATE VIEW seen_review AS
  SELECT id, plan_id, pupil_id, info_class, plan_version, state, from_on, until_on, due_on, version, opened_by, opened_at, changed_at, closed_by, closed_at,
         next_version, sent_on, sent_how, dropped_at, dropped_by, dropped_why
  FROM review r WHERE may_see(pupil_id, info_class) OR (info_class = 8 AND EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = r.plan_id));
DROP VIEW seen_statutory_procedure;
CREATE VIEW seen_statutory_procedure AS
  SELECT id, pupil_id, sort, plan_id, info_class, step, lead_id, counted_from, meeting_on, transfer, transfer_year, made_by, made_at, changed_at, ended_at, transfer_on
  FROM statutory_procedure WHERE may_see(pupil_id, info_class);
--end
--postgres
CREATE OR REPLACE VIEW seen_review AS
  SELECT id, plan_id, pupil_id, info_class, plan_version, state, from_on, until_on, due_on, version, opened_by, opened_at, changed_at, closed_by, closed_at,
         next_version, sent_on, sent_how, dropped_at, dropped_by, dropped_why
  FROM review r WHERE may_see(pupil_id, info_class) OR (info_class = 8 AND EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = r.plan_id));
CREATE OR REPLACE VIEW seen_statutory_procedure AS
  SELECT id, pupil_id, sort, plan_id, info_class, step, lead_id, counted_from, meeting_on, transfer, transfer_year, made_by, made_at, changed_at, ended_at, transfer_on
  FROM statutory_procedure WHERE may_see(pupil_id, info_class);
--end
