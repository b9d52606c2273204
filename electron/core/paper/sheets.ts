/**
 * Pages for people as a PDF: titles, numbered headings, facts and events, with the data that they are made of attached. The
 * same lines and data always give the same bytes, so that pages can be made again and compared (verify-proof does). The
 * standard fonts have only Western letters; the attachment has all others exactly, and the last page says so where it matters.
 */
import type { PDFFont, PDFPage, RGB } from 'pdf-lib';
import { sheetsWords as say } from '../../../shared/words/core/proof.ts';

/** One piece of the text, from top to bottom. */
export type SheetLine =
  /** A `heading` is numbered; a `subhead` is as it stands. */
  | { readonly kind: 'title' | 'heading' | 'subhead' | 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly label: string; readonly text: string; readonly isCode?: boolean }
  /** Something that happened: the time in up to two lines, and what it was, a paragraph for each text. */
  | { readonly kind: 'event'; readonly when: readonly string[]; readonly texts: readonly string[] };

/** What the pages are about, beside their text. */
export type SheetHead = {
  /** Names the paper: in the file's properties, and on top of every page but the first. */
  readonly title: string;
  readonly author: string;
  readonly creator: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** Stands at the foot of every page. */
  readonly foot: string;
  readonly attached: { readonly name: string; readonly description: string; readonly text: string };
};

const page = { width: 595.28, height: 841.89, margin: 56 } as const;
const wide = page.width - 2 * page.margin;
const labelWidth = 122;
const lineHeight = 13.5;
/** A heading is not left alone at the end of a page: so much has to fit below it. */
const below = 60;
/** Lines of what happened that stay on one page with its time. */
const mostKept = 8;
const unseen = say.lettersThatThisPage;

/** The PDF's bytes. Headings are numbered in their order. What a font has not is a question mark. */
export async function toSheets(lines: readonly SheetLine[], head: SheetHead): Promise<Uint8Array> {
  // Loaded only here: a desk that prints nothing does not need it.
  const { PDFDocument, StandardFonts, rgb, AFRelationship } = await import('pdf-lib');
  const document = await PDFDocument.create();
  const made = new Date(head.madeAt);
  document.setTitle(toWestern(head.title));
  document.setAuthor(toWestern(head.author));
  document.setCreator(toWestern(head.creator));
  document.setProducer('pdf-lib');
  document.setLanguage('en');
  document.setCreationDate(made);
  document.setModificationDate(made);
  await document.attach(Buffer.from(head.attached.text, 'utf8'), head.attached.name, {
    mimeType: 'application/json',
    description: head.attached.description,
    creationDate: made,
    modificationDate: made,
    afRelationship: AFRelationship.Source,
  });
  const fonts: Fonts = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
    code: await document.embedFont(StandardFonts.Courier),
  };
  const colors = { dark: rgb(0.11, 0.13, 0.15), quiet: rgb(0.38, 0.41, 0.45) };
  const pen = createPen({ fonts, colors, addPage: () => document.addPage([page.width, page.height]) });
  const isCut = toWestern(JSON.stringify(lines)) !== JSON.stringify(lines);
  writeLines(isCut ? [...lines, { kind: 'text', text: unseen }] : lines, pen);
  const pages = document.getPages();
  for (const [index, sheet] of pages.entries()) {
    const small = { size: 8, font: fonts.plain, color: colors.quiet };
    const count = say.pageOf(index + 1, pages.length);
    const right = page.width - page.margin - fonts.plain.widthOfTextAtSize(count, small.size);
    sheet.drawText(count, { x: right, y: 30, ...small });
    sheet.drawText(cutTo(head.foot, fonts.plain, small.size, right - page.margin - 12), {
      x: page.margin,
      y: 30,
      ...small,
    });
    if (index > 0)
      sheet.drawText(cutTo(head.title, fonts.plain, small.size, wide), {
        x: page.margin,
        y: page.height - 36,
        ...small,
      });
  }
  return await document.save();
}

