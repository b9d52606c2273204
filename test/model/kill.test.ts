/** A sync that is killed in the middle loses nothing: a few kills here, a hundred by `npm run test:kill`. */
import { expect, it } from 'vitest';
import { killRuns } from './killRuns.ts';

it('survives kill -9 in the middle of a sync', async () => {
  const { problems, lost, phases } = await killRuns({ operations: 200, kills: 3, seed: 5 });
  expect(problems).toEqual([]);
  expect(lost).toBe(0);
  expect(phases.reading + phases.sending).toBeGreaterThan(0);
});
