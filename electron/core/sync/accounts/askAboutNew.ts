/** Reads what a new account has, and asks where it seems to be one that is connected already: by its token, agents or records. */
import type { Account } from '../../db/sync/accountRows.ts';
import type { Ports } from '../../ports.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { loadToken } from '../vendor/accountToken.ts';
import { askSameAccount } from '../vendor/sameAccount.ts';
import type { AccountTargets } from './accountTargets.ts';

/** `token`: that of the new account. What the vendor does not answer is looked at again by the first run. */
export async function askAboutNew(
  {
    store,
    ports: { secrets, clock },
    targets,
  }: {
    readonly store: SyncStore;
    readonly ports: Pick<Ports, 'secrets' | 'clock'>;
    readonly targets: Pick<AccountTargets, 'refresh' | 'peek'>;
  },
  account: Account,
  token: string,
): Promise<void> {
  const { id, vendor, baseUrl } = account;
  const wholeOf = (of: number) => store.targets.listOf(of).find(({ kind }) => kind === 'account')?.id;
  const later = wholeOf(id);
  for (const other of store.accounts.list()) {
    if (other.id === id || other.vendor !== vendor || other.baseUrl !== baseUrl) continue;
    const earlier = wholeOf(other.id);
    const known = await loadToken(secrets, other);
    if (later === undefined || earlier === undefined || known.state !== 'there' || known.token !== token) continue;
    askSameAccount({ store, clock }, { later, earlier }, 'token');
  }
  await targets.refresh(account);
  await targets.peek(account);
}
