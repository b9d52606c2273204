/** The log of answers by itself: months, what is taken away, an end that is gone, and what it is asked. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnswers } from '../../../electron/core/gate/answers.ts';
import { openAnswerLog } from '../../../electron/core/gate/log/answerLog.ts';
import { chainHash, type Logged } from '../../../electron/core/gate/log/chain.ts';
import { openNumberKey } from '../../../electron/core/gate/log/numberKey.ts';
import { eachRecord, verifyAnswers } from '../../../electron/core/gate/log/readAnswers.ts';
import { createNumberReader } from '../../../electron/core/list/commands/numberInput.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import { quietLog } from '../../support/desk.ts';

let folder: string;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dnc-desk-answers-'));
  now = Date.UTC(2026, 0, 15);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = async () => openAnswerLog({ folder, now: () => now, log: quietLog, key: await openNumberKey(folder) });
const toCheck = (number: string): Logged => ({
  kind: 'check',
  by: 1,
  name: 'Dialer',
  head: '5-ab',
  registries: null,
  target: null,
  asOf: null,
  items: [[number, 'blocked', 'list', 'everywhere']],
});
async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
const segments = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .toSorted();
const kinds = async () => (await collect(eachRecord(folder))).map(({ record }) => record.kind);

test('many at once are written in their order, in one chain, month by month; a clock set back reopens none', async () => {
  const log = await open();
  await Promise.all(Array.from({ length: 300 }, (_, at) => log.append(toCheck(`n${at}`))));
  now = Date.UTC(2026, 1, 2);
  await Promise.all([log.append(toCheck('a')), log.append(toCheck('b'))]);
  now = Date.UTC(2026, 0, 20);
  await log.append(toCheck('c'));
  await log.close();
  expect(segments()).toEqual(['2026-01.log', '2026-02.log']);
  const items = (await collect(eachRecord(folder))).flatMap(({ record }) =>
    record.kind === 'check' ? record.items.map(([number]) => number) : [],
  );
  expect(items).toEqual([...Array.from({ length: 300 }, (_, at) => `n${at}`), 'a', 'b', 'c']);
  expect(await verifyAnswers(folder)).toEqual([]);
});

test('what is old is taken away with a record of where the chain goes on; without that record it shows', async () => {
  let log = await open();
  await log.append(toCheck('old'));
  await log.close();
  for (const month of [1, 2, 3]) {
    now = Date.UTC(2026, month, 3);
    log = await open();
    await log.append(toCheck(`m${month}`));
    await log.prune(2);
    await log.close();
  }
  expect(segments()).toEqual(['2026-02.log', '2026-03.log', '2026-04.log']);
  expect(await kinds()).toEqual(['segment', 'check', 'segment', 'check', 'segment', 'check', 'pruned']);
  expect(await verifyAnswers(folder)).toEqual([]);
  rmSync(join(folder, '2026-02.log'));
  expect(await verifyAnswers(folder)).toEqual([expect.stringMatching(/begins with record 5, and nothing says/)]);
});

test('one start with a wrong clock, or several, takes no month away; time that really passes does', async () => {
  for (let month = 0; month < 11; month += 1) {
    now = Date.UTC(2026, month, 3);
    const log = await open();
    await log.append(toCheck(`m${month}`));
    await log.close();
  }
  const before = segments();
  for (const wrong of [Date.UTC(2029, 3, 1), Date.UTC(2029, 3, 2), Date.UTC(1970, 0, 1)]) {
    now = wrong;
    const log = await open();
    await log.prune(24);
    await log.append(toCheck('wrong'));
    await log.prune(24);
    await log.close();
  }
  expect(segments()).toEqual([...before, '2029-04.log']);
  expect(await verifyAnswers(folder)).toEqual([]);
  now = Date.UTC(2026, 11, 3);
  const log = await open();
  await log.prune(9);
  await log.close();
  expect(segments()).toEqual([...before.slice(2), '2029-04.log']);
});

test('what was on its way when the power went is cut off, whatever the disk made of it', async () => {
  let log = await open();
  await log.append(toCheck('a'));
  await log.close();
  const path = join(folder, '2026-01.log');
  const whole = readFileSync(path);
  // Half a line; a line that fits in no chain, of which only the second block was written; zeros that were prepared.
  for (const rest of ['half of a li', `\0\0\0\0","x"]]}\n${'x'.repeat(43)} {"n":9}\n`, '\0'.repeat(300_000)]) {
    writeFileSync(path, Buffer.concat([whole, Buffer.from(rest)]));
    rmSync(join(folder, 'head'));
    log = await open();
    await log.append(toCheck('b'));
    await log.close();
    expect(await kinds()).toEqual(['segment', 'check', 'check']);
    expect(await verifyAnswers(folder)).toEqual([]);
  }
});

test('while it is written, zeros stand behind its end, and nobody takes them for a record', async () => {
  const log = await open();
  await log.append(toCheck('a'));
  expect(readFileSync(join(folder, '2026-01.log')).length).toBeGreaterThan(1_000_000);
  expect(await kinds()).toEqual(['segment', 'check']);
  expect(await verifyAnswers(folder)).toEqual([]);
  await log.close();
  expect(readFileSync(join(folder, '2026-01.log')).length).toBeLessThan(1000);
});

test('an end that is gone is noticed at the next start, and stays in the log', async () => {
  let log = await open();
  for (const number of ['a', 'b', 'c']) await log.append(toCheck(number));
  await log.close();
  const path = join(folder, '2026-01.log');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(path, `${lines.slice(0, -1).join('\n')}\n`);
  log = await open();
  await log.append(toCheck('d'));
  await log.close();
  expect(await kinds()).toEqual(['segment', 'check', 'check', 'lack', 'check']);
  expect(await verifyAnswers(folder)).toEqual([
    'The log of answers lost its records 4 to 4: they were gone at a start.',
  ]);
});

test('it is asked about a number, a token, a verdict and a time, newest first, and exported with its chain', async () => {
  const log = await open();
  for (let at = 0; at < 30; at++) {
    now += 3_600_000;
    await log.append(toCheck(at % 3 === 0 ? '+12125550101' : '+12125550102'));
  }
  await log.append({ kind: 'closed', by: 2, name: 'Other', why: 'too old', count: 1 });
  await log.close();
  const zone = createZone('UTC');
  const answers = createAnswers({ folder, zone: () => zone, region: () => 'US', readNumber: createNumberReader() });
  const page = async (asked: object) => {
    const found = await answers.page({ limit: 4, ...asked });
    if (!found.ok) throw new Error(found.message);
    return found.value;
  };
  const first = await page({ number: '(212) 555-0101' });
  expect(first.answers).toHaveLength(4);
  const rest = await page({ number: '+12125550101', limit: 100, before: first.next ?? 0 });
  expect(rest.answers).toHaveLength(6);
  const times = [...first.answers, ...rest.answers].map(({ at }) => at);
  expect(times).toEqual(times.toSorted().toReversed());
  expect((await page({ by: 'other' })).answers).toMatchObject([
    { kind: 'closed', verdict: 'blocked', rule: 'too old' },
  ]);
  expect((await page({ verdict: 'callable' })).answers).toEqual([]);
  expect((await page({ until: '2026-01-15', limit: 100 })).answers).toHaveLength(23);
  const exported = async (format: 'csv' | 'json') => {
    const made = await answers.export({ format, number: '+12125550101' });
    return made.ok ? (await collect(made.value)).join('') : made.message;
  };
  expect((await exported('csv')).trimEnd().split('\r\n')).toHaveLength(11);
  const json = JSON.parse(await exported('json')) as { record: { kind: string } }[];
  expect(json.map(({ record }) => record.kind)).toEqual(['segment', ...Array<string>(10).fill('check')]);
});

/** Logs a number as the gate does: by the key that is there, or a new one. */
async function logHidden(number: string): Promise<void> {
  const log = await open();
  await log.append(toCheck((await openNumberKey(folder)).hide(number)));
  await log.close();
}
const lost = (records: number, first: number, last: number) =>
  expect.stringMatching(`The key by which ${records} records of the log of answers \\(${first} to ${last}\\) name`);
