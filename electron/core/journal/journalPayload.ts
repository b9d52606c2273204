/**
 * The payload of one journal row: up to 10,000 changes, column by column. A column that is the same in every change is
 * written once, numbers as steps from the one before, a before that equals its after as nothing, and what is big is
 * deflated: an import of a million lines adds some ten bytes a line to the database.
 *
 * Form: byte 0 is 0 (plain) or 1 (raw deflate), then JSON
 * `{"n": [first, step, …], "b": Columns | null, "a": Columns}` with Columns `{field: value | [value, …] | {of, at}}`, where
 * `of` holds the different values and `at` the place among them for each change.
 * In `b`, `seq` 0 means that there was no entry before; a field that is absent from `b` is as in `a`. A redaction also has
 * `"r": {id: hash, …}`: the rows that it took texts out of, and the hash of each as it stands since (redactJournal.ts).
 *
 * A row of requests that changed nothing has no changes (`"n": []`), and the numbers, as steps, in `"q"`.
 */
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { DamagedRow } from '../db/damagedRow.ts';
import { nothingStored } from '../db/entries/storedDetails.ts';
import { type JsonPiece, toJsonBytes } from './numberText.ts';
import {
  type FlatEntry,
  type FlatNewEntries,
  type FlatOrigin,
  type FlatStatement,
  flatFields,
} from '../db/entries/entryForm.ts';
import { journalPayloadWords as say } from '../../../shared/words/core/desk.ts';

/** One change as the journal keeps it: `before` is undefined for a number that was never on the list. */
export type FlatChange = { readonly before: FlatEntry | undefined; readonly after: FlatEntry };

type Cell = string | number | null;
type Field = (typeof flatFields)[number];
type ChosenCells = { readonly of: readonly Cell[]; readonly at: readonly number[] };
type Columns = Partial<Record<Field, Cell | readonly Cell[] | ChosenCells>>;
type Rewritten = Readonly<Record<string, string>>;
type PayloadWire = {
  readonly n: readonly number[];
  readonly b: Columns | null;
  readonly a: Columns;
  readonly r?: Rewritten;
  readonly q?: readonly number[];
};

const plainBytes = 400;
/** One piece holds what one row of the journal takes, so that the other thread is asked only once. */
const deflating: ZlibOptions = { level: 1, chunkSize: 131_072 };
const deflateBeside = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw);

/** Packs changes, which are sorted by number and not empty. `rewritten`: the rows that a redaction took texts out of. */
export function toJournalPayload(changes: readonly FlatChange[], rewritten?: Rewritten): Buffer {
  const n: number[] = [];
  let last = 0;
  for (const { after } of changes) {
    n.push(after.number - last);
    last = after.number;
  }
  const a: Columns = {};
  for (const field of flatFields) a[field] = toColumn(changes, (change) => change.after[field]);
  const wire: PayloadWire = { n, b: toBefore(changes), a, ...(rewritten === undefined ? {} : { r: rewritten }) };
  return pack(Buffer.from(JSON.stringify(wire)));
}

/** Packs numbers that somebody asked for and that were blocked already: ascending, not empty. */
export function toAskedPayload(numbers: ArrayLike<number>): Buffer {
  const steps = new Float64Array(numbers.length);
  for (let at = 0; at < steps.length; at++) steps[at] = (numbers[at] ?? 0) - (numbers[at - 1] ?? 0);
  return pack(toJsonBytes(['{"n":[],"b":null,"a":{},"q":', steps, '}']));
}

/** The numbers that such a row names, in order; of any other row none. */
export function toAskedNumbers(payload: Uint8Array): readonly number[] {
  return addUp(readPayload(payload).q ?? []);
}

/** A payload in which `redact` was done to the entry of this number, before and after; all else as it is. */
export function rewriteChange(payload: Uint8Array, number: number, redact: (entry: FlatEntry) => FlatEntry): Buffer {
  const { r } = readPayload(payload);
  const changes = toChanges(payload).map(({ before, after }) =>
    after.number === number ? { before: before && redact(before), after: redact(after) } : { before, after },
  );
  return toJournalPayload(changes, r);
}

/** Of a redaction: the rows that it took texts out of, with the hash of each as it stands since. */
export function readRewritten(payload: Uint8Array): Rewritten {
  return readPayload(payload).r ?? {};
}

