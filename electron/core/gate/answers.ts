/** The log of answers as people read it: filtered on the screen, and exported as evidence. */
import { assertNever } from '../../../shared/assertNever.ts';
import type { AnswersAsked, LoggedAnswer } from '../../../shared/contract/gate.ts';
import { parseE164, type Region, toE164 } from '../../../shared/domain/numbers/number.ts';
import { toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import { toEnd, toStart, type Zone } from '../../../shared/domain/time/zone.ts';
import { type Answer, refuse } from '../answer.ts';
import { toCsv } from '../files/write/csvCells.ts';
import { readPlain } from '../list/commands/numberInput.ts';
import type { JudgeDeps } from '../list/commands/listDeps.ts';
import type { AnswerRecord } from './log/chain.ts';
import { listSegments } from './log/answerLog.ts';
import { findNumberKey } from './log/numberKey.ts';
import { eachBackwards, eachRecord, type ReadRecord } from './log/readAnswers.ts';
import { answersWords as say } from '../../../shared/words/core/gate.ts';

export type Answers = {
  readonly page: (
    asked: AnswersAsked & { readonly before?: number | undefined; readonly limit: number },
  ) => Promise<Answer<{ readonly answers: LoggedAnswer[]; readonly next: number | null }>>;
  readonly export: (
    asked: AnswersAsked & { readonly format: 'csv' | 'json' },
  ) => Promise<Answer<AsyncGenerator<string>>>;
};

export type AnswersDeps = {
  readonly folder: string;
  readonly zone: () => Zone;
  readonly region: () => Region | undefined;
  readonly readNumber: JudgeDeps['readNumber'];
};

/** Which records, and which answers in them, a question is about. Times in epoch ms; `to` is no more among them. */
type Wanted = {
  readonly from: number;
  readonly to: number;
  readonly by: string | undefined;
  readonly verdict: string | undefined;
  /** As the log may have it: plain, or hidden. */
  readonly numbers: readonly string[] | undefined;
};

/** Reads the log of one desk. */
export function createAnswers(deps: AnswersDeps): Answers {
  const { folder, zone } = deps;

  async function toWanted({ number, by, verdict, since, until }: AnswersAsked): Promise<Answer<Wanted>> {
    const found = number === undefined || number === '' ? undefined : await toNumbers(deps, number);
    if (found?.ok === false) return found;
    const wanted = {
      from: since === undefined ? 0 : toEpochMs(toStart(since, zone(), 'earlier')),
      to: until === undefined ? Infinity : toEpochMs(toEnd(until, zone())),
      by: by === '' ? undefined : by?.toLowerCase(),
      verdict: verdict === '' ? undefined : verdict,
      numbers: found?.value,
    };
    return { ok: true, value: wanted };
  }

  return {
    async page({ before = Infinity, limit, ...asked }) {
      const wanted = await toWanted(asked);
      if (!wanted.ok) return wanted;
      const answers: LoggedAnswer[] = [];
      for await (const { record } of eachBackwards(folder)) {
        if (record.n >= before) continue;
        if (record.at < wanted.value.from) break;
        answers.push(...toAnswers(record, wanted.value));
        if (answers.length >= limit) return { ok: true, value: { answers, next: record.n } };
      }
      return { ok: true, value: { answers, next: null } };
    },
    async export({ format, ...asked }) {
      const wanted = await toWanted(asked);
      if (!wanted.ok) return wanted;
      return { ok: true, value: format === 'csv' ? eachCsv(folder, wanted.value) : eachJson(folder, wanted.value) };
    },
  };
}

/** How a number stands in the log. Refuses what is none, and where the key is lost. */
async function toNumbers(deps: AnswersDeps, text: string): Promise<Answer<readonly string[]>> {
  const number = parseE164(text.trim()) ?? readPlain(deps, text, deps.region());
  if (number === undefined) return refuse(say.isNotOnePhoneNumber(text), 'number');
  const key = await findNumberKey(deps.folder);
  if (key === undefined && listSegments(deps.folder).length > 0) return refuse(say.theKeyIsGone, 'number');
  return { ok: true, value: [toE164(number), ...(key === undefined ? [] : [key.hide(toE164(number))])] };
}

const isMeant = ({ at }: AnswerRecord, { from, to }: Wanted): boolean => at >= from && at < to;

/** The answers of a record that are asked for. */
function toAnswers(record: AnswerRecord, wanted: Wanted): LoggedAnswer[] {
  if (!isMeant(record, wanted)) return [];
  return toRows(record).filter(
    ({ by, verdict, number }) =>
      (wanted.by === undefined || by.toLowerCase() === wanted.by) &&
      (wanted.verdict === undefined || verdict === wanted.verdict) &&
      (wanted.numbers === undefined || (number !== null && wanted.numbers.includes(number))),
  );
}

function toRows(record: AnswerRecord): LoggedAnswer[] {
  const { n } = record;
  const at = toInstant(record.at);
  switch (record.kind) {
    case 'check':
      return record.items.map(([number, verdict, rule, where]) => ({
        n,
        at,
        kind: 'check',
        by: record.name,
        number,
        verdict,
        rule: where === null ? rule : `${rule}: ${where}`,
        head: record.head,
      }));
    case 'request':
      return [
        {
          n,
          at,
          kind: 'request',
          by: record.name,
          number: record.number,
          verdict: record.outcome,
          rule: '',
          head: null,
        },
      ];
    case 'entries':
      return [
        {
          n,
          at,
          kind: 'entries',
          by: record.name,
          number: null,
          verdict: String(record.count),
          rule: '',
          head: record.head,
        },
      ];
    case 'closed':
      return [
        { n, at, kind: 'closed', by: record.name, number: null, verdict: 'blocked', rule: record.why, head: null },
      ];
    case 'segment':
    case 'key':
    case 'registries':
    case 'pruned':
    case 'lack':
      return [];
    default:
      return assertNever(record);
  }
}

const columns = ['record', 'at', 'kind', 'token', 'number', 'verdict', 'rule', 'list head', 'registries', 'hash'];

/** Some rows at once: one by one they would take ten times as long. */
const rowsAtOnce = 500;

async function* eachCsv(folder: string, wanted: Wanted): AsyncGenerator<string> {
  yield `${toCsv([columns])}\r\n`;
  let rows: (string | number | null)[][] = [];
  for await (const { record, hash } of eachRecord(folder)) {
    const registries = record.kind === 'check' ? record.registries : null;
    for (const { n, at, kind, by, number, verdict, rule, head } of toAnswers(record, wanted))
      rows.push([n, at, kind, by, number, verdict, rule, head, registries, hash]);
    if (rows.length < rowsAtOnce) continue;
    yield `${toCsv(rows)}\r\n`;
    rows = [];
  }
  if (rows.length > 0) yield `${toCsv(rows)}\r\n`;
}

/** Records that hold none of the answers asked for are left out, but for those that the chain is explained by. */
async function* eachJson(folder: string, wanted: Wanted): AsyncGenerator<string> {
  let text = '[';
  let isFirst = true;
  for await (const read of eachRecord(folder)) {
    if (!isEvidence(read, wanted)) continue;
    text += `${isFirst ? '' : ','}\n{"hash":"${read.hash}","record":${read.json}}`;
    isFirst = false;
    if (text.length < 64 * 1024) continue;
    yield text;
    text = '';
  }
  yield `${text}\n]\n`;
}

const explaining: readonly AnswerRecord['kind'][] = ['segment', 'key', 'registries', 'pruned', 'lack'];

function isEvidence({ record }: ReadRecord, wanted: Wanted): boolean {
  return explaining.includes(record.kind) || toAnswers(record, wanted).length > 0;
}
