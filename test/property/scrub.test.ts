// Laws of a scrub over generated lead files, damaged ones included: the two halves are the file again byte by byte, each row
// is judged as `check` judges its numbers, and the fast way through the bytes finds the records that the reader of imports finds.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Delimiter, Dialect, Encoding, Row } from '../../electron/core/files/text/dialect.ts';
import { openRows } from '../../electron/core/files/openRows.ts';
import { createRecordReader } from '../../electron/core/files/text/recordReader.ts';
import { createHalfFile } from '../../electron/core/scrub/leads/halfFile.ts';
import type { FileSource } from '../../electron/core/files/openRows.ts';
import { createUnitDecoder, readLeads } from '../../electron/core/scrub/leads/leadReader.ts';
import type { ReadTask } from '../../electron/core/scrub/leads/readTask.ts';
import { createLeadThreads } from '../../electron/core/scrub/leads/scanBeside.ts';
import { createNumberReaders } from '../../electron/core/scrub/leads/numberReaders.ts';
import { createLookUpHere } from '../../electron/core/scrub/ask/lookUp.ts';
import { saveCopies } from '../../electron/core/journal/addToCopy.ts';
import type { KnownGroups } from '../../electron/core/journal/knownGroups.ts';
import type { KnownNumbers } from '../../electron/core/journal/knownNumbers.ts';
import { readKnownEntries } from '../../electron/core/scrub/ask/knownEntries.ts';
import { type ListSnapshot, openListSnapshot } from '../../electron/core/scrub/ask/listSnapshot.ts';
import { createRefusedNumbers } from '../../electron/core/scrub/leads/refusedNumbers.ts';
import { splitLeads } from '../../electron/core/scrub/leads/splitLeads.ts';
import { parseInstant, toEpochMs } from '../../shared/domain/time/instant.ts';
import { createDayWriter } from '../../shared/domain/time/dayWriter.ts';
import { createTestDesk, someTargets, type TestDesk, valueOf } from '../support/desk.ts';
import { toPhonesOnly } from '../support/leadColumns.ts';
import { runs } from '../support/runs.ts';

const readers = createNumberReaders('US');
const threads = createLeadThreads({ fromBytes: 0 });
let dir: string;
let desk: TestDesk;
const numbers = Array.from({ length: 40 }, (_, index) => `+1212555${1000 + index}`);
const at = parseInstant('2026-06-01T00:00:00Z')!;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'dnc-desk-scrub-'));
  desk = createTestDesk();
  const { list } = desk;
  // Everywhere, on one agent, on a whole account, expired at the time of the question, removed, in an open conflict.
  valueOf(list.add({ numbers: numbers.slice(0, 8), reason: '=SUM("a", b)' }));
  valueOf(list.add({ numbers: numbers.slice(8, 12), targets: ['Yappr/Sales agent'] }));
  valueOf(list.add({ numbers: numbers.slice(12, 16), targets: ['Fluents'], reason: 'אל תתקשרו\nשוב' }));
  valueOf(list.add({ numbers: numbers.slice(16, 20), expires: parseInstant('2026-05-20T00:00:00Z')! }));
  valueOf(list.remove({ numbers: numbers.slice(6, 8), why: 'a mistake' }));
  desk.db.exec(`INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'yappr', 'Yappr', '', 0)`);
  const open = desk.db.prepare(
    `INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at) VALUES (1, '', ?, 'gone', '', '[[2,null]]', 1)`,
  );
  for (const number of [numbers[6], numbers[30]]) open.run(Number(number?.slice(1)));
});
afterAll(async () => {
  await threads.close();
  desk.close();
  rmSync(dir, { recursive: true, force: true });
});

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const satisfies readonly Encoding[];

function encode(text: string, encoding: Encoding, bom: boolean): Buffer {
  const marked = bom && encoding !== 'windows-1252' ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(marked, 'utf8');
  if (encoding === 'windows-1252') return Buffer.from(marked, 'latin1');
  const wide = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16le' ? wide : wide.swap16();
}

