/** What the command line says of entries, bulk changes and conflicts. Each group is named after the file that says it. */
import { countOf, toCount } from '../counts.ts';

export const listCommandsWords = {
  theListIsEmpty: 'The list is empty; block a number with dnc-desk add, or bring a file with dnc-desk import.',
  noEntryFits: 'No entry fits.',
  confirmInvalid: (raw: string, sentence: string) => `${raw}: ${sentence} (--confirm-invalid)`,
  thereWasNothingTo: 'There was nothing to change.',
  nothingWasChanged: 'Nothing was changed.',
  othersAskedFor: (number: string, sentence: string) => `Others asked for ${number} too. ${sentence}`,
  andMoreAsked: (more: number) => `Others asked for ${countOf(more, 'more number')} too.`,
  thereWasNothingToRemove: 'There was nothing to remove.',
  staysBlockedOnly: (number: string) =>
    `${number} stays blocked: only a lead of the shared list may release it. One is asked.`,
  nothingWasChangedSay: 'Nothing was changed: say --yes to do it.',
  redacted: (number: string) => `${number} redacted`,
  hasNoEntry: (number: string) => `${number} has no entry.`,
  isNotOnTheList: (number: string) => `${number} is not on the list.`,
  isNotOnTheListOf: (number: string, also: string) =>
    `${number} is not on the list; ${also} of the same subscriber is.`,
  ofTheSameSubscriber: (get: string, number: string) =>
    `${get} of the same subscriber as ${number} is on the list as it was.`,
  inAllGoOnWith: (matching: number, next: string) => `${matching} in all; go on with --after ${next}.`,
  removedOn: (number: string, day: string, why: string) => `${number} removed on ${day}: ${why}`,
  until: (name: string, endText: string) => `${name} until ${endText}`,
  because: (reason: string) => ` because ${reason}`,
  blocked: 'blocked',
  expired: 'expired',
  blockedConflict: 'blocked (conflict)',
  removed: 'removed',
  since: (number: string, word: string, where: string, day: string, why: string) =>
    `${number} ${word} ${where} since ${day}${why}`,
  wasNeverOnTheList: (e164: string) => `${e164} was never on the list.`,
};

export const bulkCommandsWords = {
  noRowSays: (strange: string) => `No row says ${strange}.`,
  sayWhyWhy: 'Say why: --why.',
  answerWith: (sentence: string, option: string) => `${sentence} Answer with ${option}.`,
  everyLineOfTheFile: 'Every line of the file was rejected; --rejects FILE says why, line by line.',
  nothingWas: (verb: string, rest: string) => `Nothing was ${verb}. ${rest}`,
  batch: (batch: number, changed: number, verb: string, rest: string) =>
    `Batch ${batch}: ${countOf(changed, 'number')} ${verb}. ${rest}`,
  wasLeft: (number: string, sentence: string) => `${number} was left: ${sentence}`,
  andMore: (leftCount: number) => `… and ${toCount(leftCount)} more.`,
  of: (wanted: number, total: number) => `${toCount(wanted)} of ${countOf(total, 'entry', 'entries')}`,
  thisWouldGiveConfirm: (kind: string, what: string, wanted: number) =>
    `This would ${kind === 'remove' ? 'remove' : 'change'} ${what}: give --confirm ${wanted} to go on, or --dry-run to look first.`,
  ofField: (field: string, count: number) => `${field} of ${toCount(count)}`,
  would: (verb: string, change: number, touched: string, rest: string) =>
    `Would ${verb} ${countOf(change, 'number')}${touched === '' ? '' : ` (${touched})`}. ${rest}`,
  othersAskedForOf: (asked: number) =>
    `Others asked for ${countOf(asked, 'number')} of these since ${asked === 1 ? 'it was' : 'they were'} blocked: see "dnc-desk history NUMBER".`,
  wouldBeBlockedIn: (narrower: number) =>
    `${countOf(narrower, 'number')} would be blocked in fewer places or for a shorter time.`,
  soAlready: 'so already',
  notOnTheList: 'not on the list',
  leftWhileAConflict: 'left while a conflict is open',
  askALead:
    'A lead may do it: ask for a release with dnc-desk remove, one number at a time, or have a lead run this command.',
  leftToALead: 'left: other desks share them, and only a lead may release or narrow them',
  twiceInTheFile: 'twice in the file',
  notMeantByWhatThey: 'not meant, by what they say',
  waitingForAnAnswer: 'waiting for an answer',
  read: (total: number, rest: string) => `${countOf(total, 'line')} read. ${rest}`,
};

export const conflictCommandsWords = {
  thereIsNoOpenConflict: (id: number) => `There is no open conflict ${id}.`,
  thereIsNoConflict: 'There is no conflict to decide.',
  theNumberStaysBlocked:
    'The number stays blocked here with what was given, and each vendor is told what it keeps of it.',
  wouldBeDecidedNothing: (chosenCount: number) =>
    `${countOf(chosenCount, 'conflict')} would be decided; nothing was changed.`,
  sayWhatToChangeScope: (fieldParts: string) => `Say what to change: ${fieldParts}, --scope or --expires.`,
  sayAtTheEndWhat: 'Say at the end what to choose: keep-ours, take-theirs or edit.',
  isNoConflictsIdDnc: (text: string) => `"${text}" is no conflict's id; \`dnc-desk conflicts\` lists them.`,
  sayWhichConflicts: 'Say which conflicts: their ids, --account or --kind, or --all, and one of these.',
  questionHasChanged: (id: number, version: number | undefined, line: string, name: string) =>
    `Question ${id} has changed since it was ${version === undefined ? 'opened' : 'listed'}; nothing was decided. Now: ${line} Decide it as ${name}.`,
  conflictIsResolved: (id: number | undefined) => `Conflict ${id} is resolved.`,
  resolved: (resolved: number) => `${countOf(resolved, 'conflict is', 'conflicts are')} resolved.`,
};
