/** What the vendors that a scope reaches will not keep of an entry, and how long sending takes: pure, from their capability tables. */
import type { HoldInput } from '../../shared/contract/entries.ts';
import type { AccountRow, Vendor } from '../../shared/contract/sync.ts';
import { type WordField, wordFields } from '../../shared/fields.ts';
import { countOf } from '../../shared/words/counts.ts';
import { toDuration } from './words.ts';

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
      sentences.push('It takes a number only with the reference of the call: it waits until you add one.');
    }
    if (vendor.mailsOnAdd) sentences.push('It e-mails its administrator for every number that is added.');
    const pace = describePace(account, vendor, count);
    return sentences.length === 0 && pace === null ? [] : [{ account: account.name, sentences, pace }];
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

/** What the losses are about, as the line says that unfolds them. */
export function toLossesTitle(losses: Losses): string {
  const name = (some: Losses) =>
    some.length > 2 ? `${some.length} vendors` : some.map(({ account }) => account).join(' and ');
  const losing = losses.filter(({ sentences }) => sentences.length > 0);
  const slow = losses.filter(({ pace }) => pace !== null);
  if (losing.length === 0) return `How long it takes to send this to ${name(slow)}`;
  const time = slow.length === 0 ? '' : ', and how long sending takes';
  return `What ${name(losing)} will not keep as it is${time}`;
}
