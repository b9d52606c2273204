/** One cell of an XLSX, and the text that a person sees in it. */
import { toBooleanText, toFormulaText, toIsoText, toLinkedText, toNumberText } from './cellText.ts';
import type { NumberStyle } from './numberFormat.ts';
import { type Common, isTrue, unescapeText } from './xlsxCommon.ts';
import type { CellLinks } from './xlsxLinks.ts';

/** What the cells of one sheet have in common. */
export type SheetCommon = Common & { readonly links: CellLinks };

/** A cell as the sheet writes it, filled while its elements are read (ECMA-376, part 1, 18.3.1.4). */
export type RawCell = {
  /** Such as `B7`. */
  readonly reference: string | undefined;
  readonly type: string;
  readonly style: NumberStyle;
  value: string | undefined;
  formula: string | undefined;
  inline: string | undefined;
};

export const emptyCell: Readonly<RawCell> = {
  reference: undefined,
  type: '',
  style: { kind: 'plain' },
  value: undefined,
  formula: undefined,
  inline: undefined,
};

/** The cell as it is shown. A formula without a stored result gives its text, or the link that it is. */
export function toCellText(cell: RawCell, common: SheetCommon): string {
  const link = common.links.get(cell.reference ?? '');
  const shown = toShownText(cell, common);
  if (cell.formula === undefined) return toLinkedText(shown, link);
  const written = toFormulaText(cell.formula);
  return isUnsolved(cell, common) ? written : toLinkedText(toLinkedText(shown, written), link);
}

/** Without a result, or with the one that a writer puts there when it has none. An empty text is a result. */
function isUnsolved({ type, value }: RawCell, common: Common): boolean {
  return (
    value === undefined || (type !== 'str' && value === '') || (common.isUnsolved && type === 'n' && value === '0')
  );
}

function toShownText({ type, value, inline, style }: RawCell, common: Common): string {
  if (value === undefined || value === '' || type === 'inlineStr') return unescapeText(inline ?? '');
  switch (type) {
    case 's':
      return common.texts[Number(value)] ?? '';
    case 'b':
      return toBooleanText(isTrue(value));
    case 'str':
      return unescapeText(value);
    case 'e':
      return value;
    case 'd':
      return toIsoText(value);
    default: {
      const number = Number(value);
      return Number.isFinite(number) ? toNumberText(number, style, common.is1904) : value;
    }
  }
}
