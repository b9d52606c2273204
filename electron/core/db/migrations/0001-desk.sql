-- The desk's whole schema. Times are epoch milliseconds (UTC); numbers are E.164 digits as integers.
-- STRICT everywhere: a value of the wrong type is a bug that must not be stored.

-- Scopes and origins are interned: an import of a million numbers has one of each, and an entry stays one short row.
CREATE TABLE scope (
  id INTEGER PRIMARY KEY,
  -- Canonical JSON [[place, until], …]: place 0 is everywhere, else a target id; until is null or epoch ms.
  holds TEXT NOT NULL UNIQUE,
  -- The instant from which none of its holds is in force; null: never.
  ends_at INTEGER,
  -- How many entries that are not removed, and how many tombstones, have this scope: the list counts by these.
  live INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX scope_ends ON scope (ends_at) WHERE ends_at IS NOT NULL;

CREATE TABLE scope_hold (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  place INTEGER NOT NULL,
  until INTEGER,
  PRIMARY KEY (scope_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_hold_place ON scope_hold (place);

-- Most entries of most lists hold everywhere, for ever: this scope is always the first, and entry_scope leaves it out.
INSERT INTO scope (id, holds) VALUES (1, '[[0,null]]');
INSERT INTO scope_hold (scope_id, place, until) VALUES (1, 0, NULL);

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('add', 'edit', 'remove', 'import', 'undo', 'resolve', 'pull')),
  -- What it was, in words: a file's name, "2 numbers".
  label TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('applying', 'applied', 'cancelled', 'undone')),
  lines INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  already_there INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  -- JSON: file hash, mapping, options: what a later reader needs to understand the batch.
  details TEXT NOT NULL DEFAULT '{}',
  -- The batch that this one undid, or null.
  undoes INTEGER REFERENCES batch (id)
) STRICT;

CREATE TABLE batch_reject (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (batch_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE origin (
  id INTEGER PRIMARY KEY,
  source_kind TEXT NOT NULL CHECK (source_kind IN ('manual', 'import', 'api', 'vendor')),
  source_label TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- 0: no batch.
  batch_id INTEGER NOT NULL DEFAULT 0,
  live INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source_kind, source_label, author, at, batch_id)
) STRICT;
CREATE INDEX origin_batch ON origin (batch_id);
CREATE INDEX origin_at ON origin (at);

CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  -- Source, author, creation time and batch.
  origin_id INTEGER NOT NULL REFERENCES origin (id),
  reason TEXT,
  category TEXT,
  requested_at INTEGER,
  call_batch_id TEXT,
  call_request_uuid TEXT,
  line INTEGER,
  -- Null until it is changed: then the origin's time and author.
  changed_at INTEGER,
  changed_by TEXT,
  -- A tombstone when not null: the entry was removed and no longer blocks.
  removed_at INTEGER,
  removed_by TEXT,
  removed_why TEXT
) STRICT;
CREATE INDEX entry_scope ON entry (scope_id) WHERE scope_id <> 1;
-- With removed_at, so that walking an origin skips its tombstones without reading the rows.
CREATE INDEX entry_origin ON entry (origin_id, removed_at);
CREATE INDEX entry_removed ON entry (number) WHERE removed_at IS NOT NULL;

-- How many entries lie in each block of 100,000 numbers (number / 100000): the list jumps to any position of ten million
-- rows, and counts what starts with some digits, by adding up blocks instead of walking rows.
CREATE TABLE entry_block (
  block INTEGER PRIMARY KEY,
  live INTEGER NOT NULL,
  removed INTEGER NOT NULL
) STRICT;

-- Entries with a hold that ends, by the instant at which it does; the sweep that follows up takes them from here.
CREATE TABLE expiry (
  at INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (at, number)
) STRICT, WITHOUT ROWID;

-- Append-only, hash-chained: hash = SHA-256(the previous row's hash, the row's other columns); the ids have no gaps. One
-- row holds up to 10,000 changes, sorted by number, so that a batch of a million is a hundred rows; history finds a
-- number by its range. The payload's form: electron/core/journal/journalPayload.ts.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  batch_id INTEGER NOT NULL DEFAULT 0,
  first_number INTEGER NOT NULL,
  last_number INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  payload BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_batch ON journal (batch_id, first_number);
