/**
 * The parts in which a finished scrub is downloaded or saved: its two halves, and its certificate for machines and for
 * people.
 */
import { createReadStream } from 'node:fs';
import type { ScrubCertificate, ScrubPart } from '../../../../shared/contract/scrub.ts';
import { createHalfFile } from '../leads/halfFile.ts';
import { toCertificateText } from './certificate.ts';
import { toCertificatePdf } from './certificatePdf.ts';

type Done = {
  readonly certificate: ScrubCertificate;
  /** The paths of the halves. */
  readonly paths: { readonly clean: string; readonly blocked: string };
};

const pieceBytes = 196_608;

/** The bytes of a part. @throws the system's error when a half cannot be read */
export async function* readPart({ certificate, paths }: Done, part: ScrubPart): AsyncGenerator<Uint8Array> {
  if (part === 'certificate') yield Buffer.from(toCertificateText(certificate), 'utf8');
  else if (part === 'certificatePdf') yield await toCertificatePdf(certificate, toCertificateText(certificate));
  else
    for await (const chunk of createReadStream(paths[part], { highWaterMark: pieceBytes })) yield chunk as Uint8Array;
}

/**
 * Writes a part to a path, beside it first. `tag` makes the other name unique.
 * @throws JobFailure with a sentence when the place cannot be written
 */
export async function copyPart(done: Done, part: ScrubPart, path: string, tag: string): Promise<void> {
  const file = await createHalfFile(path, tag);
  try {
    for await (const bytes of readPart(done, part)) {
      file.append(bytes, 0, bytes.length);
      await file.flush();
    }
    await file.finish();
    await file.publish();
  } finally {
    await file.discard();
  }
}
