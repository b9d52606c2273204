/** Proofs and what checking them says: the same words on every copy. Each group is named after the file that says it. */
import { countOf, countOnPaper, toCount, toCountOnPaper } from '../counts.ts';

export const checkEvidenceWords = {
  aRedactionIsNewer: (id: number) => `Row ${id}, a redaction, is none of this list: its newest row is another.`,
  nothingWasTakenOut: (id: number, by: number) =>
    `Row ${id} of the history does not fit its hash, and row ${by}, which is to have redacted it, took nothing out of it.`,
  rowOfOneNumberIsHidden: (id: number) =>
    `Row ${id} of the history is about one number and is named by hash alone: a desk quotes it as a whole.`,
  whereTheRedactionStands: (ids: string) =>
    `What redacted rows say rests on the redaction (row ${ids}). Its own hash fits, and that it stands in the chain is not shown by rows between it and the newest: a proof of the time up to now shows it, or "dnc-desk verify" at the desk.`,
  theStandingIsNot: 'The standing that it tells is not that of the last change.',
  itDoesNotPrintWhat: 'It does not print what a proof like it cannot show, as a desk does.',
  whatNoRowSays:
    'Vendors, questions, syncs, batches and lead files are told on the desk’s word alone: no row of the history is quoted for them.',
  whatItQuotesCannot: 'What it quotes cannot be read: it was not made by a desk.',
  rowIsNotWrittenAs: (id: number) => `Row ${id} is not written as rows are.`,
  rowOfTheHistoryDoes: (id: number) => `Row ${id} of the history does not fit its hash.`,
  fitsItsHash: 'fits its hash',
  fitTheirHashes: 'fit their hashes',
  ofTheHistory: (fit: number, verb: string) => `${countOnPaper(fit, 'row')} of the history ${verb}.`,
  redactedAndAsThe: (redacted: number) =>
    `${countOnPaper(redacted, 'row was', 'rows were')} redacted, and ${redacted === 1 ? 'is' : 'are'} as the redaction in the same chain says.`,
  namedByHashAlone: (kept: number) =>
    `${countOnPaper(kept, 'row is', 'rows are')} named by hash alone, as other people’s numbers are in ${kept === 1 ? 'it' : 'them'}.`,
  row1OfTheHistory: 'Row 1 of the history does not begin the chain.',
  rowOfTheHistoryStands: (id: number, beforeId: number) => `Row ${id} of the history stands after row ${beforeId}.`,
  rowOfTheHistoryDoesNot: (id: number, beforeId: number) =>
    `Row ${id} of the history does not follow from row ${beforeId}.`,
  rowsToOfTheHistory: (id: number, id2: number) => `Rows ${id} to ${id2} of the history are missing.`,
  theNewestRowOfThe: 'The newest row of the list is not what the rows say.',
  rowsToOfTheHistoryFollow: (id: number | undefined, lastId: number | undefined) =>
    `Rows ${id} to ${lastId} of the history follow each other: none was left out or put in between.`,
  directlyAfterAnother: (joined: number) =>
    `${countOnPaper(joined, 'row')} directly after another ${joined === 1 ? 'is' : 'are'} chained to it.`,
  whatIsToldOfRow: (id: number) => `What is told of row ${id} is not what the row says.`,
  rowIsToldOfAnother: (id: number) => `Row ${id} is told of another number.`,
  changesAreToldThat: 'Changes are told that no quoted row has.',
  toldAsTheRowsSay: (shown: number) =>
    `${countOnPaper(shown, 'change')} ${shown === 1 ? 'is' : 'are'} told as the rows say.`,
  recordOfTheLogOf: (n: number, beforeN: number) => `Record ${n} of the log of answers stands after record ${beforeN}.`,
  recordOfTheLogOfAnswers: (n: number, beforeN: number) =>
    `Record ${n} of the log of answers does not follow from record ${beforeN}.`,
  record1OfTheLog: 'Record 1 of the log of answers does not begin its chain.',
  recordOfTheLogOfAnswersDoes: (n: number) => `Record ${n} of the log of answers does not fit its hash.`,
  recordOfTheLogOfAnswersIs: (n: number) => `Record ${n} of the log of answers is of another time.`,
  whatIsToldOfRecord: (n: number) => `What is told of record ${n} of the log of answers is not what it says.`,
  answersAreToldThat: 'Answers are told that no quoted record has.',
  recordsBeforeRecord: (n: number) => `Records before record ${n} of the log of answers are missing.`,
  ofTheLogOfAnswers: (fit: number) =>
    `${countOnPaper(fit, 'record')} of the log of answers ${fit === 1 ? 'fits its hash' : 'fit their hashes'}.`,
};

