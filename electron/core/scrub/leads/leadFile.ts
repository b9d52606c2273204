/** A lead file as it is opened: how the bytes that are split are written, and what the person gets back. */
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { FileFound, StoredFrom } from '../../../../shared/contract/files.ts';
import { createMentionTest } from '../../../../shared/domain/columns/numberMention.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { Answer } from '../../answer.ts';
import { hasPhoneColumn } from '../../files/describe.ts';
import { locateFile } from '../../files/locate.ts';
import { type OpenContext, type OpenedFile, openFile, type ReadSettings } from '../../files/openFile.ts';
import type { FileSource, OpenedRows } from '../../files/openRows.ts';
import type { Dialect } from '../../files/text/dialect.ts';
import { type SheetLeads, toMadeDialect } from './leadBytes.ts';
import { leadFileWords as say } from '../../../../shared/words/core/scrub.ts';

export type LeadFile = Pick<OpenedFile<OpenedRows<FileSource>>, 'opened' | 'close'> & {
  readonly from: StoredFrom;
  /** How the bytes that are split are written: as the text is, or as the CSV that is made from a sheet. */
  readonly dialect: Dialect;
  /** A number stands in a title above the header: it is no lead, and the clean half does without the titles. */
  readonly hasNumberAbove: boolean;
  /** The sheet that is read; undefined: the file is a text. */
  readonly sheet: Omit<SheetLeads, 'isSafe'> | undefined;
  /** The name on which the names of the halves are based: the file's name as plain text. */
  readonly plainName: string;
  readonly found: FileFound;
};

/** Opens a lead file; a problem with it is answered as one sentence. */
export async function openLeadFile(
  from: StoredFrom,
  settings: ReadSettings,
  context: Omit<OpenContext, 'purpose'>,
): Promise<Answer<LeadFile>> {
  const answer = await openFile(from, settings, { ...context, purpose: 'leads' });
  if (!answer.ok) return answer;
  const { opened, close } = answer.value;
  const numbered = findNumbered(opened, context.region);
  const sheet = opened.format === 'sheet' ? { dialect: opened.dialect, header: opened.header } : undefined;
  return {
    ok: true,
    value: {
      from,
      opened,
      sheet,
      hasNumberAbove: numbered.some((line) => line !== opened.dialect.headerRow),
      dialect: sheet === undefined ? opened.dialect : toMadeDialect(sheet),
      plainName: toPlainName(answer.value.found.name, opened),
      found: toFound(answer.value, numbered),
      close,
    },
  };
}

/** How many bytes the file has on the disk; 0 where that cannot be asked. */
export async function sizeOfLeads(from: StoredFrom, uploadsDir: string): Promise<number> {
  const file = locateFile(from, uploadsDir);
  if (!file.ok) return 0;
  return await stat(file.value.path).then(
    ({ size }) => size,
    () => 0,
  );
}

export const noPhoneNote = say.noColumnOfPhoneNumbers;

/** The lines above the leads in which a number stands. */
function findNumbered({ head }: OpenedRows, region: Region | undefined): readonly number[] {
  const mentions = createMentionTest(region);
  return head.filter(({ cells }) => cells.some((cell) => mentions(cell) === 'number')).map(({ line }) => line);
}

function toFound(
  { found, layout: { dialer }, opened }: OpenedFile<OpenedRows<FileSource>>,
  numbered: readonly number[],
): FileFound {
  return {
    ...found,
    notes: [
      ...found.notes,
      ...(dialer?.kind === 'leads' ? [dialer.why] : []),
      ...describeMade(opened),
      ...numbered.map((line) =>
        line === opened.dialect.headerRow ? say.aNumberAmongTheNames(line) : say.aNumberAboveTheNames(line),
      ),
      ...(hasPhoneColumn(found) ? [] : [noPhoneNote]),
    ],
  };
}

/** What the person gets back for a file that is not plain text, in sentences. */
function describeMade({ source, format, dialect, levels }: OpenedRows<FileSource>): string[] {
  if (source.picks === undefined) return [];
  const part = levels.at(-1)?.chosen;
  if (format === 'text') return [say.theTwoFilesComeBack(part)];
  const above = (dialect.headerRow ?? 1) - 1;
  return [say.theTwoFilesAreMade(part), ...(above === 0 ? [] : [say.whatStandsAboveIts(above + 1)])];
}

/** `leads.xlsx` gives `leads.csv`, `leads.csv.gz` gives `leads.csv`, `leads.zip` with `may.txt` gives `leads.txt`. */
function toPlainName(name: string, { source, format, levels }: OpenedRows<FileSource>): string {
  if (source.picks === undefined) return name;
  const bare = basename(name, extname(name));
  if (format === 'sheet') return `${bare}.csv`;
  const [packed] = levels;
  return packed === undefined ? bare : `${bare}${extname(packed.chosen)}`;
}
