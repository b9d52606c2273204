-- What the columns of a file meant when one with the same header was last imported: offered again, never applied unseen.
CREATE TABLE import_mapping (
  -- SHA-256 of the header's names, folded as headers are compared, in order.
  signature BLOB PRIMARY KEY,
  saved_at INTEGER NOT NULL,
  -- JSON [[column, field], …]: columns counted from 0.
  columns TEXT NOT NULL,
  -- JSON list of the dispositions that mean do-not-call; null: the file had no such column, or nobody chose.
  request_values TEXT
) STRICT, WITHOUT ROWID;
