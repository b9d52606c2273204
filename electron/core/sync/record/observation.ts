/**
 * A record that a vendor showed, or did not show, as the reconciler takes it: what it says, what it left out, and what is
 * known of the sight itself.
 */
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

/** The records of a page, one observation per number: a page may show a number twice. */
export function toObservations(records: readonly RemoteRecord[], by: SeenBy): readonly Observation[] {
  const found = new Map<PhoneNumber, Observation>();
  for (const record of records) {
    const first = found.get(record.number);
    const seen = toObservation(record, by);
    found.set(record.number, first === undefined ? seen : { ...first, twins: [...first.twins, toTwin(record)] });
  }
  return [...found.values()];
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
