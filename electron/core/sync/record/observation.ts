/**
 * A record that a vendor showed, or did not show, as the reconciler takes it: what it says, what it left out, and what is
 * known of the sight itself.
 */
import type { CallReference } from '../../../../shared/domain/entry/entry.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RecordEvidence, RemoteFields, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { RecordIdentity, SeenBy } from '../../db/sync/remoteRows.ts';

/** A record of the number beside the one that is merged. */
export type Twin = RecordIdentity & { readonly evidence: RecordEvidence | undefined };

/** What the vendor has of one number on a remote list; `theirs: null`: nothing. */
export type Observation = {
  readonly number: PhoneNumber;
  readonly theirs: RemoteFields | null;
  readonly remoteId: string | null;
  readonly createdAt: RecordIdentity['createdAt'];
  readonly evidence: RecordEvidence | undefined;
  readonly by: SeenBy;
  /** The fields that the vendor keeps and that this sight did not show. */
  readonly absent: readonly (keyof RemoteFields)[];
  /** The vendor's further records of the number. */
  readonly twins: readonly Twin[];
  /** Whether these are all that it has: what else was known is gone. */
  readonly isWhole: boolean;
  /** What the request carried that this sight answers. */
  readonly sent?: Partial<RemoteFields>;
  /** The call that the add named which this sight answers, where the vendor keeps calls. */
  readonly sentCall?: CallReference;
  /** Whether the add that this sight answers made the record; absent: it is no answer to an add, or does not tell. */
  readonly isNew?: boolean;
};

/** A record that the vendor showed. */
export function toObservation(record: RemoteRecord, by: SeenBy): Observation {
  const { number, fields, remoteId, createdAt, evidence, absent = [], twins } = record;
  return {
    number,
    theirs: fields,
    remoteId,
    createdAt,
    evidence,
    by,
    absent,
    twins: (twins ?? []).map(toTwin),
    isWhole: twins !== undefined,
    ...(record.existed === true ? { isNew: false } : {}),
  };
}

function toTwin({ remoteId: id, createdAt, evidence }: RemoteRecord): Twin {
  return { id, createdAt, evidence };
}

/**
 * The records of a page, one observation per number: a page may show a number twice. The one that blocks longest is merged, and of
 * these the widest; the others stand beside it.
 */
export function toObservations(records: readonly RemoteRecord[], by: SeenBy): readonly Observation[] {
  const found = new Map<PhoneNumber, readonly [RemoteRecord, ...RemoteRecord[]]>();
  for (const record of records) {
    const [first, ...others] = found.get(record.number) ?? [];
    if (first === undefined) found.set(record.number, [record]);
    else if (isStronger(record, first)) found.set(record.number, [record, first, ...others]);
    else found.set(record.number, [first, ...others, record]);
  }
  return [...found.values()].map(([first, ...others]) => {
    const seen = toObservation(first, by);
    return others.length === 0 ? seen : { ...seen, twins: [...seen.twins, ...others.map(toTwin)] };
  });
}

function isStronger({ fields: a }: RemoteRecord, { fields: b }: RemoteRecord): boolean {
  if (a.until !== b.until) return b.until !== null && (a.until === null || a.until > b.until);
  return a.agents === null && b.agents !== null;
}

/** The vendor has nothing of the number. */
export function toAbsence({ number }: { readonly number: PhoneNumber }, by: SeenBy = 'scan'): Observation {
  return {
    number,
    theirs: null,
    remoteId: null,
    createdAt: null,
    evidence: undefined,
    by,
    absent: [],
    twins: [],
    isWhole: true,
  };
}
