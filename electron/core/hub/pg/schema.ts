/**
 * The hub's tables, triggers and rights, as statements in order. Only what PostgreSQL, CockroachDB and YugabyteDB understand alike
 * (test/unit/hub/portable.test.ts); tests run it on PostgreSQL alone. A table that was released is never changed where it is made: a
 * later version adds statements. Each may run twice, and an upgrade runs them all, so that functions are replaced.
 */
import { groups } from './groups.ts';
import { leaseSchema } from './leaseSchema.ts';

/**
 * What this version of the app writes and understands. It grows with whatever an upgrade brings to a hub, so that desks ask for that: by
 * 3, places are compared as texts, and scopes and origins are found by their sums, however long they are.
 */
export const protocol = 3;
/** From this version on a hub says which desk leads an account. */
export const protocolOfLeases = 2;

/** Makes the hub of an empty database. */
export const schema: readonly string[] = [
  'CREATE SCHEMA IF NOT EXISTS dnc',

  // One row, which every push counts up first: the order of pushes is the order in which they can be seen.
  `CREATE TABLE IF NOT EXISTS dnc.head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch uuid NOT NULL,
    rev bigint NOT NULL DEFAULT 0,
    schema_version int NOT NULL,
    min_write int NOT NULL,
    min_read int NOT NULL)`,

  `CREATE TABLE IF NOT EXISTS dnc.member (
    login text PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('reader', 'desk', 'lead', 'admin')),
    invited_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz)`,

  `CREATE TABLE IF NOT EXISTS dnc.desk (
    desk uuid PRIMARY KEY,
    login text NOT NULL,
    machine text NOT NULL,
    protocol int NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now())`,

  // What happened, in order. lost: JSON array of the numbers that somebody else had changed first.
  `CREATE TABLE IF NOT EXISTS dnc.push (
    rev bigint PRIMARY KEY,
    desk uuid NOT NULL,
    n bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    login text NOT NULL,
    author text NOT NULL,
    sent int NOT NULL,
    digest text NOT NULL,
    lost jsonb NOT NULL,
    UNIQUE (desk, n))`,

  // Where and until when: few, and shared by many entries. Never changed.
  'CREATE TABLE IF NOT EXISTS dnc.scope (id int PRIMARY KEY, holds text NOT NULL)',
  // Source, author and time: an import of a million numbers has one. Never changed but by a redaction.
  'CREATE TABLE IF NOT EXISTS dnc.origin (id int PRIMARY KEY, words text NOT NULL)',
  // By their sum: an index of PostgreSQL takes no text of more than 2,704 bytes, and a block for some sixty agents, one by one, has more.
  'ALTER TABLE dnc.scope DROP CONSTRAINT IF EXISTS scope_holds_key',
  'CREATE UNIQUE INDEX IF NOT EXISTS scope_sum ON dnc.scope (md5(holds))',
  'ALTER TABLE dnc.origin DROP CONSTRAINT IF EXISTS origin_words_key',
  'CREATE UNIQUE INDEX IF NOT EXISTS origin_sum ON dnc.origin (md5(words))',

  `CREATE TABLE IF NOT EXISTS dnc.entry (
    number bigint PRIMARY KEY,
    rev bigint NOT NULL,
    scope int NOT NULL,
    origin int NOT NULL,
    details jsonb NOT NULL,
    line bigint,
    changed_at bigint NOT NULL,
    changed_by text NOT NULL,
    removed_at bigint,
    removed_by text,
    removed_why text)`,
  'CREATE INDEX IF NOT EXISTS entry_rev ON dnc.entry (rev, number)',

  // The vendors' accounts and agents by name, so that every desk can name what a block holds for.
  'CREATE TABLE IF NOT EXISTS dnc.account (id uuid PRIMARY KEY, vendor text NOT NULL, name text NOT NULL)',
  `CREATE TABLE IF NOT EXISTS dnc.agent (
    account uuid NOT NULL,
    remote_id text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (account, remote_id))`,

  // Which desk holds the vendors' accounts: one, until desks take turns. A lead may give them to another.
  'CREATE TABLE IF NOT EXISTS dnc.holder (one boolean PRIMARY KEY DEFAULT true CHECK (one), desk uuid)',
  `CREATE OR REPLACE FUNCTION dnc.guard_holder() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE who text;
  BEGIN
    SELECT m.role INTO who FROM dnc.member m WHERE m.login = current_user AND m.revoked_at IS NULL;
    IF who IS NULL OR ((NEW).desk IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM dnc.desk d WHERE d.desk = (NEW).desk AND d.login = current_user)) THEN
      RAISE EXCEPTION 'a desk speaks for itself' USING ERRCODE = 'DNC03';
    END IF;
    IF who <> 'lead' AND who <> 'admin' AND (OLD).desk IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM dnc.desk d JOIN dnc.member m ON m.login = d.login WHERE d.desk = (OLD).desk
        AND (d.login = current_user OR m.revoked_at IS NOT NULL)) THEN
      RAISE EXCEPTION 'only a lead takes the accounts over' USING ERRCODE = 'DNC01';
    END IF;
    RETURN NEW;
  END $$`,
  'DROP TRIGGER IF EXISTS guard_holder ON dnc.holder',
  'CREATE TRIGGER guard_holder BEFORE UPDATE ON dnc.holder FOR EACH ROW EXECUTE FUNCTION dnc.guard_holder()',
  'INSERT INTO dnc.holder (one, desk) VALUES (true, NULL) ON CONFLICT (one) DO NOTHING',

  // What a lead is asked. The first answer stands, and only a lead gives one.
  `CREATE TABLE IF NOT EXISTS dnc.request (
    id uuid PRIMARY KEY,
    rev bigint NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL,
    why text NOT NULL,
    asked_by text NOT NULL,
    at bigint NOT NULL,
    answer text,
    answered_at bigint,
    answered_by text)`,
  'CREATE INDEX IF NOT EXISTS request_rev ON dnc.request (rev)',

  `CREATE OR REPLACE FUNCTION dnc.guard_request() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE who text;
  BEGIN
    SELECT m.role INTO who FROM dnc.member m WHERE m.login = current_user AND m.revoked_at IS NULL;
    IF (NEW).rev <> (SELECT h.rev FROM dnc.head h) THEN
      RAISE EXCEPTION 'a request has the rev of its push' USING ERRCODE = 'DNC02';
    END IF;
    IF (NEW).answer IS NOT NULL AND (who IS NULL OR (who <> 'lead' AND who <> 'admin')) THEN
      RAISE EXCEPTION 'only a lead answers' USING ERRCODE = 'DNC01';
    END IF;
    IF TG_OP = 'UPDATE' AND ((OLD).answer IS NOT NULL OR (NEW).id <> (OLD).id OR (NEW).number <> (OLD).number OR (NEW).why <> (OLD).why
      OR (NEW).asked_by <> (OLD).asked_by OR (NEW).at <> (OLD).at OR (NEW).kind <> (OLD).kind) THEN
      RAISE EXCEPTION 'a request is only answered' USING ERRCODE = 'DNC03';
    END IF;
    RETURN NEW;
  END $$`,
  'DROP TRIGGER IF EXISTS guard_request ON dnc.request',
  'CREATE TRIGGER guard_request BEFORE INSERT OR UPDATE ON dnc.request FOR EACH ROW EXECUTE FUNCTION dnc.guard_request()',

  `CREATE OR REPLACE FUNCTION dnc.guard_head() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE who text;
  BEGIN
    SELECT m.role INTO who FROM dnc.member m WHERE m.login = current_user AND m.revoked_at IS NULL;
    IF who IS NULL OR who = 'reader' THEN
      RAISE EXCEPTION 'this login may not write to the shared list' USING ERRCODE = 'DNC03';
    END IF;
    IF who <> 'admin' AND ((NEW).epoch <> (OLD).epoch OR (NEW).rev <> (OLD).rev + 1 OR (NEW).schema_version <> (OLD).schema_version
      OR (NEW).min_write <> (OLD).min_write OR (NEW).min_read <> (OLD).min_read) THEN
      RAISE EXCEPTION 'a push counts one' USING ERRCODE = 'DNC02';
    END IF;
    RETURN NEW;
  END $$`,
  'DROP TRIGGER IF EXISTS guard_head ON dnc.head',
  'CREATE TRIGGER guard_head BEFORE UPDATE ON dnc.head FOR EACH ROW EXECUTE FUNCTION dnc.guard_head()',

  // A push is of a desk of its login, and of this moment.
  `CREATE OR REPLACE FUNCTION dnc.guard_push() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW).login <> current_user OR NOT EXISTS (SELECT 1 FROM dnc.desk d WHERE d.desk = (NEW).desk AND d.login = current_user) THEN
      RAISE EXCEPTION 'a push names a desk of its own login' USING ERRCODE = 'DNC03';
    END IF;
    IF (NEW).rev <> (SELECT h.rev FROM dnc.head h) THEN
      RAISE EXCEPTION 'a push has the newest rev' USING ERRCODE = 'DNC02';
    END IF;
    RETURN NEW;
  END $$`,
  'DROP TRIGGER IF EXISTS guard_push ON dnc.push',
  'CREATE TRIGGER guard_push BEFORE INSERT ON dnc.push FOR EACH ROW EXECUTE FUNCTION dnc.guard_push()',

  `CREATE OR REPLACE FUNCTION dnc.guard_desk() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW).login <> current_user OR (TG_OP = 'UPDATE' AND ((OLD).login <> current_user OR (OLD).desk <> (NEW).desk)) THEN
      RAISE EXCEPTION 'a desk belongs to its login' USING ERRCODE = 'DNC03';
    END IF;
    RETURN NEW;
  END $$`,
  'DROP TRIGGER IF EXISTS guard_desk ON dnc.desk',
  'CREATE TRIGGER guard_desk BEFORE INSERT OR UPDATE ON dnc.desk FOR EACH ROW EXECUTE FUNCTION dnc.guard_desk()',

  'CREATE OR REPLACE FUNCTION dnc.refuse_change() RETURNS trigger LANGUAGE plpgsql AS ' +
    "$$ BEGIN RAISE EXCEPTION 'this is never changed' USING ERRCODE = 'DNC03'; END $$",
  'DROP TRIGGER IF EXISTS guard_scope ON dnc.scope',
  'CREATE TRIGGER guard_scope BEFORE UPDATE OR DELETE ON dnc.scope FOR EACH ROW EXECUTE FUNCTION dnc.refuse_change()',

  // A desk may add and change, only a lead may weaken. Every old hold that has not ended is covered by one new hold: of the same
  // place, of its account or of everywhere, with no earlier end and no exception that the old one does not have.
  `CREATE OR REPLACE FUNCTION dnc.guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE old_holds jsonb; new_holds jsonb; now_ms bigint; who text;
  BEGIN
    IF (NEW).rev <> (SELECT h.rev FROM dnc.head h) THEN
      RAISE EXCEPTION 'an entry has the rev of its push' USING ERRCODE = 'DNC02';
    END IF;
    IF TG_OP = 'INSERT' THEN
      RETURN NEW;
    END IF;
    IF (NEW).number <> (OLD).number OR (NEW).rev <= (OLD).rev THEN
      RAISE EXCEPTION 'an entry only goes on' USING ERRCODE = 'DNC02';
    END IF;
    IF (OLD).removed_at IS NOT NULL OR ((NEW).removed_at IS NULL AND (NEW).scope = (OLD).scope) THEN
      RETURN NEW;
    END IF;
    SELECT m.role INTO who FROM dnc.member m WHERE m.login = current_user AND m.revoked_at IS NULL;
    IF who = 'lead' OR who = 'admin' THEN
      RETURN NEW;
    END IF;
    IF (NEW).removed_at IS NOT NULL THEN
      RAISE EXCEPTION 'only a lead may release' USING ERRCODE = 'DNC01';
    END IF;
    SELECT s.holds::jsonb INTO old_holds FROM dnc.scope s WHERE s.id = (OLD).scope;
    SELECT s.holds::jsonb INTO new_holds FROM dnc.scope s WHERE s.id = (NEW).scope;
    now_ms := (extract(epoch FROM now()) * 1000)::bigint;
    IF EXISTS (
      SELECT 1 FROM jsonb_array_elements(old_holds) o
      WHERE ((o->>1) IS NULL OR (o->>1)::bigint > now_ms)
        AND NOT EXISTS (
          SELECT 1 FROM jsonb_array_elements(new_holds) n
          WHERE ((n->>0) = (o->>0) OR (n->>0) = '*' OR left(o->>0, length(n->>0) + 1) = (n->>0) || '/')
            AND ((n->>1) IS NULL OR ((o->>1) IS NOT NULL AND (n->>1)::bigint >= (o->>1)::bigint))
            AND NOT EXISTS (
              SELECT 1 FROM jsonb_array_elements_text(coalesce(n->2, '[]'::jsonb)) x
              WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(coalesce(o->2, '[]'::jsonb)) y WHERE y = x))))
    THEN
      RAISE EXCEPTION 'only a lead may narrow' USING ERRCODE = 'DNC01';
    END IF;
    RETURN NEW;
  END $$`,
  'DROP TRIGGER IF EXISTS guard_entry ON dnc.entry',
  'CREATE TRIGGER guard_entry BEFORE INSERT OR UPDATE ON dnc.entry FOR EACH ROW EXECUTE FUNCTION dnc.guard_entry()',

  `GRANT USAGE ON SCHEMA dnc TO ${groups.desk}, ${groups.reader}`,
  ...['head', 'member', 'desk', 'push', 'scope', 'origin', 'entry', 'account', 'agent', 'request', 'holder'].map(
    (table) => `GRANT SELECT ON dnc.${table} TO ${groups.desk}, ${groups.reader}`,
  ),
  `GRANT UPDATE ON dnc.head TO ${groups.desk}`,
  `GRANT UPDATE ON dnc.holder TO ${groups.desk}`,
  `GRANT INSERT ON dnc.push TO ${groups.desk}`,
  `GRANT INSERT ON dnc.scope TO ${groups.desk}`,
  `GRANT INSERT ON dnc.origin TO ${groups.desk}`,
  ...['desk', 'entry', 'account', 'agent', 'request'].map(
    (table) => `GRANT INSERT, UPDATE ON dnc.${table} TO ${groups.desk}`,
  ),
  ...leaseSchema,
];
