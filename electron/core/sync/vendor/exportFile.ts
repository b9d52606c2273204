/**
 * A vendor's own export as a file: opened, its columns recognised, and read to its end before any of it counts. If the
 * file changes meanwhile, everything that was read is thrown away.
 */
import { checkMapping } from '../../../../shared/domain/columns/columnMapping.ts';
import { askForPart } from '../../../../shared/domain/columns/fileParts.ts';
import type { RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import { createCellReaders } from '../../../../shared/domain/numbers/cellReader.ts';
import type { PhoneNumber, Region } from '../../../../shared/domain/numbers/number.ts';
import type { Zone } from '../../../../shared/domain/time/zone.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { FileFrom } from '../../../../shared/contract/files.ts';
import { whyNoList } from '../../files/describe.ts';
import { discardUpload } from '../../files/locate.ts';
import { type OpenedFile, openFile } from '../../files/openFile.ts';
import { type Answer, refuse } from '../../answer.ts';
import type { RunProgress } from './runContext.ts';
import { createExportReader, type ExportedFields, findAgentColumn, joinFields } from './exportRows.ts';
import { exportFileWords as say } from '../../../../shared/words/core/sync/vendor.ts';

export type ExportRequest = {
  readonly from: FileFrom;
  readonly region: Region | undefined;
  /** Replaces the recognised columns. */
  readonly mapping: RowMapping | undefined;
};

/** Where the web host puts uploads, and the desk's zone. */
export type ExportPlace = { readonly uploadsDir: string; readonly zone: Zone };

export type ExportContents = {
  /** Every remote list with a row in the file. */
  readonly scopes: ReadonlyMap<RemoteList, ReadonlyMap<PhoneNumber, ExportedFields>>;
  readonly unreadable: number;
  /** The doubt about the first row that could not be read. */
  readonly firstDoubt: string | null;
};

export type ExportFile = {
  readonly name: string;
  /**
   * Reads the export to its end; a failure is a sentence.
   * @throws the signal's reason
   */
  readonly read: (
    account: AccountView,
    signal: AbortSignal,
    progress: RunProgress,
  ) => Promise<
    { readonly ok: true; readonly value: ExportContents } | { readonly ok: false; readonly message: string }
  >;
  readonly close: () => Promise<void>;
};

/** Opens an export, unless it is not clear which column is which. */
export async function openExport(
  { from, region, mapping }: ExportRequest,
  account: AccountView,
  { uploadsDir, zone }: ExportPlace,
): Promise<Answer<ExportFile>> {
  const opened = await openFile(from, {}, { uploadsDir, region, purpose: 'list' });
  if (!opened.ok) {
    await discardUpload(from, uploadsDir);
    return opened;
  }
  const source = opened.value;
  const { columns, name, levels } = source.found;
  const unsaid = askForPart(name, levels, [], say.saveTheOneThatIs);
  const checked = checkMapping(mapping ?? columns, columns.length);
  const headers = columns.map(({ header }) => header ?? '');
  const agentColumn = findAgentColumn(headers);
  const problem =
    whyNoList(source) ??
    unsaid ??
    (checked.ok ? describeMissing(account, name, agentColumn) : `"${name}": ${checked.message}`);
  if (problem !== null || !checked.ok) {
    await source.close();
    return refuse(problem ?? '');
  }
  return {
    ok: true,
    value: {
      name,
      read: (now, signal, progress) => {
        const reader = createExportReader(now, checked.mapping, headers, createCellReaders({ region }), zone);
        return readAll(source, reader, signal, progress);
      },
      close: source.close,
    },
  };
}

/** Where the vendor's records have agents, the file must say on whose list a row is. */
function describeMissing({ name, capabilities, targets }: AccountView, file: string, agent: number | undefined) {
  if (capabilities.agents === 'none' || agent !== undefined) return null;
  if (capabilities.agents === 'set' && !targets.some(({ remoteId }) => remoteId !== null)) return null;
  return say.blocksByAgentAnd(name, file);
}

async function readAll(
  source: Pick<OpenedFile, 'rows' | 'found'>,
  read: ReturnType<typeof createExportReader>,
  signal: AbortSignal,
  progress: RunProgress,
): ReturnType<ExportFile['read']> {
  const scopes = new Map<RemoteList, Map<PhoneNumber, ExportedFields>>();
  let rows = 0;
  let unreadable = 0;
  let firstDoubt: string | null = null;
  for await (const chunk of source.rows(signal)) {
    if (!chunk.ok) return chunk;
    for (const row of chunk.rows) {
      rows += 1;
      const said = read(row);
      if (!said.ok) {
        unreadable += 1;
        firstDoubt ??= say.line(row.line, said.message);
        continue;
      }
      for (const scope of said.scopes) {
        const records = scopes.get(scope) ?? new Map<PhoneNumber, ExportedFields>();
        scopes.set(scope, records);
        for (const number of said.numbers) {
          const earlier = records.get(number);
          records.set(number, earlier === undefined ? said.fields : joinFields(earlier, said.fields));
        }
      }
    }
    progress(say.readingRows(source.found.name, rows), chunk.bytesRead, chunk.totalBytes);
  }
  return { ok: true, value: { scopes, unreadable, firstDoubt } };
}
