-- What a lead of the shared list is asked: by a desk that may not release, or because one side released what the other changed.
-- `owed`: it was made or answered here and is not at the hub yet.
CREATE TABLE hub_request (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('release', 'releasedHereChangedThere', 'releasedThereChangedHere')),
  why TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  answer TEXT CHECK (answer IN ('released', 'kept')),
  answered_at INTEGER,
  answered_by TEXT,
  owed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hub_request_open ON hub_request (number) WHERE answer IS NULL;
CREATE INDEX hub_request_owed ON hub_request (id) WHERE owed = 1;

-- Who holds the vendors' accounts, where that is another desk: of the desks that share a list one does, and this one then tells
-- vendors nothing. Null: nobody else.
ALTER TABLE hub ADD COLUMN vendors_at TEXT;
