/**
 * Splits a lead file into its two halves, block by block: numbers are read, looked up in order and judged, and the
 * bytes of each row go to one half. It works in short slices, so that other callers on the thread are answered in
 * between; memory does not grow with the file.
 */
import type { FileSource } from '../../files/openRows.ts';
import type { Dialect } from '../../files/text/dialect.ts';
import type { FoundEntries } from '../ask/foundEntries.ts';
import type { ListSnapshot } from '../ask/listSnapshot.ts';
import type { KnownEntries } from '../ask/knownEntries.ts';
import type { LookUp } from '../ask/lookUp.ts';
import type { MayHold } from '../ask/listKeeper.ts';
import { createListJudge, type Question } from '../ask/question.ts';
import type { RegistryAnswers } from '../ask/registryAnswers.ts';
import { type AddedCells, createAddedCells } from './addedCells.ts';
import { type AskedBlock, createAskedBlock, createBlockAsker, createListGate } from './askBlock.ts';
import type { HalfFile } from './halfFile.ts';
import { createLeadJudge, type SeveralColumns } from './judgeLeads.ts';
import type { SheetLeads } from './leadBytes.ts';
import { createLeadCells } from './leadCells.ts';
import { type LeadColumns, toWantedColumns } from './leadColumns.ts';
import type { LeadBlock } from './leadReader.ts';
import { createReaderShelf, type NumberReaders } from './numberReaders.ts';
import { type ReadTask, readHere } from './readTask.ts';
import type { RefusedNumbers } from './refusedNumbers.ts';
import { createRowCountries } from './rowCountries.ts';
import { createRowFlags } from './rowFlags.ts';
import { createCounts, type ScrubCounts } from './scrubCounts.ts';

export type SplitInput = {
  readonly source: FileSource;
  /** How the bytes are written; of a sheet, the CSV that is made of it. */
  readonly dialect: Dialect;
  /** The sheet that is read; undefined: a text. */
  readonly sheet?: SheetLeads | undefined;
  readonly header: readonly string[] | null;
  /** A number stands in the titles above the header; by default none does. */
  readonly hasNumberAbove?: boolean;
  readonly name: string;
  readonly columns: LeadColumns;
  /** The name by which a person knows a column. */
  readonly nameOf: (column: number) => string;
  /** For numbers of the country of the file. */
  readonly readers: NumberReaders;
  /** Tells most numbers that are not on the list; undefined: each is looked up. */
  readonly mayHold: MayHold | undefined;
  /** Tells of most numbers what the list says; undefined: those that it may hold are looked up. */
  readonly known: KnownEntries | undefined;
  readonly several: SeveralColumns;
  readonly blockNotCovered: boolean;
  readonly blockDoubtful: boolean;
  readonly question: Question;
  readonly snapshot: ListSnapshot;
  readonly lookUp: LookUp;
  readonly registries: RegistryAnswers | undefined;
  /** What rows say against numbers. Where it is late at the end, the halves are not to be used, and the file is to be split again. */
  readonly refused: RefusedNumbers;
  readonly clean: HalfFile;
  readonly blocked: HalfFile;
  readonly signal: AbortSignal;
  /** Lets others in if it is time; throws when the work is cancelled. */
  readonly pause: () => Promise<void>;
  readonly progress: (bytesRead: number, rows: number) => void;
  /** Another size of block, for tests. */
  readonly blockBytes?: number;
  /** Reads the blocks; by default here. */
  readonly readTask?: ReadTask;
};

const recordsAtOnce = 4096;

/** Throws a `ReadingError` when the file cannot be read, and the system's error when a half cannot be written. */
export async function splitLeads(input: SplitInput): Promise<ScrubCounts> {
  const { columns, dialect, snapshot, registries, signal, name, nameOf, pause } = input;
  const wanted = toWantedColumns(columns);
  const gate = createListGate(snapshot, input.mayHold, registries);
  const countries = createRowCountries({
    region: input.readers.region,
    shelf: createReaderShelf(input.readers),
    listed: gate.countries,
    mayBeListed: gate.mayBeListed,
  });
  const flags = createRowFlags(columns, nameOf);
  const cells = createLeadCells(columns, countries, flags, dialect.encoding);
  const judge = createLeadJudge({
    // In a sheet, one cell too many shifts no other cell.
    columns: input.sheet === undefined ? dialect.columns : Infinity,
    phoneNames: columns.phones.map(nameOf),
    nameOf,
    several: input.several,
    judge: createListJudge(snapshot, input.question),
    entryOf: input.known?.entryOf ?? (() => undefined),
    registries,
    blockNotCovered: input.blockNotCovered,
    blockDoubtful: input.blockDoubtful,
    problems: cells.problems,
    doubts: cells.doubts,
    flags: flags.verdicts,
    refused: input.refused,
  });
  const counts = createCounts();
  const write = createBlockWriter(input, wanted, judge, counts);
  const take = createBlockAsker({
    width: columns.phones.length,
    cells,
    gate,
    known: input.known,
    registries,
    lookUp: input.lookUp,
    pause,
  });
  let work = createAskedBlock();
  let upcoming = createAskedBlock();
  let added: AddedCells | undefined;
  const { source, sheet, blockBytes, readTask = readHere } = input;
  const task = { source, dialect, name, columns, blockBytes };

  for await (const block of readTask(task, { signal, pause, sheet })) {
    added ??= await begin(block, input);
    await take(upcoming, block);
    await finish(work, added);
    [work, upcoming] = [upcoming, work];
  }
  if (added !== undefined) await finish(work, added);
  return { ...counts, ...cells.counts() };

  async function finish(done: AskedBlock, cellsToAdd: AddedCells): Promise<void> {
    if (done.block === undefined) return;
    await write(done, done.block, cellsToAdd, await done.found);
    input.progress(done.block.bytesRead, counts.rows);
    done.block = undefined;
  }
}

