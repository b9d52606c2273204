/**
 * Another entry whose number is surely the same subscriber's (`+52 1 55…` for `+52 55…`) and for which a vendor may keep the very record:
 * what is taken away there for one of them would be taken away for both.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { isSurelySameSubscriber, sameSubscriber } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { oursOf } from '../../../../shared/domain/vendor/ours.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { SyncStore } from './syncStore.ts';

/** The forms of a number that are surely the same subscriber's. */
export function sureForms(number: PhoneNumber): readonly PhoneNumber[] {
  return sameSubscriber(number).filter((form) => isSurelySameSubscriber(number, form));
}

/**
 * The form under which another entry wants the record on this list, where the vendor is not known to have one of its own for it; null:
 * there is none. `entryOf`: the entries as they are to be judged.
 */
export function findOtherEntry(
  { remotes }: Pick<SyncStore, 'remotes'>,
  { number, account, list, at }: { number: PhoneNumber; account: AccountView; list: RemoteList; at: Instant },
  entryOf: (number: PhoneNumber) => Entry | undefined,
): PhoneNumber | null {
  const forms = sureForms(number).filter((form) => oursOf(entryOf(form), account, list, at).kind === 'wanted');
  if (forms.length === 0) return null;
  const load = (one: PhoneNumber) => remotes.load({ account: account.id, scope: list, number: one });
  const own = load(number);
  return forms.find((form) => !hasAnother(load(form), own)) ?? null;
}

/** Whether the vendor has shown a record of its own for the other form: under another id than that of ours. */
function hasAnother(other: RemoteFacts | undefined, own: RemoteFacts | undefined): boolean {
  return other !== undefined && other.seen !== null && other.remoteId !== null && other.remoteId !== own?.remoteId;
}
