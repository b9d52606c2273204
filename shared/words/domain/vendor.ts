/** What is said of a record at a vendor: what was decided about it, and why. Each group is named after the file that says it. */

export const mergeWords = {
  neitherSideHasIt: 'Neither side has it.',
  theVendorStillShows: 'The vendor still shows the record that was removed there.',
  onlyTheVendorHas: 'Only the vendor has it.',
  theVendorHadItOf: 'The vendor had it of its own, and nobody released it.',
  itWasReleasedHere: 'It was released here.',
  itWasReleasedHereAnd:
    'It was released here, and the record that is at the vendor now is not the one that was sent: it was made or changed there.',
  itWasReleasedHereAndChanged: 'It was released here, and changed at the vendor since.',
  itsTimeIsOverAndItChanged: 'Its time here is over, but the vendor changed it since.',
  itsTimeIsOver: 'Its time here is over.',
  itsTimeIsOverAndItIsTheirs: 'Its time here is over, but the record is of the vendor itself.',
  theVendorNoLonger: 'The vendor no longer knows the agents that it is for.',
  theVendorChanged: 'The vendor changed it since its agents were deleted.',
  theVendorDoesNot: 'The vendor does not have it yet.',
  theVendorNoLongerHas: 'The vendor no longer has it.',
  bothSidesHaveItThe: 'Both sides have it; the stronger of both holds.',
  bothSidesChanged: 'Both sides changed the same thing, differently.',
  theVendorBlocksLess: 'The vendor blocks less than was agreed.',
  theVendorBlockedMore: 'The vendor blocked more while this was asked.',
  eachSideChangedSomething: 'Each side changed something else; both are kept.',
  theVendorBlocksMore: 'The vendor blocks more, or says more, than was agreed.',
  itWasChangedHere: 'It was changed here.',
  bothSidesSayTheSame: 'Both sides say the same.',
};

export const oursWords = {
  takesANumberOnly: (name: string) =>
    `${name} takes a number only with the call in which the person asked: add its batch id and request UUID.`,
};

export const planRecordWords = {
  itIsNotKnownWhether: (name: string) => `It is not known whether ${name} took the last request: it is read back.`,
  itIsNotKnownWhetherTook: (name: string) =>
    `It is not known whether ${name} took the last request: the next reading of its list settles it.`,
  hereNothingAsksFor: 'Here nothing asks for it.',
  itWasPutBackAt: (name: string) => `It was put back at ${name} once while this is open, and is gone there again.`,
  thisAccountPutsNothing: (name: string) => `This account puts nothing back at ${name} while a question is open.`,
  itIsPutBackAt: (name: string) => `It is put back at ${name} while the question is open.`,
  wasToldAllOfIt: (name: string) => `${name} was told all of it, and keeps less.`,
  blocksItAsMuchAs: (name: string) => `${name} blocks it as much as is wanted here.`,
  blocksLessThanIs: (name: string) => `${name} blocks less than is wanted here, and has no request for the rest.`,
  allOfItWasPut: (name: string) =>
    `All of it was put there once while this is open, and ${name} has made it less again.`,
  blocksLessThanIsWanted: (name: string) => `${name} blocks less than is wanted here, until the question is decided.`,
  doesNotHaveItYet: (name: string) => `${name} does not have it yet.`,
  hasItAndBlocksLess: (name: string) => `${name} has it, and blocks less than it was told: it keeps no more of it.`,
  hasItAndDoesNot: (name: string) => `${name} has it, and does not show all of it.`,
  blocksItForMoreAgents: (name: string) => `${name} blocks it for more agents than is asked for here.`,
  hasItAsItIs: (name: string) => `${name} has it as it is here.`,
  hasItWithOtherDetails: (name: string) => `${name} has it with other details.`,
  doesNotHaveIt: (name: string) => `${name} does not have it.`,
  noLongerKnowsThe: (name: string) => `${name} no longer knows the agents that it was for.`,
  itWasReleasedForOthers: 'It was released here for other agents.',
  whatHasNowIsAnother: (name: string) =>
    `What ${name} has now is another record than the one that was released here: it is not removed unasked.`,
  hadItOfItsOwn: (name: string) =>
    `${name} had it of its own: it is not removed unasked, and the next look at it takes it over.`,
  itsTimeIsOverHere: 'Its time is over here',
  itWasReleasedHere: 'It was released here',
  andCannotBeToldRemove: (why: string, name: string) =>
    `${why}, and ${name} cannot be told: remove it in its dashboard.`,
  takesABlockOnlyFor: (name: string) =>
    `${name} takes a block only for active agents, and none of these is active now. It is sent when one is.`,
  itsTimeSeemsToBe: (name: string) =>
    `Its time seems to be over, but this computer's clock may be wrong: nothing is taken away at ${name} before that is settled (Accounts).`,
  sendsAnEMailFor: (name: string) =>
    `${name} sends an e-mail for every number that is added: allow that under Accounts, then it is sent.`,
  sListHasToBe: (name: string) => `${name}'s list has to be read before anything is added to it.`,
  isTheRecordOfAnother: (name: string, form: string) =>
    `${name} keeps one record for this number and ${form}, which is the same subscriber and blocked here: nothing of it is taken away.`,
  whatHasIsInDoubt: (name: string) =>
    `What ${name} has is in doubt: nothing there is changed or removed before that is settled.`,
  sListIsBeingRead: (name: string) =>
    `${name}'s list is being read: nothing is taken away there before that has come to its end.`,
  sListHasToBeRead: (name: string) => `${name}'s list has to be read before anything on it is changed.`,
  itIsReadBeforeIt: 'It is read before it is changed.',
  whatHasIsInDoubtNobody: (name: string) =>
    `What ${name} has is in doubt: nobody is asked to remove it before that is settled.`,
};

