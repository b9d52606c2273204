/** The words of the page: backups. Each group is named after the file that shows it. */
import { countOf, pluralOf, toCount, toMeasure } from '../counts.ts';

export const backupsSectionWords = {
  madeByHand: 'made by hand',
  ofTheDay: 'of the day',
  beforeAnImport: 'before an import',
  theListBeforeARestore: 'the list before a restore',
  aVerifiedCopyWithEntries: (entries: number) => `A verified copy with ${countOf(entries, 'entry', 'entries')} is made`,
  andOneInTheSecond: ', and one in the second folder',
  butNoneInTheSecond: (made: string, problem: string) => `${made}, but none in the second folder. ${problem}`,
  thereIsNoBackupYet: 'There is no backup yet.',
  backups: 'Backups',
  backUpNow: 'Back up now',
  showOlder: (count: number) => `Show ${toCount(count)} older`,
  theyLieIn: 'They lie in ',
  oneIsMadeEveryDay:
    '. One is made every day and before large imports. Of the daily ones the last of seven days, four weeks and twelve months stay; those made by hand are never deleted.',
  mb: (count: number) => `${toMeasure(count)} MB`,
  sealedWithAPassphrase: 'sealed with a passphrase',
  beingRead: 'Being read …',
  wholeEntries: (entries: number) => `whole, ${countOf(entries, 'entry', 'entries')}`,
  notUsable: 'not usable',
  inTheSecondFolder: (size: string, isSecond: boolean) => `${size}${isSecond ? ', in the second folder' : ''} · `,
  restoreTheBackup: (name: string) => `Restore the backup ${name} …`,
  restore: 'Restore …',
};

export const restoreDialogWords = {
  missing: 'Missing',
  putThisBackup: 'Put this backup in the place of the list?',
  keepTheList: 'Keep the list as it is',
  theBackupWasMade: 'The backup was made ',
  andHasEntries: (entries: number) => ` and has ${countOf(entries, 'entry', 'entries')}.`,
  theList: ' The list as it is now is kept with the backups, so that you can go back to it.',
  passphraseOfThisBackup: 'Passphrase of this backup',
  empty: 'Empty: the one with which this desk seals its copies.',
  openIt: 'Open it',
  cannotBeRead: 'Cannot be read',
  theListAsItIsNow:
    'The list as it is now cannot be read: what was blocked after the backup was made is missing in it. Enter again what you know of that time.',
  notRestored: 'Not restored',
  restoreThisBackup: 'Restore this backup',
  theListHasNotChanged: 'The list has not changed since.',
  numbersAreBlockedNow: (count: number) =>
    `${countOf(count, 'number is', 'numbers are')} blocked now and not in the backup, or for less:`,
  itStaysBlocked: 'It stays blocked',
  theyStayBlocked: 'They stay blocked',
  theyMayBeCalledAfter: 'They may be called after the restore, as far as the backup does not block them.',
  asOneBatch: 'As one batch, which can be undone.',
  numbersThat: (count: number) =>
    `${countOf(count, 'number that is', 'numbers that are')} in the backup and not on the list now ${pluralOf(count, 'is', 'are')} blocked again:`,
  entriesWereChangedSince: (count: number) =>
    `${countOf(count, 'entry was', 'entries were')} changed since, and will be as before:`,
  andMore: (count: number) => `and ${toCount(count)} more`,
};

export const secondFolderWords = {
  theFolderForCopies: 'The folder for copies',
  dncDeskBackups: 'DNC Desk backups',
  allBackups:
    'All backups are on this disk. Copies in a second folder, on another disk or machine, are there when this one fails.',
  copiesGoTo: 'Copies go to ',
  theLast: ', the last ',
  theyAreSealed: (isSealed: boolean) =>
    `. ${isSealed ? 'They are sealed: without their passphrase nobody can open them, you neither, so keep it in another place too. The backups on this disk need none.' : 'They are not sealed: whoever can open that folder can read the list.'}`,
  noCopy: 'No copy',
  theFolderIsChosen: 'The folder is chosen on the command line: ',
  dncDeskBackupsFolderDir: 'dnc-desk backups --folder DIR',
  or: ' (or ',
  noFolder: '--no-folder',
  chooseASecondFolder: 'Choose a second folder …',
  noSecondFolder: 'No second folder',
  copiesAreSealedFromNow: (isSealed: boolean) =>
    `Copies are ${isSealed ? 'sealed' : 'not sealed'} from now on; those that are there stay as they are.`,
  doNotSealCopies: 'Do not seal copies any more',
  sealCopiesWithAPassphrase: 'Seal copies with a passphrase',
  atLeastEightCharacters: 'At least eight characters. This desk keeps it with its tokens, to seal later copies.',
  sealCopies: 'Seal copies',
};

export const restoredSentenceWords = {
  staysBlocked: (stay: number) =>
    `; ${stay === 1 ? '1 number that was' : `${toCount(stay)} numbers that were`} blocked since ${pluralOf(stay, 'stays', 'stay')} blocked`,
  nothingIsSentToVendors: ' Nothing is sent to vendors before you confirm their addresses under Accounts.',
  whatWasRedactedIsBack: (text: string) =>
    ` What was redacted is back for ${text}, as a question in the backup shows it: decide it, and redact again.`,
  entriesAreRestored: (entries: number, stays: string, addresses: string, back: string) =>
    `${countOf(entries, 'entry is', 'entries are')} restored${stays}.${addresses}${back}`,
};
