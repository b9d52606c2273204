/**
 * Whether this computer's clock can be believed where time alone would end a block: the sweep of ended holds and the
 * planner's gate ask here. A clock is believed if it agrees with the `Date` of the account's vendor; where the vendor has
 * sent none, if it goes on from what the desk has noted of the time (desk/deskTime.ts). While it is not believed nothing is removed
 * for time.
 */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { clockToleranceMs } from '../../../../shared/domain/time/clockStand.ts';
import { describeSpan } from '../../../../shared/words/spans.ts';
import type { DeskTime } from '../../desk/deskTime.ts';
import type { Clock } from '../../ports.ts';
import { clockTrustWords as say } from '../../../../shared/words/core/sync/record.ts';

/** `sentence`: why the clock is not believed. */
export type ClockVerdict = { readonly agrees: true } | { readonly agrees: false; readonly sentence: string };

export type ClockTrust = {
  /** Notes the `Date` (epoch ms) of an answer of the account's vendor. */
  readonly note: (account: AccountId, vendorMs: number) => void;
  readonly judge: (account: AccountId, name: string) => ClockVerdict;
};

/** The trust of one desk in its clock. A vendor's clock that agrees with it is noted in `time`. */
export function createClockTrust({
  clock,
  time,
}: {
  clock: Pick<Clock, 'now' | 'monotonic'>;
  time: Pick<DeskTime, 'doubt' | 'believe'>;
}): ClockTrust {
  /** The vendor's time less the monotonic time of its answer. */
  const vendorTimes = new Map<AccountId, number>();
  return {
    note(account, vendorMs) {
      vendorTimes.set(account, vendorMs - clock.monotonic());
      if (Math.abs(clock.now() - vendorMs) <= clockToleranceMs) time.believe();
    },
    judge(account, name) {
      const known = vendorTimes.get(account);
      if (known !== undefined) {
        const ahead = clock.now() - (known + clock.monotonic());
        return Math.abs(ahead) <= clockToleranceMs
          ? { agrees: true }
          : { agrees: false, sentence: describe(ahead, `${name}'s`) };
      }
      const doubt = time.doubt();
      if (doubt === null) return { agrees: true };
      return {
        agrees: false,
        sentence: `${describe(doubt.aheadMs, say.theNewestTimeThatThis)} ${say.ifItIsRightSaySo}`,
      };
    },
  };
}

function describe(ahead: number, of: string): string {
  return say.thisComputersClock(describeSpan(Math.abs(ahead)), ahead > 0, of);
}
