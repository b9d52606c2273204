/**
 * From an opened file to the rows that a person means: which kind of container it is by its content, which sheets or
 * files it has, and which of them is read. It runs in the worker (readingWorker.ts).
 */
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { assertNever } from '../../../../shared/assertNever.ts';
import { contactPart } from './contacts/contact.ts';
import { type ContactForm, readContacts, recogniseContacts } from './contacts/contactRows.ts';
import { ReadingError, type ReadingProblem, type ReadingRefusal, refuseFile } from '../readingError.ts';
import type { Encoding, Row } from '../text/dialect.ts';
import { recogniseSignature } from '../text/sniffBytes.ts';
import type { Book, Sheet } from './book.ts';
import { type Budget, holdAll } from './budget.ts';
import { openOds } from './odsBook.ts';
import { openOldBook, recogniseOle } from './oldBook.ts';
import { countStream, createFileStream, takeHead, unzip } from './partStreams.ts';
import { openXlsx } from './xlsxBook.ts';
import { openZip, type ZipEntry } from './zipFile.ts';
import { readPartsWords as say } from '../../../../shared/words/core/files.ts';

/** One choice that a person has: which file of an archive, which sheet of a workbook. */
export type PartLevel = {
  readonly kind: 'file' | 'sheet';
  readonly chosen: string;
  readonly parts: readonly Part[];
};
export type Part = {
  readonly name: string;
  /** For a sheet, where this is known without reading all of it. */
  readonly rows: number | null;
  /** For a file, as the archive says. */
  readonly bytes: number | null;
  readonly isHidden: boolean;
  readonly isEmpty: boolean;
};

/** What is read in the end: bytes of a text, a sheet, or contacts. */
export type Leaf = TextLeaf | { readonly kind: 'sheet'; readonly sheet: Sheet } | ContactsLeaf;

type Bytes = { readonly head: Uint8Array; readonly open: () => Promise<AsyncIterable<Uint8Array>> };
export type TextLeaf = Bytes & { readonly kind: 'text' };
export type ContactsLeaf = Bytes & {
  readonly kind: 'contacts';
  readonly form: ContactForm;
  /** `encoding`: for a part that names none itself. */
  readonly rows: (encoding: Encoding) => AsyncGenerator<readonly Row[], void, undefined>;
};

/** `refused`: the part cannot be read, and there are others. */
export type Reached = {
  readonly levels: readonly PartLevel[];
  readonly leaf: Leaf | { readonly kind: 'refused'; readonly refusal: ReadingRefusal };
};

/** Problems of one part alone: the other parts of its archive or workbook may be chosen instead. */
const ofPartAlone: ReadonlySet<ReadingProblem> = new Set<ReadingProblem>([
  'registry',
  'document',
  'xmlSpreadsheet',
  'notText',
  'empty',
  'headerOnly',
  'tooManyColumns',
  'longCell',
  'archive',
  'nested',
  'encrypted',
]);

/**
 * The refusal of the reached part, if others can be chosen instead of it.
 * @throws the error itself where nothing else can be chosen
 */
export function toPartRefusal(error: unknown, name: string, levels: readonly PartLevel[]): ReadingRefusal {
  const hasOthers = levels.some(({ parts }) => parts.length > 1);
  if (!(error instanceof ReadingError) || !hasOthers || !ofPartAlone.has(error.code)) throw error;
  return refuseFile(error.code, [name, ...levels.map(({ chosen }) => chosen)].join(' › '));
}

/** Files that often lie beside lists but are no lists; read only when they are picked. */
const otherThings = /\.(?:pdf|docx?|rtf|html?|jpe?g|png|gif|md|exe|zip|gz|7z|rar)$/i;

/** Files that macOS and Windows add to archives. */
const litter = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i;

/**
 * Finds what to read. `picks` are names of files and sheets, outermost first; a name that fits no file may fit a sheet.
 * Where nothing is picked, it takes the first part that is visible and not empty.
 * @throws ReadingError: a name that is not in the file, nothing to read, damaged, encrypted
 */
