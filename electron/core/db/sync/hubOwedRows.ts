/**
 * What is known of single numbers of a shared list: the hub's rev of each, what this desk owes, and what a push under way carries. All
 * writes happen in the caller's transaction.
 */
import type { WritableDb } from '../handles.ts';
import { createHubKnownRows, type HubKnownRows } from './hubKnownRows.ts';

/** What is known of one number: the hub's rev of it, and whether this desk owes it a change. */
export type HubKnown = {
  readonly rev: number | undefined;
  readonly owed: { readonly base: string | null; readonly refused: string | null } | undefined;
};

/** One number of the push under way. */
export type HubSent = { readonly number: number; readonly seq: number; readonly sent: string };

export type HubOwedRows = {
  readonly loadKnown: (numbers: readonly number[]) => (number: number) => HubKnown;
  readonly saveRev: (number: number, rev: number) => void;
  /** The same for many, each once. */
  readonly saveRevs: (revs: readonly { readonly number: number; readonly rev: number }[]) => void;
  /** The same for numbers, ascending, of which nothing is known yet. */
  readonly addRevs: (numbers: Float64Array, revs: Float64Array) => void;
  /** Owes a number, where it is not owed yet. */
  readonly owe: (number: number, base: string | null) => void;
  /** The same for many of which the hub has none. */
  readonly oweAll: (numbers: ArrayLike<number>) => void;
  /** Owes a number on this base, whatever it was owed on. */
  readonly oweOn: (number: number, base: string | null) => void;
  readonly refuse: (number: number, why: string) => void;
  readonly settle: (number: number) => void;
  readonly settleAll: (numbers: readonly number[]) => void;
  /** Numbers that wait to be shared, in order. */
  readonly listOwed: (most: number) => readonly number[];
  readonly listRefused: (most: number) => readonly { readonly number: number; readonly refused: string }[];
  readonly countOwed: () => { readonly waiting: number; readonly refused: number };
  /** Tries again what was refused. */
  readonly retryRefused: () => void;
  /** Whether a number waits to be shared. */
  readonly owesAny: () => boolean;
  /** Of the next entries after a number, `most` of them, those that were never shared nor owed. `upTo`: the last that was looked at; null: none was left. */
  readonly listUnshared: (
    after: number,
    most: number,
  ) => { readonly numbers: readonly number[]; readonly upTo: number | null };
  readonly saveSent: (sent: readonly HubSent[]) => void;
  readonly listSent: () => readonly HubSent[];
  readonly isSent: (number: number) => boolean;
  readonly clearSent: () => void;
};

const nothingKnown: HubKnown = { rev: undefined, owed: undefined };

/** Rows of one statement: more save hardly anything. Fewer numbers than this are not packed either. */
const revsAtOnce = 100;

