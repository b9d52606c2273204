/** What the gate says to programs, and to people about them. Each group is named after the file that says it. */
import { countOf, countOnPaper, toCount } from '../counts.ts';

export const answersWords = {
  theKeyIsGone:
    'The key of the log of answers is not there (answers/key), so that nobody can say what was answered about one number. If a copy of the data directory has that file, put it back.',
  isNotOnePhoneNumber: (number: string) => `"${number}" is not one phone number: write + and its digits.`,
};

export const askGateWords = {
  inDoubt: (why: string) => `In doubt: ${why}`,
  blockedByARegistry: (sentence: string) => `Blocked by a registry. ${sentence}`,
  until: (until: string) => ` until ${until}`,
  blocked: (blockedWhere: string, until: string) => `Blocked ${blockedWhere}${until}.`,
  inDoubtSentence: (sentence: string) => `In doubt: ${sentence}`,
  nothingBlocksIt: 'Nothing blocks it.',
  nothingBlocksItFor: 'Nothing blocks it for this target.',
  theListMayNotBe: 'the list may not be whole.',
};

export const closedWords = {
  theTokensOfTheVendors:
    'The tokens of the vendors are locked, so the list cannot be kept in step: enter their passphrase in Settings.',
  and: (name: string, moreCount: number) => `${name} and ${countOnPaper(moreCount, 'other account')}`,
  theListIsTooOld: (names: string, freshHours: number) =>
    `The list is too old: it was not in step with ${names} for ${countOnPaper(freshHours, 'hour')}. Sync, or change in Settings how old it may be.`,
};

export const gateServiceWords = {
  thisFailedUnexpectedly: 'This failed unexpectedly; the desk’s log has the details.',
  nothingListensNo: 'Nothing listens: no program can ask.',
  aCertificateAndIts: 'A certificate and its key go together: give both, or neither.',
  canBeReachedByOther: (address: string) =>
    `${address} can be reached by other computers: give a certificate and its key (PEM files), or listen on 127.0.0.1.`,
  thereIsNoFile: (path: string) => `There is no file ${path}.`,
};

export const readAnswersWords = {
  aLineOfTheLog: (segment: string, n: number) =>
    `A line of the log of answers (${segment}) after record ${n} cannot be read.`,
  recordsToOfTheLog: (n: number, n2: number) => `Records ${n} to ${n2} of the log of answers are missing.`,
  recordOfTheLogOf: (n: number, segment: string) =>
    `Record ${n} of the log of answers (${segment}) does not fit its hash.`,
  theLogOfAnswersLost: (has: number, had: number) =>
    `The log of answers lost its records ${has} to ${had}: they were gone at a start.`,
  theKeyOfTheLog: (records: number, first: number, last: number) =>
    `The key by which ${toCount(records)} records of the log of answers (${first} to ${last}) name numbers is not there (answers/key): what programs were told about a number in them cannot be found. If a copy of the data directory has that file, put it back.`,
  theLogOfAnswersBegins: (n: number) =>
    `The log of answers begins with record ${n}, and nothing says that what was before was taken away.`,
};

export const openApiWords = {
  theBodyIsNotJson: 'The body is not JSON.',
  theBodyIsNotJsonOr: 'The body is not JSON, or says a name twice.',
  thereIsNoSuchToken: 'There is no such token, it was revoked, or its time is over.',
  theTokenIsNotFor: 'The token is not for this, or speaks for another target.',
  theKeyCameWithAnother: 'The key came with another request before.',
  theBodyIsTooLarge: 'The body is too large.',
  aFieldCannotBeUsed: 'A field cannot be used; `detail` says why.',
  theTokenAsksMore: 'The token asks more often than it may; see Retry-After.',
  theDeskCannotBeSure: 'The desk cannot be sure of its list now. Nobody is to be called.',
  dncDeskTheGate: 'DNC Desk: the gate',
  askBeforeEveryCall: 'Ask before every call. Whatever is not a 200 with "blocked": false means: do not call.',
  madeInSettingsFor: 'Made in Settings, For dialers.',
  theNameOfAForm:
    'The name of a form of Settings, For dialers: the body is then the result of a call as its platform posts it, up to 1 MiB, and the answer says what was `taken`: blocked, nothing, or question.',
  theSameKeyWithThe: 'The same key with the same body gets the same answer; with another body 409.',
};

