// Whatever a file holds, every line that is read ends in one group and one of the four counts, preview and apply agree, and
// no row is shifted into another column unnoticed: a number takes its reason from its own row, or the row is noted or rejected.
import { noDetails } from '../../shared/domain/entry/details.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLines, eachReject, groupOf } from '../../electron/core/intake/plan/lineCounts.ts';
import { listLines } from '../../electron/core/intake/plan/listLines.ts';
import { createStagedPlan, type ListView, planAll } from '../../electron/core/intake/plan/planStaged.ts';
import { openText } from '../../electron/core/files/openRows.ts';
import { streamRows } from '../../electron/core/files/streamRows.ts';
import { createStager } from '../../electron/core/intake/staging/stageFile.ts';
import { createStaging, lineOutcomes, type Staging } from '../../electron/core/intake/staging/staging.ts';
import { summarise } from '../../electron/core/intake/plan/summary.ts';
import { intakeOptions, type LineGroup } from '../../shared/contract/intake.ts';
import { recogniseColumns, toMapping } from '../../shared/domain/columns/columns.ts';
import type { Act, Entry } from '../../shared/domain/entry/entry.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import { everywhere, type Scope } from '../../shared/domain/entry/scope.ts';
import { toStagerOptions } from '../support/stagerOptions.ts';
import { runs } from '../support/runs.ts';

const now = toInstant(Date.UTC(2026, 4, 3));
const act: Act = { at: now, author: 'Dana', batchId: null };
const ended: Scope = [{ place: 'everywhere', until: toInstant(Date.UTC(2020, 0, 1)) }];
const known = (number: number, holds: Scope, isRemoved: boolean): Entry => ({
  number: toPhoneNumber(number),
  holds,
  ...noDetails,
  reason: 'old',
  seq: 1,
  removed: isRemoved ? { at: now, why: 'asked', by: 'Dana' } : null,
  source: { kind: 'manual', label: null },
  createdAt: now,
  createdBy: 'Dana',
  changedAt: now,
  changedBy: 'Dana',
  batchId: null,
  line: null,
});

/** Of the sixty numbers of the files, some are on the list in every way there is, and some are disputed. */
const first = 12_125_550_100;
const list: ListView = {
  load: (numbers) =>
    new Map(
      numbers.flatMap((number) => {
        const kind = number % 5;
        if (kind > 2) return [];
        return [[number, known(number, kind === 1 ? ended : everywhere, kind === 2)] as const];
      }),
    ),
  disputed: (numbers) => new Set(numbers.filter((number) => number % 7 === 0)),
};

type Row = { readonly number: number; readonly spelling: number; readonly damage: string; readonly at: number };
const damages = [
  'none',
  'none',
  'none',
  'extraCell',
  'lostCell',
  'strayQuote',
  'openQuote',
  'quotedBreak',
  'blank',
  'mark',
  'formula',
  'junk',
  'lostDigits',
] as const;
const row: fc.Arbitrary<Row> = fc.record({
  number: fc.integer({ min: first, max: first + 60 }),
  spelling: fc.nat(3),
  damage: fc.constantFrom(...damages),
  at: fc.nat(60),
});

function write({ number, spelling, damage, at }: Row, place: number): string {
  const local = String(number).slice(1);
  const spelled = [`+${number}`, local, `(${local.slice(0, 3)}) ${local.slice(3, 6)}-${local.slice(6)}`, `1-${local}`];
  const cells = [`i${place}`, spelled[spelling] ?? '', `r${number}`, `n${place}`];
  if (damage === 'extraCell') cells.splice(at % 5, 0, at % 2 === 0 ? '' : 'x');
  if (damage === 'lostCell') cells.splice(at % 4, 1);
  if (damage === 'quotedBreak') cells[3] = `"n${place}\nmore, of it"`;
  if (damage === 'mark') cells[1] = `\u202a${cells[1]}\u202c`;
  if (damage === 'formula') cells[3] = '=HYPERLINK("http://x")'.replaceAll('"', '');
  if (damage === 'junk') cells[1] = '__proto__';
  if (damage === 'lostDigits') cells[1] = '2.12556E+09';
  const text = damage === 'blank' ? '' : cells.join(',');
  if (damage === 'strayQuote') return `${text.slice(0, at % text.length)}"${text.slice(at % text.length)}`;
  return damage === 'openQuote' ? text.replace(/,/, ',"') : text;
}

