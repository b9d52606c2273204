/**
 * Asks which sheet of a workbook, or which file of an archive, is meant: a script would not notice that the wrong one
 * was read. Pure.
 */

import { filePartsWords as say } from '../../words/domain/columns.ts';

type Level = {
  readonly kind: 'file' | 'sheet';
  readonly chosen: string;
  readonly parts: readonly { readonly name: string; readonly isHidden: boolean; readonly isEmpty: boolean }[];
};

const shown = 12;

/**
 * The sentence that asks which part is meant; undefined when there is only one.
 * @param picked the names that were given, outermost first
 * @param how what to do about it, such as "choose one with --sheet"
 */
export function askForPart(
  name: string,
  levels: readonly Level[],
  picked: readonly string[],
  how: string,
): string | undefined {
  const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();
  const left = picked.map(fold);
  for (const { kind, chosen, parts } of levels) {
    if (left[0] === fold(chosen)) {
      left.shift();
      continue;
    }
    const choices = parts.filter(({ isHidden, isEmpty }) => !isHidden && !isEmpty);
    if (choices.length < 2) continue;
    const names = choices.slice(0, shown).map((part) => `"${part.name}"`);
    const more = choices.length > shown ? say.inAll(choices.length) : '';
    return say.hasSeveralSThere(name, kind, how, names.join(', '), more);
  }
  return undefined;
}
