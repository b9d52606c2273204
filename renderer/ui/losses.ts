/** What the vendors that a scope reaches will not keep of an entry, and how long sending takes: pure, from their capability tables. */
import type { HoldInput } from '../../shared/contract/entries.ts';
import type { AccountRow, Vendor } from '../../shared/contract/sync.ts';
import { type WordField, wordFields } from '../../shared/fields.ts';
import { toDuration } from './words.ts';
import { lossesWords as say } from '../../shared/words/page/ui.ts';

/** Which parts of an entry are filled in. */
export type Said = { readonly [F in WordField]?: boolean } & { readonly callReference: boolean };

export type Losses = readonly {
  readonly account: string;
  readonly sentences: readonly string[];
  /** How long sending takes there; null where that is not worth telling. */
  readonly pace: string | null;
}[];

/**
 * One item for each account that loses or emulates something that this entry says, or takes its time, in the order of the
 * accounts. `count`: how many numbers say it.
 */
export function toLosses(
  holds: readonly HoldInput[],
  said: Said,
  accounts: readonly AccountRow[],
  vendors: readonly Vendor[],
  count = 1,
): Losses {
  return accounts.flatMap((account) => {
    const vendor = vendors.find(({ id }) => id === account.vendor);
    const ids = new Map(account.targets.map((target) => [target.id, target.kind]));
    const here = holds.filter(({ place, except = [] }) =>
      place === 'everywhere' ? !except.some((id) => ids.get(id) === 'account') : ids.has(place),
    );
    if (vendor === undefined || here.length === 0) return [];
    const { keeps } = vendor;
    const asked = [
      ...wordFields.map((field) => ({ keeping: keeps[field], applies: said[field] === true })),
      { keeping: keeps.expiry, applies: here.some(({ until }) => until !== null) },
      {
        keeping: keeps.agents,
        applies: here.some(
          ({ place, except = [] }) =>
            (place !== 'everywhere' && ids.get(place) !== 'account') || except.some((id) => ids.has(id)),
        ),
      },
    ];
    const sentences = asked
      .filter(({ keeping, applies }) => applies && keeping.how !== 'kept')
      .map(({ keeping }) => keeping.note);
    if (vendor.needsCallReference && !said.callReference) {
      sentences.push(say.itTakesANumber);
    }
    if (vendor.mailsOnAdd) sentences.push(say.itEmailsItsAdministrator);
    const pace = describePace(account, vendor, count);
    return sentences.length === 0 && pace === null ? [] : [{ account: account.name, sentences, pace }];
  });
}

/** How long the push takes at the vendor's rate, where that is long enough to be waited for. */
function describePace({ pushSeconds }: AccountRow, { requestsPerMinute: rate }: Vendor, count: number): string | null {
  if (rate === null || count === 0) return null;
  const seconds = pushSeconds + (count * 60) / rate;
  if (seconds < 60) return null;
  const waiting = pushSeconds > 0 ? say.withWhatWaitsAlready : '';
  return say.itTakesRequestsAMinute(rate, toDuration(seconds), waiting);
}

/** What the losses are about, as the line says that unfolds them. */
export function toLossesTitle(losses: Losses): string {
  const name = (some: Losses) =>
    some.length > 2 ? say.vendors(some.length) : some.map(({ account }) => account).join(' and ');
  const losing = losses.filter(({ sentences }) => sentences.length > 0);
  const slow = losses.filter(({ pace }) => pace !== null);
  if (losing.length === 0) return say.howLongItTakes(name(slow));
  const time = slow.length === 0 ? '' : say.andHowLongSendingTakes;
  return say.whatWillNotKeep(name(losing), time);
}
