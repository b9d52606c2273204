/**
 * A scrub's certificate for people, with the same facts as its JSON, which is attached to it. The standard fonts have
 * only Western letters; other letters are shown as question marks, and the attachment has them exactly.
 */
import type { PDFFont, PDFPage } from 'pdf-lib';
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';
import { toCount } from '../../../../shared/words/counts.ts';

const page = { width: 595.28, height: 841.89, margin: 56 } as const;
const labelWidth = 118;

type Line =
  | { readonly kind: 'title' | 'heading' | 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly label: string; readonly text: string; readonly isCode?: boolean };

/** The PDF's bytes; the same certificate gives the same text. `json` is the certificate as it is saved. */
export async function toCertificatePdf(certificate: ScrubCertificate, json: string): Promise<Uint8Array> {
  // Loaded only here: a desk that certifies nothing does not need it.
  const { PDFDocument, StandardFonts, rgb, AFRelationship } = await import('pdf-lib');
  const document = await PDFDocument.create();
  const made = new Date(certificate.madeAt);
  document.setTitle(toWestern(`Scrub certificate: ${certificate.input.name}`));
  document.setAuthor(toWestern(certificate.madeBy));
  document.setCreator(`${certificate.app.name} ${certificate.app.version}`);
  document.setProducer('pdf-lib');
  document.setLanguage('en');
  document.setCreationDate(made);
  document.setModificationDate(made);
  await document.attach(Buffer.from(json, 'utf8'), 'certificate.json', {
    mimeType: 'application/json',
    description: 'The certificate as data',
    creationDate: made,
    modificationDate: made,
    afRelationship: AFRelationship.Source,
  });
  const fonts = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
    code: await document.embedFont(StandardFonts.Courier),
  };
  const dark = rgb(0.11, 0.13, 0.15);
  const quiet = rgb(0.38, 0.41, 0.45);
  let sheet: PDFPage | undefined;
  let y = 0;

  const draw = (text: string, x: number, size: number, font: PDFFont, color = dark): void =>
    sheet?.drawText(text, { x, y, size, font, color });
  const advance = (height: number): void => {
    y -= height;
    if (sheet !== undefined && y >= page.margin) return;
    sheet = document.addPage([page.width, page.height]);
    y = page.height - page.margin - 14;
  };

  for (const line of toLines(certificate)) {
    switch (line.kind) {
      case 'title':
        advance(26);
        draw(toWestern(line.text), page.margin, 19, fonts.bold);
        advance(6);
        break;
      case 'heading':
        advance(26);
        draw(line.text, page.margin, 11, fonts.bold);
        advance(3);
        break;
      case 'text':
        for (const part of wrap(line.text, fonts.plain, 9.5, page.width - 2 * page.margin)) {
          advance(13.5);
          draw(part, page.margin, 9.5, fonts.plain);
        }
        break;
      case 'fact': {
        const font = line.isCode === true ? fonts.code : fonts.plain;
        const size = line.isCode === true ? 8 : 9.5;
        const room = page.width - 2 * page.margin - labelWidth;
        for (const [index, part] of wrap(line.text, font, size, room).entries()) {
          advance(13.5);
          if (index === 0) draw(line.label, page.margin, 9.5, fonts.plain, quiet);
          draw(part, page.margin + labelWidth, size, font);
        }
        break;
      }
    }
  }
  const pages = document.getPages();
  for (const [index, each] of pages.entries())
    each.drawText(`Page ${index + 1} of ${pages.length}`, {
      x: page.width - page.margin - 54,
      y: 30,
      size: 8,
      font: fonts.plain,
      color: quiet,
    });
  return await document.save();
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
}: ScrubCertificate): Line[] {
  const fact = (label: string, text: string): Line => ({ kind: 'fact', label, text });
  const code = (label: string, text: string): Line => ({ kind: 'fact', label, text, isCode: true });
  const file = (label: string, { name, bytes, sha256 }: { name: string; bytes: number; sha256: string }): Line[] => [
    fact(label, `${name} (${toCount(bytes)} bytes)`),
    code('SHA-256', sha256),
  ];
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
    ...rules.map((text): Line => ({ kind: 'text', text })),
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

/** Replaces characters that WinAnsi cannot write with a question mark. */
function toWestern(text: string): string {
  return text.replace(/[^\x20-\x7e\xa0-\xff\u20ac\u2018\u2019\u201c\u201d\u2013\u2014\u2026]/gu, '?');
}

/** Breaks a text into lines that fit a width; a word that does not fit alone is cut. */
function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const fits = (line: string) => font.widthOfTextAtSize(line, size) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of toWestern(text).split(' ')) {
    if (line !== '' && fits(`${line} ${word}`)) line += ` ${word}`;
    else {
      if (line !== '') lines.push(line);
      line = word;
    }
    while (!fits(line) && line.length > 1) {
      let cut = line.length - 1;
      while (cut > 1 && !fits(line.slice(0, cut))) cut -= 1;
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  lines.push(line);
  return lines;
}
