/**
 * Gathers what a proof says. Of a number: every row of the journal about it, how it stands at the vendors, what programs were
 * told, which lead files were compared with the list. Of a period: every row of the journal in it, one after the other, so that
 * nothing can be left out between its two ends.
 */
import type { ProofAsked, ProofDocument } from '../../../shared/contract/proof.ts';
import { scrubCertificate } from '../../../shared/contract/scrub.ts';
import type { TargetId } from '../../../shared/domain/entry/scope.ts';
import type { NamedTarget, TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import { parseE164, type PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import { toEnd, toStart } from '../../../shared/domain/time/zone.ts';
import { version } from '../../../shared/version.ts';
import { type Answer, refuse } from '../answer.ts';
import type { CertificateRow, CertificateRows } from '../db/desk/certificateRows.ts';
import type { BatchRows } from '../db/entries/batchRows.ts';
import type { JournalReader, JournalRow } from '../db/entries/journalRows.ts';
import type { RunLogRows } from '../db/sync/runLogRows.ts';
import type { DeskContext } from '../desk/context.ts';
import { type JobControl, JobFailure } from '../desk/jobs.ts';
import { findNumberKey } from '../gate/log/numberKey.ts';
import { type FlatChange, findChange, readRewritten } from '../journal/journalPayload.ts';
import type { ListService } from '../list/listService.ts';
import { describeNotShown, mostRuns } from './notShown.ts';
import { layout } from './proofLines.ts';
import { quoteAnswersAbout, quoteAnswersBetween } from './quoteAnswers.ts';
import { createChangeWriter, type ProvenChange, type QuotedRow, quoteRow, readChanges } from './quoteRows.ts';
import type { VendorSide } from './vendorSide.ts';
import { gatherProofWords as say } from '../../../shared/words/core/proof.ts';

export type GatherDeps = Pick<DeskContext, 'clock' | 'author' | 'settings' | 'zone' | 'targets'> & {
  readonly journal: JournalReader;
  readonly batches: Pick<BatchRows, 'load'>;
  readonly runs: Pick<RunLogRows, 'list'>;
  readonly certificates: CertificateRows;
  readonly list: Pick<ListService, 'get' | 'page'>;
  readonly vendors: VendorSide;
  /** The folder of the log of answers. */
  readonly answersFolder: string;
};

/** A proof that is to be made: its question, understood. Times in epoch ms. */
export type Wanted =
  | { readonly kind: 'number'; readonly number: PhoneNumber; readonly wholeRows: boolean }
  | { readonly kind: 'period'; readonly from: number; readonly to: number };

/** More bytes of the journal than these make no paper: the period has to be shorter. */
const mostPayload = 32 * 1024 * 1024;
/** More changes than these are not told one by one. */
const mostChanges = 2000;
const rowsAtOnce = 50;

/** Understands a question; refused where the text is no number, or the period is none. */
export function toWanted(deps: Pick<GatherDeps, 'list' | 'zone'>, asked: ProofAsked): Answer<Wanted> {
  if (asked.kind === 'number') {
    const found = deps.list.get(asked);
    if (!found.ok) return found;
    const number = parseE164(found.value.number);
    if (number === undefined) return refuse(say.isNotOnePhoneNumber(asked.number), 'number');
    return { ok: true, value: { kind: 'number', number, wholeRows: asked.wholeRows } };
  }
  const zone = deps.zone();
  const [from, to] = [toEpochMs(toStart(asked.from, zone, 'earlier')), toEpochMs(toEnd(asked.to, zone))];
  if (to <= from) return refuse(say.thePeriodEndsBefore, 'to');
  return { ok: true, value: { kind: 'period', from, to } };
}

type Part = Pick<
  ProofDocument,
  'about' | 'rows' | 'targets' | 'changes' | 'vendors' | 'questions' | 'runs' | 'answers' | 'scrubs'
>;

/** Gathers it. @throws JobFailure where a period holds too much for one paper, and the signal's reason */
export async function gatherProof(deps: GatherDeps, wanted: Wanted, control: JobControl): Promise<ProofDocument> {
  const { journal, settings, clock, author, list } = deps;
  const { zone, company } = settings.load();
  const head = journal.head();
  const madeAt = clock.now();
  const part =
    wanted.kind === 'number'
      ? await gatherNumber(deps, wanted, control)
      : await gatherPeriod(deps, wanted, head?.id ?? 0, control);
  const batchIds = new Set(part.rows.flatMap(({ batch }) => (batch === 0 ? [] : [batch])));
  return {
    proof: 'DNC Desk proof',
    format: 1,
    layout,
    app: { name: 'DNC Desk', version },
    madeAt: toInstant(madeAt),
    madeBy: author(),
    company,
    zone,
    list: {
      entries: list.page({ filter: {}, sort: { by: 'number', descending: false }, limit: 1 }).total,
      head: head === undefined ? null : { seq: head.id, hash: head.hash.toString('hex') },
    },
    redactions: listRedactions(journal, part.rows),
    batches: [...batchIds].toSorted((a, b) => a - b).flatMap((id) => toBatch(deps.batches.load(id))),
    ...part,
    about: part.about,
    notShown: describeNotShown(part),
  };
}

async function gatherNumber(
  deps: GatherDeps,
  { number, wholeRows }: Extract<Wanted, { kind: 'number' }>,
  { signal, progress }: JobControl,
): Promise<Part> {
  const { journal, list, vendors, answersFolder } = deps;
  const found = journal
    .loadCovering(number)
    .flatMap((row): { row: JournalRow; change: NonNullable<ReturnType<typeof findChange>> }[] => {
      const change = findChange(row.payload, number);
      return change === undefined ? [] : [{ row, change }];
    });
  const details = list.get({ number: `+${number}` });
  if (!details.ok) throw new JobFailure(details.message);
  const { value } = details;
  const rows = found.map(({ row }) => quoteRow(journal, row, wholeRows || row.changes === 1));
  const told = found.flatMap(({ change }, at): Happened[] => {
    const row = rows[at];
    return row === undefined ? [] : [[row, change]];
  });
  const { targets, changes } = writeChanges(deps, told);
  let read = 0;
  const key = await findNumberKey(answersFolder);
  const answers = await quoteAnswersAbout(answersFolder, value.number, key, {
    signal,
    onRecord: () => progress((read += 1), null, say.readAnswersToPrograms(read)),
  });
  const since = found[0]?.row.at;
  return {
    about: {
      kind: 'number',
      number: value.number,
      international: value.international,
      country: value.country,
      // The screen says what to do about it; a paper is read by somebody who cannot.
      standing: value.entry?.state === 'conflict' ? say.blockedWhileADisagreement : value.sentence,
    },
    rows,
    targets,
    changes,
    vendors: vendors.rowsFor(number),
    questions: vendors.questionsOf(number),
    runs: [],
    answers,
    scrubs:
      since === undefined
        ? []
        : deps.certificates.listBetween(since, Infinity).map((row) => toScrub(row, wasListed(changes, row.headSeq))),
  };
}

async function gatherPeriod(
  deps: GatherDeps,
  { from, to }: Extract<Wanted, { kind: 'period' }>,
  head: number,
  { signal, progress }: JobControl,
): Promise<Part> {
  const { journal, clock, answersFolder } = deps;
  const rows: QuotedRow[] = [];
  const ids = journal.findBetween(from, to);
  const last = Math.min(ids?.last ?? 0, head);
  let payload = 0;
  for (let id = ids?.first ?? 1; id <= last; id += 1) {
    signal.throwIfAborted();
    const row = journal.load(id);
    if (row === undefined) continue;
    payload += row.payload.length;
    if (payload > mostPayload) throw new JobFailure(say.thisPeriodHoldsMore);
    rows.push(quoteRow(journal, row, true));
    if (rows.length % rowsAtOnce === 0) {
      progress(rows.length, last - (ids?.first ?? 1) + 1, say.readOfTheHistory(rows.length));
      await clock.breathe();
    }
  }
  const total = rows.reduce((sum, row) => sum + row.changes, 0);
  const all = (): Happened[] => rows.flatMap((row) => readChanges(row).map((change): Happened => [row, change]));
  const { targets, changes } = total > mostChanges ? { targets: [], changes: null } : writeChanges(deps, all());
  let read = 0;
  const answers = await quoteAnswersBetween(answersFolder, from, to, {
    signal,
    onRecord: () => progress((read += 1), null, say.readAnswersToPrograms(read)),
  });
  return {
    about: { kind: 'period', from: toInstant(from), to: toInstant(to) },
    rows,
    targets,
    changes,
    vendors: [],
    questions: [],
    runs: listRuns(deps.runs, from, to),
    answers,
    scrubs: deps.certificates.listBetween(from, to).map((row) => toScrub(row, null)),
  };
}

type Happened = readonly [row: QuotedRow, change: FlatChange];

/** The changes with their sentences, and the targets that these name: whoever has both can write the same sentences. */
function writeChanges({ settings, targets }: Pick<GatherDeps, 'settings' | 'targets'>, happened: readonly Happened[]) {
  const named = listNamed(targets(), happened);
  const write = createChangeWriter(settings.load().zone, new Map(named.map((target) => [target.id, target])));
  return { targets: named, changes: happened.map(([row, change]) => write(row, change)) };
}

/** The redactions outside the quoted rows that took texts out of one of them. */
function listRedactions(journal: JournalReader, rows: readonly QuotedRow[]): QuotedRow[] {
  const quoted = new Set(rows.filter(({ payload }) => payload !== null).map(({ id }) => id));
  const there = new Set(rows.map(({ id }) => id));
  return [...journal.listRedactions()]
    .filter(
      ({ id, payload }) => !there.has(id) && Object.keys(readRewritten(payload)).some((row) => quoted.has(Number(row))),
    )
    .map((row) => quoteRow(journal, row, true));
}

/** The targets that changes name, with their names as they are now. */
function listNamed(targets: TargetIndex, happened: readonly Happened[]): NamedTarget[] {
  const ids = new Set<TargetId>();
  for (const [, { before, after }] of happened)
    for (const flat of [before, after]) for (const [id] of (flat?.holds ?? '').matchAll(/\d+/g)) ids.add(Number(id));
  return [...ids]
    .toSorted((a, b) => a - b)
    .flatMap((id) => {
      const target = targets.get(id);
      if (target === undefined) return [];
      const { standsFor: _, ...named } = target;
      return [named];
    });
}

function toBatch(batch: ReturnType<BatchRows['load']>): ProofDocument['batches'] {
  if (batch === undefined) return [];
  const { id, kind, label, author, at, state, lines, added, changed, removed, rejected, details } = batch;
  const sha256 = details['sha256'];
  return [
    {
      id,
      kind,
      label,
      author,
      at,
      state,
      lines,
      added,
      changed,
      removed,
      rejected,
      fileSha256: typeof sha256 === 'string' ? sha256 : null,
    },
  ];
}

function listRuns(runs: Pick<RunLogRows, 'list'>, from: number, to: number): ProofDocument['runs'] {
  const found: ProofDocument['runs'][number][] = [];
  let before: number | undefined;
  for (;;) {
    const page = runs.list({ before, limit: 200 });
    for (const run of page)
      if (run.startedAt >= from && run.startedAt < to)
        found.push({
          id: run.id,
          account: run.accountName,
          startedAt: toInstant(run.startedAt),
          endedAt: run.endedAt === null ? null : toInstant(run.endedAt),
          outcome: run.outcome,
          scanned: run.scanned,
          scanComplete: run.scanComplete,
          writes: run.writes,
          added: run.added,
          changed: run.changed,
          removed: run.removed,
          conflicts: run.conflicts,
          error: run.error,
        });
    before = page.at(-1)?.id;
    if (before === undefined || found.length >= mostRuns || (page.at(-1)?.startedAt ?? 0) < from) break;
  }
  return found.slice(0, mostRuns).toReversed();
}

function toScrub(
  { at, author, sha256, certificate }: CertificateRow,
  listed: boolean | null,
): ProofDocument['scrubs'][number] {
  const { input, rows, list } = scrubCertificate.parse(JSON.parse(certificate));
  return {
    at: toInstant(at),
    by: author,
    file: input.name,
    rows: rows.read,
    clean: rows.clean,
    blocked: rows.blocked,
    list: list.journal,
    sha256,
    wasListed: listed,
  };
}

/** Whether the number was on the list after a row of the journal. */
function wasListed(changes: readonly ProvenChange[], head: number): boolean {
  const last = changes.findLast(({ row }) => row <= head);
  return last !== undefined && last.after['removedAt'] === null;
}
