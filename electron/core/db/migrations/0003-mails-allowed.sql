-- Some vendors send an e-mail for every number that is added: the supervisor is asked once for each account. Accounts of
-- before the question sent theirs already.
ALTER TABLE account ADD COLUMN mails_allowed INTEGER NOT NULL DEFAULT 1 CHECK (mails_allowed IN (0, 1));