export const gatherProofWords = {
  blockedWhileADisagreement: 'Blocked: a disagreement with a vendor is open, and stays so until a person decides it.',
  isNotOnePhoneNumber: (number: string) => `"${number}" is not one phone number.`,
  thePeriodEndsBefore: 'The period ends before it begins.',
  readAnswersToPrograms: (read: number) => `Read ${toCount(read)} answers to programs.`,
  thisPeriodHoldsMore: 'This period holds more changes than one paper can: choose a shorter one.',
  readOfTheHistory: (rowCount: number) => `Read ${countOf(rowCount, 'row')} of the history.`,
  whenSomethingWas:
    'When something was done rests on the clock of the desk’s computer. The chain of hashes shows the order, and that nothing was changed or left out between two of its rows; it cannot show the time without a witness outside, such as a paper with one of these hashes that somebody else received earlier.',
  theNumbersOfOther: (kept: number) =>
    `${countOnPaper(kept, 'row of the history holds', 'rows of the history hold')} the numbers of other people too and ${kept === 1 ? 'is' : 'are'} named here by hash alone. What ${kept === 1 ? 'it says' : 'they say'} of this number rests on the desk’s word, which the desk can show by "dnc-desk verify", or by a proof with whole rows.`,
  thatNoOtherRowOf:
    'That no other row of the history speaks of this number can be shown by a proof of the whole period, or at the desk.',
  ofEachRecordAtA:
    'Of each record at a vendor the desk keeps the latest request with its answer, and when the record was first and last seen there. Requests before the latest are not kept for each number. None of this is part of the chain: it is what the desk noted.',
  aCertificateOfALead: 'A certificate of a lead file names no numbers: it says which list the file was compared with.',
  howSingleNumbers: 'How single numbers stood at the vendors is in the proof of each number.',
  thereWereTooMany: 'There were too many changes to be told one by one on paper: the attached data holds each of them.',
  onlyTheNewestSyncs: (mostRuns: number) => `Only the newest ${toCountOnPaper(mostRuns)} syncs of the period are told.`,
  thereWereTooManyAnswers:
    'There were too many answers to programs to be quoted: "dnc-desk checks export" writes them with their chain.',
  whatProgramsWereToldByAnother: (records: number) =>
    `${countOnPaper(records, 'record of the log of answers names', 'records of the log of answers name')} numbers by a key that is lost: whether programs were told anything about this number in ${records === 1 ? 'it' : 'them'} cannot be said.`,
  inTheLogOfAnswers:
    'In the log of answers a number may stand as a keyed hash. That the hash is this number’s can be shown by who has the key, which stays in the data folder.',
};

