-- The company's written do-not-call policy: its versions, and who confirmed which when. Nothing of it is ever changed or taken
-- away, as a regulator may ask what was in force on a day.
CREATE TABLE policy_version (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE policy_confirmation (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES policy_version (id),
  at INTEGER NOT NULL,
  author TEXT NOT NULL
) STRICT;
CREATE TRIGGER policy_version_no_update BEFORE UPDATE ON policy_version BEGIN SELECT RAISE(ABORT, 'Versions of the policy stay'); END;
CREATE TRIGGER policy_version_no_delete BEFORE DELETE ON policy_version BEGIN SELECT RAISE(ABORT, 'Versions of the policy stay'); END;
CREATE TRIGGER policy_confirmation_no_update BEFORE UPDATE ON policy_confirmation BEGIN SELECT RAISE(ABORT, 'Confirmations stay'); END;
CREATE TRIGGER policy_confirmation_no_delete BEFORE DELETE ON policy_confirmation BEGIN SELECT RAISE(ABORT, 'Confirmations stay'); END;
