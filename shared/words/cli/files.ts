/** What the command line says of files: imports, scrubs, batches, proofs. Each group is named after the file that says it. */
import { countOf, toCount } from '../counts.ts';

export const fileCommandsWords = {
  thereIsNoBatch: 'Nothing was changed yet.',
  stoppedHalfWayAnd: 'stopped half way and taken back',
  because: (why: string) => `, because: ${why}`,
  ofBatch: (undoes: number) => ` of batch ${undoes},`,
  batchLine: ({
    id,
    at,
    kind,
    of,
    label,
    author,
    because,
    state,
    ended,
    told,
  }: {
    readonly id: number;
    readonly at: string;
    readonly kind: string;
    readonly of: string;
    readonly label: string;
    readonly author: string;
    readonly because: string;
    readonly state: string;
    readonly ended: string;
    readonly told: string;
  }) =>
    `${id} ${at} ${kind}${of} "${label}" by ${author}${because}${state === 'applied' ? '' : ` (${ended})`}: ${told}`,
  theSameForOfThis: (more: number) => `The same for ${countOf(more, 'more change')} of this batch.`,
  nothingWasChanged: 'Nothing was changed.',
  changedSinceAndLeft: (leftCount: number) =>
    ` ${countOf(leftCount, 'number was', 'numbers were')} left, each for its own reason:`,
  asksNoLonger: (asked: number, isAgain: boolean) =>
    isAgain
      ? `${countOf(asked, 'number')} that it found blocked already may be asked for by it again: see each one's history.`
      : `${countOf(asked, 'number')} that it found blocked already: it asks for ${asked === 1 ? 'it' : 'them'} no more.`,
  nothingOfBatchWas: (batch: number, kept: string) => `Nothing of batch ${batch} was undone.${kept}`,
  batchUndoneBefore: (batch: number, changed: number, kept: string) =>
    `Batch ${batch} undone: ${countOf(changed, 'number is as it was', 'numbers are as they were')} before.${kept}`,
  whatItBlockedCame: (author: string, batch: number | null) =>
    `What it blocked came from ${author}: the next sync removes it there too. To block it again: dnc-desk undo ${batch}.`,
  andMore: (leftCount: number) => `… and ${toCount(leftCount)} more.`,
  aWorkbookCannotGo: 'A workbook cannot go to standard output; give the name of a file.',
  writtenTo: (path: string) => `Written to ${path}.`,
};

export const importCommandWords = {
  batch: (batch: number, counts: string, numbers: string) => `Batch ${batch}: ${counts}${numbers}`,
  answerWith: (sentence: string, option: string) => `${sentence} Answer with ${option}.`,
  nothingWasImported: (last: string) => `${last} Nothing was imported.`,
  columnsAreReadAs: (at: string, named: string) =>
    `Columns are read as the last time, on ${at}: ${named}. Give --map to say otherwise, or --forget-columns.`,
  giveToImportItNevertheless: (sentence: string, flag: string) => `${sentence} Give ${flag} to import it nevertheless.`,
  noRowSays: (strange: string) => `No row says ${strange}.`,
  rejected: (count: number, message: string) => `${toCount(count)} rejected: ${message}`,
  noNumberThatCanBe: (notRead: number) =>
    `${countOf(notRead, 'cell holds', 'cells hold')} no number that can be used; --rejects FILE names each.`,
  line: (line: number, sentence: string) => `Line ${line}: ${sentence}`,
  ofThisKind: (more: number) => `${countOf(more, 'more line has a note', 'more lines have notes')} of this kind.`,
  column: (column: number) => `column ${column}`,
  nothingInMeansDo: (name: string, rest: string) => `Nothing in ${name} means do not call: it says ${rest}.`,
  ofRowsWithAreImported: (name: string, taken: string, rest: string) =>
    `Of ${name}, rows with ${taken} are imported; left out: ${rest}.`,
  chooseWithDncValues: ' Choose with --dnc-values.',
  ifAYesMeansTheContrary: (option: string, word: string) => ` If a yes means the contrary, give --${option} ${word}.`,
  thatHadBeenReleased: (released: number) =>
    `${countOf(released, 'line names a number', 'lines name numbers')} that had been released: left as it is.`,
  whoseBlockHasEnded: (ended: number) =>
    `${countOf(ended, 'line names a number', 'lines name numbers')} whose block has ended: left as it is.`,
  giveReviveToBlock: 'Give --revive to block them again.',
  olderThanTheRelease: (older: number) =>
    `${countOf(older, 'line is', 'lines are')} older than the release of the number: left as it is.`,
  new: 'new',
  wouldChange: 'would change',
  wouldRevive: 'would revive',
  clashWithAnOpenConflict: 'clash with an open conflict, and are blocked',
  alreadyThere: 'already there',
  twiceInTheFile: 'twice in the file',
  inDoubt: 'in doubt',
  possibleButNotValid: 'possible but not valid',
  rejectedLines: 'rejected',
  lineLine: (line: number, number: string, changes: string) => `  line ${line}, ${number}: ${changes}`,
  wouldImport: (counts: string) => `Would import ${counts}`,
  numbersAddedChanged: (fresh: string | undefined, other: string | undefined, known: string | undefined) =>
    ` Numbers: ${fresh} added, ${other} changed, ${known} already there.`,
  addedChangedAlready: (
    lines: number,
    fresh: string | undefined,
    other: string | undefined,
    there: string | undefined,
    bad: string | undefined,
  ) => `${countOf(lines, 'line')}: ${fresh} added, ${other} changed, ${there} already there, ${bad} rejected.`,
};

