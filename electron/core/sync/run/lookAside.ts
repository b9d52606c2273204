/** The look at the heads of an account's lists outside of its runs: new blocks by others arrive within minutes. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { Standing } from '../../desk/standing.ts';
import type { Ports } from '../../ports.ts';
import type { ListSide } from '../record/reconcile.ts';
import type { Lead } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import type { ClockTrust } from '../record/clockTrust.ts';
import { openAside } from '../vendor/connection.ts';
import { lookAtHead, mayLook } from '../vendor/headLook.ts';
import { createOwner } from '../vendor/owner.ts';
import { remoteLists } from '../vendor/readLists.ts';
import { describeHeld, watchSameAccount } from '../vendor/sameAccount.ts';
import { type Paces, takeLook } from '../vendor/turnstile.ts';
import { reconcileAside } from './reconcilers.ts';
import { emptyTally } from './runEnding.ts';

export type LookParts = {
  readonly store: SyncStore;
  readonly list: ListSide;
  readonly paces: Paces;
  readonly trust: ClockTrust;
  readonly standing: Pick<Standing, 'lack'>;
  readonly lead: Pick<Lead, 'refuse'>;
  readonly ports: Pick<Ports, 'clock' | 'secrets' | 'dispatcher' | 'log'>;
  /** The default country of numbers. */
  readonly region: () => Region | undefined;
};

/** Looks at the heads of the account's lists. Answers whether that has changed the list here. Trouble is left to the next run. */
export async function lookAside(
  { store, list, paces, trust, standing, lead, ports, region }: LookParts,
  id: AccountId,
  signal: AbortSignal,
): Promise<boolean> {
  const account = store.accounts.load(id);
  if (account === undefined || describeHeld({ store, account: id }) !== null) return false;
  const now = () => toInstant(ports.clock.now());
  const tally = emptyTally();
  const aside = reconcileAside({ store, list, now }, id, { run: null, tally });
  const { isOwnerKnown } = createOwner(store, aside.view, account);
  if (!mayLook({ store, view: aside.view, isOwnerKnown }) || !takeLook(paces.of(id), ports.clock)) return false;
  const opened = await openAside({ store, account, paces, trust, standing, lead, ports, region: region() });
  if (!opened.ok) return false;
  const connection = watchSameAccount(opened.connection, { store, account: id, clock: ports.clock });
  const context = { store, now, ...aside, connection, isOwnerKnown };
  for (const one of remoteLists(aside)) await lookAtHead({ ...context, ask: (request) => request(signal) }, one);
  ports.log.info('sync.head', { account: id, added: tally.added, changed: tally.changed });
  return tally.added + tally.changed > 0;
}
