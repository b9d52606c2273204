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
import { toCountOnPaper } from '../../../shared/words/counts.ts';
import { once } from '../../../shared/words/once.ts';
import { createEntryReader, type FlatEntry } from '../db/entries/entryForm.ts';
import type { SheetLine } from '../paper/sheets.ts';
import { createTimeWriter, type TimeWriter } from '../paper/paperTimes.ts';
import { proofLinesWords as say } from '../../../shared/words/core/proof.ts';

/** Grows with every change of the text or of its place on the pages: pages of another layout cannot be compared. */
export const layout = 1;

/** More lines of one kind than these are counted on paper; the data has each. */
const mostLines = 500;

type Change = NonNullable<ProofDocument['changes']>[number];
type Row = ProofDocument['rows'][number];

/** The paper's name: "Proof about +1 212 555 1234". */
export function toTitle({ about, zone }: ProofDocument): string {
  if (about.kind === 'number') return say.proofAbout(about.international);
  const toDay = createDayWriter(() => createZone(zone));
  return say.proofOfTheTimeFrom(toDay(about.from), toDay.end(about.to));
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
    heading(say.whatThisPaperDoes),
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
    fact('Company', company ?? say.notNamedInTheDesks),
    fact(say.madeBy, say.with(madeBy, app.name, app.version)),
    fact(say.madeAt, time.inline(madeAt)),
    fact('Times', zone === 'UTC' ? say.inUtc : say.inTheDesksTimeZone(zone)),
  ];
}

