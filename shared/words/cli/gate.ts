/** What the command line says of the gate for dialers and of the shared list. Each group is named after the file that says it. */
import { toMoment } from '../moments.ts';
import { countOf } from '../counts.ts';

export const askedCommandsWords = {
  nothingIsAsked: 'Nothing that programs handed in waits for an answer.',
  thereIsNoOpenQuestion: (id: number) => `There is no open question ${id}.`,
  howToAnswer: (id: number, kind: 'word' | 'number') =>
    kind === 'word'
      ? `Answer: asked answer ${id} stop, or asked answer ${id} nothing.`
      : `Answer: asked answer ${id} +NUMBER, or asked answer ${id} none.`,
  meansStopOrNothing: (word: string) => `"${word}" means stop or nothing: say which.`,
  inMeansStopFor: (name: string, stop: string, word: string, number: string) =>
    `${name}: ${stop} in ${word} means stop for ${number}`,
  formCannotBeRead: (name: string) =>
    `${name}: this form cannot be read, so that whatever is posted to it is asked about. Add it anew, or remove it (call-forms remove "${name}").`,
  giveLikeOrFile: 'Give --like or --file.',
  isNoneOf: (like: string, presets: string) => `"${like}" is none of ${presets}.`,
  isNoForm: (file: string, path: string, message: string) => `${file} is no form: ${path}: ${message}.`,
  postResultsToApi: (encodeURIComponent: string) => `Post results to /api/v1/requests?form=${encodeURIComponent}.`,
  thereIsNoForm: (name: string) => `There is no form "${name}".`,
  isRemoved: (name: string) => `${name} is removed.`,
  cannotBeReadAsJson: (file: string) => `${file} cannot be read as JSON.`,
};

export const gateCommandsWords = {
  thereIsNoToken: 'There is no token; make one with dnc-desk tokens add NAME --scope check.',
  noAnswerIsKept: 'No answer that was kept fits.',
  states: {
    works: 'works',
    expired: 'expired',
    revoked: 'revoked',
    asleep: 'asleep: it came with a restored backup (tokens confirm)',
  },
  wasRevokedForGood: (name: string) => `${name} was revoked, which is for good: make another token.`,
  opensTheGate: (name: string, prefix: string) => `${name} (${prefix}…) opens the gate again.`,
  theTokenIsNotShown: (line: string) =>
    `${line}. The token is not shown again: keep it where only that program reads it.`,
  thereIsNoTokenTokens: (asked: string) => `There is no token "${asked}"; \`tokens list\` names them.`,
  fitsMoreThanOneToken: (asked: string) => `"${asked}" fits more than one token: give its id.`,
  opensNothingAnyMore: (name: string, prefix: string) => `${name} (${prefix}…) opens nothing any more.`,
  for: (target: string) => `for ${target}`,
  aSecond: (rate: number) => `${rate} a second`,
  until: (expiresAt: string) => `until ${expiresAt}`,
  neverUsed: 'never used',
  lastUsed: (usedAt: string) => `last used ${usedAt}`,
  listensAtPortWhile: (address: string, port: number) => `Listens at ${address}, port ${port}, while the desk is open.`,
  doesNotListenThe: 'Does not listen; the web host answers at its own address.',
  now: (sentence: string) => `Now: ${sentence}`,
  withoutTlsThisComputer: 'Without TLS: this computer alone can ask.',
  withTheCertificate: (certificate: string) => `With the certificate ${certificate}.`,
  answersHoweverOld: 'Answers however old the list is.',
  answersNothingWhere: (freshHours: number) =>
    `Answers nothing where an account was not in step for ${countOf(freshHours, 'hour')}.`,
  keepsAnswersForWith: (keepMonths: number, plainNumbers: boolean) =>
    `Keeps answers for ${countOf(keepMonths, 'month')}, with numbers ${plainNumbers ? 'as they are' : 'as keyed hashes'}.`,
  writtenTo: (path: string) => `Written to ${path}.`,
};

export const hubAdminCommandsWords = {
  theCertificateCannot: (ca: string) => `The certificate ${ca} cannot be read.`,
  theSharedListIsReady: (host: string, port: number, database: string) =>
    `The shared list is ready at ${host}:${port}/${database}.`,
  desksOfOlderVersions: 'Desks of older versions share nothing more, and call no number callable.',
  forHandTheLineOn: (name: string, role: string) =>
    `For ${name} (${role}): hand the line on as you would a password, to be pasted into dnc-desk hub join. It is not shown again.`,
  isShutOutWhatWas: (name: string, login: string) => `${name} (${login}) is shut out; what was shared stays.`,
  numbers: (entries: number) => countOf(entries, 'number'),
  ofThemBlocked: (blocked: number) => countOf(blocked, 'of them blocked', 'of them blocked'),
  pushes: (rev: number) => countOf(rev, 'push', 'pushes'),
  notedEachDeskCompares: 'Noted: each desk compares at its next exchange, and shares again what is missing there.',
  neverThere: 'never there',
  lastThereFrom: (seenAt: string, machine: string) => `last there ${seenAt} from ${machine}`,
  aComputer: 'a computer',
  shutOut: (revokedAt: string) => `shut out ${revokedAt}`,
};

export const hubCommandsWords = {
  thisDeskSharesNo: 'This desk shares no list.',
  giveTheLineOfThe: 'Give the line of the invitation on standard input.',
  joinedAs: (place: string, name: string, role: string) => `Joined ${place} as ${name} (${role}).`,
  thisDeskSharesNoList: 'This desk shares no list any more; its own list stays as it is.',
  toldByThisDesk: 'told by this desk.',
  itsTokenIsNotHere: (sentence: string) => `its token is not here (dnc-desk accounts token). ${sentence}`,
  thisDeskIsOpenAnd: (sentence: string) =>
    `${sentence} This desk is open and asks to tell it, or takes over when it is opened.`,
  asked: (id: string, sentence: string, at: string) => `${id} ${sentence} Asked ${toMoment(at)}.`,
  left: (requestCount: number) => `${countOf(requestCount, 'request')} left.`,
  released: 'Released.',
  itStaysBlocked: 'It stays blocked.',
  changedHereShared: (received: number, sent: number) =>
    `${countOf(received, 'number')} changed here, ${countOf(sent, 'number')} shared.`,
  sharesTheListAtAs: (place: string, name: string, role: string) => `Shares the list at ${place} as ${name} (${role}).`,
  lastRead: (readAt: string) => `Last read ${toMoment(readAt)}.`,
  noNumberIsCallable: (openHours: number) =>
    `No number is callable where it was not read for ${countOf(openHours, 'hour')}.`,
  forALeadDncDesk: (requestCount: number) =>
    `${countOf(requestCount, 'request waits', 'requests wait')} for a lead (dnc-desk hub requests).`,
  isNotShared: (number: string, why: string) => `${number} is not shared: ${why}`,
};