const header = fc.constantFrom(
  'Id,Phone,Reason,Notes',
  '__proto__,Phone,Reason,constructor',
  'id;x\nId,Phone,Reason,Rest',
);
const file = fc.record({
  header,
  rows: fc.array(row, { minLength: 1, maxLength: 40 }),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  revive: fc.boolean(),
  confirmInvalid: fc.boolean(),
});

type Read = {
  readonly staging: Staging;
  readonly mapping: ReturnType<typeof toMapping>;
  readonly rows: number;
  /** Of the file as a whole. */
  readonly notes: readonly string[];
};

async function stage(text: string, confirmInvalid: boolean): Promise<Read | string> {
  const opened = openText(text, { region: 'US' });
  if (!opened.ok) return opened.message;
  const samples = opened.samples.map(({ cells }) => cells);
  const mapping = toMapping(recogniseColumns({ header: opened.header, samples, region: 'US' }));
  const staging = createStaging();
  const stager = createStager(staging, toStagerOptions({ mapping, confirmInvalid, now }));
  let rows = 0;
  for await (const chunk of streamRows(opened.source, opened.dialect, {})) {
    for (const each of chunk.rows) stager.stage(each);
    rows += chunk.rows.length;
  }
  return { staging, mapping, rows, notes: opened.notes };
}

const outcomesOf = (staging: Staging) => Array.from({ length: staging.lines() }, (_, line) => staging.outcome(line));

test('every line of a damaged file ends in one group and one count, and no row slips into another column unnoticed', async () => {
  await fc.assert(
    fc.asyncProperty(file, async ({ header: names, rows, lineEnd, revive, confirmInvalid }) => {
      const text = [names, ...rows.map(write)].join('\n').replaceAll('\n', lineEnd);
      const read = await stage(text, confirmInvalid);
      if (typeof read === 'string') {
        expect(read).toMatch(/\.$/);
        return;
      }
      const { staging, mapping } = read;
      const source = { kind: 'import', label: 'x' } as const;
      const choices = {
        holds: everywhere,
        ...noDetails,
        reason: null,
        source,
        onDuplicate: 'keep',
        revive,
      } as const;
      const work = { staging, choices, act, targets: new Map(), list };
      let size = 0;
      const changing = () => (size = (size % 7) + 1);

      // The preview, and then the apply, which plans anew, with as many numbers at a time as fit: the same outcome for each line.
      for (const _ of planAll(staging, createStagedPlan(work, 7)));
      const outcomes = outcomesOf(staging);
      const planned = [...planAll(staging, createStagedPlan(work, 7, changing))];
      expect(outcomesOf(staging)).toEqual(outcomes);
      const { groups, result, lines } = summarise(
        'x',
        staging,
        { meanings: [], remarks: [], unread: [], objected: new Set(), undecided: [], otherPhones: [], waits: false },
        [],
        intakeOptions.parse({ mapping }),
      );
      expect(lines).toBe(read.rows);
      expect(Object.values(groups).reduce((sum, count) => sum + count, 0)).toBe(lines);
      const counts = countLines(staging);
      expect(result).toEqual(counts);
      expect(counts.added + counts.changed + counts.alreadyThere + counts.rejected).toBe(lines);

      // No line in two groups, none in no group.
      const listed: number[] = [];
      for (const group of new Set<LineGroup>(lineOutcomes.map((outcome) => groupOf[outcome]))) {
        const found = await listLines(
          staging,
          { group },
          { offset: 0, limit: 1000 },
          { explain: () => new Map(), breathe: async () => undefined },
        );
        expect(found.total).toBe(groups[group]);
        listed.push(...found.lines.map(({ line }) => line));
      }
      expect(listed.toSorted((a, b) => a - b)).toEqual(outcomes.map((_, at) => staging.line(at)));

      // Whatever is not imported says why.
      const said = new Set([...eachReject(staging)].map(({ line }) => line));
      for (const [at, outcome] of outcomes.entries()) {
        const isOut = ['rejected', 'unconfirmed', 'keepsRemoved', 'keepsExpired'].includes(outcome);
        if (isOut) expect(said.has(staging.line(at))).toBe(true);
      }

      // What is written: one change a number, none of a number that is not in the file, none weaker.
      const changed = planned.flatMap(({ changes }) => changes);
      for (const { before, after } of changed) {
        expect(after.removed).toBeNull();
        if (!revive) expect(before?.removed ?? null).toBeNull();
      }

      // The reason stands beside its number, or the line is noted, or the file is: its lines agree on being wider.
      if (!mapping.some(({ field }) => field === 'reason')) return;
      if (read.notes.some((note) => note.startsWith('The header names '))) return;
      for (let index = 0; index < staging.numbers(); index++) {
        const at = staging.rowAt(index);
        // A stray mark inside a cell is text of that cell.
        const reason = staging.details(at)?.reason?.replaceAll('"', '') ?? null;
        const own = `r${staging.numberAt(index)}`;
        if (reason !== null && !reason.split(' · ').includes(own))
          expect(staging.notes.has(staging.line(at))).toBe(true);
      }
    }),
    { numRuns: runs(75) },
  );
});

