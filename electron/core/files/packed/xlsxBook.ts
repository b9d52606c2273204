/**
 * XLSX (ECMA-376), read straight from its parts. A sheet is a stream of XML events, so a million rows take no more
 * memory than their shared texts. Values are read as the cell shows them, formulas as their stored result.
 */
import type { Budget } from './budget.ts';
import type { Book, Sheet } from './book.ts';
import { type Common, isTrue, readStyles, readTexts } from './xlsxCommon.ts';
import { readLinks } from './xlsxLinks.ts';
import { lookInto, readRows } from './xlsxRows.ts';
import { surveySheet } from './xlsxSurvey.ts';
import { readXml } from './xmlStream.ts';
import type { ZipEntry } from './zipFile.ts';

type Parts = ReadonlyMap<string, ZipEntry>;

type SheetEntry = { readonly name: string; readonly relation: string; readonly isHidden: boolean };

const relationTo = {
  book: '/officeDocument',
  sheet: '/worksheet',
  texts: '/sharedStrings',
  styles: '/styles',
} as const;

/** The sheets of a workbook in the order of its tabs, without chart sheets. */
export async function openXlsx(entries: readonly ZipEntry[], budget: Budget): Promise<Book> {
  // Names of parts are compared without regard to case (ECMA-376 part 2, 6.2.2).
  const parts: Parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const root = await readRelations(parts, '', budget);
  const bookPath = root.find(({ type }) => type.endsWith(relationTo.book))?.target ?? 'xl/workbook.xml';
  const relations = await readRelations(parts, bookPath, budget);
  const { sheets, is1904, isUnsolved } = await readSheetList(parts, bookPath, budget);
  let common: Promise<Common> | undefined;
  const loadCommon = () => (common ??= readCommon());
  async function readCommon(): Promise<Common> {
    const find = (kind: string) =>
      parts.get((relations.find(({ type }) => type.endsWith(kind))?.target ?? '').toLowerCase());
    const texts = await readTexts(find(relationTo.texts), budget);
    return { texts, styles: await readStyles(find(relationTo.styles), budget), is1904, isUnsolved };
  }
  return {
    sheets: sheets.flatMap(({ name, relation, isHidden }): Sheet[] => {
      const found = relations.find(({ id, type }) => id === relation && type.endsWith(relationTo.sheet));
      const part = found && parts.get(found.target.toLowerCase());
      if (found === undefined || part === undefined) return [];
      return [
        {
          name,
          isHidden,
          look: () => lookInto(part, budget),
          rows: async function* () {
            const links = await readLinks(part, parts.get(toRelationsPath(found.target).toLowerCase()), budget);
            yield* readRows(part, { ...(await loadCommon()), links }, budget);
          },
          survey: () => surveySheet(part),
        },
      ];
    }),
  };
}

type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** What a part refers to, as paths from the root of the package. */
async function readRelations(parts: Parts, from: string, budget: Budget): Promise<readonly Relation[]> {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const relations: Relation[] = [];
  await readPart(parts, toRelationsPath(from), budget, (name, attribute) => {
    if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
    const [id = '', type = '', target = ''] = ['Id', 'Type', 'Target'].map(attribute);
    relations.push({ id, type, target: toPath(folder, target) });
  });
  return relations;
}

function toRelationsPath(from: string): string {
  const slash = from.lastIndexOf('/') + 1;
  return `${from.slice(0, slash)}_rels/${from.slice(slash)}.rels`;
}

function toPath(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function readPart(
  parts: Parts,
  path: string,
  budget: Budget,
  open: (name: string, attribute: (name: string) => string | undefined) => void,
): Promise<void> {
  const part = parts.get(path.toLowerCase());
  if (part !== undefined) await readXml(await part.open(), { open, hasPrefixes: true }, budget);
}

async function readSheetList(
  parts: Parts,
  path: string,
  budget: Budget,
): Promise<{ sheets: readonly SheetEntry[]; is1904: boolean; isUnsolved: boolean }> {
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  let isUnsolved = false;
  await readPart(parts, path, budget, (name, attribute) => {
    if (name === 'workbookPr') is1904 = isTrue(attribute('date1904'));
    if (name === 'calcPr') isUnsolved = isTrue(attribute('fullCalcOnLoad'));
    if (name !== 'sheet') return;
    const state = attribute('state');
    const [title = '', relation = ''] = [attribute('name'), attribute('id')];
    sheets.push({ name: title, relation, isHidden: state === 'hidden' || state === 'veryHidden' });
    if (sheets.length > budget.caps.parts) throw budget.refuse('tooLarge');
  });
  return { sheets, is1904, isUnsolved };
}
