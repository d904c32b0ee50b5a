-- When adults are at work, and days on which they are away. No reason is kept of either: it is nobody's business who asks whether somebody is free.

-- A week's pattern from a day on, perhaps for a time only: of those that hold on a day the one that began last counts.
-- `days` holds "1:510-930" for each weekday that is worked, Monday first; times are minutes after midnight.
CREATE TABLE working_hours (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  from_on INT64 NOT NULL,
  until_on INT64,
  days TEXT NOT NULL,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  withdrawn_by BYTES,
  withdrawn_at INT64
) STRICT;
CREATE INDEX working_hours_of_staff ON working_hours (staff_id, from_on);

-- Away for whole days, or from `starts` to `ends` of one.
CREATE TABLE staff_away (
  id BYTES NOT NULL PRIMARY KEY,
  staff_id BYTES NOT NULL REFERENCES staff (id),
  from_on INT64 NOT NULL,
  until_on INT64 NOT NULL,
  starts INT64,
  ends INT64,
  made_by BYTES NOT NULL,
  made_at INT64 NOT NULL,
  withdrawn_by BYTES,
  withdrawn_at INT64
) STRICT;
CREATE INDEX staff_away_of_staff ON staff_away (staff_id, until_on);
