-- Of the desks that share a list one leads each vendor account (docs/hub.md): it alone asks the vendor, and writes down what is known
-- there. One row an account that is shared; what another desk leads is kept here too, so that this one can go on.
CREATE TABLE hub_lease (
  account_id INTEGER PRIMARY KEY REFERENCES account (id),
  -- The lease under which what is known here was written, and how far it was read or written (leasePort.ts).
  fence INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  -- The rev at which what is said of the account itself was read or written.
  facts_rev INTEGER NOT NULL,
  -- The newest rev of an entry that the leader knew when it wrote: what it wrote is understood once that one is known here.
  entry_rev INTEGER NOT NULL,
  -- What is known here is the newest: this desk leads, or led last as far as it has heard.
  is_own INTEGER NOT NULL,
  -- All that is known was read once, and what is owed follows from it.
  is_whole INTEGER NOT NULL,
  -- Another desk led since this one did: nothing is taken away there before the lists were read whole.
  must_read INTEGER NOT NULL,
  -- As last heard: who leads or led (null: nobody), and as JSON what it said of the account. Instants by the hub's clock but for heard_at.
  desk TEXT,
  name TEXT,
  is_live INTEGER NOT NULL,
  since INTEGER NOT NULL,
  said_at INTEGER NOT NULL,
  said TEXT NOT NULL,
  preferred TEXT,
  heard_at INTEGER NOT NULL
) STRICT;

-- Records of which something has changed that other desks have to know; n: in which order. The triggers below keep it, and without a
-- conflict clause: that of the statement which sets them off would count in its place.
CREATE TABLE hub_fact (
  account_id INTEGER NOT NULL,
  scope TEXT NOT NULL,
  number INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (account_id, scope, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX hub_fact_order ON hub_fact (n);

CREATE TRIGGER hub_fact_of_remote_insert AFTER INSERT ON remote
WHEN EXISTS (SELECT 1 FROM hub_lease l WHERE l.account_id = NEW.account_id AND l.is_own = 1)
BEGIN
  UPDATE hub_fact SET n = 1 + (SELECT max(n) FROM hub_fact) WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number;
  INSERT INTO hub_fact (account_id, scope, number, n)
    SELECT NEW.account_id, NEW.scope, NEW.number, 1 + coalesce((SELECT max(n) FROM hub_fact), 0)
    WHERE NOT EXISTS (SELECT 1 FROM hub_fact WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number);
END;
CREATE TRIGGER hub_fact_of_remote_update
AFTER UPDATE OF remote_id, base, base_at, seen, seen_at, seen_by, records, echo, named, assumed, sent_at, sent_answer ON remote
WHEN EXISTS (SELECT 1 FROM hub_lease l WHERE l.account_id = NEW.account_id AND l.is_own = 1)
BEGIN
  UPDATE hub_fact SET n = 1 + (SELECT max(n) FROM hub_fact) WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number;
  INSERT INTO hub_fact (account_id, scope, number, n)
    SELECT NEW.account_id, NEW.scope, NEW.number, 1 + coalesce((SELECT max(n) FROM hub_fact), 0)
    WHERE NOT EXISTS (SELECT 1 FROM hub_fact WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number);
END;
CREATE TRIGGER hub_fact_of_remote_delete AFTER DELETE ON remote
WHEN EXISTS (SELECT 1 FROM hub_lease l WHERE l.account_id = OLD.account_id AND l.is_own = 1)
BEGIN
  UPDATE hub_fact SET n = 1 + (SELECT max(n) FROM hub_fact) WHERE account_id = OLD.account_id AND scope = OLD.scope AND number = OLD.number;
  INSERT INTO hub_fact (account_id, scope, number, n)
    SELECT OLD.account_id, OLD.scope, OLD.number, 1 + coalesce((SELECT max(n) FROM hub_fact), 0)
    WHERE NOT EXISTS (SELECT 1 FROM hub_fact WHERE account_id = OLD.account_id AND scope = OLD.scope AND number = OLD.number);
END;

-- Every desk works out by itself what waits to be sent: only what else became of a row has to be told.
CREATE TRIGGER hub_fact_of_outbox_update AFTER UPDATE ON outbox
WHEN (NEW.state <> 'waiting' OR OLD.state <> 'waiting')
  AND EXISTS (SELECT 1 FROM hub_lease l WHERE l.account_id = NEW.account_id AND l.is_own = 1)
BEGIN
  UPDATE hub_fact SET n = 1 + (SELECT max(n) FROM hub_fact) WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number;
  INSERT INTO hub_fact (account_id, scope, number, n)
    SELECT NEW.account_id, NEW.scope, NEW.number, 1 + coalesce((SELECT max(n) FROM hub_fact), 0)
    WHERE NOT EXISTS (SELECT 1 FROM hub_fact WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number);
END;
CREATE TRIGGER hub_fact_of_outbox_delete AFTER DELETE ON outbox
WHEN OLD.state <> 'waiting'
  AND EXISTS (SELECT 1 FROM hub_lease l WHERE l.account_id = OLD.account_id AND l.is_own = 1)
BEGIN
  UPDATE hub_fact SET n = 1 + (SELECT max(n) FROM hub_fact) WHERE account_id = OLD.account_id AND scope = OLD.scope AND number = OLD.number;
  INSERT INTO hub_fact (account_id, scope, number, n)
    SELECT OLD.account_id, OLD.scope, OLD.number, 1 + coalesce((SELECT max(n) FROM hub_fact), 0)
    WHERE NOT EXISTS (SELECT 1 FROM hub_fact WHERE account_id = OLD.account_id AND scope = OLD.scope AND number = OLD.number);
END;

CREATE TRIGGER hub_fact_of_conflict_insert AFTER INSERT ON conflict
WHEN EXISTS (SELECT 1 FROM hub_lease l WHERE l.account_id = NEW.account_id AND l.is_own = 1)
BEGIN
  UPDATE hub_fact SET n = 1 + (SELECT max(n) FROM hub_fact) WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number;
  INSERT INTO hub_fact (account_id, scope, number, n)
    SELECT NEW.account_id, NEW.scope, NEW.number, 1 + coalesce((SELECT max(n) FROM hub_fact), 0)
    WHERE NOT EXISTS (SELECT 1 FROM hub_fact WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number);
END;
CREATE TRIGGER hub_fact_of_conflict_update AFTER UPDATE ON conflict
WHEN EXISTS (SELECT 1 FROM hub_lease l WHERE l.account_id = NEW.account_id AND l.is_own = 1)
BEGIN
  UPDATE hub_fact SET n = 1 + (SELECT max(n) FROM hub_fact) WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number;
  INSERT INTO hub_fact (account_id, scope, number, n)
    SELECT NEW.account_id, NEW.scope, NEW.number, 1 + coalesce((SELECT max(n) FROM hub_fact), 0)
    WHERE NOT EXISTS (SELECT 1 FROM hub_fact WHERE account_id = NEW.account_id AND scope = NEW.scope AND number = NEW.number);
END;

-- Whether the hub says who leads; one from before knows a single desk that holds all accounts (vendors_at).
ALTER TABLE hub ADD COLUMN has_leases INTEGER NOT NULL DEFAULT 0;
