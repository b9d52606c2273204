-- What an undo, a bulk edit or a bulk removal left as it was, because somebody had changed it since: listed with who and when.
CREATE TABLE batch_left (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  number INTEGER NOT NULL,
  -- Who changed it last, and when.
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('changed', 'removed', 'conflict')),
  PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID;

-- Finds what undid a batch.
CREATE INDEX batch_undoes ON batch (undoes) WHERE undoes IS NOT NULL;
