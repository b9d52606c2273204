/** The words of the page: entry. Each group is named after the file that shows it. */
import { countOf, pluralOf, toCount } from '../counts.ts';

export const addPanelWords = {
  blockNumbers: 'Block numbers',
  cancel: 'Cancel',
  blockNumbersOf: (blocking: number) => `Block ${countOf(blocking, 'number')}`,
  numbers: 'Numbers',
  oneALine: 'One a line, in any common spelling; a pasted column will do.',
  blockNumbersThatNoOperator: (count: number) => `Block ${countOf(count, 'number')} that no operator is known to use`,
  theLengthIsRight: 'The length is right, but the range is in no numbering plan: check for a typing mistake first.',
  countryOfNumbersWithout: 'Country of numbers without a country code',
  none: 'None: refuse such numbers',
  noCountry: 'No country',
  blockedNumbers: (added: number) => `Blocked ${countOf(added, 'number')}`,
  widenedTheBlockOfNumbers: (changed: number) => `widened the block of ${countOf(changed, 'number')}`,
  wasBlockedAlready: (there: number) => `${toCount(there)} ${pluralOf(there, 'was', 'were')} blocked already`,
  notTaken: (refused: number) => `${toCount(refused)} not taken`,
};

export const editPanelWords = {
  edit: 'Edit',
  thisNumber: 'This number is not on the list.',
  staysAsItWas: (international: string) => `${international} stays as it was.`,
  wasReleased: (international: string) => `${international} was released meanwhile, so nothing was changed.`,
  changed: (international: string) => `Changed ${international}.`,
  changedMeanwhile: 'This number was changed since you opened it: what you see here is how it was then.',
  showItAsItIs: 'Show it as it is now',
  editOf: (international: string) => `Edit ${international}`,
  cancel: 'Cancel',
  saveChanges: 'Save changes',
};

export const numberVerdictsWords = {
  new: 'new',
  blockedAlready: 'blocked already',
  noOperatorUsesIt: 'no operator uses it',
  notANumber: 'not a number',
  read: 'read',
  whatEachNumberIsRead: 'What each number is read as',
  andMoreLines: (count: number) => `and ${countOf(count, 'more line')}`,
  whatCanMean: (raw: string) => `What ${raw} can mean`,
  itIs: 'It is ',
  whatBecameOfEachNumber: 'What became of each number',
  blocked: 'blocked',
  blockedAgain: 'blocked again',
  changed: 'changed',
};

export const redactDialogWords = {
  hasNoEntry: (name: string) => `${name} has no entry.`,
  whatWasSaid: (name: string) => `What was said of the person is taken out of ${name}.`,
  redactWhatIsSaidOf: (name: string) => `Redact what is said of ${name}?`,
  leaveItAsItIs: 'Leave it as it is',
  notKnown: 'not known',
  notRedacted: 'not redacted',
  redactItForGood: 'Redact it for good',
};

export const removeDialogWords = {
  theCustomerAsked: 'the customer asked to be called again',
  enteredByMistake: 'entered by mistake',
  wrongNumber: 'wrong number',
  numberChangedHands: 'number changed hands',
  numbersStayBlockedHere: (count: number) =>
    `${countOf(count, 'number stays', 'numbers stay')} blocked here while a question with a vendor is open: decide it under Conflicts.`,
  numbersStayBlocked: (count: number) =>
    `${countOf(count, 'number stays', 'numbers stay')} blocked until a lead of the shared list answers: one is asked.`,
  numbers: (count: number) => countOf(count, 'number'),
  noneOfThem: 'None of them was on the list.',
  removedNumbers: (changed: number) => `Removed ${countOf(changed, 'number')}.`,
  removeFromTheList: (what: string) => `Remove ${what} from the list?`,
  keepThemBlocked: (one: string | null | undefined) => `Keep ${one ?? 'them'} blocked`,
  itIsTakenOff: (count: number) =>
    `${pluralOf(count, 'It is taken', 'They are taken')} off the list. The history stays, and you can undo it.`,
  why: 'Why',
  othersAsked: (count: number) =>
    `Others asked for ${countOf(count, 'number')} since ${count === 1 ? 'it was' : 'they were'} blocked; removing releases ${count === 1 ? 'it' : 'them'} all the same:`,
  frequentReasons: 'Frequent reasons',
  keepBlocking: 'Keep blocking',
  remove: 'Remove ',
};

export const rescopePanelWords = {
  nothingChanged: 'Nothing changed.',
  changedNumbers: (changed: number) => `Changed ${countOf(changed, 'number')}.`,
  numbers: (count: number) => countOf(count, 'number'),
  changeWhereHold: (count: string) => `Change where ${count} hold`,
  changeUntilWhenHold: (count: string) => `Change until when ${count} hold`,
  cancel: 'Cancel',
  change: 'Change ',
};