export const proofLinesWords = {
  proofAbout: (international: string) => `Proof about ${international}`,
  proofOfTheTimeFrom: (day: string, end: string) => `Proof of the time from ${day} to ${end}`,
  whatThisPaperDoes: 'What this paper does not show',
  notNamedInTheDesks: 'not named in the desk’s settings',
  madeBy: 'Made by',
  with: (madeBy: string, name: string, version: string) => `${madeBy}, with ${name} ${version}`,
  madeAt: 'Made at',
  inUtc: 'in UTC',
  inTheDesksTimeZone: (zone: string) => `in the desk’s time zone (${zone}), with UTC beside or below them`,
  thisCompany: 'this company',
  whatTheDoNotCall: (owner: string, number: string, value: string) =>
    `What the do-not-call list of ${owner} says of the telephone number ${number}${value}, and how it came to be so.`,
  inShort: 'In short',
  firstEntered: 'First entered',
  thisNumberWasNever: 'This number was never on the list.',
  by: (inline: string, author: string) => `${inline}, by ${author}`,
  theRequest: 'The request',
  noRequestAboutThis: 'No request about this number was ever entered.',
  everythingThatHappened: 'Everything that happened to it since',
  atTheVendorsThat: 'At the vendors that place the calls',
  disagreementsWithVendors: 'Disagreements with vendors, and who decided them',
  noneIsKnown: 'None is known.',
  itIsOpenTheNumber: 'It is open; the number stays blocked.',
  on: (resolutionWord: string, inline: string, by: string | null) =>
    `${resolutionWord} on ${inline}${by === null || by === '' ? '' : `, by ${by}`}.`,
  lineOfTheFile: (line: number) => `, line ${toCountOnPaper(line)} of the file`,
  itWasEnteredAgain: 'It was entered again after it had been released:',
  theFilesSha256: 'The file’s SHA-256',
  whenThePersonAsked: 'when the person asked was not said; the time of entry counts',
  rowOfTheHistory: (row: number) => `Row ${toCountOnPaper(row)} of the history.`,
  noVendorAccountWas: 'No vendor account was asked to hold this number when this paper was made.',
  howItStoodAtEach: 'How it stood at each vendor when this paper was made:',
  nothingWasSentThere: 'Nothing was sent there.',
  lastSent: (inline: string, lastAnswer: string) => `Last sent ${inline}. ${lastAnswer}`,
  itHasNotAnswered: 'It has not answered.',
  deskAndVendorHave: 'Desk and vendor have not yet agreed about it.',
  deskAndVendorAgreed: (inline: string) => `Desk and vendor agreed about it on ${inline}.`,
  itWasNeverSeenIn: 'It was never seen in the vendor’s list.',
  lastSeenInTheVendors: (inline: string) => `Last seen in the vendor’s list ${inline}.`,
  firstSeen: (inline: string) => `First seen ${inline}: `,
  everythingThatWas: (owner: string) =>
    `Everything that was written to the do-not-call list of ${owner} in a period, in the order in which it was written.`,
  thePeriodWasNotOver: '; the period was not over when this was made',
  ofSingleNumbersIn: (total: number, rowCount: number) =>
    `${countOnPaper(total, 'change')} of single numbers, in ${countOnPaper(rowCount, 'row')} of the history`,
  numbers: (releaseCount: number) => countOnPaper(releaseCount, 'number'),
  syncs: (runCount: number) => countOnPaper(runCount, 'sync'),
  toProgramsThatAsked: (total: number) => `${countOnPaper(total, 'answer')} to programs that asked`,
  whatWasWrittenTo: 'What was written to the list',
  nothingCameInABatch: 'Nothing came in a batch.',
  byBatchWord: (batchWord: string, label: string, author: string, counts: string) =>
    `${batchWord}: ${label}, by ${author}. ${counts}`,
  sha256OfTheFile: (fileSha256: string) => `SHA-256 of the file: ${fileSha256}`,
  eachChange: 'Each change',
  syncsWithTheVendors: 'Syncs with the vendors',
  noneBeganInThisPeriod: 'None began in this period, or the desk no longer keeps them.',
  readSent: ({
    account,
    outcomeWord,
    scanned,
    scanComplete,
    writes,
    error,
  }: {
    readonly account: string;
    readonly outcomeWord: string;
    readonly scanned: number;
    readonly scanComplete: boolean;
    readonly writes: number;
    readonly error: string | null;
  }) =>
    `${account}: ${outcomeWord}; ${countOnPaper(scanned, 'record')} read${scanComplete ? ', the whole list' : ''}, ${countOnPaper(writes, 'request')} sent.${error === null ? '' : ` ${error}`}`,
  notEnded: 'not ended',
  whatProgramsWere: 'What programs were told',
  noDialerOrAgentAsked: 'No dialer or agent asked in this period, or the answers are no longer kept.',
  dialersAndAgents: (total: number, isWhole: boolean, recordCount: number) =>
    `Dialers and agents got ${countOnPaper(total, 'answer')} about numbers.${isWhole ? ` The ${countOnPaper(recordCount, 'record')} of the log of answers are in the attached data, with their chain.` : ''}`,
  whatProgramsWereTold: 'What programs were told about it',
  noDialerOrAgentIsKnown:
    'Of no dialer or agent it is known that it asked about this number. What was answered by a key that is lost cannot be looked through.',
  noDialerOrAgentAskedAbout: 'No dialer or agent asked about this number, or the answers are no longer kept.',
  handedInThatThePerson: (by: string, outcomeOfRequest: string) =>
    `${by} handed in that the person asked not to be called: ${outcomeOfRequest}.`,
  askedWhetherItMay: (by: string, verdictWord: string, hasNoRule: boolean, rule: string) =>
    `${by} asked whether it may be called, and was told: ${verdictWord}${hasNoRule ? '' : ` (${rule})`}.`,
  recordOfTheLogOf: (n: number) => `Record ${toCountOnPaper(n)} of the log of answers.`,
  leadFilesThatWere: 'Lead files that were compared with the list',
  noneSinceTheNumber: 'None since the number was entered is known.',
  byOfCleanAndBlocked: ({
    file,
    by,
    rows,
    clean,
    blocked,
    value,
    wasListed,
  }: {
    readonly file: string;
    readonly by: string;
    readonly rows: number;
    readonly clean: number;
    readonly blocked: number;
    readonly value: string;
    readonly wasListed: boolean | null;
  }) =>
    `${file}, by ${by}: of ${countOnPaper(rows, 'row')}, ${toCountOnPaper(clean)} clean and ${toCountOnPaper(blocked)} blocked. It was compared with the list ${value}${wasListed === null ? '' : wasListed ? ', which held this number' : ', which did not hold this number'}.`,
  whileThatWasEmpty: 'while that was empty',
  asOfRowOfThe: (seq: number) => `as of row ${toCountOnPaper(seq)} of the history`,
  sha256OfTheCertificate: (sha256: string) => `SHA-256 of the certificate: ${sha256}`,
  howThisCanBeChecked: 'How this can be checked',
  everyChangeOfThe:
    'Every change of the list is a row of its history. Each row carries a hash (SHA-256) that is made of the row and of the hash of the row before it, so that no row can be changed, taken out or put in between two others without all later hashes being others. The rows are in the data that is attached to this PDF (proof.json).',
  theCommandDncDesk:
    'The command "dnc-desk verify-proof FILE" takes this PDF or that data. It needs neither a desk nor the list. It makes all hashes again, makes these pages again from the data, and says what holds and what does not.',
  newestRow: 'Newest row',
  noneNothingWasEver: 'none: nothing was ever written',
  whenThisWasMade: (seq: number) => `${toCountOnPaper(seq)}, when this was made`,
  itsHash: 'Its hash',
  row: (id: number) => `Row ${toCountOnPaper(id)}`,
  toNoneLeftOut: (id: number, lastId: number) => `${toCountOnPaper(id)} to ${toCountOnPaper(lastId)}, none left out`,
  beforeTheFirst: 'Before the first',
  ofTheLast: 'Of the last',
  andMoreWhichTheAttached: (count: number) => `And ${toCountOnPaper(count)} more, which the attached data holds.`,
  byAPersonAtThe: 'by a person at the desk',
  fromAFile: 'from a file',
  byAProgram: 'by a program',
  foundAtAVendor: 'found at a vendor',
  blocked: 'Blocked',
  changed: 'Changed',
  released: 'Released',
  import: 'Import',
  undone: 'Undone',
  decided: 'Decided',
  fromAVendor: 'From a vendor',
  theRecordWasGone: 'the record was gone at the vendor',
  theVendorBlocked: 'the vendor blocked less than the list asks for',
  bothSidesHadChanged: 'both sides had changed it',
  itWasReleasedHere: 'it was released here and changed there',
  itWasOnlyAtThe: 'it was only at the vendor',
  theDesksSideWasKept: 'The desk’s side was kept',
  theVendorsSideWas: 'The vendor’s side was taken',
  aPersonDecidedOtherwise: 'A person decided otherwise',
  bothSidesCameTogether: 'Both sides came together without a decision',
  theAccountWasRemoved: 'The account was removed',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
  verdictBlocked: 'blocked',
  mayBeCalled: 'may be called',
  itWasBlocked: 'it was blocked',
  itWasBlockedAgain: 'it was blocked again',
  itWasBlockedAlready: 'it was blocked already',
  stoppedBecause: 'stopped, because it looked wrong',
  inDoubtNotToBe: 'in doubt, not to be called',
  wasBlockedAlreadyAndChanged: 'it was blocked already, and the entry was changed',
  blockedUntilAPerson: 'that was not sure, and it was blocked until a person decided',
};

