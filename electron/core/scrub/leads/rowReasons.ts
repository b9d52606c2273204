/** The reasons of one row, as one: what counts it, and the words of the added columns. Rows that are blocked alike share their words. */
import type { BlockWords } from '../ask/question.ts';
import { blockKinds, type CellVerdict, type RowReason } from './judgeLeads.ts';

const remembered = 20_000;

/** Reasons name their column, unless it is the only phone column or the row as a whole. */
export function createReasonWriter(
  phoneNames: readonly string[],
  nameOf: (column: number) => string,
): (reasons: readonly RowReason[]) => CellVerdict {
  // By the name and the words of a single reason: most rows have one, and most of them one of few.
  const known = new Map<string, Map<BlockWords, CellVerdict>>();
  let size = 0;

  function toName({ phone, column }: RowReason): string {
    if (column !== undefined) return nameOf(column);
    return phone === undefined || phoneNames.length === 1 ? '' : (phoneNames[phone] ?? '');
  }

  function writeOne(reason: RowReason): CellVerdict {
    const name = toName(reason);
    const { by, words } = reason;
    if (name === '') return { by, words };
    let same = known.get(name);
    const written = same?.get(words);
    if (written !== undefined) return written;
    if (size >= remembered) {
      known.clear();
      same = undefined;
      size = 0;
    }
    const verdict = { by, words: { ...words, why: `${name}: ${words.why}` } };
    if (same === undefined) known.set(name, (same = new Map()));
    same.set(words, verdict);
    size += 1;
    return verdict;
  }

  return (reasons) => {
    const [only, ...more] = reasons.map(writeOne);
    if (only !== undefined && more.length === 0) return only;
    const all = only === undefined ? more : [only, ...more];
    return {
      by: blockKinds.find((kind) => all.some(({ by }) => by === kind)) ?? 'notANumber',
      words: {
        why: join(all.map(({ words }) => words.why)),
        since:
          all
            .map(({ words }) => words.since)
            .filter((since) => since !== '')
            .toSorted()[0] ?? '',
        hold: join(all.map(({ words }) => words.hold)),
        list: join(all.map(({ words }) => words.list)),
      },
    };
  };
}

function join(texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ''))].join('; ');
}