export const requestQuestionsWords = {
  thisQuestionWasAnswered: 'This question was answered meanwhile.',
  numbers: (questionCount: number) => countOf(questionCount, 'number'),
  meansStopBlocked: (word: string, numbers: string, questionCount: number) =>
    `"${word}" means stop: ${numbers} ${questionCount === 1 ? 'stays' : 'stay'} blocked.`,
  blockedBeforeOrChanged: (left: number) =>
    ` ${countOf(left, 'number')} ${left === 1 ? 'was' : 'were'} blocked before, or asked for or changed since, and ${left === 1 ? 'stays' : 'stay'} as ${left === 1 ? 'it is' : 'they are'}.`,
  meansNothingAsBefore: (word: string, released: number, rest: string) =>
    `"${word}" means nothing: ${countOf(released, 'number is', 'numbers are')} as before.${rest}`,
  theFormLearnsNothing: (form: string) =>
    ` The form ${form} cannot be read, so that it learns nothing and asks again: make it anew in Settings, For dialers, or by call-forms add.`,
  notedThereIsNoNumber: (blocked: string) =>
    blocked === ''
      ? 'Noted: there is no number to block.'
      : `Noted: there is no other number to block. What was sure stays blocked: ${blocked}.`,
  thisQuestionIsOpen: 'There is no answer to take back: the question is open, or there is none.',
  isAskedAgain: (word: string, again: number | null) =>
    `${word === '' ? 'A result without a word' : `"${word}"`} is asked about again.${again === null ? '' : ` ${countOf(again, 'number is', 'numbers are')} blocked again; calls that were handed in with it meanwhile were taken to mean nothing.`}`,
  isOpenAgain: (number: string | null) =>
    `The question is open again.${number === null ? '' : ` ${number} is as before.`}`,
  askedAProgramNot: 'asked a program not to be called',
  saidToAVoiceAgent: (word: string) => `said to a voice agent (${word})`,
  writeOneNumber: 'Write one number.',
  isBlocked: (number: string) => `${number} is blocked.`,
  saysOfDoesItMean: (form: string, word: string, sameCount: number) =>
    `${form} says ${word === '' ? 'no word at all' : `"${word}"`} of ${countOf(sameCount, 'call')}. Does it mean that the person is not to be called?`,
  untilThisIsAnswered: (many: boolean) => `Until this is answered, the ${many ? 'numbers are' : 'number is'} blocked.`,
  handedInThatAPerson: 'handed in that a person is not to be called',
  and: (by: string, form: string, said: string, times: number, text: string) =>
    `${by} ${form === '' ? said : `posted a result (${said})`}${times === 1 ? '' : `, ${times} times`}, and ${text === '' ? 'there is no number in it' : `"${text}" cannot be read as one number`}.`,
  shortened: (text: string, letters: number) => `${text}… (${countOf(letters, 'letter')})`,
  theSureAreBlocked: (blocked: string, count: number, unread: string, more: number) =>
    `${blocked} ${count === 1 ? 'is' : 'are'} blocked, and stay${count === 1 ? 's' : ''} so whatever is answered; whoever else was meant may be called.${unread === '' ? '' : ` Not read: ${unread}${more > 0 ? ` and ${countOf(more, 'more piece')}` : ''}.`}`,
  nothingIsBlocked: 'Nothing is blocked because of it: who was meant may be called.',
};

export const readResultWords = {
  noFieldBeside: (name: string, names: string) => `no ${name} beside ${names}`,
  tooDeep: 'something that is nested too deep',
};

export const takeRequestWords = {
  thereIsNoSuchToken: 'There is no such token.',
  thisKeyCameWithAnother: 'This key came with another request before: give each request a key of its own.',
  aPersonAtTheDesk: (message: string) => `${message} A person at the desk is asked about it.`,
  thisTokenSpeaksFor: 'This token speaks for another target.',
  theReferenceOfACall: 'The reference of a call is batchId and requestUUID together.',
  nothingWasBlocked: (sentence: string) => `Nothing was blocked. ${sentence}`,
  aTextIsTooLong: 'The text is too long to be a number.',
  names: (names: readonly string[], more: number) => [...names, ...(more > 0 ? [`${more} more`] : [])].join(', '),
  severalNumbersStand: (blocked: string, unread: number) =>
    `Several numbers stand in this text. ${blocked === '' ? 'Nothing was blocked' : `Blocked: ${blocked}`}; ${unread === 0 ? '' : `${countOf(unread, 'piece')} of it cannot be read; `}hand in a request for each.`,
};

export const takeResultWords = {
  thereIsNoSuchToken: 'There is no such token.',
  thereIsNoFormMake: (name: string) =>
    `There is no form "${name}": make one in Settings, For dialers. Nothing was blocked.`,
  thisIsNoResultOf: 'This is no result of a call.',
  meansNothingToDo: (word: string) => `"${word}" means nothing to do.`,
  form: (name: string, named: string) => `form ${name}: ${named}`,
  saidStopToAVoice: (word: string) => `said stop to a voice agent (${word})`,
  aVoiceAgentHeard: (word: string) => `a voice agent heard "${word}"; not yet clear`,
  thereIsNoNumberIn: 'There is no number in it.',
  aPersonAtTheDesk: (message: string) => `${message} A person at the desk is asked about it.`,
  theFormDoesNotKnow: (word: string) =>
    `The form does not know "${word}": the number stays blocked until a person has said what it means.`,
};

