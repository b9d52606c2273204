// `npm run test:hub-kill -- [--moments N] [--pushes N] [--seed S]`: three desks and a PostgreSQL, killed 500 times at random moments,
// and an older copy of the server's data that is put back after 200 pushes. Prints what was lost (nothing).
import { parseArgs } from 'node:util';
import { killHub } from '../test/model/hubKills.ts';
import { noPostgres } from '../test/support/startPostgres.ts';

const { values } = parseArgs({
  options: {
    moments: { type: 'string', default: '500' },
    pushes: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
if (noPostgres !== undefined) process.exit(1);
const report = await killHub({
  moments: Number(values.moments),
  pushes: Number(values.pushes),
  seed: Number(values.seed),
});
console.log(JSON.stringify(report, undefined, 2));
process.exitCode = report.problems.length === 0 ? 0 : 1;
