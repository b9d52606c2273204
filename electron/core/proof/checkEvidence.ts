/** Whether what a proof tells follows from what it quotes: hashes, the order of rows, changes, sentences, answers. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import { toEpochMs } from '../../../shared/domain/time/instant.ts';
import { countOnPaper } from '../../../shared/words/counts.ts';
import { chainHash, firstHash } from '../gate/log/chain.ts';
import { parseRecord } from '../gate/log/readAnswers.ts';
import { hashBeforeFirst, hashJournalRow } from '../journal/chain.ts';
import { type FlatChange, readRewritten } from '../journal/journalPayload.ts';
import { toTold } from './quoteAnswers.ts';
import { createChangeWriter, type ProvenChange, type QuotedRow, readChanges, toJournalRow } from './quoteRows.ts';

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
  for (const check of [checkRows, checkOrder, checkChanges, checkAnswers])
    try {
      parts.push(check(proof));
    } catch {
      parts.push({ problems: ['What it quotes cannot be read: it was not made by a desk.'] });
    }
  return {
    holds: parts.flatMap(({ holds = [] }) => holds),
    problems: parts.flatMap(({ problems = [] }) => problems).slice(0, mostProblems),
    notShown: [...proof.notShown],
  };
}

/** Each row fits its own hash, or the newest word of a redaction about it. */
function checkRows({ rows, redactions }: ProofDocument): Partial<Findings> {
  const problems: string[] = [];
  const rewritten = listRewritten([...rows, ...redactions]);
  let [fit, redacted, kept] = [0, 0, 0];
  for (const quoted of [...redactions, ...rows]) {
    if (quoted.payload === null) {
      kept += 1;
      continue;
    }
    const row = toJournalRow(quoted, Buffer.from(quoted.payload, 'base64'));
    if (row.payload.toString('base64') !== quoted.payload)
      problems.push(`Row ${quoted.id} is not written as rows are.`);
    else if (hashJournalRow(Buffer.from(quoted.previous, 'hex'), row).equals(row.hash)) fit += 1;
    else if (rewritten.get(quoted.id) === hashJournalRow(row.hash, row).toString('hex')) redacted += 1;
    else problems.push(`Row ${quoted.id} of the history does not fit its hash.`);
  }
  const verb = (count: number): string => (count === 1 ? 'fits its hash' : 'fit their hashes');
  return {
    problems,
    holds: [
      ...(fit === 0 ? [] : [`${countOnPaper(fit, 'row')} of the history ${verb(fit)}.`]),
      ...(redacted === 0
        ? []
        : [
            `${countOnPaper(redacted, 'row was', 'rows were')} redacted, and ${redacted === 1 ? 'is' : 'are'} as the redaction in the same chain says.`,
          ]),
      ...(kept === 0
        ? []
        : [
            `${countOnPaper(kept, 'row is', 'rows are')} named by hash alone, as other people’s numbers are in ${kept === 1 ? 'it' : 'them'}.`,
          ]),
    ],
  };
}

function listRewritten(rows: readonly QuotedRow[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { id, kind, payload } of rows.toSorted((a, b) => a.id - b.id)) {
    if (kind !== 'redact' || payload === null) continue;
    for (const [row, hash] of Object.entries(readRewritten(Buffer.from(payload, 'base64'))))
      if (Number(row) < id) found.set(Number(row), hash);
  }
  return found;
}

/** Rows that follow each other are chained to each other; a period has all of them, and the list's newest row is none before them. */
function checkOrder({ rows, about, list }: ProofDocument): Partial<Findings> {
  const problems: string[] = [];
  let joined = 0;
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1];
    if (row.id === 1 && row.previous !== zeros) problems.push('Row 1 of the history does not begin the chain.');
    if (before === undefined) continue;
    if (row.id <= before.id) problems.push(`Row ${row.id} of the history stands after row ${before.id}.`);
    else if (row.id === before.id + 1) {
      joined += 1;
      if (row.previous !== before.hash)
        problems.push(`Row ${row.id} of the history does not follow from row ${before.id}.`);
    } else if (about.kind === 'period')
      problems.push(`Rows ${before.id + 1} to ${row.id - 1} of the history are missing.`);
  }
  const last = rows.at(-1);
  const { head } = list;
  if (last !== undefined && (head === null || head.seq < last.id || (head.seq === last.id && head.hash !== last.hash)))
    problems.push('The newest row of the list is not what the rows say.');
  if (about.kind === 'period' && rows.length > 0 && problems.length === 0)
    return {
      holds: [
        `Rows ${rows[0]?.id} to ${last?.id} of the history follow each other: none was left out or put in between.`,
      ],
    };
  return {
    problems,
    holds:
      joined === 0 || problems.length > 0
        ? []
        : [`${countOnPaper(joined, 'row')} directly after another ${joined === 1 ? 'is' : 'are'} chained to it.`],
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
      problems.push(`What is told of row ${row.id} is not what the row says.`);
    else if (row.payload !== null) shown += own.length;
    if (about.kind === 'number' && own.some(({ number }) => number !== about.number))
      problems.push(`Row ${row.id} is told of another number.`);
  }
  if (next !== changes.length) problems.push('Changes are told that no quoted row has.');
  return {
    problems,
    holds: shown === 0 ? [] : [`${countOnPaper(shown, 'change')} ${shown === 1 ? 'is' : 'are'} told as the rows say.`],
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
    if (before !== undefined && n <= before.n)
      problems.push(`Record ${n} of the log of answers stands after record ${before.n}.`);
    if (before !== undefined && n === before.n + 1 && previous !== before.hash)
      problems.push(`Record ${n} of the log of answers does not follow from record ${before.n}.`);
    if (n === 1 && previous !== firstHash) problems.push('Record 1 of the log of answers does not begin its chain.');
    if (text === null) continue;
    const record = parseRecord(text);
    if (record?.n !== n || (previous !== null && chainHash(previous, text) !== hash))
      problems.push(`Record ${n} of the log of answers does not fit its hash.`);
    else if (previous !== null) fit += 1;
    if (record === undefined) continue;
    if (about.kind === 'period') {
      if (record.at < toEpochMs(about.from) || record.at >= toEpochMs(about.to))
        problems.push(`Record ${n} of the log of answers is of another time.`);
    } else if (
      !isDeepStrictEqual(
        toTold(record, knownAs),
        told.filter((each) => each.n === n),
      )
    )
      problems.push(`What is told of record ${n} of the log of answers is not what it says.`);
  }
  const quoted = new Set(records.map(({ n }) => n));
  if (told.some(({ n }) => !quoted.has(n))) problems.push('Answers are told that no quoted record has.');
  if (about.kind === 'period' && isWhole)
    for (const [at, { n }] of records.entries())
      if (at > 0 && n !== (records[at - 1]?.n ?? 0) + 1)
        problems.push(`Records before record ${n} of the log of answers are missing.`);
  return {
    problems,
    holds:
      fit === 0
        ? []
        : [`${countOnPaper(fit, 'record')} of the log of answers ${fit === 1 ? 'fits its hash' : 'fit their hashes'}.`],
  };
}
