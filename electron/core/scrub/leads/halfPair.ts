/**
 * The two halves of a lead file while they are written: started together, then both given their names once both are
 * whole, or both removed.
 */
import type { ScrubCertificate } from '../../../../shared/contract/scrub.ts';
import type { Dialect } from '../../files/text/dialect.ts';
import { createHalfFile, type HalfFile } from './halfFile.ts';
import { createWorkbookHalf } from './workbookHalf.ts';

type Names = { readonly clean: string; readonly blocked: string };

export type HalfPair = {
  readonly clean: HalfFile;
  readonly blocked: HalfFile;
  /** Writes the rest of both. `names`: their names in the certificate. */
  readonly finish: (names: Names) => Promise<ScrubCertificate['output']>;
  /** Gives both their names, the blocked one first: so the clean half is never there without it. */
  readonly publish: () => Promise<void>;
  /** Removes what was written and not published. */
  readonly discard: () => Promise<void>;
};

export type HalfPairOptions = {
  /** Makes the temporary names unique. */
  readonly tag: string;
  /** How the appended text is written. */
  readonly dialect: Dialect;
  readonly isWorkbook: boolean;
  readonly signal: AbortSignal;
};

/**
 * Starts both at their paths.
 * @throws JobFailure when one cannot be written, after removing the other
 */
export async function openHalves(
  paths: Names,
  { tag, dialect, isWorkbook, signal }: HalfPairOptions,
): Promise<HalfPair> {
  const open = (path: string, sheet: string) =>
    isWorkbook ? createWorkbookHalf(path, { tag, dialect, sheet, signal }) : createHalfFile(path, tag);
  const clean = await open(paths.clean, 'Clean');
  let blocked: HalfFile;
  try {
    blocked = await open(paths.blocked, 'Blocked');
  } catch (error) {
    await clean.discard();
    throw error;
  }
  return {
    clean,
    blocked,
    finish: async (names) => ({
      clean: { name: names.clean, ...(await clean.finish()) },
      blocked: { name: names.blocked, ...(await blocked.finish()) },
    }),
    async publish() {
      await blocked.publish();
      await clean.publish();
    },
    async discard() {
      await clean.discard();
      await blocked.discard();
    },
  };
}
