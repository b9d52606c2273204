/**
 * Rows of the journal as a proof quotes them, and the changes in them. A verifier makes the changes from the rows again, so
 * both sides ask here.
 */
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import type { HistoryChange } from '../../../shared/domain/entry/historySentence.ts';
import { describeChange } from '../../../shared/domain/entry/historySentence.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import { toE164, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { createDayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import { createEntryReader, type FlatEntry } from '../db/entries/entryForm.ts';
import type { JournalReader, JournalRow } from '../db/entries/journalRows.ts';
import { hashBeforeFirst } from '../journal/chain.ts';
import { type FlatChange, toChanges } from '../journal/journalPayload.ts';

export type QuotedRow = ProofDocument['rows'][number];
export type ProvenChange = NonNullable<ProofDocument['changes']>[number];

/** A row with the hash of the one before it; without its payload where others are nobody's business. */
export function quoteRow(rows: Pick<JournalReader, 'load'>, row: JournalRow, isWhole: boolean): QuotedRow {
  const before = rows.load(row.id - 1)?.hash ?? hashBeforeFirst();
  return {
    id: row.id,
    at: row.at,
    author: row.author,
    kind: row.kind,
    batch: row.batch_id,
    firstNumber: isWhole ? row.first_number : null,
    lastNumber: isWhole ? row.last_number : null,
    changes: row.changes,
    previous: Buffer.from(before).toString('hex'),
    hash: row.hash.toString('hex'),
    payload: isWhole ? row.payload.toString('base64') : null,
  };
}

/** A quoted row as the journal has it. @param payload its payload, which the quotation may lack */
export function toJournalRow(quoted: QuotedRow, payload: Buffer): JournalRow {
  return {
    id: quoted.id,
    at: quoted.at,
    author: quoted.author,
    kind: quoted.kind,
    batch_id: quoted.batch,
    first_number: quoted.firstNumber ?? 0,
    last_number: quoted.lastNumber ?? 0,
    changes: quoted.changes,
    payload,
    hash: Buffer.from(quoted.hash, 'hex'),
  };
}

/** Writes changes as a proof tells them: in a zone, with the names of targets. */
export type ChangeWriter = (row: QuotedRow, change: FlatChange) => ProvenChange;

/** @param zone an IANA name; @param targets those that may be named */
export function createChangeWriter(zone: string, targets: TargetIndex): ChangeWriter {
  const toEntry = createEntryReader();
  const made = createZone(zone);
  const context = { targets, toDay: createDayWriter(() => made) };
  return (row, { before, after }) => ({
    row: row.id,
    number: toE164(toPhoneNumber(after.number)),
    before: before === undefined ? null : toFlat(before),
    after: toFlat(after),
    sentence: describeChange(
      {
        kind: row.kind as HistoryChange['kind'],
        author: row.author,
        before: before === undefined ? undefined : toEntry(before),
        after: toEntry(after),
      },
      context,
    ),
  });
}

const toFlat = (entry: FlatEntry): ProvenChange['after'] => ({ ...entry });

/** The changes of a quoted row; none where its payload is not there. @throws DamagedRow where it is no payload */
export function readChanges(quoted: QuotedRow): readonly FlatChange[] {
  return quoted.payload === null ? [] : toChanges(Buffer.from(quoted.payload, 'base64'));
}
