/** What is said of phone numbers: why a text is none, or which one it may be. Each group is named after the file that says it. */
import { countOf } from '../counts.ts';

export const numberEndingsWords = {
  aSecondNumberBehind: 'A second number behind a slash that cannot be read: write it in full.',
};

export const numberProblemWords = {
  thereIsNoNumberHere: 'There is no number here.',
  tooShortForAPhone: 'Too short for a phone number.',
  tooLongForAPhone: 'Too long for a phone number.',
  noPhoneNumberThere: 'No phone number there has this many digits.',
  noCountryHasThis: 'No country has this country code: check the digits after the +.',
  containsLettersWrite: 'Contains letters: write the number in digits.',
  containsCharactersThat: 'Contains characters that do not belong in a phone number.',
  anEmergencyNumber: 'An emergency number or short code cannot be put on the list: give the full phone number.',
  moreThanOneNumber: 'More than one number in this cell: put each on a line of its own.',
  aSpreadsheetHasDamaged:
    'A spreadsheet has damaged this number and digits are lost: format the column as text and export it again.',
  aFormulaWhoseResult:
    'A formula whose result is not stored: open the file in a spreadsheet, save it there, and take that file.',
  aNumberAmongOther: 'A number among other words: write the number alone.',
  canBeReadAsTwo: 'Can be read as two different numbers: write it with + and the country code.',
  writtenWithoutACountry:
    'Written without a country code: choose the country, or write it with + and the country code.',
  the: (name: string) => `the ${name}`,
  digits: (digits: number) => countOf(digits, 'digit'),
  noNumberInHasAre: (place: string, count: string, needed: string) =>
    `No number in ${place} has ${count} (${needed} are needed).`,
  tooForANumberIn: (code: string, place: string, count: string, needed: string) =>
    `Too ${code === 'tooShort' ? 'short' : 'long'} for a number in ${place} (${count}; ${needed} are needed).`,
  or: (first: number, last: number) => `${first} or ${last}`,
  to: (first: number, last: number) => `${first} to ${last}`,
};

export const numberReadingWords = {
  onlyDigitsAnEmergency: (digitCount: number) =>
    `Only ${digitCount} digits: an emergency number or short code. Give the full phone number.`,
  withCountryCode: (countryCallingCode: string) => `with country code ${countryCallingCode}`,
  in: (region: string) => `in ${region}`,
  notANumberOfIts: (first: string) =>
    `Not a number of its country; may be one ${first}: write it with + and the country code.`,
  mayBeANumberThat: (first: string) =>
    `May be a number ${first} that has lost its 0: write it in full, with + and the country code.`,
  mayBeANumberBehind: (first: string) =>
    `May be a number ${first} behind a 9 for an outside line: write it in full, with + and the country code.`,
  couldBeOneOfNumbers: (readingCount: number, first: string) =>
    `Could be one of ${readingCount} numbers ${first}: write it in full, with + and the country code.`,
  couldBeANumberOr: (first: string, others: string) =>
    `Could be a number ${first} or one ${others}: write it with + and the country code.`,
};

export const numberTextWords = {
  farTooLongForA: 'Far too long for a phone number.',
  startsWithOrAService: 'Starts with * or #: a service code, not a phone number. Give the full phone number.',
  startsWithAMinus: 'Starts with a minus: a spreadsheet may have calculated with it.',
  hasAInTheMiddle: 'Has a + in the middle: is this one number or two?',
  containsACharacter: (shown: string) => `Contains a character that does not belong in a phone number: ${shown}`,
};

export const readingsWords = {
  aPossibleNumberThat: 'A possible number that no one has been given.',
  itsRowNamesACountry: 'Its row names a country that is not known, or two.',
  itMayBeAnotherEnding: 'It may be another ending of the number before it: write each number in full.',
  asItIsWritten: 'as it is written',
  asANumberOfThe: 'as a number of the country chosen',
  withItsPutBack: 'with its + put back',
  behindA9ForAn: 'behind a 9 for an outside line',
  withIts0PutBack: 'with its 0 put back',
  inAFormThatHas: 'in a form that has ended',
  asANumberOfAnother: 'as a number of another country',
};

export const textDoubtWords = {
  holdsAmongOtherWords: (all: string) => `Holds ${all} among other words: write the number alone.`,
  holdsMoreThanOne: (all: string) => `Holds more than one number: ${all}.`,
  in: (region: string) => ` in ${region}`,
  noSuchNumberIsIn: (here: string) => `No such number is in use${here}: write it with + and its country code.`,
  couldBeWriteItWith: (join: string) => `Could be ${join}: write it with + and the country code.`,
  theNumberHasAPossible: 'The number has a possible length but no such number is in use.',
  ifA0InFront: 'if a 0 in front of it was lost',
  behindA9ForAn: 'behind a 9 for an outside line',
  isWriteItWithAnd: (number: string, how: string) => `Is ${number} ${how}: write it with + and the country code.`,
  and: (names: string, names2: string) => `${names} and ${names2}`,
};
