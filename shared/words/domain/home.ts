/** What needs a person, and how the desk stands. Each group is named after the file that says it. */
import { countOf, toCount } from '../counts.ts';
import { withNames } from '../isolated.ts';

export const needsWords = withNames({
  theEndOfTheDatabase:
    'The end of the database is missing: no vendor is told anything, and no number is called callable.',
  putABackupInIts: 'Put a backup in its place',
  theDeskNotesItsNewest:
    'The desk notes its newest write beside the database. The database that is there is older than that.',
  thatBlockedHereMay: (mayCall: number, name: string) =>
    `${countOf(mayCall, 'number')} that ${mayCall === 1 ? 'is' : 'are'} blocked here may be called by ${name} now.`,
  asLastSeenDoesNot: (name: string, mayCall: number) =>
    `As last seen, ${name} does not block ${mayCall === 1 ? 'it' : 'them'}, and a question about ${mayCall === 1 ? 'it' : 'them'} is open.`,
  overdueNotYetAtEvery: (overdue: number) =>
    `${countOf(overdue, 'request is', 'requests are')} overdue: not yet at every vendor that calls.`,
  see: (count: number) => (count === 1 ? 'See it' : 'See them'),
  theTimeThatTheRule:
    'The time that the rule gives has passed since the person asked, and a vendor that it concerns does not have it, or has not confirmed it.',
  toBeAtEveryVendor: (dueToday: number) =>
    `${countOf(dueToday, 'request has', 'requests have')} to be at every vendor by the end of today.`,
  todayIsTheLastDay: 'Today is the last day that the rule gives.',
  openTheAccount: 'Open the account',
  withoutATokenIsNeither: (name: string) => `Without a token ${name} is neither read nor told of new blocks.`,
  cameWithABackupNothing: (name: string) =>
    `${name} came with a backup: nothing is sent there before its address is confirmed.`,
  confirmTheAddress: 'Confirm the address',
  aBackupMayComeFrom:
    'A backup may come from somebody else, and a token must not go to an address that nobody looked at.',
  lookAtIt: 'Look at it',
  whatShowedLastWould: (name: string) => `What ${name} showed last would remove unusually much. Nothing was removed.`,
  isInOrderOtherwise: (name: string) => `The last sync with ${name} came to its end, and left this to a person.`,
  theLastSyncWithDid: (name: string) => `The last sync with ${name} did not come to its end.`,
  noLongerKnows: (name: string, goneTargets: string) => `${name} no longer knows ${goneTargets}.`,
  lookAtTheAgents: 'Look at the agents',
  blocksNameAnAgent:
    'Blocks name an agent that is not there any more. An agent that was made again under another id is not covered by them.',
  askedForOnTheShared: (requests: number) =>
    `${countOf(requests, 'release is', 'releases are')} asked for on the shared list.`,
  aDeskThatMayNot: 'A desk that may not release asks a lead. The numbers stay blocked at every desk until one answers.',
  decide: 'Decide',
  openTheSharedList: 'Open the shared list',
  whatOtherDesksBlock: 'What other desks block meanwhile is not known here, and what is blocked here not there.',
  blockedHereAndNot: (refused: number) =>
    `${countOf(refused, 'number is', 'numbers are')} blocked here and not shared: the shared list does not take ${refused === 1 ? 'it' : 'them'}.`,
  seeWhy: 'See why',
  otherDesksMayCall: 'Other desks may call a number that only this one blocks.',
  refused: (name: string, parked: number) => `${name} refused ${countOf(parked, 'record')}.`,
  whatAVendorRefuses: 'What a vendor refuses is not sent again by itself.',
  forWhichAsksForThe: (needsCallReference: number, name: string) =>
    `${countOf(needsCallReference, 'number waits', 'numbers wait')} for ${name}, which asks for the call in which the person asked.`,
  addReferences: 'Add references',
  takesABlockOnlyWith: (name: string) => `${name} takes a block only with the ids of a call.`,
  withToDecide: (conflicts: number, name: string) => `${countOf(conflicts, 'conflict')} with ${name} to decide.`,
  theTwoSidesDisagree: 'The two sides disagree in a way that a person has to decide.',
  toRemoveByHandAt: (removeByHand: number, name: string) =>
    `${countOf(removeByHand, 'record')} to remove by hand at ${name}.`,
  hasNoCallThatRemoves: (name: string) =>
    `${name} has no call that removes a record. Until it is removed there, it stays blocked there.`,
  sayWhetherTheSame: (sameQuestions: number) =>
    `Say whether ${countOf(sameQuestions, 'agent or account is', 'agents or accounts are')} the same as before.`,
  blocksAreHeldByAgent: 'Blocks are held by agent: for one that is another, new ones are needed.',
  mustBeLoadedAnew: (name: string, max: number) => `${name} must be loaded anew within ${countOf(max, 'day')}.`,
  isTooOldToBe: (name: string) => `${name} is too old to be used: its numbers count as not looked up.`,
  cannotBeReadLoad: (name: string) => `${name} cannot be read: load it again.`,
  loadIt: 'Load it',
  aRegistryAnswers: 'A registry answers only for as long as its rule allows.',
  theNewestBackupIs: (backupAge: number) => `The newest backup is ${countOf(backupAge, 'day')} old.`,
  backUp: 'Back up',
  aBackupIsMadeOnce:
    'A backup is made once a day while the desk runs. The last ones failed, or the desk was not running.',
  ofAPersonCannotBe: (numbers: number) =>
    `${countOf(numbers, 'request')} of a person cannot be read: nobody is blocked because of ${numbers === 1 ? 'it' : 'them'}.`,
  readIt: 'Read it',
  aProgramHandedIn:
    'A program handed in a text that is not one phone number. Whoever was meant and is not blocked may be called until you say which it is.',
  ofVoiceAgentsMay: (words: number) => `${countOf(words, 'word')} of voice agents may mean stop.`,
  sayWhatItMeans: 'Say what it means',
  theFormOfThePlatform:
    'The form of the platform does not know it. The numbers are blocked until you say what it means.',
  readAndConfirmIt: 'Read and confirm it',
  aWrittenPolicyCounts:
    'A written policy counts for what is done. Once a year, and after each change, a person says that it is.',
  addedTodayFarMore: (author: string, count: number) =>
    `${author} added ${countOf(count, 'number')} today, far more than usual.`,
  itIsMoreThanFive: 'It is more than five times what that author added on any day of the last four weeks.',
  ofTheSampleListOn: (count: number, isOne: boolean) =>
    `${countOf(count, 'number')} of the sample list ${isOne ? 'is' : 'are'} on your list.`,
  clearTheSample: 'Clear the sample',
  theyAreNumbersThat: 'They are numbers that nobody has. Clear them before you connect a vendor.',
});

