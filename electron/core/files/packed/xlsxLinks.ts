/**
 * Which cells of an XLSX sheet link to a phone number. Links stand behind the rows, and their targets in another part;
 * so a sheet with links is read through once for them.
 */
import { isPhoneLink } from '../../../../shared/domain/numbers/formulaText.ts';
import type { Budget } from './budget.ts';
import { readXml } from './xmlStream.ts';
import type { ZipEntry } from './zipFile.ts';

/** The link of a cell by its reference, such as `B2`. */
export type CellLinks = ReadonlyMap<string, string>;

const noLinks: CellLinks = new Map();
/** The most cells of one link that spans several. */
const mostCells = 10_000;

/**
 * Reads a sheet's links. `relations`: the part that holds the targets; undefined: nothing on the sheet links to
 * elsewhere.
 */
export async function readLinks(sheet: ZipEntry, relations: ZipEntry | undefined, budget: Budget): Promise<CellLinks> {
  if (relations === undefined) return noLinks;
  const targets = new Map<string, string>();
  const openRelation = (name: string, attribute: (name: string) => string | undefined) => {
    const [id = '', target = ''] = [attribute('Id'), attribute('Target')];
    if (name === 'Relationship' && isPhoneLink(target)) targets.set(id, toText(target));
  };
  await readXml(await relations.open(), { hasPrefixes: true, open: openRelation }, budget);
  if (targets.size === 0) return noLinks;
  const links = new Map<string, string>();
  const open = (name: string, attribute: (name: string) => string | undefined) => {
    if (name !== 'hyperlink') return;
    const target = targets.get(attribute('id') ?? '');
    if (target === undefined) return;
    for (const reference of toReferences(attribute('ref') ?? '')) links.set(reference, target);
  };
  await readXml(await sheet.open(), { hasPrefixes: true, open }, budget);
  return links;
}

/** Targets are addresses, in which blanks and the + may be escaped. */
function toText(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** Lists `B2` alone, or each cell of `B2:C4`. */
function toReferences(range: string): string[] {
  const [, left = '', top, right, bottom] = /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(range) ?? [];
  if (top === undefined) return [];
  if (right === undefined) return [range];
  const references: string[] = [];
  for (let column = toNumber(left); column <= toNumber(right); column += 1)
    for (let row = Number(top); row <= Number(bottom) && references.length < mostCells; row += 1)
      references.push(`${toLetters(column)}${row}`);
  return references;
}

function toNumber(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function toLetters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return `${before === 0 ? '' : toLetters(before)}${String.fromCharCode(65 + rest)}`;
}
