/**
 * Whether a number that is not found has an entry all the same. A key of the table's tree that a disk has damaged leads a search past
 * what it looks for. Whoever answers "not on the list" asks here first, because a small file alone is checked whole at every start.
 *
 * A search that was led astray ends where the numbers around it are not in order, or beside the damaged key, which is out of order
 * itself: two numbers on either side tell. What was blocked by itself stands in an index of the journal too, which tells also of a key
 * that is damaged and still in order.
 */
import type { ReadableDb } from '../handles.ts';

/** About a number; SQLite's errors come out of it where what it reads cannot be read. */
export type NumberTest = (number: number) => boolean;

/** Makes the test whether a number that was not found may have an entry. It costs as much as two look-ups. */
export function createHiddenTest(db: ReadableDb): NumberTest {
  const isInOrder = createOrderTest(db);
  const wasWritten = db
    .prepare<{ number: number }, number>(
      `SELECT EXISTS (SELECT 1 FROM journal INDEXED BY journal_single
           WHERE changes = 1 AND first_number = @number AND kind <> 'asked')
         AND NOT EXISTS (SELECT 1 FROM entry WHERE number = @number)`,
    )
    .pluck();
  return (number) => !isInOrder(number) || wasWritten.get({ number }) === 1;
}

/** Makes the test whether a search for a number, or for the first one behind it, ends at its place in the table. */
export function createOrderTest(db: ReadableDb): NumberTest {
  // What comes before has a minus: one statement is faster than two.
  const around = db
    .prepare<{ number: number }, number>(
      `SELECT * FROM (SELECT -number FROM entry NOT INDEXED WHERE number < @number ORDER BY number DESC LIMIT 2)
       UNION ALL
       SELECT * FROM (SELECT number FROM entry NOT INDEXED WHERE number > @number ORDER BY number LIMIT 2)`,
    )
    .pluck();
  return (number) => leadAway(around.all({ number }), number);
}

/** Whether the numbers before (each with a minus, the nearest first) and those behind get farther from a number. */
function leadAway(around: readonly number[], number: number): boolean {
  let [before, after] = [number, number];
  for (const each of around) {
    if (each < 0) {
      if (-each >= before) return false;
      before = -each;
    } else {
      if (each <= after) return false;
      after = each;
    }
  }
  return true;
}

/** Read at once, in some milliseconds. */
const walkedAtOnce = 20_000;

/**
 * Walks through the whole table: whether each number stands behind the one before and is found by itself. Ten million take a second
 * or two, a tenth of what as many tests take.
 */
export function isWholeInOrder(db: ReadableDb): boolean {
  const from = db
    .prepare<[number, number], number>('SELECT number FROM entry NOT INDEXED WHERE number >= ? ORDER BY number LIMIT ?')
    .pluck();
  // Each slice begins with the last number of the one before, so that a search for it has to find it.
  for (let last = from.get(0, 1); last !== undefined;) {
    const numbers = from.all(last, walkedAtOnce);
    if (numbers[0] !== last) return false;
    for (let at = 1; at < numbers.length; at += 1) if ((numbers[at] ?? 0) <= (numbers[at - 1] ?? 0)) return false;
    if (numbers.length < walkedAtOnce) return isEnd(numbers.at(-1) ?? last);
    last = numbers.at(-1);
  }
  return true;

  function isEnd(number: number): boolean {
    return from.get(number, 1) === number;
  }
}
