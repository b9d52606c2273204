/**
 * The states of what is owed to a vendor, one row per remote record, and what each event makes of each state. Code that
 * writes such a row asks this table (electron/core/db/sync/outboxWrites.ts), so a state changes in one place;
 * docs/sync.md prints it. Modelled on the transition table of Electric's client specification.
 */

/**
 * `waiting`: to be sent in the next run. `unknown`: a request was sent whose outcome is not known. `needsInput`: the vendor
 * wants a call reference. `manual`: a person has to remove it in the vendor's dashboard. `parked`: the vendor refused this
 * one record, and a person has to look.
 */
export type OutboxState = 'waiting' | 'unknown' | 'needsInput' | 'manual' | 'parked';

/** A row's state, or `none`: nothing is owed. */
export type RowState = OutboxState | 'none';

/**
 * The state that follows. `impossible`: the engine never lets this event happen in this state; if it does, that is a
 * bug.
 */
export type Step = RowState | 'impossible';

export const outboxStates: readonly OutboxState[] = ['waiting', 'unknown', 'needsInput', 'manual', 'parked'];

/** Every event, with its cause (`desk`: a write of the list, or of the desk's own) and its meaning. */
export const outboxEvents = {
  owed: { by: 'desk', means: 'the entry changed, or a decision or a reading asks for the record' },
  owedWithoutCall: { by: 'desk', means: 'the same, and the call reference that the vendor wants is missing' },
  covered: { by: 'desk', means: 'an account was connected or an agent appeared, and the entry covers it' },
  coveredWithoutCall: { by: 'desk', means: 'the same without the call reference' },
  missed: { by: 'run', means: 'a whole reading did not show what is wanted there' },
  missedWithoutCall: { by: 'run', means: 'the same without the call reference' },
  needsCall: { by: 'run', means: 'its turn came, and the call reference is missing' },
  needsHand: { by: 'run', means: 'its turn came, and only a person can remove it there' },
  needsAgents: { by: 'run', means: 'its turn came, and none of its agents is active' },
  sent: { by: 'run', means: 'a request about it is about to leave' },
  unanswered: { by: 'run', means: 'nothing tells what the request did' },
  putOff: { by: 'run', means: 'the request did nothing, and is to be sent again' },
  wantsInput: { by: 'run', means: 'the vendor wants a call reference' },
  refused: { by: 'run', means: 'the vendor refused the request, or the look, for good' },
  claimed: { by: 'run', means: 'the first request was refused because the record is there: it is not ours' },
  unread: { by: 'run', means: 'a look at it failed, and is tried again' },
  seen: { by: 'run', means: 'it was looked at, and there is still something to do' },
  disproved: { by: 'run', means: 'the vendor said that it has it, and a look does not show it' },
  agreed: { by: 'run', means: 'both sides say the same' },
  retried: { by: 'person', means: 'a person says: try again' },
  dropped: { by: 'desk', means: 'the account was removed, or the vendor no longer knows the list' },
} as const satisfies Readonly<Record<string, { readonly by: 'person' | 'run' | 'desk'; readonly means: string }>>;

export type OutboxEvent = keyof typeof outboxEvents;

/**
 * The table. Only a run sends, and only rows that are waiting or unknown. While its request is running, the row is
 * unknown, and a person's change leaves it so. A row that was removed meanwhile ignores what the run learns.
 */
