/**
 * A scrub's certificate for people, with the same facts as its JSON, which is attached to it.
 */
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';
import { toCountOnPaper } from '../../../../shared/words/counts.ts';
import { type SheetLine, toSheets } from '../../paper/sheets.ts';
import { certificatePdfWords as say } from '../../../../shared/words/core/certificate.ts';

/** The PDF's bytes; the same certificate gives the same bytes. `json` is the certificate as it is saved. */
export function toCertificatePdf(certificate: ScrubCertificate, json: string): Promise<Uint8Array> {
  const { app, input, madeAt, madeBy } = certificate;
  const creator = `${app.name} ${app.version}`;
  return toSheets(toLines(certificate), {
    title: say.scrubCertificate(input.name),
    author: madeBy,
    creator,
    madeAt: Date.parse(madeAt),
    foot: say.madeByWithOn(madeBy, creator, madeAt),
    attached: { name: 'certificate.json', description: say.theCertificateAs, text: json },
  });
}

function toLines({
  input,
  question,
  columns,
  rows,
  list,
  registries,
  rules,
  output,
  ...made
}: ScrubCertificate): SheetLine[] {
  const fact = (label: string, text: string): SheetLine => ({ kind: 'fact', label, text });
  const code = (label: string, text: string): SheetLine => ({ kind: 'fact', label, text, isCode: true });
  const file = (
    label: string,
    { name, bytes, sha256 }: { name: string; bytes: number; sha256: string },
  ): SheetLine[] => [fact(label, say.bytes(name, bytes)), code('SHA-256', sha256)];
  const { blockedBy } = rows;
  return [
    { kind: 'title', text: say.titleOfPaper },
    {
      kind: 'text',
      text: say.wasComparedWithThe(input.name, rows.read, rows.clean, rows.blocked),
    },
    { kind: 'heading', text: say.whoAndWhen },
    fact(say.madeAt, made.madeAt),
    fact(say.madeBy, made.madeBy),
    fact('With', `${made.app.name} ${made.app.version}`),
    { kind: 'heading', text: say.whatWasAsked },
    fact(say.toBeDialledBy, question.target ?? say.anyAccountBlocked),
    fact('At', question.at),
    fact('Country', question.region ?? say.noneOnlyNumbersWith),
    { kind: 'heading', text: 'Columns' },
    fact(say.phoneNumbers, nameAll(question.phoneColumns)),
    fact(
      say.lookedAtToo,
      columns.lookedAt.length === 0
        ? say.thereAreNoOthers
        : columns.lookedAt.map(({ name, numbers }) => (numbers === 0 ? name : say.numbers(name, numbers))).join(', '),
    ),
    fact(say.leftOut, columns.leftOut.length === 0 ? say.none : say.by(nameAll(columns.leftOut), made.madeBy)),
    ...(columns.country === null
      ? []
      : [fact('Country', say.rowsNameOneThatIs(columns.country.name, columns.country.unknown))]),
    ...(columns.deciding.length === 0 ? [] : [fact(say.saysDoNotCall, nameAll(columns.deciding))]),
    { kind: 'heading', text: 'Rows' },
    fact('Read', toCountOnPaper(rows.read)),
    fact('Clean', toCountOnPaper(rows.clean)),
    fact('Blocked', toCountOnPaper(rows.blocked)),
    fact(say.byTheList, toCountOnPaper(blockedBy.list)),
    fact(say.byAConflict, toCountOnPaper(blockedBy.conflict)),
    fact(say.byARegistry, toCountOnPaper(blockedBy.registry)),
    fact(say.byTheRowItself, toCountOnPaper(blockedBy.flagged)),
    ...(blockedBy.unexplained === 0 ? [] : [fact(say.byWordsNot, toCountOnPaper(blockedBy.unexplained))]),
    fact(say.notANumber, toCountOnPaper(blockedBy.notANumber)),
    ...(question.doubtful === 'block' ? [fact(say.inDoubt, toCountOnPaper(blockedBy.inDoubt))] : []),
    ...(question.notCovered === 'block' ? [fact(say.notCovered, toCountOnPaper(blockedBy.notCovered))] : []),
    ...(rows.blankedCells === 0 ? [] : [fact('Blanked', say.cellsInCleanRows(rows.blankedCells, rows.blankedRows))]),
    ...(question.doubtful === 'name' ? [fact(say.inDoubtOnPaper, say.cleanRows(rows.inDoubt))] : []),
    fact(say.possibleNotValid, say.numbersLookedUpAs(rows.notValid)),
    ...(rows.notCovered === null ? [] : [fact(say.notCoveredOnPaper, say.cleanRowsHaveANumber(rows.notCovered))]),
    ...(rows.stale === null || rows.stale === 0 ? [] : [fact(say.tooOld, say.cleanRowsHaveANumberThat(rows.stale))]),
    { kind: 'heading', text: say.stateOfTheList },
    fact('Entries', toCountOnPaper(list.entries)),
    fact(say.openConflicts, say.numbersOpenConflicts(list.openConflicts)),
    ...(list.journal === null
      ? [fact('Journal', 'empty')]
      : [fact(say.journalRow, toCountOnPaper(list.journal.seq)), code(say.journalHash, list.journal.hash)]),
    { kind: 'heading', text: 'Registries' },
    ...(registries.length === 0
      ? [{ kind: 'text', text: say.noRegistryWasLoaded } as const]
      : registries.map(({ name, area, version, ageDays, state, numbers }) =>
          fact(area === 'all' ? name : area, say.versionOfDaysOld(name, version, ageDays, state, numbers)),
        )),
    { kind: 'heading', text: 'Rules' },
    ...rules.map((text): SheetLine => ({ kind: 'text', text })),
    { kind: 'heading', text: 'Files' },
    ...file(say.leadFile, input),
    ...input.parts.map((part, at) =>
      fact(input.format === 'sheet' && at === input.parts.length - 1 ? say.sheet : say.packedFile, part),
    ),
    ...file('Clean', output.clean),
    ...file('Blocked', output.blocked),
  ];
}

const nameAll = (columns: readonly { readonly name: string }[]): string => columns.map(({ name }) => name).join(', ');