CREATE INDEX journal_single ON journal (first_number) WHERE changes = 1;
CREATE INDEX journal_many ON journal (first_number, last_number) WHERE changes > 1;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  vendor TEXT NOT NULL,
  name TEXT NOT NULL,
  base_url TEXT NOT NULL,
  -- JSON object of the vendor's settings. The token is in the secret store under "account:<id>", never here.
  settings TEXT NOT NULL DEFAULT '{}',
  adopt TEXT NOT NULL DEFAULT 'target' CHECK (adopt IN ('target', 'everywhere', 'ask')),
  -- Minutes between scheduled runs; 0: only by hand.
  every_minutes INTEGER NOT NULL DEFAULT 15,
  paused INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  -- Removed accounts stay: history and journal name them.
  removed_at INTEGER,
  last_test TEXT,
  -- No request before this instant: the vendor said so (Retry-After), and it outlives a restart.
  not_before INTEGER,
  -- Runs in a row that could not reach the vendor, and until when scheduled runs therefore wait.
  failures INTEGER NOT NULL DEFAULT 0,
  back_off_until INTEGER,
  -- Counts the readings of the vendor's list; remote.missed_scan refers to it.
  scans INTEGER NOT NULL DEFAULT 0,
  last_scan_at INTEGER
) STRICT;
CREATE UNIQUE INDEX account_name ON account (name) WHERE removed_at IS NULL;

CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL CHECK (kind IN ('account', 'agent', 'user')),
  -- The vendor's id; '' for the whole account.
  remote_id TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'inactive', 'gone', 'retired')),
  seen_at INTEGER,
  UNIQUE (account_id, remote_id)
) STRICT;

-- The facts about one remote record: base (what both sides last agreed on) and seen (what was last seen there).
-- Both are JSON RemoteFields; null base: never agreed; null seen with a seen_at: seen to be absent.
CREATE TABLE remote (
  account_id INTEGER NOT NULL REFERENCES account (id),
  scope TEXT NOT NULL,
  number INTEGER NOT NULL,
  remote_id TEXT,
  base TEXT,
  base_at INTEGER,
  seen TEXT,
  seen_at INTEGER,
  -- The complete scan (account.scans) that did not find it, until that is followed up or it is seen again.
  missed_scan INTEGER,
  sent_at INTEGER,
  sent_answer TEXT,
  PRIMARY KEY (account_id, scope, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX remote_number ON remote (number);
CREATE INDEX remote_missed ON remote (account_id, scope, missed_scan, number) WHERE missed_scan IS NOT NULL;
CREATE INDEX remote_agreed ON remote (account_id, scope) WHERE base IS NOT NULL;

-- The operations still owed to vendors, oldest first by id; written in the transaction of the change that owes them.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  scope TEXT NOT NULL,
  number INTEGER NOT NULL,
  -- The entry's seq that owes it. An acknowledgement of an older seq clears nothing.
  seq INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'unknown', 'parked', 'needsInput', 'manual')),
  -- What a request with unknown outcome carried: the entry's seq and JSON RemoteFields, 'null' for a removal.
  sent_seq INTEGER,
  sent TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  problem TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (account_id, scope, number)
) STRICT;
CREATE INDEX outbox_order ON outbox (account_id, state, id);
CREATE INDEX outbox_number ON outbox (number);

CREATE TABLE conflict (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  scope TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  -- JSON RemoteFields or null, as they stood when it was opened or last seen.
  base TEXT,
  ours TEXT,
  theirs TEXT,
  why TEXT NOT NULL,
  -- JSON holds that block while it is open, on top of the entry's own (the stronger of both sides).
  holds TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  run_id INTEGER,
  resolved_at INTEGER,
  resolution TEXT,
  resolved_by TEXT,
  -- Deferred: the decision and its batch are written in one transaction, in either order.
  batch_id INTEGER REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX conflict_open ON conflict (number, account_id, scope) WHERE resolved_at IS NULL;
CREATE INDEX conflict_account ON conflict (account_id, resolved_at);
CREATE INDEX conflict_batch ON conflict (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE sync_run (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  trigger TEXT NOT NULL CHECK (trigger IN ('manual', 'schedule', 'start', 'change', 'scanFile')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT CHECK (outcome IN ('done', 'failed', 'cancelled', 'suspicious', 'interrupted')),
  scanned INTEGER NOT NULL DEFAULT 0,
  -- Null until a scan of every remote scope completed.
  scan_complete INTEGER NOT NULL DEFAULT 0,
  writes INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  conflicts INTEGER NOT NULL DEFAULT 0,
  retries INTEGER NOT NULL DEFAULT 0,
  -- Records that the vendor sent and that could not be understood.
  unreadable INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  -- JSON: what a person must confirm before a suspicious scan counts; null again once answered.
  suspicion TEXT
) STRICT;
CREATE INDEX sync_run_account ON sync_run (account_id, id);

CREATE TABLE sync_request (
  run_id INTEGER NOT NULL REFERENCES sync_run (id),
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  is_write INTEGER NOT NULL,
  status INTEGER,
  took_ms INTEGER NOT NULL,
  problem TEXT,
  PRIMARY KEY (run_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
