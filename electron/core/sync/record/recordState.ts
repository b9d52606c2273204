/**
 * The state of one remote record, as a word and a sentence: the truth as last known from the vendor, never a hope. The
 * reason is the planner's own (shared/domain/vendor/planRecord.ts): what a run would do next, and why. Pure.
 */
import type { RecordState } from '../../../../shared/contract/sync.ts';
import type { VendorRow } from '../../../../shared/contract/entries.ts';
import { assertNever } from '../../../../shared/assertNever.ts';
import { unlessOver } from '../../../../shared/domain/vendor/merge.ts';
import type { OutboxState } from '../../../../shared/domain/vendor/outboxTable.ts';
import type { Gates, RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import { isListGone } from '../../../../shared/domain/vendor/projection.ts';
import { describeResting } from '../../../../shared/domain/vendor/resting.ts';
import { describeUnlisted, type SaidOfUnlisted } from '../../../../shared/domain/vendor/unlisted.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import { describeAssumed } from './evidenceWords.ts';
import { lastSeen } from './lastSeen.ts';
import { describeMayCall } from './mayCall.ts';
import { planOf } from './planOf.ts';
import type { RecordFacts } from './recordFacts.ts';
import { recordStateWords as say } from '../../../../shared/words/core/sync/record.ts';

/** `mayCall`: that the vendor may call the number now, though it is blocked here; null where that is not so. */
export type RecordVerdict = { readonly state: RecordState; readonly sentence: string; readonly mayCall: string | null };
type Said = Omit<RecordVerdict, 'mayCall'>;

/** The word for a record that is owed, by the state of its row. */
const owedWords = {
  waiting: 'waiting',
  unknown: 'unconfirmed',
  parked: 'parked',
  needsInput: 'needsCallReference',
  manual: 'removeByHand',
} as const satisfies Record<OutboxState, RecordState>;

/** What the planner would do about the record next, with every gate open but those of the e-mails and the clock, and those given. */
export function nextActionOf(record: RecordFacts, gates: Partial<Gates> = {}): RecordAction {
  const { mailsAllowed, clockAgrees } = record;
  return planOf(record, { gates: { mailsAllowed, clockAgrees, ...gates } });
}

/** The state of one record, or undefined when there is nothing to say about it. */
export function toRecordVerdict(record: RecordFacts): RecordVerdict | undefined {
  const { ours, facts, owed, conflict, account, scope } = record;
  const { name } = account;
  if (isListGone(account, scope)) {
    if (facts === undefined && isEmpty(ours.unlisted)) return undefined;
    const unlisted = describeUnlistedOf(record);
    return { state: 'gone', sentence: unlisted?.sentence ?? say.noLongerKnowsThis(name), mayCall: null };
  }
  const action = nextActionOf(record);
  const said =
    conflict !== undefined
      ? toOpenVerdict(record, conflict, action)
      : owed === undefined
        ? toUnowedVerdict(record, action)
        : { state: owedWords[owed.state], sentence: describeOwed(owed, action, name) };
  if (said === undefined) return undefined;
  const assumed = facts === undefined ? null : describeAssumed(facts, name);
  const told = [said.sentence, assumed, describeUnlistedOf(record)?.sentence, describeMadeAgain(record)];
  const sentence = told.filter((part) => part != null).join(' ');
  return { ...said, sentence, mayCall: describeMayCall(record) };
}

/** What is to be said of agents that are blocked for here and that the vendor does not list any more; null: there is none. */
function describeUnlistedOf({ ours, facts, account, at }: RecordFacts): SaidOfUnlisted | null {
  return describeUnlisted(ours, unlessOver(facts?.seen ?? null, at), account);
}

function isEmpty(list: readonly unknown[] | undefined): boolean {
  return list === undefined || list.length === 0;
}

/** Whether an agent of this record may be one that was made again: then the block may be there because of that question. */
function describeMadeAgain({ ours, account: { name, targets }, scope }: RecordFacts): string | null {
  if (ours.kind === 'absent') return null;
  const agents = scope === '' ? (ours.record.fields.agents ?? []) : [scope];
  const own = targets.find(({ kind }) => kind === 'account')?.id;
  const asked = targets.filter(
    ({ remoteId, standsFor = [] }) =>
      remoteId !== null &&
      agents.includes(remoteId) &&
      standsFor.some(({ isOpen, account }) => isOpen && account === own),
  );
  const names = asked.map((agent) => agent.name).join(', ');
  return asked.length === 0 ? null : say.whetherIsTheAgent(names, name);
}

const mendedWhy: Partial<Record<Conflict['kind'], string>> = {
  goneThere: say.itWasGoneThere,
  weakerThere: say.itWasMadeLessThere,
};

/** A question is open: what the vendor blocks meanwhile, and what is still sent. It is blocked here in any case. */
function toOpenVerdict(
  { facts, owed, account: { name }, at }: RecordFacts,
  conflict: Conflict,
  action: RecordAction,
): Said {
  const isThere = unlessOver(facts?.seen ?? null, at) !== null;
  const there = !isThere
    ? say.doesNotBlockIt(name)
    : conflict.put === null
      ? say.blocksIt(name)
      : say.blocksItBecauseIt(name);
  // What was so when the question came up, and is mended there meanwhile, is told as past.
  const isMended = isThere && conflict.put !== null;
  const why = (isMended ? mendedWhy[conflict.kind] : undefined) ?? conflict.why;
  const isSent = action.kind !== 'nothing';
  const next =
    owed !== undefined && isSent ? describeOwed(owed, action, name) : `${action.why}${describeSending(action)}`;
  return {
    state: 'conflict',
    sentence: say.hereItStaysBlocked(why, there, next),
  };
}

/** Nothing is owed: the record is as it should be, or the next reading of the vendor's list makes something of it. */
function toUnowedVerdict(record: RecordFacts, action: RecordAction): Said | undefined {
  const { ours, facts, account, suspiciousScan, at } = record;
  const { name, capabilities } = account;
  const isThere = unlessOver(facts?.seen ?? null, at) !== null;
  const unlisted = describeUnlistedOf(record);
  if (ours.kind === 'absent' && unlisted !== null && action.kind === 'nothing')
    return { state: 'gone', sentence: action.why };
  if (ours.kind === 'absent')
    return isThere ? { state: 'onlyThere', sentence: say.stillBlocksThisNumber(name, action.why) } : undefined;
  if (capabilities.list === 'none' && !capabilities.lookup && facts?.base)
    return { state: 'cannotVerify', sentence: say.tookItAndHasNo(name) };
  if (isThere && suspiciousScan !== undefined && facts?.missedScan === suspiciousScan)
    return {
      state: 'missingThere',
      sentence: say.theLastReadingOf(name),
    };
  if (action.kind === 'nothing' && facts?.assumed.some((field) => field !== 'reason'))
    return { state: 'cannotVerify', sentence: action.why };
  if (action.kind === 'nothing') {
    const seen = facts?.seen ?? null;
    const known = lastSeen(facts, at);
    // A person may have decided that it stays so: it is not as it is wanted all the same.
    if (known.keepsLess) return { state: 'lessThere', sentence: action.why };
    if (unlisted?.isThere === false) return { state: 'cannotVerify', sentence: action.why };
    const resting = seen === null ? null : describeResting(ours, seen, known.fields ?? seen, account);
    return resting === null
      ? { state: 'inStep', sentence: action.why }
      : { state: 'waiting', sentence: `${action.why} ${resting}` };
  }
  // It blocks more than is wanted for this form of the number, for the sake of another.
  if (action.kind === 'wait' && action.isOther === true) return { state: 'inStep', sentence: action.why };
  const sentence = say.theNextSyncLooks(action.why);
  return { state: isThere ? 'waiting' : 'missingThere', sentence };
}

/** What is said of an owed record: what the vendor said about it, and the planner's reason where that says more. */
function describeOwed({ state, message }: Owed, action: RecordAction, name: string): string {
  const { why } = action;
  switch (state) {
    case 'waiting':
      if (action.kind === 'wait') return why;
      return message === null ? `${why}${describeSending(action)}` : say.waitingToBeSentAgain(message);
    case 'unknown': {
      const isSentAgain = action.kind === 'add' || action.kind === 'update';
      const doubt = isSentAgain ? say.itWasSentToWhich(name) : why;
      return message === null ? doubt : `${doubt} ${message}`;
    }
    case 'needsInput':
      return action.kind === 'needsCallReference' ? why : (message ?? why);
    case 'parked':
    case 'manual':
      return message ?? why;
    default:
      return assertNever(state);
  }
}

/** How what waits is carried out; begins with a space. */
function describeSending({ kind }: RecordAction): string {
  switch (kind) {
    case 'add':
    case 'update':
      return say.itIsSentWithThe;
    case 'removeThere':
      return say.itIsRemovedThere;
    case 'removeByHand':
    case 'needsCallReference':
    case 'readBack':
    case 'wait':
    case 'nothing':
    case 'park':
      return '';
    default:
      return assertNever(kind);
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
    case 'cannotVerify':
    case 'unconfirmed':
    case 'missingThere':
    case 'lessThere':
    case 'onlyThere':
    case 'waiting':
      return check;
    case 'gone':
      return [];
    default:
      return assertNever(state);
  }
}

/** From the states that most need a person to those that need none. */
export const bySeverity: readonly RecordState[] = [
  'conflict',
  'parked',
  'removeByHand',
  'needsCallReference',
  'missingThere',
  'lessThere',
  'onlyThere',
  'unconfirmed',
  'waiting',
  'cannotVerify',
  'gone',
  'inStep',
];