export const projectionWords = {
  keepsOneRecordFor: (name: string) =>
    `${name} keeps one record for a number: until the first of these blocks ends, it blocks for all of them, to the latest end.`,
  takesAListOfAgents: (name: string) =>
    `${name} takes a list of agents and no exceptions: an agent that is new there is blocked from the sync that first sees it.`,
};

export const remoteWords = {
  hasNoFieldForThe: (vendorName: string, word: string) => `${vendorName} has no field for the ${word}.`,
};

export const resolutionWords = {
  hadItItWasDecided: (name: string) => `${name} had it; it was decided not to block it here.`,
  noLongerBlocksIt: (name: string) => `${name} no longer blocks it, which was accepted.`,
};

export const unlistedWords = {
  itsRecordBlocksAllTheSame: (name: string, names: string, isOne: boolean) =>
    `${name} does not list ${names} any more. Its record blocks the number for ${isOne ? 'that agent' : 'those agents'} all the same, and is left so.`,
  itIsNotBlockedFor: (name: string, names: string, isOne: boolean) =>
    `${name} does not list ${names} any more, and shows no block of the number for ${isOne ? 'that agent' : 'those agents'}: whether ${isOne ? 'it' : 'they'} may call cannot be verified. Nothing is sent before ${name} lists ${isOne ? 'it' : 'them'} again; if ${isOne ? 'it was' : 'they were'} deleted there, retire ${isOne ? 'it' : 'them'} under Accounts.`,
};

export const restingWords = {
  theChoiceOfAgents: (that: string) => `the choice of agents is told when ${that} active again.`,
  doesNotBlockItFor: (name: string, those: string, that: string) =>
    `${name} does not block it for ${those}, and is told when ${that} active again.`,
  thatAgentIs: 'that agent is',
  thatAgent: 'that agent',
  thoseAgentsAre: 'those agents are',
  thoseAgents: 'those agents',
  itTakesABlockOnly: (names: string, are: string, what: string) =>
    `It takes a block only for active agents, and ${names} ${are} at rest: ${what}`,
};
