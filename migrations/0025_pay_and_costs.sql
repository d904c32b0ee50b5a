-- What support costs: pay of adults, what a minute of each costs, the school's first share and top-up of a pupil, further costs.

-- Pay is dated: the newest row that has begun counts. Money is whole pence; weeks are thousandths, on-costs hundredths of a per cent.
CREATE TABLE pay (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  from_on INT64 NOT NULL,
  grade TEXT NOT NULL,
  point TEXT NOT NULL,
  full_time_pence INT64 NOT NULL CHECK (full_time_pence > 0),
  week_minutes INT64 NOT NULL CHECK (week_minutes > 0),
  full_week_minutes INT64 NOT NULL CHECK (full_week_minutes > 0),
  paid_weeks INT64 NOT NULL CHECK (paid_weeks > 0),
  worked_weeks INT64 NOT NULL CHECK (worked_weeks > 0),
  on_costs INT64 NOT NULL CHECK (on_costs >= 0),
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  withdrawn_at INT64
) STRICT;
CREATE INDEX pay_of_staff ON pay (staff_id, from_on);

-- What follows from a row of pay for those who cost support and may not read pay: millionths of a penny for one minute.
CREATE TABLE minute_cost (
  pay_id BYTES NOT NULL PRIMARY KEY REFERENCES pay (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  from_on INT64 NOT NULL,
  micropence INT64 NOT NULL CHECK (micropence > 0),
  withdrawn_at INT64
) STRICT;

-- What the school pays of a pupil's support itself before it may ask for more: a ceiling, not money for each pupil.
CREATE TABLE school_share (
  from_on INT64 NOT NULL PRIMARY KEY,
  pence INT64 NOT NULL CHECK (pence >= 0),
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;

CREATE TABLE top_up (
  id BYTES NOT NULL PRIMARY KEY,
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  source TEXT NOT NULL,
  band TEXT NOT NULL,
  pence_a_year INT64 NOT NULL CHECK (pence_a_year > 0),
  from_on INT64 NOT NULL,
  until_on INT64 NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  withdrawn_at INT64
) STRICT;
CREATE INDEX top_up_of_pupil ON top_up (pupil_id, from_on);

-- Materials, a specialist's fee, training: shared by the pupils it was for.
CREATE TABLE further_cost (
  id BYTES NOT NULL PRIMARY KEY,
  what TEXT NOT NULL,
  source TEXT NOT NULL,
  pence INT64 NOT NULL CHECK (pence > 0),
  on_day INT64 NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL
) STRICT;
CREATE TABLE further_cost_share (
  cost_id BYTES NOT NULL REFERENCES further_cost (id),
  pupil_id BYTES NOT NULL REFERENCES pupil (id),
  pence INT64 NOT NULL CHECK (pence >= 0),
  PRIMARY KEY (cost_id, pupil_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX further_cost_of_pupil ON further_cost_share (pupil_id);

-- Who may keep pay, and who may cost support: docs/permissions.md, the deeds pay_keep and costs_read. A test holds the two together. Sealed things are
-- the head's, and the house's own when it exports.
CREATE VIEW seen_pay AS
  SELECT id, staff_id, from_on, grade, point, full_time_pence, week_minutes, full_week_minutes, paid_weeks, worked_weeks, on_costs, made_by, made_at
  FROM pay WHERE withdrawn_at IS NULL AND (may_see_sealed() OR i_am('office'));
CREATE VIEW seen_minute_cost AS
  SELECT pay_id, staff_id, from_on, micropence FROM minute_cost WHERE withdrawn_at IS NULL AND (may_see_sealed() OR i_am('senco'));
CREATE VIEW seen_top_up AS
  SELECT id, pupil_id, source, band, pence_a_year, from_on, until_on, made_by, made_at FROM top_up
  WHERE withdrawn_at IS NULL AND may_see(pupil_id, 6) AND (may_see_sealed() OR i_am('senco'));
CREATE VIEW seen_further_cost AS
  SELECT s.cost_id, s.pupil_id, s.pence, c.what, c.source, c.on_day, c.pence AS whole_pence, c.made_by, c.made_at
  FROM further_cost_share s JOIN further_cost c ON c.id = s.cost_id
  WHERE may_see(s.pupil_id, 6) AND (may_see_sealed() OR i_am('senco'));

--postgres
ALTER TABLE pay ENABLE ROW LEVEL SECURITY;
ALTER TABLE pay FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON pay USING (alongside_pen() OR may_see_sealed() OR i_am('office'));
ALTER TABLE minute_cost ENABLE ROW LEVEL SECURITY;
ALTER TABLE minute_cost FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON minute_cost USING (alongside_pen() OR may_see_sealed() OR i_am('senco'));
ALTER TABLE top_up ENABLE ROW LEVEL SECURITY;
ALTER TABLE top_up FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON top_up USING (alongside_pen() OR (may_see(pupil_id, 6) AND (may_see_sealed() OR i_am('senco'))));
ALTER TABLE further_cost ENABLE ROW LEVEL SECURITY;
ALTER TABLE further_cost FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON further_cost USING (alongside_pen() OR may_see_sealed() OR i_am('senco'));
ALTER TABLE further_cost_share ENABLE ROW LEVEL SECURITY;
ALTER TABLE further_cost_share FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON further_cost_share USING (alongside_pen() OR (may_see(pupil_id, 6) AND (may_see_sealed() OR i_am('senco'))));
--end
