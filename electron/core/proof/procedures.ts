/** Handlers of the area `proofs`: thin, over the service. */
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { ProofService } from './proofService.ts';

const pieceBytes = 196_608;

/** Handlers of the area `proofs`. */
export function createProofProcedures(proofs: ProofService) {
  return {
    proofs: {
      start: os.proofs.start.handler(({ input }) => ({ job: unwrap(proofs.start(input)) })),
      result: os.proofs.result.handler(({ input }) => unwrap(proofs.result(input.job))),
      download: os.proofs.download.handler(async function* ({ input }) {
        const bytes = Buffer.from(unwrap(await proofs.read(input.job, input.part)));
        for (let at = 0; at < bytes.length; at += pieceBytes)
          yield bytes.subarray(at, at + pieceBytes).toString('base64');
      }),
      save: os.proofs.save.handler(async ({ input }) =>
        unwrap(await proofs.save(input.job, input.part, input.path, input.replace)),
      ),
    },
  };
}