/** Possible, and in no range in use: in doubt. */
const nobodys = '+1 200 555 0100';
const phone = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...numbers.map((number) => `(212) 555-${number.slice(-4)}`)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', 'none', '12', nobodys, '2.12556E+09', 'é', '="2125551003"'),
  },
);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const wellFormed = fc.record({
  cells: fc.tuple(
    fc.constantFrom('', 'Ann', 'O"Neil', 'a, b; c', 'é', 'two\nlines', 'x\ty|z'),
    phone,
    fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: phone }),
    fc.constantFrom('', 'note', '"'),
  ),
  end: lineEnd,
  quoteAll: fc.boolean(),
});
type Written = { cells: readonly string[]; end: string; quoteAll: boolean };

/** `blank` stands behind each separator. */
const write = ({ cells, end, quoteAll }: Written, separator: string, blank = ''): string =>
  cells
    .map((cell) =>
      quoteAll || /["\r\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(separator + blank) + end;
const blankBehind = fc.constantFrom('', '', ' ', '  ');

/** Anything at all, with the characters that matter over-represented. */
const wild = fc.string({
  unit: fc.constantFrom(...'",;\t|\n\r\n "12125551003+é '.split(''), '+12125551003', '"",', '\n"', ', "', '", '),
  maxLength: 60,
});

type Copied = { readonly numbers: KnownNumbers | undefined; readonly groups: KnownGroups | undefined };
let copies: Promise<Copied> | undefined;
/** The list does not change here, so that its copies stay right. */
function copiesOf(snapshot: ListSnapshot): Promise<Copied> {
  const pause = async () => {};
  return (copies ??= snapshot.copyGroups(pause).then(async (copied) => {
    if (copied !== undefined) saveCopies(desk.file, copied);
    return { numbers: await snapshot.knownNumbers(pause), groups: await snapshot.knownGroups(pause) };
  }));
}

/** What a scrub knows of the list before it asks: nothing, its numbers, or what most of its entries say. */
async function knowledge(snapshot: ListSnapshot, copy: 'numbers' | 'groups' | undefined) {
  const copied = copy === undefined ? undefined : await copiesOf(snapshot);
  const known = copy === 'groups' && copied?.groups ? readKnownEntries(snapshot, copied.groups) : undefined;
  if (copy === 'groups' && known === undefined) throw new Error('The groups are not believed');
  return {
    mayHold: known === undefined ? copied?.numbers?.has : (number: number) => known.groupOf(number) >= 0,
    known,
  };
}

type Scrubbed = { clean: Buffer; blocked: Buffer; rows: number; kept: number; held: number };

async function scrub(
  bytes: Buffer,
  delimiter: Delimiter,
  options: {
    columns?: number[];
    several?: 'any' | 'blank';
    target?: string;
    blockBytes?: number;
    encoding?: Encoding;
    copy?: 'numbers' | 'groups';
    readTask?: ReadTask;
  } = {},
): Promise<(Scrubbed & { source: FileSource; dialect: Dialect }) | undefined> {
  const { columns = [1, 2], several = 'any', target } = options;
  const path = join(dir, 'leads.csv');
  writeFileSync(path, bytes);
  const opened = await openRows(path, {
    delimiter,
    hasHeader: true,
    ...(options.encoding ? { encoding: options.encoding } : {}),
  });
  if (!opened.ok) return undefined;
  const snapshot = openListSnapshot(desk.file);
  const clean = await createHalfFile(join(dir, 'clean.csv'), 'test');
  const blocked = await createHalfFile(join(dir, 'blocked.csv'), 'test');
  try {
    const counts = await splitLeads({
      source: opened.source,
      dialect: opened.dialect,
      header: opened.header,
      name: 'leads.csv',
      columns: toPhonesOnly(columns),
      nameOf: String,
      readers,
      ...(await knowledge(snapshot, options.copy)),
      lookUp: createLookUpHere(snapshot, async () => {}),
      several,
      blockNotCovered: false,
      blockDoubtful: true,
      question: {
        target: someTargets.find(({ name }) => name === target),
        at,
        ageAt: toEpochMs(at),
        toDay: createDayWriter(desk.settings.zone),
      },
      snapshot: { ...snapshot, targets: desk.targets() },
      registries: undefined,
      refused: createRefusedNumbers(bytes.length),
      clean,
      blocked,
      signal: new AbortController().signal,
      pause: async () => {},
      progress: () => {},
      blockBytes: options.blockBytes ?? 64,
      ...(options.readTask === undefined ? {} : { readTask: options.readTask }),
    });
    await clean.finish();
    await blocked.finish();
    await clean.publish();
    await blocked.publish();
    expect(counts.rows).toBe(counts.clean + counts.blocked);
    expect(Object.values(counts.blockedBy).reduce((sum, each) => sum + each)).toBe(counts.blocked);
    return {
      source: opened.source,
      dialect: opened.dialect,
      clean: readFileSync(join(dir, 'clean.csv')),
      blocked: readFileSync(join(dir, 'blocked.csv')),
      rows: counts.rows,
      kept: counts.clean,
      held: counts.blocked,
    };
  } finally {
    await clean.discard();
    await blocked.discard();
    snapshot.close();
  }
}

/** What `check` says of a cell: undefined for an empty one, 'blocked' for one that is no number or nobody's, too. */
function checkCell(cell: string, target: string | undefined): 'blocked' | 'callable' | undefined {
  if (cell.trim() === '') return undefined;
  if (cell === nobodys) return 'blocked';
  const answer = desk.list.check({ numbers: [cell], region: 'US', at, ...(target === undefined ? {} : { target }) });
  return !answer.ok || answer.value[0]?.blocked !== false ? 'blocked' : 'callable';
}

test('halves of well-formed files are the rows as they were, each where check sends it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(wellFormed, { minLength: 1, maxLength: 12 }),
      fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
      fc.constantFrom(...encodings),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(undefined, 'Sales agent', 'Fluents'),
      blankBehind,
      async (rows, separator, encoding, bom, endsOpen, name, blank) => {
        const target = someTargets.find((each) => each.name === name);
        const targetText = target === undefined ? undefined : target.kind === 'agent' ? 'Yappr/Sales agent' : 'Fluents';
        const header = ['Name', 'Phone', 'Mobile', 'Note'].join(separator + blank) + '\r\n';
        const texts = rows.map((row, index) =>
          write(endsOpen && index === rows.length - 1 ? { ...row, end: '' } : row, separator, blank),
        );
        const bytes = encode(header + texts.join(''), encoding, bom);
        const done = await scrub(bytes, separator, {
          encoding,
          copy: rows.length % 2 === 0 ? 'numbers' : 'groups',
          ...(name === undefined ? {} : { target: name }),
        });
        if (done === undefined) throw new Error('The file was refused');
        const isHeld = rows.map(({ cells }) => {
          const verdicts = [cells[1], cells[2]].map((cell) => checkCell(cell, targetText));
          return verdicts.includes('blocked') || !verdicts.includes('callable');
        });
        expect(done.rows).toBe(rows.length);
        expect(done.held).toBe(isHeld.filter(Boolean).length);
        const kept = texts.filter((_, index) => isHeld[index] === false).join('');
        expect(done.clean.equals(encode(header + kept, encoding, bom))).toBe(true);
        // Each blocked row begins with its own bytes, in order, and ends with its own line break.
        const decoder = createUnitDecoder(encoding === 'utf-16be' ? 'utf-16be' : encoding);
        let left =
          encoding === 'utf-16be' ? new TextDecoder('utf-16be').decode(done.blocked) : decoder.decode(done.blocked);
        left = left.replace(/^\uFEFF/, '');
        const names = ['why', 'since', 'hold', 'list'].map((word) => separator + word).join('');
        expect(left.startsWith(header.replace('\r\n', `${names}\r\n`))).toBe(true);
        left = left.slice(header.length + names.length);
        for (const [index, held] of isHeld.entries()) {
          if (!held) continue;
          const { end } = rows[index]!;
          const isOpen = endsOpen && index === rows.length - 1;
          const text = isOpen ? texts[index]! : texts[index]!.slice(0, -end.length);
          expect(left.startsWith(text + separator)).toBe(true);
          left = left.slice(text.length);
          const added = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(left)?.[0] ?? '';
          left = left.slice(added.length);
          expect(left.startsWith(isOpen ? '' : end)).toBe(true);
          left = isOpen ? left : left.slice(end.length);
        }
        expect(left).toBe('');
      },
    ),
    { numRuns: runs(30) },
  );
});

