/**
 * Which records of the log name numbers by a key that is not there any more: nobody can say what they were about. Each file begins with
 * the name of its key, and a start with another one notes it; logs of earlier versions name none.
 */
import type { AnswerRecord } from './chain.ts';

/** So many records name numbers by a lost key; the first and the last of them. */
export type LostKey = { readonly records: number; readonly first: number; readonly last: number };

export type KeyFollower = {
  /** Whether this record, which comes next, has to be taken: of most only their text is needed for that. */
  readonly needs: (json: string) => boolean;
  /** Takes the records in their order. */
  readonly take: (record: AnswerRecord) => void;
  /** What is lost of what was taken; null: nothing. */
  readonly lost: () => LostKey | null;
};

/** What stands in a record that may name a key. */
const namesKey = ['"kind":"segment"', '"kind":"key"'];

/** Follows the keys of a log. `present`: the name of the key that is there; undefined: none is. */
export function followKeys(present: string | undefined): KeyFollower {
  let named: string | undefined;
  let lost: LostKey | null = null;
  /** Of records before any key is named. */
  let unnamed: LostKey | null = null;

  function name(key: string, isNew: boolean): void {
    if (named === undefined && (isNew || key !== present)) lost = unnamed;
    if (named === undefined) unnamed = null;
    named = key;
  }

  return {
    needs: (json) => named === undefined || named !== present || namesKey.some((kind) => json.includes(kind)),
    take(record) {
      if (record.kind === 'segment' && record.key !== undefined) name(record.key, false);
      if (record.kind === 'key') name(record.key, record.isNew);
      if (!hidesNumbers(record)) return;
      if (named === undefined) unnamed = count(unnamed, record.n);
      else if (named !== present) lost = count(lost, record.n);
    },
    lost: () => (present === undefined ? (lost ?? unnamed) : lost),
  };
}

const count = (before: LostKey | null, n: number): LostKey => ({
  records: (before?.records ?? 0) + 1,
  first: before?.first ?? n,
  last: n,
});

const isHidden = (number: string | null): boolean => number !== null && !number.startsWith('+');

/** Whether a record has a number as a keyed hash. */
function hidesNumbers(record: AnswerRecord): boolean {
  if (record.kind === 'check') return record.items.some(([number]) => isHidden(number));
  return record.kind === 'request' && isHidden(record.number);
}
