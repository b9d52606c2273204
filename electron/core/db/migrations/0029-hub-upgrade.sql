-- The shared list was made by a version before this one, and lacks what an upgrade adds to it.
ALTER TABLE hub ADD COLUMN upgrade_waits INTEGER NOT NULL DEFAULT 0;
