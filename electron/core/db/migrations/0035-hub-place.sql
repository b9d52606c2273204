-- Whether a person gave this place here; 0: it came with a backup. A password that an earlier version kept without its place is not sent
-- there.
ALTER TABLE hub ADD COLUMN place_given INTEGER NOT NULL DEFAULT 1;
