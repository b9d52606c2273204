/** A proof as the files that it is saved as: sealed JSON, and a PDF that has that JSON attached. */
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import { toSealedText } from '../paper/seal.ts';
import { toSheets } from '../paper/sheets.ts';
import { toProofLines, toTitle } from './proofLines.ts';
import { createTimeWriter } from '../paper/paperTimes.ts';
import { proofPartsWords as say } from '../../../shared/words/core/proof.ts';

/** The data, sealed. */
export const toProofText = (proof: ProofDocument): string => toSealedText(proof);

/** The pages of a proof; the same data always gives the same bytes. `json` is what `toProofText` made of it. */
export function toProofPdf(proof: ProofDocument, json: string): Promise<Uint8Array> {
  const { app, madeAt, madeBy, zone } = proof;
  const time = createTimeWriter(createZone(zone));
  return toSheets(toProofLines(proof), {
    title: toTitle(proof),
    author: madeBy,
    creator: `${app.name} ${app.version}`,
    madeAt: Date.parse(madeAt),
    foot: say.madeByOn(madeBy, time.inline(madeAt)),
    attached: { name: 'proof.json', description: say.theProofAsDataWith, text: json },
  });
}

/** A name for its files, without an ending: letters that every system takes. */
export function toFileName({ about }: ProofDocument): string {
  return about.kind === 'number'
    ? say.proof(about.number)
    : say.proofTo(about.from.slice(0, 10), about.to.slice(0, 10));
}
