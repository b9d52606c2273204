/**
 * A scrub's certificate for people, with the same facts as its JSON, which is attached to it.
 */
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';
import { toCountOnPaper as toCount } from '../../../../shared/words/counts.ts';
import { type SheetLine, toSheets } from '../../paper/sheets.ts';

/** The PDF's bytes; the same certificate gives the same bytes. `json` is the certificate as it is saved. */
export function toCertificatePdf(certificate: ScrubCertificate, json: string): Promise<Uint8Array> {
  const { app, input, madeAt, madeBy } = certificate;
  const creator = `${app.name} ${app.version}`;
  return toSheets(toLines(certificate), {
    title: `Scrub certificate: ${input.name}`,
    author: madeBy,
    creator,
    madeAt: Date.parse(madeAt),
    foot: `Made by ${madeBy} with ${creator} on ${madeAt}`,
    attached: { name: 'certificate.json', description: 'The certificate as data', text: json },
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
  ): SheetLine[] => [fact(label, `${name} (${toCount(bytes)} bytes)`), code('SHA-256', sha256)];
  const { blockedBy } = rows;
  return [
    { kind: 'title', text: 'Scrub certificate' },
    {
      kind: 'text',
      text: `${input.name} was compared with the do-not-call list of this desk: of ${toCount(rows.read)} rows, ${toCount(rows.clean)} are clean and ${toCount(rows.blocked)} are blocked.`,
    },
    { kind: 'heading', text: 'Who and when' },
    fact('Made at', made.madeAt),
    fact('Made by', made.madeBy),
    fact('With', `${made.app.name} ${made.app.version}`),
    { kind: 'heading', text: 'What was asked' },
    fact('To be dialled by', question.target ?? 'any account: blocked anywhere is blocked'),
    fact('At', question.at),
    fact('Country', question.region ?? 'none: only numbers with a country code'),
    { kind: 'heading', text: 'Columns' },
    fact('Phone numbers', nameAll(question.phoneColumns)),
    fact(
      'Looked at too',
      columns.lookedAt.length === 0
        ? 'there are no others'
        : columns.lookedAt
            .map(({ name, numbers }) => (numbers === 0 ? name : `${name} (${toCount(numbers)} numbers)`))
            .join(', '),
    ),
    fact('Left out', columns.leftOut.length === 0 ? 'none' : `${nameAll(columns.leftOut)}, by ${made.madeBy}`),
    ...(columns.country === null
      ? []
      : [
          fact(
            'Country',
            `${columns.country.name}; ${toCount(columns.country.unknown)} rows name one that is not known`,
          ),
        ]),
    ...(columns.deciding.length === 0 ? [] : [fact('Says do not call', nameAll(columns.deciding))]),
    { kind: 'heading', text: 'Rows' },
    fact('Read', toCount(rows.read)),
    fact('Clean', toCount(rows.clean)),
    fact('Blocked', toCount(rows.blocked)),
    fact('  by the list', toCount(blockedBy.list)),
    fact('  by a conflict', toCount(blockedBy.conflict)),
    fact('  by a registry', toCount(blockedBy.registry)),
    fact('  by the row itself', toCount(blockedBy.flagged)),
    fact('  not a number', toCount(blockedBy.notANumber)),
    ...(question.doubtful === 'block' ? [fact('  in doubt', toCount(blockedBy.inDoubt))] : []),
    ...(question.notCovered === 'block' ? [fact('  not covered', toCount(blockedBy.notCovered))] : []),
    ...(rows.blankedCells === 0
      ? []
      : [fact('Blanked', `${toCount(rows.blankedCells)} cells in ${toCount(rows.blankedRows)} clean rows`)]),
    ...(question.doubtful === 'name' ? [fact('In doubt', `${toCount(rows.inDoubt)} clean rows`)] : []),
    fact('Possible, not valid', `${toCount(rows.notValid)} numbers, looked up as they are`),
    ...(rows.notCovered === null
      ? []
      : [fact('Not covered', `${toCount(rows.notCovered)} clean rows have a number that no loaded registry covers`)]),
    ...(rows.stale === null || rows.stale === 0
      ? []
      : [fact('Too old', `${toCount(rows.stale)} clean rows have a number that only an outdated version covers`)]),
    { kind: 'heading', text: 'State of the list' },
    fact('Entries', toCount(list.entries)),
    fact('Open conflicts', `numbers: ${toCount(list.openConflicts)}`),
    ...(list.journal === null
      ? [fact('Journal', 'empty')]
      : [fact('Journal row', toCount(list.journal.seq)), code('Journal hash', list.journal.hash)]),
    { kind: 'heading', text: 'Registries' },
    ...(registries.length === 0
      ? [{ kind: 'text', text: 'No registry was loaded.' } as const]
      : registries.map(({ name, area, version, ageDays, state, numbers }) =>
          fact(
            area === 'all' ? name : area,
            `${name}, version of ${version} (${toCount(ageDays)} days old${state === 'current' ? '' : `, ${state}`}), ${toCount(numbers)} numbers`,
          ),
        )),
    { kind: 'heading', text: 'Rules' },
    ...rules.map((text): SheetLine => ({ kind: 'text', text })),
    { kind: 'heading', text: 'Files' },
    ...file('Lead file', input),
    ...input.parts.map((part, at) =>
      fact(input.format === 'sheet' && at === input.parts.length - 1 ? 'Sheet' : 'Packed file', part),
    ),
    ...file('Clean', output.clean),
    ...file('Blocked', output.blocked),
  ];
}

const nameAll = (columns: readonly { readonly name: string }[]): string => columns.map(({ name }) => name).join(', ');
