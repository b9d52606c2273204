/**
 * A proof as the text of a paper, made of its data alone: whoever has the data can make the same pages. Plain sentences: a
 * lawyer and a regulator read it.
 */
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import { toDetailText } from '../../../shared/domain/entry/details.ts';
import type { Entry } from '../../../shared/domain/entry/entry.ts';
import { fieldNames, type FieldRow, fields } from '../../../shared/fields.ts';
import { createDayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import { countOnPaper, toCountOnPaper } from '../../../shared/words/counts.ts';
import { once } from '../../../shared/words/once.ts';
import { createEntryReader, type FlatEntry } from '../db/entries/entryForm.ts';
import type { SheetLine } from '../paper/sheets.ts';
import { createTimeWriter, type TimeWriter } from '../paper/paperTimes.ts';

/** Grows with every change of the text or of its place on the pages: pages of another layout cannot be compared. */
export const layout = 1;

/** More lines of one kind than these are counted on paper; the data has each. */
const mostLines = 500;

type Change = NonNullable<ProofDocument['changes']>[number];
type Row = ProofDocument['rows'][number];

/** The paper's name: "Proof about +1 212 555 1234". */
export function toTitle({ about, zone }: ProofDocument): string {
  if (about.kind === 'number') return `Proof about ${about.international}`;
  const toDay = createDayWriter(() => createZone(zone));
  return `Proof of the time from ${toDay(about.from)} to ${toDay.end(about.to)}`;
}

/** All lines, in order. */
export function toProofLines(proof: ProofDocument): SheetLine[] {
  const time = createTimeWriter(createZone(proof.zone));
  return [
    { kind: 'title', text: toTitle(proof) },
    ...(proof.about.kind === 'number'
      ? toNumberLines(proof, proof.about, time)
      : toPeriodLines(proof, proof.about, time)),
    ...toAnswerLines(proof, time),
    ...toScrubLines(proof, time),
    ...toChainLines(proof),
    heading('What this paper does not show'),
    ...proof.notShown.map(text),
  ];
}

const heading = (words: string): SheetLine => ({ kind: 'heading', text: words });
const text = (words: string): SheetLine => ({ kind: 'text', text: words });
const fact = (label: string, words: string): SheetLine => ({ kind: 'fact', label, text: words });
const code = (label: string, words: string): SheetLine => ({ kind: 'fact', label, text: words, isCode: true });

/** Who made it, when, and how times are told. */
function toMadeLines({ company, madeAt, madeBy, app, zone }: ProofDocument, time: TimeWriter): SheetLine[] {
  return [
    fact('Company', company ?? 'not named in the desk’s settings'),
    fact('Made by', `${madeBy}, with ${app.name} ${app.version}`),
    fact('Made at', time.inline(madeAt)),
    fact('Times', zone === 'UTC' ? 'in UTC' : `in the desk’s time zone (${zone}), with UTC beside or below them`),
  ];
}

function toNumberLines(
  proof: ProofDocument,
  about: Extract<ProofDocument['about'], { kind: 'number' }>,
  time: TimeWriter,
): SheetLine[] {
  const changes = proof.changes ?? [];
  const first = changes[0];
  const owner = proof.company === null ? 'this company' : proof.company;
  return [
    text(
      `What the do-not-call list of ${owner} says of the telephone number ${about.number}${about.country === null ? '' : ` (${nameCountry(about.country)})`}, and how it came to be so.`,
    ),
    heading('In short'),
    ...toMadeLines(proof, time),
    fact('Number', `${about.international} (${about.number})`),
    fact('Standing', about.standing),
    fact(
      'First entered',
      first === undefined
        ? 'This number was never on the list.'
        : `${time.inline(rowOf(proof, first)?.at ?? 0)}, by ${rowOf(proof, first)?.author ?? ''}`,
    ),
    heading('The request'),
    ...(first === undefined
      ? [text('No request about this number was ever entered.')]
      : toRequestLines(proof, changes, time)),
    heading('Everything that happened to it since'),
    ...(changes.length === 0 ? [text('Nothing.')] : changes.map((change) => toEvent(proof, change, time))),
    heading('At the vendors that place the calls'),
    ...toVendorLines(proof, time),
    heading('Disagreements with vendors, and who decided them'),
    ...(proof.questions.length === 0
      ? [text('None is known.')]
      : proof.questions.map(({ place, kind, openedAt, resolvedAt, resolution, by }): SheetLine => ({
          kind: 'event',
          when: time.lines(openedAt),
          texts: [
            `${place}: ${questionWords[kind] ?? kind}.`,
            resolvedAt === null
              ? 'It is open; the number stays blocked.'
              : `${resolutionWords[resolution ?? ''] ?? resolution ?? ''} on ${time.inline(resolvedAt)}${by === null || by === '' ? '' : `, by ${by}`}.`,
          ],
        }))),
  ];
}

/** Each statement by which the number came on the list: who entered it, when, how, and what it says. */
function toRequestLines(proof: ProofDocument, changes: readonly Change[], time: TimeWriter): SheetLine[] {
  const read = createEntryReader();
  const entered = changes.filter(({ before, after }) => after['removedAt'] === null && before?.['removedAt'] !== null);
  return entered.flatMap((change, at) => {
    const entry = read(change.after as unknown as FlatEntry);
    const row = rowOf(proof, change);
    const batch = proof.batches.find(({ id }) => id === row?.batch);
    const { source } = entry;
    const label = source.label === null ? '' : ` (${source.label})`;
    const line = entry.line === null ? '' : `, line ${toCountOnPaper(entry.line)} of the file`;
    return [
      ...(at === 0 ? [] : [text('It was entered again after it had been released:')]),
      fact('Entered', `${time.inline(row?.at ?? 0)}, by ${row?.author ?? ''}`),
      fact('How', `${sourceWords[source.kind] ?? source.kind}${label}${line}`),
      ...(batch?.fileSha256 == null ? [] : [code('The file’s SHA-256', batch.fileSha256)]),
      ...toDetailLines(entry, time).map(([title, words]) => fact(title, words)),
      ...(entry.requestedAt === null
        ? [fact('Asked', 'when the person asked was not said; the time of entry counts')]
        : []),
    ];
  });
}

/** What the fields of an entry say, by their titles. */
function toDetailLines(entry: Entry, time: TimeWriter): (readonly [string, string])[] {
  return fieldNames.flatMap((field) => {
    const { title, kind }: FieldRow = fields[field];
    const words = toDetailText(entry, field, (at) => (kind === 'moment' ? time.inline(at) : String(at)));
    return words === null ? [] : [[title, words] as const];
  });
}

function toEvent(proof: ProofDocument, change: Change, time: TimeWriter): SheetLine {
  const row = rowOf(proof, change);
  const entry = createEntryReader()(change.after as unknown as FlatEntry);
  const said = row !== undefined && tellsDetails.has(row.kind) ? toDetailLines(entry, time) : [];
  return {
    kind: 'event',
    when: time.lines(row?.at ?? 0),
    texts: [
      `${proof.about.kind === 'number' ? '' : `${change.number}: `}${change.sentence}`,
      ...(said.length === 0 ? [] : [said.map(([title, words]) => `${title}: ${words}`).join(' · ')]),
      `Row ${toCountOnPaper(change.row)} of the history.`,
    ],
  };
}

const tellsDetails: ReadonlySet<string> = new Set(['add', 'import', 'edit', 'pull', 'resolve']);

function toVendorLines({ vendors }: ProofDocument, time: TimeWriter): SheetLine[] {
  if (vendors.length === 0) return [text('No vendor account was asked to hold this number when this paper was made.')];
  return [
    text('How it stood at each vendor when this paper was made:'),
    ...vendors.map(({ place, sentence, mayCall, lastSentAt, lastAnswer, agreedAt, lastSeenAt, shown }): SheetLine => ({
      kind: 'event',
      when: [place],
      texts: [
        [mayCall, sentence].filter((part) => part !== null).join(' '),
        lastSentAt === null
          ? 'Nothing was sent there.'
          : `Last sent ${time.inline(lastSentAt)}. ${lastAnswer ?? 'It has not answered.'}`,
        agreedAt === null
          ? 'Desk and vendor have not yet agreed about it.'
          : `Desk and vendor agreed about it on ${time.inline(agreedAt)}.`,
        lastSeenAt === null
          ? 'It was never seen in the vendor’s list.'
          : `Last seen in the vendor’s list ${time.inline(lastSeenAt)}.`,
        ...shown.map(({ at, sentence: words }) => `${at === null ? '' : `First seen ${time.inline(at)}: `}${words}`),
      ],
    })),
  ];
}

function toPeriodLines(
  proof: ProofDocument,
  about: Extract<ProofDocument['about'], { kind: 'period' }>,
  time: TimeWriter,
): SheetLine[] {
  const { rows, changes, runs, batches } = proof;
  const owner = proof.company === null ? 'this company' : proof.company;
  const total = rows.reduce((sum, row) => sum + row.changes, 0);
  const releases = changes?.filter(
    ({ after, before }) => after['removedAt'] !== null && before?.['removedAt'] === null,
  );
  return [
    text(
      `Everything that was written to the do-not-call list of ${owner} in a period, in the order in which it was written.`,
    ),
    heading('In short'),
    ...toMadeLines(proof, time),
    fact('From', time.inline(about.from)),
    fact(
      'Until',
      `${time.inline(about.to)}${about.to > proof.madeAt ? '; the period was not over when this was made' : ''}`,
    ),
    fact(
      'Changes',
      `${countOnPaper(total, 'change')} of single numbers, in ${countOnPaper(rows.length, 'row')} of the history`,
    ),
    ...(releases === undefined ? [] : [fact('Released', countOnPaper(releases.length, 'number'))]),
    fact('Syncs', countOnPaper(runs.length, 'sync')),
    fact('Programs', `${countOnPaper(proof.answers.total, 'answer')} to programs that asked`),
    heading('What was written to the list'),
    ...(batches.length === 0 ? [text('Nothing came in a batch.')] : []),
    ...cut(batches).map((batch): SheetLine => ({
      kind: 'event',
      when: time.lines(batch.at),
      texts: [
        `${batchWords[batch.kind] ?? batch.kind}: ${batch.label}, by ${batch.author}. ${describeCounts(batch)}`,
        ...(batch.fileSha256 === null ? [] : [`SHA-256 of the file: ${batch.fileSha256}`]),
      ],
    })),
    ...more(batches.length),
    ...(changes === null || changes.length === 0
      ? []
      : [
          heading('Each change'),
          ...cut(changes).map((change) => toEvent(proof, change, time)),
          ...more(changes.length),
        ]),
    heading('Syncs with the vendors'),
    ...(runs.length === 0 ? [text('None began in this period, or the desk no longer keeps them.')] : []),
    ...cut(runs).map((run): SheetLine => ({
      kind: 'event',
      when: time.lines(run.startedAt),
      texts: [
        `${run.account}: ${outcomeWords[run.outcome ?? ''] ?? 'not ended'}; ${countOnPaper(run.scanned, 'record')} read${run.scanComplete ? ', the whole list' : ''}, ${countOnPaper(run.writes, 'request')} sent.${run.error === null ? '' : ` ${run.error}`}`,
      ],
    })),
    ...more(runs.length),
  ];
}

function describeCounts({ added, changed, removed, rejected }: ProofDocument['batches'][number]): string {
  const parts = [
    [added, 'blocked'],
    [changed, 'changed'],
    [removed, 'released'],
    [rejected, 'rejected'],
  ].filter(([count]) => count !== 0);
  return parts.length === 0
    ? ''
    : `${parts.map(([count, word]) => `${toCountOnPaper(Number(count))} ${String(word)}`).join(', ')}.`;
}

function toAnswerLines({ about, answers }: ProofDocument, time: TimeWriter): SheetLine[] {
  const { told, records, total, isWhole } = answers;
  if (about.kind === 'period')
    return [
      heading('What programs were told'),
      text(
        total === 0
          ? 'No dialer or agent asked in this period, or the answers are no longer kept.'
          : `Dialers and agents got ${countOnPaper(total, 'answer')} about numbers.${isWhole ? ` The ${countOnPaper(records.length, 'record')} of the log of answers are in the attached data, with their chain.` : ''}`,
      ),
    ];
  return [
    heading('What programs were told about it'),
    ...(told.length === 0
      ? [text('No dialer or agent asked about this number, or the answers are no longer kept.')]
      : cut(told).map(({ n, at, kind, by, verdict, rule }): SheetLine => ({
          kind: 'event',
          when: time.lines(at),
          texts: [
            kind === 'request'
              ? `${by} handed in that the person asked not to be called: ${outcomeOfRequest[verdict] ?? verdict}.`
              : `${by} asked whether it may be called, and was told: ${verdictWords[verdict] ?? verdict}${rule === '' || rule === 'none' ? '' : ` (${rule})`}.`,
            `Record ${toCountOnPaper(n)} of the log of answers.`,
          ],
        }))),
    ...more(told.length),
  ];
}

function toScrubLines({ about, scrubs }: ProofDocument, time: TimeWriter): SheetLine[] {
  return [
    heading('Lead files that were compared with the list'),
    ...(scrubs.length === 0
      ? [text(about.kind === 'number' ? 'None since the number was entered is known.' : 'None is known.')]
      : cut(scrubs).map(({ at, by, file, rows, clean, blocked, list, sha256, wasListed }): SheetLine => ({
          kind: 'event',
          when: time.lines(at),
          texts: [
            `${file}, by ${by}: of ${countOnPaper(rows, 'row')}, ${toCountOnPaper(clean)} clean and ${toCountOnPaper(blocked)} blocked. It was compared with the list ${list === null ? 'while that was empty' : `as of row ${toCountOnPaper(list.seq)} of the history`}${wasListed === null ? '' : wasListed ? ', which held this number' : ', which did not hold this number'}.`,
            `SHA-256 of the certificate: ${sha256}`,
          ],
        }))),
    ...more(scrubs.length),
  ];
}

function toChainLines(proof: ProofDocument): SheetLine[] {
  const { list, rows, about } = proof;
  const [first, last] = [rows[0], rows.at(-1)];
  return [
    heading('How this can be checked'),
    text(
      'Every change of the list is a row of its history. Each row carries a hash (SHA-256) that is made of the row and of the hash of the row before it, so that no row can be changed, taken out or put in between two others without all later hashes being others. The rows are in the data that is attached to this PDF (proof.json).',
    ),
    text(
      'The command "dnc-desk verify-proof FILE" takes this PDF or that data. It needs neither a desk nor the list. It makes all hashes again, makes these pages again from the data, and says what holds and what does not.',
    ),
    ...(list.head === null
      ? [fact('Newest row', 'none: nothing was ever written')]
      : [fact('Newest row', `${toCountOnPaper(list.head.seq)}, when this was made`), code('Its hash', list.head.hash)]),
    ...(about.kind === 'number'
      ? rows.flatMap((row) => [code(`Row ${toCountOnPaper(row.id)}`, row.hash)]).slice(0, mostLines)
      : first === undefined || last === undefined
        ? []
        : [
            fact('Rows', `${toCountOnPaper(first.id)} to ${toCountOnPaper(last.id)}, none left out`),
            code('Before the first', first.previous),
            code('Of the last', last.hash),
          ]),
  ];
}

const rowOf = ({ rows }: ProofDocument, { row }: Change): Row | undefined => rows.find(({ id }) => id === row);
const cut = <T>(all: readonly T[]): readonly T[] => all.slice(0, mostLines);
const more = (count: number): SheetLine[] =>
  count > mostLines ? [text(`And ${toCountOnPaper(count - mostLines)} more, which the attached data holds.`)] : [];

const countries = once(() => new Intl.DisplayNames('en', { type: 'region' }));
const nameCountry = (code_: string): string => countries().of(code_) ?? code_;

type Words = Readonly<Record<string, string>>;
const sourceWords: Words = {
  manual: 'by a person at the desk',
  import: 'from a file',
  api: 'by a program',
  vendor: 'found at a vendor',
};
const batchWords: Words = {
  add: 'Blocked',
  edit: 'Changed',
  remove: 'Released',
  import: 'Import',
  undo: 'Undone',
  resolve: 'Decided',
  pull: 'From a vendor',
};
const questionWords: Words = {
  goneThere: 'the record was gone at the vendor',
  weakerThere: 'the vendor blocked less than the list asks for',
  bothChanged: 'both sides had changed it',
  removedHereChangedThere: 'it was released here and changed there',
  onlyThere: 'it was only at the vendor',
};
const resolutionWords: Words = {
  keepOurs: 'The desk’s side was kept',
  takeTheirs: 'The vendor’s side was taken',
  edit: 'A person decided otherwise',
  settled: 'Both sides came together without a decision',
  accountRemoved: 'The account was removed',
};
const outcomeWords: Words = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  suspicious: 'stopped, because it looked wrong',
  interrupted: 'interrupted',
};
const verdictWords: Words = { blocked: 'blocked', callable: 'may be called', inDoubt: 'in doubt, not to be called' };
const outcomeOfRequest: Words = {
  added: 'it was blocked',
  changed: 'it was blocked already, and the entry was changed',
  revived: 'it was blocked again',
  alreadyThere: 'it was blocked already',
  'result: blocked': 'it was blocked',
  'result: question': 'that was not sure, and it was blocked until a person decided',
};
