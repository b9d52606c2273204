-- A reading of a vendor's list that has not been followed up yet: where it is, so that it goes on there after a break.
CREATE TABLE reading (
  account_id INTEGER NOT NULL REFERENCES account (id),
  scope TEXT NOT NULL,
  -- account.access when it began: a reading goes on only with the same token, address and settings.
  access INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  -- When its last page was read.
  read_at INTEGER NOT NULL,
  -- What its last page was asked with, and the ids on it (JSON): that page is read again, and has to fit.
  cursor TEXT NOT NULL,
  edge TEXT NOT NULL,
  -- Whether the last page was the list's last.
  is_over INTEGER NOT NULL,
  records INTEGER NOT NULL,
  in_no_plan INTEGER NOT NULL,
  PRIMARY KEY (account_id, scope)
) STRICT, WITHOUT ROWID;

-- What is known to be on the list since that reading began, some pages at a time.
CREATE TABLE reading_part (
  account_id INTEGER NOT NULL,
  scope TEXT NOT NULL,
  n INTEGER NOT NULL,
  -- Numbers as 8-byte floats, little-endian.
  numbers BLOB NOT NULL,
  -- JSON: records that wait for the end of the list, because their numbers have other forms; null: none.
  held TEXT,
  PRIMARY KEY (account_id, scope, n)
) STRICT, WITHOUT ROWID;
