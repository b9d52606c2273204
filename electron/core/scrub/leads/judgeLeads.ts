/**
 * Judges each record of a block: kept, kept with cells blanked, or blocked and why. Evidence in doubt means blocked: a
 * number that cannot be read or could be another, columns that may have shifted, a row without any number. A blocked
 * number blocks its row in whatever column it stands. This module only decides; splitLeads.ts writes.
 */
import { toInternational, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { FoundEntries } from '../ask/foundEntries.ts';
import type { ListedEntry } from '../ask/listSnapshot.ts';
import { type ListJudge, noReason } from '../ask/question.ts';
import type { RegistryAnswers, RegistrySays } from '../ask/registryAnswers.ts';
import { extraKinds, type LeadNumbers, ofOtherNumbers } from './leadNumbers.ts';
import type { LeadBatch } from './leadScanner.ts';
import { notInUseDoubt } from './phoneCells.ts';
import type { Refusal, RefusedNumbers } from './refusedNumbers.ts';
import { createReasons } from './rowReasons.ts';
import {
  type BlockVerdict,
  type CoverageDoubt,
  type LeadVerdict,
  noNumber,
  refusedElsewhere,
  toKept,
  toStale,
  toUnreadable,
  uncovered,
} from './verdicts.ts';
import { judgeLeadsWords } from '../../../../shared/words/core/scrub.ts';

/**
 * What becomes of rows with several phone columns: the row is blocked if any number is, or each blocked cell is
 * blanked.
 */
export type SeveralColumns = 'any' | 'blank';

export type JudgeOptions = {
  readonly columns: number;
  /** Names of the phone columns, for rows with several. */
  readonly phoneNames: readonly string[];
  /** The name of any column of the file. */
  readonly nameOf: (column: number) => string;
  readonly several: SeveralColumns;
  readonly judge: ListJudge;
  /** What the entries of a group say. */
  readonly entryOf: (group: number) => ListedEntry | undefined;
  /** Undefined: no registry is loaded, and nothing is said about coverage. */
  readonly registries: RegistryAnswers | undefined;
  readonly blockNotCovered: boolean;
  readonly blockDoubtful: boolean;
  /** The reasons to which the negative values in `LeadNumbers` point. */
  readonly problems: readonly string[];
  readonly doubts: readonly BlockVerdict[];
  readonly flags: readonly BlockVerdict[];
  /** What rows of the file say against numbers; the judge notes what it hears there, and what it lets out. */
  readonly refused: RefusedNumbers;
};

const slipped = {
  manyCells: judgeLeadsWords.moreCellsThanTheHeader,
  quotes: judgeLeadsWords.aStrayQuotationMark,
  tooLong: judgeLeadsWords.theLineIsLongerThan,
  tooWide: judgeLeadsWords.theLineHasMoreColumns,
} as const;

/** Makes the judge of one scrub. Ask it about the records of a block in their order. */
export function createLeadJudge(options: JudgeOptions) {
  const { columns, phoneNames, several, judge, entryOf, registries, blockNotCovered, blockDoubtful } = options;
  const { problems, doubts, flags, refused } = options;
  const width = phoneNames.length;
  const asksRegistries = registries !== undefined;
  const unreadable: (BlockVerdict | undefined)[] = [];
  const reasons = createReasons(phoneNames, options.nameOf);
  // The block of the record that is judged.
  let block: JudgedBlock;
  let firstExtra = 0;
  let nextExtra = 0;
  let coverage: CoverageDoubt = null;
  // What the row says itself.
  let said: BlockVerdict | undefined;

  const say = (place: number): RegistrySays | undefined =>
    registries?.say(block.read.numbers[place] ?? 0, block.codes[place] ?? 0);

  function entryAt(place: number, number: number): ListedEntry | undefined {
    const group = block.groups[place] ?? 0;
    return group === 0 ? block.found.get(number) : entryOf(group);
  }

  /** Why the number at an index is blocked; undefined: it is not. */
  function judgeNumber(place: number, theirs: RegistrySays | undefined): BlockVerdict | undefined {
    const number = block.read.numbers[place] ?? 0;
    const ours = block.passed[place] === 1 ? judge(number, entryAt(place, number)) : undefined;
    if (theirs?.state !== 'listed') return ours ?? judgeRefused(number);
    const { name } = theirs;
    if (ours !== undefined) return { ...ours, words: { ...ours.words, list: `${ours.words.list}; ${name}` } };
    return {
      kind: 'blocked',
      by: 'registry',
      words: { why: judgeLeadsWords.listedInThe(name), since: '', hold: '', list: name },
    };
  }

  /** What another row says against a number; of a row that says so itself nothing is added. */
  function judgeRefused(number: number): BlockVerdict | undefined {
    const how = said === undefined ? refused.find(number) : undefined;
    return how === undefined ? undefined : refusedElsewhere[how];
  }

  /** Takes note that the row that is judged speaks against the numbers of its phone cells. */
  function refuseAll(record: number, how: Refusal): void {
    const { numbers, places, extraKinds: kinds } = block.read;
    for (let place = record * width; place < (record + 1) * width; place += 1) {
      const number = numbers[place] ?? 0;
      if (number > 0) refused.refuse(number, how);
    }
    for (let extra = firstExtra; extra < nextExtra; extra += 1)
      if (kinds[extra] === extraKinds.another) refused.refuse(numbers[places + extra] ?? 0, how);
  }

  /** Takes note of every number of a row that is clean. */
  function letOut(record: number): void {
    const { numbers, places } = block.read;
    for (let place = record * width; place < (record + 1) * width; place += 1) {
      const number = numbers[place] ?? 0;
      if (number > 0) refused.letOut(number);
    }
    for (let extra = firstExtra; extra < nextExtra; extra += 1) refused.letOut(numbers[places + extra] ?? 0);
  }

  /** What the registries leave open about a number that is not blocked. */
  function findGap(says: RegistrySays | undefined): BlockVerdict | undefined {
    if (says?.state !== 'notCovered' && says?.state !== 'stale') return undefined;
    if (blockNotCovered) return says.state === 'stale' ? toStale(says.name) : uncovered;
    if (coverage === null || says.state === 'notCovered') coverage = says.state;
    return undefined;
  }

  /** What blocks another number of a phone cell, or one that the cell may mean. */
  function judgeExtras(phone: number): BlockVerdict | undefined {
    const { read } = block;
    let gap: BlockVerdict | undefined;
    for (let extra = firstExtra; extra < nextExtra; extra += 1) {
      const kind = read.extraKinds[extra] ?? 0;
      if (read.extraColumns[extra] !== phone || kind >= extraKinds.looked) continue;
      const place = read.places + extra;
      const says = say(place);
      const verdict = judgeNumber(place, says);
      if (verdict !== undefined) return nameNumber(verdict, read.numbers[place] ?? 0, kind);
      if (kind === extraKinds.another) gap ??= findGap(says);
    }
    return gap;
  }

  function judgePhone(phone: number, place: number, number: number): BlockVerdict | undefined {
    const isRead = number > 0;
    const says = isRead ? say(place) : undefined;
    const own = isRead ? judgeNumber(place, says) : undefined;
    const doubt = block.read.doubts[place] ?? 0;
    if (own !== undefined) return doubt <= notInUseDoubt ? own : nameNumber(own, number, extraKinds.maybe);
    const more = nextExtra === firstExtra ? undefined : judgeExtras(phone);
    if (!isRead) {
      if (more !== undefined && more.by !== 'notCovered') return more;
      return (unreadable[-number] ??= toUnreadable(problems[-number - 1] ?? judgeLeadsWords.itCannotBeRead));
    }
    if (doubt > 0 && blockDoubtful && (more === undefined || more.by === 'notCovered')) return doubts[doubt - 1];
    return more ?? findGap(says);
  }

  /**
   * Judges the numbers in other columns. A blocked one blocks the row. Where no phone column has a number, they are the
   * numbers that are dialled. Answers how many there are.
   */
  function judgeLooked(isDialled: boolean): number {
    const { read } = block;
    let found = 0;
    let gap: BlockVerdict | undefined;
    let gapAt = 0;
    for (let extra = firstExtra; extra < nextExtra; extra += 1) {
      const kind = read.extraKinds[extra] ?? 0;
      if (kind < extraKinds.looked) continue;
      const place = read.places + extra;
      const says = kind >= ofOtherNumbers ? undefined : say(place);
      const verdict = judgeNumber(place, says);
      const column = read.extraColumns[extra] ?? 0;
      if (verdict !== undefined) {
        reasons.addOfColumn(column, nameNumber(verdict, read.numbers[place] ?? 0, kind % ofOtherNumbers));
      } else if (kind === extraKinds.looked) {
        found += 1;
        if (!isDialled || gap !== undefined) continue;
        gap = findGap(says);
        gapAt = column;
      }
    }
    if (gap !== undefined) reasons.addOfColumn(gapAt, gap);
    return found;
  }

  return (judged: JudgedBlock, record: number): LeadVerdict => {
    block = judged;
    const { batch, read } = judged;
    if (record === 0) nextExtra = 0;
    firstExtra = nextExtra;
    while (nextExtra < read.extras && read.extraRecords[nextExtra] === record) nextExtra += 1;
    const slip = findSlip(batch, record, columns);
    if (slip !== undefined) return toUnreadable(slip);

    coverage = null;
    reasons.clear();
    let isDoubtful = false;
    const flag = read.flags[record] ?? 0;
    said = flag === 0 ? undefined : flags[flag - 1];
    if (said !== undefined) {
      reasons.addOfRow(said);
      refuseAll(record, said.by === 'flagged' ? 'sure' : 'open');
    }
    const hasRefused = refused.any();

    const { numbers, doubts: doubtOf } = read;
    const { passed } = judged;
    const hasExtras = nextExtra > firstExtra;
    let callable = 0;
    let filled = 0;
    let blocked = 0;
    for (let phone = 0; phone < width; phone += 1) {
      const place = record * width + phone;
      const number = numbers[place] ?? 0;
      if (number === 0) continue;
      filled += 1;
      const isOpen =
        asksRegistries ||
        number < 0 ||
        passed[place] === 1 ||
        doubtOf[place] !== 0 ||
        hasExtras ||
        (hasRefused && refused.find(number) !== undefined);
      const verdict = isOpen ? judgePhone(phone, place, number) : undefined;
      if (verdict === undefined) {
        callable += 1;
        if (doubtOf[place] !== 0) isDoubtful = true;
        continue;
      }
      reasons.addOfPhone(phone, verdict);
      blocked += 1;
    }
    const found = hasExtras ? judgeLooked(filled === 0) : 0;

    if (reasons.count() === 0) {
      if (callable === 0 && found === 0) return noNumber;
      letOut(record);
      return toKept(coverage, isDoubtful);
    }
    // A reason that is about the row or another column cannot be blanked.
    const isBlankable = several === 'blank' && callable > 0 && blocked === reasons.count();
    if (isBlankable && !batch.careful.has(record)) {
      letOut(record);
      return { kind: 'blanked', blank: reasons.phones(), coverage, isDoubtful };
    }
    return reasons.toVerdict();
  };
}

/** A block with what was read in it, and what the lists say of its numbers. */
export type JudgedBlock = {
  readonly batch: LeadBatch;
  readonly read: LeadNumbers;
  /** 1: the list may say something of the number at this index; the others are not on it. */
  readonly passed: Uint8Array;
  /** The group of its entry; 0: it is among those that were found, or has none. */
  readonly groups: Uint16Array;
  /** The entries of those numbers that have one. */
  readonly found: FoundEntries;
  /** What the registries say of each number. */
  readonly codes: Uint16Array;
};

/** Adds the number to the words, where the cell alone does not show which one is meant. `kind`: one of `extraKinds`. */
function nameNumber(verdict: BlockVerdict, number: number, kind: number): BlockVerdict {
  if (kind === extraKinds.looked) return verdict;
  const { by, words } = verdict;
  const said = toInternational(toPhoneNumber(number));
  const why =
    by === 'list'
      ? words.why === noReason
        ? judgeLeadsWords.isOnTheList
        : judgeLeadsWords.isOnTheListWhy(words.why)
      : judgeLeadsWords.is(words.why);
  const named =
    kind === extraKinds.form || kind === extraKinds.lookedForm
      ? judgeLeadsWords.theSameSubscribers(said, why)
      : kind === extraKinds.another
        ? judgeLeadsWords.ofItsNumbers(said, why)
        : judgeLeadsWords.inDoubt(said, why);
  return { ...verdict, words: { ...words, why: named } };
}

/** Says, in words, whether the row's cells may stand in the wrong columns. */
function findSlip(batch: LeadBatch, record: number, columns: number): string | undefined {
  const careful = batch.careful.size === 0 ? undefined : batch.careful.get(record);
  if (careful === undefined) return (batch.widths[record] ?? 0) > columns ? slipped.manyCells : undefined;
  const { problem, cells } = careful;
  // A stray mark has moved nothing while the line has all its cells.
  if (problem === 'quotes') return cells.length === columns ? undefined : slipped.quotes;
  return problem === 'manyCells' || problem === 'tooLong' || problem === 'tooWide' ? slipped[problem] : undefined;
}
