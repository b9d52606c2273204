/** Whether what a proof tells follows from what it quotes: hashes, the order of rows, changes, sentences, answers. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import { toEpochMs } from '../../../shared/domain/time/instant.ts';
import { chainHash, firstHash } from '../gate/log/chain.ts';
import { parseRecord } from '../gate/log/readAnswers.ts';
import { hashBeforeFirst, hashJournalRow } from '../journal/chain.ts';
import type { FlatChange } from '../journal/journalPayload.ts';
import { isInList, isTakenOut, listRewritten, listUnshown } from './checkRedactions.ts';
import { isStandingTrue } from './checkStanding.ts';
import { describeNotShown } from './notShown.ts';
import { toTold } from './quoteAnswers.ts';
import { createChangeWriter, type ProvenChange, type QuotedRow, readChanges, toJournalRow } from './quoteRows.ts';
import { checkEvidenceWords as say } from '../../../shared/words/core/proof.ts';

/** Sentences: what holds, what does not, and what the file cannot show. */
export type Findings = {
  readonly holds: readonly string[];
  readonly problems: readonly string[];
  readonly notShown: readonly string[];
};

const mostProblems = 20;
const zeros = hashBeforeFirst().toString('hex');

/** Checks everything that is quoted. Never throws for what stands in it. */
export function checkEvidence(proof: ProofDocument): Findings {
  const parts: Partial<Findings>[] = [];
  for (const check of [checkRows, checkOrder, checkChanges, checkAnswers, checkTold])
    try {
      parts.push(check(proof));
    } catch {
      parts.push({ problems: [say.whatItQuotesCannot] });
    }
  return {
    holds: parts.flatMap(({ holds = [] }) => holds),
    problems: parts.flatMap(({ problems = [] }) => problems).slice(0, mostProblems),
    // The file's own may have been left out of it.
    notShown: [...describeNotShown(proof), ...parts.flatMap(({ notShown = [] }) => notShown)],
  };
}

/** The standing is that of the last change, and the file prints what a proof like it cannot show. */
function checkTold(proof: ProofDocument): Partial<Findings> {
  const { vendors, questions, runs, scrubs, batches, notShown } = proof;
  const hasMore = [vendors, questions, runs, scrubs, batches].some((each) => each.length > 0);
  return {
    problems: [
      ...(isStandingTrue(proof) ? [] : [say.theStandingIsNot]),
      ...(isDeepStrictEqual(notShown, describeNotShown(proof)) ? [] : [say.itDoesNotPrintWhat]),
    ],
    notShown: hasMore ? [say.whatNoRowSays] : [],
  };
}

/** Each row fits its own hash, or the newest word of a redaction about it. One that is about a single number is there as a whole. */
function checkRows(proof: ProofDocument): Partial<Findings> {
  const { rows, redactions, list } = proof;
  const problems: string[] = [];
  const rewritten = listRewritten([...rows, ...redactions]);
  const used = new Set<QuotedRow>();
  let [fit, redacted, kept] = [0, 0, 0];
  for (const row of redactions) if (!isInList(row, list)) problems.push(say.aRedactionIsNewer(row.id));
  for (const quoted of [...redactions, ...rows]) {
    if (quoted.payload === null) {
      kept += 1;
      if (quoted.changes === 1) problems.push(say.rowOfOneNumberIsHidden(quoted.id));
      continue;
    }
    const row = toJournalRow(quoted, Buffer.from(quoted.payload, 'base64'));
    const word = rewritten.get(quoted.id);
    if (row.payload.toString('base64') !== quoted.payload) problems.push(say.rowIsNotWrittenAs(quoted.id));
    else if (hashJournalRow(Buffer.from(quoted.previous, 'hex'), row).equals(row.hash)) fit += 1;
    else if (word?.hash !== hashJournalRow(row.hash, row).toString('hex'))
      problems.push(say.rowOfTheHistoryDoes(quoted.id));
    else if (isTakenOut(quoted, word.by)) {
      redacted += 1;
      used.add(word.by);
    } else problems.push(say.nothingWasTakenOut(quoted.id, word.by.id));
  }
  const unshown = listUnshown(proof, used).map(({ id }) => id);
  const verb = (count: number): string => (count === 1 ? say.fitsItsHash : say.fitTheirHashes);
  return {
    problems,
    holds: [
      ...(fit === 0 ? [] : [say.ofTheHistory(fit, verb(fit))]),
      ...(redacted === 0 ? [] : [say.redactedAndAsThe(redacted)]),
      ...(kept === 0 ? [] : [say.namedByHashAlone(kept)]),
    ],
    notShown: unshown.length === 0 ? [] : [say.whereTheRedactionStands(unshown.join(', '))],
  };
}