export async function reachPart(fd: number, picks: readonly string[], budget: Budget): Promise<Reached> {
  const way: Way = { fd, left: [...picks], budget };
  const reached = await reachTop(way);
  if (way.left.length > 0) throw refuseName(way.left, reached.levels.at(-1)?.parts ?? [], budget);
  return reached;
}

/** The file, the picks that are not used yet, and what may still be read. */
type Way = { readonly fd: number; readonly left: string[]; readonly budget: Budget };

async function reachTop(way: Way): Promise<Reached> {
  const { fd, budget } = way;
  const head = await takeHead(createFileStream(fd));
  const kind = recogniseSignature(head)?.kind;
  switch (kind) {
    case 'zip': {
      const entries = await openZip({ fd }, budget);
      const book = await openZippedBook(entries, () => holdAll(createFileStream(fd), budget), budget);
      return book === undefined ? reachFile(way, entries) : reachSheet(way, book);
    }
    case 'oldOffice':
      return reachOle(way, await holdAll(createFileStream(fd), budget));
    case 'gzip':
      return reachMember(way, async () => unzip(createFileStream(fd), budget));
    case undefined: {
      const form = recogniseContacts(head);
      if (form === undefined) throw budget.refuse('damaged');
      return reachContacts(way, form, head, async () => countStream(createFileStream(fd), budget));
    }
    case 'refused':
      throw budget.refuse('damaged');
    default:
      return assertNever(kind);
  }
}

/** A file of an archive. */
async function reachFile(way: Way, entries: readonly ZipEntry[]): Promise<Reached> {
  const { left, budget } = way;
  const files = entries.filter(({ name }) => !name.endsWith('/') && !litter.test(name));
  if (files.length === 0) throw budget.refuse('empty');
  const parts = files.map(({ name, bytes: size }) => ({
    name,
    rows: null,
    bytes: size,
    isHidden: false,
    isEmpty: size === 0,
  }));
  const at = choose(parts, left);
  const [entry, part] = [files[at], parts[at]];
  if (entry === undefined || part === undefined) throw refuseName(left, parts, budget);
  const level: PartLevel = { kind: 'file', chosen: part.name, parts };
  try {
    const { levels, leaf } = await reachMember(way, () => entry.open());
    return { levels: [level, ...levels], leaf };
  } catch (error) {
    return { levels: [level], leaf: { kind: 'refused', refusal: toPartRefusal(error, budget.name, [level]) } };
  }
}

/** What a file of an archive is: a text, contacts, or a workbook; another archive is left alone. */
async function reachMember(way: Way, open: () => Promise<Readable>): Promise<Reached> {
  const { budget } = way;
  const head = await takeHead(await open());
  const signature = recogniseSignature(head);
  switch (signature?.kind) {
    case undefined: {
      if (head.length === 0) throw budget.refuse('empty');
      const form = recogniseContacts(head);
      if (form !== undefined) return reachContacts(way, form, head, open);
      return { levels: [], leaf: { kind: 'text', head, open } };
    }
    case 'zip': {
      const held = await holdAll(await open(), budget);
      const book = await openZippedBook(await openZip({ buffer: held }, budget), async () => held, budget);
      if (book === undefined) throw budget.refuse('nested');
      return reachSheet(way, book);
    }
    case 'oldOffice':
      return reachOle(way, await holdAll(await open(), budget));
    case 'gzip':
      throw budget.refuse('nested');
    case 'refused':
      throw budget.refuse(signature.problem === 'archive' ? 'nested' : signature.problem);
    default:
      return assertNever(signature);
  }
}

/** Contacts are read like a sheet, and chosen like the only sheet of a workbook. */
function reachContacts(
  { left, budget }: Way,
  form: ContactForm,
  head: Uint8Array,
  open: () => Promise<Readable>,
): Reached {
  const part: Part = { name: contactPart, rows: null, bytes: null, isHidden: false, isEmpty: false };
  choose([part], left);
  const rows: ContactsLeaf['rows'] = async function* (encoding) {
    yield* readContacts(form, await open(), encoding, budget);
  };
  return {
    levels: [{ kind: 'sheet', chosen: part.name, parts: [part] }],
    leaf: { kind: 'contacts', form, head, open, rows },
  };
}

