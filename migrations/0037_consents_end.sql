-- A consent holds until a day, and can be renewed.

-- The last day on which it holds; none where it has no end. `renews` is the one it takes the place of: that one counts no more, and is renewed once.
ALTER TABLE plan_consent ADD COLUMN until_on INT64;
ALTER TABLE plan_consent ADD COLUMN renews BYTES REFERENCES plan_consent (id);
CREATE UNIQUE INDEX renewal_of_consent ON plan_consent (renews);

DROP VIEW seen_plan_consent;
CREATE VIEW seen_plan_consent AS
  SELECT c.id, c.plan_id, c.what, c.given_by, c.given_on, c.how, c.written_by, c.written_at, c.withdrawn_on, c.withdrawn_by, c.until_on, c.renews FROM plan_consent c
  WHERE EXISTS (SELECT 1 FROM seen_plan p WHERE p.id = c.plan_id);
