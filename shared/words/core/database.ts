/** What is said of a database that cannot be opened, read or written. Each group is named after the file that says it. */

export const damagedRowWords = {
  aNumber: 'a number',
  theNumberStaysBlocked: ' The number stays blocked and cannot be changed.',
  theDatabaseIsDamaged: (whose: string, what: string, stays: string) =>
    `The database is damaged: what it says of ${whose} (${what}) cannot be read.${stays} Verify the database (Settings, or dnc-desk verify), then restore a backup (Settings, Backups, or dnc-desk restore).`,
};

export const scopeRowsWords = {
  whereItIsBlocked: 'where it is blocked',
};

export const openDatabaseWords = {
  theDatabaseWasWritten: (file: string, version: number, newest: number) =>
    `The database ${file} was written by a newer version of DNC Desk (schema ${version}; this one knows ${newest}). Install the newer version.`,
  theFileIsADatabase: (file: string) =>
    `The file ${file} is a database of another program. Choose another data directory.`,
  nothingWasWritten: (schema: string) => `${schema} Nothing was written to it; keep the file and restore a backup.`,
};

export const schemaWords = {
  isNotDncDesks: (describe: string) => `${describe} is not DNC Desk's`,
  isNotAsDncDesk: (describe: string) => `${describe} is not as DNC Desk makes it`,
  isMissing: (describe: string) => `${describe} is missing`,
  andMore: (more: number) => `and ${more} more`,
  theDatabaseIsNot: (file: string, differences: string) =>
    `The database ${file} is not built as DNC Desk builds it, so what it says cannot be trusted: ${differences}.`,
  the: (type: string, name: string) => `the ${type} ${name}`,
};

export const storageProblemWords = {
  theDatabaseIsDamaged: (file: string) =>
    `The database ${file} is damaged. Nothing was written to it; keep the file and restore a backup.`,
  theDataDirectory: (file: string) =>
    `The data directory of ${file} cannot be written to. Give this user write permission or choose another directory.`,
  theDiskOfIsFull: (file: string) =>
    `The disk of ${file} is full. Free some space and try again; nothing is half written.`,
  anotherProgramIs: (file: string) => `Another program is using the database ${file}. Close it and try again.`,
  theDatabaseCannot: (file: string, code: string) =>
    `The database ${file} cannot be opened or written (${code}). Check the disk and the path.`,
};

export const accountRowsWords = {
  theAccount: (name: string) => `the account ${name}`,
  itsSettings: 'its settings',
  itsLastTest: 'its last test',
};

export const outboxWritesWords = {
  whenThen: (state: string, nextState: string) => `WHEN '${state}' THEN '${nextState}'`,
};

export const remoteRowsWords = {
  howItStandsAtA: 'how it stands at a vendor',
};

export const syncRunRowsWords = {
  syncRun: (run: number) => `sync run ${run}`,
  whatItAsksAPerson: 'what it asks a person',
};