/** Packs entries that were never on the list: what `toJournalPayload` would keep of them, from columns. Not empty. */
export function toNewPayload(added: FlatNewEntries): Buffer {
  return pack(toNewText(added));
}

/** The same, deflated beside other work: the text is taken before this returns, the rest is done on another thread. */
export async function toNewPayloadBeside(added: FlatNewEntries): Promise<Buffer> {
  const text = toNewText(added);
  if (text.length <= plainBytes) return toPlain(text);
  return Buffer.concat([Buffer.of(1), await deflateBeside(text, deflating)]);
}

/** The JSON of their payload. */
function toNewText(added: FlatNewEntries): Buffer {
  const { numbers, lines, statementOf, statements, said, originOf, origins } = added;
  const steps = new Float64Array(numbers.length);
  for (let at = 0; at < steps.length; at++) steps[at] = (numbers[at] ?? 0) - (numbers[at - 1] ?? 0);
  const choose = (field: keyof FlatStatement) => toChosenCells(statements, statementOf, field);
  const from = (field: keyof FlatOrigin) => toChosenCells(origins, originOf, field);
  const a: Partial<Record<Field, Cell | readonly Cell[] | Float64Array | ChosenPlaces>> = {
    seq: 1,
    holds: choose('holds'),
    ...nothingStored,
    ...Object.fromEntries(said.map((name) => [name, choose(name)])),
    line: lines,
    changedAt: from('createdAt'),
    changedBy: from('createdBy'),
    removedAt: null,
    removedBy: null,
    removedWhy: null,
    sourceKind: from('sourceKind'),
    sourceLabel: from('sourceLabel'),
    createdBy: from('createdBy'),
    createdAt: from('createdAt'),
    batchId: from('batchId'),
  };
  const pieces: JsonPiece[] = ['{"n":', steps, ',"b":null,"a":'];
  for (const [place, [field, column]] of Object.entries(a).entries()) {
    const name = `${place === 0 ? '{' : ','}${JSON.stringify(field)}:`;
    if (column instanceof Float64Array) pieces.push(name, column);
    else if (typeof column === 'object' && column !== null && 'of' in column)
      pieces.push(`${name}{"of":${JSON.stringify(column.of)},"at":`, column.at, '}');
    else pieces.push(name + JSON.stringify(column));
  }
  return toJsonBytes([...pieces, '}}']);
}

/** `ChosenCells` before they are written. */
type ChosenPlaces = { readonly of: readonly Cell[]; readonly at: Uint32Array };

/**
 * A column that is chosen by statement or origin: once if all say the same, else the different values and which each has. `chosen`:
 * which of them each entry has.
 */
function toChosenCells<Name extends Field>(
  choices: readonly Readonly<Record<Name, Cell>>[],
  chosen: Uint32Array,
  field: Name,
): Cell | readonly Cell[] | ChosenPlaces {
  // Most columns say one thing, and then no map has to be made of them.
  const first = choices[0]?.[field] ?? null;
  if (choices.every((choice) => choice[field] === first)) return first;
  const places = new Map<Cell, number>();
  const placeOf = new Uint32Array(choices.length);
  for (let choice = 0; choice < choices.length; choice++) {
    const value = choices[choice]?.[field] ?? null;
    let place = places.get(value);
    if (place === undefined) {
      place = places.size;
      places.set(value, place);
    }
    placeOf[choice] = place;
  }
  // Values that hardly repeat are shorter where they stand.
  if (places.size * 2 > chosen.length) return Array.from(chosen, (choice) => choices[choice]?.[field] ?? null);
  const at = new Uint32Array(chosen.length);
  for (let entry = 0; entry < at.length; entry++) at[entry] = placeOf[chosen[entry] ?? 0] ?? 0;
  return { of: [...places.keys()], at };
}

function pack(text: Buffer): Buffer {
  return text.length <= plainBytes ? toPlain(text) : Buffer.concat([Buffer.of(1), deflateRawSync(text, deflating)]);
}

function toPlain(text: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0), text]);
}

function toBefore(changes: readonly FlatChange[]): Columns | null {
  if (changes.every(({ before }) => before === undefined)) return null;
  const b: Columns = {};
  for (const field of flatFields) {
    const differs = changes.some(({ before, after }) => before !== undefined && before[field] !== after[field]);
    if (field === 'seq' || differs)
      b[field] = toColumn(changes, ({ before }) =>
        before === undefined ? (field === 'seq' ? 0 : null) : before[field],
      );
  }
  return b;
}

