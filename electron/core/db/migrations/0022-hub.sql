-- A list that several desks share through PostgreSQL (docs/hub.md). No row: this desk shares none.
CREATE TABLE hub (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  database TEXT NOT NULL,
  login TEXT NOT NULL,
  -- The certificate (PEM) of the authority that the server's is signed by; null: one that the system knows.
  ca TEXT,
  -- Names the password in the secret store.
  secret_id TEXT NOT NULL,
  -- This data directory, as the hub knows it (a UUID); a copy of it takes another.
  desk TEXT NOT NULL,
  -- Who this login is there, and what it may do, as last read.
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reader', 'desk', 'lead', 'admin')),
  -- Up to where the hub was read: its epoch and the number of a push (rev).
  epoch TEXT NOT NULL,
  rev INTEGER NOT NULL,
  -- The first copy: up to which number it was read, and the rev that it began at. Null rev: it is whole.
  copied_to INTEGER NOT NULL DEFAULT 0,
  copy_rev INTEGER,
  -- Up to which number the entries that were here before have been offered; null: all of them.
  offered_to INTEGER DEFAULT 0,
  -- When the hub was last read to its end, and with that for the first time.
  read_at INTEGER,
  -- The number of this desk's next push.
  next_push INTEGER NOT NULL DEFAULT 1,
  -- Why it could not be reached or went no further, as a sentence, and the kind; null: nothing is wrong.
  problem TEXT,
  problem_kind TEXT,
  -- Releases that a person has said may be taken, up to this rev.
  releases_to INTEGER NOT NULL DEFAULT 0,
  -- After so many hours without a reading no number is callable; null: however long.
  open_hours INTEGER
) STRICT;

-- The rev at which the hub has each number, as this desk last read or wrote it.
CREATE TABLE hub_entry (number INTEGER PRIMARY KEY, rev INTEGER NOT NULL) STRICT;

-- Numbers that were changed here since. `base`: JSON of what the hub has (HubEntry); null: it has none, or that is not known.
-- `refused`: why the hub does not take it, as a sentence; it keeps blocking here.
CREATE TABLE hub_owed (number INTEGER PRIMARY KEY, base TEXT, refused TEXT) STRICT;

-- What the push under way carries, until its outcome is known: JSON of HubEntry, and the entry's seq then.
CREATE TABLE hub_sent (number INTEGER PRIMARY KEY, seq INTEGER NOT NULL, sent TEXT NOT NULL) STRICT;

-- Digests of pushes that were read: the hub is the one that it was while it has the same.
CREATE TABLE hub_mark (rev INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT;

-- The name of an account among desks (a UUID). The accounts of other desks stand here as removed ones.
CREATE TABLE hub_account (account_id INTEGER PRIMARY KEY REFERENCES account (id), uuid TEXT NOT NULL UNIQUE) STRICT;
