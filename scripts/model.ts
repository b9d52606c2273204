// `npm run test:model -- [--runs N] [--seed S]`: the tests that drive sync through random histories, with more runs
// than `npm test` gives them, or with the seed that a failure printed. They read SYNC_RUNS and SYNC_SEED.
import { parseArgs } from 'node:util';
import { runNode, toolPath } from './tools.ts';

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
for (const [name, value] of Object.entries(values)) {
  if (!/^-?\d+$/.test(value)) {
    console.error(`--${name} wants a whole number, not "${value}".`);
    process.exit(2);
  }
}
const { code } = await runNode(
  [toolPath('vitest', 'vitest'), 'run', 'test/model/', 'test/property/syncConverges', '--testTimeout=3600000'],
  {
    env: {
      ...(values.runs === undefined ? {} : { SYNC_RUNS: values.runs }),
      ...(values.seed === undefined ? {} : { SYNC_SEED: values.seed }),
    },
  },
);
process.exitCode = code;