/** Prepares the statements. */
export function createHubOwedRows(db: WritableDb): HubOwedRows {
  const run = (sql: string) => {
    const statement = db.prepare(sql);
    return (...values: readonly (string | number | null)[]) => void statement.run(...values);
  };
  const pluck = <T>(sql: string) => db.prepare<(string | number)[], T>(sql).pluck();
  const owe = db.prepare('INSERT INTO hub_owed (number, base) VALUES (?, ?) ON CONFLICT (number) DO NOTHING');
  const oweOn = db.prepare(
    `INSERT INTO hub_owed (number, base) VALUES (?, ?)
     ON CONFLICT (number) DO UPDATE SET base = excluded.base, refused = NULL`,
  );
  const saveSome = (count: number) =>
    db.prepare(
      `INSERT INTO hub_entry (number, rev) VALUES ${Array.from({ length: count }, () => '(?, ?)').join(', ')}
       ON CONFLICT (number) DO UPDATE SET rev = excluded.rev`,
    );
  const [saveRev, saveMany] = [saveSome(1), saveSome(revsAtOnce)];
  const owed = pluck<number>('SELECT number FROM hub_owed WHERE refused IS NULL ORDER BY number LIMIT ?');
  const refused = db.prepare<[number], { number: number; refused: string }>(
    'SELECT number, refused FROM hub_owed WHERE refused IS NOT NULL ORDER BY number LIMIT ?',
  );
  const counts = db.prepare<[], { waiting: number; refused: number }>(
    'SELECT count(*) FILTER (WHERE refused IS NULL) AS waiting, count(refused) AS refused FROM hub_owed',
  );
  const next = pluck<number>('SELECT number FROM entry WHERE number > ? ORDER BY number LIMIT ?');
  const packed = createHubKnownRows(db);
  const loadKnown = createKnownReader(db, packed);
  const sent = db.prepare<[], HubSent>('SELECT number, seq, sent FROM hub_sent ORDER BY number');
  const isSent = pluck<number>('SELECT 1 FROM hub_sent WHERE number = ?');
  const refuse = run('UPDATE hub_owed SET refused = ? WHERE number = ?');
  const insertSent = createManyInsert(db, 'INSERT INTO hub_sent (number, seq, sent)', 3);
  const insertOwed = createManyInsert(db, 'INSERT INTO hub_owed (number)', 1, 'ON CONFLICT (number) DO NOTHING');
  const settleAll = run('DELETE FROM hub_owed WHERE number IN (SELECT value FROM json_each(?))');
  function saveRevs(revs: readonly { readonly number: number; readonly rev: number }[]): void {
    const whole = revs.length - (revs.length % revsAtOnce);
    for (let at = 0; at < whole; at += revsAtOnce)
      saveMany.run(revs.slice(at, at + revsAtOnce).flatMap(({ number, rev }) => [number, rev]));
    for (const { number, rev } of revs.slice(whole)) saveRev.run(number, rev);
  }

  return {
    loadKnown,
    saveRev: (number, rev) => void saveRev.run(number, rev),
    saveRevs,
    addRevs(numbers, revs) {
      if (numbers.length < revsAtOnce) saveRevs(Array.from(numbers, (number, at) => ({ number, rev: revs[at] ?? 0 })));
      else packed.add(numbers, revs);
    },
    owe: (number, base) => void owe.run(number, base),
    oweOn: (number, base) => void oweOn.run(number, base),
    refuse: (number, why) => refuse(why, number),
    oweAll: (numbers) => insertOwed(Array.from(numbers)),
    settleAll: (numbers) => settleAll(JSON.stringify(numbers)),
    settle: run('DELETE FROM hub_owed WHERE number = ?'),
    listOwed: (most) => owed.all(most),
    listRefused: (most) => refused.all(most),
    countOwed: () => counts.get() ?? { waiting: 0, refused: 0 },
    retryRefused: run('UPDATE hub_owed SET refused = NULL WHERE refused IS NOT NULL'),
    owesAny: () => owed.get(1) !== undefined,
    listUnshared(from, most) {
      const numbers = next.all(from, most);
      const knownOf = loadKnown(numbers);
      const isShared = ({ rev, owed: isOwed }: HubKnown) => rev !== undefined || isOwed !== undefined;
      return { numbers: numbers.filter((number) => !isShared(knownOf(number))), upTo: numbers.at(-1) ?? null };
    },
    saveSent: (all) => insertSent(all.flatMap(({ number, seq, sent: text }) => [number, seq, text])),
    listSent: () => sent.all(),
    isSent: (number) => isSent.get(number) !== undefined,
    clearSent: run('DELETE FROM hub_sent'),
  };
}

/** Makes what reads what is known of numbers, in rows of their own and packed. */
function createKnownReader(db: WritableDb, packed: HubKnownRows): HubOwedRows['loadKnown'] {
  const anyBetween = db
    .prepare<number[], 0 | 1>(
      `SELECT EXISTS (SELECT 1 FROM hub_entry WHERE number BETWEEN ? AND ?)
       OR EXISTS (SELECT 1 FROM hub_owed WHERE number BETWEEN ? AND ?)`,
    )
    .pluck();
  const known = db.prepare<
    [string],
    { number: number; rev: number | null; base: string | null; refused: string | null; owed: 0 | 1 }
  >(
    `SELECT n.value AS number, e.rev, o.base, o.refused, o.number IS NOT NULL AS owed FROM json_each(?) n
     LEFT JOIN hub_entry e ON e.number = n.value LEFT JOIN hub_owed o ON o.number = n.value`,
  );
  return (numbers) => {
    let [first, last] = [Infinity, 0];
    for (const number of numbers) {
      if (number < first) first = number;
      if (number > last) last = number;
    }
    const together = packed.find(numbers);
    // Of a first copy, nearly all pages lie where nothing is known yet.
    if (numbers.length === 0 || anyBetween.get(first, last, first, last) === 0)
      return together.size === 0 ? () => nothingKnown : (number) => ({ rev: together.get(number), owed: undefined });
    const found = new Map(known.all(JSON.stringify(numbers)).map((row) => [row.number, row]));
    return (number) => {
      const row = found.get(number);
      return {
        rev: row?.rev ?? together.get(number),
        owed: row?.owed === 1 ? { base: row.base, refused: row.refused } : undefined,
      };
    };
  };
}

/** Makes what inserts many rows, whose values stand one behind the other. `insert`, `after`: the statement around its values. */
function createManyInsert(
  db: WritableDb,
  insert: string,
  width: number,
  after = '',
): (values: readonly (string | number)[]) => void {
  const row = `(${Array.from({ length: width }, () => '?').join(', ')})`;
  const prepare = (count: number) =>
    db.prepare(`${insert} VALUES ${Array.from({ length: count }, () => row).join(', ')} ${after}`);
  const one = prepare(1);
  // Nobody who only looks waits for it.
  let many: ReturnType<typeof prepare> | undefined;
  return (values) => {
    const most = revsAtOnce * width;
    const whole = values.length - (values.length % most);
    for (let from = 0; from < whole; from += most) {
      many ??= prepare(revsAtOnce);
      many.run(values.slice(from, from + most));
    }
    for (let from = whole; from < values.length; from += width) one.run(values.slice(from, from + width));
  };
}
