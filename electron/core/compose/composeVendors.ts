/** What leading an account asks of the vendors' side of one desk, over its sync. */
import { toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import type { AccountId } from '../../../shared/domain/entry/scope.ts';
import type { DeskContext } from '../desk/context.ts';
import type { VendorSide } from '../hub/lead/vendorSide.ts';
import type { Sync } from '../sync/createSync.ts';
import { createShareAccount } from '../sync/record/shareAccount.ts';
import { createShareRecords } from '../sync/record/shareRecords.ts';
import type { SyncStore } from '../sync/record/syncStore.ts';
import { composeVendorsWords } from '../../../shared/words/core/desk.ts';

const oneDone = (): Promise<void> => Promise.resolve();

/** The vendors' side for a shared list. `sync`: made later than this. */
export function composeVendors(
  { clock, standing, log }: Pick<DeskContext, 'clock' | 'standing' | 'log'>,
  store: SyncStore,
  sync: () => Sync,
): VendorSide {
  const accounts = createShareAccount(store);
  const records = createShareRecords(store);
  const noted = (work: Promise<unknown>) =>
    void work.catch((error: unknown) =>
      log.error('lead.run', { error: error instanceof Error ? error.stack : String(error) }),
    );
  const at = () => toInstant(clock.now());
  return {
    list: () => store.accounts.list().map(({ id }) => id),
    nameOf: (account) => accounts.nameOf(account),
    async mayLead(account) {
      return standing.lack() === null && (await sync().status.hasToken(account));
    },
    async tell(account) {
      const says = await sync().status.say(account);
      return accounts.load(account, says ?? { state: 'offline', sentence: composeVendorsWords.itIsDisconnected });
    },
    keepAccount: accounts.keep,
    load: records.load,
    keep: records.keep,
    oweWanted: records.oweWanted,
    settleWaiting: records.settleWaiting,
    forgetReadings: (account) => store.readings.remove(account, null),
    begin: (account) => sync().scheduler.begin(account),
    run: (account) => noted(sync().runner.run(account, 'manual')),
    async end(account: AccountId) {
      sync().runner.stop(account);
      await sync().runner.exclusive(account, oneDone);
    },
    leave(account, isOwn) {
      const known = store.accounts.load(account);
      if (known === undefined) return;
      if (isOwn) store.accounts.save(account, { ...known, paused: true });
      else accounts.forget(account, toEpochMs(at()));
    },
  };
}
