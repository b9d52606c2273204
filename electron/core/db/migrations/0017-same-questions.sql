-- Whether two targets are one, which only a person can tell: an agent that appeared while another of its name was gone
-- (target_id: the one that appeared), or an account whose records or agents another account has too (target_id: the account
-- that was connected later, as a target). Null answer: nobody has said. A question whose batch was undone is open again.
CREATE TABLE same_question (
  id INTEGER PRIMARY KEY,
  target_id INTEGER NOT NULL REFERENCES target (id),
  other_id INTEGER NOT NULL REFERENCES target (id),
  -- What makes one think so: the name of an agent; the ids of agents or of records, or the token, of accounts.
  found_by TEXT NOT NULL CHECK (found_by IN ('name', 'agents', 'records', 'token')),
  asked_at INTEGER NOT NULL,
  answer TEXT CHECK (answer IN ('same', 'another')),
  answered_at INTEGER,
  answered_by TEXT,
  -- Deferred: the answer and its batch are written in one transaction, in either order.
  batch_id INTEGER REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (target_id, other_id)
) STRICT;
