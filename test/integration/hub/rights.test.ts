/** Who may do what at the hub, by raw SQL with a desk's own login on a real PostgreSQL: the server holds it, whatever program asks. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInviteLine } from '../../../electron/core/hub/inviteLine.ts';
import { createTestHub, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

const tables = [
  'head',
  'member',
  'desk',
  'push',
  'scope',
  'origin',
  'entry',
  'account',
  'agent',
  'request',
  'holder',
  'lease',
  'record',
] as const;
const sinceEver = '2000-01-01';

describe.skipIf(noPostgres !== undefined)('the rights at the hub', () => {
  let server: TestPostgres;
  let hub: TestHub;
  const clients: pg.Client[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    hub = await createTestHub(server);
  });
  afterAll(async () => {
    for (const client of clients) await client.end().catch(() => {});
    await hub?.close();
    await server?.stop();
  });

  type Person = { readonly client: pg.Client; readonly desk: string; readonly login: string };

  async function connect(name: string, role: 'reader' | 'desk' | 'lead'): Promise<Person> {
    const invited = parseInviteLine(await hub.invite(name, role));
    if (!invited.ok) throw new Error(invited.message);
    const { place, password } = invited.value;
    const { host, port, database, login } = place;
    const client = new pg.Client({ host, port, database, user: login, password });
    client.on('error', () => {});
    await client.connect();
    clients.push(client);
    const desk = randomUUID();
    if (role !== 'reader')
      await client.query(`INSERT INTO dnc.desk (desk, login, machine, protocol) VALUES ($1, current_user, 'test', 1)`, [
        desk,
      ]);
    return { client, desk, login };
  }

  /** The SQLSTATE with which a statement is refused; undefined: it is not. */
  async function refusalOf({ client }: Person, ...statements: string[]): Promise<string | undefined> {
    await client.query('BEGIN');
    try {
      for (const statement of statements) await client.query(statement);
      await client.query('COMMIT');
      return undefined;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      return (error as { code?: string }).code;
    }
  }

  const count = 'UPDATE dnc.head SET rev = rev + 1';
  const rev = '(SELECT rev FROM dnc.head)';
  const entry = (number: number, holds: string) =>
    `INSERT INTO dnc.entry (number, rev, scope, origin, details, changed_at, changed_by)
     VALUES (${number}, ${rev}, (SELECT id FROM dnc.scope WHERE holds = '${holds}'), 1, '{}', 1, 'Mia')`;
  const scope = (holds: string) =>
    `INSERT INTO dnc.scope SELECT (SELECT coalesce(max(id), 0) + 1 FROM dnc.scope), '${holds}' ON CONFLICT DO NOTHING`;
  const change = (number: number, set: string) => `UPDATE dnc.entry SET rev = ${rev}, ${set} WHERE number = ${number}`;
  const hold = (number: number, holds: string) =>
    change(number, `scope = (SELECT id FROM dnc.scope WHERE holds = '${holds}')`);

  it.each(['reader', 'desk', 'lead'] as const)(
    'a %s deletes and empties nothing, and changes no rights',
    async (role) => {
      const person = await connect(`no deletes ${role}`, role);
      for (const table of tables) {
        expect(await refusalOf(person, `DELETE FROM dnc.${table}`), table).toBe('42501');
        expect(await refusalOf(person, `TRUNCATE dnc.${table}`), table).toBe('42501');
        expect(await refusalOf(person, `ALTER TABLE dnc.${table} DISABLE TRIGGER ALL`), table).toBe('42501');
      }
      for (const table of ['member', 'push', 'scope', 'origin'])
        expect(
          await refusalOf(
            person,
            `UPDATE dnc.${table} SET ${table === 'member' ? "role = 'lead'" : table === 'push' ? 'n = 1' : 'id = 1'}`,
          ),
          table,
        ).toBe('42501');
      expect(await refusalOf(person, `INSERT INTO dnc.member (login, name, role) VALUES ('x', 'x', 'lead')`)).toBe(
        '42501',
      );
      expect(await refusalOf(person, 'SET ROLE admin')).toBe('42501');
      expect(await refusalOf(person, 'CREATE TABLE dnc.mine (x int)')).toBe('42501');
    },
  );

  it('a reader reads everything and writes nothing', async () => {
    const reader = await connect('Rita', 'reader');
    for (const table of tables) expect(await refusalOf(reader, `SELECT * FROM dnc.${table}`), table).toBeUndefined();
    expect(await refusalOf(reader, count)).toBe('42501');
    for (const table of ['desk', 'entry', 'account', 'agent', 'request', 'push', 'scope', 'origin'])
      expect(await refusalOf(reader, `INSERT INTO dnc.${table} DEFAULT VALUES`), table).toBe('42501');
  });

  it('a desk adds and widens; only a lead releases, narrows, or shortens', async () => {
    const desk = await connect('Tom', 'desk');
    const lead = await connect('Mia', 'lead');
    const account = randomUUID();
    const [all, one, agent, short, long, except] = [
      '[["*",null]]',
      `[["${account}",null]]`,
      `[["${account}/a",null]]`,
      '[["*",4000000000000]]',
      '[["*",5000000000000]]',
      `[["*",null,["${account}"]]]`,
    ];
    const passed = `[["*",${Date.parse(sinceEver)}],["${account}",null]]`;
    const scopes = [all, one, agent, short, long, except, passed].map(scope);
    expect(
      await refusalOf(
        desk,
        count,
        ...scopes,
        `INSERT INTO dnc.origin VALUES (1, '["manual","","Mia",1]')`,
        entry(1, agent),
      ),
    ).toBeUndefined();
    // A place that is a pattern is no wider place.
    for (const place of ['%', '_'.repeat(account.length)]) {
      const pattern = `[["${place}",null]]`;
      expect(await refusalOf(desk, count, scope(pattern), hold(1, pattern)), place).toBe('DNC01');
    }
    // Wider, again and again.
    expect(await refusalOf(desk, count, hold(1, one))).toBeUndefined();
    expect(await refusalOf(desk, count, hold(1, all))).toBeUndefined();
    for (const [what, statement] of [
      ['released', change(1, "removed_at = 2, removed_by = 'Tom', removed_why = 'x'")],
      ['one account only', hold(1, one)],
      ['with an end', hold(1, long)],
      ['with an exception', hold(1, except)],
    ] as const)
      expect(await refusalOf(desk, count, statement), what).toBe('DNC01');
    expect(await refusalOf(lead, count, hold(1, long))).toBeUndefined();
    expect(await refusalOf(desk, count, hold(1, short))).toBe('DNC01');
    // What has ended may go.
    expect(await refusalOf(lead, count, hold(1, passed))).toBeUndefined();
    expect(await refusalOf(desk, count, hold(1, one))).toBeUndefined();
    expect(
      await refusalOf(lead, count, change(1, "removed_at = 2, removed_by = 'Mia', removed_why = 'x'")),
    ).toBeUndefined();
    // Blocked again by a desk.
    expect(await refusalOf(desk, count, change(1, 'removed_at = NULL'))).toBeUndefined();
  });

  it('order and names cannot be made up', async () => {
    const desk = await connect('Uma', 'desk');
    const other = await connect('Zoe', 'desk');
    const push = (of: string, login: string, at = rev) =>
      `INSERT INTO dnc.push (rev, desk, n, login, author, sent, digest, lost) VALUES (${at}, '${of}', 1, ${login}, 'x', 0, 'x', '[]')`;
    expect(await refusalOf(desk, 'UPDATE dnc.head SET rev = rev + 2')).toBe('DNC02');
    expect(await refusalOf(desk, 'UPDATE dnc.head SET rev = rev - 1')).toBe('DNC02');
    expect(await refusalOf(desk, `UPDATE dnc.head SET rev = rev + 1, epoch = '${randomUUID()}'`)).toBe('DNC02');
    expect(await refusalOf(desk, count, push(other.desk, 'current_user'))).toBe('DNC03');
    expect(await refusalOf(desk, count, push(desk.desk, `'${other.login}'`))).toBe('DNC03');
    expect(await refusalOf(desk, count, push(desk.desk, 'current_user', '999999'))).toBe('DNC02');
    expect(await refusalOf(desk, `UPDATE dnc.entry SET rev = 999999 WHERE number = 1`)).toBe('DNC02');
    expect(await refusalOf(desk, count, `UPDATE dnc.entry SET rev = ${rev}, number = 2 WHERE number = 1`)).toBe(
      'DNC02',
    );
    expect(await refusalOf(desk, `UPDATE dnc.desk SET machine = 'x' WHERE desk = '${other.desk}'`)).toBe('DNC03');
    // The group that every desk is in is no member itself.
    expect(await refusalOf(desk, 'SET ROLE dnc_desk', count)).toBe('DNC03');
    await desk.client.query('RESET ROLE');
    expect(await refusalOf(desk, count, push(desk.desk, 'current_user'))).toBeUndefined();
  });

  it('a request is made by anybody and answered by a lead, once', async () => {
    const desk = await connect('Ben', 'desk');
    const lead = await connect('Lea', 'lead');
    const id = randomUUID();
    const ask = (answer: string) =>
      `INSERT INTO dnc.request (id, rev, number, kind, why, asked_by, at, answer) VALUES ('${answer === 'NULL' ? id : randomUUID()}', ${rev}, 1, 'release', 'x', 'Ben', 1, ${answer})`;
    const answer = (as: string) => `UPDATE dnc.request SET rev = ${rev}, answer = '${as}' WHERE id = '${id}'`;
    expect(await refusalOf(desk, count, ask('NULL'))).toBeUndefined();
    expect(await refusalOf(desk, count, ask("'released'"))).toBe('DNC01');
    expect(await refusalOf(desk, count, answer('released'))).toBe('DNC01');
    expect(await refusalOf(lead, count, answer('kept'))).toBeUndefined();
    expect(await refusalOf(lead, count, answer('released'))).toBe('DNC03');
  });

  it('a login that is shut out writes nothing more, over an open connection either', async () => {
    const desk = await connect('Gus', 'desk');
    await hub.admin.revoke('Gus');
    await expect(desk.client.query(count)).rejects.toThrow();
    await expect(hub.admin.revoke('Gus')).rejects.toThrow(/Nobody named Gus/);
  });
});