function toNumberLines(
  proof: ProofDocument,
  about: Extract<ProofDocument['about'], { kind: 'number' }>,
  time: TimeWriter,
): SheetLine[] {
  const changes = proof.changes ?? [];
  const first = changes[0];
  const owner = proof.company === null ? say.thisCompany : proof.company;
  return [
    text(say.whatTheDoNotCall(owner, about.number, about.country === null ? '' : ` (${nameCountry(about.country)})`)),
    heading(say.inShort),
    ...toMadeLines(proof, time),
    fact('Number', `${about.international} (${about.number})`),
    fact('Standing', about.standing),
    fact(
      say.firstEntered,
      first === undefined
        ? say.thisNumberWasNever
        : say.by(time.inline(rowOf(proof, first)?.at ?? 0), rowOf(proof, first)?.author ?? ''),
    ),
    heading(say.theRequest),
    ...(first === undefined ? [text(say.noRequestAboutThis)] : toRequestLines(proof, changes, time)),
    heading(say.everythingThatHappened),
    ...(changes.length === 0 ? [text('Nothing.')] : changes.map((change) => toEvent(proof, change, time))),
    heading(say.atTheVendorsThat),
    ...toVendorLines(proof, time),
    heading(say.disagreementsWithVendors),
    ...(proof.questions.length === 0
      ? [text(say.noneIsKnown)]
      : proof.questions.map(({ place, kind, openedAt, resolvedAt, resolution, by }): SheetLine => ({
          kind: 'event',
          when: time.lines(openedAt),
          texts: [
            `${place}: ${questionWords[kind] ?? kind}.`,
            resolvedAt === null
              ? say.itIsOpenTheNumber
              : say.on(resolutionWords[resolution ?? ''] ?? resolution ?? '', time.inline(resolvedAt), by),
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
    const line = entry.line === null ? '' : say.lineOfTheFile(entry.line);
    return [
      ...(at === 0 ? [] : [text(say.itWasEnteredAgain)]),
      fact('Entered', say.by(time.inline(row?.at ?? 0), row?.author ?? '')),
      fact('How', `${sourceWords[source.kind] ?? source.kind}${label}${line}`),
      ...(batch?.fileSha256 == null ? [] : [code(say.theFilesSha256, batch.fileSha256)]),
      ...toDetailLines(entry, time).map(([title, words]) => fact(title, words)),
      ...(entry.requestedAt === null ? [fact('Asked', say.whenThePersonAsked)] : []),
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
      say.rowOfTheHistory(change.row),
    ],
  };
}

const tellsDetails: ReadonlySet<string> = new Set(['add', 'import', 'edit', 'pull', 'resolve']);

function toVendorLines({ vendors }: ProofDocument, time: TimeWriter): SheetLine[] {
  if (vendors.length === 0) return [text(say.noVendorAccountWas)];
  return [
    text(say.howItStoodAtEach),
    ...vendors.map(({ place, sentence, mayCall, lastSentAt, lastAnswer, agreedAt, lastSeenAt, shown }): SheetLine => ({
      kind: 'event',
      when: [place],
      texts: [
        [mayCall, sentence].filter((part) => part !== null).join(' '),
        lastSentAt === null
          ? say.nothingWasSentThere
          : say.lastSent(time.inline(lastSentAt), lastAnswer ?? say.itHasNotAnswered),
        agreedAt === null ? say.deskAndVendorHave : say.deskAndVendorAgreed(time.inline(agreedAt)),
        lastSeenAt === null ? say.itWasNeverSeenIn : say.lastSeenInTheVendors(time.inline(lastSeenAt)),
        ...shown.map(({ at, sentence: words }) => `${at === null ? '' : say.firstSeen(time.inline(at))}${words}`),
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
  const owner = proof.company === null ? say.thisCompany : proof.company;
  const total = rows.reduce((sum, row) => sum + row.changes, 0);
  const releases = changes?.filter(
    ({ after, before }) => after['removedAt'] !== null && before?.['removedAt'] === null,
  );
  return [
    text(say.everythingThatWas(owner)),
    heading(say.inShort),
    ...toMadeLines(proof, time),
    fact('From', time.inline(about.from)),
    fact('Until', `${time.inline(about.to)}${about.to > proof.madeAt ? say.thePeriodWasNotOver : ''}`),
    fact('Changes', say.ofSingleNumbersIn(total, rows.length)),
    ...(releases === undefined ? [] : [fact('Released', say.numbers(releases.length))]),
    fact('Syncs', say.syncs(runs.length)),
    fact('Programs', say.toProgramsThatAsked(proof.answers.total)),
    heading(say.whatWasWrittenTo),
    ...(batches.length === 0 ? [text(say.nothingCameInABatch)] : []),
    ...cut(batches).map((batch): SheetLine => ({
      kind: 'event',
      when: time.lines(batch.at),
      texts: [
        say.byBatchWord(batchWords[batch.kind] ?? batch.kind, batch.label, batch.author, describeCounts(batch)),
        ...(batch.fileSha256 === null ? [] : [say.sha256OfTheFile(batch.fileSha256)]),
      ],
    })),
    ...more(batches.length),
    ...(changes === null || changes.length === 0
      ? []
      : [
          heading(say.eachChange),
          ...cut(changes).map((change) => toEvent(proof, change, time)),
          ...more(changes.length),
        ]),
    heading(say.syncsWithTheVendors),
    ...(runs.length === 0 ? [text(say.noneBeganInThisPeriod)] : []),
    ...cut(runs).map((run): SheetLine => ({
      kind: 'event',
      when: time.lines(run.startedAt),
      texts: [
        say.readSent({
          account: run.account,
          outcomeWord: outcomeWords[run.outcome ?? ''] ?? say.notEnded,
          scanned: run.scanned,
          scanComplete: run.scanComplete,
          writes: run.writes,
          error: run.error,
        }),
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
  const { told, records, total, isWhole, unknown } = answers;
  if (about.kind === 'period')
    return [
      heading(say.whatProgramsWere),
      text(total === 0 ? say.noDialerOrAgentAsked : say.dialersAndAgents(total, isWhole, records.length)),
    ];
  return [
    heading(say.whatProgramsWereTold),
    ...(told.length === 0
      ? [text(unknown === undefined ? say.noDialerOrAgentAskedAbout : say.noDialerOrAgentIsKnown)]
      : cut(told).map(({ n, at, kind, by, verdict, rule }): SheetLine => ({
          kind: 'event',
          when: time.lines(at),
          texts: [
            kind === 'request'
              ? say.handedInThatThePerson(by, outcomeOfRequest[verdict] ?? verdict)
              : say.askedWhetherItMay(by, verdictWords[verdict] ?? verdict, rule === '' || rule === 'none', rule),
            say.recordOfTheLogOf(n),
          ],
        }))),
    ...more(told.length),
  ];
}

function toScrubLines({ about, scrubs }: ProofDocument, time: TimeWriter): SheetLine[] {
  return [
    heading(say.leadFilesThatWere),
    ...(scrubs.length === 0
      ? [text(about.kind === 'number' ? say.noneSinceTheNumber : say.noneIsKnown)]
      : cut(scrubs).map(({ at, by, file, rows, clean, blocked, list, sha256, wasListed }): SheetLine => ({
          kind: 'event',
          when: time.lines(at),
          texts: [
            say.byOfCleanAndBlocked({
              file,
              by,
              rows,
              clean,
              blocked,
              value: list === null ? say.whileThatWasEmpty : say.asOfRowOfThe(list.seq),
              wasListed,
            }),
            say.sha256OfTheCertificate(sha256),
          ],
        }))),
    ...more(scrubs.length),
  ];
}

function toChainLines(proof: ProofDocument): SheetLine[] {
  const { list, rows, about } = proof;
  const [first, last] = [rows[0], rows.at(-1)];
  return [
    heading(say.howThisCanBeChecked),
    text(say.everyChangeOfThe),
    text(say.theCommandDncDesk),
    ...(list.head === null
      ? [fact(say.newestRow, say.noneNothingWasEver)]
      : [fact(say.newestRow, say.whenThisWasMade(list.head.seq)), code(say.itsHash, list.head.hash)]),
    ...(about.kind === 'number'
      ? rows.flatMap((row) => [code(say.row(row.id), row.hash)]).slice(0, mostLines)
      : first === undefined || last === undefined
        ? []
        : [
            fact('Rows', say.toNoneLeftOut(first.id, last.id)),
            code(say.beforeTheFirst, first.previous),
            code(say.ofTheLast, last.hash),
          ]),
  ];
}

const rowOf = ({ rows }: ProofDocument, { row }: Change): Row | undefined => rows.find(({ id }) => id === row);
const cut = <T>(all: readonly T[]): readonly T[] => all.slice(0, mostLines);
const more = (count: number): SheetLine[] =>
  count > mostLines ? [text(say.andMoreWhichTheAttached(count - mostLines))] : [];

const countries = once(() => new Intl.DisplayNames('en', { type: 'region' }));
const nameCountry = (code_: string): string => countries().of(code_) ?? code_;

type Words = Readonly<Record<string, string>>;
const sourceWords: Words = {
  manual: say.byAPersonAtThe,
  import: say.fromAFile,
  api: say.byAProgram,
  vendor: say.foundAtAVendor,
};
const batchWords: Words = {
  add: say.blocked,
  edit: say.changed,
  remove: say.released,
  import: say.import,
  undo: say.undone,
  resolve: say.decided,
  pull: say.fromAVendor,
};
const questionWords: Words = {
  goneThere: say.theRecordWasGone,
  weakerThere: say.theVendorBlocked,
  bothChanged: say.bothSidesHadChanged,
  removedHereChangedThere: say.itWasReleasedHere,
  onlyThere: say.itWasOnlyAtThe,
};
const resolutionWords: Words = {
  keepOurs: say.theDesksSideWasKept,
  takeTheirs: say.theVendorsSideWas,
  edit: say.aPersonDecidedOtherwise,
  settled: say.bothSidesCameTogether,
  accountRemoved: say.theAccountWasRemoved,
};
const outcomeWords: Words = {
  done: say.done,
  failed: say.failed,
  cancelled: say.cancelled,
  suspicious: say.stoppedBecause,
  interrupted: say.interrupted,
};
const verdictWords: Words = { blocked: say.verdictBlocked, callable: say.mayBeCalled, inDoubt: say.inDoubtNotToBe };
const outcomeOfRequest: Words = {
  added: say.itWasBlocked,
  changed: say.wasBlockedAlreadyAndChanged,
  revived: say.itWasBlockedAgain,
  alreadyThere: say.itWasBlockedAlready,
  'result: blocked': say.itWasBlocked,
  'result: question': say.blockedUntilAPerson,
};
