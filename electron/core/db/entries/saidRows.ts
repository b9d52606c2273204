/**
 * What new entries say in several columns, each combination once, in a table that the connection has for itself. The statement that
 * inserts entries takes it from there: a value that is bound for each of them costs more than finding a row among a few.
 */
import type { Statement } from 'better-sqlite3';
import type { WritableDb } from '../handles.ts';

type Value = string | number | null;
/** What one column says: the values, and which of them each entry has. */
export type Said = { readonly column: string; readonly values: readonly Value[]; readonly valueOf: ArrayLike<number> };

/** Which of some statements, and of some origins, each entry has. */
export type SaidOf = {
  readonly statementOf: ArrayLike<number>;
  readonly originOf: ArrayLike<number>;
  readonly statements: { readonly length: number };
  readonly originIds: { readonly length: number };
};

export type SaidRows = {
  /** Writes what columns say of the first `count` entries, and answers the row of each; undefined: binding it costs less. */
  readonly write: (entries: SaidOf, columns: readonly Said[], count: number) => Uint32Array | undefined;
  /** Leaves nothing of it there. */
  readonly clear: () => void;
};

/** The table; `place` is the row. */
export const saidTable = 'temp.said';

/** To so many entries one combination may come. */
const entriesOfRow = 10;
/** Combinations that are looked up in a list; where there may be more, they would hardly repeat. */
const mostPairs = 65_536;

/** Makes what writes them. `columns`: of the entry table, all that may differ between entries. */
export function createSaidRows(db: WritableDb, columns: readonly string[]): SaidRows {
  let insert: Statement | undefined;

  function begin(): Statement {
    // A transaction that rolls back takes the table with it.
    db.exec(`CREATE TABLE IF NOT EXISTS ${saidTable} (place INTEGER PRIMARY KEY, ${columns.join(', ')})`);
    insert ??= db.prepare(
      `INSERT INTO ${saidTable} (place, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})`,
    );
    return insert;
  }

  return {
    write(entries, said, count) {
      if (said.length < 2) return undefined;
      const found = findPairs(entries, count);
      if (found === undefined) return undefined;
      const row = begin();
      const sayers = columns.map((name) => said.find(({ column }) => column === name));
      for (const [place, entry] of found.firstOf.entries())
        row.run(place, ...sayers.map((one) => one?.values[one.valueOf[entry] ?? 0] ?? null));
      return found.placeOf;
    },
    clear: () => void db.exec(`DELETE FROM ${saidTable}`),
  };
}

/** The pairs of statement and origin: which each entry has, and the first entry of each; undefined where they hardly repeat. */
function findPairs(
  { statementOf, originOf, statements, originIds }: SaidOf,
  count: number,
): { readonly placeOf: Uint32Array; readonly firstOf: readonly number[] } | undefined {
  const origins = originIds.length;
  const most = Math.floor(count / entriesOfRow);
  if (statements.length > most || origins > most || statements.length * origins > mostPairs) return undefined;
  // One more than its place; 0: not found yet.
  const found = new Uint32Array(statements.length * origins);
  const placeOf = new Uint32Array(count);
  const firstOf: number[] = [];
  for (let at = 0; at < count; at++) {
    const pair = (statementOf[at] ?? 0) * origins + (originOf[at] ?? 0);
    if (found[pair] === 0) {
      if (firstOf.length === most) return undefined;
      found[pair] = firstOf.push(at);
    }
    placeOf[at] = (found[pair] ?? 0) - 1;
  }
  return { placeOf, firstOf };
}
