// vitest global setup of the projects that open the page or the bundle: builds out/ when its sources have changed, before
// the first test file, so that no two files build at once.
import { ensureDesktopBuilt } from '../../scripts/buildDesktop.ts';

/** Called by vitest once for each project. */
export async function setup(): Promise<void> {
  await ensureDesktopBuilt();
}
