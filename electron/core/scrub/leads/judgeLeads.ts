/**
 * Each record of a block: kept, kept with cells blanked, or blocked and why. Evidence in doubt means blocked: a number that
 * cannot be read, columns that may have slipped, a row without any number. Decides only; splitLeads.ts writes.
 */
import type { LeadBatch } from './leadScanner.ts';
import type { ListedEntry } from '../ask/listSnapshot.ts';
import type { BlockWords, ListJudge } from '../ask/question.ts';
import type { RegistryAnswers, RegistrySays } from '../ask/registryAnswers.ts';

/** What becomes of rows with several phone columns: the row is blocked if any is, or each blocked cell is blanked. */
export type SeveralColumns = 'any' | 'blank';

/** Why a row is blocked; of several reasons the first in this order counts it. */
export const blockKinds = ['list', 'conflict', 'registry', 'notANumber', 'notCovered'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** A callable number that no loaded registry covers, or only a version that is too old. */
export type CoverageDoubt = 'notCovered' | 'stale' | null;

/** What becomes of one record. `blank`: places of phone columns (in the order of the choice) to be emptied. */
export type LeadVerdict =
  | { readonly kind: 'kept'; readonly doubt: CoverageDoubt }
  | { readonly kind: 'blanked'; readonly blank: readonly number[]; readonly doubt: CoverageDoubt }
  | { readonly kind: 'blocked'; readonly by: BlockKind; readonly words: BlockWords };

export type JudgeOptions = {
  readonly columns: number;
  /** Names of the phone columns, for rows with several. */
  readonly phoneNames: readonly string[];
  readonly several: SeveralColumns;
  readonly judge: ListJudge;
  /** Undefined: none is loaded, and nothing is said about coverage. */
  readonly registries: RegistryAnswers | undefined;
  readonly blockNotCovered: boolean;
  readonly problems: readonly string[];
};

type CellVerdict = { readonly by: BlockKind; readonly words: BlockWords };

const kept: LeadVerdict = { kind: 'kept', doubt: null };
const keptNotCovered: LeadVerdict = { kind: 'kept', doubt: 'notCovered' };
const keptStale: LeadVerdict = { kind: 'kept', doubt: 'stale' };
const wordless = { since: '', hold: '', list: '' } as const;

const slipped = {
  manyCells: 'the line has more cells than the header, so its columns may have slipped',
  quotes: 'the line has a stray quotation mark, so its columns may have slipped',
  tooLong: 'the line is longer than any line of a list',
  tooWide: 'the line has more columns than can be read',
} as const;

/** Makes the judge of one scrub. `entryOf` and `codes` answer for the places of the block's numbers. */
export function createLeadJudge(options: JudgeOptions) {
  const { columns, phoneNames, several, judge, registries, blockNotCovered, problems } = options;
  const width = phoneNames.length;
  const unreadable: (CellVerdict | undefined)[] = [];

  /** The verdict on one cell: undefined is callable. */
  function judgeCell(
    reading: number,
    entry: ListedEntry | undefined,
    theirs: RegistrySays | undefined,
  ): CellVerdict | undefined {
    if (reading < 0) return (unreadable[-reading] ??= toUnreadable(problems[-reading - 1] ?? 'it cannot be read.'));
    const ours = judge(reading, entry);
    if (theirs?.state !== 'listed') return ours;
    const { name } = theirs;
    if (ours !== undefined) return { by: ours.by, words: { ...ours.words, list: `${ours.words.list}; ${name}` } };
    return { by: 'registry', words: { why: `listed in the ${name}`, since: '', hold: '', list: name } };
  }

  return (
    batch: LeadBatch,
    record: number,
    numbers: Float64Array,
    entryOf: (place: number) => ListedEntry | undefined,
    codes: Uint16Array,
  ): LeadVerdict => {
    const careful = batch.careful.get(record);
    const found = batch.widths[record] ?? 0;
    const slip =
      careful === undefined
        ? found > columns
          ? slipped.manyCells
          : undefined
        : toSlip(careful.problem, careful.cells.length === columns);
    if (slip !== undefined) return { kind: 'blocked', ...toUnreadable(slip) };
    const first = record * width;
    let bad: CellVerdict[] | undefined;
    let places: number[] | undefined;
    let callable = 0;
    let doubt: CoverageDoubt = null;
    for (let phone = 0; phone < width; phone += 1) {
      const reading = numbers[first + phone] ?? 0;
      if (reading === 0) continue;
      const theirs = reading < 0 ? undefined : registries?.say(reading, codes[first + phone] ?? 0);
      let verdict = judgeCell(reading, reading > 0 ? entryOf(first + phone) : undefined, theirs);
      if (verdict === undefined && (theirs?.state === 'notCovered' || theirs?.state === 'stale')) {
        if (blockNotCovered) verdict = theirs.state === 'stale' ? toStale(theirs.name) : uncovered;
        else if (doubt === null || theirs.state === 'notCovered') doubt = theirs.state;
      }
      if (verdict === undefined) callable += 1;
      else {
        (bad ??= []).push(verdict);
        (places ??= []).push(phone);
      }
    }
    if (bad === undefined || places === undefined) {
      if (callable === 0) return { kind: 'blocked', ...noNumber };
      return doubt === null ? kept : doubt === 'stale' ? keptStale : keptNotCovered;
    }
    if (several === 'blank' && callable > 0 && careful === undefined) return { kind: 'blanked', blank: places, doubt };
    return { kind: 'blocked', ...merge(bad, places, phoneNames) };
  };
}

const uncovered: CellVerdict = {
  by: 'notCovered',
  words: { ...wordless, why: 'not covered by any registry' },
};

function toStale(name: string): CellVerdict {
  return { by: 'notCovered', words: { ...wordless, why: `the ${name} is too old to make it clear` } };
}

const noNumber = toUnreadable('the row has no phone number');

function toUnreadable(message: string): CellVerdict {
  const sentence = message.replace(/\.$/, '');
  const lower = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  return { by: 'notANumber', words: { ...wordless, why: `not a number: ${lower}` } };
}

/** Whether damage may have moved cells into other columns. A stray mark has not while the line has all its cells. */
function toSlip(problem: string | null, isWhole: boolean): string | undefined {
  if (problem === 'quotes') return isWhole ? undefined : slipped.quotes;
  return problem === 'manyCells' || problem === 'tooLong' || problem === 'tooWide' ? slipped[problem] : undefined;
}

/** The reasons of several columns in one row. */
function merge(bad: readonly CellVerdict[], places: readonly number[], names: readonly string[]): CellVerdict {
  const [only] = bad;
  if (only !== undefined && names.length === 1) return only;
  const by = blockKinds.find((kind) => bad.some((verdict) => verdict.by === kind)) ?? 'notANumber';
  const join = (texts: readonly string[]) => [...new Set(texts.filter((text) => text !== ''))].join('; ');
  return {
    by,
    words: {
      why: join(bad.map(({ words }, place) => `${names[places[place] ?? 0] ?? ''}: ${words.why}`)),
      since:
        bad
          .map(({ words }) => words.since)
          .filter((since) => since !== '')
          .toSorted()[0] ?? '',
      hold: join(bad.map(({ words }) => words.hold)),
      list: join(bad.map(({ words }) => words.list)),
    },
  };
}
