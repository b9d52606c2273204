/** The lines of a preview, found by group, reason, digits or words: a window of them or all, each with what it does. */
import type { FieldChange, IntakeLine, LineGroup } from '../../../../shared/contract/intake.ts';
import { toE164, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { toCsv } from '../../files/write/csvCells.ts';
import { groupOf, keptSentences, toNotRequestSentence, toUnclearSentence } from './lineCounts.ts';
import type { StagedDoubt } from '../staging/doubts.ts';
import { lineOutcomes, type Reject, type StagedOutcome, type Staging } from '../staging/staging.ts';
import { outcomeSentences, partOf } from './summary.ts';
import { listLinesWords as say } from '../../../../shared/words/core/intake.ts';

export type LineFilter = {
  readonly group?: LineGroup | undefined;
  readonly part?: string | undefined;
  readonly search?: string | undefined;
};

export type LineWork = {
  /** What the lines change, by row. */
  readonly explain: (rows: readonly number[]) => ReadonlyMap<number, readonly FieldChange[]>;
  /** Lets other work run. */
  readonly breathe: () => Promise<void>;
};

const rowsAtOnce = 100_000;
const exportedAtOnce = 1000;

/** A window of the matching lines, in the order of the file, and how many match in total. */
export async function listLines(
  staging: Staging,
  filter: LineFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  { explain, breathe }: LineWork,
): Promise<{ lines: IntakeLine[]; total: number }> {
  const rows: number[] = [];
  let total = 0;
  for await (const found of findRows(staging, filter, breathe)) {
    for (const row of found) {
      if (total >= offset && rows.length < limit) rows.push(row);
      total++;
    }
  }
  return { lines: createDescriber(staging, explain)(rows), total };
}

/** All matching lines as CSV, in chunks. */
export async function* exportLines(
  staging: Staging,
  filter: LineFilter,
  { explain, breathe }: LineWork,
): AsyncGenerator<string> {
  const describe = createDescriber(staging, explain);
  yield 'line,number,group,what happens,changes,text\r\n';
  for await (const found of findRows(staging, filter, breathe)) {
    for (let at = 0; at < found.length; at += exportedAtOnce) {
      const lines = describe(found.slice(at, at + exportedAtOnce));
      const rows = lines.map(({ line, numbers, group, sentence, changes, raw }) => [
        line,
        numbers.join(' '),
        group,
        sentence,
        changes.map(toChangeText).join('; '),
        raw,
      ]);
      yield `${toCsv(rows)}\r\n`;
      await breathe();
    }
  }
}

/** "reason: asked → complaint"; an empty side is written as none. */
function toChangeText({ field, from, to }: FieldChange): string {
  return `${field}: ${from === '' ? 'none' : from} → ${to === '' ? 'none' : to}`;
}

/** The matching rows, in order, one chunk at a time. */
async function* findRows(
  staging: Staging,
  filter: LineFilter,
  breathe: LineWork['breathe'],
): AsyncGenerator<readonly number[]> {
  const fits = createTest(staging, filter);
  for (let from = 0; from < staging.lines(); from += rowsAtOnce) {
    const rows: number[] = [];
    const to = Math.min(from + rowsAtOnce, staging.lines());
    for (let row = from; row < to; row++) if (fits(row)) rows.push(row);
    yield rows;
    await breathe();
  }
}

function createTest(staging: Staging, { group, part, search }: LineFilter): (row: number) => boolean {
  const wanted = new Set<StagedOutcome>(
    lineOutcomes.filter(
      (outcome) =>
        (group === undefined || groupOf[outcome] === group) &&
        (part === undefined || partOf[outcome] === part || partOf[outcome] === undefined),
    ),
  );
  const inPart = part === undefined ? undefined : createPartTest(staging, part);
  const inSearch = createSearch(staging, search?.trim() ?? '');
  return (row) => wanted.has(staging.outcome(row)) && (inPart?.(row) ?? true) && (inSearch?.(row) ?? true);
}

/** A part that is no outcome is the code of a reject. */
function createPartTest(staging: Staging, part: string): (row: number) => boolean {
  const lines = new Set(staging.rejects.filter(({ code }) => code === part).map(({ line }) => line));
  if (part === 'inDoubt') for (const { line } of staging.doubts) lines.add(line);
  return (row) => {
    const own = partOf[staging.outcome(row)];
    return own === undefined ? lines.has(staging.line(row)) : own === part;
  };
}

/**
 * Digits are looked for in numbers and line numbers; any other text is looked for in the words and the text of the
 * line.
 */
function createSearch(staging: Staging, search: string): ((row: number) => boolean) | undefined {
  if (search === '') return undefined;
  const digits = /^[+\d][\d\s().-]*$/.test(search) ? search.replaceAll(/\D/g, '') : '';
  if (digits !== '') {
    const textLines = new Set(
      [...staging.rejects, ...staging.doubts].filter(({ text }) => text.includes(search)).map(({ line }) => line),
    );
    return (row) =>
      String(staging.line(row)) === digits ||
      textLines.has(staging.line(row)) ||
      numbersOf(staging, row).some((number) => String(number).includes(digits));
  }
  const words = search.toLowerCase();
  const has = (text: string) => text.toLowerCase().includes(words);
  const lines = new Set(
    staging.rejects.filter(({ message, text }) => has(message) || has(text)).map(({ line }) => line),
  );
  for (const { line, sentence, text } of staging.doubts) if (has(sentence) || has(text)) lines.add(line);
  for (const [line, note] of staging.notes) if (has(note)) lines.add(line);
  const outcomes = new Set(lineOutcomes.filter((outcome) => outcome !== 'rejected' && has(outcomeSentences[outcome])));
  return (row) => {
    const outcome = staging.outcome(row);
    return (
      outcomes.has(outcome) ||
      lines.has(staging.line(row)) ||
      (saysItself.has(outcome) && has(staging.details(row)?.reason ?? ''))
    );
  };
}

function numbersOf(staging: Staging, row: number): number[] {
  const numbers: number[] = [];
  for (let index = staging.firstNumberOf(row); index < staging.numbers() && staging.rowAt(index) === row; index++)
    numbers.push(staging.numberAt(index));
  return numbers;
}

/**
 * Makes the function that puts rows into words, once per export, because what is left out has to be looked through
 * once.
 */
function createDescriber(staging: Staging, explain: LineWork['explain']): (rows: readonly number[]) => IntakeLine[] {
  const kept = findKept(staging);
  return (rows) => {
    const changing = rows.filter((row) => changingGroups.has(groupOf[staging.outcome(row)]));
    const changes = changing.length === 0 ? new Map<number, readonly FieldChange[]>() : explain(changing);
    return rows.map((row): IntakeLine => {
      const line = staging.line(row);
      const outcome = staging.outcome(row);
      const numbers = numbersOf(staging, row).map((each) => toE164(toPhoneNumber(each)));
      const reject = findReject(staging.rejects, line);
      const doubt = findDoubt(staging, line);
      const reason = staging.details(row)?.reason ?? '';
      const isOut = outcome === 'rejected' || outcome === 'unconfirmed' || outcome === 'inDoubt';
      const note = staging.notes.get(line);
      const sentence = [
        toSentence(outcome, outcome === 'inDoubt' ? doubt?.sentence : reject?.message, reason),
        ...(reject !== undefined && !isOut ? [say.ofTheLineCannotBe(reject.cells, reject.message)] : []),
        ...(doubt !== undefined && outcome !== 'inDoubt' ? [say.anotherIsInDoubt(doubt.sentence)] : []),
        ...(kept.get(line) ?? []),
        ...(note === undefined ? [] : [note]),
      ].join(' ');
      const raw = doubt?.text ?? reject?.text ?? (saysItself.has(outcome) ? reason : numbers.join(', '));
      return {
        line,
        group: groupOf[outcome],
        raw,
        number: numbers[0] ?? null,
        numbers,
        sentence,
        changes: [...(changes.get(row) ?? [])],
      };
    });
  };
}

const changingGroups: ReadonlySet<LineGroup> = new Set<LineGroup>(['wouldChange', 'wouldRevive', 'inConflict']);

function toSentence(outcome: StagedOutcome, reject: string | undefined, disposition: string): string {
  if (outcome === 'notRequest') return toNotRequestSentence(disposition);
  if (outcome === 'unclear') return toUnclearSentence(disposition);
  if (outcome === 'rejected' || outcome === 'unconfirmed' || outcome === 'inDoubt')
    return reject ?? outcomeSentences[outcome];
  return outcomeSentences[outcome];
}

/** Lines that are left out because of what they say, in a column that their details give as the reason. */
const saysItself: ReadonlySet<StagedOutcome> = new Set<StagedOutcome>(['notRequest', 'unclear']);

/** The first cell of a line that waits for an answer. Doubts are in the order of the file. */
function findDoubt({ doubts }: Staging, line: number): StagedDoubt | undefined {
  const at = findFirstOf(doubts, line);
  return doubts[at]?.line === line ? doubts[at] : undefined;
}

/** Everything that was rejected in a line. Rejects are in the order of the file. */
function findReject(
  rejects: readonly Reject[],
  line: number,
): { readonly message: string; readonly text: string; readonly cells: number } | undefined {
  const own: Reject[] = [];
  for (let at = findFirstOf(rejects, line); rejects[at]?.line === line; at++) own.push(rejects[at] as Reject);
  if (own.length === 0) return undefined;
  const messages = [...new Set(own.map(({ message }) => message))];
  return { message: messages.join(' '), text: own.map(({ text }) => text).join(' | '), cells: own.length };
}

/** The index of the first one that belongs to a line, or to a later one. */
function findFirstOf(all: readonly { readonly line: number }[], line: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A line with several numbers may block one and leave another released. */
function findKept(staging: Staging): ReadonlyMap<number, readonly string[]> {
  const kept = new Map<number, string[]>();
  for (const why of ['removed', 'expired', 'askedBefore'] as const)
    for (const index of staging.keptBack(why)) {
      const row = staging.rowAt(index);
      const outcome = staging.outcome(row);
      if (outcome === 'keepsRemoved' || outcome === 'keepsExpired' || outcome === 'askedBefore') continue;
      const sentence = `${toE164(staging.numberAt(index))}: ${keptSentences[why]}`;
      kept.set(staging.line(row), [...(kept.get(staging.line(row)) ?? []), sentence]);
    }
  return kept;
}
