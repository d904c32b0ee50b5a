-- A school keeps its own list of formal categories for each academic year: what it no longer offers stays for the decisions that name it.
ALTER TABLE concern_category ADD COLUMN offered INT64 NOT NULL DEFAULT 1;

-- One row for each year whose list somebody changed: who was last, and the number of changes, so that a stale page overwrites nothing.
CREATE TABLE concern_category_list (
  academic_year INT64 NOT NULL PRIMARY KEY,
  version INT64 NOT NULL,
  changed_by BYTES NOT NULL REFERENCES staff (id),
  changed_at INT64 NOT NULL
) STRICT;

DROP VIEW seen_concern_category;
CREATE VIEW seen_concern_category AS SELECT academic_year, code, theme, label, place, offered FROM concern_category;
CREATE VIEW seen_concern_category_list AS SELECT academic_year, version, changed_by, changed_at FROM concern_category_list;
