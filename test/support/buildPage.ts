// vitest global setup of the projects that open the page: builds out/renderer when its sources have changed.
import { ensurePageBuilt } from '../../scripts/buildPage.ts';

/** Called by vitest once before the files of a project. */
export async function setup(): Promise<void> {
  await ensurePageBuilt();
}
