-- Programs that ask the desk (docs/gate.md). Of a token only its SHA-256 is kept, and its first letters, to recognise it by. A
-- token that was revoked stays, because requests and answers name it. `scopes`: JSON array of check, add, read.
CREATE TABLE gate_token (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  -- Null: any target.
  target_id INTEGER REFERENCES target (id),
  -- Requests a second; null: as many as the desk can answer.
  rate INTEGER CHECK (rate > 0),
  made_at INTEGER NOT NULL,
  expires_at INTEGER,
  used_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX gate_token_name ON gate_token (name COLLATE NOCASE) WHERE revoked_at IS NULL;

-- Who made and revoked which token: a chain of its own, as the journal is one (electron/core/gate/tokenActs.ts).
CREATE TABLE gate_act (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('made', 'revoked')),
  token_id INTEGER NOT NULL REFERENCES gate_token (id),
  -- JSON: what the token was when it was done.
  token TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER gate_act_no_update BEFORE UPDATE ON gate_act BEGIN SELECT RAISE(ABORT, 'The acts are append-only'); END;
CREATE TRIGGER gate_act_no_delete BEFORE DELETE ON gate_act BEGIN SELECT RAISE(ABORT, 'The acts are append-only'); END;

-- Requests by the key that their sender gave: the same key gets the same answer, and nothing is written twice.
CREATE TABLE gate_request (
  token_id INTEGER NOT NULL REFERENCES gate_token (id),
  key TEXT NOT NULL,
  -- SHA-256 of what was asked.
  asked BLOB NOT NULL,
  -- JSON, as it was answered.
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (token_id, key)
) STRICT, WITHOUT ROWID;