/** Rows that follow each other are chained to each other; a period has all of them, and the list's newest row is none before them. */
function checkOrder({ rows, redactions, about, list }: ProofDocument): Partial<Findings> {
  const problems: string[] = [];
  let joined = 0;
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const { id, previous, hash } of redactions) {
    const [before, after] = [byId.get(id - 1), byId.get(id + 1)];
    if (before !== undefined && before.hash !== previous) problems.push(say.rowOfTheHistoryDoesNot(id, before.id));
    if (after !== undefined && after.previous !== hash) problems.push(say.rowOfTheHistoryDoesNot(after.id, id));
  }
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1];
    if (row.id === 1 && row.previous !== zeros) problems.push(say.row1OfTheHistory);
    if (before === undefined) continue;
    if (row.id <= before.id) problems.push(say.rowOfTheHistoryStands(row.id, before.id));
    else if (row.id === before.id + 1) {
      joined += 1;
      if (row.previous !== before.hash) problems.push(say.rowOfTheHistoryDoesNot(row.id, before.id));
    } else if (about.kind === 'period') problems.push(say.rowsToOfTheHistory(before.id + 1, row.id - 1));
  }
  const last = rows.at(-1);
  const { head } = list;
  if (last !== undefined && (head === null || head.seq < last.id || (head.seq === last.id && head.hash !== last.hash)))
    problems.push(say.theNewestRowOfThe);
  if (about.kind === 'period' && rows.length > 0 && problems.length === 0)
    return {
      holds: [say.rowsToOfTheHistoryFollow(rows[0]?.id, last?.id)],
    };
  return {
    problems,
    holds: joined === 0 || problems.length > 0 ? [] : [say.directlyAfterAnother(joined)],
  };
}

/** The changes are those of the rows, and their sentences are what the desk writes about them. */
function checkChanges({ rows, changes, targets, zone, about }: ProofDocument): Partial<Findings> {
  if (changes === null) return {};
  const write = createChangeWriter(zone, new Map(targets.map((target) => [target.id, target])));
  const problems: string[] = [];
  let shown = 0;
  let next = 0;
  for (const row of rows) {
    const all = readChanges(row);
    const wanted = about.kind === 'number' ? all.filter(({ after }) => `+${after.number}` === about.number) : all;
    const own: ProvenChange[] = [];
    while (changes[next]?.row === row.id) {
      const change = changes[next];
      if (change !== undefined) own.push(change);
      next += 1;
    }
    const expected =
      row.payload === null
        ? own.map((change) => write(row, toFlatChange(change)))
        : wanted.map((change) => write(row, change));
    if (own.length !== expected.length || expected.some((change, at) => !isDeepStrictEqual(change, own[at])))
      problems.push(say.whatIsToldOfRow(row.id));
    else if (row.payload !== null) shown += own.length;
    if (about.kind === 'number' && own.some(({ number }) => number !== about.number))
      problems.push(say.rowIsToldOfAnother(row.id));
  }
  if (next !== changes.length) problems.push(say.changesAreToldThat);
  return {
    problems,
    holds: shown === 0 ? [] : [say.toldAsTheRowsSay(shown)],
  };
}

const toFlatChange = ({ before, after }: ProvenChange): FlatChange =>
  ({ before: before ?? undefined, after }) as unknown as FlatChange;

/** The records of the log of answers fit their hashes, and say what is told. */
function checkAnswers({ answers, about }: ProofDocument): Partial<Findings> {
  const { records, told, knownAs, isWhole } = answers;
  const problems: string[] = [];
  let fit = 0;
  for (const [at, { n, previous, hash, text }] of records.entries()) {
    const before = records[at - 1];
    if (before !== undefined && n <= before.n) problems.push(say.recordOfTheLogOf(n, before.n));
    if (before !== undefined && n === before.n + 1 && previous !== before.hash)
      problems.push(say.recordOfTheLogOfAnswers(n, before.n));
    if (n === 1 && previous !== firstHash) problems.push(say.record1OfTheLog);
    if (text === null) continue;
    const record = parseRecord(text);
    if (record?.n !== n || (previous !== null && chainHash(previous, text) !== hash))
      problems.push(say.recordOfTheLogOfAnswersDoes(n));
    else if (previous !== null) fit += 1;
    if (record === undefined) continue;
    if (about.kind === 'period') {
      if (record.at < toEpochMs(about.from) || record.at >= toEpochMs(about.to))
        problems.push(say.recordOfTheLogOfAnswersIs(n));
    } else if (
      !isDeepStrictEqual(
        toTold(record, knownAs),
        told.filter((each) => each.n === n),
      )
    )
      problems.push(say.whatIsToldOfRecord(n));
  }
  const quoted = new Set(records.map(({ n }) => n));
  if (told.some(({ n }) => !quoted.has(n))) problems.push(say.answersAreToldThat);
  if (about.kind === 'period' && isWhole)
    for (const [at, { n }] of records.entries())
      if (at > 0 && n !== (records[at - 1]?.n ?? 0) + 1) problems.push(say.recordsBeforeRecord(n));
  return {
    problems,
    holds: fit === 0 ? [] : [say.ofTheLogOfAnswers(fit)],
  };
}
