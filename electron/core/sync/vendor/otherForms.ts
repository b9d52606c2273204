/**
 * Records that a vendor keeps under another form of a number than this desk (`+52 1 55…` for `+52 55…`). A scan takes such
 * a record for the one that is kept here, unless the vendor has one under our form too; a look-up or a removal finds it.
 */
import { mayHaveOtherForms, sameSubscriber, toCurrentForm } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteRecord, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { VendorConnection, VendorFailure, VendorResult } from '../../vendors/adapter.ts';
import { sureForms } from '../record/otherEntry.ts';
import type { SyncStore } from '../record/syncStore.ts';

type Shown = { readonly number: PhoneNumber; readonly remoteId: string | null };
type ListOfAccount = { readonly store: SyncStore; readonly account: AccountId; readonly scope: RemoteList };

/** A record that is held back until the scan has come to its end, and the number that it is kept under here. */
type Held<T> = { readonly record: T; readonly ours: PhoneNumber };

export type FormMatcher<T extends Shown> = {
  /** The records that stand for themselves; the rest is held back until the scan has come to its end. */
  readonly take: (records: readonly T[]) => readonly T[];
  /** What was held back, under the numbers that are kept here. Only a scan that is whole knows them. */
  readonly settle: () => readonly T[];
  /** What was held back so far. */
  readonly held: readonly Held<T>[];
};

/**
 * Matches the records of one scan of one remote list. `earlier`: what the scan has shown, and held back, before it was broken
 * off.
 */
export function createFormMatcher<T extends Shown>(
  list: ListOfAccount,
  earlier: { readonly numbers: Iterable<number>; readonly held: readonly Held<T>[] } = { numbers: [], held: [] },
): FormMatcher<T> {
  const shown = new Set<PhoneNumber>();
  const held: Held<T>[] = [...earlier.held];
  for (const number of [...earlier.numbers, ...held.map(({ record }) => record.number)])
    if (mayHaveOtherForms(toPhoneNumber(number))) shown.add(toPhoneNumber(number));

  /** The number that this desk keeps the record under, if it is another than the record's own. */
  function findOurs({ number, remoteId }: T, isKept: (number: PhoneNumber, remoteId: string | null) => boolean) {
    if (isKept(number, null)) return undefined;
    const forms = sureForms(number);
    const kept = forms.filter((form) => isKept(form, remoteId));
    return kept.length === 0 ? toCurrentForm(number) : kept.length === 1 ? kept[0] : undefined;
  }

  return {
    take(records) {
      const doubtful = records.filter(({ number }) => mayHaveOtherForms(number));
      if (doubtful.length === 0) return records;
      for (const { number } of doubtful) shown.add(number);
      const isKept = loadKept(
        list,
        doubtful.flatMap(({ number }) => [number, ...sameSubscriber(number)]),
      );
      return records.filter((record) => {
        const ours = mayHaveOtherForms(record.number) ? findOurs(record, isKept) : undefined;
        if (ours !== undefined) held.push({ record, ours });
        return ours === undefined;
      });
    },
    settle() {
      const taken = new Map<PhoneNumber, PhoneNumber>();
      return held.map(({ record, ours }) => {
        // A list that changes while it is read shows a record twice: the same one, and no second.
        const isFree = !shown.has(ours) && (taken.get(ours) ?? record.number) === record.number;
        if (!isFree) return record;
        taken.set(ours, record.number);
        return { ...record, number: ours };
      });
    },
    held,
  };
}

/**
 * The connection, but for one thing: a record that its vendor keeps under another form of the number is found, changed and
 * removed under that form, and answered under ours. `noteRequest` is told of every request beyond the one that was asked.
 */
export function askEveryForm(
  connection: VendorConnection,
  { store, account }: Omit<ListOfAccount, 'scope'>,
  noteRequest: () => void = () => undefined,
): VendorConnection {
  /** The forms that no record of its own is kept under here. */
  function formsToTry(scope: RemoteList, number: PhoneNumber): readonly PhoneNumber[] {
    const forms = sureForms(number);
    if (forms.length === 0) return forms;
    const isKept = loadKept({ store, account, scope }, forms);
    return forms.filter((form) => !isKept(form, null));
  }

  /** The record as the vendor writes it. */
  async function find(
    scope: RemoteList,
    number: PhoneNumber,
    forms: readonly PhoneNumber[],
    signal: AbortSignal,
    ids?: readonly string[],
  ): Promise<VendorResult<RemoteRecord | null>> {
    let found = await connection.lookup(scope, number, signal, ids);
    for (const form of forms) {
      if (!found.ok || found.value !== null) return found;
      noteRequest();
      found = await connection.lookup(scope, form, signal);
    }
    return found;
  }

  /** The record under the form that the vendor has, for a request that names the number. */
  async function toTheirs(
    record: RemoteRecord,
    signal: AbortSignal,
  ): Promise<VendorFailure | { readonly ok: true; readonly value: RemoteRecord }> {
    const forms = formsToTry(record.scope, record.number);
    if (forms.length === 0) return { ok: true, value: record };
    noteRequest();
    const found = await find(record.scope, record.number, forms, signal);
    // Nothing was changed by asking, whatever became of the answer.
    if (!found.ok) return found.class === 'unsupported' ? { ok: true, value: record } : { ...found, effect: 'notDone' };
    const { number, remoteId } = found.value ?? record;
    return { ok: true, value: { ...record, number, remoteId: remoteId ?? record.remoteId } };
  }

  return {
    ...connection,
    async lookup(scope, number, signal, ids) {
      const found = await find(scope, number, formsToTry(scope, number), signal, ids);
      return found.ok && found.value !== null ? { ...found, value: { ...found.value, number } } : found;
    },
    async update(record, fields, signal) {
      const theirs = await toTheirs(record, signal);
      if (!theirs.ok) return theirs;
      const answer = await connection.update(theirs.value, fields, signal);
      return answer.ok && answer.value !== null
        ? { ...answer, value: { ...answer.value, number: record.number } }
        : answer;
    },
    async remove(record, signal) {
      const theirs = await toTheirs(record, signal);
      return theirs.ok ? await connection.remove(theirs.value, signal) : theirs;
    },
  };
}

/**
 * Whether a number is kept here as one of its own on this remote list: it has an entry, was seen there, is owed or in
 * dispute. Also when its record, last seen under the given id, is the one that is shown.
 */
function loadKept(
  { store, account, scope }: ListOfAccount,
  numbers: readonly PhoneNumber[],
): (number: PhoneNumber, remoteId: string | null) => boolean {
  const entries = store.entries.loadMany(numbers);
  const facts = store.remotes.loadMany(account, scope, numbers);
  const owed = store.outbox.loadMany(account, scope, numbers);
  const disputed = new Set(
    store.conflicts
      .listOpenOfNumbers(numbers)
      .flatMap((conflict) => (conflict.account === account && conflict.scope === scope ? [conflict.number] : [])),
  );
  return (number, remoteId) =>
    entries.get(number)?.removed === null ||
    (facts.get(number)?.seen ?? null) !== null ||
    owed.has(number) ||
    disputed.has(number) ||
    (remoteId !== null && facts.get(number)?.remoteId === remoteId);
}
