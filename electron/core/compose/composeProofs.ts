/** What one desk can prove: over its journal, its vendors' records, its gate's log and the certificates of its scrubs. */
import { createCertificateRows } from '../db/desk/certificateRows.ts';
import { createJournalReader } from '../db/entries/journalRows.ts';
import { createRunLogRows } from '../db/sync/runLogRows.ts';
import type { DeskContext } from '../desk/context.ts';
import { toAnswersFolder } from '../gate/gateService.ts';
import { createProofService, type ProofService } from '../proof/proofService.ts';
import { createVendorSide } from '../proof/vendorSide.ts';
import type { DeskList } from './composeList.ts';
import type { DeskRecords } from './composeSync.ts';

/** Proofs over the parts of a desk. */
export function composeProofs(
  desk: DeskContext,
  { list, store }: Pick<DeskList, 'list' | 'store'>,
  { records, store: sync }: DeskRecords,
): ProofService {
  return createProofService({
    ...desk,
    list,
    batches: store.batches,
    journal: createJournalReader(desk.db),
    runs: createRunLogRows(desk.db),
    certificates: createCertificateRows(desk.db),
    vendors: createVendorSide(records, sync),
    answersFolder: toAnswersFolder(desk.dataDir),
  });
}