export const transitions: Readonly<Record<RowState, Readonly<Record<OutboxEvent, Step>>>> = {
  none: {
    owed: 'waiting',
    owedWithoutCall: 'needsInput',
    covered: 'waiting',
    coveredWithoutCall: 'needsInput',
    missed: 'waiting',
    missedWithoutCall: 'needsInput',
    needsCall: 'none',
    needsHand: 'none',
    needsAgents: 'none',
    sent: 'none',
    unanswered: 'none',
    putOff: 'none',
    wantsInput: 'none',
    refused: 'none',
    claimed: 'none',
    unread: 'none',
    seen: 'none',
    disproved: 'none',
    agreed: 'none',
    retried: 'none',
    dropped: 'none',
  },
  waiting: {
    owed: 'waiting',
    owedWithoutCall: 'needsInput',
    covered: 'waiting',
    coveredWithoutCall: 'waiting',
    missed: 'waiting',
    missedWithoutCall: 'waiting',
    needsCall: 'needsInput',
    needsHand: 'manual',
    needsAgents: 'parked',
    sent: 'unknown',
    unanswered: 'impossible',
    putOff: 'impossible',
    wantsInput: 'impossible',
    refused: 'parked',
    claimed: 'impossible',
    unread: 'waiting',
    seen: 'waiting',
    disproved: 'impossible',
    agreed: 'none',
    retried: 'waiting',
    dropped: 'none',
  },
  // Whatever is wanted by now, what the request did has to be known first.
  unknown: {
    owed: 'unknown',
    owedWithoutCall: 'unknown',
    covered: 'unknown',
    coveredWithoutCall: 'unknown',
    missed: 'unknown',
    missedWithoutCall: 'unknown',
    needsCall: 'impossible',
    needsHand: 'impossible',
    needsAgents: 'impossible',
    sent: 'unknown',
    unanswered: 'unknown',
    putOff: 'waiting',
    wantsInput: 'needsInput',
    refused: 'parked',
    claimed: 'waiting',
    unread: 'unknown',
    seen: 'waiting',
    disproved: 'parked',
    agreed: 'none',
    retried: 'unknown',
    dropped: 'none',
  },
  // A run may still take such a row for a waiting one: an edit removed the call reference after the run had listed the
  // row.
  needsInput: {
    owed: 'waiting',
    owedWithoutCall: 'needsInput',
    covered: 'needsInput',
    coveredWithoutCall: 'needsInput',
    missed: 'needsInput',
    missedWithoutCall: 'needsInput',
    needsCall: 'needsInput',
    needsHand: 'manual',
    needsAgents: 'parked',
    sent: 'unknown',
    unanswered: 'impossible',
    putOff: 'impossible',
    wantsInput: 'impossible',
    refused: 'parked',
    claimed: 'impossible',
    unread: 'needsInput',
    seen: 'needsInput',
    disproved: 'impossible',
    agreed: 'none',
    retried: 'waiting',
    dropped: 'none',
  },
  manual: {
    owed: 'waiting',
    owedWithoutCall: 'needsInput',
    covered: 'manual',
    coveredWithoutCall: 'manual',
    missed: 'manual',
    missedWithoutCall: 'manual',
    needsCall: 'impossible',
    needsHand: 'impossible',
    needsAgents: 'impossible',
    sent: 'impossible',
    unanswered: 'impossible',
    putOff: 'impossible',
    wantsInput: 'impossible',
    refused: 'impossible',
    claimed: 'impossible',
    unread: 'impossible',
    seen: 'manual',
    disproved: 'impossible',
    agreed: 'none',
    retried: 'waiting',
    dropped: 'none',
  },
  parked: {
    owed: 'waiting',
    owedWithoutCall: 'needsInput',
    covered: 'waiting',
    coveredWithoutCall: 'waiting',
    missed: 'parked',
    missedWithoutCall: 'parked',
    needsCall: 'impossible',
    needsHand: 'impossible',
    needsAgents: 'impossible',
    sent: 'impossible',
    unanswered: 'impossible',
    putOff: 'impossible',
    wantsInput: 'impossible',
    refused: 'impossible',
    claimed: 'impossible',
    unread: 'impossible',
    seen: 'parked',
    disproved: 'impossible',
    agreed: 'none',
    retried: 'waiting',
    dropped: 'none',
  },
};

/**
 * What the event makes of a row in this state.
 * @throws for a pair that the table calls impossible: a bug of the caller.
 */
export function nextState(state: RowState, event: OutboxEvent): RowState {
  const next = transitions[state][event];
  if (next === 'impossible') throw new Error(`"${event}" cannot happen to what is ${state} in the outbox`);
  return next;
}
