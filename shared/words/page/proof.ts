/** The words of the page: proof. Each group is named after the file that shows it. */

export const periodProofWords = {
  everyChangeOfTheList:
    'Every change of the list in a period with the rows of the history that hold it, syncs, answers to programs, and cleaned lead files, as a paper that a lawyer can read and that “dnc-desk verify-proof” can check without this desk. The proof of one number is in its drawer.',
  from: 'From',
  to: 'To',
  saveTheProofPdf: 'Save the proof (PDF)',
  asDataJson: 'As data (JSON)',
};

export const policySettingsWords = {
  notWritten: 'not written',
  notConfirmed: 'not confirmed',
  notConfirmedForAYear: 'not confirmed for a year',
  confirmed: 'confirmed',
  thePolicyIsSaved: 'The policy is saved. It counts once it is confirmed.',
  policyAndProcedures: 'Policy and procedures',
  inPlainWords:
    'In plain words. The first line is its title, a line such as “1. Who asks is not called again” heads what follows.',
  saveThePolicy: 'Save the policy',
  confirmIt: 'Confirm it',
  beginWithTheUsualText: 'Begin with the usual text',
  versionsOfThePolicy: 'Versions of the policy',
  versionWritten: (version: number) => `Version ${version}, written `,
  byNeverConfirmed: (by: string, count: number) => ` by ${by}${count === 0 ? ', never confirmed' : ''}`,
  confirmedOn: ', confirmed ',
  by: (by: string) => ` by ${by}`,
  doNotCallPolicyPdf: (version: number, isPdf: boolean) => `do-not-call policy ${version}.${isPdf ? 'pdf' : 'txt'}`,
  writtenTo: (path: string) => `Written to ${path}.`,
  saveAsPdf: 'Save as PDF',
  saveAsText: 'Save as text',
};
