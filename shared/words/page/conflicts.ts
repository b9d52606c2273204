/** The words of the page: conflicts. Each group is named after the file that shows it. */
import { countOf, toCount } from '../counts.ts';

export const bulkDecisionWords = {
  conflictsSelected: (count: number) => `${countOf(count, 'conflict')} selected`,
  clearTheSelection: 'Clear the selection',
  keepOursForAll: (count: number) => `Keep ours for all ${toCount(count)}`,
  takeTheirsForAll: (count: number) => `Take theirs for all ${toCount(count)}`,
  allStayBlockedHere: 'All stay blocked here until you decide. It is one batch, and can be undone.',
  ofTheseNumbers: (count: number) =>
    `${toCount(count)} of these numbers may be called by a vendor now. Open one to see by which.`,
  andMoreEffects: (more: number) => `and ${countOf(more, 'more effect')}`,
};

export const conflictFiltersWords = {
  toDecide: (open: number) => `${toCount(open)} to decide`,
  account: 'Account',
  allAccounts: 'All accounts',
  kind: 'Kind',
  allKinds: 'All kinds',
};

export const conflictListWords = {
  conflicts: 'Conflicts',
  selectAll: 'Select all',
  selected: (chosen: number) => `${toCount(chosen)} selected`,
  selectAllOf: (matching: number) => `Select all ${toCount(matching)}`,
  showMore: 'Show more',
  select: (international: string) => `Select ${international}`,
};

export const conflictViewWords = {
  showTheNumber: 'Show the number and its history',
  thisQuestionHasChangedSince: 'This question has changed since it was opened. It is shown as it is now.',
  staysBlockedHere: 'Stays blocked here until you decide.',
  chooseYourself: 'Choose yourself where, until when and why the number is blocked; that then goes to every vendor.',
  nothingChanges: 'Nothing changes.',
  whenLastAgreed: 'When last agreed',
  here: 'Here',
  there: (accountName: string, isPut: boolean) =>
    isPut ? `There when this came up: ${accountName}` : `There: ${accountName}`,
  differs: 'differs',
};

export const decidedElsewhereWords = {
  decidedThere: 'The question is decided at the desk that tells this vendor, or here once this one does.',
  decidedThereWithoutToken:
    'The question is decided at the desk that tells this vendor, or here once this one does: for that, enter the token in Accounts.',
  tellTheVendorsFromHere: 'Tell the vendors from here',
  thisDeskWill: 'This desk tells the vendors as soon as the one that does has stopped; then it is decided here.',
};

export const conflictsScreenWords = {
  conflicts: 'Conflicts',
  nothingToDecideThatMatches: 'Nothing to decide that matches',
  showAllConflicts: 'Show all conflicts',
  chooseAnotherAccountOrKind: 'Choose another account or kind above, or look at the conflicts of all of them.',
  noNumberToDecideAbout: 'No number to decide about',
  nothingToDecide: 'Nothing to decide',
  whenAVendorNoLonger:
    'When a vendor no longer blocks a number that is blocked here, or both sides changed it, it waits here for you. Here it stays blocked meanwhile; what each vendor may do is said beside it.',
};

export const editConflictWords = {
  editAndKeep: 'Edit and keep',
  why: 'Why',
  saveAndDecide: 'Save and decide',
  backToTheChoices: 'Back to the choices',
};

export const historiesWords = {
  whatHappenedHere: 'What happened here',
  whatHappenedAt: (accountName: string) => `What happened at ${accountName}`,
  nothingHasHappenedYet: 'Nothing has happened yet.',
};

export const standingsWords = {
  atTheVendors: 'At the vendors until you decide',
};

export const sidesWords = {
  forEver: 'for ever',
  blocked: 'Blocked',
  goneThere: 'gone there',
  weakerThere: 'weaker there',
  changedOnBothSides: 'changed on both sides',
  removedHereChangedThere: 'removed here, changed there',
  onlyThere: 'only there',
  theNumber: 'the number',
};

export const resolveWords = {
  conflictsDecided: (resolved: number, choice: string) => `${countOf(resolved, 'conflict')} decided: ${choice}.`,
  thereIsNoDecision: 'There is no decision of this visit to undo.',
  oursIsKept: 'ours is kept',
  theirsIsTaken: 'theirs is taken',
  editedAndKept: 'edited and kept',
};
