/** What the command line says of a command that failed. Each group is named after the file that says it. */
import { toCount } from '../counts.ts';

export const errorsWords = {
  thisFailedUnexpectedly: 'This failed unexpectedly; desk.log in the data directory has the details.',
  dncDeskWasClosed: 'DNC Desk was closed before it answered; run the command again.',
  theIsTooLargeAt: (option: string, most: number, most2: string) =>
    `The ${option} is too large: at most ${toCount(most)}${most2}.`,
  theIsMissing: (option: string) => `The ${option} is missing.`,
  theCannotBeUsed: (option: string, message: string) => `The ${option} cannot be used: ${message}.`,
};

export const runCliWords = {
  dncDeskFailedUnexpectedly: (why: string) => `DNC Desk failed unexpectedly (${why}).`,
};

export const findAccountWords = {
  thereIsNoAccount: (named: string) => `There is no account "${named}"; \`dnc-desk accounts\` lists them.`,
  severalAccountsAre: (named: string) => `Several accounts are called "${named}"; give the id instead.`,
};

export const numbersWords = {
  nothingWasDone: (doubts: string) => `${doubts} Nothing was done.`,
};

export const fileMappingWords = {
  columnIsNamedTwice: (name: string) => `The column "${name}" is given two meanings: say one.`,
  noColumnOfWasRecognised: (name: string, example: string, shown: string, more: string) =>
    `No column of "${name}" was recognised as phone numbers: name it with --map ${example}; there are ${shown}${more}.`,
};

export const openFileWords = {
  chooseOneWithSheet: 'choose one with --sheet',
};

export const readFilterWords = {
  notBothChannels: 'Who asked to stop both calls and texts is not among them: --channel both.',
  targetIsCalledDnc: (lacksOnly: boolean, text: string) =>
    `${lacksOnly ? 'No' : 'More than one'} target is called "${text}"; \`dnc-desk accounts targets ACCOUNT\` lists them with their ids.`,
};
