/**
 * What a scrub asks of each number, and how an answer that blocks is put into words. Pure, apart from the snapshot it
 * reads.
 */
import { type Instant, toInstant } from '../../../../shared/domain/time/instant.ts';
import { decidingHold, type Hold, type Scope, toScope } from '../../../../shared/domain/entry/scope.ts';
import { nameHolds } from '../../../../shared/domain/entry/scopeWords.ts';
import type { NamedTarget } from '../../../../shared/domain/entry/targetText.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import type { DoubtedClock } from '../../desk/deskTime.ts';
import type { ListedEntry, ListSnapshot } from './listSnapshot.ts';
import { questionWords as say } from '../../../../shared/words/core/scrub.ts';

/**
 * For which target (undefined: any; blocked anywhere is blocked) and at which time; `ageAt`: when registries are as old as is asked
 * (epoch ms); `doubted`: a clock that is ahead of `at`; and how the answers write days.
 */
export type Question = {
  readonly target: NamedTarget | undefined;
  readonly at: Instant;
  readonly ageAt: number;
  readonly doubted?: DoubtedClock | undefined;
  readonly toDay: DayWriter;
};

/** Why a number is blocked, as the added columns say it. */
export type BlockWords = {
  readonly why: string;
  readonly since: string;
  readonly hold: string;
  readonly list: string;
};

/** What the desk's own list is called beside the registries. */
const ownList = say.doNotCallList;

/** The reason that is shown where an entry gives none. */
export const noReason = say.onTheDoNotCall;
const rememberedVerdicts = 20_000;
const inConflict = say.inAnOpenConflict;

/**
 * What the list says of a number that it knows: blocked by its entry or only by an open conflict. Undefined: callable.
 */
export type ListVerdict = { readonly kind: 'blocked'; readonly by: 'list' | 'conflict'; readonly words: BlockWords };

export type ListJudge = (number: number, entry: ListedEntry | undefined) => ListVerdict | undefined;

/** The same answers as `check` gives (list/decide.ts), for a snapshot; a test holds both together. */
export function createListJudge(snapshot: ListSnapshot, question: Question): ListJudge {
  const { target, at, toDay } = question;
  const { targets, disputes } = snapshot;
  const decides = (scope: Scope): Hold | undefined => decidingHold(scope, at, target, targets);
  const holdsOf = new Map<number, string | null>();
  const daysOf = new Map<number, string>();

  function toHolds(scope: Scope): string {
    const inForce = scope.filter((hold) => decides([hold]) !== undefined);
    return nameHolds(inForce, targets, toDay);
  }

  /** The holds of an interned scope that apply to the question, in words; null: none does. */
  function ownHolds(id: number): string | null {
    let words = holdsOf.get(id);
    if (words === undefined) {
      const scope = snapshot.scope(id);
      words = decides(scope) === undefined ? null : toHolds(scope);
      holdsOf.set(id, words);
    }
    return words;
  }

  function since(origin: number): string {
    let instant = daysOf.get(origin);
    if (instant === undefined) {
      const made = snapshot.originAt(origin);
      instant = made === undefined ? '' : toInstant(made);
      daysOf.set(origin, instant);
    }
    return instant;
  }

  // Rows of one import share scope and origin, and most share a reason, so equal answers are one object for all
  // numbers.
  const known = new Map<string | null, Map<number, ListVerdict | null>>();
  let remembered = 0;

  /** What an entry alone says; null: it does not block. */
  function ownVerdict({ scope, origin, reason }: ListedEntry): ListVerdict | null {
    const place = scope * 1_000_000 + origin;
    let same = known.get(reason);
    let verdict = same?.get(place);
    if (verdict !== undefined && origin < 1_000_000) return verdict;
    const hold = ownHolds(scope);
    verdict =
      hold === null
        ? null
        : {
            kind: 'blocked',
            by: 'list',
            words: { why: reason ?? noReason, since: since(origin), hold, list: ownList },
          };
    if (origin >= 1_000_000) return verdict;
    if (remembered >= rememberedVerdicts) {
      known.clear();
      same = undefined;
      remembered = 0;
    }
    if (same === undefined) known.set(reason, (same = new Map()));
    same.set(place, verdict);
    remembered += 1;
    return verdict;
  }

  return (number, entry) => {
    const own = entry === undefined ? null : ownVerdict(entry);
    const dispute = disputes.size === 0 ? undefined : disputes.get(number);
    const theirs = dispute === undefined || decides(dispute.holds) === undefined ? undefined : dispute;
    if (own !== null && entry !== undefined) {
      if (theirs === undefined) return own;
      const hold = toHolds(toScope([...snapshot.scope(entry.scope), ...theirs.holds]));
      return { kind: 'blocked', by: 'list', words: { ...own.words, hold } };
    }
    if (theirs === undefined) return undefined;
    return {
      kind: 'blocked',
      by: 'conflict',
      words: {
        why: inConflict,
        since: toInstant(theirs.openedAt),
        hold: toHolds(toScope(theirs.holds)),
        list: ownList,
      },
    };
  };
}
