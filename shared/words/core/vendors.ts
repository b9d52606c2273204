/** What is said of a vendor's answers, and of answers in JSON that cannot be read. Each group is named after the file that says it. */
import { countOnPaper, toCountOnPaper } from '../counts.ts';

export const answersWords = {
  theNumberIsNotOn: (vendor: string) => `The number is not on ${vendor}'s list.`,
  documentsNoWayTo: (vendor: string, what: string) => `${vendor} documents no way to ${what}.`,
  listAgentsOrUsers: 'list agents or users',
  lookUpOneNumber: 'look up one number',
  addSeveralNumbers: 'add several numbers at once',
  changeARecordThat: 'change a record that is there',
  removeANumber: 'remove a number',
};

export const baseUrlWords = {
  thisIsNotAWeb: 'This is not a web address. Write it in full, for example https://api.example.com.',
  theAddressMustStart:
    'The address must start with https:// so that the token cannot be read on the way (http:// only on this computer).',
  theAddressMustHold: 'The address must hold no user name or password: enter the token in its own field.',
  theAddressMustEnd: 'The address must end with its host or path: leave out everything from ? or # on.',
};

export const callerWords = {
  answeredInAFormThat: (vendor: string, pathOfIssue: string) =>
    `${vendor} answered in a form that its documents do not describe${pathOfIssue}.`,
  itSaid: (vendor: string) => ` It said: ${vendor}`,
  theTokenForIsEnter: (vendor: string, token: string) =>
    `The token for ${vendor} is ${token === '' ? 'missing' : 'not one: it holds spaces or unusual characters'}. Enter it again.`,
  refusedTheToken: (vendor: string, quote: string) => `${vendor} refused the token.${quote}`,
  doesNotAllowThis: (vendor: string, quote: string) => `${vendor} does not allow this to the token.${quote}`,
  asksForPaymentBefore: (vendor: string, quote: string) =>
    `${vendor} asks for payment before it does anything more.${quote}`,
  sInterfaceWasNot: (vendor: string) => `${vendor}'s interface was not found at this address: check the base URL.`,
  didNotFindWhatThe: (vendor: string, quote: string) => `${vendor} did not find what the request named.${quote}`,
  asksToSendTheRequest: (vendor: string, status: number) =>
    `${vendor} asks to send the request again (HTTP ${status}).`,
  refusedTheRequest: (vendor: string, status: number, quote: string) =>
    `${vendor} refused the request (HTTP ${status}).${quote}`,
  reportedAFailure: (vendor: string, quote: string) => `${vendor} reported a failure.${quote}`,
};

export const commonSettingsWords = {
  countryOfItsNumbers: 'Country of its numbers',
};

export const failureWords = {
  answeredAnotherQuestion: (vendor: string) => `${vendor} answered another question than the one it was asked.`,
};

export const httpWords = {
  theRequestWasStopped: 'The request was stopped before it was sent.',
  theRequestWasStoppedBefore: 'The request was stopped before its answer came.',
  theConnectionBroke: 'The connection broke.',
  asksForFewerRequests: (host: string) => `${host} asks for fewer requests (HTTP 429).`,
  failedOnItsSideHttp: (host: string, status: number) => `${host} failed on its side (HTTP ${status}).`,
  sentTheRequestOn: (host: string, status: number) =>
    `${host} sent the request on to another address (HTTP ${status}), which is not followed: check the base URL.`,
  refusedTheTokenHttp: (host: string) => `${host} refused the token (HTTP 401).`,
  doesNotAllowThis: (host: string) => `${host} does not allow this to the token (HTTP 403).`,
  answeredAWebPage: (host: string) => `${host} answered a web page, not JSON: check the base URL.`,
};

export const pagedListWords = {
  hasOneListAndThe: (vendor: string) => `${vendor} has one list, and the request named another.`,
  sListHasToBe: (vendor: string) => `${vendor}'s list has to be read from its beginning, in smaller pages.`,
  keepsItsListsByAgent: (vendor: string) => `${vendor} keeps its lists by agent, and the request named none.`,
};

export const remoteItemsWords = {
  theRecordHasNotThe: (pathOfIssue: string) =>
    `The record has not the fields that the documents describe${pathOfIssue}.`,
  theRecordIsLarger: 'The record is larger than any that is read.',
};

export const remoteNumbersWords = {
  theNumberHasNoAnd: 'The number has no + and country code, and the account names no country.',
  theNumberHasNoAndCountry: "The number has no + and country code, and is no valid number of the account's country.",
};

export const scanGuardWords = {
  thisReadingDoesNot: (message: string) => `${message} This reading does not count.`,
  sListRepeatsItself: (vendor: string) => `${vendor}'s list repeats itself instead of going on.`,
  sentAnEmptyPageAnd: (vendor: string) => `${vendor} sent an empty page and said that more follows.`,
  sListEndedAfterOf: (vendor: string, read: number, total: number) =>
    `${vendor}'s list ended after ${read} of ${total} records.`,
  sListDoesNotEnd: (vendor: string, read: number) => `${vendor}'s list does not end (${read} records so far).`,
};

export const targetListWords = {
  listsAnAgentInA: (vendor: string, pathOfIssue: string) =>
    `${vendor} lists an agent in a form that its documents do not describe${pathOfIssue}.`,
  listsMoreThanAgents: (vendor: string, mostTargets: number) =>
    `${vendor} lists more than ${toCountOnPaper(mostTargets)} agents, which is more than this desk keeps for an account: none of the list was taken over.`,
};

export const timeLimitWords = {
  didNotAnswerWithin: (ms: string) => `did not answer within ${ms}`,
  wasNotDoneWithIts: (ms: string) => `was not done with its answer within ${ms}`,
  milliseconds: (ms: number) => `${ms} milliseconds`,
  seconds: (round: number) => `${round} seconds`,
};

export const transportErrorWords = {
  theRequestToCould: (host: string) =>
    `The request to ${host} could not be written: it holds a character that HTTP refuses.`,
  theCertificateOf: (host: string) =>
    `The certificate of ${host} is not valid, so nothing was sent: check the base URL, or ask who runs this network.`,
  couldNotBeFoundCheck: (host: string) => `${host} could not be found: check the network and the base URL.`,
  couldNotBeReached: (host: string) => `${host} could not be reached: check the network and the base URL.`,
  theConnectionToBroke: (host: string) => `The connection to ${host} broke before the answer was complete.`,
};

export const problemWords = {
  at: (path: string) => ` (at ${path})`,
  sentAnAnswerThat: (at: string) => `sent an answer that is cut off or is not JSON${at}`,
  answeredWithMore: (bytes: string) => `answered with more than ${bytes}, which is not read`,
  sentAnAnswerWith: (depth: number, at: string) =>
    `sent an answer with more than ${toCountOnPaper(depth)} levels, which is not read${at}`,
  sentATextOfMore: (bytes: string, at: string) => `sent a text of more than ${bytes}, which is not read${at}`,
  answeredWithMoreThan: (bytes: string, at: string) =>
    `answered with more than ${bytes} beside its records, which is not read${at}`,
  sentMoreThanInOne: (records: number) =>
    `sent more than ${countOnPaper(records, 'record')} in one answer, which is not read`,
  sentTwoListsOfRecords: (at: string) =>
    `sent two lists of records in one answer, and nothing tells which one counts${at}`,
  bytes: (bytes: number) => `${bytes} bytes`,
};

export const schemaPathWords = {
  at: (text: string) => ` (at ${text})`,
};
