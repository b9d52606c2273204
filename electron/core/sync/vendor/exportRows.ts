/**
 * What the rows of a vendor's own export say about its records: on which agents' lists a row is, and what the record
 * says. Pure. A row that leaves any doubt is no record, and a file with such a row proves no absence. Where a record has a set of agents,
 * one that this desk never heard of leaves its number in no doubt: the agents are not known, and it blocks for all of them.
 */
import { foldHeader } from '../../../../shared/domain/columns/columns.ts';
import { createRowReader, type RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { CellReaders } from '../../../../shared/domain/numbers/cellReader.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Zone } from '../../../../shared/domain/time/zone.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Row } from '../../files/text/dialect.ts';
import { exportRowsWords as say } from '../../../../shared/words/core/sync/vendor.ts';

/** A record as the export shows it. A field without a column in the file is undefined: nothing is known of it. */
export type ExportedFields = { readonly [Field in keyof RemoteFields]: RemoteFields[Field] | undefined };

export type ExportRow =
  | {
      readonly ok: true;
      readonly scopes: readonly RemoteList[];
      readonly numbers: readonly PhoneNumber[];
      readonly fields: ExportedFields;
    }
  | { readonly ok: false; readonly message: string };

/** How a call ended is not part of a record. */
const unused: ReadonlySet<RowMapping[number]['field']> = new Set(['date', 'disposition', 'ignore'] as const);

const agentHeaders = new Set(
  ['agent', 'agents', 'agent id', 'agent ids', 'agent uuid', 'agent uuids', 'agent name', 'agent names'].map(
    foldHeader,
  ),
);

/** The column that names agents, counted from 0. */
export function findAgentColumn(headers: readonly string[]): number | undefined {
  const column = headers.findIndex((header) => agentHeaders.has(foldHeader(header)));
  return column === -1 ? undefined : column;
}

/**
 * Makes the reader of one export.
 * @param mapping what the columns mean; dates, authors and the like play no part in a scan
 * @param headers the names of its columns, as far as it has a header
 * @param readers of phone cells, with the export's country
 * @param zone for days that the export gives without a time: they end in this zone
 */
export function createExportReader(
  account: AccountView,
  mapping: RowMapping,
  headers: readonly string[],
  readers: CellReaders,
  zone: Zone,
): (row: Row) => ExportRow {
  const agentColumn = findAgentColumn(headers);
  const used = mapping.filter(
    ({ column, field }) => !unused.has(field) && (column !== agentColumn || field === 'phone'),
  );
  // No expiry counts as past: the vendor still has a record whose expiry has passed.
  const read = createRowReader(used, readers, toInstant(0), zone, { names: headers });
  const { keeps, agents } = account.capabilities;
  const has = (field: string) => used.some((column) => column.field === field);
  const findAgents = createAgentFinder(account);

  return ({ cells, problem }) => {
    if (problem !== null) return { ok: false, message: say.itsCellsDoNotFit };
    const reading = read(cells);
    const [doubt] = [
      ...reading.problems.map(({ message }) => message),
      ...reading.doubts.map(({ sentence }) => sentence),
      ...reading.notes,
    ];
    if (doubt !== undefined) return { ok: false, message: doubt };
    const named = agentColumn === undefined || agents === 'none' ? [] : findAgents(cells[agentColumn] ?? '');
    if (!Array.isArray(named) && agents !== 'set') return { ok: false, message: named };
    if (agents === 'record' && named.length === 0) return { ok: false, message: say.itNamesNoAgent };
    return {
      ok: true,
      scopes: agents === 'record' && Array.isArray(named) ? named : [''],
      numbers: reading.numbers.map(({ number }) => number),
      fields: {
        reason: keeps.reason.how !== 'kept' ? null : has('reason') ? reading.reason : undefined,
        until: keeps.expiry.how !== 'kept' ? null : has('expiry') ? reading.until : undefined,
        agents:
          agents !== 'set'
            ? null
            : agentColumn === undefined || !Array.isArray(named)
              ? undefined
              : named.length === 0
                ? null
                : named.toSorted(),
      },
    };
  };
}

/** Reads a cell of agents, by id or by name: answers their ids, or why it is not clear which agents it means. */
function createAgentFinder({ targets }: AccountView): (cell: string) => string[] | string {
  const agents = targets.flatMap(({ remoteId, name, state }) =>
    remoteId === null || state === 'retired' ? [] : [{ remoteId, name: name.trim().toLowerCase() }],
  );
  const find = (word: string) => {
    const byId = agents.filter(({ remoteId }) => remoteId === word);
    return byId.length > 0 ? byId : agents.filter(({ name }) => name === word.toLowerCase());
  };
  return (cell) => {
    const text = cell.trim();
    if (text === '') return [];
    // A name may hold a comma: the cell as a whole comes first.
    const words = find(text).length > 0 ? [text] : text.split(/[,;|]/).map((word) => word.trim());
    const ids = new Set<string>();
    for (const word of words.filter(Boolean)) {
      const [found, other] = find(word);
      if (found === undefined) return say.noAgentIsKnown(word.slice(0, 60));
      if (other !== undefined) return say.severalAgentsAre(word.slice(0, 60));
      ids.add(found.remoteId);
    }
    return [...ids];
  };
}

/** Two rows of one record: the stronger of both, as what is in doubt is blocked. */
export function joinFields(a: ExportedFields, b: ExportedFields): ExportedFields {
  return {
    reason: b.reason ?? a.reason,
    until: a.until === undefined || b.until === undefined ? undefined : laterOf(a.until, b.until),
    agents:
      a.agents === undefined || b.agents === undefined
        ? undefined
        : a.agents === null || b.agents === null
          ? null
          : [...new Set([...a.agents, ...b.agents])].toSorted(),
  };
}

function laterOf(a: RemoteFields['until'], b: RemoteFields['until']): RemoteFields['until'] {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}
