/**
 * The reasons of one row, and how they become one verdict: the kind that is counted, and the words of the added
 * columns. Rows that are blocked alike share one verdict, so that its words are made and encoded once.
 */
import type { BlockWords } from '../ask/question.ts';
import { blockKinds, type BlockVerdict } from './verdicts.ts';

/** The verdict for the reasons so far, in their order, and for these with one more. */
type Known = { verdict: BlockVerdict | undefined; readonly more: Map<BlockWords, Map<number, Known>> };

const remembered = 20_000;
/**
 * Where a reason applies: -1 is the row itself; phone columns are counted from 0, and the columns of the file come
 * after them.
 */
const ofRow = -1;

export type Reasons = {
  readonly clear: () => void;
  readonly count: () => number;
  /** Adds a reason: for a phone column, by its index among them; for any column of the file; for the row as a whole. */
  readonly addOfPhone: (phone: number, verdict: BlockVerdict) => void;
  readonly addOfColumn: (column: number, verdict: BlockVerdict) => void;
  readonly addOfRow: (verdict: BlockVerdict) => void;
  /** The phone columns with a reason. */
  readonly phones: () => number[];
  /** Joins all reasons into one verdict. */
  readonly toVerdict: () => BlockVerdict;
};

/** Reasons name their column, unless it is the only phone column or the row as a whole. */
export function createReasons(phoneNames: readonly string[], nameOf: (column: number) => string): Reasons {
  const width = phoneNames.length;
  const verdicts: BlockVerdict[] = [];
  const places: number[] = [];
  // How many entries of `verdicts` and `places` belong to this row; what stands behind them is left from other rows.
  let count = 0;
  let root: Known = { verdict: undefined, more: new Map() };
  let size = 0;

  function add(place: number, verdict: BlockVerdict): void {
    verdicts[count] = verdict;
    places[count] = place;
    count += 1;
  }

  function toName(place: number): string {
    if (place === ofRow || (place < width && width === 1)) return '';
    return place < width ? (phoneNames[place] ?? '') : nameOf(place - width);
  }

  function merge(): BlockVerdict {
    const all = verdicts.slice(0, count);
    const why = all.map(({ words }, at) => {
      const name = toName(places[at] ?? ofRow);
      return name === '' ? words.why : `${name}: ${words.why}`;
    });
    const since = all.map(({ words }) => words.since).filter((day) => day !== '');
    const by = blockKinds.find((kind) => all.some((each) => each.by === kind)) ?? 'notANumber';
    const column = all.find((each) => each.by === by)?.column;
    return {
      kind: 'blocked',
      by,
      ...(column === undefined ? {} : { column }),
      words: {
        why: join(why),
        since: since.toSorted()[0] ?? '',
        hold: join(all.map(({ words }) => words.hold)),
        list: join(all.map(({ words }) => words.list)),
      },
    };
  }

  return {
    clear() {
      count = 0;
    },
    count: () => count,
    addOfPhone: add,
    addOfColumn: (column, verdict) => add(width + column, verdict),
    addOfRow: (verdict) => add(ofRow, verdict),
    phones: () => places.slice(0, count).filter((place) => place >= 0 && place < width),
    toVerdict() {
      const [first] = verdicts;
      if (count === 1 && first !== undefined && toName(places[0] ?? ofRow) === '') return first;
      if (size >= remembered) {
        root = { verdict: undefined, more: new Map() };
        size = 0;
      }
      let known = root;
      for (let at = 0; at < count; at += 1) {
        const words = verdicts[at]?.words;
        const place = places[at] ?? ofRow;
        if (words === undefined) break;
        let same = known.more.get(words);
        if (same === undefined) known.more.set(words, (same = new Map()));
        let next = same.get(place);
        if (next === undefined) {
          next = { verdict: undefined, more: new Map() };
          same.set(place, next);
          size += 1;
        }
        known = next;
      }
      return (known.verdict ??= merge());
    },
  };
}

function join(texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ''))].join('; ');
}