test('whatever a file holds, its halves hold every byte of it once; cuts and another thread make no difference', async () => {
  let spaced = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          wild,
          fc.tuple(wellFormed, blankBehind).map(([row, blank]) => write(row, ',', blank)),
        ),
        { minLength: 1, maxLength: 10 },
      ),
      fc.constantFrom(...encodings),
      fc.integer({ min: 16, max: 200 }),
      blankBehind,
      async (pieces, encoding, blockBytes, blank) => {
        const header = ['Name', 'Phone', 'Mobile', 'Note'].join(`,${blank}`);
        const bytes = encode(`${header}\n${pieces.join('')}`, encoding, true);
        const whole = await scrub(bytes, ',', { encoding, blockBytes: 1 << 20 });
        const cut = await scrub(bytes, ',', { encoding, blockBytes, copy: 'groups', readTask: threads.read });
        if (whole === undefined || cut === undefined) return;
        expect(cut.clean.equals(whole.clean)).toBe(true);
        expect(cut.blocked.equals(whole.blocked)).toBe(true);

        // Every row that the reader of imports finds is found, at the same place.
        const records = await readFast(bytes, cut.source, whole.dialect, blockBytes);
        expect(records).toEqual(readAsImports(bytes, whole.dialect));
        expect(whole.rows).toBe(records.length);
        if (whole.dialect.isSpaced === true) spaced += 1;
      },
    ),
    { numRuns: runs(80) },
  );
  // Both ways of writing were tried.
  expect(spaced).toBeGreaterThan(10);
  expect(spaced).toBeLessThan(190);
});

