/** What the vendors that a scope reaches will not keep of an entry: pure, from their capability tables. */
import type { HoldInput } from '../../shared/contract/entries.ts';
import type { AccountRow, Vendor } from '../../shared/contract/sync.ts';

/** Which parts of an entry are filled in. */
export type Said = { readonly reason: boolean; readonly category: boolean; readonly callReference: boolean };

export type Losses = readonly { readonly account: string; readonly sentences: readonly string[] }[];

/** One item for each account that loses or emulates something that this entry says, in the order of the accounts. */
export function toLosses(
  holds: readonly HoldInput[],
  said: Said,
  accounts: readonly AccountRow[],
  vendors: readonly Vendor[],
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
    return sentences.length === 0 ? [] : [{ account: account.name, sentences }];
  });
}
