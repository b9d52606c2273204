/**
 * Where one remote record stands, as a word and a sentence: the truth as last known from the vendor, never a hope. Pure.
 */
import type { RecordState } from '../../../../shared/contract/sync.ts';
import type { VendorRow } from '../../../../shared/contract/entries.ts';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { differing } from '../../../../shared/domain/vendor/merge.ts';
import { toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, WantedRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';

export type RecordFacts = {
  readonly wanted: WantedRecord | null;
  readonly facts: RemoteFacts | undefined;
  readonly owed: Owed | undefined;
  readonly conflict: Conflict | undefined;
  readonly account: AccountView;
  readonly scope: string;
  /** The scan of this remote list that stopped as suspicious and waits for a person, if one does. */
  readonly suspiciousScan: number | undefined;
  /** Nothing is added before a person allows the e-mails that the vendor sends for it. */
  readonly asksForMails: boolean;
  readonly at: Instant;
};

export type RecordVerdict = { readonly state: RecordState; readonly sentence: string };

/** The state of one record, or undefined when there is nothing to say about it. */
export function toRecordVerdict(record: RecordFacts): RecordVerdict | undefined {
  const { wanted, facts, owed, conflict, account, scope, at } = record;
  const { name } = account;
  const agent = scope === '' ? undefined : account.targets.find(({ remoteId }) => remoteId === scope);
  if (agent !== undefined && (agent.state === 'gone' || agent.state === 'retired'))
    return facts === undefined
      ? undefined
      : { state: 'gone', sentence: `${name} no longer knows this agent; nothing is sent for it.` };
  if (conflict !== undefined)
    return { state: 'conflict', sentence: `${conflict.why} It stays blocked until this is decided.` };
  if (owed?.state === 'waiting' && record.asksForMails && wanted !== null && (facts?.seen ?? null) === null)
    return {
      state: 'waiting',
      sentence: `${name} sends an e-mail for every number that is added. Allow that under Accounts, then it is sent.`,
    };
  if (owed !== undefined) return toOwedVerdict(owed, wanted, account);
  const seen = facts?.seen ?? null;
  const isThere = seen !== null && (seen.until === null || seen.until > at);
  if (wanted === null)
    return isThere
      ? { state: 'onlyThere', sentence: `${name} still blocks this number; here nothing asks for it.` }
      : undefined;
  if (account.capabilities.list === 'none' && !account.capabilities.lookup && facts?.base)
    return { state: 'cannotVerify', sentence: `${name} took it, and has no list to verify it by.` };
  if (isThere && record.suspiciousScan !== undefined && facts?.missedScan === record.suspiciousScan)
    return {
      state: 'missingThere',
      sentence: `The last reading of ${name}'s list did not show it. Say under Accounts whether that reading counts.`,
    };
  if (!isThere) return { state: 'missingThere', sentence: `${name} does not have it. The next sync looks into it.` };
  const lacks = differing(
    toComparable(wanted.fields, account),
    toComparable(seen, account),
    account.capabilities.update,
  );
  return lacks.length > 0
    ? { state: 'waiting', sentence: `${name} has it with other details. The next sync looks into it.` }
    : { state: 'inStep', sentence: `${name} has it as it is here.` };
}

function toOwedVerdict(owed: Owed, wanted: WantedRecord | null, { name }: AccountView): RecordVerdict {
  const { state, message } = owed;
  switch (state) {
    case 'waiting':
      return {
        state: 'waiting',
        sentence:
          message === null ? `It will be sent to ${name} with the next sync.` : `Waiting to be sent again. ${message}`,
      };
    case 'unknown':
      return {
        state: 'unconfirmed',
        sentence: `It was sent to ${name}, which has not confirmed it.${message === null ? '' : ` ${message}`}`,
      };
    case 'parked':
      return { state: 'parked', sentence: message ?? `${name} refused it.` };
    case 'needsInput': {
      const lacksReference = wanted !== null && wanted.callReference === null;
      return {
        state: 'needsCallReference',
        sentence:
          (lacksReference ? null : message) ?? `${name} takes a number only with the call in which the person asked.`,
      };
    }
    case 'manual':
      return { state: 'removeByHand', sentence: message ?? `Remove it in ${name}'s dashboard.` };
    default:
      return assertNever(state);
  }
}

/** What a person can do about a record in this state. */
export function toActions(state: RecordState, { capabilities }: AccountView): VendorRow['actions'] {
  const check: VendorRow['actions'] = capabilities.lookup ? ['checkNow'] : [];
  switch (state) {
    case 'needsCallReference':
      return ['addReference'];
    case 'removeByHand':
      return ['confirmRemoved'];
    case 'conflict':
      return ['review'];
    case 'parked':
      return ['retry', ...check];
    case 'inStep':
    case 'unconfirmed':
    case 'missingThere':
    case 'onlyThere':
    case 'waiting':
      return check;
    case 'cannotVerify':
    case 'gone':
      return [];
    default:
      return assertNever(state);
  }
}

/** From what needs a person most to what needs nobody. */
export const bySeverity: readonly RecordState[] = [
  'conflict',
  'parked',
  'removeByHand',
  'needsCallReference',
  'missingThere',
  'onlyThere',
  'unconfirmed',
  'waiting',
  'cannotVerify',
  'gone',
  'inStep',
];
