-- What a person answered about a file's columns, and which cells of a line could not be used.

-- The values of the deciding columns that do not mean do-not-call, and the columns that a person left out; JSON arrays.
ALTER TABLE import_mapping ADD COLUMN other_values TEXT;
ALTER TABLE import_mapping ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';

-- A line has as many rejects as cells that could not be used.
CREATE TABLE batch_reject_cell (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL,
  -- Counts the rejects of a line, from 0.
  place INTEGER NOT NULL,
  -- The column's name; '' for the line as a whole.
  column_name TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (batch_id, line, place)
) STRICT, WITHOUT ROWID;
INSERT INTO batch_reject_cell (batch_id, line, place, column_name, code, message, text)
  SELECT batch_id, line, 0, '', code, message, text FROM batch_reject;
DROP TABLE batch_reject;
ALTER TABLE batch_reject_cell RENAME TO batch_reject;
