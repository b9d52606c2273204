/**
 * Verifies a proof or a scrub's certificate from its file alone, JSON or PDF: that no byte is another than when it was sealed,
 * that the pages are those of the data, and that what is told follows from rows whose hashes fit. It needs no desk and no list.
 */
import { proofDocument } from '../../../shared/contract/proof.ts';
import { scrubCertificate } from '../../../shared/contract/scrub.ts';
import { isPdf, readAttachment } from '../paper/attachment.ts';
import { openSealed } from '../paper/seal.ts';
import { toCertificatePdf } from '../scrub/certificate/certificatePdf.ts';
import { checkEvidence, type Findings } from './checkEvidence.ts';
import { layout, toTitle } from './proofLines.ts';
import { toProofPdf } from './proofParts.ts';
import { verifyProofWords as say } from '../../../shared/words/core/proof.ts';

export type ProofVerdict = Findings & {
  /** What the file is: "Proof about +1 212 555 1234"; null: nothing that this version knows. */
  readonly title: string | null;
  readonly ok: boolean;
};

/** Judges the bytes of a file. Never throws for what stands in them. */
export async function verifyProof(bytes: Uint8Array): Promise<ProofVerdict> {
  const data = isPdf(bytes) ? await readAttachment(bytes) : bytes;
  if (data === undefined) return toVerdict(null, { problems: [say.thisPdfHasNoData] });
  const opened = openSealed(data);
  if (!opened.ok) return toVerdict(null, { problems: [whyNotOpened[opened.why]] });
  const { document, seal } = opened;
  const sealed = say.theDataIsAsIt(seal);
  const json = Buffer.from(data).toString('utf8');
  const asProof = proofDocument.safeParse(document);
  if (asProof.success) {
    const proof = asProof.data;
    const pages = isPdf(bytes)
      ? proof.layout === layout
        ? comparePages(bytes, await makeSafely(() => toProofPdf(proof, json)))
        : { notShown: [say.thePagesWereMade] }
      : {};
    return toVerdict(toTitle(proof), { holds: [sealed] }, pages, checkEvidence(proof));
  }
  const asCertificate = scrubCertificate.safeParse(document);
  if (!asCertificate.success)
    return toVerdict(null, {
      holds: [sealed],
      problems: [say.itIsNeitherAProof],
    });
  const certificate = asCertificate.data;
  const pages = isPdf(bytes) ? comparePages(bytes, await makeSafely(() => toCertificatePdf(certificate, json))) : {};
  const { read, clean, blocked, blockedBy } = certificate.rows;
  const isSum = read === clean + blocked && blocked === Object.values(blockedBy).reduce((sum, count) => sum + count, 0);
  const { journal } = certificate.list;
  return toVerdict(say.scrubCertificate(certificate.input.name), { holds: [sealed] }, pages, {
    ...(isSum ? { holds: [say.itsCountsAddUp] } : { problems: [say.itsCountsDoNotAdd] }),
    notShown: [
      journal === null ? say.itNamesNoRowOf : say.whetherTheHistory(journal.seq, journal.hash),
      say.whetherLeadFileAnd,
    ],
  });
}

const whyNotOpened = {
  changed: say.itIsNotAsIt,
  unsealed: say.itHasNoSealAt,
} as const;

function toVerdict(title: string | null, ...found: readonly Partial<Findings>[]): ProofVerdict {
  const all = {
    holds: found.flatMap(({ holds = [] }) => holds),
    problems: found.flatMap(({ problems = [] }) => problems),
    notShown: found.flatMap(({ notShown = [] }) => notShown),
  };
  return { title, ok: all.problems.length === 0, ...all };
}

/** Data that was changed and sealed anew may be such that no page can be made of it. */
async function makeSafely(make: () => Promise<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return await make();
  } catch {
    return undefined;
  }
}

function comparePages(given: Uint8Array, made: Uint8Array | undefined): Partial<Findings> {
  return made !== undefined && Buffer.compare(given, made) === 0
    ? { holds: [say.thePagesAreThose] }
    : {
        problems: [say.thePdfIsNotThe],
      };
}
