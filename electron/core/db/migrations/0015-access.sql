-- Counts the changes of what the vendor is asked with (token, address, settings), and which of these has shown that it belongs
-- to the organisation whose records are known. Until they agree nothing is sent. Accounts of before count as proven.
ALTER TABLE account ADD COLUMN access INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN proven_access INTEGER DEFAULT 0;