/** What stands in the lines, as plain text. */
export function toPlainText(lines: readonly SheetLine[]): string[] {
  let number = 0;
  return lines.flatMap((line) => {
    switch (line.kind) {
      case 'heading':
        number += 1;
        return ['', `${number}. ${line.text}`];
      case 'fact':
        return [`${line.label}: ${line.text}`];
      case 'event':
        return [`${line.when.join(' / ')}: ${line.texts.join(' ')}`];
      case 'title':
      case 'subhead':
      case 'text':
        return [line.text];
      default:
        return line satisfies never;
    }
  });
}

type Fonts = { readonly plain: PDFFont; readonly bold: PDFFont; readonly code: PDFFont };

type Pen = {
  readonly fonts: Fonts;
  readonly colors: { readonly dark: RGB; readonly quiet: RGB };
  readonly draw: (text: string, x: number, size: number, font: PDFFont, color?: RGB) => void;
  /** Goes down by a height; to a new page where less than `room` is left below that. */
  readonly advance: (height: number, room?: number) => void;
};

function createPen(parts: Pick<Pen, 'fonts' | 'colors'> & { readonly addPage: () => PDFPage }): Pen {
  let sheet: PDFPage | undefined;
  let y = 0;
  return {
    ...parts,
    draw: (text, x, size, font, color = parts.colors.dark) => sheet?.drawText(text, { x, y, size, font, color }),
    advance(height, room = 0) {
      y -= height;
      if (sheet !== undefined && y - room >= page.margin) return;
      sheet = parts.addPage();
      y = page.height - page.margin - 14;
    },
  };
}

function writeLines(lines: readonly SheetLine[], pen: Pen): void {
  const { fonts, colors, draw, advance } = pen;
  let number = 0;
  const paragraph = (text: string, x: number, width: number, font = fonts.plain, size = 9.5): void => {
    for (const part of wrap(text, font, size, width)) {
      advance(lineHeight);
      draw(part, x, size, font);
    }
  };
  for (const line of lines) {
    switch (line.kind) {
      case 'title':
        for (const part of wrap(line.text, fonts.bold, 19, wide)) {
          advance(26);
          draw(part, page.margin, 19, fonts.bold);
        }
        advance(6);
        break;
      case 'heading':
        number += 1;
        advance(26, below);
        draw(`${number}. ${toWestern(line.text)}`, page.margin, 11, fonts.bold);
        advance(3);
        break;
      case 'subhead':
        advance(22, below);
        draw(toWestern(line.text), page.margin, 11, fonts.bold);
        advance(3);
        break;
      case 'text':
        paragraph(line.text, page.margin, wide);
        advance(2);
        break;
      case 'fact': {
        const [font, size] = line.isCode === true ? [fonts.code, 8] : [fonts.plain, 9.5];
        const rows = wrap(line.text, font, size, wide - labelWidth);
        for (const [index, label] of fill(wrap(line.label, fonts.plain, 9.5, labelWidth - 8), rows.length).entries()) {
          advance(lineHeight);
          draw(label, page.margin, 9.5, fonts.plain, colors.quiet);
          draw(rows[index] ?? '', page.margin + labelWidth, size, font);
        }
        break;
      }
      case 'event': {
        const rows = line.texts.flatMap((text) => wrap(text, fonts.plain, 9.5, wide - labelWidth));
        const times = line.when.flatMap((when) => wrap(when, fonts.plain, 8.5, labelWidth - 8));
        for (const [index, time] of fill(times, rows.length).entries()) {
          advance(lineHeight, index === 0 ? lineHeight * Math.min(rows.length - 1, mostKept) : 0);
          draw(time, page.margin, 8.5, fonts.plain, colors.quiet);
          draw(rows[index] ?? '', page.margin + labelWidth, 9.5, fonts.plain);
        }
        advance(3);
        break;
      }
    }
  }
}

/** The texts, with empty ones up to a length. */
const fill = (texts: readonly string[], length: number): string[] =>
  Array.from({ length: Math.max(texts.length, length) }, (_, at) => texts[at] ?? '');

/** Replaces characters that WinAnsi cannot write with a question mark, and a new line with a blank. */
function toWestern(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(/[^\x20-\x7e\xa0-\xff€‘’“”–—…]/gu, '?');
}

function cutTo(text: string, font: PDFFont, size: number, width: number): string {
  const [first = '', ...more] = wrap(text, font, size, width);
  return more.length === 0 ? first : `${first}…`;
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
