/** What the desk says of itself: its database, backups, secrets, journal and lock. Each group is named after the file that says it. */
import { countOnPaper } from '../counts.ts';
import { toMoment } from '../moments.ts';

export const appProceduresWords = {
  isNotACountryWith: (region: string) =>
    `"${region}" is not a country with phone numbers of its own. Choose one, such as US.`,
  thisWorkIsNotKnown: 'This work is not known any more.',
};

export const jobsWords = {
  stoppedByAnUnexpected: 'Stopped by an unexpected error; the log has the details.',
};

export const pinFileWords = {
  thisIsNotThePin: 'This is not the PIN. Try again.',
  whoeverForgotItRemoves: 'Whoever forgot it removes it on this computer: dnc-desk screen-lock off.',
  theFileOfThePin: (path: string, forgotten: string) => `The file of the PIN (${path}) is damaged. ${forgotten}`,
  tooManyWrongPins: (wait: string, forgotten: string) => `Too many wrong PINs: wait ${wait}. ${forgotten}`,
  theNextOneIsTaken: (wrong: string, wait: string) => `${wrong} The next one is taken in ${wait}.`,
  chooseAPin: 'Choose a PIN.',
  seconds: (seconds: number) => `${seconds} seconds`,
  minutes: (ceil: number) => `${ceil} minutes`,
};

export const rpcWords = {
  thePageCannotName: (instead: string) => `The page cannot name a path. ${instead}`,
};

export const screenLockWords = {
  thereIsNoPinYet: 'There is no PIN yet: choose one under Settings, Screen lock.',
};

export const standingWords = {
  theBeginning: 'the beginning',
  writesToTheList: 'writes to the list',
  oneWriteToTheList: 'one write to the list',
  writesToTheListWrites: (writes: number) => `${writes} writes to the list`,
  theEndOfTheDatabase: (from: string, moment: string, name: string, lost: string) =>
    `The end of the database is missing: what was written between ${from} and ${moment}, in the time of ${name} (${lost}). No vendor is asked or told anything, and no number is called callable, until you put a newer backup in its place (Settings, Backups, or dnc-desk restore FILE), or enter again what you know of that time and go on without the rest (dnc-desk go-on).`,
  notTheList: 'what was noted about vendors, not the list',
  isInNeither: (from: string, moment: string, name: string, lost: string) =>
    `What was written between ${from} and ${moment}, in the time of ${name} (${lost}), is neither in the list that is replaced, as far as it can be read, nor in this backup. After the restore no vendor is asked or told anything, and no number is called callable, until you put a newer backup in its place, or enter again what you know of that time and go on without the rest (dnc-desk go-on).`,
};

export const deskTimeWords = {
  theClockIsAhead: (span: string) =>
    `This computer's clock is ${span} ahead of the newest time that this desk has noted, and may be wrong: blocks that would have ended since then hold on. Set the clock right; if it is right, say so (dnc-desk clock-is-right).`,
  theClockIsBehind: (span: string) =>
    `This computer's clock is ${span} behind the newest time that this desk has noted, and may be wrong: the age of registries is counted up to the noted time, and no block is removed at a vendor because its time is over. Set the clock right; if it is right, say so (dnc-desk clock-is-right).`,
};

export const viewsWords = {
  thereIsAViewAlready: (name: string) => `There is a view "${name}" already: give this one another name.`,
  thereAreViewsRemove: (mostViews: number) => `There are ${mostViews} views: remove one before you save another.`,
};

export const backupWords = {
  isThereAlreadyChoose: (path: string) => `${path} is there already. Choose another name.`,
  theBackupFailedIts: (message: string) => `The backup failed its check. ${message}`,
  theDatabaseIsNotThere: (file: string) =>
    `No backup was made: ${file} is not the list that is open any more, because its folder was moved or its disk is gone. Close DNC Desk, put the folder back, and open it again.`,
  noBackupWasMade: (message: string) => `No backup was made. ${message}`,
};

export const backupFilesWords = {
  thereIsNoFile: (file: string) => `There is no file ${file}.`,
  isNotADatabaseOf: (file: string) => `${file} is not a database of DNC Desk.`,
  isDamaged: (file: string, damage: string) => `${file} is damaged: ${damage}.`,
  isNotADatabaseOr: (file: string) => `${file} is not a database, or it is damaged.`,
};

export const backupPlacesWords = {
  thereIsNoBackupAny: (name: string) => `There is no backup ${name} any more.`,
};

export const offerBackupWords = {
  thereIsNoWholeBackup: (dir: string) => `There is no whole backup in ${dir}.`,
  theNewestWholeBackup: (path: string, instant: string) =>
    `The newest whole backup is ${path}: put it in place (the page of DNC Desk offers that, or dnc-desk restore); what was entered after ${toMoment(instant)} may be missing in it.`,
  theDatabaseIsGone: (file: string, offerBackup: string) =>
    `The database ${file} is gone or empty, but there are backups of it, so no new list was started. ${offerBackup}`,
};

