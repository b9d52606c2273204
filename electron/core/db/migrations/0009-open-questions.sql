-- A decision names the version of the question that it was made on. `version` grows with every change of the question;
-- what a person sees adds the entry's seq to it, so that a change on our side counts too. `opened_version`: that sum
-- when the question was opened. Questions of before count as never changed.
ALTER TABLE conflict ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE conflict ADD COLUMN opened_version INTEGER NOT NULL DEFAULT 1;
UPDATE conflict SET opened_version = 1 + coalesce((SELECT seq FROM entry e WHERE e.number = conflict.number), 0);
-- JSON RemoteFields: what this desk put at the vendor while the question is open, as the vendor then had it, and when.
ALTER TABLE conflict ADD COLUMN put TEXT;
ALTER TABLE conflict ADD COLUMN put_at INTEGER;
-- Whether what is gone at the vendor is put back there, once, while the question about it is open.
ALTER TABLE account ADD COLUMN puts_back INTEGER NOT NULL DEFAULT 1;