function toColumn(changes: readonly FlatChange[], read: (change: FlatChange) => Cell): Cell | readonly Cell[] {
  const [head] = changes;
  if (head === undefined) return [];
  const first = read(head);
  let at = 1;
  for (; at < changes.length; at++) {
    const change = changes[at];
    if (change !== undefined && read(change) !== first) return changes.map(read);
  }
  return first;
}

/** Unpacks all changes of a payload. Throws when it is not one: the database is damaged. */
export function toChanges(payload: Uint8Array): readonly FlatChange[] {
  const wire = readPayload(payload);
  const numbers = readNumbers(wire);
  return numbers.map((number, at) => readChange(wire, number, at));
}

/** The changes of some numbers, column by column. `before` is null where no number was on the list before. */
export type ChangeColumns = {
  readonly numbers: Float64Array;
  readonly before: Columns | null;
  readonly after: Columns;
};

/** Unpacks the changes of numbers from `first` to `last`, and keeps nothing of the others. */
export function toColumnsBetween(payload: Uint8Array, first: number, last: number): ChangeColumns {
  const wire = readPayload(payload);
  const numbers = Float64Array.from(readNumbers(wire));
  let from = 0;
  while (from < numbers.length && (numbers[from] ?? 0) < first) from++;
  let to = from;
  while (to < numbers.length && (numbers[to] ?? 0) <= last) to++;
  const cut = (columns: Columns) => cutColumns(columns, from, to);
  return { numbers: numbers.slice(from, to), before: wire.b && cut(wire.b), after: cut(wire.a) };
}

function cutColumns(columns: Columns, from: number, to: number): Columns {
  const cut: Columns = {};
  for (const field of flatFields) {
    const column = columns[field];
    if (column === undefined) continue;
    if (typeof column !== 'object' || column === null) cut[field] = column;
    else cut[field] = 'of' in column ? { of: column.of, at: column.at.slice(from, to) } : column.slice(from, to);
  }
  return cut;
}

/** The fields of one change; a field that is not kept is null. */
export function readCells(columns: Columns, at: number): (field: Field) => Cell {
  return (field) => readCell(columns, field, at);
}

/** The numbers alone, in order. */
export function toChangedNumbers(payload: Uint8Array): readonly number[] {
  return readNumbers(readPayload(payload));
}

/** The change of one number, without building the others. */
export function findChange(payload: Uint8Array, number: number): FlatChange | undefined {
  const wire = readPayload(payload);
  let current = 0;
  for (const [at, step] of wire.n.entries()) {
    current += step;
    if (current === number) return readChange(wire, number, at);
    if (current > number) return undefined;
  }
  return undefined;
}

/** @throws DamagedRow where it is no payload */
function readPayload(payload: Uint8Array): PayloadWire {
  const body = payload.subarray(1);
  try {
    const text = payload[0] === 1 ? inflateRawSync(body) : Buffer.from(body);
    return JSON.parse(text.toString('utf8')) as PayloadWire;
  } catch {
    throw new DamagedRow(say.whatHappenedToIt);
  }
}

function readNumbers(wire: PayloadWire): readonly number[] {
  return addUp(wire.n);
}

function addUp(steps: readonly number[]): readonly number[] {
  let current = 0;
  return steps.map((step) => (current += step));
}

function readChange(wire: PayloadWire, number: number, at: number): FlatChange {
  const after = readEntry(number, (field) => readCell(wire.a, field, at));
  const before = wire.b;
  if (before === null || readCell(before, 'seq', at) === 0) return { before: undefined, after };
  return { before: readEntry(number, (field) => readCell(field in before ? before : wire.a, field, at)), after };
}

function readCell(columns: Columns, field: Field, at: number): Cell {
  const column = columns[field];
  if (typeof column !== 'object' || column === null) return column ?? null;
  return ('of' in column ? column.of[column.at[at] ?? -1] : column[at]) ?? null;
}

function readEntry(number: number, cell: (field: Field) => Cell): FlatEntry {
  const flat: Record<string, Cell> = { number };
  for (const field of flatFields) flat[field] = cell(field);
  return flat as FlatEntry;
}
