/**
 * The tables of who leads a vendor account, and of what the leader knows of the records there (leasePort.ts). The same holds for these
 * statements as for those of schema.ts, which they follow.
 */
import { groups } from './groups.ts';

/** Adds leases and shared facts to a hub. */
export const leaseSchema: readonly string[] = [
  // Who leads each account: until when by this server's clock, under which fence, and how far its facts have been counted.
  // facts: JSON of what is said of the account itself. wish: the desk that asks to lead. asked_at: when a run was asked for.
  `CREATE TABLE IF NOT EXISTS dnc.lease (
    account uuid PRIMARY KEY,
    desk uuid,
    fence bigint NOT NULL,
    until timestamptz NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    said_at timestamptz NOT NULL DEFAULT now(),
    rev bigint NOT NULL,
    facts_rev bigint NOT NULL,
    facts text NOT NULL,
    preferred uuid,
    wish uuid,
    wish_at timestamptz,
    asked_at timestamptz)`,
  // What is known of a number on one of the vendor's lists; '{}': nothing any more.
  `CREATE TABLE IF NOT EXISTS dnc.record (
    account uuid NOT NULL,
    list text NOT NULL,
    number bigint NOT NULL,
    rev bigint NOT NULL,
    facts text NOT NULL,
    PRIMARY KEY (account, list, number))`,
  'CREATE INDEX IF NOT EXISTS record_rev ON dnc.record (account, rev, list, number)',

  // A lease is taken for a desk of one's own login, once it has run out; only who has it writes under it.
  `CREATE OR REPLACE FUNCTION dnc.guard_lease() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE who text; is_own boolean;
  BEGIN
    SELECT m.role INTO who FROM dnc.member m WHERE m.login = current_user AND m.revoked_at IS NULL;
    IF who IS NULL OR who = 'reader' THEN
      RAISE EXCEPTION 'this login may not write to the shared list' USING ERRCODE = 'DNC03';
    END IF;
    is_own := EXISTS (SELECT 1 FROM dnc.desk d WHERE d.desk = (NEW).desk AND d.login = current_user);
    IF TG_OP = 'INSERT' THEN
      IF NOT is_own THEN
        RAISE EXCEPTION 'a desk speaks for itself' USING ERRCODE = 'DNC03';
      END IF;
      RETURN NEW;
    END IF;
    IF (NEW).account <> (OLD).account OR (NEW).rev < (OLD).rev OR (NEW).fence < (OLD).fence OR (NEW).fence > (OLD).fence + 1 THEN
      RAISE EXCEPTION 'a lease only goes on' USING ERRCODE = 'DNC02';
    END IF;
    IF (NEW).fence > (OLD).fence AND (NOT is_own OR ((OLD).desk IS NOT NULL AND (OLD).until > now())) THEN
      RAISE EXCEPTION 'a lease is taken for oneself, and once it has run out' USING ERRCODE = 'DNC03';
    END IF;
    IF (NEW).fence = (OLD).fence AND ((NEW).desk IS DISTINCT FROM (OLD).desk OR (NEW).until <> (OLD).until OR (NEW).rev <> (OLD).rev
        OR (NEW).facts <> (OLD).facts OR (NEW).since <> (OLD).since OR (NEW).said_at <> (OLD).said_at)
      AND (((NEW).desk IS NOT NULL AND (NEW).desk IS DISTINCT FROM (OLD).desk)
        OR NOT EXISTS (SELECT 1 FROM dnc.desk d WHERE d.desk = (OLD).desk AND d.login = current_user)) THEN
      RAISE EXCEPTION 'only who leads writes' USING ERRCODE = 'DNC03';
    END IF;
    RETURN NEW;
  END $$`,
  'DROP TRIGGER IF EXISTS guard_lease ON dnc.lease',
  'CREATE TRIGGER guard_lease BEFORE INSERT OR UPDATE ON dnc.lease FOR EACH ROW EXECUTE FUNCTION dnc.guard_lease()',

  `CREATE OR REPLACE FUNCTION dnc.guard_record() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM dnc.lease l JOIN dnc.desk d ON d.desk = l.desk WHERE l.account = (NEW).account
        AND l.rev = (NEW).rev AND l.until > now() AND d.login = current_user) THEN
      RAISE EXCEPTION 'only who leads writes' USING ERRCODE = 'DNC03';
    END IF;
    RETURN NEW;
  END $$`,
  'DROP TRIGGER IF EXISTS guard_record ON dnc.record',
  'CREATE TRIGGER guard_record BEFORE INSERT OR UPDATE ON dnc.record FOR EACH ROW EXECUTE FUNCTION dnc.guard_record()',

  `GRANT SELECT ON dnc.lease TO ${groups.desk}, ${groups.reader}`,
  `GRANT SELECT ON dnc.record TO ${groups.desk}, ${groups.reader}`,
  `GRANT INSERT, UPDATE ON dnc.lease TO ${groups.desk}`,
  `GRANT INSERT, UPDATE ON dnc.record TO ${groups.desk}`,
];
