/**
 * A desk with two accounts and two agents, to which anything may happen that changes a list, and those who read it: `check` in a desk and
 * without one, the list, the drawer, lead files, exports that are imported elsewhere, and backups that take the place of another list.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import * as fc from 'fast-check';
import { checkAlone } from '../../electron/core/compose/checkAlone.ts';
import { databaseName } from '../../electron/core/db/openDatabase.ts';
import { assertNever } from '../../shared/assertNever.ts';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { makeDataDir, openTestCore, type TestCore } from './core.ts';
import { createTestClock, openTestDatabase, type TestClock } from './desk.ts';
import { migrationsDir } from './migrations.ts';

/** What is asked about: of several countries, so that nobody reads by one alone. */
const numbers: string[] = [
  ...Array.from({ length: 8 }, (_, at) => `+1212555${1000 + at}`),
  '+972502345678',
  '+442079460958',
];
/** Who may ask: nobody in particular, accounts and an agent. */
const askers = [undefined, 'Yappr', 'Yappr/Sales agent', 'Fluents'] as const;
/** Days from now. */
const moments = [0, 25] as const;

const accounts = `
  INSERT INTO account (id, vendor, name, base_url, created_at)
    VALUES (1, 'yappr', 'Yappr', 'http://127.0.0.1:1', 0), (2, 'fluents', 'Fluents', 'http://127.0.0.1:1', 0);
  INSERT INTO target (id, account_id, kind, remote_id, name, state)
    VALUES (1, 1, 'account', '', 'Yappr', 'active'), (2, 1, 'agent', 'a2', 'Sales agent', 'active'),
      (3, 1, 'agent', 'a3', 'Support agent', 'active'), (4, 2, 'account', '', 'Fluents', 'active');`;

const hour = 3_600_000;
const day = 24 * hour;
const began = Date.parse('2026-05-03T14:00:00Z');

const until = fc.option(
  fc.integer({ min: 1, max: 60 * 24 }).map((hours) => new Date(began + hours * hour + 1).toISOString()),
  { nil: null, freq: 2 },
);
const hold = fc.oneof(
  fc.record({ place: fc.constantFrom('everywhere' as const, 1, 2, 3, 4), until }),
  fc.record({ place: fc.constant('everywhere' as const), until, except: fc.subarray([1, 2, 4], { minLength: 1 }) }),
  fc.record({ place: fc.constant(1), until, except: fc.subarray([2, 3], { minLength: 1 }) }),
);
const holds = fc.array(hold, { minLength: 1, maxLength: 3 });
const some = fc.uniqueArray(fc.constantFrom(...numbers), { minLength: 1, maxLength: 4 });
const where = fc.constantFrom('', 'everywhere', 'Yappr', 'Yappr/Sales agent; Fluents', 'everywhere except Yappr');
const onDuplicate = fc.constantFrom('keep' as const, 'update' as const);

/** What happens to a list. */
export const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), some, holds, onDuplicate }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), some, holds }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), some }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      some,
      where,
      until,
      onDuplicate,
      revive: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('changeAll' as const), remove: fc.boolean(), holds }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redact' as const), some }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 480 }) }) },
);
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** What is said of each number to each asker at each moment: "blocked", "not callable" or "callable". */
export type Said = ReadonlyMap<string, string>;
const keyOf = (number: string, asker: string | undefined, days: number): string =>
  `${number} for ${asker ?? 'anybody'} in ${days} days`;

