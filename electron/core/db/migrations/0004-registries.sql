-- Which registry versions were loaded, changed and unloaded, when and by whom: kept as evidence of what was looked at. The
-- numbers themselves are files beside this database.
CREATE TABLE registry_load (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('full', 'change', 'wash', 'remove')),
  list TEXT NOT NULL,
  -- JSON: the areas, such as ["212","646"] or ["all"].
  areas TEXT NOT NULL,
  -- The day of the version, as YYYY-MM-DD.
  version TEXT NOT NULL,
  rows INTEGER NOT NULL,
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX registry_load_at ON registry_load (at);

-- Subscriptions to registries, such as a SAN of the FTC.
CREATE TABLE registry_subscription (
  list TEXT NOT NULL,
  number TEXT NOT NULL,
  holder TEXT NOT NULL,
  -- The last day, as YYYY-MM-DD; null: none is known.
  expires TEXT,
  -- JSON: the area codes; empty: all.
  area_codes TEXT NOT NULL,
  PRIMARY KEY (list, number)
) STRICT, WITHOUT ROWID;