/** Above the rows, in the names and in any cell, alone or among words; each is written once. */
const places = ['%', '% DNC', 'DNC %', '% opted out', 'call % twice', 'mobile %', 'ask for %'] as const;
const texts = ['', 'Ann', 'DNC', 'Phone', 'Name', 'Mobile', '2026-01-01', 'Q3 2026', 'Phone 1'] as const;
const numberedRows = fc.record({
  titles: fc.array(fc.constantFrom(...places, 'List of May'), { maxLength: 2 }),
  names: fc.option(fc.constantFrom('Phone,Name,Reason', 'Extra,Phone,Notes', 'Name,Tel,City')),
  rows: fc.array(fc.array(fc.constantFrom(...places, ...texts), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 6,
  }),
});

test('no number of any cell of any row is unaccounted for, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(numberedRows, async ({ titles, names, rows }) => {
      let last = 12_125_550_100;
      const spell = (text: string) => text.replaceAll('%', () => `+1 212-555-0${String((last += 1)).slice(-3)}`);
      const text = [...titles, ...(names === null ? [] : [names]), ...rows.map((cells) => cells.join(','))].map(spell);
      const opened = openText(text.join('\n'), { region: 'US' });
      if (!opened.ok) {
        // A file of nothing but names.
        expect({ message: opened.message, last }).toEqual({ message: opened.message, last: 12_125_550_100 });
        return;
      }
      const { head } = opened;
      const samples = opened.samples.map(({ cells }) => cells);
      const mapping = toMapping(recogniseColumns({ header: opened.header, samples, region: 'US' }));
      // Then a person has to say which one it is.
      if (!mapping.some(({ field }) => field === 'phone')) return;
      const staging = createStaging();
      const stager = createStager(staging, toStagerOptions({ mapping, names: opened.header ?? [], head, now }));
      const cellsOf = new Map<number, readonly string[]>();
      for await (const chunk of streamRows(opened.source, opened.dialect, {}))
        for (const each of chunk.rows) {
          cellsOf.set(each.line, each.cells);
          stager.stage(each);
        }
      const unread = stager.noticed().unread.map(({ column }) => column);
      const asked = [...cellsOf].flatMap(([, cells]) => unread.map((column) => cells[column] ?? ''));
      // A row whose words say that it is no request, or have to be explained first, is left out as a whole, and counted.
      const leftOut = outcomesOf(staging).flatMap((outcome, at) =>
        outcome === 'unclear' || outcome === 'notRequest' ? (cellsOf.get(staging.line(at)) ?? []) : [],
      );
      const told = [
        ...Array.from({ length: staging.numbers() }, (_, index) => `${staging.numberAt(index)}`),
        ...staging.doubts.flatMap(({ readings }) => readings.map(({ number }) => `${number}`)),
        ...[...staging.rejects.map((reject) => reject.text), ...asked, ...leftOut].map((each) =>
          each.replace(/\D/g, ''),
        ),
      ].join(' ');
      for (let number = 12_125_550_101; number <= last; number += 1) expect(told).toContain(String(number));
    }),
    { numRuns: runs(150) },
  );
});

test('a file with NUL bytes, or of anything at all, is refused with a sentence or accounted for', async () => {
  const anything = fc.oneof(
    fc.string({
      unit: fc.constantFrom(...'0123456789+,;|\t"\'\n\r ='.split(''), '\0', '\u202e', 'א', 'r'),
      maxLength: 300,
    }),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const read = await stage(`Phone,Reason\n${text}`, false);
      if (typeof read === 'string') expect(read).toMatch(/\.$/);
      else {
        const { lines, added, changed, alreadyThere, rejected } = countLines(read.staging);
        expect([lines, added + changed + alreadyThere + rejected]).toEqual([read.rows, read.rows]);
      }
    }),
    { numRuns: runs(75) },
  );
});
