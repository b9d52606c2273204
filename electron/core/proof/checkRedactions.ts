/**
 * Whether a redaction may stand for a row that does not fit its own hash: it is no newer than the list, speaks of a number of that row, and
 * that number's personal fields really are taken out there. Pure.
 */
import { isDeepStrictEqual } from 'node:util';
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import { type FlatChange, readRewritten, toChangedNumbers } from '../journal/journalPayload.ts';
import { redactFlat } from '../journal/redactFlat.ts';
import { type QuotedRow, readChanges } from './quoteRows.ts';

/** The newest word about a row: its hash as it stands since, and the redaction that says so. */
export type Rewritten = { readonly hash: string; readonly by: QuotedRow };

/** What redactions say of rows before them, by the row's id. @throws DamagedRow where one is no payload */
export function listRewritten(rows: readonly QuotedRow[]): ReadonlyMap<number, Rewritten> {
  const found = new Map<number, Rewritten>();
  for (const row of rows.toSorted((a, b) => a.id - b.id)) {
    if (row.kind !== 'redact' || row.payload === null) continue;
    for (const [id, hash] of Object.entries(readRewritten(Buffer.from(row.payload, 'base64'))))
      if (Number(id) < row.id) found.set(Number(id), { hash, by: row });
  }
  return found;
}

/** Whether a redaction took out of this row what it is about. @throws DamagedRow where one of them is no payload */
export function isTakenOut(row: QuotedRow, { payload }: QuotedRow): boolean {
  if (payload === null) return false;
  const about = new Set(toChangedNumbers(Buffer.from(payload, 'base64')));
  const own = readChanges(row).filter(({ after }) => about.has(after.number));
  return own.length > 0 && own.every(isRedacted);
}

function isRedacted({ before, after }: FlatChange): boolean {
  return [before ?? [], after].flat().every((flat) => isDeepStrictEqual(redactFlat(flat), flat));
}

/** Whether a row is no newer than the list that the proof names. */
export function isInList({ id, hash }: QuotedRow, { head }: ProofDocument['list']): boolean {
  return head !== null && (id < head.seq || (id === head.seq && hash === head.hash));
}

/**
 * Those of these redactions that the quoted rows do not show to stand in the chain: they are no part of a whole period, and no run of quoted
 * rows, one after the other, leads from them to the newest row of the list.
 */
export function listUnshown(
  { about, rows, redactions, list }: ProofDocument,
  used: ReadonlySet<QuotedRow>,
): readonly QuotedRow[] {
  const byId = new Map([...redactions, ...rows].map((row) => [row.id, row]));
  const inPeriod = new Set(about.kind === 'period' ? rows : []);
  // The hash of each row from which such a run leads, by the row's id.
  const shown = new Map<number, string>();
  const { head } = list;
  let row = head === null ? undefined : byId.get(head.seq);
  if (row?.hash !== head?.hash) row = undefined;
  while (row !== undefined) {
    shown.set(row.id, row.hash);
    const before = byId.get(row.id - 1);
    row = before !== undefined && row.previous === before.hash ? before : undefined;
  }
  return [...used].filter((each) => !inPeriod.has(each) && shown.get(each.id) !== each.hash);
}
