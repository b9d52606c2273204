-- What the last complete reading of an account's list noted: how many records have a number that no numbering plan has.
ALTER TABLE account ADD COLUMN in_no_plan INTEGER NOT NULL DEFAULT 0;
-- A record that a vendor shows under a number that cannot be read is found by its id.
CREATE INDEX remote_id ON remote (account_id, scope, remote_id) WHERE remote_id IS NOT NULL;