export const proofPartsWords = {
  madeByOn: (madeBy: string, inline: string) => `Made by ${madeBy} on ${inline}`,
  theProofAsDataWith: 'The proof as data, with the rows of the history',
  proof: (number: string) => `proof ${number}`,
  proofTo: (from: string, to: string) => `proof ${from} to ${to}`,
};

export const proofServiceWords = {
  thisProofIsNoLonger: 'This proof is no longer kept: make it again.',
  proofAbout: (number: string) => `Proof about ${number}`,
  proofOfAPeriod: 'Proof of a period',
  theProofIsMade: 'The proof is made.',
};

export const vendorSideWords = {
  aRemovedAccount: 'a removed account',
};

export const verifyProofWords = {
  thisPdfHasNoData: 'This PDF has no data attached that could be checked, or it is damaged.',
  theDataIsAsIt: (seal: string) => `The data is as it was when it was sealed (seal ${seal}).`,
  thePagesWereMade: 'The pages were made by another version of DNC Desk and were not compared with the data.',
  itIsNeitherAProof: 'It is neither a proof nor a certificate that this version knows.',
  scrubCertificate: (name: string) => `Scrub certificate: ${name}`,
  itsCountsAddUp: 'Its counts add up.',
  itsCountsDoNotAdd: 'Its counts do not add up.',
  itNamesNoRowOf: 'It names no row of the history: the list was empty.',
  whetherTheHistory: (seq: number, hash: string) =>
    `Whether the history of the list has row ${seq} with the hash ${hash} can be shown by a proof of that time.`,
  whetherLeadFileAnd: 'Whether lead file and halves are those that it names can be seen by their SHA-256.',
  itIsNotAsIt: 'It is not as it was when it was sealed: something in it was changed, or it is damaged.',
  itHasNoSealAt: 'It has no seal at its end: it is no proof and no certificate, or its end is missing.',
  thePagesAreThose: 'The pages are those that the data makes, byte by byte.',
  thePdfIsNotThe: 'The PDF is not the one that its data makes: its pages were changed, or another version made them.',
};

export const sheetsWords = {
  lettersThatThisPage:
    'Letters that this page cannot show stand as question marks; the attached data has them exactly.',
  pageOf: (index: number, pageCount: number) => `Page ${index} of ${pageCount}`,
};
