/** The words of the page: number. Each group is named after the file that shows it. */

export const numberDetailsWords = {
  noKnownOperatorUses: 'no known operator uses this number',
  theSameSubscriberAs: 'The same subscriber as ',
  open: 'Open ',
  history: 'History',
  nothingHasHappened: 'Nothing has happened with this number yet.',
  edit: 'Edit',
  remove: 'Remove…',
  blockThisNumber: 'Block this number',
  redact: 'Redact…',
  where: 'Where',
  until: 'Until',
  noEnd: 'no end',
  fixedLine: 'fixed line',
};

export const numberDrawerWords = {
  copied: 'Copied',
  copy: (number: string) => `Copy ${number}`,
  closeThisNumber: 'Close this number',
};

export const proofMenuWords = {
  proofCopied: 'Proof copied',
  proof: 'Proof',
  saveAsPdf: 'Save as PDF',
  aPaperWithTheData: 'a paper, with the data in it',
  saveAsData: 'Save as data',
  jsonForDncDeskVerify: 'JSON, for dnc-desk verify-proof',
  copyAsText: 'Copy as text',
  forALetter: 'for a letter or a ticket',
};

export const vendorGridWords = {
  atTheVendors: 'At the vendors',
  noVendorAccountIsAsked: 'No vendor account is asked to hold this number.',
  vendorAgent: 'Vendor / agent',
  state: 'State',
  lastSeen: 'Last seen',
  lastSent: 'Last sent',
  lastAnswer: (sentence: string, lastAnswer: string | null) =>
    `${sentence}${lastAnswer === null || sentence.includes(lastAnswer) ? '' : ` Last request: ${lastAnswer}`}`,
  itIsTriedAgain: (accountName: string) => `It is tried again in the next sync of ${accountName}.`,
  noted: (accountName: string) => `Noted: the number is gone from ${accountName}.`,
  addReference: 'Add reference',
  checkNow: 'Check now',
  tryAgain: 'Try again',
  iRemovedItThere: 'I removed it there',
  review: 'Review',
};

export const verdictMarkWords = {
  blockedUnderAnotherForm: 'blocked under another form',
};
