/** A desk whose proofs a test makes: a list with a history, and a log of answers in a folder of its own. */
import { join } from 'node:path';
import { createCertificateRows } from '../../electron/core/db/desk/certificateRows.ts';
import { createJournalReader } from '../../electron/core/db/entries/journalRows.ts';
import { createRunLogRows } from '../../electron/core/db/sync/runLogRows.ts';
import { openAnswerLog } from '../../electron/core/gate/log/answerLog.ts';
import { openNumberKey } from '../../electron/core/gate/log/numberKey.ts';
import { type GatherDeps, gatherProof, toWanted } from '../../electron/core/proof/gatherProof.ts';
import { toProofPdf, toProofText } from '../../electron/core/proof/proofParts.ts';
import type { ProofAsked, ProofDocument } from '../../shared/contract/proof.ts';
import { createTestDesk, quietLog, type TestDesk, valueOf } from './desk.ts';

export type ProofDesk = {
  readonly desk: TestDesk;
  readonly deps: GatherDeps;
  readonly prove: (asked: ProofAsked) => Promise<{ readonly proof: ProofDocument; readonly json: string }>;
  readonly pdf: (asked: ProofAsked) => Promise<Uint8Array>;
  /** Logs that a dialer asked about a number and was told that it is blocked. */
  readonly tell: (
    number: string,
    how?: { readonly isPlain?: boolean; readonly others?: readonly string[] },
  ) => Promise<void>;
};

export const aNumber = (number: string, wholeRows = false): ProofAsked => ({ kind: 'number', number, wholeRows });

/** Opens it, in New York. */
export function openProofDesk(): ProofDesk {
  const desk = createTestDesk({ zone: 'America/New_York' });
  const answersFolder = join(desk.dir, 'answers');
  const deps: GatherDeps = {
    ...desk,
    author: () => 'Dana',
    zone: desk.settings.zone,
    batches: desk.store.batches,
    journal: createJournalReader(desk.db),
    runs: createRunLogRows(desk.db),
    certificates: createCertificateRows(desk.db),
    vendors: { rowsFor: () => [], questionsOf: () => [] },
    answersFolder,
  };
  const control = { signal: new AbortController().signal, progress: () => {} };
  const prove: ProofDesk['prove'] = async (asked) => {
    const proof = await gatherProof(deps, valueOf(toWanted(deps, asked)), control);
    return { proof, json: toProofText(proof) };
  };
  return {
    desk,
    deps,
    prove,
    async pdf(asked) {
      const { proof, json } = await prove(asked);
      return toProofPdf(proof, json);
    },
    async tell(number, { isPlain = false, others = [] } = {}) {
      const key = await openNumberKey(answersFolder);
      const log = await openAnswerLog({ folder: answersFolder, now: desk.clock.now, log: quietLog, key });
      const show = (each: string): string => (isPlain ? each : key.hide(each));
      await log.append({
        kind: 'check',
        by: 1,
        name: 'Night dialer',
        head: '1-0000000000000000',
        registries: null,
        target: null,
        asOf: null,
        items: [number, ...others].map((each) => [show(each), 'blocked', 'list', 'everywhere'] as const),
      });
      await log.close();
    },
  };
}
