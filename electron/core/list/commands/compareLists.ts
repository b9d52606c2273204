/**
 * How another database of this desk differs from this list. A person reads it before a backup takes the place of the list: this
 * list is the backup, the other one is the list as it is now. Nothing is written.
 */
import type { Comparison } from '../../../../shared/contract/backups.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { nameHolds } from '../../../../shared/domain/entry/scopeWords.ts';
import { type PhoneNumber, toE164, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Answer } from '../../answer.ts';
import { createEntryLoader } from '../../db/entries/entryRows.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { ListDeps } from './listDeps.ts';
import { eachPair, readOther } from './otherList.ts';
import { compareListsWords as say } from '../../../../shared/words/core/list.ts';

type Counted = { count: number; first: { number: string; sentence: string }[] };

const stretch = 5000;

/** Compares with the database at this path; `limit`: how many numbers of each difference are named. */
export function compareLists(
  deps: ListDeps,
  { path, release, limit }: { path: string; release: readonly string[]; limit: number },
): Promise<Answer<Comparison>> {
  return readOther(path, async (other) => {
    const [lacking, added, changed, removed] = Array.from({ length: 4 }, (): Counted => ({ count: 0, first: [] })) as [
      Counted,
      Counted,
      Counted,
      Counted,
    ];
    const put = (to: Counted, number: PhoneNumber, toSentence: () => string): void => {
      to.count += 1;
      if (to.first.length < limit) to.first.push({ number: toE164(number), sentence: toSentence() });
    };
    const released = new Set(release);
    let given = 0;
    for (const pairs of eachPair(deps, other)) {
      await deps.clock.breathe();
      for (const { there, here, isLacking, isListed } of pairs) {
        const listed = here !== undefined && here.removed === null;
        if (isLacking) {
          put(lacking, there.number, () => describeBlock(deps, there, listed));
          if (released.has(toE164(there.number))) given += 1;
        }
        if (!isListed) continue;
        if (!listed) put(added, there.number, () => describeBlock(deps, there, false));
        else if (here.seq !== there.seq || here.changedAt !== there.changedAt)
          put(changed, there.number, () => say.changedOnBy(deps.toDay(there.changedAt), there.changedBy));
      }
    }
    const entries = createEntryLoader(other);
    for (const numbers of eachListed(deps.store.db)) {
      await deps.clock.breathe();
      const found = entries.loadReadable(numbers).entries;
      for (const number of numbers) {
        const there = found.get(number);
        if (there === undefined || there.removed !== null) put(removed, number, () => describeRelease(deps, there));
      }
    }
    return { lacking, stay: lacking.count - given, added, changed, removed };
  });
}

function describeBlock({ targets, toDay }: ListDeps, there: Entry, isMore: boolean): string {
  const more = isMore ? say.whichIsMoreThanIn : '';
  const because = there.reason === null ? '' : say.because(there.reason);
  const where = nameHolds(there.holds, targets(), toDay);
  return say.blockedSince(where, more, toDay(there.createdAt), because, there.createdBy);
}

function describeRelease({ toDay }: ListDeps, there: Entry | undefined): string {
  const removed = there?.removed ?? null;
  return removed === null ? say.notOnTheListAs : say.releasedOnBy(toDay(removed.at), removed.by, removed.why);
}

/** The numbers that a database lists, in order. */
function* eachListed(db: ReadableDb): Generator<readonly PhoneNumber[]> {
  const next = db
    .prepare<[number, number], number>(
      'SELECT number FROM entry WHERE removed_at IS NULL AND number > ? ORDER BY number LIMIT ?',
    )
    .pluck();
  for (let after = 0; ;) {
    const numbers = next.all(after, stretch).map(toPhoneNumber);
    const last = numbers.at(-1);
    if (last === undefined) return;
    yield numbers;
    after = last;
  }
}