test('a blanked cell leaves every other byte of its row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(wellFormed, { minLength: 1, maxLength: 8 }), blankBehind, async (rows, blank) => {
      const texts = rows.map((row) => write(row, ',', blank));
      const header = `${['Name', 'Phone', 'Mobile', 'Note'].join(`,${blank}`)}\r\n`;
      const done = await scrub(Buffer.from(header + texts.join('')), ',', { several: 'blank' });
      const kept = rows.flatMap((row, index) => {
        const verdicts = [row.cells[1], row.cells[2]].map((cell) => checkCell(cell, undefined));
        if (!verdicts.includes('callable')) return [];
        if (!verdicts.includes('blocked')) return [texts[index]];
        const [name, first, second, note] = row.cells.map((cell) => write({ ...row, cells: [cell], end: '' }, ','));
        const cells = [name, verdicts[0] === 'blocked' ? '' : first, verdicts[1] === 'blocked' ? '' : second, note];
        return [cells.join(`,${blank}`) + row.end];
      });
      expect(done?.clean.toString()).toBe(header + kept.join(''));
      expect(done?.rows).toBe(rows.length);
    }),
    { numRuns: runs(40) },
  );
});

type Found = Pick<Row, 'line' | 'cells'>;

function toText(bytes: Buffer, { encoding }: Dialect): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** The records of the fast reader, with the line on which each starts and its phone cells. */
async function readFast(bytes: Buffer, source: FileSource, dialect: Dialect, blockBytes: number): Promise<Found[]> {
  const found: Found[] = [];
  const decoder = createUnitDecoder(dialect.encoding);
  let before = 0;
  const options = { name: 'leads.csv', signal: new AbortController().signal, wanted: [1, 2], blockBytes };
  for await (const { units, unitBytes, batch, bytes: block } of readLeads(source, dialect, options)) {
    for (let record = 0; record < batch.count; record += 1) {
      const careful = batch.careful.get(record);
      const start = before + (batch.starts[record] ?? 0) * unitBytes;
      const above = toText(bytes.subarray(0, start), dialect).replaceAll(/\r\n?/g, '\n');
      const cells = [1, 2].map((column, slot) => {
        if (careful !== undefined) return careful.cells[column] ?? '';
        const place = record * 4 + slot * 2;
        const from = batch.cells[place] ?? -1;
        if (from < 0) return '';
        const text = decoder.decode(units.subarray(from, batch.cells[place + 1]));
        const inner = text.startsWith('"') && dialect.quote === '"' ? text.slice(1, -1).replaceAll('""', '"') : text;
        return inner.replaceAll(/\r\n?/g, '\n');
      });
      found.push({ line: above.split('\n').length, cells });
    }
    before += block.length;
  }
  return found;
}

function readAsImports(bytes: Buffer, dialect: Dialect): Found[] {
  const reader = createRecordReader(dialect, dialect.columns);
  const rows = [...reader.push(toText(bytes, dialect)), ...reader.end()];
  return rows
    .filter(({ line }) => line > (dialect.headerRow ?? 0))
    .map(({ line, cells }) => ({ line, cells: [cells[1] ?? '', cells[2] ?? ''] }));
}
