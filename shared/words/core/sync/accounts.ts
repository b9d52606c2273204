/** What the sync says of accounts, their agents, and what is asked about them. Each group is named after the file that says it. */
import { countOf, pluralOf, toCount } from '../../counts.ts';
import { toMoment } from '../../moments.ts';
import { withNames } from '../../isolated.ts';

export const accountChecksWords = {
  theNameMustNotHold: 'The name must not hold a slash: it separates an account from its agents.',
  theNameMustNotBe: 'The name must not be "everywhere", or begin with "everywhere except": that means every account.',
  theNameMustNotBeA: 'The name must not be a number: numbers mean ids.',
  thereIsAnAccount: (name: string) => `There is an account named ${name} already.`,
  hasNoSettingNamed: (name: string, unknown: string) => `${name} has no setting named ${unknown}.`,
  needsTheSetting: (name: string, label: string) => `${name} needs the setting "${label}".`,
};

export const accountTargetsWords = withNames({
  thereIsNoSuchAgent: 'There is no such agent.',
  isStillKnownToThe: (name: string) => `${name} is still known to the vendor: only what is gone there can be retired.`,
});

export const accountsWords = {
  thereIsNoSuchAccount: 'There is no such account.',
  thisWasReadOnlyWhether: 'This was read only: whether it may add numbers is seen with the first add.',
  thereIsNoVendorNamed: (vendor: string) => `There is no vendor named ${vendor}.`,
  documentsNoAddress: (name: string) => `${name} documents no address: enter the base URL you were given.`,
  aTokenIsGoodFor: (origin: string) => `A token is good for one address: enter the one for ${origin}.`,
  anOpenConflict: 'an open conflict',
  openConflicts: (open: number) => `${open} open conflicts`,
  hasWhichBlockUntil: (name: string, what: string) =>
    `${name} has ${what}, which block until they are decided. Decide them first.`,
};

export const answerSameWords = {
  moved: (changed: number) => `${countOf(changed, 'number')} moved.`,
  isTheAccount: (later: string, earlier: string) => `${later} is the account ${earlier}`,
  andAreTwoAccounts: (later: string, earlier: string) => `${later} and ${earlier} are two accounts`,
  isTheAccountThatWas: (now: string, before: string) => `${now} is the account ${before} that was disconnected`,
  isAnotherAccountThan: (now: string, before: string) =>
    `${now} is another account than the ${before} that was disconnected`,
  isTheAgentThatWas: (later: string) => `${later} is the agent that was gone`,
  isAnotherAgentThan: (later: string) => `${later} is another agent than the one that was gone`,
};

export const moveHoldsWords = {
  moved: (done: number) => `${countOf(done, 'number')} moved.`,
};

export const nextSyncWords = withNames({
  thisAccountIsNot: 'This account is not there any more.',
  itIsAskedUnderConflicts: (name: string) =>
    `It is asked under Conflicts whether ${name} is another account: until then nothing is sent there.`,
  whatShowedLastIs: (name: string) =>
    `What ${name} showed last is suspicious: until you have looked at it, only blocks are added there.`,
  forALaterTryAs: (later: number) =>
    `${countOf(later, 'record waits', 'records wait')} for a later try, as the last one did not succeed.`,
  isReadAsWellWhat: (name: string) =>
    `${name} is read as well: what it shows may settle some of this or ask you something, and what changes here until then is sent too.`,
});

export const recordActionsWords = {
  thereIsNoSuchAccount: 'There is no such account.',
  hasNoSuchAgent: (name: string) => `${name} has no such agent.`,
  cannotBeAskedFor: (name: string) => `${name} cannot be asked for one number; the next sync reads its whole list.`,
  doesNotHaveItAnd: (name: string) => `${name} does not have it, and nothing here asks for it.`,
  nothingIsWaiting: 'Nothing is waiting for this record.',
  nothingIsToBeRemoved: 'Nothing is to be removed by hand for this record.',
  aNewerReadingOfThe: 'A newer reading of the list has answered this already.',
  nothingHasShownYet: (name: string) =>
    `Nothing has shown yet whose list the token of ${name} opens, so that one record would prove nothing. Press Sync now: that reads the list.`,
  noneOfTheAgentsThat: (name: string) =>
    `None of the agents that were known is at ${name} any more, and others are. Nothing was taken over: does the token belong to another organisation? Press Sync now to be asked about it.`,
};

