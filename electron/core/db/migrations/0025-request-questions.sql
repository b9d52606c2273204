-- What programs handed in and nobody could be sure of: a word of a call's result that is not known to mean stop or nothing, and a
-- number that cannot be read. A person answers it. One row for each number (word) or text (number); `times` counts repeats.
CREATE TABLE request_question (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('word', 'number')),
  at INTEGER NOT NULL,
  -- The token's name then.
  by TEXT NOT NULL,
  -- The form by which a result was read; '' for a plain request.
  form TEXT NOT NULL,
  -- As it was handed in; '' where there was none.
  text TEXT NOT NULL,
  word TEXT NOT NULL,
  -- Of a word: the number, and the batch that blocks it meanwhile, null where it was blocked before.
  number INTEGER,
  batch_id INTEGER REFERENCES batch (id),
  times INTEGER NOT NULL DEFAULT 1,
  answer TEXT,
  answered_at INTEGER,
  answered_by TEXT
) STRICT;
CREATE UNIQUE INDEX request_question_open ON request_question (kind, form, word, text) WHERE answer IS NULL;
