/** What leads of the shared list are asked, and what they answered. All writes happen in the caller's transaction. */
import type { WritableDb } from '../handles.ts';

/** Times are epoch milliseconds; null answer: nobody has answered. */
export type HubRequestRow = {
  readonly id: string;
  readonly number: number;
  /** A desk asks for a release, or one side released or narrowed what the other changed meanwhile, or what its login may not. */
  readonly kind: 'release' | 'releasedHereChangedThere' | 'releasedThereChangedHere';
  readonly why: string;
  readonly askedBy: string;
  readonly at: number;
  readonly answer: 'released' | 'kept' | null;
  readonly answeredAt: number | null;
  readonly answeredBy: string | null;
};

/** What this desk's list says now of a number that is asked about. `changedAt`: epoch milliseconds; `version`: grows with every change. */
export type AskedBlock = { readonly version: number; readonly changedAt: number; readonly changedBy: string };

export type HubRequestRows = {
  /** Makes a request here, or takes one that the hub has: its answer stands over ours. */
  readonly save: (request: HubRequestRow, owed: boolean) => void;
  readonly load: (id: string) => HubRequestRow | undefined;
  readonly openOf: (number: number) => HubRequestRow | undefined;
  /** Undefined: nothing blocks the number here. */
  readonly blockOf: (number: number) => AskedBlock | undefined;
  /** Those that nobody has answered, oldest first. */
  readonly listOpen: (most: number) => readonly HubRequestRow[];
  readonly countOpen: () => number;
  readonly listOwed: () => readonly HubRequestRow[];
  readonly settle: (id: string) => void;
  /** Answers what is open about a number. */
  readonly answerOpen: (number: number, answer: 'released' | 'kept', at: number, by: string) => void;
  /** Owes again what the hub may lack: what is open and, where this desk `mayAnswer`, what was answered. */
  readonly oweAgain: (mayAnswer: boolean) => void;
  /** Takes back answers that are owed: the hub did not take them. */
  readonly takeBackOwed: () => void;
  readonly clear: () => void;
};

/** Prepares the statements. */
export function createHubRequestRows(db: WritableDb): HubRequestRows {
  const columns = `id, number, kind, why, asked_by AS askedBy, at, answer, answered_at AS answeredAt, answered_by AS answeredBy`;
  const select = (where: string) =>
    db.prepare<(string | number)[], HubRequestRow>(`SELECT ${columns} FROM hub_request ${where}`);
  const save = db.prepare(
    `INSERT INTO hub_request (id, number, kind, why, asked_by, at, answer, answered_at, answered_by, owed)
     VALUES (@id, @number, @kind, @why, @askedBy, @at, @answer, @answeredAt, @answeredBy, @owed)
     ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at,
       answered_by = excluded.answered_by, owed = excluded.owed
     WHERE excluded.answer IS NOT NULL`,
  );
  const one = select('WHERE id = ?');
  const openOf = select('WHERE number = ? AND answer IS NULL LIMIT 1');
  const blockOf = db.prepare<[number], AskedBlock>(
    `SELECT e.seq AS version, coalesce(e.changed_at, o.at) AS changedAt, coalesce(e.changed_by, o.author) AS changedBy
     FROM entry e JOIN origin o ON o.id = e.origin_id WHERE e.number = ? AND e.removed_at IS NULL`,
  );
  const open = select('WHERE answer IS NULL ORDER BY at, id LIMIT ?');
  const countOpen = db.prepare<[], number>('SELECT count(*) FROM hub_request WHERE answer IS NULL').pluck();
  const owed = select('WHERE owed = 1 ORDER BY id');
  const settle = db.prepare('UPDATE hub_request SET owed = 0 WHERE id = ?');
  const answerOpen = db.prepare(
    `UPDATE hub_request SET answer = ?, answered_at = ?, answered_by = ?, owed = 1 WHERE number = ? AND answer IS NULL`,
  );
  const oweAgain = db.prepare<[number]>('UPDATE hub_request SET owed = 1 WHERE answer IS NULL OR ? = 1');
  const takeBackOwed = db.prepare(
    'UPDATE hub_request SET owed = 0, answer = NULL, answered_at = NULL, answered_by = NULL WHERE owed = 1 AND answer IS NOT NULL',
  );
  const clear = db.prepare('DELETE FROM hub_request');
  return {
    save: (request, isOwed) => void save.run({ ...request, owed: isOwed ? 1 : 0 }),
    load: (id) => one.get(id),
    openOf: (number) => openOf.get(number),
    blockOf: (number) => blockOf.get(number),
    listOpen: (most) => open.all(most),
    countOpen: () => countOpen.get() ?? 0,
    listOwed: () => owed.all(),
    settle: (id) => void settle.run(id),
    answerOpen: (number, answer, at, by) => void answerOpen.run(answer, at, by, number),
    oweAgain: (mayAnswer) => void oweAgain.run(mayAnswer ? 1 : 0),
    takeBackOwed: () => void takeBackOwed.run(),
    clear: () => void clear.run(),
  };
}
