-- What an undo or a bulk change left because only a lead of the shared list may weaken its block ('lead').
ALTER TABLE batch_left RENAME TO batch_left_before;
CREATE TABLE batch_left (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('changed', 'removed', 'conflict', 'lead')),
  PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO batch_left SELECT batch_id, number, at, by, why FROM batch_left_before;
DROP TABLE batch_left_before;
