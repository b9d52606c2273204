/** Proofs of one desk: gathered as a job, and kept for as long as they may be saved. */
import type { ProofAsked, ProofDocument, ProofPart } from '../../../shared/contract/proof.ts';
import { type Answer, refuse } from '../answer.ts';
import type { Jobs } from '../desk/jobs.ts';
import { writeWhole } from '../files/write/writeWhole.ts';
import { toPlainText } from '../paper/sheets.ts';
import { type GatherDeps, gatherProof, toWanted } from './gatherProof.ts';
import { toProofLines } from './proofLines.ts';
import { toFileName, toProofPdf, toProofText } from './proofParts.ts';
import { proofServiceWords as say } from '../../../shared/words/core/proof.ts';

export type ProofService = {
  /** Starts the work as a job, and answers its id. */
  readonly start: (asked: ProofAsked) => Answer<string>;
  readonly result: (job: string) => Answer<{ name: string; lines: string[]; seal: string }>;
  /** The bytes of a part. */
  readonly read: (job: string, part: ProofPart) => Promise<Answer<Uint8Array>>;
  /** Writes a part to a path, beside it first. */
  readonly save: (job: string, part: ProofPart, path: string, replace: boolean) => Promise<Answer<{ path: string }>>;
};

export type ProofDeps = GatherDeps & { readonly jobs: Jobs; readonly dataDir: string };

type Made = { readonly proof: ProofDocument; readonly json: string };

/** A proof of a long period is large: the last few are kept. */
const keptProofs = 4;

const sealOf = (json: string): string => /"seal": "([0-9a-f]{64})"\n\}\n$/.exec(json.slice(-90))?.[1] ?? '';

/** The proofs of one desk. */
export function createProofService(deps: ProofDeps): ProofService {
  const { jobs, dataDir } = deps;
  const made = new Map<string, Made>();

  function keep(job: string, proof: Made): void {
    made.set(job, proof);
    for (const old of [...made.keys()].slice(0, -keptProofs)) made.delete(old);
  }

  function find(job: string): Answer<Made> {
    const found = made.get(job);
    return found === undefined ? refuse(say.thisProofIsNoLonger) : { ok: true, value: found };
  }

  async function read(job: string, part: ProofPart): Promise<Answer<Uint8Array>> {
    const found = find(job);
    if (!found.ok) return found;
    const { proof, json } = found.value;
    return { ok: true, value: part === 'json' ? Buffer.from(json, 'utf8') : await toProofPdf(proof, json) };
  }

  return {
    start(asked) {
      const wanted = toWanted(deps, asked);
      if (!wanted.ok) return wanted;
      const label = asked.kind === 'number' ? say.proofAbout(asked.number) : say.proofOfAPeriod;
      const subject = asked.kind === 'number' ? asked.number : null;
      const { id } = jobs.start({ kind: 'proof', label, subject }, async (control) => {
        const proof = await gatherProof(deps, wanted.value, control);
        keep(id, { proof, json: toProofText(proof) });
        return { result: undefined, message: say.theProofIsMade };
      });
      return { ok: true, value: id };
    },
    result(job) {
      const found = find(job);
      if (!found.ok) return found;
      const { proof, json } = found.value;
      const lines = toPlainText(toProofLines(proof));
      return { ok: true, value: { name: toFileName(proof), lines, seal: sealOf(json) } };
    },
    read,
    async save(job, part, path, replace) {
      const bytes = await read(job, part);
      if (!bytes.ok) return bytes;
      return writeWhole(path, bytes.value, { dataDir, replace });
    },
  };
}
