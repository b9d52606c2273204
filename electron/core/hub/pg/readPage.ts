/** Reads entries of the hub column by column (HubPage). */
import { type HubActs, type HubPage, HubProblem, type HubSaid } from '../hubPort.ts';
import { lastMs } from '../../../../shared/domain/time/instant.ts';
import { type Ask, createAsk, createAskCopy, createAskRows } from './ask.ts';
import { copiedColumns, type EntryColumns, toCopiedColumns } from './copiedRows.ts';
import type { PgConnection } from './connect.ts';

type EntryRow = readonly [
  number: number,
  rev: number,
  scope: number,
  origin: number,
  details: string,
  line: number | null,
  changedAt: number,
  changedBy: string,
  removedAt: number | null,
  removedBy: string | null,
  removedWhy: string | null,
];

const selected = `SELECT e.number, e.rev, e.scope, e.origin, e.details::text, e.line, e.changed_at, e.changed_by, e.removed_at,
  e.removed_by, e.removed_why FROM dnc.entry e`;

/** So many words are remembered. */
const mostKnown = 100_000;

export type PageReader = {
  /** The entries of a condition, which is put together from whole numbers. */
  readonly copy: (condition: string, most: number) => Promise<HubPage>;
  /** The entries of a condition with values: of a few numbers. */
  readonly select: (condition: string, values: readonly unknown[]) => Promise<HubPage>;
  /** Reads scopes and origins anew from now on. */
  readonly forget: () => void;
};

/**
 * Makes what reads entries. Scopes and origins are never changed, so that each is read once. A server that does not copy is asked by
 * SELECT, which takes three times as long here.
 */
export function createPageReader(connection: PgConnection): PageReader {
  const ask = createAsk(connection);
  const askRows = createAskRows(connection);
  const askCopy = createAskCopy(connection);
  const scopes = createWords(ask, 'SELECT id, holds AS words FROM dnc.scope WHERE id = ANY($1::int[])');
  const origins = createWords(ask, 'SELECT id, words FROM dnc.origin WHERE id = ANY($1::int[])');
  let copies = true;

  async function toPage({ scopeIds, details, originIds, ...page }: EntryColumns): Promise<HubPage> {
    const holdsOf = await scopes.read(scopeIds);
    const originOf = await origins.read(originIds);
    return {
      ...page,
      lines: page.lines.map((line) => (Number.isSafeInteger(line) ? line : Number.NaN)),
      acts: page.acts.map(toActsInReach),
      statements: details.map((text, at): HubSaid => ({
        holds: holdsOf(scopeIds[at] ?? -1),
        details: JSON.parse(text) as HubSaid['details'],
      })),
      origins: originIds.map(originOf),
    };
  }

  async function select(condition: string, values: readonly unknown[]): Promise<HubPage> {
    return await toPage(toColumns(await askRows<EntryRow>(`${selected} ${condition}`, values)));
  }

  return {
    select,
    forget() {
      scopes.forget();
      origins.forget();
    },
    async copy(condition, most) {
      if (!copies) return await select(condition, []);
      try {
        const sql = `COPY (SELECT ${copiedColumns} FROM dnc.entry e ${condition}) TO STDOUT`;
        return await toPage(await askCopy(sql, (rows) => toCopiedColumns(rows, most)));
      } catch (error) {
        // Whatever a server has against copying: what is wrong with the question itself shows again when it is asked otherwise.
        if (!(error instanceof HubProblem) || (error.kind !== 'bug' && error.kind !== 'forbidden')) throw error;
        copies = false;
        return await select(condition, []);
      }
    },
  };
}

/** Times that are none: who changed it then is not known, and nobody released it. */
function toActsInReach(acts: HubActs): HubActs {
  const { changedAt, removedAt, removedBy, removedWhy } = acts;
  const isWhole = isTime(changedAt) && (removedAt === null || (isTime(removedAt) && removedBy !== null));
  if (isWhole && (removedAt === null || removedWhy !== null)) return acts;
  const changed = { ...acts, changedAt: isTime(changedAt) ? changedAt : 0 };
  if (removedAt === null || !isTime(removedAt))
    return { ...changed, removedAt: null, removedBy: null, removedWhy: null };
  return { ...changed, removedBy: removedBy ?? '', removedWhy: removedWhy ?? '' };
}

const isTime = (ms: number): boolean => ms >= 0 && ms <= lastMs;

function toColumns(rows: readonly EntryRow[]): EntryColumns {
  const statementOf = new Uint32Array(rows.length);
  const originOf = new Uint32Array(rows.length);
  const actsOf = new Uint32Array(rows.length);
  const [numbers, revs, lines] = [0, 1, 2].map(() => new Float64Array(rows.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const statements = createPlaces<{ readonly scope: number; readonly details: string }>();
  const origins = createPlaces<number>();
  const acts: HubActs[] = [];
  for (const [at, row] of rows.entries()) {
    const [number, rev, scope, origin, details, line, changedAt, changedBy, removedAt, removedBy, removedWhy] = row;
    numbers[at] = number;
    revs[at] = rev;
    lines[at] = line ?? Number.NaN;
    statementOf[at] = statements.placeOf(`${scope} ${details}`, () => ({ scope, details }));
    originOf[at] = origins.placeOf(origin, () => origin);
    // Neighbours mostly came and were changed together.
    const last = acts.at(-1);
    const isSame =
      last?.changedAt === changedAt &&
      last.changedBy === changedBy &&
      last.removedAt === removedAt &&
      last.removedBy === removedBy &&
      last.removedWhy === removedWhy;
    actsOf[at] = (isSame ? acts.length : acts.push({ changedAt, changedBy, removedAt, removedBy, removedWhy })) - 1;
  }
  return {
    numbers,
    revs,
    lines,
    statementOf,
    scopeIds: statements.all.map(({ scope }) => scope),
    details: statements.all.map(({ details }) => details),
    originOf,
    originIds: origins.all,
    actsOf,
    acts,
  };
}

/** Values by their keys, each once, in the order in which they came. */
function createPlaces<T>() {
  const known = new Map<string | number, number>();
  const all: T[] = [];
  return {
    all: all as readonly T[],
    placeOf(key: string | number, make: () => T): number {
      let place = known.get(key);
      if (place === undefined) {
        place = all.push(make()) - 1;
        known.set(key, place);
      }
      return place;
    },
  };
}

/** Makes what reads words by their ids, as far as they are not known. */
function createWords(ask: Ask, sql: string) {
  const known = new Map<number, string>();
  async function read(ids: readonly number[]): Promise<(id: number) => string> {
    if (known.size > mostKnown) known.clear();
    const lacking = [...new Set(ids)].filter((id) => !known.has(id));
    if (lacking.length > 0)
      for (const { id, words } of await ask<{ id: number; words: string }>(sql, [lacking])) known.set(id, words);
    return (id) => {
      const words = known.get(id);
      // What names no words says nothing that can be understood.
      return words ?? '';
    };
  }
  return { read, forget: () => known.clear() };
}
