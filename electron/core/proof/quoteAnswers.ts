/** Records of the log of answers as a proof quotes them, and what they say about a number. */
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { AnswerRecord } from '../gate/log/chain.ts';
import { followKeys } from '../gate/log/lostKey.ts';
import type { NumberKey } from '../gate/log/numberKey.ts';
import { eachQuoted, parseRecord } from '../gate/log/readAnswers.ts';

export type QuotedAnswers = ProofDocument['answers'];
export type Told = QuotedAnswers['told'][number];

/** More records than these, or more text (UTF-16 units), are counted and not quoted: the log has an export of its own. */
const [mostRecords, mostText] = [5000, 8 * 1024 * 1024];

const noAnswers: QuotedAnswers = { knownAs: [], told: [], records: [], total: 0, isWhole: true };

/**
 * What was told about a number, which stands in the log as it is or by the key that is there; and how many records name numbers by
 * another. @throws the signal's reason
 */
export async function quoteAnswersAbout(
  folder: string,
  number: string,
  key: NumberKey | undefined,
  { signal, onRecord }: Watching,
): Promise<QuotedAnswers> {
  const knownAs = [number, ...(key === undefined ? [] : [key.hide(number)])];
  const keys = followKeys(key?.id);
  const told: Told[] = [];
  const records: QuotedAnswers['records'][number][] = [];
  for await (const { previous, hash, json } of eachQuoted(folder)) {
    signal.throwIfAborted();
    onRecord();
    const isAbout = knownAs.some((name) => json.includes(name));
    if (!isAbout && !keys.needs(json)) continue;
    const record = parseRecord(json);
    if (record === undefined) continue;
    keys.take(record);
    if (!isAbout) continue;
    const about = toTold(record, knownAs);
    if (about.length === 0) continue;
    told.push(...about);
    records.push({ n: record.n, previous, hash, text: namesOthers(record, knownAs) ? null : json });
  }
  const unknown = keys.lost()?.records;
  return { ...noAnswers, knownAs, told, records, total: told.length, ...(unknown === undefined ? {} : { unknown }) };
}

/** The records of a time, from and before instants in epoch ms. @throws the signal's reason */
export async function quoteAnswersBetween(
  folder: string,
  from: number,
  to: number,
  { signal, onRecord }: Watching,
): Promise<QuotedAnswers> {
  const records: QuotedAnswers['records'][number][] = [];
  let [total, length, isWhole] = [0, 0, true];
  for await (const { previous, hash, json } of eachQuoted(folder)) {
    signal.throwIfAborted();
    onRecord();
    const record = parseRecord(json);
    if (record === undefined) continue;
    if (record.at < from || record.at >= to) continue;
    total += record.kind === 'check' ? record.items.length : record.kind === 'request' ? 1 : 0;
    length += json.length;
    isWhole &&= records.length < mostRecords && length <= mostText;
    if (isWhole) records.push({ n: record.n, previous, hash, text: json });
  }
  return { ...noAnswers, records: isWhole ? records : [], total, isWhole };
}

/** What is asked of whoever reads the whole log. */
type Watching = { readonly signal: AbortSignal; readonly onRecord: () => void };

/** What a record says about a number that it knows by one of these names. */
export function toTold(record: AnswerRecord, knownAs: readonly string[]): Told[] {
  const { n } = record;
  const at = toInstant(record.at);
  const isMeant = (number: string | null) => number !== null && knownAs.includes(number);
  if (record.kind === 'check')
    return record.items.flatMap(([number, verdict, rule, where]) =>
      isMeant(number)
        ? [
            {
              n,
              at,
              kind: 'check',
              by: record.name,
              verdict,
              rule: where === null ? rule : `${rule}: ${where}`,
              head: record.head,
            },
          ]
        : [],
    );
  if (record.kind === 'request' && isMeant(record.number))
    return [{ n, at, kind: 'request', by: record.name, verdict: record.outcome, rule: '', head: null }];
  return [];
}

/** Whether a record holds other numbers than these as they are; keyed hashes name nobody. */
function namesOthers(record: AnswerRecord, knownAs: readonly string[]): boolean {
  return (
    record.kind === 'check' &&
    record.items.some(([number]) => number !== null && number.startsWith('+') && !knownAs.includes(number))
  );
}
