-- What an undo left blocked because somebody asked for the number since ('asked').
ALTER TABLE batch_left RENAME TO batch_left_before;
CREATE TABLE batch_left (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('changed', 'removed', 'conflict', 'lead', 'asked')),
  PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO batch_left SELECT batch_id, number, at, by, why FROM batch_left_before;
DROP TABLE batch_left_before;
