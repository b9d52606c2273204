/**
 * Whether this computer's clock can be believed where time alone would end a block: the sweep of ended holds and the
 * planner's gate ask here. A clock is believed if it agrees with the `Date` of the account's vendor; where the vendor has
 * sent none, if it goes on from the newest time in our own journal. While it is not believed nothing is removed for time.
 */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { describeSpan } from '../../../../shared/words/spans.ts';
import type { Clock } from '../../ports.ts';
import { clockTrustWords as say } from '../../../../shared/words/core/sync/record.ts';

/** Clocks that differ by less agree: no expiry is meant to the minute. */
const toleranceMs = 15 * 60_000;
/** Without a vendor's word: a desk that has noted nothing for longer may as well have a wrong clock. */
const longestSilenceMs = 60 * 86_400_000;

/** `sentence`: why the clock is not believed. */
export type ClockVerdict = { readonly agrees: true } | { readonly agrees: false; readonly sentence: string };

export type ClockTrust = {
  /** Notes the `Date` (epoch ms) of an answer of the account's vendor. */
  readonly note: (account: AccountId, vendorMs: number) => void;
  readonly judge: (account: AccountId, name: string) => ClockVerdict;
};

/** The trust of one desk in its clock. `newestNoted`: the newest time in the journal (epoch ms), or null. */
export function createClockTrust({
  clock,
  newestNoted,
}: {
  clock: Pick<Clock, 'now' | 'monotonic'>;
  newestNoted: () => number | null;
}): ClockTrust {
  /** The vendor's time less the monotonic time of its answer. */
  const vendorTimes = new Map<AccountId, number>();
  return {
    note: (account, vendorMs) => void vendorTimes.set(account, vendorMs - clock.monotonic()),
    judge(account, name) {
      const known = vendorTimes.get(account);
      if (known !== undefined) {
        const ahead = clock.now() - (known + clock.monotonic());
        return Math.abs(ahead) <= toleranceMs
          ? { agrees: true }
          : { agrees: false, sentence: describe(ahead, `${name}'s`) };
      }
      const newest = newestNoted();
      if (newest === null) return { agrees: true };
      const since = clock.now() - newest;
      if (since < -toleranceMs) return { agrees: false, sentence: describe(since, say.thatOfThisDesksOwn) };
      return since <= longestSilenceMs
        ? { agrees: true }
        : { agrees: false, sentence: `${describe(since, say.theNewestTimeInThis)} ${wayOut}` };
    },
  };
}

/** A change that a person makes is noted with its time, from which the clock then goes on. */
const wayOut = say.ifItIsRightBlock;

function describe(ahead: number, of: string): string {
  return say.thisComputersClock(describeSpan(Math.abs(ahead)), ahead > 0, of);
}