/** Writes the rows of a block, as they are judged, each to its half. */
type BlockWriter = (asked: AskedBlock, block: LeadBlock, added: AddedCells, found: FoundEntries) => Promise<void>;

/** @param wanted the columns whose cells are found, ascending */
function createBlockWriter(
  { columns, dialect, clean, blocked, pause }: SplitInput,
  wanted: readonly number[],
  judge: ReturnType<typeof createLeadJudge>,
  counts: ScrubCounts,
): BlockWriter {
  const phoneSlots = columns.phones.map((column) => wanted.indexOf(column));
  const pairs = wanted.length * 2;

  return async function write(
    { read, codes, passed, groups }: AskedBlock,
    block: LeadBlock,
    cellsToAdd: AddedCells,
    found: FoundEntries,
  ): Promise<void> {
    const { bytes, unitBytes, batch } = block;
    const judged = { batch, read, passed, groups, found, codes };
    // Where the bytes begin that belong to the clean half and have not been copied yet.
    let keptFrom = block.dataStart * unitBytes;
    for (let record = 0; record < batch.count; record += 1) {
      if (record % recordsAtOnce === recordsAtOnce - 1) {
        await clean.flush();
        await blocked.flush();
        await pause();
      }
      const verdict = judge(judged, record);
      counts.rows += 1;
      if (verdict.kind !== 'blocked') {
        counts.clean += 1;
        if (verdict.coverage !== null) counts[verdict.coverage] += 1;
        if (verdict.isDoubtful) counts.inDoubt += 1;
        if (verdict.kind === 'kept') continue;
        counts.blankedRows += 1;
        counts.blankedCells += verdict.blank.length;
        const slots = verdict.blank.map((place) => phoneSlots[place] ?? 0).toSorted((a, b) => a - b);
        for (const slot of slots) {
          const cell = record * pairs + slot * 2;
          clean.append(bytes, keptFrom, (batch.cells[cell] ?? 0) * unitBytes);
          clean.append(cellsToAdd.blank, 0, cellsToAdd.blank.length);
          keptFrom = (batch.cells[cell + 1] ?? 0) * unitBytes;
        }
        continue;
      }
      counts.blocked += 1;
      counts.blockedBy[verdict.by] += 1;
      if (verdict.by === 'unexplained' && verdict.column !== undefined)
        counts.unexplained.set(verdict.column, (counts.unexplained.get(verdict.column) ?? 0) + 1);
      const start = (batch.starts[record] ?? 0) * unitBytes;
      const stop = (batch.stops[record] ?? 0) * unitBytes;
      const next = (batch.nexts[record] ?? 0) * unitBytes;
      clean.append(bytes, keptFrom, start);
      keptFrom = next;
      const more = cellsToAdd.row(verdict.words, Math.max(0, dialect.columns - (batch.widths[record] ?? 0)));
      blocked.append(bytes, start, stop);
      blocked.append(more, 0, more.length);
      blocked.append(bytes, stop, next);
    }
    clean.append(bytes, keptFrom, bytes.length);
    await clean.flush();
    await blocked.flush();
    await pause();
  };
}

/** Copies what stands above the data (byte order mark, titles, header) to both halves, the added names behind the header's; the clean half has no title with a number. */
async function begin(
  block: LeadBlock,
  { dialect, header, hasNumberAbove = false, clean, blocked }: SplitInput,
): Promise<AddedCells> {
  const { bytes, units, unitBytes, dataStart, batch } = block;
  const start = block.header?.start ?? batch.starts[0] ?? 0;
  const stop = block.header?.stop ?? batch.stops[0] ?? 0;
  const quote = 0x22;
  const quotesAll = dialect.quote === '"' && stop - start >= 2 && units[start] === quote && units[stop - 1] === quote;
  const added = createAddedCells(dialect, quotesAll);
  const end = dataStart * unitBytes;
  if (hasNumberAbove) appendLines(clean, block, start);
  clean.append(bytes, hasNumberAbove ? start * unitBytes : 0, end);
  if (block.header === null) blocked.append(bytes, 0, end);
  else {
    const names = added.header(header ?? []);
    blocked.append(bytes, 0, block.header.stop * unitBytes);
    blocked.append(names, 0, names.length);
    blocked.append(bytes, block.header.stop * unitBytes, end);
  }
  return added;
}

const [LF, CR] = [0x0a, 0x0d];

/** Of what stands before a place, copies the byte order mark and the ends of lines, so that each line keeps its place. */
function appendLines(clean: HalfFile, { bytes, units, unitBytes }: LeadBlock, before: number): void {
  const mark = units[0] === 0xfeff ? 1 : units[0] === 0xef && units[1] === 0xbb && units[2] === 0xbf ? 3 : 0;
  for (let at = 0; at < before; at += 1)
    if (at < mark || units[at] === LF || units[at] === CR) clean.append(bytes, at * unitBytes, (at + 1) * unitBytes);
}
