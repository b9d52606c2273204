/**
 * The copy of the list's numbers, as far as it can be proven. It answers one thing only: that a number has no entry in the list as
 * it is now. All else is asked of the database, and where anything is in doubt, everything is.
 *
 * Believed is a copy whose row of the journal is a row of this journal (its hash stands for all rows before it, so that it is no
 * copy of another list, nor of what a restore took back), with what the rows since have changed added to it, if it then has as
 * many numbers as the list has entries: entries only ever become more, so that with one too few it would not be all.
 */
import type { ReadableDb } from '../db/handles.ts';
import { hashJournalRow } from './chain.ts';
import { toChangedNumbers } from './journalPayload.ts';
import { createJournalReader, type JournalRow } from '../db/entries/journalRows.ts';
import { type JournalHead, loadNumbers, type NumbersAt, saveNumbers } from '../db/numbers/numberFile.ts';
import {
  createNumberPacker,
  createNumberTest,
  findEnding,
  mergeNumbers,
  packNumbers,
  type PackedNumbers,
} from '../db/numbers/packedNumbers.ts';

/** What is proven to be all numbers that have, or had, an entry. */
export type KnownNumbers = {
  /** False: the number has no entry and never had one. */
  readonly has: (number: number) => boolean;
  /** All that end with these digits, ascending. `span`: 10 to the power of how many digits, 100,000 at most. */
  readonly ending: (span: number, end: number) => readonly number[];
  /** How many of them the copy does not have itself. With many it is worth making anew. */
  readonly later: number;
};

/** With more rows of the journal since, or more numbers in them, the copy is of no use. */
const most = { rows: 5000, numbers: 500_000 };

/** The list whose copy is asked for: its database file, open to be read as it is at one moment. */
export type CopiedList = { readonly file: string; readonly db: ReadableDb };

type Pause = () => Promise<void>;

/** Opens the copy. Undefined where there is none that is proven to be of this list as it is now. `pause` lets others in. */
export async function openKnownNumbers({ file, db }: CopiedList, pause: Pause): Promise<KnownNumbers | undefined> {
  const copy = loadCopy({ file, db });
  if (copy === undefined) return undefined;
  await pause();
  const isCopied = createNumberTest(copy.packed);
  const later = await readLater(db, copy.head, isCopied, pause);
  if (later === undefined || copy.packed.size + later.size !== countEntries(db)) return undefined;
  return {
    has: later.size === 0 ? isCopied : (number) => isCopied(number) || later.has(number),
    ending(span, end) {
      const copied = findEnding(copy.packed, span, end);
      const more = [...later].filter((number) => number % span === end);
      return more.length === 0 ? copied : [...copied, ...more].toSorted((a, b) => a - b);
    },
    later: later.size,
  };
}

/** Reads the whole list into a copy. Undefined where nothing was ever written to it. */
export async function copyNumbers(db: ReadableDb, pause: Pause): Promise<NumbersAt | undefined> {
  const head = readHead(db);
  if (head === undefined) return undefined;
  const after = db
    .prepare<[number, number], number>('SELECT number FROM entry WHERE number > ? ORDER BY number LIMIT ?')
    .pluck();
  const packer = createNumberPacker();
  for (let last = 0; ;) {
    const numbers = after.all(last, readAtOnce);
    packer.add(numbers);
    const next = numbers.at(-1);
    if (next === undefined) break;
    last = next;
    await pause();
  }
  return { packed: packer.finish(), head };
}

const readAtOnce = 20_000;

/**
 * Brings the copy up to date with what a batch added, without reading the list: what the copy had, what other rows of the
 * journal changed since, and these. Where that is not all of the list, the copy stays as it is. Answers whether it is new.
 * @throws the system's error where the file cannot be written
 */
export async function addToCopy(
  { file, db }: CopiedList,
  { batch, added }: { readonly batch: number; readonly added: PackedNumbers },
  pause: Pause,
): Promise<boolean> {
  const head = readHead(db);
  if (head === undefined) return false;
  const before = loadCopy({ file, db });
  let packed = added;
  if (before !== undefined) {
    await pause();
    const later = await readLater(db, before.head, createNumberTest(before.packed), pause, batch);
    if (later === undefined) return false;
    const more = packNumbers([...later].toSorted((a, b) => a - b));
    packed = await mergeNumbers(await mergeNumbers(before.packed, more, pause), added, pause);
  }
  if (packed.size !== countEntries(db)) return false;
  saveNumbers(file, { packed, head });
  return true;
}

/** The copy beside the list, if it is of an earlier state of it. */
function loadCopy({ file, db }: CopiedList): NumbersAt | undefined {
  const copy = loadNumbers(file);
  if (copy === undefined) return undefined;
  const hash = db
    .prepare<[number], string>('SELECT lower(hex(hash)) FROM journal WHERE id = ?')
    .pluck()
    .get(copy.head.seq);
  return hash === copy.head.hash ? copy : undefined;
}

function readHead(db: ReadableDb): JournalHead | undefined {
  return db
    .prepare<[], JournalHead>('SELECT id AS seq, lower(hex(hash)) AS hash FROM journal ORDER BY id DESC LIMIT 1')
    .get();
}

/** All entries, removed ones too: each has a scope, which counts them. */
function countEntries(db: ReadableDb): number {
  return db.prepare<[], number>('SELECT coalesce(sum(live + removed), 0) FROM scope').pluck().get() ?? 0;
}

type LaterRow = Pick<JournalRow, 'id' | 'hash' | 'changes' | 'batch_id'>;

/**
 * The numbers in rows of the journal after `head` that the copy does not have; undefined where a row does not fit its hash (it is
 * damaged, or a redaction has rewritten it), or where they are too many. `except`: the batch whose rows are known.
 */
async function readLater(
  db: ReadableDb,
  head: JournalHead,
  isCopied: (number: number) => boolean,
  pause: Pause,
  except = -1,
): Promise<ReadonlySet<number> | undefined> {
  const rows = db
    .prepare<[number, number], LaterRow>(
      'SELECT id, hash, changes, batch_id FROM journal WHERE id > ? ORDER BY id LIMIT ?',
    )
    .all(head.seq, most.rows + 1);
  const changes = rows.reduce((sum, row) => sum + (row.batch_id === except ? 0 : row.changes), 0);
  if (rows.length > most.rows || changes > most.numbers) return undefined;
  const { load } = createJournalReader(db);
  const later = new Set<number>();
  let previous: Uint8Array = Buffer.from(head.hash, 'hex');
  for (const { id, hash, batch_id: batch } of rows) {
    if (batch !== except) {
      const row = load(id);
      if (row === undefined || !hashJournalRow(previous, row).equals(row.hash)) return undefined;
      for (const number of toChangedNumbers(row.payload)) if (!isCopied(number)) later.add(number);
    }
    previous = hash;
    await pause();
  }
  return later;
}
