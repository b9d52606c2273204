-- A token belongs to an account of one vendor at one address, and not to whatever account has its number: a restored backup
-- may be a colleague's, and an address may be changed.

-- Names the account's token in the secret store; random, so that no other desk's account has the same.
ALTER TABLE account ADD COLUMN secret_id TEXT;
UPDATE account SET secret_id = lower(hex(randomblob(16)));

-- The address for which a token was stored under the account's number, as it was before this; null: there is none.
ALTER TABLE account ADD COLUMN numbered_token_url TEXT;
UPDATE account SET numbered_token_url = base_url;

-- 0: the account came with a restored backup, and nobody has said yet that its address is right. Nothing is sent there.
ALTER TABLE account ADD COLUMN address_confirmed INTEGER NOT NULL DEFAULT 1;
