// `npm run test:kill -- [--kills N] [--operations N] [--seed S]`: a sync of 5,000 operations by the real command line,
// killed 100 times at random moments, against a sandbox in another process. Prints what was lost (nothing) and what was
// doubled.
import { parseArgs } from 'node:util';
import { killRuns } from '../test/model/killRuns.ts';
import { ensureDesktopBuilt } from './buildDesktop.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    operations: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
await ensureDesktopBuilt();
const report = await killRuns({
  kills: Number(values.kills),
  operations: Number(values.operations),
  seed: Number(values.seed),
});
console.log(JSON.stringify({ seed: Number(values.seed), ...report }, undefined, 2));
process.exitCode = report.problems.length === 0 ? 0 : 1;