export const standingWords = withNames({
  andMoreAccounts: (more: number) => ` and ${countOf(more, 'more account')}`,
  doNotDialByThis: 'Do not dial by this list: the end of the database is missing',
  doNotDialByThisList: 'Do not dial by this list: what other desks block is not known here',
  noNumberIsBlocked: 'No number is blocked yet',
  blockedHereThisDesk: (blocked: number) =>
    `${countOf(blocked, 'number is', 'numbers are')} blocked here; this desk tells no vendor, another one may`,
  blockedOnThisMachine: (blocked: number) =>
    `${countOf(blocked, 'number is', 'numbers are')} blocked on this machine, and no vendor is told`,
  notKnownToBeSafe: (sentence: string) => `Not known to be safe: ${sentence}`,
  sentToAllAndCannot: (counts: string) => `Sent to all, and ${counts} cannot be verified`,
  safeToDialOfIn: (all: number) => `Safe to dial: ${all} of ${countOf(all, 'account')} in step`,
  blockedHereAndCallable: (mayCall: number, name: string) =>
    `${countOf(mayCall, 'number is', 'numbers are')} blocked here and may be called by ${name}`,
  numbersAreBlocked: (counts: string) => `Numbers are blocked here and may be called: ${counts}`,
  blockedHereAndNot: (owed: number, name: string) =>
    `${countOf(owed, 'number is', 'numbers are')} blocked here and not yet at ${name}, which may call`,
  numbersAreBlockedHere: (counts: string) =>
    `Numbers are blocked here and not yet at every vendor, which may call: ${counts}`,
  notKnownToBeSafeWas: (names: string) => `Not known to be safe: ${names} was never read to the end`,
  notKnownToBeSafeOf: (unreadCount: number, all: number, names: string) =>
    `Not known to be safe: ${toCount(unreadCount)} of ${countOf(all, 'account')} not read lately (${names})`,
});
