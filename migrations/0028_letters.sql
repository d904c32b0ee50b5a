-- What somebody was told by e-mail, and when: a digest once a day, an alarm once a person. Nothing here is about a child.
CREATE TABLE letter (
  staff_id BYTES NOT NULL PRIMARY KEY REFERENCES staff (id),
  at INT64 NOT NULL,
  digest_on INT64
) STRICT;

CREATE TABLE outing_letter (
  outing_id BYTES NOT NULL REFERENCES outing (id),
  staff_id BYTES NOT NULL REFERENCES staff (id),
  at INT64 NOT NULL,
  PRIMARY KEY (outing_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX action_step_at ON action_step (at);
CREATE INDEX must_see_asked ON must_see (asked_at) WHERE seen_at IS NULL;