const ask = (number: string) =>
  createAnswers({
    folder,
    zone: () => createZone('UTC'),
    region: () => 'US',
    readNumber: createNumberReader(),
  }).page({ number, limit: 5 });

test('a key that is lost is told, also after the next start has made another, and is found again', async () => {
  await logHidden('+12125550101');
  await logHidden('+12125550102');
  expect(await verifyAnswers(folder)).toEqual([]);
  const path = join(folder, 'key');
  const key = readFileSync(path);
  rmSync(path);
  expect(await verifyAnswers(folder)).toEqual([lost(2, 2, 3)]);
  // A look makes no key.
  expect(await ask('+12125550101')).toMatchObject({ ok: false, message: expect.stringMatching(/key .* is not there/) });
  expect(readdirSync(folder)).not.toContain('key');
  await logHidden('+12125550103');
  expect(await kinds()).toEqual(['segment', 'check', 'check', 'key', 'check']);
  expect(await verifyAnswers(folder)).toEqual([lost(2, 2, 3)]);
  now = Date.UTC(2026, 1, 2);
  await logHidden('+12125550104');
  expect(await kinds()).toEqual(['segment', 'check', 'check', 'key', 'check', 'segment', 'check']);
  expect(await verifyAnswers(folder)).toEqual([lost(2, 2, 3)]);
  // Put back: what the other one hid is lost then.
  writeFileSync(path, key);
  expect(await verifyAnswers(folder)).toEqual([lost(2, 5, 7)]);
  expect(await ask('+12125550101')).toMatchObject({ ok: true, value: { answers: [{ n: 2 }] } });
});

test('a damaged key is told, and a log of before, which names none, is known by the key that is there', async () => {
  await logHidden('+12125550101');
  const path = join(folder, '2026-01.log');
  let hash = '0'.repeat(43);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const before = lines.map((line) => {
    const json = line.slice(44).replace(/,"key":"[^"]*"/, '');
    hash = chainHash(hash, json);
    return `${hash} ${json}\n`;
  });
  writeFileSync(path, before.join(''));
  rmSync(join(folder, 'head'));
  expect(await verifyAnswers(folder)).toEqual([]);
  await logHidden('+12125550102');
  expect(await kinds()).toEqual(['segment', 'check', 'key', 'check']);
  expect(await verifyAnswers(folder)).toEqual([]);
  rmSync(join(folder, 'key'));
  await logHidden('+12125550103');
  expect(await verifyAnswers(folder)).toEqual([lost(2, 2, 4)]);
  writeFileSync(join(folder, 'key'), 'nonsense');
  expect(await verifyAnswers(folder)).toEqual([expect.stringMatching(/is damaged: it holds no key/), lost(3, 2, 6)]);
});