export const sameQuestionsWords = {
  thereIsNoOpenQuestion: 'There is no open question with this id.',
  itWasStoppedBefore: 'It was stopped before all was moved, and what was moved is as before.',
  thisQuestionHasChanged: 'This question has changed since it was shown: nothing was decided. Look again.',
  isAtTheVendorAgain: (target: string) => `${target} is at the vendor again beside the new one: these are two agents.`,
  openConflicts: (open: number) => countOf(open, 'open conflict'),
  onlyALeadMayAnswer: (made: string) =>
    `Only a lead of the shared list may say that ${made} is another one: numbers that are blocked could be called then. They stay blocked until a lead has answered, at the desk that tells the vendor.`,
  hasWhichBlockUntil: (accountName: string, conflicts: string) =>
    `${accountName} has ${conflicts}, which block until they are decided. Decide them first.`,
};

export const sameSentencesWords = withNames({
  theNumberThatIs: 'the number that is',
  theThatAre: (held: number) => `the ${countOf(held, 'number')} that are`,
  noLongerHasTheAgent: (accountName: string, name: string, remoteId: string, remoteId2: string) =>
    `${accountName} no longer has the agent ${name} (${remoteId}), and has a new one of that name (${remoteId2}).`,
  theOneThatWasGone: 'The one that was gone is there again beside it: these are two agents.',
  isItTheSameAgent: 'Is it the same agent?',
  noNumberIsBlocked: 'No number is blocked for the one that was gone alone.',
  untilYouAnswerBlocked: (numbers: string, is: string, accountName: string) =>
    `Until you answer, ${numbers} blocked for the one that was gone ${is} blocked for the new one too, here and at ${accountName}.`,
  whatMayStillName: 'What may still name the one that was gone counts for the new one.',
  hereBlockedForThe: (numbers: string, is: string) =>
    `Here ${numbers} blocked for the one that was gone ${is} blocked for the new one from now on. It can be undone.`,
  isToldNothingElse: (accountName: string) => `${accountName} is told nothing else than now.`,
  nothingChangesAt: 'Nothing changes at the vendor.',
  theNewAgentMayCall: (numbers: string, accountName: string) =>
    `The new agent may call ${numbers} blocked for the one that was gone, unless another block covers it: what was put at ${accountName} for it because of this question is removed with the next sync.`,
  whatIsBlockedFor: 'What is blocked for the one that was gone stays on the list, in case it comes back.',
  theyHaveOneName: 'they have one name',
  theyHaveTheSameAgents: 'they have the same agents',
  theirListsHaveThe: 'their lists have the same records',
  theyHaveTheSameToken: 'they have the same token',
  numbers: (held: number) => countOf(held, 'number'),
  seemsToBeTheSame: (later: string, earlier: string, evidence: string) =>
    `${later} seems to be the same account as ${earlier}: ${evidence}. Is it the same account?`,
  untilYouAnswerNothing: (later: string, earlier: string) =>
    `Until you answer, nothing is read from ${later} or sent to it. If they are one, ${earlier} has its list, is told what is blocked for either, and removes nothing that the other asks for. If they are two, ${later} is told of no block before you say so, and may call.`,
  noNumberIsBlockedFor: (later: string) => `No number is blocked for ${later} alone.`,
  hereTheThatBlocked: (numbers: string, held: number, later: string, earlier: string) =>
    `Here the ${numbers} that ${held === 1 ? 'is' : 'are'} blocked for ${later} ${held === 1 ? 'is' : 'are'} blocked for ${earlier} from now on.`,
  isDisconnectedAnd: (later: string, earlier: string) =>
    `${later} is disconnected, and its token is forgotten here. ${earlier} goes on with its own token; nothing is removed at the vendor.`,
  isReadAndToldWhat: (later: string, earlier: string) =>
    `${later} is read and told what is blocked for it, as ${earlier} is.`,
  whatWasToldOnlyBecause: (earlier: string, later: string) =>
    `What ${earlier} was told only because of ${later} is removed there with the next sync.`,
  itIsConnectedWhere: 'it is connected at the address that this one had',
  mayBeTheAccountThat: (now: string, before: string, why: string) =>
    `${now} may be the account ${before} that was disconnected: ${why}. Is it the same account?`,
  untilYouAnswerConnectedAgain: (held: number, now: string) =>
    `Until you answer, ${countOf(held, 'number that is', 'numbers that are')} blocked for the one that was disconnected ${pluralOf(held, 'is', 'are')} blocked for ${now} too, here and at the vendor.`,
  hereTheAreBlockedForTheNew: (held: number, now: string) =>
    `Here ${countOf(held, 'number that is', 'numbers that are')} blocked for the one that was disconnected ${pluralOf(held, 'is', 'are')} blocked for ${now} from now on, as far as it has the agents. It can be undone.`,
  theNewAccountMayCall: (held: number, now: string) =>
    `${now} may call ${countOf(held, 'number that is', 'numbers that are')} blocked for the one that was disconnected, unless another block covers it: what was put there because of this question is removed with the next sync.`,
  whatIsBlockedForTheRemoved: (before: string) =>
    `What is blocked for the ${before} that was disconnected stays on the list.`,
});

