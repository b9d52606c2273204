/** What the vendors that a scope reaches will not keep of an entry: pure, from their capability tables. */
import type { HoldInput } from '../../shared/contract/entries.ts';
import type { AccountRow, Vendor } from '../../shared/contract/sync.ts';
import { countOf, toDuration } from './words.ts';

/** Which parts of an entry are filled in. */
export type Said = { readonly reason: boolean; readonly category: boolean; readonly callReference: boolean };

export type Losses = readonly { readonly account: string; readonly sentences: readonly string[] }[];

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
    const here = holds.filter(({ place }) => place === 'everywhere' || ids.has(place));
    if (vendor === undefined || here.length === 0) return [];
    const { keeps } = vendor;
    const asked = [
      { keeping: keeps.reason, applies: said.reason },
      { keeping: keeps.category, applies: said.category },
      { keeping: keeps.expiry, applies: here.some(({ until }) => until !== null) },
      {
        keeping: keeps.agents,
        applies: here.some(({ place }) => place !== 'everywhere' && ids.get(place) !== 'account'),
      },
    ];
    const sentences = asked
      .filter(({ keeping, applies }) => applies && keeping.how !== 'kept')
      .map(({ keeping }) => keeping.note);
    if (vendor.needsCallReference && !said.callReference) {
      sentences.push('It takes a number only with the reference of the call: it waits until you add one.');
    }
    if (vendor.mailsOnAdd) sentences.push('It e-mails its administrator for every number that is added.');
    const pace = describePace(account, vendor, count);
    if (pace !== null) sentences.push(pace);
    return sentences.length === 0 ? [] : [{ account: account.name, sentences }];
  });
}

/** How long the push takes at the vendor's rate, where that is long enough to be waited for. */
function describePace({ pushSeconds }: AccountRow, { requestsPerMinute: rate }: Vendor, count: number): string | null {
  if (rate === null || count === 0) return null;
  const seconds = pushSeconds + (count * 60) / rate;
  if (seconds < 60) return null;
  const waiting = pushSeconds > 0 ? ', with what waits already' : '';
  return `It takes ${countOf(rate, 'request')} a minute: sending this takes ${toDuration(seconds)}${waiting}.`;
}
