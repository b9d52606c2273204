/**
 * Rows of the hub that no version of the app writes, but a login that means harm may: they keep nothing else from any desk, and a number
 * of which the hub says something that cannot be read is blocked.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';
import { exchange, viewOf } from '../../support/useHubs.ts';

/** Stands for the number that is damaged, and for a scope or origin that is made for it: others in each test. */
const [digits, made] = ['NUMBER', 'MADE'];
const uuid = '0b8e6d0e-0000-4000-8000-000000000001';

type Row = { readonly [column in 'number' | 'scope' | 'origin' | 'details' | 'line' | 'changed' | 'removed']?: string };

/** An entry with something in it that is not as it should be. */
const entry = (row: Row): string =>
  `INSERT INTO dnc.entry SELECT ${row.number ?? digits}, rev, ${row.scope ?? '1'}, ${row.origin ?? '1'}, '${row.details ?? '{}'}',
     ${row.line ?? 'NULL'}, ${row.changed ?? '1'}, 'Eve', ${row.removed ?? 'NULL, NULL, NULL'} FROM dnc.head`;
const scope = (holds: string): string =>
  `INSERT INTO dnc.scope VALUES (${made}, '${holds}'); ${entry({ scope: made })}`;
const request = (number: string, kind: string, at: string): string =>
  `INSERT INTO dnc.request (id, rev, number, kind, why, asked_by, at)
   SELECT gen_random_uuid(), rev, ${number}, '${kind}', 'why', 'Eve', ${at} FROM dnc.head`;
const [least, largest] = ['-9223372036854775808', '9223372036854775807'];

/** What is damaged, how, and whether the damaged number is blocked then: one that is no number cannot be. */
const damages: readonly (readonly [string, string, boolean])[] = [
  ['a scope that is not there', entry({ scope: '999' }), true],
  ['a scope that is no JSON', scope('garbage'), true],
  ['a hold without a time', scope('[["*","soon"]]'), true],
  ['no holds', scope('[]'), true],
  ['a place that is none', scope('[["%",null]]'), true],
  [
    'an account of a vendor to come',
    `INSERT INTO dnc.account VALUES ('${uuid}', 'other', 'New');
     INSERT INTO dnc.agent VALUES ('${uuid}', 'a', 'team', 'Team'); ${scope(`[["${uuid}/a",null]]`)}`,
    true,
  ],
  ['an origin that is not there', entry({ origin: '999' }), true],
  ['an origin that is no JSON', `INSERT INTO dnc.origin VALUES (${made}, 'garbage'); ${entry({ origin: made })}`, true],
  ['details that are none', entry({ details: 'null' }), true],
  ['details of other kinds', entry({ details: '{"reason": 5, "requestedAt": "x", "category": {"a": 1}}' }), true],
  ['a choice of a version to come', entry({ details: '{"category": "other words"}' }), true],
  ['a day that never was', entry({ details: '{"requestedAt": -9e18}' }), true],
  ['a time that never was', entry({ changed: least }), true],
  ['a release at no time', entry({ removed: `${least}, 'Eve', 'why'` }), true],
  ['a line that is none', entry({ line: largest }), true],
  ['a number that is too short', entry({ number: '5' }), false],
  ['a number below nothing', entry({ number: '-12125550290' }), false],
  ['a number that is too long', entry({ number: largest }), false],
  ['a question of a kind to come', request(digits, 'other', '1'), false],
  ['a question about no number', request('5', 'release', '1'), false],
  ['a question of no time', request(digits, 'release', least), false],
];

describe.skipIf(noPostgres !== undefined)('damaged rows of the hub', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let mia: HubDesk;
  let tom: HubDesk;

  beforeAll(async () => {
    server = await startPostgres();
    hub = await createTestHub(server);
    mia = await hub.join('Mia', 'lead');
    tom = await hub.join('Tom');
    await mia.block('+12125550100');
    await exchange(mia, tom);
  });
  afterAll(async () => {
    await hub?.close();
    await server?.stop();
  });

  it.each(damages.map((damage, at) => [...damage, at] as const))('%s', async (_what, sql, isBlocked, at) => {
    const [damaged, before, after] = [1, 2, 3].map((kind) => `+1212555${kind}${String(at).padStart(3, '0')}`) as [
      string,
      string,
      string,
    ];
    await mia.block(before);
    await exchange(mia);
    const given = sql.replaceAll(digits, damaged.slice(1)).replaceAll(made, String(1000 + at));
    await hub.ask(`SET session_replication_role = replica; ${given}`);
    await exchange(tom);
    await mia.block(after);
    await exchange(mia, tom);
    for (const number of [before, after]) expect(await tom.isBlocked(number), number).toBe(true);
    expect(await tom.isBlocked(damaged)).toBe(isBlocked);
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep', requestCount: 0 });
    const { entries } = await tom.client.entries.list({ limit: 200 });
    expect(entries.filter(({ number }) => [damaged, before, after].includes(number))).toHaveLength(isBlocked ? 3 : 2);
    await tom.client.home.state();
  });
});