export const restoreWords = {
  nothingWasRestored: (message: string) => `Nothing was restored. ${message}`,
  nothingWasRestoredWas: (from: string) =>
    `Nothing was restored: ${from} was written by a newer version of DNC Desk. Install the newer version.`,
};

export const sealingWords = {
  isNoSealedBackup: (name: string) => `${name} is no sealed backup, or it is damaged.`,
  isSealedGiveItsPassphrase: (name: string) => `${name} is sealed: give its passphrase.`,
  thisPassphraseDoes: (name: string) =>
    `This passphrase does not open ${name}, or the file is damaged. Check it and try again.`,
};

export const secondFolderWords = {
  doNotDeleteThisFile: 'Backups of one DNC Desk: do not delete this file',
  copiesAreSealedAnd:
    'Copies are sealed, and the passphrase cannot be reached: unlock the tokens in Settings, or give it again there. Nothing was copied unsealed.',
  thereAreBackupsIn: (path: string) =>
    `There are backups in ${path} already, perhaps of another desk, whose old ones would be deleted: choose a folder of its own.`,
  theNoteIsDamaged: (note: string) =>
    `Nothing is copied: which folder copies go to cannot be read (${note} is damaged). Choose it again: dnc-desk backups --folder DIR; or say that there is none: dnc-desk backups --no-folder.`,
  theFolderIsOfAnother: (folder: string) =>
    `Nothing is copied to ${folder}: by the mark there, it has the copies of another desk, or of this one before its data directory was copied or moved. Choose a folder of its own (dnc-desk backups --folder DIR).`,
  theFolderHasNoMark: (folder: string) =>
    `Nothing is copied to ${folder}: it is not the folder that was chosen, as the mark that was put there is missing. Connect its disk; or if it is the right one, choose it again (dnc-desk backups --folder DIR).`,
  theDirectoryWasCopied: (folder: string) =>
    `Nothing is copied to ${folder}: this data directory was copied or moved since that folder was chosen, and the copies there may be those of another desk. Choose a folder of its own (dnc-desk backups --folder DIR).`,
  copiesLieThereUnsealed: (problem: string) =>
    `Copies of before lie there that are not sealed, and anybody can open them: they are sealed with the next copy, or delete them. ${problem}`,
  chooseASecondFolder: 'Choose a second folder first: only copies there are sealed.',
  thePassphraseCould: (sentence: string) =>
    `The passphrase could be kept for this run only, so that later copies could not be sealed. ${sentence}`,
  nameTheFolderWith: 'Name the folder with its whole path.',
  cannotBeTheSecond: (path: string, message: string) =>
    `${path} cannot be the second folder; choose another place. ${message}`,
  theFolderIsNotThere: (folder: string) =>
    `The folder ${folder} is not there: connect its disk, or choose another one.`,
  theFolderDoesNot: (folder: string) =>
    `The folder ${folder} does not answer: look whether its disk or network is there.`,
  theCopyToWasBroken: (folder: string) => `The copy to ${folder} was broken off, because DNC Desk was closed.`,
  theFolderCannotBe: (folder: string) =>
    `The folder ${folder} cannot be written: you may not write there; see to that, or choose another one.`,
  theFolderCannotBeWritten: (folder: string) =>
    `The folder ${folder} cannot be written: its disk is full; free some space there.`,
  theFolderCannotBeWrittenChoose: (folder: string, code: string) =>
    `The folder ${folder} cannot be written (${code}); choose another one.`,
};

export const openSecretsWords = {
  theTokensAreInThe: 'The tokens are in the keychain of this computer; they need no passphrase.',
  theSealedFileOfTokens: (text: string) => `The sealed file of tokens could not be written (${text}).`,
  theTokenWasNotKept: (message: string) => `${message} The token was not kept.`,
  theTokenCouldNot: (text: string) => `The token could not be kept (${text}).`,
  theTokenIsStillIn: (message: string) => `${message} The token is still in the sealed file.`,
  theTokenCouldNotBe: (text: string) => `The token could not be removed (${text}).`,
  theTokensAreKept: 'The tokens are kept in the keychain of this computer.',
  theTokensAreKeptIn: 'The tokens are kept in a file that is sealed with your passphrase.',
  thisComputerOffers: 'This computer offers no keychain',
  theKeychainThatHolds: 'The keychain that holds the tokens cannot be reached now',
  andThePassphrase: (why: string) =>
    `${why}, and the passphrase in DNC_DESK_PASSPHRASE is too short to seal them in a file, so tokens that you enter are kept for this run only. Use at least eight characters.`,
  soTokensThatYouEnter: (why: string) =>
    `${why}, so tokens that you enter are kept for this run only. Choose a passphrase to keep them in a sealed file.`,
};

export const sealedFileWords = {
  thereIsNoSealedFile: 'There is no sealed file of tokens.',
  theSealedFileOfTokens: (path: string) =>
    `The sealed file of tokens (${path}) is damaged. Move it away, choose a passphrase and enter the tokens again.`,
  thisPassphraseDoes: 'This passphrase does not open the sealed file of tokens. Check it and try again.',
};

