/**
 * Redaction on the vendors' side of the desk: what is kept here of a number's records loses its texts. What the vendor itself
 * holds is not touched: who was told what is said.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { personalFields, redacted } from '../../../../shared/domain/entry/redaction.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { type AccountView, keepingOf, type RemoteFields } from '../../../../shared/domain/vendor/remote.ts';
import { type Field, fields } from '../../../../shared/fields.ts';
import { createRedactionRows } from '../../db/sync/redactionRows.ts';
import type { KnownRecord, RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { SyncStore } from './syncStore.ts';
import { redactRecordsWords as say } from '../../../../shared/words/core/sync/record.ts';

const hide = <T extends RemoteFields | null>(said: T): T =>
  said?.reason == null ? said : { ...said, reason: redacted };

/** Facts without the texts; how the vendor writes a reason is forgotten with them. */
function hideFacts(facts: RemoteFacts): RemoteFacts {
  const { base, seen, records, echo, named } = facts;
  const { reason: _reason, ...ways } = echo ?? {};
  return {
    ...facts,
    base: hide(base),
    seen: hide(seen),
    records: records.map(hideRecord),
    echo: Object.keys(ways).length === 0 ? null : ways,
    named: named === null || named.reason === null ? named : { ...named, reason: redacted },
  };
}

function hideRecord({ evidence: _evidence, own, ...record }: KnownRecord): KnownRecord {
  return own === undefined ? record : { ...record, own: hide(own) };
}

export type RedactRecords = {
  /** Takes the texts of these numbers out of what is kept of their records. In the caller's transaction. */
  readonly redact: (number: PhoneNumber, texts: readonly string[]) => void;
  /** The open question about what a program handed in of one of these numbers, which shows its word. */
  readonly findAsked: (numbers: readonly PhoneNumber[]) => { readonly id: number; readonly number: number } | undefined;
  /** Who was told what of an entry that may be taken out, and what that means, as sentences. */
  readonly tellRedaction: (entry: Entry) => readonly string[];
};

/** Redaction over the sync store. */
export function createRedactRecords(store: SyncStore): RedactRecords {
  const rows = createRedactionRows(store.db);
  return {
    redact(number, texts) {
      for (const facts of store.remotes.listOfNumbers([number])) store.remotes.save(hideFacts(facts));
      rows.redact(number, texts, redacted);
    },
    findAsked: rows.findAsked,
    tellRedaction(entry) {
      const known = store.remotes.listOfNumbers([entry.number]);
      return store.loadViews().flatMap((account) => {
        const own = known.filter((facts) => facts.account === account.id);
        const isThere = own.some(({ seen, base, sentAt }) => seen !== null || base !== null || sentAt !== null);
        return isThere ? tellHolder(account, entry) : tellLack(account, entry);
      });
    },
  };
}

function tellHolder({ name, capabilities }: AccountView, entry: Entry): readonly string[] {
  const takes = (field: Field) =>
    field === 'callReference' ? capabilities.needsCallReference : keepingOf(capabilities, field, name).how === 'kept';
  const told = personalFields.filter((field) => entry[field] !== null && takes(field));
  if (told.length === 0) return [];
  const what = told.map((field) => say.the(fields[field].word)).join(' and ');
  return [say.holdsOfItsRecord(name, what)];
}

function tellLack({ name, capabilities }: AccountView, { callReference, removed }: Entry): readonly string[] {
  if (!capabilities.needsCallReference || callReference === null || removed !== null) return [];
  return [say.doesNotHaveTheNumber(name)];
}