export const accountNotesWords = withNames({
  numberThereIs: 'number there is',
  numbersThereAre: 'numbers there are',
  inNoNumberingPlan: (inNoPlan: number, are: string, name: string) =>
    `${toCount(inNoPlan)} ${are} in no numbering plan: kept by the digits that ${name} shows, and blocked there as such.`,
  isToldOfNoNewBlock: (vendor: string, names: string, isOne: boolean) =>
    `${vendor} does not list ${names} any more: it is told of no new block for ${isOne ? 'that agent' : 'those agents'}, which may call if ${isOne ? 'it is' : 'they are'} still there. If ${isOne ? 'it was' : 'they were'} deleted, retire ${isOne ? 'it' : 'them'} here.`,
});

export const statusWords = withNames({
  syncingWithNow: (name: string, doing: string | null) =>
    `Syncing with ${name} now.${doing === null ? '' : ` ${doing}`}`,
  pausedNothingIsSent: (name: string) => `Paused: nothing is sent to ${name} or read from it by itself.`,
  asksToWaitUntilMore: (name: string, longWait: string) =>
    `${name} asks to wait until ${longWait}, more than a day. Nothing is sent by itself before; a sync that you start tries at once.`,
  asksToWaitUntilNothing: (name: string, instant: string) =>
    `${name} asks to wait until ${toMoment(instant)}. Nothing is sent before.`,
  theLastSyncWithFailed: (name: string) => `The last sync with ${name} failed.`,
  eMailsYourOrganisations: (name: string, mails: number) =>
    `${name} e-mails your organisation's admin for every number that is added: ${countOf(mails, 'e-mail')} for what waits. Nothing is added there before you allow it.`,
  couldNotBeReached: (name: string, error: string) => `${name} could not be reached. ${error}`,
  toBeSentTo: (owed: number, quietUntil: string | null, name: string) =>
    `${countOf(owed, 'record waits', 'records wait')} ${quietUntil === null ? '' : `until ${quietUntil} (quiet hours) `}to be sent to ${name}.`,
  theNextSyncWaits: (to: string) => ` The next sync waits until ${to} (quiet hours).`,
  notSyncedWithYet: (name: string, next: string) => `Not synced with ${name} yet.${next}`,
  inStepWith: (name: string, of: { inStep: number; lessThere: number; cannotVerify: number }, next: string) => {
    const less =
      of.lessThere === 0 ? '' : ` ${countOf(of.lessThere, 'more is', 'more are')} kept there for less than was sent.`;
    const unverified = of.cannotVerify === 0 ? '' : ` ${countOf(of.cannotVerify, 'more record')} cannot be verified.`;
    return `In step with ${name}: ${countOf(of.inStep, 'record')}.${less}${unverified}${next}`;
  },
  sayWhetherTheSame: (asked: number) => `say whether ${countOf(asked, 'agent is', 'agents are')} the same as before`,
  sayWhetherTheAccount: 'say whether it is the account that was disconnected',
  toDecide: (conflicts: number) => `${countOf(conflicts, 'conflict')} to decide`,
  refusedByTheVendor: (parked: number) => `${countOf(parked, 'record')} refused by the vendor`,
  toRemoveByHand: (removeByHand: number) => `${countOf(removeByHand, 'record')} to remove by hand`,
  aCallReference: (needsCallReference: number) =>
    `${countOf(needsCallReference, 'entry needs', 'entries need')} a call reference`,
  keptForLess: (less: number) =>
    `${countOf(less, 'record is', 'records are')} kept there for less than was sent (in the list: Not yet at)`,
  cannotBeRead: (unread: number) =>
    `look at ${countOf(unread, 'record')} there that cannot be read here, and so cannot be verified`,
  mayCallOfTheseNow: (name: string, mayCall: number) => ` ${name} may call ${countOf(mayCall, 'number')} of these now.`,
  needsYou: (needs: string, free: string) => `Needs you: ${needs}.${free}`,
});
