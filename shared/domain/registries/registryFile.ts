/** What the name of a registry's file says: the day of the version, and its area codes. */
import { registryFileWords as say } from '../../words/domain/columns.ts';

/** The day in a name such as `2026-11-01_212.txt` or `dncl20261101.zip`; undefined where there is none. Pure. */
export function findDay(name: string): string | undefined {
  for (const [, year, month, day] of name.matchAll(/(?<!\d)(20\d{2})[-_.]?(\d{1,2})[-_.]?(\d{1,2})(?!\d)/g)) {
    const text = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
    const at = new Date(`${text}T00:00:00Z`);
    if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text;
  }
  return undefined;
}

/** Every group of exactly three digits that can be an area code. */
function findAreaCodes(name: string): readonly string[] {
  return [...name.matchAll(/(?<!\d)([2-9]\d{2})(?!\d)/g)].map(([, code]) => code ?? '');
}

/**
 * Why a file's name does not fit the area codes in it; undefined where it does. A file for another area code than its
 * name says would replace the wrong numbers: those of the right area would count as checked.
 */
export function findMismatch(name: string, areaCodes: readonly string[]): string | undefined {
  const named = findAreaCodes(name);
  if (named.length === 0) return undefined;
  const strange = areaCodes.find((code) => !named.includes(code));
  if (strange === undefined) return undefined;
  return say.isForAreaCodeBy(name, named.join(', '), strange);
}
