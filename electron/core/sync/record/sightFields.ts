/**
 * What a sight says where it left something out, and what it tells of a request whose outcome was not known. Pure.
 */
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { OurSide } from '../../../../shared/domain/vendor/ours.ts';
import type { AccountView, RemoteFields } from '../../../../shared/domain/vendor/remote.ts';
import { isCutOf, isSameText } from '../../../../shared/domain/vendor/vendorText.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import { callOf, isSameCall, isSameRecord } from './knownRecords.ts';
import type { Observation } from './observation.ts';

type FieldName = keyof RemoteFields;
const day = 86_400_000;

/** What is known of a record when a sight of it is judged. */
export type Judged = {
  readonly facts: RemoteFacts | undefined;
  readonly owed: Owed | undefined;
  readonly entry: Entry | undefined;
  readonly account: AccountView;
};

/**
 * What a request of unknown outcome carried, if this sight can be its outcome (null: a removal); undefined: there is none.
 * A record that shows another reason or call than was sent, or whose creation is days away from the request, is another one.
 */
export function unsettledSent(
  { facts, owed, entry, account }: Judged,
  { theirs, absent, evidence, createdAt, by }: Observation,
): RemoteFields | null | undefined {
  if (owed?.state !== 'unknown' || wasThereBefore(owed)) return undefined;
  const { sent } = owed;
  if (sent === undefined || sent === null || theirs === null || facts?.seen != null || by === 'answer') return sent;
  const { keeps, needsCallReference } = account.capabilities;
  const showsReason = keeps.reason.how === 'kept' && !absent.includes('reason');
  if (showsReason && !isReasonOf(sent.reason, theirs.reason)) return undefined;
  const call = needsCallReference ? (entry?.callReference ?? callOf(facts?.records ?? [])) : null;
  if (call !== null && !isSameCall(call, evidence)) return undefined;
  const isOfAnotherTime =
    createdAt !== null && facts?.sentAt != null && Math.abs(toEpochMs(createdAt) - facts.sentAt) > day;
  return isOfAnotherTime ? undefined : sent;
}

/** Our only request was refused because the vendor already had the record, so what is there was never ours. */
function wasThereBefore({ problem, attempts }: Owed): boolean {
  return problem === 'alreadyThere' && attempts <= 1;
}

function isReasonOf(sent: string | null, came: string | null): boolean {
  return isSameText(sent, came) || (sent !== null && came !== null && isCutOf(sent, came));
}

export type Completed = { readonly observation: Observation; readonly assumed: readonly FieldName[] };

/**
 * The sight with its gaps filled, and which fields it did not show (`assumed`). A field that an answer leaves out is unknown,
 * never empty: it is as it was sent, or as it was last seen, whoever may have changed it there since. Of a record that was never seen before, a reason that is left out is as ours, and an end or a choice of
 * agents is the stronger: for ever, and for every agent.
 */
export function complete(
  observation: Observation,
  { facts }: Judged,
  sent: RemoteFields | null | undefined,
  ours: OurSide,
): Completed {
  const { theirs, absent } = observation;
  if (theirs === null || absent.length === 0) return { observation, assumed: [] };
  const known = facts === undefined || !isOfKnown(facts, observation) ? null : (facts.seen ?? facts.base);
  const assumed: FieldName[] = [];
  const fill = <F extends FieldName>(field: F): RemoteFields[F] => {
    if (!absent.includes(field)) return theirs[field];
    const told = observation.sent?.[field];
    if (told !== undefined) return told;
    if (sent !== undefined && sent !== null) return sent[field];
    assumed.push(field);
    if (known !== null) return known[field];
    return field === 'reason' && ours.kind === 'wanted' ? ours.fields[field] : theirs[field];
  };
  const filled = { reason: fill('reason'), until: fill('until'), agents: fill('agents') };
  return { observation: { ...observation, theirs: filled }, assumed };
}

function isOfKnown(facts: RemoteFacts, { remoteId: id, createdAt }: Observation): boolean {
  return facts.records.some((record) => record.isThere && isSameRecord(record, { id, createdAt }));
}