async function reachOle(way: Way, held: Buffer): Promise<Reached> {
  const kind: ReadingProblem | 'xls' = await recogniseOle(held, way.budget);
  if (kind !== 'xls') throw way.budget.refuse(kind);
  return reachSheet(way, await openOldBook(held, way.budget));
}

async function reachSheet({ left, budget }: Way, { sheets }: Book): Promise<Reached> {
  if (sheets.length === 0) throw budget.refuse('damaged');
  const parts: Part[] = [];
  for (const { name, isHidden, look } of sheets) parts.push({ name, bytes: null, isHidden, ...(await look()) });
  if (parts.every(({ isEmpty }) => isEmpty)) throw budget.refuse('empty');
  const at = choose(parts, left);
  const [sheet, part] = [sheets[at], parts[at]];
  if (sheet === undefined || part === undefined) throw refuseName(left, parts, budget);
  return { levels: [{ kind: 'sheet', chosen: part.name, parts }], leaf: { kind: 'sheet', sheet } };
}

/** Takes the next pick if it names one of the parts, in any case of letters. */
function choose(parts: readonly Part[], left: string[]): number {
  const [wanted] = left;
  if (wanted !== undefined) {
    const fold = (name: string) => name.normalize('NFC').trim().toLowerCase();
    const exact = parts.findIndex(({ name }) => name === wanted);
    const at = exact === -1 ? parts.findIndex(({ name }) => fold(name) === fold(wanted)) : exact;
    if (at !== -1) {
      left.shift();
      return at;
    }
    // Where there is only one way to go on, the name may be meant for the next level.
    if (parts.length > 1) return -1;
  }
  const isFilled = ({ isEmpty }: Part) => !isEmpty;
  const wishes = [
    (part: Part) => isFilled(part) && !part.isHidden && !otherThings.test(part.name),
    (part: Part) => isFilled(part) && !part.isHidden,
    isFilled,
  ];
  const found = wishes.map((wish) => parts.findIndex(wish)).find((at) => at !== -1);
  return found ?? 0;
}

function refuseName([wanted = '']: readonly string[], parts: readonly Part[], budget: Budget): ReadingError {
  const names = parts.slice(0, 12).map(({ name }) => `"${name}"`);
  const there = names.length === 0 ? '' : say.thereAre(names.join(', '), parts.length > names.length);
  return new ReadingError({
    ok: false,
    code: 'noPart',
    message: say.hasNoSheetOrFile(budget.name, wanted, there),
  });
}

/** The workbook that a zip is, by its parts; undefined for an archive of files. */
async function openZippedBook(
  entries: readonly ZipEntry[],
  hold: () => Promise<Buffer>,
  budget: Budget,
): Promise<Book | undefined> {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const starts = (folder: string) => [...names].some((name) => name.startsWith(folder));
  if (names.has('[content_types].xml')) {
    if (names.has('xl/workbook.bin')) {
      // The parser unpacks every part by itself and believes the sizes that they state, so they are counted first.
      for (const entry of entries) await finished((await entry.open()).resume());
      if (budget.inflated() > budget.caps.held) throw budget.refuse('tooLarge');
      return openOldBook(await hold(), budget);
    }
    if (starts('word/') || starts('ppt/') || starts('visio/')) throw budget.refuse('document');
    return openXlsx(entries, budget);
  }
  if (!names.has('mimetype') || !names.has('content.xml')) return undefined;
  const mimetype = entries.find(({ name }) => name === 'mimetype');
  const kind = mimetype === undefined ? '' : (await takeHead(await mimetype.open())).toString('latin1');
  if (!kind.includes('opendocument.spreadsheet')) throw budget.refuse('document');
  return openOds(entries, budget);
}