export const scrubCommandWords = {
  theListIsEmpty: 'The list is empty: no row was blocked by it.',
  isNamedTwiceTheCertificate: (proof: string) => `${proof} is named twice: the certificate is a file of its own.`,
  oneHalfIsNamedXlsx: 'One half is named .xlsx and the other is not: name both so, or neither.',
  chooseOneWithSheet: 'choose one with --sheet',
  cleanBlocked: (rows: number, clean: number, blocked: number) =>
    `${countOf(rows, 'row')}: ${toCount(clean)} clean, ${toCount(blocked)} blocked.`,
  leftOutSoThatNo: (left: string) => `; left out, so that no number in it is looked for: ${left}`,
  columnsAreReadAs: (at: string, read: string, without: string) =>
    `Columns are read as the last time, on ${at}: ${read}${without}. Give --map to say otherwise, or --forget-columns.`,
  saysItself: (rows: number) =>
    `${countOf(rows, 'row is', 'rows are')} not to be called by what the file says of the number: blocked. Give --leave-out and the column if it means something else.`,
  notExplained: (rows: number, title: string, word: string) =>
    `${countOf(rows, 'row says', 'rows say')} something about do-not-call in the column ${title}, and only a person can tell what: blocked. Give --flag ${word} if a yes there means do not call, --permission ${word} if it means may be called, or --leave-out ${word}.`,
  wordsNotExplained: (rows: number, title: string, word: string) =>
    `${countOf(rows, 'row says', 'rows say')} something in the column ${title} that may mean do-not-call: blocked. Give --leave-out ${word} if it does not.`,
  noNumber: (rows: number) => `${countOf(rows, 'row has', 'rows have')} no number that can be read: blocked.`,
  blockedInDoubt: (rows: number) =>
    `${countOf(rows, 'row is', 'rows are')} in doubt, as a number could be another one or is nobody's: blocked. Count them as clean with --doubtful name.`,
  blockedNotCovered: (rows: number) =>
    `${countOf(rows, 'row has', 'rows have')} a number that no current version of a registry covers: blocked. Load it, or count them as clean with --not-covered name.`,
  cleanInDoubt: (rows: number) =>
    `${countOf(rows, 'clean row is', 'clean rows are')} in doubt. Block them with --doubtful block.`,
  cleanNotCovered: (rows: number) =>
    `${countOf(rows, 'clean row has', 'clean rows have')} a number that no loaded registry covers.`,
  cleanStale: (rows: number) =>
    `${countOf(rows, 'clean row has', 'clean rows have')} a number that only an outdated version of a registry covers.`,
  unknownCountry: (rows: number, column: string) =>
    `${countOf(rows, 'row names', 'rows name')} a country in "${column}" that is not known, or another one beside it.`,
};

export const proofCommandsWords = {
  isNamedTwice: (pdf: string) => `${pdf} is named twice.`,
  writtenTo: (path: string) => `Written to ${path}.`,
  giveANumberOrA: 'Give a number, or a period with --from and --to, not both.',
  giveANumberOrAPeriod: 'Give a number, or a period with --from and --to.',
  isNotADayOr: (text: string) => `"${text}" is not a day or a time: write 2026-05-03 or 2026-05-03T14:00.`,
  thereIsNoSuchFile: 'there is no such file',
  itIsAFolder: 'it is a folder',
  cannotBeRead: (file: string, why: string) => `${file} cannot be read: ${why}.`,
  holds: (sentence: string) => `Holds: ${sentence}`,
  notShown: (sentence: string) => `Not shown: ${sentence}`,
  allThatThisFileCan: 'All that this file can show holds.',
  thisFileDoesNotHold: 'This file does not hold.',
};
