/**
 * The rows of a shared list (migrations/0022-hub.sql): where it is, and how far it was read. All writes happen in the caller's
 * transaction.
 */
import type { Statement } from 'better-sqlite3';
import type { WritableDb } from '../handles.ts';
import { createHubKnownRows } from './hubKnownRows.ts';
import { createHubOwedRows, type HubOwedRows } from './hubOwedRows.ts';

/** How this desk shares its list; times are epoch milliseconds. The migration says what each means. */
export type HubDesk = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly login: string;
  readonly ca: string | null;
  readonly secretId: string;
  readonly desk: string;
  readonly name: string;
  readonly role: 'reader' | 'desk' | 'lead' | 'admin';
  readonly epoch: string;
  readonly rev: number;
  readonly copiedTo: number;
  readonly copyRev: number | null;
  readonly offeredTo: number | null;
  readonly readAt: number | null;
  readonly nextPush: number;
  readonly problem: string | null;
  readonly problemKind: string | null;
  readonly releasesTo: number;
  readonly openHours: number | null;
  readonly vendorsAt: string | null;
  readonly hasLeases: 0 | 1;
  readonly upgradeWaits: 0 | 1;
  readonly placeGiven: 0 | 1;
};

/** A push that this desk has heard of, by which it knows the hub again. */
export type HubMark = { readonly rev: number; readonly digest: string };

export type HubRows = HubOwedRows & {
  /** Undefined: this desk shares no list. */
  readonly load: () => HubDesk | undefined;
  readonly join: (desk: HubDesk) => void;
  readonly save: (change: Partial<HubDesk>) => void;
  /** Forgets the hub and all that is known of it. The list stays. */
  readonly leave: () => void;
  readonly mark: (rev: number, digest: string) => void;
  readonly newestMark: () => HubMark | undefined;
  /** Newest first. */
  readonly listMarks: () => readonly HubMark[];
  /** Forgets the hub's revs after this one, and owes the numbers that had them; answers the numbers. */
  readonly forgetAfter: (rev: number) => readonly number[];
};

const names = {
  host: 'host',
  port: 'port',
  database: 'database',
  login: 'login',
  ca: 'ca',
  secretId: 'secret_id',
  desk: 'desk',
  name: 'name',
  role: 'role',
  epoch: 'epoch',
  rev: 'rev',
  copiedTo: 'copied_to',
  copyRev: 'copy_rev',
  offeredTo: 'offered_to',
  readAt: 'read_at',
  nextPush: 'next_push',
  problem: 'problem',
  problemKind: 'problem_kind',
  releasesTo: 'releases_to',
  openHours: 'open_hours',
  vendorsAt: 'vendors_at',
  hasLeases: 'has_leases',
  upgradeWaits: 'upgrade_waits',
  placeGiven: 'place_given',
} as const satisfies Record<keyof HubDesk, string>;

const fields = Object.keys(names) as readonly (keyof HubDesk)[];
/** Marks of so many revs are kept one by one, and of each such many before them one. */
const marksKept = 1000;

/** Prepares the statements of the shared list. */
export function createHubRows(db: WritableDb): HubRows {
  const owedRows = createHubOwedRows(db);
  const one = db.prepare<[], HubDesk>(
    `SELECT ${fields.map((field) => `${names[field]} AS ${field}`).join(', ')} FROM hub`,
  );
  const run = (sql: string) => {
    const statement = db.prepare(sql);
    return (...values: readonly (string | number | null)[]) => void statement.run(...values);
  };
  const pluck = <T>(sql: string) => db.prepare<(string | number)[], T>(sql).pluck();
  const marks = db.prepare<[], HubMark>('SELECT rev, digest FROM hub_mark ORDER BY rev DESC');
  const newestMark = db.prepare<[], HubMark>('SELECT rev, digest FROM hub_mark ORDER BY rev DESC LIMIT 1');
  // Another digest at a rev that has one: the hub was put back in the middle of an exchange, which the next one has to find out.
  const mark = run('INSERT INTO hub_mark (rev, digest) VALUES (?, ?) ON CONFLICT (rev) DO NOTHING');
  const prune = run(
    `DELETE FROM hub_mark WHERE rev < ? - ${marksKept}
       AND rev NOT IN (SELECT min(rev) FROM hub_mark GROUP BY rev / ${marksKept})`,
  );
  const forget = run('DELETE FROM hub_entry WHERE rev > ?');
  const forgetMarks = run('DELETE FROM hub_mark WHERE rev > ?');
  const after = pluck<number>('SELECT number FROM hub_entry WHERE rev > ?');
  const isOwn = pluck<number>('SELECT 1 FROM hub_entry WHERE number = ?');
  const known = createHubKnownRows(db);
  /** By what they change: a first copy saves how far it is with each page. */
  const saving = new Map<string, Statement>();
  return {
    ...owedRows,
    load: () => one.get(),
    join(desk) {
      db.prepare(
        `INSERT INTO hub (one, ${fields.map((field) => names[field]).join(', ')}) VALUES (1, ${fields.map((field) => `@${field}`).join(', ')})`,
      ).run(desk);
    },
    save(change) {
      const changed = fields.filter((field) => field in change);
      if (changed.length === 0) return;
      const key = changed.join();
      let statement = saving.get(key);
      if (statement === undefined) {
        statement = db.prepare(`UPDATE hub SET ${changed.map((field) => `${names[field]} = @${field}`).join(', ')}`);
        saving.set(key, statement);
      }
      statement.run(change);
    },
    leave() {
      for (const table of ['hub', 'hub_entry', 'hub_known', 'hub_owed', 'hub_sent', 'hub_mark'])
        db.prepare(`DELETE FROM ${table}`).run();
    },
    mark(rev, digest) {
      mark(rev, digest);
      prune(rev);
    },
    newestMark: () => newestMark.get(),
    listMarks: () => marks.all(),
    forgetAfter(rev) {
      const own = new Set(after.all(rev));
      // Of a number with a row of its own, only that counts: one that is not after this rev keeps it.
      const together = known.forgetAfter(rev, own).filter((number) => !own.has(number) && !isOwn.get(number));
      const numbers = [...own, ...together].toSorted((a, b) => a - b);
      for (const number of numbers) owedRows.oweOn(number, null);
      forget(rev);
      forgetMarks(rev);
      return numbers;
    },
  };
}
