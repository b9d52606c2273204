/**
 * The worker that reads workbooks and archives: it does one task and ends. Whatever a file does to its heap or its
 * time, it can be killed without harm: it has no database, no network and no path, only an open file to read.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { contactHeader, contactHeaderRow } from './contacts/contact.ts';
import { describeContacts } from './contacts/contactRows.ts';
import { describeText } from '../text/describeText.ts';
import { detectTable, SAMPLE_ROWS, STUDIED_ROWS } from '../text/detectDialect.ts';
import { type Dialect, type Encoding, MAX_COLUMNS, type Row } from '../text/dialect.ts';
import { ReadingError, type ReadingRefusal } from '../readingError.ts';
import { createUtf8Check, recogniseEncoding } from '../text/sniffBytes.ts';
import type { ToReader } from './askWorker.ts';
import type { Sheet } from './book.ts';
import { createBudget } from './budget.ts';
import {
  type DescribeChoices,
  type FromReader,
  packRows,
  type PartDescription,
  type ReadingTask,
} from './readingMessages.ts';
import { openLeaf } from './openLeaf.ts';
import {
  type ContactsLeaf,
  type Leaf,
  type PartLevel,
  type Reached,
  reachPart,
  type TextLeaf,
  toPartRefusal,
} from './readParts.ts';
import { readingWorkerWords as say } from '../../../../shared/words/core/files.ts';

/** Often enough to be heard, seldom enough to cost nothing. */
const aliveEveryBytes = 1_000_000;
/** A sheet may be thousands of cells wide. */
const cellsAtOnce = 100_000;
const bytesAtOnce = 1_048_576;

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker only.');
const send = (message: FromReader) => port.postMessage(message);
const task = workerData as ReadingTask;

let told = 0;
const budget = createBudget(task.caps, task.name, task.bytes, (inflated) => {
  if (inflated - told < aliveEveryBytes) return;
  told = inflated;
  send({ type: 'alive', inflated });
});

void read();

async function read(): Promise<void> {
  try {
    const { levels, leaf } = await reachPart(task.fd, task.picks, budget);
    if (task.kind === 'describe') send({ type: 'described', description: await describe(leaf, levels, task.choices) });
    else if (leaf.kind === 'refused') throw new ReadingError(leaf.refusal);
    else if (task.kind === 'rows') await sendRows(leaf, task.dialect, task.chunkRows);
    else await sendBytes(leaf);
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    send({ type: 'refused', refusal: { ok: false, code: error.code, message: error.message } });
  }
  port?.close();
}

async function describe(
  leaf: Reached['leaf'],
  levels: readonly PartLevel[],
  choices: DescribeChoices,
): Promise<PartDescription> {
  if (leaf.kind === 'refused') return describeRefused(leaf.refusal, levels);
  try {
    return await describeLeaf(leaf, levels, choices);
  } catch (error) {
    return describeRefused(toPartRefusal(error, budget.name, levels), levels);
  }
}

/** Describes a part that cannot be read, so that another can be chosen. */
function describeRefused(refused: ReadingRefusal, levels: readonly PartLevel[]): PartDescription {
  const dialect: Dialect = { encoding: 'utf-8', delimiter: 'none', quote: 'none', headerRow: null, columns: 0 };
  const format = levels.at(-1)?.kind === 'sheet' ? 'sheet' : 'text';
  return { dialect, header: null, head: [], samples: [], notes: [], format, levels, refused };
}

async function describeLeaf(
  leaf: Leaf,
  levels: readonly PartLevel[],
  choices: DescribeChoices,
): Promise<PartDescription> {
  if (leaf.kind === 'text')
    return { ...(await describeLeafText(leaf, choices)), format: 'text', levels, refused: null };
  if (leaf.kind === 'contacts') return describeLeafContacts(leaf, levels, choices);
  const rows: Row[] = [];
  for await (const some of leaf.sheet.rows()) {
    rows.push(...some);
    if (rows.length >= STUDIED_ROWS) break;
  }
  const { header, head, samples, headerRow, ...table } = detectTable(rows.slice(0, STUDIED_ROWS), choices);
  // If there are other sheets to choose from, this one is opened all the same.
  const isOnly = (levels.at(-1)?.parts.length ?? 0) < 2;
  if (samples.length === 0 && isOnly) throw budget.refuse(header === null ? 'empty' : 'headerOnly');
  const survey = await leaf.sheet.survey();
  // A cell far down may be the first one in its column.
  const columns = Math.min(MAX_COLUMNS, Math.max(table.columns, survey.columns));
  const dialect: Dialect = { encoding: 'utf-8', delimiter: 'none', quote: 'none', headerRow, columns };
  return {
    dialect,
    header,
    head,
    samples,
    format: 'sheet',
    levels,
    refused: null,
    notes: note(leaf.sheet, levels, samples.length === 0, survey.hiddenRows),
  };
}