export type OneList = {
  readonly client: DeskClient;
  readonly happen: (what: Happening) => Promise<void>;
  /** What `check` says. */
  readonly check: () => Promise<Said>;
  /** The same by the halves of a lead file: only who is callable. */
  readonly scrub: () => Promise<Said>;
  /** The numbers of which that says that they are blocked for anybody now, in order. */
  readonly blockedNow: (said: Said) => readonly string[];
  /** Numbers that the list shows as blocked now, and those of which the drawer says so. */
  readonly shown: () => Promise<{ readonly list: readonly string[]; readonly drawer: readonly string[] }>;
  /** The path of an export of the list. */
  readonly export: (format: 'csv' | 'xlsx') => Promise<string>;
  /** Imports a file into this list, and answers what is asked first. */
  readonly import: (path: string, more?: object) => Promise<readonly string[]>;
  readonly backUp: () => Promise<string>;
  /** Puts a backup in the place of this list. */
  readonly restore: (path: string) => Promise<void>;
  /** What `check` says without a desk, now; undefined: it leaves the question to a desk. Closes this one. */
  readonly checkAlone: () => Promise<Said | undefined>;
  readonly close: () => Promise<void>;
};

/** Opens such a desk in a folder of its own. */
export async function openOneList(zone: string, clock: TestClock = createTestClock()): Promise<OneList> {
  const { dataDir, outDir, remove } = await makeDataDir();
  const open = (): Promise<TestCore> => openTestCore(dataDir, { clock, systemZone: () => zone });
  await (await open()).close();
  const db = openTestDatabase(join(dataDir, databaseName));
  db.exec(accounts);
  db.close();
  const { client, close } = await open();
  // Jobs let the clock go on a little: the moments that are asked about do not.
  let now = clock.now();
  const at = (days: number): string => new Date(now + days * day).toISOString();
  const batches: number[] = [];
  let files = 0;

  async function finish({ job }: { readonly job: string }): Promise<void> {
    const { state, message } = await client.jobs.wait({ job });
    if (state !== 'done') throw new Error(message);
  }

  async function importFile(path: string, more: object = {}): Promise<readonly string[]> {
    const found = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
    const { intake } = found;
    const mapping = found.columns.map(({ column, field }) => ({ column, field }));
    await finish(
      await client.intake.preview({ intake, options: { mapping, region: 'US', keepReleased: true, ...more } }),
    );
    const { questions } = await client.intake.summary({ intake });
    if (questions.length > 0) return questions.map(({ sentence }) => sentence);
    await finish(await client.intake.apply({ intake, confirmed: found.asks.map(({ kind }) => kind) }));
    batches.push((await client.intake.result({ intake })).batch);
    return [];
  }

  async function change(what: Happening): Promise<number | null> {
    switch (what.kind) {
      case 'add': {
        const { holds: wanted, onDuplicate: how } = what;
        return (await client.entries.add({ numbers: what.some, holds: wanted, onDuplicate: how })).batch;
      }
      case 'edit':
        return (await client.entries.edit({ numbers: what.some, patch: { holds: what.holds } })).batch;
      case 'remove':
        return (await client.entries.remove({ numbers: what.some, why: 'a mistake' })).batch;
      case 'undo': {
        const batch = batches[what.which % Math.max(1, batches.length)];
        return batch === undefined ? null : (await client.batches.undo({ batch })).batch;
      }
      case 'changeAll': {
        const act = what.remove
          ? ({ kind: 'remove' } as const)
          : { kind: 'edit' as const, patch: { holds: what.holds } };
        const started = await client.bulk.preview({ of: { kind: 'filter', filter: { states: ['blocked'] } }, act });
        await finish(started);
        const { bulk } = started;
        const { confirm } = await client.bulk.summary({ bulk });
        await finish(await client.bulk.apply({ bulk, why: 'all of them', ...(confirm === null ? {} : { confirm }) }));
        return (await client.bulk.result({ bulk })).batch;
      }
      case 'redact':
        await client.entries.redact({ numbers: what.some });
        return null;
      case 'import': {
        const path = join(outDir, `requests-${files++}.csv`);
        const rows = what.some.map((number) => `${number},${what.where},${what.until ?? ''}\n`);
        writeFileSync(path, `number,where,until\n${rows.join('')}`);
        await importFile(path, { onDuplicate: what.onDuplicate, revive: what.revive, keepReleased: !what.revive });
        return null;
      }
      case 'pass':
        clock.forward(what.hours * hour);
        return null;
      default:
        return assertNever(what);
    }
  }

  async function eachAsked(
    ask: (asker: string | undefined, days: number) => Promise<readonly string[]>,
  ): Promise<Said> {
    const said = new Map<string, string>();
    for (const asker of askers)
      for (const days of moments)
        for (const [place, answer] of (await ask(asker, days)).entries())
          said.set(keyOf(numbers[place] ?? '', asker, days), answer);
    return said;
  }

  return {
    client,
    async happen(what) {
      try {
        const batch = await change(what);
        if (batch !== null) batches.push(batch);
      } catch (error) {
        // A refusal in words is an answer.
        if (!(error instanceof ORPCError && error.defined)) throw error;
      }
      now = clock.now();
    },
    check: () =>
      eachAsked(async (target, days) => {
        const asked = { numbers, region: 'US', at: at(days), registries: false } as const;
        return (await client.entries.check({ ...asked, ...(target === undefined ? {} : { target }) })).map(toWord);
      }),
    blockedNow: (said) => numbers.filter((number) => said.get(keyOf(number, undefined, 0)) === 'blocked').toSorted(),
    scrub: () =>
      eachAsked(async (target, days) => {
        const path = join(outDir, 'leads.csv');
        writeFileSync(path, `Phone,Name\n${numbers.map((number) => `${number},Ann\n`).join('')}`);
        const { scrub, columns } = await client.scrub.open({ from: { kind: 'path', path }, region: 'US' });
        const mapping = columns.map(({ column, field }) => ({ column, field }));
        const to = { clean: join(outDir, 'clean.csv'), blocked: join(outDir, 'blocked.csv') };
        const options = { mapping, leftOut: [], region: 'US' as const, at: at(days) };
        const asked = target === undefined ? options : { ...options, target };
        await finish(await client.scrub.start({ scrub, options: asked, to, replace: true }));
        await client.scrub.discard({ scrub });
        const clean = readFileSync(to.clean, 'utf8');
        return numbers.map((number) => (clean.includes(`${number},`) ? 'callable' : 'blocked'));
      }),
    async shown() {
      const { entries } = await client.entries.list({ filter: { states: ['blocked'] }, limit: 1000 });
      const drawers = await Promise.all(numbers.map((number) => client.entries.get({ number })));
      const drawer = drawers.filter(({ entry }) => entry?.state === 'blocked').map(({ number }) => number);
      return { list: entries.map(({ number }) => number).toSorted(), drawer: drawer.toSorted() };
    },
    async export(format) {
      const path = join(outDir, `export.${format}`);
      const pieces: Buffer[] = [];
      for await (const piece of await client.entries.export({ format }))
        pieces.push(Buffer.from(piece, format === 'xlsx' ? 'base64' : 'utf8'));
      writeFileSync(path, Buffer.concat(pieces));
      return path;
    },
    import: importFile,
    async backUp() {
      const path = join(outDir, 'backup.sqlite');
      return (await client.app.backup({ path })).path;
    },
    async restore(path) {
      await client.backups.restore({ from: { kind: 'path', path }, releaseAll: true });
    },
    async checkAlone() {
      await close();
      const parts = { dataDir, migrationsDir, systemZone: () => zone, clock };
      const said = new Map<string, string>();
      for (const target of askers) {
        const answers = checkAlone(parts, { numbers, region: 'US', target, registries: false });
        if (answers === undefined) return undefined;
        for (const [place, answer] of answers.entries())
          said.set(keyOf(numbers[place] ?? '', target, 0), toWord(answer));
      }
      return said;
    },
    async close() {
      await close();
      await remove();
    },
  };
}

const toWord = ({ blocked, callable }: { readonly blocked: boolean; readonly callable: boolean }): string =>
  blocked ? 'blocked' : callable ? 'callable' : 'not callable';