export const tokenActsWords = {
  actsToOfTheGates: (id: number, id2: number) => `Acts ${id} to ${id2} of the gate's tokens are missing.`,
  actOfTheGatesTokens: (id: number) => `Act ${id} of the gate's tokens does not fit its hash.`,
};

export const arrivedDoorsWords = {
  tokensCameWithIt: (names: string) =>
    `Tokens that the backup brings and this computer does not know open nothing before you confirm each (Settings, For dialers, or dnc-desk tokens confirm NAME): ${names}.`,
  theGateIsOff: (at: string) =>
    `In the backup programs are answered at ${at}, and here they were not: nothing listens there before you say so (Settings, For dialers, or dnc-desk gate --listen).`,
  tokensAreNotInIt: (names: string) =>
    `Tokens that are not in the backup open nothing after it, and have to be made again: ${names}.`,
  theGateListensNow: 'Programs are answered at a port now, and not after it (dnc-desk gate --listen).',
  formsDiffer: (names: string) =>
    `Forms by which results of calls are read are as in the backup, and were otherwise: ${names}.`,
};

export const tokensWords = {
  aTargetThatIsNo: 'a target that is no longer known',
  aTokenThatReadsThe: 'A token that reads the list sees all of it: leave its target out, or make two tokens.',
  hasPassedTheToken: (expires: string | undefined) => `${expires} has passed: the token would open nothing.`,
  thereIsATokenAlready: (name: string) =>
    `There is a token "${name}" already: revoke it first, or choose another name.`,
  thereIsNoSuchToken: 'There is no such token.',
};

export const callsWords = {
  refused: (code: string) => `refused: ${code}`,
  result: (outcome: string) => `result: ${outcome}`,
  theTargetOfThisToken: 'The target of this token is not known any more: make another token.',
  thisTokenSpeaksFor: 'This token speaks for another target.',
};

export const forwardWords = {
  theGateDoesNotAnswer: 'The gate does not answer now: Settings, For dialers, says why. Nobody is to be called.',
};

export const gateServerWords = {
  theDesk: 'the desk',
  thisFailedUnexpectedly: 'This failed unexpectedly; the desk’s log has the details.',
  sendATokenThatWorks:
    'Send a token that works, as "Authorization: Bearer dnc_…". Tokens are made in Settings, For dialers.',
  thisTokenIsNotFor: (scope: string) => `This token is not for that: it lacks the scope ${scope}.`,
  thisTokenMayAskTimes: (rate: number, wait: number) =>
    `This token may ask ${rate} times a second. Ask again in ${wait} s.`,
  sendJsonWithContent: 'Send JSON, with "Content-Type: application/json".',
  thereIsNoSuchCall: (gatePath: string) => `There is no such call; ${gatePath}/openapi.json names them.`,
  thisCallIsMadeBy: (method: string) => `This call is made by ${method}.`,
  atMostBytesGoInto: (most: number) => `At most ${most} bytes go into one request; send it in parts.`,
  theBodyIsNotJson: 'The body is not JSON.',
  theBodyIsTooDeep: (levels: number) => `The body is nested deeper than ${levels} levels.`,
  theBodyHasTwice: (name: string) =>
    `The body says "${name}" twice, so that it is not sure what is meant: send a request for each. Nothing was taken from it.`,
  thisAddressIsNot: 'This address is not served here: it is not one of the certificate.',
  requestsFromPages: 'Requests from pages are refused.',
};

export const problemWords = {
  theRequestCannot: 'The request cannot be read',
  noTokenThatWorks: 'No token that works',
  notAllowed: 'Not allowed',
  nothingHere: 'Nothing here',
  notThisMethod: 'Not this method',
  theKeyWasUsed: 'The key was used',
  tooLarge: 'Too large',
  notJson: 'Not JSON',
  theRequestCannotBe: 'The request cannot be used',
  tooManyRequests: 'Too many requests',
  thisFailed: 'This failed',
  notAnsweredNow: 'Not answered now',
};

export const startGateWords = {
  programsWithAToken: (origin: string) => `Programs with a token are answered at ${origin}.`,
  thisFailedUnexpectedly: 'This failed unexpectedly; the desk’s log has the details.',
  noPortOfItsOwn:
    'No port of its own listens. While the desk is served to a browser, programs are answered at the address of this page.',
  nothingListensNo: 'Nothing listens: no program can ask.',
  theCertificateOr: (certificate: string, key: string) =>
    `The certificate ${certificate} or its key ${key} cannot be read. Nothing listens; check both paths.`,
  portIsTakenByAnother: (port: number) =>
    `Port ${port} is taken by another program. Nothing listens; choose another port.`,
  portMayNotBeUsed: (port: number) =>
    `Port ${port} may not be used by this person. Nothing listens; choose another port.`,
  thisComputerHasNo: (address: string) =>
    `This computer has no address ${address}. Nothing listens; choose one that it has.`,
  nothingListens: (message: string) => `Nothing listens: ${message}`,
};