async function describeLeafText(leaf: TextLeaf, choices: DescribeChoices) {
  const { encoding, isWhole } = await recogniseLeaf(leaf, choices);
  const text = new TextDecoder(encoding).decode(leaf.head, { stream: !isWhole });
  const found = describeText(text, isWhole, encoding, choices);
  if ('problem' in found) throw budget.refuse(found.problem);
  return found;
}

/** The columns of contacts are always the same; the encoding is that of the names. */
async function describeLeafContacts(
  leaf: ContactsLeaf,
  levels: readonly PartLevel[],
  choices: DescribeChoices,
): Promise<PartDescription> {
  const { encoding } = await recogniseLeaf(leaf, choices);
  const samples: Row[] = [];
  for await (const rows of leaf.rows(encoding)) {
    samples.push(...rows.slice(0, SAMPLE_ROWS - samples.length));
    if (samples.length === SAMPLE_ROWS) break;
  }
  if (samples.length === 0) throw budget.refuse('empty');
  const columns = contactHeader.length;
  return {
    dialect: { encoding, delimiter: 'none', quote: 'none', headerRow: contactHeaderRow, columns },
    header: [...contactHeader],
    head: [],
    samples,
    format: 'sheet',
    levels,
    refused: null,
    notes: [describeContacts(leaf.form)],
  };
}

/** The encoding of the whole part, and whether its beginning is all of it. */
async function recogniseLeaf(
  leaf: TextLeaf | ContactsLeaf,
  choices: DescribeChoices,
): Promise<{ readonly encoding: Encoding; readonly isWhole: boolean }> {
  const check = createUtf8Check();
  let bytes = 0;
  for await (const chunk of await leaf.open()) {
    check.push(chunk);
    bytes += chunk.length;
  }
  const encoding = choices.encoding ?? recogniseEncoding(leaf.head, check.isUtf8());
  return { encoding, isWhole: leaf.head.length === bytes };
}

/** Hidden rows and sheets are read like the rest, so that none is overlooked. */
function note(sheet: Sheet, levels: readonly PartLevel[], isBare: boolean, hidden: number): string[] {
  const notes = isBare ? [say.theSheetHasNoRows(sheet.name)] : [];
  if (sheet.isHidden) notes.push(say.theSheetIsHidden(sheet.name));
  const others = (levels.at(-1)?.parts ?? []).filter(
    ({ name, isHidden, isEmpty }) => isHidden && !isEmpty && name !== sheet.name,
  );
  if (others.length > 0) {
    const names = others.slice(0, 5).map(({ name }) => `"${name}"`);
    notes.push(say.theWorkbookHasHidden(names.join(', ')));
  }
  if (hidden > 0) notes.push(say.hiddenByAFilterOr(hidden));
  return notes;
}

async function sendRows(leaf: Leaf, dialect: Dialect, chunkRows: number): Promise<void> {
  let rows: Row[] = [];
  let cells = 0;
  let blankLines = 0;
  for await (const some of openLeaf(leaf, dialect)) {
    for (const row of some.rows) {
      rows.push(row);
      cells += row.cells.length;
      if (rows.length >= chunkRows || cells >= cellsAtOnce) await flush();
    }
    ({ blankLines } = some);
  }
  await flush();
  send({ type: 'end' });

  async function flush(): Promise<void> {
    send({ type: 'rows', waits: true, rows: packRows(rows), blankLines, inflated: budget.inflated() });
    rows = [];
    cells = 0;
    await waitForMore();
  }
}

/** Sends the text of a packed file, unchanged. */
async function sendBytes(leaf: Leaf): Promise<void> {
  // The caller that asks for the bytes was told that this is a text; so by now it is another file.
  if (leaf.kind !== 'text') throw budget.refuse('changed');
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of await leaf.open()) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= bytesAtOnce) await flush();
  }
  await flush();
  send({ type: 'end' });

  async function flush(): Promise<void> {
    send({ type: 'bytes', waits: true, bytes: Buffer.concat(pieces, bytes) });
    pieces = [];
    bytes = 0;
    await waitForMore();
  }
}

function waitForMore(): Promise<ToReader> {
  return new Promise((resolve) => {
    port?.once('message', resolve);
  });
}
