/** Leases and shared facts on PostgreSQL (leasePort.ts). Time is the server's: no desk's clock decides who leads. */
import type { HeldLease, HeldState, HubFacts, HubFactsRow, HubLease, HubLeases } from '../leasePort.ts';
import type { Ask } from './ask.ts';

const toMs = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;
const inMs = (parameter: string): string => `now() + ${parameter}::bigint * interval '1 millisecond'`;
/** A desk that asked to lead and went away is waited for so long. */
const wishHolds = `wish IS NOT NULL AND wish_at > now() - interval '2 minutes'`;

const all = `SELECT l.account, l.desk, m.name, d.machine, l.fence, (l.desk IS NOT NULL AND l.until > now()) AS "isLive", ${toMs('l.since')} AS since,
    ${toMs('l.said_at')} AS "saidAt", l.rev, l.facts_rev AS "factsRev", l.preferred
  FROM dnc.lease l LEFT JOIN dnc.desk d ON d.desk = l.desk LEFT JOIN dnc.member m ON m.login = d.login ORDER BY l.account`;

const take = `UPDATE dnc.lease SET desk = $2, fence = fence + 1, until = ${inMs('$5')}, since = now(), said_at = now(), wish = NULL
  WHERE account = $1 AND rev = $3 AND (desk IS NULL OR until < now() - $4::bigint * interval '1 millisecond')
    AND (NOT (${wishHolds}) OR wish = $2) RETURNING fence`;

const renew = (also: string): string => `UPDATE dnc.lease SET until = ${inMs('$4')}, said_at = now()${also}
  WHERE account = $1 AND desk = $2 AND fence = $3
  RETURNING rev, ${toMs('asked_at')} AS "askedAt", CASE WHEN ${wishHolds} AND wish <> $2 THEN wish END AS wish`;

/**
 * One statement: a desk that stops in the middle of several would hold the lease's row, and nobody could take it. The row comes first,
 * so that facts become visible in the order of their revs; no facts are compared, for which the count would have to stand alone.
 */
const write = (also: string): string => `WITH held AS (${renew(`, rev = rev + 1${also}`)}),
  written AS (
    INSERT INTO dnc.record AS r (account, list, number, rev, facts)
    SELECT $1::uuid, s.list, s.number, held.rev, s.facts
    FROM held, unnest($5::text[], $6::bigint[], $7::text[]) AS s(list, number, facts)
    ON CONFLICT (account, list, number) DO UPDATE SET rev = excluded.rev, facts = excluded.facts)
  SELECT rev, "askedAt", wish FROM held`;

/** The leases over a connection. All of it throws HubProblem where the hub cannot be asked. */
export function createLeases(ask: Ask): HubLeases {
  return {
    list: () => ask<HubLease>(all),
    async accountFacts(account) {
      const [row] = await ask<{ facts: string }>('SELECT facts FROM dnc.lease WHERE account = $1', [account]);
      return row?.facts ?? '{}';
    },
    async create({ account, desk, facts, forMs }) {
      const [row] = await ask<{ fence: number }>(
        `INSERT INTO dnc.lease (account, desk, fence, until, rev, facts_rev, facts) VALUES ($1, $2, 1, ${inMs('$3')}, 1, 1, $4)
         ON CONFLICT (account) DO NOTHING RETURNING fence`,
        [account, desk, forMs, facts],
      );
      return row?.fence;
    },
    async take({ account, desk, rev, afterMs, forMs }) {
      const [row] = await ask<{ fence: number }>(take, [account, desk, rev, afterMs, forMs]);
      return row?.fence;
    },
    hold: (lease, forMs, facts) => hold(ask, lease, forMs, facts),
    async release({ account, desk, fence }) {
      await ask(
        'UPDATE dnc.lease SET desk = NULL, until = now(), said_at = now() WHERE account = $1 AND desk = $2 AND fence = $3',
        [account, desk, fence],
      );
    },
    records: (account, { rev, list, number }, upTo, most) =>
      ask<HubFactsRow>(
        `SELECT list, number, rev, facts FROM dnc.record WHERE account = $1 AND (rev, list, number) > ($2, $3, $4) AND rev <= $5
         ORDER BY rev, list, number LIMIT $6`,
        [account, rev, list, number, upTo, most],
      ),
    recordsOf: (account, keys) =>
      ask<HubFactsRow>(
        `SELECT r.list, r.number, r.rev, r.facts FROM unnest($2::text[], $3::bigint[]) AS k(list, number)
         JOIN dnc.record r ON r.account = $1 AND r.list = k.list AND r.number = k.number`,
        [account, keys.map(({ list }) => list), keys.map(({ number }) => number)],
      ),
    async ask(account) {
      await ask('UPDATE dnc.lease SET asked_at = now() WHERE account = $1', [account]);
    },
    async wish(account, desk) {
      await ask('UPDATE dnc.lease SET wish = $2, wish_at = now() WHERE account = $1', [account, desk]);
    },
    async prefer(account, desk) {
      await ask('UPDATE dnc.lease SET preferred = $2 WHERE account = $1', [account, desk]);
    },
  };
}

async function hold(
  ask: Ask,
  { account, desk, fence }: HeldLease,
  forMs: number,
  { account: said, records }: { readonly account: string | null; readonly records: readonly HubFacts[] },
): Promise<HeldState | undefined> {
  const lease = [account, desk, fence, forMs];
  if (said === null && records.length === 0) return (await ask<HeldState>(renew(''), lease))[0];
  const facts = [
    records.map(({ list }) => list),
    records.map(({ number }) => number),
    records.map((record) => record.facts),
  ];
  const [state] =
    said === null
      ? await ask<HeldState>(write(''), [...lease, ...facts])
      : await ask<HeldState>(write(', facts_rev = rev + 1, facts = $8'), [...lease, ...facts, said]);
  return state;
}