export const secretPlacesWords = {
  theTokensAreSealed:
    'The tokens are sealed with a passphrase. Enter it in Settings, or set DNC_DESK_PASSPHRASE before the start, so that DNC Desk can reach the vendors.',
};

export const journalPayloadWords = {
  whatHappenedToIt: 'what happened to it',
};

export const verifyWords = {
  theDatabaseIsNot: (difference: string) => `The database is not built as DNC Desk builds it: ${difference}.`,
  theDatabaseFileIs: (line: string) => `The database file is damaged: ${line}.`,
  theTableIsNotAs: (table: string) =>
    `The table ${table} is not as the desk wrote it: it is damaged, or it was changed past the desk.`,
  journalRowsToAre: (id: number, id2: number) => `Journal rows ${id} to ${id2} are missing.`,
  journalRowDoesNot: (id: number) => `Journal row ${id} does not fit its hash.`,
  journalRowDoesNotFollow: (id: number) => `Journal row ${id} does not follow from the rows before it.`,
  isOnTheListBut: (number: number) => `+${number} is on the list, but the journal does not know it.`,
  isNotAsTheJournal: (number: number) => `+${number} is not as the journal says.`,
  isInTheJournalBut: (number: number) => `+${number} is in the journal, but not on the list.`,
  theCountsOfTheList: (wrong: number, table: string) =>
    `The counts of the list are wrong in ${wrong} places (${table}).`,
  aRowOfTheTable: (table: string) => `A row of the table ${table} refers to one that is not there.`,
  whereTheBlocksOf: (wrong: number | undefined) =>
    `Where the blocks of the list hold is kept wrongly (scope_hold: ${wrong}).`,
};

export const backupProceduresWords = {
  isSealedItIsRead: (name: string) => `${name} is sealed: it is read once its passphrase is given.`,
};

export const composeRouterWords = {
  isBlockedForWhich: (e164: string, account: string) =>
    `${e164} is blocked for ${account}, which never had it, and nothing is on its way there.`,
};

export const composeVendorsWords = {
  itIsDisconnected: 'It is disconnected.',
};

export const frontRouterWords = {
  theScreenIsLocked: 'The screen is locked: give the PIN. Work that was begun goes on.',
  theListWasBeingPut: 'The list was being put back from a backup, so this was not done. Do it again.',
};

export const restoreDeskWords = {
  aBackupIsBeingRead: 'A backup is being read already: wait until that is done.',
  isDamagedNothing: (name: string, problem: string) => `${name} is damaged (${problem}); nothing was changed.`,
  keptWhenWasRestored: (stay: number, backup: string) =>
    `${countOnPaper(stay, 'number')} kept when ${backup} was restored`,
  thereIsNoBackupAt: (path: string) => `There is no backup at ${path}.`,
};

export const besidesWords = {
  accountsAreNotInIt: (names: string, count: number) =>
    `${count === 1 ? 'An account that is' : 'Accounts that are'} connected now and not in the backup ${count === 1 ? 'is' : 'are'} not connected after it: ${names}. What is blocked there stays there; of new blocks ${count === 1 ? 'it is' : 'they are'} told nothing, and may call, until you connect ${count === 1 ? 'it' : 'them'} again (Accounts, or dnc-desk accounts add).`,
  settings: {
    author: 'your name',
    region: 'the country of numbers without a country code',
    zone: 'the time zone in which days end',
  },
  settingsDiffer: (names: string) => `Set as in the backup after it, and otherwise now: ${names} (Settings).`,
  questionsStay: (questions: number) =>
    `${countOnPaper(questions, 'question')} about what programs handed in ${questions === 1 ? 'is' : 'are'} not in the backup and ${questions === 1 ? 'stays' : 'stay'} open (dnc-desk asked).`,
};

export const trialDeskWords = {
  isNotADatabaseOf: (file: string) => `${file} is no backup of DNC Desk; nothing was changed.`,
  nothingWasRestored: (dataDir: string) =>
    `Nothing was restored: the disk of ${dataDir} is full. Free some space and try again.`,
  cannotBeReadAsA: (basename: string, why: string) =>
    `${basename} cannot be read as a backup (${why}); nothing was changed.`,
};

export const homeWords = {
  thisLineIsNotThere: 'This line is not there any more.',
  thisCannotBePutOff: 'This cannot be put off: a person may be called meanwhile, or time is up.',
  thereAreNumbersOn: 'There are numbers on the list already: the sample is for an empty one.',
  thereIsNoSampleOn: 'There is no sample on the list.',
};

export const createCoreWords = {
  aBackupIsBeingPut: 'A backup is being put in the place of the list.',
  dncDeskIsBeingClosed: 'DNC Desk is being closed; nothing was restored.',
  isUnderWayWaitUntil: (label: string) =>
    `"${label}" is under way: wait until it is done, or stop it, and restore then.`,
};
