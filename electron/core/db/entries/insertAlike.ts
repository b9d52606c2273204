/**
 * Inserts new entries that share scope and origin, a hundred at a time. better-sqlite3 spends most of an insert on
 * binding: what all of them say is bound once, what none of them says is not bound at all, and only what differs is
 * bound row by row.
 */
import type { Statement } from 'better-sqlite3';
import type { WritableDb } from '../handles.ts';
import type { Stored } from '../../../../shared/fields.ts';
import { columnOf, type StoredDetails } from './storedDetails.ts';

export const rowsAtOnce = 100;

/** New entries as they were made, column by column: which of the statements each has. */
export type AlikeEntries = {
  readonly scopeId: number;
  readonly originId: number;
  readonly numbers: ArrayLike<number>;
  readonly lines: ArrayLike<number | null>;
  readonly statementOf: ArrayLike<number>;
  readonly statements: readonly StoredDetails[];
  /** What at least one of the statements says. */
  readonly said: readonly Stored[];
};

type Value = string | number | null;
/** What the statements say in one column. */
type Said = { readonly column: string; readonly values: readonly Value[] };

/**
 * Columns differ between chunks, and each selection of columns needs a statement of its own: a file has few of them,
 * random data many.
 */
const mostPrepared = 32;

/** Makes the function that inserts them. It answers how many it inserted, from the first on: whole hundreds. */
export function createAlikeInsert(db: WritableDb): (entries: AlikeEntries) => number {
  const prepared = new Map<string, Statement>();

  function prepare(same: readonly Said[], differing: readonly Said[]): Statement {
    const names = (some: readonly Said[]) => some.map(({ column }) => column);
    const key = `${names(same).join()}|${names(differing).join()}`;
    const known = prepared.get(key);
    if (known !== undefined) return known;
    const row = ['?', '1', '@scope', '@origin', ...names(same).map((column) => `@${column}`)];
    const values = `(${[...row, ...differing.map(() => '?'), '?'].join(', ')})`;
    const columns = ['number', 'seq', 'scope_id', 'origin_id', ...names(same), ...names(differing), 'line'];
    const statement = db.prepare(
      `INSERT INTO entry (${columns.join(', ')}) VALUES ${Array.from({ length: rowsAtOnce }, () => values).join(', ')}`,
    );
    if (prepared.size === mostPrepared) prepared.clear();
    prepared.set(key, statement);
    return statement;
  }

  return ({ scopeId, originId, numbers, lines, statementOf, statements, said }) => {
    const whole = numbers.length - (numbers.length % rowsAtOnce);
    if (whole === 0) return 0;
    const { same, differing } = sortColumns(statements, said);
    const insert = prepare(same, differing);
    const common: Record<string, Value> = { scope: scopeId, origin: originId };
    for (const { column, values } of same) common[column] = values[0] ?? null;
    const columns = differing.map(({ values }) => values);
    const width = columns.length + 2;
    const bound: (Value | undefined)[] = Array.from({ length: rowsAtOnce * width });
    for (let from = 0; from < whole; from += rowsAtOnce) {
      for (let row = 0; row < rowsAtOnce; row++) {
        let at = row * width;
        const statement = statementOf[from + row] ?? 0;
        bound[at++] = numbers[from + row];
        for (let column = 0; column < columns.length; column++) bound[at++] = columns[column]?.[statement];
        bound[at] = lines[from + row];
      }
      insert.run(bound, common);
    }
    return whole;
  };
}

function sortColumns(
  statements: readonly StoredDetails[],
  names: readonly Stored[],
): { same: readonly Said[]; differing: readonly Said[] } {
  const [same, differing]: [Said[], Said[]] = [[], []];
  for (const name of names) {
    const column = columnOf(name);
    const first = statements[0]?.[name] ?? null;
    if (statements.some((statement) => statement[name] !== first))
      differing.push({ column, values: statements.map((statement) => statement[name]) });
    else if (first !== null) same.push({ column, values: [first] });
  }
  return { same, differing };
}
