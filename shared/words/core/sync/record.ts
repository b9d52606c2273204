/** What the sync says of a record: how it stands at a vendor, and who may call meanwhile. Each group is named after the file that says it. */
import { countOf } from '../../counts.ts';

export const clockTrustWords = {
  theNewestTimeThatThis: 'the newest time that this desk has noted',
  ifItIsRightSaySo: 'If it is right, say so (dnc-desk clock-is-right).',
  thisComputersClock: (span: string, isAhead: boolean, clock: string) =>
    `This computer's clock is ${span} ${isAhead ? 'ahead of' : 'behind'} ${clock}: no block is removed there because its time is over before the two agree. Set the clock right, then sync.`,
};

export const evidenceWords = {
  theRecordThatWas: 'the record that was sent',
  aRecordOfItsOwn: 'a record of its own',
  aRecord: 'a record',
  created: (minute: string) => `created ${minute}`,
  source: (source: string) => `source "${source}"`,
  by: (createdBy: string) => `by "${createdBy}"`,
  label: (label: string) => `label "${label}"`,
  batch: (batchId: string) => `batch "${batchId}"`,
  request: (requestUuid: string) => `request "${requestUuid}"`,
  showed: (place: string, whose: string, said: string, isThere: boolean) =>
    `${place} showed ${whose}${said}.${isThere ? '' : ' It is gone there.'}`,
  untilWhen: 'until when',
  forWhichAgents: 'for which agents',
  forEver: 'for ever',
  untilTheEndThatWas: 'until the end that was last known',
  forEveryAgent: 'for every agent',
  forTheAgentsThat: 'for the agents that were last known',
  nothingOfItCanBeRead: (name: string) =>
    `What ${name} shows of the record cannot be read here: until when and for whom it blocks the number cannot be verified.`,
  doesNotSayItBlocks: (name: string, unsaid: string, counts: string) =>
    `${name} does not say ${unsaid} it blocks the number: here it counts as ${counts}.`,
};

export const foreseeWords = {
  thisNumber: 'this number',
  these: (count: number) => `these ${countOf(count, 'number')}`,
  isToldWithTheNext: (name: string, these: string) =>
    `${name} is told with the next sync to remove its block, and may then call ${these}.`,
  cannotBeToldItBlocks: (name: string, these: string) =>
    `${name} cannot be told: it blocks ${these} until you remove the block in its dashboard, and may then call.`,
  isToldWithTheNextSync: (name: string, these: string) =>
    `${name} is told with the next sync to block ${these} for less than now.`,
  hasNoBlockOfIs: (name: string, these: string) =>
    `${name} has no block of ${these}, is not asked for one any more, and may call.`,
  hadABlockOfIts: (name: string, these: string) =>
    `${name} had a block of its own of ${these}: it is not removed, and ${name} blocks on.`,
  isToldWithTheNextSyncTo: (name: string, these: string) => `${name} is told with the next sync to block ${these}.`,
  aQuestionWithAbout: (name: string, these: string) =>
    `A question with ${name} about ${these} is open: what is blocked because of it stays blocked here until that is decided under Conflicts, or a sync finds that nobody asks for it any more.`,
};

export const leadWords = {
  thisIsDoneAtThe: (refused: string) =>
    `${refused} This is done at the desk that tells it, or here once this one does (dnc-desk hub lead).`,
};

export const mayCallWords = {
  mayCallThisNumber: (caller: string) => `${caller} may call this number now`,
  mayCallThisNumberNow: (name: string, agents: string) =>
    `${name} may call this number now with every agent but ${agents}`,
  asLastSeen: (free: string) => `${free}.`,
  notConfirmed: (free: string) => `${free}: it has not confirmed what it was sent.`,
};

export const recordStateWords = {
  noLongerKnowsThis: (name: string) => `${name} no longer knows this agent; nothing is sent for it.`,
  whetherIsTheAgent: (names: string, name: string) =>
    `Whether ${names} is the agent that was gone at ${name} is asked under Conflicts: until then what is blocked for that one is blocked for it too.`,
  itWasGoneThere: 'It was gone there.',
  itWasMadeLessThere: 'It was made less there.',
  doesNotBlockIt: (name: string) => `${name} does not block it.`,
  blocksIt: (name: string) => `${name} blocks it.`,
  blocksItBecauseIt: (name: string) => `${name} blocks it, because it was put there again while this is open.`,
  hereItStaysBlocked: (why: string, there: string, next: string) =>
    `${why} ${there} ${next} Here it stays blocked until this is decided.`,
  stillBlocksThisNumber: (name: string, why: string) =>
    `${name} still blocks this number; here nothing asks for it. ${why}`,
  tookItAndHasNo: (name: string) => `${name} took it, and has no list to verify it by.`,
  theLastReadingOf: (name: string) =>
    `The last reading of ${name}'s list did not show it. Say under Accounts whether that reading counts.`,
  theNextSyncLooks: (why: string) => `${why} The next sync looks into it.`,
  waitingToBeSentAgain: (message: string) => `Waiting to be sent again. ${message}`,
  itWasSentToWhich: (name: string) => `It was sent to ${name}, which has not confirmed it: it is sent again.`,
  itIsSentWithThe: ' It is sent with the next sync.',
  itIsRemovedThere: ' It is removed there with the next sync.',
};

export const recordsWords = {
  itMayStillHoldWhat: 'It may still hold what was redacted here.',
  andMore: (more: number) => ` and ${more} more`,
  agentsAtRest: (name: string) => `${name} / agents at rest`,
};

export const redactRecordsWords = {
  the: (word: string) => `the ${word}`,
  holdsOfItsRecord: (name: string, what: string) =>
    `${name} holds ${what} of its record. That stays there: have it taken out by the vendor.`,
  doesNotHaveTheNumber: (name: string) =>
    `${name} does not have the number yet, and takes none without a call reference: it cannot be sent there then.`,
};
