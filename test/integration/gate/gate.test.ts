/** Programs with a token ask the desk over HTTP: what each may, and what everyone is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir } from '../../support/core.ts';
import { type Ask, type GateDesk, openGateDesk } from '../../support/gateDesk.ts';

const [blocked, free] = ['+12125550101', '+12125550102'] as const;

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: GateDesk;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openGateDesk(folder.dataDir);
  await desk.client.app.saveSettings({ region: 'US' });
  await desk.client.entries.add({ numbers: [blocked], reason: 'threatened legal action' });
  for (const scopes of ['check', 'add', 'read', 'check,add,read']) tokens[scopes] = await desk.token(scopes);
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

const logged = (): readonly string[] =>
  readdirSync(join(folder.dataDir, 'answers'))
    .filter((name) => name.endsWith('.log'))
    .flatMap((name) =>
      readFileSync(join(folder.dataDir, 'answers', name), 'utf8')
        .replaceAll('\0', '')
        .trimEnd()
        .split('\n'),
    );

describe('check', () => {
  test('says blocked, callable or in doubt for each number, with the rule that decided', async () => {
    const { status, body } = await desk.ask('check', {
      token: tokens['check'] ?? '',
      body: { numbers: [blocked, '(212) 555-0102', 'twelve', '212 555 0101'] },
    });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        head: expect.stringMatching(/^\d+-[0-9a-f]{16}$/) as string,
        answers: [
          { number: blocked, verdict: 'blocked', blocked: true, rule: 'list', where: 'everywhere' },
          { asked: '(212) 555-0102', number: free, verdict: 'callable', blocked: false, rule: 'none' },
          { number: null, verdict: 'inDoubt', blocked: true, rule: 'reading' },
          { number: blocked, verdict: 'blocked', blocked: true, rule: 'list' },
        ],
      },
    });
    // Who blocked it and why is nobody's who only asks.
    expect(JSON.stringify(body)).not.toContain('legal');
  });

  test('a block that was just made counts for the next question, and so does its end', async () => {
    const asked = { token: tokens['check'] ?? '', body: { numbers: ['+12125550103'] } };
    const verdict = async () => ((await desk.ask('check', asked)).body['answers'] as { verdict: string }[])[0]?.verdict;
    expect(await verdict()).toBe('callable');
    await desk.client.entries.add({ numbers: ['+12125550103'] });
    expect(await verdict()).toBe('blocked');
    await desk.client.entries.remove({ numbers: ['+12125550103'], why: 'a mistake' });
    expect(await verdict()).toBe('callable');
  });

  test('thousands of numbers get as many answers, in their order', async () => {
    const numbers = Array.from({ length: 1001 }, (_, at) => `+1212556${String(at).padStart(4, '0')}`);
    const { body } = await desk.ask('check', { token: tokens['check'] ?? '', body: { numbers } });
    expect((body['answers'] as { asked: string }[]).map(({ asked }) => asked)).toEqual(numbers);
  });

  test('what was answered is in the log before it is given, without a number', async () => {
    const before = logged().length;
    await desk.ask('check', { token: tokens['check'] ?? '', body: { numbers: [blocked, free] } });
    const lines = logged().slice(before);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/"blocked","list","everywhere"\],\[".{22}","callable","none",null\]/);
    expect(lines[0]).not.toContain('2125550101');
    await expect(desk.client.app.verify()).resolves.toEqual({ ok: true, problems: [] });
  });
});

describe('requests', () => {
  test('a person asked: blocked everywhere, by the name of the token', async () => {
    const token = await desk.token('add', { name: 'Voice agent' });
    const { status, body } = await desk.ask('requests', {
      token,
      body: { number: '+12125550110', reason: 'said stop', batchId: 'b1', requestUUID: 'u1', source: 'Agent Mia' },
    });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { blocked: true, number: '+12125550110', outcome: 'added' },
    });
    const { entry, history } = await desk.client.entries.get({ number: '+12125550110' });
    expect(entry).toMatchObject({
      state: 'blocked',
      reason: 'said stop',
      createdBy: 'Voice agent',
      source: { kind: 'api', label: 'Agent Mia' },
      callReference: { batchId: 'b1', requestUuid: 'u1' },
    });
    expect(history.map(({ author }) => author)).toEqual(['Voice agent']);
  });

  test('a number that is blocked already and names no call takes that of the request, and nothing else', async () => {
    const number = '+12125550119';
    await desk.client.entries.add({ numbers: [number], reason: 'asked on the phone' });
    const call = { batchId: 'b2', requestUUID: 'u2', requestedAt: '2026-05-02T10:00:00.000Z' };
    const ask = () =>
      desk.ask('requests', { token: tokens['add'] ?? '', body: { number, reason: 'said stop', ...call } });
    expect((await ask()).body).toMatchObject({ blocked: true, outcome: 'changed' });
    const { entry } = await desk.client.entries.get({ number });
    expect(entry).toMatchObject({
      reason: 'asked on the phone',
      requestedAt: null,
      callReference: { batchId: 'b2', requestUuid: 'u2' },
      source: { kind: 'manual' },
    });
    expect((await ask()).body).toMatchObject({ outcome: 'alreadyThere', batch: null });
  });

  test('the same key: the same answer while it is true; with another body 409, and nothing is written', async () => {
    const ask = (body: object, headers: Record<string, string> = {}) =>
      desk.ask('requests', { token: tokens['add'] ?? '', body, headers });
    const first = await ask({ number: '+12125550111', key: 'k' });
    const repeat = () => ask({ number: '+12125550111' }, { 'idempotency-key': 'k' });
    expect((await repeat()).body).toEqual(first.body);
    // "Blocked" is not true any more once it was released: a program whose key is the number hands in a second request.
    await desk.client.entries.remove({ numbers: ['+12125550111'], why: 'agreed again' });
    const again = await repeat();
    expect(again.body).toMatchObject({ blocked: true, outcome: 'revived' });
    expect((await desk.client.entries.get({ number: '+12125550111' })).entry?.state).toBe('blocked');
    expect((await repeat()).body).toEqual(again.body);
    await desk.client.entries.remove({ numbers: ['+12125550111'], why: 'agreed again' });
    expect(await ask({ number: '+12125550112', key: 'k' })).toMatchObject({ status: 409, body: { field: 'key' } });
    expect((await desk.client.entries.get({ number: '+12125550112' })).entry).toBeNull();
    // Another token has keys of its own.
    const other = await desk.token('add');
    expect(await desk.ask('requests', { token: other, body: { number: '+12125550112', key: 'k' } })).toMatchObject({
      status: 200,
    });
  });

  test.each([
    ['requests', '{"number":"+12125550117","number":"+12125550118"}'],
    ['requests', '{"number":"+12125550117","reason":"a","\\u0072eason":"b"}'],
    ['requests?form=Retell', '{"call":{"to_number":"+12125550117","x":[{"a":1,"a":2}]}}'],
    ['check', '{"numbers":["+12125550117"],"numbers":["+12125550118"]}'],
  ])('what stands twice in a body is not sure, and nothing is taken from it: %s %s', async (call, raw) => {
    const token = await desk.token('add,check');
    expect(await desk.ask(call, { token, raw })).toMatchObject({ status: 400 });
    const found = await desk.client.entries.check({ numbers: ['+12125550117', '+12125550118'] });
    expect(found).toMatchObject([{ blocked: false }, { blocked: false }]);
  });

  test('the same name in two objects is no repetition, whatever stands in the texts', async () => {
    const body = {
      number: '+12125550116',
      reason: 'said "number": "stop", {"number": 1} \\',
      more: [{ a: 1 }, { a: 1 }],
    };
    expect(await desk.ask('requests', { token: tokens['add'] ?? '', body })).toMatchObject({ status: 200 });
  });

  test('a number without quotation marks is its digits', async () => {
    const raw = '{"number":12125550119}';
    expect(await desk.ask('requests', { token: tokens['add'] ?? '', raw })).toMatchObject({
      status: 200,
      body: { number: '+12125550119' },
    });
  });

  test('a sender whose clock is ahead, or has none, is not refused; a number in no use is blocked all the same', async () => {
    const requestedAt = new Date(Date.now() + 60_000).toISOString();
    const token = tokens['add'] ?? '';
    expect(await desk.ask('requests', { token, body: { number: '+12125550113', requestedAt } })).toMatchObject({
      status: 200,
    });
    const zero = { number: '+12125550123', requestedAt: '1970-01-01T00:00:00Z' };
    expect(await desk.ask('requests', { token, body: zero })).toMatchObject({ status: 200 });
    expect(await desk.ask('requests', { token, body: { number: '+12120000000' } })).toMatchObject({ status: 200 });
  });

  test('what cannot be read as one number blocks nothing, and says so', async () => {
    const { status, body } = await desk.ask('requests', { token: tokens['add'] ?? '', body: { number: 'twelve' } });
    expect({ status, body }).toMatchObject({ status: 422, body: { field: 'number' } });
  });
});

describe('entries', () => {
  test('the list, page by page', async () => {
    const token = tokens['read'] ?? '';
    const seen: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await desk.ask(`entries?limit=2${cursor}`, { token });
      expect(status).toBe(200);
      seen.push(...(body['entries'] as { number: string }[]).map(({ number }) => number));
      cursor = body['next'] === null ? '' : `&cursor=${encodeURIComponent(body['next'] as string)}`;
    } while (cursor !== '');
    const { entries } = await desk.client.entries.list({ limit: 1000 });
    expect(seen).toEqual(entries.map(({ number }) => number));
  });

  test('by state, source and day', async () => {
    const token = tokens['read'] ?? '';
    const numbers = async (query: string) =>
      ((await desk.ask(`entries?${query}`, { token })).body['entries'] as { number: string }[]).map(
        ({ number }) => number,
      );
    expect(await numbers('state=removed')).toEqual(['+12125550103', '+12125550111']);
    expect(await numbers('source=manual')).toEqual([blocked, '+12125550119']);
    expect(await numbers('addedTo=2001-01-01')).toEqual([]);
  });
});

type Refusal = readonly [what: string, status: number, path: string, how: () => Parameters<Ask>[1]];
const check = { numbers: [free] };
const refusals: readonly Refusal[] = [
  ['no token', 401, 'check', () => ({ body: check })],
  ['a token that nobody made', 401, 'check', () => ({ token: `dnc_${'a'.repeat(43)}`, body: check })],
  ['the first letters of a token', 401, 'check', () => ({ token: tokens['check']?.slice(0, 10) ?? '', body: check })],
  ['a token to ask adds', 403, 'requests', () => ({ token: tokens['check'] ?? '', body: { number: free } })],
  ['a token to ask reads', 403, 'entries', () => ({ token: tokens['check'] ?? '' })],
  ['a token to add asks', 403, 'check', () => ({ token: tokens['add'] ?? '', body: check })],
  ['a token to read adds', 403, 'requests', () => ({ token: tokens['read'] ?? '', body: { number: free } })],
  ['no JSON', 400, 'check', () => ({ token: tokens['check'] ?? '', raw: '{"numbers": [' })],
  [
    'a form',
    415,
    'check',
    () => ({ token: tokens['check'] ?? '', raw: 'a=b', headers: { 'content-type': 'text/plain' } }),
  ],
  ['no number', 422, 'check', () => ({ token: tokens['check'] ?? '', body: { numbers: [] } })],
  [
    'too many numbers',
    422,
    'check',
    () => ({ token: tokens['check'] ?? '', body: { numbers: Array(10_001).fill('1') } }),
  ],
  ['a field that is not known', 422, 'check', () => ({ token: tokens['check'] ?? '', body: { ...check, At: '2026' } })],
  [
    'a target that is not known',
    422,
    'check',
    () => ({ token: tokens['check'] ?? '', body: { ...check, target: 'X' } }),
  ],
  [
    'half a reference of a call',
    422,
    'requests',
    () => ({ token: tokens['add'] ?? '', body: { number: free, batchId: 'b' } }),
  ],
  [
    'a body that is too large',
    413,
    'check',
    () => ({ token: tokens['check'] ?? '', raw: ' '.repeat(1024 * 1024 + 1) }),
  ],
  [
    'one that does not say how large it is',
    413,
    'requests',
    () => ({ token: tokens['add'] ?? '', raw: ' '.repeat(20_000), headers: { 'transfer-encoding': 'chunked' } }),
  ],
  ['another call', 404, 'accounts', () => ({ token: tokens['check,add,read'] ?? '' })],
  [
    'a call of the desk’s own contract',
    404,
    '/api/entries/remove',
    () => ({ token: tokens['check,add,read'] ?? '', body: {} }),
  ],
  ['the page’s socket', 404, '/rpc', () => ({ token: tokens['check,add,read'] ?? '' })],
  ['another method', 405, 'check', () => ({ token: tokens['check'] ?? '' })],
  [
    'another name of this computer',
    403,
    'check',
    () => ({ token: tokens['check'] ?? '', body: check, headers: { host: 'evil.example' } }),
  ],
  [
    'a page of another site',
    403,
    'check',
    () => ({ token: tokens['check'] ?? '', body: check, headers: { origin: 'https://evil.example' } }),
  ],
];

describe('refusals', () => {
  test.each(refusals)('%s: %i, and blocked for who asks', async (_, status, path, how) => {
    const reply = await desk.ask(path, how());
    const isAsked = !/^(requests|entries)\b/.test(path);
    expect(reply).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json' },
      body: {
        status,
        detail: expect.stringMatching(/\.$/) as string,
        ...(isAsked ? { blocked: true, verdict: 'blocked' } : {}),
      },
    });
    // Who hands in a request and reads no further must not take the number for blocked.
    if (!isAsked) expect(reply.body).not.toHaveProperty('blocked');
    expect((await desk.client.entries.get({ number: free })).entry).toBeNull();
  });

  test('more often than the token may: 429 with Retry-After; others go on', async () => {
    const token = await desk.token('check', { rate: 2 });
    const all = await Promise.all(Array.from({ length: 6 }, () => desk.ask('check', { token, body: check })));
    const late = all.filter(({ status }) => status === 429);
    expect(late.length).toBeGreaterThan(0);
    expect(late[0]).toMatchObject({ headers: { 'retry-after': '1' }, body: { blocked: true } });
    expect(await desk.ask('check', { token: tokens['check'] ?? '', body: check })).toMatchObject({ status: 200 });
  });

  test('a token that was revoked opens nothing from then on', async () => {
    const token = await desk.token('check', { name: 'Old dialer' });
    expect(await desk.ask('check', { token, body: check })).toMatchObject({ status: 200 });
    const row = (await desk.client.gate.tokens()).find(({ name }) => name === 'Old dialer');
    await desk.client.gate.revokeToken({ id: row?.id ?? 0 });
    expect(await desk.ask('check', { token, body: check })).toMatchObject({ status: 401 });
    expect((await desk.client.gate.tokens()).find(({ id }) => id === row?.id)).toMatchObject({ state: 'revoked' });
  });
});
