/**
 * A desk that takes real files: what an import finds and asks, what it then blocks, and what a removal by file
 * releases. Answers to its questions name columns; a mapping, where one is given, is used as it is.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { BulkSummary } from '../../shared/contract/bulk.ts';
import type { DeskInputs } from '../../shared/contract/contract.ts';
import type { IntakeFound, IntakeSummary } from '../../shared/contract/intake.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from './core.ts';
import { createTestClock, type TestClock } from './desk.ts';

export type Answers = Partial<Omit<DeskInputs['intake']['preview']['options'], 'leftOut'>> & {
  /** Columns by name, or by index from 0: also read for numbers, or left out. */
  readonly also?: readonly (string | number)[];
  readonly leaveOut?: readonly (string | number)[];
  readonly releaseValues?: readonly string[];
  /** Columns that say which rows are released. */
  readonly decides?: readonly (string | number)[];
};

/** What a preview says, and the numbers and rejects of its lines. */
export type Look = {
  readonly found: IntakeFound;
  readonly summary: IntakeSummary;
  /** The numbers of the lines that would be blocked. */
  readonly numbers: readonly string[];
  /** Cells of the CSV of rejects, below its header. */
  readonly rejects: string;
  readonly apply: () => Promise<void>;
};

export type FileDesk = TestCore & {
  readonly look: (name: string, content: string | Uint8Array, answers?: Answers) => Promise<Look>;
  /** Imports the file; refused with the first open question. */
  readonly take: (name: string, content: string | Uint8Array, answers?: Answers) => Promise<Look>;
  /** Removes by file what can be removed: the released numbers, none where a question is open. */
  readonly release: (
    name: string,
    content: string | Uint8Array,
    answers?: Answers,
  ) => Promise<{ readonly summary: BulkSummary; readonly released: readonly string[]; readonly rejects: string }>;
  readonly block: (...numbers: readonly string[]) => Promise<void>;
  /** All that are blocked, in order. */
  readonly blocked: () => Promise<readonly string[]>;
};

/** In New York it is still the 28th, 21:00. */
const today = '2026-11-29T02:00:00.000Z';

/**
 * A desk in New York for each test of a file, whose journal is verified at the end of each.
 * @param take gets it before each test
 * @returns its clock, set back before each test
 */
export function useFileDesk(take: (desk: FileDesk) => void): TestClock {
  const clock = createTestClock(today);
  let desk: FileDesk;
  beforeEach(async () => {
    clock.set(today);
    desk = await openFileDesk('America/New_York', clock);
    take(desk);
  });
  afterEach(async () => {
    expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
    await desk.close();
  });
  return clock;
}

/** What a look leaves open. */
export const toKinds = ({ summary }: Pick<Look, 'summary'>) => summary.questions.map(({ kind }) => kind);

export async function openFileDesk(zone: string, clock?: TestClock): Promise<FileDesk> {
  const folder = await makeDataDir();
  const core = await openTestCore(folder.dataDir, {
    systemZone: () => zone,
    ...(clock === undefined ? {} : { clock }),
  });
  const { client } = core;

  async function open(
    name: string,
    content: string | Uint8Array,
    { also = [], leaveOut = [], decides = [], region = 'US', mapping: given }: Answers,
  ) {
    const path = join(folder.dataDir, name);
    await writeFile(path, content);
    const found = await client.intake.open({ from: { kind: 'path', path }, region });
    const placeOf = (wanted: string | number) =>
      found.columns.find(({ header, column }) => header === wanted || column === wanted)?.column ?? -1;
    const [extra, leftOut, deciding] = [also.map(placeOf), leaveOut.map(placeOf), decides.map(placeOf)];
    const others = [...extra, ...leftOut, ...deciding];
    const mapping = given ?? [
      ...found.columns
        .filter(({ column, field }) => field !== 'ignore' && !others.includes(column))
        .map(({ column, field }) => ({ column, field })),
      ...extra.map((column) => ({ column, field: 'phone' as const })),
      ...deciding.map((column) => ({ column, field: 'disposition' as const })),
    ];
    return { found, extra, columns: { mapping, leftOut, region } };
  }

  async function wait(job: string): Promise<void> {
    const ended = await client.jobs.wait({ job });
    if (ended.state !== 'done') throw new Error(ended.message);
  }

  async function look(name: string, content: string | Uint8Array, answers: Answers = {}): Promise<Look> {
    const { found, columns } = await open(name, content, answers);
    const { also: _also, leaveOut: _leaveOut, releaseValues: _values, decides: _decides, ...given } = answers;
    const { intake } = found;
    const { columnAnswers } = found;
    const known = { columnAnswers, ...(found.requestValues === null ? {} : { requestValues: found.requestValues }) };
    const { job } = await client.intake.preview({ intake, options: { ...known, ...given, ...columns } });
    await wait(job);
    const summary = await client.intake.summary({ intake });
    const { lines } = await client.intake.lines({ intake, limit: 1000 });
    const isIn = (group: string) => group === 'new' || group === 'wouldChange' || group === 'alreadyThere';
    return {
      found,
      summary,
      numbers: lines.flatMap(({ group, numbers }) => (isIn(group) ? numbers : [])),
      rejects: (await readAll(await client.intake.rejects({ intake }))).replace('line,column,reason,text\r\n', ''),
      async apply() {
        const applied = await client.intake.apply({ intake, confirmed: found.asks.map(({ kind }) => kind) });
        await wait(applied.job);
      },
    };
  }

  return {
    ...core,
    close: async () => {
      await core.close();
      await folder.remove();
    },
    look,
    async take(...file) {
      const looked = await look(...file);
      await looked.apply();
      return looked;
    },
    async release(name, content, answers = {}) {
      const { found, extra, columns } = await open(name, content, answers);
      const { releaseValues, otherValues, columnAnswers } = answers;
      const of: DeskInputs['bulk']['preview']['of'] = {
        kind: 'file',
        intake: found.intake,
        ...columns,
        phones: extra,
        ...(releaseValues === undefined ? {} : { releaseValues: [...releaseValues] }),
        ...(otherValues === undefined ? {} : { otherValues }),
        ...(columnAnswers === undefined ? {} : { columnAnswers }),
      };
      const { bulk, job } = await client.bulk.preview({ of, act: { kind: 'remove' } });
      await wait(job);
      const summary = await client.bulk.summary({ bulk });
      const { items } = await client.bulk.items({ bulk, limit: 1000 });
      const released = items.filter(({ group }) => group === 'change').map(({ number }) => number);
      const rejects = (await readAll(await client.bulk.rejects({ bulk }))).replace('line,column,reason,text\r\n', '');
      if (summary.question !== null || released.length === 0) return { summary, released: [], rejects };
      const confirm = summary.confirm === null ? {} : { confirm: summary.confirm };
      await wait((await client.bulk.apply({ bulk, why: 'by file', ...confirm })).job);
      return { summary, released, rejects };
    },
    async block(...numbers) {
      await client.entries.add({ numbers: [...numbers], confirmInvalid: true });
    },
    async blocked() {
      return (await client.entries.list({ limit: 1000 })).entries.map(({ number }) => number);
    },
  };
}
